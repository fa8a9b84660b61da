//! One file per page: load through the identity, decide, write, render.

pub mod attempt;
pub mod feedback;
pub mod guideline;
mod item;
pub mod module;
pub mod queue;
pub mod review;
pub mod reviewed;
pub mod tracks;
