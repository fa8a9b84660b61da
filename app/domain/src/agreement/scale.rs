//! The values that raters could give: words, or numbers with distances between them.

use super::table::count;
use std::cmp::Ordering;

/// Why a text is no number to count with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoNumber {
    /// It is a word, or a mark for infinity or for nothing.
    Word,
    /// It is a number beyond what can be counted with.
    TooLarge,
}

/// A number as it was written: whole ones are kept exactly, even where a float could not tell them from their neighbours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    real: f64,
    whole: Option<i64>,
}

impl Number {
    /// Largest magnitude below which every whole float is exactly the number that was written.
    const EXACT: f64 = 9_007_199_254_740_992.0;

    /// Reads a number: digits, a sign, a decimal point, an exponent.
    pub fn parse(text: &str) -> Result<Self, NoNumber> {
        if let Ok(whole) = text.parse::<i64>() {
            return Ok(whole.into());
        }
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
        if !digits.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
            return Err(NoNumber::Word);
        }
        let real: f64 = text.parse().map_err(|_| NoNumber::Word)?;
        if digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NoNumber::TooLarge);
        }
        Self::of_float(real).ok_or(NoNumber::TooLarge)
    }

    /// A finite float; `None` for the others.
    pub fn of_float(real: f64) -> Option<Self> {
        #[expect(clippy::cast_possible_truncation, reason = "only whole numbers far inside the range are cast")]
        let whole = (real.fract() == 0.0 && real.abs() <= Self::EXACT).then_some(real as i64);
        // Zero has one sign here: -0 and 0 are the same value.
        real.is_finite().then_some(Self { real: real + 0.0, whole })
    }

    /// Is it a whole number?
    pub fn is_whole(self) -> bool {
        self.real.fract() == 0.0
    }

    /// The nearest float.
    pub const fn real(self) -> f64 {
        self.real
    }

    /// Smaller first.
    pub fn order(&self, other: &Self) -> Ordering {
        self.real.total_cmp(&other.real).then(self.whole.cmp(&other.whole))
    }
}

impl From<i64> for Number {
    fn from(whole: i64) -> Self {
        Self { real: whole as f64, whole: Some(whole) }
    }
}

/// The values that could be given, or were.
#[derive(Clone, Debug, PartialEq)]
pub enum Scale {
    /// Words without order or distance: so many.
    Words(u32),
    /// Numbers.
    Numbers(Steps),
}

impl Scale {
    /// A scale of these numbers, and where on it each of them stands.
    pub fn numbers(numbers: &[Number]) -> (Self, Vec<u32>) {
        let mut order: Vec<(Number, u32)> = numbers.iter().copied().zip(0..).collect();
        order.sort_unstable_by(|one, other| one.0.order(&other.0));
        let mut steps: Vec<Number> = Vec::new();
        let mut places = vec![0; order.len()];
        for (number, index) in order {
            if steps.last() != Some(&number) {
                steps.push(number);
            }
            places[index as usize] = count(steps.len() - 1);
        }
        (Self::Numbers(Steps::new(steps)), places)
    }

    /// How many values it has.
    pub fn len(&self) -> usize {
        match self {
            Self::Words(words) => *words as usize,
            Self::Numbers(steps) => steps.numbers.len(),
        }
    }

    /// Has it no values?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The steps, if the values are numbers.
    pub const fn steps(&self) -> Option<&Steps> {
        match self {
            Self::Words(_) => None,
            Self::Numbers(steps) => Some(steps),
        }
    }
}

/// Numbers in order, and where they lie between the lowest and the highest.
#[derive(Clone, Debug, PartialEq)]
pub struct Steps {
    numbers: Vec<Number>,
    /// Distance from the lowest, times a power of two that brings the highest to about 1. Neither a shift nor such a factor changes any
    /// coefficient, and squares of distances neither overflow nor vanish.
    places: Vec<f64>,
    /// A distance of 1 in places.
    one: f64,
}

