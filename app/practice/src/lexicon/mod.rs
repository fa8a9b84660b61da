//! What the engine knows of a language: phrases of speech acts, word lists, and lines of a customer whose author wrote none.
//!
//! The words live in the YAML files beside this module; this module compiles them once.

use crate::{
    intent::pattern::{Concepts, Pattern},
    text::{
        Language,
        quick::{QuickMap, QuickSet},
        vocabulary::{Vocabulary, WordId},
    },
};
use domain::chat::SignalKind;
use serde::Deserialize;
use std::{
    collections::{BTreeMap, HashMap},
    sync::OnceLock,
};

/// Lines of a customer for moments the author wrote nothing for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lines {
    /// First line of a scenario without an opening.
    pub open: Vec<String>,
    /// Patience crossed 600.
    pub nudge_600: Vec<String>,
    /// Patience crossed 350.
    pub nudge_350: Vec<String>,
    /// Patience crossed 150.
    pub nudge_150: Vec<String>,
    /// Patience ran out.
    pub leave_waiting: Vec<String>,
    /// Mood ran out.
    pub leave_angry: Vec<String>,
    /// Asked to wait.
    pub hold: Vec<String>,
    /// The need once more.
    pub restate: Vec<String>,
    /// The operator was rude again.
    pub hurt: Vec<String>,
    /// Nothing was understood.
    pub stall: Vec<String>,
    /// "Do you mean A or B?", with `{a}` and `{b}`.
    pub clarify: Vec<String>,
    /// The same without names for A and B.
    pub clarify_plain: Vec<String>,
    /// Kind words, and nothing else.
    pub warm: Vec<String>,
    /// The operator says goodbye too early.
    pub not_yet: Vec<String>,
    /// Everything is solved.
    pub thanks: Vec<String>,
    /// Goodbye.
    pub bye: Vec<String>,
}

/// What the operator bots say around a scenario's own examples.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BotLines {
    /// Greeting with `{name}`.
    pub greet: Vec<String>,
    /// Empathy.
    pub empathy: Vec<String>,
    /// Taking up `{topic}`.
    pub acknowledge: Vec<String>,
    /// Closing.
    pub close: Vec<String>,
    /// Rude words.
    pub rude: Vec<String>,
    /// Canned replies that help nobody.
    pub canned: Vec<String>,
    /// Empathy and nothing else.
    pub warm_only: Vec<String>,
    /// Neither here nor there.
    pub vague: Vec<String>,
    /// Manners without a matter: greeting, waiting, handing over, leaving; `{name}` is the customer's.
    pub manners: Vec<String>,
    /// Goodbye.
    pub bye: Vec<String>,
    /// What shows a signal, for the bot that explores.
    #[serde(default)]
    pub signals: HashMap<SignalKind, Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    function_words: String,
    common: String,
    harmless_negation: Vec<String>,
    concepts: BTreeMap<String, Vec<String>>,
    acts: BTreeMap<Act, Vec<String>>,
    negative: Vec<String>,
    not_negative: Vec<String>,
    rude: Vec<String>,
    jargon: Vec<String>,
    register: Vec<String>,
    #[serde(default)]
    address: BTreeMap<String, String>,
    forbidden_promise: Vec<String>,
    off_platform: Vec<String>,
    ask_personal: BTreeMap<String, Vec<String>>,
    partial_personal: Vec<String>,
    misspellings: HashMap<String, String>,
    synonyms: Vec<String>,
    languages: BTreeMap<String, String>,
    lines: Lines,
    bots: BotLines,
}

/// Speech acts a message may carry, as authors name them in `when: {act: ..}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Greeting.
    Greeting,
    /// The customer's name.
    Name,
    /// Thanks.
    Thanks,
    /// Apology.
    Apology,
    /// Empathy.
    Empathy,
    /// The customer's own point, taken up.
    Acknowledgement,
    /// Any question.
    Question,
    /// A question that invites more than yes or no.
    OpenQuestion,
    /// What to do.
    Instruction,
    /// A promise.
    Promise,
    /// "One moment, please".
    Hold,
    /// Passing the chat on.
    HandOver,
    /// Goodbye.
    Closing,
}

