//! What is not supported is refused by name, with the path to the item.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::survey::fhir::{Reason, check_file_text};
use crate::survey::{MAX_DEPTH, MAX_ITEMS, MAX_OPTIONS, MAX_TEXT};

fn refused(json: &Json) -> (String, Reason) {
    let refusal = import(json).expect_err(&json.to_string());
    (refusal.path, refusal.reason)
}

#[expect(clippy::needless_pass_by_value, reason = "examples read better without references")]
fn extension(name: &str, value: Json) -> Json {
    let mut extension = json!({ "url": format!("http://hl7.org/fhir/StructureDefinition/{name}") });
    extension.as_object_mut().unwrap().extend(value.as_object().unwrap().clone());
    json!([extension])
}

/// A form whose second item's first item is this one.
#[expect(clippy::needless_pass_by_value, reason = "examples read better without references")]
fn nested(item: Json) -> Json {
    whole(json!([
        { "linkId": "a", "type": "boolean", "text": "?" },
        { "linkId": "g", "type": "group", "item": [item] },
    ]))
}

/// A choice with one more element.
fn choice(element: &str, value: Json) -> Json {
    let mut item = json!({ "linkId": "q", "type": "choice", "text": "?" });
    item[element] = value;
    item
}

fn refused_where_they_stand(cases: Vec<(Json, Reason)>) {
    for (item, reason) in cases {
        let (path, found) = refused(&nested(item.clone()));
        assert_eq!(found, reason, "{item}");
        assert!(path.starts_with("item[1].item[0]"), "{path}");
    }
}

#[test]
fn an_item_that_is_no_question_of_ours_is_refused_where_it_stands() {
    refused_where_they_stand(vec![
        (json!({ "linkId": "q", "type": "quantity" }), Reason::Quantity),
        (json!({ "linkId": "q", "type": "attachment" }), Reason::Attachment),
        (json!({ "linkId": "q", "type": "reference" }), Reason::Reference),
        (json!({ "linkId": "q", "type": "coding" }), Reason::FhirVersion),
        (json!({ "linkId": "q", "type": "question" }), Reason::UnknownType),
        (json!({ "linkId": "q" }), Reason::MissingType),
        (json!({ "type": "string" }), Reason::MissingLinkId),
        (json!({ "linkId": "a", "type": "string" }), Reason::DuplicateLinkId),
        (json!({ "linkId": "q", "type": "string", "text": 5 }), Reason::Malformed),
        (json!({ "linkId": "q", "type": "string", "requird": true }), Reason::UnknownElement),
        (choice("modifierExtension", json!([])), Reason::Modifier),
        (json!({ "linkId": "q", "type": "integer", "initial": [{ "valueString": "fem" }] }), Reason::Initial),
        (
            json!({ "linkId": "q", "type": "display", "item": [{ "linkId": "r", "type": "display" }] }),
            Reason::DisplayItems,
        ),
    ]);
}

#[test]
fn options_from_elsewhere_and_odd_ones_are_refused() {
    let options = |options: Json| choice("answerOption", options);
    refused_where_they_stand(vec![
        (choice("option", json!([{ "valueString": "a" }])), Reason::FhirVersion),
        (choice("required", json!(false)), Reason::NoOptions),
        (choice("answerValueSet", json!("http://example.org/vs")), Reason::ExternalValueSet),
        (choice("answerValueSet", json!("#nowhere")), Reason::ValueSetMissing),
        (options(json!([{ "valueReference": { "reference": "Patient/1" } }])), Reason::Reference),
        (options(json!([{ "valueDecimal": 1.5 }])), Reason::Options),
        (options(json!([{ "valueString": "a" }, { "valueString": "a" }])), Reason::Options),
    ]);
}

