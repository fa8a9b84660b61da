//! Tables that scroll on their own when the window is narrow.

use leptos::prelude::*;

/// A table. Rows are `<tr>` views; a narrow window scrolls it sideways, reachable by keyboard.
#[component]
pub fn Table(
    /// What the table shows, for screen readers (and, where `caption_shown`, for everybody).
    #[prop(into)]
    caption: String,
    /// Whether the caption is visible.
    #[prop(optional)]
    caption_shown: bool,
    /// Column heads; a leading `#` marks a column of figures, set to the right.
    columns: Vec<String>,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let heads = columns
        .into_iter()
        .map(|column| match column.strip_prefix('#') {
            Some(figures) => view! { <th scope="col" class="c-num">{figures.to_owned()}</th> }.into_any(),
            None => view! { <th scope="col">{column}</th> }.into_any(),
        })
        .collect_view();
    let name = caption.clone();
    view! {
        <div class="c-table" role="region" tabindex="0" aria-label=name>
            <table>
                <caption class=if caption_shown { "c-caption" } else { "u-hidden" }>{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}
