//! Conditions: every operator, nesting, and the rule that a disabled question is unanswered.

use proptest::prelude::*;
use serde_json::json;

use super::files::read;
use super::*;
use crate::survey::fhir::Reason;

/// The link ids of the questions on the screens.
fn asked(questionnaire: &Questionnaire, answers: &Answers) -> Vec<String> {
    let screens = flow::screens(questionnaire, answers);
    screens.into_iter().filter(|screen| screen.sort == flow::Sort::Question).map(|screen| screen.key).collect()
}

fn answers(pairs: &[(&str, Vec<Value>)]) -> Answers {
    pairs.iter().map(|(key, values)| ((*key).to_owned(), values.clone())).collect()
}

#[test]
fn conditions_reach_across_groups() {
    let form = read("tab-layout-with-enableWhen.json");
    assert_eq!(asked(&form, &Answers::default()), ["Q1", "Q1-not-exists", "Q1-not-true"]);
    assert_eq!(asked(&form, &answers(&[("Q1", yes())])), ["Q1", "Q1-exists", "Q1-true", "q3"]);
    let no = vec![Value::Boolean(false)];
    assert_eq!(asked(&form, &answers(&[("Q1", no)])), ["Q1", "Q1-exists", "Q1-false", "Q1-not-true"]);
}

#[test]
fn a_disabled_group_takes_everything_in_it_along() {
    let form = read("q-with-nested-enableWhen.json");
    assert_eq!(asked(&form, &Answers::default()), ["p1"]);
    assert_eq!(asked(&form, &answers(&[("p1", code("YES"))])), ["p1", "c1", "d1", "cc1", "dd1"]);
    assert_eq!(
        asked(&form, &answers(&[("p1", code("YES")), ("c1", code("A")), ("cc1", code("A"))])),
        ["p1", "c1", "cc1"]
    );
}

#[test]
fn an_answer_that_is_disabled_counts_as_none_and_comes_back() {
    let form = read("test-enablewhen.json");
    let mut draft = answers(&[("4.1", code("Other")), ("4.3", words("gigt"))]);
    assert_eq!(asked(&form, &draft), ["4.1", "4.3", "4.4"]);
    draft.set("4.1", code("Diabetes"));
    // 4.3 is off, so its words count for nothing: 4.5 ("4.3 should not exist") is asked.
    assert_eq!(asked(&form, &draft), ["4.1", "4.2", "4.5"]);
    draft.set("4.2", code("Insulin Treated"));
    draft.set("4.5", words("intet"));
    let clean = check(&form, &draft).unwrap();
    assert!(clean.get("4.3").is_empty(), "left out of what is sent");
    assert_eq!(draft.get("4.3"), words("gigt"), "kept in the draft");
    draft.set("4.1", code("Other"));
    assert_eq!(asked(&form, &draft), ["4.1", "4.3", "4.4"]);
}

#[test]
fn every_operator_compares_as_fhir_says() {
    for (operator, below, same, above, none) in [
        ("=", false, true, false, false),
        ("!=", true, false, true, true),
        (">", false, false, true, false),
        ("<", true, false, false, false),
        (">=", false, true, true, false),
        ("<=", true, true, false, false),
    ] {
        let form = form(json!([
            { "linkId": "n", "type": "integer", "text": "?" },
            { "linkId": "d", "type": "display", "text": "!" },
            { "linkId": "t", "type": "string", "text": "?",
              "enableWhen": [{ "question": "n", "operator": operator, "answerInteger": 5 }] },
        ]));
        for (value, expected) in [(Some(4), below), (Some(5), same), (Some(6), above), (None, none)] {
            let given = value.map(|value| vec![Value::Integer(value)]).unwrap_or_default();
            let open = asked(&form, &answers(&[("n", given)])).contains(&"t".to_owned());
            assert_eq!(open, expected, "{value:?} {operator} 5");
        }
    }
}

#[test]
fn any_needs_one_condition_and_all_needs_every_one() {
    for (behaviour, one, both) in [("any", true, true), ("all", false, true)] {
        let form = form(json!([
            { "linkId": "a", "type": "boolean", "text": "?" },
            { "linkId": "b", "type": "boolean", "text": "?" },
            { "linkId": "t", "type": "string", "text": "?", "enableBehavior": behaviour, "enableWhen": [
                { "question": "a", "operator": "=", "answerBoolean": true },
                { "question": "b", "operator": "exists", "answerBoolean": true },
            ] },
        ]));
        let open = |draft: &Answers| asked(&form, draft).contains(&"t".to_owned());
        assert!(!open(&Answers::default()));
        assert_eq!(open(&answers(&[("a", yes())])), one);
        assert_eq!(open(&answers(&[("a", yes()), ("b", yes())])), both);
    }
}

#[test]
fn in_a_repeating_group_the_same_filling_decides() {
    let form = form(json!([
        { "linkId": "g", "type": "group", "repeats": true, "item": [
            { "linkId": "a", "type": "boolean", "text": "?" },
            { "linkId": "b", "type": "string", "text": "?",
              "enableWhen": [{ "question": "a", "operator": "=", "answerBoolean": true }] },
        ] },
        { "linkId": "c", "type": "string", "text": "?",
          "enableWhen": [{ "question": "a", "operator": "=", "answerBoolean": true }] },
    ]));
    let two = vec![Value::Integer(2)];
    let no = vec![Value::Boolean(false)];
    let first = answers(&[("g", two.clone()), ("a", yes()), ("a#2", no.clone())]);
    assert_eq!(asked(&form, &first), ["a", "b", "a#2"]);
    let second = answers(&[("g", two), ("a", no), ("a#2", yes())]);
    assert_eq!(asked(&form, &second), ["a", "a#2", "b#2", "c"], "from outside, the last filling before");
}

