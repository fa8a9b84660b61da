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
mod review_scorecard;
pub mod saving;
mod sheet;
#[cfg(feature = "hydrate")]
mod sync;
pub mod words;

pub use review_scorecard::ReviewScorecard;

use bench::Bench;
use domain::scorecard::percent;
use leptos::prelude::*;
use saving::Saved;
use words::Word;

/// The line that stays in sight: the four things a score is, what is open, and whether it is saved.
fn bar(bench: Bench, sections: &[(String, String)], pass: u32) -> impl IntoView + use<> {
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
}
