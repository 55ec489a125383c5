//! What a command changes, as a pure function of the records it concerns.
//!
//! The phone applies it to what it shows; the server applies it to the rows it has locked. Because it
//! is one function, what the phone showed and what the server keeps cannot drift apart. The server
//! adds afterwards what only it knows: when it arrived, and by when an answer is promised.

mod activity;
mod survey;

pub use activity::expand_window;
use activity::move_to;

use crate::appointment::{Appointment, AppointmentReply};
use crate::command::{Command, Issued};
use crate::id::{CommandId, MessageId, ThreadId, derived};
use crate::invitation::InvitationStatus;
use crate::message::{Author, Message, Thread};
use crate::plan::{Goal, Party, PlanReply, RATINGS_MAX, Rating, Revision};
use crate::record::{Base, Checkin, Effect, Kind, Record, id_of};
use crate::refusal::{Code, Refusal};
use crate::setting::Setting;
use crate::snapshot::{Snapshot, window};
use chrono::NaiveDate;
use uuid::Uuid;

/// The content of a record that was found by its kind.
macro_rules! content_of {
    ($record:expr, $variant:ident) => {
        match $record {
            Record::$variant(content) => content.as_mut(),
            _ => return Err(Code::NotFound.into()),
        }
    };
}
use content_of;

/// The most activities that one citizen plans with.
pub const ACTIVITIES_MAX: usize = 200;

/// Which records [`effects`] looks at, so that the server need not load everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// This record.
    Record(Kind, Uuid),
    /// Every record of a kind.
    Kind(Kind),
    /// Every record of a kind that belongs to a parent (messages of a thread, occurrences of an activity).
    Children(Kind, Uuid),
}

/// What `command` of `citizen` needs to know, beside the course and the person.
pub fn needs(citizen: crate::id::PersonId, command: &Command) -> Vec<Need> {
    match command {
        Command::MessageSend { thread, .. } => {
            let thread = thread.unwrap_or_else(|| ThreadId::first_of(citizen));
            vec![Need::Record(Kind::Thread, thread.0)]
        }
        Command::MessageRead { message } => vec![Need::Record(Kind::Message, message.0)],
        Command::CheckinRecord { date, .. } => {
            vec![Need::Record(Kind::Checkin, id_of(citizen, Kind::Checkin, &date.to_string()))]
        }
        Command::ActivityAdd { .. } => vec![Need::Kind(Kind::Activity)],
        Command::ActivityEdit { id, .. } | Command::ActivityRemove { activity: id } => {
            vec![Need::Record(Kind::Activity, id.0), Need::Children(Kind::Occurrence, id.0)]
        }
        Command::ActivityRecord { occurrence, .. }
        | Command::ActivityMove { occurrence, .. }
        | Command::ActivitySplit { occurrence, .. } => {
            vec![Need::Record(Kind::Occurrence, occurrence.0)]
        }
        Command::DayRepace { moves, .. } => {
            moves.iter().map(|item| Need::Record(Kind::Occurrence, item.occurrence.0)).collect()
        }
        Command::AppointmentReply { appointment, .. } => {
            vec![Need::Record(Kind::Appointment, appointment.0)]
        }
        Command::PlanReply { revision, .. } => vec![Need::Record(Kind::Plan, revision.0)],
        Command::GoalRate { goal, .. } => vec![Need::Record(Kind::Goal, goal.0)],
        Command::BaseLower { .. } | Command::BasePropose { .. } => vec![Need::Kind(Kind::Base)],
        Command::SurveySubmit { invitation, .. }
        | Command::SurveyDecline { invitation }
        | Command::SurveySave { invitation, .. } => vec![Need::Record(Kind::Survey, invitation.0)],
        Command::SettingsSet { .. }
        | Command::PushSubscribe { .. }
        | Command::PushUnsubscribe { .. }
        | Command::Noop {} => vec![],
    }
}

