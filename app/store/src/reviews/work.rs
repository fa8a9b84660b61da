//! A mentor at work on one chat: everything to judge by, blind, and drafts saved on the way.

use super::rows::{last_draft, of_life, own_review, transcript};
use crate::{
    Conflict, Store, StoreError, content,
    entity::{chat, chat_debrief, review, review_revision},
    stored::{count, from_json, known, stored, to_json},
};
use chrono::{DateTime, Utc};
use domain::{
    chat::{Debrief, Disposition, Ending, LookupTable, Message, ObjectiveOutcome, Signal, TurnAnalysis},
    ids::{ChatId, ReviewId, SubmissionId},
    people::Mentor,
    review::{Draft, Life, ReviewDesk, ReviewError},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait};

/// A chat as its reviewer sees it: without the operator's name, the number of the attempt, and the suggested score.
#[derive(Clone, Debug, PartialEq)]
pub struct ChatForReview {
    /// Scorecard, draft, lease.
    pub desk: ReviewDesk,
    /// The scenario's title.
    pub scenario_title: String,
    /// What the operator was told, as Markdown.
    pub brief: String,
    /// 1 to 5.
    pub level: u32,
    /// Sector word.
    pub sector: String,
    /// The customer's name.
    pub customer: String,
    /// The transcript.
    pub messages: Vec<Message>,
    /// What each operator message led to.
    pub turns: Vec<TurnAnalysis>,
    /// Objectives and what met them.
    pub objectives: Vec<ObjectiveOutcome>,
    /// Flags found at the close.
    pub closing_flags: Vec<Signal>,
    /// The operator's note for colleagues.
    pub note: String,
    /// How the operator recorded the end.
    pub disposition: Option<Disposition>,
    /// How it ended.
    pub ending: Option<Ending>,
    /// What the operator could look up.
    pub lookup: Vec<LookupTable>,
    /// Seconds the customer waits before the pace counts as slow.
    pub soft_seconds: u32,
    /// When it was handed in.
    pub submitted_at: DateTime<Utc>,
    /// Released already?
    pub released: bool,
}

/// The debrief as it was explained at the end of the chat.
pub(crate) async fn stored_debrief(db: &impl ConnectionTrait, chat: ChatId) -> Result<Debrief, StoreError> {
    let row = chat_debrief::Entity::find_by_id(chat.0).one(db).await?.ok_or(Conflict::ChatOpen)?;
    from_json(&row.debrief, format_args!("debrief of chat {chat}"))
}

/// Everything for the page of a review that this mentor holds or has released.
///
/// # Errors
/// `NotFound`, `Review(NotClaimed | HeldByOther)`.
pub async fn get_for_review(store: &Store, mentor: &Mentor, id: ReviewId) -> Result<ChatForReview, StoreError> {
    let db = store.read();
    let (review, submission) = own_review(db, mentor, id).await?;
    let released = review.released_at.is_some();
    let lease_until = match submission.life()?.at(store.now()) {
        Life::Claimed { mentor: holder, until } if holder == mentor.id() => until,
        _ if released => submission.released_at.unwrap_or(submission.submitted_at),
        Life::Submitted => return Err(ReviewError::NotClaimed.into()),
        Life::Claimed { .. } => return Err(ReviewError::HeldByOther.into()),
        Life::Released { .. } | Life::Acknowledged { .. } => return Err(ReviewError::AlreadyReleased.into()),
    };
    let chat = chat::Entity::find_by_id(submission.chat_id).one(db).await?.ok_or(StoreError::NotFound)?;
    let scenario = content::scenario_by_hash(store, &chat.scenario_hash).await?;
    let scorecard = content::scorecard_by_hash(store, &review.scorecard_hash).await?;
    let messages = transcript(db, ChatId(chat.id)).await?;
    let debrief = stored_debrief(db, ChatId(chat.id)).await?;
    let draft = last_draft(db, &review).await?;
    Ok(ChatForReview {
        desk: ReviewDesk {
            review: id,
            scorecard: (*scorecard).clone(),
            draft,
            lease_until,
            revision: count(review.revision),
        },
        scenario_title: chat.title,
        brief: scenario.brief.clone(),
        level: count(chat.level),
        sector: chat.sector,
        customer: chat.customer,
        messages,
        turns: debrief.turns,
        objectives: debrief.objectives,
        closing_flags: debrief.closing_flags,
        note: chat.note,
        disposition: chat
            .disposition
            .map(|word| known(Disposition::from_word(&word), &word, "disposition"))
            .transpose()?,
        ending: debrief.ending,
        lookup: scenario.lookup(),
        soft_seconds: debrief.soft_seconds,
        submitted_at: submission.submitted_at,
        released,
    })
}

/// Saves what the mentor has so far as the revision after `based_on`, renews the lease, and returns the revision's number. The same
/// draft again (a retry) is saved once.
///
/// # Errors
/// `NotFound`; `Conflict(Changed)` when another window saved meanwhile; `Invalid` with all fields; `Review(..)` when not held.
pub async fn save_draft(
    store: &Store,
    mentor: &Mentor,
    id: ReviewId,
    based_on: u32,
    draft: Draft,
) -> Result<u32, StoreError> {
    store
        .write(async |tx| {
            let (review, submission) = own_review(tx.db(), mentor, id).await?;
            let life = submission.life()?.renew(mentor.id(), tx.now())?;
            let messages = transcript(tx.db(), ChatId(submission.chat_id)).await?;
            draft.check_saved(&messages).or(()).map_err(StoreError::Invalid)?;
            let now = count(review.revision);
            let saved_already =
                now > 0 && now <= based_on.saturating_add(1) && last_draft(tx.db(), &review).await? == draft;
            of_life(SubmissionId(submission.id), life).update(tx.db()).await?;
            if saved_already {
                return Ok(now);
            }
            if now != based_on {
                return Err(Conflict::Changed.into());
            }
            add_revision(tx, &review, &draft).await
        })
        .await
}

/// Adds a revision; the review points at it.
pub(super) async fn add_revision(tx: &crate::tx::Tx, review: &review::Model, draft: &Draft) -> Result<u32, StoreError> {
    let revision = count(review.revision) + 1;
    let row = review_revision::ActiveModel {
        review_id: Set(review.id),
        revision: Set(stored(revision)),
        saved_at: Set(tx.now()),
        draft: Set(to_json(draft)?),
    };
    review_revision::Entity::insert(row).exec_without_returning(tx.db()).await?;
    let pointer = review::ActiveModel { id: Set(review.id), revision: Set(stored(revision)), ..Default::default() };
    pointer.update(tx.db()).await?;
    Ok(revision)
}
