use super::*;

fn bath() -> Activity {
    let json = r#"{"name":"Bad","weight":"medium","minutes":20,"date":"2026-11-24","start":"08:00","other":1}"#;
    serde_json::from_str(json).unwrap()
}

#[test]
fn the_wire_speaks_the_words_of_the_domain() {
    let full = Activity {
        kinds: vec![ActivityKind::Physical, ActivityKind::Social],
        importance: Importance::CanWait,
        recurrence: Some(Recurrence::daily()),
        ..bath()
    };
    let json = serde_json::to_value(&full).unwrap();
    let expected = serde_json::json!({
        "name": "Bad", "weight": "medium", "kinds": ["physical", "social"], "importance": 3, "fixed": false,
        "minutes": 20, "travel_minutes": 0, "date": "2026-11-24", "start": "08:00",
        "recurrence": {"rrule": "FREQ=DAILY"},
    });
    assert_eq!(json, expected);
    assert_eq!(serde_json::to_string(&Felt::AsExpected).unwrap(), r#""as_expected""#);
    assert!(serde_json::from_str::<Importance>("4").is_err());
}

#[test]
fn what_is_left_out_has_its_plain_meaning() {
    let bath = bath();
    assert_eq!((bath.importance, bath.fixed, bath.travel_minutes), (Importance::Normal, false, 0));
    assert_eq!(bath.recurrence, None);
    assert_eq!(bath.validate(), Ok(()));
}

#[test]
fn each_bound_has_its_reason() {
    use ActivityRefusal as R;
    let date = |text: &str| text.parse::<NaiveDate>().unwrap();
    let cases = [
        (Activity { name: " \t".to_owned(), ..bath() }, R::NameEmpty),
        (Activity { name: "æ".repeat(81), ..bath() }, R::NameTooLong),
        (Activity { minutes: 1441, ..bath() }, R::MinutesOutOfRange),
        (Activity { travel_minutes: 601, ..bath() }, R::TravelOutOfRange),
        (Activity { date: date("1999-12-31"), ..bath() }, R::DateOutOfRange),
        (Activity { kinds: vec![ActivityKind::Social; 2], ..bath() }, R::KindRepeated),
        (
            Activity { recurrence: Some(Recurrence::daily().every(0)), ..bath() },
            R::Recurrence(RecurrenceRefusal::Interval),
        ),
    ];
    for (activity, refusal) in cases {
        assert_eq!(activity.validate(), Err(refusal));
    }
    assert_eq!(Activity { name: "æ".repeat(80), minutes: 1440, ..bath() }.validate(), Ok(()));
}
