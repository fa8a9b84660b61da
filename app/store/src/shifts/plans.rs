//! What can be practised, what was, and starting.

use super::{
    run::{Run, cast_of, word_of},
    sitting::Sitting,
};
use crate::{
    Conflict, Store, StoreError, content,
    dialect::OnUnique,
    entity::{chat, shift, submission},
    learning,
    stored::{count, known, stored},
};
use chrono::{DateTime, Utc};
use domain::{
    chat::{Disposition, Ending},
    curriculum::{ShiftMode, ShiftPlan, TrackItem},
    ids::{ChatId, ClientId, PersonId, ShiftId},
    people::Operator,
    progress::ItemState,
    review::ReviewState,
};
use practice::{ENGINE_VERSION, scenario::Scenario};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};
use uuid::Uuid;

/// Most shifts in a list.
const ROWS: u64 = 200;

/// A shift that can be played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// How it is played.
    pub mode: ShiftMode,
    /// How many chats.
    pub chats: u32,
    /// Levels of its scenarios, each once.
    pub levels: Vec<u32>,
    /// Sectors of its scenarios, each once.
    pub sectors: Vec<String>,
    /// Title of what comes first, while it is locked.
    pub locked: Option<String>,
    /// Best suggested score of a chat so far.
    pub best: Option<u32>,
    /// How often it was started.
    pub attempts: u32,
    /// The open shift of it, if there is one.
    pub open: Option<ShiftId>,
}

/// A shift that was started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShiftRow {
    /// The shift.
    pub id: ShiftId,
    /// Its plan.
    pub plan: String,
    /// Title.
    pub title: String,
    /// When.
    pub started_at: DateTime<Utc>,
    /// When it ended, if it has.
    pub ended_at: Option<DateTime<Utc>>,
    /// Its chats in order.
    pub chats: Vec<ChatRow>,
}

/// A chat of a shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatRow {
    /// The chat.
    pub id: ChatId,
    /// Number in the shift, from 1.
    pub ordinal: u32,
    /// The customer's name.
    pub customer: String,
    /// Title of the scenario.
    pub title: String,
    /// Level of the scenario.
    pub level: u32,
    /// Lines said, once it is over.
    pub messages: u32,
    /// How it ended, if it has.
    pub ending: Option<Ending>,
    /// How the operator recorded the end.
    pub disposition: Option<Disposition>,
    /// The suggested score, once it is over.
    pub suggested: Option<u32>,
    /// Where its review stands, if it was handed in.
    pub submission: Option<ReviewState>,
}

#[derive(FromQueryResult)]
struct Tried {
    plan: String,
    n: i64,
}

#[derive(FromQueryResult)]
struct Best {
    plan: String,
    best: Option<i32>,
}

