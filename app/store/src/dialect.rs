//! The only lines where SQLite and PostgreSQL differ while Greenroom runs (opening them differs too: see `open`).

use crate::StoreError;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, RuntimeErr, SqlErr, SqlxError, Statement,
    sea_query::{ExprTrait, SimpleExpr},
};

/// Which database this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// One file beside the program.
    Sqlite,
    /// A server.
    Postgres,
}

/// Is there a table of this name?
pub(crate) async fn has_table(db: &impl ConnectionTrait, name: &str) -> Result<bool, DbErr> {
    let backend = db.get_database_backend();
    let sql = match backend {
        DbBackend::Postgres => "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = $1",
        _ => "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1",
    };
    Ok(db.query_one_raw(Statement::from_sql_and_values(backend, sql, [name.into()])).await?.is_some())
}

/// Writes something that changes nothing, to find out whether writing works.
pub(crate) async fn write_nothing(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => "UPDATE teams SET name = name WHERE false",
        // Ours is 0 and stays 0; setting it writes the first page.
        _ => "PRAGMA user_version = 0",
    };
    db.execute_unprepared(sql).await.map(|_| ())
}

/// The sum of a column as a whole number: PostgreSQL makes a decimal of it, SQLite does not.
pub(crate) fn total(column: impl ColumnTrait) -> SimpleExpr {
    column.sum().cast_as("bigint")
}

/// What a failed statement means, beyond its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    DiskFull,
    Unavailable,
    Contended,
    Other,
}

/// SQLite: primary result codes are the low byte of the extended code. PostgreSQL: SQLSTATE.
fn meaning_of(code: &str, sqlite: bool) -> Meaning {
    if sqlite {
        return match code.parse::<u32>().unwrap_or(0) & 0xff {
            13 => Meaning::DiskFull,                          // FULL
            5 | 6 | 8 | 10 | 14 | 15 => Meaning::Unavailable, // BUSY, LOCKED, READONLY, IOERR, CANTOPEN, PROTOCOL
            _ => Meaning::Other,
        };
    }
    match code {
        "40001" | "40P01" => Meaning::Contended,
        "53100" => Meaning::DiskFull,
        // Cancelled by a timeout, lock not available, read-only (a standby), out of connections or memory, shutting down, taking no
        // connections, gone.
        "57014" | "55P03" | "25006" | "25P02" | "53300" | "53200" | "57P01" | "57P02" | "57P03" | "57P05" | "55000"
        | "3D000" => Meaning::Unavailable,
        // No connection, not let in, trouble outside of the database.
        _ if ["08", "28", "58"].iter().any(|class| code.starts_with(class)) => Meaning::Unavailable,
        _ => Meaning::Other,
    }
}

fn driver_error(error: &DbErr) -> Option<&SqlxError> {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(error))
        | DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error)) => Some(error),
        _ => None,
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match &error {
            DbErr::RecordNotFound(_) | DbErr::RecordNotUpdated => return Self::NotFound,
            DbErr::ConnectionAcquire(why) => return Self::Unavailable(why.to_string()),
            DbErr::Type(_) | DbErr::Json(_) | DbErr::TryIntoErr { .. } => return Self::Corrupt(error.to_string()),
            _ => {}
        }
        match driver_error(&error) {
            Some(SqlxError::Database(inner)) => {
                let sqlite = inner.try_downcast_ref::<sea_orm::SqlxSqliteError>().is_some();
                match meaning_of(&inner.code().unwrap_or_default(), sqlite) {
                    Meaning::DiskFull => Self::DiskFull,
                    Meaning::Unavailable => Self::Unavailable(inner.message().to_owned()),
                    Meaning::Contended => Self::Contended,
                    Meaning::Other => Self::Database(inner.message().to_owned()),
                }
            }
            Some(
                inner @ (SqlxError::Io(_)
                | SqlxError::Tls(_)
                | SqlxError::Protocol(_)
                | SqlxError::PoolTimedOut
                | SqlxError::PoolClosed
                | SqlxError::WorkerCrashed
                | SqlxError::BeginFailed),
            ) => Self::Unavailable(inner.to_string()),
            Some(inner @ (SqlxError::ColumnDecode { .. } | SqlxError::Decode(_))) => Self::Corrupt(inner.to_string()),
            _ => Self::Database(error.to_string()),
        }
    }
}

/// Did this statement break the unique index over `columns` of `table`?
///
/// SQLite names the columns, PostgreSQL the index; our migrations name every unique index `<table>_<column>_<column>`.
fn breaks_unique(error: &DbErr, table: &str, columns: &[&str]) -> bool {
    let Some(SqlErr::UniqueConstraintViolation(message)) = error.sql_err() else { return false };
    let sqlite: Vec<String> = columns.iter().map(|column| format!("{table}.{column}")).collect();
    let postgres = format!("\"{table}_{}\"", columns.join("_"));
    message.ends_with(&format!(": {}", sqlite.join(", "))) || message.contains(&postgres)
}

/// Gives a broken unique index the name it has in the use case.
pub(crate) trait OnUnique<T> {
    /// `Err(otherwise)` when the statement broke the unique index over these columns; any other failure stays what it is.
    ///
    /// PostgreSQL refuses everything after a failed statement: return, do not go on in the same transaction. Where a repeat is
    /// normal, insert with `OnConflict::do_nothing` instead.
    fn on_unique(self, table: &str, columns: &[&str], otherwise: impl Into<StoreError>) -> Result<T, StoreError>;
}

impl<T> OnUnique<T> for Result<T, DbErr> {
    fn on_unique(self, table: &str, columns: &[&str], otherwise: impl Into<StoreError>) -> Result<T, StoreError> {
        self.map_err(|error| if breaks_unique(&error, table, columns) { otherwise.into() } else { error.into() })
    }
}
