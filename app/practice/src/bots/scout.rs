//! The exploring bot of a coverage: it knows what earlier plays have not reached, aims at it, and tries lines in its head until one
//! gets there.

use super::{
    Bot, MESSAGES_MOST,
    aim::{Aim, Goal, Need},
    any_example, as_sentence, topic,
};
use crate::{
    engine::{ChatState, Event, chance::Chance},
    lexicon::Act,
    scenario::{Condition, Moment, Play, Scenario, When},
};
use domain::chat::SignalKind;
use std::collections::BTreeMap;

/// Lines tried in the head for one step.
const TRIES: usize = 24;
/// Steps of a play that may fail before the bot looks for something else.
const PATIENCE: u32 = 4;

/// What is still to be reached, shared by the plays of a coverage.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    /// Nodes and objectives, with the plays that have aimed at them.
    open: BTreeMap<Goal, u32>,
    /// What was said instead of a node when everything seemed right for it.
    instead: BTreeMap<usize, BTreeMap<usize, u32>>,
}

impl Wanted {
    /// Everything of a scenario.
    pub(crate) fn all(scenario: &Scenario) -> Self {
        let nodes = (0..scenario.nodes.len()).map(Goal::Node);
        let objectives = (0..scenario.objectives.len()).map(Goal::Objective);
        Self { open: nodes.chain(objectives).map(|goal| (goal, 0)).collect(), instead: BTreeMap::new() }
    }

    /// Nothing left?
    pub(crate) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Takes out what a chat has reached.
    pub(crate) fn reached(&mut self, chat: &ChatState) {
        self.open.retain(|goal, _| goal.times(chat) == 0);
    }

    /// The node that was most often said instead of this one.
    pub(crate) fn instead_of(&self, node: usize) -> Option<usize> {
        let said = self.instead.get(&node)?;
        said.iter().max_by_key(|(other, times)| (**times, std::cmp::Reverse(**other))).map(|(other, _)| *other)
    }
}

/// What the scout does in a play.
#[derive(Debug, Default)]
pub(super) struct Scout {
    pub(super) wanted: Wanted,
    goal: Option<Goal>,
    failed: u32,
    given_up: Vec<Goal>,
}

impl Scout {
    pub(super) fn of(wanted: Wanted) -> Self {
        Self { wanted, ..Self::default() }
    }
}

/// What a scout does next.
pub(super) enum Move {
    /// It lets time pass.
    Wait,
    /// It does this.
    Act(Event),
    /// Nothing more can be reached in this chat.
    Done,
}

