//! The rows behind the figures of the progress page.

use super::{
    backlog::names,
    learned::learned,
    progress::{bounds, section_titles},
    scope::{ReportFilter, Scope},
};
use crate::{
    Store, StoreError,
    entity::{chat, message, review, review_section, submission},
    joins::on,
    reviews::to_message,
    stored::count,
};
use chrono::{DateTime, Utc};
use domain::{
    chat::Message,
    ids::{ChatId, MessageId, PersonId, ReviewId},
    metrics::{FunnelStep, reply_times, whole_seconds},
    people::Manager,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Query,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Somebody who reached a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunnelRow {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Name of the cohort.
    pub cohort: Option<String>,
    /// When the step and all before it were done.
    pub reached_at: DateTime<Utc>,
    /// Hours since the step before.
    pub hours: Option<i64>,
}

/// Everybody who reached a step, first come first.
///
/// # Errors
/// `NotFound` for a team the manager does not belong to.
pub async fn list_funnel_step(
    store: &Store,
    manager: &Manager,
    filter: &ReportFilter,
    step: FunnelStep,
) -> Result<Vec<FunnelRow>, StoreError> {
    let scope = Scope::of(store, manager, filter).await?;
    let ways = learned(store, manager, &scope).await?;
    let index = step as usize;
    let mut rows: Vec<FunnelRow> = scope
        .members
        .iter()
        .zip(&ways)
        .filter_map(|(member, way)| {
            let reached = way.dates.reached();
            let reached_at = reached.0[index]?;
            let before = index.checked_sub(1).and_then(|before| reached.0[before]);
            Some(FunnelRow {
                person: member.id,
                name: member.name.clone(),
                cohort: scope.cohort_name(member.cohort),
                reached_at,
                hours: before.map(|before| (reached_at - before).num_hours()),
            })
        })
        .collect();
    rows.sort_by(|a, b| (a.reached_at, &a.name).cmp(&(b.reached_at, &b.name)));
    Ok(rows)
}

/// A review in which a section was rated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionRow {
    /// The review.
    pub review: ReviewId,
    /// Whose chat.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Title of the scenario.
    pub scenario_title: String,
    /// Who reviewed it.
    pub mentor_name: String,
    /// The section's score in thousandths of a percent point.
    pub score: u32,
    /// Did the review pass as a whole?
    pub passed: bool,
    /// When it was released.
    pub released_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct SectionColumns {
    id: Uuid,
    operator_id: Uuid,
    mentor_id: Uuid,
    title: String,
    score: Option<i32>,
    passed: Option<bool>,
    released_at: DateTime<Utc>,
}

/// The reviews of the period in which a section was rated, newest first; the empty section is the whole review.
///
/// # Errors
/// `NotFound` for an unknown section, and for a team the manager does not belong to.
pub async fn list_section(
    store: &Store,
    manager: &Manager,
    filter: &ReportFilter,
    section: &str,
) -> Result<Vec<SectionRow>, StoreError> {
    if !section.is_empty() && !section_titles(store, manager).iter().any(|(id, _)| id == section) {
        return Err(StoreError::NotFound);
    }
    let scope = Scope::of(store, manager, filter).await?;
    let released = review::Entity::find()
        .filter(review::Column::OperatorId.is_in(scope.ids()))
        .filter(review::Column::ReleasedAt.gte(scope.since))
        .join(
            JoinType::InnerJoin,
            on::<review::Entity, submission::Entity>(review::Column::SubmissionId, submission::Column::Id),
        )
        .join(JoinType::InnerJoin, on::<submission::Entity, chat::Entity>(submission::Column::ChatId, chat::Column::Id))
        .order_by_desc(review::Column::ReleasedAt)
        .order_by_desc(review::Column::Id)
        .select_only()
        .columns([review::Column::Id, review::Column::OperatorId, review::Column::MentorId, review::Column::Passed])
        .column(review::Column::ReleasedAt)
        .column(chat::Column::Title);
    let columns = if section.is_empty() {
        released.column_as(review::Column::AfterCriticals, "score")
    } else {
        released
            .join(
                JoinType::InnerJoin,
                on::<review::Entity, review_section::Entity>(review::Column::Id, review_section::Column::ReviewId),
            )
            .filter(review_section::Column::Section.eq(section))
            .column_as(review_section::Column::Rated, "score")
    };
    let found = columns.into_model::<SectionColumns>().all(store.read()).await?;
    let mentors = names(store, found.iter().map(|row| row.mentor_id)).await?;
    let people = scope.names();
    Ok(found
        .into_iter()
        .filter_map(|row| {
            Some(SectionRow {
                review: ReviewId(row.id),
                person: PersonId(row.operator_id),
                name: people.get(&row.operator_id).copied().unwrap_or_default().to_owned(),
                scenario_title: row.title,
                mentor_name: mentors.get(&row.mentor_id).cloned().unwrap_or_default(),
                score: count(row.score?),
                passed: row.passed.unwrap_or(false),
                released_at: row.released_at,
            })
        })
        .collect())
}

/// One reply and how long the customer waited for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyRow {
    /// Who replied.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The chat.
    pub chat: ChatId,
    /// The reply.
    pub message: MessageId,
    /// Title of the scenario.
    pub scenario_title: String,
    /// When the chat ended.
    pub ended_at: DateTime<Utc>,
    /// Milliseconds the customer waited.
    pub ms: i64,
    /// The first reply of the chat?
    pub first: bool,
    /// The customer's soft limit, in seconds.
    pub soft_seconds: u32,
}

