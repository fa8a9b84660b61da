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
    text::{Text, quick::QuickMap, vocabulary::Reading},
};
use domain::chat::{Signal, SignalKind, Span};
use std::{collections::BTreeSet, sync::Arc};

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

/// The words of a message.
#[derive(Debug)]
struct Words {
    letters: Vec<char>,
    text: Text,
    readings: Vec<Reading>,
    present: Present,
    negators: Vec<bool>,
}

/// One message and everything the detectors look at.
#[derive(Clone, Copy)]
struct Read<'a> {
    scenario: &'a Scenario,
    letters: &'a [char],
    text: &'a Text,
    readings: &'a [Reading],
    present: &'a Present,
    negators: &'a [bool],
}

impl<'a> Read<'a> {
    fn of(scenario: &'a Scenario, words: &'a Words) -> Self {
        let Words { letters, text, readings, present, negators } = words;
        Self { scenario, letters, text, readings, present, negators }
    }

    fn matcher(&self) -> Matcher<'a> {
        Matcher {
            text: self.text,
            readings: self.readings,
            present: self.present,
            concepts: self.scenario.concepts(),
            negators: self.negators,
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
    Message::read(scenario, source).against(scenario, context, |line| Arc::new(acts::Line::read(scenario, line)))
}

/// What a message says whatever was said before it. Reading is most of the work, so a message tried again and again is read once.
#[derive(Debug)]
pub(crate) struct Message {
    words: Words,
    /// Intents and acts, with their signals.
    alone: Analysis,
    language: Vec<Signal>,
    guarded: Vec<Signal>,
}

impl Message {
    pub(crate) fn read(scenario: &Scenario, source: &str) -> Self {
        let text = Text::read(source, scenario.language());
        let readings = scenario.vocabulary().read_all(&text);
        let negators = negator_flags(&text, &readings, scenario.lexicon());
        let letters: Vec<char> = source.chars().take(crate::text::TEXT_MOST).collect();
        let words = Words { letters, text, present: Present::of(&readings), readings, negators };
        let read = Read::of(scenario, &words);
        let mut alone = Analysis {
            understanding: scenario.listener().understand(read.text, read.readings, read.negators),
            fingerprint: guard::fingerprint(&read),
            ..Analysis::default()
        };
        intents(&read, &mut alone);
        acts::find(&read, &mut alone);
        let language = if scenario.checks_language() { language::find(&read) } else { Vec::new() };
        let guarded = guard::find(&read);
        Self { words, alone, language, guarded }
    }

    /// The message in its place: taken with what was said before, and with the other chats.
    pub(crate) fn against(
        &self,
        scenario: &Scenario,
        context: &Context<'_>,
        hear: impl FnMut(&str) -> Arc<acts::Line>,
    ) -> Analysis {
        let read = Read::of(scenario, &self.words);
        let mut analysis = self.alone.clone();
        acts::acknowledge(&read, context, hear, &mut analysis);
        analysis.signals.extend(self.language.iter().chain(&self.guarded).cloned());
        guard::compare(&read, context, &mut analysis);
        let meaningless = analysis.understanding.matches.is_empty() && analysis.acts.is_empty();
        if meaningless {
            analysis.signals.push(signal(SignalKind::Unmatched, None, ""));
        }
        analysis.signals.sort_by_key(|s| s.span.map_or(0, |span| span.start + 1));
        analysis
    }
}

/// Messages and customer lines read before, chat by chat: for whoever tries the same messages many times over.
#[derive(Debug, Default)]
pub(crate) struct Recollection {
    messages: QuickMap<(u32, String), Arc<Message>>,
    lines: QuickMap<(u32, String), Arc<acts::Line>>,
}

/// Texts remembered; then all of them are forgotten.
const REMEMBERED: usize = 4096;

impl Recollection {
    /// The same as [`analyse`].
    pub(crate) fn analyse(&mut self, chat: u32, scenario: &Scenario, source: &str, context: &Context<'_>) -> Analysis {
        let message = recall(&mut self.messages, chat, source, || Message::read(scenario, source));
        let lines = &mut self.lines;
        message.against(scenario, context, |line| recall(lines, chat, line, || acts::Line::read(scenario, line)))
    }
}

fn recall<T>(known: &mut QuickMap<(u32, String), Arc<T>>, chat: u32, text: &str, read: impl FnOnce() -> T) -> Arc<T> {
    if known.len() >= REMEMBERED {
        known.clear();
    }
    Arc::clone(known.entry((chat, text.to_owned())).or_insert_with(|| Arc::new(read())))
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
