//! The parts that move in the browser. Each takes plain props, its words among them, and talks only through `api` and the live stream.

#[cfg(feature = "desk")]
pub mod desk;
#[cfg(feature = "scorecard")]
pub mod scorecard;
