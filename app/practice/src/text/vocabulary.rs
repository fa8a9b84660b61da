//! Words as numbers: patterns and examples are compared by id, and an unknown word is tried as a slip of a known one.

use super::{Language, Text, Token, TokenKind, quick::QuickMap, typo};

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

/// A form a slip may be meant for.
#[derive(Clone, Debug)]
struct Form {
    letters: Vec<char>,
    /// See [`mask`].
    mask: u64,
    id: WordId,
}

/// Which letters occur, as bits. A letter too many or too few changes one bit, a wrong one at most two.
fn mask(letters: &[char]) -> u64 {
    letters.iter().fold(0, |mask, c| mask | 1 << (u32::from(*c) % 64))
}

/// The words a scenario's patterns, examples and facts are made of, on top of the words of its language.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    language: Language,
    /// The words of the language, which every scenario shares.
    base: Option<&'static Vocabulary>,
    /// Number of stems below this vocabulary's own.
    below: WordId,
    stems: QuickMap<String, WordId>,
    /// The stem, and the first form seen of it, in the order of the ids.
    names: Vec<(String, String)>,
    /// Full forms by first letter and length, for slips.
    forms: QuickMap<(char, usize), Vec<Form>>,
    seen_forms: QuickMap<String, WordId>,
}

impl Vocabulary {
    /// An empty vocabulary.
    pub fn new(language: Language) -> Self {
        Self {
            language,
            base: None,
            below: 0,
            stems: QuickMap::default(),
            names: Vec::new(),
            forms: QuickMap::default(),
            seen_forms: QuickMap::default(),
        }
    }

    /// A vocabulary that adds to another.
    pub fn on(base: &'static Self) -> Self {
        Self {
            base: Some(base),
            below: WordId::try_from(base.len()).unwrap_or(WordId::MAX),
            ..Self::new(base.language)
        }
    }

    /// Its language.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Number of stems; every id is below it.
    pub fn len(&self) -> usize {
        self.below as usize + self.names.len()
    }

    /// No words at all?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Learns a token and gives its id.
    pub fn learn(&mut self, token: &Token) -> WordId {
        let id = self.id(&token.stem).unwrap_or_else(|| {
            let next = WordId::try_from(self.len()).unwrap_or(WordId::MAX);
            self.stems.insert(token.stem.clone(), next);
            self.names.push((token.stem.clone(), token.norm.clone()));
            next
        });
        if token.kind == TokenKind::Word && self.form(&token.norm).is_none() {
            self.seen_forms.insert(token.norm.clone(), id);
            let letters: Vec<char> = token.norm.chars().collect();
            if let Some(first) = letters.first().copied()
                && letters.len() >= 4
            {
                let form = Form { mask: mask(&letters), id, letters };
                self.forms.entry((first, form.letters.len())).or_default().push(form);
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
        self.stems.get(stem).copied().or_else(|| self.base?.id(stem))
    }

    /// The id of a form.
    fn form(&self, norm: &str) -> Option<WordId> {
        self.seen_forms.get(norm).copied().or_else(|| self.base?.form(norm))
    }

    fn name(&self, id: WordId) -> Option<&(String, String)> {
        match self.base {
            Some(base) if id < self.below => base.name(id),
            _ => self.names.get(id.checked_sub(self.below)? as usize),
        }
    }

    /// The stem with this id.
    pub fn stem_of(&self, id: WordId) -> Option<&str> {
        self.name(id).map(|(stem, _)| stem.as_str())
    }

    /// The first form seen of the stem with this id.
    pub fn form_of(&self, id: WordId) -> Option<&str> {
        self.name(id).map(|(_, form)| form.as_str())
    }

    /// Reads every token of a text as it is spelt, taking nothing for a slip.
    pub fn read_exactly(&self, text: &Text) -> Vec<Reading> {
        text.tokens.iter().map(|t| Reading { word: self.id(&t.stem), slip: false }).collect()
    }

    /// Reads a token: exactly, else as a slip of one known word.
    pub fn read(&self, token: &Token) -> Reading {
        if let Some(id) = self.id(&token.stem).or_else(|| self.form(&token.norm)) {
            return Reading { word: Some(id), slip: false };
        }
        if token.kind != TokenKind::Word {
            return Reading::default();
        }
        let letters: Vec<char> = token.norm.chars().collect();
        let near = self.nearest(&letters);
        Reading { word: near.map(|(_, _, id)| id), slip: near.is_some() }
    }

    /// The nearest form that can be the same word with slips in it: the slips, the difference in length, the word.
    fn nearest(&self, letters: &[char]) -> Option<(usize, usize, WordId)> {
        let most = typo::tolerated(letters.len());
        let first = letters.first().filter(|_| most > 0)?;
        // The first letter is rarely the wrong one, but may have changed places with the second.
        let second = letters.get(1).filter(|c| *c != first);
        let seen = mask(letters);
        let own = [Some(first), second]
            .into_iter()
            .flatten()
            .flat_map(|head| (letters.len() - most..=letters.len() + most).map(|length| (*head, length)))
            .filter_map(|shelf| self.forms.get(&shelf))
            .flatten()
            .filter_map(|form| {
                let most = most.min(typo::tolerated(form.letters.len()));
                if (form.mask ^ seen).count_ones() as usize > 2 * most {
                    return None;
                }
                let slips = typo::distance(letters, &form.letters, most)?;
                Some((slips, form.letters.len().abs_diff(letters.len()), form.id))
            })
            .min();
        own.into_iter().chain(self.base.and_then(|base| base.nearest(letters))).min()
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

    #[test]
    fn words_on_top_come_after_those_of_the_language() {
        let base = &crate::lexicon::of(Language::English).vocabulary;
        let mut v = Vocabulary::on(base);
        assert_eq!(reads(&v, "please"), reads(base, "please"));
        let teapot = v.learn_text("zzteapots")[0];
        assert_eq!((teapot as usize, v.len()), (base.len(), base.len() + 1));
        assert_eq!((v.form_of(teapot), v.stem_of(teapot)), (Some("zzteapots"), Some("zzteapot")));
        assert_eq!(reads(&v, "zzteapto"), Some(teapot));
        assert_eq!(v.learn_text("zzteapot please"), [teapot, reads(base, "please").unwrap()]);
    }
}
