//! Surfaces and small marks: card, badge, key figure, empty state.

use super::{Icon, Symbol};
use leptos::prelude::*;

/// A surface with a heading.
#[component]
pub fn Card(
    /// Heading (level two).
    #[prop(optional, into)]
    title: Option<String>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    view! { <section class="c-card">{title.map(|title| view! { <h2 class="c-card-title">{title}</h2> })}{children()}</section> }
}

/// The colour of a mark; never the only carrier of meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Plain,
    /// Good, done.
    Good,
    /// Wants attention.
    Attention,
    /// Harm.
    Harm,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "c-badge",
            Self::Good => "c-badge c-badge-good",
            Self::Attention => "c-badge c-badge-attention",
            Self::Harm => "c-badge c-badge-harm",
        }
    }
}

/// A word or two about a state.
#[component]
pub fn Badge(
    /// Colour.
    #[prop(optional)]
    tone: Tone,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! { <span class=tone.class()>{children()}</span> }
}

/// A figure with what it counts.
#[component]
pub fn Figure(
    /// The figure, formatted.
    #[prop(into)]
    value: String,
    /// What it counts.
    #[prop(into)]
    label: String,
    /// Where its rows are.
    #[prop(optional, into)]
    to: Option<String>,
) -> impl IntoView {
    let inner = view! { <span class="c-figure-value">{value}</span><span class="c-figure-label">{label}</span> };
    match to {
        Some(to) => view! { <a class="c-figure" href=to>{inner}</a> }.into_any(),
        None => view! { <div class="c-figure">{inner}</div> }.into_any(),
    }
}

/// What stands where there is nothing yet, and what will bring something.
#[component]
pub fn Empty(
    /// A drawing.
    icon: Symbol,
    /// What is not there.
    #[prop(into)]
    title: String,
    /// Why, and what to do.
    children: Children,
) -> impl IntoView {
    view! { <div class="c-empty"><Icon name=icon/><p class="c-empty-title">{title}</p><div>{children()}</div></div> }
}
