use super::*;
use chrono::{NaiveDateTime, Weekday};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> Instant {
    let wall = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    Instant::of_local(wall.date(), wall.time())
}

fn promise(sent: &str, within: u8) -> String {
    let week = WorkingWeek::default();
    let days = WorkingDays { week: &week, closing: ClosingDays::default(), absence: &[] };
    answer_by(at(sent), within, &days).unwrap().to_string()
}

#[test]
fn easter_falls_where_the_almanac_says() {
    for date in [
        "2019-04-21",
        "2023-04-09",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2028-04-16",
        "2029-04-01",
        "2030-04-21",
        "2038-04-25",
        "2285-03-22",
    ] {
        let date = day(date);
        assert_eq!(easter(date.year()), Some(date));
    }
}

#[test]
fn the_holidays_of_2026_are_those_of_the_almanac() {
    let start = day("2026-01-01");
    let found: Vec<String> = start
        .iter_days()
        .take_while(|date| date.year() == 2026)
        .filter(|date| holiday_on(*date).is_some())
        .map(|date| date.to_string())
        .collect();
    let known = [
        "2026-01-01",
        "2026-04-02",
        "2026-04-03",
        "2026-04-05",
        "2026-04-06",
        "2026-05-14",
        "2026-05-24",
        "2026-05-25",
        "2026-12-25",
        "2026-12-26",
    ];
    assert_eq!(found, known);
}

#[test]
fn great_prayer_day_ended_with_2023() {
    assert_eq!(holiday_on(day("2023-05-05")), Some(Holiday::GreatPrayerDay));
    assert_eq!(holiday_on(day("2024-04-26")), None);
    let after_2023 = day("2024-01-01").iter_days().take_while(|date| date.year() <= 2030);
    assert!(after_2023.map(holiday_on).all(|holiday| holiday != Some(Holiday::GreatPrayerDay)));
}

#[test]
fn known_holidays_of_other_years() {
    for (date, holiday) in [
        ("2023-05-18", Holiday::AscensionDay),
        ("2024-05-09", Holiday::AscensionDay),
        ("2024-05-20", Holiday::WhitMonday),
        ("2025-04-17", Holiday::MaundyThursday),
        ("2027-03-26", Holiday::GoodFriday),
        ("2028-06-05", Holiday::WhitMonday),
        ("2029-04-02", Holiday::EasterMonday),
        ("2030-06-09", Holiday::WhitSunday),
    ] {
        assert_eq!(holiday_on(day(date)), Some(holiday), "{date}");
    }
}

#[test]
fn closing_days_are_the_organisations_choice() {
    let closing: ClosingDays = serde_json::from_str(r#"{"constitution_day": false}"#).unwrap();
    assert!(closing.is_open(day("2026-06-05")));
    assert!(!closing.is_open(day("2026-12-24")));
    assert!(!ClosingDays::default().is_open(day("2026-12-31")));
    assert!(!ClosingDays::default().is_open(day("2026-11-22")));
}

#[test]
fn an_answer_within_two_working_days() {
    // Sunday 22 November counts from Monday.
    assert_eq!(promise("2026-11-22 12:00", 2), "2026-11-25");
    assert_eq!(promise("2026-11-23 09:00", 2), "2026-11-25");
    // Before the office opens counts from that day, after it closes from the next.
    assert_eq!(promise("2026-11-24 06:00", 2), "2026-11-26");
    assert_eq!(promise("2026-11-24 15:59", 2), "2026-11-26");
    assert_eq!(promise("2026-11-24 16:00", 2), "2026-11-27");
    assert_eq!(promise("2026-11-27 17:00", 2), "2026-12-02");
    assert_eq!(promise("2026-11-28 09:00", 0), "2026-11-30");
}

#[test]
fn a_promise_steps_over_holidays_and_closing_days() {
    // From Wednesday before Easter: Maundy Thursday to Easter Monday are no working days.
    assert_eq!(promise("2026-04-01 10:00", 2), "2026-04-08");
    assert_eq!(promise("2026-12-23 10:00", 1), "2026-12-28");
    assert_eq!(promise("2026-12-30 10:00", 1), "2027-01-04");
    assert_eq!(promise("2026-06-04 10:00", 1), "2026-06-08");
}

#[test]
fn a_part_time_week_and_an_absence_push_the_promise() {
    let days = [Weekday::Mon, Weekday::Wed].into_iter().collect();
    let week = WorkingWeek { days, ..WorkingWeek::default() };
    let absence = [(day("2026-11-25"), day("2026-11-30"))];
    let working = WorkingDays { week: &week, closing: ClosingDays::default(), absence: &absence };
    assert_eq!(answer_by(at("2026-11-24 10:00"), 2, &working), Some(day("2026-12-09")));
}

#[test]
fn nothing_is_promised_by_somebody_who_never_works() {
    let never = WorkingWeek { days: WeekdaySet::NONE, ..WorkingWeek::default() };
    let working = WorkingDays { week: &never, closing: ClosingDays::default(), absence: &[] };
    assert!(!never.is_valid());
    assert_eq!(answer_by(at("2026-11-24 10:00"), 2, &working), None);
    let week = WorkingWeek::default();
    let away = [(NaiveDate::MIN, NaiveDate::MAX)];
    let working = WorkingDays { week: &week, closing: ClosingDays::default(), absence: &away };
    assert_eq!(answer_by(at("2026-11-24 10:00"), 2, &working), None);
}

#[test]
fn a_message_in_the_doubled_hour_counts_like_its_neighbours() {
    assert_eq!(promise("2026-10-25 02:30", 1), "2026-10-27");
    assert_eq!(promise("2026-03-29 02:30", 1), "2026-03-31");
}

#[test]
fn a_working_week_is_written_as_people_write_it() {
    let json = r#"{"days":"MO,TU,WE,TH,FR","from":"08:00","to":"16:00"}"#;
    assert_eq!(serde_json::to_string(&WorkingWeek::default()).unwrap(), json);
    assert_eq!(serde_json::from_str::<WorkingWeek>(json).unwrap(), WorkingWeek::default());
}

proptest! {
    #[test]
    fn a_promise_is_a_working_day_and_never_before_an_earlier_one(
        hours in 0i64..100_000, later in 0i64..500, within in 0u8..20,
    ) {
        let week = WorkingWeek::default();
        let days = WorkingDays { week: &week, closing: ClosingDays::default(), absence: &[] };
        let sent = at("2023-01-01 00:00").plus_ms(hours * crate::time::HOUR_MS);
        let by = answer_by(sent, within, &days).unwrap();
        prop_assert!(days.contains(by) && by >= sent.date());
        let after = answer_by(sent.plus_ms(later * crate::time::HOUR_MS), within, &days).unwrap();
        prop_assert!(after >= by);
        let counted = sent.date().iter_days().take_while(|date| *date <= by).filter(|date| days.contains(*date));
        let count = counted.count();
        prop_assert!(count >= usize::from(within).max(1) && count <= usize::from(within) + 2);
    }
}
