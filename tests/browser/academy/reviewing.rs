//! The mentor finds the chat, reads it blind, marks it, pins a remark to words, releases it; the operator reads that and knows what to work on.

use super::NAME;
use anyhow::{Context, Result, ensure};
use kit::browser::Browser;

/// The criterion that is marked down, so that it is the one thing to work on.
const WEAK: &str = "tone";
/// The words the remark is pinned to.
const WORDS: &str = "that's our mistake";
/// The remark.
const REMARK: &str = "Said openly, and a little bare: add what it meant for him.";
/// What the mentor writes to the operator.
const SUMMARY: &str =
    "You found the double charge quickly and promised nothing. Take up how he feels before you explain.";

/// Where the newest chat in the queue is claimed.
pub async fn newest_in_the_queue(mentor: &Browser) -> Result<Option<String>> {
    mentor.visit("/queue").await?;
    let script = "const at = row => row.querySelector('time').dateTime;
        const rows = [...document.querySelectorAll('tbody tr')].filter(row => row.querySelector('form'));
        return rows.sort((a, b) => at(a).localeCompare(at(b))).at(-1)?.querySelector('form').getAttribute('action') ?? null";
    Ok(mentor.client.execute(script, vec![]).await?.as_str().map(str::to_owned))
}

/// Claims the chat that came into the queue since; says where its review is.
pub async fn claim_what_came(mentor: &Browser, known: Option<&str>) -> Result<String> {
    let came = newest_in_the_queue(mentor).await?.context("an empty queue")?;
    ensure!(Some(came.as_str()) != known, "nothing came into the queue");
    mentor.click(&format!("form[action='{came}'] button")).await?;
    let review = mentor.wait_path("/reviews/").await?;
    mentor.awake().await?;
    Ok(review)
}

/// Reads it blind, marks everything by keyboard, pins a remark, releases. A reload in the middle keeps marks and remark.
pub async fn mark_and_release(mentor: &Browser, review: &str) -> Result<()> {
    let source = mentor.client.source().await?;
    for part in NAME.split(' ') {
        ensure!(!source.contains(part), "the mentor can read who it was: {part}");
    }
    ensure!(source.contains("Callum") && source.contains("K-70412"), "the mentor cannot read the chat");
    let rules = mark_everything(mentor).await?;
    mentor.wait_on("#summary").await?;
    mentor.type_in(SUMMARY).await?;
    mentor.choose("#focus", WEAK).await?;
    remark(mentor).await?;
    saved(mentor).await?;
    mentor.visit_awake(review).await?;
    for (id, mark) in rules {
        ensure!(
            mentor.find_all(&format!("[name='criterion:{id}'][value='{mark}']:checked")).await?.len() == 1,
            "{id} is not {mark} any more"
        );
    }
    ensure!(pinned(mentor).await? == WORDS, "the remark lost its words");
    mentor.click(".p-review-actions button:not([formaction])").await?;
    mentor.find(".p-score-figures").await?;
    ensure!(mentor.path().await? == review, "a release leads to {}", mentor.path().await?);
    let shown = mentor.words(".p-remark-body").await?;
    ensure!(shown == [REMARK], "released remarks: {shown:?}");
    Ok(())
}

/// One key for each criterion; each mark moves on to the next.
async fn mark_everything(mentor: &Browser) -> Result<Vec<(String, &'static str)>> {
    let script = "return [...document.querySelectorAll('[data-criterion]')]
        .map(c => [c.dataset.criterion, c.querySelector('[value=yes]') ? 'yes' : '3'])";
    let all: Vec<(String, String)> = serde_json::from_value(mentor.client.execute(script, vec![]).await?)?;
    ensure!(all.len() >= 8, "a scorecard of {} criteria", all.len());
    let mut marks = Vec::new();
    for (id, kind) in all {
        mentor.find(&format!("[data-criterion='{id}'].is-current")).await?;
        let (key, mark) = match (kind.as_str(), id.as_str()) {
            ("yes", _) => ('y', "yes"),
            (_, WEAK) => ('1', "1"),
            _ => ('3', "3"),
        };
        mentor.chord(&[key]).await?;
        marks.push((id, mark));
    }
    Ok(marks)
}

