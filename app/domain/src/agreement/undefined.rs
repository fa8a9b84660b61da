//! Why a statistic has no value.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a statistic has no value for these ratings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Undefined {
    /// The values are words, and the statistic counts with numbers.
    Words,
    /// Exactly two raters are needed.
    NotTwoRaters,
    /// Several raters are needed, and one or none gave a value.
    OneRater,
    /// No unit has values of two raters.
    NothingShared,
    /// Fewer than two units have a value of every rater.
    FewComplete,
    /// Every value that counts is the same: there is nothing that chance, or a difference between units, could explain.
    AllTheSame,
    /// The differences that the statistic divides by are zero.
    NoDifferences,
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Words => "the values are words; this needs numbers",
            Self::NotTwoRaters => "this needs exactly two raters who gave values",
            Self::OneRater => "this needs two or more raters who gave values",
            Self::NothingShared => "no unit has values of two raters",
            Self::FewComplete => "this needs two or more units with a value of every rater",
            Self::AllTheSame => "every value that counts is the same, so agreement cannot be told from chance",
            Self::NoDifferences => "the differences between units that this divides by are zero",
        })
    }
}
