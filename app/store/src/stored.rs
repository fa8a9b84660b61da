//! Between what is stored and what is meant: JSON columns, words, numbers.

use crate::StoreError;
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Display;

/// Reads a JSON column; `what` names the record for the error.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str, what: impl Display) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt(format!("{what}: {error}")))
}

/// Writes a JSON column.
pub(crate) fn to_json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Corrupt(error.to_string()))
}

/// A word that must be known.
pub(crate) fn known<T>(found: Option<T>, word: &str, what: &str) -> Result<T, StoreError> {
    found.ok_or_else(|| StoreError::Corrupt(format!("{what} `{word}`")))
}

/// A count as it is stored, for the rest of the house; what cannot be is the nearest that can.
pub(crate) fn count<T: TryInto<u32> + PartialOrd + Default>(stored: T) -> u32 {
    let negative = stored < T::default();
    stored.try_into().unwrap_or(if negative { 0 } else { u32::MAX })
}

/// A count for storing.
pub(crate) fn stored<T: TryInto<i32>>(count: T) -> i32 {
    count.try_into().unwrap_or(i32::MAX)
}
