//! Events through the engine, and what the desk is told of them. Nothing here touches the database: the sitting writes what was
//! recorded, and so does the demo academy.

use super::{
    run::Run,
    translate::{customer_line, own_line, status_of},
};
use crate::{
    StoreError,
    entity::{message, shift_event},
    stored::{stored, to_json},
};
use chrono::{DateTime, Utc};
use domain::{
    chat::{ChatStatus, DeskChange, DeskUpdate, Message, Sender},
    ids::{ChatId, ClientId, MessageId, ShiftId},
};
use practice::Event;
use sea_orm::ActiveValue::Set;

/// A run, and what has been recorded on top of what is stored.
pub(crate) struct Recorder {
    shift: ShiftId,
    pub(crate) run: Run,
    first: i64,
    pub(crate) events: Vec<shift_event::ActiveModel>,
    pub(crate) messages: Vec<message::ActiveModel>,
    pub(crate) updates: Vec<DeskUpdate>,
    /// Chats in which the operator sent what they had typed.
    pub(super) sent: Vec<ChatId>,
    /// Chats that ended, counted from 0.
    pub(crate) closed: Vec<usize>,
}

/// When, and where new ids come from.
pub(crate) struct At<'a> {
    pub(crate) now: DateTime<Utc>,
    pub(crate) new_id: &'a (dyn Fn() -> MessageId + Send + Sync),
}

impl Recorder {
    pub(crate) fn new(shift: ShiftId, run: Run) -> Self {
        Self {
            shift,
            first: run.next_seq,
            run,
            events: Vec::new(),
            messages: Vec::new(),
            updates: Vec::new(),
            sent: Vec::new(),
            closed: Vec::new(),
        }
    }

    pub(crate) fn ended(&self) -> bool {
        self.run.state.ended_at_ms.is_some()
    }

    /// One event through the engine, and the end of the shift when it ended the last chat. After the end nothing is recorded.
    pub(crate) fn apply(&mut self, event: &Event, client: Option<ClientId>, at: &At<'_>) -> Result<(), StoreError> {
        if self.ended() {
            return Ok(());
        }
        self.step(event, client, at)?;
        let over = self.run.state.chats.iter().all(|chat| chat.ending.is_some());
        if over && !self.ended() {
            self.step(&Event::EndShift { at_ms: self.run.state.now_ms }, None, at)?;
        }
        Ok(())
    }

    fn step(&mut self, event: &Event, client: Option<ClientId>, at: &At<'_>) -> Result<(), StoreError> {
        let before = self.statuses();
        let state = std::mem::replace(&mut self.run.state, practice::start(&self.run.cast));
        let (state, effects) = practice::step(&self.run.cast, state, event);
        self.run.state = state;
        let at_ms = self.run.state.now_ms;

        let mut changes = Vec::new();
        // The engine lets time pass before the operator's line counts, so what the customer said meanwhile stands before it.
        for (chat, text, said_ms) in effects.iter().filter_map(customer_line) {
            self.say(chat, Sender::Customer, text, said_ms, None, at, &mut changes);
        }
        if let Some((chat, text)) = own_line(event) {
            self.say(chat, Sender::Operator, text, at_ms, client, at, &mut changes);
            self.sent.extend(self.run.chats.get(chat as usize));
        }
        for (index, (after, before)) in self.statuses().into_iter().zip(before).enumerate() {
            if after.ending.is_some() && before.ending.is_none() {
                self.closed.push(index);
            }
            if after != before {
                changes.push(DeskChange::Status { status: after });
            }
        }
        match event {
            Event::Paused { .. } => changes.push(DeskChange::Paused),
            Event::Resumed { .. } => changes.push(DeskChange::Resumed),
            _ if self.ended() => changes.push(DeskChange::Ended),
            _ => {}
        }
        self.record(event, changes, at_ms, client, at.now)
    }

    pub(crate) fn statuses(&self) -> Vec<ChatStatus> {
        self.run.chats.iter().zip(&self.run.state.chats).map(|(id, chat)| status_of(*id, chat)).collect()
    }

    #[expect(clippy::too_many_arguments, reason = "a line has this many properties, and one place that makes it")]
    fn say(
        &mut self,
        number: u32,
        sender: Sender,
        text: &str,
        at_ms: i64,
        client: Option<ClientId>,
        at: &At<'_>,
        changes: &mut Vec<DeskChange>,
    ) {
        let index = number as usize;
        let (Some(chat), Some(lines)) = (self.run.chats.get(index).copied(), self.run.lines.get_mut(index)) else {
            return;
        };
        *lines += 1;
        let line = Message { id: (at.new_id)(), seq: *lines, sender, body: text.to_owned(), at_ms, client_id: client };
        self.messages.push(message::ActiveModel {
            id: Set(line.id.0),
            chat_id: Set(chat.0),
            seq: Set(stored(line.seq)),
            sender: Set(sender.as_str().to_owned()),
            body: Set(line.body.clone()),
            at_ms: Set(at_ms),
            client_id: Set(client.map(|client| client.0)),
        });
        changes.push(DeskChange::Message { chat, message: line });
    }

    fn record(
        &mut self,
        event: &Event,
        changes: Vec<DeskChange>,
        at_ms: i64,
        client: Option<ClientId>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let seq = self.run.next_seq;
        self.run.next_seq += 1;
        self.run.clients.extend(client.map(|client| (client, seq)));
        self.events.push(shift_event::ActiveModel {
            shift_id: Set(self.shift.0),
            seq: Set(seq),
            at_ms: Set(at_ms),
            recorded_at: Set(now),
            event: Set(to_json(event)?),
            changes: Set(to_json(&changes)?),
            client_id: Set(client.map(|client| client.0)),
            answer_from: Set(client.map(|_| self.first)),
        });
        if !changes.is_empty() {
            self.updates.push(DeskUpdate { seq: seq.unsigned_abs(), at_ms, changes });
        }
        Ok(())
    }
}
