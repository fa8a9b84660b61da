//! Opening a database: its address, its settings, and the assertions without which Greenroom does not start.

use crate::{StoreError, StoreOptions};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, SqlxError, Statement, TryGetable,
    sqlx::{
        postgres::PgConnectOptions,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
    },
};
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use url::Url;

/// The first SQLite without the WAL-reset bug.
const SQLITE_LEAST: [u32; 3] = [3, 51, 3];
/// How long SQLite waits for a lock that another process holds.
const BUSY: Duration = Duration::from_secs(4);
/// Kinds of file systems whose locks and shared memory cannot be relied on.
const REMOTE: [&str; 8] = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs"];

/// An address, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Address {
    Sqlite(PathBuf),
    Postgres(String),
}

/// The address without anything secret in it, for messages.
pub(crate) fn without_password(address: &str) -> String {
    let parsed = Url::parse(address).ok().filter(Url::has_host);
    let Some(mut url) = parsed else {
        // Something like `postgres:/user:secret@host`: show only what cannot hold a password.
        return match address.rsplit_once('@') {
            Some((_, rest)) => format!("...@{rest}"),
            None => address.to_owned(),
        };
    };
    if url.password().is_some() && url.set_password(Some("***")).is_err() {
        return format!("{}:...", url.scheme());
    }
    if url.query().is_some_and(|query| query.contains("password")) {
        url.set_query(Some("..."));
    }
    url.into()
}

/// Reads `sqlite://..` or `postgres://..`.
pub(crate) fn parse(address: &str) -> Result<Address, StoreError> {
    let wrong = |what: &str| StoreError::Address { address: without_password(address), what: what.to_owned() };
    if let Some(path) = address.strip_prefix("sqlite:") {
        let path = path.strip_prefix("//").unwrap_or(path);
        let path = path.split('?').next().unwrap_or(path);
        if path.is_empty() || path.ends_with('/') {
            return Err(wrong("it names no file"));
        }
        if path.contains(":memory:") {
            return Err(wrong("a database in memory would forget everything"));
        }
        return Ok(Address::Sqlite(PathBuf::from(path)));
    }
    if let Some(rest) = address.strip_prefix("postgres://").or_else(|| address.strip_prefix("postgresql://")) {
        let url = Url::parse(address).map_err(|error| wrong(&error.to_string()))?;
        if url.path().trim_start_matches('/').is_empty() {
            return Err(wrong("it names no database"));
        }
        let address = format!("postgres://{rest}");
        address.parse::<PgConnectOptions>().map_err(|error| wrong(&error.to_string()))?;
        return Ok(Address::Postgres(address));
    }
    Err(wrong("it begins with neither sqlite:// nor postgres://"))
}

/// Counts every statement, for tests that watch how many a page needs.
fn counted(mut connection: DatabaseConnection, queries: &Arc<AtomicU64>) -> DatabaseConnection {
    if cfg!(any(test, feature = "testing")) {
        let queries = Arc::clone(queries);
        connection.set_metric_callback(move |_| {
            queries.fetch_add(1, Ordering::Relaxed);
        });
    }
    connection
}

fn sqlite_settings(path: &Path, options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .pragma("temp_store", "memory")
        // What a checkpoint leaves of the log on disk.
        .pragma("journal_size_limit", "16777216")
}

async fn sqlite(path: &Path, connections: u32, writer: bool) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new("sqlite://opened-by-path");
    let file = path.to_owned();
    options
        .max_connections(connections)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(BUSY)
        .test_before_acquire(false)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_sqlite_opts(move |options| {
            let options = sqlite_settings(&file, options);
            if writer { options.create_if_missing(true) } else { options.pragma("query_only", "ON") }
        });
    Database::connect(options).await
}