/// What `issued` changes in `snapshot`, or why it cannot be done.
pub fn effects(snapshot: &Snapshot, issued: &Issued) -> Result<Vec<Effect>, Refusal> {
    let is_open = snapshot.course().is_none_or(|course| course.phase.is_open());
    if !is_open && !issued.command.is_after_course() {
        return Err(Code::CourseEnded.into());
    }
    let on = On { snapshot, issued };
    match &issued.command {
        Command::MessageSend { thread, text, .. } => on.send_message(*thread, text),
        Command::MessageRead { message } => on.read_message(*message),
        Command::CheckinRecord { date, level } => on.record_checkin(*date, *level),
        Command::ActivityAdd { activity } => on.add_activity(activity),
        Command::ActivityEdit { id, activity } => on.edit_activity(*id, activity),
        Command::ActivityRemove { activity } => on.remove_activity(*activity),
        Command::ActivityRecord { occurrence, status, minutes, felt } => {
            on.record_activity(*occurrence, *status, *minutes, *felt)
        }
        Command::ActivityMove { occurrence, date, start } => {
            on.check_plannable(*date)?;
            on.change_occurrence(*occurrence, |item| move_to(item, *date, *start))
        }
        Command::ActivitySplit { occurrence, minutes, date } => on.split(*occurrence, *minutes, *date),
        Command::DayRepace { moves, .. } => on.repace(moves),
        Command::AppointmentReply { appointment, sequence, answer, text } => {
            on.change(Kind::Appointment, appointment.0, |record| {
                reply_to_appointment(record, *sequence, *answer, text.clone(), issued)
            })
        }
        Command::PlanReply { revision, answer, text } => {
            let reply = PlanReply { answer: *answer, text: text.clone(), at: issued.at };
            on.change(Kind::Plan, revision.0, |record| {
                let revision: &mut Revision = content_of!(record, Plan);
                revision.reply = Some(reply);
                Ok(())
            })
        }
        Command::GoalRate { goal, level } => on.change(Kind::Goal, goal.0, |record| {
            let goal: &mut Goal = content_of!(record, Goal);
            goal.rate(Rating { by: Party::Citizen, level: *level, at: issued.at });
            Ok(())
        }),
        Command::BaseLower { base } => on.lower_base(*base),
        Command::BasePropose { base } => Ok(vec![on.new_base(*base, true)]),
        Command::SurveySubmit { invitation, version, answers } => on.submit_survey(*invitation, version, answers),
        Command::SurveyDecline { invitation } => on.change_invitation(*invitation, |open| {
            open.close(InvitationStatus::Declined);
            Ok(())
        }),
        Command::SurveySave { invitation, version, answers } => on.change_invitation(*invitation, |open| {
            open.check_version(version)?;
            open.draft = Some(answers.clone());
            Ok(())
        }),
        Command::SettingsSet { key, value } => {
            let id = id_of(snapshot.citizen, Kind::Setting, key);
            Ok(vec![Effect::put(id, Setting { key: key.clone(), value: value.clone() })])
        }
        Command::PushSubscribe { .. } | Command::PushUnsubscribe { .. } | Command::Noop {} => Ok(vec![]),
    }
}

struct On<'a> {
    snapshot: &'a Snapshot,
    issued: &'a Issued,
}

