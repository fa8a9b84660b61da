//! What waits for review: how much, how old, who carries it, and every chat of it.

use super::{
    Cell, Sheet, count,
    figure::{About, figure},
    filter::Asked,
    rows_page, share,
    sheet::{Column, Row},
};
use crate::{
    charts::{self, Columns, columns},
    failure::PageError,
    guard::As,
    render::Ctx,
    state::AppState,
    text::{Text, key},
};
use axum::{
    extract::{Query, State},
    response::Response,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{people::Manager, review::ReviewState};
use leptos::prelude::*;
use store::reports::{AgeBucket, Backlog, BacklogRow, Progress};

/// An age as people read it; whole days once there are any.
fn name(text: Text, over: Option<u32>, upto: Option<u32>) -> String {
    match (over, upto) {
        (None, Some(upto)) => text.say_with(key::REPORT_AGE_FIRST, &[("upto", upto.into())]),
        (Some(over), Some(upto)) => text.say_with(key::REPORT_AGE, &[("from", over.into()), ("upto", upto.into())]),
        (Some(over), None) => text.say_with(key::REPORT_AGE_LAST, &[("over", over.into())]),
        (None, None) => text.say(key::FILTER_ALL),
    }
}

/// Every bucket with its lower end.
fn bounds(ages: &[AgeBucket]) -> impl Iterator<Item = (Option<u32>, &AgeBucket)> {
    std::iter::once(None).chain(ages.iter().map(|age| age.upto_hours)).zip(ages)
}

fn picture(ctx: &Ctx, asked: &Asked, backlog: &Backlog) -> AnyView {
    let text = ctx.text;
    let bars = bounds(&backlog.ages).map(|(over, age)| {
        let label = name(text, over, age.upto_hours);
        let ends = [("over", over), ("upto", age.upto_hours)];
        let ends: Vec<(&str, String)> =
            ends.into_iter().filter_map(|(end, hours)| Some((end, hours?.to_string()))).collect();
        let ends: Vec<(&str, &str)> = ends.iter().map(|(end, hours)| (*end, hours.as_str())).collect();
        charts::Column {
            says: text.say_with(key::REPORT_AGE_SAYS, &[("age", label.clone().into()), ("count", age.n.into())]),
            label,
            value: u64::from(age.n),
            href: Some(asked.with_more("/reports/backlog", &ends)),
            late: over.is_some_and(|over| over >= 48),
        }
    });
    columns(Columns {
        id: "backlog-chart",
        title: text.say(key::REPORT_BACKLOG),
        says: text.say(key::REPORT_BACKLOG_SAYS),
        columns: bars.collect(),
        ..Columns::default()
    })
}

/// The figure on the progress page.
pub fn section(ctx: &Ctx, asked: &Asked, progress: &Progress) -> AnyView {
    let text = ctx.text;
    let backlog = &progress.backlog;
    let n = backlog.waiting + backlog.held;
    let about = About { definition: key::REPORT_BACKLOG_ABOUT, n, by_period: false, updated_at: progress.updated_at };
    let within =
        super::whole_percent(backlog.within_target).map_or_else(|| "–".to_owned(), |percent| text.percent(percent));
    let of = backlog.within_target.of;
    let facts = [
        (text.say(key::REPORT_WAITING), text.number(backlog.waiting)),
        (text.say(key::REPORT_HELD), text.number(backlog.held)),
        (text.say(key::REPORT_OLDEST), backlog.oldest.map_or_else(|| "–".to_owned(), |at| ctx.ago(at))),
        (text.say_with(key::REPORT_WITHIN_TARGET, &[("n", of.into())]), within),
    ]
    .map(|(name, value)| view! { <div><dt>{name}</dt><dd><b>{value}</b></dd></div> });
    let content = view! {
        <dl class="p-accuracies">{facts.into_iter().collect_view()}</dl>
        <div class="p-plot">{picture(ctx, asked, backlog)}</div>
        <details class="p-as-table">
            <summary>{text.say(key::REPORT_BY_MENTOR)}</summary>
            {mentors(ctx, asked, backlog).view(text.say(key::REPORT_EXPORT), text.say(key::REPORT_NO_ROWS))}
        </details>
        <p><a href=asked.with("/reports/backlog")>{text.say(key::REPORT_ALL_ROWS)}</a></p>
    };
    figure(ctx, asked, "backlog", text.say(key::REPORT_BACKLOG), &about, content.into_any())
}

fn mentors(ctx: &Ctx, asked: &Asked, backlog: &Backlog) -> Sheet {
    let text = ctx.text;
    let rows = backlog.mentors.iter().map(|mentor| {
        Row::new(vec![
            Cell::Words(mentor.name.clone()),
            count(text, mentor.held),
            count(text, mentor.released.of),
            share(text, mentor.released),
        ])
    });
    Sheet {
        caption: text.say(key::REPORT_BY_MENTOR),
        export: asked.with_more("/reports/backlog.csv", &[("table", "mentors")]),
        columns: vec![
            Column::words(text.say(key::FEEDBACK_MENTOR)),
            Column::figures(text.say(key::REPORT_HELD)),
            Column::figures(text.say(key::REPORT_REVIEWS)),
            Column::figures(text.say(key::REPORT_IN_TIME)),
        ],
        rows: rows.collect(),
    }
}

/// Is this chat as old as the address asks for?
fn is_asked(asked: &Asked, submitted_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    let hours = |text: &str| text.parse::<u32>().ok().map(|hours| TimeDelta::hours(i64::from(hours)));
    let age = now - submitted_at;
    hours(&asked.over).is_none_or(|over| age > over) && hours(&asked.upto).is_none_or(|upto| age <= upto)
}

async fn rows(ctx: &Ctx, app: &AppState, manager: &Manager, asked: &Asked) -> Result<Sheet, PageError> {
    let mut rows = store::reports::list_backlog(&app.store, manager, &asked.filter()).await?;
    rows.retain(|row| is_asked(asked, row.submitted_at, ctx.now));
    Ok(rows_sheet(ctx, asked, &rows))
}

/// `GET /reports/backlog`.
pub async fn page(
    ctx: Ctx,
    As(manager): As<Manager>,
    State(app): State<AppState>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let sheet = rows(&ctx, &app, &manager, &asked).await?;
    Ok(rows_page(&ctx, &asked, false, ctx.text.say(key::REPORT_BACKLOG_ABOUT), &sheet))
}

/// `GET /reports/backlog.csv`; with `?table=mentors` the load by mentor.
pub async fn csv(
    ctx: Ctx,
    As(manager): As<Manager>,
    State(app): State<AppState>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    if asked.table == "mentors" {
        let progress = store::reports::get_progress(&app.store, &manager, &asked.filter()).await?;
        return Ok(mentors(&ctx, &asked, &progress.backlog).download("reviews-by-mentor"));
    }
    Ok(rows(&ctx, &app, &manager, &asked).await?.download("backlog"))
}

fn rows_sheet(ctx: &Ctx, asked: &Asked, rows: &[BacklogRow]) -> Sheet {
    let text = ctx.text;
    let rows = rows.iter().map(|row| {
        let state = if row.state == ReviewState::Claimed { key::QUEUE_STATE_HELD } else { key::QUEUE_STATE_WAITING };
        let late = if row.target_at < ctx.now { key::REPORT_LATE } else { key::REPORT_ON_TIME };
        Row::new(vec![
            Cell::Link(row.name.clone(), format!("/reports/people/{}", row.person)),
            Cell::Words(row.scenario_title.clone()),
            Cell::Moment(text.date_time_short(row.submitted_at, ctx.zone), row.submitted_at),
            Cell::Moment(text.date_time_short(row.target_at, ctx.zone), row.target_at),
            Cell::Words(text.say(late)),
            Cell::Words(text.say(state)),
            row.held_by.clone().map_or(Cell::Nothing, Cell::Words),
        ])
    });
    let ends: Vec<(&str, &str)> = [("over", asked.over.as_str()), ("upto", asked.upto.as_str())]
        .into_iter()
        .filter(|(_, hours)| !hours.is_empty())
        .collect();
    let hours = |end: &str| end.parse().ok();
    let caption = match (hours(&asked.over), hours(&asked.upto)) {
        (None, None) => text.say(key::REPORT_BACKLOG),
        (over, upto) => text.say_with(key::REPORT_BACKLOG_OF, &[("age", name(text, over, upto).into())]),
    };
    Sheet {
        caption,
        export: asked.with_more("/reports/backlog.csv", &ends),
        columns: vec![
            Column::words(text.say(key::REPORT_PERSON)),
            Column::words(text.say(key::QUEUE_SCENARIO)),
            Column::words(text.say(key::QUEUE_HANDED_IN)),
            Column::words(text.say(key::REPORT_TARGET)),
            Column::words(text.say(key::REPORT_TARGET_STATE)),
            Column::words(text.say(key::QUEUE_STATE)),
            Column::words(text.say(key::FEEDBACK_MENTOR)),
        ],
        rows: rows.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_include_their_upper_end_only() {
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(9);
        let asked = Asked { over: "24".into(), upto: "48".into(), ..Asked::default() };
        for (hours, inside) in [(24, false), (25, true), (48, true), (49, false)] {
            assert_eq!(is_asked(&asked, now - TimeDelta::hours(hours), now), inside, "{hours}");
        }
        assert!(is_asked(&Asked { over: "x".into(), ..Asked::default() }, now, now));
    }
}
