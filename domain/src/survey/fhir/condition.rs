//! Conditions (`enableWhen`): read beside their item, judged when all items are known.

use serde_json::{Map, Value as Json};

use super::import::{below, name, objects};
use super::{Reason, Refusal, option};
use crate::survey::{Condition, Item, Kind, MAX_CONDITIONS, Operator, Outline, Questionnaire, Value};

/// The conditions of an item.
pub(super) fn read(node: &Map<String, Json>, path: &str) -> Result<Vec<Condition>, Refusal> {
    let nodes = objects(node, path, "enableWhen")?;
    if nodes.len() > MAX_CONDITIONS {
        return Err(Refusal::new(below(path, "enableWhen"), Reason::TooMany, ""));
    }
    let read = |(index, node)| read_one(node, &format!("{path}.enableWhen[{index}]"));
    nodes.into_iter().enumerate().map(read).collect()
}

fn read_one(node: &Map<String, Json>, path: &str) -> Result<Condition, Refusal> {
    if node.contains_key("hasAnswer") {
        return Err(Refusal::new(path, Reason::FhirVersion, "hasAnswer"));
    }
    super::extension::refuse_unsupported(node, path)?;
    let question = name(node, path, "question")?.ok_or_else(|| Refusal::new(path, Reason::ConditionUnknown, ""))?;
    let operator = match name(node, path, "operator")?.as_deref() {
        Some("exists") => Operator::Exists,
        Some("=") => Operator::Equal,
        Some("!=") => Operator::NotEqual,
        Some(">") => Operator::Greater,
        Some("<") => Operator::Less,
        Some(">=") => Operator::GreaterOrEqual,
        Some("<=") => Operator::LessOrEqual,
        found => {
            return Err(Refusal::new(path, Reason::ConditionOperator, found.unwrap_or_default()));
        }
    };
    let value = option::value(node, "answer", path, Reason::ConditionValue)?;
    Ok(Condition { question, operator, value })
}

/// Whether one of several conditions is enough.
pub(super) fn any(node: &Map<String, Json>, conditions: usize, path: &str) -> Result<bool, Refusal> {
    match name(node, path, "enableBehavior")?.as_deref() {
        Some("any") => Ok(true),
        Some("all") => Ok(false),
        None if conditions < 2 => Ok(false),
        found => {
            Err(Refusal::new(below(path, "enableBehavior"), Reason::ConditionBehaviour, found.unwrap_or_default()))
        }
    }
}

/// Refuses conditions that name nothing, compare what cannot be compared, or wait for each other.
pub(super) fn refuse_impossible(questionnaire: &Questionnaire, paths: &[String]) -> Result<(), Refusal> {
    let outline = Outline::of(questionnaire);
    for (place, path) in paths.iter().enumerate() {
        let conditions = outline.item(place).map_or(&[][..], |item| item.when.as_slice());
        for (index, condition) in conditions.iter().enumerate() {
            let path = format!("{path}.enableWhen[{index}]");
            let target = outline.place(&condition.question).and_then(|target| outline.item(target));
            let reason = match target {
                None => Some(Reason::ConditionUnknown),
                Some(target) => misfit(questionnaire, target, condition),
            };
            if let Some(reason) = reason {
                return Err(Refusal::new(path, reason, &condition.question));
            }
        }
    }
    let mut search = Search { outline: &outline, marks: vec![Mark::New; outline.len()], way: Vec::new() };
    for place in 0..outline.len() {
        if let Some(ring) = search.visit(place) {
            let path = paths.get(ring.first().copied().unwrap_or(place)).map_or("", String::as_str);
            let names: Vec<&str> =
                ring.iter().filter_map(|place| outline.item(*place)).map(|item| item.link_id.as_str()).collect();
            return Err(Refusal::new(path, Reason::ConditionLoop, names.join(" > ")));
        }
    }
    Ok(())
}

fn misfit(questionnaire: &Questionnaire, target: &Item, condition: &Condition) -> Option<Reason> {
    if !target.kind.is_question() {
        return Some(Reason::ConditionTarget);
    }
    let value = &condition.value;
    if condition.operator == Operator::Exists {
        return (!matches!(value, Value::Boolean(_))).then_some(Reason::ConditionValue);
    }
    if !comparable(questionnaire, target, value) {
        return Some(Reason::ConditionValue);
    }
    let ordered = !matches!(value, Value::Boolean(_) | Value::Coding(_));
    let by_order = !matches!(condition.operator, Operator::Equal | Operator::NotEqual);
    (by_order && !ordered).then_some(Reason::ConditionOperator)
}

/// Whether some answer to the question could stand beside this value.
fn comparable(questionnaire: &Questionnaire, target: &Item, value: &Value) -> bool {
    let like = |answer: &Value| match (answer, value) {
        (Value::Coding(_), Value::Coding(_)) => true,
        _ => answer.order(value).is_some(),
    };
    if questionnaire.choices(target).iter().any(|choice| like(&choice.value)) {
        return true;
    }
    match target.kind {
        Kind::Choice => false,
        Kind::Decimal | Kind::Integer => matches!(value, Value::Integer(_) | Value::Decimal(_)),
        Kind::Date | Kind::DateTime => matches!(value, Value::Date(_) | Value::DateTime(_)),
        Kind::Url => matches!(value, Value::String(_) | Value::Uri(_)),
        kind => value.fits(kind),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    OnTheWay,
    Done,
}

/// Looks for a ring: an item waits for the item above it and for the questions in its conditions.
struct Search<'o, 'q> {
    outline: &'o Outline<'q>,
    marks: Vec<Mark>,
    way: Vec<usize>,
}

impl Search<'_, '_> {
    fn visit(&mut self, place: usize) -> Option<Vec<usize>> {
        match self.marks.get(place) {
            Some(Mark::New) => {}
            Some(Mark::OnTheWay) => {
                let start = self.way.iter().position(|on_the_way| *on_the_way == place)?;
                return Some(self.way.get(start..)?.to_vec());
            }
            _ => return None,
        }
        self.mark(place, Mark::OnTheWay);
        self.way.push(place);
        let conditions = self.outline.item(place).map_or(&[][..], |item| item.when.as_slice());
        let asked = conditions.iter().filter_map(|condition| self.outline.place(&condition.question));
        let waits_for: Vec<usize> = self.outline.parent(place).into_iter().chain(asked).collect();
        let ring = waits_for.into_iter().find_map(|next| self.visit(next));
        self.way.pop();
        self.mark(place, Mark::Done);
        ring
    }

    fn mark(&mut self, place: usize, mark: Mark) {
        if let Some(slot) = self.marks.get_mut(place) {
            *slot = mark;
        }
    }
}
