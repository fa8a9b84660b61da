//! The life of a review (SCORING.md section 2) as a state machine, and what crosses the wire while a mentor works.

use crate::{
    ids::{CommentId, MessageId, ReviewId},
    scorecard::{Marks, Scorecard},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How long a claim holds without being renewed.
pub const LEASE_MINUTES: i64 = 45;
/// Longest comment, in characters.
pub const COMMENT_MOST: u32 = 2000;
/// Longest summary, in characters.
pub const SUMMARY_MOST: u32 = 4000;

/// Where a handed-in chat stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewState {
    /// Waiting in the queue.
    Submitted,
    /// A mentor holds it until the lease ends.
    Claimed,
    /// Released to the operator.
    Released,
    /// Read by the operator.
    Acknowledged,
}

/// A step that the life of a review does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ReviewError {
    /// Another mentor holds it.
    #[error("another mentor is reviewing this chat")]
    HeldByOther,
    /// It is not claimed by this mentor, or the lease ran out.
    #[error("the claim has ended")]
    NotClaimed,
    /// It has been released already.
    #[error("this review has been released")]
    AlreadyReleased,
    /// It has not been released yet.
    #[error("this review has not been released")]
    NotReleased,
}

/// A remark pinned to words of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Its id (made by the browser, so that a retry is recognised).
    pub id: CommentId,
    /// The message.
    pub message: MessageId,
    /// First character, counted in Unicode scalar values.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// The criterion it speaks to.
    pub criterion: Option<String>,
    /// The remark.
    pub body: String,
}

/// What a mentor has so far; saved on every change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Marks.
    pub marks: Marks,
    /// Comments in order of the transcript.
    pub comments: Vec<Comment>,
    /// Summary for the operator.
    pub summary: String,
    /// The one thing to work on: a criterion id.
    pub focus: Option<String>,
}

/// What the scorecard island needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewDesk {
    /// The review.
    pub review: ReviewId,
    /// The scorecard version.
    pub scorecard: Scorecard,
    /// What was saved.
    pub draft: Draft,
    /// When the claim ends.
    pub lease_until: DateTime<Utc>,
    /// Number of the last saved revision: a save from an older one is refused.
    pub revision: u32,
}
