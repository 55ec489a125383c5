//! Pushes that share a commit: each for itself, and nobody told before it lasts.

use super::*;
use crate::clock;
use crate::db::Db;
use crate::db::testing::both_dbs;
use crate::store::record;
use crate::testing::{World, command_id};
use crate::web::{State, testing};
use domain::access::Role;
use domain::id::DeviceId;
use domain::wire::{DeviceRequest, Op, Outcome};
use serde_json::json;
use std::sync::Arc;

struct Phone {
    citizen: PersonId,
    device: DeviceId,
    epoch: uuid::Uuid,
}

impl Phone {
    async fn of(world: &World, citizen: PersonId) -> Self {
        let mut tx = world.db.write().await.unwrap();
        let epoch = migrate::epoch(&mut tx).await.unwrap();
        let request = DeviceRequest { device: None, citizen: None, label: "Telefon".into() };
        let now = world.clock.now();
        let known = sync::register(&mut tx, citizen, &request, None, epoch, now).await.unwrap();
        tx.commit().await.unwrap();
        Self { citizen, device: known.device, epoch }
    }

    fn message(&self, world: &World, seq: i64) -> PushRequest {
        let now = world.clock.now();
        let args = json!({ "text": format!("Besked {seq}") });
        let op = Op {
            seq,
            id: command_id(),
            kind: "message.send".into(),
            v: 1,
            args: serde_json::value::to_raw_value(&args).unwrap(),
            at: now,
        };
        PushRequest { device: self.device, epoch: self.epoch, prev: seq - 1, now, ops: vec![op] }
    }
}

async fn set_up(db: Db) -> (World, State, Vec<Phone>) {
    let world = World::on(db).await;
    let mette = world.staff("Mette Lund", Role::Coordinator).await;
    let mut phones = Vec::new();
    for name in ["Karin Holm", "Erik Østergaard", "Amina Yusuf", "Bo Dam"] {
        let citizen = world.citizen(name, mette).await;
        phones.push(Phone::of(&world, citizen).await);
    }
    let site = testing::World::new(world.db.clone()).site;
    (world, site, phones)
}

async fn messages(world: &World, citizen: PersonId) -> usize {
    world.snapshot(citizen).await.messages().count()
}

both_dbs!(one_push_that_fails_does_not_take_the_others_with_it, |db| async move {
    let (world, site, phones) = set_up(db).await;
    let mut requests: Vec<(PersonId, PushRequest)> =
        phones.iter().map(|phone| (phone.citizen, phone.message(&world, 1))).collect();
    let foreign = phones[1].message(&world, 1);
    let mut restored = phones[2].message(&world, 1);
    restored.epoch = clock::new_id();
    let ahead = phones[3].message(&world, 9);
    requests.insert(1, (phones[0].citizen, foreign));
    requests.insert(2, (phones[2].citizen, restored));
    requests.insert(3, (phones[3].citizen, ahead));
    // The writer is busy, so that all but the first wait and go together.
    let busy = (!world.db.is_shared()).then_some(world.db.write().await.unwrap());
    let tasks: Vec<_> = requests
        .into_iter()
        .map(|(citizen, request)| {
            let site = Arc::clone(&site);
            tokio::spawn(async move { site.pushes.take(&site, citizen, request).await })
        })
        .collect();
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    drop(busy);
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap());
    }
    assert!(matches!(answers[1], Err(PushFault::Error(Error::NotFound))));
    assert!(matches!(answers[2], Err(PushFault::Error(Error::Gone("reset")))));
    assert!(matches!(answers[3], Err(PushFault::OutOfOrder { last: 0 })));
    for good in [0, 4, 5, 6] {
        let taken = answers[good].as_ref().unwrap();
        assert_eq!(taken.answer.verdicts[0].verdict, Outcome::Ok);
    }
    for phone in &phones {
        assert_eq!(messages(&world, phone.citizen).await, 1);
    }
    // What failed raised no revision either.
    let mut tx = world.db.read().await.unwrap();
    let head = record::head(&mut tx, phones[0].citizen).await.unwrap();
    assert_eq!(head.map(|head| head.rev), Some(answers[0].as_ref().unwrap().rev.number()));
});

both_dbs!(whoever_is_answered_finds_it_in_the_database, |db| async move {
    let (world, site, phones) = set_up(db).await;
    let world = Arc::new(world);
    let tasks: Vec<_> = phones
        .into_iter()
        .map(|phone| {
            let (site, world) = (Arc::clone(&site), Arc::clone(&world));
            tokio::spawn(async move {
                for seq in 1..=15 {
                    let request = phone.message(&world, seq);
                    let taken = site.pushes.take(&site, phone.citizen, request).await;
                    assert_eq!(taken.unwrap().answer.last, seq);
                    let count = messages(&world, phone.citizen).await;
                    assert_eq!(i64::try_from(count), Ok(seq));
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
});

#[tokio::test]
async fn more_than_can_wait_are_asked_to_come_again() {
    let pushes = Pushes::default();
    let mut answers = Vec::new();
    let mut push = || {
        let (answer, answered) = oneshot::channel();
        answers.push(answered);
        let request = PushRequest {
            device: DeviceId(clock::new_id()),
            epoch: clock::new_id(),
            prev: 0,
            now: domain::time::Instant(0),
            ops: vec![],
        };
        Waiting { citizen: PersonId(clock::new_id()), request, answer }
    };
    for _ in 0..WAITING_MAX {
        pushes.wait(push()).unwrap();
    }
    assert!(matches!(pushes.wait(push()), Err(Error::Unavailable)));
}
