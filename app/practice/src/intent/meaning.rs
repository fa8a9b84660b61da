//! What words mean: a vector for every piece of a word, and the direction a line points in; see `data/README.md`.
//!
//! Whole numbers all the way: a row is a scale and signed bytes, a line is the sum of its rows brought to one length.

use super::kernel;
use crate::text::{Language, dutch, quick::QuickMap};
use std::sync::OnceLock;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Numbers per vector.
pub const WIDTH: usize = 192;
/// Length every direction is brought to.
const LENGTH: i64 = 16_000;
/// Longest word that is cut into pieces, in letters.
const WORD_MOST: usize = 40;

/// A direction of length [`LENGTH`]; all zeros when nothing of a line is known.
#[derive(Clone, Debug)]
pub struct Direction([i16; WIDTH]);

impl Default for Direction {
    fn default() -> Self {
        Self([0; WIDTH])
    }
}

impl Direction {
    /// The direction of a sum.
    fn of(sum: &[i64; WIDTH]) -> Self {
        // Large sums are halved first, so that the squares fit.
        let most = sum.iter().map(|n| n.unsigned_abs()).max().unwrap_or(0);
        let shift = (64 - most.leading_zeros()).saturating_sub(26);
        let square: u64 = sum.iter().map(|n| (n >> shift).unsigned_abs().pow(2)).sum();
        let length = i64::try_from(square.isqrt()).unwrap_or(i64::MAX).max(1);
        let mut direction = Self::default();
        for (to, from) in direction.0.iter_mut().zip(sum) {
            *to = i16::try_from((from >> shift) * LENGTH / length).unwrap_or(0);
        }
        direction
    }

    /// The direction between several.
    pub fn between(directions: &[&Self]) -> Self {
        let mut sum = [0; WIDTH];
        for direction in directions {
            for (to, from) in sum.iter_mut().zip(&direction.0) {
                *to += i64::from(*from) << 8;
            }
        }
        Self::of(&sum)
    }

    /// The cosine of two directions in millionths.
    pub fn nearness(&self, other: &Self) -> i64 {
        // No partial sum is longer than the two lengths multiplied, which fits.
        i64::from(kernel::dot(&self.0, &other.0)) * 1_000_000 / (LENGTH * LENGTH)
    }
}

/// A direction that many are compared with.
#[derive(Clone, Debug)]
pub struct Mark {
    direction: Direction,
    tail: i32,
}

impl From<Direction> for Mark {
    fn from(direction: Direction) -> Self {
        Self { tail: kernel::tail(&direction.0), direction }
    }
}

impl Mark {
    /// The cosine of two directions in millionths; `None` when it is not above `least`.
    pub fn nearness_above(&self, other: &Self, least: i64) -> Option<i64> {
        // The product that gives `least` or less; one more for what division cuts off.
        let product = (least.saturating_sub(1)).saturating_mul(LENGTH * LENGTH / 1_000_000);
        let dot = kernel::dot_above(&self.direction.0, &other.direction.0, (self.tail, other.tail), product)?;
        Some(i64::from(dot) * 1_000_000 / (LENGTH * LENGTH)).filter(|nearness| *nearness > least)
    }
}

/// The vectors of the pieces of words.
#[derive(Debug)]
pub struct Meaning {
    language: Language,
    rows: QuickMap<&'static str, u32>,
    scales: &'static [u8],
    vectors: &'static [u8],
}

/// The vectors of a language, indexed at the first call; `None` where there are none.
pub fn of(language: Language) -> Option<&'static Meaning> {
    static ENGLISH: OnceLock<Meaning> = OnceLock::new();
    static DUTCH: OnceLock<Meaning> = OnceLock::new();
    Some(match language {
        Language::English => ENGLISH.get_or_init(|| {
            Meaning::load(language, include_str!("../../data/pieces.txt"), include_bytes!("../../data/vectors.bin"))
        }),
        Language::Dutch => DUTCH.get_or_init(|| {
            Meaning::load(
                language,
                include_str!("../../data/pieces-nl.txt"),
                include_bytes!("../../data/vectors-nl.bin"),
            )
        }),
    })
}

