//! The onboarding funnel, and everybody who reached a step.

use super::{
    Cell, Sheet, count,
    figure::{About, figure},
    filter::Asked,
    rows_page,
    sheet::{Column, Picture, Row},
    wants_csv,
};
use crate::{
    charts::Bar,
    failure::PageError,
    guard::As,
    render::Ctx,
    state::AppState,
    text::{Text, key},
};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use domain::{
    metrics::{FunnelStep, StepReach},
    people::Manager,
};
use leptos::prelude::*;
use store::reports::{FunnelRow, Progress};

/// A step in words.
pub fn step_name(text: Text, step: FunnelStep) -> String {
    text.say(match step {
        FunnelStep::Invited => key::REPORT_STEP_INVITED,
        FunnelStep::Activated => key::REPORT_STEP_ACTIVATED,
        FunnelStep::Signed => key::REPORT_STEP_SIGNED,
        FunnelStep::Read => key::REPORT_STEP_READ,
        FunnelStep::QuizzesPassed => key::REPORT_STEP_QUIZZES,
        FunnelStep::Practised => key::REPORT_STEP_PRACTISED,
        FunnelStep::MentorPass => key::REPORT_STEP_MENTOR,
        FunnelStep::Proficient => key::REPORT_STEP_PROFICIENT,
    })
}

/// Hours as days with one decimal.
pub fn days(text: Text, hours: Option<i64>) -> Cell {
    hours.map_or(Cell::Nothing, |hours| {
        let days = hours as f64 / 24.0;
        Cell::Figure(text.decimal(days), format!("{days:.1}"))
    })
}

fn sheet(ctx: &Ctx, asked: &Asked, funnel: &[StepReach]) -> Sheet {
    let text = ctx.text;
    let whole = funnel.first().map_or(0, |first| first.reached);
    let rows = funnel.iter().enumerate().map(|(index, step)| {
        let before = index.checked_sub(1).and_then(|index| funnel.get(index)).map(|step| step.reached);
        let drawn = Bar {
            value: f64::from(step.reached),
            of: f64::from(whole),
            before: before.map(f64::from),
            ..Bar::default()
        };
        let lost = before.map_or(Cell::Nothing, |before| count(text, before.saturating_sub(step.reached)));
        let to = asked.with(&format!("/reports/funnel/{}", step.step.as_str()));
        Row::new(vec![
            Cell::Link(step_name(text, step.step), to),
            Cell::Drawn(text.number(step.reached), step.reached.to_string(), Picture::Bar(drawn)),
            lost,
            days(text, step.median_hours),
        ])
    });
    Sheet {
        caption: text.say(key::REPORT_FUNNEL),
        export: asked.with("/reports/funnel.csv"),
        columns: vec![
            Column::words(text.say(key::REPORT_STEP)),
            Column::words(text.say(key::REPORT_REACHED)),
            Column::figures(text.say(key::REPORT_LOST)),
            Column::figures(text.say(key::REPORT_MEDIAN_DAYS)),
        ],
        rows: rows.collect(),
    }
}

/// The figure on the progress page.
pub fn section(ctx: &Ctx, asked: &Asked, progress: &Progress) -> AnyView {
    let text = ctx.text;
    let n = progress.funnel.first().map_or(0, |first| first.reached);
    let about = About { definition: key::REPORT_FUNNEL_ABOUT, n, by_period: false, updated_at: progress.updated_at };
    let table = sheet(ctx, asked, &progress.funnel).view(text.say(key::REPORT_EXPORT), text.say(key::REPORT_NO_ROWS));
    figure(ctx, asked, "funnel", text.say(key::REPORT_FUNNEL), &about, table)
}

/// `GET /reports/funnel.csv`.
pub async fn csv(
    ctx: Ctx,
    As(manager): As<Manager>,
    State(app): State<AppState>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let progress = store::reports::get_progress(&app.store, &manager, &asked.filter()).await?;
    Ok(sheet(&ctx, &asked, &progress.funnel).download("funnel"))
}

/// `GET /reports/funnel/{step}` and the same with `.csv`.
pub async fn page(
    ctx: Ctx,
    As(manager): As<Manager>,
    State(app): State<AppState>,
    Path(part): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let (word, csv) = wants_csv(&part);
    let step = FunnelStep::from_word(word).ok_or(PageError::NotFound)?;
    let rows = store::reports::list_funnel_step(&app.store, &manager, &asked.filter(), step).await?;
    let sheet = rows_sheet(&ctx, &asked, step, &rows);
    if csv {
        return Ok(sheet.download(&format!("funnel-{word}")));
    }
    let lead = ctx.text.say(key::REPORT_STEP_LEAD);
    Ok(rows_page(&ctx, &asked, false, lead, &sheet))
}

fn rows_sheet(ctx: &Ctx, asked: &Asked, step: FunnelStep, rows: &[FunnelRow]) -> Sheet {
    let text = ctx.text;
    let rows = rows.iter().map(|row| {
        Row::new(vec![
            Cell::Link(row.name.clone(), format!("/reports/people/{}", row.person)),
            row.cohort.clone().map_or(Cell::Nothing, Cell::Words),
            Cell::Moment(text.date_time_short(row.reached_at, ctx.zone), row.reached_at),
            days(text, row.hours),
        ])
    });
    Sheet {
        caption: text.say_with(key::REPORT_STEP_ROWS, &[("step", step_name(text, step).into())]),
        export: asked.with(&format!("/reports/funnel/{}.csv", step.as_str())),
        columns: vec![
            Column::words(text.say(key::REPORT_PERSON)),
            Column::words(text.say(key::REPORT_COHORT)),
            Column::words(text.say(key::REPORT_REACHED_AT)),
            Column::figures(text.say(key::REPORT_DAYS_SINCE)),
        ],
        rows: rows.collect(),
    }
}
