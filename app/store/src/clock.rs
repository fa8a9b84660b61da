//! Time and chance as the store is given them: nothing below this line asks the machine.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{RngCore, SeedableRng},
};
use std::sync::{Mutex, PoisonError};
use uuid::{Builder, Uuid};

/// Says what time it is.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> DateTime<Utc>;
}

/// Makes ids, and random bytes for tokens and seeds.
pub trait Ids: Send + Sync {
    /// A new `UUIDv7` for something made at `now`; ids made one after the other sort in that order.
    fn new_id(&self, now: DateTime<Utc>) -> Uuid;
    /// Fills `bytes` at random; good enough for secrets unless seeded.
    fn fill(&self, bytes: &mut [u8]);
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        std::time::SystemTime::now().into()
    }
}

/// `now`, to the millisecond: both databases keep at least that much, so that what is read equals what was written.
pub(crate) fn to_millis(now: DateTime<Utc>) -> DateTime<Utc> {
    now.duration_trunc(TimeDelta::milliseconds(1)).unwrap_or(now)
}

/// Ids from a cryptographic generator: seeded by the operating system in production, by a number in the demo academy and in tests.
#[derive(Debug)]
pub struct RandomIds(Mutex<State>);

#[derive(Debug)]
struct State {
    random: ChaCha20Rng,
    millis: u64,
    counter: u16,
}

/// Greatest value of the 12 bits that follow the time in a `UUIDv7`.
const COUNTER_MOST: u16 = 0x0fff;

impl RandomIds {
    /// Unpredictable.
    pub fn from_system() -> Self {
        Self::new(ChaCha20Rng::from_os_rng())
    }

    /// The same ids and bytes every time.
    pub fn seeded(seed: u64) -> Self {
        Self::new(ChaCha20Rng::seed_from_u64(seed))
    }

    const fn new(random: ChaCha20Rng) -> Self {
        Self(Mutex::new(State { random, millis: 0, counter: 0 }))
    }
}

impl Ids for RandomIds {
    fn new_id(&self, now: DateTime<Utc>) -> Uuid {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        let mut rest = [0_u8; 10];
        state.random.fill_bytes(&mut rest);
        if millis == state.millis && state.counter < COUNTER_MOST {
            state.counter += 1;
        } else {
            // Starts in the lower half, so that there is room to count within this millisecond.
            state.counter = u16::from_be_bytes([rest[0], rest[1]]) & (COUNTER_MOST >> 1);
        }
        state.millis = millis;
        [rest[0], rest[1]] = state.counter.to_be_bytes();
        Builder::from_unix_timestamp_millis(millis, &rest).into_uuid()
    }

    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).random.fill_bytes(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_millisecond_sort_in_the_order_they_were_made() {
        let ids = RandomIds::seeded(7);
        let now = DateTime::from_timestamp_millis(1_700_000_000_123).unwrap();
        let made: Vec<Uuid> = (0..1000).map(|_| ids.new_id(now)).collect();
        assert!(made.is_sorted());
        assert_eq!(made[0].get_version_num(), 7);
        assert_eq!(made[0].get_timestamp().unwrap().to_unix(), (1_700_000_000, 123_000_000));
    }

    #[test]
    fn one_seed_makes_the_same_ids_and_another_seed_others() {
        let now = DateTime::from_timestamp_millis(1_700_000_000_123).unwrap();
        assert_eq!(RandomIds::seeded(1).new_id(now), RandomIds::seeded(1).new_id(now));
        assert_ne!(RandomIds::seeded(1).new_id(now), RandomIds::seeded(2).new_id(now));
    }
}
