//! The memory of Greenroom: one use case, one function, one transaction.
//!
//! Everything here takes the [`Store`] and, where a person acts, the proof of their role (`domain::people`). Records are looked up
//! through the person, so what is not yours is [`StoreError::NotFound`].

pub mod accounts;
pub mod audit;
mod clock;
pub mod content;
pub mod demo;
mod dialect;
mod entity;
mod error;
mod joins;
pub mod learning;
pub mod live;
mod open;
mod read;
pub mod reports;
pub mod reviews;
pub mod rollups;
mod scope;
pub mod shifts;
mod store;
mod stored;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod tx;
mod writer;

pub use clock::{Clock, Ids, RandomIds, SystemClock};
pub use dialect::Backend;
pub use error::{Conflict, StoreError};
pub use store::{Store, StoreOptions};

#[cfg(test)]
mod drift_tests;
#[cfg(test)]
mod store_tests;
