//! The mentors' queue: what waits, for how long, who holds it, and taking the next one.

use super::practice::words;
use crate::{
    failure::PageError,
    guard::As,
    render::{Ctx, Frame, Here, Layout, page_with_status},
    state::AppState,
    text::key,
    ui::{Badge, Button, ButtonKind, ButtonLink, Callout, CalloutKind, Empty, Figure, PageHead, Symbol, Table, Tone},
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::SubmissionId,
    people::Mentor,
    review::{ReviewError, ReviewState},
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{
    StoreError,
    reviews::{Queue, QueueFilter, QueueItem},
};

/// Sectors of the shipped content, in showing order.
const SECTORS: [&str; 4] = ["support", "community", "social", "onboarding"];

/// The filter as it stands in the address. Anything unknown in it filters nothing.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    sector: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    state: String,
}

impl Asked {
    fn filter(&self) -> QueueFilter {
        QueueFilter {
            sector: Some(self.sector.clone()).filter(|sector| !sector.is_empty()),
            level: self.level.parse().ok(),
            state: match self.state.as_str() {
                "waiting" => Some(ReviewState::Submitted),
                "held" => Some(ReviewState::Claimed),
                _ => None,
            },
        }
    }

    const fn is_mine(&self) -> bool {
        matches!(self.state.as_bytes(), b"mine")
    }
}

/// `GET /queue`.
pub async fn list(
    ctx: Ctx,
    As(mentor): As<Mentor>,
    State(app): State<AppState>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let queue = store::reviews::list_queue(&app.store, &mentor, &asked.filter()).await?;
    Ok(render(&ctx, &queue, &asked, None))
}

/// `POST /submissions/{submission}/claims`: takes a chat for 45 minutes and opens it.
pub async fn claim(
    ctx: Ctx,
    As(mentor): As<Mentor>,
    State(app): State<AppState>,
    Path(submission): Path<SubmissionId>,
) -> Result<Response, PageError> {
    match store::reviews::claim(&app.store, &mentor, submission).await {
        Ok(review) => Ok(Redirect::to(&format!("/reviews/{review}")).into_response()),
        Err(StoreError::Review(why)) => {
            let queue = store::reviews::list_queue(&app.store, &mentor, &QueueFilter::default()).await?;
            Ok(render(&ctx, &queue, &Asked::default(), Some(why)))
        }
        Err(error) => Err(error.into()),
    }
}

fn render(ctx: &Ctx, queue: &Queue, asked: &Asked, refused: Option<ReviewError>) -> Response {
    let text = ctx.text;
    let title = text.say(key::QUEUE_TITLE);
    let frame = Frame { title: title.clone(), here: Here::Queue, layout: Layout::Wide, island: None };
    let status = if refused.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    page_with_status(ctx, status, frame, || {
        let refused = refused.map(|why| {
            let words = text.say(if why == ReviewError::HeldByOther { key::QUEUE_TAKEN } else { key::QUEUE_GONE });
            view! { <Callout kind=CalloutKind::Harm title=text.say(key::QUEUE_NOT_YOURS)><p>{words}</p></Callout> }
        });
        let mut items: Vec<&QueueItem> = queue.items.iter().filter(|item| !asked.is_mine() || item.mine).collect();
        // Overdue first, then by target: the store hands them out by waiting time, and targets skip weekends.
        items.sort_by_key(|item| (item.target_at, item.submission));
        let overdue = queue.items.iter().filter(|item| item.target_at < ctx.now).count();
        let oldest = queue.oldest.map_or_else(|| "–".to_owned(), |oldest| ctx.ago(oldest));
        let list = if items.is_empty() {
            view! { <Empty icon=Symbol::Check title=text.say(key::QUEUE_NONE)><p>{text.say(key::QUEUE_NONE_TEXT)}</p></Empty> }.into_any()
        } else {
            table(ctx, &items)
        };
        view! {
            <PageHead title=title lead=text.say(key::QUEUE_LEAD)/>
            {refused}
            <div class="p-queue-figures">
                <Figure value=queue.waiting.to_string() label=text.say(key::QUEUE_WAITING) to="/queue?state=waiting"/>
                <Figure value=overdue.to_string() label=text.say(key::QUEUE_OVERDUE)/>
                <Figure value=oldest label=text.say(key::QUEUE_OLDEST)/>
                <Figure value=queue.mine.to_string() label=text.say(key::QUEUE_MINE) to="/queue?state=mine"/>
            </div>
            {filters(ctx, asked)}
            {list}
        }
        .into_any()
    })
}

