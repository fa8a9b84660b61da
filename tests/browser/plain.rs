//! Without scripts: everything but the desk works with plain forms.

use anyhow::{Result, ensure};
use kit::{
    browser::{Browser, Look},
    people,
    server::Server,
};

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_and_a_quiz_work_without_scripts() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::open(&server.url, Look { scripts: false, ..Look::default() }).await?;
    browser.sign_in(people::NEWCOMER).await?;
    browser.visit("/modules/welcome").await?;
    browser.click("form[action$='/attempts'] button[type=submit]").await?;
    let attempt = browser.wait_path("/attempts/").await?;
    browser.click("form[action$='/submission'] button[type=submit]:not([formaction])").await?;
    browser.wait_path(&attempt).await?;
    ensure!(
        browser.find_all("form[action$='/submission']").await?.is_empty(),
        "the attempt is still open after submitting"
    );
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_module_says_why_and_shows_nothing() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::open(&server.url, Look { scripts: false, ..Look::default() }).await?;
    browser.sign_in(people::NEWCOMER).await?;
    browser.visit("/modules/privacy").await?;
    let text = browser.text().await?;
    ensure!(text.contains("Welcome to the work"), "the page does not say what comes first:\n{text}");
    ensure!(browser.find_all("form[action$='/attempts']").await?.is_empty(), "a locked module offers its quiz");
    browser.close().await
}
