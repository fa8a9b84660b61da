//! The pattern language: ordered words with gaps, alternatives, optional parts, concepts, statement or question.
//!
//! | write | means |
//! |---|---|
//! | `order number` | these words next to each other, in any form (stems), with the usual typing slips |
//! | `*` | up to six words in between |
//! | `(number\|no\|serial number)` | one of these |
//! | `[please]` | may be there |
//! | `~ask` | any phrase of a concept |
//! | `^thanks` | at the start of a sentence |
//! | `are you listening$` | at the end of a sentence |
//! | `refund?` `refunded.` | only in a question, only in a statement |
//!
//! A match never crosses a sentence. Positions within a sentence are bits of a `u128`, so matching cannot blow up.

use super::negation;
use crate::text::{
    SENTENCE_MOST, Sentence, Text,
    quick::QuickMap,
    vocabulary::{Reading, Vocabulary, WordId},
};

/// Words a gap may skip.
const GAP: u32 = 6;
/// Concepts inside concepts, at most.
const DEPTH: u8 = 8;

#[derive(Clone, Debug)]
enum Element {
    Word(WordId),
    Gap,
    OneOf(Vec<Vec<Element>>),
    Maybe(Vec<Element>),
    Concept(usize),
}

/// Must the sentence be a question or a statement?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mood {
    Any,
    Question,
    Statement,
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub struct Pattern {
    elements: Vec<Element>,
    anchored: bool,
    /// It must end where the sentence ends.
    closed: bool,
    mood: Mood,
    /// It contains a negator itself, so the negation window does not apply to it.
    negative: bool,
    /// From each of these lists a word must be there, or there is nothing to find.
    needs: Vec<Vec<WordId>>,
}

/// Words of which a sequence needs one each; what only a concept can tell is left out.
fn needs(elements: &[Element]) -> Vec<Vec<WordId>> {
    elements.iter().filter_map(need).collect()
}

fn need(element: &Element) -> Option<Vec<WordId>> {
    match element {
        Element::Word(word) => Some(vec![*word]),
        Element::OneOf(options) => {
            let each: Option<Vec<Vec<WordId>>> = options.iter().map(|o| o.iter().find_map(need)).collect();
            Some(each?.concat())
        }
        Element::Gap | Element::Maybe(_) | Element::Concept(_) => None,
    }
}

/// Which words a message has, as bits by their ids.
#[derive(Clone, Debug, Default)]
pub struct Present(Vec<u64>);

impl Present {
    /// The words of a message.
    pub fn of(readings: &[Reading]) -> Self {
        let words = || readings.iter().filter_map(|r| r.word).map(|w| w as usize);
        let mut bits = vec![0; words().max().map_or(0, |most| most / 64 + 1)];
        for word in words() {
            bits[word / 64] |= 1 << (word % 64);
        }
        Self(bits)
    }

    fn has(&self, word: WordId) -> bool {
        self.0.get(word as usize / 64).is_some_and(|bits| bits >> (word % 64) & 1 == 1)
    }

    /// Can a pattern match at all?
    fn allows(&self, pattern: &Pattern) -> bool {
        pattern.needs.iter().all(|list| list.iter().any(|word| self.has(*word)))
    }
}

/// Named lists of phrases that patterns refer to as `~name`.
#[derive(Clone, Debug, Default)]
pub struct Concepts {
    /// The concepts of the language, which every scenario shares.
    base: Option<&'static Concepts>,
    /// Number of concepts below.
    below: usize,
    names: QuickMap<String, usize>,
    /// Phrases of the own concepts.
    phrases: Vec<Vec<Pattern>>,
    /// Phrases added to concepts below.
    added: QuickMap<usize, Vec<Pattern>>,
}

impl Concepts {
    /// Concepts that add to others.
    pub fn on(base: &'static Self) -> Self {
        Self { base: Some(base), below: base.below + base.phrases.len(), ..Self::default() }
    }

    /// Declares a concept, so that others may refer to it before its phrases are known.
    pub fn declare(&mut self, name: &str) {
        if self.find(name).is_none() {
            self.names.insert(name.to_owned(), self.below + self.phrases.len());
            self.phrases.push(Vec::new());
        }
    }

