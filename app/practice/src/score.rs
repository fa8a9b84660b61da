//! What a finished chat teaches: every turn with its reasons, the curve, the objectives, and a score to accept or correct.

use crate::{
    engine::{self, Cast, ChatState, Effect, Event, State},
    scenario::Scenario,
};
use domain::{
    chat::{CurvePoint, Debrief, Ending, ObjectiveOutcome, Signal, SignalKind, SuggestedScore, TurnAnalysis},
    ids::MessageId,
};

/// Most points of the four parts (SIMULATION.md section 6).
const OBJECTIVES: u32 = 50;
const ADHERENCE: u32 = 20;
const LANGUAGE: u32 = 15;
const PACE: u32 = 15;
/// Language slips per message, in points, at which nothing of the language part is left.
const SLIPS_MOST: u32 = 3;

/// Explains one chat of a shift. `message_ids` are the ids of that chat's operator messages in the order of the log.
///
/// Critical findings cost adherence, but are also listed with their turn: they are never only an average.
pub fn debrief(cast: &Cast, events: &[Event], chat: u32, message_ids: &[MessageId]) -> Debrief {
    let Some(part) = usize::try_from(chat).ok().and_then(|index| cast.parts.get(index)) else { return nothing() };
    let mut story = Story {
        chat,
        state: engine::start(cast),
        curve: Vec::new(),
        turns: Vec::new(),
        closing_flags: Vec::new(),
        met: Vec::new(),
    };
    let mut ids = message_ids.iter();
    for event in events {
        // Time first, so that the curve shows what waiting did before the event did anything.
        story.pass(cast, &Event::Tick { at_ms: event.at_ms() });
        let message = match event {
            Event::OperatorMessage { chat: of, .. } if *of == chat => ids.next().copied(),
            _ => None,
        };
        let effects = story.pass(cast, event);
        if let Some(message) = message {
            story.turn(message, effects);
        } else if event.chat() == Some(chat) {
            story.closing_flags.extend(effects.into_iter().filter_map(|e| match e {
                Effect::Flag { signal, .. } => Some(signal),
                _ => None,
            }));
        }
    }
    story.tell(&part.scenario)
}

fn nothing() -> Debrief {
    Debrief {
        turns: Vec::new(),
        curve: Vec::new(),
        objectives: Vec::new(),
        closing_flags: Vec::new(),
        score: SuggestedScore::default(),
        ending: None,
        soft_seconds: 0,
    }
}

struct Story {
    chat: u32,
    state: State,
    curve: Vec<CurvePoint>,
    turns: Vec<TurnAnalysis>,
    closing_flags: Vec<Signal>,
    met: Vec<(String, Option<MessageId>)>,
}

impl Story {
    fn pass(&mut self, cast: &Cast, event: &Event) -> Vec<Effect> {
        let state = std::mem::replace(&mut self.state, State::empty());
        let (state, effects) = engine::step(cast, state, event);
        self.state = state;
        for effect in &effects {
            match effect {
                Effect::Nudge { chat, patience, at_ms, .. } if *chat == self.chat => {
                    let mood = self.state.chat(self.chat).map_or(0, |c| c.mood);
                    self.point(CurvePoint { at_ms: *at_ms, mood, patience: *patience });
                }
                Effect::MoodStep { chat, mood, patience, at_ms, .. } if *chat == self.chat => {
                    self.point(CurvePoint { at_ms: *at_ms, mood: *mood, patience: *patience });
                }
                _ => {}
            }
        }
        if let Some(now) = self.state.chat(self.chat).filter(|c| c.arrived()) {
            let at_ms = now.ended_at_ms.unwrap_or(self.state.now_ms);
            self.point(CurvePoint { at_ms, mood: now.mood, patience: now.patience });
        }
        effects
    }

    /// Adds a point unless nothing changed since the last one.
    fn point(&mut self, point: CurvePoint) {
        let same = |p: &CurvePoint| p.mood == point.mood && p.patience == point.patience;
        let late = self.curve.last().is_none_or(|p| p.at_ms <= point.at_ms);
        if late && !self.curve.last().is_some_and(same) {
            self.curve.push(point);
        }
    }

