//! Times the statistics of agreement: `cargo run --release -p domain --features statistics --example agreement [-- FILE.csv]`
//!
//! Without a file: a million ratings in five shapes. With one: its report as JSON, and how long it took.

use domain::agreement::{Report, read};
use std::{error::Error, fmt::Write, time::Instant};

fn main() -> Result<(), Box<dyn Error>> {
    if let Some(file) = std::env::args().nth(1) {
        let begun = Instant::now();
        let report = report(&std::fs::read(&file)?)?;
        eprintln!("{} ms", begun.elapsed().as_millis());
        println!("{}", serde_json::to_string_pretty(&report)?);
        return Ok(());
    }
    for (name, units, raters, numbers) in [
        ("100,000 units by 10 raters, 4 levels", 100_000, 10, 4),
        ("500,000 units by 2 raters, 4 levels", 500_000, 2, 4),
        ("500,000 units by 2 raters, a million numbers", 500_000, 2, 1_000_003),
        ("1,000,000 units by 1 rater, 4 levels", 1_000_000, 1, 4),
        ("10,000 units by 100 raters, 100,003 numbers", 10_000, 100, 100_003),
        ("10 units by 100,000 raters, 100,003 numbers", 10, 100_000, 100_003),
    ] {
        let text = made_up(units, raters, numbers)?;
        let begun = Instant::now();
        let file = read("made-up.csv", text.as_bytes(), None).map_err(|problems| format!("{problems:?}"))?;
        let reading = begun.elapsed();
        let report = Report::of(file, None);
        let all = begun.elapsed();
        println!("{name}: {} ms, of which {} ms to read {} MB", all.as_millis(), reading.as_millis(), text.len() >> 20);
        if report.to_string().is_empty() {
            return Err("nothing was counted".into());
        }
    }
    Ok(())
}

fn report(bytes: &[u8]) -> Result<Report, String> {
    let file = read("file", bytes, None)
        .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    Ok(Report::of(file, None))
}

/// Ratings that differ, in the order of raters: units never follow each other.
fn made_up(units: u64, raters: u64, numbers: u64) -> Result<String, std::fmt::Error> {
    let mut text = String::from("unit,rater,value\n");
    for rater in 0..raters {
        for unit in 0..units {
            let value = (unit * 7_919 + rater * rater * (unit % 13)) % numbers;
            writeln!(text, "chat-{unit},mentor-{rater},{value}")?;
        }
    }
    Ok(text)
}
