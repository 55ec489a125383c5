//! The demo's appointments: every other week with the coordinator at a time of one's own, now and then
//! with somebody from the plan, and the few that a story is told about.

use super::chance::id;
use super::citizens::Story;
use super::day::{at, clock, is_open, next_open};
use super::people::HILLEROD;
use super::plan::author;
use super::tale::Tale;
use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use domain::activity::Weight;
use domain::appointment::{Answer, Appointment, AppointmentReply, AppointmentStatus, Leg, Mode};
use domain::course::Phase;
use domain::id::AppointmentId;
use domain::time::{monday_of, plus_days};

/// The hours of coordinators. 10.30 is left free for the one whose day is shown in full.
const HOURS: [(u32, u32); 3] = [(9, 0), (13, 0), (14, 30)];
/// So far back and ahead appointments are told, in weeks.
const WEEKS: std::ops::RangeInclusive<i64> = -11..=6;

/// An appointment with the coordinator, without answer.
pub fn conversation(tale: &Tale<'_>, title: &str, date: NaiveDate, start: NaiveTime) -> Appointment {
    let (place, address) = match tale.who.programme {
        HILLEROD => ("Jobhuset, stuen", "Stationsvej 12, Fjordby. Ring på ved den grønne dør."),
        _ => ("Sundhedshuset, 1. sal", "Torvet 4, Fjordby. Der er elevator."),
    };
    Appointment {
        title: title.to_owned(),
        with: vec![tale.companion.clone()],
        companion: None,
        mode: Mode::InPerson,
        place: place.to_owned(),
        address: address.to_owned(),
        way: Vec::new(),
        preparation: Vec::new(),
        interpreter: false,
        date,
        start,
        minutes: 45,
        travel_minutes: 40,
        weight: Weight::Medium,
        sequence: 0,
        status: AppointmentStatus::Booked,
        change: None,
        reply: None,
    }
}

/// The answer of the citizen, given on an evening before the seeded day.
pub fn reply(tale: &Tale<'_>, one: &Appointment, answer: Answer, text: Option<&str>) -> AppointmentReply {
    let evening = plus_days(one.date, -1).min(tale.day.plus(-1));
    AppointmentReply { answer, text: text.map(str::to_owned), at: at(evening, 19, 50), sequence: one.sequence }
}

/// The id of the `number`th appointment of a citizen.
pub fn appointment_id(tale: &Tale<'_>, name: &str) -> AppointmentId {
    AppointmentId(id(&tale.name(&format!("appointment:{name}"))))
}

/// The appointments of a citizen with whom nothing in particular is told.
pub fn write(tale: &mut Tale<'_>) {
    match tale.who.phase {
        Phase::Included => {}
        Phase::Assessment => first(tale),
        _ => {
            regular(tale);
            provider(tale);
        }
    }
}

/// The first conversation, in a few days.
fn first(tale: &mut Tale<'_>) {
    if tale.who.story == Story::Unused {
        return;
    }
    let date = tale.day.open_after(2);
    // The hour between the rows of the others, so that it never lies across one.
    let mut one = conversation(tale, "Første samtale", date, clock(11, 45));
    one.minutes = 60;
    one.preparation = vec!["Du må gerne tage en med.".to_owned(), "Du behøver ikke at have papirer med.".to_owned()];
    let id = appointment_id(tale, "first");
    tale.put(id.0, one);
}

/// Whether the week of `monday` is one of this citizen's: half of them come in one week, half in the other.
fn is_own_week(place: usize, monday: NaiveDate) -> bool {
    let weeks = i64::from(monday.num_days_from_ce()) / 7;
    weeks.rem_euclid(2) == i64::from(place % 2 == 1)
}

/// The weekday and hour that belong to the citizen at `place`; with the week's parity no two share one.
fn slot(place: usize) -> (Weekday, NaiveTime) {
    let days = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
    let day = days.get(place % 5).copied().unwrap_or(Weekday::Mon);
    let (hour, minute) = HOURS.get(place / 5 % 3).copied().unwrap_or((9, 0));
    (day, clock(hour, minute))
}

/// Every other week, in the course and in the aftercare that follows.
fn regular(tale: &mut Tale<'_>) {
    let Some(start) = tale.start else { return };
    let (weekday, hour) = slot(tale.place);
    let mode =
        [Mode::InPerson, Mode::InPerson, Mode::InPerson, Mode::Phone, Mode::Video][usize::from(tale.chance.below(5))];
    let this_monday = monday_of(tale.day.0);
    for week in WEEKS {
        let monday = plus_days(this_monday, week * 7);
        let date = plus_days(monday, i64::from(weekday.num_days_from_monday()));
        let is_quiet = tale.who.story == Story::Quiet && (-9..=3).contains(&(date - tale.day.0).num_days());
        let is_over = tale.who.closed.is_some() && date > tale.last_day();
        if !is_own_week(tale.place, monday) || !is_open(date) || date <= start || is_over || is_quiet {
            continue;
        }
        let mut one = meet(tale, date, hour, mode);
        answer(tale, &mut one);
        let id = appointment_id(tale, &date.to_string());
        tale.put(id.0, one);
    }
}

