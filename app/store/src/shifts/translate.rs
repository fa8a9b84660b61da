//! Between the desk's words (actions, changes) and the engine's (events, effects). The rest of the shifts knows neither side.

use crate::StoreError;
use domain::{
    chat::{ChatStatus, DeskAction, MessageBody, MoodBand, NOTE_MOST, PatienceBand},
    curriculum::ShiftMode,
    field::{FieldError, FieldErrors},
    ids::ChatId,
};
use practice::{ChatState, Effect, Event, Mode};

/// Promised seconds of a hold.
const HOLD_SECONDS: std::ops::RangeInclusive<u32> = 30..=600;

/// The engine's word for a mode.
pub(crate) const fn mode_of(mode: ShiftMode) -> Mode {
    match mode {
        ShiftMode::Coach => Mode::Coach,
        ShiftMode::Practice => Mode::Practice,
        ShiftMode::Exam => Mode::Exam,
        ShiftMode::Shift => Mode::Shift,
    }
}

/// The chat an action is about.
pub(super) const fn chat_of(action: &DeskAction) -> Option<ChatId> {
    match action {
        DeskAction::Send { chat, .. }
        | DeskAction::Typing { chat, .. }
        | DeskAction::Hold { chat, .. }
        | DeskAction::Close { chat, .. }
        | DeskAction::HandOver { chat, .. } => Some(*chat),
        DeskAction::EndShift => None,
    }
}

/// Refuses what no state of a chat could allow.
pub(super) fn check(action: &DeskAction) -> Result<(), StoreError> {
    let mut errors = FieldErrors::default();
    match action {
        DeskAction::Hold { seconds, .. } if !HOLD_SECONDS.contains(seconds) => {
            errors.add("seconds", FieldError::NotOffered);
        }
        DeskAction::Close { note, .. } | DeskAction::HandOver { note, .. }
            if note.chars().nth(NOTE_MOST as usize).is_some() =>
        {
            errors.add("note", FieldError::TooLong { most: NOTE_MOST });
        }
        DeskAction::HandOver { note, .. } if note.trim().is_empty() => errors.add("note", FieldError::Missing),
        _ => {}
    }
    errors.or(()).map_err(StoreError::Invalid)
}

/// The engine's event for an action in chat number `chat`. `canned` is the id of the canned reply that was sent unchanged.
pub(super) fn to_event(action: &DeskAction, chat: u32, at_ms: i64, canned: Option<String>) -> Event {
    match action {
        DeskAction::Send { body, compose_ms, edits, .. } => Event::OperatorMessage {
            chat,
            text: body.as_str().to_owned(),
            at_ms,
            canned,
            compose_ms: *compose_ms,
            edits: *edits,
        },
        DeskAction::Typing { on, .. } => Event::OperatorTyping { chat, on: *on, at_ms },
        DeskAction::Hold { seconds, .. } => Event::Hold { chat, seconds: *seconds, at_ms },
        DeskAction::Close { disposition, note, .. } => {
            Event::Close { chat, disposition: *disposition, note: note.trim().to_owned(), at_ms }
        }
        DeskAction::HandOver { note, .. } => Event::HandOver { chat, note: note.trim().to_owned(), at_ms },
        DeskAction::EndShift => Event::EndShift { at_ms },
    }
}

/// The operator's line in an event: chat and text.
pub(crate) fn own_line(event: &Event) -> Option<(u32, &str)> {
    match event {
        Event::OperatorMessage { chat, text, .. } => Some((*chat, text)),
        _ => None,
    }
}

/// The customer's line in an effect: chat, text, when.
pub(crate) fn customer_line(effect: &Effect) -> Option<(u32, &str, i64)> {
    match effect {
        Effect::CustomerMessage { chat, text, at_ms, .. } | Effect::Nudge { chat, text, at_ms, .. } => {
            Some((*chat, text, *at_ms))
        }
        _ => None,
    }
}

/// A chat as the operator may see it: mood and patience in words, nothing of what the customer hides.
pub(super) fn status_of(id: ChatId, chat: &ChatState) -> ChatStatus {
    ChatStatus {
        id,
        arrived: chat.arrived(),
        customer_typing: chat.customer_typing,
        mood: MoodBand::of(chat.mood),
        patience: PatienceBand::of(chat.patience),
        waiting_since_ms: chat.waiting_since_ms,
        hold_until_ms: chat.hold_until_ms,
        ending: chat.ending,
    }
}

/// The text of a message, for recognising canned replies.
pub(super) fn body_of(action: &DeskAction) -> Option<&MessageBody> {
    match action {
        DeskAction::Send { body, .. } => Some(body),
        _ => None,
    }
}
