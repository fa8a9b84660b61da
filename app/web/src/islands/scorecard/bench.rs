//! What the parts of the scorecard hold on to. The form on the page is the draft: it is read on every change, so nothing can drift apart.

use super::{
    saving::Saving,
    words::{Word, Words},
};
use domain::{
    chat::Message,
    ids::ReviewId,
    review::Draft,
    scorecard::{Score, Scorecard},
};
use leptos::prelude::*;

/// The scorecard in the hands of its parts. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Bench {
    /// The review.
    pub review: ReviewId,
    /// What is marked, counted by the same function as on the server.
    pub score: RwSignal<Score>,
    /// Where saving stands.
    pub saving: RwSignal<Saving>,
    /// What screen readers hear.
    pub said: RwSignal<String>,
    /// The criterion that a key would mark.
    pub current: RwSignal<String>,
    /// The scorecard.
    pub card: StoredValue<Scorecard>,
    /// The transcript.
    pub messages: StoredValue<Vec<Message>>,
    words: StoredValue<Words>,
}

impl Bench {
    /// The scorecard as the page was loaded.
    pub fn new(
        review: ReviewId,
        card: Scorecard,
        messages: Vec<Message>,
        draft: &Draft,
        revision: u32,
        words: Words,
    ) -> Self {
        Self {
            review,
            score: RwSignal::new(card.score(&draft.marks)),
            saving: RwSignal::new(Saving::new(revision)),
            said: RwSignal::new(String::new()),
            current: RwSignal::new(super::keys::first_open(&card, &draft.marks)),
            card: StoredValue::new(card),
            messages: StoredValue::new(messages),
            words: StoredValue::new(words),
        }
    }

    /// A text.
    pub fn say(self, word: Word) -> String {
        self.words.with_value(|words| words.say(word))
    }

    /// Tells screen readers something.
    pub fn tell(self, said: String) {
        self.said.set(said);
    }
}
