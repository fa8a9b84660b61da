//! What a page answers when it cannot be shown: a status, and a page that says in words what happened and what to do.

use crate::{
    render::{Ctx, Frame, Here, Layout, page},
    state::AppState,
    text::{Key, Text, key},
};
use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use domain::{people::Role, policy::Refusal};
use leptos::prelude::*;
use store::{Conflict, StoreError};

/// Why a page cannot be shown. Every handler is `Result<Response, PageError>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageError {
    /// Nobody is signed in: redirect to the sign-in page, and to `next` afterwards.
    SignIn {
        /// Own path to return to.
        next: Option<String>,
    },
    /// The request cannot be read (400).
    Malformed,
    /// The page is for another role (403).
    Denied(Option<Role>),
    /// Policy refuses (403).
    Refused(Refusal),
    /// The request came from another site (403).
    CrossSite,
    /// No such record for this person (404).
    NotFound,
    /// The address does not take this method (405).
    Method,
    /// The state of things refuses (409).
    Conflict(Conflict),
    /// The life of a review refuses (409).
    Review,
    /// Too large (413).
    TooLarge,
    /// Wrong input outside a form that could be shown again (422).
    Invalid,
    /// Too many tries; again after this many seconds (429).
    TooMany(u64),
    /// A fault (500); logged where it became one.
    Internal,
    /// The database does not answer (503).
    Unavailable,
    /// The disk is full (503).
    DiskFull,
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            StoreError::NeedsRole(needs) => Self::Denied(Some(needs.0)),
            StoreError::Refused(refusal) => Self::Refused(refusal),
            StoreError::Conflict(conflict) => Self::Conflict(conflict),
            StoreError::Review(_) => Self::Review,
            StoreError::Invalid(_) | StoreError::Message(_) => Self::Invalid,
            StoreError::TooMany(seconds) => Self::TooMany(seconds),
            StoreError::DiskFull => Self::DiskFull,
            StoreError::Unavailable(what) => {
                tracing::warn!(what, "the database does not answer");
                Self::Unavailable
            }
            error => {
                tracing::error!(%error, "a page failed");
                Self::Internal
            }
        }
    }
}

impl PageError {
    /// The status it is answered with.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::SignIn { .. } => StatusCode::SEE_OTHER,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Denied(_) | Self::Refused(_) | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict(_) | Self::Review => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable | Self::DiskFull => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// What an answer without words means, going by its status.
    const fn from_status(status: StatusCode) -> Option<Self> {
        Some(match status {
            StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::Malformed,
            StatusCode::FORBIDDEN => Self::Denied(None),
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::Method,
            StatusCode::PAYLOAD_TOO_LARGE | StatusCode::URI_TOO_LONG => Self::TooLarge,
            StatusCode::UNPROCESSABLE_ENTITY => Self::Invalid,
            StatusCode::TOO_MANY_REQUESTS => Self::TooMany(60),
            StatusCode::INTERNAL_SERVER_ERROR => Self::Internal,
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT | StatusCode::REQUEST_TIMEOUT => {
                Self::Unavailable
            }
            _ => return None,
        })
    }

    fn words(&self, text: Text) -> (String, String) {
        let plain = |title: Key, body: Key| (text.say(title), text.say(body));
        match self {
            Self::SignIn { .. } => plain(key::NAV_SIGN_IN, key::ERROR_DENIED_BODY),
            Self::Malformed => plain(key::ERROR_MALFORMED_TITLE, key::ERROR_MALFORMED_BODY),
            Self::Denied(None) => plain(key::ERROR_DENIED_TITLE, key::ERROR_DENIED_BODY),
            Self::Denied(Some(role)) => (
                text.say(key::ERROR_DENIED_TITLE),
                text.say_with(key::ERROR_DENIED_ROLE, &[("role", text.role(*role).into())]),
            ),
            Self::Refused(refusal) => plain(
                key::ERROR_REFUSED_TITLE,
                match refusal {
                    Refusal::OwnWork => key::ERROR_REFUSED_OWN_WORK,
                    Refusal::AboveOwn => key::ERROR_REFUSED_ABOVE_OWN,
                    Refusal::LastAdministrator => key::ERROR_REFUSED_LAST_ADMINISTRATOR,
                },
            ),
            Self::CrossSite => plain(key::ERROR_CROSS_SITE_TITLE, key::ERROR_CROSS_SITE_BODY),
            Self::NotFound => plain(key::ERROR_NOT_FOUND_TITLE, key::ERROR_NOT_FOUND_BODY),
            Self::Method => plain(key::ERROR_METHOD_TITLE, key::ERROR_METHOD_BODY),
            Self::Conflict(conflict) => plain(key::ERROR_CONFLICT_TITLE, conflict_body(*conflict)),
            Self::Review => plain(key::ERROR_CONFLICT_TITLE, key::ERROR_REVIEW_BODY),
            Self::TooLarge => plain(key::ERROR_TOO_LARGE_TITLE, key::ERROR_TOO_LARGE_BODY),
            Self::Invalid => plain(key::ERROR_INVALID_TITLE, key::ERROR_INVALID_BODY),
            Self::TooMany(seconds) => {
                let wait = text.duration(i64::try_from(*seconds).unwrap_or(i64::MAX));
                (text.say(key::ERROR_TOO_MANY_TITLE), text.say_with(key::ERROR_TOO_MANY_BODY, &[("wait", wait.into())]))
            }
            Self::Internal => plain(key::ERROR_INTERNAL_TITLE, key::ERROR_INTERNAL_BODY),
            Self::Unavailable => plain(key::ERROR_UNAVAILABLE_TITLE, key::ERROR_UNAVAILABLE_BODY),
            Self::DiskFull => plain(key::ERROR_DISK_FULL_TITLE, key::ERROR_DISK_FULL_BODY),
        }
    }
}

