//! One person of the manager's teams: where they stand, their scores over time, and every row behind it.

use super::{
    Cell, Sheet, count,
    filter::Asked,
    funnel::step_name,
    risk::reason,
    score,
    sheet::{Column, Row},
    wants_csv, whole_percent,
};
use crate::{
    charts::{Curve, CurvePoint, curve},
    failure::PageError,
    guard::As,
    pages::{practice::words, zones::place},
    render::{Ctx, Frame, Here, Layout, page as whole},
    state::AppState,
    text::key,
    ui::{Breadcrumbs, Callout, CalloutKind, Crumb, Figure, PageHead},
};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use domain::{ids::PersonId, metrics::TREND_LEAST, people::Manager, scorecard::percent};
use leptos::prelude::*;
use store::reports::{PersonPage, get_person};

/// `GET /reports/people/{person}` and the same with `.csv`.
pub async fn page(
    ctx: Ctx,
    As(manager): As<Manager>,
    State(app): State<AppState>,
    Path(part): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let (word, csv) = wants_csv(&part);
    let person: PersonId = word.parse().map_err(|_| PageError::NotFound)?;
    let found = get_person(&app.store, &manager, person).await?;
    if csv {
        let (sheet, name) = match asked.table.as_str() {
            "modules" => (modules(&ctx, &found), "modules"),
            "chats" => (chats(&ctx, &found), "chats"),
            _ => (reviews(&ctx, &found), "reviews"),
        };
        return Ok(sheet.download(name));
    }
    Ok(render(&ctx, &found))
}

fn render(ctx: &Ctx, found: &PersonPage) -> Response {
    let text = ctx.text;
    let person = &found.progress;
    let frame = Frame { title: person.name.clone(), here: Here::Progress, layout: Layout::Wide, island: None };
    whole(ctx, frame, || {
        let lead = text.say_with(
            key::REPORT_PERSON_LEAD,
            &[
                ("cohort", person.cohort.clone().unwrap_or_else(|| "–".to_owned()).into()),
                ("zone", place(&person.zone).into()),
                ("time", text.time(ctx.now, person.zone.parse().unwrap_or(ctx.zone)).into()),
            ],
        );
        let shown = |value: Option<u32>| value.map_or_else(|| "–".to_owned(), |value| text.percent(value));
        let step = person.step.map_or_else(|| "–".to_owned(), |step| step_name(text, step));
        let reasons = person.risk.iter().map(|point| view! { <li>{reason(text, point)}</li> }).collect_view();
        let risk = person.at_risk.then(|| {
            view! {
                <Callout kind=CalloutKind::Warning title=text.say(key::REPORT_RISK)><ul>{reasons}</ul></Callout>
            }
        });
        let sheets = [reviews(ctx, found), chats(ctx, found), modules(ctx, found)].map(|sheet| {
            view! {
                <section class="p-figure">
                    <header class="p-figure-head"><h2>{sheet.caption.clone()}</h2></header>
                    {sheet.view(text.say(key::REPORT_EXPORT), text.say(key::REPORT_PERSON_NO_ROWS))}
                </section>
            }
        });
        view! {
            <Breadcrumbs label=text.say(key::CRUMBS_LABEL) crumbs=vec![Crumb::new("/reports/progress", text.say(key::NAV_PROGRESS))]/>
            <PageHead title=person.name.clone() lead=lead/>
            {risk}
            <div class="p-report-figures">
                <Figure value=step label=text.say(key::REPORT_FIGURE_STEP)/>
                <Figure value=shown(person.mean_score.map(percent)) label=text.say(key::REPORT_FIGURE_SCORE)/>
                <Figure value=person.p50_reply_seconds.map_or_else(|| "–".to_owned(), |seconds| text.duration(seconds)) label=text.say(key::REPORT_FIGURE_REPLY)/>
                <Figure value=shown(whole_percent(person.within_soft)) label=text.say(key::REPORT_FIGURE_WITHIN)/>
            </div>
            <div class="p-report">
                {trend(ctx, found)}
                {steps(ctx, found)}
                {sheets.into_iter().collect_view()}
            </div>
        }
        .into_any()
    })
}

/// Scores over time; the points are joined from five reviews on.
fn trend(ctx: &Ctx, found: &PersonPage) -> AnyView {
    let text = ctx.text;
    let rated: Vec<_> = found.reviews.iter().rev().filter_map(|review| Some((review, review.score?))).collect();
    let last = rated.len().saturating_sub(1).max(1) as f64;
    let points = rated.iter().enumerate().map(|(index, (review, score))| {
        let facts = [
            ("scenario", review.scenario_title.as_str().into()),
            ("percent", percent(*score).into()),
            ("when", ctx.date(review.released_at).into()),
        ];
        CurvePoint {
            x: 0.02 + index as f64 / last * 0.96,
            y: f64::from(*score) / 1000.0,
            says: text.say_with(key::REPORT_POINT_SAYS, &facts),
            href: None,
        }
    });
    let end = |at: Option<&(&store::reports::ReviewLine, u32)>| {
        at.map(|(review, _)| text.date_short(review.released_at, ctx.zone)).unwrap_or_default()
    };
    let drawn = Curve {
        id: "scores",
        title: text.say(key::REPORT_TREND),
        says: text.say(key::REPORT_TREND_SAYS),
        points: points.collect(),
        most: 100.0,
        ticks: vec![(0.0, "0%".to_owned()), (50.0, "50%".to_owned()), (100.0, "100%".to_owned())],
        line: Some(80.0),
        ends: (end(rated.first()), if rated.len() > 1 { end(rated.last()) } else { String::new() }),
        trend: rated.len() >= TREND_LEAST,
    };
    let few = (!rated.is_empty() && rated.len() < TREND_LEAST)
        .then(|| view! { <span class="p-few">{text.say(key::REPORT_NO_TREND)}</span> });
    let plot = if rated.is_empty() {
        view! { <p class="p-sheet-none">{text.say(key::REPORT_TREND_NONE)}</p> }.into_any()
    } else {
        view! { <div class="p-plot">{curve(drawn)}</div> }.into_any()
    };
    view! {
        <section class="p-figure" id="scores-over-time" aria-labelledby="trend">
            <header class="p-figure-head"><h2 id="trend">{text.say(key::REPORT_TREND)}</h2>{few}</header>
            {plot}
        </section>
    }
    .into_any()
}

