//! When a citizen is asked, who is asked, and when it is over (domain rules of the six-month survey;
//! source: the contract's bilag 2).
//!
//! The invitation knows only that it was answered, never what. The jobcenter learns less still: a "no
//! thank you" must read as "not answered yet" in every word it gets.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::time::{Instant, is_weekend, plus_days, plus_months};

/// Calendar months from the start of the course to the due date.
pub const DUE_MONTHS: u32 = 6;
/// Days before the due date from which a citizen can be asked.
pub const OPENS_BEFORE: i64 = 14;
/// Days after the due date (or after an early exit) until which a citizen can be asked.
pub const OPEN_AFTER: i64 = 28;
/// Days after the invitation when a citizen who has not answered is reminded: twice, no more.
pub const REMINDER_DAYS: [i64; 2] = [7, 14];
/// Days after the invitation when it closes.
pub const CLOSES_AFTER: i64 = 28;
/// Notices go out from this hour.
pub const NOTICES_FROM: u32 = 9;
/// Notices go out before this hour.
pub const NOTICES_UNTIL: u32 = 17;
/// Declines are told as a number from this many on, fewer not at all.
pub const FEWEST_DECLINES_TOLD: u32 = 5;

/// The day when the survey is due: six calendar months after the course's start.
pub fn due_on(start: NaiveDate) -> NaiveDate {
    due_after(start, DUE_MONTHS)
}

/// The same for a programme that asks after another number of calendar months.
pub fn due_after(start: NaiveDate, months: u32) -> NaiveDate {
    plus_months(start, months)
}

/// The days on which a citizen can be asked, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// The due date: six months after the start, or the day of an early exit.
    pub due: NaiveDate,
    /// The first day.
    pub opens: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

impl Window {
    /// The window of a course that started on `start` and, if it is over, ended on `ended`. One who leaves
    /// before the window opens is asked from that day on.
    pub fn of(start: NaiveDate, ended: Option<NaiveDate>) -> Self {
        Self::after(start, DUE_MONTHS, ended)
    }

    /// The same for a programme that asks after another number of calendar months.
    pub fn after(start: NaiveDate, months: u32, ended: Option<NaiveDate>) -> Self {
        let due = due_after(start, months);
        let opens = plus_days(due, -OPENS_BEFORE);
        match ended.filter(|ended| *ended < opens) {
            Some(early) => Self { due: early, opens: early, last: plus_days(early, OPEN_AFTER) },
            None => Self { due, opens, last: plus_days(due, OPEN_AFTER) },
        }
    }

    /// Whether a citizen can be asked on `today`.
    pub fn is_open(&self, today: NaiveDate) -> bool {
        (self.opens..=self.last).contains(&today)
    }
}

/// Where an invitation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Waits for an answer.
    Invited,
    /// Answered.
    Answered,
    /// "No thank you": no further reminder, and nobody but the citizen and the survey's own count knows.
    Declined,
    /// Closed without an answer.
    Closed,
}

impl Status {
    /// The word in SQL and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Answered => "answered",
            Self::Declined => "declined",
            Self::Closed => "closed",
        }
    }

    /// Reads the word.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Invited, Self::Answered, Self::Declined, Self::Closed].into_iter().find(|status| status.code() == code)
    }

    /// What the jobcenter sees: a decline looks like an invitation that waits, and after `closes_at` like
    /// one that closed, exactly as if the citizen had done nothing.
    #[must_use]
    pub fn for_jobcenter(self, invited_at: Instant, now: Instant) -> Self {
        match self {
            Self::Answered => Self::Answered,
            _ if now >= closes_at(invited_at) => Self::Closed,
            Self::Closed => Self::Closed,
            Self::Invited | Self::Declined => Self::Invited,
        }
    }
}

/// The number of declines as the jobcenter may know it: none below five.
pub const fn declines_told(declines: u32) -> Option<u32> {
    if declines < FEWEST_DECLINES_TOLD { None } else { Some(declines) }
}

