//! What operators read: released reviews of their own chats, and nothing before the release.

use super::rows::{last_draft, of_life, transcript};
use crate::{
    Store, StoreError, content,
    entity::{chat, person, review, submission},
    joins::on,
    live::Wake,
    stored::{count, known},
};
use chrono::{DateTime, Utc};
use domain::{
    chat::{Debrief, Message},
    ids::{ChatId, PersonId, ReviewId, SubmissionId},
    people::Operator,
    review::{Draft, ReviewState},
    scorecard::{Score, Scorecard, percent},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType,
    QueryFilter, QueryOrder, QuerySelect,
};
use std::sync::Arc;

/// A released review in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedbackRow {
    /// The review.
    pub review: ReviewId,
    /// The chat.
    pub chat: ChatId,
    /// Title of the scenario.
    pub scenario_title: String,
    /// The customer's name.
    pub customer: String,
    /// Who reviewed it.
    pub mentor_name: String,
    /// When.
    pub released_at: DateTime<Utc>,
    /// Whole percent after criticals, rounded down; `None` when nothing could be rated.
    pub percent: Option<u32>,
    /// Passed?
    pub passed: bool,
    /// Acknowledged?
    pub acknowledged: bool,
}

/// A released review in full.
#[derive(Clone, Debug, PartialEq)]
pub struct Feedback {
    /// As in the list.
    pub row: FeedbackRow,
    /// The transcript.
    pub messages: Vec<Message>,
    /// What the machine noticed.
    pub debrief: Debrief,
    /// The operator's own note.
    pub note: String,
    /// The scorecard version it was made with.
    pub scorecard: Arc<Scorecard>,
    /// Marks, comments, summary, focus as released.
    pub draft: Draft,
    /// The score.
    pub score: Score,
    /// When it was acknowledged.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// The score the machine had suggested, 0-100.
    pub suggested: Option<u32>,
}

#[derive(FromQueryResult)]
struct Columns {
    id: uuid::Uuid,
    chat_id: uuid::Uuid,
    title: String,
    customer: String,
    name: String,
    released_at: DateTime<Utc>,
    after_criticals: Option<i32>,
    passed: Option<bool>,
    state: String,
}

pub(super) async fn rows_of(
    db: &impl ConnectionTrait,
    operator: PersonId,
    only: Option<ReviewId>,
) -> Result<Vec<FeedbackRow>, StoreError> {
    let mut query = review::Entity::find()
        .filter(review::Column::OperatorId.eq(operator.0))
        .filter(review::Column::ReleasedAt.is_not_null());
    if let Some(id) = only {
        query = query.filter(review::Column::Id.eq(id.0));
    }
    let rows = query
        .join(
            JoinType::InnerJoin,
            on::<review::Entity, submission::Entity>(review::Column::SubmissionId, submission::Column::Id),
        )
        .join(JoinType::InnerJoin, on::<submission::Entity, chat::Entity>(submission::Column::ChatId, chat::Column::Id))
        .join(JoinType::InnerJoin, on::<review::Entity, person::Entity>(review::Column::MentorId, person::Column::Id))
        .order_by_desc(review::Column::ReleasedAt)
        .order_by_desc(review::Column::Id)
        .select_only()
        .columns([
            review::Column::Id,
            review::Column::ReleasedAt,
            review::Column::AfterCriticals,
            review::Column::Passed,
        ])
        .columns([submission::Column::ChatId, submission::Column::State])
        .columns([chat::Column::Title, chat::Column::Customer])
        .column(person::Column::Name)
        .into_model::<Columns>()
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let state = known(ReviewState::from_word(&row.state), &row.state, "state of a submission")?;
            Ok(FeedbackRow {
                review: ReviewId(row.id),
                chat: ChatId(row.chat_id),
                scenario_title: row.title,
                customer: row.customer,
                mentor_name: row.name,
                released_at: row.released_at,
                percent: row.after_criticals.map(|score| percent(count(score))),
                passed: row.passed.unwrap_or(false),
                acknowledged: state == ReviewState::Acknowledged,
            })
        })
        .collect()
}

/// Released reviews of this operator's chats, newest first.
///
/// # Errors
/// Whatever the database says.
pub async fn list_feedback(store: &Store, operator: &Operator) -> Result<Vec<FeedbackRow>, StoreError> {
    rows_of(store.read(), operator.id(), None).await
}

/// One released review.
///
/// # Errors
/// `NotFound` for somebody else's, and for one that has not been released.
pub async fn get_feedback(store: &Store, operator: &Operator, id: ReviewId) -> Result<Feedback, StoreError> {
    let db = store.read();
    let row = rows_of(db, operator.id(), Some(id)).await?.pop().ok_or(StoreError::NotFound)?;
    let review = review::Entity::find_by_id(id.0).one(db).await?.ok_or(StoreError::NotFound)?;
    let submission = submission::Entity::find_by_id(review.submission_id).one(db).await?.ok_or(StoreError::NotFound)?;
    let chat = chat::Entity::find_by_id(submission.chat_id).one(db).await?.ok_or(StoreError::NotFound)?;
    let scorecard = content::scorecard_by_hash(store, &review.scorecard_hash).await?;
    let draft = last_draft(db, &review).await?;
    Ok(Feedback {
        messages: transcript(db, row.chat).await?,
        debrief: super::work::stored_debrief(db, row.chat).await?,
        row,
        note: chat.note,
        score: scorecard.score(&draft.marks),
        scorecard,
        draft,
        acknowledged_at: submission.acknowledged_at,
        suggested: chat.suggested.map(count),
    })
}

/// The operator has read a review. Again changes nothing.
///
/// # Errors
/// `NotFound` for somebody else's, and for one that has not been released.
pub async fn acknowledge(store: &Store, operator: &Operator, id: ReviewId) -> Result<(), StoreError> {
    store
        .write(async |tx| {
            let review = review::Entity::find_by_id(id.0)
                .filter(review::Column::OperatorId.eq(operator.id().0))
                .filter(review::Column::ReleasedAt.is_not_null())
                .one(tx.db())
                .await?
                .ok_or(StoreError::NotFound)?;
            let submission =
                submission::Entity::find_by_id(review.submission_id).one(tx.db()).await?.ok_or(StoreError::NotFound)?;
            let before = submission.life()?;
            let after = before.acknowledge()?;
            if before != after {
                let mut row = of_life(SubmissionId(submission.id), after);
                row.acknowledged_at = Set(Some(tx.now()));
                row.update(tx.db()).await?;
                tx.wake(Wake::Person(operator.id()));
            }
            Ok(())
        })
        .await
}
