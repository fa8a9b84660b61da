//! The scorecard in the browser: keys, running score, saving, comments on selected words.
//!
//! The transcript and the form are rendered by the server and work without scripts; they are this island's children. The island reads
//! the form with the same function as the server, and shows around it what only moves in a browser.

pub mod bench;
pub mod form;
pub mod keys;
#[cfg(feature = "hydrate")]
mod live;
#[cfg(feature = "hydrate")]
mod pins;
pub mod saving;
mod sheet;
#[cfg(feature = "hydrate")]
mod sync;
pub mod words;

use bench::Bench;
use domain::{
    chat::Message,
    ids::ReviewId,
    review::Draft,
    scorecard::{Scorecard, percent},
};
use leptos::prelude::*;
use saving::Saved;
use words::{Word, Words};

/// The scorecard around its form.
#[island]
pub fn ReviewScorecard(
    /// The review.
    review: ReviewId,
    /// The scorecard version.
    card: Scorecard,
    /// The transcript.
    messages: Vec<Message>,
    /// What the form holds.
    draft: Draft,
    /// Whether the server has saved exactly that.
    saved: bool,
    /// Number of the last saved revision.
    revision: u32,
    /// Everything it says.
    words: Words,
    /// Transcript and form.
    children: Children,
) -> impl IntoView {
    let sections: Vec<(String, String)> =
        card.sections.iter().map(|section| (section.id.clone(), section.title.clone())).collect();
    let pass = card.pass;
    let bench = Bench::new(review, card, messages, &draft, revision, words);
    #[cfg(feature = "hydrate")]
    live::start(bench, saved);
    #[cfg(not(feature = "hydrate"))]
    let _ = saved;
    view! {
        <div class="p-review-island">
            {bar(bench, &sections, pass)}
            {sheet::lost(bench)}
            {children()}
            {sheet::help(bench)}
            <p class="u-hidden" role="status">{move || bench.said.get()}</p>
        </div>
    }
    .into_any()
}

/// The line that stays in sight: the four things a score is, what is open, and whether it is saved.
fn bar(bench: Bench, sections: &[(String, String)], pass: u32) -> AnyView {
    let shown = |score: Option<u32>| score.map_or_else(|| "–".to_owned(), |score| format!("{}%", percent(score)));
    let rated = Signal::derive(move || shown(bench.score.with(|score| score.rated)));
    let after = Signal::derive(move || shown(bench.score.with(|score| score.after_criticals)));
    let fatal = Signal::derive(move || bench.score.with(|score| score.rated != score.after_criticals));
    let verdict = Signal::derive(move || {
        bench.say(bench.score.with(|score| match score.rated {
            None => Word::NothingYet,
            Some(_) if score.passed => Word::Passes,
            Some(_) if score.rated != score.after_criticals => Word::Fatal,
            Some(_) => Word::Below,
        }))
    });
    let open = Signal::derive(move || match bench.score.with(|score| score.open.len()) {
        0 => bench.say(Word::AllMarked),
        open => format!("{} {open}", bench.say(Word::Open)),
    });
    let profile = sections.iter().enumerate().map(|(index, (_, title))| {
        let value = move || bench.score.with(|score| score.sections.get(index).and_then(|(_, rated)| *rated));
        let text = Signal::derive(move || shown(value()));
        let meter = Signal::derive(move || value().map_or(0, percent).to_string());
        view! {
            <li>
                <span class="p-review-bar-name">{title.clone()}</span>
                <progress class="c-progress" max="100" value=meter aria-hidden="true"></progress>
                <b>{text}</b>
            </li>
        }
        .into_any()
    });
    let saved = Signal::derive(move || bench.say(Word::of_saved(bench.saving.with(|saving| saving.saved))));
    let tone = Signal::derive(move || match bench.saving.with(|saving| saving.saved) {
        Saved::Yes => "p-review-saved",
        Saved::Now => "p-review-saved is-busy",
        _ => "p-review-saved is-wrong",
    });
    let after_class =
        Signal::derive(move || if fatal.get() { "p-review-bar-figure is-fatal" } else { "p-review-bar-figure" });
    view! {
        <div class="p-review-bar" role="group" aria-label=bench.say(Word::Score)>
            <p class="p-review-bar-figure"><b>{rated}</b> <span>{bench.say(Word::Score)}</span></p>
            <p class=after_class><b>{after}</b> <span>{bench.say(Word::AfterCriticals)}</span></p>
            <p class="p-review-bar-verdict"><b>{verdict}</b> <span>{format!("≥ {pass}%")}</span></p>
            <ul class="p-review-bar-profile">{profile.collect_view()}</ul>
            <p class="p-review-bar-open">{open}</p>
            <p class=tone role="status">{saved}</p>
            <button type="button" class="c-button c-button-quiet" aria-haspopup="dialog" on:click=move |_| sheet::open_help()>
                {bench.say(Word::Keys)} <kbd aria-hidden="true">"?"</kbd>
            </button>
        </div>
    }
    .into_any()
}
