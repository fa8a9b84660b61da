//! What stands between a chat and a line nobody has said yet: the next thing an exploring bot has to bring about.

use crate::{
    engine::ChatState,
    scenario::{Condition, Counted, Disclose, Moment, Node, Objective, Scenario},
};
use domain::chat::{MoodBand, PatienceBand};

/// How far a plan looks back: a line that needs a fact that needs a stage that needs ...
const DEPTH: u8 = 8;

/// Something to reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Goal {
    /// A node is said.
    Node(usize),
    /// An objective is met.
    Objective(usize),
    /// A message carries an intent.
    Intent(usize),
}

impl Goal {
    /// How often it was reached in a chat.
    pub(super) fn times(self, chat: &ChatState) -> u32 {
        match self {
            Self::Node(node) => chat.times_said(node),
            Self::Objective(objective) => u32::from(chat.has_met(objective)),
            Self::Intent(intent) => chat.times_heard(intent),
        }
    }
}

/// The next thing to bring about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// A message, or a hold, that reaches this.
    Say(Goal),
    /// Time has to pass.
    Wait,
    /// The customer has to be pleased.
    Please,
    /// The customer has to be displeased.
    Displease,
    /// Messages, whatever they say.
    Talk,
}

/// Looks for what is missing. `turn` turns lists round, so that different plays try different ways.
pub(super) struct Aim<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) chat: &'a ChatState,
    pub(super) turn: usize,
}

