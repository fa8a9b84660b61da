//! One transaction's work on a shift: the clock, events through the recorder, and writing it all at the end.

use super::{
    clock::{ShiftClock, Turn},
    close,
    recorder::{At, Recorder},
    run::Run,
};
use crate::{
    Store, StoreError,
    entity::{chat_draft, message, shift, shift_event},
    live::Wake,
    stored::from_json,
    tx::Tx,
};
use domain::{
    chat::DeskUpdate,
    ids::{ClientId, PersonId, ShiftId},
};
use practice::Event;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::sync::Arc;

/// A shift being worked on.
pub(super) struct Sitting<'a> {
    store: &'a Store,
    tx: &'a Tx,
    pub(super) shift: shift::Model,
    pub(super) clock: ShiftClock,
    pub(super) recorder: Recorder,
}

/// A shift of this operator.
pub(super) async fn own_shift(
    db: &impl ConnectionTrait,
    operator: PersonId,
    id: ShiftId,
) -> Result<shift::Model, StoreError> {
    shift::Entity::find_by_id(id.0)
        .filter(shift::Column::OperatorId.eq(operator.0))
        .one(db)
        .await?
        .ok_or(StoreError::NotFound)
}

impl<'a> Sitting<'a> {
    /// Reads how the shift stands. Reading its row in the transaction that will write it is what makes a race harmless: on PostgreSQL
    /// the loser is run again, on SQLite writers take turns.
    pub(super) async fn open(
        store: &'a Store,
        tx: &'a Tx,
        operator: PersonId,
        id: ShiftId,
    ) -> Result<Self, StoreError> {
        let shift = own_shift(tx.db(), operator, id).await?;
        let run = Run::of(store, tx.db(), &shift).await?;
        Ok(Self::with(store, tx, shift, Run::clone(&run)))
    }

    pub(super) fn with(store: &'a Store, tx: &'a Tx, shift: shift::Model, run: Run) -> Self {
        let recorder = Recorder::new(ShiftId(shift.id), run);
        Self { store, tx, clock: ShiftClock::of(&shift), shift, recorder }
    }

    pub(super) const fn run(&self) -> &Run {
        &self.recorder.run
    }

    /// The shift clock now.
    pub(super) fn now_ms(&self) -> i64 {
        self.clock.at(self.tx.now())
    }

    /// The answer this client id got the first time.
    pub(super) async fn answered(&self, client: ClientId) -> Result<Option<(u64, Vec<DeskUpdate>)>, StoreError> {
        let Some(seq) = self.run().clients.get(&client) else { return Ok(None) };
        let row = shift_event::Entity::find_by_id((self.shift.id, *seq)).one(self.tx.db()).await?;
        let from = row.and_then(|row| row.answer_from).unwrap_or(*seq);
        Ok(Some((seq.unsigned_abs(), read_updates(self.tx.db(), self.shift.id, from, *seq).await?)))
    }

    /// The operator is here.
    pub(super) fn arrive(&mut self) -> Result<(), StoreError> {
        let turns = self.clock.contact(self.tx.now());
        turns.into_iter().try_for_each(|turn| self.turn(turn))
    }

    /// Only time has passed.
    pub(super) fn lapse(&mut self) -> Result<(), StoreError> {
        let turn = self.clock.lapse(self.tx.now());
        turn.into_iter().try_for_each(|turn| self.turn(turn))
    }

    fn turn(&mut self, turn: Turn) -> Result<(), StoreError> {
        match turn {
            Turn::Paused(at_ms) => {
                // What fell due before the clock stopped has happened.
                self.catch_up(at_ms)?;
                self.apply(&Event::Paused { at_ms }, None)
            }
            Turn::Resumed(at_ms) => self.apply(&Event::Resumed { at_ms }, None),
        }
    }

    /// Lets happen what fell due until this shift clock; nothing is recorded when nothing did.
    pub(super) fn catch_up(&mut self, at_ms: i64) -> Result<(), StoreError> {
        match practice::next_due_ms(&self.run().cast, &self.run().state) {
            Some(due) if due <= at_ms => self.apply(&Event::Tick { at_ms }, None),
            _ => Ok(()),
        }
    }

    pub(super) fn apply(&mut self, event: &Event, client: Option<ClientId>) -> Result<(), StoreError> {
        let tx = self.tx;
        self.recorder.apply(event, client, &At { now: tx.now(), new_id: &|| tx.new_id() })
    }

    /// Writes everything; see [`Saved::keep`] for what to do after the commit.
    pub(super) async fn save(self) -> Result<Saved, StoreError> {
        let (db, id) = (self.tx.db(), ShiftId(self.shift.id));
        let Recorder { run, events, messages, updates, sent, closed, .. } = self.recorder;
        let any = !events.is_empty();
        let over = run.state.ended_at_ms.is_some();
        // The shift first: two requests at once meet at its row, and the loser is run again and finds the winner's answer. Meeting at a
        // key of the log instead would be an error.
        let row = shift::ActiveModel {
            next_seq: Set(run.next_seq),
            seen_at: Set(self.clock.seen_at),
            paused_at: Set(self.clock.paused_at),
            offset_ms: Set(self.clock.offset_ms),
            ended_at: Set(over.then(|| self.shift.ended_at.unwrap_or(self.tx.now()))),
            ..Default::default()
        };
        shift::Entity::update_many().set(row).filter(shift::Column::Id.eq(id.0)).exec(db).await?;
        shift_event::Entity::insert_many(events).exec_without_returning(db).await?;
        message::Entity::insert_many(messages).exec_without_returning(db).await?;
        if !sent.is_empty() {
            let sent = sent.iter().map(|chat| chat.0);
            chat_draft::Entity::delete_many().filter(chat_draft::Column::ChatId.is_in(sent)).exec(db).await?;
        }
        if !closed.is_empty() {
            close::record(self.tx, &self.shift, &run, &closed).await?;
        }
        if any {
            self.tx.wake(Wake::Shift(id));
        }
        Ok(Saved { id, seq: run.next_seq.unsigned_abs() - 1, run: Arc::new(run), updates, store: self.store.clone() })
    }
}

/// What was written; not committed yet.
pub(super) struct Saved {
    id: ShiftId,
    run: Arc<Run>,
    store: Store,
    seq: u64,
    updates: Vec<DeskUpdate>,
}

impl Saved {
    /// To be called after the commit, for only then may others build on it. The last event, and what changed.
    pub(super) fn keep(self) -> (u64, Vec<DeskUpdate>) {
        if self.run.state.ended_at_ms.is_some() {
            self.store.runs().forget(self.id);
        } else {
            self.store.runs().keep(self.id, self.run);
        }
        (self.seq, self.updates)
    }
}

/// Recorded updates `from..=to` that changed something.
pub(super) async fn read_updates(
    db: &impl ConnectionTrait,
    shift: uuid::Uuid,
    from: i64,
    to: i64,
) -> Result<Vec<DeskUpdate>, StoreError> {
    let rows = shift_event::Entity::find()
        .filter(shift_event::Column::ShiftId.eq(shift))
        .filter(shift_event::Column::Seq.between(from, to))
        .filter(shift_event::Column::Changes.ne("[]"))
        .order_by_asc(shift_event::Column::Seq)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let changes = from_json(&row.changes, format_args!("changes {} of shift {shift}", row.seq))?;
            Ok(DeskUpdate { seq: row.seq.unsigned_abs(), at_ms: row.at_ms, changes })
        })
        .collect()
}
