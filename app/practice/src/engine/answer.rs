//! What the customer answers: the chosen nodes, or a rung below them, or goodbye.

use super::{ChatState, HOLD, Rung, Why, reply::Choice, speech};
use crate::{
    customer,
    lexicon::Act,
    scenario::{Moment, Scenario},
    signals::Analysis,
};
use domain::chat::Ending;

/// "Do you mean A or B?", at most.
const CLARIFY_MOST: u32 = 2;

/// Puts the customer's answer into the queue.
#[expect(clippy::too_many_arguments, reason = "one step of one function, split for its length")]
pub(super) fn answer(
    seed: u64,
    scenario: &Scenario,
    chat: &mut ChatState,
    number: u32,
    lines: Vec<(Choice, speech::Line)>,
    analysis: &Analysis,
    deaf: bool,
    length: usize,
    at_ms: i64,
) {
    let leaving = if chat.mood <= customer::ANGRY {
        Some(Ending::LeftAngry)
    } else if chat.patience <= 0 && !chat.resolved() {
        Some(Ending::LeftWaiting)
    } else {
        None
    };
    if let Some(reason) = leaving {
        // No answer under way is said any more.
        let typing = chat.customer_typing;
        chat.queue.truncate(usize::from(typing));
        let line = speech::farewell(seed, scenario, chat, number, reason, at_ms);
        let why = Why { rung: Rung::Leave, intents: Vec::new() };
        speech::enqueue(seed, scenario, chat, number, &line, &why, at_ms, length, Some(reason));
        return;
    }
    if let Some(seconds) = analysis.hold_seconds.filter(|_| analysis.asks_to_wait() && !deaf) {
        grant(chat, seconds, at_ms);
    }
    if lines.is_empty() && deaf {
        if !chat.is_answering() {
            let line = speech::of_language(seed, chat, number, &scenario.lexicon().lines.hurt, true);
            let why = Why { rung: Rung::Restate, intents: Vec::new() };
            speech::enqueue(seed, scenario, chat, number, &line, &why, at_ms, length, None);
        }
        return;
    }
    if lines.is_empty() {
        fallback(seed, scenario, chat, number, analysis, length, at_ms);
        return;
    }
    for (choice, line) in lines {
        let node = scenario.nodes.get(choice.node);
        let ending = node.filter(|n| n.leave).map(|_| Ending::LeftAngry);
        let intents = choice.intents.iter().filter_map(|i| scenario.intents.get(*i)).map(|i| i.id.clone()).collect();
        speech::enqueue(
            seed,
            scenario,
            chat,
            number,
            &line,
            &Why { rung: choice.rung, intents },
            at_ms,
            length,
            ending,
        );
    }
}

/// The rungs below the nodes: clarify, restate, stall, and plain courtesy.
fn fallback(
    seed: u64,
    scenario: &Scenario,
    chat: &mut ChatState,
    number: u32,
    analysis: &Analysis,
    length: usize,
    at_ms: i64,
) {
    if chat.is_answering() {
        // An answer is under way; the second message is heard with it.
        return;
    }
    let acts = &analysis.acts;
    let closing = acts.contains(&Act::Closing);
    let understood = !analysis.understanding.matches.is_empty();
    let warm = understood
        || [Act::Empathy, Act::Apology, Act::Acknowledgement, Act::Thanks, Act::Promise, Act::Instruction]
            .iter()
            .any(|a| acts.contains(a));
    let restated = chat.restated_at.is_some_and(|beat| chat.beat.saturating_sub(beat) <= 1);
    let clarify = analysis.understanding.ambiguous.filter(|_| chat.clarified < CLARIFY_MOST && !understood);
    let (moment, rung) = if analysis.hold_seconds.is_some() {
        (Moment::Hold, Rung::Courtesy)
    } else if chat.resolved() {
        (if closing { Moment::Bye } else { Moment::Thanks }, Rung::Courtesy)
    } else if closing {
        (Moment::NotYet, Rung::Courtesy)
    } else if let Some((a, b)) = clarify {
        chat.clarified += 1;
        let line = clarifying(seed, scenario, chat, number, a, b);
        let why = Why { rung: Rung::Clarify, intents: Vec::new() };
        speech::enqueue(seed, scenario, chat, number, &line, &why, at_ms, length, None);
        return;
    } else if warm && !restated && chat.messages > 1 {
        (Moment::Warm, Rung::Courtesy)
    } else if restated {
        (Moment::Stall, Rung::Stall)
    } else {
        (Moment::Restate, Rung::Restate)
    };
    let line = speech::for_moment(seed, scenario, chat, number, moment, at_ms);
    if moment == Moment::Restate {
        chat.restated_at = Some(chat.beat);
    }
    let why = Why { rung, intents: Vec::new() };
    speech::enqueue(seed, scenario, chat, number, &line, &why, at_ms, length, None);
}

fn clarifying(seed: u64, scenario: &Scenario, chat: &mut ChatState, number: u32, a: usize, b: usize) -> speech::Line {
    let label = |i: usize| scenario.intents.get(i).and_then(|i| i.label.clone());
    let lines = &scenario.lexicon().lines;
    let (Some(a), Some(b)) = (label(a), label(b)) else {
        return speech::of_language(seed, chat, number, &lines.clarify_plain, true);
    };
    let mut line = speech::of_language(seed, chat, number, &lines.clarify, true);
    line.template = line.template.replace("{a}", &a).replace("{b}", &b);
    line
}

/// A promised time is grace, once until the next real message.
pub(super) fn grant(chat: &mut ChatState, seconds: u32, at_ms: i64) {
    if chat.hold_spent {
        return;
    }
    chat.hold_spent = true;
    chat.hold_until_ms = Some(at_ms + i64::from(seconds.clamp(HOLD.0, HOLD.1)) * 1000);
}
