//! What the operator does at the desk, and what time does.

use super::{
    clock::ShiftClock,
    run::Run,
    sitting::{Saved, Sitting, own_shift},
    translate::{body_of, chat_of, check, to_event},
};
use crate::{
    Conflict, Store, StoreError, content,
    entity::{chat, chat_draft},
};
use domain::{
    chat::{DeskAction, DeskUpdate, MESSAGE_MOST},
    field::{FieldError, FieldErrors},
    ids::{ChatId, ClientId, ShiftId},
    people::Operator,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

/// The answer to an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acted {
    /// The last event; the live stream goes on after it.
    pub seq: u64,
    /// What changed.
    pub updates: Vec<DeskUpdate>,
}

/// Does something at the desk. The same client id again gets the first answer and has no new effect.
///
/// # Errors
/// `NotFound` for somebody else's shift or chat; `Conflict(ShiftOver | ChatOver | NotArrived)`; `Invalid` for a hold of an odd length, a
/// note that is too long, or a hand-over without one.
pub async fn act(
    store: &Store,
    operator: &Operator,
    id: ShiftId,
    action: DeskAction,
    client: ClientId,
) -> Result<Acted, StoreError> {
    check(&action)?;
    let library = content::library(store);
    let replies = library.curriculum(operator.actor().locale).map_or(&[][..], |curriculum| &curriculum.replies);
    let canned = body_of(&action).and_then(|body| practice::canned::recognise(body.as_str(), replies));
    let canned = canned.map(|reply| reply.id.clone());
    let done = store
        .write(async |tx| {
            let mut sitting = Sitting::open(store, tx, operator.id(), id).await?;
            if let Some((seq, updates)) = sitting.answered(client).await? {
                return Ok(Done::Before(Acted { seq, updates }));
            }
            if sitting.recorder.ended() {
                return Err(Conflict::ShiftOver.into());
            }
            if let DeskAction::Typing { chat, on } = &action
                && is_typing(sitting.run(), *chat)? == *on
            {
                return Ok(Done::Before(Acted { seq: sitting.run().next_seq.unsigned_abs() - 1, updates: Vec::new() }));
            }
            sitting.arrive()?;
            let at_ms = sitting.now_ms();
            sitting.catch_up(at_ms)?;
            // A refusal below takes the catching-up back too; the next tick or action does it again.
            let number = match chat_of(&action) {
                Some(chat) => open_chat(sitting.run(), chat)?,
                None => 0,
            };
            sitting.apply(&to_event(&action, number, at_ms, canned.clone()), Some(client))?;
            Ok(Done::Now(sitting.save().await?))
        })
        .await?;
    Ok(match done {
        Done::Before(acted) => acted,
        Done::Now(saved) => {
            let (seq, updates) = saved.keep();
            Acted { seq, updates }
        }
    })
}

enum Done {
    Before(Acted),
    Now(Saved),
}

/// The number of a chat in which something can happen.
fn open_chat(run: &Run, chat: ChatId) -> Result<u32, StoreError> {
    let number = run.number(chat).ok_or(StoreError::NotFound)?;
    let state = run.state.chat(number).ok_or(StoreError::NotFound)?;
    if state.ending.is_some() {
        return Err(Conflict::ChatOver.into());
    }
    if !state.arrived() {
        return Err(Conflict::NotArrived.into());
    }
    Ok(number)
}

fn is_typing(run: &Run, chat: ChatId) -> Result<bool, StoreError> {
    let number = run.number(chat).ok_or(StoreError::NotFound)?;
    Ok(run.state.chat(number).is_some_and(|chat| chat.operator_typing))
}

