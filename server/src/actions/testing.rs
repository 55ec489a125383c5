//! A coordinator and a citizen who walk together, for the tests of use cases.

use super::Actor;
use super::desk::{self, Desk};
use crate::db::{Db, Tx};
use crate::testing::World;
use domain::access::{Action, Role};
use domain::id::PersonId;

/// The two, in their world.
pub struct Story {
    /// The world.
    pub world: World,
    /// The coordinator.
    pub coordinator: Actor,
    /// The citizen.
    pub citizen: PersonId,
}

impl Story {
    /// A new one on `db`.
    pub async fn on(db: Db) -> Self {
        let world = World::on(db).await;
        let person = world.staff("Mette Prøve", Role::Coordinator).await;
        let citizen = world.citizen("Karin Prøve", person).await;
        Self { world, coordinator: Actor { person, role: Role::Coordinator }, citizen }
    }

    /// A transaction in which the coordinator keeps the plan of the citizen.
    pub async fn desk(&self) -> (Tx, Desk<'_>) {
        self.desk_of(self.citizen).await
    }

    /// The same for another citizen.
    ///
    /// # Panics
    /// When the coordinator may not.
    pub async fn desk_of(&self, citizen: PersonId) -> (Tx, Desk<'_>) {
        let mut tx = self.world.db.write().await.unwrap();
        let (now, programmes) = (self.world.clock.now(), &self.world.programmes);
        let desk = desk::open(&mut tx, self.coordinator, citizen, Action::KeepPlan, now, programmes).await.unwrap();
        (tx, desk)
    }
}
