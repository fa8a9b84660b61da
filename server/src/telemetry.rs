//! Log lines: what is written, how it looks, and what never gets in.

use crate::options::LogFormat;
use anyhow::{Context, Result};
use std::{io::IsTerminal, panic};
use tracing_subscriber::EnvFilter;

/// Starts logging to standard error.
pub fn start(filter: &str, format: LogFormat) -> Result<()> {
    // The database library logs statements with their values at debug; those may hold personal data.
    let filter = EnvFilter::try_new(format!("{filter},sqlx=warn,sea_orm=warn,hyper=info")).with_context(|| {
        format!("--log `{filter}` is no filter; use error, warn, info, debug or something like info,store=debug")
    })?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    match format {
        LogFormat::Text => lines.with_ansi(std::io::stderr().is_terminal()).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    }
    .map_err(|error| anyhow::anyhow!("logging cannot start: {error}"))?;
    // A panic is a fault of ours: where it happened is logged, what it held is not, because that may be somebody's words.
    panic::set_hook(Box::new(|fault| {
        let place = fault.location().map(ToString::to_string).unwrap_or_default();
        if cfg!(debug_assertions) {
            tracing::error!(place, fault = one_line(&fault.to_string()), "a part of the program failed");
        } else {
            tracing::error!(place, "a part of the program failed");
        }
    }));
    Ok(())
}

/// `text` with everything that could start a new line or colour a terminal written out, and no longer than a log line should be.
pub fn one_line(text: &str) -> String {
    text.chars()
        .take(300)
        .flat_map(|next| if next.is_control() { next.escape_default().collect::<Vec<_>>() } else { vec![next] })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trust_54_hostile_text_stays_one_line() {
        assert_eq!(one_line("a\r\nINFO fake \u{1b}[31m"), "a\\r\\nINFO fake \\u{1b}[31m");
        assert_eq!(one_line(&"x".repeat(1000)).len(), 300);
    }
}
