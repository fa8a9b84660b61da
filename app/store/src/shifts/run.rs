//! A running shift in memory: what replaying its log gives, so that the next event costs one step and not the whole log.

use crate::{
    Store, StoreError, content,
    entity::{chat, message, shift, shift_event},
    stored::{count, from_json, known},
};
use domain::{
    curriculum::ShiftMode,
    ids::{ChatId, ClientId, ShiftId},
};
use practice::{Cast, Event, Part, State};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Shifts kept in memory.
const KEPT: usize = 512;

/// A shift after the event before `next_seq`.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(super) cast: Arc<Cast>,
    pub(super) state: State,
    /// The number the next event gets.
    pub(super) next_seq: i64,
    /// The chats in the order of the cast.
    pub(super) chats: Arc<[ChatId]>,
    /// Lines said so far in each chat.
    pub(super) lines: Vec<u32>,
    /// Every client id in the log, with the event it made.
    pub(super) clients: HashMap<ClientId, i64>,
}

/// How a mode is stored.
pub(crate) fn word_of(mode: ShiftMode) -> &'static str {
    match mode {
        ShiftMode::Coach => "coach",
        ShiftMode::Practice => "practice",
        ShiftMode::Exam => "exam",
        ShiftMode::Shift => "shift",
    }
}

fn mode_from(word: &str) -> Option<ShiftMode> {
    [ShiftMode::Coach, ShiftMode::Practice, ShiftMode::Exam, ShiftMode::Shift]
        .into_iter()
        .find(|mode| word_of(*mode) == word)
}

#[derive(FromQueryResult)]
struct Counted {
    chat_id: uuid::Uuid,
    n: i64,
}

impl Run {
    /// The run at `shift.next_seq`: from memory when it is there, by replay when it is not.
    pub(super) async fn of(
        store: &Store,
        db: &impl ConnectionTrait,
        shift: &shift::Model,
    ) -> Result<Arc<Self>, StoreError> {
        match store.runs().find(ShiftId(shift.id), shift.next_seq) {
            Some(run) => Ok(run),
            None => Ok(Arc::new(Self::replay(store, db, shift).await?)),
        }
    }

    async fn replay(store: &Store, db: &impl ConnectionTrait, shift: &shift::Model) -> Result<Self, StoreError> {
        let chats = chat::Entity::find()
            .filter(chat::Column::ShiftId.eq(shift.id))
            .order_by_asc(chat::Column::Ordinal)
            .all(db)
            .await?;
        let ids: Vec<ChatId> = chats.iter().map(|chat| ChatId(chat.id)).collect();
        let cast = cast_of(store, shift, &chats).await?;
        let rows = shift_event::Entity::find()
            .filter(shift_event::Column::ShiftId.eq(shift.id))
            .filter(shift_event::Column::Seq.lt(shift.next_seq))
            .order_by_asc(shift_event::Column::Seq)
            .all(db)
            .await?;
        let mut clients = HashMap::new();
        let mut events = Vec::with_capacity(rows.len());
        for row in &rows {
            events.push(from_json::<Event>(&row.event, format_args!("event {} of shift {}", row.seq, shift.id))?);
            clients.extend(row.client_id.map(|client| (ClientId(client), row.seq)));
        }
        let counted: Vec<Counted> = message::Entity::find()
            .filter(message::Column::ChatId.is_in(ids.iter().map(|id| id.0)))
            .group_by(message::Column::ChatId)
            .select_only()
            .column(message::Column::ChatId)
            .column_as(message::Column::Id.count(), "n")
            .into_model()
            .all(db)
            .await?;
        let lines = ids.iter().map(|id| counted.iter().find(|row| row.chat_id == id.0).map_or(0, |row| count(row.n)));
        Ok(Self {
            state: practice::replay(&cast, &events).0,
            lines: lines.collect(),
            cast: Arc::new(cast),
            next_seq: shift.next_seq,
            chats: ids.into(),
            clients,
        })
    }

    /// Before the first event.
    pub(crate) fn begin(cast: Cast, chats: &[chat::Model]) -> Self {
        Self {
            state: practice::start(&cast),
            next_seq: 1,
            chats: chats.iter().map(|chat| ChatId(chat.id)).collect(),
            lines: vec![0; chats.len()],
            clients: HashMap::new(),
            cast: Arc::new(cast),
        }
    }

    /// The number of a chat in the cast, if it is of this shift.
    pub(super) fn number(&self, chat: ChatId) -> Option<u32> {
        self.chats.iter().position(|id| *id == chat).and_then(|index| u32::try_from(index).ok())
    }
}

/// What a shift is played with: the scenario revisions it was started with.
pub(super) async fn cast_of(store: &Store, shift: &shift::Model, chats: &[chat::Model]) -> Result<Cast, StoreError> {
    let mut parts = Vec::with_capacity(chats.len());
    for chat in chats {
        let scenario = content::scenario_by_hash(store, &chat.scenario_hash).await?;
        parts.push(Part { scenario, arrives_at_ms: chat.arrives_at_ms });
    }
    let mode = known(mode_from(&shift.mode), &shift.mode, "mode of a shift")?;
    Ok(Cast {
        seed: shift.seed.cast_unsigned(),
        engine: u16::try_from(shift.engine_version).unwrap_or(u16::MAX),
        mode: super::translate::mode_of(mode),
        parts,
    })
}

/// Runs in memory: a cache and nothing more. A run is used only when its number is the one that the database says, and it is put here only
/// after the commit that made it.
#[derive(Default)]
pub(crate) struct Runs(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    runs: HashMap<ShiftId, (Arc<Run>, u64)>,
    uses: u64,
}

impl Runs {
    pub(super) fn find(&self, shift: ShiftId, next_seq: i64) -> Option<Arc<Run>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.uses += 1;
        let uses = kept.uses;
        let (run, used) = kept.runs.get_mut(&shift).filter(|(run, _)| run.next_seq == next_seq)?;
        *used = uses;
        Some(Arc::clone(run))
    }

    /// Keeps a run, unless a later one is known already.
    pub(super) fn keep(&self, shift: ShiftId, run: Arc<Run>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.runs.get(&shift).is_some_and(|(known, _)| known.next_seq > run.next_seq) {
            return;
        }
        if kept.runs.len() >= KEPT && !kept.runs.contains_key(&shift) {
            let oldest = kept.runs.iter().min_by_key(|(_, (_, used))| *used).map(|(id, _)| *id);
            oldest.and_then(|id| kept.runs.remove(&id));
        }
        kept.uses += 1;
        let uses = kept.uses;
        kept.runs.insert(shift, (run, uses));
    }

    /// A shift that is over needs no memory.
    pub(super) fn forget(&self, shift: ShiftId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).runs.remove(&shift);
    }
}
