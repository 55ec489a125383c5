//! From a form's fields to a command: one reader for a plain post and for the app (design.md §3.4).
//!
//! Field names are the argument names of design.md §4.1; what a person fills in by hand (a repetition, a
//! time, an amount) has fields of its own. Every form also carries [`COMMAND`], which makes a second send the same
//! command, and [`BACK`], the page to return to. It knows nothing of HTML and of who sends.

use crate::activity::{Activity, Importance};
use crate::command::{Command, Move};
use crate::id::{CommandId, FileId, OccurrenceId};
use crate::refusal::{Code, Refusal};
use crate::schedule::{Ending, Frequency, Recurrence};
use crate::survey::{self, Answers, Value};
use crate::weekdays::WeekdaySet;
use chrono::{NaiveDate, NaiveTime};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::str::FromStr;

/// The hidden field with the command's id.
pub const COMMAND: &str = "command";
/// The hidden field with the local path to return to.
pub const BACK: &str = "back";
/// The most fields of one form.
pub const FIELDS_MAX: usize = 1_000;
/// The most bytes of one form, names and values together.
pub const BYTES_MAX: usize = 256 * 1024;

/// Names and values of a form, in order; a name may stand several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The fields of a form.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Result<Self, Refusal> {
        let mut fields = Vec::new();
        let mut bytes = 0;
        for (name, value) in pairs {
            bytes += name.len() + value.len();
            if fields.len() >= FIELDS_MAX {
                return Err(Code::TooMany.into());
            }
            if bytes > BYTES_MAX {
                return Err(Refusal { code: Code::TooLong, field: Some(name) });
            }
            fields.push((name, value));
        }
        Ok(Self(fields))
    }

    /// The first value under a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// Every value under a name.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.iter().filter(move |(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Every field, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The command's id, if the form carries one.
    pub fn command(&self) -> Option<CommandId> {
        self.get(COMMAND)?.parse().ok()
    }

    /// The local path to return to; nothing that could lead elsewhere.
    pub fn back(&self) -> Option<&str> {
        let path = self.get(BACK)?;
        let is_local = path.starts_with('/') && !path.starts_with("//") && path.len() <= 300;
        let is_plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        (is_local && is_plain).then_some(path)
    }

    /// A value that is not blank.
    fn said(&self, name: &str) -> Option<&str> {
        self.get(name).map(str::trim).filter(|text| !text.is_empty())
    }

    fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }

    /// Words that may be left out, as they were typed.
    fn words(&self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }

    fn parsed<T: FromStr>(&self, name: &str) -> Result<T, Refusal> {
        let text = self.said(name).ok_or_else(|| Refusal::field(Code::Empty, name))?;
        text.parse().map_err(|_| Refusal::field(Code::Invalid, name))
    }

    fn maybe<T: FromStr>(&self, name: &str) -> Result<Option<T>, Refusal> {
        self.said(name).map(|_| self.parsed(name)).transpose()
    }

    /// One word of a closed list, as it stands on the wire.
    fn word<T: DeserializeOwned>(&self, name: &str) -> Result<T, Refusal> {
        let text = self.said(name).ok_or_else(|| Refusal::field(Code::Empty, name))?;
        word(text).ok_or_else(|| Refusal::field(Code::Invalid, name))
    }

    fn is_ticked(&self, name: &str) -> bool {
        self.said(name).is_some_and(|value| !matches!(value, "off" | "false" | "0"))
    }

    fn date(&self, name: &str) -> Result<NaiveDate, Refusal> {
        let text = self.said(name).ok_or_else(|| Refusal::field(Code::Empty, name))?;
        date(text).ok_or_else(|| Refusal::field(Code::InvalidDate, name))
    }

    fn time(&self, name: &str) -> Result<Option<NaiveTime>, Refusal> {
        let Some(text) = self.said(name) else { return Ok(None) };
        time(text).map(Some).ok_or_else(|| Refusal::field(Code::InvalidDate, name))
    }
}

fn word<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()
}

/// A date as a field or a person writes it: 2026-11-24, 24-11-2026, 24.11.2026, 24/11 2026.
pub fn date(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split(['-', '.', '/', ' ']).filter(|part| !part.is_empty()).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    if year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// A time as a field or a person writes it: 10:30, 10.30, 9.05, 10.
pub fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().trim_start_matches("kl.").trim();
    let mut parts = text.split([':', '.']);
    let hour = parts.next()?.parse().ok()?;
    let minute = parts.next().map_or(Some(0), |part| part.parse().ok())?;
    // A browser may add seconds; they carry nothing here.
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// Reads the command of `kind` from its form. Texts are cleaned and every bound is checked.
pub fn read(kind: &str, fields: &Fields) -> Result<Command, Refusal> {
    read_kind(kind, fields)?.checked()
}

fn read_kind(kind: &str, fields: &Fields) -> Result<Command, Refusal> {
    Ok(match kind {
        "message.send" => Command::MessageSend {
            thread: fields.maybe("thread")?,
            text: fields.text("text"),
            files: files(fields)?,
        },
        "message.read" => Command::MessageRead { message: fields.parsed("message")? },
        "checkin.record" => Command::CheckinRecord { date: fields.date("date")?, level: fields.parsed("level")? },
        "activity.add" => Command::ActivityAdd { activity: activity(fields)? },
        "activity.edit" => {
            Command::ActivityEdit { id: fields.parsed("activity")?, activity: activity(fields)? }
        }
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
    let Some(points) = fields.said("points") else { return fields.parsed("base") };
    let wrong = || Refusal::field(Code::Invalid, "points");
    let (whole, tenths) = points.split_once([',', '.']).unwrap_or((points, "0"));
    let whole: u32 = whole.parse().map_err(|_| wrong())?;
    let tenths: u32 = if tenths.len() == 1 { tenths.parse().map_err(|_| wrong())? } else { return Err(wrong()) };
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
    let by_day = if days.is_empty() { WeekdaySet::NONE } else {
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

/// The prefix of an answer's field; after it stands the answer's key.
pub const ANSWER: &str = "answer.";
/// The prefix of the field that says what sort of value is typed under the same key.
pub const TYPE: &str = "type.";
/// The prefix of own words beside options.
pub const OWN: &str = "own.";

/// The answers of a questionnaire. An option's value is the answer as JSON; what is typed is read by the
/// sort that stands under [`TYPE`], and is plain text without it.
pub fn answers(fields: &Fields) -> Result<Answers, Refusal> {
    let mut found: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (name, text) in fields.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let (key, value) = if let Some(key) = name.strip_prefix(ANSWER) {
            (key, answer(fields, key, text).ok_or_else(|| Refusal::field(Code::Invalid, name))?)
        } else if let Some(key) = name.strip_prefix(OWN) {
            (key, Value::String(text.to_owned()))
        } else {
            continue;
        };
        if key.len() > survey::MAX_NAME + 4 {
            return Err(Code::Invalid.into());
        }
        let values = found.entry(key.to_owned()).or_default();
        if values.len() > usize::from(survey::MAX_ANSWERS) {
            return Err(Refusal::field(Code::TooMany, name));
        }
        values.push(value);
    }
    Ok(found.into_iter().collect())
}

fn answer(fields: &Fields, key: &str, text: &str) -> Option<Value> {
    let sort = fields.get(&format!("{TYPE}{key}"));
    match sort {
        Some(sort) => Value::typed(word(sort)?, text),
        None => Some(serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))),
    }
}

#[cfg(test)]
mod tests;
