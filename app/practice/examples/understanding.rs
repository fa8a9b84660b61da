//! How well intents are recognised: `cargo run --profile swift -p practice --example understanding -- FILE.json`
//!
//! The file holds cases of `{name, intents: {id: [examples]}, probes: [{text, intent or null}]}`. Each case becomes a scenario of
//! its own; a probe is right when exactly the expected intent is understood, or none when none is expected.

use practice::{
    intent::{LIMITS, Listener, example::Examples, negator_flags, pattern::Concepts},
    lexicon,
    text::{Language, Text},
};
use serde::Deserialize;
use std::{collections::BTreeMap, process::ExitCode, time::Instant};

#[derive(Deserialize)]
struct Case {
    name: String,
    intents: BTreeMap<String, Vec<String>>,
    probes: Vec<Probe>,
}

#[derive(Deserialize)]
struct Probe {
    text: String,
    intent: Option<String>,
}

#[derive(Default)]
struct Tally {
    inside: u32,
    inside_right: u32,
    outside: u32,
    outside_right: u32,
    silent: u32,
}

fn main() -> ExitCode {
    let Some(file) = std::env::args().nth(1) else {
        println!("give a file of cases");
        return ExitCode::FAILURE;
    };
    let read = std::fs::read_to_string(&file).map_err(|e| e.to_string());
    let cases: Vec<Case> = match read.and_then(|text| serde_json::from_str(&text).map_err(|e| e.to_string())) {
        Ok(cases) => cases,
        Err(error) => {
            println!("{file}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let verbose = std::env::args().nth(2).as_deref() == Some("-v");
    let mut tally = Tally::default();
    let started = Instant::now();
    for case in &cases {
        judge(case, verbose, &mut tally);
    }
    let share = |n: u32, of: u32| f64::from(n) / f64::from(of.max(1));
    println!(
        "inside   {:.3}  ({} of {}; silent {})",
        share(tally.inside_right, tally.inside),
        tally.inside_right,
        tally.inside,
        tally.silent
    );
    println!(
        "outside  {:.3}  ({} of {})",
        share(tally.outside_right, tally.outside),
        tally.outside_right,
        tally.outside
    );
    let (right, all) = (tally.inside_right + tally.outside_right, tally.inside + tally.outside);
    println!("together {:.3}  ({right} of {all}) in {:?}", share(right, all), started.elapsed());
    ExitCode::SUCCESS
}

fn judge(case: &Case, verbose: bool, tally: &mut Tally) {
    let lexicon = lexicon::of(Language::English);
    let mut vocabulary = lexicon.vocabulary.clone();
    let names: Vec<&String> = case.intents.keys().collect();
    let lines: Vec<(usize, &str)> =
        case.intents.values().enumerate().flat_map(|(i, lines)| lines.iter().map(move |l| (i, l.as_str()))).collect();
    for (_, line) in &lines {
        vocabulary.learn_text(line);
    }
    let examples = Examples::learn(&lines, names.len(), &vocabulary, lexicon);
    let concepts = Concepts::default();
    let listener = Listener { intents: &[], examples: &examples, concepts: &concepts, lexicon, limits: LIMITS };
    for probe in &case.probes {
        let text = Text::read(&probe.text, Language::English);
        let readings = vocabulary.read_all(&text);
        let flags = negator_flags(&text, &readings, lexicon);
        let found = listener.understand(&text, &readings, &flags);
        let got: Vec<&str> = found.matches.iter().filter_map(|m| names.get(m.intent)).map(|n| n.as_str()).collect();
        let right = match &probe.intent {
            Some(intent) => got == [intent.as_str()],
            None => got.is_empty(),
        };
        if probe.intent.is_some() {
            tally.inside += 1;
            tally.inside_right += u32::from(right);
            tally.silent += u32::from(got.is_empty());
        } else {
            tally.outside += 1;
            tally.outside_right += u32::from(right);
        }
        if verbose && !right {
            let nearest = found.nearest.map(|n| (names.get(n.intent), n.score / 1000));
            println!("{}: {:?} wanted {:?} got {got:?} nearest {nearest:?}", case.name, probe.text, probe.intent);
        }
    }
}
