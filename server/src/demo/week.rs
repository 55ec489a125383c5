//! The demo's weeks: habits that recur, what became of them, mornings, and the agreed amount for a day.

use super::chance::id;
use super::citizens::Story;
use super::day::{at, clock};
use super::habits::{HABITS, Habit};
use super::tale::Tale;
use chrono::{NaiveDate, Weekday};
use domain::activity::{Activity, Felt, Importance, Occurrence, Status};
use domain::effect::expand_window;
use domain::id::ActivityId;
use domain::record::{Base, Checkin, Kind, id_of};
use domain::schedule::Recurrence;
use domain::snapshot::window;
use domain::time::plus_days;
use domain::weekdays::WeekdaySet;

/// The seven days, Monday first.
const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// The week of a citizen with whom nothing in particular is told.
pub fn write(tale: &mut Tale<'_>) {
    let Some(start) = tale.start else { return };
    let count = 6 + usize::from(tale.chance.below(3));
    let first = usize::from(tale.chance.below(16));
    for step in 0..count {
        // Three is prime to the number of habits: no habit comes twice.
        let Some(habit) = HABITS.get((first + step * 3) % HABITS.len()) else {
            continue;
        };
        let days = days(tale, habit.times);
        add(tale, habit.name, &activity(habit, start, Some(Recurrence::weekly(days))));
    }
    mornings(tale, if tale.who.shares { 70 } else { 30 });
    let base = 165 + 15 * u32::from(tale.chance.below(13));
    if (tale.day.0 - start).num_days() > 16 && tale.who.story != Story::Quiet {
        agree(tale, "1", base, plus_days(start, 16), "Aftalt efter de første to uger.");
    }
}

/// Some days of the week, as many as `times`.
fn days(tale: &mut Tale<'_>, times: u16) -> WeekdaySet {
    let first = usize::from(tale.chance.below(7));
    let step = if times > 3 { 1 } else { 2 };
    (0..usize::from(times)).filter_map(|n| WEEK.get((first + n * step) % 7).copied()).collect()
}

/// A habit as it is planned.
pub fn activity(habit: &Habit, from: NaiveDate, recurrence: Option<Recurrence>) -> Activity {
    Activity {
        name: habit.name.to_owned(),
        weight: habit.weight,
        kinds: Vec::new(),
        importance: Importance::try_from(habit.importance).unwrap_or_default(),
        fixed: habit.fixed,
        minutes: habit.minutes,
        travel_minutes: habit.travel,
        date: from,
        start: Some(clock(habit.start.0, habit.start.1)),
        recurrence,
    }
}

/// Plans an activity, with its days in the window; of those that are over, most were done.
pub fn add(tale: &mut Tale<'_>, name: &str, activity: &Activity) {
    let id = ActivityId(id(&tale.name(&format!("activity:{name}"))));
    let (today, last) = (tale.day.0, tale.last_day());
    tale.put(id.0, activity.clone());
    for (id, mut one) in expand_window(id, activity, today) {
        if tale.who.closed.is_some() && one.date > last {
            continue;
        }
        if one.date < today {
            remember(tale, &mut one);
        }
        tale.put(id.0, one);
    }
}

/// What became of a day that is over. Nobody has to say it, so some days say nothing.
fn remember(tale: &mut Tale<'_>, one: &mut Occurrence) {
    let dice = tale.chance.below(100);
    one.status = match dice {
        0..=73 => Status::Done,
        74..=87 => Status::Skipped,
        _ => return,
    };
    one.recorded_at = Some(at(one.date, 20, 15));
    if one.status == Status::Skipped {
        return;
    }
    one.felt = match tale.chance.below(100) {
        0..=39 => Some(Felt::AsExpected),
        40..=54 => Some(Felt::Heavier),
        55..=64 => Some(Felt::Lighter),
        _ => None,
    };
    if tale.chance.percent(25) && one.minutes > 15 {
        one.actual_minutes = Some(one.minutes - 10 + 5 * tale.chance.below(6));
    }
}

/// Mornings of the past weeks; none today, so that the question is still open.
pub fn mornings(tale: &mut Tale<'_>, share: u16) {
    let Some(start) = tale.start else { return };
    for back in (1..=window::BACK_DAYS).rev() {
        let date = tale.day.plus(-back);
        let level = match tale.chance.below(20) {
            0 => 1,
            1..=5 => 2,
            6..=13 => 3,
            14..=18 => 4,
            _ => 5,
        };
        if tale.chance.percent(share) && date >= start && date <= tale.last_day() {
            let id = id_of(tale.citizen, Kind::Checkin, &date.to_string());
            tale.put(id, Checkin { date, level, at: at(date, 8, 5) });
        }
    }
}

/// The amount that both agreed on.
pub fn agree(tale: &mut Tale<'_>, name: &str, base: u32, on: NaiveDate, reason: &str) {
    let content =
        Base { base, at: at(on, 13, 30), by: tale.companion.clone(), proposed: false, reason: Some(reason.to_owned()) };
    tale.put(id(&tale.name(&format!("base:{name}"))), content);
}