/// Keeps what the operator has typed and not sent.
///
/// # Errors
/// `NotFound` for somebody else's chat, `Conflict(ChatOver)`, `Invalid` when it is longer than a message may be.
pub async fn save_draft(
    store: &Store,
    operator: &Operator,
    shift: ShiftId,
    id: ChatId,
    body: &str,
) -> Result<(), StoreError> {
    if body.chars().nth(MESSAGE_MOST as usize).is_some() {
        let mut errors = FieldErrors::default();
        errors.add("body", FieldError::TooLong { most: MESSAGE_MOST });
        return Err(errors.into());
    }
    store
        .write(async |tx| {
            let chat = chat::Entity::find_by_id(id.0)
                .filter(chat::Column::ShiftId.eq(shift.0))
                .filter(chat::Column::OperatorId.eq(operator.id().0))
                .one(tx.db())
                .await?
                .ok_or(StoreError::NotFound)?;
            if chat.ending.is_some() {
                return Err(Conflict::ChatOver.into());
            }
            let row =
                chat_draft::ActiveModel { chat_id: Set(id.0), body: Set(body.to_owned()), saved_at: Set(tx.now()) };
            let replace = OnConflict::column(chat_draft::Column::ChatId)
                .update_columns([chat_draft::Column::Body, chat_draft::Column::SavedAt])
                .to_owned();
            chat_draft::Entity::insert(row).on_conflict(replace).exec_without_returning(tx.db()).await?;
            Ok(())
        })
        .await
}

/// The operator's browser is there: starts a stopped clock again. Written down every five seconds at most.
///
/// # Errors
/// `NotFound` for somebody else's shift.
pub async fn heartbeat(store: &Store, operator: &Operator, id: ShiftId) -> Result<(), StoreError> {
    let shift = own_shift(store.read(), operator.id(), id).await?;
    if shift.ended_at.is_some() || !ShiftClock::of(&shift).is_news(store.now()) {
        return Ok(());
    }
    let saved = store
        .write(async |tx| {
            let mut sitting = Sitting::open(store, tx, operator.id(), id).await?;
            if sitting.recorder.ended() {
                return Ok(None);
            }
            sitting.arrive()?;
            sitting.save().await.map(Some)
        })
        .await?;
    saved.map(Saved::keep);
    Ok(())
}

/// Lets happen what fell due, and says in how many milliseconds something will fall due next; `None` when nothing will: the shift is
/// over, or its clock stands still until the operator is back.
///
/// # Errors
/// `NotFound` for somebody else's shift.
pub async fn tick(store: &Store, operator: &Operator, id: ShiftId) -> Result<Option<u64>, StoreError> {
    let shift = own_shift(store.read(), operator.id(), id).await?;
    if shift.ended_at.is_some() || shift.paused_at.is_some() {
        return Ok(None);
    }
    let run = Run::of(store, store.read(), &shift).await?;
    let clock = ShiftClock::of(&shift);
    let wait = wait_of(&run, &clock, store.now());
    if wait != Some(0) {
        return Ok(wait);
    }
    let (saved, wait) = store
        .write(async |tx| {
            let mut sitting = Sitting::open(store, tx, operator.id(), id).await?;
            // Somebody else may have been faster: then nothing is due any more, and nothing is written.
            if wait_of(sitting.run(), &sitting.clock, tx.now()) != Some(0) {
                return Ok((None, wait_of(sitting.run(), &sitting.clock, tx.now())));
            }
            sitting.lapse()?;
            let at_ms = sitting.now_ms();
            sitting.catch_up(at_ms)?;
            let wait = wait_of(sitting.run(), &sitting.clock, tx.now());
            Ok((Some(sitting.save().await?), wait))
        })
        .await?;
    saved.map(Saved::keep);
    Ok(wait)
}

/// Milliseconds until something falls due: the engine's next, or the clock's stop. `Some(0)` is now.
fn wait_of(run: &Run, clock: &ShiftClock, now: chrono::DateTime<chrono::Utc>) -> Option<u64> {
    if run.state.ended_at_ms.is_some() || clock.paused_at.is_some() {
        return None;
    }
    let stops = (clock.stops_at() - now).num_milliseconds() + 1;
    let due = practice::next_due_ms(&run.cast, &run.state).map(|due| due - clock.at(now));
    let wait = due.map_or(stops, |due| due.min(stops));
    Some(u64::try_from(wait).unwrap_or(0))
}