    /// Adds phrases to a declared concept.
    pub fn extend(&mut self, name: &str, phrases: Vec<Pattern>) {
        let Some(index) = self.find(name) else { return };
        match index.checked_sub(self.below).and_then(|own| self.phrases.get_mut(own)) {
            Some(list) => list.extend(phrases),
            None => self.added.entry(index).or_default().extend(phrases),
        }
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied().or_else(|| self.base?.find(name))
    }

    fn phrases(&self, index: usize) -> impl Iterator<Item = &Pattern> {
        let below = self.base.filter(|_| index < self.below).and_then(|base| base.phrases.get(index));
        let own =
            index.checked_sub(self.below).and_then(|own| self.phrases.get(own)).or_else(|| self.added.get(&index));
        below.into_iter().chain(own).flatten()
    }

    /// All names, sorted.
    pub fn names(&self) -> Vec<&str> {
        let mut names = self.base.map_or_else(Vec::new, Self::names);
        names.extend(self.names.keys().map(String::as_str));
        names.sort_unstable();
        names
    }
}

/// A place where a pattern matched: tokens `first..last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// A negator stands in the window before it or inside it.
    pub negated: bool,
}

impl Pattern {
    /// Compiles a pattern; its words are learned by the vocabulary.
    ///
    /// # Errors
    /// What is wrong with it, in words for an author.
    pub fn compile(source: &str, vocabulary: &mut Vocabulary, concepts: &Concepts) -> Result<Self, String> {
        let mut text = source.trim();
        let mood = if let Some(rest) = text.strip_suffix('?') {
            text = rest;
            Mood::Question
        } else if let Some(rest) = text.strip_suffix('.') {
            text = rest;
            Mood::Statement
        } else {
            Mood::Any
        };
        let closed = text.trim_end().ends_with('$');
        let text = text.trim_end().trim_end_matches('$');
        let anchored = text.starts_with('^');
        let symbols: Vec<char> = text.trim_start_matches('^').chars().collect();
        let mut compiler = Compiler { symbols: &symbols, at: 0, vocabulary, concepts, negative: false };
        let elements = compiler.sequence(0)?;
        let negative = compiler.negative;
        if let Some(symbol) = symbols.get(compiler.at) {
            return Err(format!("the pattern `{source}` has a stray `{symbol}`"));
        }
        if !elements.iter().any(|e| !matches!(e, Element::Gap | Element::Maybe(_))) {
            return Err(format!("the pattern `{source}` would match anything"));
        }
        Ok(Self { needs: needs(&elements), elements, anchored, closed, mood, negative })
    }

    /// The pattern that is one concept and nothing else.
    pub fn concept(name: &str, concepts: &Concepts) -> Option<Self> {
        let index = concepts.find(name)?;
        Some(Self {
            elements: vec![Element::Concept(index)],
            anchored: false,
            closed: false,
            mood: Mood::Any,
            negative: false,
            needs: Vec::new(),
        })
    }
}

struct Compiler<'a> {
    symbols: &'a [char],
    at: usize,
    vocabulary: &'a mut Vocabulary,
    concepts: &'a Concepts,
    negative: bool,
}

