//! Without scripts: everything but the desk works with plain forms, and the desk says that it does not.

use crate::{academy, answers};
use anyhow::{Context, Result, ensure};
use kit::{
    browser::{Browser, Look},
    people,
    server::Server,
};

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_quizzes_and_the_sign_off_are_plain_forms() -> Result<()> {
    let server = Server::demo().await?;
    let newcomer = Browser::of(&server.url, Look::without_scripts(), people::NEWCOMER).await?;
    gaps_are_shown_and_answers_kept(&newcomer).await?;
    academy::learning::the_track_up_to_practice(&newcomer).await?;
    newcomer.close().await
}

/// Handing in with gaps comes back with every gap named, and with what was answered.
async fn gaps_are_shown_and_answers_kept(newcomer: &Browser) -> Result<()> {
    newcomer.visit("/modules/welcome").await?;
    newcomer.click("form[action$='/attempts'] button").await?;
    newcomer.wait_path("/attempts/").await?;
    newcomer.click("form[action$='/submission'] button:not([formaction])").await?;
    newcomer.find("[role=alert] a").await?;
    let gaps = newcomer.find_all("[role=alert] a").await?.len();
    ensure!(gaps == 5, "{gaps} gaps in an empty quiz of five questions");
    answers::give(newcomer, &answers::quiz("welcome")?).await?;
    newcomer.click("form[action$='/submission'] button[formaction$='/answers']").await?;
    newcomer.find("#saved").await?;
    let kept = newcomer.find_all("form[action$='/submission'] input:checked").await?.len();
    ensure!(kept >= 3, "saving kept {kept} answers");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_is_a_plain_form() -> Result<()> {
    let server = Server::demo().await?;
    let mentor = Browser::of(&server.url, Look::without_scripts(), people::MENTOR).await?;
    mentor.visit("/queue").await?;
    mentor.click("form[action$='/claims'] button").await?;
    let review = mentor.wait_path("/reviews/").await?;
    ensure!(!mentor.has("html[data-awake]").await?, "scripts run");

    mentor.click(".p-review-actions button:not([formaction])").await?;
    mentor.find("[role=alert] a").await?;
    let criteria = mentor.find_all("[data-criterion]").await?;
    let named = mentor.find_all("[role=alert] a").await?.len();
    ensure!(named > criteria.len(), "{named} problems of an empty form with {} criteria", criteria.len());
    for criterion in criteria {
        let id = criterion.attr("data-criterion").await?.context("a criterion without an id")?;
        mentor.click(&format!("[data-criterion='{id}'] label:nth-of-type(1)")).await?;
    }
    let words = remark_on_quoted_words(&mentor).await?;
    mentor.choose("#focus", "tone").await?;
    mentor.fill("#summary", "Short and kind. Say what happens next before you close.").await?;
    mentor.click(".p-review-actions button[formaction$='/draft']").await?;
    mentor.pick(".p-remark q", &words).await?;
    ensure!(mentor.find_all("[data-criterion]:not(:has(:checked))").await?.is_empty(), "saving a draft lost marks");
    mentor.click(".p-review-actions button:not([formaction])").await?;
    mentor.find(".p-score-figures").await?;
    ensure!(mentor.path().await? == review, "a release leads to {}", mentor.path().await?);
    ensure!(mentor.words(".p-remark-body").await? == ["Well said."], "the remark is gone");
    mentor.close().await
}

/// Opens the place for a remark beside the first message of the operator, and quotes its first words.
async fn remark_on_quoted_words(mentor: &Browser) -> Result<String> {
    let line =
        mentor.words("[data-body]").await?.into_iter().next().context("a chat without a line of the operator")?;
    let words = line.split(' ').take(3).collect::<Vec<_>>().join(" ");
    mentor.click(".p-fresh summary").await?;
    mentor.fill(".p-fresh[open] input[name$=':quote']", &words).await?;
    mentor.fill(".p-fresh[open] textarea", "Well said.").await?;
    Ok(words)
}

#[tokio::test(flavor = "multi_thread")]
async fn feedback_is_acknowledged_with_a_plain_form() -> Result<()> {
    let server = Server::demo().await?;
    let operator = Browser::of(&server.url, Look::without_scripts(), people::OPERATOR).await?;
    operator.visit("/feedback").await?;
    let unread = operator.find("tr:has(td:last-child .c-badge) a").await?;
    unread.click().await?;
    operator.wait_path("/feedback/").await?;
    operator.click("#read button").await?;
    operator.find("#read .c-callout").await?;

    operator.visit("/practice").await?;
    operator.click_on(".p-practice-plan form button", "An evening chat").await?;
    operator.wait_path("/shifts/").await?;
    ensure!(operator.has(".c-callout-warning").await?, "the desk does not say that it needs scripts");
    operator.close().await
}
