//! One PostgreSQL per test program, started when the first test asks and gone when the program ends, however it ends.

use super::{RandomIds, Store, TestClock, options, start};
use sea_orm::{ConnectOptions, ConnectionTrait, Database};
use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{ChildStdin, Command, Stdio},
    sync::{
        Arc, LazyLock,
        atomic::{AtomicU32, Ordering},
    },
};
use tokio::sync::OnceCell;

/// Where Debian puts the programs of PostgreSQL, newest first.
const PROGRAMS: [&str; 3] = ["/usr/lib/postgresql/17/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/15/bin"];

/// Starts a server in a folder of its own; when its standard input ends (because we did), stops it and removes the folder.
const SCRIPT: &str = r#"
set -e
dir=$(mktemp -d /tmp/greenroom-postgres-XXXXXX)
trap 'rm -rf "$dir"' EXIT
"$1/initdb" -D "$dir/data" -A trust -U app --no-sync --no-instructions >/dev/null
"$1/pg_ctl" -D "$dir/data" -l "$dir/log" -w \
  -o "-p 5432 -c listen_addresses= -c unix_socket_directories=$dir -c fsync=$2 -c max_connections=400" start >/dev/null </dev/null
echo "$dir"
cat >/dev/null
"$1/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null
"#;

struct Server {
    folder: String,
    /// Its end is the sign to stop.
    _lifeline: ChildStdin,
}

/// For storage tests, which never pull the plug: quick.
static QUICK: LazyLock<Server> = LazyLock::new(|| launch("off"));
/// For tests of the whole program, which refuses a server that could lose data.
static SAFE: LazyLock<Server> = LazyLock::new(|| launch("on"));

// The script is waited for by nobody on purpose: it outlives us just long enough to clean up.
#[expect(clippy::zombie_processes, reason = "it ends when our end of its standard input does")]
fn launch(fsync: &str) -> Server {
    let programs = PROGRAMS
        .into_iter()
        .find(|folder| Path::new(folder).join("initdb").exists())
        .expect("these tests need PostgreSQL: apt-get install postgresql");
    // PostgreSQL refuses to run as root.
    let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let mut command = if root {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--", "sh", "-c", SCRIPT, "sh", programs, fsync]);
        command
    } else {
        let mut command = Command::new("sh");
        command.args(["-c", SCRIPT, "sh", programs, fsync]);
        command
    };
    let mut child = command
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("these tests need runuser and PostgreSQL");
    let mut folder = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut folder).unwrap();
    let folder = folder.trim().to_owned();
    assert!(!folder.is_empty(), "PostgreSQL did not start");
    Server { folder, _lifeline: child.stdin.take().unwrap() }
}

/// The migrated database that every test copies.
static TEMPLATE: OnceCell<()> = OnceCell::const_new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

fn address(server: &Server, name: &str) -> String {
    format!("postgres://app@localhost:5432/{name}?host={}", server.folder)
}

async fn administer(server: &Server, sql: &str) {
    let connection = Database::connect(ConnectOptions::new(address(server, "postgres"))).await.unwrap();
    connection.execute_unprepared(sql).await.unwrap();
    connection.close().await.unwrap();
}

async fn create(server: &Server, from: &str) -> String {
    let name = format!("test_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    administer(server, &format!("CREATE DATABASE {name} TEMPLATE {from}")).await;
    address(server, &name)
}

/// Makes a database on the quick server and returns its address.
pub(super) async fn new_database(migrated: bool) -> String {
    TEMPLATE.get_or_init(template).await;
    create(&QUICK, if migrated { "greenroom_template" } else { "template0" }).await
}

/// Makes an empty database on the safe server and returns its address.
pub(super) async fn new_safe_database() -> String {
    create(&SAFE, "template0").await
}

/// Makes a copy of a database on the safe server, which nobody may be using, and returns its address.
pub(super) async fn copy_safe_database(address: &str) -> String {
    // The folder of the socket, after the question mark, has slashes too.
    let name = address.split('?').next().and_then(|address| address.rsplit('/').next()).unwrap_or_default();
    create(&SAFE, name).await
}

async fn template() {
    administer(&QUICK, "CREATE DATABASE greenroom_template").await;
    let clock = Arc::new(TestClock::at(start()));
    let address = address(&QUICK, "greenroom_template");
    let store = Store::open_with(&address, options(), clock, Arc::new(RandomIds::seeded(0))).await.unwrap();
    store.migrate().await.unwrap();
    store.close().await.unwrap();
}
