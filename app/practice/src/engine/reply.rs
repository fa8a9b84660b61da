//! Choosing the reply: the ladder of rungs, the conditions, least recently used, then seed.

use super::{
    ChatState, Rung,
    chance::{Chance, Purpose},
};
use crate::{
    lexicon::Act,
    scenario::{Condition, Counted, Disclose, Moment, Node, Scenario},
    signals::Analysis,
};

/// What the conditions of nodes and objectives are asked about.
pub(super) struct Scene<'a> {
    pub scenario: &'a Scenario,
    pub chat: &'a ChatState,
    /// The operator's message, when there is one.
    pub message: Option<&'a Analysis>,
    /// Mood after hearing the message, before its consequences.
    pub mood: i32,
    /// Intents an earlier node of the same answer has dealt with.
    pub spent: &'a [usize],
    /// The customer hears only how it was said, not what.
    pub deaf: bool,
}

impl Scene<'_> {
    /// Does the message carry an intent, answered already or not?
    fn carries(&self, intent: usize) -> bool {
        self.message.is_some_and(|m| m.understanding.matches.iter().any(|found| found.intent == intent))
    }

    fn has_intent(&self, intent: usize) -> bool {
        !self.deaf && !self.spent.contains(&intent) && self.carries(intent)
    }

    fn has_act(&self, act: Act) -> bool {
        !self.deaf && self.message.is_some_and(|m| m.acts.contains(&act))
    }

    fn times(&self, counted: Counted) -> u32 {
        match counted {
            Counted::Intent(i) => self.chat.intents.get(i).copied().unwrap_or(0),
            Counted::Node(n) => self.chat.times_said(n),
            Counted::Messages => self.chat.messages,
        }
    }

    pub(super) fn holds(&self, condition: &Condition) -> bool {
        let (chat, patience) = (self.chat, self.chat.patience);
        match condition {
            Condition::Intent(list) => list.iter().any(|i| self.has_intent(*i)),
            Condition::NotIntent(list) => !list.iter().any(|i| self.carries(*i)),
            Condition::Act(list) => list.iter().any(|a| self.has_act(*a)),
            Condition::NotAct(list) => !list.iter().any(|a| self.has_act(*a)),
            Condition::Signal(list) => self.message.is_some_and(|m| m.signals.iter().any(|s| list.contains(&s.kind))),
            Condition::Known(list) => list.iter().all(|f| chat.knows(*f)),
            Condition::Unknown(list) => !list.iter().any(|f| chat.knows(*f)),
            Condition::Stage(list) => list.contains(&chat.stage),
            Condition::MoodAbove(least) => self.mood >= *least,
            Condition::MoodBelow(most) => self.mood <= *most,
            Condition::Mood(bands) => bands.contains(&domain::chat::MoodBand::of(self.mood)),
            Condition::PatienceAbove(least) => patience >= *least,
            Condition::PatienceBelow(most) => patience <= *most,
            Condition::Patience(bands) => bands.contains(&domain::chat::PatienceBand::of(patience)),
            Condition::Met(list) => list.iter().all(|o| chat.has_met(*o)),
            Condition::Unmet(list) => !list.iter().any(|o| chat.has_met(*o)),
            Condition::Count(list) => list.iter().all(|(c, n)| self.times(*c) >= *n),
            Condition::Fewer(list) => list.iter().all(|(c, n)| self.times(*c) < *n),
            Condition::Resolved(wanted) => chat.resolved() == *wanted,
            Condition::Any(list) => list.iter().any(|when| self.all(when)),
            Condition::Not(when) => !self.all(when),
        }
    }

    pub(super) fn all(&self, when: &[Condition]) -> bool {
        when.iter().all(|c| self.holds(c))
    }

    /// May this node be said now, as far as its own conditions go?
    fn passes(&self, index: usize, node: &Node) -> bool {
        let said = self.chat.times_said(index);
        let trusted = node.reveal.iter().all(|f| match self.scenario.facts.get(*f).map(|f| f.disclose) {
            Some(Disclose::Trust(least)) => self.chat.knows(*f) || self.mood >= least,
            _ => true,
        });
        !(node.once && said > 0) && trusted && self.all(&node.when)
    }
}

/// What in the message a node answers to. Nodes that answer an intent come before nodes that answer a manner, and those
/// before nodes that answer anything; within each, the rungs decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Trigger {
    Intent,
    Manner,
    Anything,
}

fn trigger(when: &[Condition]) -> Trigger {
    when.iter()
        .map(|c| match c {
            Condition::Intent(_) => Trigger::Intent,
            Condition::Act(_) | Condition::Signal(_) => Trigger::Manner,
            Condition::Any(list) => list.iter().map(|w| trigger(w)).min().unwrap_or(Trigger::Anything),
            _ => Trigger::Anything,
        })
        .min()
        .unwrap_or(Trigger::Anything)
}

fn rung(node: &Node, chat: &ChatState) -> Option<Rung> {
    if !node.after.is_empty() {
        let follows = chat.last_node.is_some_and(|last| node.after.contains(&last));
        let staged = node.stages.is_empty() || node.stages.contains(&chat.stage);
        return (follows && staged).then_some(Rung::FollowUp);
    }
    if node.stages.is_empty() {
        return Some(Rung::Global);
    }
    node.stages.contains(&chat.stage).then_some(Rung::Stage)
}

