//! The operator signs in, sees what is next and why, reads, answers, signs. What is locked stays locked by its address too.

use crate::answers;
use anyhow::{Context, Result, bail, ensure};
use kit::browser::Browser;

/// From the first day to the first practice, always by what home says is next.
pub async fn the_track_up_to_practice(newcomer: &Browser) -> Result<()> {
    newcomer.visit("/modules/privacy").await?;
    let why = newcomer.words(".p-locked").await?.concat();
    ensure!(why.contains("Welcome to the work"), "a locked module does not say what comes first: {why}");
    ensure!(!newcomer.has(".p-prose").await?, "a locked module shows its text");
    newcomer.visit("/guidelines/house-rules").await?;
    ensure!(!newcomer.has(".p-clause").await?, "a locked guideline shows its clauses");

    newcomer.visit("/").await?;
    let next = newcomer.words(".p-next").await?.concat();
    for said in ["Welcome to the work", "It comes next because", "First shift"] {
        ensure!(next.contains(said), "home does not say {said}: {next}");
    }
    let done = follow_home(newcomer).await?;
    ensure!(done == 7, "{done} items before the first practice");
    newcomer.visit("/modules/privacy").await?;
    ensure!(newcomer.has(".p-prose").await?, "an unlocked module shows no text");
    Ok(())
}

/// From the first practice to the second.
pub async fn the_rest_of_the_track(newcomer: &Browser) -> Result<()> {
    let done = follow_home(newcomer).await?;
    ensure!(done == 3, "{done} items between the practices");
    Ok(())
}

/// Does what is next until that is practice; says how much it was.
async fn follow_home(newcomer: &Browser) -> Result<u32> {
    for done in 0..12 {
        newcomer.visit("/").await?;
        newcomer.click(".p-next-go a").await?;
        let path = newcomer.path().await?;
        match path.rsplit_once('/').context("no path")? {
            ("/modules", module) => read_and_answer(newcomer, module).await?,
            ("/guidelines", _) => sign(newcomer).await?,
            (_, "practice") => return Ok(done),
            _ => bail!("home leads to {path}"),
        }
    }
    bail!("the track does not end")
}

async fn read_and_answer(newcomer: &Browser, module: &str) -> Result<()> {
    // Who went on to the quiz before has read the module.
    if !newcomer.has(".p-module-end .c-done").await? {
        newcomer.click("button[form=reading][name=done]").await?;
    }
    newcomer.find(".p-module-end .c-done").await?;
    newcomer.click("form[action$='/attempts'] button").await?;
    newcomer.wait_path("/attempts/").await?;
    let quiz = answers::quiz(module)?;
    answers::are_kept(newcomer, &quiz).await?;
    answers::give(newcomer, &quiz).await?;
    newcomer.click("form[action$='/submission'] button:not([formaction])").await?;
    newcomer.find(".p-result").await?;
    let result = newcomer.words(".p-result").await?.concat();
    ensure!(result.contains("100%"), "right answers to {module} came out as: {result}");
    ensure!(newcomer.has(".p-answers .c-callout").await?, "{module}: no explanations after submitting");
    Ok(())
}

async fn sign(newcomer: &Browser) -> Result<()> {
    let clauses = newcomer.find_all(".p-clause").await?.len();
    ensure!(clauses >= 20, "a guideline of {clauses} clauses");
    newcomer.click(".p-signature label").await?;
    newcomer.click(".p-signature button").await?;
    newcomer.find(".p-signature .c-done").await.map(drop)
}
