//! Records: the pieces that a citizen's screens are made of, in the one form that the store keeps, the
//! wire carries and the phone stores.
//!
//! A record is a kind, an id and its content. Unknown fields and unknown kinds of a newer server are
//! kept as they came, for the app that understands them one day.

use crate::activity::{Activity, Occurrence};
use crate::appointment::Appointment;
use crate::course::Course;
use crate::invitation::Invitation;
use crate::message::{Message, Thread};
use crate::plan::{Goal, Intervention, Revision};
use crate::setting::Setting;
use crate::time::Instant;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

/// The citizen, as the citizen sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The name to log in with.
    #[serde(default)]
    pub username: String,
}

/// How a morning feels: 1 very low to 5 very good. Optional, never required (domain.md §4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkin {
    /// The local day.
    pub date: NaiveDate,
    /// 1 to 5.
    pub level: u8,
    /// When it was recorded; the newest wins.
    pub at: Instant,
}

/// The agreed daily amount, from a day on (domain.md §4.6). All are kept: who, when, why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base {
    /// The amount in minutes of light activity.
    pub base: u32,
    /// When it was set.
    pub at: Instant,
    /// Who set it.
    #[serde(default)]
    pub by: crate::message::Author,
    /// Proposed by one party, not yet accepted by the other.
    #[serde(default)]
    pub proposed: bool,
    /// Why, where somebody wrote it. Lowering asks for no reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident($type:ty) = $text:literal;)*) => {
        /// What a record is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind {
            $($(#[$doc])* $name,)*
        }

        impl Kind {
            /// Every kind, in the order in which a screen needs them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word on the wire and in the store.
            pub const fn text(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }

            /// The kind that a word stands for.
            pub fn of(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$name),)*
                    _ => None,
                }
            }
        }

        /// A record's content.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Record {
            $($(#[$doc])* $name(Box<$type>),)*
        }

        impl Record {
            /// What it is.
            pub const fn kind(&self) -> Kind {
                match self {
                    $(Self::$name(_) => Kind::$name,)*
                }
            }

            /// Reads the content of a record of `kind`.
            pub fn parse(kind: Kind, data: &str) -> Result<Self, serde_json::Error> {
                Ok(match kind {
                    $(Kind::$name => Self::$name(serde_json::from_str(data)?),)*
                })
            }

            /// The content as JSON.
            pub fn json(&self) -> Result<String, serde_json::Error> {
                match self {
                    $(Self::$name(content) => serde_json::to_string(content),)*
                }
            }
        }

        $(impl From<$type> for Record {
            fn from(content: $type) -> Self {
                Self::$name(Box::new(content))
            }
        })*
    };
}

kinds! {
    /// The course.
    Course(Course) = "course";
    /// The citizen.
    Person(Person) = "person";
    /// A choice about the app.
    Setting(Setting) = "setting";
    /// The agreed daily amount.
    Base(Base) = "base";
    /// A morning.
    Checkin(Checkin) = "checkin";
    /// A planned doing.
    Activity(Activity) = "activity";
    /// An activity on a day.
    Occurrence(Occurrence) = "occurrence";
    /// An appointment.
    Appointment(Appointment) = "appointment";
    /// A revision of the plan.
    Plan(Revision) = "plan";
    /// A goal with its scorings.
    Goal(Goal) = "goal";
    /// An intervention as it stands.
    Intervention(Intervention) = "intervention";
    /// A conversation.
    Thread(Thread) = "thread";
    /// A message.
    Message(Message) = "message";
    /// A questionnaire to answer.
    Survey(Invitation) = "survey";
}

/// What a store needs to find records by, without reading what they say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// The local day it stands on.
    pub day: Option<NaiveDate>,
    /// What it belongs to: a message's thread, an occurrence's activity.
    pub parent: Option<Uuid>,
    /// Its place in time or in a row of versions.
    pub at: Option<i64>,
}

impl Record {
    /// What it is found by.
    pub fn index(&self) -> Index {
        match self {
            Self::Checkin(checkin) => Index { day: Some(checkin.date), ..Index::default() },
            Self::Occurrence(item) => Index { day: Some(item.date), parent: Some(item.activity.0), ..Index::default() },
            Self::Appointment(appointment) => Index { day: Some(appointment.date), ..Index::default() },
            Self::Message(message) => {
                Index { parent: Some(message.thread.0), at: Some(message.at.0), ..Index::default() }
            }
            Self::Plan(revision) => Index { at: Some(i64::from(revision.number)), ..Index::default() },
            _ => Index::default(),
        }
    }
}

/// Put or delete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeOp {
    /// The record is now this.
    Put,
    /// The record is gone.
    Delete,
}

/// One change as a pull delivers it (design.md §4.1).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Change {
    /// The kind's word; a word that this program does not know is kept and not shown.
    pub kind: String,
    /// The record.
    pub id: Uuid,
    /// The citizen's revision in which it changed.
    pub rev: i64,
    /// Put or delete.
    pub op: ChangeOp,
    /// The content, exactly as it came. None for a delete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Box<RawValue>>,
}

/// One change that a command makes, before it has a revision.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// The record is now this.
    Put {
        /// The record.
        id: Uuid,
        /// Its content.
        record: Record,
    },
    /// The record is gone.
    Delete {
        /// The kind.
        kind: Kind,
        /// The record.
        id: Uuid,
    },
}

impl Effect {
    /// The record is now this.
    pub fn put(id: Uuid, record: impl Into<Record>) -> Self {
        Self::Put { id, record: record.into() }
    }
}

/// The id of the one record of a kind that each citizen has one of (course, person), or one of per
/// name (a setting's key, a day's check-in): phone and server derive it alike.
pub fn id_of(citizen: crate::id::PersonId, kind: Kind, name: &str) -> Uuid {
    crate::id::derived(citizen.0, &format!("{}:{name}", kind.text()))
}