impl Steps {
    fn new(numbers: Vec<Number>) -> Self {
        let (Some(low), Some(high)) = (numbers.first().copied(), numbers.last().copied()) else {
            return Self { numbers, places: Vec::new(), one: 1.0 };
        };
        // The ends may lie further apart than the largest float.
        let shrink = if (high.real - low.real).is_finite() { 1.0 } else { 0.25 };
        let distance = |number: &Number| match (number.whole, low.whole) {
            (Some(number), Some(low)) => (i128::from(number) - i128::from(low)) as f64 * shrink,
            _ => number.real * shrink - low.real * shrink,
        };
        let factor = power_of_two_below(distance(&high));
        let places = numbers.iter().map(|number| distance(number) * factor).collect();
        Self { places, one: shrink * factor, numbers }
    }

    /// The numbers, ascending.
    pub fn numbers(&self) -> &[Number] {
        &self.numbers
    }

    /// Where each number lies; only differences and ratios of them mean something.
    pub fn places(&self) -> &[f64] {
        &self.places
    }

    /// Are these two of its numbers at most 1 apart? Forgives the rounding of decimal fractions.
    pub fn are_near(&self, one: u32, other: u32) -> bool {
        (self.places[one as usize] - self.places[other as usize]).abs() <= self.one * (1.0 + 1e-9)
    }
}

/// A power of two that brings `distance` near 1, as far as floats reach.
fn power_of_two_below(distance: f64) -> f64 {
    if distance > 0.0 { (-distance.log2().floor()).clamp(-1000.0, 1000.0).exp2() } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(numbers: &[&str]) -> Vec<f64> {
        let numbers: Vec<_> = numbers.iter().map(|text| Number::parse(text).unwrap()).collect();
        Scale::numbers(&numbers).0.steps().unwrap().places().to_vec()
    }

    #[test]
    fn numbers_are_read_or_refused_with_the_reason() {
        for (text, real) in [("3", 3.0), ("-2.50", -2.5), ("+1e3", 1000.0), (".5", 0.5), ("-0", 0.0), ("-0.0", 0.0)] {
            assert_eq!(Number::parse(text).unwrap().real().to_bits(), f64::to_bits(real), "{text}");
        }
        for text in ["", "x", "nan", "NaN", "inf", "-Infinity", "1,5", "3o", "0x10", "1_000", "--1", "e3", "."] {
            assert_eq!(Number::parse(text), Err(NoNumber::Word), "{text}");
        }
        for text in ["1e309", "-1e400", "9223372036854775808", "-9223372036854775809", "99999999999999999999999"] {
            assert_eq!(Number::parse(text), Err(NoNumber::TooLarge), "{text}");
        }
        assert_eq!((Number::of_float(f64::NAN), Number::of_float(f64::INFINITY)), (None, None));
    }

    #[test]
    fn one_number_written_in_several_ways_is_one_step() {
        let (scale, stands) = Scale::numbers(&["2", "1", "2.0", "-3", "1e0"].map(|text| Number::parse(text).unwrap()));
        assert_eq!((scale.len(), stands), (3, vec![2, 1, 2, 0, 1]));
        assert_eq!(places(&["1", "1.0", "1e0", "2"]), [0.0, 1.0]);
        assert!(Number::parse("4.0").unwrap().is_whole() && !Number::parse("4.5").unwrap().is_whole());
    }

    #[test]
    fn huge_and_tiny_numbers_keep_their_distances() {
        let apart = places(&["-1.7e308", "0", "1.7e308"]);
        assert!((apart[1] * 2.0 - apart[2]).abs() < 1e-12 && apart[2].is_finite(), "{apart:?}");
        let near = places(&["9223372036854775805", "9223372036854775806", "9223372036854775807"]);
        assert_eq!(near, [0.0, 0.5, 1.0], "floats could not tell these apart");
        let tiny = places(&["0", "1e-300", "3e-300"]);
        assert!((tiny[2] / tiny[1] - 3.0).abs() < 1e-12 && tiny[2] > 0.5, "{tiny:?}");
    }

    #[test]
    fn near_is_at_most_one_apart() {
        let (scale, _) = Scale::numbers(&["0.1", "1.1", "2.2", "3"].map(|text| Number::parse(text).unwrap()));
        let steps = scale.steps().unwrap();
        assert!(steps.are_near(0, 1) && steps.are_near(2, 3) && steps.are_near(1, 1));
        assert!(!steps.are_near(1, 2) && !steps.are_near(3, 0));
    }
}
