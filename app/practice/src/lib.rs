//! The simulated customer: scenarios, understanding, the engine, operator bots, the debrief. Pure: no clock, no network, no files.
//!
//! A shift is its event log: [`replay`] gives the same effects for the same [`Cast`] and the same events on every machine. There is no
//! floating point anywhere on the way to a decision.
//!
//! `scenario` parses and checks the author's file · `text` and `intent` understand a message · `signals` notices what is in it ·
//! `customer` holds mood and patience · `engine` decides and speaks · `bots` play operators · `evaluate` measures understanding · `score` explains · `lexicon` knows the words.

pub mod bots;
pub mod canned;
pub mod customer;
pub mod engine;
pub mod evaluate;
pub mod intent;
pub mod lexicon;
pub mod scenario;
pub mod score;
pub mod signals;
pub mod text;

pub use engine::{
    Cast, ChatState, ENGINE_VERSION, Effect, Event, Mode, Part, Rung, State, Why, next_due_ms, replay, start, step,
};
