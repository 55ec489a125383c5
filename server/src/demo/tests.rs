use super::people::STAFF;
use super::story::records_of;
use super::tale::person_id;
use super::write::author_of;
use super::*;
use crate::db::testing::both_dbs;
use crate::password::Strength;
use crate::store::person::{self, NewPerson};
use crate::store::{enrolment, record};
use domain::course::Arm;
use domain::energy::{Band, Days};
use domain::message::Author;
use domain::record::{Kind, Record};
use domain::snapshot::Snapshot;
use domain::time::HOUR_MS;
use uuid::Uuid;

/// A Tuesday, a quarter to ten.
const TUESDAY: &str = "2026-11-24";

fn morning(date: &str) -> Instant {
    Instant::start_of(date.parse().unwrap()).plus_ms(9 * HOUR_MS + 45 * 60_000)
}

async fn seeded(db: &Db, now: Instant) -> Vec<Account> {
    let programmes = Programmes::shipped().unwrap();
    let passwords = Passwords::new(Strength::Floor, db.ring()).unwrap();
    seed(db, &programmes, &passwords, "et-kodeord", now).await.unwrap()
}

async fn window(db: &Db, username: &str, now: Instant) -> Snapshot {
    let mut tx = db.read().await.unwrap();
    record::load_window(&mut tx, person_id(username), now).await.unwrap()
}

fn all(snapshot: &Snapshot) -> Vec<(Uuid, Record)> {
    snapshot.all().map(|(id, record)| (id, record.clone())).collect()
}

/// The records of a citizen of the demo as a snapshot, without a database.
fn told(key: &str, now: Instant) -> Snapshot {
    let citizen = CITIZENS.iter().find(|citizen| citizen.key == key).unwrap();
    let mut snapshot = Snapshot::new(person_id(key), now);
    for (id, record) in records_of(citizen, Day(now.date()), Author::default()) {
        snapshot.put(id, record);
    }
    snapshot
}

both_dbs!(everybody_can_be_found_and_a_second_seed_does_nothing, |db| async move {
    let accounts = seeded(&db, morning(TUESDAY)).await;
    assert_eq!(accounts.len(), 24 + 16 + 7);
    assert!(is_demo(&db).await.unwrap());
    assert_eq!(seeded(&db, morning(TUESDAY)).await, []);
    let passwords = Passwords::new(Strength::Floor, db.ring()).unwrap();
    let mut tx = db.read().await.unwrap();
    for account in &accounts {
        let person = person::find_by_username(&mut tx, &account.username).await.unwrap().unwrap();
        assert_eq!((&person.name, person.role), (&account.name, account.role));
    }
    let admin = person::find_by_username(&mut tx, "admin").await.unwrap().unwrap();
    assert!(passwords.verify("et-kodeord", admin.password_hash.as_deref()).await.unwrap());
    let control = enrolment::list_by_programme(&mut tx, "ishoej-sme").await.unwrap();
    assert_eq!(control.iter().filter(|one| one.arm == Arm::Control).count(), 6);
});

both_dbs!(every_screen_of_a_demo_has_its_records, |db| async move {
    let now = morning(TUESDAY);
    for account in seeded(&db, now).await.iter().filter(|account| account.role == Role::Citizen) {
        let snapshot = window(&db, &account.username, now).await;
        let course = snapshot.course().unwrap();
        assert!(!course.companion.author.name.is_empty() && !course.companion.phone.is_empty());
        assert_eq!(snapshot.person().unwrap().name, account.name);
        for (_, activity) in snapshot.activities() {
            activity.validate().unwrap();
        }
        for (_, occurrence) in snapshot.occurrences() {
            occurrence.validate().unwrap();
        }
    }
    let karin = window(&db, "borger-01", now).await;
    let fit = Days::of_snapshot(&karin, now).fit(now.date());
    assert_eq!((fit.planned, fit.budget, fit.band), (300, Some(360), Band::Fits));
    assert_eq!(karin.course().unwrap().week(now.date()), Some(7));
    let open = window(&db, "borger-05", now).await;
    let (_, invitation) = open.invitations().next().unwrap();
    assert_eq!(invitation.status, domain::invitation::InvitationStatus::Open);
    assert_eq!(invitation.forms.len(), 2);
});

