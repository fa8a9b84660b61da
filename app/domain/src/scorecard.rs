//! Scorecards and the score of a review (SCORING.md section 1). The browser and the server count with the same functions.

mod score;

pub use score::percent;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a criterion is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CriterionKind {
    /// 0 to 3, each with a written anchor.
    Graded,
    /// Yes or no.
    Rule,
}

/// One thing a mentor marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its id, unique in the scorecard.
    pub id: String,
    /// Title.
    pub title: String,
    /// Weight.
    pub weight: u32,
    /// Graded or rule.
    pub kind: CriterionKind,
    /// What to look at.
    pub help: String,
    /// Anchors of the levels 0 to 3, for graded criteria.
    #[serde(default)]
    pub anchors: Vec<String>,
    /// May it be "not applicable"?
    #[serde(default)]
    pub allow_na: bool,
}

/// A group of criteria.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Weight; the sum of its criteria's weights.
    pub weight: u32,
    /// Criteria in order.
    pub criteria: Vec<Criterion>,
}

/// Whom a critical error harms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CriticalKind {
    /// The customer.
    Customer,
    /// Rules and law.
    Compliance,
    /// The organisation.
    Business,
}

impl CriticalKind {
    /// All, in showing order.
    pub const ALL: [Self; 3] = [Self::Customer, Self::Compliance, Self::Business];

    /// The word used in files and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Compliance => "compliance",
            Self::Business => "business",
        }
    }
}

/// What a critical error does to the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CriticalEffect {
    /// The score after criticals is 0.
    Fatal,
    /// The score stays; a coaching action is mandatory.
    Coach,
}

/// An error that is never averaged away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Critical {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Whom it harms.
    pub kind: CriticalKind,
    /// What it does.
    pub effect: CriticalEffect,
    /// What counts.
    pub help: String,
}

/// A scorecard version: immutable once used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scorecard {
    /// Its id.
    pub id: String,
    /// Version, from 1.
    pub version: u32,
    /// Title.
    pub title: String,
    /// Percent needed to pass.
    pub pass: u32,
    /// Sections in order.
    pub sections: Vec<Section>,
    /// Critical errors.
    pub criticals: Vec<Critical>,
    /// SHA-256 of the file, hex; filled in by whoever read the file.
    #[serde(default)]
    pub hash: String,
}

/// A mark on one criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "value")]
pub enum Mark {
    /// Level 0 to 3.
    Level(u8),
    /// Rule kept?
    Kept(bool),
    /// Does not apply to this chat.
    NotApplicable,
}

/// All marks of a review.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// By criterion id.
    pub criteria: BTreeMap<String, Mark>,
    /// Ids of the critical errors that were found.
    pub criticals: Vec<String>,
}

/// The score of a review, in thousandths of a percent point (100 % = 100 000).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// R over the rated criteria; `None` when none was rated.
    pub rated: Option<u32>,
    /// R after criticals: 0 with a fatal one.
    pub after_criticals: Option<u32>,
    /// R by section id, `None` where nothing was rated.
    pub sections: Vec<(String, Option<u32>)>,
    /// Passed: at least the scorecard's line and nothing fatal.
    pub passed: bool,
    /// Criteria without a mark.
    pub open: Vec<String>,
}
