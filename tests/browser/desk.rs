//! The desk, live: a customer arrives, a message goes out, a reload keeps everything.

use anyhow::{Result, ensure};
use kit::{
    browser::{Browser, Look},
    people,
    server::Server,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_sent_and_survives_a_reload() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::open(&server.url, Look::default()).await?;
    browser.sign_in(people::OPERATOR).await?;
    browser.visit("/practice").await?;
    browser.click("form[action='/shifts'] button[type=submit]").await?;
    let desk = browser.wait_path("/shifts/").await?;
    let line = "Hello, thanks for writing. Tell me what happened, please.";
    browser.fill("textarea", line).await?;
    browser.shot("desk").await?;
    let field = browser.find("textarea").await?;
    field.send_keys("\u{e007}").await?;
    browser.wait_text(line).await?;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    browser.visit(&desk).await?;
    browser.wait_text(line).await?;
    let errors = browser.console_errors().await?;
    ensure!(errors.is_empty(), "{errors:#?}");
    browser.close().await
}
