//! The real binary, started on a free port with a database of its own, and killed in the ways that happen in life.

use anyhow::{Context, Result, bail};
use std::{
    fs::File,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
    time::{Duration, Instant},
};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// Longest wait for a server to answer; a debug build on a busy machine needs some of it.
const START_LIMIT: Duration = Duration::from_secs(60);

/// The binary under test: `GREENROOM_BIN`, or the one built beside this test.
///
/// # Errors
/// When there is none.
pub fn binary() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("GREENROOM_BIN") {
        return Ok(path.into());
    }
    let test = std::env::current_exe()?;
    let path = test.parent().and_then(Path::parent).context("the test has no folder")?.join("greenroom");
    if !path.exists() {
        bail!("{} is missing: run `cargo build -p greenroom` first, or set GREENROOM_BIN", path.display());
    }
    Ok(path)
}

/// A command of the binary with no `GREENROOM_` setting of this machine in its way.
///
/// # Errors
/// When there is no binary.
pub fn command() -> Result<Command> {
    let mut command = Command::new(binary()?);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("GREENROOM_") {
            command.env_remove(name);
        }
    }
    Ok(command)
}

/// The demo academy as one SQLite file, built once per binary and kept beside it; copy it, never open it.
///
/// # Errors
/// When it cannot be built; the message holds what the command printed.
pub fn demo_database() -> Result<&'static Path> {
    static DEMO: OnceLock<std::result::Result<PathBuf, String>> = OnceLock::new();
    match DEMO.get_or_init(|| build_demo().map_err(|error| format!("{error:#}"))) {
        Ok(path) => Ok(path),
        Err(error) => bail!("the demo academy could not be built: {error}"),
    }
}

fn build_demo() -> Result<PathBuf> {
    let binary = binary()?;
    let made = std::fs::metadata(&binary)?.modified()?.duration_since(std::time::UNIX_EPOCH)?.as_nanos();
    let folder = binary.parent().context("the binary has no folder")?;
    let path = folder.join(format!("demo-{made}.db"));
    if path.exists() {
        return Ok(path);
    }
    // Academies of earlier binaries are of no use any more.
    for entry in std::fs::read_dir(folder)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("demo-") && name.contains(".db") {
            std::fs::remove_file(entry.path()).ok();
        }
    }
    let unfinished = folder.join(format!("demo-{made}.db.{}", std::process::id()));
    let output = command()?.args(["demo", "--database", &format!("sqlite://{}", unfinished.display())]).output()?;
    if !output.status.success() {
        bail!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    }
    std::fs::rename(&unfinished, &path)?;
    Ok(path)
}

/// Address of a copy of the demo academy on PostgreSQL, built once per test program.
///
/// # Errors
/// When it cannot be built; the message holds what the command printed.
pub async fn demo_on_postgres() -> Result<String> {
    static DEMO: OnceCell<String> = OnceCell::const_new();
    let original = DEMO
        .get_or_try_init(|| async {
            let address = store::testing::new_postgres().await;
            let output = command()?.arg("demo").env("GREENROOM_DATABASE", &address).output()?;
            if !output.status.success() {
                bail!("the demo academy could not be built: {}", String::from_utf8_lossy(&output.stderr));
            }
            Ok(address)
        })
        .await?;
    Ok(store::testing::copy_postgres(original).await)
}

/// A running server. Dropping it kills it.
pub struct Server {
    child: Child,
    /// `http://127.0.0.1:PORT`
    pub url: String,
    /// Address of its database.
    pub database: String,
    port: u16,
    folder: TempDir,
    more: Vec<String>,
}

impl Server {
    /// Starts on a copy of the demo academy.
    ///
    /// # Errors
    /// When it does not come up; the message holds its log.
    pub async fn demo() -> Result<Self> {
        let folder = TempDir::new()?;
        let path = folder.path().join("greenroom.db");
        std::fs::copy(demo_database()?, &path)?;
        Self::start(folder, format!("sqlite://{}", path.display()), &["--demo"]).await
    }

    /// Starts on an empty SQLite file.
    ///
    /// # Errors
    /// When it does not come up; the message holds its log.
    pub async fn empty() -> Result<Self> {
        let folder = TempDir::new()?;
        let database = format!("sqlite://{}", folder.path().join("greenroom.db").display());
        Self::start(folder, database, &[]).await
    }

    /// Starts on any database.
    ///
    /// # Errors
    /// When it does not come up; the message holds its log.
    pub async fn on(database: String, more: &[&str]) -> Result<Self> {
        Self::start(TempDir::new()?, database, more).await
    }

    async fn start(folder: TempDir, database: String, more: &[&str]) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let more: Vec<String> = more.iter().map(|&word| word.to_owned()).collect();
        let child = spawn(&folder, &database, port, &more)?;
        let mut server = Self { child, url: format!("http://127.0.0.1:{port}"), database, port, folder, more };
        server.wait_ready().await?;
        Ok(server)
    }

    /// Everything it has logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// Id of its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Ends it without warning (signal 9), as a power cut or the kernel would.
    ///
    /// # Errors
    /// When it cannot be killed.
    pub fn kill(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Asks it to stop (signal 15) and says how it ended.
    ///
    /// # Errors
    /// When it does not end within ten seconds.
    pub async fn stop(&mut self) -> Result<std::process::ExitStatus> {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            if begun.elapsed() > Duration::from_secs(10) {
                bail!("still running ten seconds after SIGTERM\n{}", self.log());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Starts it again on the same port and database, and says how long it took to answer.
    ///
    /// # Errors
    /// When it does not come up; the message holds its log.
    pub async fn restart(&mut self) -> Result<Duration> {
        let begun = Instant::now();
        self.child = spawn(&self.folder, &self.database, self.port, &self.more)?;
        self.wait_ready().await?;
        Ok(begun.elapsed())
    }

    async fn wait_ready(&mut self) -> Result<()> {
        let begun = Instant::now();
        let http = reqwest::Client::new();
        let address = format!("{}/readyz", self.url);
        loop {
            if let Ok(answer) = http.get(&address).timeout(Duration::from_secs(2)).send().await
                && answer.status().is_success()
            {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended with {status}\n{}", self.log());
            }
            if begun.elapsed() > START_LIMIT {
                bail!("the server did not come up\n{}", self.log());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone is fine: this only makes sure that no test leaves a server behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn(folder: &TempDir, database: &str, port: u16, more: &[String]) -> Result<Child> {
    let log = File::options().create(true).append(true).open(folder.path().join("log"))?;
    Ok(command()?
        .arg("serve")
        .args(["--listen", &format!("127.0.0.1:{port}"), "--database", database])
        .args(more)
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()?)
}
