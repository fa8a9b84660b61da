//! The practice desk: several chats at once, live, keyboard first.
//!
//! The server renders all of it, so it is there before the browser half is; then the island takes over: it posts under client ids, follows
//! the live stream, and keeps what it could not send.

pub mod bench;
pub mod canned;
pub mod clock;
mod composer;
pub mod delivery;
mod keep;
mod lines;
mod list;
#[cfg(feature = "hydrate")]
mod live;
mod lookup;
mod pane;
pub mod panels;
mod post;
mod practice_desk;
mod replies;
mod sheets;
mod shortcut;
mod side;
pub mod state;
pub mod words;

pub use practice_desk::PracticeDesk;

use bench::{Bench, Tab, composer_id, focus, focus_soon};
use clock::minutes;
use delivery::Trouble;
use domain::chat::DeskView;
use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys::KeyboardEvent};
use sheets::Sheet;
use shortcut::{Key, Shortcut, shortcut};
use state::Desk;
use words::Word;

/// The line above: which shift, how long, connected or not.
fn bar(bench: Bench, view: &DeskView) -> impl IntoView + use<> {
    let clock = Signal::derive(move || minutes(bench.now.get()));
    let link =
        Signal::derive(move || if bench.lost.get().is_some() { "p-desk-online is-lost" } else { "p-desk-online" });
    let link_words = Signal::derive(move || {
        bench.say(if bench.lost.get().is_some() { Word::Disconnected } else { Word::Connected })
    });
    let done = bench.is(Desk::is_done);
    let over = bench.is(|desk| desk.ended);
    view! {
        <header class="p-desk-bar">
            <h1>{view.title.clone()}</h1>
            <p class="p-desk-clock"><span>{bench.say(Word::Clock)}</span> <time>{clock}</time></p>
            <p class=link hidden=done>{link_words}</p>
            <span class="p-desk-gap"></span>
            <button type="button" class="c-button c-button-quiet" aria-haspopup="dialog" on:click=move |_| Sheet::Help.open(bench)>
                {bench.say(Word::Shortcuts)}
                <kbd aria-hidden="true">"?"</kbd>
            </button>
            <button type="button" class="c-button c-button-quiet" aria-haspopup="dialog" hidden=over on:click=move |_| Sheet::End.open(bench)>
                {bench.say(Word::EndShift)}
            </button>
        </header>
    }
}

/// What stands over everything while something is not as it should be. Announced once.
fn banners(bench: Bench) -> impl IntoView + use<> {
    let lost = Signal::derive(move || match bench.lost.get() {
        None => String::new(),
        Some(Trouble::SignedOut) => bench.say(Word::SignedOut),
        Some(_) => bench.say(Word::Lost),
    });
    let paused = Signal::derive(move || {
        let paused = bench.desk.with(|desk| desk.paused && !desk.ended);
        if paused && bench.lost.get().is_none() { bench.say(Word::Paused) } else { String::new() }
    });
    let over =
        Signal::derive(move || if bench.desk.with(Desk::is_done) { bench.say(Word::DoneTitle) } else { String::new() });
    view! {
        <div role="status">{banner("is-lost", lost)} {banner("is-paused", paused)} <span class="u-hidden">{over}</span></div>
    }
}

fn banner(kind: &str, words: Signal<String>) -> impl IntoView + use<> {
    let quiet = Signal::derive(move || words.with(String::is_empty));
    view! { <p class=format!("p-desk-banner {kind}") hidden=quiet>{words}</p> }
}

/// What screen readers hear, one voice for each chat, whichever is on the screen.
fn voices(bench: Bench, view: &DeskView) -> impl IntoView + use<> {
    let voices = (0..view.chats.len()).map(|index| view! { <p aria-live="polite">{bench.said(index)}</p> });
    view! { <div class="u-hidden">{voices.collect_view()}</div> }
}

/// The way on, once every chat is over.
fn done(bench: Bench, view: &DeskView) -> impl IntoView + use<> {
    let busy = bench.is(|desk| !desk.is_done());
    let debriefs = view.chats.iter().map(|chat| {
        let words = bench.fill(Word::Debrief, "customer", &chat.customer);
        view! { <li><a class="c-button" href=format!("/chats/{}", chat.status.id)>{words}</a></li> }
    });
    view! {
        <section class="p-desk-done" hidden=busy>
            <h2>{bench.say(Word::DoneTitle)}</h2>
            <p>{bench.say(Word::DoneText)}</p>
            <ul>{debriefs.collect_view()}</ul>
            <a href="/practice">{bench.say(Word::Back)}</a>
        </section>
    }
}

/// What happens once the browser has the desk. On the server effects do not run.
fn start(bench: Bench, view: &DeskView) {
    let ids: Vec<_> = view.chats.iter().map(|chat| chat.status.id).collect();
    Effect::new(move || {
        bench.desk.update_untracked(|desk| desk.restore(keep::kept_lines(bench)));
        bench.desk.notify();
        for (index, id) in ids.iter().enumerate() {
            composer::restore(index, *id);
        }
        let keys = window_event_listener(leptos::ev::keydown, move |event| press(bench, &event));
        on_cleanup(move || keys.remove());
        #[cfg(feature = "hydrate")]
        live::start(bench);
    });
    let title = StoredValue::new(None::<String>);
    Effect::new(move || {
        let plain = title.get_value().unwrap_or_else(|| document().title());
        let unread = bench.desk.with(Desk::unread);
        document().set_title(&if unread > 0 { format!("({unread}) {plain}") } else { plain.clone() });
        title.set_value(Some(plain));
    });
}

/// A key anywhere on the page.
fn press(bench: Bench, event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok());
    let writing = target.as_ref().is_some_and(|target| target.matches("input, textarea, select").unwrap_or(false));
    let in_sheet = target.is_some_and(|target| target.closest("dialog[open]").ok().flatten().is_some());
    let (key, code) = (event.key(), event.code());
    let pressed = Key {
        key: &key,
        code: &code,
        alt: event.alt_key(),
        ctrl: event.ctrl_key(),
        meta: event.meta_key(),
        alt_graph: event.get_modifier_state("AltGraph"),
        writing,
    };
    let Some(asked) = shortcut(pressed).filter(|_| !in_sheet) else { return };
    let active = bench.desk.with_untracked(|desk| desk.active);
    match asked {
        Shortcut::Switch(index) => bench.show(index),
        Shortcut::Longest => bench.show_longest(),
        Shortcut::Replies => {
            bench.tab.set(Tab::Replies);
            focus_soon("replies-search".to_owned());
        }
        Shortcut::Hold => Sheet::Hold.open(bench),
        Shortcut::Close => Sheet::Close.open(bench),
        Shortcut::HandOver => Sheet::HandOver.open(bench),
        Shortcut::Help => Sheet::Help.open(bench),
        Shortcut::Back => focus(&composer_id(active)),
    }
    event.prevent_default();
}