impl Act {
    /// All, with the words authors use.
    pub const ALL: [(Self, &'static str); 13] = [
        (Self::Greeting, "greeting"),
        (Self::Name, "name"),
        (Self::Thanks, "thanks"),
        (Self::Apology, "apology"),
        (Self::Empathy, "empathy"),
        (Self::Acknowledgement, "acknowledgement"),
        (Self::Question, "question"),
        (Self::OpenQuestion, "open_question"),
        (Self::Instruction, "instruction"),
        (Self::Promise, "promise"),
        (Self::Hold, "hold"),
        (Self::HandOver, "hand_over"),
        (Self::Closing, "closing"),
    ];

    /// The act with this word; hyphens and underscores are the same.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.replace('-', "_");
        Self::ALL.into_iter().find(|(_, name)| *name == word).map(|(act, _)| act)
    }

    /// The signal shown for it; a plain question shows none.
    pub const fn signal(self) -> Option<SignalKind> {
        Some(match self {
            Self::Greeting => SignalKind::Greeting,
            Self::Name => SignalKind::Name,
            Self::Thanks => SignalKind::Thanks,
            Self::Apology => SignalKind::Apology,
            Self::Empathy => SignalKind::Empathy,
            Self::Acknowledgement => SignalKind::Acknowledgement,
            Self::Question => return None,
            Self::OpenQuestion => SignalKind::OpenQuestion,
            Self::Instruction => SignalKind::Instruction,
            Self::Promise => SignalKind::Promise,
            Self::Hold => SignalKind::Hold,
            Self::HandOver => SignalKind::HandOver,
            Self::Closing => SignalKind::Closing,
        })
    }
}

/// A compiled language.
#[derive(Debug)]
pub struct Lexicon {
    /// Its words; a scenario's vocabulary starts from a copy.
    pub vocabulary: Vocabulary,
    /// Its concepts; a scenario may add to them.
    pub concepts: Concepts,
    /// Words that carry little meaning.
    pub function_words: QuickSet<WordId>,
    /// Negations that negate nothing.
    pub harmless_negation: Vec<Pattern>,
    /// Speech acts.
    pub acts: Vec<(Act, Vec<Pattern>)>,
    /// Phrase lists behind one signal each.
    pub phrases: Vec<(SignalKind, Vec<Pattern>)>,
    /// Negative wordings that are honest or kind, and no negative phrase.
    pub not_negative: Vec<Pattern>,
    /// Asking for a part that tells nobody anything, such as the last four digits of a card.
    pub partial_personal: Vec<Pattern>,
    /// Asking for personal data, by the name of what is asked for.
    pub ask_personal: Vec<(String, Vec<Pattern>)>,
    /// Forms of address such as "u" and "je", each with its words; none in a language with a single one.
    pub address: Vec<(String, QuickSet<String>)>,
    /// Misspelt word to right word, both in lower case.
    pub misspellings: HashMap<String, String>,
    /// Representative of a word among its synonyms.
    pub synonyms: QuickMap<WordId, WordId>,
    /// Telltale words of other languages.
    pub other_languages: Vec<(String, QuickSet<String>)>,
    /// Telltale words of this language.
    pub own_words: QuickSet<String>,
    /// Customer lines.
    pub lines: Lines,
    /// Bot lines.
    pub bots: BotLines,
    /// What in the file did not compile; empty, as a test asserts.
    pub mistakes: Vec<String>,
}

