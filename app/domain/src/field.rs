//! What was wrong with a form, field by field, as facts; the words for people are in the locale files.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why one field was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum FieldError {
    /// Nothing was filled in where something is needed.
    Missing,
    /// Shorter than `least` characters.
    TooShort {
        /// Least number of characters.
        least: u32,
    },
    /// Longer than `most` characters.
    TooLong {
        /// Greatest number of characters.
        most: u32,
    },
    /// Not in the form this field takes; `example` shows one that is.
    Malformed {
        /// A value that would be accepted.
        example: String,
    },
    /// Not one of the offered choices.
    NotOffered,
    /// Known to attackers: among the most common passwords, or made of the product's or the person's own name.
    TooCommon,
    /// The current password does not match.
    WrongPassword,
    /// Another record already has this value.
    Taken,
    /// The two entries differ.
    Differs,
}

/// All problems of one form at once, by field name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldErrors(pub BTreeMap<String, FieldError>);

impl FieldErrors {
    /// Notes one problem; the first one of a field stays.
    pub fn add(&mut self, field: &str, error: FieldError) {
        self.0.entry(field.to_owned()).or_insert(error);
    }

    /// Nothing wrong?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The problem of one field, if it has one.
    pub fn of(&self, field: &str) -> Option<&FieldError> {
        self.0.get(field)
    }

    /// `Ok(value)` when nothing is wrong.
    ///
    /// # Errors
    /// All problems noted so far.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}