/// Everything that can be practised: what is in a track, in its order, and then the rest, the easier and shorter first.
///
/// # Errors
/// Whatever the database says.
pub async fn list_plans(store: &Store, operator: &Operator) -> Result<Vec<PlanRow>, StoreError> {
    let db = store.read();
    let me = operator.id().0;
    let own = || shift::Entity::find().filter(shift::Column::OperatorId.eq(me));
    let tried: Vec<Tried> = own()
        .group_by(shift::Column::Plan)
        .select_only()
        .column(shift::Column::Plan)
        .column_as(shift::Column::Id.count(), "n")
        .into_model()
        .all(db)
        .await?;
    let best: Vec<Best> = own()
        .join(
            sea_orm::JoinType::InnerJoin,
            crate::joins::on::<shift::Entity, chat::Entity>(shift::Column::Id, chat::Column::ShiftId),
        )
        .group_by(shift::Column::Plan)
        .select_only()
        .column(shift::Column::Plan)
        .column_as(chat::Column::Suggested.max(), "best")
        .into_model()
        .all(db)
        .await?;
    let open = own().filter(shift::Column::EndedAt.is_null()).all(db).await?;
    let locks = locks(store, operator).await?;

    let locale = operator.actor().locale;
    let library = content::library(store);
    let Some(curriculum) = library.curriculum(locale) else { return Ok(Vec::new()) };
    let in_tracks = curriculum.tracks.iter().flat_map(|track| &track.items).filter_map(|item| match item {
        TrackItem::Practice(plan) => curriculum.shifts.get(plan),
        _ => None,
    });
    let mut seen = HashSet::new();
    let mut plans: Vec<(&ShiftPlan, Vec<Arc<Scenario>>)> = Vec::new();
    let mut rest = Vec::new();
    for (tracked, plan) in
        in_tracks.map(|plan| (true, plan)).chain(curriculum.shifts.values().map(|plan| (false, plan)))
    {
        if seen.insert(&plan.id) {
            let list = if tracked { &mut plans } else { &mut rest };
            list.push((plan, scenarios_of(store, operator, plan)));
        }
    }
    rest.sort_by_cached_key(|(plan, scenarios)| {
        let hardest = scenarios.iter().map(|scenario| scenario.level).max();
        (hardest, plan.chats.len(), plan.title.to_lowercase())
    });
    plans.append(&mut rest);
    Ok(plans
        .into_iter()
        .map(|(plan, scenarios)| {
            let mut levels: Vec<u32> = scenarios.iter().map(|scenario| u32::from(scenario.level)).collect();
            levels.sort_unstable();
            levels.dedup();
            let mut sectors: Vec<String> = Vec::new();
            for scenario in &scenarios {
                let sector = scenario.sector.as_str();
                if !sectors.iter().any(|known| known == sector) {
                    sectors.push(sector.to_owned());
                }
            }
            PlanRow {
                id: plan.id.clone(),
                title: plan.title.clone(),
                summary: plan.summary.clone(),
                mode: plan.mode,
                chats: count(plan.chats.len() as u64),
                levels,
                sectors,
                locked: locks.get(&plan.id).cloned(),
                best: best.iter().find(|row| row.plan == plan.id).and_then(|row| row.best).map(count),
                attempts: tried.iter().find(|row| row.plan == plan.id).map_or(0, |row| count(row.n)),
                open: open.iter().find(|shift| shift.plan == plan.id).map(|shift| ShiftId(shift.id)),
            }
        })
        .collect())
}

/// Scenarios of a plan, in order; those that the content no longer has are left out.
fn scenarios_of(store: &Store, operator: &Operator, plan: &ShiftPlan) -> Vec<Arc<Scenario>> {
    let ids: Vec<&str> = plan.chats.iter().map(|(id, _)| id.as_str()).collect();
    content::scenarios(store, operator.actor().locale, &ids)
}

/// Plans that are locked for this operator, with the title of what comes first. A plan in no track is open to all, and so is one that is
/// open in any track.
async fn locks(store: &Store, operator: &Operator) -> Result<HashMap<String, String>, StoreError> {
    let mut locked = HashMap::new();
    let mut open = HashSet::new();
    for track in learning::list_tracks(store, operator).await? {
        for row in learning::get_track(store, operator, &track.id).await?.items {
            match (row.item, row.state) {
                (TrackItem::Practice(plan), ItemState::Locked { first, .. }) => {
                    locked.entry(plan).or_insert(first);
                }
                (TrackItem::Practice(plan), _) => {
                    open.insert(plan);
                }
                _ => {}
            }
        }
    }
    locked.retain(|plan, _| !open.contains(plan));
    Ok(locked)
}