#[test]
fn expressions_are_refused_wherever_they_hide() {
    let expression = || json!({ "valueExpression": { "language": "text/fhirpath", "expression": "1" } });
    let with = |element: &str, value: Json| {
        let mut item = json!({ "linkId": "q", "type": "string", "text": "?" });
        item[element] = value;
        item
    };
    let calculated = extension("sdc-questionnaire-calculatedExpression", expression());
    let in_text = json!({ "extension": extension("cqf-expression", expression()) });
    let pattern = extension("regex", json!({ "valueString": "a+" }));
    refused_where_they_stand(vec![
        (with("extension", calculated), Reason::Expression),
        (with("_text", in_text), Reason::Expression),
        (with("extension", pattern), Reason::Expression),
    ]);
}

#[test]
fn a_condition_that_can_never_be_judged_is_refused() {
    let when =
        |condition: Json| nested(json!({ "linkId": "q", "type": "string", "text": "?", "enableWhen": [condition] }));
    for (condition, reason) in [
        (json!({ "question": "x", "operator": "=", "answerBoolean": true }), Reason::ConditionUnknown),
        (json!({ "question": "g", "operator": "=", "answerBoolean": true }), Reason::ConditionTarget),
        (json!({ "question": "a", "operator": "=", "answerInteger": 1 }), Reason::ConditionValue),
        (json!({ "question": "a", "operator": ">", "answerBoolean": true }), Reason::ConditionOperator),
        (json!({ "question": "a", "operator": "~", "answerBoolean": true }), Reason::ConditionOperator),
        (json!({ "question": "a", "operator": "=" }), Reason::ConditionValue),
        (json!({ "question": "a", "operator": "=", "answerQuantity": { "value": 1 } }), Reason::Quantity),
        (json!({ "question": "q", "operator": "exists", "answerBoolean": true }), Reason::ConditionLoop),
    ] {
        let (path, found) = refused(&when(condition.clone()));
        assert_eq!(found, reason, "{condition}");
        assert!(path.starts_with("item[1].item[0]"), "{path}");
    }
    let two = json!([
        { "question": "a", "operator": "=", "answerBoolean": true },
        { "question": "a", "operator": "exists", "answerBoolean": true },
    ]);
    let item = json!({ "linkId": "q", "type": "string", "enableWhen": two });
    assert_eq!(refused(&nested(item)).1, Reason::ConditionBehaviour);
}

#[test]
fn a_group_that_waits_for_a_question_inside_it_is_a_loop() {
    let form = whole(json!([{
        "linkId": "g", "type": "group",
        "enableWhen": [{ "question": "q", "operator": "exists", "answerBoolean": true }],
        "item": [{ "linkId": "q", "type": "boolean", "text": "?" }],
    }]));
    assert_eq!(refused(&form), ("item[0]".into(), Reason::ConditionLoop));
}

#[test]
fn the_questionnaire_as_a_whole_is_refused_by_name() {
    let with = |element: &str, value: Json| {
        let mut form = whole(json!([{ "linkId": "q", "type": "string", "text": "?" }]));
        form[element] = value;
        form
    };
    for (form, reason) in [
        (json!([]), Reason::NotAQuestionnaire),
        (json!({ "resourceType": "Patient" }), Reason::NotAQuestionnaire),
        (whole(json!([])), Reason::Empty),
        (whole(json!({})), Reason::Malformed),
        (with("implicitRules", json!("http://example.org")), Reason::Modifier),
        (
            with(
                "meta",
                json!({ "profile": ["http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-adapt"] }),
            ),
            Reason::Adaptive,
        ),
        (with("extension", extension("variable", json!({ "valueString": "x" }))), Reason::Expression),
    ] {
        assert_eq!(refused(&form).1, reason, "{form}");
    }
    assert_eq!(check_file_text("{").unwrap_err().reason, Reason::NotJson);
    assert_eq!(check_file_text(&" ".repeat(3_000_000)).unwrap_err().reason, Reason::TooLarge);
}

