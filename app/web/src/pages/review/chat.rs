//! The left column: what the operator was told, what was said, and how it ended. Machine signals stand in place, as evidence.

use super::remarks;
use crate::{
    islands::scorecard::form::ReviewForm,
    markdown,
    pages::practice::words,
    render::Ctx,
    text::{Text, key},
    ui::{
        Table,
        transcript::{Pin, marked_text, signal_tone},
    },
};
use domain::chat::{Ending, LookupTable, Message, Sender, Signal, Span, TurnAnalysis};
use leptos::prelude::*;
use store::reviews::ChatForReview;

/// The column.
pub fn column(ctx: &Ctx, chat: &ChatForReview, form: &ReviewForm) -> AnyView {
    let text = ctx.text;
    let pins = pins(chat, form);
    let lines = chat.messages.iter().map(|message| line(ctx, chat, form, message, &pins)).collect_view();
    view! {
        <section class="p-review-chat" aria-labelledby="transcript">
            {background(ctx, chat)}
            <h2 id="transcript">{text.say_with(key::REVIEW_TRANSCRIPT, &[("customer", chat.customer.as_str().into())])}</h2>
            <p class="p-review-legend">{text.say(key::REVIEW_LEGEND)}</p>
            <ol class="p-lines">{lines}</ol>
            {ending(ctx, chat)}
        </section>
    }
    .into_any()
}

/// Remarks numbered in the order of the transcript, as pins.
pub fn pins(chat: &ChatForReview, form: &ReviewForm) -> Vec<(domain::ids::MessageId, Pin)> {
    let ordered = chat
        .messages
        .iter()
        .flat_map(|message| form.draft.comments.iter().filter(|comment| comment.message == message.id));
    ordered
        .zip(1..)
        .map(|(comment, number)| {
            let span = Span { start: comment.start, end: comment.end };
            (comment.message, Pin { id: comment.id.to_string(), number, span })
        })
        .collect()
}

fn background(ctx: &Ctx, chat: &ChatForReview) -> AnyView {
    let text = ctx.text;
    let brief = markdown::render(&chat.brief, text).html();
    let tables = chat.lookup.iter().map(lookup).collect_view();
    let lookup = (!chat.lookup.is_empty()).then(|| {
        view! { <details class="p-review-more"><summary>{text.say(key::DESK_LOOK_UP)}</summary>{tables}</details> }
    });
    view! {
        <div class="p-review-background">
            <details class="p-review-more">
                <summary>{text.say(key::REVIEW_BRIEF)}</summary>
                <div class="c-prose" inner_html=brief></div>
            </details>
            {lookup}
        </div>
    }
    .into_any()
}

fn lookup(table: &LookupTable) -> AnyView {
    let rows = table
        .rows
        .iter()
        .map(|row| {
            view! { <tr>{row.iter().map(|cell| view! { <td>{cell.clone()}</td> }).collect_view()}</tr> }.into_any()
        })
        .collect::<Vec<_>>();
    view! { <Table caption=table.name.clone() caption_shown=true columns=table.columns.clone()>{rows}</Table> }
        .into_any()
}

