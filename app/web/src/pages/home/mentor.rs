//! A mentor's home: the chat whose target is closest, what waits behind it, and whether the last reviews were read.

use crate::{
    pages::{practice::words, queue},
    render::Ctx,
    text::key,
    ui::{Badge, Button, ButtonLink, Empty, Figure, Icon, Symbol, Tone},
};
use leptos::prelude::*;
use store::reviews::{Queue, QueueItem, ReleasedRow};

/// Chats listed behind the first.
const BEHIND: usize = 4;
/// Reviews listed.
const RELEASED: usize = 5;

/// Everything about the mentor.
pub fn view(ctx: &Ctx, queue: &Queue, released: &[ReleasedRow]) -> AnyView {
    let text = ctx.text;
    let mut open: Vec<&QueueItem> = queue.items.iter().filter(|item| item.mine || item.held_by.is_none()).collect();
    open.sort_by_key(|item| (!item.mine, item.target_at, item.submission));
    let overdue = queue.items.iter().filter(|item| item.target_at < ctx.now).count();
    let oldest = queue.oldest.map_or_else(|| "–".to_owned(), |oldest| ctx.ago(oldest));
    let behind = open.iter().skip(1).take(BEHIND).map(|item| behind(ctx, item)).collect_view();
    let nothing_behind =
        (open.len() < 2).then(|| view! { <p class="u-quiet">{text.say(key::HOME_MENTOR_NOTHING_BEHIND)}</p> });
    let all = (open.len() > 1 + BEHIND)
        .then(|| view! { <p class="p-home-all"><a href="/queue">{text.say(key::HOME_MENTOR_ALL)}</a></p> });
    view! {
        {next(ctx, open.first().copied())}
        <div class="c-figures">
            <Figure value=queue.waiting.to_string() label=text.say(key::QUEUE_WAITING) to="/queue?state=waiting"/>
            <Figure value=overdue.to_string() label=text.say(key::QUEUE_OVERDUE) to="/queue"/>
            <Figure value=oldest label=text.say(key::QUEUE_OLDEST) to="/queue"/>
            <Figure value=queue.mine.to_string() label=text.say(key::QUEUE_MINE) to="/queue?state=mine"/>
        </div>
        <div class="p-home-columns">
            <section class="p-home-main" aria-labelledby="behind">
                <h2 id="behind">{text.say(key::HOME_MENTOR_BEHIND)}</h2>
                {nothing_behind}
                <ul class="c-rows">{behind}</ul>
                {all}
            </section>
            {reviewed(ctx, released)}
        </div>
    }
    .into_any()
}

fn length(ctx: &Ctx, item: &QueueItem) -> String {
    ctx.text.say_with(key::QUEUE_LENGTH_OF, &[("messages", item.messages.into()), ("minutes", item.minutes.into())])
}

fn about(ctx: &Ctx, item: &QueueItem) -> String {
    let level = ctx.text.say_with(key::PRACTICE_LEVEL, &[("level", item.level.into())]);
    format!("{} · {level} · {}", words::sector(ctx.text, &item.sector), length(ctx, item))
}

/// The one chat to read now, and why it is this one.
fn next(ctx: &Ctx, item: Option<&QueueItem>) -> AnyView {
    let text = ctx.text;
    let Some(item) = item else {
        return view! { <Empty icon=Symbol::Check title=text.say(key::QUEUE_NONE)><p>{text.say(key::HOME_MENTOR_EMPTY)}</p></Empty> }
            .into_any();
    };
    let why = text.say(if item.mine { key::HOME_MENTOR_WHY_MINE } else { key::HOME_MENTOR_WHY });
    let due = text.say_with(
        key::HOME_MENTOR_DUE,
        &[("date", ctx.date_time(item.target_at).into()), ("left", ctx.ago(item.target_at).into())],
    );
    let go = match item.review.filter(|_| item.mine) {
        Some(review) => view! { <ButtonLink to=format!("/reviews/{review}")>{text.say(key::QUEUE_CONTINUE)}<Icon name=Symbol::Right/></ButtonLink> }.into_any(),
        None => view! {
            <form method="post" action=format!("/submissions/{}/claims", item.submission)>
                <Button>{text.say(key::QUEUE_CLAIM)}<Icon name=Symbol::Right/></Button>
            </form>
        }
        .into_any(),
    };
    view! {
        <section class="p-next" aria-labelledby="review-next">
            <p class="p-next-label">{text.say(key::HOME_NEXT)}</p>
            <div class="p-next-body">
                <p class="p-order-kind"><Icon name=Symbol::Chat/>{about(ctx, item)}</p>
                <h2 id="review-next">{item.scenario_title.clone()}</h2>
                <p>{text.say_with(key::HOME_MENTOR_HANDED_IN, &[("when", ctx.ago(item.submitted_at).into())])}</p>
                <p class="p-next-due"><Icon name=Symbol::Clock/>{due}</p>
                <p class="u-quiet">{why}</p>
            </div>
            <div class="p-next-go">{go}</div>
        </section>
    }
    .into_any()
}

fn behind(ctx: &Ctx, item: &QueueItem) -> AnyView {
    let (tone, due) = queue::target(ctx, item.target_at);
    view! {
        <li>
            <div>
                <b>{item.scenario_title.clone()}</b>
                <p class="u-quiet">{about(ctx, item)}</p>
            </div>
            <Badge tone=tone>{due}</Badge>
        </li>
    }
    .into_any()
}

fn reviewed(ctx: &Ctx, released: &[ReleasedRow]) -> AnyView {
    let text = ctx.text;
    let none = released.is_empty().then(|| view! { <p class="u-quiet">{text.say(key::HOME_MENTOR_NO_REVIEWS)}</p> });
    let rows = released
        .iter()
        .take(RELEASED)
        .map(|row| {
            let (tone, read) =
                if row.acknowledged { (Tone::Good, key::REVIEWED_READ) } else { (Tone::Plain, key::REVIEWED_UNREAD) };
            let about = text.say_with(
                key::HOME_MENTOR_FOR,
                &[("operator", row.operator_name.as_str().into()), ("time", ctx.ago(row.released_at).into())],
            );
            view! {
                <li>
                    <div>
                        <a href=format!("/reviews/{}", row.review)>{row.scenario_title.clone()}</a>
                        <p class="u-quiet">{about}</p>
                    </div>
                    <Badge tone=tone>{text.say(read)}</Badge>
                </li>
            }
        })
        .collect_view();
    let all = (released.len() > RELEASED).then(
        || view! { <p class="p-home-all"><a href="/queue/reviewed">{text.say(key::HOME_MENTOR_ALL_REVIEWS)}</a></p> },
    );
    view! {
        <section class="p-home-side" aria-labelledby="reviewed">
            <h2 id="reviewed">{text.say(key::HOME_MENTOR_REVIEWS)}</h2>
            {none}
            <ul class="c-rows">{rows}</ul>
            {all}
        </section>
    }
    .into_any()
}
