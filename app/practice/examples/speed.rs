//! How fast the engine is: `cargo run --profile swift -p practice --example speed -- SCENARIO.yaml...`
//!
//! Plays operator bots first, then replays their logs and counts the steps, all English checks on.

use practice::{
    Cast, ENGINE_VERSION, Event, Mode, Part,
    bots::{self, Skill},
    replay,
    scenario::parse,
    signals::{Context, analyse},
};
use std::{process::ExitCode, sync::Arc, time::Instant};

const SEEDS: u64 = 40;

fn main() -> ExitCode {
    let mut plays = Vec::new();
    for file in std::env::args().skip(1) {
        let Some(scenario) = std::fs::read_to_string(&file).ok().and_then(|source| parse(&source).ok()) else {
            println!("{file}: cannot be read");
            return ExitCode::FAILURE;
        };
        let part = Part { scenario: Arc::new(scenario), arrives_at_ms: 0 };
        for (n, skill) in (0..SEEDS).zip(Skill::ALL.into_iter().cycle()) {
            let cast = Cast { seed: n, engine: ENGINE_VERSION, mode: Mode::Practice, parts: vec![part.clone()] };
            let events = bots::play(&cast, skill, n);
            plays.push((cast, events));
        }
    }
    let (mut steps, mut messages) = (0_u32, 0_u32);
    let started = Instant::now();
    for (cast, events) in &plays {
        replay(cast, events);
        steps += u32::try_from(events.len()).unwrap_or(0);
    }
    let whole = started.elapsed();
    let started = Instant::now();
    for (cast, events) in &plays {
        for event in events {
            if let (Event::OperatorMessage { text, .. }, Some(part)) = (event, cast.parts.first()) {
                analyse(&part.scenario, text, &Context::default());
                messages += 1;
            }
        }
    }
    let reading = started.elapsed();
    println!("steps {steps}, of them messages {messages}");
    println!("steps per second {:.0}", f64::from(steps) / whole.as_secs_f64());
    println!("microseconds per message read {}", reading.as_micros() / u128::from(messages.max(1)));
    ExitCode::SUCCESS
}
