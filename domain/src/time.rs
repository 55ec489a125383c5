//! Time as the system keeps it: instants in unix milliseconds, plans in Danish local time.
//!
//! "Every Tuesday 09.00" is a date, a time and `Europe/Copenhagen`; it becomes an instant late, when
//! somebody needs one. This module never asks what time it is.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Europe::Copenhagen;
use serde::{Deserialize, Serialize};

/// A moment, in milliseconds since 1970-01-01 00.00 UTC. The same number in SQL, JSON and Rust.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

/// One minute in milliseconds.
pub const MINUTE_MS: i64 = 60_000;
/// One hour in milliseconds.
pub const HOUR_MS: i64 = 60 * MINUTE_MS;
/// Twenty-four hours in milliseconds; a local day may be 23 or 25 hours, so never use it for dates.
pub const DAY_MS: i64 = 24 * HOUR_MS;

impl Instant {
    /// This moment `ms` later (or earlier, if negative). Stops at the ends of the number line.
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this moment.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The Danish wall clock at this moment.
    pub fn local(self) -> NaiveDateTime {
        let utc = DateTime::<Utc>::from_timestamp_millis(self.0).unwrap_or_default();
        utc.with_timezone(&Copenhagen).naive_local()
    }

    /// The Danish date at this moment.
    pub fn date(self) -> NaiveDate {
        self.local().date()
    }

    /// The moment when Danish clocks show `date` and `time`. In the hour that is lost in spring, the
    /// same distance after the jump; in the hour that comes twice in autumn, its first.
    pub fn of_local(date: NaiveDate, time: NaiveTime) -> Self {
        let wall = date.and_time(time);
        let found = Copenhagen.from_local_datetime(&wall).earliest();
        let moment = found.unwrap_or_else(|| {
            let hour = chrono::TimeDelta::hours(1);
            let before = Copenhagen.from_local_datetime(&(wall - hour)).earliest();
            before.map_or_else(|| Copenhagen.from_utc_datetime(&wall), |moment| moment + hour)
        });
        Self(moment.timestamp_millis())
    }

    /// The start of `date` in Denmark.
    pub fn start_of(date: NaiveDate) -> Self {
        Self::of_local(date, NaiveTime::MIN)
    }
}

/// The Monday of the ISO week that `date` is in.
pub fn monday_of(date: NaiveDate) -> NaiveDate {
    date.week(Weekday::Mon).first_day()
}

/// `date` some days later (negative: earlier). Stops at the calendar's ends.
pub fn plus_days(date: NaiveDate, days: i64) -> NaiveDate {
    let distance = Days::new(days.unsigned_abs());
    let moved = if days < 0 { date.checked_sub_days(distance) } else { date.checked_add_days(distance) };
    moved.unwrap_or(date)
}

/// `date` some calendar months later; the 31st becomes the month's last day (RFC 5545's clamp).
pub fn plus_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(chrono::Months::new(months)).unwrap_or(date)
}

/// The ISO week number of `date`, as Danes number weeks.
pub fn week_number(date: NaiveDate) -> u32 {
    date.iso_week().week()
}

/// Whether `date` is a Saturday or a Sunday.
pub fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Local times as "HH:MM", the form of the wire and of SQL.
pub mod clock_time {
    use chrono::{NaiveTime, Timelike};
    use serde::{Deserialize, Deserializer, Serializer};

    /// Parses "09:30"; seconds are accepted and dropped.
    pub fn parse(text: &str) -> Option<NaiveTime> {
        NaiveTime::parse_from_str(text, "%H:%M").or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S")).ok()
    }

    /// "09:30".
    pub fn text(time: NaiveTime) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// For `#[serde(with)]`.
    pub fn serialize<S: Serializer>(time: &NaiveTime, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&text(*time))
    }

    /// For `#[serde(with)]`.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveTime, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse(&text).ok_or_else(|| serde::de::Error::custom("a time is written HH:MM"))
    }

    /// The same for a time that may be absent.
    pub mod maybe {
        use super::{parse, text};
        use chrono::NaiveTime;
        use serde::{Deserialize, Deserializer, Serializer};

        /// For `#[serde(with)]`.
        pub fn serialize<S: Serializer>(time: &Option<NaiveTime>, serializer: S) -> Result<S::Ok, S::Error> {
            match time {
                Some(time) => serializer.serialize_str(&text(*time)),
                None => serializer.serialize_none(),
            }
        }

        /// For `#[serde(with, default)]`.
        pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveTime>, D::Error> {
            match Option::<String>::deserialize(deserializer)? {
                None => Ok(None),
                Some(text) => parse(&text).map(Some).ok_or_else(|| serde::de::Error::custom("a time is written HH:MM")),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(text: &str) -> Instant {
        let wall = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        Instant::of_local(wall.date(), wall.time())
    }

    #[test]
    fn nine_o_clock_is_nine_o_clock_on_both_sides_of_the_clock_changes() {
        for day in ["2026-03-28", "2026-03-29", "2026-03-30", "2026-10-24", "2026-10-25", "2026-10-26"] {
            let moment = local(&format!("{day} 09:00"));
            assert_eq!(moment.local().format("%Y-%m-%d %H:%M").to_string(), format!("{day} 09:00"));
        }
    }

    #[test]
    fn the_lost_hour_lands_after_the_jump_and_the_doubled_hour_is_its_first() {
        assert_eq!(local("2026-03-29 02:30"), local("2026-03-29 03:30"));
        assert_eq!(local("2026-10-25 03:00").since(local("2026-10-25 02:30")), 90 * MINUTE_MS);
    }

    #[test]
    fn six_months_after_the_thirty_first_is_the_last_day_of_the_month() {
        let date = NaiveDate::from_ymd_opt(2026, 8, 31).unwrap();
        assert_eq!(plus_months(date, 6), NaiveDate::from_ymd_opt(2027, 2, 28).unwrap());
    }
}
