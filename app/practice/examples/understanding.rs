//! How well intents are recognised: `cargo run --profile swift -p practice --example understanding -- FILE.json [-v]`
//!
//! Prints what `greenroom practice evaluate FILE.json` prints; with `-v` every probe that went wrong comes first.

use practice::evaluate::{Case, evaluate, try_case};
use std::{process::ExitCode, time::Instant};

fn main() -> ExitCode {
    let Some(file) = std::env::args().nth(1) else {
        println!("give a file of cases");
        return ExitCode::FAILURE;
    };
    let source = match std::fs::read_to_string(&file) {
        Ok(source) => source,
        Err(error) => {
            println!("{file}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let started = Instant::now();
    let clock = || started.elapsed();
    if std::env::args().nth(2).as_deref() == Some("-v") {
        for case in serde_json::from_str::<Vec<Case>>(&source).unwrap_or_default() {
            try_case(&case, &clock, |probe, got| {
                if got != probe.intent.as_deref().into_iter().collect::<Vec<_>>() {
                    println!("{}: {:?} wanted {:?} got {got:?}", case.name, probe.text, probe.intent);
                }
            });
        }
    }
    match evaluate(&source, clock) {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("{file}: {error}");
            ExitCode::FAILURE
        }
    }
}
