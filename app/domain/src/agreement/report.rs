//! All statistics of a file of ratings for the command line: an aligned table, or one JSON object.

use super::{Band, Drawn, Figures, RatingFile, Statistic, bands, headline, reading};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::{collections::BTreeMap, fmt};

/// What the command prints.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    file: RatingFile,
    figures: Figures,
    /// Seed, resamples, and a band for each statistic that has one.
    bands: Option<(u64, u32, [Option<Band>; Statistic::ALL.len()])>,
}

impl Report {
    /// Counts everything; with a band from a seed and so many resamples, if asked for.
    pub fn of(file: RatingFile, band: Option<(u64, u32)>) -> Self {
        let figures = Figures::of(&Drawn::whole(&file.ratings));
        let bands = band.map(|(seed, resamples)| (seed, resamples, bands(&file.ratings, seed, resamples)));
        Self { file, figures, bands }
    }

    fn band(&self, statistic: Statistic) -> Option<Band> {
        self.bands.as_ref().and_then(|(_, _, bands)| bands[statistic as usize])
    }
}

/// One object: the counts, every statistic under its word (`null` where it has no value), `reasons` for those, and what else is needed to
/// read them.
impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ratings = &self.file.ratings;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("n_units", &ratings.named_units())?;
        map.serialize_entry("n_raters", &ratings.named_raters())?;
        map.serialize_entry("n_ratings", &ratings.len())?;
        for (statistic, figure) in self.figures.iter() {
            map.serialize_entry(statistic.as_str(), &figure.value.ok())?;
        }
        let by_name = || self.figures.iter().map(|(statistic, figure)| (statistic.as_str(), figure));
        let units: BTreeMap<_, _> = by_name().map(|(name, figure)| (name, figure.n)).collect();
        map.serialize_entry("units_counted", &units)?;
        let reasons: BTreeMap<_, _> =
            by_name().filter_map(|(name, figure)| Some((name, figure.value.err()?.to_string()))).collect();
        map.serialize_entry("reasons", &reasons)?;
        map.serialize_entry("level", self.file.level.as_str())?;
        map.serialize_entry("headline", headline(self.file.level, &self.figures).as_str())?;
        if let Some((seed, resamples, _)) = &self.bands {
            let bands: BTreeMap<_, _> =
                Statistic::ALL.iter().map(|statistic| (statistic.as_str(), self.band(*statistic))).collect();
            map.serialize_entry("bands", &bands)?;
            map.serialize_entry("seed", seed)?;
            map.serialize_entry("resamples", resamples)?;
        }
        map.end()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ratings = &self.file.ratings;
        let some = |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
        writeln!(
            f,
            "{}, {}, {}; {}, read as {}",
            some(ratings.named_units() as usize, "unit"),
            some(ratings.named_raters() as usize, "rater"),
            some(ratings.len(), "rating"),
            some(ratings.scale().len(), if ratings.scale().steps().is_some() { "number" } else { "word" }),
            self.file.level.as_str(),
        )?;
        if let Some((seed, resamples, _)) = &self.bands {
            writeln!(f, "95 % bands from {resamples} resamples of the units, seed {seed}")?;
        }
        let first = headline(self.file.level, &self.figures);
        let band_title = if self.bands.is_some() { format!("{:<18}", "95 % band") } else { String::new() };
        writeln!(f, "\n  {:<16} {:>9} {:>9}   {band_title}reading", "statistic", "units", "value")?;
        for (statistic, figure) in self.figures.iter() {
            let mark = if statistic == first { '>' } else { ' ' };
            write!(f, "{mark} {:<16} {:>9} ", statistic.as_str(), figure.n)?;
            match figure.value {
                Err(reason) => writeln!(f, "{:>9}   {reason}", "-")?,
                Ok(value) => {
                    let band = match (&self.bands, self.band(statistic)) {
                        (None, _) => String::new(),
                        (Some(_), None) => format!("{:<18}", "-"),
                        (Some(_), Some(band)) => {
                            format!("{:<18}", format!("{} to {}", three(band.low), three(band.high)))
                        }
                    };
                    let words = reading(statistic, self.file.level, value).map(|word| word.to_string());
                    let line = format!("{:>9}   {band}{}", three(value), words.unwrap_or_default());
                    writeln!(f, "{}", line.trim_end())?;
                }
            }
        }
        writeln!(f, "\n> the one to look at first for {} values", self.file.level.as_str())
    }
}

