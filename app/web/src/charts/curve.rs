//! A line over time or over a sorted range, with its points.

use super::percent_of;
use leptos::prelude::*;
use std::fmt::Write as _;

/// Height of the plot in pixels.
const PLOT: f64 = 150.0;
/// Space above it.
const TOP: f64 = 12.0;
/// Space below it for labels.
const BELOW: f64 = 24.0;

/// One point.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CurvePoint {
    /// Place across, 0 to 1.
    pub x: f64,
    /// Height, 0 to [`Curve::most`].
    pub y: f64,
    /// What it says when pointed at.
    pub says: String,
    /// What it opens.
    pub href: Option<String>,
}

/// The whole picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// Id of the picture on its page.
    pub id: &'static str,
    /// Title.
    pub title: String,
    /// What it shows, in a sentence.
    pub says: String,
    /// The points from left to right.
    pub points: Vec<CurvePoint>,
    /// The top of the scale.
    pub most: f64,
    /// Values with a line and a label.
    pub ticks: Vec<(f64, String)>,
    /// A line to reach.
    pub line: Option<f64>,
    /// Labels at both ends.
    pub ends: (String, String),
    /// Draw the line between the points? Without it only the points: no trend from few.
    pub trend: bool,
}

/// The picture.
pub fn curve(chart: Curve) -> AnyView {
    let most = if chart.most > 0.0 { chart.most } else { 1.0 };
    let y = |value: f64| TOP + PLOT - (value / most).clamp(0.0, 1.0) * PLOT;
    let grid = chart.ticks.iter().map(|(value, label)| {
        let at = format!("{:.1}", y(*value));
        view! {
            <line class="c-curve-grid" x1="0" x2="100%" y1=at.clone() y2=at.clone()></line>
            <text class="c-curve-tick" x="0" y=at dy="-3">{label.clone()}</text>
        }
    });
    let goal = chart.line.map(|line| {
        let at = format!("{:.1}", y(line));
        view! { <line class="c-curve-goal" x1="0" x2="100%" y1=at.clone() y2=at></line> }
    });
    let mut path = String::new();
    for (index, point) in chart.points.iter().enumerate() {
        let _ = write!(
            path,
            "{}{:.1} {:.1}",
            if index == 0 { "M" } else { " L" },
            point.x.clamp(0.0, 1.0) * 1000.0,
            y(point.y)
        );
    }
    // The inner picture stretches with the page; its stroke does not (non-scaling-stroke in the style sheet).
    let trend = (chart.trend && chart.points.len() > 1).then(|| {
        let inner = format!("0 0 1000 {}", TOP + PLOT + BELOW);
        view! {
            <svg width="100%" height=TOP + PLOT + BELOW viewBox=inner preserveAspectRatio="none">
                <path class="c-curve-path" d=path></path>
            </svg>
        }
    });
    let points = chart.points.iter().map(|point| {
        let (cx, cy) = (percent_of(point.x, 1.0), format!("{:.1}", y(point.y)));
        let circle = view! { <circle class="c-curve-point" cx=cx cy=cy r="4.5"></circle> };
        match &point.href {
            Some(href) => {
                view! { <a class="c-curve-link" href=href.clone() aria-label=point.says.clone()>{circle}</a> }
                    .into_any()
            }
            None => view! { <g><title>{point.says.clone()}</title>{circle}</g> }.into_any(),
        }
    });
    let (title, says) = (format!("{}-title", chart.id), format!("{}-says", chart.id));
    let below = TOP + PLOT + 17.0;
    view! {
        <svg class="c-curve" width="100%" height=TOP + PLOT + BELOW role="group" aria-labelledby=title aria-describedby=says>
            <title id=title.clone()>{chart.title}</title>
            <desc id=says.clone()>{chart.says}</desc>
            {grid.collect_view()}
            {goal}
            {trend}
            {points.collect_view()}
            <text class="c-curve-label" x="0" y=below>{chart.ends.0}</text>
            <text class="c-curve-label" x="100%" y=below text-anchor="end">{chart.ends.1}</text>
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: f64, y: f64) -> CurvePoint {
        CurvePoint { x, y, says: format!("{y}"), href: None }
    }

    #[test]
    fn a_trend_joins_its_points() {
        let chart = Curve {
            id: "scores",
            points: vec![point(0.0, 0.0), point(0.5, 100.0), point(1.0, 50.0)],
            most: 100.0,
            trend: true,
            ..Curve::default()
        };
        let html = curve(chart).to_html();
        assert!(html.contains("M0.0 162.0 L500.0 12.0 L1000.0 87.0"), "{html}");
        assert_eq!(html.matches("c-curve-point").count(), 3);
    }

    #[test]
    fn few_points_make_no_trend() {
        let chart =
            Curve { id: "scores", points: vec![point(0.0, 40.0), point(1.0, 50.0)], most: 100.0, ..Curve::default() };
        assert!(!curve(chart).to_html().contains("c-curve-path"));
    }
}
