//! Which of a scenario's intents a message carries: patterns first, then similarity to examples, with margins and negation.

pub mod background;
pub mod certainty;
pub mod example;
pub mod features;
pub mod heard;
mod kernel;
pub mod meaning;
pub mod negation;
pub mod pattern;

use crate::{
    lexicon::Lexicon,
    text::{
        Sentence, Text,
        vocabulary::{Reading, Vocabulary},
    },
};
use example::{Examples, Scored};
use heard::Heard;
use pattern::{Concepts, Found, Matcher, Pattern, Present};

/// From when on a resemblance counts. Certainties are in millionths, 0 is as likely as not (see [`certainty`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Similarity by which the nearest intent must be ahead of the next.
    pub margin: i64,
    /// Certainty a part of a message needs: it is shorter than what the weights were fitted on.
    pub part: i64,
    /// More certainty for a part of a sentence.
    pub clause: i64,
    /// More certainty for an intent that has patterns: they say best what belongs to it.
    pub covered: i64,
    /// Without vectors for the words: least similarity when no meaningful word, or a single one, is shared.
    pub shared: [i64; 2],
}

/// One set for every scenario of a language with vectors, and one for those without.
pub const fn limits(deep: bool) -> Limits {
    if deep {
        Limits { margin: 1_000, part: 1_000_000, clause: 2_000_000, covered: 500_000, shared: [0; 2] }
    } else {
        Limits { margin: 10_000, part: 120_000, clause: 240_000, covered: 80_000, shared: [360_000, 320_000] }
    }
}

/// An intent as the engine listens for it.
#[derive(Clone, Debug)]
pub struct Intent {
    /// Its name in the scenario.
    pub id: String,
    /// How the customer would call it in "do you mean A or B?".
    pub label: Option<String>,
    /// Patterns.
    pub patterns: Vec<Pattern>,
    /// Sample lines.
    pub examples: Vec<String>,
}

/// How an intent was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A pattern matched.
    Pattern,
    /// It is this close to an example (millionths).
    Example(i64),
}

/// An intent in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Index of the intent.
    pub intent: usize,
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// How it was recognised.
    pub by: By,
}

/// What was understood of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Understanding {
    /// Intents it carries, in the order of the text, each once.
    pub matches: Vec<Match>,
    /// Intents it negates.
    pub negated: Vec<Match>,
    /// Two intents that were equally near, when nothing was matched.
    pub ambiguous: Option<(usize, usize)>,
    /// The nearest intent, matched or not, for the author's inbox.
    pub nearest: Option<Scored>,
}

/// Which tokens negate, in a text whose readings are known.
pub fn negator_flags(text: &Text, readings: &[Reading], lexicon: &Lexicon) -> Vec<bool> {
    let flags = negation::negators(text, &[]);
    if !flags.contains(&true) {
        return flags;
    }
    let present = Present::of(readings);
    let matcher = Matcher { text, readings, present: &present, concepts: &lexicon.concepts, negators: &[] };
    let harmless: Vec<Found> = lexicon.harmless_negation.iter().flat_map(|p| matcher.find_all(p)).collect();
    negation::negators(text, &harmless)
}

/// Everything needed to understand a message.
pub struct Listener<'a> {
    /// The intents.
    pub intents: &'a [Intent],
    /// Their examples.
    pub examples: &'a Examples,
    /// The scenario's concepts.
    pub concepts: &'a Concepts,
    /// The words of the scenario.
    pub vocabulary: &'a Vocabulary,
    /// The language.
    pub lexicon: &'a Lexicon,
}

