//! One person of the manager's teams.

use super::{
    backlog::names,
    learned::learned,
    period::Period,
    progress::{PersonProgress, person_progress},
    scope::{ReportFilter, Scope},
};
use crate::{
    Store, StoreError,
    entity::{chat, review, submission},
    joins::on,
    stored::{count, known},
};
use chrono::{DateTime, Utc};
use domain::{
    chat::Ending,
    ids::{ChatId, PersonId, ReviewId},
    metrics::FunnelStep,
    people::Manager,
    review::ReviewState,
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// Most rows of a list.
const ROWS: u64 = 200;

/// A person's page.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonPage {
    /// As on the progress page, over all time.
    pub progress: PersonProgress,
    /// When each step of the funnel was reached.
    pub steps: Vec<(FunnelStep, Option<DateTime<Utc>>)>,
    /// Modules of the track, in order.
    pub modules: Vec<ModuleLine>,
    /// Chats, newest first.
    pub chats: Vec<ChatLine>,
    /// Released reviews, newest first.
    pub reviews: Vec<ReviewLine>,
}

/// A module of the track.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleLine {
    /// Its id.
    pub module: String,
    /// Title.
    pub title: String,
    /// When it was read.
    pub read_at: Option<DateTime<Utc>>,
    /// Attempts at the quiz that were submitted.
    pub attempts: u32,
    /// Best percent.
    pub best: Option<u32>,
    /// When the quiz was passed.
    pub passed_at: Option<DateTime<Utc>>,
}

/// A chat that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatLine {
    /// The chat.
    pub chat: ChatId,
    /// Title of the scenario.
    pub scenario_title: String,
    /// When it ended.
    pub ended_at: DateTime<Utc>,
    /// How.
    pub ending: Ending,
    /// The suggested score, 0-100.
    pub suggested: Option<u32>,
    /// Median response time in milliseconds.
    pub p50_reply_ms: Option<i64>,
    /// Where its review stands, if it was handed in.
    pub submission: Option<ReviewState>,
}

/// A released review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewLine {
    /// The review.
    pub review: ReviewId,
    /// Title of the scenario.
    pub scenario_title: String,
    /// Who reviewed it.
    pub mentor_name: String,
    /// Score after criticals, in thousandths of a percent point.
    pub score: Option<u32>,
    /// Passed?
    pub passed: bool,
    /// When it was released.
    pub released_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct ReviewColumns {
    id: Uuid,
    mentor_id: Uuid,
    title: String,
    after_criticals: Option<i32>,
    passed: Option<bool>,
    released_at: DateTime<Utc>,
}

/// One person of the manager's teams.
///
/// # Errors
/// `NotFound` for everybody else.
pub async fn get_person(store: &Store, manager: &Manager, id: PersonId) -> Result<PersonPage, StoreError> {
    let mut scope = Scope::of(store, manager, &ReportFilter::default()).await?;
    scope.members.retain(|member| member.id == id);
    let member = scope.members.first().ok_or(StoreError::NotFound)?;
    let way = learned(store, manager, &scope).await?.pop().ok_or(StoreError::NotFound)?;
    let period = Period::load(store, &scope).await?;
    Ok(PersonPage {
        progress: person_progress(&scope, member, &way, &period),
        steps: FunnelStep::ALL.into_iter().zip(way.dates.reached().0).collect(),
        chats: chats(store, id, scope.now).await?,
        reviews: reviews(store, id).await?,
        modules: way
            .lines
            .into_iter()
            .map(|line| ModuleLine {
                module: line.module,
                title: line.title,
                read_at: line.read_at,
                attempts: line.attempts,
                best: line.best,
                passed_at: line.passed_at,
            })
            .collect(),
    })
}

async fn chats(store: &Store, id: PersonId, now: DateTime<Utc>) -> Result<Vec<ChatLine>, StoreError> {
    let db = store.read();
    let found = chat::Entity::find()
        .filter(chat::Column::OperatorId.eq(id.0))
        .filter(chat::Column::EndedAt.is_not_null())
        .order_by_desc(chat::Column::EndedAt)
        .order_by_asc(chat::Column::Ordinal)
        .limit(ROWS)
        .all(db)
        .await?;
    let handed_in = submission::Entity::find().filter(submission::Column::OperatorId.eq(id.0)).all(db).await?;
    let mut states = HashMap::new();
    for submission in handed_in {
        states.insert(submission.chat_id, submission.life()?.state(now));
    }
    let mut lines = Vec::with_capacity(found.len());
    for chat in found {
        let (Some(ending), Some(ended_at)) = (chat.ending, chat.ended_at) else { continue };
        lines.push(ChatLine {
            chat: ChatId(chat.id),
            scenario_title: chat.title,
            ended_at,
            ending: known(Ending::from_word(&ending), &ending, "ending")?,
            suggested: chat.suggested.map(count),
            p50_reply_ms: chat.p50_reply_ms,
            submission: states.get(&chat.id).copied(),
        });
    }
    Ok(lines)
}

async fn reviews(store: &Store, id: PersonId) -> Result<Vec<ReviewLine>, StoreError> {
    let found = review::Entity::find()
        .filter(review::Column::OperatorId.eq(id.0))
        .filter(review::Column::ReleasedAt.is_not_null())
        .join(
            JoinType::InnerJoin,
            on::<review::Entity, submission::Entity>(review::Column::SubmissionId, submission::Column::Id),
        )
        .join(JoinType::InnerJoin, on::<submission::Entity, chat::Entity>(submission::Column::ChatId, chat::Column::Id))
        .order_by_desc(review::Column::ReleasedAt)
        .limit(ROWS)
        .select_only()
        .columns([review::Column::Id, review::Column::MentorId, review::Column::AfterCriticals, review::Column::Passed])
        .column(review::Column::ReleasedAt)
        .column(chat::Column::Title)
        .into_model::<ReviewColumns>()
        .all(store.read())
        .await?;
    let mentors = names(store, found.iter().map(|row| row.mentor_id)).await?;
    Ok(found
        .into_iter()
        .map(|row| ReviewLine {
            review: ReviewId(row.id),
            scenario_title: row.title,
            mentor_name: mentors.get(&row.mentor_id).cloned().unwrap_or_default(),
            score: row.after_criticals.map(count),
            passed: row.passed.unwrap_or(false),
            released_at: row.released_at,
        })
        .collect())
}