/// Minutes and seconds since the chat's first line.
pub fn clock(at_ms: i64, first_ms: i64) -> String {
    let seconds = (at_ms - first_ms).max(0) / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn line(
    ctx: &Ctx,
    chat: &ChatForReview,
    form: &ReviewForm,
    message: &Message,
    pins: &[(domain::ids::MessageId, Pin)],
) -> AnyView {
    let text = ctx.text;
    let first = chat.messages.first().map_or(0, |first| first.at_ms);
    let (class, who) = match message.sender {
        Sender::Operator => ("p-line p-line-operator", text.say(key::REVIEW_OPERATOR)),
        Sender::Customer => ("p-line p-line-customer", chat.customer.clone()),
        Sender::System => ("p-line p-line-system", text.say(key::DEBRIEF_SYSTEM)),
    };
    let own = message.sender == Sender::Operator;
    let turn = chat.turns.iter().find(|turn| turn.message == message.id);
    let signals: &[Signal] = turn.map_or(&[], |turn| &turn.signals);
    let pins: Vec<Pin> = pins.iter().filter(|(id, _)| *id == message.id).map(|(_, pin)| pin.clone()).collect();
    let below = own.then(|| {
        view! {
            {evidence(ctx, signals)}
            {remarks::of_message(ctx, chat, form, message, &pins)}
        }
    });
    view! {
        <li class=class id=format!("m-{}", message.seq) tabindex="-1" data-line="" data-message=own.then(|| message.id.to_string())>
            <p class="p-line-who">
                <b>{who}</b>
                <span>{clock(message.at_ms, first)}</span>
                {turn.and_then(|turn| waited(ctx, turn, chat.soft_seconds))}
            </p>
            <p class="p-line-body" data-body=own.then_some("")>{marked_text(&message.body, signals, &pins)}</p>
            {below}
        </li>
    }
    .into_any()
}

/// How long the customer had waited for this line.
pub fn waited(ctx: &Ctx, turn: &TurnAnalysis, soft_seconds: u32) -> Option<AnyView> {
    let seconds = (turn.reply_ms? + 999) / 1000;
    let slow = seconds > i64::from(soft_seconds);
    let words = ctx.text.say_with(key::REVIEW_REPLY_AFTER, &[("time", ctx.text.duration(seconds).into())]);
    let slow_words = slow.then(|| ctx.text.say_with(key::REVIEW_SLOW, &[("limit", soft_seconds.into())]));
    let class = if slow { "p-line-wait is-slow" } else { "p-line-wait" };
    Some(view! { <span class=class>{words} {slow_words.map(|words| format!(" · {words}"))}</span> }.into_any())
}

/// What was noticed, as words below the line; in the line itself it is underlined.
pub fn evidence(ctx: &Ctx, signals: &[Signal]) -> Option<AnyView> {
    let text = ctx.text;
    let chips = signals
        .iter()
        .map(|signal| {
            let class = format!("p-chip p-chip-{}", signal_tone(signal));
            view! { <li class=class title=words::signal_why(text, signal)>{words::signal(text, signal.kind)}</li> }
        })
        .collect_view();
    (!signals.is_empty())
        .then(|| view! { <ul class="p-chips" aria-label=text.say(key::REVIEW_EVIDENCE)>{chips}</ul> }.into_any())
}

/// How a chat ended, for somebody who was not there.
pub fn ending_name(text: Text, ending: Ending) -> String {
    text.say(match ending {
        Ending::Closed => key::REVIEW_ENDING_CLOSED,
        Ending::HandedOver => key::REVIEW_ENDING_HANDED_OVER,
        Ending::LeftWaiting => key::REVIEW_ENDING_LEFT_WAITING,
        Ending::LeftAngry => key::REVIEW_ENDING_LEFT_ANGRY,
        Ending::ShiftEnded => key::REVIEW_ENDING_SHIFT_ENDED,
    })
}

/// How it ended: disposition, note, objectives, findings at the close.
pub fn ending(ctx: &Ctx, chat: &ChatForReview) -> AnyView {
    let text = ctx.text;
    let how = chat.ending.map(|ending| ending_name(text, ending));
    let disposition =
        chat.disposition.map_or_else(|| "–".to_owned(), |disposition| words::disposition(text, disposition));
    let note = if chat.note.trim().is_empty() { text.say(key::REVIEW_NO_NOTE) } else { chat.note.clone() };
    let objectives = chat.objectives.iter().map(|objective| {
        let (class, word) =
            if objective.met { ("is-met", key::DEBRIEF_MET) } else { ("is-open", key::DEBRIEF_NOT_MET) };
        view! { <li class=class><span>{objective.text.clone()}</span> <b>{text.say(word)}</b></li> }
    });
    view! {
        <section class="p-review-end" aria-labelledby="wrap-up">
            <h2 id="wrap-up">{text.say(key::REVIEW_WRAP_UP)}</h2>
            <dl class="p-review-end-facts">
                <div><dt>{text.say(key::REVIEW_ENDED)}</dt><dd>{how}</dd></div>
                <div><dt>{text.say(key::REVIEW_DISPOSITION)}</dt><dd>{disposition}</dd></div>
                <div><dt>{text.say(key::REVIEW_NOTE)}</dt><dd class="p-review-note">{note}</dd></div>
            </dl>
            {evidence(ctx, &chat.closing_flags)}
            <h3>{text.say(key::REVIEW_OBJECTIVES)}</h3>
            <ul class="p-review-objectives">{objectives.collect_view()}</ul>
        </section>
    }
    .into_any()
}
