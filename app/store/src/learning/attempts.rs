//! Tries at a module's quiz. Questions, answers and the time limit stay here; a page gets what may be seen.

use super::modules::{Touch, touch, unlocked_module};
use crate::{
    Conflict, Store, StoreError, content,
    entity::attempt,
    stored::{count, from_json, stored, to_json},
    tx::Tx,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    curriculum::Module,
    ids::{AttemptId, PersonId},
    people::Operator,
    quiz::{self, Answer, MarkedQuestion, QuestionView, Quiz},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

/// How long after the deadline a submission still counts, for the way it travels.
const GRACE: TimeDelta = TimeDelta::seconds(5);
/// Most characters of a typed answer that are kept.
const TYPED_MOST: usize = 500;
/// Most keys of an answer that are kept.
const KEYS_MOST: usize = 50;

/// A try in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptRow {
    /// The try.
    pub id: AttemptId,
    /// Its number for this person and module, from 1.
    pub number: u32,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it was submitted, if it was.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Its result in percent.
    pub percent: Option<u32>,
    /// Passed?
    pub passed: Option<bool>,
}

/// A marked question.
pub type QuestionResult = MarkedQuestion;

/// The result of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptResult {
    /// Share of right answers.
    pub percent: u32,
    /// Percent needed.
    pub pass: u32,
    /// Enough?
    pub passed: bool,
    /// When it was submitted, or its time ran out.
    pub submitted_at: DateTime<Utc>,
    /// Every question with its answer and explanation.
    pub questions: Vec<QuestionResult>,
    /// When the next try may begin, after a failed one.
    pub retry_at: Option<DateTime<Utc>>,
}

/// A try as its page needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptPage {
    /// The try.
    pub id: AttemptId,
    /// The module's id.
    pub module: String,
    /// The module's title.
    pub title: String,
    /// Number of the try, from 1.
    pub number: u32,
    /// Percent needed.
    pub pass: u32,
    /// The questions, without answers.
    pub questions: Vec<QuestionView>,
    /// What has been saved so far.
    pub answers: BTreeMap<String, Answer>,
    /// Until when it may be submitted.
    pub deadline: Option<DateTime<Utc>>,
    /// The result, once it is over.
    pub result: Option<AttemptResult>,
}

/// Begins a try, or finds the open one again. Who goes on to the quiz has read the module.
///
/// # Errors
/// `NotFound` for a module without a quiz, `Conflict(Locked)` while something comes first, `Conflict(TooSoon)` within the wait after a
/// failed try, `Conflict(AttemptOver)` once passed.
pub async fn start_attempt(store: &Store, operator: &Operator, module: &str) -> Result<AttemptId, StoreError> {
    let (person, locale) = (operator.id(), operator.actor().locale);
    store
        .write(async |tx| {
            let module = unlocked_module(store, tx, person, locale, module).await?;
            let quiz = module.quiz.as_ref().ok_or(StoreError::NotFound)?;
            let mut rows = rows(tx.db(), person, &module.id).await?;
            if let Some(open) = rows.iter_mut().find(|row| row.submitted_at.is_none()) {
                if !is_late(open, tx.now()) {
                    return Ok(AttemptId(open.id));
                }
                *open = settle(store, tx, open.clone()).await?;
            }
            if rows.iter().any(|row| row.passed == Some(true)) {
                return Err(Conflict::AttemptOver.into());
            }
            if retry_at(&rows, quiz).is_some_and(|at| at > tx.now()) {
                return Err(Conflict::TooSoon.into());
            }
            touch(tx, person, &module.id, Touch { place: None, read: true }).await?;
            let id: AttemptId = tx.new_id();
            let row = attempt::ActiveModel {
                id: Set(id.0),
                person_id: Set(person.0),
                module: Set(module.id.clone()),
                module_hash: Set(module.hash.clone()),
                number: Set(stored(rows.len() + 1)),
                // The sign bit stays free: both databases keep it as a signed number.
                seed: Set(i64::try_from(tx.random_u64() >> 1).unwrap_or(0)),
                answers: Set("{}".to_owned()),
                started_at: Set(tx.now()),
                deadline: Set(quiz.minutes.map(|minutes| tx.now() + TimeDelta::minutes(minutes.into()))),
                submitted_at: Set(None),
                percent: Set(None),
                passed: Set(None),
            };
            attempt::Entity::insert(row).exec_without_returning(tx.db()).await?;
            Ok(id)
        })
        .await
}

