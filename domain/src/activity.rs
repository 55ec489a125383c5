//! What a citizen does: the activity as it is planned, and its occurrence on a day.
//!
//! These are the shapes of the wire, the store and the phone. What they cost is `energy`'s business,
//! when they recur is `schedule`'s; who may change them is decided elsewhere.

use crate::id::ActivityId;
use crate::schedule::{Recurrence, RecurrenceRefusal};
use crate::time::{Instant, clock_time};
use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// The longest name, in characters.
pub const NAME_MAX_CHARS: usize = 80;
/// The longest activity: a whole day.
pub const MINUTES_MAX: u16 = 1440;
/// The longest way there and back together.
pub const TRAVEL_MAX_MINUTES: u16 = 600;
/// The years a plan may touch; anything else is a slip of the finger.
pub const YEARS: std::ops::RangeInclusive<i32> = 2000..=2199;

/// How much an activity takes out of this person, in the person's own judgement (§4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// hvile
    Rest,
    /// let
    Light,
    /// middel
    Medium,
    /// tung
    Heavy,
}

impl Weight {
    /// All four, lightest first.
    pub const ALL: [Self; 4] = [Self::Rest, Self::Light, Self::Medium, Self::Heavy];
}

/// What an activity draws on (§4.8): krop, tanke, følelser, samvær.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    /// krop
    Physical,
    /// tanke
    Thinking,
    /// følelser
    Feelings,
    /// samvær
    Social,
}

impl ActivityKind {
    /// All four, in the order of the screens.
    pub const ALL: [Self; 4] = [Self::Physical, Self::Thinking, Self::Feelings, Self::Social];
}

/// How important an activity is to the citizen (§4.5). On the wire the number 1, 2 or 3.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Importance {
    /// 1: it has to be, and the bad-day button leaves it alone.
    Must,
    /// 2: neither the one nor the other.
    #[default]
    Normal,
    /// 3: it can wait.
    CanWait,
}

impl Importance {
    /// All three, most important first.
    pub const ALL: [Self; 3] = [Self::Must, Self::Normal, Self::CanWait];
}

impl TryFrom<u8> for Importance {
    type Error = ActivityRefusal;

    fn try_from(number: u8) -> Result<Self, ActivityRefusal> {
        match number {
            1 => Ok(Self::Must),
            2 => Ok(Self::Normal),
            3 => Ok(Self::CanWait),
            _ => Err(ActivityRefusal::UnknownImportance),
        }
    }
}

impl From<Importance> for u8 {
    fn from(importance: Importance) -> Self {
        match importance {
            Importance::Must => 1,
            Importance::Normal => 2,
            Importance::CanWait => 3,
        }
    }
}

/// Where an occurrence stands. None of them is a verdict on the person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// On its own day, still to come.
    #[default]
    Planned,
    /// Done.
    Done,
    /// Not done, and that is fine; it no longer counts in its day.
    Skipped,
    /// Still to come, on another day than its recurrence put it.
    Moved,
}

/// How it felt compared with what was planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Felt {
    /// lettere end ventet
    Lighter,
    /// som ventet
    AsExpected,
    /// tungere end ventet
    Heavier,
}

/// A doing as planned: once on `date`, or from `date` on by its recurrence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// Trimmed, 1 to [`NAME_MAX_CHARS`] characters.
    pub name: String,
    /// The citizen's own label.
    pub weight: Weight,
    /// What it draws on; may be empty.
    #[serde(default)]
    pub kinds: Vec<ActivityKind>,
    /// How important it is to the citizen.
    #[serde(default)]
    pub importance: Importance,
    /// Agreed with others, so never moved by a suggestion.
    #[serde(default)]
    pub fixed: bool,
    /// Minutes of the activity itself, at most [`MINUTES_MAX`].
    pub minutes: u16,
    /// Minutes on the way, both ways together, at most [`TRAVEL_MAX_MINUTES`].
    #[serde(default)]
    pub travel_minutes: u16,
    /// The first local day.
    pub date: NaiveDate,
    /// Local start; none when it may be any time of the day.
    #[serde(default, with = "clock_time::maybe", skip_serializing_if = "Option::is_none")]
    pub start: Option<NaiveTime>,
    /// None when it happens once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recurrence: Option<Recurrence>,
}

/// An activity on a day, with everything that is needed to show and count it without its activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrence {
    /// What it is an occurrence of.
    pub activity: ActivityId,
    /// As [`Activity::name`].
    pub name: String,
    /// As [`Activity::weight`].
    pub weight: Weight,
    /// As [`Activity::kinds`].
    #[serde(default)]
    pub kinds: Vec<ActivityKind>,
    /// As [`Activity::importance`].
    #[serde(default)]
    pub importance: Importance,
    /// As [`Activity::fixed`].
    #[serde(default)]
    pub fixed: bool,
    /// The day its recurrence put it; its identity, so it never changes.
    pub planned_on: NaiveDate,
    /// The day it stands on now.
    pub date: NaiveDate,
    /// Local start.
    #[serde(default, with = "clock_time::maybe", skip_serializing_if = "Option::is_none")]
    pub start: Option<NaiveTime>,
    /// Planned minutes.
    pub minutes: u16,
    /// Planned minutes on the way.
    #[serde(default)]
    pub travel_minutes: u16,
    /// Where it stands.
    #[serde(default)]
    pub status: Status,
    /// What it really took, when the citizen says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual_minutes: Option<u16>,
    /// How it felt, when the citizen says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub felt: Option<Felt>,
    /// When the citizen recorded the above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_at: Option<Instant>,
}

