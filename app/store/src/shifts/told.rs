//! A shift told after the fact: its whole log in one transaction, as the demo academy needs it.

use super::{
    recorder::At,
    run::Run,
    sitting::{Sitting, own_shift},
};
use crate::{Store, StoreError};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::{ChatId, ClientId, ShiftId},
    people::Operator,
};
use practice::{Cast, Event};

/// Plays a shift that has just been started to its end. `play` gives the events for its cast, and `go` moves the clock to the moment of
/// the last one, when everything is written down.
pub(crate) async fn play_out(
    store: &Store,
    operator: &Operator,
    id: ShiftId,
    play: impl Fn(&Cast) -> Vec<Event>,
    go: impl Fn(DateTime<Utc>),
) -> Result<Vec<ChatId>, StoreError> {
    let shift = own_shift(store.read(), operator.id(), id).await?;
    let run = Run::of(store, store.read(), &shift).await?;
    let events = play(&run.cast);
    let moment = |at_ms: i64| shift.started_at + TimeDelta::milliseconds(at_ms);
    go(moment(events.last().map_or(0, Event::at_ms)));
    let saved = store
        .write(async |tx| {
            let mut sitting = Sitting::open(store, tx, operator.id(), id).await?;
            for event in &events {
                let client = matches!(event, Event::OperatorMessage { .. }).then(|| tx.new_id::<ClientId>());
                let at = At { now: moment(event.at_ms()), new_id: &|| tx.new_id() };
                sitting.recorder.apply(event, client, &at)?;
            }
            // The browser was there until the end, so the clock never stopped.
            sitting.clock.seen_at = tx.now();
            sitting.save().await
        })
        .await?;
    saved.keep();
    Ok(run.chats.to_vec())
}
