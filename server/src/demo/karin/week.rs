//! Her week: habits on weekdays that are counted from the seeded day, so that the day and its week look
//! alike whatever day it is.

use crate::demo::chance::id;
use crate::demo::day::{clock, is_open};
use crate::demo::tale::Tale;
use crate::demo::week::add;
use chrono::{Datelike, NaiveDate, Weekday};
use domain::activity::{Activity, Importance, Occurrence, Status, Weight};
use domain::id::{ActivityId, OccurrenceId};
use domain::record::Record;
use domain::schedule::Recurrence;
use domain::time::plus_days;

/// The training is on a Friday, unless that is today or the full day.
pub fn training_day(tale: &Tale<'_>) -> Weekday {
    let taken = [tale.day.0.weekday(), full_day(tale).weekday()];
    [Weekday::Fri, Weekday::Mon, Weekday::Wed].into_iter().find(|day| !taken.contains(day)).unwrap_or(Weekday::Fri)
}

/// The day of this week that holds too much: the day after tomorrow, or, late in the week, the next
/// one. Never the day of the conversation.
fn full_day(tale: &Tale<'_>) -> NaiveDate {
    let ahead = if tale.day.0.weekday() == Weekday::Sat { 1 } else { 2 };
    let full = tale.day.plus(ahead);
    if full == tale.day.next_open() { plus_days(full, 1) } else { full }
}

fn doing(
    name: &str,
    weight: Weight,
    (minutes, travel_minutes): (u16, u16),
    date: NaiveDate,
    start: (u32, u32),
) -> Activity {
    Activity {
        name: name.to_owned(),
        weight,
        kinds: Vec::new(),
        importance: Importance::Normal,
        fixed: false,
        minutes,
        travel_minutes,
        date,
        start: Some(clock(start.0, start.1)),
        recurrence: None,
    }
}

/// Habits fall on weekdays counted from the seeded one: 300 of 360 today, 410 on the full day.
pub fn write(tale: &mut Tale<'_>, start: NaiveDate) {
    let today = tale.day.0;
    let (full, day) = (full_day(tale), |n: i64| plus_days(today, n));
    let on = |days: &[NaiveDate]| Recurrence::weekly(days.iter().map(Datelike::weekday).collect());
    let daily = Recurrence::daily;
    let waits = |activity| Activity { importance: Importance::CanWait, ..activity };
    let habits = [
        (on(&[today, full, day(4)]), doing("Bad", Weight::Medium, (20, 0), start, (8, 30))),
        (on(&[today, day(5)]), doing("Hvile", Weight::Rest, (30, 0), start, (12, 0))),
        (daily(), doing("Gå en tur", Weight::Light, (20, 0), start, (13, 30))),
        (on(&[today, full]), waits(doing("Købe ind", Weight::Medium, (40, 0), start, (15, 0)))),
        (daily(), doing("Lave mad", Weight::Light, (30, 0), start, (17, 30))),
        (on(&[day(-1)]), waits(doing("Vaske tøj", Weight::Medium, (30, 0), start, (10, 0)))),
    ];
    for (recurrence, habit) in habits {
        add(tale, &habit.name.clone(), &Activity { recurrence: Some(recurrence), ..habit });
    }
    once(tale, full);
    done_this_morning(tale);
}

/// What happens once.
fn once(tale: &mut Tale<'_>, full: NaiveDate) {
    let must = |activity| Activity { importance: Importance::Must, fixed: true, ..activity };
    let meeting = if is_open(full) { "Møde på skolen" } else { "Fødselsdag hos min bror" };
    let today = tale.day.0;
    let sister = doing("Besøg hos min søster", Weight::Medium, (60, 30), tale.day.plus(4), (14, 30));
    add(tale, "full", &must(doing(meeting, Weight::Heavy, (60, 60), full, (10, 0))));
    add(tale, "sister", &sister);
    if tale.day.next_open() != today {
        // On a day without a conversation the day is as full by other means.
        let coffee = doing("Kaffe hos min nabo", Weight::Medium, (50, 30), today, (10, 30));
        add(tale, "neighbour", &must(coffee));
    }
}

/// The bath of the seeded day is done when the demo begins.
fn done_this_morning(tale: &mut Tale<'_>) {
    let (day, begins) = (tale.day, tale.day.begins());
    let bath = OccurrenceId::on(ActivityId(id(&tale.name("activity:Bad"))), day.0);
    tale.change(bath.0, |record| {
        if let Record::Occurrence(one) = record {
            let done = Occurrence { status: Status::Done, recorded_at: Some(begins), ..one.as_ref().clone() };
            **one = done;
        }
    });
}
