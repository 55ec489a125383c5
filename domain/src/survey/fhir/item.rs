//! Reads items, one after the other and level by level.

use serde_json::{Map, Value as Json};

use super::extension::{self, refuse_unsupported};
use super::import::{Reading, begin_item, below, name, objects, take_extensions, words, yes};
use super::{Reason, Refusal, condition, option};
use crate::survey::{Choice, Item, Kind, MAX_ANSWERS, MAX_DEPTH, Value};

/// The elements of an item in R4.
const ELEMENTS: &[&str] = &[
    "id",
    "extension",
    "modifierExtension",
    "linkId",
    "definition",
    "code",
    "prefix",
    "text",
    "type",
    "enableWhen",
    "enableBehavior",
    "required",
    "repeats",
    "readOnly",
    "maxLength",
    "answerValueSet",
    "answerOption",
    "initial",
    "item",
];

/// Elements of STU3 and R5: a file in another version is told so.
const OTHER_VERSIONS: &[&str] = &[
    "option",
    "options",
    "initialBoolean",
    "initialDecimal",
    "initialInteger",
    "initialDate",
    "initialDateTime",
    "initialTime",
    "initialString",
    "initialUri",
    "initialCoding",
    "initialQuantity",
    "initialAttachment",
    "initialReference",
    "answerConstraint",
    "disabledDisplay",
];

/// Reads the items under a node.
pub(super) fn read_items(
    reading: &mut Reading<'_>,
    node: &Map<String, Json>,
    path: &str,
    depth: usize,
) -> Result<Vec<Item>, Refusal> {
    let nodes = objects(node, path, "item")?;
    if !nodes.is_empty() && depth > MAX_DEPTH {
        return Err(Refusal::new(path, Reason::TooDeep, ""));
    }
    let mut items = Vec::with_capacity(nodes.len());
    for (index, node) in nodes.into_iter().enumerate() {
        let path = format!("{}[{index}]", below(path, "item"));
        items.push(read_item(reading, node, &path, depth)?);
    }
    Ok(items)
}

fn read_item(reading: &mut Reading<'_>, node: &Map<String, Json>, path: &str, depth: usize) -> Result<Item, Refusal> {
    begin_item(reading, path)?;
    let kind = kind(node, path)?;
    let link_id = name(node, path, "linkId")?.ok_or_else(|| Refusal::new(path, Reason::MissingLinkId, ""))?;
    refuse_unknown_elements(node, path)?;
    refuse_unsupported(node, path)?;
    let mut item = Item::new(link_id, kind, words(node, path, "text")?.unwrap_or_default());
    item.prefix = words(node, path, "prefix")?;
    item.required = yes(node, path, "required")? && kind != Kind::Display;
    item.repeats = yes(node, path, "repeats")? && kind != Kind::Display;
    item.read_only = yes(node, path, "readOnly")? && kind.is_question();
    item.max_length = max_length(node, path)?;
    take_extensions(&mut item, &extension::of_item(node, path)?, path)?;
    item.when = condition::read(node, path)?;
    item.any = condition::any(node, item.when.len(), path)?;
    read_values(reading, node, &mut item, path)?;
    item.items = read_items(reading, node, path, depth + 1)?;
    if kind == Kind::Display && !item.items.is_empty() {
        return Err(Refusal::new(path, Reason::DisplayItems, ""));
    }
    if item.is_repeating_group() && item.items.iter().any(holds_repeating_group) {
        return Err(Refusal::new(path, Reason::NestedRepeats, ""));
    }
    Ok(item)
}

fn holds_repeating_group(item: &Item) -> bool {
    item.is_repeating_group() || item.items.iter().any(holds_repeating_group)
}

fn kind(node: &Map<String, Json>, path: &str) -> Result<Kind, Refusal> {
    let found = name(node, path, "type")?.ok_or_else(|| Refusal::new(path, Reason::MissingType, ""))?;
    let reason = match found.as_str() {
        "group" => return Ok(Kind::Group),
        "display" => return Ok(Kind::Display),
        "boolean" => return Ok(Kind::Boolean),
        "choice" => return Ok(Kind::Choice),
        "open-choice" => return Ok(Kind::OpenChoice),
        "integer" => return Ok(Kind::Integer),
        "decimal" => return Ok(Kind::Decimal),
        "date" => return Ok(Kind::Date),
        "dateTime" => return Ok(Kind::DateTime),
        "time" => return Ok(Kind::Time),
        "string" => return Ok(Kind::String),
        "text" => return Ok(Kind::Text),
        "url" => return Ok(Kind::Url),
        "quantity" => Reason::Quantity,
        "attachment" => Reason::Attachment,
        "reference" => Reason::Reference,
        "coding" => Reason::FhirVersion,
        _ => Reason::UnknownType,
    };
    Err(Refusal::new(path, reason, found))
}

fn refuse_unknown_elements(node: &Map<String, Json>, path: &str) -> Result<(), Refusal> {
    for element in node.keys() {
        let plain = element.strip_prefix('_').unwrap_or(element);
        if OTHER_VERSIONS.contains(&plain) {
            return Err(Refusal::new(path, Reason::FhirVersion, element));
        }
        if !ELEMENTS.contains(&plain) && element != "fhir_comments" {
            return Err(Refusal::new(path, Reason::UnknownElement, element));
        }
    }
    Ok(())
}

fn max_length(node: &Map<String, Json>, path: &str) -> Result<Option<usize>, Refusal> {
    match node.get("maxLength") {
        None | Some(Json::Null) => Ok(None),
        Some(json) => match json.as_u64().and_then(|length| usize::try_from(length).ok()) {
            // Some exporters write 0 for "no limit"; a limit of nothing cannot be meant.
            Some(length) => Ok((length > 0).then_some(length)),
            None => Err(Refusal::new(below(path, "maxLength"), Reason::Malformed, "")),
        },
    }
}

/// Options and initial values.
fn read_values(
    reading: &mut Reading<'_>,
    node: &Map<String, Json>,
    item: &mut Item,
    path: &str,
) -> Result<(), Refusal> {
    let (list, selected) = option::options(reading, node, item.kind, path)?;
    item.list = list;
    if item.kind == Kind::Choice && list.is_none() {
        return Err(Refusal::new(path, Reason::NoOptions, ""));
    }
    let choices = list.and_then(|list| reading.lists.get(list)).map_or(&[][..], Vec::as_slice);
    let mut values = selected;
    for node in objects(node, path, "initial")? {
        let path = below(path, "initial");
        let value = initial(choices, item, option::value(node, "value", &path, Reason::Initial)?);
        let value = value.ok_or_else(|| Refusal::new(path, Reason::Initial, ""))?;
        if !values.iter().any(|other| other.same(&value)) {
            values.push(value);
        }
    }
    if item.repeats && values.len() > usize::from(MAX_ANSWERS) {
        return Err(Refusal::new(below(path, "initial"), Reason::TooMany, ""));
    }
    // More than one start for one answer: the first stands.
    values.truncate(if item.repeats { usize::from(item.most()) } else { 1 });
    item.initial = values;
    Ok(())
}

/// An initial value as the question can have it; an option in full.
fn initial(choices: &[Choice], item: &Item, value: Value) -> Option<Value> {
    if let Some(choice) = choices.iter().find(|choice| choice.value.same(&value)) {
        return Some(choice.value.clone());
    }
    let open = choices.is_empty() || (item.kind == Kind::OpenChoice && matches!(value, Value::String(_)));
    (open && value.fits(item.kind)).then_some(value)
}