impl Aim<'_> {
    /// The next step towards a goal; `None` when it cannot be reached any more in this chat.
    pub(super) fn at(&self, goal: Goal) -> Option<Need> {
        self.towards(goal, 0)
    }

    fn towards(&self, goal: Goal, depth: u8) -> Option<Need> {
        if depth > DEPTH {
            return None;
        }
        match goal {
            Goal::Node(node) => self.node(self.scenario.nodes.get(node)?, node, depth),
            Goal::Objective(objective) => self.objective(self.scenario.objectives.get(objective)?, objective, depth),
            Goal::Intent(_) => Some(Need::Say(goal)),
        }
    }

    /// The first of several ways that is open.
    fn any(&self, goals: &[Goal], depth: u8) -> Option<Need> {
        let from = self.turn % goals.len().max(1);
        goals[from..].iter().chain(&goals[..from]).find_map(|goal| self.towards(*goal, depth + 1))
    }

    fn nodes(&self, depth: u8, wanted: impl Fn(&Node) -> bool) -> Option<Need> {
        let list: Vec<Goal> =
            self.scenario.nodes.iter().enumerate().filter(|(_, n)| wanted(n)).map(|(i, _)| Goal::Node(i)).collect();
        self.any(&list, depth)
    }

    fn node(&self, node: &Node, index: usize, depth: u8) -> Option<Need> {
        if node.on == Moment::Open || node.once && self.chat.times_said(index) > 0 {
            return None;
        }
        if let Some(missing) = self.missing(&node.when, depth)? {
            return Some(missing);
        }
        if !node.stages.is_empty() && !node.stages.contains(&self.chat.stage) {
            return self.nodes(depth, |n| n.goto.as_ref().is_some_and(|stage| node.stages.contains(stage)));
        }
        for fact in node.reveal.iter().filter(|f| !self.chat.knows(**f)) {
            if let Some(Disclose::Trust(least)) = self.scenario.facts.get(*fact).map(|f| f.disclose)
                && self.chat.mood < least
            {
                return Some(Need::Please);
            }
        }
        if !node.after.is_empty() && !self.chat.last_said().is_some_and(|last| node.after.contains(&last)) {
            let before: Vec<Goal> = node.after.iter().map(|n| Goal::Node(*n)).collect();
            return self.any(&before, depth);
        }
        match node.on {
            Moment::Nudge | Moment::Leave => Some(Need::Wait),
            Moment::Thanks | Moment::Bye if !self.chat.resolved() => self.resolving(depth),
            Moment::Restate | Moment::Stall | Moment::Warm | Moment::NotYet if self.chat.resolved() => None,
            _ => Some(Need::Say(Goal::Node(index))),
        }
    }

    fn objective(&self, objective: &Objective, index: usize, depth: u8) -> Option<Need> {
        if let Some(fact) = objective.needs.iter().find(|f| !self.chat.knows(**f)) {
            return self.nodes(depth, |n| n.reveal.contains(fact));
        }
        Some(self.missing(&objective.when, depth)?.unwrap_or(Need::Say(Goal::Objective(index))))
    }

    fn resolving(&self, depth: u8) -> Option<Need> {
        if self.scenario.nodes.iter().any(|n| n.resolve) {
            return self.nodes(depth, |n| n.resolve);
        }
        let left: Vec<Goal> = self
            .scenario
            .objectives
            .iter()
            .enumerate()
            .filter(|(i, o)| !o.optional && !o.before_close && o.is_matter() && !self.chat.has_met(*i))
            .map(|(i, _)| Goal::Objective(i))
            .collect();
        self.any(&left, depth)
    }

    /// What conditions lack that one message cannot bring; `Some(None)` when nothing, `None` when it cannot be had any more.
    #[expect(clippy::option_option, reason = "nothing missing is not the same as no way")]
    fn missing(&self, when: &[Condition], depth: u8) -> Option<Option<Need>> {
        for condition in when {
            if let Some(need) = self.lacks(condition, depth)? {
                return Some(Some(need));
            }
        }
        Some(None)
    }

    #[expect(clippy::option_option, reason = "as above")]
    fn lacks(&self, condition: &Condition, depth: u8) -> Option<Option<Need>> {
        let (chat, mood, patience) = (self.chat, self.chat.mood, self.chat.patience);
        let unless = |fine: bool, need: Option<Need>| if fine { Some(None) } else { need.map(Some) };
        match condition {
            Condition::Known(list) => match list.iter().find(|f| !chat.knows(**f)) {
                Some(fact) => self.nodes(depth, |n| n.reveal.contains(fact)).map(Some),
                None => Some(None),
            },
            Condition::Unknown(list) => unless(!list.iter().any(|f| chat.knows(*f)), None),
            Condition::Stage(list) if list.contains(&chat.stage) => Some(None),
            Condition::Stage(list) => {
                self.nodes(depth, |n| n.goto.as_ref().is_some_and(|stage| list.contains(stage))).map(Some)
            }
            // The message itself moves the mood a little before it is looked at.
            Condition::MoodAbove(least) => unless(mood + 60 >= *least, Some(Need::Please)),
            Condition::MoodBelow(most) => unless(mood - 60 <= *most, Some(Need::Displease)),
            Condition::Mood(bands) if bands.contains(&MoodBand::of(mood)) => Some(None),
            Condition::Mood(bands) => {
                let higher = (mood..=1000).step_by(10).any(|m| bands.contains(&MoodBand::of(m)));
                Some(Some(if higher { Need::Please } else { Need::Displease }))
            }
            Condition::PatienceAbove(least) => unless(patience + 80 >= *least, Some(Need::Please)),
            Condition::PatienceBelow(most) => unless(patience <= *most, Some(Need::Wait)),
            Condition::Patience(bands) if bands.contains(&PatienceBand::of(patience)) => Some(None),
            Condition::Patience(bands) => {
                let lower = (0..=patience).step_by(10).any(|p| bands.contains(&PatienceBand::of(p)));
                Some(Some(if lower { Need::Wait } else { Need::Please }))
            }
            Condition::Met(list) => match list.iter().find(|o| !chat.has_met(**o)) {
                Some(objective) => self.towards(Goal::Objective(*objective), depth + 1).map(Some),
                None => Some(None),
            },
            Condition::Unmet(list) => unless(!list.iter().any(|o| chat.has_met(*o)), None),
            Condition::Count(list) => {
                for (counted, times) in list {
                    let need = match counted {
                        // This message counts.
                        Counted::Intent(intent) if chat.times_heard(*intent) + 1 < *times => {
                            Some(Need::Say(Goal::Intent(*intent)))
                        }
                        Counted::Node(node) if chat.times_said(*node) < *times => {
                            Some(self.towards(Goal::Node(*node), depth + 1)?)
                        }
                        Counted::Messages if chat.messages + 1 < *times => Some(Need::Talk),
                        _ => None,
                    };
                    if need.is_some() {
                        return Some(need);
                    }
                }
                Some(None)
            }
            Condition::Fewer(list) => {
                let over = list.iter().any(|(counted, times)| match counted {
                    Counted::Intent(intent) => chat.times_heard(*intent) >= *times,
                    Counted::Node(node) => chat.times_said(*node) >= *times,
                    Counted::Messages => chat.messages >= *times,
                });
                unless(!over, None)
            }
            Condition::Resolved(true) if !chat.resolved() => self.resolving(depth).map(Some),
            Condition::Resolved(wanted) => unless(chat.resolved() == *wanted, None),
            Condition::Any(ways) => {
                let open: Vec<Option<Need>> = ways.iter().filter_map(|way| self.missing(way, depth)).collect();
                if open.contains(&None) {
                    return Some(None);
                }
                open.get(self.turn % open.len().max(1)).copied()
            }
            Condition::Intent(_)
            | Condition::NotIntent(_)
            | Condition::Act(_)
            | Condition::NotAct(_)
            | Condition::Signal(_)
            | Condition::Not(_) => Some(None),
        }
    }
}