/// Why an activity cannot be taken as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActivityRefusal {
    /// Nothing but spaces.
    #[error("an activity needs a name")]
    NameEmpty,
    /// More than [`NAME_MAX_CHARS`] characters.
    #[error("an activity's name has at most {NAME_MAX_CHARS} characters")]
    NameTooLong,
    /// More than [`MINUTES_MAX`].
    #[error("an activity lasts at most {MINUTES_MAX} minutes")]
    MinutesOutOfRange,
    /// More than [`TRAVEL_MAX_MINUTES`].
    #[error("travel takes at most {TRAVEL_MAX_MINUTES} minutes")]
    TravelOutOfRange,
    /// A kind named twice.
    #[error("each kind is named once")]
    KindRepeated,
    /// Outside [`YEARS`].
    #[error("the date is too far away")]
    DateOutOfRange,
    /// Neither 1, 2 nor 3.
    #[error("importance is 1, 2 or 3")]
    UnknownImportance,
    /// Its recurrence does not hold.
    #[error(transparent)]
    Recurrence(#[from] RecurrenceRefusal),
}

impl ActivityRefusal {
    /// The stable code of the wire and of the text catalogue.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NameEmpty => "name_empty",
            Self::NameTooLong => "name_too_long",
            Self::MinutesOutOfRange => "minutes_out_of_range",
            Self::TravelOutOfRange => "travel_out_of_range",
            Self::KindRepeated => "kind_repeated",
            Self::DateOutOfRange => "date_out_of_range",
            Self::UnknownImportance => "unknown_importance",
            Self::Recurrence(refusal) => refusal.code(),
        }
    }
}

impl Activity {
    /// Whether every field is within its bounds.
    pub fn validate(&self) -> Result<(), ActivityRefusal> {
        check_name(&self.name)?;
        check_kinds(&self.kinds)?;
        check_minutes(self.minutes, self.travel_minutes)?;
        check_date(self.date)?;
        self.recurrence.as_ref().map_or(Ok(()), Recurrence::validate)?;
        Ok(())
    }

    /// The activity as it is kept: name on one line without blank ends, kinds in order and once each.
    pub fn tidied(mut self) -> Result<Self, ActivityRefusal> {
        let name = self.name.replace(char::is_control, " ");
        name.trim().clone_into(&mut self.name);
        self.kinds.sort_unstable();
        self.kinds.dedup();
        self.validate()?;
        Ok(self)
    }

    /// Its occurrence on `date`, untouched so far.
    pub fn occurrence_on(&self, activity: ActivityId, date: NaiveDate) -> Occurrence {
        Occurrence {
            activity,
            name: self.name.clone(),
            weight: self.weight,
            kinds: self.kinds.clone(),
            importance: self.importance,
            fixed: self.fixed,
            planned_on: date,
            date,
            start: self.start,
            minutes: self.minutes,
            travel_minutes: self.travel_minutes,
            status: Status::Planned,
            actual_minutes: None,
            felt: None,
            recorded_at: None,
        }
    }
}

impl Occurrence {
    /// Whether every field is within its bounds.
    pub fn validate(&self) -> Result<(), ActivityRefusal> {
        check_name(&self.name)?;
        check_kinds(&self.kinds)?;
        check_minutes(self.minutes, self.travel_minutes)?;
        check_minutes(self.actual_minutes.unwrap_or(0), 0)?;
        check_date(self.planned_on)?;
        check_date(self.date)
    }

    /// Whether it is still to come: neither done nor skipped.
    pub const fn is_open(&self) -> bool {
        matches!(self.status, Status::Planned | Status::Moved)
    }
}

fn check_name(name: &str) -> Result<(), ActivityRefusal> {
    if name.trim().is_empty() {
        return Err(ActivityRefusal::NameEmpty);
    }
    // Counting only as far as the bound keeps a megabyte of text cheap.
    if name.chars().nth(NAME_MAX_CHARS).is_some() {
        return Err(ActivityRefusal::NameTooLong);
    }
    Ok(())
}

fn check_kinds(kinds: &[ActivityKind]) -> Result<(), ActivityRefusal> {
    let repeated = kinds.len() > ActivityKind::ALL.len()
        || kinds.iter().enumerate().any(|(i, kind)| kinds.iter().skip(i + 1).any(|other| other == kind));
    if repeated { Err(ActivityRefusal::KindRepeated) } else { Ok(()) }
}

const fn check_minutes(minutes: u16, travel_minutes: u16) -> Result<(), ActivityRefusal> {
    if minutes > MINUTES_MAX {
        return Err(ActivityRefusal::MinutesOutOfRange);
    }
    if travel_minutes > TRAVEL_MAX_MINUTES {
        return Err(ActivityRefusal::TravelOutOfRange);
    }
    Ok(())
}

fn check_date(date: NaiveDate) -> Result<(), ActivityRefusal> {
    if YEARS.contains(&date.year()) { Ok(()) } else { Err(ActivityRefusal::DateOutOfRange) }
}

#[cfg(test)]
mod tests;