impl Bot<'_> {
    /// Does the scout only wait for the clock?
    pub(super) fn scout_waits(&mut self, index: u32) -> bool {
        self.scout.is_some() && self.scout_need(index).is_some_and(|(_, need)| need == Need::Wait)
    }

    /// The goal of the play and the next step towards it.
    fn scout_need(&mut self, index: u32) -> Option<(Goal, Need)> {
        let cast = self.cast;
        let scenario = &cast.parts.get(index as usize)?.scenario;
        let turn = usize::try_from(self.seed % 7919).unwrap_or(0);
        let scout = self.scout.as_mut()?;
        let chat = self.state.chats.get(index as usize)?;
        let aim = Aim { scenario, chat, turn: turn + scout.failed as usize };
        if let Some(goal) = scout.goal {
            if goal.times(chat) == 0
                && scout.failed < PATIENCE
                && let Some(need) = aim.at(goal)
            {
                return Some((goal, need));
            }
            scout.given_up.push(goal);
        }
        scout.wanted.reached(chat);
        let mut open: Vec<(u32, usize, Goal)> = scout
            .wanted
            .open
            .iter()
            .enumerate()
            .filter(|(_, (goal, _))| !scout.given_up.contains(goal))
            .map(|(place, (goal, plays))| (*plays, (place + turn) % 97, *goal))
            .collect();
        open.sort_unstable();
        let found = open.into_iter().find_map(|(.., goal)| Some((goal, aim.at(goal)?)));
        scout.failed = 0;
        scout.goal = found.map(|(goal, _)| goal);
        if let Some(plays) = found.and_then(|(goal, _)| scout.wanted.open.get_mut(&goal)) {
            *plays += 1;
        }
        found
    }

    /// What the scout does in a chat at this time.
    pub(super) fn scouts(&mut self, chat: u32, at_ms: i64) -> Move {
        if self.turns.get(chat as usize).is_none_or(|turn| *turn >= MESSAGES_MOST) {
            return Move::Done;
        }
        let Some((goal, need)) = self.scout_need(chat) else { return Move::Done };
        let cast = self.cast;
        let Some(scenario) = cast.parts.get(chat as usize).map(|p| &p.scenario) else { return Move::Done };
        let mut chance = self.chance(chat, 5);
        let text = match need {
            Need::Wait => return Move::Wait,
            Need::Say(step) => return Move::Act(self.reach(scenario, chat, goal, step, at_ms, &mut chance)),
            Need::Talk => any_example(scenario, &mut chance),
            Need::Please => self.pleasing(scenario, chat, at_ms, &mut chance),
            Need::Displease => self.displeasing(scenario, chat, &mut chance),
        };
        Move::Act(message(chat, at_ms, text))
    }

    /// The first line tried that reaches a step; another that fits when none does.
    fn reach(
        &mut self,
        scenario: &Scenario,
        chat: u32,
        goal: Goal,
        step: Goal,
        at_ms: i64,
        chance: &mut Chance,
    ) -> Event {
        let before = self.state.chat(chat).cloned();
        let lines = Lines::of(scenario, step);
        let mut second = None;
        for n in 0..TRIES {
            let event = lines.event(scenario, before.as_ref(), chat, at_ms, n, chance);
            let (then, _) = self.tries(&event);
            let (Some(before), Some(then)) = (&before, then.chat(chat)) else { break };
            if step.times(then) > step.times(before) {
                return event;
            }
            if let Goal::Node(node) = step {
                let rival = (0..scenario.nodes.len()).find(|n| then.times_said(*n) > before.times_said(*n));
                let told = self.scout.as_mut().map(|scout| scout.wanted.instead.entry(node).or_default());
                if let (Some(rival), Some(told)) = (rival, told) {
                    *told.entry(rival).or_default() += 1;
                }
            }
            if second.is_none() || chance.below(6) == 0 {
                second = Some(event);
            }
        }
        if let Some(scout) = self.scout.as_mut().filter(|scout| scout.goal == Some(goal)) {
            scout.failed += 1;
        }
        second.unwrap_or_else(|| message(chat, at_ms, any_example(scenario, chance)))
    }

    fn pleasing(&mut self, scenario: &Scenario, chat: u32, at_ms: i64, chance: &mut Chance) -> String {
        let Some(now) = self.state.chat(chat).cloned() else { return String::new() };
        let lines = &scenario.lexicon().bots;
        let kind = format!(
            "{} {}",
            chance.pick(&lines.empathy).cloned().unwrap_or_default(),
            chance.pick(&lines.acknowledge).cloned().unwrap_or_default().replace("{topic}", &topic(scenario, &now))
        );
        let open = chance.pick(&lines.manners).cloned().unwrap_or_default().replace("{name}", scenario.customer_name());
        // Kind words wear off; only progress pleases for long, but it may spoil what is aimed at.
        match chance.below(4) {
            0 => self.warm_and_useful(scenario, &now, chat, at_ms),
            1 => format!("{kind} {open}"),
            2 => format!("{kind} {}", any_example(scenario, chance)),
            _ => kind,
        }
    }

    fn displeasing(&self, scenario: &Scenario, chat: u32, chance: &mut Chance) -> String {
        let lines = &scenario.lexicon().bots;
        let heard = self.state.chat(chat).is_none_or(|c| c.times_rude() == 0);
        let list = match chance.below(3) {
            // Whoever is rude twice is not heard any more, which spoils most goals.
            0 if heard => &lines.rude,
            1 => &lines.vague,
            _ => &lines.canned,
        };
        chance.pick(list).cloned().unwrap_or_default()
    }
}

fn message(chat: u32, at_ms: i64, text: String) -> Event {
    Event::OperatorMessage { chat, text, at_ms, canned: None, compose_ms: 4000, edits: 1 }
}

/// What may carry a step: the intents, acts and signals its conditions name, and the moment.
struct Lines<'a> {
    examples: Vec<&'a [String]>,
    acts: Vec<Act>,
    signals: Vec<SignalKind>,
    moment: Option<Moment>,
}

impl<'a> Lines<'a> {
    fn of(scenario: &'a Scenario, step: Goal) -> Self {
        let (mut intents, mut acts, mut signals) = (Vec::new(), Vec::new(), Vec::new());
        let mut moment = None;
        match step {
            Goal::Intent(intent) => intents.push(intent),
            Goal::Objective(objective) => {
                if let Some(objective) = scenario.objectives.get(objective) {
                    named(&objective.when, true, &mut intents, &mut acts, &mut signals);
                }
            }
            Goal::Node(node) => {
                if let Some(node) = scenario.nodes.get(node) {
                    named(&node.when, true, &mut intents, &mut acts, &mut signals);
                    moment = Some(node.on);
                }
            }
        }
        intents.sort_unstable();
        intents.dedup();
        let examples = intents.iter().filter_map(|i| scenario.intents.get(*i)).map(|i| i.examples.as_slice()).collect();
        Self { examples, acts, signals, moment }
    }

