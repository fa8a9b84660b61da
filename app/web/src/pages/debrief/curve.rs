//! Mood and patience over time: drawn on the server, with an axis, the messages on it, and the same as a table.

use super::{Loaded, annotate};
use crate::{islands::desk::clock::minutes, pages::practice::words, render::Ctx, text::key};
use domain::chat::{CurvePoint, MoodBand, PatienceBand, Sender};
use leptos::prelude::*;
use std::fmt::Write as _;

/// Width of the drawing.
const WIDTH: f64 = 900.0;
/// Where the plot begins and ends.
const LEFT: f64 = 92.0;
const RIGHT: f64 = 884.0;
/// The mood's part.
const MOOD: (f64, f64) = (24.0, 150.0);
/// The patience's part.
const PATIENCE: (f64, f64) = (172.0, 222.0);
/// The axis.
const AXIS: f64 = 236.0;
/// Height of the drawing.
const HEIGHT: f64 = 262.0;

struct Scale {
    from: f64,
    to: f64,
}

impl Scale {
    fn x(&self, at_ms: i64) -> f64 {
        LEFT + (at_ms as f64 - self.from) / (self.to - self.from) * (RIGHT - LEFT)
    }
}

fn mood_y(mood: i32) -> f64 {
    MOOD.1 - (f64::from(mood.clamp(-1000, 1000)) + 1000.0) / 2000.0 * (MOOD.1 - MOOD.0)
}

fn patience_y(patience: i32) -> f64 {
    PATIENCE.1 - f64::from(patience.clamp(0, 1000)) / 1000.0 * (PATIENCE.1 - PATIENCE.0)
}

fn one(number: f64) -> String {
    format!("{number:.1}")
}

/// The section; nothing when the curve has fewer than two points.
pub fn section(ctx: &Ctx, loaded: &Loaded) -> Option<AnyView> {
    let text = ctx.text;
    let curve = &loaded.page.debrief.curve;
    let (first, last) = (curve.first()?, curve.last()?);
    let end = loaded.page.messages.last().map_or(last.at_ms, |message| message.at_ms.max(last.at_ms));
    let start = loaded.page.messages.first().map_or(first.at_ms, |message| message.at_ms.min(first.at_ms));
    let scale = Scale { from: start as f64, to: (end.max(start + 1000)) as f64 };
    let summary = text.say_with(
        key::DEBRIEF_CURVE_TEXT,
        &[
            ("from", words::mood(text, MoodBand::of(first.mood)).into()),
            ("to", words::mood(text, MoodBand::of(last.mood)).into()),
            ("patience", words::patience(text, PatienceBand::of(last.patience)).into()),
        ],
    );
    let title = text.say(key::DEBRIEF_CURVE);
    Some(
        view! {
            <section class="p-debrief-curve" aria-labelledby="curve-title">
                <h2 id="curve-title">{title.clone()}</h2>
                <p class="u-quiet">{summary.clone()}</p>
                <div class="p-debrief-plot" role="group" tabindex="0" aria-label=title>
                    <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="group" aria-label=summary>
                        {bands(ctx)}
                        {axis(&scale, start, end)}
                        <path class="p-debrief-patience" d=patience_path(&scale, curve, end)></path>
                        <path class="p-debrief-mood" d=mood_path(&scale, curve, end)></path>
                        {marks(loaded, &scale)}
                    </svg>
                </div>
                {table(ctx, loaded)}
            </section>
        }
        .into_any(),
    )
}

/// The moods as lines across, each named at the left.
fn bands(ctx: &Ctx) -> AnyView {
    let text = ctx.text;
    let lines = [-500, -150, 150, 500].map(|edge| {
        let y = one(mood_y(edge));
        view! { <line class="p-debrief-grid" x1=one(LEFT) x2=one(RIGHT) y1=y.clone() y2=y.clone()></line> }
    });
    let names = [750, 325, 0, -325, -750].map(|middle| {
        view! { <text class="p-debrief-label" x=one(LEFT - 8.0) y=one(mood_y(middle) + 4.0) text-anchor="end">{words::mood(text, MoodBand::of(middle))}</text> }
    });
    let patience = text.say(key::PATIENCE_LABEL);
    view! {
        {lines.into_iter().collect_view()}
        {names.into_iter().collect_view()}
        <line class="p-debrief-grid" x1=one(LEFT) x2=one(RIGHT) y1=one(PATIENCE.1) y2=one(PATIENCE.1)></line>
        <text class="p-debrief-label" x=one(LEFT - 8.0) y=one(f64::midpoint(PATIENCE.0, PATIENCE.1) + 4.0) text-anchor="end">{patience}</text>
    }
    .into_any()
}

