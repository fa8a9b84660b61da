//! What has to be done now and then. None of it is needed for correctness: a missed run is made up for by the next one.

use crate::host::Host;
use std::time::Duration;
use store::{StoreError, accounts};
use tokio::time::MissedTickBehavior;

/// How often SQLite's log is moved into its file. It may grow in between, by what is written in that time.
const CHECKPOINT: Duration = Duration::from_secs(30);
/// How often sessions and links that ran out are removed.
const PURGE: Duration = Duration::from_secs(30 * 60);

/// A job.
#[derive(Clone, Copy, Debug)]
enum Job {
    Checkpoint,
    Purge,
}

impl Job {
    const fn pause(self) -> Duration {
        match self {
            Self::Checkpoint => CHECKPOINT,
            Self::Purge => PURGE,
        }
    }

    async fn run(self, host: &Host) -> Result<(), StoreError> {
        match self {
            Self::Checkpoint => host.app.store.checkpoint().await.map(|_| ()),
            Self::Purge => accounts::purge_expired(&host.app.store).await.map(|_| ()),
        }
    }
}

/// Starts all jobs.
pub fn start(host: &Host) {
    for job in [Job::Checkpoint, Job::Purge] {
        tokio::spawn(repeat(host.clone(), job));
    }
}

async fn repeat(host: Host, job: Job) {
    let mut clock = tokio::time::interval(job.pause());
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // The first tick comes at once, and everything is fresh then.
    clock.tick().await;
    while !host.hub.is_closing() {
        clock.tick().await;
        if let Err(error) = job.run(&host).await {
            tracing::warn!(?job, %error, "a job failed and will be tried again");
        }
    }
}
