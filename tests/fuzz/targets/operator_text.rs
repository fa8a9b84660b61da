//! Any text as an operator's message, in one chat of two.
#![no_main]

use libfuzzer_sys::fuzz_target;
use practice::{Cast, ENGINE_VERSION, Effect, Event, Mode, Part, replay, scenario, start, step};
use std::{
    sync::{Arc, LazyLock},
    time::{Duration, Instant},
};

static CAST: LazyLock<Cast> = LazyLock::new(|| {
    let parts = (0..)
        .zip([
            include_str!("../../../app/practice/tests/scenarios/late-parcel.yaml"),
            include_str!("../../../app/practice/tests/scenarios/double-charge.yaml"),
        ])
        .filter_map(|(n, source)| {
            let scenario = Arc::new(scenario::parse(source).ok()?);
            Some(Part { scenario, arrives_at_ms: n * 1000 })
        })
        .collect();
    let cast = Cast { seed: 3, engine: ENGINE_VERSION, mode: Mode::Shift, parts };
    // The tables of the language are made once; that is no part of a step.
    replay(&cast, &[say("hello", 20_000)]);
    cast
});

fn say(text: &str, at_ms: i64) -> Event {
    Event::OperatorMessage { chat: 0, text: text.to_owned(), at_ms, canned: None, compose_ms: 0, edits: 0 }
}

fuzz_target!(|text: &str| {
    let (mut state, _) = step(&CAST, start(&CAST), &Event::Tick { at_ms: 20_000 });
    let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    for turn in 1..=3 {
        let event = say(text, 20_000 + turn * 15_000);
        let started = Instant::now();
        let (next, effects) = step(&CAST, state, &event);
        let spent = started.elapsed();
        // Fuzzers run several times slower than the product; a step that is slow in kind is far slower than this.
        assert!(spent < Duration::from_millis(50 * 5), "{spent:?}");
        for effect in &effects {
            let spans: Vec<_> = match effect {
                Effect::MoodStep { causes, mood, patience, .. } => {
                    assert!((-1000..=1000).contains(mood) && (0..=1000).contains(patience));
                    causes.iter().filter_map(|c| c.span).collect()
                }
                Effect::Flag { signal, .. } => signal.span.into_iter().collect(),
                _ => Vec::new(),
            };
            assert!(spans.iter().all(|s| s.start < s.end && s.end <= letters), "{effect:?}");
        }
        state = next;
    }
});
