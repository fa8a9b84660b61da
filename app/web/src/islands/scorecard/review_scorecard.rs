//! The island itself: what it is given, and its parts in their places.

use super::{bar, bench::Bench, sheet, words::Words};
use domain::{chat::Message, ids::ReviewId, review::Draft, scorecard::Scorecard};
use leptos::prelude::*;

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
    super::live::start(bench, saved);
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
}
