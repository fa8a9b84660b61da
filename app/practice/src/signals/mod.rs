//! What can be noticed in one operator message: speech acts, language, guideline findings. Every finding keeps its span.

mod acts;
mod guard;
mod language;
pub mod privacy;

pub use guard::Neighbour;

use crate::{
    intent::{
        By, Understanding, negator_flags,
        pattern::{Matcher, Present},
    },
    lexicon::Act,
    scenario::Scenario,
    text::{Text, vocabulary::Reading},
};
use domain::chat::{Signal, SignalKind, Span};
use std::collections::BTreeSet;

/// What the message is read against.
#[derive(Clone, Debug, Default)]
pub struct Context<'a> {
    /// The customer's lines since the operator's last message, or the last ones before it.
    pub heard: &'a [String],
    /// Fingerprints of the operator's earlier messages in this chat.
    pub said: &'a [Vec<u32>],
    /// The other customers of the shift.
    pub neighbours: &'a [Neighbour<'a>],
    /// Sent as a canned reply, unchanged.
    pub canned: Option<&'a str>,
}

/// Everything noticed in one message. The moods of the signals are set by the engine, which knows what came before.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Findings in the order of the text; those of the whole message first.
    pub signals: Vec<Signal>,
    /// Intents.
    pub understanding: Understanding,
    /// Speech acts.
    pub acts: BTreeSet<Act>,
    /// Seconds asked for, when the operator asks to wait.
    pub hold_seconds: Option<u32>,
    /// To recognise the message when it comes again.
    pub fingerprint: Vec<u32>,
    /// Intents whose sentence asks for something.
    pub asked: Vec<usize>,
}

impl Analysis {
    /// Does the operator ask to wait, and for nothing else? What only resembles an example does not count against it: "two minutes
    /// while I look up your order number" resembles asking for the number.
    pub fn asks_to_wait(&self) -> bool {
        self.hold_seconds.is_some() && !self.understanding.matches.iter().any(|m| m.by == By::Pattern)
    }
}

/// One message and everything the detectors look at.
struct Read<'a> {
    scenario: &'a Scenario,
    letters: Vec<char>,
    text: Text,
    readings: Vec<Reading>,
    present: Present,
    negators: Vec<bool>,
}

impl Read<'_> {
    fn matcher(&self) -> Matcher<'_> {
        Matcher {
            text: &self.text,
            readings: &self.readings,
            present: &self.present,
            concepts: self.scenario.concepts(),
            negators: &self.negators,
        }
    }

    fn shown(&self, span: Option<Span>) -> String {
        span.map_or_else(String::new, |s| {
            let last = self.letters.len();
            self.letters[(s.start as usize).min(last)..(s.end as usize).min(last)].iter().collect()
        })
    }
}

/// A finding without its mood.
fn signal(kind: SignalKind, span: Option<Span>, detail: impl Into<String>) -> Signal {
    Signal { kind, span, detail: detail.into(), mood: 0 }
}

/// Reads one operator message.
pub fn analyse(scenario: &Scenario, source: &str, context: &Context<'_>) -> Analysis {
    let text = Text::read(source, scenario.language());
    let readings = scenario.vocabulary().read_all(&text);
    let negators = negator_flags(&text, &readings, scenario.lexicon());
    let letters: Vec<char> = source.chars().take(crate::text::TEXT_MOST).collect();
    let present = Present::of(&readings);
    let read = Read { scenario, letters, text, readings, present, negators };
    let mut analysis = Analysis {
        understanding: scenario.listener().understand(&read.text, &read.readings, &read.negators),
        ..Analysis::default()
    };
    intents(&read, &mut analysis);
    acts::find(&read, context, &mut analysis);
    if scenario.checks_language() {
        language::find(&read, &mut analysis);
    }
    guard::find(&read, context, &mut analysis);
    let meaningless = analysis.understanding.matches.is_empty() && analysis.acts.is_empty();
    if meaningless {
        analysis.signals.push(signal(SignalKind::Unmatched, None, ""));
    }
    analysis.signals.sort_by_key(|s| s.span.map_or(0, |span| span.start + 1));
    analysis
}

fn intents(read: &Read<'_>, analysis: &mut Analysis) {
    let ask = crate::intent::pattern::Pattern::concept("ask", read.scenario.concepts());
    let asks: Vec<_> = ask.map_or_else(Vec::new, |ask| read.matcher().find_all(&ask));
    for found in &analysis.understanding.matches {
        let Some(intent) = read.scenario.intents.get(found.intent) else { continue };
        analysis.signals.push(signal(SignalKind::Intent, read.text.span(found.first, found.last), &intent.id));
        let question = read.text.sentence_of(found.first).is_some_and(|s| s.question);
        let asked = asks.iter().any(|a| !a.negated && a.first < found.last && found.first < a.last);
        if question || asked {
            analysis.asked.push(found.intent);
        }
    }
}
