//! The simulated customer: scenarios, understanding, the engine. Pure: no clock, no network, no files.

pub mod bots;
pub mod customer;
pub mod engine;
pub mod intent;
pub mod lexicon;
pub mod scenario;
pub mod signals;
pub mod text;

pub use engine::{
    Cast, ChatState, ENGINE_VERSION, Effect, Event, Mode, Part, Rung, State, Why, next_due_ms, replay, start, step,
};
