//! Right answers to quizzes, read from the content files as their author wrote them. The server never tells them before a submission.

use anyhow::{Context, Result, anyhow, ensure};
use domain::{
    curriculum::module_of,
    quiz::{Question, QuestionKind, Quiz},
};
use fantoccini::Locator;
use kit::browser::Browser;

/// The quiz of a module.
pub fn quiz(module: &str) -> Result<Quiz> {
    let path = format!("en/modules/{module}.md");
    let text = std::fs::read_to_string(kit::project().join("content").join(&path))?;
    let module = module_of(&path, &text).map_err(|problems| anyhow!("{path}: {problems:?}"))?;
    module.quiz.context("a module without a quiz")
}

/// Checks that the page asks without telling: no explanation and no reason is anywhere in it.
pub async fn are_kept(browser: &Browser, quiz: &Quiz) -> Result<()> {
    let source = browser.client.source().await?;
    for question in &quiz.questions {
        let reasons = question.options.iter().map(|option| &option.why).filter(|why| !why.is_empty());
        for telling in reasons.chain([&question.explain]) {
            let first: String = telling.chars().take_while(|c| c.is_alphanumeric() || *c == ' ').collect();
            ensure!(first.len() < 12 || !source.contains(&first), "the open quiz tells “{first}”");
        }
    }
    Ok(())
}

/// Answers every question on the page with the right answer, as somebody with a mouse.
pub async fn give(browser: &Browser, quiz: &Quiz) -> Result<()> {
    let asked = browser.find_all("fieldset[id^='question-']").await?;
    ensure!(asked.len() >= 4, "a quiz of {} questions", asked.len());
    for element in asked {
        let id = element.attr("id").await?.context("a question without an id")?;
        let id = id.strip_prefix("question-").context("no question")?;
        let question = quiz.questions.iter().find(|question| question.id == id);
        answer(browser, question.with_context(|| format!("nobody wrote the question {id}"))?).await?;
    }
    Ok(())
}

async fn answer(browser: &Browser, question: &Question) -> Result<()> {
    let place = format!("[id='question-{}']", question.id);
    match question.kind {
        QuestionKind::Choice | QuestionKind::Several => {
            for option in question.options.iter().filter(|option| option.correct) {
                let label = browser.pick(&format!("{place} label"), &option.text).await?;
                // Answers that were saved before are ticked already.
                if !label.find(Locator::Css("input")).await?.is_selected().await? {
                    browser.click_on(&format!("{place} label"), &option.text).await?;
                }
            }
        }
        QuestionKind::Order => {
            for (place_in_order, option) in (1..).zip(&question.options) {
                let row = browser.pick(&format!("{place} label"), &option.text).await?;
                let list = row.find(Locator::Css("select")).await?;
                list.select_by_value(&i32::to_string(&place_in_order)).await?;
            }
        }
        QuestionKind::Short => {
            let accepted = question.accept.first().context("a short question that accepts nothing")?;
            browser.fill(&format!("{place} input[type=text]"), accepted).await?;
        }
    }
    Ok(())
}
