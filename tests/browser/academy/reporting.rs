//! The manager sees it: funnel, scores, response times, backlog; every figure opens its rows, and every export equals the screen.

use super::NAME;
use anyhow::{Context, Result, ensure};
use kit::browser::Browser;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// The tables of the progress page: rows by their first cell, and the number in the second.
pub type Figures = BTreeMap<String, u32>;

/// Reads the figures of the progress page.
pub async fn figures(manager: &Browser) -> Result<Figures> {
    manager.visit("/reports/progress").await?;
    let script = "const number = text => Number(text.replace(/[^0-9]/g, '')), found = {};
        for (const row of document.querySelectorAll('#funnel tbody tr')) found[row.cells[0].textContent] = number(row.querySelector('.p-drawn-figure').textContent);
        found['reviews'] = number(document.querySelector('#sections tbody tr').lastElementChild.textContent);
        found['replies'] = [...document.querySelectorAll('#replies tbody tr')].reduce((sum, row) => sum + number(row.cells[1].textContent), 0);
        found['backlog'] = number(document.querySelector(\".p-report-figures a[href^='/reports/backlog'] .c-figure-value\").textContent);
        return found";
    Ok(serde_json::from_value(manager.client.execute(script, vec![]).await?)?)
}

/// What one person did today moves the figures by exactly that.
pub fn the_job_shows(before: &Figures, waiting: &Figures, after: &Figures) -> Result<()> {
    let of = |figures: &Figures, name: &str| figures.get(name).copied().with_context(|| format!("no figure {name}"));
    for step in ["Guidelines signed", "Modules read", "Quizzes passed"] {
        ensure!(of(after, step)? == of(before, step)? + 1, "{step}: {before:?} became {after:?}");
    }
    ensure!(of(after, "reviews")? == of(before, "reviews")? + 1, "one review more: {before:?} became {after:?}");
    ensure!(of(after, "replies")? >= of(before, "replies")? + 6, "replies: {before:?} became {after:?}");
    ensure!(
        of(waiting, "backlog")? == of(before, "backlog")? + 2,
        "two chats handed in: {before:?} became {waiting:?}"
    );
    ensure!(of(after, "backlog")? == of(waiting, "backlog")? - 1, "one released: {waiting:?} became {after:?}");
    Ok(())
}

/// From a step of the funnel to the people who reached it, and from there to one of them.
pub async fn every_figure_opens_its_rows(manager: &Browser) -> Result<()> {
    manager.visit("/reports/progress").await?;
    let links = "return [...document.querySelectorAll('#funnel tbody a, #sections tbody a')].map(a => [a.getAttribute('href'),
        Number((a.closest('#funnel') ? a.closest('tr').querySelector('.p-drawn-figure') : a.closest('tr').lastElementChild).textContent)])";
    let links: Vec<(String, usize)> = serde_json::from_value(manager.client.execute(links, vec![]).await?)?;
    ensure!(links.len() >= 11, "figures with rows: {links:?}");
    for (to, figure) in links {
        manager.visit(&to).await?;
        let rows = manager.find_all("tbody tr:not(:has(.p-sheet-none))").await?.len();
        ensure!(rows == figure, "{to} says {figure} and opens {rows} rows");
    }
    manager.visit("/reports/progress").await?;
    let column =
        manager.find("#replies .c-columns-link").await?.attr("href").await?.context("a column without rows")?;
    manager.visit(&column).await?;
    ensure!(!manager.find_all("tbody tr").await?.is_empty(), "{column} opens nothing");
    manager.visit("/reports/progress").await?;
    manager.click_on("#people tbody a", NAME).await?;
    manager.wait_path("/reports/people/").await?;
    manager.pick("h1", NAME).await.map(drop)
}

/// A table on the screen and its export.
#[derive(Deserialize)]
struct Export {
    href: String,
    heads: Vec<String>,
    /// Cells as shown, a moment exactly.
    rows: Vec<Vec<String>>,
    csv: String,
}

/// Fetches the exports of a page as its links would, with the tables they stand under.
const EXPORTS: &str = "const done = arguments[0], clean = text => text.replace(/\\s+/g, ' ').trim();
    const cell = c => c.querySelector('time')?.dateTime ?? clean(c.querySelector('.p-drawn-figure')?.textContent ?? c.textContent);
    Promise.all([...document.querySelectorAll('.p-sheet-export a')].map(async a => {
        const table = a.parentElement.previousElementSibling.querySelector('table');
        return {href: a.getAttribute('href'), csv: await (await fetch(a.href)).text(),
            heads: [...table.tHead.rows[0].cells].map(c => clean(c.textContent.replace(/[▲▼]/g, ''))),
            rows: [...table.tBodies[0].rows].filter(r => !r.querySelector('.p-sheet-none')).map(r => [...r.cells].map(cell))};
    })).then(done, e => done(String(e)))";

/// Every export has the rows, the columns and the values of the table it stands under.
pub async fn exports_say_what_the_screen_says(manager: &Browser) -> Result<()> {
    let mut compared = 0;
    for page in [
        "/reports/progress",
        "/reports/progress?days=28&sort=-score",
        "/reports/funnel/signed",
        "/reports/sections/all",
        "/reports/replies/1",
        "/reports/backlog",
    ] {
        manager.visit(page).await?;
        let exports: Value = manager.client.execute_async(EXPORTS, vec![]).await?;
        let exports: Vec<Export> =
            serde_json::from_value(exports.clone()).with_context(|| format!("{page}: {exports}"))?;
        ensure!(!exports.is_empty(), "{page} exports nothing");
        for export in exports {
            compare(&export).with_context(|| format!("{page} and {}", export.href))?;
            compared += export.rows.len();
        }
    }
    ensure!(compared > 500, "only {compared} rows compared");
    Ok(())
}

fn compare(export: &Export) -> Result<()> {
    let mut reader = csv::Reader::from_reader(export.csv.as_bytes());
    let heads: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    ensure!(heads == export.heads, "columns {heads:?}, on the screen {:?}", export.heads);
    let rows = reader.records().collect::<std::result::Result<Vec<_>, _>>()?;
    ensure!(rows.len() == export.rows.len(), "{} rows, on the screen {}", rows.len(), export.rows.len());
    for (row, shown) in rows.iter().zip(&export.rows) {
        for (value, shown) in row.iter().zip(shown) {
            ensure!(same(value, shown), "“{value}”, on the screen “{shown}” in {row:?}");
        }
    }
    Ok(())
}

/// A value as exported against what is shown: nothing is a dash, and figures may carry their unit or their band.
fn same(value: &str, shown: &str) -> bool {
    let rest = shown.strip_prefix(value);
    let number = value.parse::<f64>().is_ok();
    value == shown
        || (value.is_empty() && shown == "–")
        || (number && rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit() || c == '.')))
}
