//! From the desk to the server: lines, drafts, typing, holds and endings.

use super::{
    bench::{Bench, fresh_client},
    delivery::{Delivery, Pending, Trouble},
    keep,
    words::Word,
};
use crate::api::{ApiError, call, shifts as api};
use domain::{
    chat::{DeskAction, MessageBody},
    ids::{ChatId, ClientId},
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// A line without an answer after this time counts as not sent; a late answer still confirms it.
const PATIENCE: Duration = Duration::from_secs(12);

/// How somebody wrote a line: how long and with how many deletions and pastes. Never which keys.
#[derive(Clone, Copy, Debug, Default)]
pub struct Effort {
    /// Milliseconds between the first key and sending.
    pub compose_ms: u32,
    /// Deletions and pastes.
    pub edits: u32,
}

impl Bench {
    /// Shows a line at once and sends it.
    pub fn send(self, chat: ChatId, body: MessageBody, effort: Effort) {
        let Effort { compose_ms, edits } = effort;
        let at_ms = self.now.get_untracked();
        let line = Pending { chat, client: fresh_client(), body, at_ms, compose_ms, edits, delivery: Delivery::Queued };
        self.desk.update(|desk| desk.enqueue(line));
        self.pump();
    }

    /// Sends a line again.
    pub fn retry(self, client: ClientId) {
        self.desk.update(|desk| desk.retry(client));
        self.pump();
    }

    /// Lets waiting lines go, one at a time in each chat.
    pub fn pump(self) {
        let mut going = Vec::new();
        self.desk.update(|desk| going.extend(std::iter::from_fn(|| desk.next_to_send())));
        keep::lines(self);
        for line in going {
            let Pending { chat, client, body, compose_ms, edits, .. } = line;
            set_timeout(move || self.settle(client, Some(Trouble::NoAnswer)), PATIENCE);
            spawn_local(async move {
                let sent = self.act(DeskAction::Send { chat, body, compose_ms, edits }, client).await;
                self.settle(client, sent.err());
            });
        }
    }

    /// Does something, under a client id that stays the same when it is tried again.
    pub async fn act(self, action: DeskAction, client: ClientId) -> Result<(), Trouble> {
        match call(api::Act { shift: self.shift, action, client }).await {
            Ok(updates) => {
                self.take(updates);
                Ok(())
            }
            Err(error) => Err(trouble(&error)),
        }
    }

    /// Does something whose failure nobody needs to hear about: the next one makes up for it.
    pub fn whisper(self, action: DeskAction) {
        spawn_local(async move {
            let _ = self.act(action, fresh_client()).await;
        });
    }

    fn settle(self, client: ClientId, trouble: Option<Trouble>) {
        let chat = self.desk.with_untracked(|desk| {
            desk.chats.iter().position(|chat| chat.pending.iter().any(|line| line.client == client))
        });
        let under_way = self.desk.with_untracked(|desk| {
            let mut lines = desk.chats.iter().flat_map(|chat| &chat.pending);
            lines.any(|line| line.client == client && (line.delivery == Delivery::Sending || trouble.is_none()))
        });
        if under_way {
            self.desk.update(|desk| match trouble {
                None => desk.confirm(client),
                Some(trouble) => desk.fail(client, trouble),
            });
            if let (Some(trouble), Some(index)) = (trouble, chat) {
                self.voice(index, format!("{}: {}", self.say(Word::NotSent), self.say(trouble.into())));
            }
        }
        self.pump_rest();
    }

    fn pump_rest(self) {
        let waiting = self.desk.with_untracked(|desk| {
            desk.chats.iter().flat_map(|chat| &chat.pending).any(|line| line.delivery == Delivery::Queued)
        });
        if waiting { self.pump() } else { keep::lines(self) }
    }
}

/// What an error of the server means at the desk.
pub fn trouble(error: &ApiError) -> Trouble {
    match error {
        ApiError::SignIn => Trouble::SignedOut,
        ApiError::Conflict(_) => Trouble::Over,
        ApiError::Unavailable => Trouble::NoAnswer,
        _ => Trouble::Refused,
    }
}