/// Times in round steps, eight at most.
fn axis(scale: &Scale, start: i64, end: i64) -> AnyView {
    let length = (end - start).max(1000);
    let step = [15, 30, 60, 120, 300, 600, 1200, 3600]
        .map(|seconds| seconds * 1000)
        .into_iter()
        .find(|step| length / step <= 8)
        .unwrap_or(7_200_000);
    let mut at = start.div_euclid(step) * step;
    if at < start {
        at += step;
    }
    let mut ticks = Vec::new();
    while at <= end {
        let x = one(scale.x(at));
        ticks.push(view! {
            <line class="p-debrief-tick" x1=x.clone() x2=x.clone() y1=one(AXIS) y2=one(AXIS + 5.0)></line>
            <text class="p-debrief-label" x=x y=one(AXIS + 19.0) text-anchor="middle">{minutes(at)}</text>
        });
        at += step;
    }
    view! { <line class="p-debrief-axis" x1=one(LEFT) x2=one(RIGHT) y1=one(AXIS) y2=one(AXIS)></line> {ticks} }
        .into_any()
}

/// Mood moves in steps: it stays until something is said.
fn mood_path(scale: &Scale, curve: &[CurvePoint], end: i64) -> String {
    let mut path = String::new();
    for (at, point) in curve.iter().enumerate() {
        let (x, y) = (one(scale.x(point.at_ms)), one(mood_y(point.mood)));
        let _ = if at == 0 { write!(path, "M{x} {y}") } else { write!(path, "H{x}V{y}") };
    }
    let _ = write!(path, "H{}", one(scale.x(end)));
    path
}

/// Patience runs out while somebody waits: a filled line.
fn patience_path(scale: &Scale, curve: &[CurvePoint], end: i64) -> String {
    let mut path = String::new();
    let mut last = PATIENCE.1;
    for (at, point) in curve.iter().enumerate() {
        let (x, y) = (one(scale.x(point.at_ms)), patience_y(point.patience));
        last = y;
        let _ = if at == 0 {
            write!(path, "M{x} {}L{x} {}", one(PATIENCE.1), one(y))
        } else {
            write!(path, "L{x} {}", one(y))
        };
    }
    let x = one(scale.x(end));
    let _ = write!(path, "L{x} {}L{x} {}Z", one(last), one(PATIENCE.1));
    path
}

/// Own messages as numbered dots on the mood, customer lines as ticks under the patience.
fn marks(loaded: &Loaded, scale: &Scale) -> AnyView {
    let mut free = f64::MIN;
    let dots = loaded.page.debrief.turns.iter().filter_map(|turn| {
        let message = loaded.page.messages.iter().find(|message| message.id == turn.message)?;
        let number = annotate::number_of(&loaded.page, turn.message)?;
        let (x, y) = (scale.x(message.at_ms), mood_y(turn.mood));
        let named = x - free > 14.0;
        if named {
            free = x;
        }
        let label = named.then(
            || view! { <text class="p-debrief-number" x=one(x) y=one(y - 8.0) text-anchor="middle">{number}</text> },
        );
        Some(view! {
            <a href=format!("#m-{number}")>
                <title>{number}</title>
                <circle class="p-debrief-dot" cx=one(x) cy=one(y) r="4.5"></circle>
                {label}
            </a>
        })
    });
    let ticks = loaded.page.messages.iter().filter(|message| message.sender == Sender::Customer).map(|message| {
        let x = one(scale.x(message.at_ms));
        view! { <line class="p-debrief-said" x1=x.clone() x2=x.clone() y1=one(AXIS - 8.0) y2=one(AXIS)></line> }
    });
    view! { {ticks.collect_view()} {dots.collect::<Vec<_>>()} }.into_any()
}

fn table(ctx: &Ctx, loaded: &Loaded) -> AnyView {
    let text = ctx.text;
    let rows = loaded.page.debrief.curve.iter().map(|point| {
        let what = loaded.page.messages.iter().find(|message| message.at_ms == point.at_ms && message.sender != Sender::System);
        let event = match what {
            Some(message) if message.sender == Sender::Operator => annotate::number_of(&loaded.page, message.id)
                .map(|number| text.say_with(key::DEBRIEF_EVENT_OPERATOR, &[("number", number.into())]))
                .unwrap_or_default(),
            Some(_) => text.say_with(key::DEBRIEF_EVENT_CUSTOMER, &[("customer", loaded.page.chat.customer.as_str().into())]),
            None => text.say(key::DEBRIEF_EVENT_WAIT),
        };
        view! {
            <tr>
                <th scope="row">{minutes(point.at_ms)}</th>
                <td>{event}</td>
                <td>{words::mood(text, MoodBand::of(point.mood))} " " <span class="c-num">{point.mood}</span></td>
                <td>{words::patience(text, PatienceBand::of(point.patience))} " " <span class="c-num">{point.patience}</span></td>
            </tr>
        }
        .into_any()
    });
    let heads = [key::DEBRIEF_TIME, key::DEBRIEF_EVENT, key::MOOD_LABEL, key::PATIENCE_LABEL]
        .map(|head| view! { <th scope="col">{text.say(head)}</th> });
    view! {
        <details class="p-debrief-table">
            <summary>{text.say(key::DEBRIEF_CURVE_TABLE)}</summary>
            <table><thead><tr>{heads.into_iter().collect_view()}</tr></thead><tbody>{rows.collect_view()}</tbody></table>
        </details>
    }
    .into_any()
}
