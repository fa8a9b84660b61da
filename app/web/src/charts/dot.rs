//! A mean as a dot with its band, on a scale from 0 to 100: for comparing parts without pretending to know more than the numbers say.

use super::percent_of;
use leptos::prelude::*;

/// What a dot shows, all in percent points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Dot {
    /// The mean.
    pub mean: f64,
    /// The band around it.
    pub band: Option<(f64, f64)>,
    /// A line to reach.
    pub line: Option<f64>,
    /// The number behind it is too small to judge.
    pub few: bool,
}

/// The dot; hidden from screen readers, for the numbers stand beside it in words.
pub fn dot(dot: Dot) -> AnyView {
    let class = if dot.few { "c-dot c-dot-few" } else { "c-dot" };
    let band = dot.band.map(|(low, high)| {
        let (from, wide) = (percent_of(low, 100.0), percent_of(high - low, 100.0));
        view! { <rect class="c-dot-band" x=from y="6" width=wide height="12" rx="3"></rect> }
    });
    let line = dot.line.map(|line| {
        let at = percent_of(line, 100.0);
        view! { <line class="c-dot-line" x1=at.clone() x2=at y1="0" y2="100%"></line> }
    });
    let at = percent_of(dot.mean, 100.0);
    view! {
        <svg class=class width="100%" height="24" aria-hidden="true" focusable="false">
            <line class="c-dot-axis" x1="0" x2="100%" y1="12" y2="12"></line>
            {band}
            {line}
            <circle class="c-dot-mean" cx=at cy="12" r="5"></circle>
        </svg>
    }
    .into_any()
}

/// The scale above a column of dots: 0, 50, 100.
pub fn dot_scale() -> AnyView {
    let labels = [("0", "0%", "start"), ("50", "50%", "middle"), ("100", "100%", "end")]
        .map(|(label, at, anchor)| view! { <text class="c-dot-label" x=at y="11" text-anchor=anchor>{label}</text> });
    view! { <svg class="c-dot c-dot-scale" width="100%" height="14" aria-hidden="true" focusable="false">{labels.into_iter().collect_view()}</svg> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_band_lies_around_the_mean() {
        let html = dot(Dot { mean: 82.0, band: Some((75.5, 90.0)), line: Some(80.0), few: false }).to_html();
        for piece in [r#"cx="82%""#, r#"x="75.5%""#, r#"width="14.5%""#, r#"x1="80%""#] {
            assert!(html.contains(piece), "{piece} in {html}");
        }
    }

    #[test]
    fn a_single_value_has_no_band() {
        let html = dot(Dot { mean: 82.0, few: true, ..Dot::default() }).to_html();
        assert!(!html.contains("c-dot-band") && html.contains("c-dot-few"));
    }
}
