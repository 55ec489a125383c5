//! The coordinator's worklist: what asks for somebody, each line with its reason and its day.
//!
//! It looks at deadlines, answers and appointments and at nothing else: no check-in, no energy, no
//! score (domain.md §4.9). What a line says in words is a screen's business.

use crate::appointment::{Answer, Appointment};
use crate::course::Phase;
use crate::id::{AppointmentId, RevisionId, ThreadId};
use crate::plan::PlanAnswer;
use crate::programme::{ClockFrom, ClockRule, ClockUntil};
use crate::snapshot::Snapshot;
use crate::time::{Instant, plus_days};
use chrono::{NaiveDate, NaiveTime};

/// A plan is looked at again after so many days (domain.md §2b, rule 10).
pub const PLAN_DAYS: i64 = 28;
/// Somebody is in touch at least every so many days (domain.md §2b, rule 47).
pub const CONTACT_DAYS: i64 = 7;
/// An answer to a revision stands in the list for so many days.
const PLAN_REPLY_DAYS: i64 = 7;

/// What the programme and the enrolment add to a citizen's records.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// The day of inclusion.
    pub included_on: NaiveDate,
    /// The first day of the course.
    pub starts_on: Option<NaiveDate>,
    /// Where in the course.
    pub phase: Phase,
    /// The programme's deadlines.
    pub clocks: &'a [ClockRule],
}

/// Why a line is in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The citizen wrote and waits for an answer.
    Waiting {
        /// Where.
        thread: ThreadId,
        /// Since when.
        since: Instant,
        /// The day that was promised.
        by: Option<NaiveDate>,
    },
    /// The citizen wants to come and needs help to get there.
    NeedsHelp(AppointmentLine),
    /// The citizen cannot come.
    CannotCome(AppointmentLine),
    /// An appointment today.
    Today {
        /// Which.
        appointment: AppointmentLine,
        /// Who comes along for the citizen.
        companion: Option<String>,
    },
    /// A deadline of the programme comes near or is over.
    Clock {
        /// What it is about.
        title: String,
        /// The day it is, counted from the event.
        day: i64,
        /// The last one.
        of: i64,
    },
    /// The citizen does not agree with the plan, or commented on it.
    PlanReply {
        /// The revision's number.
        number: u32,
        /// Which answer.
        answer: PlanAnswer,
        /// Which revision.
        revision: RevisionId,
    },
    /// Nobody looked at the plan for four weeks.
    PlanOld {
        /// The day of the last revision.
        since: NaiveDate,
        /// Whether the due day is that of the next appointment.
        at_appointment: bool,
    },
    /// Neither a message nor an appointment for a week.
    NoContact {
        /// For how many days.
        days: i64,
    },
}

/// What a line says about an appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppointmentLine {
    /// Which.
    pub id: AppointmentId,
    /// What it is.
    pub title: String,
    /// Its day.
    pub date: NaiveDate,
    /// Its start.
    pub start: NaiveTime,
}

impl AppointmentLine {
    fn of(id: AppointmentId, one: &Appointment) -> Self {
        Self { id, title: one.title.clone(), date: one.date, start: one.start }
    }
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The day it should be dealt with.
    pub due: NaiveDate,
    /// Its hour, where it has one.
    pub at: Option<NaiveTime>,
    /// Why it is here.
    pub reason: Reason,
}

impl Line {
    const fn on(due: NaiveDate, reason: Reason) -> Self {
        Self { due, at: None, reason }
    }
}

/// The lines of one citizen at the snapshot's time, by day. Only what is needed must be in `snapshot`:
/// threads, appointments and revisions of the plan.
pub fn lines(snapshot: &Snapshot, terms: &Terms<'_>) -> Vec<Line> {
    if !terms.phase.is_open() {
        return Vec::new();
    }
    let mut lines = waiting(snapshot);
    lines.extend(snapshot.appointments().filter_map(|(id, one)| appointment(snapshot, AppointmentId(id), one)));
    lines.extend(terms.clocks.iter().filter_map(|rule| clock(snapshot, terms, rule)));
    lines.extend(plan_reply(snapshot));
    if terms.phase == Phase::Running {
        lines.extend(plan_old(snapshot));
        lines.extend(no_contact(snapshot, terms));
    }
    lines.sort_by_key(|line| (line.due, line.at.is_none(), line.at));
    lines
}

