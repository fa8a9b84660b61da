//! What every stream does besides its topic: greets, beats, ends with the session, and ends when the server stops.

use super::hub::{Full, Ticket, Topic};
use crate::host::Host;
use axum::{
    body::Bytes,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::people::Actor;
use std::time::Duration;
use store::accounts;
use tokio::time::Instant;

/// Silence after which a heartbeat is sent.
const BEAT: Duration = Duration::from_secs(15);
/// How often the session is looked at again without being told to: another node may have ended it.
const DOUBT: Duration = Duration::from_secs(3);
/// How often a stream looks without being woken on PostgreSQL, where another node may have written.
const POLL: Duration = Duration::from_secs(1);

/// A stream's watcher.
pub struct Watcher {
    pub host: Host,
    pub ticket: Ticket,
    beat_at: Instant,
    doubt_at: Instant,
}

/// Why waiting ended.
pub enum Woken {
    /// Something may have changed.
    Look,
    /// Nothing was sent for a while.
    Beat,
    /// The watcher may watch no longer, or the server stops.
    End,
}

impl Watcher {
    /// Takes a place for `actor`, or answers why there is none.
    #[expect(clippy::result_large_err, reason = "the answer goes straight back to the visitor")]
    pub fn open(host: &Host, actor: Actor, topic: Topic) -> Result<Self, Response> {
        let ticket = host.hub.open(actor, topic).map_err(|full| {
            let status = match full {
                Full::Server => StatusCode::SERVICE_UNAVAILABLE,
                Full::Person => StatusCode::TOO_MANY_REQUESTS,
            };
            (status, [(header::RETRY_AFTER, "10")], [(header::CONTENT_TYPE, "text/event-stream")]).into_response()
        })?;
        let now = Instant::now();
        Ok(Self { host: host.clone(), ticket, beat_at: now + BEAT, doubt_at: now + DOUBT })
    }

    /// Notes that something was sent.
    pub fn sent(&mut self, bytes: Bytes) -> Bytes {
        self.beat_at = Instant::now() + BEAT;
        bytes
    }

    /// Waits until there is a reason to look, at `due` at the latest.
    pub async fn wait(&mut self, due: Option<Instant>) -> Woken {
        loop {
            if self.host.hub.is_closing() {
                return Woken::End;
            }
            let now = Instant::now();
            if self.ticket.signal.take_doubt() || now >= self.doubt_at {
                if !self.still_welcome().await {
                    return Woken::End;
                }
                self.doubt_at = Instant::now() + DOUBT;
            }
            if self.ticket.signal.take_change() || due.is_some_and(|due| now >= due) {
                return Woken::Look;
            }
            if now >= self.beat_at {
                return Woken::Beat;
            }
            let several_nodes = self.host.app.store.backend() == store::Backend::Postgres;
            let poll_at = several_nodes.then(|| now + POLL);
            let until = [Some(self.beat_at), Some(self.doubt_at), due, poll_at]
                .into_iter()
                .flatten()
                .min()
                .unwrap_or(self.beat_at);
            tokio::select! {
                () = self.ticket.signal.wait() => {}
                () = tokio::time::sleep_until(until) => {
                    if poll_at == Some(until) {
                        return Woken::Look;
                    }
                }
            }
        }
    }

    /// Is the session alive, and does the person have the roles it began with? A database that does not answer is no reason to send
    /// anybody away: what this stream would send has to be read from it as well.
    async fn still_welcome(&self) -> bool {
        accounts::is_alive(&self.host.app.store, &self.ticket.actor).await.unwrap_or(true)
    }
}
