//! One log line for each request, and the number under which everything about it is logged.
//!
//! The line holds the route, not the address: no query, no ids, nobody's name.

use super::limits;
use crate::{accept::Peer, address, host::Host, telemetry::one_line};
use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{net::IpAddr, time::Instant};
use store::audit::{Origin, with_origin};
use web::guard::Caller;

/// Where the number is told to the visitor.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Longest name of a browser that is kept.
const LONGEST_AGENT: usize = 200;

/// Numbers the request, notes where it came from, and logs how it went.
pub async fn follow(State(host): State<Host>, mut request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let id = hex::encode(rand::random::<[u8; 8]>());
    let peer = request.extensions().get::<Peer>().map_or(IpAddr::from([0, 0, 0, 0]), |peer| peer.0.ip());
    let agent = request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let caller = Caller {
        address: address::client(peer, request.headers(), &host.trusted_proxies).to_string(),
        user_agent: one_line(agent).chars().take(LONGEST_AGENT).collect(),
        request_id: id.clone(),
    };
    let route = request.extensions().get::<MatchedPath>().cloned();
    let method = request.method().clone();
    let refused = limits::refuse(&request);
    // Whatever this request writes to the audit log says where it came from.
    let origin = Origin { address: caller.address.clone(), request_id: id.clone() };
    request.extensions_mut().insert(caller);

    let mut response = match refused {
        Some(status) => status.into_response(),
        None => with_origin(origin, next.run(request)).await,
    };
    if let Ok(value) = HeaderValue::try_from(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let route = route.as_ref().map_or("(none)", MatchedPath::as_str);
    let (status, ms) = (response.status().as_u16(), begun.elapsed().as_secs_f64() * 1000.0);
    let ms = (ms * 100.0).round() / 100.0;
    match route {
        _ if status >= 500 => tracing::error!(%method, route, status, ms, id),
        "/healthz" | "/readyz" | "/assets/{file}" => tracing::debug!(%method, route, status, ms, id),
        _ => tracing::info!(%method, route, status, ms, id),
    }
    response
}
