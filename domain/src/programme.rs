//! Programmes are data: what differs between the projects is a file, not code (domain.md §3).
//!
//! A file is checked when the program starts (and by `folgeskab programme check FILE`); a fault names
//! the field. This module knows the shape and the bounds, not where files lie.

use crate::course::CrisisLine;
use crate::time::clock_time;
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// A configured kind of course.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// The key in the store and in addresses: lower-case letters, digits and hyphens.
    pub key: String,
    /// The name that staff and citizens read.
    pub name: String,
    /// The parties to the agreement.
    pub parties: Vec<String>,
    /// Who is responsible for the data.
    pub controller: String,
    /// The word for "jobcenter": the law changes it, so it is data.
    pub jobcenter: String,
    /// Places per arm.
    pub places: Places,
    /// Weeks of the course itself (S0: "løber i 6 mdr.").
    pub course_weeks: u16,
    /// Whether the plan carries energy pacing.
    #[serde(default = "yes")]
    pub energy: bool,
    /// Days for which a citizen can read everything after the course.
    #[serde(default = "ninety")]
    pub readable_days: u16,
    /// Working days within which a message is answered.
    #[serde(default = "two")]
    pub answer_within_days: u8,
    /// When the coordinators' phone is answered.
    #[serde(with = "clock_time")]
    pub phone_from: NaiveTime,
    /// Until when.
    #[serde(with = "clock_time")]
    pub phone_to: NaiveTime,
    /// Numbers for acute need, shown at every message field.
    pub crisis: Vec<CrisisLine>,
    /// Roles with their limits.
    #[serde(default)]
    pub roles: Vec<RoleLimit>,
    /// Deadlines.
    #[serde(default)]
    pub clocks: Vec<ClockRule>,
    /// Reports and who receives them.
    #[serde(default)]
    pub reports: Vec<Report>,
    /// The satisfaction surveys.
    #[serde(default)]
    pub surveys: Vec<SurveyRule>,
    /// Whether a no-show must be reported (S0).
    #[serde(default)]
    pub no_show_duty: bool,
    /// Working days that a citizen has to explain a no-show.
    #[serde(default = "three")]
    pub explain_within_days: u8,
    /// State markers.
    #[serde(default)]
    pub markers: Vec<String>,
    /// Milestones with their dates.
    #[serde(default)]
    pub milestones: Vec<Milestone>,
}

/// Places per arm; none where there is no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Places {
    /// In the intervention arm.
    #[serde(default)]
    pub intervention: Option<u16>,
    /// In the control arm; 0 where there is none.
    #[serde(default)]
    pub control: u16,
    /// New ones in the first year.
    #[serde(default)]
    pub first_year: Option<u16>,
}

/// How many citizens somebody in a role walks with (S3: 20, up to 25).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleLimit {
    /// The role as citizens read it, for example "din koordinator".
    pub title: String,
    /// The usual number.
    pub soft: u16,
    /// The highest, with the leader's yes.
    pub hard: u16,
    /// New citizens a week.
    #[serde(default)]
    pub weekly_intake: Option<u16>,
}

/// A deadline that counts from an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockRule {
    /// Its key.
    pub key: String,
    /// What it is about, as a person reads it.
    pub title: String,
    /// The event: `included` or `started`.
    pub from: ClockFrom,
    /// Its length in days.
    pub days: u16,
    /// From which day on the worklist names it.
    pub warn_after_days: u16,
    /// What it waits for; without a word, what ends the phase that it begins in.
    #[serde(default)]
    pub until: ClockUntil,
    /// The reasons to choose from when it was overrun.
    #[serde(default)]
    pub reasons: Vec<String>,
}

/// What a clock counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockFrom {
    /// The day of inclusion.
    Included,
    /// The first day of the course.
    Started,
}

/// What a clock waits for: then it has run out in good time and nobody hears of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockUntil {
    /// From inclusion: the start of the course. From the start: the end of the course.
    #[default]
    NextPhase,
    /// The first appointment that took place.
    FirstAppointment,
}

/// A report that an agreement promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Its key.
    pub key: String,
    /// Its name.
    pub title: String,
    /// Who receives it.
    pub recipients: Vec<String>,
}

/// A satisfaction survey and when it falls due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurveyRule {
    /// Its key.
    pub key: String,
    /// Its name.
    pub title: String,
    /// The canonical address of the form.
    pub questionnaire: String,
    /// Due so many calendar months after the start of the course (S3, bilag 2: "ca. 6 måneder efter start").
    pub months_after_start: u32,
    /// Sent by itself when due; else the jobcenter triggers it.
    #[serde(default)]
    pub automatic: bool,
}

/// A dated milestone (S3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// When.
    pub on: NaiveDate,
    /// What.
    pub title: String,
}

/// Why a programme file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {reason}")]
pub struct Fault {
    /// The field.
    pub field: &'static str,
    /// What is wrong with it.
    pub reason: &'static str,
}

const fn yes() -> bool {
    true
}
const fn ninety() -> u16 {
    90
}
const fn two() -> u8 {
    2
}
const fn three() -> u8 {
    3
}

impl Programme {
    /// Checks every bound; the first fault is named.
    pub fn check(&self) -> Result<(), Fault> {
        let is_key = |text: &str| {
            (1..=40).contains(&text.len())
                && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        };
        let rules = [
            (is_key(&self.key), "key", "1 to 40 lower-case letters, digits and hyphens"),
            ((1..=120).contains(&self.name.chars().count()), "name", "1 to 120 characters"),
            (!self.controller.is_empty(), "controller", "somebody is responsible for the data"),
            (!self.jobcenter.is_empty(), "jobcenter", "the word must not be empty"),
            ((1..=520).contains(&self.course_weeks), "course_weeks", "1 to 520"),
            ((1..=30).contains(&self.answer_within_days), "answer_within_days", "1 to 30"),
            (self.phone_from < self.phone_to, "phone_to", "after phone_from"),
            (self.crisis.len() <= 6, "crisis", "at most 6 numbers"),
            (self.roles.iter().all(|r| r.soft <= r.hard), "roles", "soft is at most hard"),
            (self.clocks.iter().all(|c| c.warn_after_days <= c.days), "clocks", "warn_after_days is at most days"),
            (self.surveys.iter().all(|s| is_key(&s.key)), "surveys", "each has a key"),
            (self.surveys.iter().all(|s| s.months_after_start <= 60), "surveys", "at most 60 months after the start"),
        ];
        rules.into_iter().find(|(ok, ..)| !ok).map_or(Ok(()), |(_, field, reason)| Err(Fault { field, reason }))
    }
}
