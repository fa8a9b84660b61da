//! Intents by example: how close a line is to the lines an author gave, in words, in groups of letters and in meaning.
//!
//! Integers only, so that the same line scores the same on every machine. Similarities are in millionths.

use super::{
    background::{self, Background},
    certainty,
    features::{Feature, MILLI, Space, TokenFeatures, counts, of_text},
    meaning::{self, Direction, Meaning},
};
use crate::{
    lexicon::Lexicon,
    text::{
        Text,
        vocabulary::{Reading, Vocabulary, WordId},
    },
};
use std::collections::HashMap;

/// A similarity of one.
pub const ONE: i64 = 1_000_000;

#[derive(Clone, Debug)]
struct Known {
    /// Inverse document frequency, thousandths.
    idf: i64,
    /// Examples it occurs in, with its weight in a vector of length [`ONE`].
    postings: Vec<(u32, i64)>,
}

/// All examples of a scenario, ready to be compared with.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    features: HashMap<Feature, Known>,
    background: Option<&'static Background>,
    meaning: Option<&'static Meaning>,
    /// Sentences, or examples, the document frequencies were counted in.
    documents: u64,
    /// Intent of each example.
    intent_of: Vec<usize>,
    /// Where each example points.
    directions: Vec<Direction>,
    /// Where the examples of each intent point together.
    centres: Vec<Direction>,
    /// Length of the sum of an intent's examples, per space, in millionths.
    lengths: Vec<[i64; 2]>,
    /// Content words of each example with their polarity (true: negated).
    polarity: Vec<Vec<(WordId, bool)>>,
    intents: usize,
}

/// How close a line is to the examples of one intent, in one view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Closeness {
    /// To all of them together.
    pub centre: i64,
    /// To the nearest.
    pub first: i64,
    /// To the second nearest.
    pub second: i64,
}

impl Closeness {
    fn note(&mut self, nearness: i64) -> bool {
        if nearness > self.first {
            self.second = self.first;
            self.first = nearness;
            return true;
        }
        self.second = self.second.max(nearness);
        false
    }
}

