//! A table of a report: one description, shown on the page and written as CSV, so that both always have the same rows and columns.

use crate::{
    charts::{Bar, Dot, bar, dot},
    ui::{Icon, Symbol},
};
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, SecondsFormat, Utc};
use leptos::prelude::*;

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its words.
    pub title: String,
    /// Figures, set to the right.
    pub figures: bool,
    /// Where a click on it sorts, and whether it sorts by this column now: `true` is ascending.
    pub sort: Option<(String, Option<bool>)>,
}

impl Column {
    /// A column of words.
    pub fn words(title: String) -> Self {
        Self { title, figures: false, sort: None }
    }

    /// A column of figures.
    pub fn figures(title: String) -> Self {
        Self { title, figures: true, sort: None }
    }
}

/// A picture beside a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Picture {
    /// A bar.
    Bar(Bar),
    /// A dot with its band.
    Dot(Dot),
}

/// One value of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words, perhaps somebody's own.
    Words(String),
    /// Words that open something.
    Link(String, String),
    /// A figure: as shown in the reader's language, and as a plain number.
    Figure(String, String),
    /// A figure that rests on few, shown grey.
    Few(String, String),
    /// A figure with its picture.
    Drawn(String, String, Picture),
    /// A moment: as shown, and exactly.
    Moment(String, DateTime<Utc>),
    /// Nothing known.
    Nothing,
}

impl Cell {
    /// What the export says.
    fn exported(&self) -> String {
        match self {
            Self::Words(words) | Self::Link(words, _) => harmless(words),
            Self::Figure(_, plain) | Self::Few(_, plain) | Self::Drawn(_, plain, _) => plain.clone(),
            Self::Moment(_, at) => at.to_rfc3339_opts(SecondsFormat::Secs, true),
            Self::Nothing => String::new(),
        }
    }

    fn shown(&self) -> AnyView {
        match self {
            Self::Words(words) => words.clone().into_any(),
            Self::Link(words, to) => view! { <a href=to.clone()>{words.clone()}</a> }.into_any(),
            Self::Figure(shown, _) => shown.clone().into_any(),
            Self::Few(shown, _) => view! { <span class="p-few-figure">{shown.clone()}</span> }.into_any(),
            Self::Drawn(shown, _, picture) => {
                let picture = match picture {
                    Picture::Bar(drawn) => bar(*drawn),
                    Picture::Dot(drawn) => dot(*drawn),
                };
                view! { <span class="p-drawn"><span class="p-drawn-figure">{shown.clone()}</span>{picture}</span> }
                    .into_any()
            }
            Self::Moment(shown, at) => {
                view! { <time datetime=at.to_rfc3339_opts(SecondsFormat::Secs, true)>{shown.clone()}</time> }.into_any()
            }
            Self::Nothing => "–".into_any(),
        }
    }
}

/// Words that no spreadsheet takes for a formula: `=`, `+`, `-`, `@`, tab and carriage return at the beginning get an apostrophe.
fn harmless(words: &str) -> String {
    match words.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{words}"),
        _ => words.to_owned(),
    }
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// One cell per column.
    pub cells: Vec<Cell>,
    /// Says little, because it rests on few: shown grey.
    pub few: bool,
}

impl Row {
    /// A row.
    pub const fn new(cells: Vec<Cell>) -> Self {
        Self { cells, few: false }
    }
}

/// The table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What it shows; also the name of its export.
    pub caption: String,
    /// Address of its export, with the filter.
    pub export: String,
    /// Heads.
    pub columns: Vec<Column>,
    /// Rows in showing order.
    pub rows: Vec<Row>,
}

impl Sheet {
    /// The table on the page, with the link to its export.
    pub fn view(&self, export: String, none: String) -> AnyView {
        let heads = self.columns.iter().map(head).collect_view();
        let rows = self.rows.iter().map(|row| self::row(&self.columns, row)).collect_view();
        let width = self.columns.len().to_string();
        let empty = self.rows.is_empty().then(|| view! { <tr><td colspan=width class="p-sheet-none">{none}</td></tr> });
        view! {
            <div class="c-table" role="group" tabindex="0" aria-label=self.caption.clone()>
                <table>
                    <caption class="u-hidden">{self.caption.clone()}</caption>
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{rows}{empty}</tbody>
                </table>
            </div>
            <p class="p-sheet-export"><a class="p-sheet-link" href=self.export.clone()><Icon name=Symbol::Download/><span>{export}<span class="u-hidden">" "{self.caption.clone()}</span></span></a></p>
        }
        .into_any()
    }

