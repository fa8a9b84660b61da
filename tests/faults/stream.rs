//! R11: the live stream is cut anywhere and comes back; what was missed arrives, and nothing arrives twice.

use anyhow::{Context, Result, ensure};
use futures::StreamExt;
use kit::{desk::Desk, people, server::Server, visitor::Visitor};
use rand::{Rng, SeedableRng, rngs::StdRng};
use reqwest::{Method, StatusCode};
use sqlx::Row;
use std::time::Duration;

/// Reads events after `seen` until `bytes` have come or nothing comes for a while; only whole events count, as in a browser.
async fn listen(desk: &Desk, seen: u64, bytes: usize) -> Result<Vec<u64>> {
    let path = format!("/shifts/{}/stream", desk.shift);
    let answer = desk.visitor.request(Method::GET, &path).header("Last-Event-ID", seen.to_string()).send().await?;
    ensure!(answer.status() == StatusCode::OK, "{}", answer.status());
    let kind = answer.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    ensure!(kind.starts_with("text/event-stream"), "{kind}");
    ensure!(answer.headers().get("x-accel-buffering").is_some_and(|value| value == "no"), "a proxy may hold it back");
    let mut stream = answer.bytes_stream();
    let mut text = Vec::new();
    while text.len() < bytes {
        match tokio::time::timeout(Duration::from_millis(1500), stream.next()).await {
            Ok(Some(chunk)) => text.extend_from_slice(&chunk?),
            _ => break,
        }
    }
    text.truncate(bytes);
    let text = String::from_utf8_lossy(&text).replace("\r\n", "\n");
    let whole = text.rfind("\n\n").map_or("", |end| &text[..end]);
    Ok(whole.lines().filter_map(|line| line.strip_prefix("id:")?.trim().parse().ok()).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn r11_a_stream_cut_anywhere_equals_the_log() -> Result<()> {
    let server = Server::demo().await?;
    let desk = Desk::start(Visitor::signed_in(&server.url, people::OPERATOR).await?, "three-at-once").await?;
    let chat = desk.first_chat().await?;
    let mut random = StdRng::seed_from_u64(11);
    let (mut seen, mut heard) = (0, Vec::new());
    for number in 0..8 {
        desk.send(chat, &format!("One moment please, I am checking this for you ({number})."), kit::fresh_id()).await?;
        for id in listen(&desk, seen, random.random_range(1..2500)).await? {
            heard.push(id);
            seen = id;
        }
    }
    for id in listen(&desk, seen, usize::MAX).await? {
        heard.push(id);
    }
    let pool = sqlx::SqlitePool::connect(&server.database).await?;
    let sql = "SELECT seq FROM shift_events WHERE shift_id = ? AND changes <> '[]' ORDER BY seq";
    let rows = sqlx::query(sql).bind(desk.shift).fetch_all(&pool).await?;
    let log: Vec<u64> =
        rows.iter().map(|row| row.try_get::<i64, _>(0).map(i64::unsigned_abs)).collect::<Result<_, _>>()?;
    let last = *heard.last().context("nothing was heard")?;
    let log: Vec<u64> = log.into_iter().filter(|seq| *seq <= last).collect();
    let heard: Vec<u64> = heard.into_iter().filter(|seq| log.contains(seq)).collect();
    ensure!(heard == log, "heard {heard:?}, stored {log:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn r11_an_id_from_nowhere_asks_for_a_reload() -> Result<()> {
    let server = Server::demo().await?;
    let desk = Desk::start(Visitor::signed_in(&server.url, people::OPERATOR).await?, "three-at-once").await?;
    let path = format!("/shifts/{}/stream", desk.shift);
    let answer = desk.visitor.request(Method::GET, &path).header("Last-Event-ID", "999999").send().await?;
    let mut stream = answer.bytes_stream();
    let mut text = String::new();
    while !text.contains("event: reload") && !text.contains("event:reload") {
        let chunk = tokio::time::timeout(Duration::from_secs(5), stream.next()).await.context("no reload event")?;
        text.push_str(&String::from_utf8_lossy(&chunk.context("the stream ended without a word")??));
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trust_15_a_stream_ends_soon_after_its_session() -> Result<()> {
    let server = Server::demo().await?;
    let visitor = Visitor::signed_in(&server.url, people::OPERATOR).await?;
    let desk = Desk::start(visitor.clone(), "three-at-once").await?;
    let path = format!("/shifts/{}/stream", desk.shift);
    let answer = desk.visitor.request(Method::GET, &path).send().await?;
    let mut stream = answer.bytes_stream();
    visitor.post("/sign-out", &[]).await?;
    let ended = tokio::time::timeout(Duration::from_secs(5), async { while let Some(Ok(_)) = stream.next().await {} });
    ensure!(ended.await.is_ok(), "the stream was still open five seconds after signing out");
    Ok(())
}
