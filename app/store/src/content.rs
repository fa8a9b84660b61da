//! Content: checking and publishing files, and finding any revision that somebody still works with.
//!
//! The library that pages read is in memory; the database keeps every revision ever published, so that a running shift, an open attempt or
//! an old signature can be shown as it was.

mod check;
mod publish;
mod revisions;
mod shelf;
#[cfg(test)]
mod tests;

pub use check::check;
pub use publish::{ContentError, Published, publish};
pub(crate) use revisions::guideline_versions;
pub use revisions::{module_by_hash, scenario_by_hash, scorecard_by_hash};
pub(crate) use shelf::Shelf;

use crate::Store;
use domain::{curriculum::Library, people::Locale};
use practice::scenario::Scenario;
use std::sync::Arc;

/// Everything as last published; empty before the first time.
pub fn library(store: &Store) -> Arc<Library> {
    store.shelf().library()
}

/// Scenarios in this language, or all of them in English where one is not written in it.
pub fn scenarios(store: &Store, locale: Locale, ids: &[&str]) -> Vec<Arc<Scenario>> {
    store.shelf().scenarios(locale, ids)
}
