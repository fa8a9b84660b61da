//! What the steps of a review load and write.

use crate::{
    StoreError,
    entity::{message, review, review_revision, submission},
    scope::teammates,
    stored::{count, from_json, known},
};
use domain::{
    chat::{Message, Sender},
    ids::{ChatId, ClientId, MessageId, PersonId, ReviewId, SubmissionId},
    people::Mentor,
    review::{Draft, Life, ReviewState},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

impl submission::Model {
    /// Where it stands, as the domain sees it.
    pub(crate) fn life(&self) -> Result<Life, StoreError> {
        let state = known(ReviewState::from_word(&self.state), &self.state, "state of a submission")?;
        let mentor = self.mentor_id.map(PersonId);
        match (state, mentor, self.lease_until) {
            (ReviewState::Submitted, ..) => Ok(Life::Submitted),
            (ReviewState::Claimed, Some(mentor), Some(until)) => Ok(Life::Claimed { mentor, until }),
            (ReviewState::Released, Some(mentor), _) => Ok(Life::Released { mentor }),
            (ReviewState::Acknowledged, Some(mentor), _) => Ok(Life::Acknowledged { mentor }),
            _ => Err(StoreError::Corrupt(format!("submission {} has no mentor", self.id))),
        }
    }
}

/// The columns that hold a life.
pub(crate) fn of_life(id: SubmissionId, life: Life) -> submission::ActiveModel {
    let (state, mentor, until) = match life {
        Life::Submitted => (ReviewState::Submitted, None, None),
        Life::Claimed { mentor, until } => (ReviewState::Claimed, Some(mentor), Some(until)),
        Life::Released { mentor } => (ReviewState::Released, Some(mentor), None),
        Life::Acknowledged { mentor } => (ReviewState::Acknowledged, Some(mentor), None),
    };
    submission::ActiveModel {
        id: Set(id.0),
        state: Set(state.as_str().to_owned()),
        mentor_id: Set(mentor.map(|mentor| mentor.0)),
        lease_until: Set(until),
        ..Default::default()
    }
}

/// A submission of somebody in the mentor's teams.
pub(super) async fn submission_for(
    db: &impl ConnectionTrait,
    mentor: &Mentor,
    id: SubmissionId,
) -> Result<submission::Model, StoreError> {
    submission::Entity::find_by_id(id.0)
        .filter(submission::Column::OperatorId.in_subquery(teammates(mentor.id())))
        .one(db)
        .await?
        .ok_or(StoreError::NotFound)
}

/// A review of this mentor's own, with its submission.
pub(super) async fn own_review(
    db: &impl ConnectionTrait,
    mentor: &Mentor,
    id: ReviewId,
) -> Result<(review::Model, submission::Model), StoreError> {
    let review = review::Entity::find_by_id(id.0)
        .filter(review::Column::MentorId.eq(mentor.id().0))
        .one(db)
        .await?
        .ok_or(StoreError::NotFound)?;
    let submission = submission::Entity::find_by_id(review.submission_id).one(db).await?.ok_or(StoreError::NotFound)?;
    Ok((review, submission))
}

/// The last saved draft of a review; an empty one when nothing was saved.
pub(super) async fn last_draft(db: &impl ConnectionTrait, review: &review::Model) -> Result<Draft, StoreError> {
    if review.revision == 0 {
        return Ok(Draft::default());
    }
    let row = review_revision::Entity::find_by_id((review.id, review.revision)).one(db).await?;
    let row =
        row.ok_or_else(|| StoreError::Corrupt(format!("review {} lost revision {}", review.id, review.revision)))?;
    from_json(&row.draft, format_args!("draft {} of review {}", review.revision, review.id))
}

/// The transcript of a chat.
pub(crate) async fn transcript(db: &impl ConnectionTrait, chat: ChatId) -> Result<Vec<Message>, StoreError> {
    let rows = message::Entity::find()
        .filter(message::Column::ChatId.eq(chat.0))
        .order_by_asc(message::Column::Seq)
        .all(db)
        .await?;
    rows.into_iter().map(to_message).collect()
}

/// One line, as the domain sees it.
pub(crate) fn to_message(row: message::Model) -> Result<Message, StoreError> {
    Ok(Message {
        id: MessageId(row.id),
        seq: count(row.seq),
        sender: known(Sender::from_word(&row.sender), &row.sender, "sender")?,
        body: row.body,
        at_ms: row.at_ms,
        client_id: row.client_id.map(ClientId),
    })
}
