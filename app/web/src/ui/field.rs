//! Fields of forms: a label, a hint, the value that was sent, and what is wrong with it, tied together for screen readers.

use super::{Icon, Symbol};
use leptos::prelude::*;

fn described(id: &str, hint: bool, error: bool) -> Option<String> {
    let hint = hint.then(|| format!("{id}-hint"));
    let error = error.then(|| format!("{id}-error"));
    let ids: Vec<String> = hint.into_iter().chain(error).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn hint_view(id: &str, hint: Option<String>) -> impl IntoView + use<> {
    hint.map(|hint| view! { <p class="c-field-hint" id=format!("{id}-hint")>{hint}</p> })
}

fn error_view(id: &str, error: Option<String>) -> impl IntoView + use<> {
    error.map(
        |error| view! { <p class="c-field-error" id=format!("{id}-error")><Icon name=Symbol::Warning/>{error}</p> },
    )
}

/// One line of input.
#[component]
pub fn Field(
    /// Field name, also its id.
    #[prop(into)]
    name: String,
    /// Label.
    #[prop(into)]
    label: String,
    /// What was filled in. Never for passwords.
    #[prop(optional, into)]
    value: String,
    /// `text`, `email`, `password`, ..
    #[prop(default = "text")]
    kind: &'static str,
    /// For password managers: `username`, `current-password`, `new-password`, ..
    #[prop(optional, into)]
    autocomplete: Option<String>,
    /// What to fill in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional_no_strip, into)]
    error: Option<String>,
    /// Whether it may stay empty.
    #[prop(optional)]
    may_be_empty: bool,
) -> impl IntoView {
    let wrong = error.is_some().then_some("true");
    view! {
        <div class="c-field">
            <label for=name.clone()>{label}</label>
            {hint_view(&name, hint.clone())}
            <input
                id=name.clone()
                name=name.clone()
                r#type=kind
                value=(kind != "password").then_some(value)
                autocomplete=autocomplete
                aria-describedby=described(&name, hint.is_some(), error.is_some())
                aria-invalid=wrong
                required=!may_be_empty
            />
            {error_view(&name, error)}
        </div>
    }
}

/// Several lines of input.
#[component]
pub fn TextArea(
    /// Field name, also its id.
    #[prop(into)]
    name: String,
    /// Label.
    #[prop(into)]
    label: String,
    /// What was filled in.
    #[prop(optional, into)]
    value: String,
    /// Lines shown.
    #[prop(default = 4)]
    rows: u32,
    /// What to fill in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional_no_strip, into)]
    error: Option<String>,
) -> impl IntoView {
    let wrong = error.is_some().then_some("true");
    view! {
        <div class="c-field">
            <label for=name.clone()>{label}</label>
            {hint_view(&name, hint.clone())}
            <textarea
                id=name.clone()
                name=name.clone()
                rows=rows
                aria-describedby=described(&name, hint.is_some(), error.is_some())
                aria-invalid=wrong
            >{super::inside_textarea(&value)}</textarea>
            {error_view(&name, error)}
        </div>
    }
}

/// One choice of a [`Select`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectOption {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// Chosen now?
    pub chosen: bool,
}

/// One of a list.
#[component]
pub fn Select(
    /// Field name, also its id.
    #[prop(into)]
    name: String,
    /// Label.
    #[prop(into)]
    label: String,
    /// What there is to choose.
    options: Vec<SelectOption>,
    /// What to choose.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional_no_strip, into)]
    error: Option<String>,
) -> impl IntoView {
    let wrong = error.is_some().then_some("true");
    let options = options
        .into_iter()
        .map(|option| view! { <option value=option.value selected=option.chosen>{option.label}</option> })
        .collect_view();
    view! {
        <div class="c-field">
            <label for=name.clone()>{label}</label>
            {hint_view(&name, hint.clone())}
            <select
                id=name.clone()
                name=name.clone()
                aria-describedby=described(&name, hint.is_some(), error.is_some())
                aria-invalid=wrong
            >{options}</select>
            {error_view(&name, error)}
        </div>
    }
}

/// A box or a dot with its words, as one large target.
#[component]
pub fn Choice(
    /// `checkbox` or `radio`.
    #[prop(default = "checkbox")]
    kind: &'static str,
    /// Field name.
    #[prop(into)]
    name: String,
    /// What is sent when ticked.
    #[prop(into)]
    value: String,
    /// Ticked now?
    #[prop(optional)]
    chosen: bool,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! { <label class="c-choice"><input type=kind name=name value=value checked=chosen/><span>{children()}</span></label> }
}

/// All problems of a form, above it, each a link to its field.
#[component]
pub fn ErrorSummary(
    /// Heading.
    #[prop(into)]
    title: String,
    /// Field name and what is wrong, in showing order.
    errors: Vec<(String, String)>,
) -> impl IntoView {
    (!errors.is_empty()).then(|| {
        let items = errors
            .into_iter()
            .map(|(field, words)| view! { <li><a href=format!("#{field}")>{words}</a></li> })
            .collect_view();
        view! {
            <div class="c-callout c-callout-harm" role="alert">
                <Icon name=Symbol::Stop/>
                <div><p class="c-callout-title">{title}</p><ul>{items}</ul></div>
            </div>
        }
    })
}
