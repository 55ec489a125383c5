//! From a form's fields to a command: one reader for a plain post and for the app (design.md §3.4).
//!
//! Field names are the argument names of design.md §4.1; what a person fills in by hand (a repetition, a
//! time, an amount) has fields of its own. Every form also carries [`COMMAND`], which makes a second
//! send the same command, and [`BACK`], the page to return to. It knows nothing of HTML and of who sends.

use crate::activity::{Activity, Importance};
use crate::command::{Command, Move};
use crate::id::{FileId, OccurrenceId};
use crate::refusal::{Code, Refusal};
use crate::schedule::{Ending, Frequency, Recurrence};
use crate::weekdays::WeekdaySet;

mod answers;
mod fields;

pub use answers::{ANSWER, OWN, TYPE, answers};
pub use fields::{Fields, date, time};

use fields::word;

/// The hidden field with the command's id.
pub const COMMAND: &str = "command";
/// The hidden field with the local path to return to.
pub const BACK: &str = "back";
/// The most fields of one form.
pub const FIELDS_MAX: usize = 1_000;
/// The most bytes of one form, names and values together.
pub const BYTES_MAX: usize = 256 * 1024;

/// Reads the command of `kind` from its form. Texts are cleaned and every bound is checked.
pub fn read(kind: &str, fields: &Fields) -> Result<Command, Refusal> {
    read_kind(kind, fields)?.checked()
}

fn read_kind(kind: &str, fields: &Fields) -> Result<Command, Refusal> {
    Ok(match kind {
        "message.send" => {
            Command::MessageSend { thread: fields.maybe("thread")?, text: fields.text("text"), files: files(fields)? }
        }
        "message.read" => Command::MessageRead { message: fields.parsed("message")? },
        "checkin.record" => Command::CheckinRecord { date: fields.date("date")?, level: fields.parsed("level")? },
        "activity.add" => Command::ActivityAdd { activity: activity(fields)? },
        "activity.edit" => Command::ActivityEdit { id: fields.parsed("activity")?, activity: activity(fields)? },
        "activity.remove" => Command::ActivityRemove { activity: fields.parsed("activity")? },
        "activity.record" | "activity.move" | "activity.split" => occurrence(kind, fields)?,
        "day.repace" => Command::DayRepace { date: fields.date("date")?, moves: moves(fields)? },
        "appointment.reply" => Command::AppointmentReply {
            appointment: fields.parsed("appointment")?,
            sequence: fields.parsed("sequence")?,
            answer: fields.word("answer")?,
            text: fields.words("text"),
        },
        "plan.reply" => Command::PlanReply {
            revision: fields.parsed("revision")?,
            answer: fields.word("answer")?,
            text: fields.words("text"),
        },
        "goal.rate" => Command::GoalRate { goal: fields.parsed("goal")?, level: fields.parsed("level")? },
        "base.lower" => Command::BaseLower { base: base(fields)? },
        "base.propose" => Command::BasePropose { base: base(fields)? },
        "survey.submit" | "survey.decline" | "survey.save" => survey_command(kind, fields)?,
        "settings.set" => Command::SettingsSet { key: fields.text("key"), value: fields.text("value") },
        "push.subscribe" => Command::PushSubscribe {
            endpoint: fields.text("endpoint"),
            p256dh: fields.text("p256dh"),
            auth: fields.text("auth"),
        },
        "push.unsubscribe" => Command::PushUnsubscribe { endpoint: fields.text("endpoint") },
        "noop" => Command::Noop {},
        _ => return Err(Code::UnknownKind.into()),
    })
}

fn occurrence(kind: &str, fields: &Fields) -> Result<Command, Refusal> {
    let occurrence = fields.parsed("occurrence")?;
    Ok(match kind {
        "activity.record" => Command::ActivityRecord {
            occurrence,
            status: fields.word("status")?,
            minutes: fields.maybe("minutes")?,
            felt: fields.said("felt").map(|_| fields.word("felt")).transpose()?,
        },
        "activity.move" => {
            Command::ActivityMove { occurrence, date: fields.date("date")?, start: fields.time("start")? }
        }
        _ => Command::ActivitySplit { occurrence, minutes: fields.parsed("minutes")?, date: fields.date("date")? },
    })
}

fn survey_command(kind: &str, fields: &Fields) -> Result<Command, Refusal> {
    let invitation = fields.parsed("invitation")?;
    let version = fields.text("version");
    Ok(match kind {
        "survey.decline" => Command::SurveyDecline { invitation },
        "survey.submit" => Command::SurveySubmit { invitation, version, answers: answers(fields)? },
        _ => Command::SurveySave { invitation, version, answers: answers(fields)? },
    })
}

