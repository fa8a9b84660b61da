//! One chat under review: transcript beside scorecard. A plain form that works without scripts; the island `scorecard` adds keys,
//! the running score and saving while one works.

mod card;
mod chat;
mod lapsed;
mod released;
mod remarks;
#[cfg(test)]
mod tests;

pub use chat::{clock, ending_name, evidence, waited};

use super::practice::{form_client, words};
use crate::{
    failure::PageError,
    form::Fields,
    guard::As,
    islands::scorecard::{
        ReviewScorecard,
        form::{ReviewForm, read_form},
        words::Words,
    },
    render::{Ctx, Frame, Here, Island, Layout, page_with_status},
    state::AppState,
    text::key,
    ui::{Breadcrumbs, Callout, CalloutKind, Crumb, ErrorSummary},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    field::FieldErrors,
    ids::{ClientId, ReviewId},
    people::Mentor,
    review::{ReviewError, target_at},
};
use leptos::prelude::*;
use store::{Conflict, StoreError, reviews::ChatForReview};

/// What stands above the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Notice {
    /// Nothing.
    None,
    /// The draft was saved.
    Saved,
    /// Another window saved a newer draft; saving again replaces it.
    Newer,
}

/// `GET /reviews/{review}`.
pub async fn show(
    ctx: Ctx,
    As(mentor): As<Mentor>,
    State(app): State<AppState>,
    Path(review): Path<ReviewId>,
) -> Result<Response, PageError> {
    match store::reviews::get_for_review(&app.store, &mentor, review).await {
        Ok(chat) if chat.released => {
            let next = store::reviews::list_queue(&app.store, &mentor, &store::reviews::QueueFilter::default()).await?;
            Ok(released::render(&ctx, &chat, &next))
        }
        Ok(chat) => {
            let notice = if ctx.path.ends_with("?saved") { Notice::Saved } else { Notice::None };
            let form =
                ReviewForm { draft: chat.desk.draft.clone(), revision: chat.desk.revision, ..ReviewForm::default() };
            Ok(render(&ctx, &chat, &form, notice))
        }
        Err(StoreError::Review(why)) => lapsed::render(&ctx, &app, &mentor, review, why, None).await,
        Err(error) => Err(error.into()),
    }
}