const fn conflict_body(conflict: Conflict) -> Key {
    match conflict {
        Conflict::Locked => key::ERROR_CONFLICT_LOCKED,
        Conflict::TooSoon => key::ERROR_CONFLICT_TOO_SOON,
        Conflict::AttemptOver => key::ERROR_CONFLICT_OVER,
        Conflict::NewerVersion => key::ERROR_CONFLICT_NEWER,
        Conflict::AlreadySubmitted => key::ERROR_CONFLICT_SUBMITTED,
        Conflict::ShiftOver => key::ERROR_CONFLICT_SHIFT_OVER,
        Conflict::ChatOver => key::ERROR_CONFLICT_CHAT_OVER,
        Conflict::ChatOpen => key::ERROR_CONFLICT_CHAT_OPEN,
        _ => key::ERROR_CONFLICT_BODY,
    }
}

/// Marks a response that [`dress`] still has to put into words.
#[derive(Clone)]
struct Bare(PageError);

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        if let Self::SignIn { next } = &self {
            let address = match next.as_deref() {
                None | Some("/") => "/sign-in".to_owned(),
                Some(next) => format!(
                    "/sign-in?next={}",
                    url::form_urlencoded::byte_serialize(next.as_bytes()).collect::<String>()
                ),
            };
            return Redirect::to(&address).into_response();
        }
        let mut response = self.status().into_response();
        if let Self::TooMany(seconds) = &self {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
        }
        response.extensions_mut().insert(Bare(self));
        response
    }
}

/// Turns refusals without words (also axum's own 404, 405, 413 and the like) into pages in the person's language.
pub async fn dress(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path.starts_with("/api/") || path.starts_with("/assets/") {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let Ok(ctx) = Ctx::from_request_parts(&mut parts, &app).await;
    let response = next.run(Request::from_parts(parts, body)).await;
    let error = match response.extensions().get::<Bare>() {
        Some(Bare(error)) => error.clone(),
        None if response.headers().get(header::CONTENT_TYPE).is_some_and(is_worded) => return response,
        None => match PageError::from_status(response.status()) {
            Some(error) => error,
            None => return response,
        },
    };
    let mut dressed = error_page(&ctx, &error);
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = response.headers().get(&name) {
            dressed.headers_mut().insert(name, value.clone());
        }
    }
    dressed
}

fn is_worded(kind: &HeaderValue) -> bool {
    kind.to_str().is_ok_and(|kind| {
        kind.starts_with("text/html") || kind.starts_with("text/event-stream") || kind.starts_with("text/csv")
    })
}

/// The page that says what happened.
pub fn error_page(ctx: &Ctx, error: &PageError) -> Response {
    let (title, words) = error.words(ctx.text);
    let status = error.status();
    let frame = Frame::new(title.clone(), Here::Nowhere, Layout::Bare);
    let reference = status
        .is_server_error()
        .then(|| ctx.text.say_with(key::ERROR_REFERENCE, &[("request", ctx.caller.request_id.as_str().into())]));
    let home = ctx.text.say(key::ERROR_HOME);
    let mut response = page(ctx, frame, || {
        view! {
            <section class="p-error">
                <p class="p-error-code" aria-hidden="true">{status.as_u16()}</p>
                <h1>{title}</h1>
                <p>{words}</p>
                {reference.map(|reference| view! { <p class="u-quiet">{reference}</p> })}
                <p><a class="c-button" href="/">{home}</a></p>
            </section>
        }
        .into_any()
    });
    *response.status_mut() = status;
    response
}
