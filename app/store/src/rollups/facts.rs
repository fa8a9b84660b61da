//! What one chat, one hand-in, one review counts for.

use crate::{
    entity::chat,
    stored::{count, stored},
};
use chrono::{DateTime, Utc};
use domain::{
    chat::{Disposition, Ending, Message, Sender},
    ids::PersonId,
    metrics::{percentile, reply_times, whole_seconds},
};

/// Days since 1970-01-01, UTC.
pub(crate) fn day_of(at: DateTime<Utc>) -> i32 {
    stored(at.timestamp().div_euclid(86_400))
}

/// A chat that has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ChatFacts {
    pub(crate) operator: PersonId,
    pub(crate) ended_at: DateTime<Utc>,
    pub(crate) ending: Ending,
    pub(crate) resolved: bool,
    /// Lines of the operator.
    pub(crate) messages: u32,
    /// Words in them.
    pub(crate) words: u32,
    /// Response times in milliseconds, in order.
    pub(crate) replies: Vec<i64>,
    pub(crate) soft_seconds: u32,
}

impl ChatFacts {
    pub(crate) fn of(
        operator: PersonId,
        ended_at: DateTime<Utc>,
        ending: Ending,
        disposition: Option<Disposition>,
        soft_seconds: u32,
        transcript: &[Message],
    ) -> Self {
        let own = || transcript.iter().filter(|line| line.sender == Sender::Operator);
        Self {
            operator,
            ended_at,
            ending,
            resolved: ending == Ending::Closed && disposition == Some(Disposition::Resolved),
            messages: count(own().count() as u64),
            words: count(own().map(|line| line.body.split_whitespace().count() as u64).sum::<u64>()),
            replies: reply_times(transcript.iter().map(|line| (line.sender, line.at_ms)))
                .iter()
                .map(|reply| reply.ms)
                .collect(),
            soft_seconds,
        }
    }

    /// Replies within the customer's soft limit.
    pub(crate) fn within_soft(&self) -> u32 {
        count(self.replies.iter().filter(|ms| whole_seconds(**ms) <= self.soft_seconds).count() as u64)
    }

    /// A percentile of the response times.
    pub(crate) fn reply_percentile(&self, percent: u32) -> Option<i64> {
        percentile(&mut self.replies.clone(), percent)
    }
}

impl chat::Model {
    /// Nine of ten replies came within the customer's soft limit.
    pub(crate) fn is_steady(&self) -> bool {
        self.p90_reply_ms.is_some_and(|ms| ms <= i64::from(self.soft_seconds) * 1000)
    }
}

/// A chat that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SubmissionFacts {
    pub(crate) operator: PersonId,
    pub(crate) plan: String,
    pub(crate) submitted_at: DateTime<Utc>,
}

/// A released review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReviewFacts {
    pub(crate) operator: PersonId,
    pub(crate) mentor: PersonId,
    pub(crate) submitted_at: DateTime<Utc>,
    pub(crate) released_at: DateTime<Utc>,
    /// R after criticals, in thousandths of a percent point.
    pub(crate) score: Option<u32>,
    pub(crate) passed: bool,
    /// Passed, at a steady pace.
    pub(crate) holds: bool,
    /// R by section, where rated.
    pub(crate) sections: Vec<(String, u32)>,
    /// Kinds of the critical errors, each once.
    pub(crate) criticals: Vec<String>,
}
