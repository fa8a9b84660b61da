//! A clock that is moved through the past by whoever tells the history.

use crate::Clock;
use chrono::{DateTime, Utc};
use std::sync::{Mutex, PoisonError};

/// The clock.
pub(super) struct Past(Mutex<DateTime<Utc>>);

impl Past {
    pub(super) const fn at(now: DateTime<Utc>) -> Self {
        Self(Mutex::new(now))
    }

    /// Moves it.
    pub(super) fn go(&self, to: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = to;
    }
}

impl Clock for Past {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