/// Three decimals, and the exponent where they would fill the screen.
fn three(value: f64) -> String {
    if value.abs() < 10_000.0 { format!("{value:.3}") } else { format!("{value:.3e}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::read;
    use serde_json::Value;

    fn report(text: &str, band: Option<(u64, u32)>) -> Report {
        Report::of(read("a.csv", text.as_bytes(), None).unwrap(), band)
    }

    fn two_mentors() -> String {
        let rows = "5443524315".bytes().zip("5433424425".bytes()).enumerate();
        let rows = rows.map(|(unit, (a, b))| format!("{unit},a,{}\n{unit},b,{}\n", a as char, b as char));
        format!("unit,rater,value\n{}", rows.collect::<String>())
    }

    #[test]
    fn the_object_has_every_key_and_a_reason_for_every_null() {
        let text = "unit,rater,value\n1,a,yes\n1,b,yes\n1,c,no\n2,a,no\n";
        let json = serde_json::to_value(report(text, None)).unwrap();
        let keys = [
            "n_units",
            "n_raters",
            "agreement",
            "ac1",
            "kappa",
            "kappa_linear",
            "kappa_quadratic",
            "alpha_nominal",
            "alpha_ordinal",
            "alpha_interval",
            "icc_1_1",
            "icc_2_1",
            "icc_3_1",
            "icc_1_k",
            "icc_2_k",
            "icc_3_k",
        ];
        for key in keys {
            let value = json.get(key).unwrap_or_else(|| panic!("no {key}"));
            assert_eq!(value.is_null(), json["reasons"].get(key).is_some(), "{key}");
        }
        assert_eq!((&json["n_units"], &json["n_raters"]), (&Value::from(2), &Value::from(3)));
        assert_eq!(json["kappa"], Value::Null);
        assert_eq!(json["reasons"]["icc_2_1"], "the values are words; this needs numbers");
        assert_eq!((&json["headline"], json.get("bands")), (&Value::from("alpha_nominal"), None));
    }

    #[test]
    fn bands_join_the_object_when_asked_for() {
        let json = serde_json::to_value(report(&two_mentors(), Some((7, 300)))).unwrap();
        let band = &json["bands"]["kappa_quadratic"];
        let (low, value, high) = (band["low"].as_f64(), json["kappa_quadratic"].as_f64(), band["high"].as_f64());
        assert!(low < value && value < high, "{json}");
        assert_eq!((&json["seed"], &json["resamples"]), (&Value::from(7), &Value::from(300)));
        assert_eq!(json["reasons"], serde_json::json!({}));
    }

    #[test]
    fn the_table_is_aligned_and_reads_the_figures() {
        let table = report(&two_mentors(), None).to_string();
        assert!(table.starts_with("10 units, 2 raters, 20 ratings; 5 numbers, read as ordinal\n"), "{table}");
        assert!(table.contains("> kappa_quadratic         10     0.851   good\n"), "{table}");
        assert!(table.contains("  agreement               10     0.600   not fit for use\n"), "{table}");
        assert!(table.contains("  kappa                   10     0.474\n"), "{table}");
        assert!(table.contains("  alpha_ordinal           10     0.846   reliable\n"), "{table}");
        let bands = report(&two_mentors(), Some((1, 100))).to_string();
        let column = |line: &str| line.find("fit for use").or(line.find("reading"));
        let line = |start: &str| bands.lines().find(|line| line.trim_start().starts_with(start)).unwrap();
        assert_eq!(column(line("statistic")), line("within_one").find("fit"), "{bands}");
    }

    #[test]
    fn the_table_says_why_there_is_no_value() {
        let table = report("unit,rater,value\n1,a,1\n2,a,2\n", None).to_string();
        assert!(table.contains("  kappa                    0         -   this needs exactly two raters"), "{table}");
    }
}
