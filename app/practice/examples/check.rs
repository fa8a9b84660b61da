//! Checks scenario files: `cargo run -q -p practice --example check -- FILE...`
//!
//! Prints problems as `file:line: what, and what to do`, plays the tests inside, and says how operator bots fare.

use practice::scenario::{Covering, Scenario, parse, run_tests};
use std::{collections::BTreeSet, process::ExitCode, sync::Arc};

/// Plays in which every line has to be said before a scenario may be published.
const PLAYS: u32 = 1000;

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
    let covered = bots_report(file, &Arc::new(scenario));
    println!(
        "{file}: {}",
        match (failures.is_empty(), covered) {
            (false, _) => "tests fail",
            (true, false) => "not everything is reached",
            (true, true) => "ok",
        }
    );
    failures.is_empty() && covered
}

/// How the bots fare, and which lines nobody reaches.
fn bots_report(file: &str, scenario: &Arc<Scenario>) -> bool {
    let mut covering = Covering::new(Arc::clone(scenario), PLAYS, 0);
    covering.advance(PLAYS);
    let coverage = covering.coverage();
    println!("{file}: {PLAYS} plays by operator bots");
    println!(
        "    {:<26}{:>7}{:>10}{:>10}{:>8}{:>10}{:>9}   angry upset neutral content happy",
        "", "plays", "resolved", "waiting", "angry", "messages", "seconds"
    );
    for bot in &coverage.skills {
        let share = |n: u32| format!("{} %", n * 100 / bot.plays.max(1));
        let moods: Vec<String> = bot.moods.iter().map(|n| share(*n)).collect();
        println!(
            "    {:<26}{:>7}{:>10}{:>10}{:>8}{:>10}{:>9}   {}",
            bot.skill.as_str(),
            bot.plays,
            share(bot.resolved),
            share(bot.left_waiting),
            share(bot.left_angry),
            bot.median_messages,
            bot.median_seconds,
            moods.join(", ")
        );
    }
    let problems = coverage.problems();
    for p in &problems {
        println!("{file}:{}: {}, {}", p.line, p.what, p.advice);
    }
    problems.is_empty()
}
