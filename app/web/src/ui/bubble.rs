//! Lines of a chat, as bubbles, with remarks in the margin.

use super::{Icon, Symbol};
use leptos::prelude::*;

/// Who wrote a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The customer, on the left.
    Customer,
    /// The operator, on the right.
    Operator,
    /// The desk itself: arrivals, holds, endings.
    System,
}

/// One line. `meta` stands beside the name: the time, or how long it took.
#[component]
pub fn Bubble(
    /// Who wrote it.
    side: Side,
    /// Name shown above.
    #[prop(into)]
    name: String,
    /// Time or the like.
    #[prop(optional, into)]
    meta: Option<String>,
    /// Anchor of this line.
    #[prop(optional, into)]
    id: Option<String>,
    /// What was written.
    children: Children,
) -> impl IntoView {
    let class = match side {
        Side::Customer => "c-bubble c-bubble-customer",
        Side::Operator => "c-bubble c-bubble-operator",
        Side::System => "c-bubble c-bubble-system",
    };
    view! {
        <div class=class id=id>
            <p class="c-bubble-who"><b>{name}</b>{meta.map(|meta| view! { <span>{meta}</span> })}</p>
            <div class="c-bubble-text">{children()}</div>
        </div>
    }
}

/// A remark beside the line above it.
#[component]
pub fn Aside(
    /// Anchor of this remark.
    #[prop(optional, into)]
    id: Option<String>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! { <aside class="c-aside" id=id><Icon name=Symbol::Note/><div>{children()}</div></aside> }
}
