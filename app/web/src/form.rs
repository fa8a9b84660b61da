//! Posted forms, read leniently: every field may be missing, repeated or odd, and the handler says what is wrong in words.

use crate::{failure::PageError, text::Text};
use axum::{
    extract::{Form, FromRequest, Request},
    http::StatusCode,
    response::IntoResponse,
};
use domain::field::FieldErrors;
use std::str::FromStr;

/// The fields of a posted form, in the order they came.
#[derive(Clone, Debug, Default)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The first value of a field; empty when it is not there.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// All values of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Whether the field was sent at all (a ticked box).
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    /// The value read as `T`, if it can be.
    pub fn parse<T: FromStr>(&self, name: &str) -> Option<T> {
        self.get(name).trim().parse().ok()
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = PageError;
    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        match Form::<Vec<(String, String)>>::from_request(request, state).await {
            Ok(Form(fields)) => Ok(Self(fields)),
            Err(rejection) => match rejection.into_response().status() {
                StatusCode::PAYLOAD_TOO_LARGE => Err(PageError::TooLarge),
                _ => Err(PageError::Malformed),
            },
        }
    }
}

/// A form as it is shown: the values to keep and what was wrong with them.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    /// What was filled in.
    pub fields: Fields,
    /// What was wrong.
    pub errors: FieldErrors,
}

impl Filled {
    /// A form with first values and no errors.
    pub fn with(values: &[(&str, &str)]) -> Self {
        let fields = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { fields: Fields(fields), errors: FieldErrors::default() }
    }

    /// The same form again, with its errors.
    pub const fn again(fields: Fields, errors: FieldErrors) -> Self {
        Self { fields, errors }
    }

    /// What is wrong with a field, in words.
    pub fn error(&self, text: Text, name: &str) -> Option<String> {
        self.errors.of(name).map(|error| text.field_error(error))
    }

    /// The value of a field.
    pub fn value(&self, name: &str) -> String {
        self.fields.get(name).to_owned()
    }
}
