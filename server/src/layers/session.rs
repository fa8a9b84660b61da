//! Who is asking: the session cookie becomes an [`Identity`].

use crate::host::Host;
use axum::{
    extract::{FromRequestParts, Request, State},
    http::HeaderMap,
    middleware::Next,
    response::{IntoResponse, Response},
};
use store::{StoreError, accounts};
use web::{
    failure::{PageError, error_page},
    guard::{Identity, session_cookie},
    render::{Ctx, cookie},
};

/// Longest token worth looking up; ours are 43 characters.
const LONGEST_TOKEN: usize = 100;

/// Looks up the person behind the session cookie. Without a database nobody is anybody: such a request is refused, never let through.
pub async fn identify(State(host): State<Host>, mut request: Request, next: Next) -> Response {
    let found = match token(request.headers(), host.secure_cookies()) {
        None => None,
        Some(token) => match accounts::find_actor(&host.app.store, token).await {
            Ok(actor) => actor,
            Err(error) => return unavailable(&host, request, error).await,
        },
    };
    request.extensions_mut().insert(Identity(found));
    next.run(request).await
}

/// The session token of a request, if it has one that could be ours.
fn token(headers: &HeaderMap, secure: bool) -> Option<&str> {
    cookie(headers, session_cookie(secure)).filter(|token| !token.is_empty() && token.len() <= LONGEST_TOKEN)
}

async fn unavailable(host: &Host, request: Request, error: StoreError) -> Response {
    tracing::warn!(%error, "a session could not be looked up");
    let (mut parts, _) = request.into_parts();
    if parts.uri.path().starts_with("/api/") {
        return PageError::from(error).into_response();
    }
    let Ok(ctx) = Ctx::from_request_parts(&mut parts, &host.app).await;
    error_page(&ctx, &PageError::from(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plausible_tokens_are_looked_up() {
        let of = |cookies: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("cookie", cookies.parse().unwrap());
            token(&headers, true).map(str::to_owned)
        };
        let name = session_cookie(true);
        assert_eq!(of(&format!("theme=dark; {name}=abc")), Some("abc".to_owned()));
        assert_eq!(of(&format!("{name}=")), None);
        assert_eq!(of(&format!("{name}={}", "x".repeat(101))), None);
        assert_eq!(of("theme=dark"), None);
    }

    #[test]
    fn trust_12_the_cookie_is_bound_to_the_host() {
        assert!(session_cookie(true).starts_with("__Host-"));
        assert_ne!(session_cookie(true), session_cookie(false));
    }
}
