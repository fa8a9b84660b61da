//! The notes of a message: which words showed what, in which order the notes are numbered, and which clause a finding belongs to.

use super::Loaded;
use domain::{
    chat::{Sender, Signal, SignalKind},
    ids::MessageId,
};
use store::shifts::ChatPage;

/// Number of an operator's message, from 1, as the whole page counts them.
pub fn number_of(page: &ChatPage, message: MessageId) -> Option<u32> {
    page.messages
        .iter()
        .filter(|line| line.sender == Sender::Operator)
        .zip(1..)
        .find(|(line, _)| line.id == message)
        .map(|(_, number)| number)
}

/// The signals of a message in the order they are numbered: along the text first, then those of the whole message by weight.
pub fn in_order(signals: &[Signal]) -> Vec<Signal> {
    let mut signals = signals.to_vec();
    signals.sort_by_key(|signal| match signal.span {
        Some(span) => (0, i64::from(span.end), i64::from(span.start)),
        None => (1, -i64::from(signal.mood.abs()), 0),
    });
    signals
}

/// The clause a finding belongs to, where it names one or our house rules have one for it.
pub fn clause_of(loaded: &Loaded, signal: &Signal) -> Option<(String, String)> {
    let usual = match signal.kind {
        SignalKind::PersonalData => "privacy-2",
        SignalKind::OffPlatform => "boundaries-1",
        SignalKind::ForbiddenPromise => "honesty-2",
        SignalKind::WrongWindow => "privacy-3",
        _ => "",
    };
    [signal.detail.as_str(), usual]
        .into_iter()
        .find_map(|id| loaded.clause(id).map(|href| (id.to_owned(), href.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::chat::Span;

    #[test]
    fn notes_are_numbered_along_the_text_and_then_by_weight() {
        let signal = |detail: &str, span: Option<(u32, u32)>, mood| Signal {
            kind: SignalKind::Intent,
            span: span.map(|(start, end)| Span { start, end }),
            detail: detail.to_owned(),
            mood,
        };
        let given = [
            signal("whole", None, 20),
            signal("late", Some((9, 12)), 0),
            signal("heavy", None, -90),
            signal("early", Some((0, 4)), 5),
        ];
        let order: Vec<String> = in_order(&given).into_iter().map(|signal| signal.detail).collect();
        assert_eq!(order, ["early", "late", "heavy", "whole"]);
    }
}
