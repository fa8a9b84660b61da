//! People, their roles, and the values that prove a role.

use crate::ids::{PersonId, SessionId};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use thiserror::Error;

/// What a person may do. Roles add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Learns, practises, reads feedback.
    Operator,
    /// Reviews, coaches, calibrates.
    Mentor,
    /// Assigns, follows and plans for own teams.
    Manager,
    /// Writes content.
    Author,
    /// Runs the installation.
    Administrator,
}

impl Role {
    /// All roles, in the order they are shown.
    pub const ALL: [Self; 5] = [Self::Operator, Self::Mentor, Self::Manager, Self::Author, Self::Administrator];

    /// The word used in the database, in URLs and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Mentor => "mentor",
            Self::Manager => "manager",
            Self::Author => "author",
            Self::Administrator => "administrator",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no role.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is no role: use operator, mentor, manager, author or administrator")]
pub struct UnknownRole(pub String);

impl FromStr for Role {
    type Err = UnknownRole;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|role| role.as_str() == text).ok_or_else(|| UnknownRole(text.to_owned()))
    }
}

/// A set of roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roles(u8);

impl Roles {
    /// Whether `role` is in the set.
    pub const fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u8) != 0
    }

    /// The set with `role` added.
    #[must_use]
    pub const fn with(self, role: Role) -> Self {
        Self(self.0 | (1 << role as u8))
    }

    /// The roles in the set, in showing order.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.has(*role))
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        roles.into_iter().fold(Self::default(), Self::with)
    }
}

/// Languages of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Dutch.
    Nl,
}

impl Locale {
    /// All languages, in showing order.
    pub const ALL: [Self; 2] = [Self::En, Self::Nl];

    /// BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Nl => "nl",
        }
    }

    /// The language with this tag, if we have it; `en-GB` finds English.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or(tag);
        Self::ALL.into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(primary))
    }
}

/// Light, dark, or as the device says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the device says.
    #[default]
    System,
    /// Dark text on light.
    Light,
    /// Light text on dark.
    Dark,
}

impl Theme {
    /// All choices, in showing order.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word used in forms and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The choice with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == word)
    }
}

/// The signed-in person behind a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub person: PersonId,
    /// Name to show.
    pub name: String,
    /// Sign-in address.
    pub email: String,
    /// What they may do.
    pub roles: Roles,
    /// Language of the interface.
    pub locale: Locale,
    /// Own time zone (IANA).
    pub zone: Tz,
    /// Chosen look.
    pub theme: Theme,
    /// The session of this request.
    pub session: SessionId,
}

/// The person lacks the role that is needed here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("needs the role {0}")]
pub struct NeedsRole(pub Role);

macro_rules! proofs {
    ($($(#[$doc:meta])* $name:ident),+) => {$(
        $(#[$doc])*
        ///
        /// Holding the value is the permission: it can only be had from an [`Actor`] with the role.
        #[derive(Clone, Debug)]
        pub struct $name(Actor);

        impl $name {
            /// The proof, if this person has the role.
            ///
            /// # Errors
            /// [`NeedsRole`] when they have not.
            pub fn prove(actor: &Actor) -> Result<Self, NeedsRole> {
                if actor.roles.has(Role::$name) { Ok(Self(actor.clone())) } else { Err(NeedsRole(Role::$name)) }
            }

            /// The person.
            pub const fn actor(&self) -> &Actor {
                &self.0
            }

            /// The person's id.
            pub const fn id(&self) -> PersonId {
                self.0.person
            }
        }
    )+};
}

proofs! {
    /// Somebody who learns and practises.
    Operator,
    /// Somebody who reviews.
    Mentor,
    /// Somebody who follows teams.
    Manager,
    /// Somebody who writes content.
    Author,
    /// Somebody who runs the installation.
    Administrator
}
