//! Operators who post messages, each at a desk of their own. When a chat is over (the customers are the real engine and lose their
//! patience), the operator begins another shift; that costs the server too and is not taken out.

use crate::{
    client::{Answer, Connection, Visitor},
    load::Load,
    server::Server,
};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

/// What the operators say, in turn.
const LINES: [&str; 4] = [
    "Hello, thank you for writing. I am sorry about the trouble, let me look into it for you right away.",
    "I understand, that is annoying. Could you tell me a little more about what happened?",
    "Thank you, that helps. I will check it now and tell you what the next step is.",
    "Here is what I can do for you today. Does that sound right to you?",
];

/// An operator with a connection and an open chat.
pub struct Poster {
    visitor: Visitor,
    connection: Connection,
    plan: String,
    shift: String,
    chat: Value,
    said: usize,
}

/// Signs in as many operators as there are, up to `most`.
pub async fn prepare(server: &Server, most: usize) -> Result<Vec<Poster>> {
    let admin = Visitor::sign_in(server.port, "admin@demo.greenroom.test").await?;
    let people = Connection::open(server.port).await?.send(&admin.request("GET", "/people", &[], "")).await?;
    let mut posters = Vec::new();
    for email in emails(&String::from_utf8_lossy(&people.body)) {
        if posters.len() == most {
            break;
        }
        let Ok(visitor) = Visitor::sign_in(server.port, &email).await else { continue };
        let mut connection = Connection::open(server.port).await?;
        let page = connection.send(&visitor.request("GET", "/practice", &[], "")).await?;
        let text = String::from_utf8_lossy(&page.body).into_owned();
        let Some((_, after)) = text.split_once("name=\"plan\" value=\"") else { continue };
        let plan = after.split('"').next().unwrap_or_default().to_owned();
        let mut poster = Poster { visitor, connection, plan, shift: String::new(), chat: Value::Null, said: 0 };
        poster.sit_down().await?;
        posters.push(poster);
    }
    ensure!(!posters.is_empty(), "nobody of the demo academy may practise");
    Ok(posters)
}

/// All posters at once.
pub async fn run(server: &Server, posters: Vec<Poster>, lasting: Duration) -> Result<Load> {
    let (cpu, begun) = (server.cpu()?, Instant::now());
    let until = begun + lasting;
    let tasks: Vec<_> = posters.into_iter().map(|poster| tokio::spawn(poster.post_until(until))).collect();
    let mut samples = Vec::new();
    for task in tasks {
        samples.extend(task.await??);
    }
    Load::of(samples, server.cpu()?.saturating_sub(cpu), begun.elapsed())
}

impl Poster {
    async fn post_until(mut self, until: Instant) -> Result<Vec<(Duration, bool)>> {
        let mut samples = Vec::new();
        while Instant::now() < until {
            let body = json!({
                "shift": self.shift,
                "action": {"kind": "send", "chat": self.chat, "body": LINES[self.said % LINES.len()], "compose_ms": 4000, "edits": 2},
                "client": next_id(),
            });
            self.said += 1;
            let sent = Instant::now();
            let answer = self.call("/api/shifts/act", &body).await?;
            match answer.status {
                200 => samples.push((sent.elapsed(), true)),
                409 => {
                    let end = json!({"shift": self.shift, "action": {"kind": "end-shift"}, "client": next_id()});
                    self.call("/api/shifts/act", &end).await?;
                    self.sit_down().await?;
                }
                _ => samples.push((sent.elapsed(), false)),
            }
        }
        Ok(samples)
    }

    /// Begins a shift and takes its first chat.
    async fn sit_down(&mut self) -> Result<()> {
        let form = [("content-type", "application/x-www-form-urlencoded")];
        let request =
            self.visitor.request("POST", "/shifts", &form, &format!("plan={}&client={}", self.plan, next_id()));
        let answer = self.connection.send(&request).await?;
        let shift =
            answer.header("location").and_then(|place| place.strip_prefix("/shifts/")).context("no shift began")?;
        shift.clone_into(&mut self.shift);
        let desk = self.call("/api/shifts/desk", &json!({"shift": self.shift})).await?;
        let desk: Value = serde_json::from_slice(&desk.body).context("the desk is no JSON")?;
        let chats = desk["chats"].as_array().context("a desk without chats")?;
        let open = chats
            .iter()
            .map(|chat| &chat["status"])
            .find(|status| status["arrived"] == true && status["ending"].is_null());
        self.chat = open.context("no customer is there")?["id"].clone();
        Ok(())
    }

    async fn call(&mut self, path: &str, body: &Value) -> Result<Answer> {
        let request = self.visitor.request("POST", path, &[("content-type", "application/json")], &body.to_string());
        self.connection.send(&request).await
    }
}

fn next_id() -> String {
    static LAST: AtomicU64 = AtomicU64::new(0);
    format!("00000000-0000-7000-8000-{:012x}", LAST.fetch_add(1, Ordering::Relaxed))
}

fn emails(page: &str) -> BTreeSet<String> {
    let is_part = |next: char| next.is_ascii_alphanumeric() || matches!(next, '.' | '-' | '_' | '@');
    page.split(|next| !is_part(next)).filter(|word| word.ends_with("@demo.greenroom.test")).map(str::to_owned).collect()
}
