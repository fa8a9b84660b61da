//! A remark that stands apart from the running text.

use super::{Icon, Symbol};
use leptos::prelude::*;

/// What kind of remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalloutKind {
    /// Something done.
    Done,
    /// Good to know.
    Note,
    /// Take care.
    Warning,
    /// Something failed or harms.
    Harm,
}

/// A remark. `Warning` and `Harm` are announced to screen readers when they appear after posting a form.
#[component]
pub fn Callout(
    /// What kind.
    kind: CalloutKind,
    /// Heading.
    #[prop(optional, into)]
    title: Option<String>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let (class, icon) = match kind {
        CalloutKind::Done => ("c-callout c-callout-done", Symbol::Check),
        CalloutKind::Note => ("c-callout c-callout-note", Symbol::Info),
        CalloutKind::Warning => ("c-callout c-callout-warning", Symbol::Warning),
        CalloutKind::Harm => ("c-callout c-callout-harm", Symbol::Stop),
    };
    view! {
        <div class=class role=(kind == CalloutKind::Harm).then_some("alert")>
            <Icon name=icon/>
            <div>{title.map(|title| view! { <p class="c-callout-title">{title}</p> })}{children()}</div>
        </div>
    }
}
