//! Keyed chance: a draw depends on the seed, the chat, the beat and the purpose, and on no other draw.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};

/// What a draw is for. Numbers are part of what was recorded: never renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Which of equally good nodes.
    Tie = 1,
    /// Which wording.
    Wording = 2,
    /// How long the customer reads and types.
    Pace = 3,
    /// Typing slips.
    Slips = 4,
    /// What a bot does.
    Bot = 5,
}

/// A source of numbers for one purpose.
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// The source for a purpose at one beat of one chat.
    pub fn of(seed: u64, chat: u32, beat: u32, purpose: Purpose) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8] = purpose as u8;
        let mut rng = ChaCha8Rng::from_seed(key);
        rng.set_stream((u64::from(chat) << 32) | u64::from(beat));
        Self(rng)
    }

    /// A number below `n`; 0 when `n` is 0.
    pub fn below(&mut self, n: u32) -> u32 {
        let wide = u64::from(self.0.next_u32()) * u64::from(n);
        u32::try_from(wide >> 32).unwrap_or(0)
    }

    /// One of the items.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(u32::try_from(items.len()).unwrap_or(u32::MAX)) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_keyed_and_recorded() {
        let first = |seed, chat, beat, purpose| Chance::of(seed, chat, beat, purpose).below(1_000_000);
        assert_eq!(first(7, 0, 1, Purpose::Tie), first(7, 0, 1, Purpose::Tie));
        let all = [
            first(7, 0, 1, Purpose::Tie),
            first(8, 0, 1, Purpose::Tie),
            first(7, 1, 1, Purpose::Tie),
            first(7, 0, 2, Purpose::Tie),
            first(7, 0, 1, Purpose::Wording),
        ];
        for (i, a) in all.iter().enumerate() {
            assert!(!all[i + 1..].contains(a), "{all:?}");
        }
        assert_eq!(Chance::of(1, 0, 0, Purpose::Pace).below(0), 0);
    }
}
