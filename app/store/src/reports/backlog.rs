//! What waits for review, how long already, and who gets it done.

use super::scope::{ReportFilter, Scope};
use crate::{
    Store, StoreError,
    dialect::total,
    entity::{chat, person, rollup_release, submission},
    joins::on,
    stored::count,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::{PersonId, SubmissionId},
    metrics::Share,
    people::Manager,
    review::{ReviewState, target_at},
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Upper ends of the age buckets, in hours; the last bucket has none.
const AGES: [i64; 5] = [4, 24, 48, 96, 168];

/// The review backlog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Waiting in the queue.
    pub waiting: u32,
    /// Held by a mentor.
    pub held: u32,
    /// Since when the oldest of both has been handed in.
    pub oldest: Option<DateTime<Utc>>,
    /// Reviews of the period that were released by their target.
    pub within_target: Share,
    /// By mentor, by name.
    pub mentors: Vec<MentorLoad>,
    /// By age.
    pub ages: Vec<AgeBucket>,
}

/// One mentor's part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentorLoad {
    /// Who.
    pub mentor: PersonId,
    /// Name.
    pub name: String,
    /// Chats held now.
    pub held: u32,
    /// Reviews released in the period, by their target and in all.
    pub released: Share,
}

/// Chats handed in up to so many hours ago, and not released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeBucket {
    /// Up to this many hours; nothing for the last.
    pub upto_hours: Option<u32>,
    /// How many.
    pub n: u32,
}

/// A chat that is not released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BacklogRow {
    /// What was handed in.
    pub submission: SubmissionId,
    /// Whose chat.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Title of the scenario.
    pub scenario_title: String,
    /// When it was handed in.
    pub submitted_at: DateTime<Utc>,
    /// Waiting or held.
    pub state: ReviewState,
    /// Who holds it.
    pub holder: Option<PersonId>,
    /// Their name.
    pub held_by: Option<String>,
    /// By when it should be released.
    pub target_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Title {
    id: Uuid,
    title: String,
}

/// What one mentor released.
#[derive(FromQueryResult)]
struct Released {
    mentor_id: Uuid,
    within_target: i64,
    n: i64,
}

/// What is not released, oldest first.
///
/// # Errors
/// `NotFound` for a team the manager does not belong to.
pub async fn list_backlog(
    store: &Store,
    manager: &Manager,
    filter: &ReportFilter,
) -> Result<Vec<BacklogRow>, StoreError> {
    let scope = Scope::of(store, manager, filter).await?;
    rows(store, &scope).await
}

async fn rows(store: &Store, scope: &Scope) -> Result<Vec<BacklogRow>, StoreError> {
    let db = store.read();
    let unreleased = || {
        submission::Entity::find()
            .filter(submission::Column::State.is_in([ReviewState::Submitted.as_str(), ReviewState::Claimed.as_str()]))
            .filter(submission::Column::OperatorId.is_in(scope.ids()))
    };
    let found =
        unreleased().order_by_asc(submission::Column::SubmittedAt).order_by_asc(submission::Column::Id).all(db).await?;
    let titles: Vec<Title> = unreleased()
        .join(JoinType::InnerJoin, on::<submission::Entity, chat::Entity>(submission::Column::ChatId, chat::Column::Id))
        .select_only()
        .column(submission::Column::Id)
        .column(chat::Column::Title)
        .into_model()
        .all(db)
        .await?;
    let titles: HashMap<Uuid, String> = titles.into_iter().map(|row| (row.id, row.title)).collect();
    let holders = names(store, found.iter().filter_map(|row| row.mentor_id)).await?;
    let people = scope.names();
    found
        .into_iter()
        .map(|row| {
            let state = row.life()?.state(scope.now);
            let holder = row.mentor_id.filter(|_| state == ReviewState::Claimed);
            Ok(BacklogRow {
                submission: SubmissionId(row.id),
                person: PersonId(row.operator_id),
                name: people.get(&row.operator_id).copied().unwrap_or_default().to_owned(),
                scenario_title: titles.get(&row.id).cloned().unwrap_or_default(),
                submitted_at: row.submitted_at,
                state,
                holder: holder.map(PersonId),
                held_by: holder.and_then(|id| holders.get(&id).cloned()),
                target_at: target_at(row.submitted_at),
            })
        })
        .collect()
}

/// Names of people.
pub(super) async fn names(store: &Store, ids: impl Iterator<Item = Uuid>) -> Result<HashMap<Uuid, String>, StoreError> {
    let ids: Vec<Uuid> = ids.collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let people = person::Entity::find().filter(person::Column::Id.is_in(ids)).all(store.read()).await?;
    Ok(people.into_iter().map(|person| (person.id, person.name)).collect())
}

/// The backlog of the people in the scope.
pub(super) async fn backlog(store: &Store, scope: &Scope) -> Result<Backlog, StoreError> {
    let rows = rows(store, scope).await?;
    let released: Vec<Released> = rollup_release::Entity::find()
        .filter(rollup_release::Column::PersonId.is_in(scope.ids()))
        .filter(rollup_release::Column::Day.gte(scope.since_day))
        .group_by(rollup_release::Column::MentorId)
        .select_only()
        .column(rollup_release::Column::MentorId)
        .column_as(total(rollup_release::Column::WithinTarget), "within_target")
        .column_as(total(rollup_release::Column::N), "n")
        .into_model()
        .all(store.read())
        .await?;
    let mut within = Share::default();
    let mut by_mentor: BTreeMap<Uuid, Share> = BTreeMap::new();
    for row in &released {
        for share in [&mut within, by_mentor.entry(row.mentor_id).or_default()] {
            share.hits += count(row.within_target);
            share.of += count(row.n);
        }
    }
    let known = names(store, by_mentor.keys().copied()).await?;
    let mut mentors: Vec<MentorLoad> = by_mentor
        .into_iter()
        .map(|(id, released)| {
            let name = known.get(&id).cloned().unwrap_or_default();
            let held = rows.iter().filter(|row| row.holder == Some(PersonId(id))).count();
            MentorLoad { mentor: PersonId(id), name, held: count(held as u64), released }
        })
        .collect();
    mentors.sort_by(|a, b| a.name.cmp(&b.name));
    let n = |state| count(rows.iter().filter(|row| row.state == state).count() as u64);
    let ages = (0..=AGES.len()).map(|index| {
        let hours = |at: usize| AGES.get(at).map(|hours| TimeDelta::hours(*hours));
        let (over, upto) = (index.checked_sub(1).and_then(hours), hours(index));
        let inside = rows.iter().filter(|row| {
            let age = scope.now - row.submitted_at;
            over.is_none_or(|over| age > over) && upto.is_none_or(|upto| age <= upto)
        });
        AgeBucket { upto_hours: AGES.get(index).map(|hours| count(*hours)), n: count(inside.count() as u64) }
    });
    Ok(Backlog {
        waiting: n(ReviewState::Submitted),
        held: n(ReviewState::Claimed),
        oldest: rows.first().map(|row| row.submitted_at),
        within_target: within,
        mentors,
        ages: ages.collect(),
    })
}
