//! What is checked before answers are sent, and what is made tidy.

use serde_json::json;

use super::*;
use crate::survey::{Fault, Problem};

fn faults(questionnaire: &Questionnaire, pairs: &[(&str, Vec<Value>)]) -> Vec<(String, Fault)> {
    let draft: Answers = pairs.iter().map(|(key, values)| ((*key).to_owned(), values.clone())).collect();
    match check(questionnaire, &draft) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.into_iter().map(|Problem { link_id, code }| (link_id, code)).collect(),
    }
}

fn fault(questionnaire: &Questionnaire, values: Vec<Value>) -> Option<Fault> {
    faults(questionnaire, &[("q", values)]).first().map(|(_, code)| *code)
}

#[expect(clippy::needless_pass_by_value, reason = "examples read better without references")]
fn question(kind: &str, more: Json) -> Questionnaire {
    let mut item = json!({ "linkId": "q", "type": kind, "text": "?" });
    item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    form(json!([item]))
}

fn limits(pairs: &[(&str, &str, Json)]) -> Json {
    pairs
        .iter()
        .map(|(name, element, value)| {
            json!({ "url": format!("http://hl7.org/fhir/StructureDefinition/{name}"), *element: value })
        })
        .collect()
}

#[test]
fn a_required_question_must_be_answered_but_only_when_asked() {
    let form = form(json!([
        { "linkId": "a", "type": "boolean", "text": "?" },
        { "linkId": "q", "type": "string", "text": "?", "required": true,
          "enableWhen": [{ "question": "a", "operator": "=", "answerBoolean": true }] },
    ]));
    assert_eq!(faults(&form, &[]), []);
    assert_eq!(faults(&form, &[("a", yes())]), [("q".to_owned(), Fault::Required)]);
    assert_eq!(faults(&form, &[("a", yes()), ("q", words("  "))]), [("q".to_owned(), Fault::Required)]);
    assert_eq!(faults(&form, &[("a", yes()), ("q", words("ja"))]), []);
}

#[test]
fn answers_must_be_of_the_kind_that_is_asked_for() {
    for (kind, right, wrong) in [
        ("boolean", Value::Boolean(true), Value::Integer(1)),
        ("integer", Value::Integer(4), Value::String("4".into())),
        ("decimal", Value::Integer(4), Value::String("4".into())),
        ("date", Value::Date("2026-11-22".into()), Value::Date("2026-13-01".into())),
        ("dateTime", Value::DateTime("2026-11-22T10:00".into()), Value::DateTime("i morgen".into())),
        ("time", Value::Time("09:30".into()), Value::Time("25:00".into())),
        ("string", Value::String("ord".into()), Value::Boolean(true)),
        ("url", Value::Uri("https://example.org".into()), Value::Uri("to ord".into())),
    ] {
        let form = question(kind, json!({}));
        assert_eq!(fault(&form, vec![right]), None, "{kind}");
        assert_eq!(fault(&form, vec![wrong]), Some(Fault::Type), "{kind}");
    }
}

#[test]
fn lengths_and_limits_hold() {
    let form = question("string", json!({ "maxLength": 4 }));
    assert_eq!(fault(&form, words("æøåé")), None);
    assert_eq!(fault(&form, words("æøåéü")), Some(Fault::TooLong));
    let unlimited = question("text", json!({}));
    assert_eq!(fault(&unlimited, words(&"x".repeat(4_001))), Some(Fault::TooLong));
    let form = question(
        "integer",
        json!({ "extension": limits(&[("minValue", "valueInteger", json!(1)), ("maxValue", "valueInteger", json!(5))]) }),
    );
    assert_eq!(fault(&form, vec![Value::Integer(0)]), Some(Fault::TooSmall));
    assert_eq!(fault(&form, vec![Value::Integer(5)]), None);
    assert_eq!(fault(&form, vec![Value::Integer(6)]), Some(Fault::TooGreat));
}

#[test]
fn as_many_answers_as_the_form_allows() {
    let occurs = limits(&[
        ("questionnaire-minOccurs", "valueInteger", json!(2)),
        ("questionnaire-maxOccurs", "valueInteger", json!(3)),
    ]);
    let form = question("string", json!({ "repeats": true, "extension": occurs }));
    let some = |count: usize| (0..count).map(|number| Value::String(number.to_string())).collect::<Vec<_>>();
    assert_eq!(fault(&form, some(0)), None, "may be skipped");
    assert_eq!(fault(&form, some(1)), Some(Fault::TooFew));
    assert_eq!(fault(&form, some(3)), None);
    assert_eq!(fault(&form, some(4)), Some(Fault::TooMany));
    assert_eq!(fault(&question("string", json!({})), some(2)), Some(Fault::TooMany));
}

