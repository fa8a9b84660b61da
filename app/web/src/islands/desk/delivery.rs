//! Lines on their way to the server: shown at once, sent in order, confirmed, or kept as "not sent, retry".
//!
//! A line keeps its client id through every retry, so the server recognises one it already has.

use super::state::Desk;
use domain::{
    chat::MessageBody,
    ids::{ChatId, ClientId},
};
use serde::{Deserialize, Serialize};

/// A line of the operator that the server has not confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// The chat it belongs to.
    pub chat: ChatId,
    /// The browser's id for it.
    pub client: ClientId,
    /// The text.
    pub body: MessageBody,
    /// Shift clock at which it was written.
    pub at_ms: i64,
    /// Milliseconds between the first key and sending.
    pub compose_ms: u32,
    /// Deletions and pastes while composing.
    pub edits: u32,
    /// Where it is.
    pub delivery: Delivery,
}

/// Where a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Delivery {
    /// Behind another line of the same chat.
    Queued,
    /// Under way.
    Sending,
    /// Not sent, for this reason.
    NotSent(Trouble),
}

/// Why something was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// No answer: it may or may not have arrived, and sending it again is harmless.
    NoAnswer,
    /// The chat or the shift is over.
    Over,
    /// The session ended: sign in again.
    SignedOut,
    /// The server said no.
    Refused,
}

impl Desk {
    /// Shows a line at once.
    pub fn enqueue(&mut self, line: Pending) {
        if let Some(chat) = self.index_of(line.chat).and_then(|index| self.chats.get_mut(index)) {
            chat.pending.push(line);
        }
    }

    /// Takes the next line that may go: one at a time in each chat, so that lines never overtake each other.
    pub fn next_to_send(&mut self) -> Option<Pending> {
        let free = |line: &Pending| line.delivery != Delivery::Sending;
        let chat = self.chats.iter_mut().find(|chat| {
            chat.pending.iter().all(free) && chat.pending.iter().any(|line| line.delivery == Delivery::Queued)
        })?;
        let line = chat.pending.iter_mut().find(|line| line.delivery == Delivery::Queued)?;
        line.delivery = Delivery::Sending;
        Some(line.clone())
    }

    /// A line was not sent; lines queued behind it in the same chat wait with it, so that the order stays.
    pub fn fail(&mut self, client: ClientId, trouble: Trouble) {
        for chat in &mut self.chats {
            let Some(place) = chat.pending.iter().position(|line| line.client == client) else { continue };
            for line in &mut chat.pending[place..] {
                if line.client == client || line.delivery == Delivery::Queued {
                    line.delivery = Delivery::NotSent(trouble);
                }
            }
        }
    }

    /// Sends a line again, with the ones behind it.
    pub fn retry(&mut self, client: ClientId) {
        for chat in &mut self.chats {
            let Some(place) = chat.pending.iter().position(|line| line.client == client) else { continue };
            for line in &mut chat.pending[place..] {
                if matches!(line.delivery, Delivery::NotSent(_)) {
                    line.delivery = Delivery::Queued;
                }
            }
        }
    }

    /// The server has this line.
    pub fn confirm(&mut self, client: ClientId) {
        self.chats.iter_mut().for_each(|chat| chat.confirm(client));
    }

    /// Gives up a line; returns its text, to go back into the composer.
    pub fn withdraw(&mut self, client: ClientId) -> Option<String> {
        self.chats.iter_mut().find_map(|chat| {
            let place = chat.pending.iter().position(|line| line.client == client)?;
            Some(chat.pending.remove(place).body.into())
        })
    }

    /// Everything not confirmed yet, to be kept over a reload.
    pub fn unconfirmed(&self) -> Vec<Pending> {
        self.chats.iter().flat_map(|chat| chat.pending.iter().cloned()).collect()
    }

    /// Takes back what was kept over a reload. What the server has meanwhile is dropped; the rest waits for a retry.
    pub fn restore(&mut self, kept: Vec<Pending>) {
        for mut line in kept {
            let Some(index) = self.index_of(line.chat) else { continue };
            let chat = &mut self.chats[index];
            let known = chat.messages.iter().any(|message| message.client_id == Some(line.client))
                || chat.pending.iter().any(|other| other.client == line.client);
            if !known {
                line.delivery = Delivery::NotSent(Trouble::NoAnswer);
                chat.pending.push(line);
            }
        }
    }
}
