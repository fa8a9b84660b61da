//! The engine: a pure function from a state and an event to the next state and what became visible.
//!
//! It has no clock and no randomness of its own, and no floating point: the same log gives the same effects on every machine.
//! Whatever falls due by time is worked out at the next event, with the time it was due.

pub mod chance;
mod clock;
mod reply;
mod speech;
mod state;
mod turn;

pub(crate) use speech::value as placeholder;
pub use state::{ChatState, Pending, State, Visit};

use crate::scenario::Scenario;
use domain::chat::{Disposition, Ending, Signal, SignalKind};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Version of the rules; recorded with every shift.
pub const ENGINE_VERSION: u16 = 1;
/// Latest shift clock the engine counts to: a hundred days, in milliseconds.
const LATEST: i64 = 8_640_000_000;
/// Shortest and longest hold, in seconds.
const HOLD: (u32, u32) = (30, 600);

/// What a shift is played for. The rules are the same; hints, debriefs and attempts differ outside the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Live hints and signals.
    Coach,
    /// Feedback after each chat.
    Practice,
    /// One attempt, no hints, graded.
    Exam,
    /// Several chats at once.
    Shift,
}

/// Everything a shift is played with.
#[derive(Clone, Debug)]
pub struct Cast {
    /// Seed of all chance.
    pub seed: u64,
    /// Version of the rules it was started with.
    pub engine: u16,
    /// Mode.
    pub mode: Mode,
    /// The chats.
    pub parts: Vec<Part>,
}

/// One chat of a shift.
#[derive(Clone, Debug)]
pub struct Part {
    /// What is played.
    pub scenario: Arc<Scenario>,
    /// Shift clock at which the customer arrives, in milliseconds.
    pub arrives_at_ms: i64,
}

/// Something that happened at the desk. Chats are counted from 0; times are shift clock in milliseconds, pauses left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "event")]
pub enum Event {
    /// The operator sent a message.
    OperatorMessage {
        /// In this chat.
        chat: u32,
        /// The text.
        text: String,
        /// When.
        at_ms: i64,
        /// The canned reply it is, when it was sent unchanged.
        #[serde(default)]
        canned: Option<String>,
        /// Milliseconds from the first key to sending.
        #[serde(default)]
        compose_ms: u32,
        /// Edits while composing.
        #[serde(default)]
        edits: u32,
    },
    /// The operator started or stopped typing.
    OperatorTyping {
        /// In this chat.
        chat: u32,
        /// Typing now?
        on: bool,
        /// When.
        at_ms: i64,
    },
    /// Time passed.
    Tick {
        /// Until now.
        at_ms: i64,
    },
    /// The operator asked the customer to wait.
    Hold {
        /// In this chat.
        chat: u32,
        /// Promised seconds.
        seconds: u32,
        /// When.
        at_ms: i64,
    },
    /// The operator gave the chat to a colleague.
    HandOver {
        /// This chat.
        chat: u32,
        /// Note for the colleague.
        note: String,
        /// When.
        at_ms: i64,
    },
    /// The operator closed the chat.
    Close {
        /// This chat.
        chat: u32,
        /// How it ended.
        disposition: Disposition,
        /// Note.
        note: String,
        /// When.
        at_ms: i64,
    },
    /// The operator looked at a hint.
    HintUsed {
        /// In this chat.
        chat: u32,
        /// When.
        at_ms: i64,
    },
    /// The clock stopped.
    Paused {
        /// When.
        at_ms: i64,
    },
    /// The clock runs again.
    Resumed {
        /// When.
        at_ms: i64,
    },
    /// The shift is over.
    EndShift {
        /// When.
        at_ms: i64,
    },
}

impl Event {
    /// Shift clock of the event.
    pub const fn at_ms(&self) -> i64 {
        match self {
            Self::OperatorMessage { at_ms, .. }
            | Self::OperatorTyping { at_ms, .. }
            | Self::Tick { at_ms }
            | Self::Hold { at_ms, .. }
            | Self::HandOver { at_ms, .. }
            | Self::Close { at_ms, .. }
            | Self::HintUsed { at_ms, .. }
            | Self::Paused { at_ms }
            | Self::Resumed { at_ms }
            | Self::EndShift { at_ms } => *at_ms,
        }
    }

