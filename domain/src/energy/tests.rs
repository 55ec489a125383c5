//! The public vectors and the worked example of §4.7; the rules and invariants lie beside.

use super::*;
use crate::activity::{Felt, Importance, Status, Weight};
use crate::appointment::{Answer, Appointment, AppointmentReply, AppointmentStatus};
use crate::id::{AppointmentId, OccurrenceId};
use crate::time::{Instant, plus_days};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde_json::Value;
use uuid::Uuid;

mod base_rules;
mod day_rules;
mod properties;

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn clock(text: &str) -> NaiveTime {
    crate::time::clock_time::parse(text).unwrap()
}

pub(super) fn tuesday() -> NaiveDate {
    day("2026-11-24")
}

/// Tuesday before anything has begun.
pub(super) fn morning() -> NaiveDateTime {
    tuesday().and_time(clock("06:00"))
}

pub(super) fn occurrence(number: u128) -> OccurrenceId {
    OccurrenceId(Uuid::from_u128(number))
}

pub(super) fn item(number: u128, weight: Weight, minutes: u16) -> Item {
    Item {
        id: ItemId::Occurrence(occurrence(number)),
        date: tuesday(),
        start: None,
        weight,
        minutes,
        travel_minutes: 0,
        importance: Importance::Normal,
        fixed: false,
        status: Status::Planned,
        actual_minutes: None,
    }
}

pub(super) fn done(date: NaiveDate, number: u128, minutes: u16) -> Item {
    Item { date, status: Status::Done, ..item(number, Weight::Light, minutes) }
}

fn number(value: &Value) -> u32 {
    value.as_u64().unwrap().try_into().unwrap()
}

#[test]
fn the_public_vectors_hold() {
    let text = include_str!("../../tests/data/energy_vectors.json");
    let groups: serde_json::Map<String, Value> = serde_json::from_str(text).unwrap();
    assert_eq!(groups.keys().collect::<Vec<_>>(), ["budget", "load", "next", "pct"]);
    for (group, rows) in groups {
        let rows = rows.as_array().unwrap();
        assert!(!rows.is_empty(), "{group}");
        for row in rows {
            check_vector(&group, row.as_array().unwrap());
        }
    }
}

fn check_vector(group: &str, row: &[Value]) {
    match (group, row) {
        ("load", [label, minutes, expected]) => {
            let weight = match label.as_str().unwrap() {
                "hvile" => Weight::Rest,
                "let" => Weight::Light,
                "middel" => Weight::Medium,
                "tung" => Weight::Heavy,
                other => panic!("unknown weight {other}"),
            };
            let minutes = number(minutes).try_into().unwrap();
            assert_eq!(load(weight, minutes, 0), number(expected), "{row:?}");
        }
        ("pct", [planned, budget, expected, word]) => {
            let found = pct(number(planned), number(budget));
            assert_eq!(found, expected.as_u64().map(|pct| u32::try_from(pct).unwrap()), "{row:?}");
            let band = match word.as_str().unwrap() {
                "luft" => Band::Room,
                "passer" => Band::Fits,
                "lidt_over" => Band::SlightlyOver,
                "over" => Band::Over,
                "ukendt" => Band::Unknown,
                other => panic!("unknown band {other}"),
            };
            assert_eq!(Band::of(found), band, "{row:?}");
        }
        ("budget", [base, checkin, expected]) => {
            let checkin = checkin.as_u64().map(|level| u8::try_from(level).unwrap());
            assert_eq!(budget(number(base), checkin), number(expected), "{row:?}");
        }
        ("next", [base, expected]) => {
            assert_eq!(next_base(number(base)), number(expected), "{row:?}");
        }
        _ => panic!("{group} has a row of another shape: {row:?}"),
    }
}

/// §4.7. The meal has to be, so it comes behind the three that are suggested.
fn worked_example() -> Days {
    let at = |start: &str, item: Item| Item { start: Some(clock(start)), ..item };
    let meeting = Item {
        id: ItemId::Appointment(AppointmentId(Uuid::from_u128(9))),
        travel_minutes: 60,
        fixed: true,
        ..item(9, Weight::Heavy, 60)
    };
    Days::default().with_base(day("2026-11-01"), 360).with_items([
        at("08:00", item(1, Weight::Medium, 20)),
        at("10:00", meeting),
        at("11:05", item(2, Weight::Medium, 40)),
        at("17:00", Item { importance: Importance::Must, ..item(3, Weight::Light, 30) }),
        at("18:00", item(4, Weight::Light, 20)),
    ])
}

#[test]
fn the_worked_example_comes_out_as_written() {
    let days = worked_example();
    let fit = days.fit(tuesday());
    assert_eq!((fit.planned, fit.pct, fit.band), (410, Some(114), Band::SlightlyOver));
    let bad = days.clone().with_checkin(tuesday(), 2).fit(tuesday());
    assert_eq!((bad.budget, bad.pct, bad.band), (Some(270), Some(152), Band::Over));
    let worse = days.clone().with_checkin(tuesday(), 1).fit(tuesday());
    assert_eq!((worse.budget, worse.pct), (Some(180), Some(228)));
    assert_eq!(breaks(&days, tuesday(), morning()), [ItemId::Occurrence(occurrence(2))]);
    let found = suggestions(&days, tuesday(), morning());
    let short: Vec<_> = found.iter().map(|one| (one.occurrence, one.kind, one.pct_after)).collect();
    let moved = |number, pct| (occurrence(number), SuggestionKind::Move, pct);
    assert_eq!(short, [moved(2, 92), moved(1, 103), moved(4, 108)]);
    assert!(found.iter().all(|one| one.to == plus_days(tuesday(), 1)));
    assert_eq!(first_base_of(&[420, 300, 510, 240, 360, 390, 330]), Some(285));
    assert_eq!((next_base(240), next_base(360)), (260, 395));
    assert_eq!((points_tenths(360), points_tenths(410)), (120, 137));
}
