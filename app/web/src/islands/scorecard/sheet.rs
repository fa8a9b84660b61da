//! What opens over or above the review: the list of keys, and the notice that a claim was lost.

use super::{bench::Bench, saving::Saved, words::Word};
use crate::api::reviews::Lost;
use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys::HtmlDialogElement};

/// Id of the list of keys.
const HELP: &str = "review-keys";
/// Id of the switch for single-letter keys.
pub(super) const SWITCH: &str = "review-keys-on";

fn dialog() -> Option<HtmlDialogElement> {
    document().get_element_by_id(HELP).and_then(|element| element.dyn_into().ok())
}

/// Opens the list of keys.
pub(super) fn open_help() {
    if let Some(dialog) = dialog().filter(|dialog| !dialog.open()) {
        let _ = dialog.show_modal();
    }
}

/// The list of keys. Single letters can be switched off, for people whose software types them.
pub(super) fn help(bench: Bench) -> impl IntoView + use<> {
    let keys: [(&[&str], Word); 6] = [
        (&["0", "1", "2", "3"], Word::KeyLevels),
        (&["y", "n"], Word::KeyRule),
        (&["x"], Word::KeyNa),
        (&["j", "k"], Word::KeyMessages),
        (&["c"], Word::KeyComment),
        (&["?"], Word::KeyHelp),
    ];
    let rows = keys.into_iter().map(|(keys, word)| {
        let keys = keys.iter().map(|key| view! { <kbd>{*key}</kbd> " " }).collect_view();
        view! { <div><dt>{keys}</dt><dd>{bench.say(word)}</dd></div> }
    });
    view! {
        <dialog id=HELP class="p-review-dialog" aria-labelledby="review-keys-title">
            <h2 id="review-keys-title">{bench.say(Word::KeysTitle)}</h2>
            <dl class="p-review-keys">{rows.collect_view()}</dl>
            <label class="c-choice"><input type="checkbox" id=SWITCH checked/><span>{bench.say(Word::KeysOn)}</span></label>
            <form method="dialog"><button class="c-button c-button-plain">{bench.say(Word::Close)}</button></form>
        </dialog>
    }
}

/// The notice that saving stopped: why, that nothing is lost, and the ways on.
pub(super) fn lost(bench: Bench) -> impl IntoView + use<> {
    let why = Signal::derive(move || match bench.saving.with(|saving| saving.saved) {
        Saved::Lost(why) => Some(why),
        _ => None,
    });
    let hidden = Signal::derive(move || why.get().is_none());
    let words = Signal::derive(move || why.get().map(|why| bench.say(Word::of_lost(why))).unwrap_or_default());
    let again = Signal::derive(move || {
        bench.say(match why.get() {
            Some(Lost::Session) => Word::TryAgain,
            _ => Word::ClaimAgain,
        })
    });
    let hopeless = Signal::derive(move || !matches!(why.get(), Some(Lost::Claim | Lost::Session)));
    view! {
        <section class="c-callout c-callout-warning p-review-lost" role="alert" hidden=hidden>
            <div>
                <p class="c-callout-title">{bench.say(Word::LostTitle)}</p>
                <p>{words} " " {bench.say(Word::LostKept)}</p>
                <p class="p-review-lost-actions">
                    <button type="button" class="c-button" hidden=hopeless on:click=move |_| again_now(bench)>{again}</button>
                    <button type="button" class="c-button c-button-plain" on:click=move |_| copy(bench)>{bench.say(Word::Copy)}</button>
                    <a class="c-button c-button-quiet" href=format!("/reviews/{}", bench.review)>{bench.say(Word::Reload)}</a>
                </p>
            </div>
        </section>
    }
}

#[cfg(feature = "hydrate")]
fn again_now(bench: Bench) {
    super::sync::reclaim(bench);
}

#[cfg(feature = "hydrate")]
fn copy(bench: Bench) {
    super::sync::copy(bench);
}

// On the server nobody presses a button.
#[cfg(not(feature = "hydrate"))]
const fn again_now(_: Bench) {}
#[cfg(not(feature = "hydrate"))]
const fn copy(_: Bench) {}
