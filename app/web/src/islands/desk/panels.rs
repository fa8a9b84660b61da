//! Searching in the side panel: the box every tab shares, and the clauses of the guideline.

use super::{bench::Bench, canned::finds, words::Word};
use leptos::{ev::Event, prelude::*};
use serde::{Deserialize, Serialize};

/// A clause to find beside the chat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// Its id: `privacy-2`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its text, plain.
    pub text: String,
    /// Where it stands.
    pub href: String,
}

/// A search box; `query` follows what is typed.
pub fn search_box(id: &'static str, label: String, query: RwSignal<String>) -> impl IntoView + use<> {
    view! {
        <input
            id=id
            class="p-desk-search"
            type="search"
            autocomplete="off"
            aria-label=label.clone()
            placeholder=label
            on:input=move |event: Event| query.set(event_target_value(&event))
        />
    }
}

/// What stands there when nothing was found. Announced, because the list just went away.
pub fn nothing_found(bench: Bench, query: RwSignal<String>, found: Signal<bool>) -> impl IntoView + use<> {
    let said =
        Signal::derive(
            move || if found.get() { String::new() } else { bench.fill(Word::NothingFound, "title", &query.get()) },
        );
    view! { <p class="p-desk-hint" role="status">{said}</p> }
}

/// The clauses, each opening under its title.
pub fn guideline(bench: Bench, clauses: Vec<Clause>) -> impl IntoView + use<> {
    let query = RwSignal::new(String::new());
    let texts = StoredValue::new(
        clauses.iter().map(|clause| [clause.id.clone(), clause.title.clone(), clause.text.clone()]).collect::<Vec<_>>(),
    );
    let matches = move |at: usize| {
        query.with(|query| {
            texts.with_value(|texts| texts.get(at).is_some_and(|[id, title, text]| finds(query, &[id, title, text])))
        })
    };
    let count = clauses.len();
    let found = Signal::derive(move || (0..count).any(matches));
    let items = clauses.into_iter().enumerate().map(|(at, clause)| {
        let away = Signal::derive(move || !matches(at));
        view! {
            <details class="p-desk-clause" hidden=away>
                <summary><span class="p-desk-code">{clause.id}</span> {clause.title}</summary>
                <p>{clause.text}</p>
                <a href=clause.href target="_blank" rel="noopener">{bench.say(Word::OpenClause)}</a>
            </details>
        }
    });
    view! {
        {search_box("guideline-search", bench.say(Word::GuidelineSearch), query)}
        {nothing_found(bench, query, found)}
        {items.collect_view()}
    }
}
