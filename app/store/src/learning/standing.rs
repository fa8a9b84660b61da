//! What one person has done so far, and what that means for every item of a track. Four queries, however long the track.

use super::tracks::{ItemRow, Still};
use crate::{
    StoreError,
    content::guideline_versions,
    entity::{attempt, enrolment, reading, rollup_plan, sign_off},
    stored::count,
};
use chrono::{DateTime, Utc};
use domain::{
    curriculum::{Change, Curriculum, Guideline, Track, TrackItem},
    ids::PersonId,
    progress::{ItemFacts, ItemState, item_states},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;

/// Everything one person has read, answered, signed and handed in.
pub(super) struct Standing {
    readings: HashMap<String, reading::Model>,
    quizzes: HashMap<String, QuizStanding>,
    signed: HashMap<String, Vec<sign_off::Model>>,
    handed_in: HashMap<String, DateTime<Utc>>,
    enrolments: HashMap<String, enrolment::Model>,
    /// By guideline, the version that a signature must at least have.
    required: HashMap<String, u32>,
}

#[derive(Clone, Copy, Default)]
struct QuizStanding {
    begun: bool,
    best: Option<u32>,
    passed_at: Option<DateTime<Utc>>,
}

impl Standing {
    /// Loads it, on the reading pool or inside a transaction.
    pub(super) async fn load(
        db: &impl ConnectionTrait,
        person: PersonId,
        curriculum: &Curriculum,
    ) -> Result<Self, StoreError> {
        let readings = reading::Entity::find().filter(reading::Column::PersonId.eq(person.0)).all(db).await?;
        let attempts = attempt::Entity::find().filter(attempt::Column::PersonId.eq(person.0)).all(db).await?;
        let sign_offs = sign_off::Entity::find().filter(sign_off::Column::PersonId.eq(person.0)).all(db).await?;
        let plans = rollup_plan::Entity::find().filter(rollup_plan::Column::PersonId.eq(person.0)).all(db).await?;
        let enrolments = enrolment::Entity::find().filter(enrolment::Column::PersonId.eq(person.0)).all(db).await?;
        let mut quizzes: HashMap<String, QuizStanding> = HashMap::new();
        for row in attempts {
            let standing = quizzes.entry(row.module).or_default();
            standing.begun = true;
            standing.best = standing.best.max(row.percent.map(count));
            if row.passed == Some(true) {
                standing.passed_at = earlier(standing.passed_at, row.submitted_at);
            }
        }
        let mut signed: HashMap<String, Vec<sign_off::Model>> = HashMap::new();
        for row in sign_offs {
            signed.entry(row.guideline.clone()).or_default().push(row);
        }
        let mut required = HashMap::new();
        for guideline in curriculum.guidelines.values() {
            required.insert(guideline.id.clone(), required_version(db, guideline).await?);
        }
        Ok(Self {
            readings: readings.into_iter().map(|row| (row.module.clone(), row)).collect(),
            quizzes,
            signed,
            handed_in: plans.into_iter().map(|row| (row.plan, row.handed_in_at)).collect(),
            enrolments: enrolments.into_iter().map(|row| (row.track.clone(), row)).collect(),
            required,
        })
    }

    /// The enrolment in a track, if there is one.
    pub(super) fn enrolment(&self, track: &str) -> Option<&enrolment::Model> {
        self.enrolments.get(track)
    }

    /// What has been read of a module.
    pub(super) fn reading(&self, module: &str) -> Option<&reading::Model> {
        self.readings.get(module)
    }

    /// The latest signature under a guideline.
    pub(super) fn latest_signature(&self, guideline: &str) -> Option<&sign_off::Model> {
        self.signed.get(guideline)?.iter().max_by_key(|row| row.version)
    }

    /// When a guideline was first signed in a version that still counts.
    pub(super) fn signed_at(&self, guideline: &str) -> Option<DateTime<Utc>> {
        let least = self.required.get(guideline).copied().unwrap_or(0);
        self.signed.get(guideline)?.iter().filter(|row| count(row.version) >= least).map(|row| row.signed_at).min()
    }

    /// Every item of a track, with its state and what still counts.
    pub(super) fn items(&self, track: &Track, curriculum: &Curriculum) -> Vec<ItemRow> {
        let rows: Vec<ItemRow> = track.items.iter().map(|item| self.row_of(item, curriculum)).collect();
        let facts: Vec<ItemFacts> = rows
            .iter()
            .map(|row| ItemFacts {
                title: row.title.clone(),
                started: matches!(row.state, ItemState::Open { started: true }),
                complete: row.still.is_empty(),
            })
            .collect();
        rows.into_iter().zip(item_states(&facts)).map(|(row, state)| ItemRow { state, ..row }).collect()
    }

    /// How an item stands for this person: open if any track has it open, and also when no track has it at all.
    pub(super) fn state_of(&self, item: &TrackItem, curriculum: &Curriculum) -> ItemState {
        let mut locked = None;
        for track in &curriculum.tracks {
            for row in self.items(track, curriculum) {
                if row.item != *item {
                    continue;
                }
                if !row.state.is_locked() {
                    return row.state;
                }
                locked.get_or_insert(row.state);
            }
        }
        locked.unwrap_or_else(|| {
            let row = self.row_of(item, curriculum);
            if row.still.is_empty() { ItemState::Complete } else { row.state }
        })
    }

    /// One item on its own; whether it is locked is decided by its place in a track.
    pub(super) fn row_of(&self, item: &TrackItem, curriculum: &Curriculum) -> ItemRow {
        match item {
            TrackItem::Module(id) => self.module_row(id, curriculum),
            TrackItem::Guideline(id) => {
                let guideline = curriculum.guidelines.get(id);
                let signed_at = self.signed_at(id);
                ItemRow {
                    item: item.clone(),
                    title: guideline.map_or_else(|| id.clone(), |guideline| guideline.title.clone()),
                    summary: guideline.map(|guideline| guideline.summary.clone()).unwrap_or_default(),
                    minutes: None,
                    state: ItemState::Open { started: self.signed.contains_key(id) },
                    still: if signed_at.is_none() { vec![Still::Sign] } else { Vec::new() },
                    completed_at: signed_at,
                }
            }
            TrackItem::Practice(id) => {
                let plan = curriculum.shifts.get(id);
                let handed_in = self.handed_in.get(id).copied();
                ItemRow {
                    item: item.clone(),
                    title: plan.map_or_else(|| id.clone(), |plan| plan.title.clone()),
                    summary: plan.map(|plan| plan.summary.clone()).unwrap_or_default(),
                    minutes: None,
                    state: ItemState::Open { started: false },
                    still: if handed_in.is_none() { vec![Still::HandIn] } else { Vec::new() },
                    completed_at: handed_in,
                }
            }
        }
    }

    fn module_row(&self, id: &str, curriculum: &Curriculum) -> ItemRow {
        let module = curriculum.modules.get(id);
        let quiz = module.and_then(|module| module.quiz.as_ref());
        let reading = self.readings.get(id);
        let read_at = reading.and_then(|row| row.read_at);
        let standing = self.quizzes.get(id).copied().unwrap_or_default();
        let mut still = Vec::new();
        if read_at.is_none() {
            still.push(Still::Read);
        }
        if let Some(quiz) = quiz
            && standing.passed_at.is_none()
        {
            still.push(Still::Quiz { best: standing.best, needs: quiz.pass });
        }
        let completed_at = if still.is_empty() { read_at.max(standing.passed_at) } else { None };
        ItemRow {
            item: TrackItem::Module(id.to_owned()),
            title: module.map_or_else(|| id.to_owned(), |module| module.title.clone()),
            summary: module.map(|module| module.summary.clone()).unwrap_or_default(),
            minutes: module.map(|module| module.minutes),
            state: ItemState::Open { started: reading.is_some() || standing.begun },
            still,
            completed_at,
        }
    }
}

/// The version a signature must at least have: the latest with a material change. Only a guideline whose newest change is minor costs
/// a query, for what it was before.
async fn required_version(db: &impl ConnectionTrait, guideline: &Guideline) -> Result<u32, StoreError> {
    if guideline.change == Change::Material {
        return Ok(guideline.version);
    }
    let before = guideline_versions(db, &guideline.id).await?;
    let material = before.iter().filter(|old| old.change == Change::Material && old.version <= guideline.version);
    Ok(material.map(|old| old.version).max().unwrap_or(0))
}

fn earlier(one: Option<DateTime<Utc>>, other: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