fn files(fields: &Fields) -> Result<Vec<FileId>, Refusal> {
    let given = fields.all("files").filter(|id| !id.is_empty());
    given.map(|id| id.parse().map_err(|_| Refusal::field(Code::Invalid, "files"))).collect()
}

/// An agreed daily amount: `base` in minutes of light activity, or `points` of 30 such minutes.
fn base(fields: &Fields) -> Result<u32, Refusal> {
    let Some(points) = fields.said("points") else {
        return fields.parsed("base");
    };
    let wrong = || Refusal::field(Code::Invalid, "points");
    let (whole, tenths) = points.split_once([',', '.']).unwrap_or((points, "0"));
    let whole: u32 = whole.parse().map_err(|_| wrong())?;
    let tenths: u32 = if tenths.len() == 1 {
        tenths.parse().map_err(|_| wrong())?
    } else {
        return Err(wrong());
    };
    whole.checked_mul(30).and_then(|amount| amount.checked_add(tenths * 3)).ok_or_else(wrong)
}

/// The fields `move`, each an occurrence and the day it goes to: `<id>:2026-11-25`.
fn moves(fields: &Fields) -> Result<Vec<Move>, Refusal> {
    let one = |text: &str| {
        let (occurrence, day) = text.split_once(':')?;
        Some(Move { occurrence: OccurrenceId(occurrence.parse().ok()?), date: date(day)? })
    };
    fields.all("move").map(|text| one(text).ok_or_else(|| Refusal::field(Code::Invalid, "moves"))).collect()
}

fn activity(fields: &Fields) -> Result<Activity, Refusal> {
    let number = fields.maybe::<u8>("importance")?;
    let importance = number.map_or(Ok(Importance::default()), |number| {
        Importance::try_from(number).map_err(|_| Refusal::field(Code::Invalid, "importance"))
    })?;
    let kinds = fields.all("kinds").filter(|kind| !kind.is_empty());
    Ok(Activity {
        name: fields.text("name"),
        weight: fields.word("weight")?,
        kinds: kinds
            .map(|kind| word(kind).ok_or_else(|| Refusal::field(Code::Invalid, "kinds")))
            .collect::<Result<_, _>>()?,
        importance,
        fixed: fields.is_ticked("fixed"),
        minutes: fields.parsed("minutes")?,
        travel_minutes: fields.maybe("travel_minutes")?.unwrap_or(0),
        date: fields.date("date")?,
        start: fields.time("start")?,
        recurrence: recurrence(fields)?,
    })
}

/// `repeat` is once, daily or weekly, with `interval`, `weekday` (MO to SU) and `until`; or `rrule` in
/// full for a repetition that these do not cover.
fn recurrence(fields: &Fields) -> Result<Option<Recurrence>, Refusal> {
    let wrong = |_| Refusal::field(Code::Invalid, "repeat");
    let mut recurrence = match fields.said("repeat") {
        None | Some("once") => return Ok(None),
        Some("rrule") => Recurrence::parse(&fields.text("rrule")).map_err(wrong)?,
        Some(word @ ("daily" | "weekly")) => by_hand(word, fields)?,
        Some(_) => return Err(Refusal::field(Code::Invalid, "repeat")),
    };
    for left_out in fields.all("exdate").filter(|text| !text.is_empty()) {
        let day = date(left_out).ok_or_else(|| Refusal::field(Code::InvalidDate, "exdate"))?;
        recurrence = recurrence.without(day);
    }
    recurrence.validate().map_err(wrong)?;
    Ok(Some(recurrence))
}

fn by_hand(word: &str, fields: &Fields) -> Result<Recurrence, Refusal> {
    let days = fields.all("weekday").filter(|day| !day.is_empty()).collect::<Vec<_>>().join(",");
    let by_day = if days.is_empty() {
        WeekdaySet::NONE
    } else {
        WeekdaySet::parse(&days).map_err(|_| Refusal::field(Code::Invalid, "weekday"))?
    };
    let until = fields.said("until").map(|_| fields.date("until")).transpose()?;
    let is_weekly = word == "weekly";
    Ok(Recurrence {
        frequency: if is_weekly { Frequency::Weekly } else { Frequency::Daily },
        interval: fields.maybe("interval")?.unwrap_or(1),
        by_day: if is_weekly { by_day } else { WeekdaySet::NONE },
        ending: until.map_or(Ending::Never, Ending::Until),
        exdates: Vec::new(),
    })
}

#[cfg(test)]
mod tests;