/// The one connection that writes; makes the file if there is none.
pub(crate) async fn sqlite_writer(path: &Path, queries: &Arc<AtomicU64>) -> Result<DatabaseConnection, StoreError> {
    sqlite(path, 1, true).await.map(|connection| counted(connection, queries)).map_err(|error| cannot_open(path, error))
}

/// The pool that reads.
pub(crate) async fn sqlite_readers(
    path: &Path,
    options: &StoreOptions,
    queries: &Arc<AtomicU64>,
) -> Result<DatabaseConnection, StoreError> {
    sqlite(path, options.connections, false)
        .await
        .map(|connection| counted(connection, queries))
        .map_err(|error| cannot_open(path, error))
}

/// SQLite says only "unable to open database file"; look why.
fn cannot_open(path: &Path, error: DbErr) -> StoreError {
    let address = format!("sqlite://{}", path.display());
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
            StoreError::Address { address, what: format!("there is no folder {}", folder.display()) }
        }
        _ if path.is_dir() => StoreError::Address { address, what: "it is a folder, not a file".into() },
        _ => match StoreError::from(error) {
            StoreError::Unavailable(what) | StoreError::Database(what) => StoreError::Address { address, what },
            other => other,
        },
    }
}

/// Connects to PostgreSQL with an end to every wait.
pub(crate) async fn postgres(
    address: &str,
    options: &StoreOptions,
    queries: &Arc<AtomicU64>,
) -> Result<DatabaseConnection, StoreError> {
    let mut connect = ConnectOptions::new(address);
    let lock_timeout = format!("{}ms", options.statement.as_millis());
    connect
        .max_connections(options.connections)
        .min_connections(1)
        .connect_timeout(options.acquire)
        .acquire_timeout(options.acquire)
        .statement_timeout(options.statement)
        .test_before_acquire_if_idle_for(Duration::from_secs(5))
        .set_application_name("greenroom")
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_postgres_opts(move |options| {
            // Reading a small table row by row would mark the whole table as read, and serializable transactions that have
            // nothing to do with each other would then have to be tried again.
            options.options([("lock_timeout", lock_timeout.as_str()), ("enable_seqscan", "off"), ("jit", "off")])
        });
    match tokio::time::timeout(options.call, Database::connect(connect)).await {
        Ok(Ok(connection)) => Ok(counted(connection, queries)),
        Ok(Err(error)) => Err(cannot_connect(address, error)),
        Err(_) => Err(StoreError::Unavailable(format!("{} does not answer", without_password(address)))),
    }
}

fn cannot_connect(address: &str, error: DbErr) -> StoreError {
    let shown = without_password(address);
    if let DbErr::Conn(sea_orm::RuntimeErr::SqlxError(inner)) = &error {
        return match &**inner {
            // Invalid authorisation, wrong password, no such database: nothing that waiting would heal.
            SqlxError::Database(inner)
                if inner.code().is_some_and(|code| code.starts_with("28") || code == "3D000") =>
            {
                StoreError::Address { address: shown, what: inner.message().to_owned() }
            }
            other => StoreError::Unavailable(format!("{shown}: {other}")),
        };
    }
    StoreError::Unavailable(format!("{shown}: {error}"))
}

/// One value that the database says about itself.
async fn says<T: TryGetable>(db: &impl ConnectionTrait, sql: &str) -> Result<T, StoreError> {
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    let row = row.ok_or_else(|| StoreError::Database(format!("no answer to {sql}")))?;
    Ok(row.try_get_by_index(0)?)
}

/// Refuses to go on with settings under which acknowledged work could be lost (TRUST 65).
pub(crate) async fn assert_safe(db: &impl ConnectionTrait, writes: bool) -> Result<(), StoreError> {
    if db.get_database_backend() == DbBackend::Postgres {
        assert_safe_postgres(db).await
    } else {
        assert_safe_sqlite(db, writes).await
    }
}

