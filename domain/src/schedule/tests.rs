use super::*;
use crate::activity::{Importance, Weight};
use crate::time::{Instant, plus_days};
use chrono::NaiveTime;
use proptest::prelude::*;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn days(text: &str, start: &str, from: &str, to: &str) -> Vec<String> {
    let rule = Recurrence::parse(text).unwrap();
    rule.days(day(start), day(from), day(to)).iter().map(ToString::to_string).collect()
}

fn walk(recurrence: Option<Recurrence>) -> Activity {
    Activity {
        name: "Gåtur".to_owned(),
        weight: Weight::Light,
        kinds: Vec::new(),
        importance: Importance::Normal,
        fixed: false,
        minutes: 20,
        travel_minutes: 0,
        date: day("2026-10-20"),
        start: NaiveTime::from_hms_opt(9, 0, 0),
        recurrence,
    }
}

#[test]
fn a_rule_is_written_as_rfc_5545_writes_it() {
    for text in [
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=TU",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20270101",
        "FREQ=DAILY;INTERVAL=52;COUNT=400",
    ] {
        assert_eq!(Recurrence::parse(text).unwrap().text(), text);
    }
    let loose = Recurrence::parse("RRULE:byday=su,mo;freq=weekly;wkst=mo;interval=1").unwrap();
    assert_eq!(loose.text(), "FREQ=WEEKLY;BYDAY=MO,SU");
}

#[test]
fn what_is_outside_the_subset_is_refused_by_its_reason() {
    use RecurrenceRefusal as R;
    for (text, refusal) in [
        ("", R::Malformed),
        ("FREQ", R::Malformed),
        ("INTERVAL=2", R::Frequency),
        ("FREQ=MONTHLY", R::Frequency),
        ("FREQ=DAILY;FREQ=DAILY", R::Malformed),
        ("FREQ=DAILY;INTERVAL=0", R::Interval),
        ("FREQ=DAILY;INTERVAL=53", R::Interval),
        ("FREQ=DAILY;INTERVAL=-1", R::Interval),
        ("FREQ=WEEKLY;BYDAY=", R::Weekday),
        ("FREQ=WEEKLY;BYDAY=1MO", R::Weekday),
        ("FREQ=WEEKLY;WKST=SU", R::Unsupported),
        ("FREQ=WEEKLY;BYMONTH=2", R::Unsupported),
        ("FREQ=DAILY;COUNT=0", R::Ending),
        ("FREQ=DAILY;COUNT=401", R::Ending),
        ("FREQ=DAILY;COUNT=2;UNTIL=20270101", R::Ending),
        ("FREQ=DAILY;UNTIL=20270230", R::Ending),
        ("FREQ=DAILY;UNTIL=2027+1+1", R::Ending),
        ("FREQ=DAILY;UNTIL=æøåæ", R::Ending),
    ] {
        assert_eq!(Recurrence::parse(text), Err(refusal), "{text}");
    }
    assert_eq!(Recurrence::parse(&"X".repeat(1_000_000)), Err(R::Malformed));
}

#[test]
fn until_in_utc_means_the_danish_day() {
    let until = |text: &str| Recurrence::parse(&format!("FREQ=DAILY;UNTIL={text}")).unwrap().ending;
    assert_eq!(until("20261231T225959Z"), Ending::Until(day("2026-12-31")));
    assert_eq!(until("20261231T230000Z"), Ending::Until(day("2027-01-01")));
    assert_eq!(until("20261231T235959"), Ending::Until(day("2026-12-31")));
}

#[test]
fn every_other_week_counts_weeks_from_their_monday() {
    // RFC 5545's own example: with weeks from Monday these are 5, 10, 19 and 24 August 1997.
    let found = days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU", "1997-08-05", "1997-01-01", "1998-01-01");
    assert_eq!(found, ["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"]);
}

#[test]
fn weekly_without_a_day_takes_that_of_the_first() {
    let found = days("FREQ=WEEKLY", "2026-11-24", "2026-11-25", "2026-12-10");
    assert_eq!(found, ["2026-12-01", "2026-12-08"]);
}

#[test]
fn a_first_day_that_the_rule_does_not_name_is_none() {
    let found = days("FREQ=WEEKLY;COUNT=2;BYDAY=MO", "2026-11-24", "2026-11-20", "2026-12-31");
    assert_eq!(found, ["2026-11-30", "2026-12-07"]);
}

#[test]
fn a_day_left_out_counts_among_the_times() {
    let rule = Recurrence::daily().ending(Ending::Count(3)).without(day("2026-11-25"));
    let found = rule.days(day("2026-11-24"), day("2026-11-01"), day("2026-12-31"));
    assert_eq!(found, [day("2026-11-24"), day("2026-11-26")]);
}

#[test]
fn a_search_without_an_answer_ends() {
    assert!(days("FREQ=DAILY;INTERVAL=7;BYDAY=WE", "2026-11-24", "2026-11-24", "9999-12-31").is_empty());
    assert!(days("FREQ=DAILY", "2026-11-24", "2026-12-24", "2026-11-30").is_empty());
    assert_eq!(days("FREQ=DAILY", "2026-11-24", "2026-11-24", "9999-12-31").len(), OCCURRENCES_MAX);
    let end = Recurrence::daily().days(NaiveDate::MAX, NaiveDate::MAX, NaiveDate::MAX);
    assert_eq!(end, [NaiveDate::MAX]);
}

