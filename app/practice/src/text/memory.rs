//! Words read before: normal form and stem of a word never change, and talk is made of few words.

use super::{Language, Word, quick::QuickMap};
use std::{cell::RefCell, rc::Rc};

/// Words remembered by each thread; then it forgets all of them.
const MOST: usize = 8192;
/// Longest word remembered, in bytes.
const LONGEST: usize = 32;

thread_local! {
    static WORDS: RefCell<[QuickMap<String, Rc<Word>>; 2]> = RefCell::default();
}

/// A word as written, read now or before.
pub(super) fn word(piece: &str, language: Language) -> Rc<Word> {
    if piece.len() > LONGEST {
        return Rc::new(Word::of(piece, language));
    }
    let place = match language {
        Language::English => 0,
        Language::Dutch => 1,
    };
    let known = WORDS.with_borrow(|words| words[place].get(piece).cloned());
    known.unwrap_or_else(|| {
        let word = Rc::new(Word::of(piece, language));
        WORDS.with_borrow_mut(|words| {
            let words = &mut words[place];
            if words.len() >= MOST {
                words.clear();
            }
            words.insert(piece.to_owned(), Rc::clone(&word));
        });
        word
    })
}
