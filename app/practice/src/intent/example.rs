//! Intents by example: how close a line is to the lines an author gave, from word and character n-gram TF-IDF.
//!
//! Integers only, so that the same line scores the same on every machine. Similarities are in millionths.

use crate::{
    lexicon::Lexicon,
    text::{
        Text, Token, TokenKind,
        vocabulary::{Reading, Vocabulary, WordId},
    },
};
use std::collections::HashMap;

/// A similarity of one.
pub const ONE: i64 = 1_000_000;
/// Fixed point of logarithms and weights.
const MILLI: i64 = 1000;
/// Weight of a function word beside a content word, in thousandths.
const FUNCTION: i64 = 400;
/// Weight of a word read through a typing slip, in thousandths.
const SLIP: i64 = 850;
/// Share of the word part in the similarity, in hundredths; characters have the rest.
const WORDS: i64 = 50;
/// Lengths of character n-grams.
const GRAMS: std::ops::RangeInclusive<usize> = 3..=5;

/// The two spaces features live in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Space {
    Word,
    Gram,
}

#[derive(Clone, Debug)]
struct Feature {
    /// Inverse document frequency, thousandths.
    idf: i64,
    /// Examples it occurs in, with its weight in a vector of length [`ONE`].
    postings: Vec<(u32, i64)>,
}

/// All examples of a scenario, ready to be compared with.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    features: HashMap<u64, Feature>,
    /// Intent of each example.
    intent_of: Vec<usize>,
    /// Content words of each example with their polarity (true: negated).
    polarity: Vec<Vec<(WordId, bool)>>,
    intents: usize,
    unknown_idf: i64,
}

/// How close a segment is to an intent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    /// The intent.
    pub intent: usize,
    /// Its nearest example.
    pub example: usize,
    /// Similarity in millionths.
    pub score: i64,
}

/// What a token adds to a vector; computed once per token and message.
#[derive(Clone, Debug)]
pub struct TokenFeatures {
    word: u64,
    /// Weight of the word in thousandths (function words and slips count less).
    weight: i64,
    grams: Vec<u64>,
}

