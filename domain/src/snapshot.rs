//! The whole truth of a citizen's screens, as one bounded value (design.md §3).
//!
//! The server loads it, the page shows it, the phone keeps it. A screen is the stored snapshot with the
//! waiting commands applied. It knows nothing of where it came from or how it is kept.

use crate::activity::Occurrence;
use crate::appointment::Appointment;
use crate::command::Issued;
use crate::course::Course;
use crate::effect::effects;
use crate::id::{AppointmentId, OccurrenceId, PersonId, ThreadId};
use crate::invitation::Invitation;
use crate::message::{Message, Thread};
use crate::plan::{Goal, Intervention, Revision};
use crate::record::{Base, Change, ChangeOp, Checkin, Effect, Kind, Person, Record, id_of};
use crate::refusal::Refusal;
use crate::setting;
use crate::time::{Instant, plus_days};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The bounds of a snapshot (design.md §3). Older things come by their own read.
pub mod window {
    /// Occurrences and check-ins from so many days ago.
    pub const BACK_DAYS: i64 = 28;
    /// Occurrences until so many days ahead.
    pub const AHEAD_DAYS: i64 = 56;
    /// Appointments from so many days ago.
    pub const APPOINTMENTS_BACK_DAYS: i64 = 90;
    /// The newest messages of each thread.
    pub const MESSAGES: usize = 50;
    /// The newest revisions of the plan.
    pub const REVISIONS: usize = 3;
}

/// What a citizen's screens are made of.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Whose it is.
    pub citizen: PersonId,
    /// The server's time when it was taken; the app counts on from there.
    pub now: Instant,
    records: BTreeMap<(Kind, Uuid), Record>,
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident: $variant:ident($type:ty);)*) => {
        impl Snapshot {
            $($(#[$doc])*
            pub fn $name(&self) -> impl DoubleEndedIterator<Item = (Uuid, &$type)> {
                self.of_kind(Kind::$variant).filter_map(|(id, record)| match record {
                    Record::$variant(content) => Some((id, content.as_ref())),
                    _ => None,
                })
            })*
        }
    };
}

lists! {
    /// The daily amounts that were agreed or proposed.
    bases: Base(Base);
    /// The mornings.
    checkins: Checkin(Checkin);
    /// The planned doings.
    activities: Activity(crate::activity::Activity);
    /// The activities on their days.
    occurrences: Occurrence(Occurrence);
    /// The appointments.
    appointments: Appointment(Appointment);
    /// The revisions of the plan.
    revisions: Plan(Revision);
    /// The goals.
    goals: Goal(Goal);
    /// The interventions.
    interventions: Intervention(Intervention);
    /// The conversations.
    threads: Thread(Thread);
    /// The messages.
    messages: Message(Message);
    /// The questionnaires.
    invitations: Survey(Invitation);
}

impl Snapshot {
    /// An empty one.
    pub const fn new(citizen: PersonId, now: Instant) -> Self {
        Self { citizen, now, records: BTreeMap::new() }
    }

    /// One record.
    pub fn get(&self, kind: Kind, id: Uuid) -> Option<&Record> {
        self.records.get(&(kind, id))
    }

    /// All records of a kind, by id.
    pub fn of_kind(&self, kind: Kind) -> impl DoubleEndedIterator<Item = (Uuid, &Record)> {
        let range = (kind, Uuid::nil())..=(kind, Uuid::max());
        self.records.range(range).map(|((_, id), record)| (*id, record))
    }

    /// Every record.
    pub fn all(&self) -> impl Iterator<Item = (Uuid, &Record)> {
        self.records.iter().map(|((_, id), record)| (*id, record))
    }

    /// Puts a record in its place.
    pub fn put(&mut self, id: Uuid, record: Record) {
        self.records.insert((record.kind(), id), record);
    }

    /// Takes a record out.
    pub fn delete(&mut self, kind: Kind, id: Uuid) {
        self.records.remove(&(kind, id));
    }

    /// Takes in what a pull brought. A kind or a content that this program cannot read is passed over
    /// here; whoever stores the change keeps it as it came.
    pub fn take(&mut self, change: &Change) {
        let Some(kind) = Kind::of(&change.kind) else {
            return;
        };
        match (change.op, &change.data) {
            (ChangeOp::Delete, _) => self.delete(kind, change.id),
            (ChangeOp::Put, Some(data)) => {
                if let Ok(record) = Record::parse(kind, data.get()) {
                    self.put(change.id, record);
                }
            }
            (ChangeOp::Put, None) => {}
        }
    }

