//! The store itself: open, migrate, read, write, wake, checkpoint, close.

use crate::{
    StoreError,
    clock::{Clock, Ids, to_millis},
    content::Shelf,
    dialect::{self, Backend},
    live::Wake,
    open::{self, Address},
    read::Read,
    shifts::Runs,
    tx::Tx,
    writer::{Writer, end},
};
use chrono::{DateTime, Utc};
use migrations::Migrator;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, IsolationLevel, Statement, TransactionOptions,
    TransactionTrait,
};
use sea_orm_migration::{MigratorTrait, seaql_migrations};
use std::{
    collections::HashSet,
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::sync::broadcast;

/// How many wake-ups a slow watcher may fall behind before it is told that it missed some.
const WAKES: usize = 4096;
/// Longest pause before a contended transaction is tried again, in milliseconds.
const PAUSE_MOST: u64 = 60;
/// Key of the lock that makes one migrator out of many nodes ("greenrm").
const MIGRATOR: i64 = 0x0067_7265_656e_726d;

/// How to open a store.
#[derive(Clone, Debug)]
pub struct StoreOptions {
    /// Connections: readers of SQLite, or all of PostgreSQL.
    pub connections: u32,
    /// Longest wait for a connection.
    pub acquire: Duration,
    /// Longest statement (PostgreSQL).
    pub statement: Duration,
    /// Longest call altogether, also when the network swallows everything.
    pub call: Duration,
    /// Refuse settings that could lose acknowledged work. Only tests that throw the database away turn this off.
    pub durable: bool,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self {
            connections: 10,
            acquire: Duration::from_secs(8),
            statement: Duration::from_secs(5),
            call: Duration::from_secs(9),
            durable: true,
        }
    }
}

/// The memory of Greenroom; cheap to clone.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
}

struct Inner {
    read: Read,
    write: Write,
    wakes: broadcast::Sender<Wake>,
    options: StoreOptions,
    address: Address,
    shelf: Shelf,
    runs: Runs,
    queries: Arc<AtomicU64>,
    /// Did the last write fail for want of a database or a disk?
    failing: AtomicBool,
}

enum Write {
    Sqlite(Writer),
    Postgres(DatabaseConnection),
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Store").field(&self.backend()).finish()
    }
}

impl Store {
    /// Opens the database at `address` (`sqlite:///folder/greenroom.db`, `postgres://user@host/name`) and asserts its safety
    /// settings. Does not migrate: see [`Store::migrate`].
    ///
    /// # Errors
    /// [`StoreError::Address`], [`StoreError::Unsafe`], [`StoreError::Unavailable`], [`StoreError::DiskFull`].
    pub async fn open(address: &str, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>) -> Result<Self, StoreError> {
        Self::open_with(address, StoreOptions::default(), clock, ids).await
    }

