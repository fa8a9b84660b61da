//! One try at a quiz: the questions as a plain form, then the result with its explanations.

mod answers;
mod questions;
mod result;

use crate::{
    failure::PageError,
    form::Fields,
    guard::{As, Id},
    render::{Ctx, Frame, Here, Layout, page, page_with_status},
    state::AppState,
    text::key,
};
pub use answers::Sheet;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{ids::AttemptId, people::Operator};
use leptos::prelude::*;
use store::learning::{self, AttemptPage};

/// `POST /modules/{module}/attempts`: begins, or goes on with an attempt that is open.
pub async fn start(
    State(app): State<AppState>,
    As(operator): As<Operator>,
    Id(module): Id<String>,
) -> Result<Response, PageError> {
    let attempt = learning::start_attempt(&app.store, &operator, &module).await?;
    Ok(Redirect::to(&format!("/attempts/{attempt}")).into_response())
}

/// `GET /attempts/{attempt}`
pub async fn show(
    ctx: Ctx,
    State(app): State<AppState>,
    As(operator): As<Operator>,
    Id(attempt): Id<AttemptId>,
) -> Result<Response, PageError> {
    let shown = learning::get_attempt(&app.store, &operator, attempt).await?;
    let sheet = saved(&shown);
    Ok(page(&ctx, frame(&shown), || view(&ctx, &shown, &sheet)))
}

/// `POST /attempts/{attempt}/answers`: keeps what is there so far.
pub async fn save(
    ctx: Ctx,
    State(app): State<AppState>,
    As(operator): As<Operator>,
    Id(attempt): Id<AttemptId>,
    fields: Fields,
) -> Result<Response, PageError> {
    let shown = learning::get_attempt(&app.store, &operator, attempt).await?;
    let sheet = Sheet::posted(&shown.questions, fields);
    learning::save_answers(&app.store, &operator, attempt, sheet.to_keep(&shown.questions)).await?;
    if sheet.twice.is_empty() {
        return Ok(Redirect::to(&format!("/attempts/{attempt}#saved")).into_response());
    }
    Ok(page_with_status(&ctx, StatusCode::UNPROCESSABLE_ENTITY, frame(&shown), || view(&ctx, &shown, &sheet)))
}

/// `POST /attempts/{attempt}/submission`: hands the answers in; gaps are shown once before they count as wrong.
pub async fn submit(
    ctx: Ctx,
    State(app): State<AppState>,
    As(operator): As<Operator>,
    Id(attempt): Id<AttemptId>,
    fields: Fields,
) -> Result<Response, PageError> {
    let shown = learning::get_attempt(&app.store, &operator, attempt).await?;
    let anyway = fields.has("anyway");
    let mut sheet = Sheet::posted(&shown.questions, fields);
    if shown.result.is_none() && !sheet.is_full(&shown.questions) && !anyway {
        sheet.asked_to_submit = true;
        learning::save_answers(&app.store, &operator, attempt, sheet.to_keep(&shown.questions)).await?;
        return Ok(page_with_status(&ctx, StatusCode::UNPROCESSABLE_ENTITY, frame(&shown), || {
            view(&ctx, &shown, &sheet)
        }));
    }
    learning::submit_attempt(&app.store, &operator, attempt, sheet.to_keep(&shown.questions)).await?;
    Ok(Redirect::to(&format!("/attempts/{attempt}")).into_response())
}

fn frame(shown: &AttemptPage) -> Frame {
    Frame::new(shown.title.clone(), Here::Learn, Layout::Reading)
}

/// The form as it was saved.
pub fn saved(shown: &AttemptPage) -> Sheet {
    Sheet::saved(&shown.answers)
}

/// The open form, or the result.
pub fn view(ctx: &Ctx, shown: &AttemptPage, sheet: &Sheet) -> AnyView {
    let back = format!("/modules/{}", shown.module);
    let number = ctx.text.say_with(key::QUIZ_ATTEMPT, &[("number", shown.number.into())]);
    let body = match &shown.result {
        Some(result) => result::view(ctx, shown, result),
        None => questions::view(ctx, shown, sheet),
    };
    view! {
        <div class="p-attempt">
            <header class="p-attempt-head">
                <p class="c-crumbs"><a href=back>{shown.title.clone()}</a></p>
                <h1>{ctx.text.say(key::QUIZ_TITLE)}</h1>
                <p class="u-quiet">{number}</p>
            </header>
            {body}
        </div>
    }
    .into_any()
}
