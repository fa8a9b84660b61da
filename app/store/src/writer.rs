//! The one writer of SQLite, with group commit.
//!
//! Use cases take turns in order of arrival. Whoever finishes while others wait leaves the transaction open for them and waits for
//! its commit; the last one in line (or the first to finish, when its turn to look comes round again) commits for all. So many
//! writers share one fsync, and nobody is told "saved" before it. The second and later ones in a batch run inside a savepoint: one
//! that refuses takes only its own work back. A failure of the database itself (a full disk, say) may have rolled back the whole
//! transaction behind our back, so it fails the whole batch and the connection is made anew.

use crate::{StoreError, clock::Ids, live::Wake, open, tx::Tx};
use chrono::{DateTime, Utc};
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
};
use tokio::sync::{Mutex, OwnedMutexGuard, broadcast, watch};

/// Most use cases in one commit.
const BATCH_MOST: usize = 64;

/// How a batch ended; `None` while it is open.
type Done = Option<Result<(), DbErr>>;

/// The writer; cheap to share.
#[derive(Clone)]
pub(crate) struct Writer(Arc<Shared>);

struct Shared {
    path: PathBuf,
    slot: Arc<Mutex<Slot>>,
    /// Use cases waiting for their turn.
    waiting: AtomicUsize,
    wakes: broadcast::Sender<Wake>,
    queries: Arc<AtomicU64>,
}

/// What the holder of the lock works on.
struct Slot {
    connection: Option<DatabaseConnection>,
    batch: Option<Batch>,
    batches: u64,
}

struct Batch {
    number: u64,
    transaction: Arc<DatabaseTransaction>,
    members: usize,
    wakes: Vec<Wake>,
    done: watch::Sender<Done>,
}

/// Counts a use case as waiting, also when it is dropped while it waits.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The lock while one use case runs. Dropped early (the caller went away, or panicked), it still settles what others are waiting for.
struct Turn {
    slot: Option<OwnedMutexGuard<Slot>>,
    /// The first in its batch: it has no savepoint of its own, the whole transaction is its own.
    alone: bool,
    writer: Writer,
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(mut slot) = self.slot.take() else { return };
        if self.alone {
            // Dropping the transaction rolls it back.
            slot.batch = None;
        } else {
            // The savepoint of this turn was rolled back when its transaction was dropped, just before this.
            tokio::spawn(self.writer.clone().settle(slot));
        }
    }
}

impl Writer {
    pub(crate) fn new(
        path: PathBuf,
        connection: DatabaseConnection,
        wakes: broadcast::Sender<Wake>,
        queries: Arc<AtomicU64>,
    ) -> Self {
        let slot = Slot { connection: Some(connection), batch: None, batches: 0 };
        Self(Arc::new(Shared { path, slot: Arc::new(Mutex::new(slot)), waiting: AtomicUsize::new(0), wakes, queries }))
    }

    /// Runs one use case and returns when it is on disk.
    pub(crate) async fn run<T>(
        &self,
        now: impl Fn() -> DateTime<Utc>,
        ids: &Arc<dyn Ids>,
        work: impl AsyncFnOnce(&Tx) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let waiting = Waiting::new(&self.0.waiting);
        let slot = Arc::clone(&self.0.slot).lock_owned().await;
        drop(waiting);
        let alone = slot.batch.is_none();
        let mut turn = Turn { slot: Some(slot), alone, writer: self.clone() };
        let handle = match turn.slot.as_deref_mut() {
            Some(slot) if alone => self.open_batch(slot).await?,
            Some(Slot { batch: Some(batch), .. }) => Arc::new(batch.transaction.begin().await?),
            _ => return Err(StoreError::Unavailable("the writer lost its transaction".into())),
        };

        let tx = Tx::new(handle, now(), Arc::clone(ids));
        let outcome = work(&tx).await;
        let (handle, wakes) = tx.into_parts();

        let failed =
            matches!(outcome, Err(StoreError::DiskFull | StoreError::Unavailable(_) | StoreError::Database(_)));
        let intact = if alone {
            drop(handle);
            !failed
        } else {
            // A savepoint that cannot be ended means that SQLite has ended the whole transaction.
            end(handle, outcome.is_ok()).await.is_ok() && !failed
        };
        let Some(mut slot) = turn.slot.take() else { return outcome };
        if !intact {
            let why = DbErr::Custom("a change beside this one failed, and nothing was saved".into());
            slot.abandon(&why);
            return outcome.and(Err(StoreError::Unavailable(why.to_string())));
        }
        let value = match outcome {
            Ok(value) => value,
            Err(refusal) => {
                self.let_go(slot, alone).await;
                return Err(refusal);
            }
        };
        self.commit(slot, wakes).await?;
        Ok(value)
    }

    /// Leaves the turn of a use case that refused: its own work goes, what others wait for stays.
    async fn let_go(&self, mut slot: OwnedMutexGuard<Slot>, alone: bool) {
        if alone {
            if let Some(batch) = slot.batch.take()
                && end(batch.transaction, false).await.is_err()
            {
                slot.connection = None;
            }
        } else if self.0.waiting.load(Ordering::SeqCst) == 0 {
            tokio::spawn(self.clone().settle(slot));
        }
    }

