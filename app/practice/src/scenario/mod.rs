//! A scenario: who the customer is, what they say when, what the operator should reach. Parsed from one YAML file.

mod build;
mod check;
mod cover;
mod fields;
mod rehearse;
mod tree;
mod types;

pub use build::{START, parse};
pub use cover::{Coverage, Covering, Fortunes, Reached, cover};
pub use rehearse::{TestFailure, run_tests};
pub use types::*;

use crate::{
    customer::Persona,
    intent::{
        Intent, Listener,
        example::Examples,
        pattern::{Concepts, Pattern},
    },
    lexicon::{self, Lexicon},
    text::{Language, vocabulary::Vocabulary},
};
use domain::chat::{LookupTable, SignalKind};
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// Something wrong in a scenario file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub advice: String,
}

/// What kind of work a scenario trains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sector {
    /// Customer support.
    Support,
    /// Community moderation.
    Community,
    /// Social media.
    Social,
    /// Welcoming new users.
    Onboarding,
}

impl Sector {
    /// All, in showing order.
    pub const ALL: [Self; 4] = [Self::Support, Self::Community, Self::Social, Self::Onboarding];

    /// The word used in files, on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Community => "community",
            Self::Social => "social",
            Self::Onboarding => "onboarding",
        }
    }

    /// The sector with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sector| sector.as_str() == word)
    }
}

/// A parsed and checked scenario.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its id, the file's name.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// Its locale, such as `en-GB`.
    pub locale: String,
    /// Its title.
    pub title: String,
    /// Its sector.
    pub sector: Sector,
    /// Difficulty, 1-5.
    pub level: u8,
    /// What the operator sees before and during the chat, in Markdown.
    pub brief: String,
    /// Ids of the guideline clauses it trains.
    pub guidelines: Vec<String>,
    /// Seconds after which a reply counts as slow.
    pub soft_seconds: u32,
    /// SHA-256 of the file, in hex.
    pub hash: String,
    /// What the operator should reach.
    pub objectives: Vec<Objective>,
    /// Who the customer is.
    pub persona: Persona,
    /// What the customer knows.
    pub facts: Vec<Fact>,
    /// What the engine listens for.
    pub intents: Vec<Intent>,
    /// What the customer can say.
    pub nodes: Vec<Node>,
    /// Its tests.
    pub tests: Vec<Test>,
    /// What the detectors let pass.
    pub allow: Allow,
    /// How the customer is spoken to, among the forms of address of the language.
    pub address: Option<String>,
    language: Language,
    lookup: Vec<LookupTable>,
    vocabulary: Vocabulary,
    concepts: Concepts,
    /// Learned when first asked for.
    examples: OnceLock<Examples>,
    language_checks: bool,
    /// Words that are no mistakes here: names, brands, facts.
    known_words: Vec<String>,
    /// The scenario's own phrases behind a signal, with a detail (a clause id) to show.
    phrases: Vec<(SignalKind, String, Vec<Pattern>)>,
}

impl Scenario {
    /// Name of the customer.
    pub fn customer_name(&self) -> &str {
        &self.persona.name
    }

    /// What the operator's side panel can find.
    pub fn lookup(&self) -> Vec<LookupTable> {
        self.lookup.clone()
    }

    /// The same without a copy.
    pub fn lookup_tables(&self) -> &[LookupTable] {
        &self.lookup
    }

    /// The language it is played in.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Words and phrases of its language.
    pub fn lexicon(&self) -> &'static Lexicon {
        lexicon::of(self.language)
    }

    /// The words it knows.
    pub const fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Its concepts, those of the language included.
    pub const fn concepts(&self) -> &Concepts {
        &self.concepts
    }

    /// Words that are no mistakes here.
    pub fn known_words(&self) -> &[String] {
        &self.known_words
    }

    /// Its own phrases behind a signal.
    pub fn phrases(&self) -> &[(SignalKind, String, Vec<Pattern>)] {
        &self.phrases
    }

    /// What is known of the examples of its intents; learned at the first call.
    fn examples(&self) -> &Examples {
        self.examples.get_or_init(|| {
            let lines: Vec<(usize, &str)> = self
                .intents
                .iter()
                .enumerate()
                .flat_map(|(index, intent)| intent.examples.iter().map(move |line| (index, line.as_str())))
                .collect();
            Examples::learn(&lines, self.intents.len(), &self.vocabulary, self.lexicon())
        })
    }

    /// Are spelling, phrases, capitals and the language of a message looked at?
    pub const fn checks_language(&self) -> bool {
        self.language_checks
    }

    /// The same scenario, in which nobody looks at the language of a message: no spelling, no phrase lists, no shouting.
    #[must_use]
    pub fn without_language_checks(mut self) -> Self {
        self.language_checks = false;
        self
    }

    /// What understands its intents.
    pub fn listener(&self) -> Listener<'_> {
        Listener {
            intents: &self.intents,
            examples: self.examples(),
            concepts: &self.concepts,
            lexicon: self.lexicon(),
            vocabulary: &self.vocabulary,
        }
    }

    /// All problems of a file, failing tests included; empty when it may be published.
    pub fn check(source: &str) -> Vec<Problem> {
        match parse(source) {
            Err(problems) => problems,
            Ok(scenario) => run_tests(&scenario).into_iter().map(Problem::from).collect(),
        }
    }
}
