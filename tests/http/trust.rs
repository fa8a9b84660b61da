//! What must never be taken in, and what must never be let out: extra fields, hostile text, errors, logs.

use anyhow::{Context, Result, ensure};
use kit::{desk::Desk, facts::Facts, people, server::Server, visitor::Visitor};
use reqwest::{Method, StatusCode, header};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn trust_24_nobody_gives_themselves_a_role_a_team_or_a_score() -> Result<()> {
    let server = Server::demo().await?;
    let visitor = Visitor::signed_in(&server.url, people::NEWCOMER).await?;
    let mut facts = Facts::open(&server.database).await?;
    let (me, manager) = (facts.person(people::NEWCOMER).await?, facts.person(people::MANAGER).await?);
    let roles = "SELECT roles FROM people WHERE id = ?";
    let teams = "SELECT count(*) FROM memberships WHERE person_id = ?";
    let before = (facts.number(roles, &[me]).await?, facts.number(teams, &[me]).await?);
    let other = manager.to_string();
    let greedy = [
        ("roles", "31"),
        ("role", "administrator"),
        ("team_id", &*other),
        ("person_id", &*other),
        ("person", &*other),
        ("score", "100"),
        ("percent", "100"),
        ("passed", "true"),
        ("anyway", "1"),
    ];

    let wishes = [("language", "en"), ("zone", "Europe/Lisbon"), ("theme", "dark")];
    let page = visitor.post("/account/preferences", &[&wishes[..], &greedy[..]].concat()).await?;
    ensure!(page.status == StatusCode::SEE_OTHER, "preferences: {} {}", page.status, page.body);
    ensure!(
        (facts.number(roles, &[me]).await?, facts.number(teams, &[me]).await?) == before,
        "a role or team was taken"
    );
    let zones = "SELECT count(*) FROM people WHERE id = ? AND zone = 'Europe/Lisbon'";
    ensure!(facts.number(zones, &[me]).await? == 1, "the own zone did not change");
    ensure!(facts.number(zones, &[manager]).await? == 0, "somebody else's zone changed");

    let page = visitor.post("/modules/welcome/attempts", &greedy).await?;
    let attempt = page.location().context("no attempt was started")?.to_owned();
    let page = visitor.post(&format!("{attempt}/submission"), &greedy).await?;
    ensure!(page.status.is_redirection(), "submission: {} {}", page.status, page.body);
    let id = attempt.rsplit('/').next().and_then(|id| id.parse().ok()).with_context(|| format!("{attempt}?"))?;
    let passed = "SELECT count(*) FROM attempts WHERE id = ? AND passed = 1";
    ensure!(facts.number(passed, &[id]).await? == 0, "an empty attempt passed because its form said so");
    let owned = "SELECT count(*) FROM attempts WHERE id = ? AND person_id = ?";
    ensure!(facts.number(owned, &[id, me]).await? == 1, "the attempt belongs to somebody else");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trust_32_what_people_write_stays_text_on_every_page() -> Result<()> {
    let server = Server::demo().await?;
    let visitor = Visitor::signed_in(&server.url, people::OPERATOR).await?;
    let desk = Desk::start(visitor.clone(), "second-chat").await?;
    let chat = desk.first_chat().await?;
    let line = "hi </script><script>alert('desk')</script> \u{2028} <!-- <img src=x onerror=alert(1)> & \"quotes\"";
    let sent = desk.send(chat, line, kit::fresh_id()).await?;
    ensure!(sent.status == StatusCode::OK, "{} {}", sent.status, sent.body);
    let page = visitor.get(&format!("/shifts/{}", desk.shift)).await?;
    ensure!(page.body.contains("alert("), "the line is not on the desk's page at all");
    let sign_in = Visitor::new(&server.url)?
        .post("/sign-in", &[("email", "\"><script>alert('form')</script>"), ("password", "does not matter")])
        .await?;
    ensure!(sign_in.body.contains("alert("), "the address is not kept in the form");
    for body in [&page.body, &sign_in.body] {
        for harmful in ["<script>alert(", "</script><script>a", "<img src=x", "\"><script>alert"] {
            ensure!(!body.contains(harmful), "{harmful} stands unescaped on the page");
        }
    }
    // The desk's words lie inside an element or an attribute; a raw script element is where a line separator would do harm.
    for script in page.body.split("<script").skip(1) {
        let script = script.split("</script>").next().unwrap_or_default();
        ensure!(
            !script.contains("alert(") && !script.contains('\u{2028}'),
            "somebody's words stand in a script: {script}"
        );
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trust_50_errors_say_what_to_do_and_nothing_about_the_inside() -> Result<()> {
    let server = Server::demo().await?;
    let visitor = Visitor::signed_in(&server.url, people::OPERATOR).await?;
    let mut answers = Vec::new();
    for path in [
        "/nowhere",
        "/attempts/not-an-id",
        "/attempts/00000000-0000-0000-0000-000000000000",
        "/chats/%00",
        "/modules/%ff%fe",
        "/modules/..%2f..%2fetc%2fpasswd",
        "/modules/x'%20OR%20'1'='1",
        "/tracks/%F0%9F%98%80",
        "/shifts/1",
        "/people?before=nonsense",
        "/practice?x=%zz",
    ] {
        answers.push((path, visitor.get(path).await?));
    }
    for (path, kind, body) in [
        ("/api/shifts/act", "application/json", "{\"shift\": "),
        ("/api/shifts/act", "application/json", "[]"),
        ("/api/shifts/act", "text/plain", "shift=1"),
        ("/api/shifts/desk", "application/json", "{\"shift\": \"not-an-id\"}"),
        ("/account/preferences", "application/json", "{}"),
        ("/account/preferences", "application/x-www-form-urlencoded", "language=%ff&zone=Mars%2FCity&theme="),
        (
            "/shifts",
            "application/x-www-form-urlencoded",
            "plan=no-such-plan&client=00000000-0000-4000-8000-000000000000",
        ),
        ("/tracks", "application/x-www-form-urlencoded", "a=b"),
    ] {
        let request = visitor.request(Method::POST, path).header(header::CONTENT_TYPE, kind).body(body);
        answers.push((path, kit::visitor::read(request.send().await?).await?));
    }
    let mut wrong = Vec::new();
    for (path, page) in &answers {
        let known = ["/people?before=nonsense", "/practice?x=%zz"].contains(path);
        if page.status.is_server_error() || !(known || page.status.is_client_error()) {
            wrong.push(format!("{path} answers {}", page.status));
        }
        if page.header("x-request-id").is_none() {
            wrong.push(format!("{path} has no reference"));
        }
        for inside in ["SELECT ", "sqlx", "sea_orm", "panicked", ".rs:", "stack backtrace", "greenroom.db", "serde"] {
            if page.body.contains(inside) {
                wrong.push(format!("{path} lets out {inside}: {}", page.body.chars().take(300).collect::<String>()));
            }
        }
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    ensure!(visitor.get("/").await?.status == StatusCode::OK, "the server is not well afterwards");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trust_55_no_secret_and_nobodys_words_are_in_the_log() -> Result<()> {
    let server = Server::demo().await?;
    let mut visitor = Visitor::signed_in(&server.url, people::OPERATOR).await?;
    let mut secrets = vec![visitor.cookie.clone().unwrap_or_default()];
    let (wrong, new) = ("a wrong guess of mine", "seven quiet herons at dusk");
    let guess = Visitor::new(&server.url)?.post("/sign-in", &[("email", people::MENTOR), ("password", wrong)]).await?;
    ensure!(guess.status == StatusCode::UNPROCESSABLE_ENTITY, "{}", guess.status);
    let fields = [("current", people::PASSWORD), ("new", new), ("again", new)];
    let changed = visitor.post("/account/password", &fields).await?;
    ensure!(changed.status == StatusCode::SEE_OTHER, "{} {}", changed.status, changed.body);
    let again = visitor.post("/sign-in", &[("email", people::OPERATOR), ("password", new)]).await?;
    visitor.keep_cookie(&again.headers).context("the new password does not open")?;
    secrets.push(visitor.cookie.clone().unwrap_or_default());

    let desk = Desk::start(visitor.clone(), "second-chat").await?;
    let chat = desk.first_chat().await?;
    let line = "the orchid on the windowsill needs no water this week";
    ensure!(desk.send(chat, line, kit::fresh_id()).await?.status == StatusCode::OK);
    let draft = json!({"shift": desk.shift, "chat": chat, "text": "half a sentence about lighthouses"});
    ensure!(visitor.call("/api/shifts/draft", &draft).await?.status == StatusCode::OK);
    visitor.get("/attempts/not-an-id").await?;
    visitor.call("/api/shifts/act", &json!({"shift": 1, "words": line})).await?;
    visitor.post("/sign-out", &[]).await?;

    let log = server.log();
    ensure!(
        log.contains("/sign-in") && log.contains("/api/shifts/act"),
        "the log does not tell what was asked:\n{log}"
    );
    secrets.extend(secrets.clone().iter().filter_map(|cookie| Some(cookie.split_once('=')?.1.to_owned())));
    secrets.extend([wrong, new, line, "orchid", "lighthouses"].map(str::to_owned));
    for secret in secrets {
        ensure!(!secret.is_empty() && !log.contains(&secret), "the log holds {secret}");
    }
    Ok(())
}
