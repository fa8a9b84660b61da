//! `greenroom content check`

use crate::content;
use anyhow::{Result, bail};
use domain::curriculum::SourceFile;
use std::path::Path;
use store::content::ContentError;

/// Checks content and reports every problem.
pub fn check(folder: Option<&Path>) -> Result<()> {
    let files = content::read(folder)?;
    let problems = store::content::check(&files);
    if !problems.is_empty() {
        return Err(refused(&problems));
    }
    println!("{} files, no problems.", files.len());
    Ok(())
}

/// Checks and publishes content; `Ok` says how many files are new or changed.
pub async fn publish(store: &store::Store, files: Vec<SourceFile>) -> Result<u32> {
    match store::content::publish(store, files).await {
        Ok(published) => Ok(published.new),
        Err(ContentError::Problems(problems)) => Err(refused(&problems)),
        Err(ContentError::Store(error)) => bail!("the content could not be stored: {error}"),
    }
}

fn refused(problems: &[domain::curriculum::Problem]) -> anyhow::Error {
    let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
    let count = if lines.len() == 1 { "1 problem".to_owned() } else { format!("{} problems", lines.len()) };
    anyhow::anyhow!("the content has {count}:\n{}", lines.join("\n"))
}
