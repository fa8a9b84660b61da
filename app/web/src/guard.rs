//! Who is asking, and whether the page is for their role. Handlers take the proof they need as an argument.

use crate::{api::ApiError, failure::PageError, state::AppState};
use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts, Path},
    http::{Extensions, Method, request::Parts},
};
use domain::people::{Actor, Administrator, Author, Manager, Mentor, NeedsRole, Operator};
use leptos::prelude::{expect_context, use_context};
use std::{convert::Infallible, str::FromStr};

/// Name of the session cookie; the prefix binds it to this host and to TLS.
pub const fn session_cookie(secure: bool) -> &'static str {
    if secure { "__Host-session" } else { "session" }
}

/// The person behind the request, if somebody is signed in; put there by the server's session middleware.
#[derive(Clone, Debug, Default)]
pub struct Identity(pub Option<Actor>);

/// Where the request came from; put there by the server.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// Network address, as far as the proxies can be trusted.
    pub address: String,
    /// The browser, as it names itself.
    pub user_agent: String,
    /// Written beside everything logged for this request.
    pub request_id: String,
}

/// The nonce of this response's content security policy; put there by the server.
#[derive(Clone, Debug, Default)]
pub struct Nonce(pub String);

/// Reads what the server's middleware put into a request; nothing there means nobody is signed in.
pub(crate) fn extension<T: Clone + Default + Send + Sync + 'static>(extensions: &Extensions) -> T {
    extensions.get::<T>().cloned().unwrap_or_default()
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Infallible> {
        Ok(extension(&parts.extensions))
    }
}

/// Somebody is signed in; otherwise the answer is a redirect to the sign-in page and back.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Actor);

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, PageError> {
        match extension::<Identity>(&parts.extensions).0 {
            Some(actor) => Ok(Self(actor)),
            None => Err(PageError::SignIn { next: (parts.method == Method::GET).then(|| own_path(parts)) }),
        }
    }
}

impl OptionalFromRequestParts<AppState> for SignedIn {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Option<Self>, Infallible> {
        Ok(extension::<Identity>(&parts.extensions).0.map(Self))
    }
}

/// The signed-in person holds a role: `As(mentor): As<Mentor>`.
#[derive(Clone, Debug)]
pub struct As<P>(pub P);

/// The one id in the path, `/shifts/{shift}`; what is no id at all is simply not found.
#[derive(Clone, Copy, Debug)]
pub struct Id<T>(pub T);

impl<T: FromStr> FromRequestParts<AppState> for Id<T> {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, PageError> {
        let Path(raw) = <Path<String> as FromRequestParts<AppState>>::from_request_parts(parts, app)
            .await
            .map_err(|_| PageError::NotFound)?;
        raw.parse().map(Self).map_err(|_| PageError::NotFound)
    }
}

/// A value that proves a role.
pub trait Proof: Sized {
    /// The proof, if this person has the role.
    ///
    /// # Errors
    /// [`NeedsRole`] when they have not.
    fn of(actor: &Actor) -> Result<Self, NeedsRole>;
}

macro_rules! proofs {
    ($($role:ident),+) => {$(
        impl Proof for $role {
            fn of(actor: &Actor) -> Result<Self, NeedsRole> {
                Self::prove(actor)
            }
        }
    )+};
}
proofs!(Operator, Mentor, Manager, Author, Administrator);

impl<P: Proof> FromRequestParts<AppState> for As<P> {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, PageError> {
        let SignedIn(actor) = <SignedIn as FromRequestParts<AppState>>::from_request_parts(parts, app).await?;
        P::of(&actor).map(Self).map_err(|needs| PageError::Denied(Some(needs.0)))
    }
}

fn own_path(parts: &Parts) -> String {
    parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string)
}

/// A path on this site from a form or a query: only `/..` without a second slash or a backslash, so that nobody is sent elsewhere.
pub fn own_path_or_home(next: &str) -> String {
    let decoded = next.replace("%2f", "/").replace("%2F", "/").replace("%5c", "\\").replace("%5C", "\\");
    let own = decoded.starts_with('/')
        && !decoded.starts_with("//")
        && !decoded.contains('\\')
        && !decoded.chars().any(char::is_control)
        && next.len() <= 512;
    if own { next.to_owned() } else { "/".to_owned() }
}

/// The application, inside a server function.
pub fn app() -> AppState {
    expect_context::<AppState>()
}

/// The person who called a server function.
///
/// # Errors
/// [`ApiError::SignIn`] when nobody is signed in.
pub fn signed_in() -> Result<Actor, ApiError> {
    let parts = use_context::<Parts>();
    parts.and_then(|parts| extension::<Identity>(&parts.extensions).0).ok_or(ApiError::SignIn).map_err(ApiError::answer)
}

fn proven<P: Proof>() -> Result<P, ApiError> {
    P::of(&signed_in()?).map_err(|_| ApiError::Denied.answer())
}

/// The operator who called a server function.
///
/// # Errors
/// [`ApiError::SignIn`] or [`ApiError::Denied`].
pub fn operator() -> Result<Operator, ApiError> {
    proven()
}

/// The mentor who called a server function.
///
/// # Errors
/// [`ApiError::SignIn`] or [`ApiError::Denied`].
pub fn mentor() -> Result<Mentor, ApiError> {
    proven()
}

/// The manager who called a server function.
///
/// # Errors
/// [`ApiError::SignIn`] or [`ApiError::Denied`].
pub fn manager() -> Result<Manager, ApiError> {
    proven()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_paths_are_followed() {
        for own in ["/", "/modules/welcome?x=1#a", "/tracks"] {
            assert_eq!(own_path_or_home(own), own);
        }
        for other in [
            "//evil.example",
            "\\\\evil",
            "/%2f/evil",
            "/%5Cevil",
            "https://evil.example",
            "evil",
            "",
            "/\\evil",
            "/a\r\nSet-Cookie: x",
        ] {
            assert_eq!(own_path_or_home(other), "/", "{other}");
        }
    }
}
