//! Commands: everything a citizen can do, in one closed list (design.md §4.1).
//!
//! A form post, the outbox of a phone and a staff page acting "på vegne af" all make the same command.
//! A command is an assertion with an id from where the person acted, never a toggle or an increment:
//! sent twice it is still one.

use crate::activity::{Activity, ActivityRefusal, Felt};
use crate::appointment::Answer;
use crate::id::{
    ActivityId, AppointmentId, CommandId, FileId, GoalId, InvitationId, MessageId, OccurrenceId, RevisionId, ThreadId,
};
use crate::plan::PlanAnswer;
use crate::refusal::{Code, Refusal};
use crate::survey::Answers;
use crate::text;
use crate::time::{Instant, clock_time};
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// The version of the arguments that this program writes. Older ones are read for 400 days.
pub const VERSION: u32 = 1;
/// The most files on one message.
pub const FILES_MAX: usize = 10;
/// The most moves in one re-paced day.
pub const MOVES_MAX: usize = 40;

/// How an activity went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recorded {
    /// Done.
    Done,
    /// Skipped; neutral, never "missed".
    Skipped,
    /// Back to planned: the tap is taken back.
    Planned,
}

/// One item that a re-paced day sends elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The occurrence.
    pub occurrence: OccurrenceId,
    /// To this day.
    pub date: NaiveDate,
}

/// Everything a citizen can do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "args")]
#[expect(missing_docs, reason = "the fields are the contract of design.md §4.1, named as there")]
pub enum Command {
    /// Writes to the coordinator. Without a thread: the first one.
    #[serde(rename = "message.send")]
    MessageSend {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        thread: Option<ThreadId>,
        text: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileId>,
    },
    /// Has read a message.
    #[serde(rename = "message.read")]
    MessageRead { message: MessageId },
    /// Records a morning.
    #[serde(rename = "checkin.record")]
    CheckinRecord { date: NaiveDate, level: u8 },
    /// Adds an activity.
    #[serde(rename = "activity.add")]
    ActivityAdd {
        #[serde(flatten)]
        activity: Activity,
    },
    /// Changes an activity, and its coming occurrences.
    #[serde(rename = "activity.edit")]
    ActivityEdit {
        #[serde(rename = "activity")]
        id: ActivityId,
        #[serde(flatten)]
        activity: Activity,
    },
    /// Takes an activity and its coming occurrences off the plan.
    #[serde(rename = "activity.remove")]
    ActivityRemove { activity: ActivityId },
    /// Records how an activity went.
    #[serde(rename = "activity.record")]
    ActivityRecord {
        occurrence: OccurrenceId,
        status: Recorded,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<u16>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        felt: Option<Felt>,
    },
    /// Moves an activity to another day.
    #[serde(rename = "activity.move")]
    ActivityMove {
        occurrence: OccurrenceId,
        date: NaiveDate,
        #[serde(default, with = "clock_time::maybe", skip_serializing_if = "Option::is_none")]
        start: Option<NaiveTime>,
    },
    /// Sends `minutes` of an activity to another day; travel stays with the first part.
    #[serde(rename = "activity.split")]
    ActivitySplit { occurrence: OccurrenceId, minutes: u16, date: NaiveDate },
    /// "Det er en dårlig dag": several moves as one step.
    #[serde(rename = "day.repace")]
    DayRepace { date: NaiveDate, moves: Vec<Move> },
    /// Answers an appointment in the version that was seen.
    #[serde(rename = "appointment.reply")]
    AppointmentReply {
        appointment: AppointmentId,
        sequence: u32,
        answer: Answer,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// Answers a revision of the plan.
    #[serde(rename = "plan.reply")]
    PlanReply {
        revision: RevisionId,
        answer: PlanAnswer,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// Scores a goal.
    #[serde(rename = "goal.rate")]
    GoalRate { goal: GoalId, level: u8 },
    /// Lowers the agreed daily amount; alone, at once, without a reason.
    #[serde(rename = "base.lower")]
    BaseLower { base: u32 },
    /// Proposes a daily amount; it takes the coordinator's yes.
    #[serde(rename = "base.propose")]
    BasePropose { base: u32 },
    /// Sends the answers of a questionnaire.
    #[serde(rename = "survey.submit")]
    SurveySubmit { invitation: InvitationId, version: String, answers: Answers },
    /// "Jeg vil ikke svare."
    #[serde(rename = "survey.decline")]
    SurveyDecline { invitation: InvitationId },
    /// Keeps a half-filled form for another device, because the citizen asked for it.
    #[serde(rename = "survey.save")]
    SurveySave { invitation: InvitationId, version: String, answers: Answers },
    /// Chooses something about the app.
    #[serde(rename = "settings.set")]
    SettingsSet { key: String, value: String },
    /// Lets this device be told of news.
    #[serde(rename = "push.subscribe")]
    PushSubscribe { endpoint: String, p256dh: String, auth: String },
    /// Stops that.
    #[serde(rename = "push.unsubscribe")]
    PushUnsubscribe { endpoint: String },
    /// Nothing: stands where a command was taken back before it was sent.
    #[serde(rename = "noop")]
    Noop {},
}

/// Every kind's word, in the order of design.md §4.1.
pub const KINDS: &[&str] = &[
    "message.send",
    "message.read",
    "checkin.record",
    "activity.add",
    "activity.edit",
    "activity.remove",
    "activity.record",
    "activity.move",
    "activity.split",
    "day.repace",
    "appointment.reply",
    "plan.reply",
    "goal.rate",
    "base.lower",
    "base.propose",
    "survey.submit",
    "survey.decline",
    "survey.save",
    "settings.set",
    "push.subscribe",
    "push.unsubscribe",
    "noop",
];

/// A command with what makes it one: its id, and when the person acted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Issued {
    /// Made where the person acted, the same on every retry.
    pub id: CommandId,
    /// When the person acted.
    pub at: Instant,
    /// What.
    #[serde(flatten)]
    pub command: Command,
}

impl Command {
    /// Reads a command from the wire. An unknown kind and wrong arguments are different refusals.
    #[expect(clippy::needless_pass_by_value, reason = "the arguments become part of the command")]
    pub fn parse(kind: &str, args: serde_json::Value) -> Result<Self, Refusal> {
        if !KINDS.contains(&kind) {
            return Err(Code::UnknownKind.into());
        }
        let whole = serde_json::json!({ "kind": kind, "args": args });
        let command: Self = serde_json::from_value(whole).map_err(|_| Refusal::from(Code::Invalid))?;
        command.checked()
    }

