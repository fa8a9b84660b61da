//! Buttons, and links that look like them.

use leptos::prelude::*;

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do here.
    #[default]
    Main,
    /// Something else one may do.
    Plain,
    /// Least weight.
    Quiet,
    /// Takes something away.
    Harm,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Main => "c-button",
            Self::Plain => "c-button c-button-plain",
            Self::Quiet => "c-button c-button-quiet",
            Self::Harm => "c-button c-button-harm",
        }
    }
}

/// A button of a form. With `name` and `value` it tells the server which one was pressed.
#[component]
pub fn Button(
    /// How much it asks for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// Field name.
    #[prop(optional, into)]
    name: Option<String>,
    /// Field value.
    #[prop(optional, into)]
    value: Option<String>,
    /// Words, perhaps with an icon.
    children: Children,
) -> impl IntoView {
    view! { <button type="submit" class=kind.class() name=name value=value>{children()}</button> }
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    /// Where it leads.
    #[prop(into)]
    to: String,
    /// How much it asks for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// Words, perhaps with an icon.
    children: Children,
) -> impl IntoView {
    view! { <a class=kind.class() href=to>{children()}</a> }
}
