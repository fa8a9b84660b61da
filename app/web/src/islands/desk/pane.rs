//! The middle: one chat with its header, what was said, and where to write.

use super::{bench::Bench, composer::composer, lines::lines, list, sheets::Sheet, words::Word};
use domain::chat::DeskChat;
use leptos::prelude::*;

/// One chat. All chats are in the page, and one is shown: each keeps its place, its draft and its voice for screen readers.
pub fn pane(bench: Bench, index: usize, chat: &DeskChat) -> impl IntoView + use<> {
    let id = chat.status.id;
    let customer = chat.customer.clone();
    let away = bench.is(move |desk| desk.active != index);
    let shut = bench.chat_is(index, |chat| !chat.is_open());
    let writing = bench.chat_is(index, |chat| chat.status.arrived && chat.status.ending.is_none());
    let waiting_for = bench.fill(Word::NotHereLong, "customer", &customer);
    let ended = bench
        .chat_text(index, move |chat| chat.status.ending.map(|ending| bench.say(ending.into())).unwrap_or_default());
    let is_over = bench.chat_is(index, |chat| chat.status.ending.is_some());
    let is_early = bench.chat_is(index, |chat| !chat.status.arrived && chat.status.ending.is_none());
    view! {
        <section class="p-desk-pane" hidden=away aria-label=bench.fill(Word::ChatWith, "customer", &customer)>
            <header class="p-desk-top">
                <div class="p-desk-name">
                    <h2>{customer.clone()}</h2>
                    <p>{chat.title.clone()}</p>
                </div>
                <p class="p-desk-state">
                    <span class="p-desk-wait">{list::wait(bench, index)}</span>
                    <span class="p-desk-feel">{list::feel(bench, index)}</span>
                </p>
                <div class="p-desk-acts">
                    {action(bench, Sheet::Hold, Word::Hold, "H", shut)}
                    {action(bench, Sheet::HandOver, Word::HandOver, "O", shut)}
                    {action(bench, Sheet::Close, Word::Close, "C", shut)}
                </div>
            </header>
            {lines(bench, index, &customer)}
            <div class="p-desk-write" hidden=move || !writing.get()>{composer(bench, index, chat)}</div>
            <p class="p-desk-early" hidden=move || !is_early.get()>{waiting_for}</p>
            <p class="p-desk-over" hidden=move || !is_over.get()>
                <strong>{ended}</strong>
                <a class="c-button" href=format!("/chats/{id}")>{bench.say(Word::DebriefThis)}</a>
            </p>
        </section>
    }
}

fn action(bench: Bench, sheet: Sheet, word: Word, letter: &'static str, off: Signal<bool>) -> impl IntoView + use<> {
    view! {
        <button
            type="button"
            class="c-button c-button-quiet"
            aria-keyshortcuts=format!("Alt+{letter}")
            disabled=off
            on:click=move |_| sheet.open(bench)
        >
            {bench.say(word)}
            <kbd aria-hidden="true">{format!("Alt {letter}")}</kbd>
        </button>
    }
}
