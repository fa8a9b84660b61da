//! The ledger: what somebody meant to do, and what they were promised, written down before anything can go wrong.
//!
//! Every person appends to a file of their own, which is on the disk before the request leaves. Afterwards the product must agree with it.

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::Write,
    path::Path,
};
use uuid::Uuid;

/// One line.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Line {
    /// About to send.
    Intent {
        /// Order of this person's intents.
        seq: u32,
        /// The browser's id of the action.
        client: Uuid,
        /// The chat it is for.
        chat: Uuid,
        /// The text.
        body: String,
    },
    /// Promised: a 2xx answer came.
    Ack {
        /// Which.
        client: Uuid,
    },
    /// Refused in words (the chat is over, say): must have had no effect.
    Refused {
        /// Which.
        client: Uuid,
    },
    /// Nobody knows: timeout, reset or 5xx.
    Unknown {
        /// Which.
        client: Uuid,
    },
}

/// The ledger of one person.
pub struct Ledger {
    file: File,
    lines: Vec<Line>,
}

/// What a ledger says about one intent in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Must be there exactly once.
    Promised,
    /// Must not be there.
    Refused,
    /// May be there once.
    Unknown,
}

impl Ledger {
    /// An empty one.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn create(path: &Path) -> Result<Self> {
        Ok(Self { file: File::create(path)?, lines: Vec::new() })
    }

    /// Writes a line, through to the disk.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&mut self, line: Line) -> Result<()> {
        writeln!(self.file, "{}", serde_json::to_string(&line)?)?;
        self.file.sync_data()?;
        self.lines.push(line);
        Ok(())
    }

    /// Every intent in order, with what became of it.
    pub fn fates(&self) -> Vec<(Uuid, Uuid, String, Fate)> {
        let mut fates: BTreeMap<Uuid, Fate> = BTreeMap::new();
        for line in &self.lines {
            match line {
                Line::Ack { client } => fates.entry(*client).insert_entry(Fate::Promised).into_mut(),
                Line::Refused { client } => fates.entry(*client).insert_entry(Fate::Refused).into_mut(),
                Line::Intent { client, .. } | Line::Unknown { client } => fates.entry(*client).or_insert(Fate::Unknown),
            };
        }
        self.lines
            .iter()
            .filter_map(|line| match line {
                Line::Intent { client, chat, body, .. } => Some((*client, *chat, body.clone(), fates[client])),
                _ => None,
            })
            .collect()
    }
}

/// A message as it is stored.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its chat.
    pub chat: Uuid,
    /// Place in the chat.
    pub seq: i64,
    /// The browser's id.
    pub client: Option<Uuid>,
    /// The text.
    pub body: String,
}

/// Compares ledgers with what is stored: every promise exactly once, nothing refused, nothing that nobody meant, everything in the order
/// it was meant, no gap in any chat.
///
/// # Errors
/// The first disagreement.
pub fn compare(ledgers: &[Ledger], stored: &[Stored]) -> Result<()> {
    let mut there: BTreeMap<Uuid, Vec<&Stored>> = BTreeMap::new();
    for message in stored {
        if let Some(client) = message.client {
            there.entry(client).or_default().push(message);
        }
    }
    let mut meant = BTreeSet::new();
    for ledger in ledgers {
        let mut last: BTreeMap<Uuid, i64> = BTreeMap::new();
        for (client, chat, body, fate) in ledger.fates() {
            meant.insert(client);
            let found = there.get(&client).map_or(&[][..], Vec::as_slice);
            match fate {
                Fate::Promised => ensure!(found.len() == 1, "promised message {client} is there {} times", found.len()),
                Fate::Refused => ensure!(found.is_empty(), "refused message {client} is there"),
                Fate::Unknown => ensure!(found.len() <= 1, "message {client} is there {} times", found.len()),
            }
            if let Some(message) = found.first() {
                ensure!(message.chat == chat && message.body == body, "message {client} changed on its way");
                let before = last.insert(chat, message.seq).unwrap_or(0);
                ensure!(message.seq > before, "message {client} stands before one that was sent earlier");
            }
        }
    }
    for client in there.keys() {
        ensure!(meant.contains(client), "message {client} is there and nobody meant it");
    }
    let mut places: BTreeMap<Uuid, Vec<i64>> = BTreeMap::new();
    for message in stored {
        places.entry(message.chat).or_default().push(message.seq);
    }
    for (chat, mut seqs) in places {
        seqs.sort_unstable();
        let whole: Vec<i64> = (1..=i64::try_from(seqs.len()).context("too many")?).collect();
        ensure!(seqs == whole, "chat {chat} has the places {seqs:?}");
    }
    Ok(())
}