/// The replies of a bucket (see [`super::ReplyBucket`]) in chats that ended in the period, longest wait first.
///
/// # Errors
/// `NotFound` for an unknown bucket, and for a team the manager does not belong to.
pub async fn list_replies(
    store: &Store,
    manager: &Manager,
    filter: &ReportFilter,
    bucket: u32,
) -> Result<Vec<ReplyRow>, StoreError> {
    let (over, upto) = bounds(bucket as usize);
    if over.is_none() && upto.is_none() {
        return Err(StoreError::NotFound);
    }
    let scope = Scope::of(store, manager, filter).await?;
    let db = store.read();
    let ended =
        Condition::all().add(chat::Column::EndedAt.gte(scope.since)).add(chat::Column::OperatorId.is_in(scope.ids()));
    let chats = chat::Entity::find().filter(ended.clone()).all(db).await?;
    let inside = Query::select().column(chat::Column::Id).from(chat::Entity).cond_where(ended).take();
    let lines = message::Entity::find()
        .filter(message::Column::ChatId.in_subquery(inside))
        .order_by_asc(message::Column::Seq)
        .all(db)
        .await?;
    let mut transcripts: HashMap<Uuid, Vec<Message>> = HashMap::new();
    for line in lines {
        transcripts.entry(line.chat_id).or_default().push(to_message(line)?);
    }
    let people = scope.names();
    let mut rows = Vec::new();
    for chat in &chats {
        let (Some(lines), Some(ended_at)) = (transcripts.get(&chat.id), chat.ended_at) else { continue };
        for reply in reply_times(lines.iter().map(|line| (line.sender, line.at_ms))) {
            let seconds = whole_seconds(reply.ms);
            let inside = over.is_none_or(|over| seconds > over) && upto.is_none_or(|upto| seconds <= upto);
            let Some(line) = lines.get(reply.line as usize).filter(|_| inside) else { continue };
            rows.push(ReplyRow {
                person: PersonId(chat.operator_id),
                name: people.get(&chat.operator_id).copied().unwrap_or_default().to_owned(),
                chat: ChatId(chat.id),
                message: line.id,
                scenario_title: chat.title.clone(),
                ended_at,
                ms: reply.ms,
                first: reply.first,
                soft_seconds: count(chat.soft_seconds),
            });
        }
    }
    rows.sort_by(|a, b| b.ms.cmp(&a.ms).then(a.message.cmp(&b.message)));
    Ok(rows)
}
