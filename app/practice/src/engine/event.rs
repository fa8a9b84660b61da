//! What goes into the engine and what comes out of it.

use domain::chat::{Disposition, Ending, Signal};
use serde::{Deserialize, Serialize};

/// Something that happened at the desk. Chats are counted from 0; times are shift clock in milliseconds, pauses left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "event")]
pub enum Event {
    /// The operator sent a message.
    OperatorMessage {
        /// In this chat.
        chat: u32,
        /// The text.
        text: String,
        /// When.
        at_ms: i64,
        /// The canned reply it is, when it was sent unchanged.
        #[serde(default)]
        canned: Option<String>,
        /// Milliseconds from the first key to sending.
        #[serde(default)]
        compose_ms: u32,
        /// Edits while composing.
        #[serde(default)]
        edits: u32,
    },
    /// The operator started or stopped typing.
    OperatorTyping {
        /// In this chat.
        chat: u32,
        /// Typing now?
        on: bool,
        /// When.
        at_ms: i64,
    },
    /// Time passed.
    Tick {
        /// Until now.
        at_ms: i64,
    },
    /// The operator asked the customer to wait.
    Hold {
        /// In this chat.
        chat: u32,
        /// Promised seconds.
        seconds: u32,
        /// When.
        at_ms: i64,
    },
    /// The operator gave the chat to a colleague.
    HandOver {
        /// This chat.
        chat: u32,
        /// Note for the colleague.
        note: String,
        /// When.
        at_ms: i64,
    },
    /// The operator closed the chat.
    Close {
        /// This chat.
        chat: u32,
        /// How it ended.
        disposition: Disposition,
        /// Note.
        note: String,
        /// When.
        at_ms: i64,
    },
    /// The operator looked at a hint.
    HintUsed {
        /// In this chat.
        chat: u32,
        /// When.
        at_ms: i64,
    },
    /// The clock stopped.
    Paused {
        /// When.
        at_ms: i64,
    },
    /// The clock runs again.
    Resumed {
        /// When.
        at_ms: i64,
    },
    /// The shift is over.
    EndShift {
        /// When.
        at_ms: i64,
    },
}

impl Event {
    /// Shift clock of the event.
    pub const fn at_ms(&self) -> i64 {
        match self {
            Self::OperatorMessage { at_ms, .. }
            | Self::OperatorTyping { at_ms, .. }
            | Self::Tick { at_ms }
            | Self::Hold { at_ms, .. }
            | Self::HandOver { at_ms, .. }
            | Self::Close { at_ms, .. }
            | Self::HintUsed { at_ms, .. }
            | Self::Paused { at_ms }
            | Self::Resumed { at_ms }
            | Self::EndShift { at_ms } => *at_ms,
        }
    }

    /// The chat it is about.
    pub const fn chat(&self) -> Option<u32> {
        match self {
            Self::OperatorMessage { chat, .. }
            | Self::OperatorTyping { chat, .. }
            | Self::Hold { chat, .. }
            | Self::HandOver { chat, .. }
            | Self::Close { chat, .. }
            | Self::HintUsed { chat, .. } => Some(*chat),
            Self::Tick { .. } | Self::Paused { .. } | Self::Resumed { .. } | Self::EndShift { .. } => None,
        }
    }
}

/// The rung of the ladder a customer line came from (SIMULATION.md section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rung {
    /// The opening.
    Opening,
    /// A direct follow-up of the customer's last line.
    FollowUp,
    /// A node of the stage.
    Stage,
    /// A node of no stage.
    Global,
    /// "Do you mean A or B?"
    Clarify,
    /// The need once more.
    Restate,
    /// A stalling line.
    Stall,
    /// An answer to kind words, a hold or a goodbye.
    Courtesy,
    /// Waiting made the customer write.
    Nudge,
    /// The customer leaves.
    Leave,
}

/// Why the customer said a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// The rung.
    pub rung: Rung,
    /// The intents it answers.
    pub intents: Vec<String>,
}

/// Something that became visible or was found out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "effect")]
pub enum Effect {
    /// A customer came.
    Arrived {
        /// Their chat.
        chat: u32,
        /// When.
        at_ms: i64,
    },
    /// The customer wrote a line.
    CustomerMessage {
        /// Their chat.
        chat: u32,
        /// The scenario's node; empty for a line of the language file.
        node: String,
        /// Number of the wording.
        variant: u32,
        /// The line.
        text: String,
        /// When.
        at_ms: i64,
        /// Why.
        why: Why,
    },
    /// The customer started or stopped typing.
    CustomerTyping {
        /// Their chat.
        chat: u32,
        /// Typing now?
        on: bool,
        /// When.
        at_ms: i64,
    },
    /// Waiting made the customer write a line.
    Nudge {
        /// Their chat.
        chat: u32,
        /// The scenario's node; empty for a line of the language file.
        node: String,
        /// Number of the wording.
        variant: u32,
        /// The line.
        text: String,
        /// Patience left.
        patience: i32,
        /// When.
        at_ms: i64,
    },
    /// The customer left.
    Left {
        /// Their chat.
        chat: u32,
        /// Why: waiting or anger.
        reason: Ending,
        /// When.
        at_ms: i64,
    },
    /// A message, a hold or a broken promise changed the customer's mood.
    MoodStep {
        /// Their chat.
        chat: u32,
        /// By how much.
        delta: i32,
        /// What did it, flags left out.
        causes: Vec<Signal>,
        /// Mood now.
        mood: i32,
        /// Patience now.
        patience: i32,
        /// When.
        at_ms: i64,
    },
    /// An objective was met.
    ObjectiveMet {
        /// In this chat.
        chat: u32,
        /// Its id.
        id: String,
        /// When.
        at_ms: i64,
    },
    /// A guideline finding.
    Flag {
        /// In this chat.
        chat: u32,
        /// What and where.
        signal: Signal,
        /// When.
        at_ms: i64,
    },
    /// Three messages were not understood: these lines go to the author, and the operator loses nothing.
    AuthorGap {
        /// In this chat.
        chat: u32,
        /// The lines.
        lines: Vec<String>,
    },
    /// The operator ended the chat, or the shift's end did.
    Closed {
        /// This chat.
        chat: u32,
        /// How.
        ending: Ending,
        /// When.
        at_ms: i64,
    },
    /// The shift is over.
    ShiftEnded {
        /// When.
        at_ms: i64,
    },
}
