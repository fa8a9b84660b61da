//! Where the operator writes: Enter sends, drafts are kept per chat, the customer sees typing.

use super::{
    bench::{Bench, composer_id, focus, moment},
    canned::insert_at,
    keep,
    post::Effort,
    words::Word,
};
use crate::api::{call, shifts as api};
use domain::{
    chat::{DeskAction, DeskChat, MESSAGE_MOST, MessageBody},
    ids::ChatId,
};
use leptos::{
    ev,
    prelude::*,
    task::spawn_local,
    wasm_bindgen::JsCast,
    web_sys::{HtmlTextAreaElement, KeyboardEvent},
};
use std::time::Duration;

/// A draft is saved after this pause in typing.
const SETTLED: Duration = Duration::from_millis(700);
/// The customer sees nobody typing after this pause.
const SILENT: Duration = Duration::from_secs(4);

/// What goes on in one composer.
#[derive(Clone, Copy, Default)]
struct Writing {
    /// The browser's clock at the first key.
    began: Option<f64>,
    /// Deletions and pastes.
    edits: u32,
    /// Counts changes, so that a timer knows whether it is the last.
    change: u32,
    /// Has the server been told that somebody types?
    typing: bool,
}

/// The composer of one chat.
pub fn composer(bench: Bench, index: usize, chat: &DeskChat) -> impl IntoView + use<> {
    let id = chat.status.id;
    let writing = StoredValue::new(Writing::default());
    let length = RwSignal::new(u32::try_from(chat.draft.chars().count()).unwrap_or(0));
    let saved = RwSignal::new(None::<bool>);
    let send = move || {
        let Some(area) = area(index) else { return };
        let Ok(body) = MessageBody::parse(&area.value()) else { return };
        let state = writing.get_value();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clipped to what fits; nobody writes for 49 days"
        )]
        let compose_ms = state.began.map_or(0, |began| (moment() - began).max(0.0) as u32);
        area.set_value("");
        length.set(0);
        saved.set(None);
        writing.set_value(Writing { change: state.change.wrapping_add(1), ..Writing::default() });
        keep::draft(id, None);
        bench.send(id, body, Effort { compose_ms, edits: state.edits });
        spawn_local(async move {
            let _ = call(api::Draft { shift: bench.shift, chat: id, text: String::new() }).await;
        });
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            send();
        }
        if event.key() == "Backspace" || event.key() == "Delete" {
            writing.update_value(|state| state.edits += 1);
        }
    };
    let on_input = move |_| {
        let Some(area) = area(index) else { return };
        let text = area.value();
        length.set(u32::try_from(text.chars().count()).unwrap_or(u32::MAX));
        changed(bench, id, writing, saved, text);
    };
    let counter = Signal::derive(move || match length.get().saturating_sub(MESSAGE_MOST) {
        0 => String::new(),
        over => bench.fill(Word::TooLong, "count", &over.to_string()),
    });
    let draft_words = Signal::derive(move || match saved.get() {
        None => String::new(),
        Some(true) => bench.say(Word::DraftSaved),
        Some(false) => bench.say(Word::DraftKept),
    });
    view! {
        <form
            class="p-desk-composer"
            on:submit=move |event: ev::SubmitEvent| {
                event.prevent_default();
                send();
                focus(&composer_id(index));
            }
        >
            <textarea
                id=composer_id(index)
                rows="2"
                autocomplete="off"
                spellcheck="true"
                aria-label=bench.fill(Word::Composer, "customer", &chat.customer)
                aria-describedby=format!("hint-{index}")
                on:keydown=on_key
                on:input=on_input
                on:paste=move |_| writing.update_value(|state| state.edits += 1)
            >
                {crate::ui::inside_textarea(&chat.draft)}
            </textarea>
            <button class="c-button" type="submit">{bench.say(Word::Send)}</button>
            <p class="p-desk-hint">
                <span id=format!("hint-{index}")>{bench.say(Word::ComposerHint)}</span>
                <span class="p-desk-draft">{draft_words}</span>
                <strong class="p-desk-bad" role="status">{counter}</strong>
            </p>
        </form>
    }
}

/// Somebody typed: the customer sees it, and the draft is kept here at once and on the server after a pause.
fn changed(bench: Bench, id: ChatId, writing: StoredValue<Writing>, saved: RwSignal<Option<bool>>, text: String) {
    keep::draft(id, Some(&text));
    let empty = text.trim().is_empty();
    let mut change = 0;
    let mut starts = false;
    writing.update_value(|state| {
        state.change = state.change.wrapping_add(1);
        change = state.change;
        starts = !state.typing && !empty;
        state.typing |= starts;
        state.began = if empty { None } else { state.began.or_else(|| Some(moment())) };
    });
    let last = move || writing.with_value(|state| state.change == change);
    if starts {
        bench.whisper(DeskAction::Typing { chat: id, on: true });
    }
    let stop = move || {
        if last() && writing.with_value(|state| state.typing) {
            writing.update_value(|state| state.typing = false);
            bench.whisper(DeskAction::Typing { chat: id, on: false });
        }
    };
    set_timeout(stop, if empty { SETTLED } else { SILENT });
    set_timeout(
        move || {
            if last() {
                spawn_local(async move {
                    let done = call(api::Draft { shift: bench.shift, chat: id, text }).await.is_ok();
                    if last() {
                        saved.set(Some(done));
                        if done {
                            keep::draft(id, None);
                        }
                    }
                });
            }
        },
        SETTLED,
    );
}

/// Puts words at the cursor of a chat's composer.
pub fn insert(index: usize, words: &str) {
    let Some(area) = area(index) else { return };
    let end = u32::MAX;
    let from = area.selection_start().ok().flatten().unwrap_or(end);
    let to = area.selection_end().ok().flatten().unwrap_or(end);
    let (text, cursor) = insert_at(&area.value(), from, to, words);
    put(&area, &text);
    let _ = area.set_selection_range(cursor, cursor);
}

/// Puts back a draft the server never got, and the cursor behind what was written.
pub fn restore(index: usize, chat: ChatId) {
    let Some(area) = area(index) else { return };
    if let Some(text) = keep::kept_draft(chat) {
        put(&area, &text);
    }
    let end = u32::try_from(area.value().encode_utf16().count()).unwrap_or(u32::MAX);
    let _ = area.set_selection_range(end, end);
}

/// Sets the text as if somebody had typed it.
fn put(area: &HtmlTextAreaElement, text: &str) {
    area.set_value(text);
    if let Ok(event) = leptos::web_sys::Event::new("input") {
        let _ = area.dispatch_event(&event);
    }
}

fn area(index: usize) -> Option<HtmlTextAreaElement> {
    document().get_element_by_id(&composer_id(index))?.dyn_into().ok()
}
