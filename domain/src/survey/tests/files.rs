//! Forms of another project's test suite: each is taken or refused for the right reason, and each that
//! is taken can be filled and gives a valid response.

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::survey::Enabled;
use crate::survey::fhir::{Reason, Signature, check_file_text, response};
use crate::time::Instant;

/// Every file, and where and why it is refused.
const FILES: &[(&str, Option<(&str, Reason)>)] = &[
    ("answerOption-valueCoding.choice.R4.json", None),
    ("answerOption-valueDate.R4.json", None),
    ("answerOption-valueInteger.R4.json", None),
    ("answerOption-valueString.R4.json", None),
    ("group-under-question.R4.json", None),
    ("q-with-minOccurs-maxOccurs.json", None),
    ("q-with-nested-enableWhen.json", None),
    ("q-with-rendering-xhtml-text-with-invalid-tag.json", None),
    ("quantity-units.json", Some(("item[0]", Reason::Quantity))),
    ("questionnaire-answerOption.initialSelected.json", None),
    ("questionnaire-hidden-extension.json", None),
    ("questionnaire-initialx.json", None),
    ("tab-layout-with-enableWhen.json", None),
    ("test-enablewhen.json", None),
];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/questionnaires")
}

fn text(file: &str) -> String {
    fs::read_to_string(folder().join(file)).unwrap()
}

pub(super) fn read(file: &str) -> Questionnaire {
    import(&serde_json::from_str(&text(file)).unwrap()).unwrap()
}

fn taken() -> impl Iterator<Item = &'static str> {
    FILES.iter().filter(|(_, refused)| refused.is_none()).map(|(file, _)| *file)
}

#[test]
fn each_file_is_taken_or_refused_for_the_right_reason() {
    for (file, expected) in FILES {
        match (check_file_text(&text(file)), expected) {
            (Ok(summary), None) => assert!(summary.items > 0, "{file}"),
            (Err(refusal), Some((path, reason))) => {
                assert_eq!((refusal.path.as_str(), refusal.reason), (*path, *reason), "{file}");
            }
            (verdict, _) => panic!("{file}: {verdict:?}"),
        }
    }
}

#[test]
fn no_file_is_left_out_and_their_licence_lies_beside_them() {
    let mut found: Vec<String> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    found.sort();
    let mut named: Vec<&str> = FILES.iter().map(|(file, _)| *file).chain(["LICENSE.md"]).collect();
    named.sort_unstable();
    assert_eq!(found, named);
}

#[test]
fn the_compact_form_survives_the_wire_and_is_smaller() {
    for file in taken() {
        let questionnaire = read(file);
        let wire = serde_json::to_string(&questionnaire).unwrap();
        assert_eq!(serde_json::from_str::<Questionnaire>(&wire).unwrap(), questionnaire, "{file}");
        let source: Json = serde_json::from_str(&text(file)).unwrap();
        assert!(wire.len() < source.to_string().len(), "{file}");
    }
}

#[test]
fn every_form_filled_completely_is_sent_without_a_problem() {
    for file in taken() {
        let questionnaire = read(file);
        for seed in 0..20 {
            let draft = fill(&questionnaire, &mut Draws::of(seed), false);
            let clean = check(&questionnaire, &draft).unwrap_or_else(|problems| panic!("{file} {seed}: {problems:?}"));
            valid(&questionnaire, &clean);
        }
    }
}

#[test]
fn markup_is_not_taken_over() {
    let questionnaire = read("q-with-rendering-xhtml-text-with-invalid-tag.json");
    let wire = serde_json::to_string(&questionnaire).unwrap();
    assert!(!wire.contains('<') && !wire.contains("script"), "{wire}");
    let [item] = questionnaire.items.as_slice() else { panic!("one item") };
    assert_eq!(item.text, "Please answer Yes or No to each of the following questions:");
}

#[test]
fn initial_values_stand_there_from_the_start_with_their_options_in_full() {
    let questionnaire = read("questionnaire-initialx.json");
    let start = Answers::start(&questionnaire);
    let labels = |key: &str| start.get(key).iter().map(Value::label).collect::<Vec<_>>();
    assert_eq!(labels("/type-decimal"), ["123.45"]);
    assert_eq!(labels("/type-choice"), ["Answer 2"]);
    assert_eq!(labels("/type-choice-m"), ["Answer 1", "Answer 3"]);
    assert_eq!(labels("/type-open-choice"), ["User typed answer"]);
    assert_eq!(start.get("/type-open-choice-m").len(), 4);
    valid(&questionnaire, &check(&questionnaire, &start).unwrap());
}

#[test]
fn options_selected_from_the_start_are() {
    let questionnaire = read("questionnaire-answerOption.initialSelected.json");
    let start = Answers::start(&questionnaire);
    let labels = |key: &str| start.get(key).iter().map(Value::label).collect::<Vec<_>>();
    assert_eq!(labels("/type-choice-m-2is"), ["Answer 1", "Answer 2"]);
    assert_eq!(labels("/type-choice-m-2is-2iv"), ["Answer 1", "Answer 2", "Answer 3", "Answer 4"]);
    assert_eq!(labels("/type-open-choice-is-iv"), ["With a label 1"]);
}

