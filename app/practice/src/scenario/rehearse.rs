//! Playing the tests inside a scenario on the real engine.

use super::{Expect, Play, Scenario, Test};
use crate::{
    engine::{self, Cast, Effect, Event, Mode, Part, State},
    signals::{Context, analyse},
};
use domain::chat::SignalKind;
use std::{collections::HashSet, sync::Arc};

/// A test that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestFailure {
    /// Its name.
    pub test: String,
    /// Its line in the file.
    pub line: u32,
    /// What was expected and what came.
    pub what: String,
    /// What was said, with mood and patience.
    pub transcript: Vec<String>,
}

/// Plays all tests; one failure per expectation that does not hold.
pub fn run_tests(scenario: &Scenario) -> Vec<TestFailure> {
    let shared = Arc::new(scenario.clone());
    scenario.tests.iter().flat_map(|test| Rehearsal::play(&shared, test).judge(scenario, test)).collect()
}

struct Rehearsal {
    cast: Cast,
    state: State,
    now_ms: i64,
    transcript: Vec<String>,
    said: HashSet<String>,
    signals: HashSet<SignalKind>,
    intents: HashSet<usize>,
}

impl Rehearsal {
    fn play(scenario: &Arc<Scenario>, test: &Test) -> Self {
        let part = Part { scenario: Arc::clone(scenario), arrives_at_ms: 0 };
        let cast = Cast { seed: test.seed, engine: engine::ENGINE_VERSION, mode: Mode::Practice, parts: vec![part] };
        let state = engine::start(&cast);
        let mut rehearsal = Self {
            cast,
            state,
            now_ms: 0,
            transcript: Vec::new(),
            said: HashSet::new(),
            signals: HashSet::new(),
            intents: HashSet::new(),
        };
        rehearsal.quiet();
        for step in &test.play {
            rehearsal.step(scenario, step);
        }
        rehearsal.quiet();
        rehearsal
    }

    fn send(&mut self, event: &Event) {
        self.now_ms = self.now_ms.max(event.at_ms());
        let (state, effects) = engine::step(&self.cast, std::mem::replace(&mut self.state, State::empty()), event);
        self.state = state;
        for effect in effects {
            self.note(effect);
        }
    }

    fn note(&mut self, effect: Effect) {
        match effect {
            Effect::CustomerMessage { node, text, at_ms, .. } | Effect::Nudge { node, text, at_ms, .. } => {
                self.transcript.push(format!("{:>5} s  customer: {text}   [{node}]", at_ms / 1000));
                self.said.insert(node);
            }
            Effect::MoodStep { mood, patience, causes, at_ms, .. } => {
                let shown: Vec<String> =
                    causes.iter().map(|s| format!("{:?} {} {:+}", s.kind, s.detail, s.mood)).collect();
                self.transcript.push(format!(
                    "{:>5} s    mood {mood}, patience {patience}: {}",
                    at_ms / 1000,
                    shown.join(", ")
                ));
                self.signals.extend(causes.iter().map(|s| s.kind));
            }
            Effect::Flag { signal, at_ms, .. } => {
                self.transcript.push(format!("{:>5} s    flag {:?} {}", at_ms / 1000, signal.kind, signal.detail));
                self.signals.insert(signal.kind);
            }
            Effect::ObjectiveMet { id, at_ms, .. } => {
                self.transcript.push(format!("{:>5} s    objective {id}", at_ms / 1000));
            }
            Effect::Left { reason, at_ms, .. } => {
                self.transcript.push(format!("{:>5} s    left: {reason:?}", at_ms / 1000));
            }
            _ => {}
        }
    }

    /// Lets the customer finish what is under way.
    fn quiet(&mut self) {
        for _ in 0..50 {
            let started = self.state.chat(0).is_some_and(engine::ChatState::arrived);
            if started && !self.state.chat(0).is_some_and(engine::ChatState::is_answering) {
                break;
            }
            let Some(at_ms) = engine::next_due_ms(&self.cast, &self.state) else { break };
            self.send(&Event::Tick { at_ms });
        }
    }

