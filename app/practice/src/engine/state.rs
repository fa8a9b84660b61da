//! What the engine remembers of a shift: numbers, ids, and the few lines it has to compare with.

use super::{Effect, Why};
use crate::{customer::Habit, scenario::Scenario};
use domain::chat::{Ending, MoodBand, PatienceBand};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// A shift under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Rules it is played by.
    pub engine: u16,
    /// The latest shift clock seen.
    pub now_ms: i64,
    /// Is the clock stopped?
    pub paused: bool,
    /// How often it was stopped.
    pub pauses: u32,
    /// When the shift ended.
    pub ended_at_ms: Option<i64>,
    /// The chats in the order of the cast.
    pub chats: Vec<ChatState>,
}

impl State {
    /// A shift without chats.
    pub(crate) const fn empty() -> Self {
        Self { engine: 0, now_ms: 0, paused: false, pauses: 0, ended_at_ms: None, chats: Vec::new() }
    }

    /// A chat, counted from 0.
    pub fn chat(&self, index: u32) -> Option<&ChatState> {
        self.chats.get(usize::try_from(index).ok()?)
    }
}

/// A line the customer is about to write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// The customer starts typing.
    pub typing_from_ms: i64,
    /// The line appears.
    pub at_ms: i64,
    /// Its node.
    pub node: String,
    /// Number of the wording.
    pub variant: u32,
    /// The line.
    pub text: String,
    /// Why.
    pub why: Why,
    /// The customer waits for an answer to it.
    pub awaits: bool,
    /// The customer leaves with it.
    pub ending: Option<Ending>,
}

/// How often a node was said, and at which of the customer's beats last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Times.
    pub times: u32,
    /// Last beat, from 1.
    pub beat: u32,
    /// Last wording.
    pub variant: u32,
}

/// Waiting, counted in whole seconds from [`ChatState::waiting_since_ms`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// Seconds gone by.
    pub seconds: i64,
    /// Seconds that counted: those outside a hold.
    pub counted: i64,
    /// Seconds during which the operator typed and the drain was halved.
    pub typed: i64,
    /// Half a point of patience not yet taken.
    pub half: i32,
    /// Patience taken.
    pub drained: i32,
}

/// One chat under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts; none of them is a stage of a life cycle")]
pub struct ChatState {
    /// When the customer arrived.
    pub arrived_at_ms: Option<i64>,
    /// Mood, -1000..=1000.
    pub mood: i32,
    /// Patience, 0..=1000.
    pub patience: i32,
    /// Stage of the conversation.
    pub stage: String,
    /// When the oldest unanswered customer line came.
    pub waiting_since_ms: Option<i64>,
    /// The customer was asked to wait until then.
    pub hold_until_ms: Option<i64>,
    /// How the chat ended.
    pub ending: Option<Ending>,
    /// When it ended.
    pub ended_at_ms: Option<i64>,
    /// When the customer's need was met.
    pub resolved_at_ms: Option<i64>,
    /// Is the customer typing?
    pub customer_typing: bool,
    /// Is the operator typing?
    pub operator_typing: bool,
    /// Operator messages so far.
    pub messages: u32,
    /// How long the customer had waited for the operator's last message.
    pub last_reply_ms: Option<i64>,
    /// Hints looked at.
    pub hints: u32,
    /// Lines were not understood: the author's gap, not the operator's.
    pub gap: bool,
    pub(super) wait: Wait,
    pub(super) hold_spent: bool,
    pub(super) queue: VecDeque<Pending>,
    pub(super) beat: u32,
    pub(super) known: Vec<(usize, i64)>,
    pub(super) visits: Vec<Visit>,
    pub(super) intents: Vec<u32>,
    pub(super) met: Vec<bool>,
    pub(super) habit: Habit,
    pub(super) stuck: i32,
    pub(super) unmatched: Vec<String>,
    pub(super) owed: (i32, i32),
    /// Rude messages so far.
    #[serde(default)]
    pub(super) rude: u32,
    pub(super) clarified: u32,
    pub(super) restated_at: Option<u32>,
    pub(super) heard: Vec<String>,
    pub(super) heard_answered: bool,
    pub(super) said: Vec<Vec<u32>>,
    pub(super) last_node: Option<usize>,
}

impl ChatState {
    pub(super) fn new(scenario: &Scenario) -> Self {
        Self {
            arrived_at_ms: None,
            mood: scenario.persona.mood,
            patience: scenario.persona.patience,
            stage: crate::scenario::START.to_owned(),
            waiting_since_ms: None,
            hold_until_ms: None,
            ending: None,
            ended_at_ms: None,
            resolved_at_ms: None,
            customer_typing: false,
            operator_typing: false,
            messages: 0,
            last_reply_ms: None,
            hints: 0,
            gap: false,
            wait: Wait::default(),
            hold_spent: false,
            queue: VecDeque::new(),
            beat: 0,
            known: Vec::new(),
            visits: vec![Visit::default(); scenario.nodes.len()],
            intents: vec![0; scenario.intents.len()],
            met: vec![false; scenario.objectives.len()],
            habit: Habit::default(),
            stuck: 0,
            unmatched: Vec::new(),
            owed: (0, 0),
            rude: 0,
            clarified: 0,
            restated_at: None,
            heard: Vec::new(),
            heard_answered: true,
            said: Vec::new(),
            last_node: None,
        }
    }

    /// Has the customer come?
    pub const fn arrived(&self) -> bool {
        self.arrived_at_ms.is_some()
    }

    /// Is the customer's need met?
    pub const fn resolved(&self) -> bool {
        self.resolved_at_ms.is_some()
    }

    /// Mood in words.
    pub const fn mood_band(&self) -> MoodBand {
        MoodBand::of(self.mood)
    }

    /// Patience in words.
    pub const fn patience_band(&self) -> PatienceBand {
        PatienceBand::of(self.patience)
    }

    /// Was this objective met (by its place in the scenario)?
    pub fn has_met(&self, objective: usize) -> bool {
        self.met.get(objective).copied().unwrap_or(false)
    }

    /// Does the operator know this fact (by its place in the scenario)?
    pub fn knows(&self, fact: usize) -> bool {
        self.known.iter().any(|(f, _)| *f == fact)
    }

    /// How often a node was said (by its place in the scenario).
    pub fn times_said(&self, node: usize) -> u32 {
        self.visits.get(node).map_or(0, |v| v.times)
    }

    /// How many messages carried an intent (by its place in the scenario).
    pub(crate) fn times_heard(&self, intent: usize) -> u32 {
        self.intents.get(intent).copied().unwrap_or(0)
    }

    /// How many messages were rude.
    pub(crate) const fn times_rude(&self) -> u32 {
        self.rude
    }

    /// The node said last, as an opening or an answer.
    pub(crate) const fn last_said(&self) -> Option<usize> {
        self.last_node
    }

    /// The customer's lines the operator has not answered, or the last ones before.
    pub fn heard(&self) -> &[String] {
        &self.heard
    }

    /// Is a line under way?
    pub fn is_answering(&self) -> bool {
        !self.queue.is_empty()
    }

    pub(super) fn end(&mut self, ending: Ending, at_ms: i64, chat: u32, effects: &mut Vec<Effect>) {
        if self.customer_typing {
            effects.push(Effect::CustomerTyping { chat, on: false, at_ms });
        }
        self.customer_typing = false;
        self.operator_typing = false;
        self.queue.clear();
        self.waiting_since_ms = None;
        self.hold_until_ms = None;
        self.ending = Some(ending);
        self.ended_at_ms = Some(at_ms);
    }
}
