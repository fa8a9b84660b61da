//! Two windows of one person on one shift: both live, and neither loses or doubles a line.

use crate::seat::Seat;
use anyhow::{Result, ensure};
use kit::{
    browser::{Browser, Look},
    people,
    server::Server,
};

#[tokio::test(flavor = "multi_thread")]
async fn both_windows_of_a_shift_show_the_same_without_a_reload() -> Result<()> {
    let server = Server::demo().await?;
    let here = Browser::of(&server.url, Look::default(), people::OPERATOR).await?;
    let there = Browser::of(&server.url, Look::default(), people::OPERATOR).await?;
    let (left, right) = (Seat(&here), Seat(&there));
    let desk = left.take("An evening chat").await?;
    there.visit_awake(&desk).await?;
    right.hear().await?;
    left.ask("Good evening Theo, the table's open! What have you got in the oven?").await?;
    right.hear_back().await?;
    right.say("That must smell wonderful. Do you bake for a living?").await?;
    left.hear_back().await?;
    left.close("resolved", "A pleasant evening, nothing open.").await?;
    there.find(".p-desk-done a").await?;
    ensure!(
        left.record().await? == right.record().await?,
        "the windows differ:\n{:#?}\n{:#?}",
        left.record().await?,
        right.record().await?
    );
    let lines = left.record().await?.concat();
    let own = lines.iter().filter(|line| line.contains("for a living")).count();
    ensure!(own == 1, "one line said {own} times: {lines:#?}");
    for browser in [here, there] {
        let errors = browser.console_errors().await?;
        ensure!(errors.is_empty(), "{errors:#?}");
        browser.close().await?;
    }
    Ok(())
}
