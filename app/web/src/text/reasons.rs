//! Facts of the domain said in words: field errors, roles, why something is locked.

use super::{Text, key};
use domain::{
    curriculum::TrackItem,
    field::FieldError,
    people::{Role, Theme},
    progress::ItemState,
};
use store::learning::Still;

impl Text {
    /// What is wrong with a field and what to do about it.
    pub fn field_error(self, error: &FieldError) -> String {
        match error {
            FieldError::Missing => self.say(key::FIELD_MISSING),
            FieldError::TooShort { least } => self.say_with(key::FIELD_TOO_SHORT, &[("least", (*least).into())]),
            FieldError::TooLong { most } => self.say_with(key::FIELD_TOO_LONG, &[("most", (*most).into())]),
            FieldError::Malformed { example } => {
                self.say_with(key::FIELD_MALFORMED, &[("example", example.as_str().into())])
            }
            FieldError::NotOffered => self.say(key::FIELD_NOT_OFFERED),
            FieldError::TooCommon => self.say(key::FIELD_TOO_COMMON),
            FieldError::WrongPassword => self.say(key::FIELD_WRONG_PASSWORD),
            FieldError::Taken => self.say(key::FIELD_TAKEN),
            FieldError::Differs => self.say(key::FIELD_DIFFERS),
        }
    }

    /// The name of a role.
    pub fn role(self, role: Role) -> String {
        self.say(match role {
            Role::Operator => key::ROLE_OPERATOR,
            Role::Mentor => key::ROLE_MENTOR,
            Role::Manager => key::ROLE_MANAGER,
            Role::Author => key::ROLE_AUTHOR,
            Role::Administrator => key::ROLE_ADMINISTRATOR,
        })
    }

    /// The name of a look.
    pub fn theme(self, theme: Theme) -> String {
        self.say(match theme {
            Theme::System => key::THEME_SYSTEM,
            Theme::Light => key::THEME_LIGHT,
            Theme::Dark => key::THEME_DARK,
        })
    }

    /// Where an item of a track stands, in a few words.
    pub fn item_state(self, state: &ItemState) -> String {
        match state {
            ItemState::Complete => self.say(key::STATE_COMPLETE),
            ItemState::Open { started: true } => self.say(key::STATE_STARTED),
            ItemState::Open { started: false } => self.say(key::STATE_OPEN),
            ItemState::Locked { .. } => self.say(key::STATE_LOCKED),
        }
    }

    /// Why an item is locked, if it is.
    pub fn why_locked(self, state: &ItemState) -> Option<String> {
        match state {
            ItemState::Locked { first, .. } => {
                Some(self.say_with(key::LOCKED_UNTIL, &[("first", first.as_str().into())]))
            }
            _ => None,
        }
    }

    /// What still has to happen before an item counts as complete.
    pub fn still(self, still: &Still) -> String {
        match still {
            Still::Read => self.say(key::STILL_READ),
            Still::Quiz { best: None, needs } => {
                self.say_with(key::STILL_QUIZ, &[("needs", self.percent(*needs).into())])
            }
            Still::Quiz { best: Some(best), needs } => self.say_with(
                key::STILL_QUIZ_BEST,
                &[("needs", self.percent(*needs).into()), ("best", self.percent(*best).into())],
            ),
            Still::Sign => self.say(key::STILL_SIGN),
            Still::HandIn => self.say(key::STILL_HAND_IN),
        }
    }

    /// What kind of thing an item is.
    pub fn item_kind(self, item: &TrackItem) -> String {
        self.say(match item {
            TrackItem::Module(_) => key::KIND_MODULE,
            TrackItem::Guideline(_) => key::KIND_GUIDELINE,
            TrackItem::Practice(_) => key::KIND_PRACTICE,
        })
    }
}
