//! When an activity recurs: the part of RFC 5545 that a week needs, on local dates.
//!
//! FREQ daily or weekly, INTERVAL, BYDAY, UNTIL or COUNT, EXDATE; weeks begin on Monday. Nothing here
//! knows clocks: "every Tuesday 09.00" is a date with a local time, and stays 09.00 over both clock
//! changes because it becomes an instant only in `time`.

use crate::activity::{Activity, Occurrence};
use crate::id::{ActivityId, OccurrenceId};
use crate::time::monday_of;
use crate::weekdays::WeekdaySet;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

mod rrule;

/// The longest step: a year of weeks.
pub const INTERVAL_MAX: u8 = 52;
/// The most days one expansion answers, and the highest COUNT.
pub const OCCURRENCES_MAX: usize = 400;
/// The most days that may be left out of one recurrence.
pub const EXDATES_MAX: usize = 200;

/// The unit of the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frequency {
    /// FREQ=DAILY
    Daily,
    /// FREQ=WEEKLY
    Weekly,
}

/// When a recurrence ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ending {
    /// It goes on.
    #[default]
    Never,
    /// The last local day it may fall on.
    Until(NaiveDate),
    /// This many times, those left out included, as RFC 5545 counts.
    Count(u16),
}

/// A rule of recurrence. On the wire `{"rrule": "FREQ=WEEKLY;BYDAY=TU", "exdates": ["2026-12-22"]}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Recurrence {
    /// Days or weeks.
    pub frequency: Frequency,
    /// Every so many of them, 1 to [`INTERVAL_MAX`].
    pub interval: u8,
    /// The days it may fall on. Empty: daily on all, weekly on the first day's weekday.
    pub by_day: WeekdaySet,
    /// When it ends.
    pub ending: Ending,
    /// Days left out, at most [`EXDATES_MAX`].
    pub exdates: Vec<NaiveDate>,
}

#[derive(Serialize, Deserialize)]
struct Wire {
    rrule: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    exdates: Vec<NaiveDate>,
}

/// Why a recurrence cannot be taken as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecurrenceRefusal {
    /// Not of the form NAME=VALUE;NAME=VALUE, or a name twice.
    #[error("a recurrence is written FREQ=WEEKLY;BYDAY=TU")]
    Malformed,
    /// A part of RFC 5545 outside this subset.
    #[error("only FREQ, INTERVAL, BYDAY, UNTIL, COUNT and WKST=MO are supported")]
    Unsupported,
    /// Neither daily nor weekly.
    #[error("a recurrence is daily or weekly")]
    Frequency,
    /// Not 1 to [`INTERVAL_MAX`].
    #[error("the interval is 1 to {INTERVAL_MAX}")]
    Interval,
    /// A day RFC 5545 does not know here.
    #[error("weekdays are written MO,TU,WE,TH,FR,SA,SU")]
    Weekday,
    /// Not a date, not 1 to [`OCCURRENCES_MAX`], or both UNTIL and COUNT.
    #[error("a recurrence ends on a date or after 1 to {OCCURRENCES_MAX} times")]
    Ending,
    /// More than [`EXDATES_MAX`].
    #[error("at most {EXDATES_MAX} days can be left out")]
    TooManyExdates,
}

impl RecurrenceRefusal {
    /// The stable code of the wire and of the text catalogue.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Malformed => "recurrence_malformed",
            Self::Unsupported => "recurrence_unsupported",
            Self::Frequency => "recurrence_frequency",
            Self::Interval => "recurrence_interval",
            Self::Weekday => "recurrence_weekday",
            Self::Ending => "recurrence_ending",
            Self::TooManyExdates => "recurrence_exdates",
        }
    }
}

impl Recurrence {
    /// Every day, for ever.
    pub const fn daily() -> Self {
        Self {
            frequency: Frequency::Daily,
            interval: 1,
            by_day: WeekdaySet::NONE,
            ending: Ending::Never,
            exdates: Vec::new(),
        }
    }

    /// Every week on `by_day`, for ever.
    pub fn weekly(by_day: WeekdaySet) -> Self {
        Self { frequency: Frequency::Weekly, by_day, ..Self::daily() }
    }

    /// Every `interval` days or weeks.
    #[must_use]
    pub const fn every(mut self, interval: u8) -> Self {
        self.interval = interval;
        self
    }

    /// Until it ends so.
    #[must_use]
    pub const fn ending(mut self, ending: Ending) -> Self {
        self.ending = ending;
        self
    }

    /// Without `date`.
    #[must_use]
    pub fn without(mut self, date: NaiveDate) -> Self {
        if let Err(place) = self.exdates.binary_search(&date) {
            self.exdates.insert(place, date);
        }
        self
    }

    /// Reads an RRULE's value; a leading "RRULE:" is accepted.
    pub fn parse(rrule: &str) -> Result<Self, RecurrenceRefusal> {
        rrule::parse(rrule)
    }

