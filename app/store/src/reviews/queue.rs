//! What waits for a mentor, and what a mentor has released.

use crate::{
    Store, StoreError,
    entity::{chat, person, review, submission},
    joins::on,
    scope::teammates,
    stored::{count, known},
};
use chrono::{DateTime, Utc};
use domain::{
    ids::{ChatId, PersonId, ReviewId, SubmissionId},
    people::Mentor,
    review::{Life, ReviewState, target_at},
    scorecard::percent,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, Select, sea_query::Expr,
};

/// Most rows of a list.
const ROWS: u64 = 500;

/// One chat in the queue, blind: nothing here says whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueItem {
    /// What was handed in.
    pub submission: SubmissionId,
    /// This mentor's review of it, if they have begun one.
    pub review: Option<ReviewId>,
    /// When.
    pub submitted_at: DateTime<Utc>,
    /// Title of the scenario.
    pub scenario_title: String,
    /// Level of the scenario.
    pub level: u32,
    /// Sector word of the scenario.
    pub sector: String,
    /// Lines of the transcript.
    pub messages: u32,
    /// Length of the chat in minutes, rounded up.
    pub minutes: u32,
    /// Name of the mentor who holds it.
    pub held_by: Option<String>,
    /// Held by the one who asks.
    pub mine: bool,
    /// Submitted or claimed.
    pub state: ReviewState,
    /// By when it should be released.
    pub target_at: DateTime<Utc>,
}

/// What to show of the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueFilter {
    /// Only this sector.
    pub sector: Option<String>,
    /// Only this level.
    pub level: Option<u32>,
    /// Only waiting ([`ReviewState::Submitted`]) or only held ([`ReviewState::Claimed`]).
    pub state: Option<ReviewState>,
}

/// The queue, longest wait first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// What passes the filter, 500 at most.
    pub items: Vec<QueueItem>,
    /// How many wait in all.
    pub waiting: u32,
    /// Since when the first of them waits.
    pub oldest: Option<DateTime<Utc>>,
    /// How many the asker holds.
    pub mine: u32,
}

#[derive(FromQueryResult)]
struct Row {
    id: uuid::Uuid,
    submitted_at: DateTime<Utc>,
    state: String,
    mentor_id: Option<uuid::Uuid>,
    lease_until: Option<DateTime<Utc>>,
    holder: Option<String>,
    review_id: Option<uuid::Uuid>,
    title: String,
    level: i32,
    sector: String,
    messages: i32,
    started_ms: i64,
    ended_ms: Option<i64>,
}

/// Chats of the mentor's teams that are not released, never their own.
fn unreleased(mentor: &Mentor) -> Select<submission::Entity> {
    use submission::Column::{OperatorId, State};
    submission::Entity::find()
        .filter(State.is_in([ReviewState::Submitted.as_str(), ReviewState::Claimed.as_str()]))
        .filter(OperatorId.ne(mentor.id().0))
        .filter(OperatorId.in_subquery(teammates(mentor.id())))
        .order_by_asc(submission::Column::SubmittedAt)
        .order_by_asc(submission::Column::Id)
}

/// The queue of this mentor's teams.
///
/// # Errors
/// Whatever the database says.
pub async fn list_queue(store: &Store, mentor: &Mentor, filter: &QueueFilter) -> Result<Queue, StoreError> {
    let own = on::<submission::Entity, review::Entity>(submission::Column::Id, review::Column::SubmissionId)
        .on_condition({
            let me = mentor.id().0;
            move |_, review| Condition::all().add(Expr::col((review, review::Column::MentorId)).eq(me))
        });
    let rows = unreleased(mentor)
        .join(JoinType::InnerJoin, on::<submission::Entity, chat::Entity>(submission::Column::ChatId, chat::Column::Id))
        .join(
            JoinType::LeftJoin,
            on::<submission::Entity, person::Entity>(submission::Column::MentorId, person::Column::Id),
        )
        .join(JoinType::LeftJoin, own)
        .select_only()
        .columns([
            submission::Column::Id,
            submission::Column::SubmittedAt,
            submission::Column::State,
            submission::Column::MentorId,
            submission::Column::LeaseUntil,
        ])
        .columns([
            chat::Column::Title,
            chat::Column::Level,
            chat::Column::Sector,
            chat::Column::Messages,
            chat::Column::EndedMs,
        ])
        .column_as(chat::Column::ArrivesAtMs, "started_ms")
        .column_as(person::Column::Name, "holder")
        .column_as(review::Column::Id, "review_id")
        .into_model::<Row>()
        .all(store.read())
        .await?;

    let now = store.now();
    let mut queue = Queue { items: Vec::new(), waiting: 0, oldest: None, mine: 0 };
    for row in rows {
        let item = to_item(row, mentor.id(), now);
        if item.state == ReviewState::Submitted {
            queue.waiting += 1;
            queue.oldest = queue.oldest.or(Some(item.submitted_at));
        }
        queue.mine += u32::from(item.mine);
        let shown = filter.sector.as_ref().is_none_or(|sector| *sector == item.sector)
            && filter.level.is_none_or(|level| level == item.level)
            && filter.state.is_none_or(|state| state == item.state);
        if shown && (queue.items.len() as u64) < ROWS {
            queue.items.push(item);
        }
    }
    Ok(queue)
}

