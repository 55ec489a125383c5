//! A set of weekdays, Monday first, written as RFC 5545 writes BYDAY ("MO,WE,FR").
//!
//! Recurrences and working weeks share it. It knows no dates and no hours.

use chrono::Weekday;
use serde::{Deserialize, Serialize};

/// The week as Danes count it, with RFC 5545's two letters.
const WEEK: [(Weekday, &str); 7] = [
    (Weekday::Mon, "MO"),
    (Weekday::Tue, "TU"),
    (Weekday::Wed, "WE"),
    (Weekday::Thu, "TH"),
    (Weekday::Fri, "FR"),
    (Weekday::Sat, "SA"),
    (Weekday::Sun, "SU"),
];

/// Some of the seven days; may be empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WeekdaySet(u8);

/// A day name that RFC 5545 does not know without an ordinal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("weekdays are written MO,TU,WE,TH,FR,SA,SU")]
pub struct UnknownWeekday;

impl WeekdaySet {
    /// No day.
    pub const NONE: Self = Self(0);
    /// Monday to Friday.
    pub const MONDAY_TO_FRIDAY: Self = Self(0b001_1111);

    const fn bit(day: Weekday) -> u8 {
        match day {
            Weekday::Mon => 1,
            Weekday::Tue => 1 << 1,
            Weekday::Wed => 1 << 2,
            Weekday::Thu => 1 << 3,
            Weekday::Fri => 1 << 4,
            Weekday::Sat => 1 << 5,
            Weekday::Sun => 1 << 6,
        }
    }

    /// This set and `day`.
    #[must_use]
    pub const fn with(self, day: Weekday) -> Self {
        Self(self.0 | Self::bit(day))
    }

    /// Whether `day` is in the set.
    pub const fn contains(self, day: Weekday) -> bool {
        self.0 & Self::bit(day) != 0
    }

    /// Whether no day is in the set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The days from Monday on.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        WEEK.into_iter().map(|(day, _)| day).filter(move |day| self.contains(*day))
    }

    /// "MO,WE,FR"; empty for no day. Case and repetition do not matter.
    pub fn parse(text: &str) -> Result<Self, UnknownWeekday> {
        if text.is_empty() {
            return Ok(Self::NONE);
        }
        text.split(',').try_fold(Self::NONE, |set, name| {
            let found = WEEK.iter().find(|(_, letters)| letters.eq_ignore_ascii_case(name.trim()));
            found.map(|(day, _)| set.with(*day)).ok_or(UnknownWeekday)
        })
    }

    /// "MO,WE,FR", Monday first.
    pub fn text(self) -> String {
        let mut text = String::new();
        for (_, letters) in WEEK.iter().filter(|(day, _)| self.contains(*day)) {
            if !text.is_empty() {
                text.push(',');
            }
            text.push_str(letters);
        }
        text
    }
}

impl FromIterator<Weekday> for WeekdaySet {
    fn from_iter<T: IntoIterator<Item = Weekday>>(days: T) -> Self {
        days.into_iter().fold(Self::NONE, Self::with)
    }
}

impl TryFrom<String> for WeekdaySet {
    type Error = UnknownWeekday;

    fn try_from(text: String) -> Result<Self, UnknownWeekday> {
        Self::parse(&text)
    }
}

impl From<WeekdaySet> for String {
    fn from(set: WeekdaySet) -> Self {
        set.text()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_survives_its_own_text() {
        for bits in 0..128 {
            let set = WeekdaySet(bits);
            assert_eq!(WeekdaySet::parse(&set.text()), Ok(set));
            assert_eq!(set.iter().collect::<WeekdaySet>(), set);
        }
        assert_eq!(WeekdaySet::parse("fr, mo").unwrap().text(), "MO,FR");
        assert_eq!(WeekdaySet::parse("1MO"), Err(UnknownWeekday));
        assert_eq!(WeekdaySet::parse("MO,"), Err(UnknownWeekday));
    }
}
