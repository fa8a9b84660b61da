//! What somebody types about an account, parsed once: address, name, new password.

use crate::field::FieldError;

/// Longest address, in characters (RFC 5321).
const EMAIL_MOST: usize = 254;
/// Longest name.
const NAME_MOST: u32 = 80;
/// Shortest password, in characters.
pub const PASSWORD_LEAST: u32 = 8;
/// Longest password: generous, yet small enough to be hashed without harm.
pub const PASSWORD_MOST: u32 = 1024;

/// A sign-in address: trimmed and in lower case, so that one person has one account.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Email(String);

impl Email {
    /// Parses what was typed: something, one `@`, and a domain; no white space.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let text = text.trim().to_lowercase();
        if text.is_empty() {
            return Err(FieldError::Missing);
        }
        let malformed = || FieldError::Malformed { example: "kim@example.org".to_owned() };
        let (local, domain) = text.split_once('@').ok_or_else(malformed)?;
        let odd = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\"\\".contains(c);
        let fits = !local.is_empty()
            && domain.len() > 2
            && domain.contains('.')
            && !domain.contains("..")
            && !domain.starts_with(['.', '-'])
            && !domain.ends_with(['.', '-'])
            && !domain.contains('@')
            && !text.chars().any(odd)
            && text.len() <= EMAIL_MOST;
        if fits { Ok(Self(text)) } else { Err(malformed()) }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A name to show: trimmed, on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName(String);

impl PersonName {
    /// Parses what was typed.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let name: Vec<&str> = text.split_whitespace().collect();
        let name: String = name.join(" ").chars().filter(|c| !c.is_control()).collect();
        match u32::try_from(name.chars().count()).unwrap_or(u32::MAX) {
            0 => Err(FieldError::Missing),
            length if length > NAME_MOST => Err(FieldError::TooLong { most: NAME_MOST }),
            _ => Ok(Self(name)),
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a new password has a length we take. Any character counts, and none is required.
///
/// # Errors
/// What is wrong with it.
pub fn check_password_length(password: &str) -> Result<(), FieldError> {
    match u32::try_from(password.chars().count()).unwrap_or(u32::MAX) {
        0 => Err(FieldError::Missing),
        length if length < PASSWORD_LEAST => Err(FieldError::TooShort { least: PASSWORD_LEAST }),
        length if length > PASSWORD_MOST => Err(FieldError::TooLong { most: PASSWORD_MOST }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_apart_from_other_text() {
        assert_eq!(Email::parse(" Kim@Example.ORG ").unwrap().as_str(), "kim@example.org");
        assert_eq!(Email::parse("  "), Err(FieldError::Missing));
        for wrong in [
            "kim",
            "kim@",
            "@x.org",
            "kim@x",
            "a b@x.org",
            "a@b@x.org",
            "a@x..org",
            "a@.org",
            "a@x.org\r\nBcc: b@x.org",
        ] {
            assert!(matches!(Email::parse(wrong), Err(FieldError::Malformed { .. })), "{wrong}");
        }
    }

    #[test]
    fn names_stay_on_one_line() {
        assert_eq!(PersonName::parse("  Ada \r\n Okafor ").unwrap().as_str(), "Ada Okafor");
        assert_eq!(PersonName::parse("\u{7}"), Err(FieldError::Missing));
        assert_eq!(PersonName::parse(&"x".repeat(81)), Err(FieldError::TooLong { most: 80 }));
    }

    #[test]
    fn trust_1_length_is_all_that_is_asked_of_a_password() {
        assert_eq!(check_password_length("1234567"), Err(FieldError::TooShort { least: 8 }));
        for fine in ["12345678", "ein satz mit leerzeichen", "пароль-длинный", &"x".repeat(200)] {
            assert_eq!(check_password_length(fine), Ok(()), "{fine}");
        }
    }
}