fn steps(ctx: &Ctx, found: &PersonPage) -> AnyView {
    let text = ctx.text;
    let rows = found.steps.iter().map(|(step, at)| {
        let (class, when) = match at {
            Some(at) => ("is-reached", ctx.date(*at)),
            None => ("is-open", text.say(key::REPORT_NOT_YET)),
        };
        view! { <li class=class><span>{step_name(text, *step)}</span> <b>{when}</b></li> }
    });
    view! {
        <section class="p-figure" id="onboarding" aria-labelledby="steps">
            <header class="p-figure-head"><h2 id="steps">{text.say(key::REPORT_FUNNEL)}</h2></header>
            <ol class="p-steps">{rows.collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn export(found: &PersonPage, table: &str) -> String {
    format!("/reports/people/{}.csv?table={table}", found.progress.id)
}

fn reviews(ctx: &Ctx, found: &PersonPage) -> Sheet {
    let text = ctx.text;
    let rows = found.reviews.iter().map(|review| {
        Row::new(vec![
            Cell::Words(review.scenario_title.clone()),
            score(text, review.score),
            Cell::Words(text.say(if review.passed { key::REVIEW_PASSED } else { key::REVIEW_NOT_PASSED })),
            Cell::Words(review.mentor_name.clone()),
            Cell::Moment(text.date_time_short(review.released_at, ctx.zone), review.released_at),
        ])
    });
    Sheet {
        caption: text.say(key::REPORT_REVIEWS),
        export: export(found, "reviews"),
        columns: vec![
            Column::words(text.say(key::QUEUE_SCENARIO)),
            Column::figures(text.say(key::REPORT_SCORE_PERCENT)),
            Column::words(text.say(key::FEEDBACK_RESULT)),
            Column::words(text.say(key::FEEDBACK_MENTOR)),
            Column::words(text.say(key::REVIEWED_AT)),
        ],
        rows: rows.collect(),
    }
}

fn chats(ctx: &Ctx, found: &PersonPage) -> Sheet {
    let text = ctx.text;
    let rows = found.chats.iter().map(|chat| {
        let reply = chat.p50_reply_ms.map(domain::metrics::whole_seconds);
        Row::new(vec![
            Cell::Words(chat.scenario_title.clone()),
            Cell::Words(crate::pages::review::ending_name(text, chat.ending)),
            chat.suggested.map_or(Cell::Nothing, |suggested| count(text, suggested)),
            reply.map_or(Cell::Nothing, |seconds| count(text, seconds)),
            Cell::Words(words::review_state(text, chat.submission)),
            Cell::Moment(text.date_time_short(chat.ended_at, ctx.zone), chat.ended_at),
        ])
    });
    Sheet {
        caption: text.say(key::REPORT_CHATS),
        export: export(found, "chats"),
        columns: vec![
            Column::words(text.say(key::QUEUE_SCENARIO)),
            Column::words(text.say(key::REVIEW_ENDED)),
            Column::figures(text.say(key::REPORT_SUGGESTED)),
            Column::figures(text.say(key::REPORT_MEDIAN_REPLY)),
            Column::words(text.say(key::PRACTICE_REVIEW)),
            Column::words(text.say(key::REPORT_CHAT_ENDED)),
        ],
        rows: rows.collect(),
    }
}

fn modules(ctx: &Ctx, found: &PersonPage) -> Sheet {
    let text = ctx.text;
    let moment = |at: Option<chrono::DateTime<chrono::Utc>>| {
        at.map_or(Cell::Nothing, |at| Cell::Moment(text.date_time_short(at, ctx.zone), at))
    };
    let rows = found.modules.iter().map(|module| {
        Row::new(vec![
            Cell::Words(module.title.clone()),
            moment(module.read_at),
            count(text, module.attempts),
            module.best.map_or(Cell::Nothing, |best| Cell::Figure(text.percent(best), best.to_string())),
            moment(module.passed_at),
        ])
    });
    Sheet {
        caption: text.say(key::REPORT_MODULES),
        export: export(found, "modules"),
        columns: vec![
            Column::words(text.say(key::REPORT_MODULE)),
            Column::words(text.say(key::REPORT_READ_AT)),
            Column::figures(text.say(key::REPORT_ATTEMPTS)),
            Column::figures(text.say(key::REPORT_BEST)),
            Column::words(text.say(key::REPORT_PASSED_AT)),
        ],
        rows: rows.collect(),
    }
}
