//! One citizen with something on every screen. All names are invented.

use chrono::{NaiveDate, NaiveTime};
use domain::activity::{Activity, Felt, Importance, Occurrence, Status, Weight};
use domain::appointment::{Answer, Appointment, AppointmentReply, AppointmentStatus, Leg, Mode};
use domain::course::{Companion, Course, CrisisLine, Phase};
use domain::id::{
    ActivityId, AppointmentId, CommandId, GoalId, InterventionId, InvitationId, OccurrenceId, PersonId, ThreadId,
};
use domain::invitation::{Invitation, InvitationStatus};
use domain::message::{Author, Message, Thread};
use domain::plan::{
    Change as PlanChange, Field, Goal, GoalText, Intervention, InterventionStatus, Party, PlanContent, PlannedGoal,
    PlannedIntervention, Rating, Revision, Strand,
};
use domain::record::{Base, Change, ChangeOp, Checkin, Kind, Person, Record, id_of};
use domain::setting::Setting;
use domain::survey::forms::{CITIZEN_FORM, default_form};
use domain::time::{Instant, plus_days};
use domain::wire::Boot;
use serde_json::value::RawValue;
use uuid::Uuid;

pub const CITIZEN: PersonId = PersonId(Uuid::from_u128(1));
pub const SEED: Uuid = Uuid::from_u128(99);
pub const APPOINTMENT: AppointmentId = AppointmentId(Uuid::from_u128(10));
pub const LATER: AppointmentId = AppointmentId(Uuid::from_u128(11));
pub const WALK: ActivityId = ActivityId(Uuid::from_u128(20));
pub const INVITATION: InvitationId = InvitationId(Uuid::from_u128(30));
/// A text that would break a page that does not escape it.
pub const HOSTILE: &str = "\n</textarea></script><script>alert(1)</script> &amp; \u{202e}🙂";

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

pub fn at(date: &str, clock: &str) -> Instant {
    Instant::of_local(day(date), time(clock))
}

pub fn now() -> Instant {
    at("2026-11-24", "09:45")
}

fn mette() -> Author {
    Author { name: "Mette Lund".into(), role: "din koordinator".into(), organisation: "Fjordby Kommune".into() }
}

fn course() -> Course {
    Course {
        programme: "fjordby".into(),
        name: "Vejen tilbage".into(),
        controller: "Fjordby Kommune".into(),
        phase: Phase::Running,
        starts_on: Some(day("2026-10-12")),
        ends_on: Some(day("2027-04-11")),
        weeks: 26,
        companion: Companion {
            author: mette(),
            phone: "12 34 56 78".into(),
            from: Some(time("09:00")),
            to: Some(time("15:00")),
        },
        jobcenter: "jobcentret".into(),
        answer_within_days: 2,
        crisis: vec![
            CrisisLine { name: "112".into(), phone: "112".into() },
            CrisisLine { name: "lægevagten".into(), phone: String::new() },
            CrisisLine { name: "Livslinien".into(), phone: "70 201 201".into() },
        ],
        readable_until: None,
    }
}

fn activity(name: &str, weight: Weight, minutes: u16, start: Option<&str>) -> Activity {
    Activity {
        name: name.into(),
        weight,
        kinds: vec![],
        importance: Importance::Normal,
        fixed: false,
        minutes,
        travel_minutes: 0,
        date: day("2026-11-24"),
        start: start.map(time),
        recurrence: None,
    }
}

pub fn walk_today() -> OccurrenceId {
    OccurrenceId::on(WALK, day("2026-11-24"))
}

fn appointment(title: &str, date: &str, start: &str) -> Appointment {
    Appointment {
        title: title.into(),
        with: vec![mette()],
        companion: Some("din søster".into()),
        mode: Mode::InPerson,
        place: "Sundhedshuset, 1. sal".into(),
        address: "Torvet 4, Fjordby. Der er elevator.".into(),
        way: vec![
            Leg { time: time("10:10"), title: "Gå hjemmefra".into(), note: "Fem minutter til bussen".into() },
            Leg { time: time("10:16"), title: "Bus 14 mod Torvet".into(), note: "Stå af ved Torvet".into() },
        ],
        preparation: vec!["Tænk på én ting, der gik godt.".into()],
        interpreter: false,
        date: day(date),
        start: time(start),
        minutes: 45,
        travel_minutes: 30,
        weight: Weight::Medium,
        sequence: 1,
        status: AppointmentStatus::Booked,
        change: None,
        reply: None,
    }
}

