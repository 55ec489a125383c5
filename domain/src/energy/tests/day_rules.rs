//! §4.2 to §4.5 and the bad day, case by case.

use super::*;

#[test]
fn without_a_base_there_is_no_judgement() {
    let days = Days::default().with_items([item(1, Weight::Heavy, 600), item(2, Weight::Heavy, 600)]);
    let fit = days.fit(tuesday());
    assert_eq!((fit.planned, fit.budget, fit.pct, fit.band), (3600, None, None, Band::Unknown));
    assert_eq!(days.week_fit(day("2026-11-23")).band, Band::Unknown);
    assert!(suggestions(&days, tuesday(), morning()).is_empty());
    assert!(breaks(&days, tuesday(), morning()).is_empty());
    assert_eq!(first_over_full(&days, tuesday(), plus_days(tuesday(), 7)), None);
}

#[test]
fn a_base_of_nothing_is_safe() {
    let days = Days::default().with_base(tuesday(), 0).with_item(item(1, Weight::Heavy, 60));
    assert_eq!(days.fit(tuesday()).band, Band::Unknown);
    assert!(suggestions(&days, tuesday(), morning()).is_empty());
    assert!(repace(&days, tuesday(), morning()).is_empty());
    assert_eq!(lowering_offer(&days, tuesday()), None);
}

#[test]
fn what_was_skipped_leaves_the_plan_and_what_was_moved_counts_where_it_stands() {
    let moved = Item { status: Status::Moved, ..item(1, Weight::Light, 30) };
    let skipped = Item { status: Status::Skipped, ..item(2, Weight::Light, 40) };
    let taken = Item { actual_minutes: Some(10), travel_minutes: 5, ..done(tuesday(), 3, 60) };
    let days = Days::default().with_items([moved, skipped, taken]);
    assert_eq!((days.planned(tuesday()), days.used(tuesday())), (95, 15));
}

#[test]
fn an_appointment_counts_until_it_is_called_off() {
    let json = r#"{"title":"Samtale","date":"2026-11-24","start":"10:00","minutes":60,
        "travel_minutes":60,"weight":"heavy","sequence":1}"#;
    let booked: Appointment = serde_json::from_str(json).unwrap();
    let id = AppointmentId(Uuid::from_u128(1));
    let of = |one: &Appointment, time: &str| {
        let now = Instant::of_local(tuesday(), clock(time));
        let days = Days::default().with_item(Item::of_appointment(id, one, now));
        (days.planned(tuesday()), days.used(tuesday()), days.is_logged(tuesday()))
    };
    assert_eq!(of(&booked, "10:59"), (240, 0, false));
    assert_eq!(of(&booked, "11:00"), (240, 240, false));
    let reply = |sequence| AppointmentReply { answer: Answer::Cannot, text: None, at: Instant(0), sequence };
    let declined = |sequence| Appointment { reply: Some(reply(sequence)), ..booked.clone() };
    assert_eq!(of(&declined(1), "11:00"), (0, 0, false));
    // An answer to an earlier version is no answer to this one.
    assert_eq!(of(&declined(0), "09:00"), (240, 0, false));
    let cancelled = Appointment { status: AppointmentStatus::Cancelled, ..booked.clone() };
    assert_eq!(of(&cancelled, "11:00"), (0, 0, false));
}

#[test]
fn the_first_over_full_day_is_found() {
    let friday = plus_days(tuesday(), 3);
    let days = worked_example().with_item(Item { date: friday, ..item(20, Weight::Heavy, 200) });
    assert_eq!(first_over_full(&days, tuesday(), friday), Some(tuesday()));
    assert_eq!(first_over_full(&days, plus_days(tuesday(), 1), friday), Some(friday));
    assert_eq!(first_over_full(&days, plus_days(tuesday(), 1), plus_days(tuesday(), 2)), None);
}

#[test]
fn a_long_heavy_thing_is_split_and_its_trip_stays() {
    let long = Item { travel_minutes: 30, ..item(1, Weight::Heavy, 95) };
    let days = Days::default().with_base(day("2026-11-01"), 300).with_item(long);
    let found = suggestions(&days, tuesday(), morning());
    // 315 of 300 does not fit on any day whole; 45 of the 95 minutes do.
    assert_eq!(found.len(), 1);
    assert_eq!(found.first().unwrap().kind, SuggestionKind::Split { minutes: 45 });
    assert_eq!(found.first().unwrap().pct_after, 60);
}