/// Starts a shift, or finds the open one of the same plan again.
///
/// # Errors
/// `NotFound` for an unknown plan, `Conflict(Locked)` while something comes first.
pub async fn start_shift(
    store: &Store,
    operator: &Operator,
    plan: &str,
    client: ClientId,
) -> Result<ShiftId, StoreError> {
    let locale = operator.actor().locale;
    let library = content::library(store);
    let plan =
        library.curriculum(locale).and_then(|curriculum| curriculum.shifts.get(plan)).ok_or(StoreError::NotFound)?;
    let scenarios = scenarios_of(store, operator, plan);
    if scenarios.is_empty() || scenarios.len() != plan.chats.len() {
        return Err(StoreError::Corrupt(format!("shift {} names a scenario that is not there", plan.id)));
    }
    if locks(store, operator).await?.contains_key(&plan.id) {
        return Err(Conflict::Locked.into());
    }
    let started = store
        .write(async |tx| {
            let db = tx.db();
            let mine = || shift::Entity::find().filter(shift::Column::OperatorId.eq(operator.id().0));
            if let Some(again) = mine().filter(shift::Column::ClientId.eq(client.0)).one(db).await? {
                return Ok(Err(ShiftId(again.id)));
            }
            let open = mine().filter(shift::Column::Plan.eq(&plan.id)).filter(shift::Column::EndedAt.is_null());
            if let Some(open) = open.one(db).await? {
                return Ok(Err(ShiftId(open.id)));
            }
            let new = NewShift {
                id: tx.new_id(),
                operator: operator.id(),
                client,
                plan,
                locale: scenarios[0].locale.split('-').next().unwrap_or(locale.tag()),
                seed: tx.random_u64(),
                started_at: tx.now(),
            };
            let shift = new.row();
            let chats: Vec<chat::Model> =
                (1..).zip(&scenarios).map(|(ordinal, scenario)| new.chat(tx.new_id(), ordinal, scenario)).collect();
            let run = Run::begin(cast_of(store, &shift, &chats).await?, &chats);
            // Two clicks at once: the loser is run again and finds the first.
            shift::Entity::insert(shift.clone().into_active_model()).exec_without_returning(db).await.on_unique(
                "shifts",
                &["operator_id", "plan"],
                StoreError::Contended,
            )?;
            let rows = chats.into_iter().map(IntoActiveModel::into_active_model);
            chat::Entity::insert_many(rows).exec_without_returning(db).await?;
            let mut sitting = Sitting::with(store, tx, shift, run);
            sitting.catch_up(0)?;
            sitting.save().await.map(|saved| Ok((new.id, saved)))
        })
        .await?;
    Ok(match started {
        Ok((id, saved)) => {
            saved.keep();
            id
        }
        Err(known) => known,
    })
}

/// A shift about to be made, in practice or in the demo academy.
pub(crate) struct NewShift<'a> {
    pub(crate) id: ShiftId,
    pub(crate) operator: PersonId,
    pub(crate) client: ClientId,
    pub(crate) plan: &'a ShiftPlan,
    pub(crate) locale: &'a str,
    pub(crate) seed: u64,
    pub(crate) started_at: DateTime<Utc>,
}

impl NewShift<'_> {
    pub(crate) fn row(&self) -> shift::Model {
        shift::Model {
            id: self.id.0,
            operator_id: self.operator.0,
            client_id: self.client.0,
            plan: self.plan.id.clone(),
            plan_hash: self.plan.hash.clone(),
            title: self.plan.title.clone(),
            locale: self.locale.to_owned(),
            mode: word_of(self.plan.mode).to_owned(),
            seed: self.seed.cast_signed(),
            engine_version: i32::from(ENGINE_VERSION),
            started_at: self.started_at,
            ended_at: None,
            next_seq: 1,
            seen_at: self.started_at,
            paused_at: None,
            offset_ms: 0,
        }
    }

    pub(crate) fn chat(&self, id: ChatId, ordinal: i32, scenario: &Scenario) -> chat::Model {
        let arrives =
            usize::try_from(ordinal - 1).ok().and_then(|index| self.plan.chats.get(index)).map_or(0, |(_, s)| *s);
        chat::Model {
            id: id.0,
            shift_id: self.id.0,
            operator_id: self.operator.0,
            ordinal,
            scenario: scenario.id.clone(),
            scenario_hash: scenario.hash.clone(),
            title: scenario.title.clone(),
            customer: scenario.customer_name().to_owned(),
            sector: scenario.sector.as_str().to_owned(),
            level: i32::from(scenario.level),
            arrives_at_ms: i64::from(arrives) * 1000,
            soft_seconds: stored(scenario.soft_seconds),
            ending: None,
            ended_at: None,
            ended_ms: None,
            disposition: None,
            note: String::new(),
            suggested: None,
            messages: 0,
            words: 0,
            replies: 0,
            within_soft: 0,
            first_reply_ms: None,
            p50_reply_ms: None,
            p90_reply_ms: None,
        }
    }
}

