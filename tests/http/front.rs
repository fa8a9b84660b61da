//! What every answer carries, and how people get in and out.

use anyhow::{Context, Result, ensure};
use kit::{people, server::Server, visitor::Visitor};
use reqwest::{Method, StatusCode, header};
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn trust_33_34_35_every_answer_carries_its_walls() -> Result<()> {
    let server = Server::demo().await?;
    let visitor = Visitor::signed_in(&server.url, people::OPERATOR).await?;
    let mut nonces = Vec::new();
    for path in ["/sign-in", "/", "/modules/welcome", "/nowhere", "/shifts/not-an-id", "/queue"] {
        let page = visitor.get(path).await?;
        let policy = page.header("content-security-policy").with_context(|| format!("{path} has no policy"))?;
        ensure!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
        for part in ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "'nonce-"]
        {
            ensure!(policy.contains(part), "{path} lacks {part}: {policy}");
        }
        let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap_or_default();
        ensure!(nonce.len() >= 16 && !nonces.contains(&nonce.to_owned()), "{path} repeats the nonce {nonce}");
        nonces.push(nonce.to_owned());
        ensure!(page.header("x-content-type-options") == Some("nosniff"), "{path} may be sniffed");
        ensure!(page.header("referrer-policy").is_some(), "{path} has no referrer policy");
        ensure!(page.header("access-control-allow-origin").is_none(), "{path} is open to other sites");
        ensure!(page.header("cache-control").is_some_and(|cache| cache.contains("no-store")), "{path} may be kept");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trust_29_changes_from_elsewhere_are_refused() -> Result<()> {
    let server = Server::demo().await?;
    let visitor = Visitor::signed_in(&server.url, people::OPERATOR).await?;
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    let cookie = visitor.cookie.clone().unwrap_or_default();
    for (kind, body) in [
        ("application/x-www-form-urlencoded", "theme=dark"),
        ("text/plain", "theme=dark"),
        ("application/json", "{\"theme\":\"dark\"}"),
    ] {
        for (name, value) in [("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example"), ("X-Nothing", "1")]
        {
            let request = http.post(format!("{}/theme", server.url)).header(header::COOKIE, &cookie);
            let answer = request.header(header::CONTENT_TYPE, kind).header(name, value).body(body).send().await?;
            ensure!(answer.status() == StatusCode::FORBIDDEN, "{kind} with {name}: {value} got {}", answer.status());
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trust_11_13_the_session_changes_at_sign_in_and_dies_at_sign_out() -> Result<()> {
    let server = Server::demo().await?;
    let mut visitor = Visitor::signed_in(&server.url, people::OPERATOR).await?;
    let first = visitor.clone();
    let again = visitor.post("/sign-in", &[("email", people::OPERATOR), ("password", people::PASSWORD)]).await?;
    ensure!(again.status == StatusCode::SEE_OTHER);
    visitor.keep_cookie(&again.headers).context("no new cookie")?;
    ensure!(visitor.cookie != first.cookie, "the session id stayed the same");
    ensure!(
        first.get("/account").await?.status == StatusCode::SEE_OTHER,
        "the session before signing in again is alive"
    );
    let replay = visitor.clone();
    let out = visitor.post("/sign-out", &[]).await?;
    ensure!(out.header("clear-site-data").is_some(), "nothing tells the browser to forget");
    ensure!(replay.get("/account").await?.status == StatusCode::SEE_OTHER, "the session is alive after signing out");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trust_5_6_guessing_is_slowed_and_tells_nothing() -> Result<()> {
    let server = Server::demo().await?;
    let visitor = Visitor::new(&server.url)?;
    let known = visitor.post("/sign-in", &[("email", people::MENTOR), ("password", "wrong-password")]).await?;
    let unknown =
        visitor.post("/sign-in", &[("email", "nobody@demo.greenroom.test"), ("password", "wrong-password")]).await?;
    ensure!(
        known.status == StatusCode::UNPROCESSABLE_ENTITY && unknown.status == known.status,
        "{} {}",
        known.status,
        unknown.status
    );
    let text = |body: &str, email: &str| {
        body.split("nonce=\"")
            .map(|part| part.split_once('"').map_or(part, |(_, rest)| rest))
            .collect::<String>()
            .replace(email, "")
            .replace(people::MENTOR, "")
    };
    ensure!(
        text(&known.body, people::MENTOR) == text(&unknown.body, "nobody@demo.greenroom.test"),
        "the page tells who has an account"
    );
    let mut slowed = None;
    for _ in 0..20 {
        let page = visitor.post("/sign-in", &[("email", people::MENTOR), ("password", "wrong-password")]).await?;
        if page.status == StatusCode::TOO_MANY_REQUESTS {
            slowed = page.header("retry-after").map(str::to_owned);
            break;
        }
    }
    ensure!(
        slowed.is_some_and(|wait| wait.parse::<u64>().is_ok_and(|wait| wait < 1000)),
        "twenty wrong tries were not slowed"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trust_7_a_fresh_installation_is_set_up_once() -> Result<()> {
    let server = Server::empty().await?;
    let mut link = None;
    for _ in 0..50 {
        let log = server.log();
        link = log.split_whitespace().find_map(|word| word.split_once("/set-up/").map(|(_, token)| token.to_owned()));
        if link.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let link = format!("/set-up/{}", link.context("no set-up link was printed")?);
    let mut visitor = Visitor::new(&server.url)?;
    let page = visitor.get(&link).await?;
    ensure!(page.status == StatusCode::OK, "{}", page.status);
    let weak = [
        ("name", "Ada Okafor"),
        ("email", "ada@example.org"),
        ("password", "password1"),
        ("again", "password1"),
        ("zone", "Europe/Amsterdam"),
    ];
    let refused = visitor.post(&link, &weak).await?;
    ensure!(
        refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("Ada Okafor"),
        "{}",
        refused.status
    );
    let good = "plenty of calm words";
    let strong = [
        ("name", "Ada Okafor"),
        ("email", "ada@example.org"),
        ("password", good),
        ("again", good),
        ("zone", "Europe/Amsterdam"),
    ];
    let done = visitor.post(&link, &strong).await?;
    ensure!(done.status == StatusCode::SEE_OTHER, "{} {}", done.status, done.body);
    visitor.keep_cookie(&done.headers).context("not signed in after set-up")?;
    ensure!(visitor.get("/people").await?.status == StatusCode::OK);
    let second = Visitor::new(&server.url)?.post(&link, &strong).await?;
    ensure!(second.status != StatusCode::SEE_OTHER, "the set-up link worked twice");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trust_47_49_too_much_is_refused_and_nothing_falls_over() -> Result<()> {
    let server = Server::demo().await?;
    let visitor = Visitor::signed_in(&server.url, people::OPERATOR).await?;
    let large = "x".repeat(2_000_000);
    let page = visitor.post("/account/preferences", &[("zone", &large)]).await?;
    ensure!(page.status == StatusCode::PAYLOAD_TOO_LARGE, "{}", page.status);
    // Answered with an error, or the connection is closed without a word: both will do.
    if let Ok(trace) = visitor.request(Method::TRACE, "/").send().await {
        ensure!(trace.status().is_client_error(), "TRACE got {}", trace.status());
    }
    for path in
        ["/modules/%00", "/modules/..%2f..%2fetc", "/attempts/zzz", "/chats/%F0%9F%92%A5", "/reports/replies/-1"]
    {
        let page = visitor.get(path).await?;
        ensure!(page.status.is_client_error(), "{path} got {}", page.status);
        ensure!(!page.body.contains("panicked") && !page.body.to_lowercase().contains("sql"), "{path} tells too much");
    }
    ensure!(visitor.get("/").await?.status == StatusCode::OK);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trust_36_nobody_is_sent_elsewhere_after_signing_in() -> Result<()> {
    let server = Server::demo().await?;
    let visitor = Visitor::new(&server.url)?;
    for next in ["//evil.example", "\\\\evil.example", "/%2f/evil.example", "https://evil.example"] {
        let fields = [("email", people::OPERATOR), ("password", people::PASSWORD), ("next", next)];
        let page = visitor.post("/sign-in", &fields).await?;
        ensure!(page.location() == Some("/"), "{next} led to {:?}", page.location());
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trust_25_answers_stay_on_the_server() -> Result<()> {
    let server = Server::demo().await?;
    let visitor = Visitor::signed_in(&server.url, people::NEWCOMER).await?;
    let begun = visitor.post("/modules/welcome/attempts", &[]).await?;
    ensure!(begun.status == StatusCode::SEE_OTHER, "{} {}", begun.status, begun.body);
    let path = begun.location().context("no attempt")?.to_owned();
    let page = visitor.get(&path).await?;
    ensure!(page.status == StatusCode::OK);
    let source = std::fs::read_to_string(kit::project().join("content/en/modules/welcome.md"))?;
    let secrets: Vec<&str> = source
        .lines()
        .filter_map(|line| line.split_once("explain: ").map(|(_, text)| text.trim_matches(['"', '\'', ' '])))
        .filter(|text| text.len() > 30)
        .collect();
    ensure!(!secrets.is_empty(), "the module has no explanations to look for");
    for secret in secrets {
        ensure!(!page.body.contains(&secret[..30]), "the page holds an explanation before submitting: {secret}");
    }
    Ok(())
}
