//! Handed-in chats: the queue, claims, drafts, release, acknowledgement.
//!
//! Every step asks [`domain::review::Life`] whether it is allowed. A mentor sees the chats of the teams they belong to, never their
//! own, and blind: no name, no attempt, no suggested score until the review is released.

mod claim;
mod feedback;
mod home;
mod queue;
mod release;
mod rows;
mod work;

pub use claim::{claim, give_back, reclaim, renew};
pub use feedback::{Feedback, FeedbackRow, acknowledge, get_feedback, list_feedback};
pub use home::{EvidenceRow, HomeFeedback, ShortRow, TrendPoint, WorkOn, home_feedback};
pub use queue::{Queue, QueueFilter, QueueItem, ReleasedRow, list_queue, list_released_by};
pub use release::{Released, release};
pub(crate) use rows::{to_message, transcript};
pub(crate) use work::stored_debrief;
pub use work::{ChatForReview, get_for_review, save_draft};

#[cfg(test)]
#[path = "reviews/tests.rs"]
mod tests;