    /// Returns when the work of this turn is on disk, by this or another one's commit.
    async fn commit(&self, mut slot: OwnedMutexGuard<Slot>, wakes: Vec<Wake>) -> Result<(), StoreError> {
        let Some(batch) = slot.batch.as_mut() else {
            return Err(StoreError::Unavailable("the writer lost its transaction".into()));
        };
        batch.members += 1;
        batch.wakes.extend(wakes);
        let number = batch.number;
        let mut done = batch.done.subscribe();
        // The commit runs in its own task, so that it is finished and answered also when this caller goes away.
        if batch.members >= BATCH_MOST || self.0.waiting.load(Ordering::SeqCst) == 0 {
            tokio::spawn(self.clone().settle(slot));
        } else {
            drop(slot);
            let look = Look { writer: self.clone(), number, armed: true };
            tokio::select! {
                biased;
                _ = done.wait_for(Option::is_some) => {}
                slot = Arc::clone(&self.0.slot).lock_owned() => {
                    if slot.batch.as_ref().is_some_and(|batch| batch.number == number) {
                        tokio::spawn(self.clone().settle(slot));
                    }
                }
            }
            look.disarm();
        }
        match done.wait_for(Option::is_some).await.map(|done| done.clone()) {
            Ok(Some(result)) => Ok(result?),
            Ok(None) | Err(_) => Err(StoreError::Unavailable("the commit was not answered".into())),
        }
    }

    /// Begins the transaction of a new batch.
    async fn open_batch(&self, slot: &mut Slot) -> Result<Arc<DatabaseTransaction>, StoreError> {
        let connection = self.connection(slot).await?;
        let begun = connection
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            })
            .await;
        let transaction = match begun {
            Ok(transaction) => Arc::new(transaction),
            Err(error) => {
                slot.connection = None;
                return Err(error.into());
            }
        };
        slot.batches += 1;
        slot.batch = Some(Batch {
            number: slot.batches,
            transaction: Arc::clone(&transaction),
            members: 0,
            wakes: Vec::new(),
            done: watch::Sender::new(None),
        });
        Ok(transaction)
    }

    /// Commits the open batch, if any, and tells its members and the watchers.
    async fn settle(self, mut slot: OwnedMutexGuard<Slot>) {
        let Some(batch) = slot.batch.take() else { return };
        let result = end(batch.transaction, true).await;
        if result.is_err() {
            slot.connection = None;
        } else {
            for wake in batch.wakes {
                // An error only says that nobody listens.
                let _ = self.0.wakes.send(wake);
            }
        }
        batch.done.send_replace(Some(result));
    }

    /// Commits a batch that was left open by use cases whose callers have all gone away.
    async fn settle_number(self, number: u64) {
        let slot = Arc::clone(&self.0.slot).lock_owned().await;
        if slot.batch.as_ref().is_some_and(|batch| batch.number == number) {
            self.settle(slot).await;
        }
    }

    /// Runs `work` on the writer's connection, outside of any transaction.
    pub(crate) async fn alone<T>(
        &self,
        work: impl AsyncFnOnce(&DatabaseConnection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut slot = Arc::clone(&self.0.slot).lock_owned().await;
        if slot.batch.is_some() {
            self.clone().settle(slot).await;
            slot = Arc::clone(&self.0.slot).lock_owned().await;
        }
        let connection = self.connection(&mut slot).await?;
        work(&connection).await
    }

    /// The connection, made anew when its state was not known any more.
    async fn connection(&self, slot: &mut Slot) -> Result<DatabaseConnection, StoreError> {
        if let Some(connection) = &slot.connection {
            return Ok(connection.clone());
        }
        let connection = open::sqlite_writer(&self.0.path, &self.0.queries).await?;
        slot.connection = Some(connection.clone());
        Ok(connection)
    }

    /// Waits for the last commit and closes the connection.
    pub(crate) async fn close(&self) -> Result<(), StoreError> {
        self.alone(async |connection| Ok(connection.close_by_ref().await?)).await
    }
}

impl Slot {
    /// Fails everybody in the open batch and forgets the connection, whose state is unknown.
    fn abandon(&mut self, why: &DbErr) {
        self.connection = None;
        if let Some(batch) = self.batch.take() {
            batch.done.send_replace(Some(Err(why.clone())));
        }
    }
}

/// Sees to it that a batch is committed although the use case waiting for it was dropped.
struct Look {
    writer: Writer,
    number: u64,
    armed: bool,
}

impl Look {
    fn disarm(mut self) {
        self.armed = false;
    }
}

impl Drop for Look {
    fn drop(&mut self) {
        if self.armed {
            tokio::spawn(self.writer.clone().settle_number(self.number));
        }
    }
}

/// Commits or rolls back a transaction or savepoint that nobody else holds.
pub(crate) async fn end(transaction: Arc<DatabaseTransaction>, commit: bool) -> Result<(), DbErr> {
    let Some(transaction) = Arc::into_inner(transaction) else {
        return Err(DbErr::Custom("a transaction outlived its use case".into()));
    };
    if commit { transaction.commit().await } else { transaction.rollback().await }
}
