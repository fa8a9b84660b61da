//! Scores by section, and the reviews behind each.

use super::{
    Cell, Sheet, count,
    figure::{About, figure},
    filter::Asked,
    rows_page, score,
    sheet::{Column, Picture, Row},
    wants_csv, whole_percent,
};
use crate::{
    charts::{Dot, FEW, dot_scale},
    failure::PageError,
    guard::As,
    pages::feedback::critical_kind,
    render::Ctx,
    state::AppState,
    text::key,
};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use domain::{metrics::Share, people::Manager, scorecard::percent};
use leptos::prelude::*;
use store::reports::{Progress, SectionRow, SectionScore};

/// The word for the whole review in addresses.
const WHOLE: &str = "all";

/// A share with its band of 95 %.
fn with_band(ctx: &Ctx, share: Share) -> Cell {
    let (Some(percent), Some((low, high))) = (share.percent(), share.band()) else { return Cell::Nothing };
    let whole = whole_percent(share).unwrap_or_default();
    let shown = ctx.text.say_with(
        key::REPORT_WITH_BAND,
        &[("percent", whole.into()), ("low", format!("{low:.0}").into()), ("high", format!("{high:.0}").into())],
    );
    let drawn = Dot { mean: percent, band: Some((low, high)), line: None, few: share.of < FEW };
    Cell::Drawn(shown, whole.to_string(), Picture::Dot(drawn))
}

fn row(ctx: &Ctx, asked: &Asked, section: &SectionScore) -> Row {
    let text = ctx.text;
    let (id, title) = if section.id.is_empty() {
        (WHOLE, text.say(key::REPORT_WHOLE_REVIEW))
    } else {
        (section.id.as_str(), section.title.clone())
    };
    let mean = section.mean.map_or(Cell::Nothing, |mean| {
        let drawn = Dot { mean: f64::from(mean) / 1000.0, band: None, line: Some(80.0), few: section.n < FEW };
        Cell::Drawn(text.percent(percent(mean)), percent(mean).to_string(), Picture::Dot(drawn))
    });
    let cells = vec![
        Cell::Link(title, asked.with(&format!("/reports/sections/{id}"))),
        mean,
        with_band(ctx, section.passed),
        count(text, section.n),
    ];
    Row { cells, few: section.n < FEW }
}

fn sheet(ctx: &Ctx, asked: &Asked, progress: &Progress) -> Sheet {
    let text = ctx.text;
    Sheet {
        caption: text.say(key::REPORT_SECTIONS),
        export: asked.with("/reports/sections.csv"),
        columns: vec![
            Column::words(text.say(key::REPORT_SECTION)),
            Column::words(text.say(key::REPORT_MEAN_SCORE)),
            Column::words(text.say(key::REPORT_PASSED)),
            Column::figures(text.say(key::REPORT_REVIEWS)),
        ],
        rows: std::iter::once(&progress.overall)
            .chain(&progress.sections)
            .map(|section| row(ctx, asked, section))
            .collect(),
    }
}

/// The figure on the progress page, with the three critical accuracies below it.
pub fn section(ctx: &Ctx, asked: &Asked, progress: &Progress) -> AnyView {
    let text = ctx.text;
    let about = About {
        definition: key::REPORT_SECTIONS_ABOUT,
        n: progress.overall.n,
        by_period: true,
        updated_at: progress.updated_at,
    };
    let table = sheet(ctx, asked, progress).view(text.say(key::REPORT_EXPORT), text.say(key::REPORT_NO_ROWS));
    let accuracies = progress.criticals.iter().map(|accuracy| {
        let shown = whole_percent(accuracy.share).map_or_else(|| "–".to_owned(), |percent| text.percent(percent));
        let band = accuracy.share.band().map(|(low, high)| format!("{low:.0}–{high:.0}"));
        view! { <div><dt>{critical_kind(text, accuracy.kind)}</dt><dd><b>{shown}</b> <span>{band}</span></dd></div> }
    });
    let content = view! {
        <div class="p-sections-scale">{dot_scale()}</div>
        {table}
        <h3>{text.say(key::REPORT_ACCURACIES)}</h3>
        <dl class="p-accuracies">{accuracies.collect_view()}</dl>
    };
    figure(ctx, asked, "sections", text.say(key::REPORT_SECTIONS), &about, content.into_any())
}

/// `GET /reports/sections.csv`.
pub async fn csv(
    ctx: Ctx,
    As(manager): As<Manager>,
    State(app): State<AppState>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let progress = store::reports::get_progress(&app.store, &manager, &asked.filter()).await?;
    Ok(sheet(&ctx, &asked, &progress).download("sections"))
}

/// `GET /reports/sections/{section}` and the same with `.csv`; `all` is the whole review.
pub async fn page(
    ctx: Ctx,
    As(manager): As<Manager>,
    State(app): State<AppState>,
    Path(part): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let (word, csv) = wants_csv(&part);
    let id = if word == WHOLE { "" } else { word };
    let rows = store::reports::list_section(&app.store, &manager, &asked.filter(), id).await?;
    let sheet = rows_sheet(&ctx, &asked, word, &rows);
    if csv {
        return Ok(sheet.download(&format!("section-{word}")));
    }
    Ok(rows_page(&ctx, &asked, true, ctx.text.say(key::REPORT_SECTION_LEAD), &sheet))
}

fn rows_sheet(ctx: &Ctx, asked: &Asked, word: &str, rows: &[SectionRow]) -> Sheet {
    let text = ctx.text;
    let rows = rows.iter().map(|row| {
        Row::new(vec![
            Cell::Link(row.name.clone(), format!("/reports/people/{}", row.person)),
            Cell::Words(row.scenario_title.clone()),
            score(text, Some(row.score)),
            Cell::Words(text.say(if row.passed { key::REVIEW_PASSED } else { key::REVIEW_NOT_PASSED })),
            Cell::Words(row.mentor_name.clone()),
            Cell::Moment(text.date_time_short(row.released_at, ctx.zone), row.released_at),
        ])
    });
    Sheet {
        caption: text.say_with(key::REPORT_SECTION_ROWS, &[("section", word.into())]),
        export: asked.with(&format!("/reports/sections/{word}.csv")),
        columns: vec![
            Column::words(text.say(key::REPORT_PERSON)),
            Column::words(text.say(key::QUEUE_SCENARIO)),
            Column::figures(text.say(key::REPORT_SCORE_PERCENT)),
            Column::words(text.say(key::FEEDBACK_RESULT)),
            Column::words(text.say(key::FEEDBACK_MENTOR)),
            Column::words(text.say(key::REVIEWED_AT)),
        ],
        rows: rows.collect(),
    }
}
