//! What falls due by time: arrivals, typing, lines, nudges, broken promises, leaving.

use super::{Cast, ChatState, Effect, Rung, State, Why, speech, state::Wait};
use crate::{
    customer::{self, BROKEN_PROMISE, NUDGES},
    scenario::{Moment, Scenario},
};
use domain::chat::{Ending, Signal, SignalKind};

/// Seconds of one wait during which typing halves the drain.
const TYPING_MOST: i64 = 30;

/// What falls due next in a chat. The order decides between things due at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    Arrival,
    Typing,
    Line,
    Promise,
    Patience,
}

/// Lets time pass until `until`, yielding everything due on the way in the order it was due.
pub(super) fn advance(cast: &Cast, state: &mut State, until: i64, effects: &mut Vec<Effect>) {
    while let Some((at_ms, index)) = next_due(cast, state).filter(|(at_ms, _)| *at_ms <= until) {
        let (Some(part), Some(chat)) = (cast.parts.get(index), state.chats.get_mut(index)) else { break };
        let Some((_, due)) = due(chat, part.arrives_at_ms, &part.scenario) else { break };
        let number = u32::try_from(index).unwrap_or(u32::MAX);
        happen(cast.seed, &part.scenario, chat, number, due, at_ms.max(0), effects);
    }
    for (part, chat) in cast.parts.iter().zip(&mut state.chats) {
        run_wait(chat, &part.scenario, until);
    }
    state.now_ms = state.now_ms.max(until);
}

/// The earliest thing due in any chat: its time and the chat's index.
pub(super) fn next_due(cast: &Cast, state: &State) -> Option<(i64, usize)> {
    cast.parts
        .iter()
        .zip(&state.chats)
        .enumerate()
        .filter_map(|(index, (part, chat))| {
            due(chat, part.arrives_at_ms, &part.scenario).map(|(at_ms, _)| (at_ms, index))
        })
        .min()
}

fn due(chat: &ChatState, arrives_at_ms: i64, scenario: &Scenario) -> Option<(i64, Due)> {
    if chat.ending.is_some() {
        return None;
    }
    if chat.arrived_at_ms.is_none() {
        return Some((arrives_at_ms.max(0), Due::Arrival));
    }
    let line = chat
        .queue
        .front()
        .map(|p| if chat.customer_typing { (p.at_ms, Due::Line) } else { (p.typing_from_ms, Due::Typing) });
    let promise = chat.hold_until_ms.zip(chat.waiting_since_ms).map(|(until, since)| (until.max(since), Due::Promise));
    let patience = next_threshold(chat, scenario).map(|at_ms| (at_ms, Due::Patience));
    [line, promise, patience].into_iter().flatten().min()
}

/// What one second of waiting costs for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pace {
    /// Half points of patience a second.
    half: i32,
    /// Seconds this lasts.
    lasts: i64,
    /// The operator types, and the drain is halved.
    halved: bool,
    /// Nothing is counted: the customer was asked to wait, or has got what they came for.
    free: bool,
}

/// What the next seconds cost.
fn pace(chat: &ChatState, scenario: &Scenario, since: i64, wait: &Wait) -> Pace {
    if chat.resolved_at_ms.is_some() {
        return Pace { half: 0, lasts: i64::MAX, halved: false, free: true };
    }
    if let Some(until) = chat.hold_until_ms {
        let held = until.saturating_sub(since).max(0) / 1000 - wait.seconds;
        if held > 0 {
            return Pace { half: 0, lasts: held, halved: false, free: true };
        }
    }
    let persona = &scenario.persona;
    let rate = persona.drain_of_second(wait.counted + 1);
    let (grace, soft) = (i64::from(persona.grace), i64::from(persona.soft));
    let changes = if wait.counted < grace {
        grace
    } else if wait.counted < soft {
        soft
    } else {
        i64::MAX
    };
    let halved = chat.operator_typing && wait.typed < TYPING_MOST;
    let typing = if halved { TYPING_MOST - wait.typed } else { i64::MAX };
    Pace {
        half: if halved { rate } else { rate * 2 },
        lasts: (changes - wait.counted).min(typing),
        halved,
        free: false,
    }
}

/// So many seconds of waiting at one pace; gives the patience they take.
fn pass(wait: &mut Wait, pace: Pace, seconds: i64) -> i32 {
    wait.seconds += seconds;
    if pace.free {
        return 0;
    }
    wait.counted += seconds;
    wait.typed += if pace.halved { seconds } else { 0 };
    let half = i64::from(wait.half) + i64::from(pace.half) * seconds;
    let taken = i32::try_from(half / 2).unwrap_or(i32::MAX);
    wait.half = i32::from(half % 2 == 1);
    wait.drained = wait.drained.saturating_add(taken);
    taken
}