    /// The kind's word.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::MessageSend { .. } => "message.send",
            Self::MessageRead { .. } => "message.read",
            Self::CheckinRecord { .. } => "checkin.record",
            Self::ActivityAdd { .. } => "activity.add",
            Self::ActivityEdit { .. } => "activity.edit",
            Self::ActivityRemove { .. } => "activity.remove",
            Self::ActivityRecord { .. } => "activity.record",
            Self::ActivityMove { .. } => "activity.move",
            Self::ActivitySplit { .. } => "activity.split",
            Self::DayRepace { .. } => "day.repace",
            Self::AppointmentReply { .. } => "appointment.reply",
            Self::PlanReply { .. } => "plan.reply",
            Self::GoalRate { .. } => "goal.rate",
            Self::BaseLower { .. } => "base.lower",
            Self::BasePropose { .. } => "base.propose",
            Self::SurveySubmit { .. } => "survey.submit",
            Self::SurveyDecline { .. } => "survey.decline",
            Self::SurveySave { .. } => "survey.save",
            Self::SettingsSet { .. } => "settings.set",
            Self::PushSubscribe { .. } => "push.subscribe",
            Self::PushUnsubscribe { .. } => "push.unsubscribe",
            Self::Noop {} => "noop",
        }
    }

    /// Whether the same id with other content may simply be a new command (the Back button after
    /// sending): true for what only adds (design.md §3.4).
    pub const fn is_append(&self) -> bool {
        matches!(self, Self::MessageSend { .. } | Self::ActivityAdd { .. })
    }

    /// Whether it may be done after the course has ended: what concerns the app itself, and the survey,
    /// which falls due at about the end and is offered to one who leaves early.
    pub const fn is_after_course(&self) -> bool {
        matches!(
            self,
            Self::SettingsSet { .. }
                | Self::MessageRead { .. }
                | Self::PushUnsubscribe { .. }
                | Self::SurveySubmit { .. }
                | Self::SurveyDecline { .. }
                | Self::SurveySave { .. }
                | Self::Noop {}
        )
    }

    /// The command with its texts cleaned and every bound checked.
    pub fn checked(self) -> Result<Self, Refusal> {
        let checked = match self {
            Self::MessageSend { thread, text, files } => {
                if files.len() > FILES_MAX {
                    return Err(Refusal::field(Code::TooMany, "files"));
                }
                Self::MessageSend { thread, text: text::required(&text, text::MESSAGE_MAX, "text")?, files }
            }
            Self::ActivityAdd { activity } => Self::ActivityAdd { activity: checked_activity(activity)? },
            Self::ActivityEdit { id, activity } => Self::ActivityEdit { id, activity: checked_activity(activity)? },
            Self::AppointmentReply { appointment, sequence, answer, text } => {
                Self::AppointmentReply { appointment, sequence, answer, text: note(text)? }
            }
            Self::PlanReply { revision, answer, text } => {
                let text = note(text)?;
                if answer == PlanAnswer::Comment && text.is_none() {
                    return Err(Refusal::field(Code::Empty, "text"));
                }
                Self::PlanReply { revision, answer, text }
            }
            other => other,
        };
        checked.check_numbers()?;
        Ok(checked)
    }

    fn check_numbers(&self) -> Result<(), Refusal> {
        let within = |ok: bool, field: &str| {
            if ok { Ok(()) } else { Err(Refusal::field(Code::Invalid, field)) }
        };
        match self {
            Self::CheckinRecord { level, .. } | Self::GoalRate { level, .. } => {
                within((1..=5).contains(level), "level")
            }
            Self::ActivityRecord { minutes, .. } => within(minutes.is_none_or(|m| m <= 1_440), "minutes"),
            Self::ActivitySplit { minutes, .. } => within((5..=1_440).contains(minutes), "minutes"),
            Self::DayRepace { moves, .. } if moves.len() > MOVES_MAX => Err(Refusal::field(Code::TooMany, "moves")),
            Self::BaseLower { base } | Self::BasePropose { base } => within((1..=2_880).contains(base), "base"),
            Self::SettingsSet { key, value } => crate::setting::check(key, value),
            Self::PushSubscribe { endpoint, p256dh, auth } => {
                within(endpoint.len() <= 1_024 && endpoint.starts_with("https://"), "endpoint")?;
                within(p256dh.len() <= 128 && auth.len() <= 64, "keys")
            }
            Self::PushUnsubscribe { endpoint } => within(endpoint.len() <= 1_024, "endpoint"),
            Self::SurveySubmit { version, .. } | Self::SurveySave { version, .. } => {
                within(version.len() <= 300, "version")
            }
            _ => Ok(()),
        }
    }
}

