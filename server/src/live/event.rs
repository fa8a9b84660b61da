//! The form of what is sent: `text/event-stream`.

use axum::{
    body::{Body, Bytes},
    http::{HeaderName, HeaderValue, header},
    response::Response,
};
use futures::Stream;
use std::convert::Infallible;

/// First words of every stream: come back after a second when the connection breaks.
pub const HELLO: Bytes = Bytes::from_static(b"retry: 1000\n\n");
/// Keeps proxies from closing a quiet stream, and tells us when nobody listens any more.
pub const HEARTBEAT: Bytes = Bytes::from_static(b":\n\n");
/// What the watcher has seen cannot be continued: load the page again.
pub const RELOAD: Bytes = Bytes::from_static(b"event: reload\ndata: {}\n\n");

/// One event with a place in order. `data` must be JSON: it holds no line breaks.
pub fn numbered(id: u64, data: &str) -> Bytes {
    debug_assert!(!data.contains(['\n', '\r']));
    Bytes::from(format!("id: {id}\ndata: {data}\n\n"))
}

/// One event that only says that something happened.
pub fn named(name: &str) -> Bytes {
    Bytes::from(format!("event: {name}\ndata: {{}}\n\n"))
}

/// The answer that carries a stream. Proxies are told not to collect it.
pub fn answer(stream: impl Stream<Item = Bytes> + Send + 'static) -> Response {
    use futures::StreamExt;
    let mut response = Response::new(Body::from_stream(stream.map(Ok::<_, Infallible>)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_end_with_an_empty_line() {
        assert_eq!(numbered(7, "{\"a\":\"x\\ny\"}"), "id: 7\ndata: {\"a\":\"x\\ny\"}\n\n");
        assert_eq!(named("changed"), "event: changed\ndata: {}\n\n");
    }

    #[test]
    fn fact_3_proxies_are_told_to_pass_events_on() {
        let response = answer(futures::stream::empty());
        assert_eq!(response.headers()["x-accel-buffering"], "no");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
    }
}
