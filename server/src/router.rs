//! Every address of the host on one page, and what surrounds it, from the outside in.

use crate::{
    assets, health,
    host::Host,
    layers::{csrf, headers, limits, session, trail},
    live,
};
use axum::{
    Router,
    http::{Extensions, HeaderMap, StatusCode, Version, header},
    middleware::from_fn_with_state,
    routing::get,
};
use tower::ServiceBuilder;
use tower_http::{
    CompressionLevel,
    compression::{CompressionLayer, Predicate, predicate::SizeAbove},
};

/// The whole site.
pub fn router(host: &Host) -> Router {
    let layer = ServiceBuilder::new();
    let people = live::routes(host).merge(web::routes::router(host.app.clone())).layer(
        layer
            .layer(from_fn_with_state(host.clone(), session::identify))
            .layer(from_fn_with_state(host.app.clone(), web::failure::dress))
            .layer(from_fn_with_state(host.clone(), csrf::guard))
            .layer(from_fn_with_state(host.clone(), limits::bound)),
    );
    let machines = Router::new()
        .route("/assets/{file}", get(assets::serve))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .with_state(host.clone());
    machines.merge(people).layer(
        ServiceBuilder::new()
            .layer(from_fn_with_state(host.clone(), trail::follow))
            .layer(from_fn_with_state(host.clone(), headers::add))
            .layer(
                CompressionLayer::new()
                    .quality(CompressionLevel::Fastest)
                    .compress_when(SizeAbove::new(1024).and(is_page)),
            ),
    )
}

/// Only pages and tables are compressed on the way: assets come compressed, and a stream must not wait for a full block.
fn is_page(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    ["text/html", "text/csv", "application/json"].iter().any(|page| kind.starts_with(page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fact_3_streams_are_never_compressed() {
        let compressed = |kind: &str| {
            let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, kind.parse().unwrap())]);
            is_page(StatusCode::OK, Version::HTTP_11, &headers, &Extensions::new())
        };
        assert!(compressed("text/html; charset=utf-8") && compressed("application/json"));
        assert!(!compressed("text/event-stream") && !compressed("image/png"));
    }
}
