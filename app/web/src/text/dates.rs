//! Dates and times in the language and the zone of the person.

use super::{Key, Text, key};
use chrono::{DateTime, Datelike, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;

impl Text {
    /// `22 November 2026`, `22 november 2026`.
    pub fn date(self, at: DateTime<Utc>, zone: Tz) -> String {
        let local = at.with_timezone(&zone);
        format!("{} {} {}", local.day(), self.part(key::MONTH_NAME, local.month()), local.year())
    }

    /// `22 Nov`, `22 nov`.
    pub fn date_short(self, at: DateTime<Utc>, zone: Tz) -> String {
        let local = at.with_timezone(&zone);
        format!("{} {}", local.day(), self.part(key::MONTH_SHORT, local.month()))
    }

    /// `14:05`; both languages use the 24-hour clock here.
    pub fn time(self, at: DateTime<Utc>, zone: Tz) -> String {
        let local = at.with_timezone(&zone);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// `Sunday 22 November 2026, 14:05`, `zondag 22 november 2026, 14:05`.
    pub fn date_time(self, at: DateTime<Utc>, zone: Tz) -> String {
        let local = at.with_timezone(&zone);
        let weekday = self.part(key::WEEKDAY_NAME, local.weekday().number_from_monday());
        format!("{weekday} {}, {}", self.date(at, zone), self.time(at, zone))
    }

    /// `22 Nov, 14:05`.
    pub fn date_time_short(self, at: DateTime<Utc>, zone: Tz) -> String {
        format!("{}, {}", self.date_short(at, zone), self.time(at, zone))
    }

    /// How long ago (or how far ahead) `at` is, in the largest unit: `3 hours ago`, `in 2 days`; `just now` within a minute.
    pub fn ago(self, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
        let past = at <= now;
        let distance: TimeDelta = if past { now - at } else { at - now };
        let (key, count) = match (distance.num_minutes(), distance.num_hours(), distance.num_days()) {
            (0, _, _) => return self.say(key::AGO_NOW),
            (minutes, 0, _) => (if past { key::AGO_MINUTES } else { key::IN_MINUTES }, minutes),
            (_, hours, 0) => (if past { key::AGO_HOURS } else { key::IN_HOURS }, hours),
            (_, _, days) if days < 60 => (if past { key::AGO_DAYS } else { key::IN_DAYS }, days),
            (_, _, days) => (if past { key::AGO_MONTHS } else { key::IN_MONTHS }, days / 30),
        };
        self.say_with(key, &[("count", count.into())])
    }

    fn part(self, key: Key, number: u32) -> String {
        self.say_with(key, &[("number", number.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;
    use domain::people::Locale;

    #[test]
    fn dates_follow_language_and_zone() {
        // Half an hour before midnight UTC on New Year's Eve is next year already in Amsterdam, and still afternoon in Bogota.
        let at = Utc.with_ymd_and_hms(2026, 12, 31, 23, 30, 0).unwrap();
        let (en, nl) = (Text::new(Locale::En), Text::new(Locale::Nl));
        assert_eq!(en.date_time(at, chrono_tz::Europe::Amsterdam), "Friday 1 January 2027, 00:30");
        assert_eq!(nl.date_time(at, chrono_tz::America::Bogota), "donderdag 31 december 2026, 18:30");
        assert_eq!(nl.date_short(at, chrono_tz::UTC), "31 dec");
    }

    #[test]
    fn the_night_the_clocks_change_is_told_by_the_zone() {
        // 01:30 UTC on 25 October 2026 is the second 02:30 in Amsterdam.
        let at = Utc.with_ymd_and_hms(2026, 10, 25, 1, 30, 0).unwrap();
        assert_eq!(Text::new(Locale::En).time(at, chrono_tz::Europe::Amsterdam), "02:30");
    }

    #[test]
    fn distances_name_the_largest_unit() {
        let now = Utc.with_ymd_and_hms(2026, 11, 22, 12, 0, 0).unwrap();
        let (en, nl) = (Text::new(Locale::En), Text::new(Locale::Nl));
        for (minutes, english, dutch) in [
            (0, "just now", "zojuist"),
            (1, "1 minute ago", "1 minuut geleden"),
            (180, "3 hours ago", "3 uur geleden"),
            (2 * 1440, "2 days ago", "2 dagen geleden"),
            (-2 * 1440, "in 2 days", "over 2 dagen"),
            (90 * 1440, "3 months ago", "3 maanden geleden"),
        ] {
            let at = now - TimeDelta::minutes(minutes);
            assert_eq!(en.ago(at, now), english);
            assert_eq!(nl.ago(at, now), dutch);
        }
    }
}
