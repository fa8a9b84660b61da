//! Server functions: what islands may ask of the server, one noun per file, and the one error they all answer with.
//!
//! Every function has a stable address (`#[server(prefix = "/api", endpoint = "shifts/act", input = Json, output = Json)]`) and is
//! listed with the role it needs in `routes/<area>.rs` by `Entry::server_fn::<Act>(..)`.

mod call;
#[cfg(feature = "scorecard")]
pub mod reviews;
#[cfg(feature = "desk")]
pub mod shifts;
mod wire;

pub use call::call;

use domain::field::FieldErrors;
use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What a server function answers when it cannot do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "kebab-case", tag = "error", content = "about", try_from = "wire::Answer")]
pub enum ApiError {
    /// The session is over: sign in again (401).
    #[error("sign in first")]
    SignIn,
    /// Another role is needed (403).
    #[error("not allowed")]
    Denied,
    /// No such record for this person (404).
    #[error("not found")]
    NotFound,
    /// Wrong input, field by field (422).
    #[error("some fields need attention")]
    Invalid(FieldErrors),
    /// The state of things refuses (409); the word names why, for logs.
    #[error("conflict: {0}")]
    Conflict(String),
    /// Too many tries; again after this many seconds (429).
    #[error("too many tries; wait {0} seconds")]
    TooMany(u64),
    /// Nothing was saved, or it is unknown whether it was: try again with the same client id (503).
    #[error("not reachable right now")]
    Unavailable,
    /// What was sent cannot be read (400).
    #[error("malformed request")]
    Malformed,
    /// A fault, logged under this request id (500).
    #[error("fault {0}")]
    Internal(String),
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let error = match error {
            // In the browser this is an answer that broke off; on the server it is what somebody sent.
            ServerFnErrorErr::Deserialization(_) if cfg!(feature = "ssr") => Self::Malformed,
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::Unavailable
            }
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::UnsupportedRequestMethod(_) => Self::Malformed,
            other => Self::Internal(other.to_string()),
        };
        #[cfg(feature = "ssr")]
        let error = error.answer();
        error
    }
}

impl ApiError {
    /// Whether trying the same again can help.
    pub const fn may_retry(&self) -> bool {
        matches!(self, Self::Unavailable | Self::TooMany(_) | Self::Internal(_))
    }
}

#[cfg(feature = "ssr")]
mod answer {
    use super::ApiError;
    use crate::guard::{Caller, extension};
    use axum::http::{StatusCode, request::Parts};
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;
    use store::StoreError;

    impl ApiError {
        /// The status it is answered with.
        pub const fn status(&self) -> StatusCode {
            match self {
                Self::SignIn => StatusCode::UNAUTHORIZED,
                Self::Denied => StatusCode::FORBIDDEN,
                Self::NotFound => StatusCode::NOT_FOUND,
                Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
                Self::Conflict(_) => StatusCode::CONFLICT,
                Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
                Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
                Self::Malformed => StatusCode::BAD_REQUEST,
                Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            }
        }

        /// Gives the response this error's status; the last step of every failing server function.
        #[must_use]
        pub fn answer(self) -> Self {
            if let Some(options) = use_context::<ResponseOptions>() {
                options.set_status(self.status());
            }
            self
        }
    }

    impl From<StoreError> for ApiError {
        fn from(error: StoreError) -> Self {
            match error {
                StoreError::NotFound => Self::NotFound,
                StoreError::NeedsRole(_) | StoreError::Refused(_) => Self::Denied,
                StoreError::Conflict(conflict) => Self::Conflict(conflict.to_string()),
                StoreError::Review(review) => Self::Conflict(review.to_string()),
                StoreError::Invalid(errors) => Self::Invalid(errors),
                StoreError::Message(message) => Self::Conflict(message.to_string()),
                StoreError::TooMany(seconds) => Self::TooMany(seconds),
                StoreError::DiskFull => Self::Unavailable,
                StoreError::Unavailable(what) => {
                    tracing::warn!(what, "the database does not answer");
                    Self::Unavailable
                }
                error => {
                    let caller =
                        use_context::<Parts>().map(|parts| extension::<Caller>(&parts.extensions)).unwrap_or_default();
                    tracing::error!(%error, request_id = caller.request_id, "a server function failed");
                    Self::Internal(caller.request_id)
                }
            }
            .answer()
        }
    }
}