/// One try of this person. A try whose time ran out is settled with the answers that were saved.
///
/// # Errors
/// `NotFound` when it is not theirs.
pub async fn get_attempt(store: &Store, operator: &Operator, id: AttemptId) -> Result<AttemptPage, StoreError> {
    let mut row = own(store.read(), operator.id(), id).await?;
    if row.submitted_at.is_none() && is_late(&row, store.now()) {
        row = store
            .write(async |tx| {
                let row = own(tx.db(), operator.id(), id).await?;
                if row.submitted_at.is_some() { Ok(row) } else { settle(store, tx, row).await }
            })
            .await?;
    }
    let module = content::module_by_hash(store, &row.module_hash).await?;
    let quiz = quiz_of(&module)?;
    let seed = seed_of(&row);
    let answers: BTreeMap<String, Answer> = from_json(&row.answers, format_args!("answers of attempt {}", row.id))?;
    let result = row.submitted_at.map(|submitted_at| {
        let marked = quiz::mark(quiz, seed, &answers);
        // What was decided stays decided, also should marking ever change.
        let (percent, passed) = (row.percent.map_or(marked.percent, count), row.passed.unwrap_or(marked.passed));
        let retry_at = (!passed).then(|| submitted_at + TimeDelta::minutes(quiz.retry_minutes.into()));
        AttemptResult { percent, pass: quiz.pass, passed, submitted_at, questions: marked.questions, retry_at }
    });
    Ok(AttemptPage {
        id,
        module: module.id.clone(),
        title: module.title.clone(),
        number: count(row.number),
        pass: quiz.pass,
        questions: quiz::views(quiz, seed),
        answers,
        deadline: row.deadline,
        result,
    })
}

/// Saves answers without submitting them; what is not in `answers` stays as it was.
///
/// # Errors
/// `NotFound` when the try is not theirs, `Conflict(AttemptOver)` once it is over.
pub async fn save_answers(
    store: &Store,
    operator: &Operator,
    id: AttemptId,
    answers: BTreeMap<String, Answer>,
) -> Result<(), StoreError> {
    let person = operator.id();
    store
        .write(async |tx| {
            let row = own(tx.db(), person, id).await?;
            if row.submitted_at.is_some() || is_late(&row, tx.now()) {
                return Err(Conflict::AttemptOver.into());
            }
            let merged = merged(store, &row, answers.clone()).await?;
            let changed =
                attempt::ActiveModel { id: Set(row.id), answers: Set(to_json(&merged)?), ..Default::default() };
            changed.update(tx.db()).await?;
            Ok(())
        })
        .await
}

/// Submits a try. Submitting twice changes nothing and is no error; after the deadline only what was saved before counts.
///
/// # Errors
/// `NotFound` when the try is not theirs, `Conflict(AttemptOver)` after the deadline.
pub async fn submit_attempt(
    store: &Store,
    operator: &Operator,
    id: AttemptId,
    answers: BTreeMap<String, Answer>,
) -> Result<(), StoreError> {
    let person = operator.id();
    let in_time = store
        .write(async |tx| {
            let mut row = own(tx.db(), person, id).await?;
            if row.submitted_at.is_some() {
                return Ok(true);
            }
            let in_time = !is_late(&row, tx.now());
            if in_time {
                row.answers = to_json(&merged(store, &row, answers.clone()).await?)?;
            }
            settle(store, tx, row).await?;
            Ok(in_time)
        })
        .await?;
    if in_time { Ok(()) } else { Err(Conflict::AttemptOver.into()) }
}

