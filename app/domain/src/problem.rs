//! What is wrong in a file that somebody wrote, and what to do about it.

use std::fmt;

/// One thing wrong in a file, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path or name of the file.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub advice: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}; {}", self.file, self.line, self.what, self.advice)
    }
}
