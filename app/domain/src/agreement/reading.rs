//! What a figure is fit for (SCORING.md section 3), and which one to look at first.

use super::{Figures, Scale, Statistic};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What differences between values mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Only same or not the same: yes and no, reasons, words.
    Nominal,
    /// More or less: levels of a criterion.
    Ordinal,
    /// How much more: total scores.
    Interval,
}

impl Level {
    /// The word used in exports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Ordinal => "ordinal",
            Self::Interval => "interval",
        }
    }

    /// The likeliest level: words, and nothing but 0 and 1, are nominal; up to ten whole numbers are levels; the others are scores.
    pub fn guess(scale: &Scale) -> Self {
        let Some(steps) = scale.steps() else {
            return Self::Nominal;
        };
        let numbers = steps.numbers();
        if numbers.iter().all(|number| number.real() == 0.0 || (number.real() - 1.0).abs() == 0.0) {
            Self::Nominal
        } else if numbers.len() <= 10 && numbers.iter().all(|number| number.is_whole()) {
            Self::Ordinal
        } else {
            Self::Interval
        }
    }
}

/// What a figure is fit for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    /// ICC above .9.
    Excellent,
    /// ICC from .75; quadratic kappa from .80.
    Good,
    /// ICC from .5.
    Moderate,
    /// ICC below .5.
    Poor,
    /// Alpha from .800: rely on it.
    Reliable,
    /// Alpha from .667: tentative conclusions only.
    Tentative,
    /// Alpha below that: not for decisions.
    NotForDecisions,
    /// Reaches what is asked of its kind.
    Fit,
    /// Does not.
    NotFit,
    /// An ICC above 1, which no share of variation can be: so little lies between the units that the estimate came out upside down.
    OutOfRange,
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Excellent => "excellent",
            Self::Good => "good",
            Self::Moderate => "moderate",
            Self::Poor => "poor",
            Self::Reliable => "reliable",
            Self::Tentative => "tentative",
            Self::NotForDecisions => "not for decisions",
            Self::Fit => "fit for use",
            Self::NotFit => "not fit for use",
            Self::OutOfRange => "out of range: more noise than difference between units",
        })
    }
}

/// What this value of a statistic is fit for; `None` for those that only stand beside another one.
pub fn reading(statistic: Statistic, level: Level, value: f64) -> Option<Reading> {
    // A share of many pairs may miss its mark by rounding.
    let reaches = |mark: f64| value >= mark - 1e-12;
    let fit = |mark| Some(if reaches(mark) { Reading::Fit } else { Reading::NotFit });
    match (statistic, level) {
        (Statistic::Agreement, Level::Nominal) => fit(0.90),
        (Statistic::WithinOne, Level::Ordinal) => fit(0.95),
        (Statistic::Ac1, Level::Nominal) => fit(0.80),
        (Statistic::KappaQuadratic, Level::Ordinal) if reaches(0.80) => Some(Reading::Good),
        (Statistic::Agreement | Statistic::KappaQuadratic, Level::Ordinal) => fit(0.70),
        (Statistic::AlphaNominal | Statistic::AlphaOrdinal | Statistic::AlphaInterval, _) => Some(match () {
            () if reaches(0.800) => Reading::Reliable,
            () if reaches(0.667) => Reading::Tentative,
            () => Reading::NotForDecisions,
        }),
        (
            Statistic::Icc11
            | Statistic::Icc21
            | Statistic::Icc31
            | Statistic::Icc1k
            | Statistic::Icc2k
            | Statistic::Icc3k,
            _,
        ) => Some(match () {
            () if value > 1.0 + 1e-12 => Reading::OutOfRange,
            () if value > 0.9 + 1e-12 => Reading::Excellent,
            () if reaches(0.75) => Reading::Good,
            () if reaches(0.5) => Reading::Moderate,
            () => Reading::Poor,
        }),
        _ => None,
    }
}

