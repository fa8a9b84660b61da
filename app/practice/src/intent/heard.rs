//! A message made ready to be compared: each of its features looked up once, whatever part of the message is compared in the end.

use super::features::{Feature, MILLI, Space, TokenFeatures};

/// A feature of a message and what the examples know of it.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// Its space.
    pub space: Space,
    /// Its inverse document frequency, thousandths.
    pub idf: i64,
    /// Its place among the features of the examples.
    pub known: Option<u32>,
}

/// The features of a message, numbered.
#[derive(Clone, Debug)]
pub struct Heard<'a> {
    /// The tokens they come from.
    pub tokens: &'a [TokenFeatures],
    terms: Vec<Term>,
    /// Number and weight of every feature, token by token; the pair with the next token comes last.
    listed: Vec<(u32, i64)>,
    /// Where each token begins in the list; the end of the last one at the end.
    starts: Vec<usize>,
}

impl<'a> Heard<'a> {
    /// Numbers the features of a message and looks each up once.
    pub fn of(tokens: &'a [TokenFeatures], look_up: impl Fn(Feature, Space) -> Term) -> Self {
        let mut raw: Vec<(Feature, Space, i64)> = Vec::with_capacity(tokens.len() * 14);
        let mut starts = Vec::with_capacity(tokens.len() + 1);
        for (at, token) in tokens.iter().enumerate() {
            starts.push(raw.len());
            let (word, weight) = token.word();
            raw.push((word, Space::Word, weight));
            raw.extend(token.grams().iter().map(|gram| (*gram, Space::Gram, MILLI)));
            if let Some((pair, weight)) = tokens.get(at + 1).map(|next| token.pair(next)) {
                raw.push((pair, Space::Word, weight));
            }
        }
        starts.push(raw.len());
        let mut order: Vec<(Feature, u32)> = raw.iter().map(|(feature, ..)| *feature).zip(0..).collect();
        order.sort_unstable();
        let mut listed = vec![(0, 0); raw.len()];
        let mut terms: Vec<Term> = Vec::with_capacity(raw.len());
        let mut before = None;
        for (feature, place) in order {
            let Some((_, space, weight)) = raw.get(place as usize) else { continue };
            if before.replace(feature) != Some(feature) {
                terms.push(look_up(feature, *space));
            }
            listed[place as usize] = (u32::try_from(terms.len() - 1).unwrap_or(0), *weight);
        }
        Self { tokens, terms, listed, starts }
    }

    /// The features of tokens `first..last` with their counts in thousandths, each once, in no particular order. Repeating a word
    /// says less each time.
    pub fn counts(&self, first: usize, last: usize) -> Vec<(Term, i64)> {
        let mut counts = vec![0_i64; self.terms.len()];
        let mut met = Vec::with_capacity(self.terms.len());
        for at in first..last {
            let (Some(from), Some(to)) = (self.starts.get(at), self.starts.get(at + 1)) else { break };
            // The pair with the next token belongs to the segment when that token does.
            let pair = at + 1 == last && last < self.tokens.len();
            let listed = self.listed.get(*from..to - usize::from(pair)).unwrap_or_default();
            for (term, weight) in listed {
                let Some(count) = counts.get_mut(*term as usize) else { continue };
                if *count == 0 {
                    met.push(*term);
                    *count = *weight;
                } else {
                    *count += weight / 2;
                }
            }
        }
        met.into_iter()
            .filter_map(|term| Some((*self.terms.get(term as usize)?, *counts.get(term as usize)?)))
            .collect()
    }
}