both_dbs!(a_database_that_holds_somebody_is_left_alone, |db| async move {
    let mut tx = db.write().await.unwrap();
    let somebody = NewPerson {
        id: person_id("somebody"),
        role: Role::Admin,
        organisation: None,
        username: Some("admin".into()),
        name: "Prøve".into(),
        phone: None,
        lang: "da".into(),
    };
    person::insert(&mut tx, &somebody, morning(TUESDAY)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(seeded(&db, morning(TUESDAY)).await, []);
    assert!(!is_demo(&db).await.unwrap());
});

both_dbs!(the_jobcenter_finds_all_kinds_of_questionnaires, |db| async move {
    use domain::survey::round::Status;
    seeded(&db, morning(TUESDAY)).await;
    let mut tx = db.read().await.unwrap();
    for programme in ["ishoej-sme", "hillerod-ips"] {
        let counts = crate::store::round::count_by_status(&mut tx, programme).await.unwrap();
        for status in [Status::Invited, Status::Answered, Status::Closed] {
            assert!(counts.iter().any(|(found, count)| *found == status && *count > 0), "{programme} {status:?}");
        }
    }
});

#[test]
fn the_same_day_gives_the_same_demo_at_every_hour() {
    let (early, late) = (morning(TUESDAY).plus_ms(-9 * HOUR_MS), morning(TUESDAY).plus_ms(12 * HOUR_MS));
    for citizen in CITIZENS.iter().filter(|citizen| citizen.coordinator.is_some()) {
        assert_eq!(all(&told(citizen.key, early)), all(&told(citizen.key, late)), "{}", citizen.key);
    }
}

#[test]
fn ids_are_given_once() {
    for citizen in CITIZENS.iter().filter(|citizen| citizen.coordinator.is_some()) {
        let records = records_of(citizen, Day(TUESDAY.parse().unwrap()), Author::default());
        // The empty first thread is written over where something was said.
        let mut ids: Vec<_> = records.iter().map(|(id, record)| (record.kind(), *id)).collect();
        ids.retain(|(kind, _)| *kind != Kind::Thread);
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{}", citizen.key);
    }
}

#[test]
fn karins_day_fits_on_whatever_day_it_is() {
    let mut dates = vec!["2026-12-24".to_owned(), "2027-03-26".to_owned(), "2027-01-01".to_owned()];
    dates.extend((22..30).map(|day| format!("2026-11-{day}")));
    for date in dates {
        let now = morning(&date);
        let karin = told("borger-01", now);
        let days = Days::of_snapshot(&karin, now);
        let today = now.date();
        assert_eq!((days.planned(today), days.fit(today).band), (300, Band::Fits), "{date}");
        assert!(karin.occurrences().filter(|(_, one)| one.date == today).count() >= 5, "{date}");
        let over = (1..=3).map(|n| days.fit(Day(today).plus(n)).band);
        assert_eq!(over.filter(|band| *band == Band::SlightlyOver).count(), 1, "{date}");
        let meeting = karin.appointments().find(|(_, one)| one.companion.is_some()).unwrap().1;
        assert!(meeting.date >= today && day::is_open(meeting.date), "{date}");
        assert_eq!(meeting.date == today, day::is_open(today), "{date}");
        let (_, plan) = karin.plan().unwrap();
        assert_eq!((plan.number, plan.changes.len(), plan.content.interventions.len()), (4, 3, 3), "{date}");
    }
}

#[test]
fn nothing_that_happened_lies_in_the_future() {
    for day in 22..30 {
        let now = morning(&format!("2026-11-{day}"));
        let begins = Day(now.date()).begins();
        for citizen in CITIZENS.iter().filter(|citizen| citizen.coordinator.is_some()) {
            let told = told(citizen.key, now);
            let messages = told.messages().flat_map(|(_, one)| [Some(one.at), one.seen_at, one.answered_at]);
            let replies = told.appointments().map(|(_, one)| one.reply.as_ref().map(|reply| reply.at));
            let plans = told.revisions().flat_map(|(_, one)| [Some(one.at), one.reply.as_ref().map(|reply| reply.at)]);
            let goals = told.goals().flat_map(|(_, goal)| goal.ratings.iter().map(|rating| Some(rating.at)));
            let bases = told.bases().map(|(_, base)| Some(base.at));
            let all: Vec<Instant> = messages.chain(replies).chain(plans).chain(goals).chain(bases).flatten().collect();
            assert!(all.iter().all(|at| *at <= begins), "{} on the {day}th", citizen.key);
        }
    }
}

#[test]
fn no_coordinator_is_promised_twice() {
    for date in 20..28 {
        let day = Day(format!("2026-11-{date}").parse().unwrap());
        for staff in STAFF.iter().filter(|staff| staff.role == Role::Coordinator) {
            let author = author_of(staff, "");
            let mine = CITIZENS.iter().filter(|citizen| citizen.coordinator == Some(staff.username));
            let mut times: Vec<(Instant, Instant)> = mine
                .flat_map(|citizen| records_of(citizen, day, author.clone()))
                .filter_map(|(_, record)| match record {
                    Record::Appointment(one) if one.with.first() == Some(&author) => {
                        Some((one.starts_at(), one.ends_at()))
                    }
                    _ => None,
                })
                .collect();
            times.sort_unstable();
            assert!(times.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{} {date}: {times:?}", staff.username);
        }
    }
}

#[test]
fn the_printed_text_names_every_kind_of_account() {
    let text = accounts_text("http://127.0.0.1:3000", Some("abc"));
    for staff in STAFF {
        assert!(text.contains(staff.username), "{}", staff.username);
    }
    assert!(text.contains(NOTICE) && text.contains("borger-24") && text.contains("ips-16"));
}
