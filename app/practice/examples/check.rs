//! Checks scenario files: `cargo run -q -p practice --example check -- FILE...`
//!
//! Prints problems as `file:line: what, and what to do`, plays the tests inside, and says how operator bots fare.

use domain::chat::Ending;
use practice::{
    Cast, ENGINE_VERSION, Mode, Part, bots,
    bots::Skill,
    replay,
    scenario::{Scenario, parse, run_tests},
};
use std::{collections::BTreeSet, process::ExitCode, sync::Arc};

const SEEDS: u16 = 50;

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        println!("{}", include_str!("../SCENARIO.md"));
        return ExitCode::SUCCESS;
    }
    let bad = files.iter().filter(|file| !check(file)).count();
    if bad == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn check(file: &str) -> bool {
    let source = match std::fs::read_to_string(file) {
        Ok(source) => source,
        Err(error) => {
            println!("{file}: {error}");
            return false;
        }
    };
    let scenario = match parse(&source) {
        Ok(scenario) => scenario,
        Err(problems) => {
            for p in &problems {
                println!("{file}:{}: {}, {}", p.line, p.what, p.advice);
            }
            println!("{file}: {} problems", problems.len());
            return false;
        }
    };
    let failures = run_tests(&scenario);
    let mut shown = BTreeSet::new();
    for failure in &failures {
        println!("{file}:{}: test `{}` fails: {}", failure.line, failure.test, failure.what);
    }
    for failure in &failures {
        if shown.insert(&failure.test) {
            println!("  transcript of `{}`:", failure.test);
            for line in &failure.transcript {
                println!("    {line}");
            }
        }
    }
    bots_report(file, &Arc::new(scenario));
    println!("{file}: {}", if failures.is_empty() { "ok" } else { "tests fail" });
    failures.is_empty()
}

fn bots_report(file: &str, scenario: &Arc<Scenario>) {
    println!("{file}: operator bots over {SEEDS} seeds");
    println!("    {:<26}{:>10}{:>10}{:>10}{:>10}{:>10}", "", "resolved", "waiting", "angry", "mood", "messages");
    let mut said = vec![0_u32; scenario.nodes.len()];
    for skill in Skill::ALL {
        let (mut resolved, mut waiting, mut angry, mut mood, mut messages) = (0, 0, 0, 0, 0);
        for seed in 0..u64::from(SEEDS) {
            let part = Part { scenario: Arc::clone(scenario), arrives_at_ms: 0 };
            let cast = Cast { seed, engine: ENGINE_VERSION, mode: Mode::Practice, parts: vec![part] };
            let (state, _) = replay(&cast, &bots::play(&cast, skill, seed));
            let Some(chat) = state.chat(0) else { continue };
            resolved += u32::from(chat.resolved() && chat.ending == Some(Ending::Closed));
            waiting += u32::from(chat.ending == Some(Ending::LeftWaiting));
            angry += u32::from(chat.ending == Some(Ending::LeftAngry));
            mood += chat.mood;
            messages += chat.messages;
            for (index, count) in said.iter_mut().enumerate() {
                *count += chat.times_said(index);
            }
        }
        let share = |n: u32| format!("{} %", n * 100 / u32::from(SEEDS));
        println!(
            "    {:<26}{:>10}{:>10}{:>10}{:>10}{:>10}",
            skill.as_str(),
            share(resolved),
            share(waiting),
            share(angry),
            mood / i32::from(SEEDS),
            messages / u32::from(SEEDS)
        );
    }
    let never: Vec<&str> =
        scenario.nodes.iter().zip(&said).filter(|(_, n)| **n == 0).map(|(n, _)| n.id.as_str()).collect();
    if !never.is_empty() {
        println!("    never said in these plays: {}", never.join(", "));
    }
}