/// Selects words of a message and remarks on them.
async fn remark(mentor: &Browser) -> Result<()> {
    select(mentor, WORDS).await?;
    mentor.chord(&['c']).await?;
    mentor.wait_on(".p-remark textarea").await?;
    mentor.type_in(REMARK).await?;
    mentor.choose(".p-remark select", WEAK).await
}

/// Selects words inside a message, as somebody who drags over them.
pub async fn select(mentor: &Browser, words: &str) -> Result<()> {
    let script = "document.activeElement.blur();
        for (const body of document.querySelectorAll('[data-body]')) {
            const at = body.textContent.indexOf(arguments[0]);
            if (at < 0) continue;
            const walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT), range = document.createRange();
            let seen = 0, node;
            while (node = walk.nextNode()) {
                const from = at - seen, to = from + arguments[0].length;
                if (from >= 0 && from < node.length) range.setStart(node, from);
                if (to > 0 && to <= node.length) range.setEnd(node, to);
                seen += node.length;
            }
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return getSelection().toString();
        }";
    let selected = mentor.client.execute(script, vec![words.into()]).await?;
    ensure!(selected == words, "selected {selected} instead of “{words}”");
    Ok(())
}

/// The words that carry remarks.
async fn pinned(browser: &Browser) -> Result<String> {
    let script = "return [...document.querySelectorAll('mark[data-comments]')].map(mark => mark.textContent).join('')";
    Ok(serde_json::from_value(browser.client.execute(script, vec![]).await?)?)
}

/// Waits until everything is on the server.
pub async fn saved(mentor: &Browser) -> Result<()> {
    mentor.find(".p-review-saved:not(.is-busy, .is-wrong)").await.map(drop)
}

/// The operator finds the review on the home page, reads it in the transcript, and says so.
pub async fn read_and_acknowledge(newcomer: &Browser, review: &str) -> Result<()> {
    newcomer.visit("/").await?;
    let feedback = review.replace("/reviews/", "/feedback/");
    newcomer.click(&format!(".c-rows a[href='{feedback}']")).await?;
    newcomer.wait_path(&feedback).await?;
    let pinned = pinned(newcomer).await?;
    ensure!(pinned == WORDS, "the remark is pinned to “{pinned}”");
    ensure!(newcomer.words(".p-remark-body").await? == [REMARK], "the remark says something else");
    ensure!(newcomer.words(".p-feedback-words").await?.concat() == SUMMARY, "the summary says something else");
    ensure!(newcomer.has(".p-feedback-focus .p-feedback-evidence a").await?, "no evidence for what to work on");
    newcomer.click("#read button").await?;
    newcomer.find("#read .c-callout").await.map(drop)
}

/// Home names one thing to work on, and leads to the message behind it.
pub async fn one_thing_to_work_on(newcomer: &Browser, review: &str) -> Result<()> {
    newcomer.visit("/").await?;
    let title = newcomer.words(".p-work h2").await?.concat();
    ensure!(title == "Tone fits person and moment", "one thing to work on: “{title}”");
    let evidence = newcomer.words(".p-evidence li").await?.concat();
    ensure!(evidence.contains(REMARK) && evidence.contains(WORDS), "the evidence is: {evidence}");
    newcomer.click(".p-evidence a").await?;
    newcomer.wait_path(&review.replace("/reviews/", "/feedback/")).await?;
    let script = "return document.getElementById(decodeURIComponent(location.hash.slice(1)))?.innerText ?? 'nothing'";
    let there = newcomer.client.execute(script, vec![]).await?;
    ensure!(there.as_str().is_some_and(|text| text.contains(WORDS)), "the link to the message leads to {there}");
    Ok(())
}