async fn assert_safe_postgres(db: &impl ConnectionTrait) -> Result<(), StoreError> {
    for (setting, risk) in [
        ("fsync", "a power cut would lose data"),
        ("full_page_writes", "a power cut could tear pages"),
        ("synchronous_commit", "a crash would lose what people were told is saved"),
    ] {
        if says::<String>(db, &format!("SHOW {setting}")).await? == "off" {
            return Err(StoreError::Unsafe(format!(
                "PostgreSQL runs with {setting} = off: {risk}; set {setting} = on in postgresql.conf"
            )));
        }
    }
    Ok(())
}

async fn assert_safe_sqlite(db: &impl ConnectionTrait, writes: bool) -> Result<(), StoreError> {
    let version: String = says(db, "SELECT sqlite_version()").await?;
    if version.split('.').map(|part| part.parse().unwrap_or(0)).lt(SQLITE_LEAST) {
        return Err(StoreError::Unsafe(format!(
            "SQLite {version} can corrupt its write-ahead log; build Greenroom with 3.51.3 or newer"
        )));
    }
    let mode: String = says(db, "PRAGMA journal_mode").await?;
    let keys: i32 = says(db, "PRAGMA foreign_keys").await?;
    let synchronous: i32 = says(db, "PRAGMA synchronous").await?;
    if mode != "wal" || keys != 1 || (writes && synchronous < 2) {
        return Err(StoreError::Unsafe(format!(
            "SQLite would run with journal_mode={mode}, synchronous={synchronous}, foreign_keys={keys} instead of wal, 2 \
             (FULL) and 1; does the file system support shared memory?"
        )));
    }
    Ok(())
}

/// Refuses a file on a network file system (TRUST 65). `mounts` is the text of `/proc/self/mounts`.
pub(crate) fn assert_local(path: &Path, mounts: &str) -> Result<(), StoreError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let mount = mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ').skip(1);
            Some((words.next()?.replace("\\040", " "), words.next()?))
        })
        .filter(|(point, _)| folder.starts_with(point))
        .max_by_key(|(point, _)| point.len());
    match mount {
        Some((point, kind)) if REMOTE.contains(&kind) => Err(StoreError::Unsafe(format!(
            "{} is on {point}, a network file system ({kind}), where SQLite cannot lock reliably; use a local disk, or PostgreSQL",
            path.display()
        ))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_address_is_explained_and_keeps_its_password() {
        for (address, what) in [
            ("mysql://root:secret@host/db", "neither sqlite:// nor postgres://"),
            ("postgres://app:secret@host", "names no database"),
            ("postgres://app:secret@host:notaport/db", "port"),
            ("sqlite://", "names no file"),
            ("sqlite::memory:", "would forget everything"),
            ("greenroom.db", "neither sqlite:// nor postgres://"),
            ("postgres:/app:secret@host/db", "neither"),
            ("", "neither"),
        ] {
            let error = parse(address).unwrap_err().to_string();
            assert!(error.contains(what), "{address}: {error}");
            assert!(!error.contains("secret"), "{error}");
        }
        assert!(!without_password("postgres://app@host/db?password=secret").contains("secret"));
    }

    #[test]
    fn both_kinds_of_address_are_read() {
        assert_eq!(parse("sqlite:///var/lib/greenroom.db").unwrap(), Address::Sqlite("/var/lib/greenroom.db".into()));
        assert_eq!(parse("sqlite://greenroom.db").unwrap(), Address::Sqlite("greenroom.db".into()));
        assert_eq!(parse("postgresql://a@b/c").unwrap(), Address::Postgres("postgres://a@b/c".into()));
    }

    #[test]
    fn trust_65_a_network_file_system_is_refused() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/x /usr nfs4 rw 0 0\n";
        assert!(
            assert_local(Path::new("/usr/greenroom.db"), mounts)
                .unwrap_err()
                .to_string()
                .contains("network file system")
        );
        assert!(assert_local(Path::new("/etc/greenroom.db"), mounts).is_ok());
    }
}
