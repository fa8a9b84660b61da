//! What was said, with response times, the words that were noticed, and in the margin what each message did.

use super::{Loaded, annotate};
use crate::{
    islands::desk::clock::minutes,
    pages::practice::words,
    render::Ctx,
    text::key,
    ui::{
        Icon, Symbol,
        transcript::{pieces, signal_tone},
    },
};
use domain::chat::{Message, MoodBand, PatienceBand, Sender, Signal, Span, TurnAnalysis};
use leptos::prelude::*;

/// The transcript with its margin.
pub fn section(ctx: &Ctx, loaded: &Loaded) -> AnyView {
    let text = ctx.text;
    let mut number = 0;
    let lines = loaded.page.messages.iter().map(|message| {
        if message.sender == Sender::Operator {
            number += 1;
            own(ctx, loaded, message, number)
        } else {
            theirs(ctx, loaded, message)
        }
    });
    view! {
        <section class="p-debrief-timeline" aria-labelledby="timeline-title">
            <h2 id="timeline-title">{text.say(key::DEBRIEF_TIMELINE)}</h2>
            <p class="u-quiet">{text.say(key::DEBRIEF_TIMELINE_TEXT)}</p>
            <ol>{lines.collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn theirs(ctx: &Ctx, loaded: &Loaded, message: &Message) -> AnyView {
    let (class, who) = if message.sender == Sender::System {
        ("is-system", ctx.text.say(key::DEBRIEF_SYSTEM))
    } else {
        ("is-customer", loaded.page.chat.customer.clone())
    };
    view! {
        <li class=format!("p-debrief-line {class}")>
            <p class="p-debrief-meta"><b>{who}</b> <span>{minutes(message.at_ms)}</span></p>
            <p class="p-debrief-text">{message.body.clone()}</p>
        </li>
    }
    .into_any()
}

fn own(ctx: &Ctx, loaded: &Loaded, message: &Message, number: u32) -> AnyView {
    let text = ctx.text;
    let turn = loaded.page.debrief.turns.iter().find(|turn| turn.message == message.id);
    let signals = turn.map(|turn| annotate::in_order(&turn.signals)).unwrap_or_default();
    let soft = i64::from(loaded.page.debrief.soft_seconds) * 1000;
    let reply = turn.and_then(|turn| turn.reply_ms).map(|reply| {
        let after = text.say_with(key::DEBRIEF_AFTER, &[("time", minutes(reply).into())]);
        let slow =
            (soft > 0 && reply > soft).then(|| view! { <b class="p-debrief-slow">{text.say(key::DEBRIEF_SLOW)}</b> });
        view! { <span>{after} " " {slow}</span> }
    });
    let margin = turn.map(|turn| margin(ctx, loaded, turn, message, number, &signals));
    view! {
        <li class="p-debrief-line is-operator" id=format!("m-{number}")>
            <p class="p-debrief-meta"><b>{text.say(key::DEBRIEF_YOU)} " " {number}</b> <span>{minutes(message.at_ms)}</span> {reply}</p>
            <div class="p-debrief-text">{marked(ctx, &message.body, number, &signals)}</div>
            {margin}
        </li>
    }
    .into_any()
}

/// The words with what was noticed underlined, and the number of the note after them.
fn marked(ctx: &Ctx, body: &str, number: u32, signals: &[Signal]) -> AnyView {
    let spans: Vec<(usize, Span)> =
        signals.iter().enumerate().filter_map(|(at, signal)| signal.span.map(|span| (at, span))).collect();
    let places: Vec<Span> = spans.iter().map(|(_, span)| *span).collect();
    pieces(body, &places)
        .into_iter()
        .map(|piece| {
            let tone =
                piece.marks.iter().map(|mark| signal_tone(&signals[spans[*mark].0])).max_by_key(|tone| weight(tone));
            let ends: Vec<usize> = piece.marks.iter().copied().filter(|mark| places[*mark].end == piece.end).collect();
            if ends.is_empty() {
                return toned(tone, piece.text);
            }
            let notes = ends
                .into_iter()
                .map(|mark| note_button(ctx, number, spans[mark].0, &signals[spans[mark].0]))
                .collect_view();
            let (before, last) = last_word(piece.text);
            let before = (!before.is_empty()).then(|| toned(tone, before));
            view! { {before}<span class="p-debrief-tie">{toned(tone, last)}{notes}</span> }.into_any()
        })
        .collect_view()
        .into_any()
}

/// Words in the tone of what was noticed in them.
fn toned(tone: Option<&'static str>, said: &str) -> AnyView {
    let said = said.to_owned();
    match tone {
        Some(tone) => view! { <mark class=format!("p-debrief-mark is-{tone}")>{said}</mark> }.into_any(),
        None => said.into_any(),
    }
}

/// Splits before the last word, so that a number stays on the line of the word it belongs to.
fn last_word(said: &str) -> (&str, &str) {
    let end = said.trim_end().len();
    let start =
        said[..end].rfind(char::is_whitespace).map_or(0, |at| at + said[at..].chars().next().map_or(0, char::len_utf8));
    said.split_at(start)
}

fn weight(tone: &str) -> u8 {
    match tone {
        "flag" => 3,
        "bad" => 2,
        "good" => 1,
        _ => 0,
    }
}

fn note_id(number: u32, at: usize) -> String {
    format!("why-{number}-{}", at + 1)
}

/// A small number that opens the reason; the browser does it, without a script.
fn note_button(ctx: &Ctx, number: u32, at: usize, signal: &Signal) -> AnyView {
    let label = ctx.text.say_with(
        key::DEBRIEF_NUMBER_OF,
        &[("number", i64::try_from(at + 1).unwrap_or(0).into()), ("name", words::signal(ctx.text, signal.kind).into())],
    );
    view! { <button type="button" class="p-debrief-ref" popovertarget=note_id(number, at) aria-label=label>{at + 1}</button> }.into_any()
}

/// What the message did: the step of the mood, every cause, the objectives it met.
fn margin(
    ctx: &Ctx,
    loaded: &Loaded,
    turn: &TurnAnalysis,
    message: &Message,
    number: u32,
    signals: &[Signal],
) -> AnyView {
    let text = ctx.text;
    let before = loaded
        .page
        .debrief
        .curve
        .iter()
        .take_while(|point| point.at_ms < message.at_ms)
        .last()
        .map_or(0, |point| point.mood);
    let (step, band) = (turn.mood - before, words::mood(text, MoodBand::of(turn.mood)));
    let (class, moved) = match step {
        0 => ("is-note", text.say_with(key::DEBRIEF_MOOD_SAME, &[("band", band.into())])),
        step => (
            if step > 0 { "is-good" } else { "is-bad" },
            text.say_with(key::DEBRIEF_MOOD_STEP, &[("step", signed(step).into()), ("band", band.into())]),
        ),
    };
    let patience = words::patience(text, PatienceBand::of(turn.patience));
    let patience = text.say_with(key::DEBRIEF_PATIENCE_NOW, &[("band", patience.into())]);
    let causes = signals.iter().enumerate().map(|(at, signal)| cause(ctx, loaded, number, at, signal)).collect_view();
    let met = turn.objectives.iter().map(|id| {
        let text_of = loaded.page.debrief.objectives.iter().find(|objective| objective.id == *id).map_or(id.as_str(), |o| o.text.as_str());
        view! { <p class="p-debrief-met"><Icon name=Symbol::Check/> {text.say_with(key::DEBRIEF_OBJECTIVE_MET, &[("text", text_of.into())])}</p> }
    });
    let nothing = signals.is_empty().then(|| view! { <p class="u-quiet">{text.say(key::DEBRIEF_NOTHING_NOTICED)}</p> });
    view! {
        <div class="p-debrief-margin">
            <p class=format!("p-debrief-step {class}")>{moved}</p>
            <p class="u-quiet">{patience}</p>
            <ul>{causes}</ul>
            {nothing}
            {met.collect_view()}
        </div>
    }
    .into_any()
}

fn cause(ctx: &Ctx, loaded: &Loaded, number: u32, at: usize, signal: &Signal) -> AnyView {
    let text = ctx.text;
    let id = note_id(number, at);
    let name = words::signal(text, signal.kind);
    let effect = if signal.mood == 0 { String::new() } else { signed(signal.mood) };
    let clause = annotate::clause_of(loaded, signal).filter(|_| signal.kind.is_flag()).map(|(clause, href)| {
        view! { <p><a href=href>{text.say_with(key::DEBRIEF_CLAUSE, &[("clause", clause.into())])}</a></p> }
    });
    let what = if signal.mood == 0 { text.say(key::DEBRIEF_EFFECT_NONE) } else { effect.clone() };
    view! {
        <li class=format!("p-debrief-cause is-{}", signal_tone(signal))>
            <button type="button" popovertarget=id.clone()><span class="p-debrief-no">{at + 1}</span> {name.clone()}</button>
            <span class="c-num">{effect}</span>
            <div class="p-debrief-why" id=id.clone() popover="auto">
                <p><strong>{name}</strong> <span class="c-num">{what}</span></p>
                <p>{words::signal_why(text, signal)}</p>
                {clause}
            </div>
        </li>
    }
    .into_any()
}

/// `+90`, `−60`.
fn signed(number: i32) -> String {
    if number < 0 { format!("−{}", number.unsigned_abs()) } else { format!("+{number}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stays_with_the_last_word() {
        for (said, parts) in [
            ("So you are", ("So you ", "are")),
            ("Hello", ("", "Hello")),
            (" you", (" ", "you")),
            ("ask where ", ("ask ", "where ")),
            ("één\u{a0}ding", ("één\u{a0}", "ding")),
            ("", ("", "")),
        ] {
            assert_eq!(last_word(said), parts);
        }
    }
}
