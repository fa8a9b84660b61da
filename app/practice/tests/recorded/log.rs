//! A recorded shift: what it was played with, what happened, and a hash of everything that came of it.

use practice::{Cast, ENGINE_VERSION, Event, Mode, Part, replay, scenario};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{path::Path, sync::Arc};

/// A chat of the shift.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Chat {
    /// A file of `tests/scenarios`, without its ending.
    pub scenario: String,
    /// When the customer comes, in milliseconds.
    pub arrives_at_ms: i64,
}

/// What a shift was played with, and what came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Head {
    /// Version of the rules it was recorded with.
    pub engine: u16,
    /// Seed of all chance.
    pub seed: u64,
    /// Its chats.
    pub chats: Vec<Chat>,
    /// SHA-256 of the effects of every event, and of the state in the end.
    pub effects: String,
}

/// A file: the head on the first line, then an event per line.
#[derive(Clone, Debug)]
pub struct Log {
    /// The first line.
    pub head: Head,
    /// The others.
    pub events: Vec<Event>,
}

impl Log {
    /// Reads a file.
    pub fn read(path: &Path) -> Self {
        let source = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut lines = source.lines();
        let read = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        let head = lines.next().map_or_else(|| panic!("{} is empty", path.display()), serde_json::from_str);
        Self {
            head: head.unwrap_or_else(|error| panic!("{}: {error}", path.display())),
            events: lines.map(read).collect(),
        }
    }

    /// What it was played with.
    pub fn cast(&self) -> Cast {
        let part = |chat: &Chat| {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/scenarios/{}.yaml", chat.scenario));
            let source = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let scenario =
                scenario::parse(&source).unwrap_or_else(|problems| panic!("{}: {problems:?}", path.display()));
            Part { scenario: Arc::new(scenario), arrives_at_ms: chat.arrives_at_ms }
        };
        let parts = self.head.chats.iter().map(part).collect();
        Cast { seed: self.head.seed, engine: ENGINE_VERSION, mode: Mode::Shift, parts }
    }

    /// Replays the events: the hash of all effects and of the state in the end.
    pub fn replayed(&self) -> String {
        let (state, effects) = replay(&self.cast(), &self.events);
        let mut hash = Sha256::new();
        for effects in &effects {
            hash.update(serde_json::to_vec(effects).unwrap_or_else(|error| panic!("{error}")));
            hash.update(b"\n");
        }
        hash.update(serde_json::to_vec(&state).unwrap_or_else(|error| panic!("{error}")));
        hex::encode(hash.finalize())
    }
}
