//! The course as its citizen sees it: who walks along, which week it is, when it ends, whom to call.

use crate::message::Author;
use crate::time::clock_time;
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// The group of the study that an enrolment belongs to (S0: 30 and 30).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arm {
    /// Gets the course.
    #[default]
    Intervention,
    /// Gets the usual effort, has no account and is asked nothing.
    Control,
}

/// Where in the course a citizen is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Included, nothing has begun.
    #[default]
    Included,
    /// The first conversations and the assessment.
    Assessment,
    /// The course runs.
    Running,
    /// The course is over, the contact goes on (efterværn).
    Aftercare,
    /// All of it is over.
    Ended,
    /// The citizen left before the end.
    Withdrawn,
}

impl Phase {
    /// The word in the store.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Included => "included",
            Self::Assessment => "assessment",
            Self::Running => "running",
            Self::Aftercare => "aftercare",
            Self::Ended => "ended",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The phase that a stored word stands for.
    pub fn of(text: &str) -> Option<Self> {
        [Self::Included, Self::Assessment, Self::Running, Self::Aftercare, Self::Ended, Self::Withdrawn]
            .into_iter()
            .find(|phase| phase.text() == text)
    }

    /// Whether the citizen may still write.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Ended | Self::Withdrawn)
    }
}

/// The one constant person, as the head of every screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Companion {
    /// Name, role and organisation.
    #[serde(flatten)]
    pub author: Author,
    /// The phone number as it is dialled.
    #[serde(default)]
    pub phone: String,
    /// From when the phone is answered.
    #[serde(default, with = "clock_time::maybe")]
    pub from: Option<NaiveTime>,
    /// Until when.
    #[serde(default, with = "clock_time::maybe")]
    pub to: Option<NaiveTime>,
}

/// A number for somebody in acute need, from configuration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrisisLine {
    /// Who answers.
    pub name: String,
    /// The number; empty where there is none to dial ("lægevagten" has one per region).
    pub phone: String,
}

/// The course of one citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// The programme's key, for example `ishoej-sme`.
    pub programme: String,
    /// The programme's name as citizens know it.
    pub name: String,
    /// Who is responsible for the data (GDPR article 13).
    pub controller: String,
    /// Where in the course.
    pub phase: Phase,
    /// The first day of the course.
    #[serde(default)]
    pub starts_on: Option<NaiveDate>,
    /// The last day of the course.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    /// The whole length in weeks.
    pub weeks: u16,
    /// The coordinator, or the substitute while there is one.
    pub companion: Companion,
    /// The word for "jobcenter" in this programme.
    pub jobcenter: String,
    /// Working days within which a message is answered.
    pub answer_within_days: u8,
    /// Numbers for acute need.
    #[serde(default)]
    pub crisis: Vec<CrisisLine>,
    /// After an ended course: the last day on which all of this can be read.
    #[serde(default)]
    pub readable_until: Option<NaiveDate>,
}

impl Course {
    /// The week that `today` is in, counted from 1; none before the start.
    pub fn week(&self, today: NaiveDate) -> Option<u16> {
        let days = today.signed_duration_since(self.starts_on?).num_days();
        if days < 0 {
            return None;
        }
        u16::try_from(days / 7 + 1).ok().map(|week| week.min(self.weeks.max(1)))
    }
}
