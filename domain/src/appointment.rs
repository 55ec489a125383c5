//! Appointments: fixed in time, with somebody, with three honest answers (domain.md §5).

use crate::activity::Weight;
use crate::message::Author;
use crate::time::{Instant, clock_time};
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// How the two meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// At a place.
    #[default]
    InPerson,
    /// By phone.
    Phone,
    /// By video, from a place that the citizen knows.
    Video,
}

/// Whether the appointment stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppointmentStatus {
    /// It stands.
    #[default]
    Booked,
    /// It was called off; it stays visible.
    Cancelled,
}

/// The citizen's answer: "Jeg kommer", "Jeg kan ikke", "Jeg har brug for hjælp til at komme".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Will be there.
    Coming,
    /// Cannot.
    Cannot,
    /// Wants to, and needs help to get there.
    NeedHelp,
}

/// The answer as it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentReply {
    /// Which of the three.
    pub answer: Answer,
    /// A few words with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// When it was given.
    pub at: Instant,
    /// The version of the appointment that it answers.
    pub sequence: u32,
}

/// One step of the way there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    /// When.
    #[serde(with = "clock_time")]
    pub time: NaiveTime,
    /// What, for example "Bus 14 mod Torvet".
    pub title: String,
    /// A second line.
    #[serde(default)]
    pub note: String,
}

/// An appointment as both see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// What it is.
    pub title: String,
    /// With whom, the first is the host.
    #[serde(default)]
    pub with: Vec<Author>,
    /// Who else comes along for the citizen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub companion: Option<String>,
    /// How the two meet.
    #[serde(default)]
    pub mode: Mode,
    /// The place's name.
    #[serde(default)]
    pub place: String,
    /// Its address and how to get in.
    #[serde(default)]
    pub address: String,
    /// The way there, step by step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub way: Vec<Leg>,
    /// What to think of beforehand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub preparation: Vec<String>,
    /// Whether an interpreter comes.
    #[serde(default)]
    pub interpreter: bool,
    /// The local date.
    pub date: NaiveDate,
    /// The local start.
    #[serde(with = "clock_time")]
    pub start: NaiveTime,
    /// Length in minutes, 5 to 480.
    pub minutes: u16,
    /// Travel there and back in minutes; it enters the day's load.
    #[serde(default)]
    pub travel_minutes: u16,
    /// How much it takes.
    pub weight: Weight,
    /// Version: raised by one at every change that the citizen must know (RFC 5545 SEQUENCE).
    #[serde(default)]
    pub sequence: u32,
    /// Whether it stands.
    #[serde(default)]
    pub status: AppointmentStatus,
    /// What changed last, in words ("Tiden er flyttet fra …"), for the notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// The citizen's answer to this or an earlier version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<AppointmentReply>,
}

impl Appointment {
    /// The moment it starts.
    pub fn starts_at(&self) -> Instant {
        Instant::of_local(self.date, self.start)
    }

    /// The moment it ends.
    pub fn ends_at(&self) -> Instant {
        self.starts_at().plus_ms(i64::from(self.minutes) * crate::time::MINUTE_MS)
    }

    /// The answer, if it is to the present version.
    pub fn current_reply(&self) -> Option<&AppointmentReply> {
        self.reply.as_ref().filter(|reply| reply.sequence == self.sequence)
    }

    /// Whether it stands.
    pub fn is_booked(&self) -> bool {
        self.status == AppointmentStatus::Booked
    }
}
