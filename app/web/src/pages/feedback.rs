//! What an operator reads: the list of released reviews, one review in full, and saying that it was read. Works without scripts.

mod result;
mod transcript;

pub use result::{Shown, criteria, critical_kind, score_head, split_anchor};
pub use transcript::transcript;

use crate::{
    failure::PageError,
    guard::As,
    render::{Ctx, Frame, Here, Layout, page},
    state::AppState,
    text::key,
    ui::{
        Badge, Breadcrumbs, Button, ButtonKind, ButtonLink, Callout, CalloutKind, Crumb, Empty, PageHead, Symbol,
        Table, Tone, transcript::Pin,
    },
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    chat::Span,
    ids::{MessageId, ReviewId},
    people::Operator,
    scorecard::CriterionKind,
};
use leptos::prelude::*;
use store::reviews::{Feedback, FeedbackRow};

/// `GET /feedback`.
pub async fn list(ctx: Ctx, As(operator): As<Operator>, State(app): State<AppState>) -> Result<Response, PageError> {
    let rows = store::reviews::list_feedback(&app.store, &operator).await?;
    let text = ctx.text;
    let title = text.say(key::FEEDBACK_TITLE);
    let frame = Frame { title: title.clone(), here: Here::Feedback, layout: Layout::Wide, island: None };
    Ok(page(&ctx, frame, || {
        let body = if rows.is_empty() {
            view! {
                <Empty icon=Symbol::Note title=text.say(key::FEEDBACK_NONE)>
                    <p>{text.say(key::FEEDBACK_NONE_TEXT)}</p>
                    <p><ButtonLink to="/practice" kind=ButtonKind::Plain>{text.say(key::NAV_PRACTICE)}</ButtonLink></p>
                </Empty>
            }
            .into_any()
        } else {
            let columns = vec![
                text.say(key::FEEDBACK_CHAT),
                format!("#{}", text.say(key::REVIEW_SCORE_COLUMN)),
                text.say(key::FEEDBACK_RESULT),
                text.say(key::FEEDBACK_MENTOR),
                text.say(key::FEEDBACK_RECEIVED),
                text.say(key::FEEDBACK_READ),
            ];
            let rows = rows.iter().map(|row| self::row(&ctx, row)).collect_view();
            view! { <div class="c-cards"><Table caption=title.clone() columns=columns>{rows}</Table></div> }.into_any()
        };
        view! { <PageHead title=title lead=text.say(key::FEEDBACK_LEAD)/> {body} }.into_any()
    }))
}

fn row(ctx: &Ctx, row: &FeedbackRow) -> AnyView {
    let text = ctx.text;
    let read = if row.acknowledged {
        view! { <span class="u-quiet">{text.say(key::FEEDBACK_IS_READ)}</span> }.into_any()
    } else {
        view! { <Badge tone=Tone::Attention>{text.say(key::FEEDBACK_IS_NEW)}</Badge> }.into_any()
    };
    view! {
        <tr>
            <td>
                <a href=format!("/feedback/{}", row.review)>{row.scenario_title.clone()}</a>
                <span class="p-feedback-customer">{row.customer.clone()}</span>
            </td>
            <td class="c-num">{percent(row.percent)}</td>
            <td>{verdict(ctx, row.passed)}</td>
            <td>{row.mentor_name.clone()}</td>
            <td><time datetime=row.released_at.to_rfc3339()>{ctx.date(row.released_at)}</time></td>
            <td>{read}</td>
        </tr>
    }
    .into_any()
}

/// Whole percent, or a dash.
pub fn percent(percent: Option<u32>) -> String {
    percent.map_or_else(|| "–".to_owned(), |percent| format!("{percent}%"))
}

/// Passed or not, as a mark.
pub fn verdict(ctx: &Ctx, passed: bool) -> AnyView {
    let (tone, words) =
        if passed { (Tone::Good, key::REVIEW_PASSED) } else { (Tone::Attention, key::REVIEW_NOT_PASSED) };
    let words = ctx.text.say(words);
    view! { <Badge tone=tone>{words}</Badge> }.into_any()
}

/// `POST /feedback/{review}/acknowledgement`. Again changes nothing.
pub async fn acknowledge(
    As(operator): As<Operator>,
    State(app): State<AppState>,
    Path(review): Path<ReviewId>,
) -> Result<Response, PageError> {
    store::reviews::acknowledge(&app.store, &operator, review).await?;
    Ok(Redirect::to(&format!("/feedback/{review}#read")).into_response())
}

/// `GET /feedback/{review}`.
pub async fn show(
    ctx: Ctx,
    As(operator): As<Operator>,
    State(app): State<AppState>,
    Path(review): Path<ReviewId>,
) -> Result<Response, PageError> {
    let found = store::reviews::get_feedback(&app.store, &operator, review).await?;
    Ok(render(&ctx, &found))
}

