//! Ids as types, so that a chat can never be passed where a person is meant.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

ids! {
    /// A person with an account.
    PersonId,
    /// One signed-in browser.
    SessionId,
    /// A team, which mentors and managers belong to.
    TeamId,
    /// A group of people who started together.
    CohortId,
    /// One stored revision of a content file.
    RevisionId,
    /// One try at a module's quiz.
    AttemptId,
    /// One signature under one version of a guideline.
    SignOffId,
    /// One sitting at the practice desk.
    ShiftId,
    /// One conversation inside a shift.
    ChatId,
    /// One line in a conversation.
    MessageId,
    /// A chat handed in for review.
    SubmissionId,
    /// A mentor's review of one chat.
    ReviewId,
    /// A remark pinned to words of a message.
    CommentId,
    /// Made by the browser for one intended action, so that a retry is recognised.
    ClientId,
}
