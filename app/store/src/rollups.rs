//! Sums that reports read: added to in the same transaction as the facts, and made anew from the facts on request.
//!
//! Both ways go through [`sums::Sums`]; what a fact counts for is written down once.

mod facts;
mod rebuild;
mod sums;

pub(crate) use facts::{ChatFacts, ReviewFacts, SubmissionFacts, day_of};
#[cfg(test)]
pub(crate) use rebuild::from_facts;
pub use rebuild::rebuild_rollups;
#[cfg(test)]
pub(crate) use sums::stored_sums;
pub(crate) use sums::{Sums, start_of};

use crate::{StoreError, tx::Tx};

/// A chat has ended.
pub(crate) async fn add_chat(tx: &Tx, facts: &ChatFacts) -> Result<(), StoreError> {
    let mut sums = Sums::default();
    sums.chat(facts);
    sums.save(tx.db()).await
}

/// A chat has been handed in.
pub(crate) async fn add_submission(tx: &Tx, facts: &SubmissionFacts) -> Result<(), StoreError> {
    let mut sums = Sums::default();
    sums.submission(facts);
    sums.save(tx.db()).await
}

/// A review has been released.
pub(crate) async fn add_review(tx: &Tx, facts: &ReviewFacts) -> Result<(), StoreError> {
    let mut sums = Sums::default();
    sums.load_person(tx.db(), facts.operator).await?;
    sums.review(facts)?;
    sums.save(tx.db()).await
}

#[cfg(test)]
#[path = "rollups/tests.rs"]
mod tests;