#[test]
fn everything_is_bounded() {
    let many = |count: usize| -> Vec<Json> {
        (0..count).map(|number| json!({ "linkId": format!("q{number}"), "type": "string" })).collect()
    };
    assert!(import(&whole(json!(many(MAX_ITEMS)))).is_ok());
    assert_eq!(refused(&whole(json!(many(MAX_ITEMS + 1)))).1, Reason::TooManyItems);
    let deep = |depth: usize| {
        let start = json!({ "linkId": "q", "type": "string" });
        (1..depth)
            .fold(start, |inner, level| json!({ "linkId": format!("g{level}"), "type": "group", "item": [inner] }))
    };
    assert!(import(&whole(json!([deep(MAX_DEPTH)]))).is_ok());
    assert_eq!(refused(&whole(json!([deep(MAX_DEPTH + 1)]))).1, Reason::TooDeep);
    let long = json!([{ "linkId": "q", "type": "string", "text": "x".repeat(MAX_TEXT + 1) }]);
    assert_eq!(refused(&whole(long)).1, Reason::TooLong);
    let options: Vec<Json> = (0..=MAX_OPTIONS).map(|number| json!({ "valueString": number.to_string() })).collect();
    assert_eq!(
        refused(&whole(json!([{ "linkId": "q", "type": "choice", "answerOption": options }]))).1,
        Reason::TooMany
    );
    let inner =
        json!({ "linkId": "h", "type": "group", "repeats": true, "item": [{ "linkId": "q", "type": "string" }] });
    let outer = json!([{ "linkId": "g", "type": "group", "repeats": true, "item": [inner] }]);
    assert_eq!(refused(&whole(outer)), ("item[0]".into(), Reason::NestedRepeats));
}

#[test]
fn a_contained_value_set_gives_the_options_once() {
    let set = json!([{ "resourceType": "ValueSet", "id": "s", "compose": { "include": [
        { "system": "http://example.org/s", "concept": [{ "code": "a", "display": "A" }, { "code": "b" }] },
    ] } }]);
    let question = |link_id: &str| json!({ "linkId": link_id, "type": "choice", "text": "?", "answerValueSet": "#s" });
    let mut json = whole(json!([question("one"), question("two")]));
    json["contained"] = set;
    let form = import(&json).unwrap();
    assert_eq!(form.lists.len(), 1);
    let labels: Vec<String> = form.choices(&form.items[1]).iter().map(|choice| choice.value.label()).collect();
    assert_eq!(labels, ["A", "b"]);
    json["contained"][0]["compose"]["include"][0]["filter"] = json!([]);
    assert_eq!(refused(&json).1, Reason::ValueSetRules);
}

#[test]
fn a_refusal_reads_as_path_code_and_sentence() {
    let refusal = import(&nested(json!({ "linkId": "q", "type": "quantity" }))).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "item[1].item[0]: quantity: numbers with a unit to choose are not supported (quantity)"
    );
    for reason in Reason::ALL {
        assert_eq!(serde_json::to_value(reason).unwrap(), reason.code());
        assert!(!reason.english().is_empty() && !reason.danish().is_empty());
    }
}

#[test]
fn unknown_extensions_are_ignored_as_fhir_allows() {
    let item = json!({ "linkId": "q", "type": "string", "text": "?",
        "extension": extension("something-nobody-knows", json!({ "valueString": "x" })) });
    assert!(import(&nested(item)).is_ok());
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        prop::sample::select(vec!["q", "group", "choice", "#s", "", "=", "exists", "\u{0}", "2026-99-99"])
            .prop_map(Json::from),
    ];
    let names = prop::sample::select(vec![
        "linkId",
        "type",
        "item",
        "text",
        "enableWhen",
        "question",
        "operator",
        "answerBoolean",
        "answerOption",
        "valueCoding",
        "valueInteger",
        "initial",
        "extension",
        "url",
        "contained",
        "repeats",
        "maxLength",
        "code",
    ]);
    leaf.prop_recursive(6, 60, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::vec((names.clone(), inner), 0..6)
                .prop_map(|pairs| pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()),
        ]
    })
}

proptest! {
    #[test]
    fn no_json_breaks_the_import(items in any_json()) {
        let _ = import(&items);
        if let Ok(form) = import(&whole(items)) {
            let _ = flow::screens(&form, &Answers::start(&form));
        }
    }

    #[test]
    fn no_text_breaks_the_import(text in "\\PC{0,200}") {
        let _ = check_file_text(&text);
    }
}
