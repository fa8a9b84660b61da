//! Intents by example: how close a line is to the lines an author gave, in words, in groups of letters and in meaning.
//!
//! Integers only, so that the same line scores the same on every machine. Similarities are in millionths.

use super::{
    background::{self, Background},
    certainty,
    features::{Feature, MILLI, Space, TokenFeatures, counts, of_text},
    heard::{Heard, Term},
    meaning::{self, Direction, Meaning},
};
use crate::{
    lexicon::Lexicon,
    text::{
        Text,
        quick::QuickMap,
        vocabulary::{Reading, Vocabulary, WordId},
    },
};

/// A similarity of one.
pub const ONE: i64 = 1_000_000;

#[derive(Clone, Debug)]
struct Known {
    space: Space,
    /// Inverse document frequency, thousandths.
    idf: i64,
    /// Examples it occurs in, with its weight in a vector of length [`ONE`].
    postings: Vec<(u32, i64)>,
}

/// All examples of a scenario, ready to be compared with.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    places: QuickMap<Feature, u32>,
    features: Vec<Known>,
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
        let mut frequencies: Vec<(Feature, Space, u64)> = Vec::new();
        for (feature, space, _) in vectors.iter().flatten() {
            let place = *self.places.entry(*feature).or_insert_with(|| {
                frequencies.push((*feature, *space, 0));
                u32::try_from(frequencies.len() - 1).unwrap_or(u32::MAX)
            });
            if let Some((.., count)) = frequencies.get_mut(place as usize) {
                *count += 1;
            }
        }
        self.documents = self.background.map_or(vectors.len() as u64, Background::documents);
        for (feature, space, count) in frequencies {
            let idf = self.background.map_or_else(|| self.idf(count), |b| self.idf(b.frequency(feature)));
            self.features.push(Known { space, idf, postings: Vec::new() });
        }
        for (example, vector) in (0..).zip(vectors) {
            let mut weights: Vec<(u32, i64)> = Vec::with_capacity(vector.len());
            let mut squares = [0_i64; 2];
            for (feature, space, count) in vector {
                let Some(place) = self.places.get(feature) else { continue };
                let weight = count * self.features.get(*place as usize).map_or(0, |known| known.idf) / MILLI;
                squares[*space as usize] += weight * weight;
                weights.push((*place, weight));
            }
            let norms = squares.map(|square| isqrt(square).max(1));
            for (place, weight) in weights {
                if let Some(known) = self.features.get_mut(place as usize) {
                    known.postings.push((example, weight * ONE / norms[known.space as usize]));
                }
            }
        }
    }

    /// Measures the sums of each intent's examples, and where they point.
    fn measure(&mut self) {
        let mut squares = vec![[0_i64; 2]; self.intents];
        let mut sums = vec![0_i64; self.intents];
        for known in &self.features {
            sums.fill(0);
            for (example, weight) in &known.postings {
                if let Some(sum) = self.intent_of.get(*example as usize).and_then(|i| sums.get_mut(*i)) {
                    *sum += weight;
                }
            }
            for (square, sum) in squares.iter_mut().zip(&sums) {
                square[known.space as usize] += sum * sum / 1000;
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

    /// Makes a message ready to be compared with the examples.
    pub fn hear<'a>(&self, tokens: &'a [TokenFeatures]) -> Heard<'a> {
        Heard::of(tokens, |feature, space| {
            let known = self.places.get(&feature).copied();
            let idf = known
                .and_then(|place| self.features.get(place as usize))
                .map_or_else(|| self.idf(self.background.map_or(0, |b| b.frequency(feature))), |known| known.idf);
            Term { space, idf, known }
        })
    }

    /// Tokens `first..last` of a message in all views, against every intent.
    fn compare(&self, heard: &Heard<'_>, here: &Direction, first: usize, last: usize) -> Vec<Compared> {
        let mut dots = vec![[0_i64; 2]; self.intent_of.len()];
        let mut norms = [0_i64; 2];
        for (term, count) in heard.counts(first, last) {
            let weight = count * term.idf / MILLI;
            norms[term.space as usize] += weight * weight;
            let known = term.known.and_then(|place| self.features.get(place as usize));
            for (example, w) in known.map_or(&[][..], |k| k.postings.as_slice()) {
                if let Some(dot) = dots.get_mut(*example as usize) {
                    dot[term.space as usize] += weight * w;
                }
            }
        }
        let norms = norms.map(|n| isqrt(n).max(1));
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

    /// The intents nearest to tokens `first..last` of a message, best first; intents with nothing in common are left out.
    pub fn score(&self, heard: &Heard<'_>, first: usize, last: usize) -> Nearest {
        let tokens = heard.tokens.get(first..last).unwrap_or_default();
        if self.intent_of.is_empty() || tokens.is_empty() {
            return Nearest::default();
        }
        let here = direction(self.meaning, tokens);
        let deep = self.meaning.is_some();
        let mut scored: Vec<(Scored, Compared)> = self
            .compare(heard, &here, first, last)
            .into_iter()
            .map(|c| (Scored { intent: c.intent, example: c.example, score: certainty::similarity(&c, deep) }, c))
            .filter(|(s, _)| s.score > 0)
            .collect();
        scored.sort_unstable_by(|(a, _), (b, _)| b.score.cmp(&a.score).then(a.intent.cmp(&b.intent)));
        Nearest { scored, here, words: tokens.len() }
    }

    /// Is the nearest intent at least this sure to be meant? Certainties are in millionths, 0 is as likely as not.
    ///
    /// The nearer a line is to everyday sentences of customers, whatever they are about, the less it says about this scenario; the
    /// nearest of those are looked for only as long as the answer is open.
    pub fn is_certain(&self, nearest: &Nearest, least: i64) -> bool {
        let Some(((_, first), rest)) = nearest.scored.split_first() else { return false };
        let rest: Vec<&Compared> = rest.iter().map(|(_, compared)| compared).collect();
        let deep = self.meaning.map(Meaning::language);
        let enough = |everyday| certainty::of(first, &rest, everyday, nearest.words, deep) >= least;
        match self.background.filter(|_| deep.is_some()) {
            Some(background) => background.nearness(&nearest.here, enough).is_some(),
            None => enough(0),
        }
    }
}

/// The intents nearest to a segment.
#[derive(Clone, Debug, Default)]
pub struct Nearest {
    scored: Vec<(Scored, Compared)>,
    /// Where the segment points.
    here: Direction,
    /// Its length.
    words: usize,
}

impl Nearest {
    /// The intent at a place, 0 for the nearest.
    pub fn at(&self, place: usize) -> Option<Scored> {
        self.scored.get(place).map(|(scored, _)| *scored)
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
            let taken_back = super::negation::reaches_back(text, &personal, at + 1);
            carried = super::negation::in_window(text, &personal, at) || taken_back || (carried && !barrier);
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