    fn turn(&mut self, message: MessageId, effects: Vec<Effect>) {
        let mut turn =
            TurnAnalysis { message, reply_ms: None, signals: Vec::new(), mood: 0, patience: 0, objectives: Vec::new() };
        let mut heard = false;
        for effect in effects {
            match effect {
                Effect::MoodStep { chat, causes, mood, patience, .. } if chat == self.chat => {
                    heard = true;
                    (turn.mood, turn.patience) = (mood, patience);
                    turn.signals.extend(causes);
                }
                Effect::Flag { chat, signal, .. } if chat == self.chat => turn.signals.push(signal),
                Effect::ObjectiveMet { chat, id, .. } if chat == self.chat => {
                    self.met.push((id.clone(), Some(message)));
                    turn.objectives.push(id);
                }
                _ => {}
            }
        }
        if heard {
            turn.reply_ms = self.state.chat(self.chat).and_then(|c| c.last_reply_ms);
            self.turns.push(turn);
        }
    }

    fn tell(self, scenario: &Scenario) -> Debrief {
        let now = self.state.chat(self.chat);
        let objectives: Vec<ObjectiveOutcome> = scenario
            .objectives
            .iter()
            .enumerate()
            .map(|(index, o)| ObjectiveOutcome {
                id: o.id.clone(),
                text: o.text.clone(),
                weight: o.weight,
                met_by: self.met.iter().find(|(id, _)| *id == o.id).and_then(|(_, message)| *message),
                met: now.is_some_and(|c| c.has_met(index)),
            })
            .collect();
        let score = score(scenario, now, &self.turns, &objectives, &self.closing_flags);
        Debrief {
            turns: self.turns,
            curve: self.curve,
            objectives,
            closing_flags: self.closing_flags,
            score,
            ending: now.and_then(|c| c.ending),
            soft_seconds: scenario.soft_seconds,
        }
    }
}

fn score(
    scenario: &Scenario,
    now: Option<&ChatState>,
    turns: &[TurnAnalysis],
    objectives: &[ObjectiveOutcome],
    closing: &[Signal],
) -> SuggestedScore {
    if turns.is_empty() {
        // Nobody answered: there is nothing to give points for.
        return SuggestedScore::default();
    }
    let all: u32 = objectives.iter().map(|o| o.weight).sum();
    let met: u32 = objectives.iter().filter(|o| o.met).map(|o| o.weight).sum();
    let signals = || turns.iter().flat_map(|t| &t.signals);
    let flags: u32 = signals().chain(closing).map(|s| price_of_flag(s.kind)).sum();
    let slips: u32 = signals().map(|s| price_of_slip(s.kind)).sum();
    let messages = u32::try_from(turns.len()).unwrap_or(u32::MAX);
    let most = messages.saturating_mul(SLIPS_MOST);
    let soft_ms = i64::from(scenario.soft_seconds) * 1000;
    let replies: Vec<i64> = turns.iter().filter_map(|t| t.reply_ms).collect();
    // A customer who left waiting was one more reply that did not come in time.
    let missed = u32::from(now.is_some_and(|c| c.ending == Some(Ending::LeftWaiting)));
    let in_time = u32::try_from(replies.iter().filter(|ms| **ms <= soft_ms).count()).unwrap_or(0);
    let awaited = u32::try_from(replies.len()).unwrap_or(0) + missed;
    SuggestedScore {
        objectives: share(OBJECTIVES, met, all),
        adherence: ADHERENCE.saturating_sub(flags),
        language: LANGUAGE - share(LANGUAGE, slips.min(most), most),
        pace: share(PACE, in_time, awaited),
    }
}

/// `most * part / whole`, rounded; nothing of nothing is nothing.
fn share(most: u32, part: u32, whole: u32) -> u32 {
    let (most, part, whole) = (u64::from(most), u64::from(part), u64::from(whole));
    (most * part + whole / 2).checked_div(whole).and_then(|n| u32::try_from(n).ok()).unwrap_or(0)
}

/// Points of adherence a finding costs.
const fn price_of_flag(kind: SignalKind) -> u32 {
    match kind {
        SignalKind::WrongWindow => 10,
        SignalKind::PersonalData | SignalKind::OffPlatform | SignalKind::ForbiddenPromise => 8,
        SignalKind::MissingStep => 5,
        SignalKind::UnfilledPlaceholder => 4,
        _ => 0,
    }
}

/// Points of language a slip counts.
const fn price_of_slip(kind: SignalKind) -> u32 {
    match kind {
        SignalKind::WrongLanguage | SignalKind::Rude => 3,
        SignalKind::Shouting | SignalKind::SelfRepetition | SignalKind::Canned => 2,
        SignalKind::Spelling | SignalKind::NegativePhrase | SignalKind::Jargon | SignalKind::Register => 1,
        _ => 0,
    }
}
