//! One transaction: the connection, the time, new ids, chance, and what is to be told after the commit.

use crate::{clock::Ids, live::Wake};
use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// What a use case holds while it writes. See [`Store::write`](crate::Store::write).
pub struct Tx {
    db: Arc<DatabaseTransaction>,
    now: DateTime<Utc>,
    ids: Arc<dyn Ids>,
    wakes: Mutex<Vec<Wake>>,
}

impl Tx {
    pub(crate) const fn new(db: Arc<DatabaseTransaction>, now: DateTime<Utc>, ids: Arc<dyn Ids>) -> Self {
        Self { db, now, ids, wakes: Mutex::new(Vec::new()) }
    }

    /// The connection, for reads and writes of this transaction. (`store.read()` does not see what was written here yet.)
    pub(crate) fn db(&self) -> &DatabaseTransaction {
        &self.db
    }

    /// When this transaction began, to the millisecond; the same for everything it writes.
    pub const fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// A new id: `let id: ChatId = tx.new_id();`
    pub fn new_id<T: From<Uuid>>(&self) -> T {
        self.ids.new_id(self.now).into()
    }

    /// 64 random bits, for seeds.
    pub fn random_u64(&self) -> u64 {
        u64::from_be_bytes(self.random_bytes())
    }

    /// Random bytes, for secrets.
    pub fn random_bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.ids.fill(&mut bytes);
        bytes
    }

    /// Tells the watchers after the commit; nobody is told when the transaction fails.
    pub fn wake(&self, wake: Wake) {
        let mut wakes = self.wakes.lock().unwrap_or_else(PoisonError::into_inner);
        if !wakes.contains(&wake) {
            wakes.push(wake);
        }
    }

    /// The pieces the writer needs once the use case is done with it.
    pub(crate) fn into_parts(self) -> (Arc<DatabaseTransaction>, Vec<Wake>) {
        (self.db, self.wakes.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}
