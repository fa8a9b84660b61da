//! Taking a chat from the queue, keeping it, putting it back.

use super::rows::{of_life, own_review, submission_for};
use crate::{Store, StoreError, content, entity::review, live::Wake};
use chrono::{DateTime, Utc};
use domain::{
    ids::{PersonId, ReviewId, SubmissionId},
    people::Mentor,
    policy::may_review,
    review::Life,
    scorecard::Scorecard,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use std::sync::Arc;

/// Claims a handed-in chat for 45 minutes and returns the review to work on; claiming one's own again renews the lease and returns the
/// same review, with what was saved in it.
///
/// # Errors
/// `NotFound` outside of the mentor's teams, `Refused(OwnWork)`, `Review(HeldByOther | AlreadyReleased)`.
pub async fn claim(store: &Store, mentor: &Mentor, id: SubmissionId) -> Result<ReviewId, StoreError> {
    // The version in force now; a review that was begun keeps the one it began with.
    let card = current_scorecard(store, mentor)?;
    store
        .write(async |tx| {
            let submission = submission_for(tx.db(), mentor, id).await?;
            may_review(mentor.id(), PersonId(submission.operator_id))?;
            let life = submission.life()?.claim(mentor.id(), tx.now())?;
            of_life(id, life).update(tx.db()).await?;
            let begun = review::Entity::find()
                .filter(review::Column::SubmissionId.eq(id.0))
                .filter(review::Column::MentorId.eq(mentor.id().0))
                .one(tx.db())
                .await?;
            tx.wake(Wake::Queue);
            if let Some(review) = begun {
                return Ok(ReviewId(review.id));
            }
            let new: ReviewId = tx.new_id();
            let review = review::ActiveModel {
                id: Set(new.0),
                submission_id: Set(id.0),
                mentor_id: Set(mentor.id().0),
                operator_id: Set(submission.operator_id),
                scorecard_hash: Set(card.hash.clone()),
                claimed_at: Set(tx.now()),
                revision: Set(0),
                summary: Set(String::new()),
                ..Default::default()
            };
            review::Entity::insert(review).exec_without_returning(tx.db()).await?;
            Ok(new)
        })
        .await
}

/// The scorecard in force: `default`, or the first when the content has none of that name.
fn current_scorecard(store: &Store, mentor: &Mentor) -> Result<Arc<Scorecard>, StoreError> {
    let library = content::library(store);
    let cards = library.curriculum(mentor.actor().locale).map(|curriculum| &curriculum.scorecards);
    let card = cards.and_then(|cards| cards.get("default").or_else(|| cards.values().next()));
    card.cloned().ok_or_else(|| StoreError::Corrupt("the content has no scorecard".into()))
}

/// Keeps the claim while the page is open; returns when it ends now.
///
/// # Errors
/// `NotFound`, `Review(NotClaimed)` when the lease ran out, `Review(HeldByOther | AlreadyReleased)`.
pub async fn renew(store: &Store, mentor: &Mentor, id: ReviewId) -> Result<DateTime<Utc>, StoreError> {
    store
        .write(async |tx| {
            let (_, submission) = own_review(tx.db(), mentor, id).await?;
            let life = submission.life()?.renew(mentor.id(), tx.now())?;
            of_life(SubmissionId(submission.id), life).update(tx.db()).await?;
            Ok(match life {
                Life::Claimed { until, .. } => until,
                _ => tx.now(),
            })
        })
        .await
}

/// Claims the chat of a review again after the lease ran out, so that its page can go on; returns when the claim ends.
///
/// # Errors
/// `NotFound` for a review that is not this mentor's, `Review(HeldByOther | AlreadyReleased)`.
pub async fn reclaim(store: &Store, mentor: &Mentor, id: ReviewId) -> Result<DateTime<Utc>, StoreError> {
    store
        .write(async |tx| {
            let (_, submission) = own_review(tx.db(), mentor, id).await?;
            let life = submission.life()?.claim(mentor.id(), tx.now())?;
            of_life(SubmissionId(submission.id), life).update(tx.db()).await?;
            tx.wake(Wake::Queue);
            Ok(match life {
                Life::Claimed { until, .. } => until,
                _ => tx.now(),
            })
        })
        .await
}

/// Puts the chat back into the queue. What was saved is kept for when this mentor takes it again.
///
/// # Errors
/// As [`renew`].
pub async fn give_back(store: &Store, mentor: &Mentor, id: ReviewId) -> Result<(), StoreError> {
    store
        .write(async |tx| {
            let (_, submission) = own_review(tx.db(), mentor, id).await?;
            let life = submission.life()?.give_back(mentor.id(), tx.now())?;
            of_life(SubmissionId(submission.id), life).update(tx.db()).await?;
            tx.wake(Wake::Queue);
            Ok(())
        })
        .await
}
