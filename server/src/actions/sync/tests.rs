//! The contract of design.md §4 told on both databases: once, in order, and nothing lost.

use super::cursor::Cursor;
use super::*;
use crate::db::Db;
use crate::db::testing::both_dbs;
use crate::store::record::Head;
use crate::testing::{World, command_id};
use domain::id::CommandId;
use serde_json::json;

struct Phone {
    citizen: PersonId,
    device: DeviceId,
    epoch: Uuid,
    prev: i64,
}

impl Phone {
    async fn of(world: &World, citizen: PersonId) -> Self {
        let mut tx = world.db.write().await.unwrap();
        let epoch = Uuid::nil();
        let request = DeviceRequest { device: None, citizen: None, label: "Telefon".into() };
        let now = world.clock.now();
        let answer = register(&mut tx, citizen, &request, None, epoch, now).await.unwrap();
        tx.commit().await.unwrap();
        Self { citizen, device: answer.device, epoch, prev: answer.last }
    }

    fn request(&self, world: &World, ops: Vec<Op>) -> PushRequest {
        let now = world.clock.now();
        PushRequest { device: self.device, epoch: self.epoch, prev: self.prev, now, ops }
    }

    async fn push(&self, world: &World, ops: Vec<Op>) -> Result<PushResponse, PushFault> {
        let mut tx = world.db.write().await.unwrap();
        let request = self.request(world, ops);
        let answer = push(&mut tx, self.citizen, &request, &world.programmes, world.clock.now()).await?;
        tx.commit().await.unwrap();
        Ok(answer.answer)
    }
}

fn op(world: &World, seq: i64, id: CommandId, kind: &str, args: &serde_json::Value) -> Op {
    let args = serde_json::value::to_raw_value(args).unwrap();
    Op { seq, id, kind: kind.into(), v: 1, args, at: world.clock.now() }
}

fn message(world: &World, seq: i64, text: &str) -> Op {
    op(world, seq, command_id(), "message.send", &json!({ "text": text }))
}

async fn set_up(db: Db) -> (World, PersonId) {
    let world = World::on(db).await;
    let mette = world.staff("Mette Lund", Role::Coordinator).await;
    let karin = world.citizen("Karin Holm", mette).await;
    (world, karin)
}

use domain::access::Role;

async fn texts(world: &World, citizen: PersonId) -> Vec<String> {
    world.snapshot(citizen).await.messages().map(|(_, message)| message.text.clone()).collect()
}

both_dbs!(a_message_sent_again_after_a_lost_answer_is_one_message, |db| async move {
    let (world, karin) = set_up(db).await;
    let phone = Phone::of(&world, karin).await;
    let ops = vec![message(&world, 1, "Hej Mette")];
    let first = phone.push(&world, ops.clone()).await.unwrap();
    let again = phone.push(&world, ops).await.unwrap();
    assert_eq!(first.verdicts, again.verdicts);
    assert_eq!((first.last, again.last), (1, 1));
    assert_eq!(texts(&world, karin).await, ["Hej Mette"]);
});

both_dbs!(one_bad_operation_never_blocks_those_behind_it, |db| async move {
    let (world, karin) = set_up(db).await;
    let phone = Phone::of(&world, karin).await;
    let ops = vec![
        op(&world, 1, command_id(), "coffee.make", &json!({})),
        op(&world, 2, command_id(), "checkin.record", &json!({ "date": "2026-11-31", "level": 3 })),
        op(&world, 3, command_id(), "message.send", &json!({ "text": "  " })),
        message(&world, 4, "Den her er god"),
    ];
    let answer = phone.push(&world, ops).await.unwrap();
    let codes: Vec<_> = answer.verdicts.iter().map(|verdict| verdict.code).collect();
    assert_eq!(codes, [Some(Code::UnknownKind), Some(Code::Invalid), Some(Code::Empty), None]);
    assert_eq!(texts(&world, karin).await, ["Den her er god"]);
});

