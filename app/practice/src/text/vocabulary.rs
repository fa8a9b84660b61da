//! Words as numbers: patterns and examples are compared by id, and an unknown word is tried as a slip of a known one.

use super::{Language, Text, Token, TokenKind, typo};
use std::collections::HashMap;

/// Id of a stem. Ids of the language's own words come first and stay the same in every scenario.
pub type WordId = u32;

/// What a token is taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The known word; `None` when it is not in the vocabulary.
    pub word: Option<WordId>,
    /// It was read through a typing slip.
    pub slip: bool,
}

/// The words a scenario's patterns, examples and facts are made of, on top of the words of its language.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    language: Language,
    stems: HashMap<String, WordId>,
    /// The stem, and the first form seen of it, in the order of the ids.
    names: Vec<(String, String)>,
    /// Full forms by first letter, for slips.
    forms: HashMap<char, Vec<(Vec<char>, WordId)>>,
    seen_forms: HashMap<String, WordId>,
}

impl Vocabulary {
    /// An empty vocabulary.
    pub fn new(language: Language) -> Self {
        Self { language, stems: HashMap::new(), names: Vec::new(), forms: HashMap::new(), seen_forms: HashMap::new() }
    }

    /// Its language.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Number of stems; every id is below it.
    pub fn len(&self) -> usize {
        self.stems.len()
    }

    /// No words at all?
    pub fn is_empty(&self) -> bool {
        self.stems.is_empty()
    }

    /// Learns a token and gives its id.
    pub fn learn(&mut self, token: &Token) -> WordId {
        let next = WordId::try_from(self.stems.len()).unwrap_or(WordId::MAX);
        let id = *self.stems.entry(token.stem.clone()).or_insert(next);
        if id == next {
            self.names.push((token.stem.clone(), token.norm.clone()));
        }
        if token.kind == TokenKind::Word && !self.seen_forms.contains_key(&token.norm) {
            self.seen_forms.insert(token.norm.clone(), id);
            let letters: Vec<char> = token.norm.chars().collect();
            if let Some(first) = letters.first().copied()
                && letters.len() >= 4
            {
                self.forms.entry(first).or_default().push((letters, id));
            }
        }
        id
    }

    /// Learns every word of a text.
    pub fn learn_text(&mut self, text: &str) -> Vec<WordId> {
        Text::read(text, self.language).tokens.iter().map(|t| self.learn(t)).collect()
    }

    /// The id of a stem.
    pub fn id(&self, stem: &str) -> Option<WordId> {
        self.stems.get(stem).copied()
    }

    /// The stem with this id.
    pub fn stem_of(&self, id: WordId) -> Option<&str> {
        self.names.get(id as usize).map(|(stem, _)| stem.as_str())
    }

    /// The first form seen of the stem with this id.
    pub fn form_of(&self, id: WordId) -> Option<&str> {
        self.names.get(id as usize).map(|(_, form)| form.as_str())
    }

    /// Reads every token of a text as it is spelt, taking nothing for a slip.
    pub fn read_exactly(&self, text: &Text) -> Vec<Reading> {
        text.tokens.iter().map(|t| Reading { word: self.stems.get(&t.stem).copied(), slip: false }).collect()
    }

    /// Reads a token: exactly, else as a slip of one known word.
    pub fn read(&self, token: &Token) -> Reading {
        if let Some(id) = self.stems.get(&token.stem).or_else(|| self.seen_forms.get(&token.norm)) {
            return Reading { word: Some(*id), slip: false };
        }
        if token.kind != TokenKind::Word {
            return Reading::default();
        }
        let letters: Vec<char> = token.norm.chars().collect();
        let most = typo::tolerated(letters.len());
        let Some(first) = letters.first() else { return Reading::default() };
        if most == 0 {
            return Reading::default();
        }
        // The first letter is rarely the wrong one, but may have changed places with the second.
        let second = letters.get(1).filter(|c| *c != first);
        let near = [Some(first), second]
            .into_iter()
            .flatten()
            .filter_map(|c| self.forms.get(c))
            .flatten()
            .filter_map(|(form, id)| {
                let most = most.min(typo::tolerated(form.len()));
                typo::distance(&letters, form, most).map(|d| (d, form.len().abs_diff(letters.len()), *id))
            })
            .min();
        Reading { word: near.map(|(_, _, id)| id), slip: near.is_some() }
    }

    /// Reads every token of a text.
    pub fn read_all(&self, text: &Text) -> Vec<Reading> {
        text.tokens.iter().map(|t| self.read(t)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(vocabulary: &Vocabulary, word: &str) -> Option<WordId> {
        vocabulary.read(&Text::read(word, Language::English).tokens[0]).word
    }

    #[test]
    fn slips_are_read_as_the_nearest_word() {
        let mut v = Vocabulary::new(Language::English);
        let number = v.learn_text("number")[0];
        let order = v.learn_text("order")[0];
        assert_eq!(reads(&v, "nubmer"), Some(number));
        assert_eq!(reads(&v, "numbers"), Some(number));
        assert_eq!(reads(&v, "roder"), Some(order));
        assert_eq!(reads(&v, "parcel"), None);
        assert_eq!(reads(&v, "nmr"), None);
    }
}
