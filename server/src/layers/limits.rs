//! How much one request may ask for: bytes and time. And a fault in one request stays in that request.

use crate::host::Host;
use axum::{
    body::Body,
    extract::{Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures::FutureExt;
use http_body_util::Limited;
use std::{panic::AssertUnwindSafe, time::Duration};
use web::{failure::PageError, guard::Caller};

/// Longest path and query.
const LONGEST_ADDRESS: usize = 4096;

/// Refuses what is too long or of a method nobody needs, before anything is looked at.
pub fn refuse(request: &Request) -> Option<StatusCode> {
    if matches!(*request.method(), Method::TRACE | Method::CONNECT) {
        return Some(StatusCode::METHOD_NOT_ALLOWED);
    }
    let length = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    (length > LONGEST_ADDRESS).then_some(StatusCode::URI_TOO_LONG)
}

/// Bounds body and time, and turns a panic into an answer.
pub async fn bound(State(host): State<Host>, request: Request, next: Next) -> Response {
    let id = request.extensions().get::<Caller>().map(|caller| caller.request_id.clone()).unwrap_or_default();
    let announced =
        request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > host.max_body) {
        return PageError::TooLarge.into_response();
    }
    let limit = usize::try_from(host.max_body).unwrap_or(usize::MAX);
    let request = request.map(|body| Body::new(Limited::new(body, limit)));
    settle(&id, host.timeout, next.run(request)).await
}

/// The answer, or what stands for it when it takes longer than `limit` or panics.
async fn settle(id: &str, limit: Duration, answer: impl Future<Output = Response>) -> Response {
    match AssertUnwindSafe(tokio::time::timeout(limit, answer)).catch_unwind().await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => {
            tracing::warn!(id, seconds = limit.as_secs(), "a request took too long");
            PageError::Unavailable.into_response()
        }
        Err(_) => {
            tracing::error!(id, "a request failed: see the line before about the place");
            PageError::Internal.into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn trust_50_a_panic_or_a_hang_is_an_error_of_one_request() {
        let limit = Duration::from_millis(20);
        let fault = settle("r-1", limit, async { panic!("somebody's words") }).await;
        assert_eq!(fault.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let late = settle("r-2", limit, std::future::pending()).await;
        assert_eq!(late.status(), StatusCode::SERVICE_UNAVAILABLE);
        let well = settle("r-3", limit, async { StatusCode::OK.into_response() }).await;
        assert_eq!(well.status(), StatusCode::OK);
    }

    #[test]
    fn trust_49_and_62_long_addresses_and_strange_methods_are_refused() {
        let request =
            |method: Method, address: &str| Request::builder().method(method).uri(address).body(Body::empty()).unwrap();
        assert_eq!(refuse(&request(Method::TRACE, "/")), Some(StatusCode::METHOD_NOT_ALLOWED));
        assert_eq!(refuse(&request(Method::GET, &format!("/?q={}", "x".repeat(5000)))), Some(StatusCode::URI_TOO_LONG));
        assert_eq!(refuse(&request(Method::GET, "/tracks?q=x")), None);
    }
}
