//! From characters to tokens: normalising, sentences and clauses, stems, and the span each token came from.

pub mod dutch;
mod forms;
mod memory;
pub mod quick;
pub mod typo;
pub mod vocabulary;

use domain::chat::Span;
pub use forms::normalise;
use rust_stemmers::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

/// Longest sentence the matcher looks at, in tokens; a longer one is cut (positions fit into 128 bits).
pub const SENTENCE_MOST: usize = 120;
/// Characters of one message that are looked at.
pub const TEXT_MOST: usize = 4000;

/// A language the engine knows words of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English in all its dialects.
    English,
    /// Dutch.
    Dutch,
}

impl Language {
    /// The language of a locale such as `en-GB`.
    pub fn of_locale(locale: &str) -> Option<Self> {
        match locale.split(['-', '_']).next().unwrap_or_default() {
            "en" => Some(Self::English),
            "nl" => Some(Self::Dutch),
            _ => None,
        }
    }

    /// The stem of a normalised word.
    pub fn stem(self, word: &str) -> String {
        match self {
            Self::English => Stemmer::create(Algorithm::English).stem(word).into_owned(),
            Self::Dutch => dutch::stem(word),
        }
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word.
    Word,
    /// Digits, perhaps with letters.
    Number,
    /// An emoji, normalised to `:smile:`, `:sad:` or `:emoji:`.
    Emoji,
}

/// One word of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about one word")]
pub struct Token {
    /// Normal form: NFKC, case folded, long runs of a letter squeezed, contractions expanded.
    pub norm: String,
    /// Its stem.
    pub stem: String,
    /// The characters it came from; both halves of a contraction share one span.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Written in capitals (at least two letters).
    pub caps: bool,
    /// Starts with a capital.
    pub capital: bool,
    /// Punctuation, a line break or "but" stands before it: negation does not reach across.
    pub barrier: bool,
    /// A clause starts here.
    pub clause_start: bool,
}

/// Tokens `first..last` of one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// Ended by a question mark.
    pub question: bool,
}

/// A message taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Its words.
    pub tokens: Vec<Token>,
    /// Its sentences in order; together they cover all tokens.
    pub sentences: Vec<Sentence>,
}

impl Text {
    /// Takes a message apart.
    pub fn read(source: &str, language: Language) -> Self {
        let mut reader = Reader { language, text: Self::default(), first: 0, barrier: false, clause: true };
        let mut at = 0_u32;
        let end = source.char_indices().nth(TEXT_MOST).map_or(source.len(), |(byte, _)| byte);
        for piece in source[..end].split_word_bounds() {
            let length = u32::try_from(piece.chars().count()).unwrap_or(0);
            reader.piece(piece, at, at + length);
            at += length;
        }
        reader.close_sentence(false);
        reader.text
    }

    /// Characters covered by tokens `first..last`.
    pub fn span(&self, first: usize, last: usize) -> Option<Span> {
        let start = self.tokens.get(first)?.span.start;
        let end = self.tokens.get(last.checked_sub(1)?)?.span.end;
        (start < end).then_some(Span { start, end })
    }

    /// The sentence a token belongs to.
    pub fn sentence_of(&self, token: usize) -> Option<&Sentence> {
        self.sentences.iter().find(|s| (s.first..s.last).contains(&token))
    }
}

struct Reader {
    language: Language,
    text: Text,
    first: usize,
    barrier: bool,
    clause: bool,
}

impl Reader {
    fn piece(&mut self, piece: &str, start: u32, end: u32) {
        let Some(head) = piece.chars().next() else { return };
        if head.is_alphanumeric() {
            // "late.Could": a full stop nobody put a space behind.
            if let Some((left, right)) = piece.split_once('.')
                && left.chars().all(char::is_alphabetic)
                && right.starts_with(char::is_uppercase)
            {
                let middle = start + u32::try_from(left.chars().count()).unwrap_or(0);
                self.word(left, start, middle);
                self.close_sentence(false);
                self.piece(right, middle + 1, end);
            } else {
                self.word(piece, start, end);
            }
        } else if let Some(name) = emoji(head) {
            self.push(&Part::of(name, TokenKind::Emoji, self.language), false, false, start, end);
        } else {
            match head {
                '?' => self.close_sentence(true),
                '.' | '!' | '\n' | '\r' | '…' | '。' | '？' | '！' => self.close_sentence(head == '？'),
                ',' | ';' | ':' | '—' | '–' | '(' | ')' | '"' | '/' => {
                    self.barrier = true;
                    self.clause = true;
                }
                _ => {}
            }
        }
    }

    fn word(&mut self, piece: &str, start: u32, end: u32) {
        let word = memory::word(piece, self.language);
        for part in &word.parts {
            self.push(part, word.caps, word.capital, start, end);
        }
    }

