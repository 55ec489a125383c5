//! RFC 5545's spelling of a recurrence, both ways. It knows letters, not days.

use super::{Ending, Frequency, OCCURRENCES_MAX, Recurrence, RecurrenceRefusal};
use crate::time::Instant;
use crate::weekdays::WeekdaySet;
use chrono::{Datelike, NaiveDate, NaiveDateTime};

/// No rule of this subset is longer; what is, is not looked at.
const RRULE_MAX_BYTES: usize = 200;

pub(super) fn text(recurrence: &Recurrence) -> String {
    let mut text = String::from(match recurrence.frequency {
        Frequency::Daily => "FREQ=DAILY",
        Frequency::Weekly => "FREQ=WEEKLY",
    });
    if recurrence.interval != 1 {
        text.push_str(";INTERVAL=");
        text.push_str(&recurrence.interval.to_string());
    }
    if !recurrence.by_day.is_empty() {
        text.push_str(";BYDAY=");
        text.push_str(&recurrence.by_day.text());
    }
    match recurrence.ending {
        Ending::Never => {}
        Ending::Until(date) => {
            let (year, month, day) = (date.year(), date.month(), date.day());
            text.push_str(&[";UNTIL=", &format!("{year:04}{month:02}{day:02}")].concat());
        }
        Ending::Count(times) => {
            text.push_str(";COUNT=");
            text.push_str(&times.to_string());
        }
    }
    text
}

pub(super) fn parse(rrule: &str) -> Result<Recurrence, RecurrenceRefusal> {
    if rrule.len() > RRULE_MAX_BYTES {
        return Err(RecurrenceRefusal::Malformed);
    }
    let upper = rrule.trim().to_ascii_uppercase();
    let mut parts = Parts::default();
    for part in upper.strip_prefix("RRULE:").unwrap_or(&upper).split(';') {
        let (name, value) = part.split_once('=').ok_or(RecurrenceRefusal::Malformed)?;
        parts.take(name, value)?;
    }
    parts.whole()
}

#[derive(Default)]
struct Parts {
    frequency: Option<Frequency>,
    interval: Option<u8>,
    by_day: Option<WeekdaySet>,
    until: Option<NaiveDate>,
    count: Option<u16>,
    week_start: Option<()>,
}

impl Parts {
    fn take(&mut self, name: &str, value: &str) -> Result<(), RecurrenceRefusal> {
        match name {
            "FREQ" => once(&mut self.frequency, frequency(value)?),
            "INTERVAL" => once(&mut self.interval, value.parse().map_err(|_| RecurrenceRefusal::Interval)?),
            "BYDAY" => once(&mut self.by_day, by_day(value)?),
            "UNTIL" => once(&mut self.until, until(value)?),
            "COUNT" => once(&mut self.count, count(value)?),
            "WKST" if value == "MO" => once(&mut self.week_start, ()),
            _ => Err(RecurrenceRefusal::Unsupported),
        }
    }

    fn whole(self) -> Result<Recurrence, RecurrenceRefusal> {
        let ending = match (self.until, self.count) {
            (None, None) => Ending::Never,
            (Some(date), None) => Ending::Until(date),
            (None, Some(times)) => Ending::Count(times),
            (Some(_), Some(_)) => return Err(RecurrenceRefusal::Ending),
        };
        let recurrence = Recurrence {
            frequency: self.frequency.ok_or(RecurrenceRefusal::Frequency)?,
            interval: self.interval.unwrap_or(1),
            by_day: self.by_day.unwrap_or_default(),
            ending,
            exdates: Vec::new(),
        };
        recurrence.validate()?;
        Ok(recurrence)
    }
}

fn once<T>(place: &mut Option<T>, value: T) -> Result<(), RecurrenceRefusal> {
    if place.replace(value).is_some() { Err(RecurrenceRefusal::Malformed) } else { Ok(()) }
}

fn frequency(value: &str) -> Result<Frequency, RecurrenceRefusal> {
    match value {
        "DAILY" => Ok(Frequency::Daily),
        "WEEKLY" => Ok(Frequency::Weekly),
        _ => Err(RecurrenceRefusal::Frequency),
    }
}

fn by_day(value: &str) -> Result<WeekdaySet, RecurrenceRefusal> {
    let days = WeekdaySet::parse(value).map_err(|_| RecurrenceRefusal::Weekday)?;
    if days.is_empty() { Err(RecurrenceRefusal::Weekday) } else { Ok(days) }
}

fn count(value: &str) -> Result<u16, RecurrenceRefusal> {
    let times: u16 = value.parse().map_err(|_| RecurrenceRefusal::Ending)?;
    if (1..=OCCURRENCES_MAX).contains(&usize::from(times)) { Ok(times) } else { Err(RecurrenceRefusal::Ending) }
}

/// A local date, a local date and time, or a moment in UTC. The whole Danish day that it names still
/// counts, since a rule here knows no hours.
fn until(value: &str) -> Result<NaiveDate, RecurrenceRefusal> {
    let refused = || RecurrenceRefusal::Ending;
    let date = match value.len() {
        8 => compact_date(value).ok_or_else(refused)?,
        15 => compact_moment(value).ok_or_else(refused)?.date(),
        16 => {
            let wall = value.strip_suffix('Z').and_then(compact_moment).ok_or_else(refused)?;
            Instant(wall.and_utc().timestamp_millis()).date()
        }
        _ => return Err(refused()),
    };
    Ok(date)
}

fn compact_moment(text: &str) -> Option<NaiveDateTime> {
    let (date, time) = text.split_once('T')?;
    let [hour, minute, second] = [digits(time, 0, 2)?, digits(time, 2, 4)?, digits(time, 4, 6)?];
    compact_date(date)?.and_hms_opt(hour, minute, second)
}

fn compact_date(text: &str) -> Option<NaiveDate> {
    let year = i32::try_from(digits(text, 0, 4)?).ok()?;
    NaiveDate::from_ymd_opt(year, digits(text, 4, 6)?, digits(text, 6, 8)?)
}

/// The number that the digits from `from` up to `to` make; no sign, no space.
fn digits(text: &str, from: usize, to: usize) -> Option<u32> {
    let part = text.get(from..to)?;
    if part.bytes().all(|byte| byte.is_ascii_digit()) { part.parse().ok() } else { None }
}
