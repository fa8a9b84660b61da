//! `greenroom stats agreement`

use crate::options::AgreementOptions;
use anyhow::{Context, Result, bail};
use domain::agreement::{Report, read};
use std::{
    fs,
    io::{Read, Write, stdin, stdout},
    path::Path,
};

/// Problems that are printed one by one; a file of another kind has as many as lines.
const MOST_PROBLEMS: usize = 1000;

/// Measures agreement in a file of ratings, and prints the figures; or all that is wrong with the file.
pub fn agreement(options: &AgreementOptions) -> Result<()> {
    let (name, bytes) = source(&options.file)?;
    let file = match read(&name, &bytes, options.level.level()) {
        Ok(file) => file,
        Err(problems) => {
            let mut lines: Vec<_> = problems.iter().take(MOST_PROBLEMS).map(ToString::to_string).collect();
            if let Some(more) = problems.len().checked_sub(MOST_PROBLEMS).filter(|more| *more > 0) {
                lines.push(format!("and {more} more"));
            }
            let count = if lines.len() == 1 { "1 problem".to_owned() } else { format!("{} problems", problems.len()) };
            bail!("the ratings have {count}:\n{}", lines.join("\n"));
        }
    };
    let report = Report::of(file, options.drawn_from());
    let text = if options.json { serde_json::to_string_pretty(&report)? + "\n" } else { report.to_string() };
    stdout().write_all(text.as_bytes()).context("the figures cannot be printed")
}

/// The name and the bytes of a file, or of standard input for `-`.
fn source(file: &Path) -> Result<(String, Vec<u8>)> {
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
        return Ok(("standard input".to_owned(), bytes));
    }
    let name = file.display().to_string();
    let bytes = fs::read(file).with_context(|| format!("cannot read {name}"))?;
    Ok((name, bytes))
}
