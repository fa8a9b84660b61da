//! What lines are compared by: words, pairs of words and groups of letters, each a number that is the same in every scenario.

use super::meaning::{self, Meaning};
use crate::{
    lexicon::Lexicon,
    text::{
        Language, Text, Token, TokenKind,
        quick::QuickMap,
        vocabulary::{Reading, Vocabulary},
    },
};
use std::{cell::RefCell, rc::Rc};

/// Fixed point of weights.
pub const MILLI: i64 = 1000;
/// Weight of a function word beside a content word, in thousandths.
const FUNCTION: i64 = 600;
/// Weight of a word read through a typing slip, in thousandths.
const SLIP: i64 = 850;
/// Lengths of groups of letters.
const GRAMS: std::ops::RangeInclusive<usize> = 3..=5;

/// A feature: the hash of a word, of a pair, or the letters of a group.
pub type Feature = u64;

/// The two spaces sparse features live in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// Words and pairs.
    Word,
    /// Groups of letters.
    Gram,
}

/// What a token adds to the vectors of its line; computed once per token and message.
#[derive(Clone, Debug)]
pub struct TokenFeatures {
    word: Feature,
    /// Weight of the word in thousandths (function words and slips count less).
    weight: i64,
    grams: Rc<[Feature]>,
    /// Rows of [`Meaning`] the word is made of.
    pub(super) pieces: Rc<[u32]>,
}

impl TokenFeatures {
    /// The word and its weight.
    pub(super) const fn word(&self) -> (Feature, i64) {
        (self.word & !(1 << 63), self.weight)
    }

    /// The pair with the next word and its weight. It counts as much as its words do together, halved: it repeats what they say.
    pub(super) fn pair(&self, next: &Self) -> (Feature, i64) {
        (hash(&[2, self.word, next.word]) & !(1 << 63), self.weight.midpoint(next.weight) / 2)
    }

    /// The groups of letters, each of weight [`MILLI`].
    pub(super) fn grams(&self) -> &[Feature] {
        &self.grams
    }
}

/// What a word says by its letters alone.
#[derive(Clone, Debug)]
struct Shape {
    grams: Rc<[Feature]>,
    pieces: Rc<[u32]>,
}

impl Shape {
    fn of(word: &str, kind: TokenKind, meaning: Option<&Meaning>) -> Self {
        let mut grams = Vec::new();
        if kind != TokenKind::Emoji {
            let letters: Vec<u64> = std::iter::once('_')
                .chain(word.chars())
                .chain(std::iter::once('_'))
                .map(|c| u64::from(u32::from(c)))
                .collect();
            for length in GRAMS {
                for gram in letters.windows(length) {
                    // Letters are packed, 12 bits each, which keeps apart what the languages here need kept apart.
                    grams.push(gram.iter().fold(length as u64, |h, c| (h << 12) ^ c) | (1 << 63));
                }
            }
        }
        Self { grams: grams.into(), pieces: meaning.map_or_else(Vec::new, |m| m.pieces(word)).into() }
    }
}

/// Words looked at before, by each thread; their features never change.
#[derive(Default)]
struct Memory {
    shapes: [QuickMap<String, Shape>; 2],
    stems: QuickMap<String, Feature>,
}

/// Words a thread remembers; then it forgets all of them.
const REMEMBERED: usize = 4096;
/// Longest word remembered, in bytes.
const LONGEST: usize = 32;

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::default();
}

fn shape(word: &str, kind: TokenKind, language: Language, meaning: Option<&Meaning>) -> Shape {
    if kind != TokenKind::Word || word.len() > LONGEST {
        return Shape::of(word, kind, meaning);
    }
    let place = usize::from(language == Language::Dutch);
    MEMORY.with_borrow_mut(|memory| {
        let shapes = &mut memory.shapes[place];
        if let Some(shape) = shapes.get(word) {
            return shape.clone();
        }
        if shapes.len() >= REMEMBERED {
            shapes.clear();
        }
        shapes.entry(word.to_owned()).or_insert_with(|| Shape::of(word, kind, meaning)).clone()
    })
}

fn word_feature(stem: &str) -> Feature {
    let feature = || stem.chars().fold(7, |h, c| hash(&[h, u64::from(u32::from(c))]));
    if stem.len() > LONGEST {
        return feature();
    }
    MEMORY.with_borrow_mut(|memory| {
        if let Some(feature) = memory.stems.get(stem) {
            return *feature;
        }
        if memory.stems.len() >= REMEMBERED {
            memory.stems.clear();
        }
        *memory.stems.entry(stem.to_owned()).or_insert_with(feature)
    })
}

fn hash(parts: &[u64]) -> u64 {
    // FNV-1a over 64-bit parts: small, fast, the same everywhere.
    parts.iter().fold(0xcbf2_9ce4_8422_2325, |h, part| {
        part.to_le_bytes().iter().fold(h, |h, byte| (h ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
    })
}

/// Features of every token of a text.
pub fn of_text(text: &Text, readings: &[Reading], vocabulary: &Vocabulary, lexicon: &Lexicon) -> Vec<TokenFeatures> {
    let meaning = meaning::of(vocabulary.language());
    text.tokens.iter().zip(readings).map(|(t, r)| of_token(t, *r, vocabulary, lexicon, meaning)).collect()
}

fn of_token(
    token: &Token,
    reading: Reading,
    vocabulary: &Vocabulary,
    lexicon: &Lexicon,
    meaning: Option<&Meaning>,
) -> TokenFeatures {
    let function = reading.word.is_some_and(|w| lexicon.function_words.contains(&w));
    let known = reading.word.map(|w| lexicon.synonyms.get(&w).copied().unwrap_or(w));
    let stem = known.and_then(|w| vocabulary.stem_of(w)).unwrap_or(&token.stem);
    let word = word_feature(stem);
    // A slip is taken for the word it was meant to be.
    let meant = reading.word.filter(|_| reading.slip).and_then(|w| vocabulary.form_of(w)).unwrap_or(&token.norm);
    let shape = shape(meant, token.kind, vocabulary.language(), meaning);
    let weight = if function { FUNCTION } else { MILLI } * if reading.slip { SLIP } else { MILLI } / MILLI;
    TokenFeatures { word, weight, grams: shape.grams, pieces: shape.pieces }
}

/// A sparse vector: features with their counts in thousandths, each once. Repeating a word says less each time.
pub fn counts(features: &[TokenFeatures]) -> Vec<(Feature, Space, i64)> {
    let mut list: Vec<(Feature, Space, i64)> = Vec::with_capacity(features.len() * 14);
    for (at, token) in features.iter().enumerate() {
        let (word, weight) = token.word();
        list.push((word, Space::Word, weight));
        if let Some((pair, weight)) = features.get(at + 1).map(|next| token.pair(next)) {
            list.push((pair, Space::Word, weight));
        }
        list.extend(token.grams().iter().map(|gram| (*gram, Space::Gram, MILLI)));
    }
    list.sort_by_key(|(feature, ..)| *feature);
    list.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.2 += next.2 / 2;
        }
        same
    });
    list
}