both_dbs!(another_command_under_a_used_place_is_a_copied_phone, |db| async move {
    let (world, karin) = set_up(db).await;
    let phone = Phone::of(&world, karin).await;
    phone.push(&world, vec![message(&world, 1, "Fra den ene")]).await.unwrap();
    let fault = phone.push(&world, vec![message(&world, 1, "Fra den anden")]).await.unwrap_err();
    assert!(matches!(fault, PushFault::Error(Error::Conflict("forked"))), "{fault:?}");
});

both_dbs!(the_same_command_from_a_second_device_has_one_effect, |db| async move {
    let (world, karin) = set_up(db).await;
    let (one, two) = (Phone::of(&world, karin).await, Phone::of(&world, karin).await);
    let sent = message(&world, 1, "Kun én gang");
    let first = one.push(&world, vec![sent.clone()]).await.unwrap();
    let second = two.push(&world, vec![sent.clone()]).await.unwrap();
    let replay = two.push(&world, vec![sent]).await.unwrap();
    assert_eq!(first.verdicts, second.verdicts);
    assert_eq!(second.verdicts, replay.verdicts);
    assert_eq!(texts(&world, karin).await.len(), 1);
});

both_dbs!(a_phone_that_is_ahead_is_told_where_the_server_stands, |db| async move {
    let (world, karin) = set_up(db).await;
    let mut phone = Phone::of(&world, karin).await;
    phone.prev = 7;
    let fault = phone.push(&world, vec![message(&world, 8, "Hej")]).await.unwrap_err();
    assert!(matches!(fault, PushFault::OutOfOrder { last: 0 }), "{fault:?}");
    phone.prev = 0;
    let gap = phone.push(&world, vec![message(&world, 2, "Hej")]).await.unwrap_err();
    assert!(matches!(gap, PushFault::Error(Error::BadRequest(_))), "{gap:?}");
});

both_dbs!(somebody_elses_device_is_not_there, |db| async move {
    let (world, karin) = set_up(db).await;
    let mette = world.staff("Mette", Role::Coordinator).await;
    let erik = world.citizen("Erik Østergaard", mette).await;
    let mut phone = Phone::of(&world, karin).await;
    phone.citizen = erik;
    let fault = phone.push(&world, vec![message(&world, 1, "Hej")]).await.unwrap_err();
    assert!(matches!(fault, PushFault::Error(Error::NotFound)), "{fault:?}");
    assert!(texts(&world, erik).await.is_empty());
});

both_dbs!(the_phones_clock_is_set_right_and_never_runs_ahead_of_ours, |db| async move {
    let (world, karin) = set_up(db).await;
    let phone = Phone::of(&world, karin).await;
    let now = world.clock.now();
    let mut late = message(&world, 1, "Skrevet for en time siden");
    let mut early = message(&world, 2, "Skrevet i fremtiden");
    // This phone's clock is two days slow; the first was written an hour ago, the second "tomorrow".
    let slow = now.plus_ms(-2 * domain::time::DAY_MS);
    late.at = slow.plus_ms(-domain::time::HOUR_MS);
    early.at = slow.plus_ms(domain::time::DAY_MS);
    let mut request = phone.request(&world, vec![late, early]);
    request.now = slow;
    let mut tx = world.db.write().await.unwrap();
    push(&mut tx, karin, &request, &world.programmes, now).await.unwrap();
    tx.commit().await.unwrap();
    let snapshot = world.snapshot(karin).await;
    let mut at: Vec<_> = snapshot.messages().map(|(_, message)| message.at).collect();
    at.sort();
    assert_eq!(at, [now.plus_ms(-domain::time::HOUR_MS), now]);
});

async fn pull_from(world: &World, citizen: PersonId, cursor: Option<&str>, limit: u32) -> Result<Page, Error> {
    let mut tx = world.db.read().await?;
    let head = record::head(&mut tx, citizen).await?.ok_or(Error::NotFound)?;
    pull(&mut tx, citizen, head, cursor, limit, world.clock.now()).await
}