/// When waiting takes patience across a threshold next.
fn next_threshold(chat: &ChatState, scenario: &Scenario) -> Option<i64> {
    let since = chat.waiting_since_ms.filter(|_| chat.resolved_at_ms.is_none())?;
    let mut wait = chat.wait;
    let mut patience = chat.patience;
    let threshold = NUDGES.into_iter().chain([0]).find(|t| patience > *t);
    // Paces change four times at most: the hold, the grace, the soft limit and the typing come to an end.
    for _ in 0..8 {
        let pace = pace(chat, scenario, since, &wait);
        let missing = threshold.map_or(0, |threshold| i64::from(patience - threshold) * 2 - i64::from(wait.half));
        let needed = match i64::from(pace.half) {
            // Where no patience is left, the next second shows it.
            _ if missing <= 0 && !pace.free => 1,
            0 => i64::MAX,
            half => (missing + half - 1) / half,
        };
        if needed <= pace.lasts {
            let seconds = wait.seconds.saturating_add(needed);
            return Some(since.saturating_add(seconds.saturating_mul(1000)));
        }
        patience -= pass(&mut wait, pace, pace.lasts);
    }
    None
}

/// The lowest threshold crossed from one patience to the next; 0 is the last one.
fn crossed(before: i32, after: i32) -> Option<i32> {
    NUDGES.into_iter().chain([0]).filter(|t| before > *t && after <= *t).min().or_else(|| (after <= 0).then_some(0))
}

/// Takes the patience of all whole seconds until a time.
fn run_wait(chat: &mut ChatState, scenario: &Scenario, until: i64) {
    let Some(since) = chat.waiting_since_ms.filter(|_| chat.ending.is_none()) else { return };
    let seconds = until.saturating_sub(since).max(0) / 1000;
    if chat.resolved_at_ms.is_some() {
        chat.wait.seconds = chat.wait.seconds.max(seconds);
        return;
    }
    let mut wait = chat.wait;
    let mut taken = 0_i32;
    while wait.seconds < seconds {
        let pace = pace(chat, scenario, since, &wait);
        let lasts = pace.lasts.min(seconds - wait.seconds);
        taken = taken.saturating_add(pass(&mut wait, pace, lasts));
    }
    chat.patience = chat.patience.saturating_sub(taken).max(0);
    chat.wait = wait;
}

fn happen(
    seed: u64,
    scenario: &Scenario,
    chat: &mut ChatState,
    number: u32,
    due: Due,
    at_ms: i64,
    effects: &mut Vec<Effect>,
) {
    match due {
        Due::Arrival => {
            chat.arrived_at_ms = Some(at_ms);
            effects.push(Effect::Arrived { chat: number, at_ms });
            let why = Why { rung: Rung::Opening, intents: Vec::new() };
            let line = speech::for_moment(seed, scenario, chat, number, Moment::Open, at_ms);
            speech::enqueue(seed, scenario, chat, number, &line, &why, at_ms, 0, None);
        }
        Due::Typing => {
            chat.customer_typing = true;
            effects.push(Effect::CustomerTyping { chat: number, on: true, at_ms });
        }
        Due::Line => deliver(scenario, chat, number, at_ms, effects),
        Due::Promise => {
            run_wait(chat, scenario, at_ms);
            chat.hold_until_ms = None;
            let before = chat.mood;
            chat.mood = (chat.mood + BROKEN_PROMISE).max(customer::MOOD.0);
            let cause =
                Signal { kind: SignalKind::BrokenPromise, span: None, detail: String::new(), mood: BROKEN_PROMISE };
            effects.push(Effect::MoodStep {
                chat: number,
                delta: chat.mood - before,
                causes: vec![cause],
                mood: chat.mood,
                patience: chat.patience,
                at_ms,
            });
            if chat.mood <= customer::ANGRY {
                leave(seed, scenario, chat, number, Ending::LeftAngry, at_ms, effects);
            }
        }
        Due::Patience => {
            let before = chat.patience;
            run_wait(chat, scenario, at_ms);
            if chat.patience <= 0 {
                leave(seed, scenario, chat, number, Ending::LeftWaiting, at_ms, effects);
            } else if crossed(before, chat.patience).is_some() {
                let line = speech::for_moment(seed, scenario, chat, number, Moment::Nudge, at_ms);
                let text = speech::worded(seed, scenario, chat, number, &line);
                chat.hear(&text);
                let (node, variant, patience) = (line.node_id(scenario), line.variant, chat.patience);
                effects.push(Effect::Nudge { chat: number, node, variant, text, patience, at_ms });
            }
        }
    }
}

