//! An operator's message: what it means, what it does to the customer, and what the customer answers.

use super::{
    Cast, ChatState, Effect, HOLD, Rung, State, Why, answer, open_chat,
    reply::{self, Choice, Scene},
    speech,
    state::Wait,
};
use crate::{
    customer::{self, MOOD, PATIENCE, PROGRESS_PATIENCE},
    scenario::{Moment, Objective, Scenario},
    signals::{Analysis, Context, Neighbour, Recollection, analyse},
};
use domain::chat::{Signal, SignalKind};

/// Messages nobody understood before the chat is the author's gap.
const GAP: usize = 3;
/// Earlier messages compared with.
const SAID_MOST: usize = 12;
/// Spelling mistakes that count in one message.
const SPELLING_MOST: usize = 3;

#[expect(clippy::too_many_arguments, reason = "the parts of one event")]
pub(super) fn message(
    cast: &Cast,
    state: &mut State,
    number: u32,
    text: &str,
    canned: Option<&str>,
    at_ms: i64,
    memory: Option<&mut Recollection>,
    effects: &mut Vec<Effect>,
) {
    let neighbours: Vec<Neighbour<'_>> = cast
        .parts
        .iter()
        .zip(&state.chats)
        .enumerate()
        .filter(|(index, (_, chat))| *index != number as usize && chat.arrived())
        .map(|(_, (part, _))| Neighbour { scenario: &part.scenario })
        .collect();
    let Some((scenario, chat)) = open_chat(cast, state, number) else { return };
    if text.trim().is_empty() {
        return;
    }
    let context = Context { heard: &chat.heard, said: &chat.said, neighbours: &neighbours, canned };
    let mut analysis = match memory {
        Some(memory) => memory.analyse(number, scenario, text, &context),
        None => analyse(scenario, text, &context),
    };
    let drained = answered(chat, at_ms);
    chat.messages = chat.messages.saturating_add(1);
    for found in &analysis.understanding.matches {
        if let Some(count) = chat.intents.get_mut(found.intent) {
            *count = count.saturating_add(1);
        }
    }
    asks_again(scenario, chat, &mut analysis, at_ms);
    remember(chat, &analysis);
    let rude = analysis.signals.iter().any(|s| s.kind == SignalKind::Rude);
    // Whoever is rude again is no longer listened to: neither the matter nor kind words beside it are taken up.
    let deaf = rude && chat.rude > 0;
    chat.rude = chat.rude.saturating_add(u32::from(rude));

    // The customer hears the words first; the answer depends on how they sounded.
    let sum = weigh(chat, &mut analysis.signals, rude);
    let heard_mood = (chat.mood + scenario.persona.mood_step(sum, drained)).clamp(MOOD.0, MOOD.1);
    let before = Before::of(chat);
    let scene = Scene { scenario, chat, message: Some(&analysis), mood: heard_mood, spent: &[], deaf };
    let choices = reply::choose(cast.seed, number, &scene);
    let lines: Vec<(Choice, speech::Line)> = choices
        .into_iter()
        .map(|choice| {
            let line = speech::of_node(cast.seed, scenario, chat, number, choice.node, at_ms);
            (choice, line)
        })
        .collect();
    let told = consequences(scenario, chat, &lines, &mut analysis);

    let met = objectives(scenario, chat, &analysis, heard_mood, deaf);
    let resolving = lines.iter().any(|(c, _)| scenario.nodes.get(c.node).is_some_and(|n| n.resolve));
    if chat.resolved_at_ms.is_none() && (resolving || is_resolved(scenario, chat)) {
        chat.resolved_at_ms = Some(at_ms);
    }
    let progress = before.moved(chat)
        || lines
            .iter()
            .any(|(c, _)| scenario.nodes.get(c.node).is_some_and(|n| n.progress) && chat.times_said(c.node) == 1)
        || met.iter().any(|o| o.is_matter() && !o.before_close);
    let gap =
        settle(scenario, chat, &mut analysis, Sum { words: sum, told, drained }, progress, before.mood, &lines, text);

    let delta = chat.mood - before.mood;
    let (flags, causes): (Vec<Signal>, Vec<Signal>) = analysis.signals.iter().cloned().partition(|s| s.kind.is_flag());
    effects.push(Effect::MoodStep { chat: number, delta, causes, mood: chat.mood, patience: chat.patience, at_ms });
    effects.extend(met.iter().map(|o| Effect::ObjectiveMet { chat: number, id: o.id.clone(), at_ms }));
    effects.extend(flags.into_iter().map(|signal| Effect::Flag { chat: number, signal, at_ms }));
    if let Some(lines) = gap {
        effects.push(Effect::AuthorGap { chat: number, lines });
    }
    answer::answer(cast.seed, scenario, chat, number, lines, &analysis, deaf, text.chars().count(), at_ms);
}

/// What a message could have moved.
struct Before {
    mood: i32,
    stage: String,
    known: usize,
    resolved: bool,
}

impl Before {
    fn of(chat: &ChatState) -> Self {
        Self { mood: chat.mood, stage: chat.stage.clone(), known: chat.known.len(), resolved: chat.resolved() }
    }

