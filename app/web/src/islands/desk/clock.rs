//! The shift clock in the browser: it runs between two words of the server and stands while the shift is paused.

/// The shift clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    base_ms: i64,
    since: f64,
    running: bool,
}

impl Clock {
    /// A clock that showed `base_ms` when the browser's own showed `since` (milliseconds).
    pub const fn new(base_ms: i64, since: f64, running: bool) -> Self {
        Self { base_ms, since, running }
    }

    /// What it shows when the browser's own shows `at`.
    pub fn now(&self, at: f64) -> i64 {
        if self.running {
            #[expect(clippy::cast_possible_truncation, reason = "a browser is not open for millions of years")]
            let passed = (at - self.since).max(0.0) as i64;
            self.base_ms + passed
        } else {
            self.base_ms
        }
    }

    /// Something happened at `at_ms`: the clock is at least there.
    pub fn advance(&mut self, at: f64, at_ms: i64) {
        *self = Self::new(self.now(at).max(at_ms), at, self.running);
    }

    /// Stops or starts it.
    pub fn run(&mut self, at: f64, running: bool) {
        *self = Self::new(self.now(at), at, running);
    }
}

/// Minutes and seconds: `0:42`, `12:05`.
pub fn minutes(ms: i64) -> String {
    let seconds = ms.max(0) / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_stands_and_never_goes_back() {
        let mut clock = Clock::new(10_000, 500.0, true);
        assert_eq!(clock.now(1_500.0), 11_000);
        assert_eq!(clock.now(0.0), 10_000, "a browser clock that jumps back does not turn ours back");
        clock.run(1_500.0, false);
        assert_eq!(clock.now(9_000.0), 11_000);
        clock.run(9_000.0, true);
        assert_eq!(clock.now(10_000.0), 12_000);
        clock.advance(10_000.0, 15_000);
        assert_eq!(clock.now(11_000.0), 16_000);
        clock.advance(11_000.0, 2_000);
        assert_eq!(clock.now(11_000.0), 16_000);
    }

    #[test]
    fn shows_minutes_and_seconds() {
        assert_eq!(minutes(42_900), "0:42");
        assert_eq!(minutes(725_000), "12:05");
        assert_eq!(minutes(-1), "0:00");
    }
}
