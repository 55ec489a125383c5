//! Values in FHIR's `value[x]` form, and the options of a question: written beside it or in a value set
//! that the file contains.

use serde_json::{Map, Value as Json};

use super::extension;
use super::import::{Reading, below, name, objects, words, yes};
use super::{Reason, Refusal};
use crate::survey::{Choice, Coding, Decimal, Kind, MAX_OPTIONS, MAX_TEXT, Value};

/// A value that is no coding, by the name of its element (`valueInteger`, `answerDate`). Nothing if the
/// type is not supported or the value is not well formed.
pub(super) fn plain_value(element: &str, json: &Json) -> Option<Value> {
    let kind = element.strip_prefix("value").or_else(|| element.strip_prefix("answer"))?;
    let text = || json.as_str().filter(|text| text.chars().count() <= MAX_TEXT).map(str::to_owned);
    let value = match kind {
        "Boolean" => Value::Boolean(json.as_bool()?),
        "Integer" => Value::Integer(i32::try_from(json.as_i64()?).ok()?),
        "Decimal" => Value::Decimal(Decimal::parse(&json.as_f64()?.to_string())?),
        "Date" => Value::Date(text()?),
        "DateTime" => Value::DateTime(text()?),
        "Time" => Value::Time(text()?),
        "String" => Value::String(text()?),
        "Uri" => Value::Uri(text()?),
        _ => return None,
    };
    value.is_well_formed().then_some(value)
}

/// The `value[x]` or `answer[x]` of a node. `misfit` is the reason if there is none that is supported.
pub(super) fn value(node: &Map<String, Json>, prefix: &str, path: &str, misfit: Reason) -> Result<Value, Refusal> {
    let is_value =
        |element: &&String| element.strip_prefix(prefix).is_some_and(|kind| kind.starts_with(char::is_uppercase));
    let mut elements = node.iter().filter(|(element, _)| is_value(element));
    let (Some((element, json)), None) = (elements.next(), elements.next()) else {
        return Err(Refusal::new(path, misfit, ""));
    };
    match element.strip_prefix(prefix) {
        Some("Coding") => {
            let node = json.as_object().ok_or_else(|| Refusal::new(path, Reason::Malformed, element))?;
            coding(node, path).map(Value::Coding)
        }
        Some("Quantity") => Err(Refusal::new(path, Reason::Quantity, element)),
        Some("Reference") => Err(Refusal::new(path, Reason::Reference, element)),
        Some("Attachment") => Err(Refusal::new(path, Reason::Attachment, element)),
        _ => plain_value(element, json).ok_or_else(|| Refusal::new(path, misfit, element)),
    }
}

fn coding(node: &Map<String, Json>, path: &str) -> Result<Coding, Refusal> {
    let coding = Coding {
        system: name(node, path, "system")?,
        code: name(node, path, "code")?,
        display: words(node, path, "display")?,
    };
    if coding.code.is_none() && coding.display.is_none() {
        return Err(Refusal::new(path, Reason::Malformed, "Coding"));
    }
    Ok(coding)
}

/// The options of an item and those of them that are selected from the start.
pub(super) fn options(
    reading: &mut Reading<'_>,
    node: &Map<String, Json>,
    kind: Kind,
    path: &str,
) -> Result<(Option<usize>, Vec<Value>), Refusal> {
    let written = objects(node, path, "answerOption")?;
    let value_set = name(node, path, "answerValueSet")?;
    let mut selected = Vec::new();
    let choices = match (written.is_empty(), value_set) {
        (true, None) => return Ok((None, selected)),
        (false, Some(_)) => {
            return Err(Refusal::new(path, Reason::Options, "answerOption, answerValueSet"));
        }
        (true, Some(reference)) => contained_options(reading, &reference, path)?,
        (false, None) => {
            let mut choices = Vec::new();
            for (index, node) in written.into_iter().enumerate() {
                let path = format!("{path}.answerOption[{index}]");
                let choice = written_option(node, &path)?;
                if yes(node, &path, "initialSelected")? {
                    selected.push(choice.value.clone());
                }
                choices.push(choice);
            }
            choices
        }
    };
    fit(&choices, kind, path)?;
    Ok((Some(reading.list(choices)), selected))
}