impl On<'_> {
    fn today(&self) -> NaiveDate {
        self.issued.at.date()
    }

    /// Changes one record that must exist.
    fn change(
        &self,
        kind: Kind,
        id: Uuid,
        with: impl FnOnce(&mut Record) -> Result<(), Refusal>,
    ) -> Result<Vec<Effect>, Refusal> {
        let before = self.snapshot.get(kind, id).ok_or(Code::NotFound)?;
        let mut record = before.clone();
        with(&mut record)?;
        Ok(if record == *before { vec![] } else { vec![Effect::Put { id, record }] })
    }

    fn send_message(&self, thread: Option<ThreadId>, text: &str) -> Result<Vec<Effect>, Refusal> {
        let first = ThreadId::first_of(self.snapshot.citizen);
        let id = thread.unwrap_or(first);
        let mut thread = match self.snapshot.get(Kind::Thread, id.0) {
            Some(Record::Thread(thread)) => thread.as_ref().clone(),
            _ if id == first => Thread::default(),
            _ => return Err(Refusal::field(Code::NotFound, "thread")),
        };
        thread.last_at = thread.last_at.max(self.issued.at);
        thread.waiting_since = thread.waiting_since.or(Some(self.issued.at));
        let message = Message {
            thread: id,
            own: true,
            author: self.own_author(),
            on_behalf: None,
            text: text.to_owned(),
            at: self.issued.at,
            sent_at: None,
            seen_at: None,
            answered_at: None,
            answer_by: None,
            files: vec![],
        };
        Ok(vec![Effect::put(id.0, thread), Effect::put(MessageId::of_command(self.issued.id).0, message)])
    }

    fn own_author(&self) -> Author {
        let name = self.snapshot.person().map(|person| person.name.clone()).unwrap_or_default();
        Author { name, ..Author::default() }
    }

    fn read_message(&self, id: MessageId) -> Result<Vec<Effect>, Refusal> {
        self.change(Kind::Message, id.0, |record| {
            let message = content_of!(record, Message);
            if !message.own && message.seen_at.is_none() {
                message.seen_at = Some(self.issued.at);
            }
            Ok(())
        })
    }

    fn record_checkin(&self, date: NaiveDate, level: u8) -> Result<Vec<Effect>, Refusal> {
        let days = date.signed_duration_since(self.today()).num_days();
        if !(-window::BACK_DAYS..=1).contains(&days) {
            return Err(Refusal::field(Code::InvalidDate, "date"));
        }
        let id = id_of(self.snapshot.citizen, Kind::Checkin, &date.to_string());
        if let Some(Record::Checkin(before)) = self.snapshot.get(Kind::Checkin, id)
            && before.at > self.issued.at
        {
            return Ok(vec![]);
        }
        Ok(vec![Effect::put(id, Checkin { date, level, at: self.issued.at })])
    }

    fn lower_base(&self, base: u32) -> Result<Vec<Effect>, Refusal> {
        match self.snapshot.base() {
            Some(before) if base < before => Ok(vec![self.new_base(base, false)]),
            Some(before) if base == before => Ok(vec![]),
            _ => Err(Refusal::field(Code::Invalid, "base")),
        }
    }

    fn new_base(&self, base: u32, proposed: bool) -> Effect {
        let content = Base { base, at: self.issued.at, by: self.own_author(), proposed, reason: None };
        Effect::put(base_id(self.issued.id), content)
    }
}

/// The base that `command` sets or proposes.
fn base_id(command: CommandId) -> Uuid {
    derived(command.0, "base")
}

fn reply_to_appointment(
    record: &mut Record,
    sequence: u32,
    answer: crate::appointment::Answer,
    text: Option<String>,
    issued: &Issued,
) -> Result<(), Refusal> {
    let appointment: &mut Appointment = content_of!(record, Appointment);
    if appointment.sequence != sequence || !appointment.is_booked() {
        return Err(Code::Changed.into());
    }
    if appointment.current_reply().is_some_and(|before| before.at > issued.at) {
        return Ok(());
    }
    appointment.reply = Some(AppointmentReply { answer, text, at: issued.at, sequence });
    Ok(())
}

impl Goal {
    /// Adds a scoring; the oldest goes when there are too many.
    pub fn rate(&mut self, rating: Rating) {
        self.ratings.push(rating);
        self.ratings.sort_by_key(|rating| rating.at);
        let extra = self.ratings.len().saturating_sub(RATINGS_MAX);
        self.ratings.drain(..extra);
    }
}
