use super::*;
use crate::activity::{Felt, Weight};
use crate::appointment::Answer;
use crate::command::Recorded;
use crate::survey::Value;
use chrono::{NaiveDate, NaiveTime};

fn form(pairs: &[(&str, &str)]) -> Fields {
    Fields::new(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const ID: &str = "00000000-0000-7000-8000-000000000001";

#[test]
fn a_message_is_cleaned_and_an_empty_one_is_refused_at_its_field() {
    let read_one = read("message.send", &form(&[("text", " Hej\r\nMette "), ("thread", "")])).unwrap();
    assert_eq!(read_one, Command::MessageSend { thread: None, text: "Hej\nMette".into(), files: vec![] });
    assert_eq!(read("message.send", &form(&[("text", " \n")])), Err(Refusal::field(Code::Empty, "text")));
    assert_eq!(read("message.send", &form(&[])), Err(Refusal::field(Code::Empty, "text")));
    let wrong = read("message.send", &form(&[("text", "Hej"), ("thread", "x")]));
    assert_eq!(wrong, Err(Refusal::field(Code::Invalid, "thread")));
}

#[test]
fn a_form_makes_the_same_command_as_the_wire() {
    let by_form = read("checkin.record", &form(&[("date", "2026-11-24"), ("level", "2")])).unwrap();
    let by_wire = Command::parse("checkin.record", serde_json::json!({"date": "2026-11-24", "level": 2})).unwrap();
    assert_eq!(by_form, by_wire);
    let fields = [("appointment", ID), ("sequence", "3"), ("answer", "need_help"), ("text", "")];
    let by_form = read("appointment.reply", &form(&fields)).unwrap();
    assert!(matches!(by_form, Command::AppointmentReply { sequence: 3, answer: Answer::NeedHelp, text: None, .. }));
}

#[test]
fn a_record_may_leave_minutes_and_feeling_out() {
    let short =
        read("activity.record", &form(&[("occurrence", ID), ("status", "done"), ("minutes", ""), ("felt", "")]));
    assert!(matches!(
        short.unwrap(),
        Command::ActivityRecord { status: Recorded::Done, minutes: None, felt: None, .. }
    ));
    let full = [("occurrence", ID), ("status", "done"), ("minutes", "25"), ("felt", "heavier")];
    let full = read("activity.record", &form(&full)).unwrap();
    assert!(matches!(full, Command::ActivityRecord { minutes: Some(25), felt: Some(Felt::Heavier), .. }));
}

#[test]
fn an_activity_is_read_with_its_repetition_in_plain_fields() {
    let fields = form(&[
        ("name", "Gå en tur"),
        ("weight", "light"),
        ("kinds", "physical"),
        ("kinds", "social"),
        ("importance", "3"),
        ("minutes", "20"),
        ("travel_minutes", ""),
        ("date", "24-11-2026"),
        ("start", "9.30"),
        ("repeat", "weekly"),
        ("interval", "2"),
        ("weekday", "TU"),
        ("weekday", "TH"),
        ("until", "2027-01-31"),
    ]);
    let Command::ActivityAdd { activity } = read("activity.add", &fields).unwrap() else { panic!("another kind") };
    assert_eq!(activity.weight, Weight::Light);
    assert_eq!(activity.date, day("2026-11-24"));
    assert_eq!(activity.start, NaiveTime::from_hms_opt(9, 30, 0));
    let recurrence = activity.recurrence.unwrap();
    assert_eq!(recurrence.text(), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20270131");
}

#[test]
fn what_cannot_be_is_refused_at_its_field() {
    let base = [("name", "Tur"), ("weight", "light"), ("minutes", "20"), ("date", "2026-11-24")];
    for (name, value, code) in [
        ("date", "2026-11-31", Code::InvalidDate),
        ("minutes", "tyve", Code::Invalid),
        ("minutes", "", Code::Empty),
        ("weight", "enormous", Code::Invalid),
        ("name", "", Code::Empty),
    ] {
        let fields = base.map(|(known, old)| if known == name { (known, value) } else { (known, old) });
        assert_eq!(read("activity.add", &form(&fields)), Err(Refusal::field(code, name)), "{name} {value}");
    }
    assert_eq!(read("coffee.make", &form(&[])), Err(Code::UnknownKind.into()));
}

#[test]
fn a_bad_day_carries_its_moves_as_fields() {
    let moved = format!("{ID}:2026-11-26");
    let Command::DayRepace { moves, .. } =
        read("day.repace", &form(&[("date", "2026-11-24"), ("move", &moved)])).unwrap()
    else {
        panic!("another kind")
    };
    assert_eq!(moves, vec![Move { occurrence: ID.parse().unwrap(), date: day("2026-11-26") }]);
    let wrong = read("day.repace", &form(&[("date", "2026-11-24"), ("move", "x")]));
    assert_eq!(wrong, Err(Refusal::field(Code::Invalid, "moves")));
}

#[test]
fn an_amount_is_given_in_points_as_people_write_them() {
    for (points, base) in [("12", 360), ("9,5", 285), ("9.5", 285)] {
        assert_eq!(read("base.lower", &form(&[("points", points)])).unwrap(), Command::BaseLower { base });
    }
    assert!(read("base.lower", &form(&[("points", "9,55")])).is_err());
    assert!(read("base.lower", &form(&[("points", "99999999999")])).is_err());
    assert_eq!(read("base.propose", &form(&[("base", "240")])).unwrap(), Command::BasePropose { base: 240 });
}

#[test]
fn answers_are_options_as_json_typed_values_and_own_words() {
    let coding = r#"{"valueCoding":{"code":"high"}}"#;
    let fields = form(&[
        ("invitation", ID),
        ("version", "x|1"),
        ("answer.q1", coding),
        ("answer.q2", "Maden & hjælpen"),
        ("type.q3", "integer"),
        ("answer.q3", "4"),
        ("answer.q4", ""),
        ("own.q5", "noget andet"),
    ]);
    let Command::SurveySubmit { answers, .. } = read("survey.submit", &fields).unwrap() else { panic!("another kind") };
    assert_eq!(answers.len(), 4);
    assert_eq!(answers.get("q3"), [Value::Integer(4)]);
    assert_eq!(answers.get("q2"), [Value::String("Maden & hjælpen".into())]);
    assert_eq!(answers.get("q5"), [Value::String("noget andet".into())]);
    let wrong = form(&[("invitation", ID), ("type.q3", "integer"), ("answer.q3", "fire")]);
    assert_eq!(read("survey.save", &wrong), Err(Refusal::field(Code::Invalid, "answer.q3")));
}

#[test]
fn the_way_back_is_local() {
    for (path, is_taken) in [
        ("/plan", true),
        ("/week?from=2026-11-23", true),
        ("//evil.example", false),
        ("https://evil.example", false),
        ("/\\evil.example", false),
        ("/a b", false),
        ("/\r\nx", false),
    ] {
        assert_eq!(form(&[("back", path)]).back().is_some(), is_taken, "{path:?}");
    }
}

#[test]
fn a_form_has_bounds() {
    let many = (0..=FIELDS_MAX).map(|n| (n.to_string(), String::new()));
    assert_eq!(Fields::new(many).unwrap_err().code, Code::TooMany);
    let long = Fields::new([("text".to_owned(), "a".repeat(BYTES_MAX))]);
    assert_eq!(long, Err(Refusal::field(Code::TooLong, "text")));
}

#[test]
fn times_are_read_as_people_write_them() {
    for text in ["9.05", "09:05", "09:05:00", "kl. 9.05"] {
        assert_eq!(time(text), NaiveTime::from_hms_opt(9, 5, 0), "{text}");
    }
    assert_eq!(time("25:00"), None);
    assert_eq!(time("ni"), None);
}
