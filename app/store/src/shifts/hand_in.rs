//! A chat that is over: its debrief, and handing it in for review.

use super::plans::{ChatRow, ShiftRow, shift_rows};
use crate::{
    Conflict, Store, StoreError, content,
    dialect::OnUnique,
    entity::{chat, shift, submission},
    live::Wake,
    reviews::{stored_debrief, transcript},
    rollups::{self, SubmissionFacts},
};
use domain::{
    chat::{Debrief, Message},
    ids::{ChatId, ClientId, PersonId, SubmissionId},
    people::Operator,
    review::ReviewState,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// Everything the debrief page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct ChatPage {
    /// The chat.
    pub chat: ChatRow,
    /// Its shift, with all its chats.
    pub shift: ShiftRow,
    /// What the operator was told, as Markdown.
    pub brief: String,
    /// The transcript.
    pub messages: Vec<Message>,
    /// The debrief.
    pub debrief: Debrief,
    /// The operator's note for colleagues.
    pub note: String,
    /// Where its review stands, if it was handed in.
    pub submission: Option<(SubmissionId, ReviewState)>,
}

async fn own_chat(db: &impl ConnectionTrait, operator: PersonId, id: ChatId) -> Result<chat::Model, StoreError> {
    chat::Entity::find_by_id(id.0)
        .filter(chat::Column::OperatorId.eq(operator.0))
        .one(db)
        .await?
        .ok_or(StoreError::NotFound)
}

/// The debrief of a chat that is over.
///
/// # Errors
/// `NotFound` for somebody else's chat, `Conflict(ChatOpen)` while it is still open.
pub async fn get_chat(store: &Store, operator: &Operator, id: ChatId) -> Result<ChatPage, StoreError> {
    let db = store.read();
    let chat = own_chat(db, operator.id(), id).await?;
    let debrief = stored_debrief(db, id).await?;
    let shift = shift::Entity::find_by_id(chat.shift_id).one(db).await?.ok_or(StoreError::NotFound)?;
    let shift = shift_rows(db, vec![shift], store.now()).await?.pop().ok_or(StoreError::NotFound)?;
    let row = shift.chats.iter().find(|row| row.id == id).cloned().ok_or(StoreError::NotFound)?;
    let scenario = content::scenario_by_hash(store, &chat.scenario_hash).await?;
    let submission = submission::Entity::find().filter(submission::Column::ChatId.eq(id.0)).one(db).await?;
    Ok(ChatPage {
        submission: submission.zip(row.submission).map(|(submission, state)| (SubmissionId(submission.id), state)),
        chat: row,
        shift,
        brief: scenario.brief.clone(),
        messages: transcript(db, id).await?,
        debrief,
        note: chat.note,
    })
}

/// Hands a chat in for review. Again, with whatever client id, gets the first answer.
///
/// # Errors
/// `NotFound` for somebody else's chat, `Conflict(ChatOpen)` while it is still open.
pub async fn submit_chat(
    store: &Store,
    operator: &Operator,
    id: ChatId,
    client: ClientId,
) -> Result<SubmissionId, StoreError> {
    store
        .write(async |tx| {
            let db = tx.db();
            let chat = own_chat(db, operator.id(), id).await?;
            if let Some(first) = submission::Entity::find().filter(submission::Column::ChatId.eq(id.0)).one(db).await? {
                return Ok(SubmissionId(first.id));
            }
            if chat.ending.is_none() {
                return Err(Conflict::ChatOpen.into());
            }
            let shift = shift::Entity::find_by_id(chat.shift_id).one(db).await?.ok_or(StoreError::NotFound)?;
            let new: SubmissionId = tx.new_id();
            let row = submission::ActiveModel {
                id: Set(new.0),
                chat_id: Set(id.0),
                operator_id: Set(operator.id().0),
                client_id: Set(client.0),
                submitted_at: Set(tx.now()),
                state: Set(ReviewState::Submitted.as_str().to_owned()),
                ..Default::default()
            };
            // Two clicks at once: the loser is run again and finds the first.
            submission::Entity::insert(row).exec_without_returning(db).await.on_unique(
                "submissions",
                &["chat_id"],
                StoreError::Contended,
            )?;
            let facts = SubmissionFacts { operator: operator.id(), plan: shift.plan, submitted_at: tx.now() };
            rollups::add_submission(tx, &facts).await?;
            tx.wake(Wake::Queue);
            tx.wake(Wake::Person(operator.id()));
            Ok(new)
        })
        .await
}
