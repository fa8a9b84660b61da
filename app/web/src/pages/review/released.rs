//! A released review as its mentor sees it again, and the way to the next one.

use super::chat::{ending, pins};
use crate::{
    islands::scorecard::form::ReviewForm,
    pages::feedback::{Shown, criteria, score_head, transcript},
    render::{Ctx, Frame, Here, Layout, page},
    text::key,
    ui::{Breadcrumbs, Button, Callout, CalloutKind, Crumb, PageHead},
};
use axum::response::Response;
use domain::review::ReviewState;
use leptos::prelude::*;
use store::reviews::{ChatForReview, Queue};

/// The page.
pub fn render(ctx: &Ctx, chat: &ChatForReview, queue: &Queue) -> Response {
    let text = ctx.text;
    let title = text.say_with(key::REVIEW_TITLE, &[("scenario", chat.scenario_title.as_str().into())]);
    let frame = Frame { title: title.clone(), here: Here::Reviewed, layout: Layout::Wide, island: None };
    let score = chat.desk.scorecard.score(&chat.desk.draft.marks);
    let form = ReviewForm { draft: chat.desk.draft.clone(), ..ReviewForm::default() };
    page(ctx, frame, || {
        let next = queue.items.iter().find(|item| item.state == ReviewState::Submitted);
        let next = next.map(|item| view! {
            <form method="post" action=format!("/submissions/{}/claims", item.submission) class="p-review-next">
                <p>{text.say_with(key::REVIEW_NEXT, &[("scenario", item.scenario_title.as_str().into()), ("waiting", queue.waiting.into())])}</p>
                <Button>{text.say(key::REVIEW_NEXT_CLAIM)}</Button>
            </form>
        });
        let none = next.is_none().then(|| view! { <p>{text.say(key::REVIEW_NEXT_NONE)}</p> });
        let shown = Shown { card: &chat.desk.scorecard, draft: &chat.desk.draft, score: &score, suggested: None };
        view! {
            <Breadcrumbs label=text.say(key::CRUMBS_LABEL) crumbs=vec![Crumb::new("/queue/reviewed", text.say(key::NAV_REVIEWED))]/>
            <PageHead title=title/>
            <Callout kind=CalloutKind::Done title=text.say_with(key::REVIEW_RELEASED_AT, &[("when", ctx.date_time(chat.desk.lease_until).into())])>
                {next}{none}
            </Callout>
            {score_head(ctx, &shown)}
            <div class="p-feedback-columns">
                <section aria-labelledby="transcript">
                    <h2 id="transcript">{text.say_with(key::REVIEW_TRANSCRIPT, &[("customer", chat.customer.as_str().into())])}</h2>
                    {transcript(ctx, &chat.customer, &text.say(key::REVIEW_OPERATOR), &chat.messages, &chat.turns, &shown, &pins(chat, &form), true)}
                    {ending(ctx, chat)}
                </section>
                {criteria(ctx, &shown)}
            </div>
        }
        .into_any()
    })
}
