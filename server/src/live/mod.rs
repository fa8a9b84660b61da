//! Live updates: server-sent events for the practice desk and the review queue.
//!
//! A stream never holds the truth. A wake-up from the store makes it read again what its watcher has not seen, so nothing is lost
//! when a wake-up is, and a stream can go on at any node. What is sent is bounded: a stream reads on only when its watcher has taken
//! what came before.

mod event;
mod hub;
mod queue;
mod shift;
mod watcher;

pub use hub::Hub;

use crate::host::Host;
use axum::{Router, routing::get};

/// The addresses of the streams.
pub fn routes(host: &Host) -> Router {
    Router::new()
        .route("/shifts/{shift}/stream", get(shift::stream))
        .route("/queue/stream", get(queue::stream))
        .with_state(host.clone())
}