/// The statistic to look at first: AC1 of two raters' words, quadratic kappa of two raters' levels, ICC(2,1) of scores; alpha of the
/// level for more raters, and wherever the first choice has no value or would leave out units that alpha counts.
pub fn headline(level: Level, figures: &Figures) -> Statistic {
    let (first, alpha) = match level {
        Level::Nominal => (Statistic::Ac1, Statistic::AlphaNominal),
        Level::Ordinal => (Statistic::KappaQuadratic, Statistic::AlphaOrdinal),
        Level::Interval => (Statistic::Icc21, Statistic::AlphaInterval),
    };
    let chosen = figures.get(first);
    let two_raters = figures.get(Statistic::Kappa).n > 0;
    let fits = match level {
        Level::Nominal | Level::Ordinal => two_raters,
        Level::Interval => chosen.n >= figures.get(alpha).n,
    };
    if fits && chosen.value.is_ok() || figures.get(alpha).value.is_err() { first } else { alpha }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::{Drawn, Number, Ratings};

    #[test]
    fn values_read_as_published() {
        use {Level::*, Reading::*, Statistic::*};
        for (statistic, level, value, expected) in [
            (Agreement, Nominal, 0.90, Some(Fit)),
            (Agreement, Nominal, 0.89, Some(NotFit)),
            (Agreement, Ordinal, 0.70, Some(Fit)),
            (Agreement, Interval, 0.10, None),
            (WithinOne, Ordinal, 0.94, Some(NotFit)),
            (Ac1, Nominal, 0.80, Some(Fit)),
            (Kappa, Nominal, 1.0, None),
            (KappaQuadratic, Ordinal, 0.80, Some(Good)),
            (KappaQuadratic, Ordinal, 0.70, Some(Fit)),
            (KappaQuadratic, Ordinal, 0.69, Some(NotFit)),
            (AlphaOrdinal, Ordinal, 0.80, Some(Reliable)),
            (AlphaNominal, Nominal, 0.667, Some(Tentative)),
            (AlphaInterval, Interval, 0.66, Some(NotForDecisions)),
            (Icc21, Interval, 0.91, Some(Excellent)),
            (Icc21, Interval, 0.9, Some(Good)),
            (Icc2k, Interval, 0.75, Some(Good)),
            (Icc11, Interval, 0.5, Some(Moderate)),
            (Icc31, Interval, 0.49, Some(Poor)),
            (Icc2k, Interval, 4.0, Some(OutOfRange)),
        ] {
            assert_eq!(reading(statistic, level, value), expected, "{statistic:?} {value}");
        }
    }

    fn table(rows: &[(u32, u32, i64)]) -> Ratings {
        let rows: Vec<_> = rows.iter().map(|(unit, rater, value)| (*unit, *rater, Number::from(*value))).collect();
        Ratings::of_numbers(&rows).unwrap()
    }

    #[test]
    fn levels_are_guessed_from_the_values() {
        let guess = |values: &[&str]| {
            let numbers: Vec<_> = values.iter().map(|text| Number::parse(text).unwrap()).collect();
            Level::guess(&Scale::numbers(&numbers).0)
        };
        assert_eq!(Level::guess(&Scale::Words(4)), Level::Nominal);
        assert_eq!((guess(&["0", "1"]), guess(&["1"])), (Level::Nominal, Level::Nominal));
        assert_eq!((guess(&["0", "1", "2"]), guess(&["1", "2"])), (Level::Ordinal, Level::Ordinal));
        assert_eq!((guess(&["0", "0.5"]), guess(&["80", "85.5", "90"])), (Level::Interval, Level::Interval));
    }

    #[test]
    fn the_headline_is_one_that_has_a_value() {
        let two = table(&[(1, 1, 1), (1, 2, 2), (2, 1, 3), (2, 2, 3), (3, 1, 1), (3, 2, 1)]);
        let two = Figures::of(&Drawn::whole(&two));
        assert_eq!(headline(Level::Nominal, &two), Statistic::Ac1);
        assert_eq!(headline(Level::Ordinal, &two), Statistic::KappaQuadratic);
        assert_eq!(headline(Level::Interval, &two), Statistic::Icc21);
        let gaps = table(&[(1, 1, 1), (1, 2, 2), (2, 1, 3), (2, 2, 3), (3, 2, 1), (3, 3, 1)]);
        let gaps = Figures::of(&Drawn::whole(&gaps));
        for (level, statistic) in [
            (Level::Nominal, Statistic::AlphaNominal),
            (Level::Ordinal, Statistic::AlphaOrdinal),
            (Level::Interval, Statistic::AlphaInterval),
        ] {
            assert_eq!(headline(level, &gaps), statistic);
        }
    }
}
