//! Danish working days: public holidays from Easter, closing days, a coordinator's hours, and the day
//! by which an answer is promised (domain.md §6).
//!
//! It knows nothing of messages; it counts days.

use crate::time::{Instant, clock_time, is_weekend, plus_days};
use crate::weekdays::WeekdaySet;
use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// How far ahead a promise is looked for, in days. Who is away longer than that promises nothing.
const LOOK_AHEAD_DAYS: i64 = 400;
/// The last year in which Store Bededag was a holiday; a law took it away from 2024 on.
const LAST_GREAT_PRAYER_DAY: i32 = 2023;

/// A Danish public holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holiday {
    /// nytårsdag
    NewYearsDay,
    /// skærtorsdag
    MaundyThursday,
    /// langfredag
    GoodFriday,
    /// påskedag
    EasterSunday,
    /// 2. påskedag
    EasterMonday,
    /// store bededag, until 2023
    GreatPrayerDay,
    /// Kristi himmelfartsdag
    AscensionDay,
    /// pinsedag
    WhitSunday,
    /// 2. pinsedag
    WhitMonday,
    /// juledag
    ChristmasDay,
    /// 2. juledag
    SecondChristmasDay,
}

/// Easter Sunday of a year of the Gregorian calendar (Gauss's computus in Butcher's form); none for a
/// year that the calendar does not reach.
pub fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let century = year.div_euclid(100);
    let in_century = year.rem_euclid(100);
    let correction = (century + 8) / 25;
    let shift = (century - correction + 1) / 3;
    let epact = (19 * golden + century - century / 4 - shift + 15).rem_euclid(30);
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let from_march = epact + weekday - 7 * late + 114;
    let month = u32::try_from(from_march / 31).ok()?;
    let day = u32::try_from(from_march % 31 + 1).ok()?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// The public holiday on `date`, if it is one.
pub fn holiday_on(date: NaiveDate) -> Option<Holiday> {
    match (date.month(), date.day()) {
        (1, 1) => return Some(Holiday::NewYearsDay),
        (12, 25) => return Some(Holiday::ChristmasDay),
        (12, 26) => return Some(Holiday::SecondChristmasDay),
        _ => {}
    }
    let after_easter = (date - easter(date.year())?).num_days();
    match after_easter {
        -3 => Some(Holiday::MaundyThursday),
        -2 => Some(Holiday::GoodFriday),
        0 => Some(Holiday::EasterSunday),
        1 => Some(Holiday::EasterMonday),
        26 if date.year() <= LAST_GREAT_PRAYER_DAY => Some(Holiday::GreatPrayerDay),
        39 => Some(Holiday::AscensionDay),
        49 => Some(Holiday::WhitSunday),
        50 => Some(Holiday::WhitMonday),
        _ => None,
    }
}

/// Which days an organisation is closed although they are no public holidays. All, unless it says
/// otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClosingDays {
    /// 5 June, Grundlovsdag.
    pub constitution_day: bool,
    /// 24 December.
    pub christmas_eve: bool,
    /// 31 December.
    pub new_years_eve: bool,
}

impl Default for ClosingDays {
    fn default() -> Self {
        Self { constitution_day: true, christmas_eve: true, new_years_eve: true }
    }
}

impl ClosingDays {
    /// Whether the organisation is closed on `date` for one of these.
    pub fn contains(self, date: NaiveDate) -> bool {
        match (date.month(), date.day()) {
            (6, 5) => self.constitution_day,
            (12, 24) => self.christmas_eve,
            (12, 31) => self.new_years_eve,
            _ => false,
        }
    }

    /// Whether the organisation is open on `date`: Monday to Friday, no holiday, not closed.
    pub fn is_open(self, date: NaiveDate) -> bool {
        !is_weekend(date) && holiday_on(date).is_none() && !self.contains(date)
    }
}

/// When a coordinator works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingWeek {
    /// On these days.
    pub days: WeekdaySet,
    /// From this local time.
    #[serde(with = "clock_time")]
    pub from: NaiveTime,
    /// Until this local time.
    #[serde(with = "clock_time")]
    pub to: NaiveTime,
}

impl Default for WorkingWeek {
    /// Monday to Friday, 8 to 16.
    fn default() -> Self {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        Self { days: WeekdaySet::MONDAY_TO_FRIDAY, from: hour(8), to: hour(16) }
    }
}

impl WorkingWeek {
    /// Whether there is any time at all in which to answer.
    pub fn is_valid(&self) -> bool {
        !self.days.is_empty() && self.from < self.to
    }
}

/// A coordinator's days: the working week, the organisation's closing days, and absence.
#[derive(Clone, Copy, Debug)]
pub struct WorkingDays<'a> {
    /// Days and hours.
    pub week: &'a WorkingWeek,
    /// When the house is closed.
    pub closing: ClosingDays,
    /// Absence without a substitute, from and to, both days included.
    pub absence: &'a [(NaiveDate, NaiveDate)],
}

impl WorkingDays<'_> {
    /// Whether the coordinator works on `date`.
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.week.days.contains(date.weekday())
            && holiday_on(date).is_none()
            && !self.closing.contains(date)
            && !self.absence.iter().any(|(from, to)| (*from..=*to).contains(&date))
    }

    /// The day that something which arrives at `sent` counts from: the same day when it is a working
    /// day that has not ended, else the next working day. None when there is none within a year.
    pub fn received_on(&self, sent: Instant) -> Option<NaiveDate> {
        let local = sent.local();
        let is_over = local.time() >= self.week.to;
        self.from(plus_days(local.date(), i64::from(is_over))).next()
    }

    /// The working day `count` working days after `date`; with 0 `date` itself or, when it is none, the
    /// next. None when there are too few within a year.
    pub fn after(&self, date: NaiveDate, count: u8) -> Option<NaiveDate> {
        match count {
            0 => self.from(date).next(),
            count => self.from(plus_days(date, 1)).nth(usize::from(count) - 1),
        }
    }

    fn from(&self, date: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        (0..LOOK_AHEAD_DAYS).map(move |n| plus_days(date, n)).filter(|date| self.contains(*date))
    }
}

/// The day by which an answer is promised to what is sent at `sent` (domain.md §6): `within` working
/// days after the day it counts from. None when the coordinator is away for longer than a year or has
/// no working days; then nothing is promised.
pub fn answer_by(sent: Instant, within: u8, days: &WorkingDays<'_>) -> Option<NaiveDate> {
    days.after(days.received_on(sent)?, within)
}

#[cfg(test)]
mod tests;