#[test]
fn hidden_items_have_no_screen_and_leave_no_answer() {
    let questionnaire = read("questionnaire-hidden-extension.json");
    let draft = fill(&questionnaire, &mut Draws::of(1), false);
    for screen in flow::screens(&questionnaire, &draft) {
        assert!(!screen.item.text.contains("hidden question"), "{}", screen.item.text);
    }
    let mut meddled = draft.clone();
    meddled.set("g-horizontal-group/q1", words("smuglet"));
    let clean = check(&questionnaire, &meddled).unwrap();
    assert!(clean.get("g-horizontal-group/q1").is_empty());
    assert!(!clean.get("g-horizontal-group/q2").is_empty());
}

#[test]
fn an_item_in_a_group_under_a_question_stands_under_the_answer() {
    let questionnaire = read("group-under-question.R4.json");
    let answers: Answers = [("q1".to_owned(), words("over")), ("q2".to_owned(), words("under"))].into_iter().collect();
    let written = response(&questionnaire, &answers, Signature::default());
    let below = json!([{ "linkId": "g1", "text": "Sub Group", "item": [{
        "linkId": "q2",
        "text": "Child Question in a group that is under a question",
        "answer": [{ "valueString": "under" }],
    }] }]);
    assert_eq!(
        written["item"],
        json!([{
            "linkId": "q1",
            "text": "Parent Question",
            "answer": [{ "valueString": "over", "item": below }],
        }])
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn half_filled_forms_never_break_and_what_is_sent_is_valid(seed: u64) {
        for file in taken() {
            let questionnaire = read(file);
            let mut draws = Draws::of(seed);
            let draft = fill(&questionnaire, &mut draws, true);
            if let Ok(clean) = check(&questionnaire, &draft) {
                valid(&questionnaire, &clean);
                prop_assert_eq!(check(&questionnaire, &clean), Ok(clean.clone()), "{}", file);
            }
            // A draft that has lost some of its answers is still a draft.
            let rest: Answers = draft
                .iter()
                .filter(|_| draws.below(2) == 0)
                .map(|(key, values)| (key.to_owned(), values.to_vec()))
                .collect();
            let _ = check(&questionnaire, &rest);
            let _ = flow::screens(&questionnaire, &rest);
            valid(&questionnaire, &rest);
        }
    }
}

/// Holds a response against its questionnaire.
pub(super) fn valid(questionnaire: &Questionnaire, answers: &Answers) {
    let signature =
        Signature { authored: Some(Instant(1_790_000_000_000)), subject: Some("Borger"), source: Some("Borger") };
    let written = response(questionnaire, answers, signature);
    assert_eq!(written["resourceType"], "QuestionnaireResponse");
    assert_eq!(written["status"], "completed");
    assert!(chrono::DateTime::parse_from_rfc3339(written["authored"].as_str().unwrap()).is_ok());
    let outline = Outline::of(questionnaire);
    let enabled = Enabled::of(&outline, answers);
    if let Some(items) = written.get("item") {
        valid_items(questionnaire, &outline, &enabled, &questionnaire.items, items);
    }
}

fn valid_items(
    questionnaire: &Questionnaire,
    outline: &Outline<'_>,
    enabled: &Enabled<'_, '_>,
    items: &[Item],
    written: &Json,
) {
    let written = written.as_array().unwrap();
    assert!(!written.is_empty(), "an empty list is no FHIR");
    let mut last = 0;
    for one in written {
        let link_id = one["linkId"].as_str().unwrap();
        let place = items.iter().position(|item| item.link_id == link_id).unwrap();
        assert!(place >= last, "the order of the questionnaire");
        let item = &items[place];
        assert!(place > last || item.is_repeating_group() || one == &written[0] || place == 0);
        last = place;
        assert!(item.kind != Kind::Display && !item.hidden);
        let spot = outline.place(link_id).unwrap();
        assert!((0..20).any(|filling| enabled.is_enabled(spot, filling)), "{link_id} is disabled");
        if let Some(text) = one.get("text") {
            assert_eq!(text, &json!(item.text));
        }
        if item.kind == Kind::Group {
            assert!(one.get("answer").is_none());
            valid_items(questionnaire, outline, enabled, &item.items, &one["item"]);
            continue;
        }
        assert!(one.get("item").is_none(), "items under a question stand under its answer");
        let answers = one["answer"].as_array().unwrap();
        assert!(answers.len() <= usize::from(item.most()) && !answers.is_empty());
        for answer in answers {
            valid_answer(questionnaire, item, answer);
            if let Some(below) = answer.get("item") {
                valid_items(questionnaire, outline, enabled, &item.items, below);
            }
        }
    }
}

fn valid_answer(questionnaire: &Questionnaire, item: &Item, answer: &Json) {
    let values: Vec<_> = answer.as_object().unwrap().iter().filter(|(name, _)| *name != "item").collect();
    let [(name, value)] = values.as_slice() else {
        assert!(values.is_empty() && answer.get("item").is_some(), "{answer}");
        return;
    };
    let read: Value = serde_json::from_value(json!({ name.as_str(): value })).unwrap();
    let choices = questionnaire.choices(item);
    let own_words = item.kind == Kind::OpenChoice && matches!(read, Value::String(_));
    if choices.is_empty() || own_words {
        assert!(read.fits(item.kind) && read.is_well_formed(), "{answer}");
    } else {
        assert!(choices.iter().any(|choice| choice.value == read), "{answer}");
    }
    match read {
        Value::Time(text) => assert_eq!(text.len(), 8, "seconds are not optional in FHIR"),
        Value::DateTime(text) if text.contains('T') => {
            assert!(chrono::DateTime::parse_from_rfc3339(&text).is_ok(), "{text}");
        }
        _ => {}
    }
}
