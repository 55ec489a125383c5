//! What a command changes, as a pure function of the records it concerns.
//!
//! The phone applies it to what it shows; the server applies it to the rows it has locked. Because it
//! is one function, what the phone showed and what the server keeps cannot drift apart. The server
//! adds afterwards what only it knows: when it arrived, and by when an answer is promised.

use crate::activity::{Activity, Felt, Occurrence, Status};
use crate::appointment::{Appointment, AppointmentReply};
use crate::command::{Command, Issued, Move, Recorded};
use crate::id::{ActivityId, CommandId, InvitationId, MessageId, OccurrenceId, ThreadId, derived};
use crate::invitation::{Invitation, InvitationStatus};
use crate::message::{Author, Message, Thread};
use crate::plan::{Goal, Party, PlanReply, RATINGS_MAX, Rating, Revision};
use crate::record::{Base, Checkin, Effect, Kind, Record, id_of};
use crate::refusal::{Code, Refusal};
use crate::schedule;
use crate::setting::Setting;
use crate::snapshot::{Snapshot, window};
use crate::survey;
use crate::time::plus_days;
use chrono::NaiveDate;
use uuid::Uuid;

/// The content of a record that was found by its kind.
macro_rules! expect {
    ($record:expr, $variant:ident) => {
        match $record {
            Record::$variant(content) => content.as_mut(),
            _ => return Err(Code::NotFound.into()),
        }
    };
}
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
            vec![Need::Record(
                Kind::Checkin,
                id_of(citizen, Kind::Checkin, &date.to_string()),
            )]
        }
        Command::ActivityAdd { .. } => vec![Need::Kind(Kind::Activity)],
        Command::ActivityEdit { id, .. } | Command::ActivityRemove { activity: id } => {
            vec![
                Need::Record(Kind::Activity, id.0),
                Need::Children(Kind::Occurrence, id.0),
            ]
        }
        Command::ActivityRecord { occurrence, .. }
        | Command::ActivityMove { occurrence, .. }
        | Command::ActivitySplit { occurrence, .. } => {
            vec![Need::Record(Kind::Occurrence, occurrence.0)]
        }
        Command::DayRepace { moves, .. } => moves
            .iter()
            .map(|item| Need::Record(Kind::Occurrence, item.occurrence.0))
            .collect(),
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
    let is_open = snapshot
        .course()
        .is_none_or(|course| course.phase.is_open());
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
        Command::ActivityRecord {
            occurrence,
            status,
            minutes,
            felt,
        } => on.record_activity(*occurrence, *status, *minutes, *felt),
        Command::ActivityMove {
            occurrence,
            date,
            start,
        } => {
            on.check_plannable(*date)?;
            on.change_occurrence(*occurrence, |item| move_to(item, *date, *start))
        }
        Command::ActivitySplit {
            occurrence,
            minutes,
            date,
        } => on.split(*occurrence, *minutes, *date),
        Command::DayRepace { moves, .. } => on.repace(moves),
        Command::AppointmentReply {
            appointment,
            sequence,
            answer,
            text,
        } => on.change(Kind::Appointment, appointment.0, |record| {
            reply_to_appointment(record, *sequence, *answer, text.clone(), issued)
        }),
        Command::PlanReply {
            revision,
            answer,
            text,
        } => {
            let reply = PlanReply {
                answer: *answer,
                text: text.clone(),
                at: issued.at,
            };
            on.change(Kind::Plan, revision.0, |record| {
                let revision: &mut Revision = expect!(record, Plan);
                revision.reply = Some(reply);
                Ok(())
            })
        }
        Command::GoalRate { goal, level } => on.change(Kind::Goal, goal.0, |record| {
            let goal: &mut Goal = expect!(record, Goal);
            goal.rate(Rating {
                by: Party::Citizen,
                level: *level,
                at: issued.at,
            });
            Ok(())
        }),
        Command::BaseLower { base } => on.lower_base(*base),
        Command::BasePropose { base } => Ok(vec![on.new_base(*base, true)]),
        Command::SurveySubmit {
            invitation,
            version,
            answers,
        } => on.submit_survey(*invitation, version, answers),
        Command::SurveyDecline { invitation } => on.change_invitation(*invitation, |open| {
            open.close(InvitationStatus::Declined);
            Ok(())
        }),
        Command::SurveySave {
            invitation,
            version,
            answers,
        } => on.change_invitation(*invitation, |open| {
            open.check_version(version)?;
            open.draft = Some(answers.clone());
            Ok(())
        }),
        Command::SettingsSet { key, value } => {
            let id = id_of(snapshot.citizen, Kind::Setting, key);
            Ok(vec![Effect::put(
                id,
                Setting {
                    key: key.clone(),
                    value: value.clone(),
                },
            )])
        }
        Command::PushSubscribe { .. } | Command::PushUnsubscribe { .. } | Command::Noop {} => {
            Ok(vec![])
        }
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
        Ok(if record == *before {
            vec![]
        } else {
            vec![Effect::Put { id, record }]
        })
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
        Ok(vec![
            Effect::put(id.0, thread),
            Effect::put(MessageId::of_command(self.issued.id).0, message),
        ])
    }

    fn own_author(&self) -> Author {
        let name = self
            .snapshot
            .person()
            .map(|person| person.name.clone())
            .unwrap_or_default();
        Author {
            name,
            ..Author::default()
        }
    }

    fn read_message(&self, id: MessageId) -> Result<Vec<Effect>, Refusal> {
        self.change(Kind::Message, id.0, |record| {
            let message = expect!(record, Message);
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
        Ok(vec![Effect::put(
            id,
            Checkin {
                date,
                level,
                at: self.issued.at,
            },
        )])
    }

    /// A date that can be planned for: in the window of the snapshot.
    fn check_plannable(&self, date: NaiveDate) -> Result<(), Refusal> {
        let days = date.signed_duration_since(self.today()).num_days();
        if (-window::BACK_DAYS..=window::AHEAD_DAYS).contains(&days) {
            Ok(())
        } else {
            Err(Refusal::field(Code::InvalidDate, "date"))
        }
    }

    fn expand(&self, id: ActivityId, activity: &Activity) -> Vec<(OccurrenceId, Occurrence)> {
        expand_window(id, activity, self.today())
    }

    fn add_activity(&self, activity: &Activity) -> Result<Vec<Effect>, Refusal> {
        if self.snapshot.activities().count() >= ACTIVITIES_MAX {
            return Err(Code::TooMany.into());
        }
        let days = activity.date.signed_duration_since(self.today()).num_days();
        if !(-window::BACK_DAYS..=366).contains(&days) {
            return Err(Refusal::field(Code::InvalidDate, "date"));
        }
        let id = ActivityId::of_command(self.issued.id);
        let mut effects = vec![Effect::put(id.0, activity.clone())];
        effects.extend(
            self.expand(id, activity)
                .into_iter()
                .map(|(id, item)| Effect::put(id.0, item)),
        );
        Ok(effects)
    }

    /// The coming occurrences of an activity that nobody has touched.
    fn untouched(&self, activity: ActivityId) -> Vec<OccurrenceId> {
        let today = self.today();
        self.snapshot
            .occurrences()
            .filter(|(_, item)| {
                item.activity == activity && item.date >= today && item.status == Status::Planned
            })
            .map(|(id, _)| OccurrenceId(id))
            .collect()
    }

    fn edit_activity(&self, id: ActivityId, activity: &Activity) -> Result<Vec<Effect>, Refusal> {
        let today = self.today();
        let mut effects = self.change(Kind::Activity, id.0, |record| {
            *expect!(record, Activity) = activity.clone();
            Ok(())
        })?;
        let old = self.untouched(id);
        let touched = |item: &OccurrenceId| {
            self.snapshot.get(Kind::Occurrence, item.0).is_some() && !old.contains(item)
        };
        let new: Vec<_> = self
            .expand(id, activity)
            .into_iter()
            .filter(|(_, item)| item.date >= today)
            .collect();
        for gone in old
            .iter()
            .filter(|old| !new.iter().any(|(id, _)| id == *old))
        {
            effects.push(Effect::Delete {
                kind: Kind::Occurrence,
                id: gone.0,
            });
        }
        let kept = new.into_iter().filter(|(id, _)| !touched(id));
        effects.extend(kept.map(|(id, item)| Effect::put(id.0, item)));
        Ok(effects)
    }

    fn remove_activity(&self, id: ActivityId) -> Result<Vec<Effect>, Refusal> {
        self.snapshot
            .get(Kind::Activity, id.0)
            .ok_or(Code::NotFound)?;
        let today = self.today();
        let coming = self.snapshot.occurrences().filter(|(_, item)| {
            item.activity == id
                && item.date >= today
                && matches!(item.status, Status::Planned | Status::Moved)
        });
        let mut effects: Vec<_> = coming
            .map(|(id, _)| Effect::Delete {
                kind: Kind::Occurrence,
                id,
            })
            .collect();
        effects.push(Effect::Delete {
            kind: Kind::Activity,
            id: id.0,
        });
        Ok(effects)
    }

    fn change_occurrence(
        &self,
        id: OccurrenceId,
        with: impl FnOnce(&mut Occurrence) -> Result<(), Refusal>,
    ) -> Result<Vec<Effect>, Refusal> {
        self.change(Kind::Occurrence, id.0, |record| {
            with(expect!(record, Occurrence))
        })
    }

    fn record_activity(
        &self,
        id: OccurrenceId,
        status: Recorded,
        minutes: Option<u16>,
        felt: Option<Felt>,
    ) -> Result<Vec<Effect>, Refusal> {
        self.change_occurrence(id, |item| {
            if item
                .recorded_at
                .is_some_and(|before| before > self.issued.at)
            {
                return Ok(());
            }
            item.status = match status {
                Recorded::Done => Status::Done,
                Recorded::Skipped => Status::Skipped,
                Recorded::Planned if item.date == item.planned_on => Status::Planned,
                Recorded::Planned => Status::Moved,
            };
            item.actual_minutes = minutes;
            item.felt = felt;
            item.recorded_at = Some(self.issued.at);
            Ok(())
        })
    }

    fn split(
        &self,
        id: OccurrenceId,
        minutes: u16,
        date: NaiveDate,
    ) -> Result<Vec<Effect>, Refusal> {
        self.check_plannable(date)?;
        let part_id = OccurrenceId(derived(self.issued.id.0, "occurrence"));
        let mut part = None;
        let mut effects = self.change_occurrence(id, |item| {
            if !item.is_open() || minutes >= item.minutes {
                return Err(Refusal::field(Code::Changed, "occurrence"));
            }
            item.minutes -= minutes;
            // Travel stays with the first part (domain.md §4.5). The other is placed by hand, so a
            // later change of the activity leaves it where it is.
            part = Some(Occurrence {
                planned_on: date,
                date,
                start: None,
                minutes,
                travel_minutes: 0,
                status: Status::Moved,
                ..item.clone()
            });
            Ok(())
        })?;
        effects.extend(part.map(|part| Effect::put(part_id.0, part)));
        Ok(effects)
    }

    /// Several moves as one step. What is no longer there, or is done by now, is left alone: the rest
    /// of a bad day must not fail because of it.
    fn repace(&self, moves: &[Move]) -> Result<Vec<Effect>, Refusal> {
        let mut effects = Vec::new();
        for item in moves {
            self.check_plannable(item.date)?;
            let change = self.change_occurrence(item.occurrence, |occurrence| {
                move_to(occurrence, item.date, None)
            });
            effects.extend(change.unwrap_or_default());
        }
        Ok(effects)
    }

    fn lower_base(&self, base: u32) -> Result<Vec<Effect>, Refusal> {
        match self.snapshot.base() {
            Some(before) if base < before => Ok(vec![self.new_base(base, false)]),
            Some(before) if base == before => Ok(vec![]),
            _ => Err(Refusal::field(Code::Invalid, "base")),
        }
    }

    fn new_base(&self, base: u32, proposed: bool) -> Effect {
        let content = Base {
            base,
            at: self.issued.at,
            by: self.own_author(),
            proposed,
            reason: None,
        };
        Effect::put(base_id(self.issued.id), content)
    }

    fn change_invitation(
        &self,
        id: InvitationId,
        with: impl FnOnce(&mut Invitation) -> Result<(), Refusal>,
    ) -> Result<Vec<Effect>, Refusal> {
        self.change(Kind::Survey, id.0, |record| {
            let invitation = expect!(record, Survey);
            match invitation.status {
                InvitationStatus::Open => with(invitation),
                InvitationStatus::Closed => Err(Code::Closed.into()),
                InvitationStatus::Answered | InvitationStatus::Declined => {
                    Err(Code::AlreadyAnswered.into())
                }
            }
        })
    }

    fn submit_survey(
        &self,
        id: InvitationId,
        version: &str,
        answers: &survey::Answers,
    ) -> Result<Vec<Effect>, Refusal> {
        self.change_invitation(id, |open| {
            open.check_version(version)?;
            // The same form in each language; a phone may have filled any of them.
            if !open
                .forms
                .iter()
                .any(|form| survey::check(form, answers).is_ok())
            {
                return Err(Refusal::field(Code::Invalid, "answers"));
            }
            open.close(InvitationStatus::Answered);
            Ok(())
        })
    }
}

/// The base that `command` sets or proposes.
fn base_id(command: CommandId) -> Uuid {
    derived(command.0, "base")
}

/// An activity's occurrences within the window of a snapshot taken on `today`.
pub fn expand_window(
    id: ActivityId,
    activity: &Activity,
    today: NaiveDate,
) -> Vec<(OccurrenceId, Occurrence)> {
    let from = plus_days(today, -window::BACK_DAYS);
    schedule::expand(id, activity, from, plus_days(today, window::AHEAD_DAYS))
}

fn move_to(
    item: &mut Occurrence,
    date: NaiveDate,
    start: Option<chrono::NaiveTime>,
) -> Result<(), Refusal> {
    if item.status == Status::Done {
        return Err(Refusal::field(Code::Changed, "occurrence"));
    }
    item.date = date;
    item.start = start.or(item.start);
    item.status = if date == item.planned_on {
        Status::Planned
    } else {
        Status::Moved
    };
    Ok(())
}

fn reply_to_appointment(
    record: &mut Record,
    sequence: u32,
    answer: crate::appointment::Answer,
    text: Option<String>,
    issued: &Issued,
) -> Result<(), Refusal> {
    let appointment: &mut Appointment = expect!(record, Appointment);
    if appointment.sequence != sequence || !appointment.is_booked() {
        return Err(Code::Changed.into());
    }
    if appointment
        .current_reply()
        .is_some_and(|before| before.at > issued.at)
    {
        return Ok(());
    }
    appointment.reply = Some(AppointmentReply {
        answer,
        text,
        at: issued.at,
        sequence,
    });
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

impl Invitation {
    fn check_version(&self, version: &str) -> Result<(), Refusal> {
        if self.version == version {
            Ok(())
        } else {
            Err(Code::Changed.into())
        }
    }

    fn close(&mut self, status: InvitationStatus) {
        self.status = status;
        self.forms.clear();
        self.draft = None;
    }
}
