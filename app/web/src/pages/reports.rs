//! What a manager sees: figures with their definitions, the rows behind every figure, and the same rows as CSV.

mod backlog;
mod figure;
mod filter;
mod funnel;
mod people;
mod person;
mod progress;
mod replies;
mod risk;
mod sections;
mod sheet;

pub use backlog::{csv as backlog_csv, page as backlog};
pub use funnel::{csv as funnel_csv, page as funnel, step_name};
pub use people::csv as people_csv;
pub use person::page as person;
pub use progress::page as progress;
pub use replies::{csv as replies_csv, page as replies};
pub use risk::{csv as risk_csv, words as reason};
pub use sections::{csv as sections_csv, page as sections};

use crate::{
    render::{Ctx, Frame, Here, Layout, page as whole},
    text::{Text, key},
    ui::{Breadcrumbs, Crumb, PageHead},
};
use axum::response::Response;
use filter::Asked;
use leptos::prelude::*;
use sheet::{Cell, Sheet};

/// Removes the ending that asks for CSV from the last part of a path.
fn wants_csv(part: &str) -> (&str, bool) {
    part.strip_suffix(".csv").map_or((part, false), |part| (part, true))
}

/// A page of rows behind a figure: of a period, or as it stands now.
fn rows_page(ctx: &Ctx, asked: &Asked, by_period: bool, lead: String, sheet: &Sheet) -> Response {
    let text = ctx.text;
    let title = sheet.caption.clone();
    let period = if by_period { filter::period(text, asked) } else { text.say(key::REPORT_PERIOD_NOW) };
    let frame = Frame { title: title.clone(), here: Here::Progress, layout: Layout::Wide, island: None };
    whole(ctx, frame, || {
        let back = Crumb::new(asked.with("/reports/progress"), text.say(key::NAV_PROGRESS));
        let count = text.say_with(key::REPORT_ROWS, &[("count", sheet.rows.len().into())]);
        view! {
            <Breadcrumbs label=text.say(key::CRUMBS_LABEL) crumbs=vec![back]/>
            <PageHead title=title lead=lead/>
            <p class="p-report-count">{count} " · " {period}</p>
            {sheet.view(text.say(key::REPORT_EXPORT), text.say(key::REPORT_NO_ROWS))}
        }
        .into_any()
    })
}

/// A count as a figure.
fn count(text: Text, number: impl Into<i64>) -> Cell {
    let number = number.into();
    Cell::Figure(text.number(number), number.to_string())
}

/// Thousandths of a percent point as whole percent, rounded down.
fn score(text: Text, score: Option<u32>) -> Cell {
    score
        .map(domain::scorecard::percent)
        .map_or(Cell::Nothing, |percent| Cell::Figure(text.percent(percent), percent.to_string()))
}

/// A share as whole percent.
fn share(text: Text, share: domain::metrics::Share) -> Cell {
    whole_percent(share).map_or(Cell::Nothing, |percent| Cell::Figure(text.percent(percent), percent.to_string()))
}

/// Whole percent of a share, rounded half up.
pub fn whole_percent(share: domain::metrics::Share) -> Option<u32> {
    (share.of > 0).then(|| (share.hits * 200 + share.of) / (share.of * 2))
}

#[cfg(test)]
#[path = "reports/tests.rs"]
mod pages_tests;

#[cfg(test)]
mod tests {
    use super::*;
    use domain::metrics::Share;

    #[test]
    fn an_address_ending_in_csv_asks_for_csv() {
        assert_eq!(wants_csv("signed.csv"), ("signed", true));
        assert_eq!(wants_csv("signed"), ("signed", false));
    }

    #[test]
    fn shares_round_to_whole_percent() {
        assert_eq!(whole_percent(Share { hits: 1, of: 3 }), Some(33));
        assert_eq!(whole_percent(Share { hits: 2, of: 3 }), Some(67));
        assert_eq!(whole_percent(Share { hits: 1, of: 200 }), Some(1));
        assert_eq!(whole_percent(Share::default()), None);
    }
}
