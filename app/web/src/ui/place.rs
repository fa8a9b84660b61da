//! Where one is: breadcrumbs, the head of a page, newer and older.

use super::{Icon, Symbol};
use leptos::prelude::*;

/// One step of the way here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// Address.
    pub to: String,
    /// Words.
    pub label: String,
}

impl Crumb {
    /// A step.
    pub fn new(to: impl Into<String>, label: impl Into<String>) -> Self {
        Self { to: to.into(), label: label.into() }
    }
}

/// The way here, without the page itself.
#[component]
pub fn Breadcrumbs(
    /// For screen readers.
    #[prop(into)]
    label: String,
    /// Steps from the outside in.
    crumbs: Vec<Crumb>,
) -> impl IntoView {
    let steps = crumbs.into_iter().map(|crumb| view! { <li><a href=crumb.to>{crumb.label}</a></li> }).collect_view();
    view! { <nav class="c-crumbs" aria-label=label><ol>{steps}</ol></nav> }
}

/// The head of a page: title, one sentence, and what can be done with all of it.
#[component]
pub fn PageHead(
    /// Title.
    #[prop(into)]
    title: String,
    /// One sentence.
    #[prop(optional, into)]
    lead: Option<String>,
    /// Buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="c-page-head">
            <div>
                <h1>{title}</h1>
                {lead.map(|lead| view! { <p class="c-lead">{lead}</p> })}
            </div>
            {children.map(|children| view! { <div class="c-page-actions">{children()}</div> })}
        </header>
    }
}

/// Newer and older pages of a long list.
#[component]
pub fn Pages(
    /// For screen readers.
    #[prop(into)]
    label: String,
    /// Address and words of the newer page.
    #[prop(optional_no_strip)]
    newer: Option<Crumb>,
    /// Address and words of the older page.
    #[prop(optional_no_strip)]
    older: Option<Crumb>,
) -> impl IntoView {
    view! {
        <nav class="c-pages" aria-label=label>
            {newer.map(|page| view! { <a rel="prev" href=page.to><Icon name=Symbol::Left/>{page.label}</a> })}
            {older.map(|page| view! { <a rel="next" href=page.to>{page.label}<Icon name=Symbol::Right/></a> })}
        </nav>
    }
}