fn waiting(snapshot: &Snapshot) -> Vec<Line> {
    let line = |id, since: Instant, by: Option<NaiveDate>| {
        Line::on(by.unwrap_or_else(|| since.date()), Reason::Waiting { thread: ThreadId(id), since, by })
    };
    snapshot
        .threads()
        .filter_map(|(id, thread)| thread.waiting_since.map(|since| line(id, since, thread.answer_by)))
        .collect()
}

fn appointment(snapshot: &Snapshot, id: AppointmentId, one: &Appointment) -> Option<Line> {
    let today = snapshot.today();
    if !one.is_booked() || one.ends_at() <= snapshot.now {
        return None;
    }
    let line = AppointmentLine::of(id, one);
    match one.current_reply() {
        Some(reply) if reply.answer == Answer::NeedHelp && !is_answered_since(snapshot, reply.at) => {
            Some(Line::on(today, Reason::NeedsHelp(line)))
        }
        Some(reply) if reply.answer == Answer::Cannot => Some(Line::on(today, Reason::CannotCome(line))),
        _ if one.date == today => Some(Line {
            due: today,
            at: Some(one.start),
            reason: Reason::Today { appointment: line, companion: one.companion.clone() },
        }),
        _ => None,
    }
}

/// Whether staff wrote after `at`: nobody waits, and the last word is younger.
fn is_answered_since(snapshot: &Snapshot, at: Instant) -> bool {
    snapshot.threads().any(|(_, thread)| thread.waiting_since.is_none() && thread.last_at > at)
}

fn clock(snapshot: &Snapshot, terms: &Terms<'_>, rule: &ClockRule) -> Option<Line> {
    let today = snapshot.today();
    let from = match rule.from {
        ClockFrom::Included if matches!(terms.phase, Phase::Included | Phase::Assessment) => terms.included_on,
        ClockFrom::Started if terms.phase == Phase::Running => terms.starts_on?,
        ClockFrom::Included | ClockFrom::Started => return None,
    };
    let day = today.signed_duration_since(from).num_days();
    let is_met = rule.until == ClockUntil::FirstAppointment && has_met(snapshot, from);
    if is_met || day < i64::from(rule.warn_after_days) {
        return None;
    }
    let of = i64::from(rule.days);
    Some(Line::on(plus_days(from, of), Reason::Clock { title: rule.title.clone(), day, of }))
}

/// Whether an appointment took place since `from`.
fn has_met(snapshot: &Snapshot, from: NaiveDate) -> bool {
    snapshot.appointments().any(|(_, one)| one.is_booked() && one.date >= from && one.ends_at() <= snapshot.now)
}

fn plan_reply(snapshot: &Snapshot) -> Option<Line> {
    let (id, plan) = snapshot.plan()?;
    let reply = plan.reply.as_ref()?;
    let age = snapshot.today().signed_duration_since(reply.at.date()).num_days();
    if reply.answer == PlanAnswer::Agree || age > PLAN_REPLY_DAYS {
        return None;
    }
    let reason = Reason::PlanReply { number: plan.number, answer: reply.answer, revision: RevisionId(id) };
    Some(Line::on(snapshot.today(), reason))
}

fn plan_old(snapshot: &Snapshot) -> Option<Line> {
    let today = snapshot.today();
    let since = snapshot.plan()?.1.at.date();
    if today.signed_duration_since(since).num_days() < PLAN_DAYS {
        return None;
    }
    let coming = snapshot.appointments().filter(|(_, one)| one.is_booked() && one.starts_at() > snapshot.now);
    let next = coming.map(|(_, one)| one.date).min();
    let reason = Reason::PlanOld { since, at_appointment: next.is_some() };
    Some(Line::on(next.unwrap_or(today), reason))
}

fn no_contact(snapshot: &Snapshot, terms: &Terms<'_>) -> Option<Line> {
    let written = snapshot.threads().map(|(_, thread)| thread.last_at.date()).max();
    let past = snapshot.appointments().filter(|(_, one)| one.is_booked() && one.ends_at() <= snapshot.now);
    let met = past.map(|(_, one)| one.date).max();
    let last = written.max(met).max(terms.starts_on).unwrap_or(terms.included_on);
    let days = snapshot.today().signed_duration_since(last).num_days();
    (days >= CONTACT_DAYS).then(|| Line::on(snapshot.today(), Reason::NoContact { days }))
}

#[cfg(test)]
mod tests;