fn filters(ctx: &Ctx, asked: &Asked) -> AnyView {
    let text = ctx.text;
    let option = |value: &str, label: String, chosen: &str| view! { <option value=value.to_owned() selected=value == chosen>{label}</option> };
    let sectors = SECTORS.map(|sector| option(sector, words::sector(text, sector), &asked.sector));
    let levels = (1..=5).map(|level: u32| {
        let value = level.to_string();
        option(&value, text.say_with(key::PRACTICE_LEVEL, &[("level", level.into())]), &asked.level)
    });
    let states =
        [("waiting", key::QUEUE_STATE_WAITING), ("held", key::QUEUE_STATE_HELD), ("mine", key::QUEUE_STATE_MINE)]
            .map(|(value, words)| option(value, text.say(words), &asked.state));
    let clear = (!asked.sector.is_empty() || !asked.level.is_empty() || !asked.state.is_empty())
        .then(|| view! { <ButtonLink to="/queue" kind=ButtonKind::Quiet>{text.say(key::FILTER_CLEAR)}</ButtonLink> });
    view! {
        <form class="c-filters" method="get" action="/queue">
            <label>{text.say(key::QUEUE_SECTOR)}<select name="sector"><option value="">{text.say(key::FILTER_ALL)}</option>{sectors.into_iter().collect_view()}</select></label>
            <label>{text.say(key::QUEUE_LEVEL)}<select name="level"><option value="">{text.say(key::FILTER_ALL)}</option>{levels.collect_view()}</select></label>
            <label>{text.say(key::QUEUE_STATE)}<select name="state"><option value="">{text.say(key::FILTER_ALL)}</option>{states.into_iter().collect_view()}</select></label>
            <Button kind=ButtonKind::Plain>{text.say(key::FILTER_APPLY)}</Button>
            {clear}
        </form>
    }
    .into_any()
}

fn table(ctx: &Ctx, items: &[&QueueItem]) -> AnyView {
    let text = ctx.text;
    let columns = vec![
        text.say(key::QUEUE_SCENARIO),
        text.say(key::QUEUE_LENGTH),
        text.say(key::QUEUE_HANDED_IN),
        text.say(key::QUEUE_TARGET),
        text.say(key::QUEUE_HELD_BY),
        text.say(key::QUEUE_ACTION),
    ];
    let rows = items.iter().map(|item| row(ctx, item)).collect_view();
    view! { <div class="c-cards"><Table caption=text.say(key::QUEUE_TITLE) columns=columns>{rows}</Table></div> }
        .into_any()
}

fn row(ctx: &Ctx, item: &QueueItem) -> AnyView {
    let text = ctx.text;
    let length =
        text.say_with(key::QUEUE_LENGTH_OF, &[("messages", item.messages.into()), ("minutes", item.minutes.into())]);
    let (tone, words) = target(ctx, item.target_at);
    let held = match (&item.held_by, item.mine) {
        (Some(_), true) => view! { <Badge tone=Tone::Good>{text.say(key::QUEUE_YOU)}</Badge> }.into_any(),
        (Some(name), false) => name.clone().into_any(),
        (None, _) if item.review.is_some() => {
            view! { <span class="u-quiet">{text.say(key::QUEUE_BEGUN)}</span> }.into_any()
        }
        (None, _) => view! { <span class="u-quiet">{text.say(key::QUEUE_NOBODY)}</span> }.into_any(),
    };
    view! {
        <tr class=item.mine.then_some("is-mine")>
            <td>
                <b>{item.scenario_title.clone()}</b>
                <span class="p-queue-what">{words::sector(text, &item.sector)} " · " {text.say_with(key::PRACTICE_LEVEL, &[("level", item.level.into())])}</span>
            </td>
            <td>{length}</td>
            <td><time datetime=item.submitted_at.to_rfc3339()>{ctx.ago(item.submitted_at)}</time></td>
            <td><Badge tone=tone>{words}</Badge></td>
            <td>{held}</td>
            <td>{action(ctx, item)}</td>
        </tr>
    }
    .into_any()
}

/// How the target stands, in words.
pub fn target(ctx: &Ctx, at: DateTime<Utc>) -> (Tone, String) {
    let when = ctx.ago(at);
    if at < ctx.now {
        (Tone::Harm, ctx.text.say_with(key::QUEUE_OVERDUE_SINCE, &[("when", when.into())]))
    } else if at - ctx.now < TimeDelta::hours(12) {
        (Tone::Attention, ctx.text.say_with(key::QUEUE_DUE, &[("when", when.into())]))
    } else {
        (Tone::Plain, ctx.text.say_with(key::QUEUE_DUE, &[("when", when.into())]))
    }
}

fn action(ctx: &Ctx, item: &QueueItem) -> AnyView {
    let text = ctx.text;
    let what = view! { <span class="u-hidden">{item.scenario_title.clone()}</span> };
    match (item.mine, item.review, &item.held_by) {
        (true, Some(review), _) => {
            view! { <ButtonLink to=format!("/reviews/{review}")>{text.say(key::QUEUE_CONTINUE)} " " {what}</ButtonLink> }.into_any()
        }
        (false, _, Some(_)) => view! { <span class="u-quiet">{text.say(key::QUEUE_BUSY)}</span> }.into_any(),
        (_, review, _) => {
            let words = if review.is_some() { key::QUEUE_CONTINUE } else { key::QUEUE_CLAIM };
            view! {
                <form method="post" action=format!("/submissions/{}/claims", item.submission)>
                    <Button kind=ButtonKind::Plain>{text.say(words)} " " {what}</Button>
                </form>
            }
            .into_any()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_filters_by_what_it_knows() {
        let asked = Asked { sector: "support".into(), level: "2".into(), state: "held".into() };
        assert_eq!(
            asked.filter(),
            QueueFilter { sector: Some("support".into()), level: Some(2), state: Some(ReviewState::Claimed) }
        );
        let odd = Asked { sector: String::new(), level: "many".into(), state: "gone".into() };
        assert_eq!(odd.filter(), QueueFilter::default());
        assert!(Asked { state: "mine".into(), ..Asked::default() }.is_mine());
    }
}