impl Meaning {
    fn load(language: Language, pieces: &'static str, data: &'static [u8]) -> Self {
        let rows: QuickMap<&str, u32> = pieces.lines().zip(0..).collect();
        let (scales, vectors) = data.split_at((rows.len() * 2).min(data.len()));
        Self { language, rows, scales, vectors }
    }

    /// Its language.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The rows a word is made of. None when it is not made of known pieces.
    pub fn pieces(&self, word: &str) -> Vec<u32> {
        match self.language {
            Language::English => self.word_pieces(word),
            Language::Dutch => self.stems(word),
        }
    }

    /// The row of a word's stem, or the rows of the words it is put together of.
    fn stems(&self, word: &str) -> Vec<u32> {
        let row = |word: &str| self.rows.get(self.language.stem(word).as_str()).copied();
        if let Some(row) = row(word) {
            return vec![row];
        }
        if word.chars().count() > WORD_MOST {
            return Vec::new();
        }
        dutch::compound(word, &|part| row(part).is_some()).iter().filter_map(|part| row(part)).collect()
    }

    /// The longest piece first, then the longest piece of the rest. None when any letter is unknown.
    fn word_pieces(&self, word: &str) -> Vec<u32> {
        if let Some(row) = self.rows.get(word) {
            return vec![*row];
        }
        let plain: String = word.nfd().filter(|c| !is_combining_mark(*c)).collect();
        if plain.chars().count() > WORD_MOST {
            return Vec::new();
        }
        let mut rows = Vec::new();
        let mut key = String::with_capacity(plain.len() + 2);
        let mut rest = plain.as_str();
        while !rest.is_empty() {
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
            let found = ends.into_iter().find_map(|end| {
                key.clear();
                key.push_str(if rows.is_empty() { "" } else { "##" });
                key.push_str(&rest[..end]);
                self.rows.get(key.as_str()).map(|row| (*row, end))
            });
            let Some((row, end)) = found else { return Vec::new() };
            rows.push(row);
            rest = &rest[end..];
        }
        rows
    }

    /// The direction of a line made of these rows.
    pub fn direction(&self, rows: impl Iterator<Item = u32>) -> Direction {
        let mut sum = [0_i64; WIDTH];
        for row in rows {
            let row = row as usize;
            let (Some(scale), Some(vector)) =
                (self.scales.get(row * 2..row * 2 + 2), self.vectors.get(row * WIDTH..(row + 1) * WIDTH))
            else {
                continue;
            };
            let scale = i32::from(u16::from_le_bytes([scale[0], scale[1]]));
            for (to, byte) in sum.iter_mut().zip(vector) {
                *to += i64::from(i32::from(byte.cast_signed()) * scale);
            }
        }
        Direction::of(&sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn direction(line: &str) -> Direction {
        let meaning = of(Language::English).unwrap();
        meaning.direction(line.split(' ').flat_map(|w| meaning.pieces(w)))
    }

    #[test]
    fn the_file_fits_its_vocabulary() {
        let meaning = of(Language::English).unwrap();
        assert_eq!(meaning.vectors.len(), meaning.rows.len() * WIDTH);
        assert_eq!(meaning.scales.len(), meaning.rows.len() * 2);
    }

    #[test]
    fn words_fall_into_pieces() {
        let meaning = of(Language::English).unwrap();
        assert_eq!(meaning.pieces("card").len(), 1);
        assert!(meaning.pieces("blocklisting").len() > 1);
        assert_eq!(meaning.pieces("café"), meaning.pieces("cafe"));
        assert!(meaning.pieces("日本").is_empty());
    }

    #[test]
    fn other_words_for_the_same_point_the_same_way() {
        let line = direction("where is my parcel");
        assert!((995_000..1_005_000).contains(&line.nearness(&line)), "{}", line.nearness(&line));
        let near = line.nearness(&direction("when will the package arrive"));
        let far = line.nearness(&direction("how do i reset my password"));
        assert!(near > far + 200_000, "{near} {far}");
        assert_eq!(Direction::default().nearness(&line), 0);
    }
}