fn render(ctx: &Ctx, found: &Feedback) -> Response {
    let text = ctx.text;
    let row = &found.row;
    let title = text.say_with(key::FEEDBACK_OF, &[("scenario", row.scenario_title.as_str().into())]);
    let frame = Frame { title: title.clone(), here: Here::Feedback, layout: Layout::Wide, island: None };
    page(ctx, frame, || {
        let lead = text.say_with(
            key::FEEDBACK_BY,
            &[
                ("mentor", row.mentor_name.as_str().into()),
                ("when", ctx.date(row.released_at).into()),
                ("customer", row.customer.as_str().into()),
            ],
        );
        let shown =
            Shown { card: &found.scorecard, draft: &found.draft, score: &found.score, suggested: found.suggested };
        let pins = pins(found);
        view! {
            <Breadcrumbs label=text.say(key::CRUMBS_LABEL) crumbs=vec![Crumb::new("/feedback", text.say(key::NAV_FEEDBACK))]/>
            <PageHead title=title lead=lead/>
            <div class="p-feedback-first">
                <section class="p-feedback-summary" aria-labelledby="summary">
                    <h2 id="summary">{text.say_with(key::FEEDBACK_SUMMARY, &[("mentor", row.mentor_name.as_str().into())])}</h2>
                    <p class="p-feedback-words">{found.draft.summary.clone()}</p>
                </section>
                {focus(ctx, found, &pins)}
            </div>
            {score_head(ctx, &shown)}
            <div class="p-feedback-columns">
                <section aria-labelledby="transcript">
                    <h2 id="transcript">{text.say(key::FEEDBACK_TRANSCRIPT)}</h2>
                    {transcript(ctx, &row.customer, &text.say(key::DEBRIEF_YOU), &found.messages, &found.debrief.turns, &shown, &pins, false)}
                    <p><a href=format!("/chats/{}", row.chat)>{text.say(key::FEEDBACK_DEBRIEF)}</a></p>
                </section>
                {criteria(ctx, &shown)}
            </div>
            {read(ctx, found)}
        }
        .into_any()
    })
}

/// Remarks as pins, numbered in the order of the transcript.
fn pins(found: &Feedback) -> Vec<(MessageId, Pin)> {
    let ordered = found
        .messages
        .iter()
        .flat_map(|message| found.draft.comments.iter().filter(|comment| comment.message == message.id));
    ordered
        .zip(1..)
        .map(|(comment, number)| {
            (
                comment.message,
                Pin { id: comment.id.to_string(), number, span: Span { start: comment.start, end: comment.end } },
            )
        })
        .collect()
}

/// The one thing to work on: where it stands, what the next level looks like, and the remarks about it.
fn focus(ctx: &Ctx, found: &Feedback, pins: &[(MessageId, Pin)]) -> Option<AnyView> {
    let text = ctx.text;
    let (_, criterion) = found.scorecard.find_criterion(found.draft.focus.as_deref()?)?;
    let mark = found.draft.marks.criteria.get(&criterion.id).copied();
    let next = match (criterion.kind, mark) {
        (CriterionKind::Graded, Some(domain::scorecard::Mark::Level(level))) => {
            criterion.anchors.get(usize::from(level) + 1).cloned()
        }
        (CriterionKind::Rule, Some(domain::scorecard::Mark::Kept(false))) => Some(criterion.help.clone()),
        _ => None,
    };
    let next = next.map(|next| {
        let words = split_anchor(&next).1.to_owned();
        view! { <p><b>{text.say(key::FEEDBACK_NEXT_LEVEL)}</b> " " {words}</p> }
    });
    let about = found.draft.comments.iter().filter(|comment| comment.criterion.as_deref() == Some(&criterion.id));
    let evidence = about
        .filter_map(|comment| {
            let number = pins.iter().find(|(_, pin)| pin.id == comment.id.to_string())?.1.number;
            let words = text.say_with(key::FEEDBACK_REMARK, &[("number", number.into())]);
            Some(view! { <li><a href=format!("#remark-{}", comment.id)>{words}</a></li> })
        })
        .collect::<Vec<_>>();
    let evidence = (!evidence.is_empty()).then(|| view! { <ul class="p-feedback-evidence">{evidence}</ul> });
    Some(
        view! {
            <section class="p-feedback-focus" aria-labelledby="work-on">
                <h2 id="work-on">{text.say(key::FEEDBACK_WORK_ON)}</h2>
                <p class="p-feedback-focus-title">{criterion.title.clone()}</p>
                {next}
                {evidence}
            </section>
        }
        .into_any(),
    )
}

/// Saying that it was read.
fn read(ctx: &Ctx, found: &Feedback) -> AnyView {
    let text = ctx.text;
    match found.acknowledged_at {
        Some(at) => {
            let words = text.say_with(key::FEEDBACK_ACKNOWLEDGED, &[("when", ctx.date_time(at).into())]);
            view! { <div id="read"><Callout kind=CalloutKind::Done><p>{words}</p></Callout></div> }.into_any()
        }
        None => view! {
            <form id="read" class="p-feedback-read" method="post" action=format!("/feedback/{}/acknowledgement", found.row.review)>
                <p>{text.say(key::FEEDBACK_ACKNOWLEDGE_TEXT)}</p>
                <Button>{text.say(key::FEEDBACK_ACKNOWLEDGE)}</Button>
            </form>
        }
        .into_any(),
    }
}