fn message(own: bool, text: &str, date: &str, clock: &str) -> Message {
    Message {
        thread: ThreadId::first_of(CITIZEN),
        own,
        author: if own { Author::default() } else { mette() },
        on_behalf: None,
        text: text.into(),
        at: at(date, clock),
        sent_at: Some(at(date, clock)),
        seen_at: None,
        answered_at: None,
        answer_by: None,
        files: vec![],
    }
}

fn goal() -> GoalText {
    GoalText {
        title: "Jeg kommer ud hver dag".into(),
        levels: ["Jeg bliver inde.", "Jeg går en tur to gange om ugen.", "Hver anden dag.", "Næsten hver dag.", "Hver dag."]
            .map(str::to_owned)
            .to_vec(),
        meaning: Some("At hente min søn.".into()),
    }
}

fn intervention() -> Intervention {
    Intervention {
        title: "Træning på et lille hold".into(),
        strand: Strand::Health,
        provider: Author { name: "Anders Bach".into(), role: "fysioterapeut".into(), organisation: String::new() },
        responsible: "Fjordby Kommune".into(),
        pace: "Fredag kl. 10.00".into(),
        status: InterventionStatus::Running,
        ..Intervention::default()
    }
}

fn revision(number: u32) -> Revision {
    Revision {
        number,
        author: mette(),
        at: at("2026-11-20", "13:00"),
        reason: "Du sagde, at mandag blev for fuld.".into(),
        content: PlanContent {
            own_words: "Jeg vil kunne hente min søn fra skole.".into(),
            own_words_on: Some(day("2026-10-14")),
            goals: vec![PlannedGoal { id: GoalId(Uuid::from_u128(40)), text: goal() }],
            interventions: vec![PlannedIntervention { id: InterventionId(Uuid::from_u128(41)), text: intervention() }],
        },
        changes: vec![
            PlanChange::Added { title: "Træning på et lille hold".into() },
            PlanChange::Removed { title: "Kursus om mandagen".into() },
            PlanChange::Altered {
                title: "Hjælp til post".into(),
                field: Field::Status,
                from: "planned".into(),
                to: "running".into(),
            },
        ],
        reply: None,
    }
}

/// The records of the citizen.
pub fn records() -> Vec<(Uuid, Record)> {
    let mut records: Vec<(Uuid, Record)> = vec![
        (id_of(CITIZEN, Kind::Course, ""), course().into()),
        (id_of(CITIZEN, Kind::Person, ""), Person { name: "Karin Holm".into(), username: "lys-vej-7".into() }.into()),
        setting("privacy_seen", "1"),
        (Uuid::from_u128(50), Base { base: 360, at: at("2026-10-20", "12:00"), by: mette(), proposed: false, reason: None }.into()),
        (
            id_of(CITIZEN, Kind::Checkin, "2026-11-23"),
            Checkin { date: day("2026-11-23"), level: 3, at: at("2026-11-23", "08:00") }.into(),
        ),
        (Uuid::from_u128(60), revision(2).into()),
        (Uuid::from_u128(61), Revision { number: 1, changes: vec![], ..revision(1) }.into()),
        (
            Uuid::from_u128(40),
            Goal {
                text: goal(),
                ratings: vec![
                    Rating { by: Party::Citizen, level: 3, at: at("2026-11-20", "12:00") },
                    Rating { by: Party::Coordinator, level: 2, at: at("2026-11-20", "12:00") },
                ],
                position: 0,
            }
            .into(),
        ),
        (Uuid::from_u128(41), intervention().into()),
        (ThreadId::first_of(CITIZEN).0, Thread::default().into()),
    ];
    records.extend(messages());
    records.extend(days());
    records.push((INVITATION.0, invitation().into()));
    records
}

fn invitation() -> Invitation {
    let forms = default_form(CITIZEN_FORM).unwrap();
    Invitation {
        title: "Hvordan har dit forløb været?".into(),
        version: forms[0].canonical().unwrap(),
        status: InvitationStatus::Open,
        invited_at: at("2026-11-20", "09:00"),
        closes_on: day("2026-12-08"),
        forms,
        draft: None,
    }
}

