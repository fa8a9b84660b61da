//! Chance for the history, from the seed of the academy and a name, so that one person's luck never moves another's.

use super::SEED;
use chrono::TimeDelta;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};

/// A stream of chance.
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    /// What follows from the seed for one name.
    pub(super) fn of(name: &str) -> Self {
        let mut seed = Sha256::new();
        seed.update(SEED.to_be_bytes());
        seed.update(name.as_bytes());
        Self(ChaCha8Rng::from_seed(seed.finalize().into()))
    }

    /// True this many times in a hundred.
    pub(super) fn percent(&mut self, share: u32) -> bool {
        self.0.random_range(0..100) < share
    }

    /// A number from `least` up to and without `end`.
    pub(super) fn between(&mut self, least: i64, end: i64) -> i64 {
        if end <= least { least } else { self.0.random_range(least..end) }
    }

    /// Some minutes.
    pub(super) fn minutes(&mut self, least: i64, end: i64) -> TimeDelta {
        TimeDelta::minutes(self.between(least, end))
    }

    /// From -1 to 1, near 0 more often than far.
    pub(super) fn noise(&mut self) -> f64 {
        self.0.random_range(-0.5..0.5) + self.0.random_range(-0.5..0.5)
    }

    /// 64 bits.
    pub(super) fn seed(&mut self) -> u64 {
        self.0.random()
    }

    /// One of a list; `None` of an empty one.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let end = i64::try_from(list.len()).unwrap_or(0);
        if end == 0 { None } else { list.get(usize::try_from(self.between(0, end)).unwrap_or(0)) }
    }
}
