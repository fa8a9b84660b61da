//! Reading: a pool of connections whose every call has an end.

use crate::dialect::Backend;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, SqlxError, Statement,
};
use std::time::Duration;

/// Where a use case reads from, outside of a transaction: `Entity::find().all(store.read())`.
///
/// SQLite refuses every write through it. A call that takes longer than the limit fails as unavailable, also when the network
/// swallows everything.
#[derive(Clone, Debug)]
pub struct Read {
    connection: DatabaseConnection,
    limit: Duration,
}

impl Read {
    pub(crate) const fn new(connection: DatabaseConnection, limit: Duration) -> Self {
        Self { connection, limit }
    }

    pub(crate) const fn connection(&self) -> &DatabaseConnection {
        &self.connection
    }

    pub(crate) fn backend(&self) -> Backend {
        match self.connection.get_database_backend() {
            DbBackend::Postgres => Backend::Postgres,
            _ => Backend::Sqlite,
        }
    }

    async fn within<T>(&self, call: impl Future<Output = Result<T, DbErr>> + Send) -> Result<T, DbErr> {
        tokio::time::timeout(self.limit, call)
            .await
            .unwrap_or_else(|_| Err(DbErr::Conn(RuntimeErr::SqlxError(SqlxError::PoolTimedOut.into()))))
    }
}

#[sea_orm_migration::async_trait::async_trait]
impl ConnectionTrait for Read {
    fn get_database_backend(&self) -> DbBackend {
        self.connection.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.within(self.connection.execute_raw(statement)).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.within(self.connection.execute_unprepared(sql)).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.within(self.connection.query_one_raw(statement)).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.within(self.connection.query_all_raw(statement)).await
    }
}
