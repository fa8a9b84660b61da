//! The desk as a page opens it, and what a reconnecting browser missed.

use super::{
    clock::ShiftClock,
    run::Run,
    sitting::{own_shift, read_updates},
    translate::status_of,
};
use crate::{
    Store, StoreError,
    entity::{chat, chat_draft, message},
    reviews::to_message,
    stored::count,
};
use domain::{
    chat::{DeskChat, DeskUpdate, DeskView, Message},
    ids::{ChatId, ShiftId},
    people::Operator,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// More missed events than this, and the page is read anew.
const MISSED_MOST: i64 = 1000;

/// The desk as it stands now. Reading it is no sign of life: the browser's heartbeat is.
///
/// # Errors
/// `NotFound` for somebody else's shift.
pub async fn get_desk(store: &Store, operator: &Operator, id: ShiftId) -> Result<DeskView, StoreError> {
    let db = store.read();
    let shift = own_shift(db, operator.id(), id).await?;
    let run = Run::of(store, db, &shift).await?;
    let chats =
        chat::Entity::find().filter(chat::Column::ShiftId.eq(id.0)).order_by_asc(chat::Column::Ordinal).all(db).await?;
    let ids: Vec<_> = chats.iter().map(|chat| chat.id).collect();
    let mut messages: HashMap<ChatId, Vec<Message>> = HashMap::new();
    let rows = message::Entity::find()
        .filter(message::Column::ChatId.is_in(ids.clone()))
        .order_by_asc(message::Column::Seq)
        .all(db)
        .await?;
    for row in rows {
        messages.entry(ChatId(row.chat_id)).or_default().push(to_message(row)?);
    }
    let drafts: HashMap<_, _> = chat_draft::Entity::find()
        .filter(chat_draft::Column::ChatId.is_in(ids))
        .all(db)
        .await?
        .into_iter()
        .map(|draft| (draft.chat_id, draft.body))
        .collect();

    let now = store.now();
    let mut clock = ShiftClock::of(&shift);
    let ended = run.state.ended_at_ms;
    if ended.is_none() {
        clock.lapse(now);
    }
    let parts = chats.into_iter().zip(run.cast.parts.iter()).zip(run.state.chats.iter().zip(&run.lines));
    let chats = parts.map(|((chat, part), (state, said))| {
        let id = ChatId(chat.id);
        let mut lines = messages.remove(&id).unwrap_or_default();
        // A line that was added while this page was read comes with the update that brought it.
        lines.retain(|line| line.seq <= *said);
        DeskChat {
            status: status_of(id, state),
            ordinal: count(chat.ordinal),
            customer: chat.customer,
            title: chat.title,
            brief_html: part.scenario.brief.clone(),
            messages: lines,
            draft: drafts.get(&id.0).cloned().unwrap_or_default(),
            lookup: part.scenario.lookup(),
        }
    });
    Ok(DeskView {
        shift: id,
        title: shift.title,
        seq: run.next_seq.unsigned_abs() - 1,
        now_ms: ended.unwrap_or_else(|| clock.at(now)),
        paused: ended.is_none() && clock.paused_at.is_some(),
        ended: ended.is_some(),
        chats: chats.collect(),
    })
}

/// What a browser that saw everything up to an event has missed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UpdatesAfter {
    /// Exactly this, in order.
    Updates(Vec<DeskUpdate>),
    /// Too much, or the event is unknown: read the page anew.
    Reload,
}

/// What changed after event `seq`.
///
/// # Errors
/// `NotFound` for somebody else's shift.
pub async fn updates_after(
    store: &Store,
    operator: &Operator,
    id: ShiftId,
    seq: u64,
) -> Result<UpdatesAfter, StoreError> {
    let shift = own_shift(store.read(), operator.id(), id).await?;
    let last = shift.next_seq - 1;
    let Ok(seen) = i64::try_from(seq) else { return Ok(UpdatesAfter::Reload) };
    if seen > last || last - seen > MISSED_MOST {
        return Ok(UpdatesAfter::Reload);
    }
    if seen == last {
        return Ok(UpdatesAfter::Updates(Vec::new()));
    }
    Ok(UpdatesAfter::Updates(read_updates(store.read(), id.0, seen + 1, last).await?))
}
