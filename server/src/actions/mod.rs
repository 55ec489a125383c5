//! Use cases: who may, what changes, what is recorded, what follows. One transaction each, given from
//! outside and committed there; time and chance are arguments. No routes, no views, no SQL.

pub mod activity;
pub mod appointment;
pub mod course;
pub mod desk;
pub mod execute;
pub mod file;
pub mod plan;
pub mod survey;
pub mod sync;
#[cfg(test)]
pub mod testing;
pub mod thread;

use domain::access::Role;
use domain::id::PersonId;

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The person.
    pub person: PersonId,
    /// In which role.
    pub role: Role,
}

impl Actor {
    /// A citizen acting for themselves.
    pub const fn citizen(person: PersonId) -> Self {
        Self { person, role: Role::Citizen }
    }
}