    fn moved(&self, chat: &ChatState) -> bool {
        self.stage != chat.stage || self.known != chat.known.len() || self.resolved != chat.resolved()
    }
}

/// Ends the customer's wait; gives what it drained.
fn answered(chat: &mut ChatState, at_ms: i64) -> i32 {
    let drained = chat.wait.drained;
    chat.last_reply_ms = chat.waiting_since_ms.map(|since| at_ms.saturating_sub(since));
    chat.waiting_since_ms = None;
    chat.wait = Wait::default();
    chat.hold_until_ms = None;
    chat.operator_typing = false;
    chat.heard_answered = true;
    drained
}

/// Finds questions for facts the customer has already told.
fn asks_again(scenario: &Scenario, chat: &ChatState, analysis: &mut Analysis, at_ms: i64) {
    for intent in &analysis.asked {
        let telling = scenario.nodes.iter().filter(|n| !n.reveal.is_empty() && reply::listens(&n.when, *intent));
        let facts: Vec<usize> = telling.flat_map(|n| n.reveal.iter().copied()).collect();
        let known = |fact: &usize| chat.known.iter().any(|(f, since)| f == fact && *since <= at_ms);
        if !facts.is_empty() && facts.iter().all(known) && chat.queue.is_empty() {
            let place = analysis.understanding.matches.iter().position(|m| m.intent == *intent);
            let id = scenario.intents.get(*intent).map_or_else(String::new, |i| i.id.clone());
            let span = place.and_then(|_| {
                analysis.signals.iter().find(|s| s.kind == SignalKind::Intent && s.detail == id).and_then(|s| s.span)
            });
            analysis.signals.push(Signal { kind: SignalKind::AsksAgain, span, detail: id, mood: 0 });
            return;
        }
    }
}

fn remember(chat: &mut ChatState, analysis: &Analysis) {
    if chat.said.len() >= SAID_MOST {
        chat.said.remove(0);
    }
    chat.said.push(analysis.fingerprint.clone());
    if analysis.hold_seconds.is_none() {
        chat.hold_spent = false;
    }
}

/// Gives every signal its mood, each kind once per message, spelling a few times; the sum. Nice words in a rude message are worth
/// nothing.
fn weigh(chat: &mut ChatState, signals: &mut [Signal], rude: bool) -> i32 {
    let mut seen: Vec<SignalKind> = Vec::new();
    let mut sum = 0;
    for signal in signals {
        let times = seen.iter().filter(|k| **k == signal.kind).count();
        let most = if signal.kind == SignalKind::Spelling { SPELLING_MOST } else { 1 };
        let nice = customer::weight(signal.kind) > 0;
        if times < most && !(rude && nice) {
            signal.mood = chat.habit.weigh(signal.kind);
            sum += signal.mood;
        }
        seen.push(signal.kind);
    }
    sum
}

/// What the chosen nodes themselves do to mood and patience.
#[derive(Clone, Copy, Default)]
struct Told {
    mood: i32,
    patience: i32,
}

fn consequences(
    scenario: &Scenario,
    chat: &ChatState,
    lines: &[(Choice, speech::Line)],
    analysis: &mut Analysis,
) -> Told {
    let mut told = Told::default();
    for (choice, _) in lines {
        let Some(node) = scenario.nodes.get(choice.node) else { continue };
        told.patience += node.patience;
        if node.mood == 0 {
            continue;
        }
        if node.mood < 0
            && let Some(again) = analysis.signals.iter_mut().find(|s| s.kind == SignalKind::AsksAgain)
        {
            // The author's own price of asking again replaces the usual one.
            told.mood += node.mood - again.mood;
            again.mood = node.mood;
            continue;
        }
        told.mood += node.mood;
        let id = choice.intents.first().and_then(|i| scenario.intents.get(*i)).map(|i| i.id.as_str());
        match analysis.signals.iter_mut().find(|s| s.kind == SignalKind::Intent && Some(s.detail.as_str()) == id) {
            Some(signal) => signal.mood += node.mood,
            None => analysis.signals.push(Signal {
                kind: SignalKind::Intent,
                span: None,
                detail: node.id.clone(),
                mood: node.mood,
            }),
        }
    }
    debug_assert!(chat.ending.is_none());
    told
}

/// Objectives first met by this message.
fn objectives<'a>(
    scenario: &'a Scenario,
    chat: &mut ChatState,
    analysis: &Analysis,
    mood: i32,
    deaf: bool,
) -> Vec<&'a Objective> {
    let mut met = Vec::new();
    // Twice, so that an objective may depend on a later one of the list.
    for _ in 0..2 {
        for (index, objective) in scenario.objectives.iter().enumerate() {
            if chat.has_met(index) || !objective.needs.iter().all(|f| chat.knows(*f)) {
                continue;
            }
            let scene = Scene { scenario, chat, message: Some(analysis), mood, spent: &[], deaf };
            if scene.all(&objective.when) {
                if let Some(flag) = chat.met.get_mut(index) {
                    *flag = true;
                }
                met.push(objective);
            }
        }
    }
    met
}

