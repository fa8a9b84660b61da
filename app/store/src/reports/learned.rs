//! How far people are in their track: read from the facts of learning, of which there are as many as modules, and judged against the
//! content of today.

use super::scope::Scope;
use crate::{
    Store, StoreError, content,
    entity::{attempt, enrolment, one_time_link, reading, rollup_person, rollup_plan, session, shift, sign_off},
    rollups::start_of,
    stored::{count, from_json},
};
use chrono::{DateTime, Utc};
use domain::{
    curriculum::{Change, Curriculum, TrackItem},
    metrics::{FunnelDates, RiskFacts, Share},
    people::{Locale, Manager},
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// One person's way through the track.
#[derive(Clone, Debug, Default)]
pub(super) struct Learned {
    pub(super) dates: FunnelDates,
    /// Modules of the track that are read and, where they have a quiz, passed.
    pub(super) modules_done: u32,
    pub(super) modules: u32,
    /// Quizzes passed at the first try, of those tried.
    pub(super) first_time: Share,
    pub(super) last_active: Option<DateTime<Utc>>,
    pub(super) risk: RiskFacts,
    pub(super) lines: Vec<Line>,
}

/// One module of one person.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) module: String,
    pub(super) title: String,
    pub(super) read_at: Option<DateTime<Utc>>,
    pub(super) attempts: u32,
    pub(super) best: Option<u32>,
    pub(super) passed_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct Seen {
    id: Uuid,
    at: Option<DateTime<Utc>>,
}

/// A try at a quiz, without its answers.
#[derive(FromQueryResult)]
struct Try {
    person_id: Uuid,
    module: String,
    number: i32,
    started_at: DateTime<Utc>,
    submitted_at: Option<DateTime<Utc>>,
    percent: Option<i32>,
    passed: Option<bool>,
}

/// Facts by person.
#[derive(Default)]
struct Facts {
    readings: HashMap<Uuid, Vec<reading::Model>>,
    attempts: HashMap<Uuid, Vec<Try>>,
    signed: HashMap<Uuid, Vec<sign_off::Model>>,
    enrolled: HashMap<Uuid, Vec<enrolment::Model>>,
    plans: HashMap<Uuid, Vec<rollup_plan::Model>>,
    progress: HashMap<Uuid, rollup_person::Model>,
    /// First and last sign of life outside of learning.
    first_seen: HashMap<Uuid, DateTime<Utc>>,
    last_seen: HashMap<Uuid, DateTime<Utc>>,
}

fn by<T>(rows: Vec<T>, key: impl Fn(&T) -> Uuid) -> HashMap<Uuid, Vec<T>> {
    let mut map: HashMap<Uuid, Vec<T>> = HashMap::new();
    for row in rows {
        map.entry(key(&row)).or_default().push(row);
    }
    map
}

impl Facts {
    async fn load(store: &Store, ids: &[Uuid]) -> Result<Self, StoreError> {
        let db = store.read();
        let ids = || ids.iter().copied();
        let readings = reading::Entity::find().filter(reading::Column::PersonId.is_in(ids())).all(db).await?;
        let attempts: Vec<Try> = attempt::Entity::find()
            .filter(attempt::Column::PersonId.is_in(ids()))
            .order_by_asc(attempt::Column::Number)
            .select_only()
            .columns([
                attempt::Column::PersonId,
                attempt::Column::Module,
                attempt::Column::Number,
                attempt::Column::StartedAt,
                attempt::Column::SubmittedAt,
                attempt::Column::Percent,
                attempt::Column::Passed,
            ])
            .into_model()
            .all(db)
            .await?;
        let signed = sign_off::Entity::find().filter(sign_off::Column::PersonId.is_in(ids())).all(db).await?;
        let enrolled = enrolment::Entity::find()
            .filter(enrolment::Column::PersonId.is_in(ids()))
            .order_by_asc(enrolment::Column::CreatedAt)
            .all(db)
            .await?;
        let plans = rollup_plan::Entity::find().filter(rollup_plan::Column::PersonId.is_in(ids())).all(db).await?;
        let progress =
            rollup_person::Entity::find().filter(rollup_person::Column::PersonId.is_in(ids())).all(db).await?;
        let mut facts = Self {
            readings: by(readings, |row| row.person_id),
            attempts: by(attempts, |row| row.person_id),
            signed: by(signed, |row| row.person_id),
            enrolled: by(enrolled, |row| row.person_id),
            plans: by(plans, |row| row.person_id),
            progress: progress.into_iter().map(|row| (row.person_id, row)).collect(),
            ..Self::default()
        };
        let welcomed: Vec<Seen> = one_time_link::Entity::find()
            .filter(one_time_link::Column::PersonId.is_in(ids()))
            .group_by(one_time_link::Column::PersonId)
            .select_only()
            .column_as(one_time_link::Column::PersonId, "id")
            .column_as(one_time_link::Column::UsedAt.min(), "at")
            .into_model()
            .all(db)
            .await?;
        let sessions: Vec<Seen> = session::Entity::find()
            .filter(session::Column::PersonId.is_in(ids()))
            .group_by(session::Column::PersonId)
            .select_only()
            .column_as(session::Column::PersonId, "id")
            .column_as(session::Column::SeenAt.max(), "at")
            .into_model()
            .all(db)
            .await?;
        let shifts: Vec<Seen> = shift::Entity::find()
            .filter(shift::Column::OperatorId.is_in(ids()))
            .group_by(shift::Column::OperatorId)
            .select_only()
            .column_as(shift::Column::OperatorId, "id")
            .column_as(shift::Column::SeenAt.max(), "at")
            .into_model()
            .all(db)
            .await?;
        for seen in welcomed.into_iter().chain(sessions).chain(shifts) {
            let Some(at) = seen.at else { continue };
            facts.first_seen.entry(seen.id).and_modify(|first| *first = at.min(*first)).or_insert(at);
            facts.last_seen.entry(seen.id).and_modify(|last| *last = at.max(*last)).or_insert(at);
        }
        Ok(facts)
    }
}

/// The way of everybody in the scope, in the order of its members.
pub(super) async fn learned(store: &Store, manager: &Manager, scope: &Scope) -> Result<Vec<Learned>, StoreError> {
    let facts = Facts::load(store, &scope.ids()).await?;
    let library = content::library(store);
    let Some(curriculum) = library.curriculum(manager.actor().locale).or_else(|| library.curriculum(Locale::En)) else {
        return Ok(vec![Learned::default(); scope.members.len()]);
    };
    scope.members.iter().map(|member| way_of(&facts, curriculum, member.id.0, member.invited_at)).collect()
}

/// The latest of several dates, when all are there.
fn all_done(dates: impl IntoIterator<Item = Option<DateTime<Utc>>>, since: DateTime<Utc>) -> Option<DateTime<Utc>> {
    dates.into_iter().try_fold(since, |latest, date| date.map(|date| date.max(latest)))
}

fn way_of(facts: &Facts, curriculum: &Curriculum, person: Uuid, invited: DateTime<Utc>) -> Result<Learned, StoreError> {
    let enrolments = facts.enrolled.get(&person).map_or(&[][..], Vec::as_slice);
    let enrolment = enrolments.first();
    let track = curriculum
        .tracks
        .iter()
        .find(|track| enrolment.is_some_and(|enrolment| enrolment.track == track.id))
        .or_else(|| curriculum.tracks.first());
    let items = track.map_or(&[][..], |track| track.items.as_slice());
    let lines: Vec<Line> = items
        .iter()
        .filter_map(|item| match item {
            TrackItem::Module(module) => Some(line_of(facts, curriculum, person, module)),
            _ => None,
        })
        .collect();
    let has_quiz = |line: &Line| curriculum.modules.get(&line.module).is_some_and(|module| module.quiz.is_some());
    let signed_at = |slug: &str| {
        let guideline = curriculum.guidelines.get(slug)?;
        let rows = facts.signed.get(&person)?.iter().filter(|row| row.guideline == slug);
        // A minor change does not ask again.
        let enough =
            |row: &&sign_off::Model| count(row.version) >= guideline.version || guideline.change == Change::Minor;
        rows.filter(enough).map(|row| row.signed_at).min()
    };
    let handed_in =
        |plan: &str| facts.plans.get(&person)?.iter().find(|row| row.plan == plan).map(|row| row.handed_in_at);
    let progress = facts.progress.get(&person).cloned().unwrap_or_else(|| start_of(person));

    let starts = facts.readings.get(&person).into_iter().flatten().map(|row| row.started_at);
    let first = starts.chain(facts.first_seen.get(&person).copied()).min();
    let dates = FunnelDates([
        Some(invited),
        first,
        all_done(
            items.iter().filter_map(|item| match item {
                TrackItem::Guideline(slug) => Some(signed_at(slug)),
                _ => None,
            }),
            invited,
        ),
        all_done(lines.iter().map(|line| line.read_at), invited),
        all_done(lines.iter().filter(|line| has_quiz(line)).map(|line| line.passed_at), invited),
        all_done(
            items.iter().filter_map(|item| match item {
                TrackItem::Practice(plan) => Some(handed_in(plan)),
                _ => None,
            }),
            invited,
        ),
        progress.passed_at,
        progress.proficient_at,
    ]);
    let tried = facts.attempts.get(&person).map_or(&[][..], Vec::as_slice);
    let mut first_time = Share::default();
    for attempt in tried.iter().filter(|attempt| attempt.number == 1) {
        attempt.passed.into_iter().for_each(|passed| first_time.count(passed));
    }
    let last_active = last_sign(facts, person);
    let done = |line: &&Line| line.read_at.is_some() && (line.passed_at.is_some() || !has_quiz(line));
    let track_done = dates.0[2..6].iter().all(Option::is_some);
    let fails = |line: &&Line| line.passed_at.is_none() && line.attempts >= 2;
    Ok(Learned {
        dates,
        modules_done: count(lines.iter().filter(done).count() as u64),
        modules: count(lines.len() as u64),
        first_time,
        last_active,
        risk: RiskFacts {
            last_active,
            since: Some(invited),
            due_at: enrolment.and_then(|enrolment| enrolment.due_at).filter(|_| !track_done),
            failed_twice: lines.iter().filter(fails).map(|line| line.title.clone()).collect(),
            scores: from_json(&progress.recent, format_args!("recent scores of {person}"))?,
            last_critical: progress.critical_at,
            finished: progress.proficient_at.is_some(),
        },
        lines,
    })
}

fn line_of(facts: &Facts, curriculum: &Curriculum, person: Uuid, module: &str) -> Line {
    let reading = facts.readings.get(&person).and_then(|rows| rows.iter().find(|row| row.module == module));
    let attempts = facts.attempts.get(&person).into_iter().flatten().filter(|row| row.module == module);
    let submitted: Vec<&Try> = attempts.filter(|row| row.submitted_at.is_some()).collect();
    Line {
        module: module.to_owned(),
        title: curriculum.modules.get(module).map_or_else(|| module.to_owned(), |found| found.title.clone()),
        read_at: reading.and_then(|row| row.read_at),
        attempts: count(submitted.len() as u64),
        best: submitted.iter().filter_map(|row| row.percent).max().map(count),
        passed_at: submitted.iter().filter(|row| row.passed == Some(true)).filter_map(|row| row.submitted_at).min(),
    }
}

fn last_sign(facts: &Facts, person: Uuid) -> Option<DateTime<Utc>> {
    let readings = facts.readings.get(&person).into_iter().flatten().map(|row| row.read_at.unwrap_or(row.started_at));
    let attempts =
        facts.attempts.get(&person).into_iter().flatten().map(|row| row.submitted_at.unwrap_or(row.started_at));
    let signed = facts.signed.get(&person).into_iter().flatten().map(|row| row.signed_at);
    let seen = facts.last_seen.get(&person).copied();
    readings.chain(attempts).chain(signed).chain(seen).max()
}
