//! What many plays by operator bots reach of a scenario, and how the bots fare: publishing asks that every node is said.

use super::{Problem, Scenario};
use crate::{
    bots::{self, Skill, Wanted},
    engine::{Cast, ChatState, ENGINE_VERSION, Mode, Part, State},
    signals::Recollection,
};
use domain::chat::{Ending, MoodBand};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Plays before the explorer begins to aim at what is left; most lines are reached without.
const AT_RANDOM: u32 = 120;

/// How one kind of bot fared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fortunes {
    /// The kind.
    pub skill: Skill,
    /// Its plays.
    pub plays: u32,
    /// Ended with the need met.
    pub resolved: u32,
    /// Closed or handed over with the need not met.
    pub unresolved: u32,
    /// The customer left for waiting.
    pub left_waiting: u32,
    /// The customer left in anger.
    pub left_angry: u32,
    /// Over before anybody ended the chat.
    pub unfinished: u32,
    /// Plays that ended in each mood: angry, upset, neutral, content, happy.
    pub moods: [u32; 5],
    /// Operator messages in the middle one of the plays.
    pub median_messages: u32,
    /// Length of the middle one of the plays, in seconds.
    pub median_seconds: u32,
}

/// How often a node was said or an objective met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// Its id.
    pub id: String,
    /// Its line in the file.
    pub line: u32,
    /// Times over all plays.
    pub times: u32,
    /// For a node that was never said: what was said when everything seemed right for it.
    pub instead: Option<String>,
}

/// What the plays of a scenario reached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Plays so far.
    pub plays: u32,
    /// Bots, good ones first.
    pub skills: Vec<Fortunes>,
    /// Nodes in the order of the file.
    pub nodes: Vec<Reached>,
    /// Objectives in the order of the file.
    pub objectives: Vec<Reached>,
}

impl Coverage {
    /// Every node that was never said and every objective that was never met, with what to do.
    pub fn problems(&self) -> Vec<Problem> {
        let plays = self.plays;
        let nodes = self.nodes.iter().filter(|n| n.times == 0).map(|node| Problem {
            line: node.line,
            column: 1,
            what: format!("node `{}` was not said in {plays} plays", node.id),
            advice: match &node.instead {
                Some(other) => format!(
                    "`{other}` was said where it was tried: give `{}` a condition more, or `{other}` one that keeps it away",
                    node.id
                ),
                None => "the bots never came to a point where its `when`, `stage` and `after` hold: check them, give its intents \
                         examples, or add a test that says it"
                    .into(),
            },
        });
        let objectives = self.objectives.iter().filter(|o| o.times == 0).map(|objective| Problem {
            line: objective.line,
            column: 1,
            what: format!("objective `{}` was not met in {plays} plays", objective.id),
            advice: "check that its intents have examples, and that the facts it needs are told".into(),
        });
        nodes.chain(objectives).collect()
    }
}

/// Plays a scenario so many times with bots of all skills; play `n` has the seed `seed0 + n`.
pub fn cover(scenario: &Scenario, plays: u32, seed0: u64) -> Coverage {
    let mut covering = Covering::new(Arc::new(scenario.clone()), plays, seed0);
    covering.advance(plays);
    covering.coverage()
}

/// A coverage under way, played in slices, so that a caller can show how far it is, and stop it.
#[derive(Debug)]
pub struct Covering {
    scenario: Arc<Scenario>,
    plays: u32,
    seed0: u64,
    next: u32,
    memory: Recollection,
    wanted: Wanted,
    skills: Vec<Tally>,
    said: Vec<u32>,
    met: Vec<u32>,
}

/// The plays of one kind of bot.
#[derive(Debug)]
struct Tally {
    fortunes: Fortunes,
    messages: Vec<u32>,
    seconds: Vec<u32>,
}

impl Covering {
    /// Nothing is played yet.
    pub fn new(scenario: Arc<Scenario>, plays: u32, seed0: u64) -> Self {
        let skills = Skill::ALL.map(|skill| Tally {
            fortunes: Fortunes {
                skill,
                plays: 0,
                resolved: 0,
                unresolved: 0,
                left_waiting: 0,
                left_angry: 0,
                unfinished: 0,
                moods: [0; 5],
                median_messages: 0,
                median_seconds: 0,
            },
            messages: Vec::new(),
            seconds: Vec::new(),
        });
        Self {
            wanted: Wanted::all(&scenario),
            said: vec![0; scenario.nodes.len()],
            met: vec![0; scenario.objectives.len()],
            skills: skills.into(),
            memory: Recollection::default(),
            next: 0,
            scenario,
            plays,
            seed0,
        }
    }

