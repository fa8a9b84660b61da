//! R1: the server is killed under load, again and again. Nothing that was acknowledged is lost, nothing happens twice.

use anyhow::{Result, ensure};
use kit::{
    desk::Desk,
    ledger::{Ledger, Line, Stored, compare},
    people,
    server::{Server, demo_on_postgres},
    visitor::Visitor,
};
use rand::{Rng, SeedableRng, rngs::StdRng};
use reqwest::StatusCode;
use sqlx::Row;
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use uuid::Uuid;

/// How often the server is killed.
const KILLS: u32 = 4;
/// Longest way back up; a debug build beside other tests needs most of it.
const BACK: Duration = Duration::from_secs(15);

/// Somebody who keeps writing until told to stop, through every failure.
async fn work(desk: Desk, mut ledger: Ledger, stop: Arc<AtomicBool>, number: u32) -> Result<Ledger> {
    let mut seq = 0;
    'writing: while !stop.load(Ordering::Relaxed) {
        let Ok(chats) = desk.open_chats().await else {
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let Some(chat) = chats.get(seq as usize % chats.len().max(1)).copied() else {
            tokio::time::sleep(Duration::from_millis(200)).await;
            continue;
        };
        seq += 1;
        let (client, body) =
            (kit::fresh_id(), format!("Thank you for waiting, I am looking into it now ({number}-{seq})."));
        ledger.write(Line::Intent { seq, client, chat, body: body.clone() })?;
        // The same client id until somebody answers, as the browser does it.
        for _ in 0..200 {
            match desk.send(chat, &body, client).await {
                Ok(page) if page.status == StatusCode::OK => {
                    ledger.write(Line::Ack { client })?;
                    continue 'writing;
                }
                Ok(page) if page.status.is_client_error() => {
                    ledger.write(Line::Refused { client })?;
                    continue 'writing;
                }
                _ => {
                    ledger.write(Line::Unknown { client })?;
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        }
    }
    Ok(ledger)
}

/// Sign-in addresses of operators who may work three chats at once, the named one first.
async fn operators(server: &Server, number: usize) -> Result<Vec<Visitor>> {
    let mut visitors = vec![Visitor::signed_in(&server.url, people::OPERATOR).await?];
    let sql = "SELECT p.email FROM people p JOIN rollup_plans r ON r.person_id = p.id WHERE r.plan = 'three-at-once' AND p.disabled_at IS NULL ORDER BY p.email";
    let emails: Vec<String> = if server.database.starts_with("postgres") {
        let pool = sqlx::PgPool::connect(&server.database).await?;
        sqlx::query_scalar(sql).fetch_all(&pool).await?
    } else {
        let pool = sqlx::SqlitePool::connect(&server.database).await?;
        sqlx::query_scalar(sql).fetch_all(&pool).await?
    };
    for email in emails.iter().filter(|email| *email != people::OPERATOR).take(number - 1) {
        visitors.push(Visitor::signed_in(&server.url, email).await?);
    }
    Ok(visitors)
}

async fn stored(database: &str, shifts: &[Uuid]) -> Result<Vec<Stored>> {
    let mut all = Vec::new();
    for shift in shifts {
        if database.starts_with("postgres") {
            let pool = sqlx::PgPool::connect(database).await?;
            let sql = "SELECT m.chat_id, m.seq::bigint AS seq, m.client_id, m.body FROM messages m JOIN chats c ON c.id = m.chat_id WHERE c.shift_id = $1";
            for row in sqlx::query(sql).bind(shift).fetch_all(&pool).await? {
                all.push(Stored {
                    chat: row.try_get(0)?,
                    seq: row.try_get(1)?,
                    client: row.try_get(2)?,
                    body: row.try_get(3)?,
                });
            }
        } else {
            let pool = sqlx::SqlitePool::connect(database).await?;
            let sql = "SELECT m.chat_id, m.seq, m.client_id, m.body FROM messages m JOIN chats c ON c.id = m.chat_id WHERE c.shift_id = ?";
            for row in sqlx::query(sql).bind(shift).fetch_all(&pool).await? {
                all.push(Stored {
                    chat: row.try_get(0)?,
                    seq: row.try_get(1)?,
                    client: row.try_get(2)?,
                    body: row.try_get(3)?,
                });
            }
        }
    }
    Ok(all)
}

async fn killed_under_load(mut server: Server, folder: &Path) -> Result<Server> {
    let stop = Arc::new(AtomicBool::new(false));
    let (mut workers, mut shifts) = (Vec::new(), Vec::new());
    for (number, visitor) in (1..).zip(operators(&server, 4).await?) {
        let desk = Desk::start(visitor, "three-at-once").await?;
        desk.first_chat().await?;
        shifts.push(desk.shift);
        let ledger = Ledger::create(&folder.join(format!("ledger-{number}")))?;
        workers.push(tokio::spawn(work(desk, ledger, Arc::clone(&stop), number)));
    }
    let mut random = StdRng::seed_from_u64(1);
    for _ in 0..KILLS {
        tokio::time::sleep(Duration::from_millis(random.random_range(300..1500))).await;
        server.kill()?;
        let took = server.restart().await?;
        ensure!(took < BACK, "the server took {took:?} to come back");
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    stop.store(true, Ordering::Relaxed);
    let mut ledgers = Vec::new();
    for worker in workers {
        ledgers.push(worker.await??);
    }
    let promised: usize = ledgers.iter().map(|ledger| ledger.fates().len()).sum();
    ensure!(promised > 10, "only {promised} messages were tried: this proves nothing");
    compare(&ledgers, &stored(&server.database, &shifts).await?)?;
    Ok(server)
}

#[tokio::test(flavor = "multi_thread")]
async fn r1_killed_under_load_on_sqlite() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut server = killed_under_load(Server::demo().await?, folder.path()).await?;
    server.stop().await?;
    let pool = sqlx::SqlitePool::connect(&server.database).await?;
    let whole: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&pool).await?;
    ensure!(whole == "ok", "{whole}");
    let broken = sqlx::query("PRAGMA foreign_key_check").fetch_all(&pool).await?;
    ensure!(broken.is_empty(), "{} rows point at nothing", broken.len());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn r1_killed_under_load_on_postgresql() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let database = demo_on_postgres().await?;
    let server = Server::on(database, &["--demo"]).await?;
    killed_under_load(server, folder.path()).await?;
    Ok(())
}
