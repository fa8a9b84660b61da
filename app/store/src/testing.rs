//! The kit for tests: one test, both databases, a clock that stands still, ids from a seed.
//!
//! ```text
//! both! {
//!     async fn a_name_is_kept(kit) {
//!         let ann = kit.person("Ann", &[Role::Operator]).await;
//!         kit.clock.advance(TimeDelta::hours(1));
//!         ..
//!     }
//! }
//! ```
//! makes the tests `a_name_is_kept::sqlite` and `a_name_is_kept::postgres`. Every test gets a database of its own, copied from one that was
//! migrated once. `kit` dereferences to the [`Store`].

#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a kit for tests fails loudly, here and now")]

mod people;
pub mod practice;
mod server;

use crate::{Backend, Clock, RandomIds, Store, StoreOptions};
use chrono::{DateTime, TimeDelta, Utc};
use domain::curriculum::SourceFile;
use std::{
    ops::Deref,
    path::PathBuf,
    sync::{Arc, Mutex},
    time::Duration,
};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// A clock that moves when told to.
#[derive(Debug)]
pub struct TestClock(Mutex<DateTime<Utc>>);

impl TestClock {
    /// Stands at this moment.
    pub const fn at(now: DateTime<Utc>) -> Self {
        Self(Mutex::new(now))
    }

    /// Moves on.
    pub fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// Noon of a Monday in spring: where every test begins.
pub fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_773_057_600, 0).unwrap()
}

/// A store with everything a test needs around it.
pub struct Kit {
    /// The store; `kit` itself dereferences to it.
    pub store: Store,
    /// Its clock.
    pub clock: Arc<TestClock>,
    /// Its address, for a second store on the same database.
    pub address: String,
    /// Where the SQLite file is, when it is SQLite.
    pub file: Option<PathBuf>,
    _folder: Option<TempDir>,
}

impl Deref for Kit {
    type Target = Store;
    fn deref(&self) -> &Store {
        &self.store
    }
}

/// Limits for tests: throwaway databases, few connections.
pub fn options() -> StoreOptions {
    StoreOptions { connections: 6, durable: false, ..StoreOptions::default() }
}

/// The migrated SQLite file that every test copies.
static TEMPLATE: OnceCell<(TempDir, PathBuf)> = OnceCell::const_new();

impl Kit {
    /// A migrated database of its own.
    pub async fn new(backend: Backend) -> Self {
        match backend {
            Backend::Sqlite => {
                let (_, template) = TEMPLATE.get_or_init(sqlite_template).await;
                let folder = TempDir::new().unwrap();
                let file = folder.path().join("greenroom.db");
                std::fs::copy(template, &file).unwrap();
                Self::on(format!("sqlite://{}", file.display()), Some(file), Some(folder)).await
            }
            Backend::Postgres => Self::on(server::new_database(true).await, None, None).await,
        }
    }

    /// An empty database: no tables at all.
    pub async fn empty(backend: Backend) -> Self {
        match backend {
            Backend::Sqlite => {
                let folder = TempDir::new().unwrap();
                let file = folder.path().join("greenroom.db");
                Self::on(format!("sqlite://{}", file.display()), Some(file), Some(folder)).await
            }
            Backend::Postgres => Self::on(server::new_database(false).await, None, None).await,
        }
    }

    async fn on(address: String, file: Option<PathBuf>, folder: Option<TempDir>) -> Self {
        let clock = Arc::new(TestClock::at(start()));
        let store = Store::open_with(&address, options(), clock.clone(), Arc::new(RandomIds::seeded(1))).await.unwrap();
        Self { store, clock, address, file, _folder: folder }
    }

    /// A second store on the same database and clock: another node, or the same one after a restart.
    pub async fn another_node(&self) -> Store {
        Store::open_with(&self.address, options(), self.clock.clone(), Arc::new(RandomIds::seeded(2))).await.unwrap()
    }

    /// Publishes the content that ships with Greenroom.
    pub async fn publish_content(&self) {
        crate::content::publish(&self.store, content_files()).await.unwrap();
    }

    /// How many statements `work` runs.
    pub async fn count<T>(&self, work: impl Future<Output = T>) -> (T, u64) {
        let before = self.store.queries();
        let value = work.await;
        (value, self.store.queries() - before)
    }
}

async fn sqlite_template() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("template.db");
    let clock = Arc::new(TestClock::at(start()));
    let address = format!("sqlite://{}", file.display());
    let store = Store::open_with(&address, options(), clock, Arc::new(RandomIds::seeded(0))).await.unwrap();
    store.migrate().await.unwrap();
    store.close().await.unwrap();
    (folder, file)
}

/// The content that ships with Greenroom, found at run time: build output may be shared by several clones.
pub fn content_files() -> Vec<SourceFile> {
    let here = std::env::current_dir().unwrap();
    let root = &here.ancestors().map(|folder| folder.join("content")).find(|folder| folder.is_dir()).unwrap();
    let mut folders = vec![root.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                files.push(SourceFile { path: name, text: std::fs::read_to_string(&path).unwrap() });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    // All scenarios, read and rehearsed anew for every test, would take minutes: those of the first shifts, in English, are enough.
    files.retain(|file| file.path.starts_with("en/"));
    let first = ["first-chat", "second-chat", "evening-chat", "two-tempers", "three-at-once"];
    files.retain(|file| {
        let id = file.path.strip_prefix("en/shifts/").and_then(|name| name.strip_suffix(".yaml"));
        id.is_none_or(|id| first.contains(&id))
    });
    let shifts: Vec<String> =
        files.iter().filter(|file| file.path.starts_with("en/shifts/")).map(|file| file.text.clone()).collect();
    let named = |id: &str| shifts.iter().any(|shift| shift.contains(&format!("{{scenario: {id},")));
    files.retain(|file| {
        let id = file.path.strip_prefix("en/scenarios/").and_then(|name| name.strip_suffix(".yaml"));
        id.is_none_or(named)
    });
    files
}

/// Address of an empty PostgreSQL database that nobody else uses, for tests of the whole program.
pub async fn new_postgres() -> String {
    server::new_safe_database().await
}

/// Address of a copy of a database that [`new_postgres`] made and nobody uses just now.
pub async fn copy_postgres(address: &str) -> String {
    server::copy_safe_database(address).await
}

/// Runs a test body with an end, so that a hanging one fails instead.
pub async fn run(backend: Backend, body: impl AsyncFnOnce(Kit)) {
    let kit = Kit::new(backend).await;
    let limit = Duration::from_secs(120);
    tokio::time::timeout(limit, body(kit)).await.unwrap_or_else(|_| panic!("the test took longer than {limit:?}"));
}

/// Makes of each `async fn name(kit) { .. }` the two tests `name::sqlite` and `name::postgres`.
#[macro_export]
macro_rules! both {
    ($($(#[$attribute:meta])* async fn $name:ident($kit:ident) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            $(#[$attribute])*
            // A test is one long body that runs once; where it is kept does not matter.
            #[allow(clippy::large_futures)]
            async fn body($kit: $crate::testing::Kit) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                $crate::testing::run($crate::Backend::Sqlite, body).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                $crate::testing::run($crate::Backend::Postgres, body).await;
            }
        }
    )+};
}
