//! The transcript with remarks pinned to their words, for reading.

use super::Shown;
use crate::{
    pages::review::{clock, evidence, waited},
    render::Ctx,
    text::key,
    ui::transcript::{Pin, marked_text},
};
use domain::{
    chat::{Message, Sender, Signal, TurnAnalysis},
    ids::MessageId,
};
use leptos::prelude::*;

/// The lines in order. `with_evidence` also shows what the machine noticed.
#[expect(clippy::too_many_arguments, reason = "one call each from the two pages that show a released review")]
pub fn transcript(
    ctx: &Ctx,
    customer: &str,
    operator: &str,
    messages: &[Message],
    turns: &[TurnAnalysis],
    result: &Shown<'_>,
    pins: &[(MessageId, Pin)],
    with_evidence: bool,
) -> AnyView {
    let first = messages.first().map_or(0, |first| first.at_ms);
    let lines = messages.iter().map(|message| {
        let (class, who) = match message.sender {
            Sender::Operator => ("p-line p-line-operator", operator.to_owned()),
            Sender::Customer => ("p-line p-line-customer", customer.to_owned()),
            Sender::System => ("p-line p-line-system", ctx.text.say(key::DEBRIEF_SYSTEM)),
        };
        let turn = turns.iter().find(|turn| turn.message == message.id);
        let signals: &[Signal] = turn.filter(|_| with_evidence).map_or(&[], |turn| &turn.signals);
        let pins: Vec<Pin> = pins.iter().filter(|(id, _)| *id == message.id).map(|(_, pin)| pin.clone()).collect();
        let remarks = pins.iter().filter_map(|pin| remark(ctx, result, pin)).collect::<Vec<_>>();
        let remarks = (!remarks.is_empty()).then(|| view! { <ol class="p-remarks">{remarks}</ol> });
        view! {
            <li class=class id=format!("message-{}", message.id)>
                <p class="p-line-who">
                    <b>{who}</b>
                    <span>{clock(message.at_ms, first)}</span>
                    {turn.filter(|_| message.sender == Sender::Operator).and_then(|turn| waited(ctx, turn, u32::MAX))}
                </p>
                <p class="p-line-body">{marked_text(&message.body, signals, &pins)}</p>
                {evidence(ctx, signals)}
                {remarks}
            </li>
        }
        .into_any()
    });
    view! { <ol class="p-lines">{lines.collect_view()}</ol> }.into_any()
}

fn remark(ctx: &Ctx, result: &Shown<'_>, pin: &Pin) -> Option<AnyView> {
    let comment = result.draft.comments.iter().find(|comment| comment.id.to_string() == pin.id)?;
    let about = comment
        .criterion
        .as_deref()
        .and_then(|id| result.card.find_criterion(id))
        .map(|(_, criterion)| criterion.title.clone());
    let about = about.map(|about| view! { <span class="p-remark-about">{ctx.text.say_with(key::FEEDBACK_ABOUT, &[("criterion", about.into())])}</span> });
    Some(
        view! {
            <li class="p-remark" id=format!("remark-{}", comment.id)>
                <span class="p-remark-number">{pin.number}</span>
                <div><p class="p-remark-body">{comment.body.clone()}</p>{about}</div>
            </li>
        }
        .into_any(),
    )
}