/// Loads the chat and reads the form that was posted for it; without a claim, the page that says so and keeps what was written.
async fn posted(
    ctx: &Ctx,
    app: &AppState,
    mentor: &Mentor,
    review: ReviewId,
    fields: &Fields,
) -> Result<Result<(ChatForReview, ReviewForm), Response>, PageError> {
    match store::reviews::get_for_review(&app.store, mentor, review).await {
        Ok(chat) => {
            let form = read_form(&fields.0, &chat.messages);
            Ok(Ok((chat, form)))
        }
        Err(StoreError::Review(why)) => {
            let form = read_form(&fields.0, &[]);
            Ok(Err(lapsed::render(ctx, app, mentor, review, why, Some(&form)).await?))
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /reviews/{review}/draft`: saves what there is; marks may be missing.
pub async fn save(
    ctx: Ctx,
    As(mentor): As<Mentor>,
    State(app): State<AppState>,
    Path(review): Path<ReviewId>,
    fields: Fields,
) -> Result<Response, PageError> {
    let (chat, mut form) = match posted(&ctx, &app, &mentor, review, &fields).await? {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    if chat.released {
        return Ok(Redirect::to(&format!("/reviews/{review}")).into_response());
    }
    form.errors.0.extend(form.draft.check_saved(&chat.messages).0);
    if !form.errors.is_empty() {
        return Ok(render(&ctx, &chat, &form, Notice::None));
    }
    match store::reviews::save_draft(&app.store, &mentor, review, form.revision, form.draft.clone()).await {
        Ok(_) => Ok(Redirect::to(&format!("/reviews/{review}?saved")).into_response()),
        Err(StoreError::Conflict(Conflict::Changed)) => {
            form.revision = chat.desk.revision;
            Ok(render(&ctx, &chat, &form, Notice::Newer))
        }
        Err(StoreError::Invalid(errors)) => {
            form.errors = errors;
            Ok(render(&ctx, &chat, &form, Notice::None))
        }
        Err(StoreError::Review(why)) => lapsed::render(&ctx, &app, &mentor, review, why, Some(&form)).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /reviews/{review}/release`: everything is checked at once; what is wrong comes back beside its field, with everything kept.
pub async fn release(
    ctx: Ctx,
    As(mentor): As<Mentor>,
    State(app): State<AppState>,
    Path(review): Path<ReviewId>,
    fields: Fields,
) -> Result<Response, PageError> {
    let (chat, mut form) = match posted(&ctx, &app, &mentor, review, &fields).await? {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    form.errors.0.extend(form.draft.check_release(&chat.desk.scorecard, &chat.messages).0);
    if !form.errors.is_empty() && !chat.released {
        return Ok(render(&ctx, &chat, &form, Notice::None));
    }
    let client = form.client.ok_or(PageError::Malformed)?;
    match store::reviews::release(&app.store, &mentor, review, form.draft.clone(), client).await {
        Ok(_) | Err(StoreError::Review(ReviewError::AlreadyReleased)) => {
            Ok(Redirect::to(&format!("/reviews/{review}")).into_response())
        }
        Err(StoreError::Invalid(errors)) => {
            form.errors = errors;
            Ok(render(&ctx, &chat, &form, Notice::None))
        }
        Err(StoreError::Review(why)) => lapsed::render(&ctx, &app, &mentor, review, why, Some(&form)).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /reviews/{review}/return`: puts the chat back into the queue; what can be saved is saved first.
pub async fn give_back(
    ctx: Ctx,
    As(mentor): As<Mentor>,
    State(app): State<AppState>,
    Path(review): Path<ReviewId>,
    fields: Fields,
) -> Result<Response, PageError> {
    if fields.has("revision")
        && let Ok((chat, form)) = posted(&ctx, &app, &mentor, review, &fields).await?
        && form.errors.is_empty()
        && form.draft != chat.desk.draft
    {
        match store::reviews::save_draft(&app.store, &mentor, review, form.revision, form.draft.clone()).await {
            Ok(_) | Err(StoreError::Conflict(Conflict::Changed) | StoreError::Review(_)) => {}
            Err(StoreError::Invalid(errors)) => {
                return Ok(render(&ctx, &chat, &ReviewForm { errors, ..form }, Notice::None));
            }
            Err(error) => return Err(error.into()),
        }
    }
    match store::reviews::give_back(&app.store, &mentor, review).await {
        Ok(()) | Err(StoreError::Review(ReviewError::NotClaimed | ReviewError::HeldByOther)) => {
            Ok(Redirect::to("/queue").into_response())
        }
        Err(StoreError::Review(ReviewError::AlreadyReleased)) => {
            Ok(Redirect::to(&format!("/reviews/{review}")).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn render(ctx: &Ctx, chat: &ChatForReview, form: &ReviewForm, notice: Notice) -> Response {
    let text = ctx.text;
    let title = text.say_with(key::REVIEW_TITLE, &[("scenario", chat.scenario_title.as_str().into())]);
    let status = match notice {
        Notice::Newer => StatusCode::CONFLICT,
        _ if !form.errors.is_empty() => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let frame = Frame { title, here: Here::Queue, layout: Layout::Desk, island: Some(Island::Scorecard) };
    let review = chat.desk.review;
    page_with_status(ctx, status, frame, || {
        let client = client(ctx, chat, form).to_string();
        let (transcript, scorecard) = (chat::column(ctx, chat, form), card::column(ctx, chat, form));
        let (template, revision) = (remarks::template(ctx, &chat.desk.scorecard), form.revision);
        view! {
            <div class="p-review">
                {head(ctx, chat)}
                {above(ctx, notice)}
                {problems(ctx, chat, &form.errors)}
                <ReviewScorecard
                    review=review
                    card=chat.desk.scorecard.clone()
                    messages=chat.messages.clone()
                    draft=form.draft.clone()
                    revision=form.revision
                    saved=form.draft == chat.desk.draft
                    words=Words::new(text)
                >
                    <form id="review-form" method="post" action=format!("/reviews/{review}/release") class="p-review-columns">
                        <input type="hidden" name="revision" value=revision.to_string()/>
                        <input type="hidden" name="client" value=client/>
                        {transcript}
                        {scorecard}
                    </form>
                    {template}
                </ReviewScorecard>
            </div>
        }
        .into_any()
    })
}

/// The id of this release stays the same when the form comes back with errors.
fn client(ctx: &Ctx, chat: &ChatForReview, form: &ReviewForm) -> ClientId {
    form.client.unwrap_or_else(|| form_client(ctx, &format!("release {}", chat.desk.review)))
}

fn head(ctx: &Ctx, chat: &ChatForReview) -> AnyView {
    let text = ctx.text;
    let target = target_at(chat.submitted_at);
    let facts = [
        words::sector(text, &chat.sector),
        text.say_with(key::PRACTICE_LEVEL, &[("level", chat.level.into())]),
        text.say_with(key::REVIEW_HANDED_IN, &[("when", text.date_time_short(chat.submitted_at, ctx.zone).into())]),
        text.say_with(key::REVIEW_DUE, &[("when", ctx.ago(target).into())]),
        text.say_with(key::REVIEW_CLAIM_UNTIL, &[("time", text.time(chat.desk.lease_until, ctx.zone).into())]),
    ];
    view! {
        <header class="p-review-head">
            <Breadcrumbs label=text.say(key::CRUMBS_LABEL) crumbs=vec![Crumb::new("/queue", text.say(key::NAV_QUEUE))]/>
            <h1>{chat.scenario_title.clone()}</h1>
            <ul class="p-review-facts">{facts.into_iter().map(|fact| view! { <li>{fact}</li> }).collect_view()}</ul>
            <p class="p-review-blind">{text.say(key::REVIEW_BLIND)}</p>
        </header>
    }
    .into_any()
}

fn above(ctx: &Ctx, notice: Notice) -> AnyView {
    let text = ctx.text;
    match notice {
        Notice::None => ().into_any(),
        Notice::Saved => view! { <Callout kind=CalloutKind::Done><p>{text.say(key::REVIEW_DRAFT_SAVED)}</p></Callout> }.into_any(),
        Notice::Newer => view! {
            <Callout kind=CalloutKind::Harm title=text.say(key::REVIEW_NEWER_TITLE)><p>{text.say(key::REVIEW_NEWER)}</p></Callout>
        }
        .into_any(),
    }
}

/// All problems in the order of the page, each a link to its field.
fn problems(ctx: &Ctx, chat: &ChatForReview, errors: &FieldErrors) -> AnyView {
    let text = ctx.text;
    let title = text.say_with(key::ERRORS_HEADING, &[("count", errors.0.len().into())]);
    let words = errors
        .0
        .iter()
        .map(|(field, error)| (field.clone(), problem(ctx, chat, field, &text.field_error(error))))
        .collect();
    view! { <ErrorSummary title=title errors=words/> }.into_any()
}

/// What is wrong, with the name of its field.
fn problem(ctx: &Ctx, chat: &ChatForReview, field: &str, words: &str) -> String {
    let text = ctx.text;
    let named = |name: String| text.say_with(key::REVIEW_PROBLEM, &[("field", name.into()), ("problem", words.into())]);
    let (kind, id) = field.split_once(':').unwrap_or((field, ""));
    match kind {
        "criterion" => named(
            chat.desk.scorecard.find_criterion(id).map_or_else(|| id.to_owned(), |(_, found)| found.title.clone()),
        ),
        "summary" => named(text.say(key::REVIEW_SUMMARY)),
        "focus" => named(text.say(key::REVIEW_FOCUS)),
        "fresh" | "comment" => named(text.say(key::REVIEW_COMMENT)),
        _ => named(text.say(key::REVIEW_CRITICALS)),
    }
}
