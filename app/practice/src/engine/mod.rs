//! The engine: a pure function from a state and an event to the next state and what became visible.
//!
//! It has no clock and no randomness of its own, and no floating point: the same log gives the same effects on every machine.
//! Whatever falls due by time is worked out at the next event, with the time it was due.

mod answer;
pub mod chance;
mod clock;
mod event;
mod reply;
mod speech;
mod state;
mod turn;

pub use event::{Effect, Event, Rung, Why};
pub(crate) use speech::value as placeholder;
pub use state::{ChatState, Pending, State, Visit};

use crate::{scenario::Scenario, signals::Recollection};
use domain::chat::{Ending, Signal, SignalKind};
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
pub fn step(cast: &Cast, state: State, event: &Event) -> (State, Vec<Effect>) {
    step_remembering(cast, state, event, None)
}

/// The same for whoever tries many messages on one cast: what was read before is not read again.
pub(crate) fn step_remembering(
    cast: &Cast,
    mut state: State,
    event: &Event,
    memory: Option<&mut Recollection>,
) -> (State, Vec<Effect>) {
    let mut effects = Vec::new();
    if state.ended_at_ms.is_some() {
        return (state, effects);
    }
    let at_ms = event.at_ms().clamp(state.now_ms, LATEST.max(state.now_ms));
    clock::advance(cast, &mut state, at_ms, &mut effects);
    match event {
        Event::OperatorMessage { chat, text, canned, .. } => {
            turn::message(cast, &mut state, *chat, text, canned.as_deref(), at_ms, memory, &mut effects);
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
