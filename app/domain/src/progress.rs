//! Where somebody stands in a track: complete, open, locked, and why locked.

use serde::{Deserialize, Serialize};

/// How one item of a track stands for one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum ItemState {
    /// Done.
    Complete,
    /// May be worked on; begun already?
    Open {
        /// Begun already?
        started: bool,
    },
    /// Not yet: the first item before it that is not complete says why.
    Locked {
        /// Title of the item that comes first.
        first: String,
        /// Its position in the track, from 0.
        position: u32,
    },
}

impl ItemState {
    /// Done?
    pub const fn is_complete(&self) -> bool {
        matches!(self, Self::Complete)
    }

    /// Locked?
    pub const fn is_locked(&self) -> bool {
        matches!(self, Self::Locked { .. })
    }
}

/// What is known of one item before locking is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemFacts {
    /// Title, for the reason in words.
    pub title: String,
    /// Begun?
    pub started: bool,
    /// Done?
    pub complete: bool,
}

/// States of a track's items in order: an item is locked until all before it are complete. What is complete stays complete, whatever
/// comes before it.
pub fn item_states(items: &[ItemFacts]) -> Vec<ItemState> {
    let first_open = items.iter().position(|item| !item.complete);
    items
        .iter()
        .enumerate()
        .map(|(position, item)| match first_open {
            _ if item.complete => ItemState::Complete,
            Some(first) if first < position => ItemState::Locked {
                first: items[first].title.clone(),
                position: u32::try_from(first).unwrap_or(u32::MAX),
            },
            _ => ItemState::Open { started: item.started },
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(title: &str, complete: bool) -> ItemFacts {
        ItemFacts { title: title.into(), started: complete, complete }
    }

    #[test]
    fn the_first_open_item_locks_all_after_it_and_names_itself() {
        let states = item_states(&[item("a", true), item("b", false), item("c", false), item("d", true)]);
        assert_eq!(states[0], ItemState::Complete);
        assert_eq!(states[1], ItemState::Open { started: false });
        assert_eq!(states[2], ItemState::Locked { first: "b".into(), position: 1 });
        assert_eq!(states[3], ItemState::Complete, "what was completed stays complete");
    }
}
