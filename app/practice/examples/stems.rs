//! How the engine reads Dutch lines, one line of stems for each line of the input: `cargo run -q -p practice --example stems < LINES`
//!
//! `data/distil-nl.py` learns vectors for these stems.

use practice::text::{Language, Text};
use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let text = Text::read(&line?, Language::Dutch);
        let stems: Vec<&str> = text.tokens.iter().map(|t| t.stem.as_str()).collect();
        writeln!(out, "{}", stems.join(" "))?;
    }
    Ok(())
}
