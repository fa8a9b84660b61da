//! How pages look to everybody: axe finds nothing in either theme, and nothing runs out of a narrow window.

use anyhow::{Result, ensure};
use kit::{
    browser::{Browser, Look},
    people,
    server::Server,
};

const PAGES: [(&str, &[&str]); 4] = [
    (
        people::OPERATOR,
        &["/", "/tracks/first-shift", "/modules/welcome", "/guidelines/house-rules", "/practice", "/feedback"],
    ),
    (people::MENTOR, &["/queue", "/queue/reviewed"]),
    (people::MANAGER, &["/reports/backlog"]),
    (people::ADMINISTRATOR, &["/people", "/audit"]),
];

async fn axe_finds_nothing(dark: bool) -> Result<()> {
    let server = Server::demo().await?;
    let mut found = Vec::new();
    for (email, pages) in PAGES {
        let browser = Browser::open(&server.url, Look { dark, ..Look::default() }).await?;
        browser.sign_in(email).await?;
        for page in pages {
            browser.visit(page).await?;
            browser.shot(&format!("{}{}", if dark { "dark" } else { "light" }, page.replace('/', "-"))).await?;
            found.extend(browser.axe().await?.into_iter().map(|line| format!("{page}: {line}")));
        }
        browser.close().await?;
    }
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_in_light() -> Result<()> {
    axe_finds_nothing(false).await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_runs_out_of_a_narrow_window() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::open(&server.url, Look { width: 500, height: 800, ..Look::default() }).await?;
    browser.sign_in(people::OPERATOR).await?;
    browser.client.set_window_size(360, 800).await?;
    for page in ["/", "/modules/welcome", "/feedback", "/tracks/first-shift"] {
        browser.visit(page).await?;
        let over =
            browser.client.execute("return document.documentElement.scrollWidth - window.innerWidth", vec![]).await?;
        ensure!(over.as_i64().is_some_and(|over| over <= 1), "{page} is {over} px too wide");
    }
    browser.close().await
}