    /// The table as CSV (RFC 4180, UTF-8).
    pub fn csv(&self) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        writer.write_record(self.columns.iter().map(|column| harmless(&column.title)))?;
        for row in &self.rows {
            writer.write_record(row.cells.iter().map(Cell::exported))?;
        }
        writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
    }

    /// The export as a download.
    pub fn download(&self, name: &str) -> Response {
        match self.csv() {
            Ok(bytes) => {
                let name = format!("attachment; filename=\"{name}.csv\"");
                (
                    [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)],
                    bytes,
                )
                    .into_response()
            }
            Err(error) => {
                tracing::error!(%error, "an export failed");
                crate::failure::PageError::Internal.into_response()
            }
        }
    }
}

fn head(column: &Column) -> AnyView {
    let class = column.figures.then_some("c-num");
    match &column.sort {
        None => view! { <th scope="col" class=class>{column.title.clone()}</th> }.into_any(),
        Some((to, now)) => {
            let (sorted, mark) = match now {
                Some(true) => (Some("ascending"), "▲"),
                Some(false) => (Some("descending"), "▼"),
                None => (None, ""),
            };
            view! {
                <th scope="col" class=class aria-sort=sorted>
                    <a class="p-sheet-sort" href=to.clone()>{column.title.clone()}<span aria-hidden="true">{mark}</span></a>
                </th>
            }
            .into_any()
        }
    }
}

fn row(columns: &[Column], row: &Row) -> AnyView {
    let cells = row.cells.iter().zip(columns).enumerate().map(|(index, (cell, column))| {
        let class = column.figures.then_some("c-num");
        if index == 0 {
            view! { <th scope="row" class=class>{cell.shown()}</th> }.into_any()
        } else {
            view! { <td class=class>{cell.shown()}</td> }.into_any()
        }
    });
    view! { <tr class=row.few.then_some("is-few")>{cells.collect_view()}</tr> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: Vec<Row>) -> Sheet {
        let columns =
            vec![Column::words("Name".into()), Column::figures("Score, %".into()), Column::words("Since".into())];
        Sheet { caption: "People".into(), export: "/reports/progress.csv".into(), columns, rows }
    }

    #[test]
    fn an_export_has_the_rows_and_columns_of_the_page() {
        let cells = vec![
            Cell::Link("Zoë, \"Z\"".into(), "/reports/people/1".into()),
            Cell::Figure("1.234,5".into(), "1234.5".into()),
            Cell::Moment("1 jan".into(), DateTime::UNIX_EPOCH),
        ];
        let nothing = vec![Cell::Words("Bo".into()), Cell::Nothing, Cell::Nothing];
        let text = String::from_utf8(sheet(vec![Row::new(cells), Row::new(nothing)]).csv().unwrap()).unwrap();
        assert_eq!(text, "Name,\"Score, %\",Since\r\n\"Zoë, \"\"Z\"\"\",1234.5,1970-01-01T00:00:00Z\r\nBo,,\r\n");
    }

    #[test]
    fn nobody_can_put_a_formula_into_an_export() {
        for (words, exported) in [
            ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
            ("+31", "'+31"),
            ("-1+cmd", "'-1+cmd"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("plain = fine", "plain = fine"),
            ("", ""),
        ] {
            assert_eq!(Cell::Words(words.into()).exported(), exported);
            assert_eq!(Cell::Link(words.into(), "/".into()).exported(), exported);
        }
        assert_eq!(Cell::Figure("−3".into(), "-3".into()).exported(), "-3", "our own numbers stay numbers");
    }

    #[test]
    fn rows_on_few_are_marked_and_the_first_cell_names_the_row() {
        let row = self::row(
            &sheet(vec![]).columns,
            &Row { cells: vec![Cell::Words("Bo".into()), Cell::Nothing, Cell::Nothing], few: true },
        );
        let html = row.to_html();
        assert!(html.contains("is-few") && html.contains("<th scope=\"row\"") && html.contains("c-num"), "{html}");
    }
}