fn messages() -> Vec<(Uuid, Record)> {
    let answered = Message { answered_at: Some(at("2026-11-24", "08:55")), ..message(true, HOSTILE, "2026-11-23", "19:42") };
    let sent = Message {
        answer_by: Some(day("2026-11-26")),
        ..message(true, "Kan du også tage papiret med?", "2026-11-24", "09:41")
    };
    vec![
        (Uuid::from_u128(70), message(false, "Hej Karin. Det haster ikke.", "2026-11-20", "13:10").into()),
        (Uuid::from_u128(71), answered.into()),
        (Uuid::from_u128(72), message(false, "Ja, det må hun gerne.", "2026-11-24", "08:55").into()),
        (Uuid::from_u128(73), sent.into()),
    ]
}

fn days() -> Vec<(Uuid, Record)> {
    let mut records: Vec<(Uuid, Record)> = Vec::new();
    let today = day("2026-11-24");
    let walk = activity("Gå en tur", Weight::Light, 20, Some("13:30"));
    records.push((walk_today().0, walk.occurrence_on(WALK, today).into()));
    records.push((WALK.0, walk.into()));
    let mut put = |number: u128, activity: Activity, change: &dyn Fn(&mut Occurrence)| {
        let id = ActivityId(Uuid::from_u128(number));
        let mut one = activity.occurrence_on(id, activity.date);
        change(&mut one);
        records.push((OccurrenceId::on(id, activity.date).0, one.into()));
        records.push((id.0, activity.into()));
    };
    put(21, activity("Bad", Weight::Medium, 20, Some("08:30")), &|one| {
        one.status = Status::Done;
        one.felt = Some(Felt::AsExpected);
        one.recorded_at = Some(at("2026-11-24", "09:00"));
    });
    put(22, activity("Hvile", Weight::Rest, 30, Some("12:00")), &|_| {});
    put(23, activity("Købe ind", Weight::Medium, 60, Some("15:00")), &|_| {});
    put(24, activity("Rydde op", Weight::Heavy, 30, None), &|one| one.date = day("2026-11-26"));
    for number in 0..4 {
        let full = activity("Havearbejde", Weight::Heavy, 40, Some("10:00"));
        put(80 + number, Activity { date: day("2026-11-28"), ..full }, &|_| {});
    }
    records.push((APPOINTMENT.0, appointment("Samtale om din plan", "2026-11-24", "10:30").into()));
    let moved = Appointment {
        sequence: 2,
        change: Some("Tiden er flyttet fra torsdag til fredag.".into()),
        reply: Some(AppointmentReply { answer: Answer::Coming, text: None, at: at("2026-11-20", "10:00"), sequence: 1 }),
        ..appointment("Møde på en arbejdsplads", "2026-11-27", "13:00")
    };
    records.push((LATER.0, moved.into()));
    records
}

pub fn setting(key: &str, value: &str) -> (Uuid, Record) {
    (id_of(CITIZEN, Kind::Setting, key), Setting { key: key.into(), value: value.into() }.into())
}

/// The page's data; `more` replaces or adds.
pub fn boot(more: Vec<(Uuid, Record)>) -> Boot {
    let changes = records().into_iter().chain(more).map(|(id, record)| Change {
        kind: record.kind().text().into(),
        id,
        rev: 1,
        op: ChangeOp::Put,
        data: Some(RawValue::from_string(record.json().unwrap()).unwrap()),
    });
    Boot {
        citizen: CITIZEN,
        epoch: Uuid::from_u128(2),
        now: now(),
        cursor: "1.x".into(),
        seed: SEED,
        version: "0".into(),
        changes: changes.collect(),
    }
}

/// The course at another point.
pub fn course_in(phase: Phase) -> (Uuid, Record) {
    let readable_until = Some(plus_days(day("2026-11-24"), 90));
    (id_of(CITIZEN, Kind::Course, ""), Course { phase, readable_until, ..course() }.into())
}

/// The first command id of a form on the page.
pub fn form_id(name: &str) -> String {
    CommandId::of_form(SEED, name).to_string()
}
