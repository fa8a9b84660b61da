//! The database goes away and comes back: nothing opens that should not, everything heals without a restart.

use anyhow::{Context, Result, ensure};
use kit::{
    desk::Desk,
    people,
    server::{Server, demo_on_postgres},
    visitor::Visitor,
};
use reqwest::StatusCode;
use sqlx::{Connection, PgConnection};
use std::time::{Duration, Instant};

/// Longest way back once the database answers again.
const HEALED: Duration = Duration::from_secs(10);

/// Shuts the doors of one database and throws everybody out, or opens them again.
async fn allow(address: &str, open: bool) -> Result<()> {
    let (place, query) = address.split_once('?').unwrap_or((address, ""));
    let (server, name) = place.rsplit_once('/').context("no database in the address")?;
    let mut root = PgConnection::connect(&format!("{server}/postgres?{query}")).await?;
    sqlx::query(sqlx::AssertSqlSafe(format!("ALTER DATABASE {name} ALLOW_CONNECTIONS {open}")))
        .execute(&mut root)
        .await?;
    if !open {
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
        sqlx::query(end).bind(name).execute(&mut root).await?;
    }
    Ok(root.close().await?)
}

#[tokio::test(flavor = "multi_thread")]
async fn trust_51_without_its_database_nothing_opens_and_all_heals_on_postgres() -> Result<()> {
    let address = demo_on_postgres().await?;
    let server = Server::on(address.clone(), &["--demo"]).await?;
    let visitor = Visitor::signed_in(&server.url, people::OPERATOR).await?;
    let desk = Desk::start(visitor.clone(), "second-chat").await?;
    let chat = desk.first_chat().await?;

    allow(&address, false).await?;
    let nobody = Visitor::new(&server.url)?;
    let ready = nobody.get("/readyz").await?;
    ensure!(ready.status == StatusCode::SERVICE_UNAVAILABLE, "/readyz says {}", ready.status);
    ensure!(nobody.get("/healthz").await?.status == StatusCode::OK, "the process is well and does not say so");
    let page = visitor.get("/").await?;
    ensure!(page.status == StatusCode::SERVICE_UNAVAILABLE, "home answers {}", page.status);
    ensure!(!page.body.contains("Connection") && page.body.contains("<h1"), "no page in words: {}", page.body);
    let guess = nobody.post("/sign-in", &[("email", people::MENTOR), ("password", people::PASSWORD)]).await?;
    ensure!(guess.status == StatusCode::SERVICE_UNAVAILABLE, "signing in answers {}", guess.status);
    let (client, line) = (kit::fresh_id(), "Thank you for waiting, I am looking into it now.");
    let lost = desk.send(chat, line, client).await?;
    ensure!(
        lost.status == StatusCode::SERVICE_UNAVAILABLE,
        "a message that cannot be kept is answered {}",
        lost.status
    );

    allow(&address, true).await?;
    let begun = Instant::now();
    while visitor.get("/").await?.status != StatusCode::OK {
        ensure!(begun.elapsed() < HEALED, "not healed after {HEALED:?}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let kept = desk.send(chat, line, client).await?;
    ensure!(kept.status == StatusCode::OK, "{} {}", kept.status, kept.body);
    Ok(())
}