fn meet(tale: &Tale<'_>, date: NaiveDate, hour: NaiveTime, mode: Mode) -> Appointment {
    let title = match (tale.who.programme, tale.who.phase) {
        (_, Phase::Aftercare) => "Opfølgning",
        (HILLEROD, _) => "Møde om job",
        _ => "Samtale om din plan",
    };
    let title = if tale.who.story == Story::English { "Talk about your plan" } else { title };
    let mut one = conversation(tale, title, date, hour);
    one.mode = mode;
    match mode {
        Mode::InPerson => {}
        // Who is called needs no place; the way of meeting says it all.
        Mode::Phone => {
            (one.place, one.address, one.travel_minutes, one.minutes) = (String::new(), String::new(), 0, 30);
        }
        Mode::Video => {
            let place = if tale.who.story == Story::English { "from home" } else { "hjemmefra" };
            (one.place, one.address, one.travel_minutes) = (place.to_owned(), String::new(), 0);
        }
    }
    one
}

/// What citizens answered: to what is past that they came, to what comes soon mostly too.
fn answer(tale: &mut Tale<'_>, one: &mut Appointment) {
    let days = (one.date - tale.day.0).num_days();
    let is_next = (0..14).contains(&days);
    one.reply = match tale.who.story {
        Story::CannotCome if is_next => {
            Some(reply(tale, one, Answer::Cannot, Some("Min datter er syg. Kan vi finde en anden dag?")))
        }
        _ if days < 0 => Some(reply(tale, one, Answer::Coming, None)),
        _ if is_next && tale.chance.percent(50) => Some(reply(tale, one, Answer::Coming, None)),
        _ => None,
    };
    if is_next && tale.who.key == "borger-21" {
        one.sequence = 1;
        one.change = Some("Dagen er den samme. Tiden er flyttet en halv time.".to_owned());
        one.reply = None;
    }
    if is_next && tale.who.key == "borger-18" {
        one.status = AppointmentStatus::Cancelled;
        one.change = Some("Aftalen er aflyst. Du får en ny tid.".to_owned());
        one.reply = None;
    }
}

/// With somebody from the plan: two behind, two ahead.
fn provider(tale: &mut Tale<'_>) {
    if tale.who.closed.is_some() || tale.who.story == Story::English || !tale.chance.percent(60) {
        return;
    }
    let weekday = i64::from(tale.chance.below(5));
    let monday = monday_of(tale.day.0);
    for week in [-2, -1, 1, 2] {
        let date = next_open(plus_days(monday, week * 7 + weekday));
        if tale.start.is_some_and(|start| date <= start) || tale.who.story == Story::Quiet && week < 0 {
            continue;
        }
        let mut one = conversation(tale, "Træning på et lille hold", date, clock(10, 0));
        one.with = vec![author(("Anders Bach", "fysioterapeut", "Socialmedicinsk Enhed"))];
        one.place = String::from("Træningssalen, kælderen");
        one.travel_minutes = 30;
        one.preparation = vec!["Tag tøj på, som du kan bevæge dig i.".to_owned()];
        if tale.who.programme == HILLEROD {
            one.title = String::from("Samtale på det psykiatriske center");
            one.with = vec![author(("Omid Karimi", "behandler", "Psykiatrien"))];
            one.place = String::from("Psykiatrien, indgang B");
            one.preparation = Vec::new();
        }
        if week < 0 {
            one.reply = Some(reply(tale, &one, Answer::Coming, None));
        }
        let id = appointment_id(tale, &format!("provider:{week}"));
        tale.put(id.0, one);
    }
}

/// Wants to come to the doctor's next working day and asks for help to get there.
pub fn needs_help(tale: &mut Tale<'_>) {
    let mut one = conversation(tale, "Besøg hos lægen", tale.day.open_after(1), clock(11, 30));
    one.with = vec![author(("Lægerne på Torvet", "din læge", "Lægehuset"))];
    one.place = String::from("Lægehuset");
    one.address = String::from("Torvet 9, Fjordby");
    one.minutes = 20;
    one.reply =
        Some(reply(tale, &one, Answer::NeedHelp, Some("Jeg kan ikke køre med bus alene. Kan nogen følges med mig?")));
    let id = appointment_id(tale, "doctor");
    tale.put(id.0, one);
}

/// A leg of the way.
pub fn leg(hour: u32, minute: u32, title: &str, note: &str) -> Leg {
    Leg { time: clock(hour, minute), title: title.to_owned(), note: note.to_owned() }
}