both_dbs!(what_was_fetched_in_pages_and_then_in_changes_is_what_the_server_shows, |db| async move {
    let (world, karin) = set_up(db).await;
    let phone = Phone::of(&world, karin).await;
    let ops = (1..=20).map(|seq| message(&world, seq, &format!("Besked {seq}"))).collect();
    phone.push(&world, ops).await.unwrap();
    let mut mine = domain::snapshot::Snapshot::new(karin, world.clock.now());
    let mut cursor: Option<String> = None;
    for round in 0.. {
        assert!(round < 50, "the pages end");
        let page = pull_from(&world, karin, cursor.as_deref(), 7).await.unwrap();
        assert!(page.changes.len() <= 7);
        page.changes.iter().for_each(|change| mine.take(change));
        cursor = Some(page.cursor);
        if round == 1 {
            world.act(karin, command_id(), checkin(&world)).await.unwrap();
        }
        if !page.more && page.changes.is_empty() {
            break;
        }
    }
    let theirs = world.snapshot(karin).await;
    let all = |snapshot: &domain::snapshot::Snapshot| -> Vec<_> {
        snapshot.all().map(|(id, record)| (id, record.clone())).collect()
    };
    assert_eq!(all(&mine), all(&theirs));
    let nothing = pull_from(&world, karin, cursor.as_deref(), 7).await.unwrap();
    assert!(nothing.changes.is_empty() && !nothing.more);
});

fn checkin(world: &World) -> Command {
    Command::CheckinRecord { date: world.clock.now().date(), level: 3 }
}

both_dbs!(a_cursor_that_is_not_ours_begins_again, |db| async move {
    let (world, karin) = set_up(db).await;
    let mine = pull_from(&world, karin, None, 200).await.unwrap().cursor;
    let mette = world.staff("Mette", Role::Coordinator).await;
    let erik = world.citizen("Erik Østergaard", mette).await;
    let ahead = Cursor::of(Head { rev: 900, mark: 1 }).text();
    for cursor in [mine.as_str(), ahead.as_str(), "nonsense", "%%%"] {
        let answer = pull_from(&world, erik, Some(cursor), 200).await;
        assert!(matches!(answer, Err(Error::Gone("reset"))), "{cursor}");
    }
});

both_dbs!(what_the_phone_showed_is_what_the_server_keeps, |db| async move {
    let (world, karin) = set_up(db).await;
    let today = world.clock.now().date();
    let activity = json!({ "name": "Gå en tur", "weight": "light", "minutes": 20, "date": today, "start": "13:30",
        "recurrence": { "rrule": "FREQ=DAILY;COUNT=5" } });
    let add = Command::parse("activity.add", activity).unwrap();
    let mut shown = world.snapshot(karin).await;
    for command in [add, checkin(&world), Command::SettingsSet { key: "share_energy".into(), value: "on".into() }] {
        let issued = Issued { id: command_id(), at: world.clock.now(), command };
        shown.apply(&issued).unwrap();
        let done = world.act(karin, issued.id, issued.command).await.unwrap();
        assert_eq!(done.code, None);
    }
    let kept = world.snapshot(karin).await;
    assert_eq!(shown.occurrences().count(), 5);
    let all = |snapshot: &domain::snapshot::Snapshot| -> Vec<_> {
        snapshot.all().map(|(id, record)| (id, record.clone())).collect()
    };
    assert_eq!(all(&shown), all(&kept));
});

both_dbs!(after_the_course_writing_is_refused_with_a_reason_and_reading_goes_on, |db| async move {
    let (world, karin) = set_up(db).await;
    let mut tx = world.db.write().await.unwrap();
    let ended = domain::course::Phase::Ended;
    crate::actions::course::set_phase(&mut tx, karin, ended, None, &world.programmes, world.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let phone = Phone::of(&world, karin).await;
    let answer = phone.push(&world, vec![message(&world, 1, "Er I der?")]).await.unwrap();
    assert_eq!(answer.verdicts[0].code, Some(Code::CourseEnded));
    let course = world.snapshot(karin).await.course().cloned().unwrap();
    assert_eq!(course.readable_until, Some(domain::time::plus_days(world.clock.now().date(), 90)));
});
