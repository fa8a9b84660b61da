//! What can go wrong when remembering, in words a caller can act on.

use domain::{chat::MessageBodyError, field::FieldErrors, people::NeedsRole, policy::Refusal, review::ReviewError};
use thiserror::Error;

/// A rule that needs the table, broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Conflict {
    /// Somebody else has this e-mail address.
    #[error("this e-mail address has an account already")]
    EmailTaken,
    /// The record changed since it was read.
    #[error("this was changed meanwhile")]
    Changed,
    /// The chat is over.
    #[error("this chat is over")]
    ChatOver,
    /// The shift is over.
    #[error("this shift is over")]
    ShiftOver,
    /// The customer has not arrived yet.
    #[error("the customer has not arrived yet")]
    NotArrived,
    /// Handed in already.
    #[error("this chat has been handed in")]
    AlreadySubmitted,
    /// The attempt was submitted already, or its time is up.
    #[error("this attempt is over")]
    AttemptOver,
    /// Items before it are not complete.
    #[error("this is locked until what comes before it is complete")]
    Locked,
    /// Too soon after the last failed attempt.
    #[error("too soon after the last attempt")]
    TooSoon,
    /// The guideline has a newer version.
    #[error("there is a newer version to sign")]
    NewerVersion,
    /// A chat must be closed before it can be handed in.
    #[error("this chat is still open")]
    ChatOpen,
}

/// Every failure of the store.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no such record for this person.
    #[error("not found")]
    NotFound,
    /// The role is missing.
    #[error(transparent)]
    NeedsRole(#[from] NeedsRole),
    /// Policy refuses.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The state of things refuses.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The life of a review refuses.
    #[error(transparent)]
    Review(#[from] ReviewError),
    /// The input is wrong.
    #[error("some fields need attention")]
    Invalid(FieldErrors),
    /// The text is no message.
    #[error(transparent)]
    Message(#[from] MessageBodyError),
    /// Too many tries; try again after this many seconds.
    #[error("too many tries; wait {0} seconds")]
    TooMany(u64),
    /// The disk is full: nothing was written, reading goes on.
    #[error("the disk is full; nothing was saved")]
    DiskFull,
    /// The database cannot be reached or did not answer in time. Whether the last write happened is unknown: retry with the same client id.
    #[error("the database does not answer: {0}")]
    Unavailable(String),
    /// Others kept changing the same things at the same time: nothing was saved, and trying again is safe.
    #[error("too many changes to the same thing at once; nothing was saved, try again")]
    Contended,
    /// The database was made by a newer Greenroom.
    #[error(
        "the database has migration {0}, which this version does not know: run the newer version, or restore an older backup"
    )]
    Newer(String),
    /// The address of the database is wrong.
    #[error(
        "the database address `{address}` is wrong: {what}; use sqlite:///folder/greenroom.db or postgres://user@host/name"
    )]
    Address {
        /// What was given, without a password.
        address: String,
        /// What is wrong with it.
        what: String,
    },
    /// A safety setting of the database is off.
    #[error("{0}")]
    Unsafe(String),
    /// A stored record cannot be read back; `what` says which.
    #[error("a stored record cannot be read: {0}")]
    Corrupt(String),
    /// Anything else the database says.
    #[error("database: {0}")]
    Database(String),
}

impl From<FieldErrors> for StoreError {
    fn from(errors: FieldErrors) -> Self {
        Self::Invalid(errors)
    }
}
