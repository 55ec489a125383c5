//! A small world for tests: an open database, a clock that stands still, and people with a few words.
#![expect(clippy::missing_panics_doc, reason = "tests")]

use crate::actions::Actor;
use crate::actions::course::{self, NewEnrolment};
use crate::actions::execute::{self, Context, Done};
use crate::clock::{self, Clock};
use crate::db::Db;
use crate::db::testing::MONDAY;
use crate::error::Error;
use crate::programmes::Programmes;
use crate::store::person::{self, NewPerson, Organisation};
use crate::store::{enrolment, record};
use domain::access::Role;
use domain::command::{Command, Issued};
use domain::course::Arm;
use domain::id::{CommandId, OrganisationId, PersonId};
use domain::snapshot::Snapshot;
use domain::time::plus_days;

/// An installation with a jobcenter and nobody in it.
pub struct World {
    /// The database.
    pub db: Db,
    /// The time: a Monday morning.
    pub clock: Clock,
    /// The shipped programmes.
    pub programmes: Programmes,
    /// The jobcenter of every enrolment.
    pub jobcenter: OrganisationId,
}

impl World {
    /// A world on `db`.
    pub async fn on(db: Db) -> Self {
        let jobcenter = OrganisationId(clock::new_id());
        let mut tx = db.write().await.unwrap();
        let organisation = Organisation {
            id: jobcenter,
            kind: "jobcenter".into(),
            name: "Jobcenter Fjordby".into(),
            phone: None,
            hours: None,
        };
        person::insert_organisation(&mut tx, &organisation, MONDAY).await.unwrap();
        tx.commit().await.unwrap();
        Self { db, clock: Clock::fixed(MONDAY), programmes: Programmes::shipped().unwrap(), jobcenter }
    }

    /// A staff member.
    pub async fn staff(&self, name: &str, role: Role) -> PersonId {
        let id = PersonId(clock::new_id());
        let mut tx = self.db.write().await.unwrap();
        let new = NewPerson {
            id,
            role,
            organisation: Some(self.jobcenter),
            username: Some(format!("{}-{}", role.text(), id.0.simple())),
            name: name.into(),
            phone: Some("12 34 56 78".into()),
            lang: "da".into(),
        };
        person::insert(&mut tx, &new, self.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A citizen in week 7 of `ishoej-sme`, with whom `coordinator` walks.
    pub async fn citizen(&self, name: &str, coordinator: PersonId) -> PersonId {
        let today = self.clock.now().date();
        let new = NewEnrolment {
            name: name.into(),
            phone: None,
            username: Some(format!("blå-bølge-{}", clock::new_id().simple())),
            lang: "da".into(),
            programme: "ishoej-sme".into(),
            arm: Arm::Intervention,
            external_ref: None,
            jobcenter: Some(self.jobcenter),
            coordinator: Some(coordinator),
            included_on: plus_days(today, -60),
            starts_on: Some(plus_days(today, -45)),
        };
        let mut tx = self.db.write().await.unwrap();
        let id = course::enrol(&mut tx, &new, &self.programmes, self.clock.now()).await.unwrap();
        let person = enrolment::find(&mut tx, id).await.unwrap().unwrap().person;
        tx.commit().await.unwrap();
        person
    }

    /// A citizen acts; an error of the whole transaction is given back.
    pub async fn act(&self, citizen: PersonId, id: CommandId, command: Command) -> Result<Done, Error> {
        let now = self.clock.now();
        let mut tx = self.db.write().await?;
        let rev = record::raise(&mut tx, citizen, now).await?;
        let actor = Actor::citizen(citizen);
        let context = Context { citizen, actor, rev, now, programmes: &self.programmes };
        let done = execute::execute(&mut tx, &context, &Issued { id, at: now, command }).await?;
        tx.commit().await?;
        Ok(done)
    }

    /// What a citizen's screens are made of now.
    pub async fn snapshot(&self, citizen: PersonId) -> Snapshot {
        let mut tx = self.db.read().await.unwrap();
        record::load_window(&mut tx, citizen, self.clock.now()).await.unwrap()
    }
}

/// A new command id.
pub fn command_id() -> CommandId {
    CommandId(clock::new_id())
}
