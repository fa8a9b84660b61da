//! What every answer tells the browser about safety, errors included.

use crate::host::Host;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};
use web::guard::Nonce;

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// Sent with every answer, whatever it is.
const ALWAYS: [(HeaderName, HeaderValue); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=()"),
    ),
];

/// Two years, as browsers' own lists want it.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=63072000");

/// Adds the headers.
pub async fn add(State(host): State<Host>, mut request: Request, next: Next) -> Response {
    let nonce = hex::encode(rand::random::<[u8; 16]>());
    let policy = policy(&nonce);
    request.extensions_mut().insert(Nonce(nonce));
    let holds_token = holds_token(request.uri().path());
    let signs_out = request.method() == Method::POST && request.uri().path() == "/sign-out";
    let mut response = next.run(request).await;
    let succeeded = !response.status().is_client_error() && !response.status().is_server_error();
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, value);
    }
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static(if holds_token { "strict-origin" } else { "same-origin" }),
    );
    if host.https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    keep_private(headers);
    if signs_out && succeeded {
        headers.insert(CLEAR_SITE_DATA, HeaderValue::from_static("\"cache\", \"storage\""));
    }
    response
}

/// Addresses that hold a one-time link: not even our own log of referers is to learn them.
fn holds_token(path: &str) -> bool {
    path.starts_with("/set-up/") || path.starts_with("/welcome/")
}

/// Whatever does not say otherwise is somebody's own and is not kept anywhere.
fn keep_private(headers: &mut HeaderMap) {
    headers.entry(header::CACHE_CONTROL).or_insert(const { HeaderValue::from_static("no-store") });
}

/// Scripts only with this answer's nonce, everything else only from here, no inline styles, no frames.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'self'; style-src 'self'; connect-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trust_33_the_policy_allows_no_unsafe_scripts_or_styles() {
        let policy = policy("abc");
        assert!(policy.contains("script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval';"));
        for never in ["unsafe-inline", "'unsafe-eval'", "*", "data:", "http"] {
            assert!(!policy.contains(never), "{never}");
        }
    }

    #[test]
    fn trust_34_answers_are_private_unless_they_say_otherwise() {
        let mut headers = HeaderMap::new();
        keep_private(&mut headers);
        assert_eq!(headers[header::CACHE_CONTROL], "no-store");
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("immutable"));
        keep_private(&mut headers);
        assert_eq!(headers[header::CACHE_CONTROL], "immutable");
    }

    #[test]
    fn trust_8_links_with_a_token_are_not_passed_on() {
        assert!(holds_token("/set-up/abc") && holds_token("/welcome/abc"));
        assert!(!holds_token("/tracks/abc"));
    }
}