fn to_item(row: Row, asker: PersonId, now: DateTime<Utc>) -> QueueItem {
    // A claim whose lease ran out is a waiting chat, without anybody having to write that down.
    let life = match (row.state.as_str(), row.mentor_id, row.lease_until) {
        ("claimed", Some(mentor), Some(until)) => Life::Claimed { mentor: PersonId(mentor), until }.at(now),
        _ => Life::Submitted,
    };
    let holder = if let Life::Claimed { mentor, .. } = life { Some(mentor) } else { None };
    let length_ms = row.ended_ms.unwrap_or(row.started_ms) - row.started_ms;
    QueueItem {
        submission: SubmissionId(row.id),
        review: row.review_id.map(ReviewId),
        submitted_at: row.submitted_at,
        scenario_title: row.title,
        level: count(row.level),
        sector: row.sector,
        messages: count(row.messages),
        minutes: count((length_ms + 59_999) / 60_000),
        held_by: row.holder.filter(|_| holder.is_some()),
        mine: holder == Some(asker),
        state: life.state(now),
        target_at: target_at(row.submitted_at),
    }
}

/// The chat that has waited longest for this mentor.
pub(super) async fn next_waiting(
    db: &impl ConnectionTrait,
    mentor: &Mentor,
    now: DateTime<Utc>,
) -> Result<Option<SubmissionId>, StoreError> {
    use submission::Column::{LeaseUntil, State};
    let free = Condition::any().add(State.eq(ReviewState::Submitted.as_str())).add(LeaseUntil.lte(now));
    let next = unreleased(mentor).filter(free).one(db).await?;
    Ok(next.map(|submission| SubmissionId(submission.id)))
}

/// A review this mentor has released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleasedRow {
    /// The review.
    pub review: ReviewId,
    /// The chat.
    pub chat: ChatId,
    /// Whose chat: no longer blind.
    pub operator_name: String,
    /// Title of the scenario.
    pub scenario_title: String,
    /// Whole percent, rounded down.
    pub percent: Option<u32>,
    /// Passed?
    pub passed: bool,
    /// When.
    pub released_at: DateTime<Utc>,
    /// Read by the operator?
    pub acknowledged: bool,
}

#[derive(FromQueryResult)]
struct ReleasedColumns {
    id: uuid::Uuid,
    chat_id: uuid::Uuid,
    name: String,
    title: String,
    after_criticals: Option<i32>,
    passed: Option<bool>,
    released_at: DateTime<Utc>,
    state: String,
}

/// What this mentor has released, newest first.
///
/// # Errors
/// Whatever the database says.
pub async fn list_released_by(store: &Store, mentor: &Mentor) -> Result<Vec<ReleasedRow>, StoreError> {
    let rows = review::Entity::find()
        .filter(review::Column::MentorId.eq(mentor.id().0))
        .filter(review::Column::ReleasedAt.is_not_null())
        .join(
            JoinType::InnerJoin,
            on::<review::Entity, submission::Entity>(review::Column::SubmissionId, submission::Column::Id),
        )
        .join(JoinType::InnerJoin, on::<submission::Entity, chat::Entity>(submission::Column::ChatId, chat::Column::Id))
        .join(JoinType::InnerJoin, on::<review::Entity, person::Entity>(review::Column::OperatorId, person::Column::Id))
        .order_by_desc(review::Column::ReleasedAt)
        .limit(ROWS)
        .select_only()
        .columns([
            review::Column::Id,
            review::Column::AfterCriticals,
            review::Column::Passed,
            review::Column::ReleasedAt,
        ])
        .columns([submission::Column::ChatId, submission::Column::State])
        .column(chat::Column::Title)
        .column(person::Column::Name)
        .into_model::<ReleasedColumns>()
        .all(store.read())
        .await?;
    rows.into_iter()
        .map(|row| {
            let state = known(ReviewState::from_word(&row.state), &row.state, "state of a submission")?;
            Ok(ReleasedRow {
                review: ReviewId(row.id),
                chat: ChatId(row.chat_id),
                operator_name: row.name,
                scenario_title: row.title,
                percent: row.after_criticals.map(|score| percent(count(score))),
                passed: row.passed.unwrap_or(false),
                released_at: row.released_at,
                acknowledged: state == ReviewState::Acknowledged,
            })
        })
        .collect()
}
