//! Response times: what they are, and how they are kept so that percentiles stay exact without reading every reply again.

use crate::chat::Sender;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One reply and how long the customer waited for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyTime {
    /// Which line of the chat, from 0.
    pub line: u32,
    /// Milliseconds since the first unanswered customer line.
    pub ms: i64,
    /// The first reply of the chat?
    pub first: bool,
}

/// First and next response times (SCORING.md section 5): the first operator line after a run of customer lines, minus the first
/// *unanswered* line of that run. Operator lines nobody waited for have none; lines of the desk itself are passed over.
pub fn reply_times(lines: impl IntoIterator<Item = (Sender, i64)>) -> Vec<ReplyTime> {
    let mut waiting: Option<i64> = None;
    let mut replies: Vec<ReplyTime> = Vec::new();
    for (line, (sender, at_ms)) in (0_u32..).zip(lines) {
        match sender {
            Sender::Customer => waiting = waiting.or(Some(at_ms)),
            Sender::Operator => {
                if let Some(since) = waiting.take() {
                    replies.push(ReplyTime { line, ms: (at_ms - since).max(0), first: replies.is_empty() });
                }
            }
            Sender::System => {}
        }
    }
    replies
}

/// A wait in whole seconds, rounded up: "within 45 s" is exactly `whole_seconds(ms) <= 45`.
pub fn whole_seconds(ms: i64) -> u32 {
    u32::try_from(ms.max(0).saturating_add(999) / 1000).unwrap_or(u32::MAX)
}

/// How many replies took how many whole seconds. Percentiles of it are exact to the second, whatever the number of replies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Histogram(pub BTreeMap<u32, u64>);

impl Histogram {
    /// Counts `n` replies of `seconds`.
    pub fn add(&mut self, seconds: u32, n: u64) {
        *self.0.entry(seconds).or_default() += n;
    }

    /// How many replies.
    pub fn n(&self) -> u64 {
        self.0.values().sum()
    }

    /// The percentile in seconds (nearest rank); `None` of nothing.
    pub fn percentile(&self, percent: u32) -> Option<u32> {
        let rank = (self.n() * u64::from(percent)).div_ceil(100).max(1);
        let mut seen = 0;
        self.0
            .iter()
            .find(|(_, n)| {
                seen += **n;
                seen >= rank
            })
            .map(|(seconds, _)| *seconds)
    }

    /// The mean in seconds, rounded half up.
    pub fn mean(&self) -> Option<u64> {
        super::mean(self.0.iter().map(|(seconds, n)| u64::from(*seconds) * n).sum(), self.n())
    }

    /// How many replies took longer than `over` and at most `upto` seconds.
    pub fn between(&self, over: Option<u32>, upto: Option<u32>) -> u64 {
        self.0
            .iter()
            .filter(|(seconds, _)| {
                over.is_none_or(|over| **seconds > over) && upto.is_none_or(|upto| **seconds <= upto)
            })
            .map(|(_, n)| n)
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::percentile;
    use Sender::{Customer, Operator, System};
    use proptest::prelude::*;

    #[test]
    fn a_wait_starts_with_the_first_unanswered_line() {
        let lines = [
            (Customer, 1_000),
            (Customer, 5_000),
            (Operator, 21_000),
            (Operator, 30_000),
            (Customer, 40_000),
            (System, 41_000),
            (Customer, 55_000),
            (Operator, 60_500),
            (Customer, 70_000),
        ];
        let times = reply_times(lines);
        assert_eq!(
            times,
            [ReplyTime { line: 2, ms: 20_000, first: true }, ReplyTime { line: 7, ms: 20_500, first: false }]
        );
        assert!(reply_times([(Operator, 5), (Operator, 9)]).is_empty(), "nobody waited");
    }

    #[test]
    fn seconds_round_up() {
        assert_eq!([0, 1, 1_000, 1_001, -5].map(whole_seconds), [0, 1, 1, 2, 0]);
    }

    proptest! {
        #[test]
        fn the_histogram_knows_the_percentiles_of_its_values(values in prop::collection::vec(0_u32..300, 1..80), percent in 1_u32..=100) {
            let mut histogram = Histogram::default();
            for value in &values {
                histogram.add(*value, 1);
            }
            let mut sorted = values.clone();
            prop_assert_eq!(histogram.percentile(percent), percentile(&mut sorted, percent));
            prop_assert_eq!(histogram.n(), values.len() as u64);
            let cut = values[0];
            prop_assert_eq!(histogram.between(None, Some(cut)) + histogram.between(Some(cut), None), histogram.n());
        }
    }
}
