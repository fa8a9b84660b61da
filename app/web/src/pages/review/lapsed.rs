//! The claim has ended: why, the way back, and everything that was written, to copy.

use crate::{
    failure::PageError,
    islands::scorecard::form::ReviewForm,
    render::{Ctx, Frame, Here, Layout, page_with_status},
    state::AppState,
    text::key,
    ui::{Button, ButtonKind, ButtonLink, PageHead, TextArea},
};
use axum::{http::StatusCode, response::Response};
use domain::{ids::ReviewId, people::Mentor, review::ReviewError};
use leptos::prelude::*;
use store::reviews::{QueueFilter, list_queue};

/// The page.
pub async fn render(
    ctx: &Ctx,
    app: &AppState,
    mentor: &Mentor,
    review: ReviewId,
    why: ReviewError,
    form: Option<&ReviewForm>,
) -> Result<Response, PageError> {
    let queue = list_queue(&app.store, mentor, &QueueFilter::default()).await?;
    let item = queue.items.into_iter().find(|item| item.review == Some(review) && item.held_by.is_none());
    let text = ctx.text;
    let title = text.say(key::REVIEW_LOST_TITLE);
    let lead = text.say(match why {
        ReviewError::HeldByOther => key::REVIEW_LOST_TAKEN,
        ReviewError::AlreadyReleased => key::REVIEW_LOST_RELEASED,
        _ => key::REVIEW_LOST_CLAIM,
    });
    let frame = Frame { title: title.clone(), here: Here::Queue, layout: Layout::Reading, island: None };
    let written = form.map(written).filter(|written| !written.is_empty());
    Ok(page_with_status(ctx, StatusCode::CONFLICT, frame, || {
        let again = item.map(|item| {
            view! {
                <form method="post" action=format!("/submissions/{}/claims", item.submission)>
                    <p>{text.say(key::REVIEW_LOST_DRAFT)}</p>
                    <Button>{text.say(key::REVIEW_CLAIM_AGAIN)}</Button>
                </form>
            }
        });
        let kept = written.map(|written| view! {
            <TextArea name="written" label=text.say(key::REVIEW_LOST_WRITTEN) hint=text.say(key::REVIEW_LOST_WRITTEN_HINT) rows=12 value=written/>
        });
        view! {
            <PageHead title=title lead=lead/>
            {again}
            {kept}
            <p><ButtonLink to="/queue" kind=ButtonKind::Plain>{text.say(key::NAV_QUEUE)}</ButtonLink></p>
        }
        .into_any()
    }))
}

/// Summary and remarks as one text.
fn written(form: &ReviewForm) -> String {
    let remarks = form.draft.comments.iter().map(|comment| comment.body.as_str());
    let fresh = form.fresh.values().map(|fresh| fresh.body.as_str());
    let all = std::iter::once(form.draft.summary.as_str()).chain(remarks).chain(fresh);
    all.map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}
