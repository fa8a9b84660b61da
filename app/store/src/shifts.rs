//! Practice: shifts, their log of events, desk, debriefs, handing in.
//!
//! A shift *is* its log (`shift_events`): how it stands is had by replaying the log through the engine, and kept in memory between two
//! requests ([`run::Runs`]). Whoever appends has read the number the next event gets inside the same transaction, so no write of another
//! node is ever lost; a repeated client id gets the first answer.

mod act;
pub(crate) mod clock;
pub(crate) mod close;
mod desk;
mod hand_in;
mod plans;
pub(crate) mod recorder;
pub(crate) mod run;
mod sitting;
mod told;
pub(crate) mod translate;

pub use act::{Acted, act, heartbeat, save_draft, tick};
pub use desk::{UpdatesAfter, get_desk, updates_after};
pub use hand_in::{ChatPage, get_chat, submit_chat};
pub use plans::{ChatRow, PlanRow, ShiftRow, find_open_shift, list_plans, list_shifts, start_shift};
pub(crate) use run::Runs;
pub(crate) use told::play_out;

#[cfg(test)]
#[path = "shifts/tests.rs"]
mod tests;
