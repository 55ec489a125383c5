//! Identities. One newtype per thing, so that a message's id cannot stand where a person's belongs.
//!
//! Ids are made outside (on the phone or by the server's clock module) and passed in. The only ids
//! made here are derived ones: the same parents always give the same child, on phone and server alike.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The bare id, for a store or a wire.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// A municipality, a hospital unit, a jobcenter.
    OrganisationId;
    /// Anybody with an account, citizen or staff.
    PersonId;
    /// One citizen in one programme.
    EnrolmentId;
    /// A citizen's phone or browser, bound to that citizen for ever.
    DeviceId;
    /// A command: made where the person acted, the same on every retry.
    CommandId;
    /// An immutable revision of a plan.
    RevisionId;
    /// A goal, the same through all revisions.
    GoalId;
    /// An intervention, the same through all revisions.
    InterventionId;
    /// A planned doing; a recurring one has many occurrences.
    ActivityId;
    /// An activity on a day.
    OccurrenceId;
    /// Something fixed in time with somebody.
    AppointmentId;
    /// A conversation.
    ThreadId;
    /// One message.
    MessageId;
    /// A file that a message carries.
    FileId;
    /// One sending of a questionnaire to some enrolments.
    RoundId;
    /// One citizen asked in one round.
    InvitationId;
    /// A jobcenter system's key to the interface.
    ApiKeyId;
}

/// The namespace of derived ids. Changing it would give every occurrence a new identity.
const DERIVED: Uuid = Uuid::from_u128(0x6f3c_2a5e_9d41_4b6b_8a77_2f0d_51c9_e3b4);

/// A child id that phone and server derive alike from a parent and a name.
pub(crate) fn derived(parent: Uuid, name: &str) -> Uuid {
    let mut text = parent.to_string();
    text.push(':');
    text.push_str(name);
    Uuid::new_v5(&DERIVED, text.as_bytes())
}

impl OccurrenceId {
    /// The occurrence of `activity` that the recurrence puts on `date`; it keeps this id when moved.
    pub fn on(activity: ActivityId, date: chrono::NaiveDate) -> Self {
        Self(derived(activity.0, &date.to_string()))
    }
}

impl CommandId {
    /// The id of the form called `name` on a page that carries `seed`. Sent twice it is one command;
    /// the next page brings another seed.
    pub fn of_form(seed: Uuid, name: &str) -> Self {
        Self(derived(seed, name))
    }
}

impl MessageId {
    /// The message that `command` writes: an answer that was lost makes the same message again.
    pub fn of_command(command: CommandId) -> Self {
        Self(derived(command.0, "message"))
    }
}

impl ThreadId {
    /// The first thread of a citizen, which exists before anybody has written.
    pub fn first_of(citizen: PersonId) -> Self {
        Self(derived(citizen.0, "thread"))
    }
}

impl AppointmentId {
    /// The appointment that `command` books.
    pub fn of_command(command: CommandId) -> Self {
        Self(derived(command.0, "appointment"))
    }
}

impl RevisionId {
    /// The revision that `command` publishes.
    pub fn of_command(command: CommandId) -> Self {
        Self(derived(command.0, "revision"))
    }
}

impl ActivityId {
    /// The activity that `command` adds.
    pub fn of_command(command: CommandId) -> Self {
        Self(derived(command.0, "activity"))
    }
}
