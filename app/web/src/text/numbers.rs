//! Numbers as people write them in their language.

use super::{Text, key};
use domain::people::Locale;

impl Text {
    /// A whole number with its thousands apart: `12,345` in English, `12.345` in Dutch.
    pub fn number(self, number: impl Into<i64>) -> String {
        let number = number.into();
        let digits = number.unsigned_abs().to_string();
        let mark = match self.locale() {
            Locale::En => ',',
            Locale::Nl => '.',
        };
        let mut out = String::from(if number < 0 { "\u{2212}" } else { "" });
        for (index, digit) in digits.chars().enumerate() {
            // Four digits stay together: 1200 reads better than 1,200 in running text.
            if index > 0 && (digits.len() - index).is_multiple_of(3) && digits.len() > 4 {
                out.push(mark);
            }
            out.push(digit);
        }
        out
    }

    /// A number with one decimal: `3.4`, `3,4`.
    pub fn decimal(self, number: f64) -> String {
        let plain = format!("{number:.1}");
        match self.locale() {
            Locale::En => plain,
            Locale::Nl => plain.replace('.', ","),
        }
    }

    /// A share in percent: `80%` in English, `80%` in Dutch, as both write it today.
    pub fn percent(self, percent: impl Into<i64>) -> String {
        format!("{}%", self.number(percent))
    }

    /// A length of time in words, in the two largest units that matter: `45 s`, `3 min 20 s`, `2 h 5 min`.
    pub fn duration(self, seconds: impl Into<i64>) -> String {
        let seconds = seconds.into().max(0);
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        match (hours, minutes, rest) {
            (0, 0, rest) => self.say_with(key::DURATION_SECONDS, &[("seconds", rest.into())]),
            (0, minutes, 0) => self.minutes(minutes),
            (0, minutes, rest) => {
                self.say_with(key::DURATION_MINUTES_SECONDS, &[("minutes", minutes.into()), ("seconds", rest.into())])
            }
            (hours, minutes, _) => {
                self.say_with(key::DURATION_HOURS_MINUTES, &[("hours", hours.into()), ("minutes", minutes.into())])
            }
        }
    }

    /// Whole minutes: `9 min`.
    pub fn minutes(self, minutes: impl Into<i64>) -> String {
        self.say_with(key::DURATION_MINUTES, &[("minutes", minutes.into().into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_from_five_digits_on() {
        let (en, nl) = (Text::new(Locale::En), Text::new(Locale::Nl));
        for (number, english, dutch) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1200, "1200", "1200"),
            (12345, "12,345", "12.345"),
            (-1_234_567, "−1,234,567", "−1.234.567"),
        ] {
            assert_eq!(en.number(number), english);
            assert_eq!(nl.number(number), dutch);
        }
        assert_eq!(nl.decimal(3.42), "3,4");
        assert_eq!(en.percent(80), "80%");
    }

    #[test]
    fn durations_use_the_units_that_matter() {
        let text = Text::new(Locale::En);
        for (seconds, said) in [(-3, "0 s"), (45, "45 s"), (60, "1 min"), (200, "3 min 20 s"), (7500, "2 h 5 min")] {
            assert_eq!(text.duration(seconds), said);
        }
        assert_eq!(Text::new(Locale::Nl).duration(7500), "2 u 5 min");
    }
}
