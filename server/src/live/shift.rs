//! The stream of one shift: everything that happens at the desk, in order, from where the browser left off.

use super::{
    event,
    hub::Topic,
    watcher::{Watcher, Woken},
};
use crate::host::Host;
use axum::{
    Extension,
    body::Bytes,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use domain::{ids::ShiftId, people::Operator};
use std::{
    collections::{BTreeMap, VecDeque},
    time::Duration,
};
use store::{
    StoreError,
    shifts::{self, UpdatesAfter},
};
use tokio::time::Instant;
use web::guard::Identity;

/// How often the store is told that the operator is still there; it pauses the clock after 20 s of silence.
const PRESENT: Duration = Duration::from_secs(8);
/// Pause after a failed read.
const AFTER_FAILURE: Duration = Duration::from_secs(1);
/// Failed reads in a row after which the stream ends; the browser comes back, to another node perhaps.
const FAILURES: u32 = 5;

/// `GET /shifts/{shift}/stream`, with the last event seen in `Last-Event-ID` (a reconnecting browser) or `?after=` (a fresh page).
pub async fn stream(
    State(host): State<Host>,
    Path(shift): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
    Extension(Identity(actor)): Extension<Identity>,
    headers: HeaderMap,
) -> Response {
    let Some(actor) = actor else { return StatusCode::UNAUTHORIZED.into_response() };
    let Ok(operator) = Operator::prove(&actor) else { return StatusCode::FORBIDDEN.into_response() };
    let Ok(shift) = shift.parse::<ShiftId>() else { return StatusCode::NOT_FOUND.into_response() };
    let seen =
        headers.get("last-event-id").and_then(|id| id.to_str().ok()).or_else(|| query.get("after").map(String::as_str));
    let Ok(seen) = seen.unwrap_or("0").trim().parse::<u64>() else { return StatusCode::BAD_REQUEST.into_response() };
    // Says now, with a status, that there is no such shift; later there is no way to.
    if let Err(error) = shifts::heartbeat(&host.app.store, &operator, shift).await {
        return web::failure::PageError::from(error).into_response();
    }
    let watcher = match Watcher::open(&host, actor, Topic::Shift(shift)) {
        Ok(watcher) => watcher,
        Err(response) => return response,
    };
    let now = Instant::now();
    let desk = Desk {
        watcher,
        operator,
        shift,
        seen,
        ready: VecDeque::from([event::HELLO]),
        look: true,
        due: None,
        present_at: now + PRESENT,
        failures: 0,
        over: false,
    };
    event::answer(futures::stream::unfold(desk, Desk::next))
}

struct Desk {
    watcher: Watcher,
    operator: Operator,
    shift: ShiftId,
    /// The last event sent.
    seen: u64,
    ready: VecDeque<Bytes>,
    look: bool,
    /// When the simulated customers will do something by themselves.
    due: Option<Instant>,
    present_at: Instant,
    failures: u32,
    over: bool,
}

impl Desk {
    async fn next(mut self) -> Option<(Bytes, Self)> {
        loop {
            if let Some(bytes) = self.ready.pop_front() {
                let bytes = self.watcher.sent(bytes);
                return Some((bytes, self));
            }
            if self.over {
                return None;
            }
            if self.look {
                self.look = false;
                self.read().await;
                continue;
            }
            let wake_at = self.due.map_or(self.present_at, |due| due.min(self.present_at));
            match self.watcher.wait(Some(wake_at)).await {
                Woken::End => return None,
                Woken::Beat => self.ready.push_back(event::HEARTBEAT),
                Woken::Look => self.look = true,
            }
        }
    }

    /// Lets time pass in the shift, then reads what is new.
    async fn read(&mut self) {
        match self.catch_up().await {
            Ok(()) => self.failures = 0,
            Err(StoreError::NotFound) => self.over = true,
            Err(error) => {
                self.failures += 1;
                tracing::warn!(%error, failures = self.failures, "a live stream could not read");
                self.over = self.failures >= FAILURES;
                self.due = Some(Instant::now() + AFTER_FAILURE);
            }
        }
    }

    async fn catch_up(&mut self) -> Result<(), StoreError> {
        let store = &self.watcher.host.app.store;
        if Instant::now() >= self.present_at {
            shifts::heartbeat(store, &self.operator, self.shift).await?;
            self.present_at = Instant::now() + PRESENT;
        }
        let next = shifts::tick(store, &self.operator, self.shift).await?;
        self.due = next.map(|ms| Instant::now() + Duration::from_millis(ms.max(10)));
        match shifts::updates_after(store, &self.operator, self.shift, self.seen).await? {
            UpdatesAfter::Reload => {
                self.ready.push_back(event::RELOAD);
                self.over = true;
            }
            UpdatesAfter::Updates(updates) => {
                for update in updates {
                    let data =
                        serde_json::to_string(&update).map_err(|error| StoreError::Corrupt(error.to_string()))?;
                    self.seen = self.seen.max(update.seq);
                    self.ready.push_back(event::numbered(update.seq, &data));
                }
            }
        }
        Ok(())
    }
}
