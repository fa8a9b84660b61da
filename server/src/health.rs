//! Is the process alive, and can it do its work?

use crate::host::Host;
use axum::{extract::State, http::StatusCode};

/// `GET /healthz`: the process answers. A broken database is no reason to kill it.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database answers and can be written to. Send no visitors here while it says 503.
pub async fn ready(State(host): State<Host>) -> (StatusCode, &'static str) {
    if host.hub.is_closing() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    match host.app.store.ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