#[test]
fn an_option_is_chosen_by_its_code_and_sent_in_full() {
    let options = json!([
        { "valueCoding": { "system": "s", "code": "a", "display": "A" } },
        { "valueCoding": { "system": "s", "code": "b", "display": "B" },
          "extension": limits(&[("questionnaire-optionExclusive", "valueBoolean", json!(true))]) },
    ]);
    let closed = question("choice", json!({ "answerOption": options, "repeats": true }));
    let open = question("open-choice", json!({ "answerOption": options }));
    let draft: Answers = [("q".to_owned(), code("a"))].into_iter().collect();
    assert_eq!(check(&closed, &draft).unwrap().get("q")[0].label(), "A");
    assert_eq!(fault(&closed, code("c")), Some(Fault::NotAnOption));
    assert_eq!(fault(&closed, words("frit")), Some(Fault::NotAnOption));
    assert_eq!(fault(&closed, [code("a"), code("b")].concat()), Some(Fault::Exclusive));
    assert_eq!(fault(&closed, [code("a"), code("a")].concat()), None, "twice is once");
    assert_eq!(fault(&open, words("frit")), None);
    assert_eq!(fault(&open, code("c")), Some(Fault::NotAnOption));
}

#[test]
fn an_answer_to_no_question_is_named() {
    let form = form(json!([
        { "linkId": "d", "type": "display", "text": "!" },
        { "linkId": "q", "type": "string", "text": "?" },
    ]));
    assert_eq!(faults(&form, &[("x", words("?"))]), [("x".to_owned(), Fault::Unknown)]);
    assert_eq!(faults(&form, &[("d", words("?"))]), [("d".to_owned(), Fault::Unknown)]);
    assert_eq!(faults(&form, &[("q#2", words("?"))]), [("q#2".to_owned(), Fault::Unknown)]);
}

#[test]
fn what_cannot_be_changed_is_sent_as_the_form_says() {
    let form = question("string", json!({ "readOnly": true, "initial": [{ "valueString": "fast" }] }));
    let draft: Answers = [("q".to_owned(), words("ændret"))].into_iter().collect();
    assert_eq!(check(&form, &draft).unwrap().get("q"), words("fast"));
}

#[test]
fn typed_words_lose_only_what_no_keyboard_writes() {
    let form = question("text", json!({}));
    let draft: Answers = [("q".to_owned(), words(" en\r\nto\u{0}\ttre "))].into_iter().collect();
    assert_eq!(check(&form, &draft).unwrap().get("q"), words("en\nto tre"));
}

#[test]
fn a_repeating_group_is_filled_as_often_as_it_asks_for() {
    let form = super::files::read("q-with-minOccurs-maxOccurs.json");
    let group = form.item("1").unwrap();
    let mut draft = Answers::default();
    assert_eq!(draft.fillings(group), 2, "at least two");
    draft.set_fillings(group, 9);
    assert_eq!(draft.fillings(group), 3, "at most three");
    draft.set_fillings(group, 2);
    let fruit = |names: &[&str]| names.iter().map(|name| Value::String((*name).into())).collect::<Vec<_>>();
    draft.set("1.1", fruit(&["Apple", "Pear"]));
    draft.set("1.3", fruit(&["Apple", "Pear"]));
    draft.set("1.1#2", fruit(&["Orange", "Pear"]));
    draft.set("1.3#2", fruit(&["Orange", "Banana", "Peach"]));
    let clean = check(&form, &draft).unwrap();
    super::files::valid(&form, &clean);
    let written = crate::survey::fhir::response(&form, &clean, crate::survey::fhir::Signature::default());
    assert_eq!(written["item"].as_array().unwrap().len(), 2);
    assert_eq!(written["item"][1]["item"][0]["answer"][0]["valueString"], "Orange");
}

#[test]
fn answers_read_the_same_on_the_wire() {
    let json =
        json!({ "q": [{ "valueCoding": { "code": "a" } }], "r": [{ "valueInteger": 3 }, { "valueDecimal": 2.5 }] });
    let answers: Answers = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&answers).unwrap(), json);
}