    /// Plays played, of all.
    pub const fn progress(&self) -> (u32, u32) {
        (self.next, self.plays)
    }

    /// Plays at most so many more; true when all are played.
    pub fn advance(&mut self, most: u32) -> bool {
        for _ in 0..most.min(self.plays - self.next) {
            self.play();
        }
        self.next == self.plays
    }

    fn play(&mut self) {
        let n = self.next;
        self.next += 1;
        let seed = self.seed0.wrapping_add(n.into());
        let part = Part { scenario: Arc::clone(&self.scenario), arrives_at_ms: 0 };
        let cast = Cast { seed, engine: ENGINE_VERSION, mode: Mode::Practice, parts: vec![part] };
        // Every other play explores; the rest is shared by the kinds of operators there are.
        let skill = match n % 12 {
            0 => Skill::Good,
            2 => Skill::SlowButGood,
            4 => Skill::Average,
            6 => Skill::EmpathyWithoutProgress,
            8 => Skill::FastAndRude,
            10 => Skill::CannedOnly,
            _ => Skill::Explorer,
        };
        let (_, state) = if skill == Skill::Explorer && n >= AT_RANDOM && !self.wanted.is_empty() {
            bots::scout(&cast, seed, &mut self.memory, &mut self.wanted)
        } else {
            bots::play_remembering(&cast, skill, seed, &mut self.memory)
        };
        if let Some(chat) = state.chat(0) {
            self.note(skill, &state, chat);
        }
    }

    fn note(&mut self, skill: Skill, state: &State, chat: &ChatState) {
        self.wanted.reached(chat);
        for (index, times) in self.said.iter_mut().enumerate() {
            *times += chat.times_said(index);
        }
        for (index, times) in self.met.iter_mut().enumerate() {
            *times += u32::from(chat.has_met(index));
        }
        let Some(tally) = self.skills.iter_mut().find(|tally| tally.fortunes.skill == skill) else { return };
        let fortunes = &mut tally.fortunes;
        fortunes.plays += 1;
        let counted = match chat.ending {
            Some(Ending::LeftWaiting) => &mut fortunes.left_waiting,
            Some(Ending::LeftAngry) => &mut fortunes.left_angry,
            Some(Ending::Closed | Ending::HandedOver) if chat.resolved() => &mut fortunes.resolved,
            Some(Ending::Closed | Ending::HandedOver) => &mut fortunes.unresolved,
            _ => &mut fortunes.unfinished,
        };
        *counted += 1;
        let mood = match chat.mood_band() {
            MoodBand::Angry => 0,
            MoodBand::Upset => 1,
            MoodBand::Neutral => 2,
            MoodBand::Content => 3,
            MoodBand::Happy => 4,
        };
        fortunes.moods[mood] += 1;
        tally.messages.push(chat.messages);
        let ended = chat.ended_at_ms.unwrap_or(state.now_ms);
        tally.seconds.push(u32::try_from(ended / 1000).unwrap_or(0));
    }

    /// What was reached so far.
    pub fn coverage(&self) -> Coverage {
        let node = |n: usize| self.scenario.nodes.get(n).map(|n| n.id.clone());
        Coverage {
            plays: self.next,
            skills: self
                .skills
                .iter()
                .map(|tally| Fortunes {
                    median_messages: median(&tally.messages),
                    median_seconds: median(&tally.seconds),
                    ..tally.fortunes.clone()
                })
                .collect(),
            nodes: (0..)
                .zip(self.scenario.nodes.iter().zip(&self.said))
                .map(|(index, (n, times))| Reached {
                    id: n.id.clone(),
                    line: n.line,
                    times: *times,
                    instead: self.wanted.instead_of(index).filter(|_| *times == 0).and_then(node),
                })
                .collect(),
            objectives: self
                .scenario
                .objectives
                .iter()
                .zip(&self.met)
                .map(|(o, times)| Reached { id: o.id.clone(), line: o.line, times: *times, instead: None })
                .collect(),
        }
    }
}

fn median(values: &[u32]) -> u32 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or(0)
}
