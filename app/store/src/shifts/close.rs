//! The end of a chat: its debrief, its numbers, and what it counts for, in the transaction that ended it.
//!
//! The debrief is *stored*, not made again when it is read: what an operator was told, and what a mentor judged by, must not change
//! with the next version of the engine or the scenario, and a page must not cost a replay.

use super::run::Run;
use crate::{
    StoreError,
    entity::{chat, chat_debrief, shift, shift_event},
    reviews::transcript,
    rollups::{self, ChatFacts},
    stored::{count, from_json, stored, to_json},
    tx::Tx,
};
use chrono::{DateTime, Utc};
use domain::{
    chat::{Disposition, Ending, Message, Sender},
    ids::{ChatId, PersonId},
};
use practice::{Cast, Event};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// A chat that is over.
pub(crate) struct Closing {
    pub(crate) chat: chat::ActiveModel,
    pub(crate) debrief: chat_debrief::ActiveModel,
    /// Nothing for a chat whose customer never came.
    pub(crate) facts: Option<ChatFacts>,
}

/// What the operator recorded at the end of a chat.
fn wrap_up(events: &[Event], number: usize) -> (Option<Disposition>, String) {
    let wrap = events.iter().rev().find_map(|event| match event {
        Event::Close { chat, disposition, note, .. } if *chat as usize == number => Some((*disposition, note.clone())),
        Event::HandOver { chat, note, .. } if *chat as usize == number => Some((Disposition::HandedOver, note.clone())),
        _ => None,
    });
    wrap.map_or((None, String::new()), |(disposition, note)| (Some(disposition), note))
}

impl Closing {
    /// What is known at the end of chat `number` of the cast.
    pub(crate) fn of(
        operator: PersonId,
        cast: &Cast,
        events: &[Event],
        number: usize,
        chat: ChatId,
        transcript: &[Message],
        ended_at: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let own = transcript.iter().filter(|line| line.sender == Sender::Operator);
        let ids: Vec<_> = own.map(|line| line.id).collect();
        let debrief = practice::score::debrief(cast, events, count(number as u64), &ids);
        let (state, _) = practice::replay(cast, events);
        let ended_ms = state.chats.get(number).and_then(|chat| chat.ended_at_ms);
        let (disposition, note) = wrap_up(events, number);
        let ending = debrief.ending.unwrap_or(Ending::ShiftEnded);
        let facts = ChatFacts::of(operator, ended_at, ending, disposition, debrief.soft_seconds, transcript);
        Ok(Self {
            chat: chat::ActiveModel {
                id: Set(chat.0),
                ending: Set(Some(ending.as_str().to_owned())),
                ended_at: Set(Some(ended_at)),
                ended_ms: Set(ended_ms),
                disposition: Set(disposition.map(|disposition| disposition.as_str().to_owned())),
                note: Set(note),
                suggested: Set(Some(stored(debrief.score.total()))),
                messages: Set(stored(transcript.len())),
                words: Set(stored(facts.words)),
                replies: Set(stored(facts.replies.len())),
                within_soft: Set(stored(facts.within_soft())),
                first_reply_ms: Set(facts.replies.first().copied()),
                p50_reply_ms: Set(facts.reply_percentile(50)),
                p90_reply_ms: Set(facts.reply_percentile(90)),
                ..Default::default()
            },
            debrief: chat_debrief::ActiveModel {
                chat_id: Set(chat.0),
                engine_version: Set(i32::from(cast.engine)),
                debrief: Set(to_json(&debrief)?),
            },
            facts: (!transcript.is_empty()).then_some(facts),
        })
    }
}

/// Writes down the end of these chats.
pub(super) async fn record(tx: &Tx, shift: &shift::Model, run: &Run, closed: &[usize]) -> Result<(), StoreError> {
    let db = tx.db();
    let rows = shift_event::Entity::find()
        .filter(shift_event::Column::ShiftId.eq(shift.id))
        .order_by_asc(shift_event::Column::Seq)
        .all(db)
        .await?;
    let events: Vec<Event> = rows
        .iter()
        .map(|row| from_json(&row.event, format_args!("event {} of shift {}", row.seq, shift.id)))
        .collect::<Result<_, _>>()?;
    for number in closed {
        let Some(id) = run.chats.get(*number).copied() else { continue };
        let lines = transcript(db, id).await?;
        let operator = PersonId(shift.operator_id);
        let closing = Closing::of(operator, &run.cast, &events, *number, id, &lines, tx.now())?;
        chat::Entity::update_many().set(closing.chat).filter(chat::Column::Id.eq(id.0)).exec(db).await?;
        chat_debrief::Entity::insert(closing.debrief).exec_without_returning(db).await?;
        if let Some(facts) = &closing.facts {
            rollups::add_chat(tx, facts).await?;
        }
    }
    Ok(())
}
