//! Records shifts for `tests/recorded`: `cargo run -p practice --example record`
//!
//! Writes the hash of every shift in `tests/shifts` anew, for when `ENGINE_VERSION` is raised on purpose. A shift of the list below
//! that is not there yet is played by bots first, with holds, pauses, hints and hand-overs in between.

#[path = "../tests/recorded/log.rs"]
mod log;

use domain::chat::Disposition;
use log::{Chat, Head, Log};
use practice::{
    ENGINE_VERSION, Event,
    bots::{self, Skill},
};
use std::{path::Path, process::ExitCode};

/// What happens to a play.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// Nothing.
    None,
    /// Every third message is a hold.
    Holds,
    /// The clock stops now and then, and hints are looked at.
    Pauses,
    /// The first chat is handed over halfway, without a note, and another one is closed too early.
    HandsOver,
    /// The operator leaves after a third.
    Leaves,
    /// Nothing of what is written makes sense.
    Babble,
}

const PARCEL: &str = "late-parcel";
const CHARGE: &str = "double-charge";
const GUEST: &str = "evening-guest";

const SHIFTS: [(&str, &[&str], Skill, Turn); 14] = [
    ("one-good", &[PARCEL], Skill::Good, Turn::None),
    ("one-rude", &[CHARGE], Skill::FastAndRude, Turn::None),
    ("one-slow", &[GUEST], Skill::SlowButGood, Turn::Holds),
    ("one-canned", &[PARCEL], Skill::CannedOnly, Turn::None),
    ("one-exploring", &[GUEST], Skill::Explorer, Turn::None),
    ("one-babbling", &[PARCEL], Skill::Good, Turn::Babble),
    ("two-average", &[PARCEL, CHARGE], Skill::Average, Turn::Pauses),
    ("two-warm", &[GUEST, PARCEL], Skill::EmpathyWithoutProgress, Turn::None),
    ("two-left", &[CHARGE, GUEST], Skill::Good, Turn::Leaves),
    ("three-holds", &[PARCEL, GUEST, CHARGE], Skill::Good, Turn::Holds),
    ("three-pauses", &[GUEST, CHARGE, PARCEL], Skill::Average, Turn::Pauses),
    ("four-good", &[PARCEL, CHARGE, GUEST, PARCEL], Skill::Good, Turn::None),
    ("four-handed-over", &[GUEST, PARCEL, CHARGE, GUEST], Skill::Average, Turn::HandsOver),
    ("four-exploring", &[CHARGE, GUEST, PARCEL, CHARGE], Skill::Explorer, Turn::Pauses),
];

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shifts");
    let (mut same, mut written) = (0, 0);
    for (seed, (name, scenarios, skill, turn)) in (11..).zip(SHIFTS) {
        let path = folder.join(format!("{name}.jsonl"));
        let old = std::fs::read_to_string(&path).unwrap_or_default();
        let mut log = if old.is_empty() { played(seed, scenarios, skill, turn) } else { Log::read(&path) };
        log.head.engine = ENGINE_VERSION;
        log.head.effects = log.replayed();
        let Ok(text) = text(&log) else { return ExitCode::FAILURE };
        if text == old {
            same += 1;
        } else if let Err(error) = std::fs::write(&path, text) {
            println!("{}: {error}", path.display());
            return ExitCode::FAILURE;
        } else {
            written += 1;
            println!("{name}: {} events, {}", log.events.len(), log.head.effects);
        }
    }
    println!("{same} shifts as they were, {written} written");
    ExitCode::SUCCESS
}

/// The file of a log.
fn text(log: &Log) -> serde_json::Result<String> {
    let mut lines = vec![serde_json::to_string(&log.head)?];
    for event in &log.events {
        lines.push(serde_json::to_string(event)?);
    }
    Ok(lines.join("\n") + "\n")
}

fn played(seed: u64, scenarios: &[&str], skill: Skill, turn: Turn) -> Log {
    let chats: Vec<Chat> = (0..)
        .zip(scenarios)
        .map(|(n, scenario)| Chat { scenario: (*scenario).to_owned(), arrives_at_ms: n * 18_000 })
        .collect();
    let head = Head { engine: ENGINE_VERSION, seed, chats, effects: String::new() };
    let mut log = Log { head, events: Vec::new() };
    let events = bots::play(&log.cast(), skill, seed);
    log.events = turned(events, turn);
    log
}

/// A play with something done to it.
fn turned(events: Vec<Event>, turn: Turn) -> Vec<Event> {
    let (half, third) = (events.len() / 2, events.len() / 3);
    let mut out = Vec::new();
    for (n, event) in events.into_iter().enumerate() {
        let at_ms = event.at_ms();
        match (&event, turn) {
            (_, Turn::Leaves) if n >= third => {
                out.push(Event::Tick { at_ms: at_ms + 400_000 });
                out.push(Event::EndShift { at_ms: at_ms + 900_000 });
                return out;
            }
            (Event::OperatorMessage { chat, .. }, Turn::Holds) if n % 3 == 0 => {
                out.push(Event::Hold { chat: *chat, seconds: 45, at_ms });
                out.push(Event::Tick { at_ms: at_ms + 50_000 });
            }
            (Event::OperatorMessage { chat, .. }, Turn::Pauses) if n % 4 == 0 => {
                out.extend([Event::Paused { at_ms }, Event::Resumed { at_ms }, Event::HintUsed { chat: *chat, at_ms }]);
            }
            (Event::OperatorMessage { chat, .. }, Turn::Babble) => {
                let text = [
                    "zzz qqq xxx",
                    "lorem ipsum dolor",
                    "?",
                    "👍",
                    "DEFINATELY wow wow!!!",
                    "{{name}} mail me@example.org",
                ][n % 6]
                    .to_owned();
                out.push(Event::OperatorMessage { chat: *chat, text, at_ms, canned: None, compose_ms: 100, edits: 9 });
                continue;
            }
            _ => {}
        }
        if turn == Turn::HandsOver && n == half {
            out.push(Event::HandOver { chat: 0, note: String::new(), at_ms });
            out.push(Event::Close { chat: 1, disposition: Disposition::Declined, note: "no".into(), at_ms });
            out.push(Event::OperatorTyping { chat: 2, on: true, at_ms });
        }
        out.push(event);
    }
    out
}