#[test]
fn nine_o_clock_stays_nine_o_clock_over_the_clock_change() {
    let id = ActivityId(Uuid::from_u128(7));
    let found = expand(id, &walk(Some(Recurrence::daily())), day("2026-10-24"), day("2026-10-26"));
    assert_eq!(found.len(), 3);
    for (_, one) in found {
        let moment = Instant::of_local(one.date, one.start.unwrap());
        assert_eq!(moment.local().to_string(), format!("{} 09:00:00", one.date));
    }
}

#[test]
fn once_is_once_and_only_inside_the_window() {
    let id = ActivityId(Uuid::from_u128(7));
    assert_eq!(expand(id, &walk(None), day("2026-10-20"), day("2026-10-20")).len(), 1);
    assert!(expand(id, &walk(None), day("2026-10-21"), day("2026-12-20")).is_empty());
}

#[test]
fn the_wire_carries_the_rule_and_the_days_left_out() {
    let json = r#"{"rrule":"FREQ=WEEKLY;BYDAY=TU","exdates":["2026-12-22"]}"#;
    let rule: Recurrence = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&rule).unwrap(), json);
    assert!(serde_json::from_str::<Recurrence>(r#"{"rrule":"FREQ=YEARLY"}"#).is_err());
}

fn any_rule() -> impl Strategy<Value = Recurrence> {
    let ending = prop_oneof![
        Just(Ending::Never),
        (0i64..900).prop_map(|n| Ending::Until(plus_days(day("2026-01-01"), n))),
        (1u16..=400).prop_map(Ending::Count),
    ];
    let set = proptest::collection::vec(0u8..7, 0..7);
    (any::<bool>(), 1u8..=INTERVAL_MAX, set, ending, proptest::collection::vec(0i64..900, 0..5)).prop_map(
        |(weekly, interval, set, ending, exdates)| {
            let by_day = set.into_iter().filter_map(|n| Weekday::try_from(n).ok()).collect();
            let frequency = if weekly { Frequency::Weekly } else { Frequency::Daily };
            let rule = Recurrence { frequency, interval, by_day, ending, exdates: Vec::new() };
            exdates.into_iter().fold(rule, |rule, n| rule.without(plus_days(day("2026-01-01"), n)))
        },
    )
}

/// The definition, slowly: look at every day from the first on.
fn by_looking_at_every_day(rule: &Recurrence, start: NaiveDate, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let step = i64::from(rule.interval);
    let named = |date: &NaiveDate| match rule.frequency {
        Frequency::Daily => (*date - start).num_days() % step == 0 && rule.falls_on(date.weekday()),
        Frequency::Weekly => {
            let weeks = (monday_of(*date) - monday_of(start)).num_days() / 7;
            let on_day =
                if rule.by_day.is_empty() { date.weekday() == start.weekday() } else { rule.falls_on(date.weekday()) };
            weeks % step == 0 && on_day
        }
    };
    let mut seen = 0;
    let mut found = Vec::new();
    for date in start.iter_days().take_while(|date| *date <= to).filter(named) {
        seen += 1;
        let ended = match rule.ending {
            Ending::Never => false,
            Ending::Until(last) => date > last,
            Ending::Count(times) => seen > times,
        };
        if !ended && date >= from && !rule.exdates.contains(&date) && found.len() < OCCURRENCES_MAX {
            found.push(date);
        }
    }
    found
}

proptest! {
    #[test]
    fn the_quick_way_finds_what_looking_at_every_day_finds(
        rule in any_rule(), start in 0i64..60, from in -30i64..700, length in 0i64..600,
    ) {
        let start = plus_days(day("2026-01-01"), start);
        let from = plus_days(day("2026-01-01"), from);
        let to = plus_days(from, length);
        prop_assert_eq!(rule.days(start, from, to), by_looking_at_every_day(&rule, start, from, to));
    }

    #[test]
    fn a_window_shows_the_same_days_as_its_two_halves(rule in any_rule(), cut in 0i64..200) {
        let (start, from) = (day("2026-01-01"), day("2026-02-01"));
        let (middle, to) = (plus_days(from, cut), plus_days(from, 200));
        let mut halves = rule.days(start, from, middle);
        halves.extend(rule.days(start, plus_days(middle, 1), to));
        prop_assert_eq!(rule.days(start, from, to), halves);
    }

    #[test]
    fn a_rule_survives_its_own_wire(rule in any_rule()) {
        let json = serde_json::to_string(&rule).unwrap();
        prop_assert_eq!(serde_json::from_str::<Recurrence>(&json).unwrap(), rule);
    }

    #[test]
    fn no_text_makes_the_reader_fall(text in "\\PC{0,60}") {
        if let Ok(rule) = Recurrence::parse(&text) {
            prop_assert!(rule.validate().is_ok());
        }
    }
}
