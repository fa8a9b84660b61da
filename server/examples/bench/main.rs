//! Measures the real binary on the demo academy, each figure beside its target. `make bench` builds both and runs this.
//!
//! CPU time is the server's own, from `/proc`, so that the load generator and whatever else runs here do not count. Requests per
//! second and the 99th percentile do depend on both.

mod client;
mod load;
mod posting;
mod server;

use anyhow::{Context, Result, ensure};
use client::{Connection, Visitor};
use load::Load;
use server::Server;
use std::{path::PathBuf, time::Duration};

/// Numbers of connections each page is measured with.
const CONNECTIONS: [usize; 3] = [1, 8, 32];
/// How long each measurement lasts.
const LASTING: Duration = Duration::from_secs(4);

#[tokio::main]
async fn main() -> Result<()> {
    let binary = PathBuf::from(std::env::args().nth(1).context("usage: bench PATH-OF-GREENROOM")?);
    let folder = std::env::temp_dir().join(format!("greenroom-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let result = measure(&binary, &folder).await;
    std::fs::remove_dir_all(&folder)?;
    result
}

async fn measure(binary: &std::path::Path, folder: &std::path::Path) -> Result<()> {
    println!("{:<46} {:>10} {:>10}", "", "measured", "target");
    figure("binary, MB", f64::from(u32::try_from(std::fs::metadata(binary)?.len() / 1024)?) / 1024.0, 40.0);

    let mut fresh = Server::start(binary, &folder.join("fresh.db"), &[]).await?;
    figure("fresh start with migrations and content, s", fresh.took.as_secs_f64(), 1.0);
    fresh.stop().await?;
    fresh = Server::start(binary, &folder.join("fresh.db"), &[]).await?;
    figure("warm start, s", fresh.took.as_secs_f64(), 0.1);
    fresh.stop().await?;

    let academy = folder.join("academy.db");
    figure("building the demo academy, s", server::build_academy(binary, &academy)?.as_secs_f64(), 20.0);
    let mut server = Server::start(binary, &academy, &["--demo"]).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    figure("memory at rest, MB", server.memory_mb()?, 40.0);

    println!("\n{:<34} {:>5} {:>10} {:>10} {:>10} {:>10}", "page", "conn", "CPU ms", "target", "requests/s", "p99 ms");
    let nobody = Visitor::default();
    let operator = Visitor::sign_in(server.port, "operator@demo.greenroom.test").await?;
    let manager = Visitor::sign_in(server.port, "manager@demo.greenroom.test").await?;
    let track = first_link(&server, &operator, "/tracks", "/tracks/").await?;
    let module = first_link(&server, &operator, &track, "/modules/").await?;
    for (title, visitor, path, target) in [
        ("sign-in page", &nobody, "/sign-in", 0.2),
        ("module page", &operator, module.as_str(), 0.43),
        ("track page", &operator, track.as_str(), 0.7),
        ("manager's progress page", &manager, "/reports/progress", 10.0),
    ] {
        for connections in CONNECTIONS {
            let request = visitor.request("GET", path, &[], "");
            let load = load::run(&server, connections, LASTING, move |_, _| request.clone()).await?;
            row(title, connections, &load, target);
        }
    }
    for connections in CONNECTIONS {
        match posting::prepare(&server, connections).await {
            Ok(posters) => {
                let count = posters.len();
                let load = posting::run(&server, posters, LASTING).await?;
                row("posting a message durably", count, &load, 0.2);
            }
            Err(error) => println!("posting a message was not measured: {error:#}"),
        }
    }
    figure("\nmemory afterwards, MB", server.memory_mb()?, 0.0);
    server.stop().await
}

fn figure(what: &str, measured: f64, target: f64) {
    let target = if target > 0.0 { format!("{target}") } else { String::new() };
    println!("{what:<46} {measured:>10.3} {target:>10}");
}

fn row(title: &str, connections: usize, load: &Load, target: f64) {
    println!(
        "{title:<34} {connections:>5} {:>10.3} {target:>10} {:>10.0} {:>10.1}",
        load.cpu_ms, load.per_second, load.p99_ms
    );
    if load.refused > 0 {
        println!("{:<34} {:>5} of them were not answered with success", "", load.refused);
    }
}

/// The first address on a page that begins with `start`.
async fn first_link(server: &Server, visitor: &Visitor, page: &str, start: &str) -> Result<String> {
    let answer = Connection::open(server.port).await?.send(&visitor.request("GET", page, &[], "")).await?;
    ensure!(answer.status == 200, "{page} answered {}", answer.status);
    let text = String::from_utf8_lossy(&answer.body);
    let from =
        text.find(&format!("href=\"{start}")).with_context(|| format!("{page} links to no {start}"))? + "href=\"".len();
    Ok(text[from..].split('"').next().unwrap_or_default().to_owned())
}