/// Tries of one person at one module, newest first, and when the next may begin if that is still to come.
pub(super) async fn attempt_rows(
    db: &impl ConnectionTrait,
    person: PersonId,
    module: &Module,
    now: DateTime<Utc>,
) -> Result<(Vec<AttemptRow>, Option<DateTime<Utc>>), StoreError> {
    let rows = rows(db, person, &module.id).await?;
    let passed = rows.iter().any(|row| row.passed == Some(true));
    let retry = module.quiz.as_ref().and_then(|quiz| retry_at(&rows, quiz)).filter(|at| !passed && *at > now);
    let list = rows.into_iter().rev().map(|row| AttemptRow {
        id: AttemptId(row.id),
        number: count(row.number),
        started_at: row.started_at,
        submitted_at: row.submitted_at,
        percent: row.percent.map(count),
        passed: row.passed,
    });
    Ok((list.collect(), retry))
}

async fn rows(db: &impl ConnectionTrait, person: PersonId, module: &str) -> Result<Vec<attempt::Model>, StoreError> {
    Ok(attempt::Entity::find()
        .filter(attempt::Column::PersonId.eq(person.0))
        .filter(attempt::Column::Module.eq(module))
        .order_by_asc(attempt::Column::Number)
        .all(db)
        .await?)
}

async fn own(db: &impl ConnectionTrait, person: PersonId, id: AttemptId) -> Result<attempt::Model, StoreError> {
    attempt::Entity::find_by_id(id.0)
        .filter(attempt::Column::PersonId.eq(person.0))
        .one(db)
        .await?
        .ok_or(StoreError::NotFound)
}

fn is_late(row: &attempt::Model, now: DateTime<Utc>) -> bool {
    row.deadline.is_some_and(|deadline| now > deadline + GRACE)
}

fn retry_at(rows: &[attempt::Model], quiz: &Quiz) -> Option<DateTime<Utc>> {
    let last = rows.iter().filter_map(|row| row.submitted_at).max()?;
    Some(last + TimeDelta::minutes(quiz.retry_minutes.into()))
}

fn seed_of(row: &attempt::Model) -> u64 {
    u64::try_from(row.seed).unwrap_or(0)
}

fn quiz_of(module: &Module) -> Result<&Quiz, StoreError> {
    module.quiz.as_ref().ok_or_else(|| StoreError::Corrupt(format!("module {} has an attempt and no quiz", module.id)))
}

/// Marks a try with the answers in its row and closes it: now, or when its time ran out.
async fn settle(store: &Store, tx: &Tx, row: attempt::Model) -> Result<attempt::Model, StoreError> {
    let module = content::module_by_hash(store, &row.module_hash).await?;
    let answers: BTreeMap<String, Answer> = from_json(&row.answers, format_args!("answers of attempt {}", row.id))?;
    let marked = quiz::mark(quiz_of(&module)?, seed_of(&row), &answers);
    let submitted_at = row.deadline.map_or(tx.now(), |deadline| deadline.min(tx.now()));
    let changed = attempt::ActiveModel {
        id: Set(row.id),
        answers: Set(row.answers.clone()),
        submitted_at: Set(Some(submitted_at)),
        percent: Set(Some(stored(marked.percent))),
        passed: Set(Some(marked.passed)),
        ..Default::default()
    };
    Ok(changed.update(tx.db()).await?)
}

/// The saved answers with the new ones over them: only to questions of this try, and nothing oversized.
async fn merged(
    store: &Store,
    row: &attempt::Model,
    answers: BTreeMap<String, Answer>,
) -> Result<BTreeMap<String, Answer>, StoreError> {
    let module = content::module_by_hash(store, &row.module_hash).await?;
    let asked = quiz::views(quiz_of(&module)?, seed_of(row));
    let mut kept: BTreeMap<String, Answer> = from_json(&row.answers, format_args!("answers of attempt {}", row.id))?;
    for (question, answer) in answers {
        if asked.iter().any(|view| view.id == question) {
            kept.insert(question, trimmed(answer));
        }
    }
    Ok(kept)
}

fn trimmed(answer: Answer) -> Answer {
    match answer {
        Answer::Options(keys) => Answer::Options(keys.into_iter().take(KEYS_MOST).collect()),
        Answer::Order(keys) => Answer::Order(keys.into_iter().take(KEYS_MOST).collect()),
        Answer::Text(text) => Answer::Text(text.chars().take(TYPED_MOST).collect()),
    }
}
