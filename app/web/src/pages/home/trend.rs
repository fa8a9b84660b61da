//! The operator's own scores over time, as a drawing made by the server and a table with the same figures.

use crate::{render::Ctx, text::key, ui::Table};
use leptos::prelude::*;
use store::reviews::TrendPoint;

/// Fewer reviews than this say nothing about a direction.
const LEAST: usize = 5;
/// Size of the drawing in its own units.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 132.0;
/// Room for the labels on the left and below.
const LEFT: f64 = 34.0;
const BELOW: f64 = 20.0;
const ABOVE: f64 = 8.0;

/// Where a score stands: number `index` of `count`, `percent` high.
fn point(index: usize, count: usize, percent: u32) -> (f64, f64) {
    let across = if count < 2 { 0.5 } else { index as f64 / (count - 1) as f64 };
    let x = LEFT + across * (WIDTH - LEFT - 8.0);
    (x, height(percent))
}

fn height(percent: u32) -> f64 {
    ABOVE + (1.0 - f64::from(percent.min(100)) / 100.0) * (HEIGHT - ABOVE - BELOW)
}

/// The drawing from five reviews on; below that, how many are still to come.
pub fn view(ctx: &Ctx, points: &[TrendPoint], reviews: usize) -> AnyView {
    let text = ctx.text;
    let body = if points.len() < LEAST {
        let left = LEAST.saturating_sub(reviews);
        let words = text.say_with(key::HOME_TREND_LATER, &[("count", left.into())]);
        view! { <p class="u-quiet">{words}</p> }.into_any()
    } else {
        drawing(ctx, points)
    };
    view! {
        <section class="p-trend" aria-labelledby="trend-title">
            <h2 id="trend-title">{text.say(key::HOME_TREND)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn drawing(ctx: &Ctx, points: &[TrendPoint]) -> AnyView {
    let text = ctx.text;
    let places: Vec<(f64, f64)> =
        points.iter().enumerate().map(|(index, one)| point(index, points.len(), one.percent)).collect();
    let line = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ");
    let dots = places
        .iter()
        .map(|(x, y)| view! { <circle cx=format!("{x:.1}") cy=format!("{y:.1}") r="3"></circle> })
        .collect_view();
    let grid = [0_u32, 50, 80, 100]
        .map(|percent| {
            let y = format!("{:.1}", height(percent));
            let class = if percent == 80 { "p-trend-pass" } else { "p-trend-grid" };
            view! {
                <line class=class x1=LEFT x2=WIDTH y1=y.clone() y2=y.clone()></line>
                <text x=LEFT - 6.0 y=y text-anchor="end" dominant-baseline="central">{text.percent(percent)}</text>
            }
        })
        .collect_view();
    let ends = points.first().zip(points.last()).map(|(first, last)| {
        let below = HEIGHT - 5.0;
        view! {
            <text x=LEFT y=below>{text.date_short(first.at, ctx.zone)}</text>
            <text x=WIDTH y=below text-anchor="end">{text.date_short(last.at, ctx.zone)}</text>
        }
    });
    let label = text.say_with(key::HOME_TREND_LABEL, &[("count", points.len().into())]);
    let rows = points
        .iter()
        .rev()
        .map(|one| {
            view! {
                <tr>
                    <th scope="row"><a href=format!("/feedback/{}", one.review)>{ctx.date(one.at)}</a></th>
                    <td class="c-num">{text.percent(one.percent)}</td>
                </tr>
            }
        })
        .collect_view();
    let columns = vec![text.say(key::HOME_TREND_DATE), format!("#{}", text.say(key::HOME_TREND_SCORE))];
    view! {
        <svg class="p-trend-drawing" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=label>
            {grid}
            {ends}
            <polyline points=line></polyline>
            {dots}
        </svg>
        <p class="u-quiet">{text.say(key::HOME_TREND_PASS)}</p>
        <details class="c-fold">
            <summary>{text.say(key::HOME_TREND_TABLE)}</summary>
            <Table caption=text.say(key::HOME_TREND_TABLE) columns=columns>{rows}</Table>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_stay_inside_the_drawing() {
        for (index, count, percent) in [(0, 1, 50), (0, 5, 0), (4, 5, 100), (4, 5, 400)] {
            let (x, y) = point(index, count, percent);
            assert!((LEFT..=WIDTH).contains(&x) && (0.0..=HEIGHT - BELOW).contains(&y), "{x} {y}");
        }
        assert!(height(100) < height(80) && height(80) < height(0));
    }
}