impl Listener<'_> {
    /// Are there vectors for the words of the language?
    fn deep(&self) -> bool {
        meaning::of(self.vocabulary.language()).is_some()
    }

    /// Understands a message.
    pub fn understand(&self, text: &Text, readings: &[Reading], negators: &[bool]) -> Understanding {
        let mut found = Understanding::default();
        let present = Present::of(readings);
        let matcher = Matcher { text, readings, present: &present, concepts: self.concepts, negators };
        for (intent, listened) in self.intents.iter().enumerate() {
            let places: Vec<Found> = listened.patterns.iter().filter_map(|p| matcher.find(p)).collect();
            if let Some(place) = places.iter().find(|p| !p.negated).or_else(|| places.first()) {
                let place_of = Match { intent, first: place.first, last: place.last, by: By::Pattern };
                if place.negated { &mut found.negated } else { &mut found.matches }.push(place_of);
            }
        }
        self.by_example(text, readings, negators, &mut found);
        found.matches.sort_by_key(|m| (m.first, m.intent));
        found
    }

    fn by_example(&self, text: &Text, readings: &[Reading], negators: &[bool], found: &mut Understanding) {
        let features = features::of_text(text, readings, self.vocabulary, self.lexicon);
        let heard = self.examples.hear(&features);
        let mut ambiguous = None;
        // The whole message first: what is said in several sentences is often one thing. Its parts must be nearer, and can then
        // add what else is in it.
        let whole = Sentence { first: 0, last: text.tokens.len(), question: text.sentences.iter().any(|s| s.question) };
        let Limits { part, clause, .. } = limits(self.deep());
        self.segment(text, readings, negators, &heard, whole, 0, found, &mut ambiguous);
        let several = text.sentences.len() > 1;
        for sentence in &text.sentences {
            if several {
                self.segment(text, readings, negators, &heard, *sentence, part, found, &mut ambiguous);
            }
            let parts = clauses(text, sentence);
            if parts.len() > 1 {
                for at in parts {
                    self.segment(text, readings, negators, &heard, at, clause, found, &mut None);
                }
            }
        }
        if found.matches.is_empty() {
            found.ambiguous = ambiguous;
        }
    }

    /// Looks at one segment and notes the intent it carries.
    #[expect(clippy::too_many_arguments, reason = "one message's parts, private to this module")]
    fn segment(
        &self,
        text: &Text,
        readings: &[Reading],
        negators: &[bool],
        heard: &Heard<'_>,
        at: Sentence,
        least: i64,
        found: &mut Understanding,
        ambiguous: &mut Option<(usize, usize)>,
    ) {
        let nearest = self.examples.score(heard, at.first, at.last);
        let Some(top) = nearest.at(0) else { return };
        if found.nearest.is_none_or(|n| top.score > n.score) {
            found.nearest = Some(top);
        }
        if found.matches.iter().any(|m| m.intent == top.intent) {
            // It is in the message already.
            return;
        }
        let limits = limits(self.deep());
        let covered = self.intents.get(top.intent).is_some_and(|i| !i.patterns.is_empty());
        if !self.examples.is_certain(&nearest, least + if covered { limits.covered } else { 0 }) {
            return;
        }
        let said = example::content_polarity(text, readings, negators, self.lexicon, at.first, at.last);
        let (mut shared, mut flipped) = (0_usize, 0);
        for (word, negated) in self.examples.polarity_of(top.example) {
            if let Some((_, here)) = said.iter().find(|(w, _)| w == word) {
                shared += 1;
                // A question may well be put in the negative ("Why isn't it there?") and ask the same.
                flipped += usize::from(here != negated && !at.question);
            }
        }
        // The fewer meaningful words they share, the closer the lines must be otherwise.
        if limits.shared.get(shared).is_some_and(|needed| top.score < *needed) {
            return;
        }
        if let Some(second) = nearest.at(1)
            && top.score - second.score < limits.margin
        {
            if !found.matches.iter().any(|m| m.intent == second.intent) {
                *ambiguous = Some((top.intent, second.intent));
            }
            return;
        }
        let matched = Match { intent: top.intent, first: at.first, last: at.last, by: By::Example(top.score) };
        let known = |list: &[Match]| list.iter().any(|m| m.intent == top.intent);
        if flipped * 2 > shared {
            if !known(&found.negated) {
                found.negated.push(matched);
            }
            return;
        }
        // A pattern that was negated here has the last word.
        let overruled = found
            .negated
            .iter()
            .any(|m| m.intent == top.intent && m.by == By::Pattern && m.first < at.last && at.first < m.last);
        if overruled {
            return;
        }
        found.matches.push(matched);
    }
}

/// The clauses of a sentence; clauses of a single word stay with the one before.
fn clauses(text: &Text, sentence: &Sentence) -> Vec<Sentence> {
    let mut parts: Vec<Sentence> = Vec::new();
    let mut first = sentence.first;
    for at in sentence.first + 1..=sentence.last {
        if at == sentence.last || (text.tokens[at].clause_start && at - first >= 2 && sentence.last - at >= 2) {
            parts.push(Sentence { first, last: at, question: sentence.question });
            first = at;
        }
    }
    parts
}