    /// Opens with other limits.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_with(
        address: &str,
        options: StoreOptions,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
    ) -> Result<Self, StoreError> {
        let address = open::parse(address)?;
        let queries = Arc::new(AtomicU64::new(0));
        let wakes = broadcast::Sender::new(WAKES);
        let (readers, write) = match &address {
            Address::Sqlite(path) => {
                open::assert_local(path, &std::fs::read_to_string("/proc/self/mounts").unwrap_or_default())?;
                let writer = open::sqlite_writer(path, &queries).await?;
                open::assert_safe(&writer, true).await?;
                let readers = open::sqlite_readers(path, &options, &queries).await?;
                let writer = Writer::new(path.clone(), writer, wakes.clone(), Arc::clone(&queries));
                (readers, Write::Sqlite(writer))
            }
            Address::Postgres(url) => {
                let pool = open::postgres(url, &options, &queries).await?;
                (pool.clone(), Write::Postgres(pool))
            }
        };
        let read = Read::new(readers, options.call);
        if options.durable {
            open::assert_safe(&read, false).await?;
        }
        let (shelf, runs, failing) = (Shelf::default(), Runs::default(), AtomicBool::new(false));
        let inner = Arc::new(Inner { read, write, wakes, options, address, shelf, runs, queries, failing });
        Ok(Self { inner, clock, ids })
    }

    /// Brings the tables up to date; safe on every start and on several nodes at once.
    ///
    /// # Errors
    /// [`StoreError::Newer`] for a database that a newer Greenroom has changed: nothing is touched then.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match (&self.inner.write, &self.inner.address) {
            (Write::Postgres(_), Address::Postgres(url)) => {
                let options =
                    StoreOptions { connections: 1, statement: Duration::from_secs(600), ..self.inner.options.clone() };
                let single = open::postgres(url, &options, &self.inner.queries).await?;
                // The lock belongs to the session, and this pool has one: closing it gives the lock back whatever happens.
                let result = async {
                    let lock = Statement::from_string(
                        single.get_database_backend(),
                        format!("SELECT pg_advisory_lock({MIGRATOR})"),
                    );
                    single.query_one_raw(lock).await?;
                    migrate(&single).await
                }
                .await;
                single.close().await?;
                result
            }
            (Write::Sqlite(writer), _) => writer.alone(migrate).await,
            (Write::Postgres(_), Address::Sqlite(_)) => Ok(()),
        }
    }

    /// Names of the migrations this version knows that the database has not had yet.
    ///
    /// # Errors
    /// [`StoreError::Newer`], and whatever the database says.
    pub async fn pending_migrations(&self) -> Result<Vec<String>, StoreError> {
        let applied = applied_migrations(self.read()).await?;
        Ok(Migrator::migrations()
            .iter()
            .map(|step| step.name().to_owned())
            .filter(|name| !applied.contains(name))
            .collect())
    }

    /// Where to read, outside of a transaction.
    pub(crate) fn read(&self) -> &Read {
        &self.inner.read
    }

    /// Runs one use case in one transaction and returns when it is durably saved. An error rolls everything back.
    ///
    /// Both databases behave as if use cases ran one after the other: SQLite has one writer, PostgreSQL runs them `SERIALIZABLE`
    /// and a use case that lost a race is run again, so `work` must do nothing outside its transaction. (`store.read()` inside
    /// `work` does not see the transaction, and `store.write` inside `work` would wait for itself.)
    ///
    /// `work` is cloned for every try, which closures that borrow what they need always can be.
    ///
    /// When the caller goes away or the call takes too long, the commit is *unknown*, not failed: repeat with the same client id.
    pub(crate) async fn write<T>(
        &self,
        work: impl AsyncFnOnce(&Tx) -> Result<T, StoreError> + Clone,
    ) -> Result<T, StoreError> {
        let limit = self.inner.options.call;
        let call = async {
            match &self.inner.write {
                Write::Sqlite(writer) => writer.run(|| self.now(), &self.ids, work).await,
                Write::Postgres(pool) => self.write_postgres(pool, work).await,
            }
        };
        let outcome = tokio::time::timeout(limit, call)
            .await
            .unwrap_or_else(|_| Err(StoreError::Unavailable(format!("no answer within {} seconds", limit.as_secs()))));
        match &outcome {
            Ok(_) => self.inner.failing.store(false, Ordering::Relaxed),
            Err(StoreError::DiskFull | StoreError::Unavailable(_)) => self.inner.failing.store(true, Ordering::Relaxed),
            Err(_) => {}
        }
        outcome
    }

    async fn write_postgres<T>(
        &self,
        pool: &DatabaseConnection,
        work: impl AsyncFnOnce(&Tx) -> Result<T, StoreError> + Clone,
    ) -> Result<T, StoreError> {
        let options =
            TransactionOptions { isolation_level: Some(IsolationLevel::Serializable), ..TransactionOptions::default() };
        // The limit around this call ends the tries.
        let mut tries = 0_u32;
        loop {
            let tx = Tx::new(Arc::new(pool.begin_with_options(options).await?), self.now(), Arc::clone(&self.ids));
            let outcome = (work.clone())(&tx).await;
            let (db, wakes) = tx.into_parts();
            let outcome = match outcome {
                Ok(value) => {
                    let sender = self.inner.wakes.clone();
                    // In its own task, so that a caller who goes away does not leave the watchers without their wake-up.
                    let commit = tokio::spawn(async move {
                        end(db, true).await?;
                        for wake in wakes {
                            let _ = sender.send(wake);
                        }
                        Ok::<_, DbErr>(())
                    });
                    match commit.await {
                        Ok(Ok(())) => return Ok(value),
                        Ok(Err(error)) => Err(error.into()),
                        Err(error) => Err(StoreError::Unavailable(error.to_string())),
                    }
                }
                Err(error) => {
                    end(db, false)
                        .await
                        .or_else(|again| if matches!(error, StoreError::Contended) { Ok(()) } else { Err(again) })?;
                    Err(error)
                }
            };
            match outcome {
                Err(StoreError::Contended) => {
                    let mut random = [0];
                    self.ids.fill(&mut random);
                    let pause = (1 << tries.min(5)) + u64::from(random[0]) % 8;
                    tokio::time::sleep(Duration::from_millis(pause.min(PAUSE_MOST))).await;
                    tries += 1;
                }
                other => return other,
            }
        }
    }

    /// The same store with another clock and other chance: for histories that are told after the fact.
    pub(crate) fn living_at(&self, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>) -> Self {
        Self { inner: Arc::clone(&self.inner), clock, ids }
    }

    /// Now, to the millisecond, by the clock the store was given.
    pub fn now(&self) -> DateTime<Utc> {
        to_millis(self.clock.now())
    }

    /// Random bytes, for what is needed outside of a transaction.
    pub(crate) fn random_bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.ids.fill(&mut bytes);
        bytes
    }

    /// Hears of everything that commits from now on. A watcher that is told it lagged must read again everything it shows.
    pub fn subscribe(&self) -> broadcast::Receiver<Wake> {
        self.inner.wakes.subscribe()
    }

    /// Content in memory.
    pub(crate) fn shelf(&self) -> &Shelf {
        &self.inner.shelf
    }

    /// Running shifts in memory.
    pub(crate) fn runs(&self) -> &Runs {
        &self.inner.runs
    }

    /// Which database this is.
    pub fn backend(&self) -> Backend {
        self.inner.read.backend()
    }

    /// Does the database answer, and, if the last write failed, can it be written to again? For readiness checks.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::DiskFull`].
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.inner
            .read
            .query_one_raw(Statement::from_string(self.inner.read.get_database_backend(), "SELECT 1"))
            .await?;
        if self.inner.failing.load(Ordering::Relaxed) {
            self.write(async |tx| Ok(dialect::write_nothing(tx.db()).await?)).await?;
        }
        Ok(())
    }

    /// Moves the write-ahead log of SQLite into the database file; to be called on a timer. Returns the pages that could not be
    /// moved because somebody was reading them (0 on PostgreSQL, which does this by itself).
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn checkpoint(&self) -> Result<u64, StoreError> {
        let Write::Sqlite(writer) = &self.inner.write else { return Ok(0) };
        let work = writer.alone(async |connection| {
            let sql = "PRAGMA wal_checkpoint(PASSIVE)";
            let row = connection.query_one_raw(Statement::from_string(connection.get_database_backend(), sql)).await?;
            let Some(row) = row else { return Ok(0) };
            let (log, moved): (i64, i64) = (row.try_get_by_index(1)?, row.try_get_by_index(2)?);
            Ok(u64::try_from(log - moved).unwrap_or(0))
        });
        tokio::time::timeout(self.inner.options.call, work)
            .await
            .unwrap_or_else(|_| Err(StoreError::Unavailable("the checkpoint took too long".into())))
    }

    /// Finishes what is being written and closes every connection; SQLite's log is moved into its file.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn close(&self) -> Result<(), StoreError> {
        self.checkpoint().await?;
        self.inner.read.connection().close_by_ref().await?;
        match &self.inner.write {
            Write::Sqlite(writer) => writer.close().await,
            Write::Postgres(_) => Ok(()),
        }
    }

    /// Statements run so far; counted in tests only.
    #[cfg(any(test, feature = "testing"))]
    pub fn queries(&self) -> u64 {
        self.inner.queries.load(Ordering::Relaxed)
    }
}

/// Names of the migrations the database has had; nothing is made or changed by asking.
async fn applied_migrations(db: &impl ConnectionTrait) -> Result<HashSet<String>, StoreError> {
    if !dialect::has_table(db, "seaql_migrations").await? {
        return Ok(HashSet::new());
    }
    let applied: HashSet<String> =
        seaql_migrations::Entity::find().all(db).await?.into_iter().map(|row| row.version).collect();
    let known: HashSet<String> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
    match applied.iter().filter(|name| !known.contains(*name)).max() {
        Some(newer) => Err(StoreError::Newer(newer.clone())),
        None => Ok(applied),
    }
}

async fn migrate(db: &DatabaseConnection) -> Result<(), StoreError> {
    applied_migrations(db).await?;
    Ok(Migrator::up(db, None).await?)
}
