//! Tracks, modules, quizzes, sign-offs: what somebody has learned, what comes next, and why something is still locked.

mod attempts;
mod guidelines;
mod home;
mod modules;
mod standing;
#[cfg(test)]
mod tests;
mod tracks;

pub use attempts::{
    AttemptPage, AttemptResult, AttemptRow, QuestionResult, get_attempt, save_answers, start_attempt, submit_attempt,
};
pub use guidelines::{ClauseChange, GuidelinePage, SignedRow, get_guideline, sign_guideline};
pub use home::{NextUp, OperatorHome, operator_home};
pub use modules::{ModulePage, get_module, record_place, record_read};
pub use tracks::{ItemRow, Still, TrackPage, TrackRow, get_track, list_tracks};
