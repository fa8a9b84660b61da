//! What was wrong with a form, field by field, as facts; the words for people are in the locale files.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why one field was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", try_from = "FlatError")]
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

/// A problem as it comes over the wire: read in one pass, and by much less code than an enum with a tag among its fields.
#[derive(Deserialize)]
struct FlatError {
    kind: Kind,
    least: Option<u32>,
    most: Option<u32>,
    example: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Missing,
    TooShort,
    TooLong,
    Malformed,
    NotOffered,
    TooCommon,
    WrongPassword,
    Taken,
    Differs,
}

impl TryFrom<FlatError> for FieldError {
    type Error = &'static str;
    fn try_from(FlatError { kind, least, most, example }: FlatError) -> Result<Self, Self::Error> {
        let found = match kind {
            Kind::Missing => Some(Self::Missing),
            Kind::TooShort => least.map(|least| Self::TooShort { least }),
            Kind::TooLong => most.map(|most| Self::TooLong { most }),
            Kind::Malformed => example.map(|example| Self::Malformed { example }),
            Kind::NotOffered => Some(Self::NotOffered),
            Kind::TooCommon => Some(Self::TooCommon),
            Kind::WrongPassword => Some(Self::WrongPassword),
            Kind::Taken => Some(Self::Taken),
            Kind::Differs => Some(Self::Differs),
        };
        found.ok_or("a problem without its bound or example")
    }
}

/// All problems of one form at once, by field name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
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