    fn event(
        &self,
        scenario: &Scenario,
        now: Option<&ChatState>,
        chat: u32,
        at_ms: i64,
        n: usize,
        chance: &mut Chance,
    ) -> Event {
        if self.moment == Some(Moment::Hold) && n.is_multiple_of(2) {
            return Event::Hold { chat, seconds: 60, at_ms };
        }
        let mut parts: Vec<String> = Vec::new();
        for signal in &self.signals {
            parts.push(showing(*signal, scenario, now, chance));
        }
        if !self.acts.is_empty() {
            let act = chance.pick(&self.acts).copied();
            parts.push(act.map_or_else(String::new, |act| doing(act, scenario, now, chance)));
        }
        // One matter first, then two of those named, then one beside any other.
        let matters = match n % 6 {
            _ if self.examples.is_empty() => 0,
            0..3 => 1,
            _ => 2,
        };
        for _ in 0..matters {
            let list = chance.pick(&self.examples).copied().unwrap_or_default();
            parts.push(chance.pick(list).map_or_else(String::new, |line| as_sentence(line)));
        }
        let lines = &scenario.lexicon().bots;
        let from = |list: &[String], chance: &mut Chance| chance.pick(list).cloned().unwrap_or_default();
        match self.moment {
            Some(Moment::NotYet | Moment::Bye) => parts.push(from(&lines.bye, chance)),
            Some(Moment::Restate | Moment::Stall) => parts.push(from(&lines.vague, chance)),
            Some(Moment::Warm) => parts.push(from(&lines.empathy, chance)),
            Some(Moment::Thanks) => {
                parts.push(from(if n.is_multiple_of(2) { &lines.empathy } else { &lines.vague }, chance));
            }
            _ => {}
        }
        if n % 6 == 5 || parts.is_empty() {
            parts.push(match chance.below(3) {
                // What the author's own tests say gets to most places.
                0 => own_line(scenario, chance),
                1 => any_example(scenario, chance),
                _ => from(&lines.manners, chance),
            });
        }
        let text = parts.join(" ").replace("{name}", scenario.customer_name());
        message(chat, at_ms, text)
    }
}

/// A line of one of the scenario's tests.
fn own_line(scenario: &Scenario, chance: &mut Chance) -> String {
    let said: Vec<&String> = scenario
        .tests
        .iter()
        .flat_map(|test| &test.play)
        .filter_map(|step| if let Play::Say { text, .. } = step { Some(text) } else { None })
        .collect();
    chance.pick(&said).map_or_else(|| any_example(scenario, chance), |line| (*line).clone())
}

/// A line with an act.
fn doing(act: Act, scenario: &Scenario, now: Option<&ChatState>, chance: &mut Chance) -> String {
    let lines = &scenario.lexicon().bots;
    let about = now.map(|now| topic(scenario, now)).unwrap_or_default();
    let list = match act {
        Act::Greeting | Act::Name => &lines.greet,
        Act::Empathy => &lines.empathy,
        Act::Acknowledgement => &lines.acknowledge,
        Act::Closing => &lines.bye,
        Act::Question => &lines.close,
        Act::Thanks
        | Act::Apology
        | Act::OpenQuestion
        | Act::Instruction
        | Act::Promise
        | Act::Hold
        | Act::HandOver => {
            if chance.below(4) == 0 {
                return own_line(scenario, chance);
            }
            &lines.manners
        }
    };
    chance.pick(list).cloned().unwrap_or_default().replace("{topic}", &about)
}

/// A line that shows a signal.
fn showing(signal: SignalKind, scenario: &Scenario, now: Option<&ChatState>, chance: &mut Chance) -> String {
    let lines = &scenario.lexicon().bots;
    let list = match signal {
        SignalKind::Rude => &lines.rude,
        SignalKind::Empathy => &lines.empathy,
        SignalKind::Acknowledgement => return doing(Act::Acknowledgement, scenario, now, chance),
        SignalKind::Greeting | SignalKind::Name => &lines.greet,
        SignalKind::Closing => &lines.bye,
        SignalKind::OffPlatform => return "www.example.org".to_owned(),
        SignalKind::UnfilledPlaceholder => return "{{name}}".to_owned(),
        SignalKind::Shouting => return any_example(scenario, chance).to_uppercase() + "!!",
        SignalKind::PersonalData if chance.below(2) == 0 => return "someone@example.org".to_owned(),
        _ => match lines.signals.get(&signal) {
            Some(list) if chance.below(3) > 0 => list,
            _ => return own_line(scenario, chance),
        },
    };
    chance.pick(list).cloned().unwrap_or_default()
}

/// Everything conditions name that a message can bring; what they exclude is left out.
fn named(when: &When, wanted: bool, intents: &mut Vec<usize>, acts: &mut Vec<Act>, signals: &mut Vec<SignalKind>) {
    for condition in when {
        match condition {
            Condition::Intent(list) if wanted => intents.extend(list),
            Condition::NotIntent(list) if !wanted => intents.extend(list),
            Condition::Act(list) if wanted => acts.extend(list),
            Condition::NotAct(list) if !wanted => acts.extend(list),
            Condition::Signal(list) if wanted => signals.extend(list.first()),
            Condition::Count(list) if wanted => intents.extend(list.iter().filter_map(|(counted, _)| match counted {
                crate::scenario::Counted::Intent(intent) => Some(*intent),
                _ => None,
            })),
            Condition::Any(ways) => ways.iter().for_each(|way| named(way, wanted, intents, acts, signals)),
            Condition::Not(when) => named(when, !wanted, intents, acts, signals),
            _ => {}
        }
    }
}