#[test]
fn a_form_that_waits_for_itself_does_not_hang() {
    let mut one = Item::new("one", Kind::Boolean, "?");
    let mut two = Item::new("two", Kind::Boolean, "?");
    let waits = |question: &str| crate::survey::Condition {
        question: question.into(),
        operator: crate::survey::Operator::NotEqual,
        value: Value::Boolean(true),
    };
    one.when = vec![waits("two")];
    two.when = vec![waits("one")];
    let form = Questionnaire { items: vec![one, two], ..Questionnaire::default() };
    assert!(flow::screens(&form, &Answers::default()).len() <= 2);
}

/// A form of yes-no questions; `edges[n]` are the questions that question `n` looks at, each with the
/// operator and the wanted answer.
#[derive(Clone, Debug)]
struct Net {
    edges: Vec<Vec<(usize, bool, bool)>>,
    any: Vec<bool>,
    groups: Vec<bool>,
}

fn net(forward_only: bool) -> impl Strategy<Value = Net> {
    (2..9_usize).prop_flat_map(move |size| {
        let edge = move |from: usize| {
            let targets = if forward_only { from.max(1) } else { size };
            (0..targets, any::<bool>(), any::<bool>())
        };
        let edges: Vec<_> = (0..size)
            .map(|from| {
                let most = usize::from(from > 0 || !forward_only) * 3;
                prop::collection::vec(edge(from), 0..=most)
            })
            .collect();
        let bools = || prop::collection::vec(any::<bool>(), size);
        (edges, bools(), bools()).prop_map(|(edges, any, groups)| Net { edges, any, groups })
    })
}

impl Net {
    /// Every question, some in a group of their own that carries the conditions instead.
    fn fhir(&self) -> Json {
        let items = self.edges.iter().enumerate().map(|(number, edges)| {
            let conditions: Vec<Json> = edges
                .iter()
                .map(|(target, exists, wanted)| {
                    let operator = if *exists { "exists" } else { "=" };
                    json!({ "question": format!("q{target}"), "operator": operator, "answerBoolean": wanted })
                })
                .collect();
            let mut bare = json!({ "linkId": format!("q{number}"), "type": "boolean", "text": "?" });
            let mut outer = json!({ "linkId": format!("g{number}"), "type": "group" });
            let bearer = if self.groups[number] { &mut outer } else { &mut bare };
            if !conditions.is_empty() {
                bearer["enableWhen"] = Json::Array(conditions);
                bearer["enableBehavior"] = json!(if self.any[number] { "any" } else { "all" });
            }
            if self.groups[number] {
                outer["item"] = json!([bare]);
                return outer;
            }
            bare
        });
        whole(items.collect())
    }

    /// The same rule said another way: off until nothing changes any more, in the order of dependence.
    fn expected(&self, given: &[Option<bool>]) -> Vec<bool> {
        let mut on = vec![false; self.edges.len()];
        for _ in 0..self.edges.len() {
            let before = on.clone();
            for (number, edges) in self.edges.iter().enumerate() {
                let holds = |edge: &(usize, bool, bool)| {
                    let (target, exists, wanted) = *edge;
                    let seen = if before[target] { given[target] } else { None };
                    if exists { seen.is_some() == wanted } else { seen == Some(wanted) }
                };
                on[number] = edges.is_empty()
                    || if self.any[number] { edges.iter().any(holds) } else { edges.iter().all(holds) };
            }
        }
        on
    }

    /// Whether some question waits for itself.
    fn has_ring(&self) -> bool {
        let mut left: Vec<usize> = (0..self.edges.len()).collect();
        loop {
            let free = |number: &usize| self.edges[*number].iter().all(|(target, _, _)| !left.contains(target));
            let rest: Vec<usize> = left.iter().copied().filter(|number| !free(number)).collect();
            if rest.len() == left.len() {
                return !rest.is_empty();
            }
            left = rest;
        }
    }
}

proptest! {
    #[test]
    fn what_is_asked_follows_the_rule(net in net(true), given in prop::collection::vec(any::<Option<bool>>(), 9)) {
        let form = import(&net.fhir()).unwrap();
        let expected = net.expected(&given);
        let draft: Answers = given
            .iter()
            .enumerate()
            .take(net.edges.len())
            .map(|(number, answer)| (format!("q{number}"), answer.map(Value::Boolean).into_iter().collect()))
            .collect();
        let open = asked(&form, &draft);
        for (number, expected) in expected.iter().enumerate() {
            prop_assert_eq!(open.contains(&format!("q{number}")), *expected, "q{}", number);
        }
        let clean = check(&form, &draft).unwrap();
        for (number, answer) in given.iter().enumerate().take(net.edges.len()) {
            let kept = !clean.get(&format!("q{number}")).is_empty();
            prop_assert_eq!(kept, expected[number] && answer.is_some());
        }
        prop_assert_eq!(asked(&form, &clean), open, "leaving out disabled answers changes nothing");
        prop_assert_eq!(check(&form, &clean), Ok(clean.clone()));
    }

    #[test]
    fn a_ring_of_conditions_is_refused_and_nothing_else_is(net in net(false)) {
        match import(&net.fhir()) {
            Ok(_) => prop_assert!(!net.has_ring()),
            Err(refusal) => {
                prop_assert_eq!(refusal.reason, Reason::ConditionLoop);
                prop_assert!(net.has_ring());
                prop_assert!(!refusal.path.is_empty() && refusal.found.contains('q'));
            }
        }
    }
}
