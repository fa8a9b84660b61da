//! `greenroom practice evaluate`

use anyhow::{Context, Result};
use std::{fs, path::Path, time::Instant};

/// Measures how well lines are understood, and prints the figures.
pub fn evaluate(file: &Path) -> Result<()> {
    let source = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let begun = Instant::now();
    let report = practice::evaluate::evaluate(&source, || begun.elapsed()).with_context(|| {
        format!(
            "{} is no list of {{name, intents: {{id: [examples]}}, probes: [{{text, intent or null}}]}}",
            file.display()
        )
    })?;
    print!("{report}");
    Ok(())
}