impl Compiler<'_> {
    fn sequence(&mut self, depth: u8) -> Result<Vec<Element>, String> {
        let mut elements = Vec::new();
        while let Some(symbol) = self.symbols.get(self.at).copied() {
            match symbol {
                '|' | ')' | ']' => break,
                '*' => {
                    self.at += 1;
                    elements.push(Element::Gap);
                }
                '(' => elements.push(Element::OneOf(self.group(')', depth)?)),
                '[' => {
                    let options = self.group(']', depth)?;
                    elements.push(Element::Maybe(vec![Element::OneOf(options)]));
                }
                '~' => {
                    self.at += 1;
                    let name = self.run(|c| c.is_alphanumeric() || c == '_' || c == '-');
                    let Some(index) = self.concepts.find(&name) else {
                        return Err(format!(
                            "there is no concept `~{name}`; known are: {}",
                            self.concepts.names().join(", ")
                        ));
                    };
                    elements.push(Element::Concept(index));
                }
                c if c.is_whitespace() || c == ',' => self.at += 1,
                _ => {
                    let run = self.run(|c| !c.is_whitespace() && !"|()[]*~,".contains(c));
                    let text = Text::read(&run, self.vocabulary.language());
                    if text.tokens.is_empty() {
                        return Err(format!("`{run}` is no word"));
                    }
                    for token in &text.tokens {
                        self.negative |= negation::is_negator(self.vocabulary.language(), &token.norm);
                        elements.push(Element::Word(self.vocabulary.learn(token)));
                    }
                }
            }
        }
        Ok(elements)
    }

    fn group(&mut self, close: char, depth: u8) -> Result<Vec<Vec<Element>>, String> {
        if depth >= DEPTH {
            return Err("brackets are nested too deeply".into());
        }
        self.at += 1;
        let mut options = vec![self.sequence(depth + 1)?];
        loop {
            match self.symbols.get(self.at) {
                Some('|') => {
                    self.at += 1;
                    options.push(self.sequence(depth + 1)?);
                }
                Some(c) if *c == close => {
                    self.at += 1;
                    return if options.iter().any(Vec::is_empty) {
                        Err("an alternative is empty".into())
                    } else {
                        Ok(options)
                    };
                }
                _ => return Err(format!("a `{close}` is missing")),
            }
        }
    }

    fn run(&mut self, keep: impl Fn(char) -> bool) -> String {
        let from = self.at;
        while self.symbols.get(self.at).is_some_and(|c| keep(*c)) {
            self.at += 1;
        }
        self.symbols[from..self.at].iter().collect()
    }
}

/// Everything a sentence matcher needs; made once per message.
pub struct Matcher<'a> {
    /// The message.
    pub text: &'a Text,
    /// How its tokens read.
    pub readings: &'a [Reading],
    /// The words among them.
    pub present: &'a Present,
    /// The concepts patterns refer to.
    pub concepts: &'a Concepts,
    /// Which tokens negate; empty while looking for harmless negations.
    pub negators: &'a [bool],
}