/// An intent in all views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// The intent.
    pub intent: usize,
    /// Its nearest example.
    pub example: usize,
    /// In words and pairs of words.
    pub words: Closeness,
    /// In groups of letters.
    pub grams: Closeness,
    /// In meaning.
    pub meaning: Closeness,
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
    /// For the nearest intent: how sure it is meant at all; 0 is as likely as not. The others have the least there is.
    pub certainty: i64,
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
    /// Learns the examples: `(intent, line)`.
    pub fn learn(lines: &[(usize, &str)], intents: usize, vocabulary: &Vocabulary, lexicon: &Lexicon) -> Self {
        let mut learned = Self {
            background: background::of(vocabulary.language(), lexicon),
            meaning: meaning::of(vocabulary.language()),
            intent_of: lines.iter().map(|(intent, _)| *intent).collect(),
            lengths: vec![[0; 2]; intents],
            intents,
            ..Self::default()
        };
        let mut vectors: Vec<Vec<(Feature, Space, i64)>> = Vec::with_capacity(lines.len());
        for (_, line) in lines {
            let text = Text::read(line, vocabulary.language());
            let readings = vocabulary.read_all(&text);
            let features = of_text(&text, &readings, vocabulary, lexicon);
            vectors.push(counts(&features));
            learned.directions.push(direction(learned.meaning, &features));
            let flags = super::negator_flags(&text, &readings, lexicon);
            learned.polarity.push(content_polarity(&text, &readings, &flags, lexicon, 0, text.tokens.len()));
        }
        learned.weigh(&vectors);
        learned.measure();
        learned
    }

    /// Gives every feature its inverse document frequency and its weight in each example.
    fn weigh(&mut self, vectors: &[Vec<(Feature, Space, i64)>]) {
        let mut own: HashMap<Feature, u64> = HashMap::new();
        for (feature, ..) in vectors.iter().flatten() {
            *own.entry(*feature).or_default() += 1;
        }
        self.documents = self.background.map_or(vectors.len() as u64, Background::documents);
        for (feature, count) in own {
            let idf = self.background.map_or_else(|| self.idf(count), |b| self.idf(b.frequency(feature)));
            self.features.insert(feature, Known { idf, postings: Vec::new() });
        }
        for (example, vector) in (0..).zip(vectors) {
            for space in [Space::Word, Space::Gram] {
                let weights: Vec<(Feature, i64)> = vector
                    .iter()
                    .filter(|(_, s, _)| *s == space)
                    .map(|(f, _, count)| (*f, count * self.features.get(f).map_or(0, |f| f.idf) / MILLI))
                    .collect();
                let norm = isqrt(weights.iter().map(|(_, w)| w * w).sum()).max(1);
                for (feature, weight) in weights {
                    if let Some(known) = self.features.get_mut(&feature) {
                        known.postings.push((example, weight * ONE / norm));
                    }
                }
            }
        }
    }

    /// Measures the sums of each intent's examples, and where they point.
    fn measure(&mut self) {
        let mut squares = vec![[0_i64; 2]; self.intents];
        let mut sums = vec![0_i64; self.intents];
        for (feature, known) in &self.features {
            sums.fill(0);
            for (example, weight) in &known.postings {
                if let Some(sum) = self.intent_of.get(*example as usize).and_then(|i| sums.get_mut(*i)) {
                    *sum += weight;
                }
            }
            let space = usize::from(feature >> 63 == 1);
            for (square, sum) in squares.iter_mut().zip(&sums) {
                square[space] += sum * sum / 1000;
            }
        }
        self.lengths = squares.into_iter().map(|s| s.map(|s| isqrt(s.saturating_mul(1000)).max(1))).collect();
        self.centres = (0..self.intents)
            .map(|intent| {
                let of = self.directions.iter().zip(&self.intent_of).filter(|(_, i)| **i == intent);
                Direction::between(&of.map(|(d, _)| d).collect::<Vec<_>>())
            })
            .collect();
    }

    fn idf(&self, frequency: u64) -> i64 {
        MILLI + log2_milli(self.documents + 1, frequency.max(1)).min(12 * MILLI)
    }

    /// Content words of an example with their polarity.
    pub fn polarity_of(&self, example: usize) -> &[(WordId, bool)] {
        self.polarity.get(example).map_or(&[], Vec::as_slice)
    }

    /// A segment in all views, against every intent.
    pub fn compare(&self, features: &[TokenFeatures]) -> Vec<Compared> {
        let mut dots = vec![[0_i64; 2]; self.intent_of.len()];
        let mut norms = [0_i64; 2];
        for (feature, space, count) in counts(features) {
            let known = self.features.get(&feature);
            let idf = known.map_or_else(|| self.idf(self.background.map_or(0, |b| b.frequency(feature))), |k| k.idf);
            let weight = count * idf / MILLI;
            norms[space as usize] += weight * weight;
            for (example, w) in known.map_or(&[][..], |k| k.postings.as_slice()) {
                if let Some(dot) = dots.get_mut(*example as usize) {
                    dot[space as usize] += weight * w;
                }
            }
        }
        let norms = norms.map(|n| isqrt(n).max(1));
        let here = direction(self.meaning, features);
        let mut all: Vec<Compared> =
            (0..self.intents).map(|intent| Compared { intent, ..Compared::default() }).collect();
        let mut nearest = vec![i64::MIN; self.intents];
        for (example, dot) in dots.iter().enumerate() {
            let Some(of) = self.intent_of.get(example).and_then(|i| all.get_mut(*i)) else { continue };
            let (word, gram) = (dot[0] / norms[0], dot[1] / norms[1]);
            of.words.note(word);
            of.words.centre += word;
            of.grams.note(gram);
            of.grams.centre += gram;
            let meant = self.meaning.and(self.directions.get(example)).map_or(0, |d| here.nearness(d));
            of.meaning.note(meant);
            let all = word + gram + meant;
            if let Some(most) = nearest.get_mut(of.intent).filter(|most| all > **most) {
                *most = all;
                of.example = example;
            }
        }
        for of in &mut all {
            let lengths = self.lengths.get(of.intent).copied().unwrap_or([ONE; 2]);
            of.words.centre = of.words.centre * 1000 / (lengths[0] / 1000).max(1);
            of.grams.centre = of.grams.centre * 1000 / (lengths[1] / 1000).max(1);
            of.meaning.centre = self.meaning.and(self.centres.get(of.intent)).map_or(0, |c| here.nearness(c));
        }
        all
    }

    /// How near a segment is to everyday sentences of customers, whatever they are about, in millionths.
    pub fn everyday(&self, features: &[TokenFeatures]) -> i64 {
        self.background.map_or(0, |b| b.nearness(&direction(self.meaning, features)))
    }

    /// The intents nearest to a segment, best first; intents with nothing in common are left out.
    pub fn score(&self, features: &[TokenFeatures]) -> Vec<Scored> {
        if self.intent_of.is_empty() || features.is_empty() {
            return Vec::new();
        }
        let compared = self.compare(features);
        let deep = self.meaning.is_some();
        let mut scored: Vec<(Scored, Compared)> = compared
            .into_iter()
            .map(|c| {
                let score = certainty::similarity(&c, deep);
                (Scored { intent: c.intent, example: c.example, score, certainty: i64::MIN }, c)
            })
            .filter(|(s, _)| s.score > 0)
            .collect();
        scored.sort_by(|(a, _), (b, _)| b.score.cmp(&a.score).then(a.intent.cmp(&b.intent)));
        if let Some((_, first)) = scored.first().copied() {
            let rest: Vec<&Compared> = scored.iter().skip(1).map(|(_, c)| c).collect();
            let everyday = if deep { self.everyday(features) } else { 0 };
            let certainty = certainty::of(&first, &rest, everyday, features.len(), deep);
            if let Some((top, _)) = scored.first_mut() {
                top.certainty = certainty;
            }
        }
        scored.into_iter().map(|(s, _)| s).collect()
    }
}

fn direction(meaning: Option<&Meaning>, features: &[TokenFeatures]) -> Direction {
    meaning.map_or_else(Direction::default, |m| m.direction(features.iter().flat_map(|t| t.pieces.iter().copied())))
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