fn hash(parts: &[u64]) -> u64 {
    // FNV-1a over 64-bit parts: small, fast, the same everywhere.
    parts.iter().fold(0xcbf2_9ce4_8422_2325, |h, part| {
        part.to_le_bytes().iter().fold(h, |h, byte| (h ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
    })
}

/// Binary logarithm of `numerator / denominator` (at least 1) in thousandths, without floating point.
fn log2_milli(numerator: u64, denominator: u64) -> i64 {
    if numerator <= denominator || denominator == 0 {
        return 0;
    }
    // 32 fractional bits; squaring doubles the logarithm, bit by bit.
    let mut x = (u128::from(numerator) << 32) / u128::from(denominator);
    let whole = x.ilog2() - 32;
    x >>= whole;
    let mut fraction: i64 = 0;
    for bit in 1..=16_u32 {
        x = (x * x) >> 32;
        if x >= 2 << 32 {
            x >>= 1;
            fraction |= 1 << (16 - bit);
        }
    }
    i64::from(whole) * MILLI + ((fraction * MILLI) >> 16)
}

fn isqrt(value: i64) -> i64 {
    i64::try_from(u64::try_from(value).unwrap_or(0).isqrt()).unwrap_or(i64::MAX)
}

impl Examples {
    /// Features of every token of a text.
    pub fn features(text: &Text, readings: &[Reading], lexicon: &Lexicon) -> Vec<TokenFeatures> {
        text.tokens.iter().zip(readings).map(|(token, reading)| token_features(token, *reading, lexicon)).collect()
    }

    /// Learns the examples: `(intent, line)`.
    pub fn learn(lines: &[(usize, &str)], intents: usize, vocabulary: &Vocabulary, lexicon: &Lexicon) -> Self {
        let mut vectors: Vec<Vec<(u64, Space, i64)>> = Vec::with_capacity(lines.len());
        let mut frequency: HashMap<u64, u64> = HashMap::new();
        let mut polarity = Vec::with_capacity(lines.len());
        for (_, line) in lines {
            let text = Text::read(line, vocabulary.language());
            let readings = vocabulary.read_all(&text);
            let features = Self::features(&text, &readings, lexicon);
            let vector = counts(&features);
            for (feature, ..) in &vector {
                *frequency.entry(*feature).or_default() += 1;
            }
            vectors.push(vector);
            let flags = super::negator_flags(&text, &readings, lexicon);
            polarity.push(content_polarity(&text, &readings, &flags, lexicon, 0, text.tokens.len()));
        }
        let total = lines.len() as u64;
        let mut features: HashMap<u64, Feature> = frequency
            .into_iter()
            .map(|(feature, count)| {
                (feature, Feature { idf: MILLI + log2_milli(total + 1, count), postings: Vec::new() })
            })
            .collect();
        for (example, vector) in vectors.iter().enumerate() {
            for space in [Space::Word, Space::Gram] {
                let weights: Vec<(u64, i64)> = vector
                    .iter()
                    .filter(|(_, s, _)| *s == space)
                    .map(|(f, _, count)| (*f, count * features.get(f).map_or(0, |f| f.idf) / MILLI))
                    .collect();
                let norm = isqrt(weights.iter().map(|(_, w)| w * w).sum()).max(1);
                for (feature, weight) in weights {
                    if let Some(feature) = features.get_mut(&feature) {
                        feature.postings.push((u32::try_from(example).unwrap_or(u32::MAX), weight * ONE / norm));
                    }
                }
            }
        }
        Self {
            features,
            intent_of: lines.iter().map(|(intent, _)| *intent).collect(),
            polarity,
            intents,
            unknown_idf: MILLI + log2_milli(total + 1, 1),
        }
    }

    /// Content words of an example with their polarity.
    pub fn polarity_of(&self, example: usize) -> &[(WordId, bool)] {
        self.polarity.get(example).map_or(&[], Vec::as_slice)
    }

    /// The intents nearest to a segment, best first; intents with nothing in common are left out.
    pub fn score(&self, features: &[TokenFeatures]) -> Vec<Scored> {
        if self.intent_of.is_empty() || features.is_empty() {
            return Vec::new();
        }
        let mut dots = vec![[0_i64; 2]; self.intent_of.len()];
        let mut norms = [0_i64; 2];
        for (feature, space, count) in counts(features) {
            let known = self.features.get(&feature);
            let weight = count * known.map_or(self.unknown_idf, |f| f.idf) / MILLI;
            norms[space as usize] += weight * weight;
            for (example, w) in known.map_or(&[][..], |f| f.postings.as_slice()) {
                if let Some(dot) = dots.get_mut(*example as usize) {
                    dot[space as usize] += weight * w;
                }
            }
        }
        let norms = norms.map(|n| isqrt(n).max(1));
        // Per intent: the nearest example, with a little weight on the second, so that one odd example decides less.
        let mut best: Vec<(Scored, i64)> =
            (0..self.intents).map(|intent| (Scored { intent, example: 0, score: 0 }, 0)).collect();
        for (example, dot) in dots.iter().enumerate() {
            let score = (WORDS * (dot[0] / norms[0]) + (100 - WORDS) * (dot[1] / norms[1])) / 100;
            let Some((top, second)) = self.intent_of.get(example).and_then(|i| best.get_mut(*i)) else { continue };
            if score > top.score {
                *second = top.score;
                (top.score, top.example) = (score, example);
            } else {
                *second = (*second).max(score);
            }
        }
        let mut scored: Vec<Scored> = best
            .into_iter()
            .filter(|(top, _)| top.score > 0)
            .map(|(top, second)| Scored { score: (top.score * 70 + second.max(top.score / 2) * 30) / 100, ..top })
            .collect();
        scored.sort_by(|a, b| b.score.cmp(&a.score).then(a.intent.cmp(&b.intent)));
        scored
    }
}

/// Content words among tokens `first..last`, each with whether a negator reaches it.
pub fn content_polarity(
    text: &Text,
    readings: &[Reading],
    flags: &[bool],
    lexicon: &Lexicon,
    first: usize,
    last: usize,
) -> Vec<(WordId, bool)> {
    let personal = super::negation::personal(text, flags);
    // What directly follows a negated word belongs to it: "don't need your order number".
    let mut carried = false;
    (first..last.min(readings.len()))
        .filter_map(|at| {
            let content = readings[at].word.filter(|w| !lexicon.function_words.contains(w));
            let Some(word) = content.filter(|_| !flags.get(at).copied().unwrap_or(false)) else {
                carried = false;
                return None;
            };
            let barrier = text.tokens.get(at).is_none_or(|t| t.barrier);
            carried = super::negation::in_window(text, &personal, at) || (carried && !barrier);
            Some((lexicon.synonyms.get(&word).copied().unwrap_or(word), carried))
        })
        .collect()
}

fn token_features(token: &Token, reading: Reading, lexicon: &Lexicon) -> TokenFeatures {
    let function = reading.word.is_some_and(|w| lexicon.function_words.contains(&w));
    let word = match reading.word {
        Some(word) => hash(&[1, u64::from(lexicon.synonyms.get(&word).copied().unwrap_or(word))]),
        None => token.stem.chars().fold(7, |h, c| hash(&[h, u64::from(u32::from(c))])),
    };
    let mut grams = Vec::new();
    if token.kind == TokenKind::Word {
        let letters: Vec<u64> = std::iter::once('_')
            .chain(token.norm.chars())
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
    TokenFeatures { word, weight, grams }
}

/// A vector: features with their counts in thousandths, each once.
fn counts(features: &[TokenFeatures]) -> Vec<(u64, Space, i64)> {
    let mut list: Vec<(u64, Space, i64)> = Vec::with_capacity(features.len() * 14);
    for (at, token) in features.iter().enumerate() {
        list.push((token.word, Space::Word, token.weight));
        if let Some(next) = features.get(at + 1) {
            // A pair counts as much as its words do together, halved: it repeats what they say.
            list.push((hash(&[2, token.word, next.word]), Space::Word, token.weight.midpoint(next.weight) / 2));
        }
        list.extend(token.grams.iter().map(|gram| (*gram, Space::Gram, token.weight)));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_right_to_a_thousandth() {
        for (n, d) in [(8_u32, 1_u32), (3, 1), (7, 3), (1000, 999), (31, 4)] {
            let exact = (f64::from(n) / f64::from(d)).log2() * 1000.0;
            let got = log2_milli(u64::from(n), u64::from(d)) as f64;
            assert!((exact - got).abs() <= 1.5, "{n}/{d}: {exact} {got}");
        }
        assert_eq!(log2_milli(1, 2), 0);
    }
}
