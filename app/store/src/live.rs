//! What the rest of the house is told after a commit, and nothing more: a wake-up, never the truth itself.

use domain::ids::{PersonId, SessionId, ShiftId};

/// Something committed that somebody may be watching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// The log of a shift grew.
    Shift(ShiftId),
    /// The review queue changed.
    Queue,
    /// A session ended: its streams must close.
    SessionEnded(SessionId),
    /// A person was disabled or lost a role: all their streams must close.
    PersonChanged(PersonId),
    /// Something of this person's changed (a review was released, say).
    Person(PersonId),
}