    fn push(&mut self, part: &Part, caps: bool, capital: bool, start: u32, end: u32) {
        if part.norm.is_empty() {
            return;
        }
        if self.text.tokens.len() - self.first >= SENTENCE_MOST {
            self.close_sentence(false);
        }
        self.text.tokens.push(Token {
            stem: part.stem.clone(),
            norm: part.norm.clone(),
            span: Span { start, end },
            kind: part.kind,
            caps,
            capital,
            barrier: self.barrier || part.turns,
            clause_start: self.clause || part.joins,
        });
        self.barrier = false;
        self.clause = false;
    }

    fn close_sentence(&mut self, question: bool) {
        let last = self.text.tokens.len();
        if last > self.first {
            self.text.sentences.push(Sentence { first: self.first, last, question });
            self.first = last;
        } else if question && let Some(sentence) = self.text.sentences.last_mut() {
            // "really!?" is a question all the same.
            sentence.question = true;
        }
        self.barrier = true;
        self.clause = true;
    }
}

/// A normal word, and what it does to the sentence around it.
#[derive(Clone, Debug)]
struct Part {
    norm: String,
    stem: String,
    kind: TokenKind,
    /// A clause may start with it.
    joins: bool,
    /// What came before is turned round.
    turns: bool,
}

impl Part {
    fn of(norm: &str, kind: TokenKind, language: Language) -> Self {
        let joins = match language {
            Language::English => matches!(norm, "and" | "but" | "so" | "then" | "because" | "while" | "if" | "or"),
            Language::Dutch => {
                matches!(norm, "en" | "maar" | "dus" | "dan" | "want" | "omdat" | "terwijl" | "als" | "of")
            }
        };
        Self {
            stem: if kind == TokenKind::Word { language.stem(norm) } else { norm.to_owned() },
            norm: norm.to_owned(),
            kind,
            joins,
            turns: matches!(norm, "but" | "maar"),
        }
    }
}

/// A word as written, read once.
#[derive(Clone, Debug)]
struct Word {
    /// Its normal words: two of a contraction.
    parts: Vec<Part>,
    caps: bool,
    capital: bool,
}

impl Word {
    fn of(piece: &str, language: Language) -> Self {
        let normal = normalise(piece);
        let kind = if normal.starts_with(|c: char| c.is_ascii_digit()) { TokenKind::Number } else { TokenKind::Word };
        let expanded = match language {
            _ if kind == TokenKind::Number => None,
            Language::English => forms::expand_english(&normal),
            Language::Dutch => dutch::expand(&normal),
        };
        let parts = match expanded {
            Some(parts) => parts.iter().map(|part| Part::of(part, kind, language)).collect(),
            None if kind == TokenKind::Number => vec![Part::of(&normal, kind, language)],
            None => vec![Part::of(&normal.replace('\'', ""), kind, language)],
        };
        let letters = piece.chars().filter(|c| c.is_alphabetic()).count();
        Self {
            parts,
            caps: letters >= 2 && !piece.chars().any(char::is_lowercase),
            capital: piece.starts_with(char::is_uppercase),
        }
    }
}

fn emoji(c: char) -> Option<&'static str> {
    match c {
        '😀'..='😎' | '😗'..='😝' | '🙂' | '🙃' | '🤗' | '☺' | '👍' | '❤' | '🎉' => {
            Some(":smile:")
        }
        '😏'..='😖' | '😞'..='😿' | '🙁' | '☹' | '👎' | '💔' => Some(":sad:"),
        '\u{1F300}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' => Some(":emoji:"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn norms(text: &str) -> Vec<String> {
        Text::read(text, Language::English).tokens.into_iter().map(|t| t.norm).collect()
    }

    #[test]
    fn contractions_runs_and_emoji_become_plain_tokens() {
        assert_eq!(norms("I don’t KNOW, sooo sorry 😀"), ["i", "do", "not", "know", "so", "sorry", ":smile:"]);
        assert_eq!(norms("Mara's parcel isn't heeere"), ["mara", "parcel", "is", "not", "heere"]);
    }

    #[test]
    fn spans_count_characters_not_bytes() {
        let source = "Größe? Ça can't be";
        let text = Text::read(source, Language::English);
        let not = text.tokens.iter().position(|t| t.norm == "not").unwrap();
        let span = text.tokens[not].span;
        let shown: String = source.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect();
        assert_eq!(shown, "can't");
        assert_eq!(text.sentences.len(), 2);
        assert!(text.sentences[0].question && !text.sentences[1].question);
    }

    #[test]
    fn sentences_and_clauses() {
        let text = Text::read("Sorry it is late.Could you share the number, and your name?!", Language::English);
        assert_eq!(text.sentences.len(), 2);
        assert!(text.sentences[1].question);
        let starts: Vec<&str> = text.tokens.iter().filter(|t| t.clause_start).map(|t| t.norm.as_str()).collect();
        assert_eq!(starts, ["sorry", "could", "and"]);
    }

    #[test]
    fn endless_text_is_cut() {
        let text = Text::read(&"word ".repeat(5000), Language::English);
        assert!(text.tokens.len() <= TEXT_MOST);
        assert!(text.sentences.iter().all(|s| s.last - s.first <= SENTENCE_MOST));
    }
}
