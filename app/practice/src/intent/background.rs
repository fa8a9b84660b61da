//! How common words and letter groups are in the talk of customers and operators, counted over made-up sentences.
//!
//! A scenario's few examples cannot tell that "card" says more than "please"; sentences put together from `data/phrases.txt` and
//! `data/frames.txt` can. They are counted once per process.

use super::{
    features::{Feature, counts, of_text},
    meaning::{self, Direction, Mark},
};
use crate::{
    lexicon::Lexicon,
    text::{Language, Text, quick::QuickMap},
};
use std::{collections::HashMap, sync::OnceLock};

/// Sentences counted.
const SENTENCES: usize = 6000;
/// Sentences whose direction is kept.
const DIRECTIONS: usize = 1000;
/// How many of them a line is compared with in the end.
const NEAREST: usize = 10;
/// How many are looked at before asking whether the answer is clear.
const SHELF: usize = 100;

/// Document frequencies.
#[derive(Debug, Default)]
pub struct Background {
    documents: u64,
    frequency: QuickMap<Feature, u32>,
    directions: Vec<Mark>,
}

/// The background of a language, counted at the first call; `None` where nobody wrote phrases.
pub fn of(language: Language, lexicon: &Lexicon) -> Option<&'static Background> {
    static ENGLISH: OnceLock<Background> = OnceLock::new();
    static DUTCH: OnceLock<Background> = OnceLock::new();
    let counted = match language {
        Language::English => &ENGLISH,
        Language::Dutch => &DUTCH,
    };
    Some(counted.get_or_init(|| count(language, lexicon)))
}

impl Background {
    /// Sentences counted.
    pub const fn documents(&self) -> u64 {
        self.documents
    }

    /// In how many of them a feature occurs.
    pub fn frequency(&self, feature: Feature) -> u64 {
        self.frequency.get(&feature).copied().unwrap_or(0).into()
    }

    /// How near a direction is to the nearest of the sentences, in millionths; `None` once it is clear that the nearness is not
    /// accepted. What accepts a nearness has to accept every smaller one.
    pub fn nearness(&self, direction: &Direction, accepts: impl Fn(i64) -> bool) -> Option<i64> {
        if self.directions.len() <= NEAREST {
            return accepts(0).then_some(0);
        }
        // The nearest so far, farthest first. Looking at more sentences only makes them nearer.
        let mut best = [i64::MIN; NEAREST];
        let mut mean = 0;
        let here = Mark::from(direction.clone());
        for shelf in self.directions.chunks(SHELF) {
            for mark in shelf {
                if let Some(found) = mark.nearness_above(&here, best[0]) {
                    let place = best.iter().take_while(|n| **n < found).count();
                    best[..place].rotate_left(1);
                    best[place - 1] = found;
                }
            }
            mean = best.iter().fold(0, |all: i64, n| all.saturating_add(*n)) / i64::try_from(NEAREST).unwrap_or(1);
            if !accepts(mean) {
                return None;
            }
        }
        Some(mean)
    }
}

fn count(language: Language, lexicon: &Lexicon) -> Background {
    let mut background = Background::default();
    let meaning = meaning::of(language);
    for (n, sentence) in sentences(language, SENTENCES).into_iter().enumerate() {
        let text = Text::read(&sentence, language);
        let readings = lexicon.vocabulary.read_exactly(&text);
        let features = of_text(&text, &readings, &lexicon.vocabulary, lexicon);
        for (feature, ..) in counts(&features) {
            *background.frequency.entry(feature).or_default() += 1;
        }
        background.documents += 1;
        if let Some(meaning) = meaning.filter(|_| n % (SENTENCES / DIRECTIONS) == 0) {
            let direction = meaning.direction(features.iter().flat_map(|t| t.pieces.iter().copied()));
            background.directions.push(direction.into());
        }
    }
    background
}

/// One kind of filling: things, things to do, or what happened.
type Fillings<'a> = HashMap<char, Vec<&'a str>>;

fn kinds(line: &str) -> Option<(char, Vec<&str>)> {
    let (kind, rest) = line.split_once(':')?;
    Some((kind.trim().chars().next()?, rest.split('|').map(str::trim).collect()))
}

/// The first sentences of a fixed order, in which every phrase meets every frame of its kind sooner or later.
pub fn sentences(language: Language, most: usize) -> Vec<String> {
    let (phrases_of, frames_of) = match language {
        Language::English => (include_str!("../../data/phrases.txt"), include_str!("../../data/frames.txt")),
        Language::Dutch => (include_str!("../../data/phrases-nl.txt"), include_str!("../../data/frames-nl.txt")),
    };
    let mut phrases: Fillings<'_> = HashMap::new();
    for (kind, list) in lines(phrases_of).filter_map(kinds) {
        phrases.entry(kind.to_ascii_uppercase()).or_default().extend(list);
    }
    let frames: Vec<(char, &str)> = lines(frames_of)
        .filter_map(kinds)
        .flat_map(|(kind, list)| list.into_iter().map(move |frame| (kind, frame)))
        .collect();
    // Steps without common divisors with the lengths of the lists walk through all pairs.
    (0..most)
        .filter_map(|n| {
            let (_, frame) = frames.get(n % frames.len().max(1))?;
            let words = frame.split(' ').map(|word| filled(word, &phrases, n)).collect::<Option<Vec<String>>>()?;
            Some(words.join(" "))
        })
        .collect()
}

fn lines(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter(|l| !l.starts_with(['#', '@']))
}

/// A word of a frame with its gap filled.
fn filled(word: &str, phrases: &Fillings<'_>, n: usize) -> Option<String> {
    let gap = word.trim_end_matches(['.', '?', '!', ',', ':']);
    let mut letters = gap.chars();
    match (letters.next(), letters.next()) {
        (Some(kind @ ('T' | 'P' | 'O')), None) => {
            let list = phrases.get(&kind)?;
            let phrase = list.get((n.wrapping_mul(7919) + n / 173) % list.len().max(1))?;
            Some(word.replacen(kind, phrase, 1))
        }
        _ => Some(word.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn sentences_are_whole_and_differ() {
        for language in [Language::English, Language::Dutch] {
            let all = sentences(language, SENTENCES);
            assert_eq!(all.len(), SENTENCES);
            let gap = |s: &String| {
                s.split(' ').any(|w| matches!(w.trim_end_matches(['.', '?', '!', ',', ':']), "T" | "P" | "O"))
            };
            assert!(!all.iter().any(gap));
            assert!(all.iter().collect::<HashSet<_>>().len() * 10 > SENTENCES * 9);
        }
    }

    #[test]
    fn common_words_are_common() {
        let lexicon = crate::lexicon::of(Language::English);
        let background = of(Language::English, lexicon).unwrap();
        let often = |word: &str| {
            let text = Text::read(word, Language::English);
            let readings = lexicon.vocabulary.read_exactly(&text);
            let features = of_text(&text, &readings, &lexicon.vocabulary, lexicon);
            background.frequency(counts(&features)[0].0)
        };
        assert!(often("my") > often("card") && often("card") > often("zebra"));
    }
}