/// Why a citizen is left out of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skip {
    /// In the control group, which gets nothing from this system.
    ControlArm,
    /// Has withdrawn.
    Withdrawn,
    /// The window has not opened.
    NotDue,
    /// Was asked before.
    AlreadyInvited,
    /// Has answered.
    AlreadyAnswered,
    /// Has said no thank you.
    Declined,
    /// The window is over.
    CourseEndedWindow,
    /// No such enrolment in this programme, or none that the asker may see.
    NotFound,
}

impl Skip {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ControlArm => "control_arm",
            Self::Withdrawn => "withdrawn",
            Self::NotDue => "not_due",
            Self::AlreadyInvited => "already_invited",
            Self::AlreadyAnswered => "already_answered",
            Self::Declined => "declined",
            Self::CourseEndedWindow => "course_ended_window",
            Self::NotFound => "not_found",
        }
    }

    /// What the jobcenter is told: a decline reads as an invitation.
    #[must_use]
    pub const fn for_jobcenter(self) -> Self {
        match self {
            Self::Declined => Self::AlreadyInvited,
            other => other,
        }
    }
}

/// What decides whether a citizen is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The course's start date.
    pub start: NaiveDate,
    /// Calendar months from the start to the due date, as the programme says.
    pub months: u32,
    /// Its last day, if it is over.
    pub ended: Option<NaiveDate>,
    /// In the control group.
    pub control_arm: bool,
    /// Has withdrawn.
    pub withdrawn: bool,
    /// The newest invitation to this form in this course.
    pub invitation: Option<Status>,
}

/// Whether the citizen is asked when somebody triggers a round on `today`.
///
/// # Errors
/// The reason for leaving the citizen out.
pub fn decide(candidate: &Candidate, today: NaiveDate) -> Result<(), Skip> {
    if candidate.control_arm {
        return Err(Skip::ControlArm);
    }
    if candidate.withdrawn {
        return Err(Skip::Withdrawn);
    }
    match candidate.invitation {
        Some(Status::Answered) => return Err(Skip::AlreadyAnswered),
        Some(Status::Declined) => return Err(Skip::Declined),
        Some(Status::Invited | Status::Closed) => return Err(Skip::AlreadyInvited),
        None => {}
    }
    let window = Window::after(candidate.start, candidate.months, candidate.ended);
    if today < window.opens {
        return Err(Skip::NotDue);
    }
    if window.is_open(today) { Ok(()) } else { Err(Skip::CourseEndedWindow) }
}

/// When a notice that is decided at `at` may go out: at once on weekdays between 9 and 17, else at the
/// next such moment. (The invitation itself stands in the app without waiting.)
pub fn notice_at(at: Instant) -> Instant {
    let local = at.local();
    let hour = |hour: u32| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let (morning, evening) = (hour(NOTICES_FROM), hour(NOTICES_UNTIL));
    let mut day = local.date();
    if !is_weekend(day) && (morning..evening).contains(&local.time()) {
        return at;
    }
    if local.time() >= evening {
        day = plus_days(day, 1);
    }
    while is_weekend(day) {
        day = plus_days(day, 1);
    }
    Instant::of_local(day, morning)
}

/// When reminder number `step` (0 or 1) to an invitation goes out, if it is still not answered.
pub fn reminder_at(invited_at: Instant, step: usize) -> Option<Instant> {
    let days = *REMINDER_DAYS.get(step)?;
    let same_time = Instant::of_local(plus_days(invited_at.date(), days), invited_at.local().time());
    Some(notice_at(same_time))
}

/// Whether a reminder may still go: only to one who has been asked and has done nothing, before it closes.
pub fn may_remind(status: Status, invited_at: Instant, now: Instant) -> bool {
    status == Status::Invited && now < closes_at(invited_at)
}

/// When an invitation closes: as day 28 begins.
pub fn closes_at(invited_at: Instant) -> Instant {
    Instant::start_of(plus_days(invited_at.date(), CLOSES_AFTER))
}

/// The last day on which it can be answered.
pub fn last_day(invited_at: Instant) -> NaiveDate {
    plus_days(invited_at.date(), CLOSES_AFTER - 1)
}

#[cfg(test)]
mod tests;
