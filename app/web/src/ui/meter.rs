//! How far something is, without inline styles: native elements and SVG attributes.

use leptos::prelude::*;

/// A bar. The words beside it carry the figure; the bar repeats it.
#[component]
pub fn Progress(
    /// Done.
    value: u32,
    /// Of this many.
    most: u32,
    /// What is measured, for screen readers.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! { <progress class="c-progress" value=value max=most.max(1) aria-label=label></progress> }
}

/// A ring with a percentage in it.
#[component]
pub fn Ring(
    /// 0 to 100.
    percent: u32,
    /// The figure as shown, and what it is for screen readers.
    #[prop(into)]
    label: String,
    /// The words inside.
    #[prop(into)]
    words: String,
) -> impl IntoView {
    let percent = percent.min(100);
    view! {
        <svg class="c-ring" viewBox="0 0 40 40" role="img" aria-label=label>
            <circle class="c-ring-track" cx="20" cy="20" r="17" pathLength="100"></circle>
            <circle
                class="c-ring-value"
                cx="20"
                cy="20"
                r="17"
                pathLength="100"
                stroke-dasharray=format!("{percent} 100")
                transform="rotate(-90 20 20)"
            ></circle>
            <text x="20" y="20" text-anchor="middle" dominant-baseline="central">{words}</text>
        </svg>
    }
}