/// The lexicon of a language, compiled at the first call.
pub fn of(language: Language) -> &'static Lexicon {
    static ENGLISH: OnceLock<Lexicon> = OnceLock::new();
    static DUTCH: OnceLock<Lexicon> = OnceLock::new();
    match language {
        Language::English => ENGLISH.get_or_init(|| compile(language, include_str!("en.yaml"))),
        Language::Dutch => DUTCH.get_or_init(|| compile(language, include_str!("nl.yaml"))),
    }
}

fn compile(language: Language, yaml: &str) -> Lexicon {
    let mut mistakes = Vec::new();
    let source: Source = serde_saphyr::from_str(yaml).unwrap_or_else(|error| {
        mistakes.push(error.to_string());
        Source::default()
    });
    let mut vocabulary = Vocabulary::new(language);
    let function_words = vocabulary.learn_text(&source.function_words).into_iter().collect();
    let mut concepts = Concepts::default();
    for name in source.concepts.keys() {
        concepts.declare(name);
    }
    let mut patterns = |list: &[String], concepts: &Concepts, vocabulary: &mut Vocabulary| -> Vec<Pattern> {
        let mut compiled = Vec::new();
        for phrase in list {
            match Pattern::compile(phrase, vocabulary, concepts) {
                Ok(pattern) => compiled.push(pattern),
                Err(mistake) => mistakes.push(mistake),
            }
        }
        compiled
    };
    for (name, phrases) in &source.concepts {
        let compiled = patterns(phrases, &concepts, &mut vocabulary);
        concepts.extend(name, compiled);
    }
    let acts = source.acts.iter().map(|(act, list)| (*act, patterns(list, &concepts, &mut vocabulary))).collect();
    let phrases = [
        (SignalKind::NegativePhrase, &source.negative),
        (SignalKind::Rude, &source.rude),
        (SignalKind::Jargon, &source.jargon),
        (SignalKind::Register, &source.register),
        (SignalKind::ForbiddenPromise, &source.forbidden_promise),
        (SignalKind::OffPlatform, &source.off_platform),
    ]
    .into_iter()
    .map(|(kind, list)| (kind, patterns(list, &concepts, &mut vocabulary)))
    .collect();
    let not_negative = patterns(&source.not_negative, &concepts, &mut vocabulary);
    let partial_personal = patterns(&source.partial_personal, &concepts, &mut vocabulary);
    let harmless_negation = patterns(&source.harmless_negation, &concepts, &mut vocabulary);
    let ask_personal = source
        .ask_personal
        .iter()
        .map(|(name, list)| (name.clone(), patterns(list, &concepts, &mut vocabulary)))
        .collect();
    let mut synonyms = QuickMap::default();
    for group in &source.synonyms {
        let words = vocabulary.learn_text(group);
        let first = words.first().copied().unwrap_or_default();
        for word in words {
            synonyms.entry(word).or_insert(first);
        }
    }
    // Last, so that the ids of pattern words stay small and the list only stops false slips.
    vocabulary.learn_text(&source.common.replace('\n', " "));
    let set = |words: &str| words.split_whitespace().map(str::to_owned).collect::<QuickSet<_>>();
    Lexicon {
        vocabulary,
        concepts,
        function_words,
        harmless_negation,
        not_negative,
        partial_personal,
        acts,
        phrases,
        ask_personal,
        address: source.address.iter().map(|(form, words)| (form.clone(), set(words))).collect(),
        misspellings: source.misspellings,
        synonyms,
        other_languages: source.languages.iter().map(|(name, words)| (name.clone(), set(words))).collect(),
        own_words: set(&source.function_words),
        lines: source.lines,
        bots: source.bots,
        mistakes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_compiles() {
        for language in [Language::English, Language::Dutch] {
            let lexicon = of(language);
            assert!(lexicon.mistakes.is_empty(), "{language:?}: {:#?}", lexicon.mistakes);
            assert!(lexicon.vocabulary.len() > 200);
            assert!(!lexicon.lines.stall.is_empty() && !lexicon.bots.canned.is_empty());
        }
    }
}