impl Matcher<'_> {
    /// The first place where a pattern matches, un-negated places before negated ones.
    pub fn find(&self, pattern: &Pattern) -> Option<Found> {
        let mut negated = None;
        for found in self.find_all(pattern) {
            if !found.negated {
                return Some(found);
            }
            negated.get_or_insert(found);
        }
        negated
    }

    /// Every place where a pattern matches, at most one per start.
    pub fn find_all(&self, pattern: &Pattern) -> Vec<Found> {
        let mut places = Vec::new();
        if !self.present.allows(pattern) {
            return places;
        }
        for sentence in &self.text.sentences {
            let fits = match pattern.mood {
                Mood::Any => true,
                Mood::Question => sentence.question,
                Mood::Statement => !sentence.question,
            };
            if !fits {
                continue;
            }
            let length = sentence.last - sentence.first;
            // From all starts at once first: most patterns match nowhere.
            let starts = if pattern.anchored { 1 } else { (1 << length.min(SENTENCE_MOST)) - 1 };
            if self.run(&pattern.elements, sentence, starts, 0) & !1 == 0 {
                continue;
            }
            for start in 0..length {
                if pattern.anchored && start > 0 {
                    break;
                }
                let mut ends =
                    self.run(&pattern.elements, sentence, 1 << start, 0) & !((1 << start) | ((1 << start) - 1));
                if pattern.closed {
                    ends &= 1 << length.min(SENTENCE_MOST);
                }
                if ends != 0 {
                    let first = sentence.first + start;
                    let last = sentence.first + ends.trailing_zeros() as usize;
                    places.push(Found { first, last, negated: self.negated(pattern, first, last) });
                }
            }
        }
        places
    }

    fn negated(&self, pattern: &Pattern, first: usize, last: usize) -> bool {
        negation::in_window(self.text, self.negators, first)
            || (!pattern.negative && negation::reaches_back(self.text, self.negators, last))
            || (!pattern.negative
                && self.negators.get(first..last).is_some_and(|inside| inside.iter().any(|n| *n))
                && (first..last).any(|t| negation::in_window(self.text, self.negators, t)))
    }

    /// Positions reachable after the elements from a set of positions. Bit `n` is the place before the sentence's token `n`.
    fn run(&self, elements: &[Element], sentence: &Sentence, from: u128, depth: u8) -> u128 {
        let mut places = from;
        for element in elements {
            if places == 0 {
                return 0;
            }
            places = self.advance(element, sentence, places, depth);
        }
        places
    }

    fn advance(&self, element: &Element, sentence: &Sentence, from: u128, depth: u8) -> u128 {
        let length = (sentence.last - sentence.first).min(SENTENCE_MOST);
        let inside: u128 = (1 << (length + 1)) - 1;
        match element {
            Element::Word(word) => {
                let mut to = 0;
                let mut left = from;
                while left != 0 {
                    let at = left.trailing_zeros() as usize;
                    left &= left - 1;
                    if at < length && self.readings.get(sentence.first + at).is_some_and(|r| r.word == Some(*word)) {
                        to |= 1 << (at + 1);
                    }
                }
                to
            }
            Element::Gap => (0..=GAP).fold(0, |all, n| all | (from << n)) & inside,
            Element::OneOf(options) => options.iter().fold(0, |all, o| all | self.run(o, sentence, from, depth)),
            Element::Maybe(part) => from | self.run(part, sentence, from, depth),
            Element::Concept(index) if depth < DEPTH => {
                let phrases = self.concepts.phrases(*index).filter(|p| self.present.allows(p));
                phrases.fold(0, |all, p| {
                    let start = if p.anchored { from & 1 } else { from };
                    all | self.run(&p.elements, sentence, start, depth + 1)
                })
            }
            Element::Concept(_) => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn matches(pattern: &str, line: &str) -> Option<bool> {
        let mut vocabulary = Vocabulary::new(Language::English);
        let mut concepts = Concepts::default();
        concepts.declare("ask");
        let ask = ["could you share", "what is", "need", "(send|give) me"]
            .map(|p| Pattern::compile(p, &mut vocabulary, &Concepts::default()).unwrap());
        concepts.extend("ask", ask.to_vec());
        let pattern = Pattern::compile(pattern, &mut vocabulary, &concepts).unwrap();
        let text = Text::read(line, Language::English);
        let readings = vocabulary.read_all(&text);
        let flags = negation::negators(&text, &[]);
        let present = Present::of(&readings);
        let matcher =
            Matcher { text: &text, readings: &readings, present: &present, concepts: &concepts, negators: &flags };
        matcher.find(&pattern).map(|f| f.negated)
    }

    #[test]
    fn words_gaps_alternatives_options_concepts() {
        let pattern = "~ask * order (number|no|nr)";
        assert_eq!(matches(pattern, "Hi! Could you share your order number please?"), Some(false));
        assert_eq!(matches(pattern, "what's the ordr nubmer"), Some(false));
        assert_eq!(matches(pattern, "Could you share it. The order number is wrong"), None);
        assert_eq!(matches("[a] full refund", "you get a full refund"), Some(false));
        assert_eq!(matches("[a] full refund", "full refund"), Some(false));
        assert_eq!(matches("anything else?", "anything else?"), Some(false));
        assert_eq!(matches("anything else?", "there is nothing, anything else."), None);
        assert_eq!(matches("^thanks", "thanks a lot"), Some(false));
        assert_eq!(matches("^thanks", "many thanks"), None);
    }

    #[test]
    fn negation_reaches_three_tokens_and_no_further() {
        let pattern = "~ask * order (number|no|nr)";
        assert_eq!(matches(pattern, "I don't need your order number"), Some(true));
        assert_eq!(matches(pattern, "I can't find it, could you share the order number"), Some(false));
        assert_eq!(matches(pattern, "No, I need your order number"), Some(false));
        assert_eq!(matches(pattern, "Why don't you give me the order number?"), Some(false));
        assert_eq!(matches("can not refund", "we can't refund that"), Some(false));
    }

    #[test]
    fn broken_patterns_say_why() {
        let mut vocabulary = Vocabulary::new(Language::English);
        let concepts = Concepts::default();
        for (source, part) in [
            ("(a|b", "missing"),
            ("a)", "stray"),
            ("*", "anything"),
            ("~nope x", "no concept"),
            ("(a|)", "empty"),
            ("", "anything"),
        ] {
            let error = Pattern::compile(source, &mut vocabulary, &concepts).unwrap_err();
            assert!(error.contains(part), "{source}: {error}");
        }
    }
}
