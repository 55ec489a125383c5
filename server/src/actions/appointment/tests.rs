use super::*;
use crate::actions::desk;
use crate::actions::testing::Story;
use crate::db::testing::{MONDAY, both_dbs};
use crate::testing::command_id;
use chrono::NaiveTime;
use domain::access::{Action, Role};
use domain::activity::Weight;
use domain::appointment::{Answer, Mode};
use domain::command::Command;
use domain::message::Author;
use std::sync::Arc;

fn talk(hour: u32, minute: u32) -> Appointment {
    Appointment {
        title: "Samtale om planen".into(),
        with: vec![Author { name: "Mette Prøve".into(), ..Author::default() }],
        companion: None,
        mode: Mode::InPerson,
        place: "Sundhedshuset".into(),
        address: String::new(),
        way: vec![],
        preparation: vec![],
        interpreter: false,
        date: plus_days(MONDAY.date(), 3),
        start: NaiveTime::from_hms_opt(hour, minute, 0).unwrap(),
        minutes: 45,
        travel_minutes: 30,
        weight: Weight::Medium,
        sequence: 0,
        status: AppointmentStatus::Booked,
        change: None,
        reply: None,
    }
}

fn is_taken<T>(result: &Result<T, Error>) -> bool {
    matches!(result, Err(Error::Refused { code: Code::Taken, .. }))
}

both_dbs!(a_coordinator_is_not_booked_twice, |db| async move {
    let story = Story::on(db).await;
    let other = story.world.citizen("Erik Prøve", story.coordinator.person).await;
    let (mut tx, desk) = story.desk().await;
    book(&mut tx, &desk, command_id(), &talk(10, 0), true).await.unwrap();
    tx.commit().await.unwrap();
    for (start, taken) in [((10, 30), true), ((9, 30), true), ((10, 45), false), ((9, 15), false)] {
        let (mut tx, desk) = story.desk_of(other).await;
        let result = book(&mut tx, &desk, command_id(), &talk(start.0, start.1), true).await;
        assert_eq!(is_taken(&result), taken, "{start:?}");
    }
    let (mut tx, desk) = story.desk_of(other).await;
    book(&mut tx, &desk, command_id(), &talk(10, 0), false).await.unwrap();
});

both_dbs!(of_fifty_unequal_bookings_at_once_one_is_left, |db| async move {
    let story = Arc::new(Story::on(db).await);
    let mut citizens = Vec::new();
    for n in 0..5 {
        citizens.push(story.world.citizen(&format!("Borger {n}"), story.coordinator.person).await);
    }
    let tasks: Vec<_> = (0_u32..50)
        .map(|n| {
            let (story, citizen) = (Arc::clone(&story), citizens[usize::try_from(n).unwrap() % citizens.len()]);
            tokio::spawn(async move {
                let (mut tx, desk) = story.desk_of(citizen).await;
                let done = book(&mut tx, &desk, command_id(), &talk(10, n % 30), true).await;
                drop(desk);
                if done.is_ok() {
                    tx.commit().await.unwrap();
                } else {
                    assert!(is_taken(&done), "{done:?}");
                    tx.rollback().await.unwrap();
                }
                done.is_ok()
            })
        })
        .collect();
    let mut booked = 0;
    for task in tasks {
        booked += usize::from(task.await.unwrap());
    }
    assert_eq!(booked, 1);
    let mut kept = 0;
    for citizen in citizens {
        kept += story.world.snapshot(citizen).await.appointments().count();
    }
    assert_eq!(kept, 1);
});

both_dbs!(the_same_form_twice_is_one_appointment, |db| async move {
    let story = Story::on(db).await;
    let id = command_id();
    for _ in 0..2 {
        let (mut tx, desk) = story.desk().await;
        book(&mut tx, &desk, id, &talk(10, 0), true).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(story.world.snapshot(story.citizen).await.appointments().count(), 1);
});

both_dbs!(moving_raises_the_version_says_what_changed_and_asks_again, |db| async move {
    let story = Story::on(db).await;
    let (mut tx, desk) = story.desk().await;
    let id = book(&mut tx, &desk, command_id(), &talk(10, 0), true).await.unwrap();
    tx.commit().await.unwrap();
    let coming = Command::AppointmentReply { appointment: id, sequence: 0, answer: Answer::Coming, text: None };
    story.world.act(story.citizen, command_id(), coming).await.unwrap();
    let version = version_of(&talk(10, 0)).unwrap();
    let (mut tx, desk) = story.desk().await;
    let words = |_: &Appointment| "Tiden er flyttet.".to_owned();
    change(&mut tx, &desk, command_id(), &Change { id, version: &version, wanted: &talk(13, 0), is_mine: true }, words)
        .await
        .unwrap();
    let after = find(&mut tx, &desk, id).await.unwrap();
    assert_eq!((after.sequence, after.change.as_deref()), (1, Some("Tiden er flyttet.")));
    assert!(after.reply.is_some() && after.current_reply().is_none());
    let stale = change(
        &mut tx,
        &desk,
        command_id(),
        &Change { id, version: &version, wanted: &talk(14, 0), is_mine: true },
        words,
    )
    .await;
    assert!(matches!(stale, Err(Error::Conflict("changed"))));
    tx.commit().await.unwrap();
});

both_dbs!(a_small_change_disturbs_nobody, |db| async move {
    let story = Story::on(db).await;
    let (mut tx, desk) = story.desk().await;
    let id = book(&mut tx, &desk, command_id(), &talk(10, 0), true).await.unwrap();
    let wanted = Appointment { companion: Some("Søster".into()), ..talk(10, 0) };
    let version = version_of(&talk(10, 0)).unwrap();
    change(&mut tx, &desk, command_id(), &Change { id, version: &version, wanted: &wanted, is_mine: true }, |_| {
        String::new()
    })
    .await
    .unwrap();
    let after = find(&mut tx, &desk, id).await.unwrap();
    assert_eq!((after.sequence, after.companion.as_deref()), (0, Some("Søster")));
});

both_dbs!(calling_off_frees_the_time_and_stays_visible, |db| async move {
    let story = Story::on(db).await;
    let (mut tx, desk) = story.desk().await;
    let id = book(&mut tx, &desk, command_id(), &talk(10, 0), true).await.unwrap();
    cancel(&mut tx, &desk, command_id(), id, "Jeg er syg").await.unwrap();
    let after = find(&mut tx, &desk, id).await.unwrap();
    assert_eq!((after.is_booked(), after.change.as_deref()), (false, Some("Jeg er syg")));
    book(&mut tx, &desk, command_id(), &talk(10, 15), true).await.unwrap();
});

both_dbs!(somebody_elses_citizen_is_not_there, |db| async move {
    let story = Story::on(db).await;
    let stranger = story.world.staff("Anders Prøve", Role::Coordinator).await;
    let theirs = story.world.citizen("Ulla Prøve", stranger).await;
    let mut tx = story.world.db.write().await.unwrap();
    let (now, programmes) = (story.world.clock.now(), &story.world.programmes);
    let refused = desk::open(&mut tx, story.coordinator, theirs, Action::KeepPlan, now, programmes).await;
    assert!(matches!(refused, Err(Error::NotFound)));
});
