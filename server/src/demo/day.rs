//! The day that a demo is made for, and how its past and its coming weeks are counted from it.
//!
//! Everything in the demo depends on the local day alone, never on the hour: all that has happened
//! happened before the day began, so that nothing lies in the future whenever the demo is started.

use chrono::{NaiveDate, NaiveTime};
use domain::calendar::ClosingDays;
use domain::time::{Instant, monday_of, plus_days};

/// The farthest that a working day is looked for; no row of holidays is longer.
const LOOK_DAYS: i64 = 60;

/// The seeded day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day(pub NaiveDate);

impl Day {
    /// So many days from the seeded day (negative: before it).
    pub fn plus(self, days: i64) -> NaiveDate {
        plus_days(self.0, days)
    }

    /// The Monday on which week `week` of a course began that is in this week now.
    pub fn start_in_week(self, week: i64) -> NaiveDate {
        plus_days(monday_of(self.0), -7 * (week - 1))
    }

    /// The working day that is the `count`th one strictly before the seeded day.
    pub fn open_before(self, count: usize) -> NaiveDate {
        open_before(self.0, count)
    }

    /// The seeded day if it is a working day, else the next one.
    pub fn next_open(self) -> NaiveDate {
        next_open(self.0)
    }

    /// The `count`th working day strictly after the seeded day.
    pub fn open_after(self, count: usize) -> NaiveDate {
        let open = (1..LOOK_DAYS).map(|days| self.plus(days)).filter(|date| is_open(*date));
        open.take(count.max(1)).last().unwrap_or(self.0)
    }

    /// The start of the seeded day: the newest moment that anything happened.
    pub fn begins(self) -> Instant {
        Instant::start_of(self.0)
    }
}

/// Whether staff work on `date`.
pub fn is_open(date: NaiveDate) -> bool {
    ClosingDays::default().is_open(date)
}

/// `date` if it is a working day, else the next one.
pub fn next_open(date: NaiveDate) -> NaiveDate {
    (0..LOOK_DAYS).map(|days| plus_days(date, days)).find(|date| is_open(*date)).unwrap_or(date)
}

/// The working day that is the `count`th one strictly before `date`; with 0 `date` itself.
pub fn open_before(date: NaiveDate, count: usize) -> NaiveDate {
    let open = (1..LOOK_DAYS).map(|days| plus_days(date, -days)).filter(|date| is_open(*date));
    open.take(count).last().unwrap_or(date)
}

/// A local time.
pub fn clock(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()
}

/// A local moment.
pub fn at(date: NaiveDate, hour: u32, minute: u32) -> Instant {
    Instant::of_local(date, clock(hour, minute))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn working_days_are_counted_over_weekends_and_holidays() {
        let saturday = Day("2026-11-28".parse().unwrap());
        assert_eq!(saturday.next_open().to_string(), "2026-11-30");
        assert_eq!(saturday.open_before(1).to_string(), "2026-11-27");
        assert_eq!(saturday.open_after(2).to_string(), "2026-12-01");
        let christmas = Day("2026-12-24".parse().unwrap());
        assert_eq!(christmas.next_open().to_string(), "2026-12-28");
    }

    #[test]
    fn week_seven_is_week_seven_on_every_weekday() {
        for day in 23..30 {
            let day = Day(format!("2026-11-{day}").parse().unwrap());
            let days = (day.0 - day.start_in_week(7)).num_days();
            assert_eq!(days / 7 + 1, 7);
        }
    }
}
