//! Between the form and the server: reading it, saving it, keeping the claim, and taking it back.

use super::{
    bench::Bench,
    form::{ReviewForm, read_form},
    saving::Do,
    words::Word,
};
use crate::api::{
    ApiError, call,
    reviews::{self as api, Kept, Lost},
};
use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_bindgen::JsCast,
    web_sys::{HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement},
};
use std::{fmt::Write as _, time::Duration};

/// Id of the form.
pub(super) const FORM: &str = "review-form";

/// The form on the page.
pub(super) fn form() -> Option<HtmlFormElement> {
    document().get_element_by_id(FORM).and_then(|element| element.dyn_into().ok())
}

/// The fields as the browser would send them.
fn fields(form: &HtmlFormElement) -> Vec<(String, String)> {
    let all = form.elements();
    let mut fields = Vec::new();
    for index in 0..all.length() {
        let Some(element) = all.item(index) else { continue };
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            let ticked = !matches!(input.type_().as_str(), "radio" | "checkbox") || input.checked();
            if ticked {
                fields.push((input.name(), input.value()));
            }
        } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
            fields.push((area.name(), area.value()));
        } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
            fields.push((select.name(), select.value()));
        }
    }
    fields
}

/// What the form says now.
pub(super) fn read(bench: Bench) -> Option<ReviewForm> {
    let fields = fields(&form()?);
    Some(bench.messages.with_value(|messages| read_form(&fields, messages)))
}

/// Something in the form changed: count again, and save.
pub(super) fn changed(bench: Bench) {
    let Some(read) = read(bench) else { return };
    bench.score.set(bench.card.with_value(|card| card.score(&read.draft.marks)));
    let next = bench.saving.try_update(super::saving::Saving::changed);
    follow(bench, next);
}

fn follow(bench: Bench, next: Option<Do>) {
    match next {
        None | Some(Do::Wait) => {}
        Some(Do::Send) => send(bench),
        Some(Do::SendAfter(ms)) => set_timeout(move || send(bench), Duration::from_millis(u64::from(ms))),
    }
}

fn send(bench: Bench) {
    let Some(read) = read(bench) else { return };
    let based_on = bench.saving.with_untracked(|saving| saving.revision);
    bench.saving.update(super::saving::Saving::sending);
    spawn_local(async move {
        let answer = call(api::Save { review: bench.review, based_on, draft: read.draft }).await;
        let next = bench.saving.try_update(|saving| match answer {
            Ok(Kept::Saved { revision }) => saving.done(revision),
            Ok(Kept::Lost { why }) => saving.lost(why),
            Err(ApiError::SignIn) => saving.lost(Lost::Session),
            Err(ApiError::Invalid(_) | ApiError::Malformed) => saving.refused(),
            Err(ApiError::Denied | ApiError::NotFound) => saving.lost(Lost::Taken),
            Err(_) => saving.failed(),
        });
        if let Some(hidden) = hidden_revision() {
            hidden.set_value(&bench.saving.with_untracked(|saving| saving.revision).to_string());
        }
        follow(bench, next);
    });
}

/// The hidden field that a plain post would send: kept true, so that scripts failing half-way change nothing.
fn hidden_revision() -> Option<HtmlInputElement> {
    let field = form()?.query_selector("input[name=revision]").ok()??;
    field.dyn_into().ok()
}

/// Keeps the claim while the page is open and nothing is being saved anyway.
pub(super) fn renew(bench: Bench) {
    let (revision, lost) =
        bench.saving.with_untracked(|saving| (saving.revision, matches!(saving.saved, super::saving::Saved::Lost(_))));
    if lost {
        return;
    }
    spawn_local(async move {
        if let Ok(Kept::Lost { why }) = call(api::Renew { review: bench.review, revision }).await {
            bench.saving.update(|saving| _ = saving.lost(why));
        }
    });
}

/// Takes the chat back and goes on with what is on the page.
pub(super) fn reclaim(bench: Bench) {
    let revision = bench.saving.with_untracked(|saving| saving.revision);
    spawn_local(async move {
        let next = match call(api::Reclaim { review: bench.review, revision }).await {
            Ok(Kept::Saved { .. }) => bench.saving.try_update(super::saving::Saving::reclaimed),
            Ok(Kept::Lost { why }) => bench.saving.try_update(|saving| saving.lost(why)),
            Err(_) => None,
        };
        follow(bench, next);
    });
}

/// Puts everything written into the clipboard, as text.
pub(super) fn copy(bench: Bench) {
    let Some(read) = read(bench) else { return };
    let mut text = read.draft.summary.clone();
    bench.messages.with_value(|messages| {
        for comment in &read.draft.comments {
            let line = messages.iter().find(|message| message.id == comment.message);
            let words: String = line
                .map(|message| {
                    message
                        .body
                        .chars()
                        .skip(comment.start as usize)
                        .take((comment.end - comment.start) as usize)
                        .collect()
                })
                .unwrap_or_default();
            let _ = write!(text, "\n\n“{words}”\n{}", comment.body);
        }
    });
    for (id, mark) in &read.draft.marks.criteria {
        let _ = write!(text, "\n{id}: {}", super::form::mark_word(*mark));
    }
    let _ = window().navigator().clipboard().write_text(&text);
    bench.tell(bench.say(Word::Copied));
}