/// The first line of the queue appears.
fn deliver(scenario: &Scenario, chat: &mut ChatState, number: u32, at_ms: i64, effects: &mut Vec<Effect>) {
    let Some(line) = chat.queue.pop_front() else { return };
    run_wait(chat, scenario, at_ms);
    chat.customer_typing = false;
    effects.push(Effect::CustomerTyping { chat: number, on: false, at_ms });
    chat.hear(&line.text);
    effects.push(Effect::CustomerMessage {
        chat: number,
        node: line.node,
        variant: line.variant,
        text: line.text,
        at_ms,
        why: line.why,
    });
    if let Some(reason) = line.ending {
        chat.end(reason, at_ms, number, effects);
        effects.push(Effect::Left { chat: number, reason, at_ms });
    } else if line.awaits && chat.waiting_since_ms.is_none() {
        chat.waiting_since_ms = Some(at_ms);
        chat.wait = Wait::default();
    }
}

/// The customer says a last line and is gone.
fn leave(
    seed: u64,
    scenario: &Scenario,
    chat: &mut ChatState,
    number: u32,
    reason: Ending,
    at_ms: i64,
    effects: &mut Vec<Effect>,
) {
    let line = speech::farewell(seed, scenario, chat, number, reason, at_ms);
    let text = speech::worded(seed, scenario, chat, number, &line);
    let why = Why { rung: Rung::Leave, intents: Vec::new() };
    let (node, variant) = (line.node_id(scenario), line.variant);
    chat.end(reason, at_ms, number, effects);
    effects.push(Effect::CustomerMessage { chat: number, node, variant, text, at_ms, why });
    effects.push(Effect::Left { chat: number, reason, at_ms });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// One second of waiting, as SIMULATION.md has it.
    fn second(chat: &ChatState, scenario: &Scenario, since: i64, wait: &mut Wait) -> i32 {
        wait.seconds += 1;
        if chat.hold_until_ms.is_some_and(|until| since + wait.seconds * 1000 <= until) {
            return 0;
        }
        wait.counted += 1;
        let rate = scenario.persona.drain_of_second(wait.counted);
        let halved = chat.operator_typing && wait.typed < TYPING_MOST;
        wait.typed += i64::from(halved);
        wait.half += if halved { rate } else { rate * 2 };
        let taken = wait.half / 2;
        wait.half %= 2;
        wait.drained += taken;
        taken
    }

    proptest! {
        #[test]
        fn waiting_in_strides_is_waiting_second_by_second(
            base in 0..customer::Base::ALL.len(), patience in 0..=1000_i32, typing in any::<bool>(),
            hold in proptest::option::of(0..700_000_i64), legs in proptest::collection::vec(0..200_000_i64, 1..6),
        ) {
            let word = customer::Base::ALL[base].1;
            let source = include_str!("../../tests/scenarios/late-parcel.yaml");
            let scenario = crate::scenario::parse(&source.replace("base: neutral", &format!("base: {word}"))).unwrap();
            let since = 7_300;
            let mut chat = ChatState::new(&scenario);
            (chat.patience, chat.waiting_since_ms, chat.operator_typing) = (patience, Some(since), typing);
            chat.hold_until_ms = hold.map(|hold| since + hold);
            let (mut until, mut wait, mut left) = (since, chat.wait, chat.patience);
            for leg in legs {
                let due = next_threshold(&chat, &scenario);
                until += leg;
                let mut crossing = None;
                while wait.seconds < (until - since) / 1000 {
                    let before = left;
                    left = (left - second(&chat, &scenario, since, &mut wait)).max(0);
                    let held = chat.hold_until_ms.is_some_and(|hold| since + wait.seconds * 1000 <= hold);
                    if crossing.is_none() && !held && crossed(before, left).is_some() {
                        crossing = Some(since + wait.seconds * 1000);
                    }
                }
                run_wait(&mut chat, &scenario, until);
                prop_assert_eq!((chat.patience, chat.wait), (left, wait));
                prop_assert_eq!(crossing, due.filter(|due| *due <= until));
            }
        }
    }
}
