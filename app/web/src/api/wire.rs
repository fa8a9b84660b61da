//! How an error comes over the wire: read in one pass, and by much less code than an enum whose tag decides what stands beside it.

use super::ApiError;
use domain::field::FieldErrors;
use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor, value::MapAccessDeserializer},
};
use std::fmt;

/// The two fields of an error.
#[derive(Deserialize)]
pub(super) struct Answer {
    error: Kind,
    about: Option<About>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    SignIn,
    Denied,
    NotFound,
    Invalid,
    Conflict,
    TooMany,
    Unavailable,
    Malformed,
    Internal,
}

/// What an error tells besides its kind.
enum About {
    Word(String),
    Number(u64),
    Fields(FieldErrors),
}

impl<'de> Deserialize<'de> for About {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = About;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word, a number or fields")
            }
            fn visit_str<E: Error>(self, word: &str) -> Result<About, E> {
                Ok(About::Word(word.to_owned()))
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<About, E> {
                Ok(About::Number(number))
            }
            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<About, M::Error> {
                FieldErrors::deserialize(MapAccessDeserializer::new(map)).map(About::Fields)
            }
        }
        deserializer.deserialize_any(Any)
    }
}

impl TryFrom<Answer> for ApiError {
    type Error = &'static str;
    fn try_from(answer: Answer) -> Result<Self, Self::Error> {
        match (answer.error, answer.about) {
            (Kind::SignIn, _) => Ok(Self::SignIn),
            (Kind::Denied, _) => Ok(Self::Denied),
            (Kind::NotFound, _) => Ok(Self::NotFound),
            (Kind::Invalid, Some(About::Fields(fields))) => Ok(Self::Invalid(fields)),
            (Kind::Conflict, Some(About::Word(word))) => Ok(Self::Conflict(word)),
            (Kind::TooMany, Some(About::Number(seconds))) => Ok(Self::TooMany(seconds)),
            (Kind::Unavailable, _) => Ok(Self::Unavailable),
            (Kind::Malformed, _) => Ok(Self::Malformed),
            (Kind::Internal, Some(About::Word(id))) => Ok(Self::Internal(id)),
            (Kind::Invalid | Kind::Conflict | Kind::TooMany | Kind::Internal, _) => Err("an error without its details"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::field::FieldError;

    #[test]
    fn every_error_arrives_as_it_was_sent() {
        let mut fields = FieldErrors::default();
        for (name, error) in [
            ("a", FieldError::Missing),
            ("b", FieldError::TooShort { least: 12 }),
            ("c", FieldError::TooLong { most: 20 }),
            ("d", FieldError::Malformed { example: "a@b.example".into() }),
            ("e", FieldError::NotOffered),
            ("f", FieldError::TooCommon),
            ("g", FieldError::WrongPassword),
            ("h", FieldError::Taken),
            ("i", FieldError::Differs),
        ] {
            fields.add(name, error);
        }
        for error in [
            ApiError::SignIn,
            ApiError::Denied,
            ApiError::NotFound,
            ApiError::Invalid(fields),
            ApiError::Invalid(FieldErrors::default()),
            ApiError::Conflict("shift is over".into()),
            ApiError::TooMany(30),
            ApiError::Unavailable,
            ApiError::Malformed,
            ApiError::Internal("0190".into()),
        ] {
            let sent = serde_json::to_string(&error).unwrap();
            assert_eq!(serde_json::from_str::<ApiError>(&sent).unwrap(), error, "{sent}");
        }
    }

    #[test]
    fn details_are_not_made_up() {
        for broken in [r#"{"error":"conflict"}"#, r#"{"error":"too-many","about":"soon"}"#, r#"{"error":"odd"}"#, "{}"]
        {
            assert!(serde_json::from_str::<ApiError>(broken).is_err(), "{broken}");
        }
    }
}