    /// The RRULE's value, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20270101".
    pub fn text(&self) -> String {
        rrule::text(self)
    }

    /// Whether every part is within its bounds.
    pub fn validate(&self) -> Result<(), RecurrenceRefusal> {
        if !(1..=INTERVAL_MAX).contains(&self.interval) {
            return Err(RecurrenceRefusal::Interval);
        }
        if let Ending::Count(times) = self.ending
            && !(1..=OCCURRENCES_MAX).contains(&usize::from(times))
        {
            return Err(RecurrenceRefusal::Ending);
        }
        if self.exdates.len() > EXDATES_MAX {
            return Err(RecurrenceRefusal::TooManyExdates);
        }
        Ok(())
    }

    /// The days from `from` to `to`, both included, on which something that begins on `start` falls;
    /// at most [`OCCURRENCES_MAX`], the earliest first.
    ///
    /// A first day that the rule itself does not name is no occurrence (RFC 5545 leaves that open).
    pub fn days(&self, start: NaiveDate, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        // Every seventh day has one weekday; without this line the search for another would not end.
        let stuck =
            self.frequency == Frequency::Daily && self.interval.is_multiple_of(7) && !self.falls_on(start.weekday());
        if stuck || self.interval == 0 {
            return Vec::new();
        }
        let (limit, last) = match self.ending {
            Ending::Never => (usize::MAX, to),
            Ending::Until(until) => (usize::MAX, to.min(until)),
            Ending::Count(times) => (usize::from(times), to),
        };
        // A COUNT has to be counted from the first; all others may jump to where the window opens.
        let seen_from = if limit == usize::MAX { from.max(start) } else { start };
        self.candidates(start, seen_from)
            .filter(|date| *date >= start)
            .take(limit)
            .take_while(|date| *date <= last)
            .filter(|date| *date >= from && !self.exdates.contains(date))
            .take(OCCURRENCES_MAX)
            .collect()
    }

    fn falls_on(&self, day: Weekday) -> bool {
        self.by_day.is_empty() || self.by_day.contains(day)
    }

    /// What the rule names, without ends and exceptions, from the step that `seen_from` is in.
    fn candidates(&self, start: NaiveDate, seen_from: NaiveDate) -> Box<dyn Iterator<Item = NaiveDate> + '_> {
        let step = u64::from(self.interval);
        match self.frequency {
            Frequency::Daily => {
                let skipped = days_between(start, seen_from).div_ceil(step);
                let dates = (skipped..).map_while(move |k| start.checked_add_days(Days::new(k * step)));
                Box::new(dates.filter(|date| self.falls_on(date.weekday())))
            }
            Frequency::Weekly => {
                let days = if self.by_day.is_empty() { WeekdaySet::NONE.with(start.weekday()) } else { self.by_day };
                let monday = monday_of(start);
                let skipped = days_between(monday, seen_from) / (7 * step);
                let mondays = (skipped..).map_while(move |k| monday.checked_add_days(Days::new(k * 7 * step)));
                Box::new(mondays.flat_map(move |monday| {
                    days.iter()
                        .filter_map(move |day| monday.checked_add_days(Days::new(day.num_days_from_monday().into())))
                }))
            }
        }
    }
}

/// Days from `earlier` to `later`, 0 when it is the other way round.
fn days_between(earlier: NaiveDate, later: NaiveDate) -> u64 {
    u64::try_from((later - earlier).num_days()).unwrap_or(0)
}

impl TryFrom<Wire> for Recurrence {
    type Error = RecurrenceRefusal;

    fn try_from(wire: Wire) -> Result<Self, RecurrenceRefusal> {
        let mut recurrence = Self::parse(&wire.rrule)?;
        recurrence.exdates = wire.exdates;
        recurrence.exdates.sort_unstable();
        recurrence.exdates.dedup();
        recurrence.validate()?;
        Ok(recurrence)
    }
}

impl From<Recurrence> for Wire {
    fn from(recurrence: Recurrence) -> Self {
        Self { rrule: recurrence.text(), exdates: recurrence.exdates }
    }
}

/// The occurrences of an activity that fall between `from` and `to`, both included, in order; at most
/// [`OCCURRENCES_MAX`]. Phone and server derive the same ids.
pub fn expand(id: ActivityId, activity: &Activity, from: NaiveDate, to: NaiveDate) -> Vec<(OccurrenceId, Occurrence)> {
    let days = match &activity.recurrence {
        Some(recurrence) => recurrence.days(activity.date, from, to),
        None if (from..=to).contains(&activity.date) => vec![activity.date],
        None => Vec::new(),
    };
    days.into_iter().map(|date| (OccurrenceId::on(id, date), activity.occurrence_on(id, date))).collect()
}

#[cfg(test)]
mod tests;