#[test]
fn what_can_wait_goes_before_what_has_to_be() {
    let must = Item { importance: Importance::Must, ..item(1, Weight::Heavy, 60) };
    let wait = Item { importance: Importance::CanWait, ..item(2, Weight::Light, 20) };
    let days = Days::default().with_base(day("2026-11-01"), 240).with_items([
        must,
        wait,
        Item { fixed: true, ..item(3, Weight::Light, 100) },
    ]);
    let found = suggestions(&days, tuesday(), morning());
    let order: Vec<_> = found.iter().map(|one| (one.occurrence, one.kind)).collect();
    let (small, large) = (occurrence(2), occurrence(1));
    assert_eq!(
        order,
        [(small, SuggestionKind::Move), (large, SuggestionKind::Move), (large, SuggestionKind::Split { minutes: 30 }),]
    );
}

#[test]
fn what_has_begun_is_left_alone() {
    let noon = tuesday().and_time(clock("12:00"));
    let found = suggestions(&worked_example(), tuesday(), noon);
    assert_eq!(found.iter().map(|one| one.occurrence).collect::<Vec<_>>(), [occurrence(4), occurrence(3)]);
    assert!(suggestions(&worked_example(), tuesday(), noon + chrono::TimeDelta::days(1)).is_empty());
    assert!(breaks(&worked_example(), tuesday(), noon).is_empty());
}

#[test]
fn a_rest_or_a_quarter_of_an_hour_makes_a_break_unnecessary() {
    let at = |number, start: &str, weight, minutes| Item { start: Some(clock(start)), ..item(number, weight, minutes) };
    let days = |middle: Vec<Item>| {
        Days::default()
            .with_base(day("2026-11-01"), 360)
            .with_items([at(1, "09:00", Weight::Heavy, 30), at(2, "09:40", Weight::Medium, 30)])
            .with_items(middle)
    };
    let offered = |days: Days| breaks(&days, tuesday(), morning());
    assert_eq!(offered(days(vec![])), [ItemId::Occurrence(occurrence(2))]);
    assert!(offered(days(vec![at(3, "09:30", Weight::Rest, 10)])).is_empty());
    assert!(offered(days(vec![at(2, "09:45", Weight::Medium, 30)])).is_empty());
    // Travel fills the gap: back at 09.40, and five minutes are no break.
    let travelled = Item { travel_minutes: 10, ..at(1, "09:00", Weight::Heavy, 30) };
    assert_eq!(offered(days(vec![travelled, at(2, "09:45", Weight::Medium, 30)])).len(), 1);
}

#[test]
fn a_bad_day_keeps_what_is_fixed_and_what_matters() {
    let days = worked_example().with_checkin(tuesday(), 1);
    let tomorrow = plus_days(tuesday(), 1);
    let mut moves = repace(&days, tuesday(), morning());
    moves.sort_unstable();
    assert_eq!(moves, [(occurrence(1), tomorrow), (occurrence(2), tomorrow), (occurrence(4), tomorrow)]);
}

#[test]
fn a_bad_day_without_a_base_spreads_over_the_lightest_days() {
    let tomorrow = plus_days(tuesday(), 1);
    let days = Days::default().with_items([
        item(1, Weight::Heavy, 60),
        item(2, Weight::Light, 20),
        Item { date: tomorrow, ..item(3, Weight::Light, 10) },
    ]);
    let moves = repace(&days, tuesday(), morning());
    assert_eq!(moves, [(occurrence(1), plus_days(tuesday(), 2)), (occurrence(2), plus_days(tuesday(), 3)),]);
}

#[test]
fn three_times_the_same_feeling_asks_for_another_weight() {
    use Felt::{AsExpected, Heavier, Lighter};
    assert_eq!(relabel_offer(Weight::Medium, &[Heavier; 3]), Some(Weight::Heavy));
    assert_eq!(relabel_offer(Weight::Heavy, &[Lighter, Lighter, Lighter, Heavier]), Some(Weight::Medium));
    assert_eq!(relabel_offer(Weight::Heavy, &[Heavier; 3]), None);
    assert_eq!(relabel_offer(Weight::Medium, &[AsExpected; 3]), None);
    assert_eq!(relabel_offer(Weight::Medium, &[Heavier, Lighter, Heavier]), None);
    assert_eq!(relabel_offer(Weight::Medium, &[Heavier; 2]), None);
}
