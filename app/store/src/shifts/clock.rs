//! The shift's own clock: wall time since the start, minus pauses.
//!
//! When the operator's browser has not been heard of for twenty seconds the clock stops, twenty seconds after it was last heard. No
//! timer does this: whoever looks next computes what has happened meanwhile.

use crate::entity::shift;
use chrono::{DateTime, TimeDelta, Utc};

/// Silence after which the clock stops.
pub(crate) const SILENCE: TimeDelta = TimeDelta::seconds(20);
/// A heartbeat is written down at most this often.
pub(crate) const BEAT: TimeDelta = TimeDelta::seconds(5);

/// How a shift's clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ShiftClock {
    pub(crate) started_at: DateTime<Utc>,
    pub(crate) seen_at: DateTime<Utc>,
    pub(crate) paused_at: Option<DateTime<Utc>>,
    pub(crate) offset_ms: i64,
}

/// Something the clock did, at a shift clock in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    Paused(i64),
    Resumed(i64),
}

impl ShiftClock {
    pub(crate) fn of(shift: &shift::Model) -> Self {
        Self {
            started_at: shift.started_at,
            seen_at: shift.seen_at,
            paused_at: shift.paused_at,
            offset_ms: shift.offset_ms,
        }
    }

    /// The shift clock at a moment, in milliseconds; it stands while paused.
    pub(crate) fn at(&self, now: DateTime<Utc>) -> i64 {
        let until = self.paused_at.map_or(now, |paused| paused.min(now));
        ((until - self.started_at).num_milliseconds() - self.offset_ms).max(0)
    }

    /// When the clock will stop if nothing is heard.
    pub(crate) fn stops_at(&self) -> DateTime<Utc> {
        self.seen_at + SILENCE
    }

    /// Time has passed without a sign of the operator.
    pub(crate) fn lapse(&mut self, now: DateTime<Utc>) -> Option<Turn> {
        if self.paused_at.is_some() || now <= self.stops_at() {
            return None;
        }
        let at = self.stops_at();
        let turn = Turn::Paused(self.at(at));
        self.paused_at = Some(at);
        Some(turn)
    }

    /// The operator is here: what happened since they were last seen.
    pub(crate) fn contact(&mut self, now: DateTime<Utc>) -> Vec<Turn> {
        let mut turns: Vec<Turn> = self.lapse(now).into_iter().collect();
        if let Some(paused) = self.paused_at {
            turns.push(Turn::Resumed(self.at(now)));
            self.offset_ms += (now - paused).num_milliseconds().max(0);
            self.paused_at = None;
        }
        self.seen_at = self.seen_at.max(now);
        turns
    }

    /// Is this sign of life worth writing down?
    pub(crate) fn is_news(&self, now: DateTime<Utc>) -> bool {
        self.paused_at.is_some() || now - self.seen_at >= BEAT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn second(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::seconds(seconds)
    }

    fn clock() -> ShiftClock {
        ShiftClock { started_at: second(0), seen_at: second(0), paused_at: None, offset_ms: 0 }
    }

    #[test]
    fn silence_of_more_than_twenty_seconds_stops_it_at_twenty() {
        let mut clock = clock();
        assert_eq!(clock.contact(second(20)), []);
        assert_eq!(clock.contact(second(65)), [Turn::Paused(40_000), Turn::Resumed(40_000)]);
        assert_eq!(clock.at(second(65)), 40_000);
        assert_eq!(clock.at(second(70)), 45_000);
        assert_eq!(clock.contact(second(70)), []);
    }

    #[test]
    fn it_stands_while_paused_and_pauses_once() {
        let mut clock = clock();
        assert_eq!(clock.lapse(second(30)), Some(Turn::Paused(20_000)));
        assert_eq!(clock.lapse(second(90)), None);
        assert_eq!(clock.at(second(90)), 20_000);
        assert_eq!(clock.contact(second(100)), [Turn::Resumed(20_000)]);
        assert_eq!(clock.at(second(101)), 21_000);
        assert_eq!(clock.contact(second(130)), [Turn::Paused(40_000), Turn::Resumed(40_000)]);
        assert_eq!(clock.at(second(131)), 41_000);
    }

    #[test]
    fn heartbeats_are_written_at_most_every_five_seconds() {
        let mut clock = clock();
        assert!(!clock.is_news(second(4)) && clock.is_news(second(5)));
        clock.lapse(second(40));
        clock.seen_at = second(40);
        assert!(clock.is_news(second(40)), "a paused clock must be started");
    }

    #[test]
    fn a_clock_that_jumps_back_does_not_run_backwards_past_the_start() {
        let mut clock = clock();
        assert_eq!(clock.contact(second(-60)), []);
        assert_eq!(clock.at(second(-60)), 0);
        assert_eq!(clock.seen_at, second(0));
    }
}