fn note(text: Option<String>) -> Result<Option<String>, Refusal> {
    text.map_or(Ok(None), |text| text::optional(&text, text::NOTE_MAX, "text"))
}

fn checked_activity(activity: Activity) -> Result<Activity, Refusal> {
    Ok(activity.tidied()?)
}

impl From<ActivityRefusal> for Refusal {
    fn from(refusal: ActivityRefusal) -> Self {
        let (code, field) = match refusal {
            ActivityRefusal::NameEmpty => (Code::Empty, "name"),
            ActivityRefusal::NameTooLong => (Code::TooLong, "name"),
            ActivityRefusal::MinutesOutOfRange => (Code::Invalid, "minutes"),
            ActivityRefusal::TravelOutOfRange => (Code::Invalid, "travel_minutes"),
            ActivityRefusal::KindRepeated => (Code::Invalid, "kinds"),
            ActivityRefusal::DateOutOfRange => (Code::InvalidDate, "date"),
            ActivityRefusal::UnknownImportance => (Code::Invalid, "importance"),
            ActivityRefusal::Recurrence(_) => (Code::Invalid, "recurrence"),
        };
        Self::field(code, field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_the_contract_has_a_word_and_an_unknown_one_is_refused_as_such() {
        let refused = Command::parse("coffee.make", serde_json::json!({})).unwrap_err();
        assert_eq!(refused.code, Code::UnknownKind);
        let refused = Command::parse("checkin.record", serde_json::json!({"level": "high"})).unwrap_err();
        assert_eq!(refused.code, Code::Invalid);
    }

    #[test]
    fn unknown_fields_of_a_newer_app_are_no_reason_to_refuse() {
        let command = Command::parse("message.send", serde_json::json!({"text": "Hej", "mood": "fine"})).unwrap();
        assert_eq!(command, Command::MessageSend { thread: None, text: "Hej".into(), files: vec![] });
    }

    #[test]
    fn numbers_have_bounds() {
        for (kind, args) in [
            ("checkin.record", serde_json::json!({"date": "2026-11-24", "level": 6})),
            ("checkin.record", serde_json::json!({"date": "2026-11-31", "level": 3})),
            ("settings.set", serde_json::json!({"key": "theme", "value": "pink"})),
            ("push.subscribe", serde_json::json!({"endpoint": "http://x", "p256dh": "", "auth": ""})),
        ] {
            assert!(Command::parse(kind, args).is_err(), "{kind}");
        }
    }
}
