//! How a change of the desk comes over the wire.

use super::{ChatStatus, DeskChange, Message};
use crate::ids::ChatId;
use serde::Deserialize;

/// A change as it comes over the wire. Read in one pass, where an enum with a tag among its fields would be read twice, by much more code.
#[derive(Deserialize)]
pub(super) struct FlatChange {
    kind: ChangeKind,
    chat: Option<ChatId>,
    message: Option<Message>,
    status: Option<ChatStatus>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ChangeKind {
    Message,
    Status,
    Paused,
    Resumed,
    Ended,
}

impl TryFrom<FlatChange> for DeskChange {
    type Error = &'static str;
    fn try_from(flat: FlatChange) -> Result<Self, Self::Error> {
        match (flat.kind, flat.chat, flat.message, flat.status) {
            (ChangeKind::Message, Some(chat), Some(message), _) => Ok(Self::Message { chat, message }),
            (ChangeKind::Status, _, _, Some(status)) => Ok(Self::Status { status }),
            (ChangeKind::Paused, ..) => Ok(Self::Paused),
            (ChangeKind::Resumed, ..) => Ok(Self::Resumed),
            (ChangeKind::Ended, ..) => Ok(Self::Ended),
            (ChangeKind::Message | ChangeKind::Status, ..) => Err("a change without what changed"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        chat::{MoodBand, PatienceBand, Sender},
        ids::{ClientId, MessageId},
    };
    use uuid::Uuid;

    #[test]
    fn every_change_arrives_as_it_was_sent() {
        let message = Message {
            id: MessageId(Uuid::from_u128(1)),
            seq: 2,
            sender: Sender::Operator,
            body: "Hi".into(),
            at_ms: 3,
            client_id: Some(ClientId(Uuid::from_u128(4))),
        };
        let status = ChatStatus {
            id: ChatId(Uuid::from_u128(5)),
            arrived: true,
            customer_typing: false,
            mood: MoodBand::Upset,
            patience: PatienceBand::Thin,
            waiting_since_ms: Some(6),
            hold_until_ms: None,
            ending: None,
        };
        for change in [
            DeskChange::Message { chat: ChatId(Uuid::from_u128(5)), message },
            DeskChange::Status { status },
            DeskChange::Paused,
            DeskChange::Resumed,
            DeskChange::Ended,
        ] {
            let sent = serde_json::to_string(&change).unwrap();
            assert_eq!(serde_json::from_str::<DeskChange>(&sent).unwrap(), change, "{sent}");
        }
    }

    #[test]
    fn a_change_without_what_changed_is_refused() {
        for broken in [r#"{"kind":"message"}"#, r#"{"kind":"status"}"#, r#"{"kind":"odd"}"#, "{}"] {
            assert!(serde_json::from_str::<DeskChange>(broken).is_err(), "{broken}");
        }
    }
}
