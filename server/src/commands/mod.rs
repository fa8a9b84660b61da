//! The commands, one file each.

pub mod content;
pub mod demo;
pub mod migrate;
pub mod practice;
pub mod serve;
pub mod stats;
pub mod user;
