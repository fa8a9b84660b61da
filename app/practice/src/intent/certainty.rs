//! From similarities to a decision: which intent is nearest, and whether it is meant at all.
//!
//! The weights are one set for every scenario of a language, fitted by logistic regression: those of English on published cases (decision
//! 0007), those of Dutch on cases written for it, many of them with the right intent taken away (decision 0013).

use super::example::{Closeness, Compared};
use crate::text::Language;

/// What a language without vectors for its words needs, in millionths of similarity.
const SHALLOW: i64 = 220_000;

/// One similarity out of all views, in millionths.
pub fn similarity(of: &Compared, deep: bool) -> i64 {
    let middle = |c: &Closeness| (2 * c.centre + c.first + c.second) / 4;
    if deep {
        return (50 * middle(&of.meaning) + 35 * middle(&of.grams) + 15 * middle(&of.words)) / 100;
    }
    let near = |c: &Closeness| (c.first * 70 + c.second.max(c.first / 2) * 30) / 100;
    i64::midpoint(near(&of.words), near(&of.grams))
}

/// How sure the nearest intent is meant: above 0 it rather is. `everyday` is the nearness to sentences about anything, `words` the
/// length of the segment, `deep` the language of the vectors.
pub fn of(first: &Compared, rest: &[&Compared], everyday: i64, words: usize, deep: Option<Language>) -> i64 {
    let (bias, weights) = match deep {
        None => return similarity(first, false) - SHALLOW,
        Some(Language::English) => ENGLISH,
        Some(Language::Dutch) => DUTCH,
    };
    let evidence = evidence(first, rest, everyday, words);
    bias + evidence.iter().zip(weights).map(|(value, weight)| value * weight / 1000).sum::<i64>()
}

/// Everything the decision looks at, in millionths.
pub fn evidence(first: &Compared, rest: &[&Compared], everyday: i64, words: usize) -> [i64; 12] {
    let next = |view: fn(&Compared) -> i64| rest.iter().map(|c| view(c)).max().unwrap_or(0);
    let count = i64::try_from(rest.len()).unwrap_or(1).max(1);
    let mean = |view: fn(&Compared) -> i64| rest.iter().map(|c| view(c)).sum::<i64>() / count;
    let words = i64::try_from(words.min(30)).unwrap_or(30);
    [
        first.meaning.centre,
        first.meaning.first,
        first.meaning.second,
        first.grams.centre,
        first.grams.first,
        first.words.centre,
        first.words.first,
        next(|c| c.meaning.centre),
        next(|c| c.grams.centre),
        mean(|c| c.meaning.centre),
        everyday,
        words * 100_000,
    ]
}

/// The weight of nothing at all in millionths, and the weights of the evidence in thousandths.
const ENGLISH: (i64, [i64; 12]) =
    (-2_329_467, [7309, 4796, -1214, -187, 2624, 101, 1648, -2333, -2991, -1167, -7486, 477]);
/// The same for Dutch.
const DUTCH: (i64, [i64; 12]) =
    (-3_041_000, [8436, 2529, 873, 2755, 3449, 1216, 1468, -3430, -3924, -1755, -6689, 1625]);
