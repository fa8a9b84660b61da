//! The life of a review (SCORING.md section 2) as a state machine, and what crosses the wire while a mentor works.

mod life;

pub use life::Life;

use crate::{
    chat::Message,
    field::{FieldError, FieldErrors},
    ids::{CommentId, MessageId, ReviewId},
    scorecard::{Marks, Scorecard},
};
use chrono::{DateTime, Datelike, TimeDelta, Utc, Weekday};
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

/// By when a review should be released: two working days (Monday to Friday, UTC) after the chat was handed in.
pub fn target_at(submitted_at: DateTime<Utc>) -> DateTime<Utc> {
    let mut left = 2;
    let mut target = submitted_at;
    while left > 0 {
        target += TimeDelta::days(1);
        if !matches!(target.weekday(), Weekday::Sat | Weekday::Sun) {
            left -= 1;
        }
    }
    target
}

impl ReviewState {
    /// The word used in the database and in URLs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Claimed => "claimed",
            Self::Released => "released",
            Self::Acknowledged => "acknowledged",
        }
    }

    /// The state with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Submitted, Self::Claimed, Self::Released, Self::Acknowledged].into_iter().find(|s| s.as_str() == word)
    }
}

impl Draft {
    /// What is wrong with this as a draft: comments that are empty, too long or pinned to nothing (`comment:<id>`), a summary that is too
    /// long. Marks may still be missing.
    pub fn check_saved(&self, messages: &[Message]) -> FieldErrors {
        let mut errors = FieldErrors::default();
        for comment in &self.comments {
            let field = format!("comment:{}", comment.id);
            let length = messages.iter().find(|m| m.id == comment.message).map(|m| m.body.chars().count());
            if comment.body.trim().is_empty() {
                errors.add(&field, FieldError::Missing);
            } else if comment.body.chars().nth(COMMENT_MOST as usize).is_some() {
                errors.add(&field, FieldError::TooLong { most: COMMENT_MOST });
            } else if comment.start >= comment.end || length.is_none_or(|length| comment.end as usize > length) {
                errors.add(&field, FieldError::NotOffered);
            }
        }
        if self.summary.chars().nth(SUMMARY_MOST as usize).is_some() {
            errors.add("summary", FieldError::TooLong { most: SUMMARY_MOST });
        }
        errors
    }

    /// Everything that keeps this from being released, all at once: the findings of [`Self::check_saved`] and [`Scorecard::check`], a
    /// missing `summary`, and a missing `focus` unless every rated criterion has full marks.
    pub fn check_release(&self, card: &Scorecard, messages: &[Message]) -> FieldErrors {
        let mut errors = self.check_saved(messages);
        errors.0.extend(card.check(&self.marks).0);
        if self.summary.trim().is_empty() {
            errors.add("summary", FieldError::Missing);
        }
        match &self.focus {
            Some(focus) if card.find_criterion(focus).is_none() => errors.add("focus", FieldError::NotOffered),
            None if card.score(&self.marks).rated.is_none_or(|rated| rated < 100_000) => {
                errors.add("focus", FieldError::Missing);
            }
            _ => {}
        }
        errors
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        chat::Sender,
        scorecard::{Criterion, CriterionKind, Mark, Section},
    };
    use uuid::Uuid;

    fn message() -> Message {
        let id = MessageId(Uuid::from_u128(1));
        Message { id, seq: 1, sender: Sender::Operator, body: "Hé Mara".into(), at_ms: 0, client_id: None }
    }

    fn comment(start: u32, end: u32, body: &str) -> Comment {
        let id = CommentId(Uuid::from_u128(u128::from(start) << 8 | u128::from(end)));
        Comment { id, message: message().id, start, end, criterion: None, body: body.into() }
    }

    fn card() -> Scorecard {
        let criterion = Criterion {
            id: "tone".into(),
            title: "Tone".into(),
            weight: 10,
            kind: CriterionKind::Graded,
            help: String::new(),
            anchors: vec![],
            allow_na: false,
        };
        Scorecard {
            id: "default".into(),
            version: 1,
            title: String::new(),
            pass: 80,
            sections: vec![Section { id: "s".into(), title: "S".into(), weight: 10, criteria: vec![criterion] }],
            criticals: vec![],
            hash: String::new(),
        }
    }

    #[test]
    fn two_working_days_skip_the_weekend() {
        let day = |day: i64| DateTime::UNIX_EPOCH + TimeDelta::days(day) + TimeDelta::hours(15);
        // 1970-01-01 was a Thursday.
        assert_eq!(target_at(day(4)), day(6), "Monday to Wednesday");
        assert_eq!(target_at(day(0)), day(4), "Thursday to Monday");
        assert_eq!(target_at(day(2)), day(5), "Saturday to Tuesday");
    }

    #[test]
    fn comments_are_pinned_to_characters_not_bytes() {
        let good = Draft { comments: vec![comment(0, 7, "Warm.")], ..Draft::default() };
        assert!(good.check_saved(&[message()]).is_empty(), "seven characters, eight bytes");
        for (bad, error) in [
            (comment(0, 8, "x"), FieldError::NotOffered),
            (comment(3, 3, "x"), FieldError::NotOffered),
            (comment(0, 1, " "), FieldError::Missing),
            (comment(0, 1, &"x".repeat(2001)), FieldError::TooLong { most: COMMENT_MOST }),
        ] {
            let field = format!("comment:{}", bad.id);
            let draft = Draft { comments: vec![bad], ..Draft::default() };
            assert_eq!(draft.check_saved(&[message()]).of(&field), Some(&error));
        }
        assert!(!good.check_saved(&[]).is_empty(), "a message of another chat");
    }

    #[test]
    fn a_release_collects_everything_that_is_missing() {
        let empty = Draft { comments: vec![comment(9, 10, "x")], ..Draft::default() };
        let errors = empty.check_release(&card(), &[message()]);
        let fields: Vec<&str> = errors.0.keys().map(String::as_str).collect();
        assert_eq!(fields.len(), 4, "{fields:?}");
        assert!(fields.contains(&"criterion:tone") && fields.contains(&"summary") && fields.contains(&"focus"));

        let mut draft = Draft { summary: "Well done.".into(), ..Draft::default() };
        draft.marks.criteria.insert("tone".into(), Mark::Level(3));
        assert!(draft.check_release(&card(), &[]).is_empty(), "full marks need no focus");
        draft.marks.criteria.insert("tone".into(), Mark::Level(2));
        assert_eq!(draft.check_release(&card(), &[]).of("focus"), Some(&FieldError::Missing));
        draft.focus = Some("nonsense".into());
        assert_eq!(draft.check_release(&card(), &[]).of("focus"), Some(&FieldError::NotOffered));
        draft.focus = Some("tone".into());
        assert!(draft.check_release(&card(), &[]).is_empty());
    }
}