/// Shifts of this operator, newest first.
///
/// # Errors
/// Whatever the database says.
pub async fn list_shifts(store: &Store, operator: &Operator) -> Result<Vec<ShiftRow>, StoreError> {
    let shifts = shift::Entity::find()
        .filter(shift::Column::OperatorId.eq(operator.id().0))
        .order_by_desc(shift::Column::StartedAt)
        .order_by_desc(shift::Column::Id)
        .limit(ROWS)
        .all(store.read())
        .await?;
    shift_rows(store.read(), shifts, store.now()).await
}

/// The shift this operator has open, the latest if there are several.
///
/// # Errors
/// Whatever the database says.
pub async fn find_open_shift(store: &Store, operator: &Operator) -> Result<Option<ShiftRow>, StoreError> {
    let open = shift::Entity::find()
        .filter(shift::Column::OperatorId.eq(operator.id().0))
        .filter(shift::Column::EndedAt.is_null())
        .order_by_desc(shift::Column::StartedAt)
        .one(store.read())
        .await?;
    Ok(shift_rows(store.read(), open.into_iter().collect(), store.now()).await?.pop())
}

pub(super) async fn shift_rows(
    db: &impl ConnectionTrait,
    shifts: Vec<shift::Model>,
    now: DateTime<Utc>,
) -> Result<Vec<ShiftRow>, StoreError> {
    if shifts.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = shifts.iter().map(|shift| shift.id).collect();
    let chats = chat::Entity::find()
        .filter(chat::Column::ShiftId.is_in(ids))
        .order_by_asc(chat::Column::Ordinal)
        .all(db)
        .await?;
    let submissions = submission::Entity::find()
        .filter(submission::Column::ChatId.is_in(chats.iter().map(|chat| chat.id)))
        .all(db)
        .await?;
    let mut states = HashMap::new();
    for submission in submissions {
        states.insert(submission.chat_id, submission.life()?.state(now));
    }
    let mut by_shift: HashMap<Uuid, Vec<ChatRow>> = HashMap::new();
    for chat in chats {
        let shift = chat.shift_id;
        let state = states.get(&chat.id).copied();
        by_shift.entry(shift).or_default().push(chat_row(chat, state)?);
    }
    Ok(shifts
        .into_iter()
        .map(|shift| ShiftRow {
            chats: by_shift.remove(&shift.id).unwrap_or_default(),
            id: ShiftId(shift.id),
            plan: shift.plan,
            title: shift.title,
            started_at: shift.started_at,
            ended_at: shift.ended_at,
        })
        .collect())
}

fn chat_row(chat: chat::Model, submission: Option<ReviewState>) -> Result<ChatRow, StoreError> {
    Ok(ChatRow {
        id: ChatId(chat.id),
        ordinal: count(chat.ordinal),
        customer: chat.customer,
        title: chat.title,
        level: count(chat.level),
        messages: count(chat.messages),
        ending: chat.ending.map(|word| known(Ending::from_word(&word), &word, "ending")).transpose()?,
        disposition: chat
            .disposition
            .map(|word| known(Disposition::from_word(&word), &word, "disposition"))
            .transpose()?,
        suggested: chat.suggested.map(count),
        submission,
    })
}
