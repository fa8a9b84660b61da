//! Upright bars side by side: how many fall into each bucket. Each column may open the rows behind it.

use super::{percent_of, ticks};
use leptos::prelude::*;

/// Height of the plot in pixels; labels stand below it.
const PLOT: f64 = 168.0;
/// Space above the plot for markers.
const TOP: f64 = 26.0;
/// Space below it for labels.
const BELOW: f64 = 26.0;

/// One column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Label below it.
    pub label: String,
    /// How many.
    pub value: u64,
    /// What it says when pointed at, and as the name of its link: `31-45 s: 128 replies`.
    pub says: String,
    /// Its rows.
    pub href: Option<String>,
    /// Beyond the target.
    pub late: bool,
}

/// A line across the plot at a place between columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marker {
    /// Place in columns: 0 is the left edge of the first, 1.5 the middle of the second.
    pub at: f64,
    /// Its label.
    pub label: String,
    /// The target rather than a finding.
    pub target: bool,
}

/// The whole picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// Id of the picture on its page; its title and description get ids made of it.
    pub id: &'static str,
    /// Title.
    pub title: String,
    /// What it shows, in a sentence.
    pub says: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// Lines across.
    pub markers: Vec<Marker>,
    /// The numbers are too small to judge.
    pub few: bool,
}

/// The picture.
pub fn columns(chart: Columns) -> AnyView {
    let count = chart.columns.len().max(1) as f64;
    let scale = ticks(chart.columns.iter().map(|column| column.value).max().unwrap_or(0), 4);
    let top = scale.last().copied().unwrap_or(1).max(1) as f64;
    let height = |value: u64| value as f64 / top * PLOT;
    let grid = scale.iter().map(|tick| {
        let y = format!("{:.1}", TOP + PLOT - height(*tick));
        view! {
            <line class="c-columns-grid" x1="0" x2="100%" y1=y.clone() y2=y.clone()></line>
            <text class="c-columns-tick" x="0" y=y dy="-3">{tick.to_string()}</text>
        }
    });
    let bars = chart.columns.iter().enumerate().map(|(index, column)| {
        let (left, middle) = (percent_of(index as f64 + 0.12, count), percent_of(index as f64 + 0.5, count));
        let wide = percent_of(0.76, count);
        let tall = height(column.value);
        let (y, tall) = (format!("{:.1}", TOP + PLOT - tall), format!("{tall:.1}"));
        let class = if column.late { "c-columns-bar c-columns-bar-late" } else { "c-columns-bar" };
        let value = (column.value > 0)
            .then(|| view! { <text class="c-columns-value" x=middle.clone() y=y.clone() dy="-4" text-anchor="middle">{column.value.to_string()}</text> });
        let bar = view! {
            <rect class="c-columns-hit" x=left.clone() y=TOP width=wide.clone() height=PLOT></rect>
            <rect class=class x=left y=y width=wide height=tall></rect>
            {value}
            <text class="c-columns-label" x=middle y=TOP + PLOT + 17.0 text-anchor="middle">{column.label.clone()}</text>
        };
        match &column.href {
            Some(href) => view! { <a class="c-columns-link" href=href.clone()><title>{column.says.clone()}</title>{bar}</a> }.into_any(),
            None => view! { <g><title>{column.says.clone()}</title>{bar}</g> }.into_any(),
        }
    });
    let markers = chart.markers.iter().map(|marker| {
        let at = percent_of(marker.at, count);
        let anchor = if marker.at > count * 0.85 {
            "end"
        } else if marker.at < count * 0.1 {
            "start"
        } else {
            "middle"
        };
        let class = if marker.target { "c-columns-marker c-columns-marker-target" } else { "c-columns-marker" };
        view! {
            <g class=class>
                <line x1=at.clone() x2=at.clone() y1=TOP - 8.0 y2=TOP + PLOT></line>
                <text x=at y="12" text-anchor=anchor>{marker.label.clone()}</text>
            </g>
        }
    });
    let (title, says) = (format!("{}-title", chart.id), format!("{}-says", chart.id));
    let class = if chart.few { "c-columns c-columns-few" } else { "c-columns" };
    view! {
        <svg class=class width="100%" height=TOP + PLOT + BELOW role="group" aria-labelledby=title aria-describedby=says>
            <title id=title.clone()>{chart.title}</title>
            <desc id=says.clone()>{chart.says}</desc>
            {grid.collect_view()}
            {bars.collect_view()}
            {markers.collect_view()}
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart() -> Columns {
        let column = |label: &str, value, href: Option<&str>| Column {
            label: label.into(),
            value,
            says: format!("{label}: {value}"),
            href: href.map(Into::into),
            late: label == "60",
        };
        Columns {
            id: "replies",
            title: "Replies".into(),
            says: "How long customers waited".into(),
            columns: vec![column("30", 4, Some("/reports/replies/0")), column("60", 0, None)],
            markers: vec![Marker { at: 1.0, label: "p50".into(), target: false }],
            few: false,
        }
    }

    #[test]
    fn columns_are_as_high_as_their_values_and_open_their_rows() {
        let html = columns(chart()).to_html().replace("<!>", "");
        assert!(html.contains(r#"href="/reports/replies/0" class="c-columns-link"><title>30: 4</title>"#), "{html}");
        assert!(html.contains(r#"<rect x="6%" y="26.0" width="38%" height="168.0" class="c-columns-bar">"#), "{html}");
        assert!(
            html.contains(r#"class="c-columns-bar c-columns-bar-late""#) && html.contains(r#"height="0.0""#),
            "{html}"
        );
        assert!(
            html.contains(r#"aria-labelledby="replies-title""#) && html.contains("<desc id=\"replies-says\">How long"),
            "{html}"
        );
        assert!(html.contains(r#"x1="50%""#), "a marker between the two: {html}");
        assert!(!html.contains("style="));
    }

    #[test]
    fn nothing_to_show_is_a_picture_too() {
        let html = columns(Columns { columns: vec![], markers: vec![], ..chart() }).to_html();
        assert!(html.contains("<svg") && !html.contains("NaN"), "{html}");
    }
}