    /// Makes a command's effects visible. What the server would refuse changes nothing.
    pub fn apply(&mut self, issued: &Issued) -> Result<(), Refusal> {
        for effect in effects(self, issued)? {
            self.take_effect(effect);
        }
        Ok(())
    }

    /// Makes one effect visible.
    pub fn take_effect(&mut self, effect: Effect) {
        match effect {
            Effect::Put { id, record } => self.put(id, record),
            Effect::Delete { kind, id } => self.delete(kind, id),
        }
    }

    /// Forgets what has left the window, counted from `today`; returns what went.
    pub fn prune(&mut self, today: NaiveDate) -> Vec<(Kind, Uuid)> {
        let back = plus_days(today, -window::BACK_DAYS);
        let appointments_back = plus_days(today, -window::APPOINTMENTS_BACK_DAYS);
        let gone: Vec<(Kind, Uuid)> = self
            .records
            .iter()
            .filter(|(_, record)| match record {
                Record::Occurrence(occurrence) => occurrence.date < back,
                Record::Checkin(checkin) => checkin.date < back,
                Record::Appointment(appointment) => appointment.date < appointments_back,
                _ => false,
            })
            .map(|(key, _)| *key)
            .collect();
        for key in &gone {
            self.records.remove(key);
        }
        gone
    }
}

impl Snapshot {
    /// The Danish date of the snapshot's time.
    pub fn today(&self) -> NaiveDate {
        self.now.date()
    }

    /// The course.
    pub fn course(&self) -> Option<&Course> {
        self.of_kind(Kind::Course).find_map(|(_, record)| match record {
            Record::Course(course) => Some(course.as_ref()),
            _ => None,
        })
    }

    /// The citizen.
    pub fn person(&self) -> Option<&Person> {
        self.of_kind(Kind::Person).find_map(|(_, record)| match record {
            Record::Person(person) => Some(person.as_ref()),
            _ => None,
        })
    }

    /// The value of a setting, or the one that everybody starts with.
    pub fn setting(&self, key: &str) -> &str {
        match self.get(Kind::Setting, id_of(self.citizen, Kind::Setting, key)) {
            Some(Record::Setting(setting)) => &setting.value,
            _ => setting::default_of(key),
        }
    }

    /// Whether the coordinator may see what the citizen records.
    pub fn shares_energy(&self) -> bool {
        self.setting(setting::SHARE_ENERGY) == "on"
    }

    /// The daily amount that holds at the snapshot's time, in minutes of light activity.
    pub fn base(&self) -> Option<u32> {
        self.bases()
            .filter(|(_, base)| !base.proposed)
            .max_by_key(|(id, base)| (base.at, *id))
            .map(|(_, base)| base.base)
    }

    /// The newest proposal that nobody has answered.
    pub fn proposed_base(&self) -> Option<&Base> {
        let newest = self.bases().max_by_key(|(id, base)| (base.at, *id)).map(|(_, base)| base);
        newest.filter(|base| base.proposed)
    }

    /// How the morning of `date` felt, if somebody said.
    pub fn checkin(&self, date: NaiveDate) -> Option<&Checkin> {
        self.checkins().map(|(_, checkin)| checkin).find(|checkin| checkin.date == date)
    }

    /// What is planned on `date`, by time.
    pub fn occurrences_on(&self, date: NaiveDate) -> Vec<(OccurrenceId, &Occurrence)> {
        let mut day: Vec<_> =
            self.occurrences().filter(|(_, o)| o.date == date).map(|(id, o)| (OccurrenceId(id), o)).collect();
        day.sort_by_key(|(id, occurrence)| (occurrence.start.is_none(), occurrence.start, *id));
        day
    }

    /// The appointments of `date`, by time, called-off ones included.
    pub fn appointments_on(&self, date: NaiveDate) -> Vec<(AppointmentId, &Appointment)> {
        let mut day: Vec<_> =
            self.appointments().filter(|(_, a)| a.date == date).map(|(id, a)| (AppointmentId(id), a)).collect();
        day.sort_by_key(|(id, appointment)| (appointment.start, *id));
        day
    }

    /// The newest revision of the plan, which is the plan.
    pub fn plan(&self) -> Option<(Uuid, &Revision)> {
        self.revisions().max_by_key(|(_, revision)| revision.number)
    }

    /// A thread's messages, oldest first.
    pub fn messages_of(&self, thread: ThreadId) -> Vec<(Uuid, &Message)> {
        let mut messages: Vec<_> = self.messages().filter(|(_, message)| message.thread == thread).collect();
        messages.sort_by_key(|(id, message)| (message.at, *id));
        messages
    }
}
