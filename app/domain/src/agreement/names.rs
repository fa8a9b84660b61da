//! Texts numbered in the order in which they first appear.

use std::hash::{BuildHasher, RandomState};

/// No text has this number.
const FREE: u32 = u32::MAX;

/// A set of texts, each with its number. All of them lie in one string and are found through a table of 8 bytes a place: a `HashMap` of owned
/// strings took more than twice as long for a million different ones, and a file of a million ratings may have that many.
#[derive(Default)]
pub struct Names {
    texts: String,
    /// Where each text ends.
    ends: Vec<usize>,
    /// Part of the hash and the number, at the place that the hash says or after it; a power of two of them, at most half in use.
    places: Vec<(u32, u32)>,
    hasher: RandomState,
    last: u32,
}

impl Names {
    /// How many different texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A text by its number; the empty one for a number that was not given out.
    pub fn text(&self, id: u32) -> &str {
        let id = id as usize;
        let from = id.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(id).and_then(|end| self.texts.get(from..*end)).unwrap_or_default()
    }

    /// All texts in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..super::table::count(self.len())).map(|id| self.text(id))
    }

    /// The number of a text.
    pub fn id(&mut self, text: &str) -> u32 {
        // Rows of one unit, or of one rater, mostly follow each other.
        if !self.ends.is_empty() && self.text(self.last) == text {
            return self.last;
        }
        if self.ends.len() * 2 >= self.places.len() {
            self.grow();
        }
        #[expect(clippy::cast_possible_truncation, reason = "half of a hash is a hash")]
        let hash = self.hasher.hash_one(text) as u32;
        let mask = self.places.len() - 1;
        let mut place = hash as usize & mask;
        self.last = loop {
            match self.places[place] {
                (_, FREE) => {
                    let id = super::table::count(self.ends.len());
                    self.texts.push_str(text);
                    self.ends.push(self.texts.len());
                    self.places[place] = (hash, id);
                    break id;
                }
                (known, id) if known == hash && self.text(id) == text => break id,
                _ => place = (place + 1) & mask,
            }
        };
        self.last
    }

    fn grow(&mut self) {
        let before = std::mem::take(&mut self.places);
        self.places = vec![(0, FREE); (before.len() * 4).max(64)];
        let mask = self.places.len() - 1;
        for (hash, id) in before.into_iter().filter(|(_, id)| *id != FREE) {
            let mut place = hash as usize & mask;
            while self.places[place].1 != FREE {
                place = (place + 1) & mask;
            }
            self.places[place] = (hash, id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    #[test]
    fn the_empty_text_is_a_text() {
        let mut names = Names::default();
        assert_eq!((names.text(0), names.len()), ("", 0));
        assert_eq!((names.id("a"), names.id(""), names.id(""), names.id("a"), names.len()), (0, 1, 1, 0, 2));
        assert_eq!(names.text(7), "");
    }

    proptest! {
        #[test]
        fn numbers_follow_the_first_appearance(numbers in prop::collection::vec(0_u32..300, 0..400)) {
            let texts: Vec<String> = numbers.iter().map(|number| "é".repeat(*number as usize % 3) + &number.to_string()).collect();
            let mut names = Names::default();
            let mut known: HashMap<&str, u32> = HashMap::new();
            for text in &texts {
                let next = u32::try_from(known.len()).unwrap();
                prop_assert_eq!(names.id(text), *known.entry(text).or_insert(next));
            }
            prop_assert_eq!(names.len(), known.len());
            for (id, text) in (0..).zip(names.iter()) {
                prop_assert_eq!(known[text], id);
            }
        }
    }
}
