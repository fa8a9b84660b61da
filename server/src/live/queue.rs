//! The stream of the review queue: says that it changed, and nothing about what is in it.

use super::{
    event,
    hub::Topic,
    watcher::{Watcher, Woken},
};
use crate::host::Host;
use axum::{
    Extension,
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::people::Mentor;
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    time::Duration,
};
use store::reviews::{self, QueueFilter};
use tokio::time::Instant;
use web::guard::Identity;

/// Changes that follow each other within this time are told as one.
const CALM: Duration = Duration::from_millis(500);

/// `GET /queue/stream`
pub async fn stream(State(host): State<Host>, Extension(Identity(actor)): Extension<Identity>) -> Response {
    let Some(actor) = actor else { return StatusCode::UNAUTHORIZED.into_response() };
    let Ok(mentor) = Mentor::prove(&actor) else { return StatusCode::FORBIDDEN.into_response() };
    let watcher = match Watcher::open(&host, actor, Topic::Queue) {
        Ok(watcher) => watcher,
        Err(response) => return response,
    };
    let watch = Watch { watcher, mentor, greeted: false, shown: None };
    event::answer(futures::stream::unfold(watch, Watch::next))
}

struct Watch {
    watcher: Watcher,
    mentor: Mentor,
    greeted: bool,
    /// Mark of the queue as it was last told.
    shown: Option<u64>,
}

impl Watch {
    async fn next(mut self) -> Option<(Bytes, Self)> {
        if !self.greeted {
            self.greeted = true;
            self.shown = self.read().await;
            return Some((event::HELLO, self));
        }
        loop {
            let bytes = match self.watcher.wait(None).await {
                Woken::End => return None,
                Woken::Beat => event::HEARTBEAT,
                Woken::Look => {
                    tokio::time::sleep_until(Instant::now() + CALM).await;
                    let now = self.read().await;
                    if now.is_none() || now == self.shown {
                        continue;
                    }
                    self.shown = now;
                    event::named("changed")
                }
            };
            let bytes = self.watcher.sent(bytes);
            return Some((bytes, self));
        }
    }

    /// A mark that changes with anything a mentor sees in the queue; `None` when it cannot be read right now.
    async fn read(&self) -> Option<u64> {
        let queue =
            reviews::list_queue(&self.watcher.host.app.store, &self.mentor, &QueueFilter::default()).await.ok()?;
        let mut mark = DefaultHasher::new();
        format!("{queue:?}").hash(&mut mark);
        Some(mark.finish())
    }
}
