//! No other site may make a signed-in browser change anything here.
//!
//! Browsers say where a request comes from (`Sec-Fetch-Site`, `Origin`) and scripts cannot change that. A request that changes
//! something needs at least one of the two, and whatever is there must be right. `SameSite=Lax` cookies are the second wall.

use crate::host::Host;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use web::{failure::PageError, guard::Caller};

/// Lets requests that change something through only when they come from our own pages.
pub async fn guard(State(host): State<Host>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    match check(request.headers(), &host.site_url) {
        Ok(()) => next.run(request).await,
        Err(why) => {
            let id = request.extensions().get::<Caller>().map(|caller| caller.request_id.clone()).unwrap_or_default();
            tracing::warn!(id, why, "refused a change from elsewhere");
            PageError::CrossSite.into_response()
        }
    }
}

/// Does this request come from our own pages? `Err` says for the log what is wrong.
fn check(headers: &HeaderMap, site_url: &str) -> Result<(), &'static str> {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let site = text("sec-fetch-site");
    let origin = text("origin");
    if site.is_none() && origin.is_none() {
        return Err("neither Origin nor Sec-Fetch-Site was sent");
    }
    if site.is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return Err("Sec-Fetch-Site names another site");
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let own = |origin: &str| {
        origin == site_url
            || origin
                .strip_prefix("https://")
                .or_else(|| origin.strip_prefix("http://"))
                .is_some_and(|place| !place.is_empty() && place == host)
    };
    if origin.is_some_and(|origin| !own(origin)) {
        return Err("Origin is not this site; behind a proxy that changes Host, set --public-url");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(lines: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert("host", "localhost:3000".parse().unwrap());
        for (name, value) in lines {
            headers.insert(*name, value.parse().unwrap());
        }
        check(&headers, "https://chat.example.org").is_ok()
    }

    #[test]
    fn trust_29_changes_need_a_right_origin() {
        for right in [
            &[("sec-fetch-site", "same-origin")][..],
            &[("sec-fetch-site", "none")],
            &[("origin", "http://localhost:3000")],
            &[("origin", "https://localhost:3000")],
            &[("origin", "https://chat.example.org")],
            &[("sec-fetch-site", "same-origin"), ("origin", "http://localhost:3000")],
        ] {
            assert!(allowed(right), "{right:?}");
        }
        for wrong in [
            &[][..],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "")],
            &[("origin", "null")],
            &[("origin", "http://localhost:3001")],
            &[("origin", "http://evil.example")],
            &[("origin", "https://chat.example.org.evil.example")],
            &[("origin", "http://")],
            &[("sec-fetch-site", "same-origin"), ("origin", "http://evil.example")],
            &[("sec-fetch-site", "cross-site"), ("origin", "http://localhost:3000")],
        ] {
            assert!(!allowed(wrong), "{wrong:?}");
        }
    }
}