fn written_option(node: &Map<String, Json>, path: &str) -> Result<Choice, Refusal> {
    let value = value(node, "value", path, Reason::Options)?;
    let coding = node.get("valueCoding").and_then(Json::as_object);
    let said = extension::of_option(&[Some(node), coding], path)?;
    Ok(Choice { value, prefix: said.prefix, weight: said.weight, exclusive: said.exclusive })
}

/// Whether a question of this kind may have these options, all different.
fn fit(choices: &[Choice], kind: Kind, path: &str) -> Result<(), Refusal> {
    if choices.len() > MAX_OPTIONS {
        return Err(Refusal::new(path, Reason::TooMany, "options"));
    }
    let allowed = |value: &Value| match kind {
        Kind::Choice | Kind::OpenChoice => {
            !matches!(value, Value::Boolean(_) | Value::Decimal(_) | Value::DateTime(_) | Value::Uri(_))
        }
        Kind::Integer | Kind::Date | Kind::Time | Kind::String | Kind::Text => value.fits(kind),
        _ => false,
    };
    if let Some(choice) = choices.iter().find(|choice| !allowed(&choice.value)) {
        return Err(Refusal::new(path, Reason::Options, choice.value.label()));
    }
    for (index, choice) in choices.iter().enumerate() {
        if choices.iter().take(index).any(|other| other.value.same(&choice.value)) {
            return Err(Refusal::new(path, Reason::Options, choice.value.label()));
        }
    }
    Ok(())
}

fn contained_options(reading: &Reading<'_>, reference: &str, path: &str) -> Result<Vec<Choice>, Refusal> {
    let path = below(path, "answerValueSet");
    let Some(local) = reference.strip_prefix('#') else {
        return Err(Refusal::new(path, Reason::ExternalValueSet, reference));
    };
    let set = reading.contained.get(local).and_then(|set| set.as_object());
    let set = set.ok_or_else(|| Refusal::new(&path, Reason::ValueSetMissing, reference))?;
    let mut choices = Vec::new();
    if let Some(expansion) = set.get("expansion").and_then(Json::as_object) {
        expanded(expansion, &path, &mut choices, 0)?;
    } else if let Some(compose) = set.get("compose").and_then(Json::as_object) {
        composed(compose, &path, &mut choices)?;
    }
    if choices.is_empty() { Err(Refusal::new(path, Reason::ValueSetRules, reference)) } else { Ok(choices) }
}

fn expanded(node: &Map<String, Json>, path: &str, choices: &mut Vec<Choice>, depth: usize) -> Result<(), Refusal> {
    for concept in objects(node, path, "contains")? {
        let closed = yes(concept, path, "abstract")? || yes(concept, path, "inactive")?;
        if !closed {
            push_concept(concept, name(concept, path, "system")?, path, choices)?;
        }
        if depth < 8 {
            expanded(concept, path, choices, depth + 1)?;
        }
    }
    Ok(())
}

fn composed(compose: &Map<String, Json>, path: &str, choices: &mut Vec<Choice>) -> Result<(), Refusal> {
    if !objects(compose, path, "exclude")?.is_empty() {
        return Err(Refusal::new(path, Reason::ValueSetRules, "exclude"));
    }
    for include in objects(compose, path, "include")? {
        let concepts = objects(include, path, "concept")?;
        if concepts.is_empty() || include.contains_key("filter") || include.contains_key("valueSet") {
            return Err(Refusal::new(path, Reason::ValueSetRules, "include"));
        }
        let system = name(include, path, "system")?;
        for concept in concepts {
            push_concept(concept, system.clone(), path, choices)?;
        }
    }
    Ok(())
}

fn push_concept(
    concept: &Map<String, Json>,
    system: Option<String>,
    path: &str,
    choices: &mut Vec<Choice>,
) -> Result<(), Refusal> {
    if choices.len() >= MAX_OPTIONS {
        return Err(Refusal::new(path, Reason::TooMany, "options"));
    }
    let value = Value::Coding(Coding { system, ..coding(concept, path)? });
    let said = extension::of_option(&[Some(concept)], path)?;
    choices.push(Choice { value, prefix: said.prefix, weight: said.weight, exclusive: said.exclusive });
    Ok(())
}