    /// The chat it is about.
    pub const fn chat(&self) -> Option<u32> {
        match self {
            Self::OperatorMessage { chat, .. }
            | Self::OperatorTyping { chat, .. }
            | Self::Hold { chat, .. }
            | Self::HandOver { chat, .. }
            | Self::Close { chat, .. }
            | Self::HintUsed { chat, .. } => Some(*chat),
            Self::Tick { .. } | Self::Paused { .. } | Self::Resumed { .. } | Self::EndShift { .. } => None,
        }
    }
}

/// The rung of the ladder a customer line came from (SIMULATION.md section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rung {
    /// The opening.
    Opening,
    /// A direct follow-up of the customer's last line.
    FollowUp,
    /// A node of the stage.
    Stage,
    /// A node of no stage.
    Global,
    /// "Do you mean A or B?"
    Clarify,
    /// The need once more.
    Restate,
    /// A stalling line.
    Stall,
    /// An answer to kind words, a hold or a goodbye.
    Courtesy,
    /// Waiting made the customer write.
    Nudge,
    /// The customer leaves.
    Leave,
}

/// Why the customer said a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// The rung.
    pub rung: Rung,
    /// The intents it answers.
    pub intents: Vec<String>,
}

/// Something that became visible or was found out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "effect")]
pub enum Effect {
    /// A customer came.
    Arrived {
        /// Their chat.
        chat: u32,
        /// When.
        at_ms: i64,
    },
    /// The customer wrote a line.
    CustomerMessage {
        /// Their chat.
        chat: u32,
        /// The scenario's node; empty for a line of the language file.
        node: String,
        /// Number of the wording.
        variant: u32,
        /// The line.
        text: String,
        /// When.
        at_ms: i64,
        /// Why.
        why: Why,
    },
    /// The customer started or stopped typing.
    CustomerTyping {
        /// Their chat.
        chat: u32,
        /// Typing now?
        on: bool,
        /// When.
        at_ms: i64,
    },
    /// Waiting made the customer write a line.
    Nudge {
        /// Their chat.
        chat: u32,
        /// The scenario's node; empty for a line of the language file.
        node: String,
        /// Number of the wording.
        variant: u32,
        /// The line.
        text: String,
        /// Patience left.
        patience: i32,
        /// When.
        at_ms: i64,
    },
    /// The customer left.
    Left {
        /// Their chat.
        chat: u32,
        /// Why: waiting or anger.
        reason: Ending,
        /// When.
        at_ms: i64,
    },
    /// A message, a hold or a broken promise changed the customer's mood.
    MoodStep {
        /// Their chat.
        chat: u32,
        /// By how much.
        delta: i32,
        /// What did it, flags left out.
        causes: Vec<Signal>,
        /// Mood now.
        mood: i32,
        /// Patience now.
        patience: i32,
        /// When.
        at_ms: i64,
    },
    /// An objective was met.
    ObjectiveMet {
        /// In this chat.
        chat: u32,
        /// Its id.
        id: String,
        /// When.
        at_ms: i64,
    },
    /// A guideline finding.
    Flag {
        /// In this chat.
        chat: u32,
        /// What and where.
        signal: Signal,
        /// When.
        at_ms: i64,
    },
    /// Three messages were not understood: these lines go to the author, and the operator loses nothing.
    AuthorGap {
        /// In this chat.
        chat: u32,
        /// The lines.
        lines: Vec<String>,
    },
    /// The operator ended the chat, or the shift's end did.
    Closed {
        /// This chat.
        chat: u32,
        /// How.
        ending: Ending,
        /// When.
        at_ms: i64,
    },
    /// The shift is over.
    ShiftEnded {
        /// When.
        at_ms: i64,
    },
}

/// The state before anything happened; customers who arrive at 0 come with the first event.
pub fn start(cast: &Cast) -> State {
    State {
        engine: cast.engine,
        now_ms: 0,
        paused: false,
        pauses: 0,
        ended_at_ms: None,
        chats: cast.parts.iter().map(|part| ChatState::new(&part.scenario)).collect(),
    }
}

