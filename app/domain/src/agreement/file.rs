//! Files of ratings: CSV with the columns unit, rater and value.

use super::{Level, NoNumber, Number, Ratings, Row, Scale, names::Names, table::count};
use crate::problem::Problem;
use csv::{ByteRecord, ReaderBuilder};

/// The columns, in the order of [`Cells`].
const COLUMNS: [&str; 3] = ["unit", "rater", "value"];

/// What to do about a field that does not end where it should.
const UNCLOSED: &str = "close the quotation mark that opens here, or write it twice";

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub struct RatingFile {
    /// The ratings.
    pub ratings: Ratings,
    /// What differences between values mean: as asked for, or the likeliest.
    pub level: Level,
}

/// Reads a file: one row for each unit and rater, columns in any order under a header, others ignored; separated by commas, semicolons or
/// tabs. An empty value is a missing one. Without a level, values are numbers if any of them is.
///
/// # Errors
/// Everything that is wrong with the file.
pub fn read(name: &str, bytes: &[u8], level: Option<Level>) -> Result<RatingFile, Vec<Problem>> {
    let mut sheet = Sheet { name, ..Sheet::default() };
    sheet.collect(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let numbers = sheet.numbers(level);
    let (scale, places) = scale_of(numbers, sheet.texts.len());
    let rows: Vec<Row> = sheet
        .rows
        .iter()
        .map(|cells| Row { unit: cells.unit, rater: cells.rater, value: cells.text.map(|text| places[text as usize]) })
        .collect();
    match Ratings::new(&rows, scale) {
        Err(repeated) => {
            for pair in repeated {
                let (first, again) = (sheet.rows[pair.first].line, sheet.rows[pair.again].line);
                let what = format!("the same unit and rater as in line {first}");
                sheet.problem(again, what, "keep one of the two rows");
            }
        }
        Ok(ratings) if sheet.problems.is_empty() => {
            let level = level.unwrap_or_else(|| Level::guess(ratings.scale()));
            return Ok(RatingFile { ratings, level });
        }
        Ok(_) => {}
    }
    sheet.problems.sort();
    Err(sheet.problems)
}

/// A row as it stands in the file.
#[derive(Clone, Copy)]
struct Cells {
    unit: u32,
    rater: u32,
    /// The text of the value, unless it is empty.
    text: Option<u32>,
    line: u32,
}

/// A file as far as it has been read.
#[derive(Default)]
struct Sheet<'a> {
    name: &'a str,
    units: Names,
    raters: Names,
    texts: Names,
    rows: Vec<Cells>,
    /// Values, with their lines, of rows whose unit or rater cannot be used.
    astray: Vec<(u32, u32)>,
    problems: Vec<Problem>,
}

