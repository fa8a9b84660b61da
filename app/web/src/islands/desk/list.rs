//! The left column: who is here, who waits, and how they feel.

use super::{bench::Bench, clock::minutes, state::Chat, words::Word};
use domain::chat::{DeskView, PatienceBand};
use leptos::prelude::*;

/// The list of chats.
pub fn chats(bench: Bench, view: &DeskView) -> impl IntoView + use<> {
    let rows =
        view.chats.iter().enumerate().map(|(index, chat)| row(bench, index, chat.customer.clone(), chat.title.clone()));
    view! {
        <nav class="p-desk-list" aria-label=bench.say(Word::Chats)>
            <ol>{rows.collect_view()}</ol>
        </nav>
    }
}

fn row(bench: Bench, index: usize, customer: String, title: String) -> impl IntoView + use<> {
    let kind = Signal::derive(move || {
        bench.desk.with(|desk| {
            let chat = &desk.chats[index];
            let tone = if chat.is_open() { patience_tone(chat.status.patience) } else { "still" };
            let here = if desk.active == index { " is-here" } else { "" };
            format!("p-desk-chat is-{tone}{here}")
        })
    });
    let current = Signal::derive(move || bench.desk.with(|desk| (desk.active == index).then_some("true")));
    let unread = bench.chat_text(index, |chat| chat.unread.to_string());
    let read = bench.chat_is(index, |chat| chat.unread == 0);
    let unread_words = bench.chat_text(index, move |chat| match chat.unread {
        0 => String::new(),
        count => bench.fill(Word::Unread, "count", &count.to_string()),
    });
    let not_sent = bench.chat_text(index, move |chat| match chat.not_sent() {
        0 => String::new(),
        count => bench.fill(Word::NotSentCount, "count", &count.to_string()),
    });
    view! {
        <li>
            <button type="button" class=kind aria-current=current on:click=move |_| bench.show(index)>
                <span class="p-desk-slot" aria-hidden="true">{index + 1}</span>
                <span class="p-desk-who">{customer}</span>
                <span class="p-desk-unread" aria-hidden="true" hidden=read>{unread}</span>
                <span class="u-hidden">{unread_words}</span>
                <span class="p-desk-wait" aria-hidden="true">{short_wait(bench, index)}</span>
                <span class="u-hidden">{wait(bench, index)}</span>
                <span class="p-desk-what">{title}</span>
                <span class="p-desk-feel">{feel(bench, index)}</span>
                <span class="p-desk-bad">{not_sent}</span>
            </button>
        </li>
    }
}

/// How long somebody waits, in words that tick.
pub fn wait(bench: Bench, index: usize) -> Signal<String> {
    ticking(bench, index, [Word::OnHold, Word::HoldOver, Word::Waiting, Word::NobodyWaits])
}

/// The same where there is little room.
fn short_wait(bench: Bench, index: usize) -> Signal<String> {
    ticking(bench, index, [Word::OnHoldShort, Word::HoldOverShort, Word::WaitingShort, Word::NobodyWaits])
}

fn ticking(bench: Bench, index: usize, words: [Word; 4]) -> Signal<String> {
    Signal::derive(move || {
        let now = bench.now.get();
        bench
            .desk
            .with(|desk| desk.chats.get(index).map(|chat| wait_words(bench, chat, now, words)).unwrap_or_default())
    })
}

fn wait_words(bench: Bench, chat: &Chat, now: i64, [on_hold, hold_over, waiting, nobody]: [Word; 4]) -> String {
    if !chat.is_open() {
        return String::new();
    }
    match (chat.status.hold_until_ms, chat.status.waiting_since_ms) {
        (Some(until), _) if until > now => bench.fill(on_hold, "time", &minutes(until - now)),
        (Some(until), Some(_)) => bench.fill(hold_over, "time", &minutes(now - until)),
        (_, Some(since)) => bench.fill(waiting, "time", &minutes(now - since)),
        _ => bench.say(nobody),
    }
}

/// Patience as four steps and a word, mood as a word; or how the chat ended.
pub fn feel(bench: Bench, index: usize) -> impl IntoView + use<> {
    let patience = bench.chat_text(index, move |chat| match chat.status.ending {
        Some(ending) => bench.say(ending.into()),
        None if !chat.status.arrived => bench.say(Word::NotHere),
        None => bench.say(chat.status.patience.into()),
    });
    let mood = bench
        .chat_text(index, move |chat| if chat.is_open() { bench.say(chat.status.mood.into()) } else { String::new() });
    let shut = bench.chat_is(index, |chat| !chat.is_open());
    let steps = bench.chat_text(index, |chat| {
        let left = match chat.status.patience {
            PatienceBand::Leaving => 1,
            PatienceBand::Thin => 2,
            PatienceBand::Restless => 3,
            PatienceBand::Calm => 4,
        };
        if chat.is_open() { format!("p-desk-steps has-{left}") } else { "p-desk-steps is-off".to_owned() }
    });
    view! {
        <span class=steps aria-hidden="true"><i></i><i></i><i></i><i></i></span>
        <span class="p-desk-label" hidden=shut>{bench.say(Word::Patience)}</span>
        <span>{patience}</span>
        <span class="p-desk-label" hidden=shut>{bench.say(Word::Mood)}</span>
        <span class="p-desk-mood" hidden=shut>{mood}</span>
    }
}

const fn patience_tone(patience: PatienceBand) -> &'static str {
    match patience {
        PatienceBand::Leaving => "leaving",
        PatienceBand::Thin => "thin",
        PatienceBand::Restless => "restless",
        PatienceBand::Calm => "calm",
    }
}
