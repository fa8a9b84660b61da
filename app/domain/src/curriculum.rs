//! The curriculum: tracks, modules, guidelines, shifts and canned replies, as read from content files.

mod guideline;
mod library;
pub mod markdown;
mod module;
mod quiz_block;
mod reader;
mod sheets;
mod yaml;

pub use crate::problem::Problem;
pub use library::{guideline_of, library, module_of, scenario_hash, scorecard_of};

use crate::{chat::CannedReply, people::Locale, quiz::Quiz, scorecard::Scorecard};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, sync::Arc};

/// The revision of a file: SHA-256 of its text, hex.
pub fn hash_of(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// One thing in a track.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrackItem {
    /// A module with its quiz.
    Module(String),
    /// A guideline to sign.
    Guideline(String),
    /// A practice shift, complete once one of its chats has been handed in.
    Practice(String),
}

impl TrackItem {
    /// Id of the module, guideline or shift.
    pub fn slug(&self) -> &str {
        match self {
            Self::Module(slug) | Self::Guideline(slug) | Self::Practice(slug) => slug,
        }
    }
}

/// An ordered way through modules, sign-offs and practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// In order; an item unlocks when all before it are complete.
    pub items: Vec<TrackItem>,
}

/// A module: something to read, then questions about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Module {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// One sentence for lists.
    pub summary: String,
    /// Honest reading time.
    pub minutes: u32,
    /// Clauses it teaches.
    pub clauses: Vec<String>,
    /// Markdown without front matter and quiz.
    pub body: String,
    /// Its quiz.
    pub quiz: Option<Quiz>,
    /// SHA-256 of the file, hex: the revision.
    pub hash: String,
}

/// Whether a new version of a guideline asks everybody to sign again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Asks again and shows the difference.
    Material,
    /// Does not.
    Minor,
}

/// A guideline: clauses to sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guideline {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Version, from 1.
    pub version: u32,
    /// What kind of change this version is.
    pub change: Change,
    /// What changed, one sentence.
    pub summary: String,
    /// Markdown before the first section.
    pub introduction: String,
    /// Sections in order.
    pub sections: Vec<GuidelineSection>,
    /// SHA-256 of the file, hex.
    pub hash: String,
}

impl Guideline {
    /// All clauses in order.
    pub fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.sections.iter().flat_map(|section| &section.clauses)
    }
}

/// A section of a guideline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuidelineSection {
    /// Title.
    pub title: String,
    /// Clauses in order.
    pub clauses: Vec<Clause>,
}

/// One rule with an id that scenarios, modules and reviews point at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// `privacy-2`.
    pub id: String,
    /// Title.
    pub title: String,
    /// Markdown.
    pub body: String,
}

/// How a practice shift is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShiftMode {
    /// Live hints and signals.
    Coach,
    /// Feedback after each chat.
    Practice,
    /// New seed, no hints, one attempt, a mentor grades.
    Exam,
    /// Several chats with arrivals.
    Shift,
}

/// A composed shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShiftPlan {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// How it is played.
    pub mode: ShiftMode,
    /// Scenario ids with the second after the start at which the customer arrives.
    pub chats: Vec<(String, u32)>,
    /// SHA-256 of the file, hex.
    pub hash: String,
}

/// Everything in one locale. Scenarios are kept as source text here; `practice` parses them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curriculum {
    /// Tracks in order of their ids.
    pub tracks: Vec<Arc<Track>>,
    /// Modules by id.
    pub modules: BTreeMap<String, Arc<Module>>,
    /// Guidelines by id.
    pub guidelines: BTreeMap<String, Arc<Guideline>>,
    /// Scorecards by id.
    pub scorecards: BTreeMap<String, Arc<Scorecard>>,
    /// Shifts by id.
    pub shifts: BTreeMap<String, Arc<ShiftPlan>>,
    /// Scenario sources by id.
    pub scenarios: BTreeMap<String, Arc<str>>,
    /// Canned replies in file order.
    pub replies: Vec<CannedReply>,
}

impl Curriculum {
    /// The clause with this id, in whichever guideline it is.
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.guidelines.values().flat_map(|guideline| guideline.clauses()).find(|clause| clause.id == id)
    }

    /// Takes from another language what is not written in this one yet.
    fn fill_from(&mut self, other: &Self) {
        fn fill<T: Clone>(own: &mut BTreeMap<String, T>, other: &BTreeMap<String, T>) {
            for (id, value) in other {
                own.entry(id.clone()).or_insert_with(|| value.clone());
            }
        }
        fill(&mut self.modules, &other.modules);
        fill(&mut self.guidelines, &other.guidelines);
        fill(&mut self.scorecards, &other.scorecards);
        fill(&mut self.shifts, &other.shifts);
        fill(&mut self.scenarios, &other.scenarios);
        for track in &other.tracks {
            if !self.tracks.iter().any(|own| own.id == track.id) {
                self.tracks.push(Arc::clone(track));
            }
        }
        if self.replies.is_empty() {
            self.replies.clone_from(&other.replies);
        }
    }
}

/// One content file, as the server read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path below the content folder, with `/`: `en/modules/tone-of-voice.md`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// All locales.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// By locale tag; English is always there.
    pub locales: BTreeMap<String, Curriculum>,
}

impl Library {
    /// The curriculum in this language, or in English where the language has none.
    pub fn curriculum(&self, locale: Locale) -> Option<&Curriculum> {
        self.locales.get(locale.tag()).or_else(|| self.locales.get(Locale::En.tag()))
    }
}