impl Sheet<'_> {
    fn problem(&mut self, line: u32, what: impl Into<String>, advice: impl Into<String>) {
        self.problems.push(Problem { file: self.name.to_owned(), line, what: what.into(), advice: advice.into() });
    }

    fn collect(&mut self, bytes: &[u8]) {
        let header = bytes.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
        let delimiter = *header.iter().find(|byte| b",;\t".contains(byte)).unwrap_or(&b',');
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes);
        let mut record = ByteRecord::new();
        let mut columns: Option<([usize; 3], usize)> = None;
        let mut rows = 0_u32;
        // Reading from memory, the reader has nothing to fail at.
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            let line = line_of(&record, bytes);
            let Some((places, width)) = columns else {
                match self.header(&record, line) {
                    Some(places) => columns = Some((places, record.len())),
                    None => return,
                }
                continue;
            };
            rows += 1;
            if record.len() == width {
                self.row(&record, places, line);
            } else if record.iter().any(has_break) {
                self.problem(line, "a field goes over several lines", UNCLOSED);
            } else {
                let fields = if record.len() == 1 { "1 field".to_owned() } else { format!("{} fields", record.len()) };
                let advice = "give every row as many fields, and put fields that hold the separator in quotation marks";
                self.problem(line, format!("{fields} where the header has {width}"), advice);
            }
        }
        if columns.is_none() {
            self.problem(1, "the file is empty", "begin with the header unit,rater,value");
        } else if rows == 0 {
            self.problem(1, "no rows below the header", "add one row for each unit and rater");
        } else if self.problems.is_empty() && self.rows.iter().all(|row| row.text.is_none()) {
            self.problem(1, "no row has a value", "fill in the values that were given");
        }
    }

    /// Where the columns are; `None` when one is missing or stands twice.
    fn header(&mut self, record: &ByteRecord, line: u32) -> Option<[usize; 3]> {
        let names: Vec<String> =
            record.iter().map(|field| String::from_utf8_lossy(field).trim().to_lowercase()).collect();
        if record.iter().any(|field| std::str::from_utf8(field).is_err()) {
            self.problem(line, "the header is not UTF-8 text", "save the file as CSV in UTF-8");
            return None;
        }
        let found = COLUMNS.map(|column| {
            let mut places = names.iter().enumerate().filter(|(_, name)| *name == column).map(|(place, _)| place);
            (column, places.next(), places.next().is_some())
        });
        for (column, place, twice) in found {
            if place.is_none() {
                let what = format!("no column {column}");
                self.problem(line, what, "name the columns unit, rater and value in the first line");
            } else if twice {
                self.problem(line, format!("two columns {column}"), "keep one of them");
            }
        }
        match found {
            [(_, Some(unit), false), (_, Some(rater), false), (_, Some(value), false)] => Some([unit, rater, value]),
            _ => None,
        }
    }

    fn row(&mut self, record: &ByteRecord, places: [usize; 3], line: u32) {
        let before = self.problems.len();
        let mut texts = [""; 3];
        for ((text, place), column) in texts.iter_mut().zip(places).zip(COLUMNS) {
            match std::str::from_utf8(&record[place]).map(str::trim) {
                Err(_) => self.problem(line, format!("{column} is not UTF-8 text"), "save the file as CSV in UTF-8"),
                Ok(field) if has_break(field.as_bytes()) => {
                    self.problem(line, format!("{column} goes over several lines"), UNCLOSED);
                }
                Ok("") if column != "value" => {
                    self.problem(line, format!("no {column}"), format!("fill in the {column}, or take the row out"));
                }
                Ok(field) => *text = field,
            }
        }
        let [unit, rater, value] = texts;
        let text = (!value.is_empty()).then(|| self.texts.id(value));
        if self.problems.len() == before {
            self.rows.push(Cells { unit: self.units.id(unit), rater: self.raters.id(rater), text, line });
        } else {
            self.astray.extend(text.map(|text| (text, line)));
        }
    }

    /// The number of each text; `None` when the values are words.
    fn numbers(&mut self, level: Option<Level>) -> Option<Vec<Number>> {
        let read: Vec<Result<Number, NoNumber>> = self.texts.iter().map(Number::parse).collect();
        let words = match level {
            Some(Level::Nominal) => read.iter().any(Result::is_err),
            Some(_) => false,
            None => read.iter().all(|number| *number == Err(NoNumber::Word)),
        };
        if words {
            return None;
        }
        let mut found = Vec::new();
        let rows = self.rows.iter().filter_map(|row| Some((row.text?, row.line)));
        for (text, line) in rows.chain(self.astray.iter().copied()) {
            if let Err(reason) = read[text as usize] {
                found.push((line, shortened(self.texts.text(text)), reason));
            }
        }
        for (line, text, reason) in found {
            let (what, advice) = match (reason, level) {
                (NoNumber::TooLarge, _) => (
                    format!("the value {text} is too large"),
                    "whole numbers go to 9223372036854775807, others to 1.7e308: use a smaller unit",
                ),
                (NoNumber::Word, None) => (
                    format!("the value {text} is no number, but others are"),
                    "write a number such as 3 or 2.5, leave it empty if there is none, or ask for the level nominal",
                ),
                (NoNumber::Word, Some(_)) => (
                    format!("the value {text} is no number"),
                    "write a number such as 3 or 2.5, or leave it empty if there is none",
                ),
            };
            self.problem(line, what, advice);
        }
        Some(read.into_iter().map(|number| number.unwrap_or(Number::from(0))).collect())
    }
}

/// The scale, and for each text where it stands on it: `1` and `1.0` are one number.
fn scale_of(numbers: Option<Vec<Number>>, words: usize) -> (Scale, Vec<u32>) {
    match numbers {
        Some(numbers) => Scale::numbers(&numbers),
        None => (Scale::Words(count(words)), (0..count(words)).collect()),
    }
}

/// The line on which a record really begins: the reader counts from before the line break and the empty lines that it then skips.
fn line_of(record: &ByteRecord, bytes: &[u8]) -> u32 {
    let Some(position) = record.position() else { return 1 };
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let breaks = bytes.get(from..).unwrap_or_default().iter().take_while(|byte| b"\r\n".contains(byte));
    u32::try_from(position.line())
        .unwrap_or(u32::MAX)
        .saturating_add(count(breaks.filter(|byte| **byte == b'\n').count()))
}

fn has_break(field: &[u8]) -> bool {
    field.iter().any(|byte| b"\r\n".contains(byte))
}

/// A text in quotation marks, cut where it would fill the screen.
fn shortened(text: &str) -> String {
    let start: String = text.chars().take(40).collect();
    if start.len() < text.len() { format!("\"{start}...\"") } else { format!("\"{text}\"") }
}
