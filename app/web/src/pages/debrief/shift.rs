//! The whole shift as a strip: who waited when, and in which order the operator went from chat to chat.

use super::Loaded;
use crate::{islands::desk::clock::minutes, render::Ctx, text::key};
use domain::chat::{Message, Sender};
use leptos::prelude::*;
use std::fmt::Write as _;
use store::shifts::ChatPage;

/// Width of the drawing.
const WIDTH: f64 = 900.0;
/// Where the lanes begin and end.
const LEFT: f64 = 92.0;
const RIGHT: f64 = 884.0;
/// Height of one chat.
const LANE: f64 = 34.0;

/// When a customer waited, from the oldest unanswered line to the reply or the end of what was said.
fn waits(messages: &[Message]) -> Vec<(i64, i64)> {
    let mut out = Vec::new();
    let mut since = None;
    for message in messages {
        match message.sender {
            Sender::Customer => since = since.or(Some(message.at_ms)),
            Sender::Operator => out.extend(since.take().map(|from| (from, message.at_ms))),
            Sender::System => {}
        }
    }
    out.extend(since.zip(messages.last().map(|message| message.at_ms)));
    out
}

/// Replies of all chats in the order they were given: time and lane.
fn replies(chats: &[&ChatPage]) -> Vec<(i64, usize)> {
    let mut out: Vec<(i64, usize)> = chats
        .iter()
        .enumerate()
        .flat_map(|(lane, chat)| {
            chat.messages
                .iter()
                .filter(|message| message.sender == Sender::Operator)
                .map(move |message| (message.at_ms, lane))
        })
        .collect();
    out.sort_unstable();
    out
}

/// The section; nothing when the chat was alone.
pub fn section(ctx: &Ctx, loaded: &Loaded) -> Option<AnyView> {
    let text = ctx.text;
    if loaded.together.is_empty() {
        return None;
    }
    let mut chats: Vec<&ChatPage> = std::iter::once(&loaded.page).chain(&loaded.together).collect();
    chats.sort_by_key(|chat| chat.chat.ordinal);
    let times = || chats.iter().flat_map(|chat| &chat.messages).map(|message| message.at_ms);
    let (from, to) = (times().min()?, times().max()?);
    let x = |at: i64| format!("{:.1}", LEFT + (at - from) as f64 / ((to - from).max(1)) as f64 * (RIGHT - LEFT));
    let y = |lane: usize| 20.0 + lane as f64 * LANE;
    let order = replies(&chats);
    let switches = order.windows(2).filter(|pair| pair[0].1 != pair[1].1).count();
    let lanes = chats.iter().enumerate().map(|(lane, chat)| {
        let middle = y(lane);
        let bars = waits(&chat.messages).into_iter().map(|(since, until)| {
            let (left, right) = (x(since), x(until));
            let at = format!("{middle:.1}");
            view! { <line class="p-debrief-wait" x1=left x2=right y1=at.clone() y2=at.clone()></line> }
        });
        let base = format!("{middle:.1}");
        let this = if chat.chat.id == loaded.page.chat.id { "p-debrief-label is-this" } else { "p-debrief-label" };
        view! {
            <a href=format!("/chats/{}", chat.chat.id)>
                <text class=this x=format!("{:.1}", LEFT - 8.0) y=format!("{:.1}", middle + 4.0) text-anchor="end">{chat.chat.customer.clone()}</text>
            </a>
            <line class="p-debrief-grid" x1=format!("{LEFT:.1}") x2=format!("{RIGHT:.1}") y1=base.clone() y2=base.clone()></line>
            {bars.collect_view()}
        }
        .into_any()
    });
    let mut path = String::new();
    for (at, (when, lane)) in order.iter().enumerate() {
        let _ = write!(path, "{}{} {:.1}", if at == 0 { 'M' } else { 'L' }, x(*when), y(*lane));
    }
    let dots = order.iter().map(|(when, lane)| view! { <circle class="p-debrief-dot" cx=x(*when) cy=format!("{:.1}", y(*lane)) r="4"></circle> });
    let height = y(chats.len()) + 4.0;
    let ends = [(from, LEFT, "start"), (to, RIGHT, "end")].map(|(at, x, anchor)| {
        view! { <text class="p-debrief-label" x=format!("{x:.1}") y=format!("{:.1}", height - 4.0) text-anchor=anchor>{minutes(at)}</text> }
    });
    let title = text.say(key::DEBRIEF_SIBLINGS);
    let (heading, region) = (title.clone(), title.clone());
    let rows = chats.iter().map(|chat| view! { <li>{row(ctx, chat)}</li> }.into_any());
    let switches = text.say_with(key::DEBRIEF_SWITCHES, &[("count", i64::try_from(switches).unwrap_or(0).into())]);
    Some(
        view! {
            <section class="p-debrief-shift" aria-labelledby="shift-title">
                <h2 id="shift-title">{heading}</h2>
                <p class="u-quiet">{text.say(key::DEBRIEF_SIBLINGS_TEXT)} " " {switches}</p>
                <div class="p-debrief-plot" role="group" tabindex="0" aria-label=region>
                    <svg viewBox=format!("0 0 {WIDTH} {height:.0}") role="group" aria-label=title>
                        {lanes.collect_view()}
                        <path class="p-debrief-order" d=path></path>
                        {dots.collect_view()}
                        {ends.into_iter().collect_view()}
                    </svg>
                </div>
                <ul class="p-debrief-rows">{rows.collect_view()}</ul>
            </section>
        }
        .into_any(),
    )
}

fn row(ctx: &Ctx, chat: &ChatPage) -> AnyView {
    let replies = chat.messages.iter().filter(|message| message.sender == Sender::Operator).count();
    let longest = waits(&chat.messages).into_iter().map(|(from, to)| to - from).max().unwrap_or(0);
    let words = ctx.text.say_with(
        key::DEBRIEF_SIBLINGS_ROW,
        &[
            ("customer", chat.chat.customer.as_str().into()),
            ("replies", i64::try_from(replies).unwrap_or(0).into()),
            ("longest", ctx.text.duration(longest / 1000).into()),
        ],
    );
    view! { <a href=format!("/chats/{}", chat.chat.id)>{words}</a> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::MessageId;
    use uuid::Uuid;

    #[test]
    fn a_wait_runs_from_the_oldest_unanswered_line_to_the_reply() {
        let line = |(sender, at_ms)| Message {
            id: MessageId(Uuid::nil()),
            seq: 1,
            sender,
            body: String::new(),
            at_ms,
            client_id: None,
        };
        let said = [
            (Sender::Customer, 1_000),
            (Sender::Customer, 9_000),
            (Sender::Operator, 20_000),
            (Sender::Operator, 25_000),
            (Sender::Customer, 30_000),
            (Sender::System, 95_000),
        ]
        .map(line);
        assert_eq!(waits(&said), [(1_000, 20_000), (30_000, 95_000)]);
    }
}
