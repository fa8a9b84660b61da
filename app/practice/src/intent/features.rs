//! What lines are compared by: words, pairs of words and groups of letters, each a number that is the same in every scenario.

use super::meaning::{self, Meaning};
use crate::{
    lexicon::Lexicon,
    text::{
        Text, Token, TokenKind,
        vocabulary::{Reading, Vocabulary},
    },
};

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
    grams: Vec<Feature>,
    /// Rows of [`Meaning`] the word is made of.
    pub(super) pieces: Vec<u32>,
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
    let word = stem.chars().fold(7, |h, c| hash(&[h, u64::from(u32::from(c))]));
    // A slip is taken for the word it was meant to be.
    let meant = reading.word.filter(|_| reading.slip).and_then(|w| vocabulary.form_of(w)).unwrap_or(&token.norm);
    let mut grams = Vec::new();
    if token.kind != TokenKind::Emoji {
        let letters: Vec<u64> = std::iter::once('_')
            .chain(meant.chars())
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
    let weight = if function { FUNCTION } else { MILLI } * if reading.slip { SLIP } else { MILLI } / MILLI;
    TokenFeatures { word, weight, grams, pieces: meaning.map_or_else(Vec::new, |m| m.pieces(meant)) }
}

/// A sparse vector: features with their counts in thousandths, each once.
pub fn counts(features: &[TokenFeatures]) -> Vec<(Feature, Space, i64)> {
    let mut list: Vec<(Feature, Space, i64)> = Vec::with_capacity(features.len() * 14);
    for (at, token) in features.iter().enumerate() {
        list.push((token.word & !(1 << 63), Space::Word, token.weight));
        if let Some(next) = features.get(at + 1) {
            // A pair counts as much as its words do together, halved: it repeats what they say.
            let pair = hash(&[2, token.word, next.word]) & !(1 << 63);
            list.push((pair, Space::Word, token.weight.midpoint(next.weight) / 2));
        }
        list.extend(token.grams.iter().map(|gram| (*gram, Space::Gram, MILLI)));
    }
    list.sort_unstable_by_key(|(feature, ..)| *feature);
    list.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            // Repeating a word says less each time.
            kept.2 += next.2 / 2;
        }
        same
    });
    list
}
