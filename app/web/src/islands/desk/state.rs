//! The desk as a state machine: what the server says and what the operator does, in; what is on the screen, out.
//!
//! Updates may arrive twice and out of order (the answer to a post overtakes the live stream), so applying one is harmless when
//! repeated and does not depend on the order: lines are placed by their number in the chat, states by their place in the log.

use super::delivery::{Delivery, Pending};
use domain::{
    chat::{ChatStatus, DeskChange, DeskUpdate, DeskView, Message, Sender},
    ids::{ChatId, ClientId},
};

/// The desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// Place in the log up to which the live stream has been followed without a gap.
    pub followed: u64,
    /// Is the shift clock standing still?
    pub paused: bool,
    /// Is the shift over?
    pub ended: bool,
    /// Place in the log of the last word about the clock.
    clock_seq: u64,
    /// The chat on the screen, as an index.
    pub active: usize,
    /// The chats in order.
    pub chats: Vec<Chat>,
}

/// One chat at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chat {
    /// How it stands.
    pub status: ChatStatus,
    /// Place in the log of that status.
    status_seq: u64,
    /// The customer's name.
    pub customer: String,
    /// Everything said, in order.
    pub messages: Vec<Message>,
    /// Lines of the operator that the server has not confirmed.
    pub pending: Vec<Pending>,
    /// Customer lines that came while another chat was on the screen.
    pub unread: u32,
}

/// A line that came from elsewhere, to be announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Index of the chat.
    pub chat: usize,
    /// Who wrote it.
    pub sender: Sender,
    /// The text.
    pub body: String,
}

impl Desk {
    /// The desk as the page was loaded. The chat on the screen is the one that waits longest.
    pub fn open(view: &DeskView) -> Self {
        let chats = view.chats.iter().map(|chat| Chat::open(chat, view.seq)).collect();
        let mut desk =
            Self { followed: view.seq, paused: view.paused, ended: view.ended, clock_seq: view.seq, active: 0, chats };
        let here = |chat: &Chat| chat.status.arrived && chat.status.ending.is_none();
        let first = desk.longest_wait(None, view.now_ms).or_else(|| desk.chats.iter().position(here));
        desk.activate(first.unwrap_or(0));
        desk
    }

    /// Takes a fresh view after a gap, keeping what only the browser knows: the chat on the screen and unconfirmed lines.
    pub fn resume(&mut self, view: &DeskView) -> Vec<Heard> {
        let mut heard = Vec::new();
        for fresh in &view.chats {
            for message in &fresh.messages {
                heard.extend(self.add_message(fresh.status.id, message.clone()));
            }
            self.set_status(view.seq, fresh.status.clone());
        }
        self.set_clock(view.seq, view.paused);
        self.ended |= view.ended;
        self.followed = self.followed.max(view.seq);
        heard
    }

    /// Takes an update; what it returns was not known before.
    pub fn apply(&mut self, update: DeskUpdate) -> Vec<Heard> {
        let mut heard = Vec::new();
        for change in update.changes {
            match change {
                DeskChange::Message { chat, message } => heard.extend(self.add_message(chat, message)),
                DeskChange::Status { status } => self.set_status(update.seq, status),
                DeskChange::Paused => self.set_clock(update.seq, true),
                DeskChange::Resumed => self.set_clock(update.seq, false),
                DeskChange::Ended => self.ended = true,
            }
        }
        heard
    }

    /// Is a line missing between others? Then something was lost on the way and the desk must be read again.
    pub fn has_gap(&self) -> bool {
        self.chats.iter().any(|chat| {
            let numbers = chat.messages.iter().map(|message| message.seq);
            numbers.zip(1..).any(|(seen, expected)| seen != expected)
        })
    }

    /// Puts a chat on the screen; its lines count as read.
    pub fn activate(&mut self, index: usize) {
        if let Some(chat) = self.chats.get_mut(index) {
            chat.unread = 0;
            self.active = index;
        }
    }

    /// The chat whose customer waits longest, other than `but`. Chats on a hold that still runs come last.
    pub fn longest_wait(&self, but: Option<usize>, now_ms: i64) -> Option<usize> {
        let waits = |(index, chat): (usize, &Chat)| {
            let since = chat.status.waiting_since_ms.filter(|_| chat.is_open() && but != Some(index))?;
            let held = chat.status.hold_until_ms.is_some_and(|until| until > now_ms);
            Some((held, since, index))
        };
        self.chats.iter().enumerate().filter_map(waits).min().map(|(_, _, index)| index)
    }

    /// Are all chats over?
    pub fn is_done(&self) -> bool {
        self.ended || (!self.chats.is_empty() && self.chats.iter().all(|chat| chat.status.ending.is_some()))
    }

    /// Customer lines nobody has looked at yet.
    pub fn unread(&self) -> u32 {
        self.chats.iter().map(|chat| chat.unread).sum()
    }

    /// Index of a chat.
    pub fn index_of(&self, id: ChatId) -> Option<usize> {
        self.chats.iter().position(|chat| chat.status.id == id)
    }

    fn add_message(&mut self, id: ChatId, message: Message) -> Option<Heard> {
        let index = self.index_of(id)?;
        let on_screen = self.active == index;
        let chat = &mut self.chats[index];
        if let Some(client) = message.client_id {
            chat.confirm(client);
        }
        let place = chat.messages.partition_point(|known| known.seq < message.seq);
        if chat.messages.get(place).is_some_and(|known| known.seq == message.seq) {
            return None;
        }
        if message.sender == Sender::Customer && !on_screen {
            chat.unread += 1;
        }
        let heard = Heard { chat: index, sender: message.sender, body: message.body.clone() };
        chat.messages.insert(place, message);
        (heard.sender != Sender::Operator).then_some(heard)
    }

    fn set_status(&mut self, seq: u64, status: ChatStatus) {
        let Some(index) = self.index_of(status.id) else { return };
        let chat = &mut self.chats[index];
        if seq >= chat.status_seq {
            chat.status_seq = seq;
            chat.status = status;
        }
    }

    fn set_clock(&mut self, seq: u64, paused: bool) {
        if seq >= self.clock_seq {
            self.clock_seq = seq;
            self.paused = paused;
        }
    }
}

impl Chat {
    fn open(chat: &domain::chat::DeskChat, seq: u64) -> Self {
        let waiting = chat.status.waiting_since_ms.is_some() && chat.status.ending.is_none();
        let unanswered = chat.messages.iter().rev().take_while(|message| message.sender != Sender::Operator);
        let lines = unanswered.filter(|message| message.sender == Sender::Customer).count();
        Self {
            status: chat.status.clone(),
            status_seq: seq,
            customer: chat.customer.clone(),
            messages: chat.messages.clone(),
            pending: Vec::new(),
            unread: if waiting { u32::try_from(lines).unwrap_or(u32::MAX) } else { 0 },
        }
    }

    /// Can the operator write here now?
    pub fn is_open(&self) -> bool {
        self.status.arrived && self.status.ending.is_none()
    }

    /// Lines the server refused or never answered.
    pub fn not_sent(&self) -> usize {
        self.pending.iter().filter(|line| matches!(line.delivery, Delivery::NotSent(_))).count()
    }

    /// The server has this line.
    pub fn confirm(&mut self, client: ClientId) {
        self.pending.retain(|line| line.client != client);
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
