//! One question per screen, with what stands around it.

use serde_json::json;

use super::*;

#[test]
fn a_question_has_its_headings_the_words_before_it_and_its_help() {
    let control = |code: &str| {
        json!([{
            "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
            "valueCodeableConcept": { "coding": [{ "code": code }] },
        }])
    };
    let form = form(json!([
        { "linkId": "welcome", "type": "display", "text": "Velkommen" },
        { "linkId": "g", "type": "group", "text": "Hverdag", "item": [
            { "linkId": "note", "type": "display", "text": "Tænk på den sidste uge" },
            { "linkId": "q1", "type": "integer", "text": "Hvor mange?", "extension": control("slider"), "item": [
                { "linkId": "h", "type": "display", "text": "Et tal er nok", "extension": control("help") },
            ] },
            { "linkId": "q2", "type": "text", "text": "Hvordan?" },
        ] },
        { "linkId": "bye", "type": "display", "text": "Tak" },
    ]));
    let screens = flow::screens(&form, &Answers::default());
    let shape: Vec<_> = screens.iter().map(|screen| (screen.key.as_str(), screen.sort)).collect();
    assert_eq!(
        shape,
        [
            ("welcome", flow::Sort::Reading),
            ("q1", flow::Sort::Question),
            ("q2", flow::Sort::Question),
            ("bye", flow::Sort::Reading),
        ]
    );
    let first = &screens[1];
    assert_eq!(first.headings, ["Hverdag"]);
    assert_eq!(first.notes, ["Tænk på den sidste uge"]);
    assert_eq!(first.help, ["Et tal er nok"]);
    assert_eq!(first.item.control, Some(Control::Slider));
    assert_eq!(screens[2].notes, [""; 0]);
    let progress: Vec<_> = (0..4).map(|at| flow::progress(&screens, at)).collect();
    assert_eq!(progress, [(0, 2), (1, 2), (2, 2), (2, 2)]);
    assert_eq!(flow::find(&screens, "q2"), Some(2));
}

#[test]
fn a_group_that_may_be_filled_again_asks_after_its_last_filling() {
    let form = form(json!([{ "linkId": "g", "type": "group", "text": "Barn", "repeats": true, "item": [
        { "linkId": "name", "type": "string", "text": "Fornavn" },
    ] }]));
    let mut answers = Answers::default();
    let keys =
        |answers: &Answers| flow::screens(&form, answers).iter().map(|screen| screen.key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&answers), ["name", "g"]);
    answers.set_fillings(&form.items[0], 2);
    assert_eq!(keys(&answers), ["name", "name#2", "g"]);
    answers.set("name", words("Ida"));
    answers.set("name#2", words("Bo"));
    assert_eq!(flow::answered(&flow::screens(&form, &answers), &answers), 2);
    // Taking a filling away keeps its words in the draft and sends them no more.
    answers.set_fillings(&form.items[0], 1);
    assert_eq!(check(&form, &answers).unwrap().get("name#2"), []);
    assert_eq!(answers.get("name#2"), words("Bo"));
}

#[test]
fn an_option_is_picked_by_its_place() {
    let form = form(json!([{ "linkId": "q", "type": "open-choice", "text": "?", "answerOption": [
        { "valueString": "en" }, { "valueString": "to" },
    ] }]));
    let item = &form.items[0];
    let second = flow::pick(&form, item, 1).unwrap();
    assert_eq!(second.label(), "to");
    assert_eq!(flow::picked(&form, item, &second), Some(1));
    assert_eq!(flow::picked(&form, item, &Value::String("andet".into())), None);
    assert_eq!(flow::pick(&form, item, 2), None);
}

#[test]
fn a_long_form_with_many_conditions_is_quick() {
    let items: Vec<Json> = (0..85)
        .map(|number: usize| {
            let mut item = json!({ "linkId": format!("q{number}"), "type": "boolean", "text": "?" });
            if number >= 30 {
                item["enableWhen"] = json!([
                    { "question": format!("q{}", number - 1), "operator": "!=", "answerBoolean": false },
                ]);
            }
            item
        })
        .collect();
    let form = form(json!(items));
    let started = std::time::Instant::now();
    for _ in 0..100 {
        assert_eq!(flow::screens(&form, &Answers::default()).len(), 85);
    }
    assert!(started.elapsed() < std::time::Duration::from_millis(1_600), "{:?}", started.elapsed());
}
