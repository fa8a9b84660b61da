//! One horizontal bar, drawn inside a table cell or beside its number.

use super::percent_of;
use leptos::prelude::*;

/// What a bar shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bar {
    /// How long.
    pub value: f64,
    /// The whole length of the track.
    pub of: f64,
    /// What it was before: the piece lost since then is drawn faintly behind.
    pub before: Option<f64>,
    /// A line to reach.
    pub line: Option<f64>,
    /// The number behind it is too small to judge.
    pub few: bool,
}

/// The bar; hidden from screen readers, for the number stands beside it in words.
pub fn bar(bar: Bar) -> AnyView {
    let class = if bar.few { "c-bar c-bar-few" } else { "c-bar" };
    let lost = bar.before.filter(|before| *before > bar.value).map(|before| {
        let from = percent_of(bar.value, bar.of);
        let wide = percent_of(before - bar.value, bar.of);
        view! { <rect class="c-bar-lost" x=from y="25%" width=wide height="50%"></rect> }
    });
    let line = bar.line.map(|line| {
        let at = percent_of(line, bar.of);
        view! { <line class="c-bar-line" x1=at.clone() x2=at y1="0" y2="100%"></line> }
    });
    let wide = percent_of(bar.value, bar.of);
    view! {
        <svg class=class width="100%" height="16" aria-hidden="true" focusable="false">
            <rect class="c-bar-track" y="25%" width="100%" height="50%"></rect>
            {lost}
            <rect class="c-bar-fill" y="12.5%" width=wide height="75%"></rect>
            {line}
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_shows_what_is_there_what_was_lost_and_the_line() {
        let html = bar(Bar { value: 30.0, of: 40.0, before: Some(40.0), line: Some(32.0), few: false }).to_html();
        assert!(html.contains(r#"y="12.5%" width="75%" height="75%" class="c-bar-fill""#), "{html}");
        assert!(html.contains(r#"x="75%" y="25%" width="25%" height="50%" class="c-bar-lost""#), "{html}");
        assert!(html.contains(r#"x1="80%""#) && html.contains(r#"aria-hidden="true""#), "{html}");
        assert!(!html.contains("style="), "no inline styles: {html}");
    }

    #[test]
    fn growth_loses_nothing_and_few_is_marked() {
        let html = bar(Bar { value: 3.0, of: 4.0, before: Some(2.0), few: true, ..Bar::default() }).to_html();
        assert!(!html.contains("c-bar-lost") && html.contains("c-bar-few"), "{html}");
    }
}