fn weight_of(when: &[Condition]) -> usize {
    when.iter()
        .map(|c| match c {
            Condition::Known(list) | Condition::Unknown(list) | Condition::Met(list) | Condition::Unmet(list) => {
                list.len()
            }
            Condition::Count(list) | Condition::Fewer(list) => list.len(),
            _ => 1,
        })
        .sum()
}

/// A chosen node.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub node: usize,
    pub rung: Rung,
    /// Intents of the message it answers.
    pub intents: Vec<usize>,
    /// It answers what was said, and not just anything.
    pub aimed: bool,
}

/// The nodes that answer a message: at most one for its matter and one more, for a second matter or for its manner.
pub(super) fn choose(seed: u64, number: u32, scene: &Scene<'_>) -> Vec<Choice> {
    let mut tie = Chance::of(seed, number, scene.chat.beat.saturating_add(1), Purpose::Tie);
    let Some(first) = best(scene, &mut tie, &[], Trigger::Anything) else { return Vec::new() };
    if !first.aimed || scene.scenario.nodes.get(first.node).is_some_and(|n| n.leave) {
        return vec![first];
    }
    let mut spent = scene.spent.to_vec();
    spent.extend(&first.intents);
    let rest = Scene { spent: &spent, ..*scene };
    let manner_done = scene.scenario.nodes.get(first.node).is_some_and(|n| trigger(&n.when) == Trigger::Manner);
    let least = if manner_done { Trigger::Intent } else { Trigger::Manner };
    match best(&rest, &mut tie, &[first.node], least) {
        // What answers the manner comes first, as people do; and a line for the whole world is not added to another.
        Some(second) if second.intents.is_empty() && second.rung != Rung::Global => vec![second, first],
        Some(second) if !second.intents.is_empty() => vec![first, second],
        _ => vec![first],
    }
}

fn best(scene: &Scene<'_>, tie: &mut Chance, taken: &[usize], least: Trigger) -> Option<Choice> {
    let mut passing: Vec<(Trigger, Rung, usize, u32, usize)> = Vec::new();
    for (index, node) in scene.scenario.nodes.iter().enumerate() {
        if node.on != Moment::Reply || taken.contains(&index) {
            continue;
        }
        let Some(rung) = rung(node, scene.chat) else { continue };
        let trigger = trigger(&node.when);
        if trigger <= least && scene.passes(index, node) {
            let beat = scene.chat.visits.get(index).map_or(0, |v| v.beat);
            passing.push((trigger, rung, weight_of(&node.when), beat, index));
        }
    }
    let order = |r: Rung| match r {
        Rung::FollowUp => 0,
        Rung::Stage => 1,
        _ => 2,
    };
    let key = |c: &(Trigger, Rung, usize, u32, usize)| (c.0, order(c.1), std::cmp::Reverse(c.2), c.3);
    let top = passing.iter().map(key).min()?;
    let equal: Vec<_> = passing.into_iter().filter(|c| key(c) == top).collect();
    let (trigger, rung, _, _, node) = *tie.pick(&equal)?;
    let intents = scene.scenario.nodes.get(node).map_or_else(Vec::new, |n| {
        let mut listened = Vec::new();
        intents_of(&n.when, &mut listened);
        listened.retain(|i| scene.has_intent(*i));
        listened
    });
    Some(Choice { node, rung, intents, aimed: trigger != Trigger::Anything })
}

/// Does a `when` listen for an intent?
pub(super) fn listens(when: &[Condition], intent: usize) -> bool {
    when.iter().any(|condition| match condition {
        Condition::Intent(list) => list.contains(&intent),
        Condition::Any(list) => list.iter().any(|w| listens(w, intent)),
        _ => false,
    })
}

/// Intents a `when` listens for.
pub(crate) fn intents_of(when: &[Condition], into: &mut Vec<usize>) {
    for condition in when {
        match condition {
            Condition::Intent(list) => into.extend(list),
            Condition::Any(list) => list.iter().for_each(|w| intents_of(w, into)),
            _ => {}
        }
    }
}

/// The author's node for a moment that is no answer.
pub(super) fn node_for(seed: u64, scenario: &Scenario, chat: &ChatState, number: u32, moment: Moment) -> Option<usize> {
    let scene = Scene { scenario, chat, message: None, mood: chat.mood, spent: &[], deaf: false };
    let passing: Vec<(usize, u32, usize)> = scenario
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, n)| n.on == moment && (n.stages.is_empty() || n.stages.contains(&chat.stage)))
        .filter(|(index, n)| scene.passes(*index, n))
        .map(|(index, n)| (weight_of(&n.when), chat.visits.get(index).map_or(0, |v| v.beat), index))
        .collect();
    let least = passing.iter().map(|(conditions, last, _)| (std::cmp::Reverse(*conditions), *last)).min()?;
    let equal: Vec<usize> = passing
        .iter()
        .filter(|(c, last, _)| (std::cmp::Reverse(*c), *last) == least)
        .map(|(_, _, index)| *index)
        .collect();
    Chance::of(seed, number, chat.beat.saturating_add(1), Purpose::Tie).pick(&equal).copied()
}