/// One event. Events that make no sense (an unknown chat, a chat that is over) only let time pass; time never runs backwards.
pub fn step(cast: &Cast, mut state: State, event: &Event) -> (State, Vec<Effect>) {
    let mut effects = Vec::new();
    if state.ended_at_ms.is_some() {
        return (state, effects);
    }
    let at_ms = event.at_ms().clamp(state.now_ms, LATEST.max(state.now_ms));
    clock::advance(cast, &mut state, at_ms, &mut effects);
    match event {
        Event::OperatorMessage { chat, text, canned, .. } => {
            turn::message(cast, &mut state, *chat, text, canned.as_deref(), at_ms, &mut effects);
        }
        Event::OperatorTyping { chat, on, .. } => {
            if let Some((_, chat)) = open_chat(cast, &mut state, *chat) {
                chat.operator_typing = *on;
            }
        }
        Event::Hold { chat, seconds, .. } => turn::hold(cast, &mut state, *chat, *seconds, at_ms, &mut effects),
        Event::HandOver { chat, note, .. } => {
            if open_chat(cast, &mut state, *chat).is_some() {
                if note.trim().is_empty() {
                    effects.push(missing_step(*chat, "note", at_ms));
                }
                close(cast, &mut state, *chat, Ending::HandedOver, at_ms, &mut effects);
            }
        }
        Event::Close { chat, .. } => close(cast, &mut state, *chat, Ending::Closed, at_ms, &mut effects),
        Event::HintUsed { chat, .. } => {
            if let Some((_, chat)) = open_chat(cast, &mut state, *chat) {
                chat.hints = chat.hints.saturating_add(1);
            }
        }
        Event::Paused { .. } => {
            state.pauses = state.pauses.saturating_add(u32::from(!state.paused));
            state.paused = true;
        }
        Event::Resumed { .. } => state.paused = false,
        Event::EndShift { .. } => {
            for (index, chat) in (0_u32..).zip(&mut state.chats) {
                if chat.ending.is_none() {
                    chat.end(Ending::ShiftEnded, at_ms, index, &mut effects);
                    effects.push(Effect::Closed { chat: index, ending: Ending::ShiftEnded, at_ms });
                }
            }
            state.ended_at_ms = Some(at_ms);
            effects.push(Effect::ShiftEnded { at_ms });
        }
        Event::Tick { .. } => {}
    }
    (state, effects)
}

/// The next shift clock at which a [`Event::Tick`] would yield something; `None` while paused, or when nothing is under way.
pub fn next_due_ms(cast: &Cast, state: &State) -> Option<i64> {
    if state.paused || state.ended_at_ms.is_some() {
        return None;
    }
    clock::next_due(cast, state).map(|(at_ms, _)| at_ms)
}

/// Plays a whole log.
pub fn replay(cast: &Cast, events: &[Event]) -> (State, Vec<Vec<Effect>>) {
    let mut state = start(cast);
    let mut all = Vec::with_capacity(events.len());
    for event in events {
        let (next, effects) = step(cast, state, event);
        state = next;
        all.push(effects);
    }
    (state, all)
}

/// A chat in which something can happen: the customer has arrived and nobody has ended it.
fn open_chat<'a>(cast: &'a Cast, state: &'a mut State, chat: u32) -> Option<(&'a Scenario, &'a mut ChatState)> {
    let index = usize::try_from(chat).ok()?;
    let part = cast.parts.get(index)?;
    let chat = state.chats.get_mut(index)?;
    (chat.arrived_at_ms.is_some() && chat.ending.is_none()).then_some((part.scenario.as_ref(), chat))
}

fn close(cast: &Cast, state: &mut State, chat: u32, ending: Ending, at_ms: i64, effects: &mut Vec<Effect>) {
    let Some((scenario, open)) = open_chat(cast, state, chat) else { return };
    for (index, objective) in scenario.objectives.iter().enumerate() {
        if objective.before_close && !open.has_met(index) {
            effects.push(missing_step(chat, &objective.id, at_ms));
        }
    }
    open.end(ending, at_ms, chat, effects);
    effects.push(Effect::Closed { chat, ending, at_ms });
}

fn missing_step(chat: u32, step: &str, at_ms: i64) -> Effect {
    let signal = Signal { kind: SignalKind::MissingStep, span: None, detail: step.to_owned(), mood: 0 };
    Effect::Flag { chat, signal, at_ms }
}
