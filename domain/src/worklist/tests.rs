use super::*;
use crate::activity::Weight;
use crate::appointment::{AppointmentReply, AppointmentStatus, Mode};
use crate::id::PersonId;
use crate::message::Thread;
use crate::plan::{PlanContent, Revision};
use crate::time::DAY_MS;
use uuid::Uuid;

/// 2026-11-24 09.45 in Denmark, a Tuesday.
const NOW: Instant = Instant(1_795_509_900_000);

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn empty() -> Snapshot {
    Snapshot::new(PersonId(Uuid::from_u128(1)), NOW)
}

fn terms(clocks: &[ClockRule]) -> Terms<'_> {
    Terms { included_on: date("2026-09-01"), starts_on: Some(date("2026-10-12")), phase: Phase::Running, clocks }
}

fn talk(day: &str, hour: u32) -> Appointment {
    Appointment {
        title: "Samtale".into(),
        with: vec![],
        companion: None,
        mode: Mode::InPerson,
        place: String::new(),
        address: String::new(),
        way: vec![],
        preparation: vec![],
        interpreter: false,
        date: date(day),
        start: NaiveTime::from_hms_opt(hour, 0, 0).unwrap(),
        minutes: 45,
        travel_minutes: 0,
        weight: Weight::Medium,
        sequence: 0,
        status: AppointmentStatus::Booked,
        change: None,
        reply: None,
    }
}

fn thread(last_days_ago: i64, waiting: bool) -> Thread {
    let last_at = NOW.plus_ms(-last_days_ago * DAY_MS);
    Thread {
        last_at,
        waiting_since: waiting.then_some(last_at),
        answer_by: waiting.then(|| date("2026-11-24")),
        ..Thread::default()
    }
}

fn with(records: Vec<(u128, crate::record::Record)>) -> Snapshot {
    let mut snapshot = empty();
    for (id, record) in records {
        snapshot.put(Uuid::from_u128(id), record);
    }
    snapshot
}

fn reasons(snapshot: &Snapshot, clocks: &[ClockRule]) -> Vec<Reason> {
    lines(snapshot, &terms(clocks)).into_iter().map(|line| line.reason).collect()
}

#[test]
fn who_waits_stands_on_the_promised_day() {
    let snapshot = with(vec![(5, thread(3, true).into())]);
    let found = lines(&snapshot, &terms(&[]));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].due, date("2026-11-24"));
    assert!(matches!(found[0].reason, Reason::Waiting { .. }));
}

#[test]
fn help_to_come_stands_until_somebody_wrote() {
    let mut soon = talk("2026-11-25", 9);
    let reply = AppointmentReply { answer: Answer::NeedHelp, text: None, at: NOW.plus_ms(-DAY_MS), sequence: 0 };
    soon.reply = Some(reply);
    let asked = with(vec![(5, thread(2, false).into()), (6, soon.clone().into())]);
    assert!(matches!(reasons(&asked, &[])[..], [Reason::NeedsHelp(_)]));
    let answered = with(vec![(5, thread(0, false).into()), (6, soon.into())]);
    assert_eq!(reasons(&answered, &[]), []);
}

#[test]
fn an_appointment_of_today_is_there_until_it_is_over() {
    let today = with(vec![(5, thread(0, false).into()), (6, talk("2026-11-24", 10).into())]);
    assert!(matches!(reasons(&today, &[])[..], [Reason::Today { .. }]));
    let over = with(vec![(5, thread(0, false).into()), (6, talk("2026-11-24", 8).into())]);
    assert_eq!(reasons(&over, &[]), []);
}

#[test]
fn a_clock_speaks_from_its_warning_day_until_what_it_waits_for() {
    let rule = ClockRule {
        key: "first".into(),
        title: "Første samtale".into(),
        from: ClockFrom::Included,
        days: 30,
        warn_after_days: 21,
        until: ClockUntil::FirstAppointment,
        reasons: vec![],
    };
    let clocks = [rule];
    let included =
        |day: &str| Terms { included_on: date(day), starts_on: None, phase: Phase::Included, clocks: &clocks };
    assert_eq!(lines(&empty(), &included("2026-11-10")), []);
    let found = lines(&empty(), &included("2026-11-01"));
    assert_eq!(found[0].due, date("2026-12-01"));
    assert_eq!(found[0].reason, Reason::Clock { title: "Første samtale".into(), day: 23, of: 30 });
    let met = with(vec![(6, talk("2026-11-20", 10).into())]);
    assert_eq!(lines(&met, &included("2026-11-01")), []);
}

#[test]
fn a_plan_of_four_weeks_is_named_at_the_next_appointment() {
    let plan = Revision {
        number: 1,
        author: crate::message::Author::default(),
        at: NOW.plus_ms(-28 * DAY_MS),
        reason: "Første plan".into(),
        content: PlanContent::default(),
        changes: vec![],
        reply: None,
    };
    let snapshot = with(vec![(4, plan.into()), (5, thread(0, false).into()), (6, talk("2026-11-26", 9).into())]);
    let found = lines(&snapshot, &terms(&[]));
    assert_eq!(found[0].due, date("2026-11-26"));
    assert_eq!(found[0].reason, Reason::PlanOld { since: date("2026-10-27"), at_appointment: true });
}

#[test]
fn a_week_without_contact_is_named_and_an_ended_course_is_left_in_peace() {
    let quiet = with(vec![(5, thread(8, false).into())]);
    assert_eq!(reasons(&quiet, &[]), [Reason::NoContact { days: 8 }]);
    let ended = Terms { phase: Phase::Ended, ..terms(&[]) };
    assert_eq!(lines(&quiet, &ended), []);
}
