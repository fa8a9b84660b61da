//! Who is in the academy and what mentors say, as written in the two files beside this one.

use crate::{StoreError, stored::from_json};
use domain::people::Role;
use practice::bots::Skill;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Everything that is written about the academy.
pub(super) struct Cast {
    pub(super) people: People,
    pub(super) remarks: Remarks,
}

impl Cast {
    pub(super) fn read() -> Result<Self, StoreError> {
        Ok(Self {
            people: from_json(include_str!("people.json"), "people of the demo academy")?,
            remarks: from_json(include_str!("remarks.json"), "remarks of the demo academy")?,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    pub(super) teams: Vec<Team>,
    pub(super) cohorts: Vec<Cohort>,
    pub(super) staff: Vec<Staff>,
    pub(super) operators: Vec<Learner>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Team {
    pub(super) id: String,
    pub(super) name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cohort {
    pub(super) id: String,
    pub(super) days_ago: i64,
}

/// A mentor, a manager, an author or an administrator.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Staff {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) role: Role,
    pub(super) zone: String,
    pub(super) teams: Vec<String>,
    /// By how many points of a hundred this mentor marks lower than the others; below 0, higher.
    pub(super) severity: i32,
}

/// An operator.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Learner {
    pub(super) name: String,
    pub(super) email: Option<String>,
    pub(super) zone: String,
    #[serde(default)]
    pub(super) locale: Option<String>,
    pub(super) team: String,
    pub(super) cohort: String,
    pub(super) skill: Talent,
    pub(super) reach: Reach,
}

/// How somebody works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Talent {
    Strong,
    Steady,
    Slow,
    Brisk,
    Canned,
}

impl Talent {
    /// The bot that plays this person's n-th shift: steady people get better with practice.
    pub(super) const fn bot(self, shift: u32) -> Skill {
        match self {
            Self::Strong => Skill::Good,
            Self::Steady if shift % 3 == 2 || shift > 5 => Skill::Good,
            Self::Steady => Skill::Average,
            Self::Slow => Skill::SlowButGood,
            Self::Brisk => Skill::FastAndRude,
            Self::Canned if shift > 3 => Skill::EmpathyWithoutProgress,
            Self::Canned => Skill::CannedOnly,
        }
    }

    /// How often of a hundred the first try at a quiz succeeds.
    pub(super) const fn passes(self) -> u32 {
        match self {
            Self::Strong => 95,
            Self::Steady => 80,
            Self::Slow => 88,
            Self::Brisk => 62,
            Self::Canned => 45,
        }
    }
}

/// How far somebody has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Reach {
    /// Has a link and has not used it.
    Invited,
    /// Came in today.
    New,
    /// In the modules.
    Reading,
    /// Stopped after a failed quiz, days ago.
    Stalled,
    /// Past the first chat, before the end of the track.
    Practising,
    /// Through the track, and practising on.
    Done,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Remarks {
    /// By kind of signal.
    pub(super) signals: BTreeMap<String, Remark>,
    /// By `strong`, `fair`, `weak`.
    pub(super) summaries: BTreeMap<String, Vec<String>>,
    /// By criterion.
    pub(super) focus: BTreeMap<String, Vec<String>>,
    /// By how the chat ended.
    pub(super) notes: BTreeMap<String, Vec<String>>,
}

/// What a mentor may write beside a signal.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Remark {
    pub(super) criterion: String,
    pub(super) good: bool,
    pub(super) texts: Vec<String>,
}
