//! Any list of events, as JSON or made of bytes: it replays, twice the same, with numbers within their bounds.
#![no_main]

use libfuzzer_sys::fuzz_target;
use practice::{Cast, ENGINE_VERSION, Event, Mode, Part, next_due_ms, replay, scenario, start, step};
use std::{
    sync::{Arc, LazyLock},
    time::{Duration, Instant},
};

static CAST: LazyLock<Cast> = LazyLock::new(|| {
    let parts = (0..)
        .zip([
            include_str!("../../../app/practice/tests/scenarios/late-parcel.yaml"),
            include_str!("../../../app/practice/tests/scenarios/evening-guest.yaml"),
            include_str!("../../../app/practice/tests/scenarios/double-charge.yaml"),
        ])
        .filter_map(|(n, source)| {
            let scenario = Arc::new(scenario::parse(source).ok()?);
            Some(Part { scenario, arrives_at_ms: n * 17_000 })
        })
        .collect();
    Cast { seed: 5, engine: ENGINE_VERSION, mode: Mode::Shift, parts }
});

/// Events from bytes: four for each, and the examples of the scenario for texts.
fn made(bytes: &[u8]) -> Vec<Event> {
    let mut at_ms = 0_i64;
    let mut events = Vec::new();
    for word in bytes.chunks_exact(4) {
        let [kind, which, time, more] = [word[0], word[1], word[2], word[3]];
        at_ms = match time {
            255 => i64::MAX,
            254 => -5000,
            _ => at_ms.saturating_add(i64::from(time) * i64::from(more) * 4),
        };
        let chat = u32::from(which % 4);
        events.push(match kind % 10 {
            0 => Event::Tick { at_ms },
            1 => Event::OperatorTyping { chat, on: more % 2 == 0, at_ms },
            2 => Event::Hold { chat, seconds: u32::from(more) * 9, at_ms },
            3 if more > 200 => Event::HandOver { chat, note: String::new(), at_ms },
            3 => Event::HintUsed { chat, at_ms },
            4 => Event::Paused { at_ms },
            5 => Event::Resumed { at_ms },
            _ => {
                let scenario = &CAST.parts[usize::from(which) % CAST.parts.len()].scenario;
                let intent = &scenario.intents[usize::from(more) % scenario.intents.len()];
                let text = intent.examples.get(usize::from(kind) % intent.examples.len().max(1)).cloned();
                let text = text.unwrap_or_default();
                Event::OperatorMessage { chat, text, at_ms, canned: None, compose_ms: 0, edits: 0 }
            }
        });
    }
    events
}

fuzz_target!(|bytes: &[u8]| {
    let events = serde_json::from_slice::<Vec<Event>>(bytes).unwrap_or_else(|_| made(bytes));
    let events: Vec<Event> = events.into_iter().take(200).collect();
    let mut state = start(&CAST);
    let mut all = Vec::new();
    for event in &events {
        let before = state.now_ms;
        let started = Instant::now();
        let (next, effects) = step(&CAST, state, event);
        assert!(started.elapsed() < Duration::from_millis(50 * 5), "{event:?}");
        assert!(next.now_ms >= before, "time never runs backwards");
        assert!(next_due_ms(&CAST, &next).is_none_or(|due| due >= 0));
        for chat in &next.chats {
            assert!((-1000..=1000).contains(&chat.mood) && (0..=1000).contains(&chat.patience));
        }
        all.push(effects);
        state = next;
    }
    let (again, effects) = replay(&CAST, &events);
    assert_eq!((again, effects), (state, all));
});
