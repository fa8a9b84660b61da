//! The real binary as a process: started, watched, stopped.

use crate::client::{Connection, Visitor};
use anyhow::{Context, Result, bail, ensure};
use std::{
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Ticks in a second of `/proc/PID/stat`: 100 on every Linux we run on.
const TICKS: u64 = 100;

/// A running server; killed when dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub port: u16,
    /// From the start of the process until it was ready.
    pub took: Duration,
}

/// Builds the demo academy and says how long that took.
pub fn build_academy(binary: &Path, database: &Path) -> Result<Duration> {
    let begun = Instant::now();
    let done = Command::new(binary).args(["demo", "--database", &address(database)]).stdout(Stdio::null()).status()?;
    ensure!(done.success(), "the demo academy could not be built");
    Ok(begun.elapsed())
}

fn address(database: &Path) -> String {
    format!("sqlite://{}", database.display())
}

impl Server {
    /// Starts and waits until it is ready.
    pub async fn start(binary: &Path, database: &Path, more: &[&str]) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let begun = Instant::now();
        let child = Command::new(binary)
            .args([
                "serve",
                "--log",
                "warn",
                "--listen",
                &format!("127.0.0.1:{port}"),
                "--database",
                &address(database),
            ])
            .args(more)
            .stdout(Stdio::null())
            .spawn()?;
        let mut server = Self { child, port, took: Duration::ZERO };
        let ready = Visitor::default().request("GET", "/readyz", &[], "");
        loop {
            if let Ok(mut connection) = Connection::open(port).await
                && connection.send(&ready).await.is_ok_and(|answer| answer.status == 200)
            {
                server.took = begun.elapsed();
                return Ok(server);
            }
            if let Some(status) = server.child.try_wait()? {
                bail!("the server ended with {status}");
            }
            ensure!(begun.elapsed() < Duration::from_secs(60), "the server did not come up");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// CPU time it has used, in user and kernel.
    pub fn cpu(&self) -> Result<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The name in brackets may hold spaces; user and system time are the 12th and 13th word after it.
        let after = stat.rsplit_once(')').context("an unknown form of /proc/PID/stat")?.1;
        let ticks: u64 = after.split_whitespace().skip(11).take(2).filter_map(|word| word.parse::<u64>().ok()).sum();
        Ok(Duration::from_millis(ticks * 1000 / TICKS))
    }

    /// Memory it holds, in megabytes.
    pub fn memory_mb(&self) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        let kilobytes: u32 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(f64::from(kilobytes) / 1024.0)
    }

    /// Asks it to stop and waits.
    pub async fn stop(&mut self) -> Result<()> {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        for _ in 0..1000 {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        bail!("the server did not stop")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone is fine.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