/// Without a node that says so, the need is met when every objective about the matter is.
fn is_resolved(scenario: &Scenario, chat: &ChatState) -> bool {
    let matter =
        || scenario.objectives.iter().enumerate().filter(|(_, o)| !o.optional && !o.before_close && o.is_matter());
    !scenario.nodes.iter().any(|n| n.resolve)
        && matter().next().is_some()
        && matter().all(|(index, _)| chat.has_met(index))
}

#[derive(Clone, Copy)]
struct Sum {
    words: i32,
    told: Told,
    drained: i32,
}

/// Mood and patience after the message; gives lines for the author when they were not understood.
#[expect(clippy::too_many_arguments, reason = "one step of one function, split for its length")]
fn settle(
    scenario: &Scenario,
    chat: &mut ChatState,
    analysis: &mut Analysis,
    sum: Sum,
    progress: bool,
    mood_before: i32,
    lines: &[(Choice, speech::Line)],
    text: &str,
) -> Option<Vec<String>> {
    let mut words = sum.words + sum.told.mood;
    let unmatched =
        analysis.signals.iter().any(|s| s.kind == SignalKind::Unmatched) && lines.iter().all(|(c, _)| !c.aimed);
    if !unmatched {
        analysis.signals.retain(|s| s.kind != SignalKind::Unmatched);
    }
    let (mut mood_extra, mut patience_extra) = (0, sum.told.patience);
    let only_hold = analysis.asks_to_wait();
    if progress {
        chat.stuck = 0;
        patience_extra += PROGRESS_PATIENCE;
        // Help that comes with an insult pleases nobody.
        let rude = analysis.signals.iter().any(|s| s.kind == SignalKind::Rude);
        let mood = if rude { 0 } else { customer::weight(SignalKind::Progress) };
        words += mood;
        analysis.signals.push(Signal { kind: SignalKind::Progress, span: None, detail: String::new(), mood });
    } else if !(chat.resolved() || only_hold || unmatched && chat.gap) {
        chat.stuck = chat.stuck.saturating_add(1).min(50);
        if chat.stuck >= 2 {
            mood_extra -= 40 * (chat.stuck - 1);
            patience_extra -= 60 * chat.stuck;
            let detail = chat.stuck.to_string();
            analysis.signals.push(Signal { kind: SignalKind::NoProgress, span: None, detail, mood: mood_extra });
            if unmatched {
                chat.owed.0 += mood_extra;
                chat.owed.1 -= 60 * chat.stuck;
            }
        }
    }
    if sum.drained > 0 {
        let mood = -(sum.drained / 8);
        analysis.signals.push(Signal { kind: SignalKind::Waited, span: None, detail: sum.drained.to_string(), mood });
    }
    let gap = unmatched.then(|| unmatched_line(chat, text)).flatten();
    if gap.is_some() {
        // What the misunderstanding cost comes back.
        mood_extra -= chat.owed.0;
        patience_extra -= chat.owed.1;
        chat.owed = (0, 0);
        chat.stuck = 0;
    }
    let step = scenario.persona.mood_step(words, sum.drained) + mood_extra;
    chat.mood = (mood_before + step).clamp(MOOD.0, MOOD.1);
    chat.patience = (chat.patience + patience_extra).clamp(0, PATIENCE);
    gap
}

/// Notes a line nobody understood; gives lines for the author from the third on.
fn unmatched_line(chat: &mut ChatState, text: &str) -> Option<Vec<String>> {
    let line: String = text.chars().take(500).collect();
    if chat.gap {
        return Some(vec![line]);
    }
    chat.unmatched.push(line);
    if chat.unmatched.len() < GAP {
        return None;
    }
    chat.gap = true;
    Some(std::mem::take(&mut chat.unmatched))
}

/// The desk's own "hold": the customer is asked to wait, without a message.
pub(super) fn hold(cast: &Cast, state: &mut State, number: u32, seconds: u32, at_ms: i64, effects: &mut Vec<Effect>) {
    let Some((scenario, chat)) = open_chat(cast, state, number) else { return };
    let drained = answered(chat, at_ms);
    let before = chat.mood;
    chat.mood = (chat.mood - drained / 8).clamp(MOOD.0, MOOD.1);
    let cause =
        Signal { kind: SignalKind::Hold, span: None, detail: seconds.clamp(HOLD.0, HOLD.1).to_string(), mood: 0 };
    let mut causes = vec![cause];
    if drained > 0 {
        causes.push(Signal { kind: SignalKind::Waited, span: None, detail: drained.to_string(), mood: -(drained / 8) });
    }
    effects.push(Effect::MoodStep {
        chat: number,
        delta: chat.mood - before,
        causes,
        mood: chat.mood,
        patience: chat.patience,
        at_ms,
    });
    answer::grant(chat, seconds, at_ms);
    let line = speech::for_moment(cast.seed, scenario, chat, number, Moment::Hold, at_ms);
    let why = Why { rung: Rung::Courtesy, intents: Vec::new() };
    speech::enqueue(cast.seed, scenario, chat, number, &line, &why, at_ms, 0, None);
}
