//! The rules of Greenroom in plain data: no database, no network, no clock.
//!
//! Everything here builds for the server and for the browser. Whatever depends on the time, on chance or on a new id is handed
//! in by the caller.

pub mod account;
pub mod agreement;
pub mod chat;
pub mod consistency;
#[cfg(feature = "content")]
pub mod curriculum;
pub mod field;
pub mod ids;
pub mod metrics;
pub mod people;
pub mod policy;
pub mod problem;
pub mod progress;
pub mod quiz;
pub mod review;
pub mod scorecard;