    fn step(&mut self, scenario: &Scenario, step: &Play) {
        let chat = 0;
        match step {
            Play::Say { text, after } => {
                let at_ms = self.now_ms + i64::from(*after) * 1000;
                let read = analyse(scenario, text, &Context::default());
                self.intents.extend(read.understanding.matches.iter().map(|m| m.intent));
                self.transcript.push(format!("{:>5} s  operator: {text}", at_ms / 1000));
                self.send(&Event::OperatorMessage {
                    chat,
                    text: text.clone(),
                    at_ms,
                    canned: None,
                    compose_ms: 0,
                    edits: 0,
                });
                self.quiet();
            }
            Play::Wait(seconds) => {
                let at_ms = self.now_ms + i64::from(*seconds) * 1000;
                self.send(&Event::Tick { at_ms });
            }
            Play::Hold(seconds) => {
                self.send(&Event::Hold { chat, seconds: *seconds, at_ms: self.now_ms + 1000 });
                self.quiet();
            }
            Play::Close(disposition) => {
                let at_ms = self.now_ms + 1000;
                self.send(&Event::Close { chat, disposition: *disposition, note: String::new(), at_ms });
            }
        }
    }

    fn judge(&self, scenario: &Scenario, test: &Test) -> Vec<TestFailure> {
        let mut wrong = Vec::new();
        if let Some(chat) = self.state.chat(0) {
            numbers(chat, &test.expect, &mut wrong);
            self.names(scenario, chat, &test.expect, &mut wrong);
        }
        wrong
            .into_iter()
            .map(|what| TestFailure {
                test: test.name.clone(),
                line: test.line,
                what,
                transcript: self.transcript.clone(),
            })
            .collect()
    }

    fn names(&self, scenario: &Scenario, chat: &engine::ChatState, expect: &Expect, wrong: &mut Vec<String>) {
        let objective = |o: &usize| scenario.objectives.get(*o).map_or("?", |o| o.id.as_str());
        let node = |n: &usize| scenario.nodes.get(*n).map_or("?", |n| n.id.as_str());
        let intent = |i: &usize| scenario.intents.get(*i).map_or("?", |i| i.id.as_str());
        let mut claim = |holds: bool, what: String| {
            if !holds {
                wrong.push(what);
            }
        };
        for o in &expect.met {
            claim(chat.has_met(*o), format!("objective `{}` is not met", objective(o)));
        }
        for o in &expect.not_met {
            claim(!chat.has_met(*o), format!("objective `{}` is met", objective(o)));
        }
        for f in &expect.known {
            claim(
                chat.knows(*f),
                format!("fact `{}` is not known", scenario.facts.get(*f).map_or("?", |f| f.id.as_str())),
            );
        }
        for n in &expect.said {
            claim(self.said.contains(node(n)), format!("node `{}` was not said", node(n)));
        }
        for n in &expect.not_said {
            claim(!self.said.contains(node(n)), format!("node `{}` was said", node(n)));
        }
        for i in &expect.intents {
            claim(self.intents.contains(i), format!("intent `{}` was not understood", intent(i)));
        }
        for i in &expect.not_intents {
            claim(!self.intents.contains(i), format!("intent `{}` was understood", intent(i)));
        }
        for s in &expect.signals {
            claim(self.signals.contains(s), format!("signal {s:?} did not show"));
        }
        for s in &expect.not_signals {
            claim(!self.signals.contains(s), format!("signal {s:?} showed"));
        }
    }
}

fn numbers(chat: &engine::ChatState, expect: &Expect, wrong: &mut Vec<String>) {
    let mut claim = |holds: bool, what: String| {
        if !holds {
            wrong.push(what);
        }
    };
    if let Some(resolved) = expect.resolved {
        let word = if chat.resolved() { "resolved" } else { "not resolved" };
        claim(chat.resolved() == resolved, format!("the chat is {word}"));
    }
    claim(expect.mood_min.is_none_or(|m| chat.mood >= m), format!("the mood is {}, too low", chat.mood));
    claim(expect.mood_max.is_none_or(|m| chat.mood <= m), format!("the mood is {}, too high", chat.mood));
    claim(
        expect.patience_min.is_none_or(|p| chat.patience >= p),
        format!("the patience is {}, too low", chat.patience),
    );
    claim(
        expect.patience_max.is_none_or(|p| chat.patience <= p),
        format!("the patience is {}, too high", chat.patience),
    );
    if let Some(stage) = &expect.stage {
        claim(chat.stage == *stage, format!("the stage is `{}`, not `{stage}`", chat.stage));
    }
    if let Some(ending) = expect.ending {
        claim(chat.ending == Some(ending), format!("the chat ended as {:?}, not as {ending:?}", chat.ending));
    }
}
