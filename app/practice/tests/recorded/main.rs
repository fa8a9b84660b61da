//! What was recorded stays as it was: recorded shifts replay byte for byte, and random plays do from any point on.
//!
//! The shifts stand in `tests/shifts`, with a hash of what came of them. When a change of the rules, of the language files or of the
//! vectors is meant to change what comes of old logs, raise `ENGINE_VERSION` and write the hashes anew:
//! `cargo run -p practice --example record`. The events stay; `git diff` then shows which shifts came out otherwise.

#![expect(clippy::unwrap_used, reason = "what cannot be read fails the tests loudly")]

mod log;

use log::Log;
use practice::{
    Cast, ENGINE_VERSION, Effect, Event, Mode, Part, State,
    bots::{self, Skill},
    replay,
    scenario::{self, Scenario},
    start, step,
};
use proptest::prelude::*;
use std::{
    path::Path,
    sync::{Arc, LazyLock},
};

/// The recorded shifts, sorted by name.
fn all() -> Vec<(String, Log)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shifts");
    let mut logs: Vec<(String, Log)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap())
        .map(|file| (file.file_name().into_string().unwrap(), Log::read(&file.path())))
        .collect();
    logs.sort_by(|a, b| a.0.cmp(&b.0));
    logs
}

#[test]
fn recorded_shifts_replay_byte_for_byte() {
    let logs = all();
    assert!(logs.len() >= 12, "{} shifts", logs.len());
    let mut changed = Vec::new();
    for (name, log) in &logs {
        assert_eq!(log.head.engine, ENGINE_VERSION, "{name}: record it anew");
        if log.replayed() != log.head.effects {
            changed.push(name);
        }
    }
    assert!(changed.is_empty(), "the effects of {changed:?} are others; if that is meant, see the top of this file");
}

#[test]
fn the_records_hold_what_can_happen() {
    let (mut events, mut effects) = (Vec::new(), Vec::new());
    let mut sizes = Vec::new();
    for (_, log) in all() {
        sizes.push(log.head.chats.len());
        effects.extend(replay(&log.cast(), &log.events).1.into_iter().flatten());
        events.extend(log.events);
    }
    for size in 1..=4 {
        assert!(sizes.contains(&size), "no shift of {size}");
    }
    let happened = |kind: fn(&Event) -> bool| events.iter().any(kind);
    assert!(happened(|e| matches!(e, Event::Hold { .. })) && happened(|e| matches!(e, Event::HandOver { .. })));
    assert!(happened(|e| matches!(e, Event::Paused { .. })) && happened(|e| matches!(e, Event::Resumed { .. })));
    assert!(happened(|e| matches!(e, Event::HintUsed { .. })) && happened(|e| matches!(e, Event::Close { .. })));
    let came = |kind: fn(&Effect) -> bool| effects.iter().any(kind);
    for reason in [domain::chat::Ending::LeftAngry, domain::chat::Ending::LeftWaiting] {
        assert!(effects.iter().any(|e| matches!(e, Effect::Left { reason: r, .. } if *r == reason)), "{reason:?}");
    }
    assert!(came(|e| matches!(e, Effect::Nudge { .. })) && came(|e| matches!(e, Effect::Flag { .. })));
    assert!(came(|e| matches!(e, Effect::ObjectiveMet { .. })) && came(|e| matches!(e, Effect::AuthorGap { .. })));
}

static SCENARIOS: LazyLock<[Arc<Scenario>; 3]> = LazyLock::new(|| {
    [
        include_str!("../scenarios/late-parcel.yaml"),
        include_str!("../scenarios/double-charge.yaml"),
        include_str!("../scenarios/evening-guest.yaml"),
    ]
    .map(|source| Arc::new(scenario::parse(source).unwrap()))
});

fn cast(seed: u64, chats: usize) -> Cast {
    let parts = (0..)
        .zip(SCENARIOS.iter().cycle().skip(usize::try_from(seed % 3).unwrap()).take(chats))
        .map(|(n, scenario)| Part { scenario: Arc::clone(scenario), arrives_at_ms: n * 15_000 })
        .collect();
    Cast { seed, engine: ENGINE_VERSION, mode: Mode::Shift, parts }
}

fn go_on(cast: &Cast, mut state: State, events: &[Event]) -> (State, Vec<Vec<Effect>>) {
    let mut all = Vec::new();
    for event in events {
        let (next, effects) = step(cast, state, event);
        state = next;
        all.push(effects);
    }
    (state, all)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// A play stopped at any event goes on elsewhere from its state as stored, and a fork of it is a log like any other.
    #[test]
    fn random_plays_fork_and_replay(
        seed in 0..10_000_u64, chats in 1..=4_usize, skill in 0..Skill::ALL.len(), at in 0..10_000_usize, say in "[a-z ?!]{0,40}",
    ) {
        let cast = cast(seed, chats);
        let events = bots::play(&cast, Skill::ALL[skill], seed);
        let (whole, effects) = replay(&cast, &events);
        let at = at % (events.len() + 1);
        let (before, first) = go_on(&cast, start(&cast), &events[..at]);
        let stored: State = serde_json::from_str(&serde_json::to_string(&before).unwrap()).unwrap();
        prop_assert_eq!(&stored, &before);
        let (after, rest) = go_on(&cast, stored.clone(), &events[at..]);
        prop_assert_eq!(&after, &whole);
        prop_assert_eq!([first.clone(), rest].concat(), effects);

        // The operator tries something else from here, in another process.
        let mut fork = events[..at].to_vec();
        let at_ms = before.now_ms + 9000;
        let chat = u32::try_from(seed % chats as u64).unwrap();
        let other = Event::OperatorMessage { chat, text: say, at_ms, canned: None, compose_ms: 900, edits: 0 };
        let tail = [other, Event::Tick { at_ms: at_ms + 60_000 }, Event::EndShift { at_ms: at_ms + 90_000 }];
        fork.extend(tail.clone());
        let (forked, all) = replay(&cast, &fork);
        let (continued, new) = go_on(&cast, stored, &tail);
        prop_assert_eq!(forked, continued);
        prop_assert_eq!(all, [first, new].concat());
    }
}
