//! The look-up tab: the tables of a chat, filtered while typing. A row is shown as a small sheet, because the panel is narrow.

use super::{
    bench::Bench,
    canned::finds,
    panels::{nothing_found, search_box},
    words::Word,
};
use domain::chat::{DeskChat, DeskView, LookupTable};
use leptos::prelude::*;

/// The tables of every chat; those of the chat on the screen are shown.
pub fn look_up(bench: Bench, view: &DeskView) -> impl IntoView + use<> {
    let query = RwSignal::new(String::new());
    let chats = view.chats.iter().enumerate().map(|(index, chat)| tables(bench, index, chat, query)).collect_view();
    view! { {search_box("look-up-search", bench.say(Word::LookUpSearch), query)} {chats} }
}

fn tables(bench: Bench, index: usize, chat: &DeskChat, query: RwSignal<String>) -> impl IntoView + use<> {
    let away = bench.is(move |desk| desk.active != index);
    let all = StoredValue::new(chat.lookup.clone());
    let found = Signal::derive(move || {
        query.with(|query| {
            all.with_value(|all| {
                all.is_empty() || all.iter().any(|table| table.rows.iter().any(|row| matches(query, table, row)))
            })
        })
    });
    let none = chat.lookup.is_empty().then(|| view! { <p class="p-desk-hint">{bench.say(Word::LookUpNone)}</p> });
    let inside = chat.lookup.iter().map(|table| one(table, query)).collect_view();
    view! { <div hidden=away>{nothing_found(bench, query, found)} {none} {inside}</div> }
}

fn matches(query: &str, table: &LookupTable, row: &[String]) -> bool {
    finds(query, &[&table.name, &row.join(" ")])
}

fn one(table: &LookupTable, query: RwSignal<String>) -> impl IntoView + use<> {
    let rows = table.rows.iter().map(|row| {
        let text = format!("{} {}", table.name, row.join(" "));
        let away = Signal::derive(move || query.with(|query| !finds(query, &[&text])));
        let cells = table
            .columns
            .iter()
            .zip(row)
            .map(|(column, cell)| view! { <div><dt>{column.clone()}</dt><dd>{cell.clone()}</dd></div> });
        view! { <dl class="p-desk-record" hidden=away>{cells.collect_view()}</dl> }
    });
    view! { <h3>{table.name.clone()}</h3> {rows.collect_view()} }
}
