//! R14: double submits, two tabs, retry storms. One effect; whoever comes second gets the first one's answer.

use anyhow::{Result, ensure};
use futures::future::join_all;
use kit::{desk::Desk, people, server::Server, visitor::Visitor};
use reqwest::StatusCode;
use serde_json::Value;

fn times(view: &Value, body: &str) -> usize {
    let chats = view["chats"].as_array().into_iter().flatten();
    chats.flat_map(|chat| chat["messages"].as_array().into_iter().flatten()).filter(|line| line["body"] == body).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn r14_a_storm_of_the_same_message_is_one_message() -> Result<()> {
    let server = Server::demo().await?;
    let desk = Desk::start(Visitor::signed_in(&server.url, people::OPERATOR).await?, "three-at-once").await?;
    let chat = desk.first_chat().await?;
    let client = kit::fresh_id();
    let pages = join_all((0..20).map(|_| desk.send(chat, "Hello, I am here. What can I do for you?", client))).await;
    let mut answers = Vec::new();
    for page in pages {
        let page = page?;
        ensure!(page.status == StatusCode::OK, "{} {}", page.status, page.body);
        answers.push(page.body);
    }
    answers.dedup();
    ensure!(answers.len() == 1, "the same request was answered in {} ways", answers.len());
    let view = desk.view().await?;
    ensure!(times(&view, "Hello, I am here. What can I do for you?") == 1, "the message is not there exactly once");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn r14_a_shift_started_twice_is_one_shift() -> Result<()> {
    let server = Server::demo().await?;
    let visitor = Visitor::signed_in(&server.url, people::OPERATOR).await?;
    let client = kit::fresh_id().to_string();
    let fields = [("plan", "three-at-once"), ("client", client.as_str())];
    let pages = join_all((0..8).map(|_| visitor.post("/shifts", &fields))).await;
    let mut places = Vec::new();
    for page in pages {
        let page = page?;
        ensure!(page.status == StatusCode::SEE_OTHER, "{} {}", page.status, page.body);
        places.push(page.location().unwrap_or_default().to_owned());
    }
    places.sort();
    places.dedup();
    ensure!(places.len() == 1, "one click made {places:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn r12_two_tabs_in_one_chat_lose_nothing() -> Result<()> {
    let server = Server::demo().await?;
    let desk = Desk::start(Visitor::signed_in(&server.url, people::OPERATOR).await?, "three-at-once").await?;
    let chat = desk.first_chat().await?;
    let lines: Vec<String> = (0..12).map(|number| format!("Line number {number}, from one of two tabs.")).collect();
    let pages = join_all(lines.iter().map(|line| desk.send(chat, line, kit::fresh_id()))).await;
    let view = desk.view().await?;
    for (line, page) in lines.iter().zip(pages) {
        let expected = usize::from(page?.status == StatusCode::OK);
        ensure!(times(&view, line) == expected, "`{line}` is not there {expected} times");
    }
    Ok(())
}
