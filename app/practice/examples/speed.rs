//! How fast the engine is: `cargo run --profile swift -p practice --example speed -- SCENARIO.yaml...`
//!
//! Times what happens at start first: the tables of the language, reading a scenario, its first message, its tests. Then plays operator
//! bots, replays their logs with all language checks on and with them off, and counts the steps. Times are those of one core, without
//! what else the machine did meanwhile, where the system tells them.

use practice::{
    Cast, ENGINE_VERSION, Event, Mode, Part,
    bots::{self, Skill},
    replay,
    scenario::{Scenario, parse, run_tests},
    signals::{Context, analyse},
};
use std::{process::ExitCode, sync::Arc, sync::LazyLock, time::Duration, time::Instant};

const SEEDS: u64 = 42;

/// Time this thread has been busy.
fn busy() -> Duration {
    static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|line| line.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| STARTED.elapsed(), Duration::from_nanos)
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let started = busy();
    let done = work();
    (done, busy().saturating_sub(started))
}

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let mut sources = Vec::new();
    for file in &files {
        match std::fs::read_to_string(file) {
            Ok(source) => sources.push(source),
            Err(error) => {
                println!("{file}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    let Some(scenarios) = start(&sources) else { return ExitCode::FAILURE };
    let mut plays = Vec::new();
    for scenario in scenarios {
        let quiet = Arc::new(Scenario::clone(&scenario).without_language_checks());
        for (n, skill) in (0..SEEDS).zip(Skill::ALL.into_iter().cycle()) {
            let part = Part { scenario: Arc::clone(&scenario), arrives_at_ms: 0 };
            let cast = Cast { seed: n, engine: ENGINE_VERSION, mode: Mode::Practice, parts: vec![part] };
            let events = bots::play(&cast, skill, n);
            let silent = Cast { parts: vec![Part { scenario: Arc::clone(&quiet), arrives_at_ms: 0 }], ..cast.clone() };
            plays.push((cast, silent, events));
        }
    }
    let steps: usize = plays.iter().map(|(.., events)| events.len()).sum();
    let messages: Vec<(&Cast, &str)> = plays
        .iter()
        .flat_map(|(cast, _, events)| {
            events.iter().filter_map(move |event| match event {
                Event::OperatorMessage { text, .. } => Some((cast, text.as_str())),
                _ => None,
            })
        })
        .collect();
    println!("steps {steps}, of them messages {}", messages.len());
    let rate = |time: Duration| steps as f64 / time.as_secs_f64();
    let ((), all) = timed(|| plays.iter().for_each(|(cast, _, events)| drop(replay(cast, events))));
    println!("steps per second {:.0}", rate(all));
    let ((), quiet) = timed(|| plays.iter().for_each(|(_, cast, events)| drop(replay(cast, events))));
    println!("steps per second without language checks {:.0}", rate(quiet));
    let ((), reading) = timed(|| {
        for (cast, text) in &messages {
            analyse(&cast.parts[0].scenario, text, &Context::default());
        }
    });
    println!("microseconds per message read {}", reading.as_micros() / messages.len().max(1) as u128);
    ExitCode::SUCCESS
}

/// What a server does with scenarios when it starts, and what it may leave for later.
fn start(sources: &[String]) -> Option<Vec<Arc<Scenario>>> {
    let first = sources.first()?;
    let (_, tables) = timed(|| parse(first));
    println!("milliseconds to the first scenario {:.1}", tables.as_secs_f64() * 1000.0);
    let (parsed, reading) = timed(|| sources.iter().map(|source| parse(source)).collect::<Vec<_>>());
    println!("milliseconds per scenario {:.2}", reading.as_secs_f64() * 1000.0 / sources.len() as f64);
    let scenarios: Vec<Arc<Scenario>> = parsed.into_iter().filter_map(Result::ok).map(Arc::new).collect();
    if scenarios.len() < sources.len() {
        println!("a scenario has problems; run the example `check` on it");
        return None;
    }
    let hear = |scenario: &Arc<Scenario>| drop(analyse(scenario, "hello", &Context::default()));
    let ((), tables) = timed(|| hear(&scenarios[0]));
    println!("milliseconds to the first message {:.1}", tables.as_secs_f64() * 1000.0);
    let ((), others) = timed(|| scenarios.iter().skip(1).for_each(hear));
    println!("milliseconds to the first of each other {:.2}", others.as_secs_f64() * 1000.0 / (scenarios.len() as f64));
    let ((), tests) = timed(|| scenarios.iter().for_each(|s| drop(run_tests(s))));
    let count: usize = scenarios.iter().map(|s| s.tests.len()).sum();
    println!("milliseconds per scenario test {:.2}", tests.as_secs_f64() * 1000.0 / count.max(1) as f64);
    Some(scenarios)
}
