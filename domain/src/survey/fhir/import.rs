//! Reads a FHIR R4 `Questionnaire` as a whole: its head, its items in order, then what only shows when
//! all items are known (link ids, conditions, loops).
//!
//! Extensions that are not known are ignored, as FHIR allows; expressions, modifiers, and elements that
//! R4 does not have are refused, because without them something else would be asked.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::extension::{Extensions, refuse_unsupported};
use super::item::read_items;
use super::{Reason, Refusal, condition};
use crate::survey::{Choice, Item, Kind, MAX_ITEMS, MAX_NAME, MAX_TEXT, Outline, Questionnaire};

/// Largest file that is looked at, in bytes.
const MAX_FILE: usize = 2 * 1024 * 1024;

/// What is being read, with what was gathered on the way.
pub(super) struct Reading<'j> {
    /// Contained value sets by their local id.
    pub contained: BTreeMap<&'j str, &'j Json>,
    /// Option lists found so far, each once.
    pub lists: Vec<Vec<Choice>>,
    /// The path of every item, in the order of reading.
    pub paths: Vec<String>,
}

impl Reading<'_> {
    /// The number of this option list; a list that is there already is not kept twice.
    pub fn list(&mut self, choices: Vec<Choice>) -> usize {
        if let Some(known) = self.lists.iter().position(|list| *list == choices) {
            return known;
        }
        self.lists.push(choices);
        self.lists.len() - 1
    }
}

/// What was found in a file, for the person who asked whether it can be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// What the form is called.
    pub title: String,
    /// `url|version`, if the form has an address.
    pub canonical: Option<String>,
    /// All items.
    pub items: usize,
    /// Items that can be answered.
    pub questions: usize,
    /// Conditions.
    pub conditions: usize,
}

/// Reads the text of a file.
///
/// # Errors
/// The first thing that is not supported.
pub fn import_text(text: &str) -> Result<Questionnaire, Refusal> {
    if text.len() > MAX_FILE {
        return Err(Refusal::new("", Reason::TooLarge, ""));
    }
    let text = text.trim_start_matches('\u{feff}');
    let not_json = |error: serde_json::Error| Refusal::new("", Reason::NotJson, error.to_string());
    import(&serde_json::from_str(text).map_err(not_json)?)
}

/// Reads the text of a file and says what is in it.
///
/// # Errors
/// The first thing that is not supported.
pub fn check_file_text(text: &str) -> Result<Summary, Refusal> {
    let questionnaire = import_text(text)?;
    let outline = Outline::of(&questionnaire);
    let items = || (0..outline.len()).filter_map(|place| outline.item(place));
    Ok(Summary {
        title: questionnaire.title.clone(),
        canonical: questionnaire.canonical(),
        items: outline.len(),
        questions: items().filter(|item| item.kind.is_question()).count(),
        conditions: items().map(|item| item.when.len()).sum(),
    })
}

/// Reads a questionnaire.
///
/// # Errors
/// The first thing that is not supported, with its path.
pub fn import(json: &Json) -> Result<Questionnaire, Refusal> {
    let Some(root) = json.as_object() else {
        return Err(Refusal::new("", Reason::NotAQuestionnaire, ""));
    };
    match root.get("resourceType").and_then(Json::as_str) {
        Some("Questionnaire") => {}
        found => {
            return Err(Refusal::new("", Reason::NotAQuestionnaire, found.unwrap_or_default()));
        }
    }
    refuse_whole(root)?;
    let mut reading = Reading { contained: contained(root), lists: Vec::new(), paths: Vec::new() };
    let items = read_items(&mut reading, root, "", 1)?;
    if items.is_empty() {
        return Err(Refusal::new("", Reason::Empty, ""));
    }
    let questionnaire = Questionnaire {
        url: name(root, "", "url")?,
        version: name(root, "", "version")?,
        name: name(root, "", "name")?,
        title: words(root, "", "title")?.or(words(root, "", "name")?).unwrap_or_default(),
        description: words(root, "", "description")?,
        language: name(root, "", "language")?,
        items,
        lists: std::mem::take(&mut reading.lists),
    };
    refuse_doubles(&questionnaire, &reading.paths)?;
    condition::refuse_impossible(&questionnaire, &reading.paths)?;
    Ok(questionnaire)
}

/// What makes the questionnaire as a whole something that cannot be asked here.
fn refuse_whole(root: &Map<String, Json>) -> Result<(), Refusal> {
    if root.contains_key("implicitRules") {
        return Err(Refusal::new("implicitRules", Reason::Modifier, ""));
    }
    let profiles = root.get("meta").and_then(|meta| meta.get("profile")).and_then(Json::as_array);
    let adaptive = |profile: &Json| profile.as_str().is_some_and(|profile| profile.contains("questionnaire-adapt"));
    if profiles.is_some_and(|profiles| profiles.iter().any(adaptive)) {
        return Err(Refusal::new("meta.profile", Reason::Adaptive, ""));
    }
    refuse_unsupported(root, "")
}

fn contained(root: &Map<String, Json>) -> BTreeMap<&str, &Json> {
    let resources = root.get("contained").and_then(Json::as_array);
    let value_set = |resource: &Json| resource.get("resourceType").and_then(Json::as_str) == Some("ValueSet");
    resources
        .into_iter()
        .flatten()
        .filter(|resource| value_set(resource))
        .filter_map(|resource| Some((resource.get("id")?.as_str()?, resource)))
        .collect()
}

/// A link id may stand once, and none may look like the second filling of another.
fn refuse_doubles(questionnaire: &Questionnaire, paths: &[String]) -> Result<(), Refusal> {
    let outline = Outline::of(questionnaire);
    for (place, path) in paths.iter().enumerate() {
        let Some(item) = outline.item(place) else {
            continue;
        };
        let base = item.link_id.rsplit_once('#').and_then(|(base, number)| number.parse::<u16>().ok().map(|_| base));
        let like_a_filling =
            base.and_then(|base| outline.place(base)).and_then(|base| outline.repeating(base)).is_some();
        if outline.place(&item.link_id) != Some(place) || like_a_filling {
            return Err(Refusal::new(path, Reason::DuplicateLinkId, &item.link_id));
        }
    }
    Ok(())
}

/// Counts an item that is about to be read.
pub(super) fn begin_item(reading: &mut Reading<'_>, path: &str) -> Result<(), Refusal> {
    if reading.paths.len() >= MAX_ITEMS {
        return Err(Refusal::new(path, Reason::TooManyItems, ""));
    }
    reading.paths.push(path.to_owned());
    Ok(())
}

/// `item[2].item[0]`.
pub(super) fn below(path: &str, element: &str) -> String {
    if path.is_empty() { element.to_owned() } else { format!("{path}.{element}") }
}

/// A text to show: plain, without control characters, trimmed. Absent if empty.
pub(super) fn words(node: &Map<String, Json>, path: &str, element: &str) -> Result<Option<String>, Refusal> {
    let Some(text) = string(node, path, element)? else {
        return Ok(None);
    };
    let clean: String = text.chars().filter_map(shown).collect();
    let clean = clean.trim();
    if clean.chars().count() > MAX_TEXT {
        return Err(Refusal::new(below(path, element), Reason::TooLong, ""));
    }
    Ok((!clean.is_empty()).then(|| clean.to_owned()))
}

/// Characters that draw nothing or turn the reading direction are not taken over.
fn shown(c: char) -> Option<char> {
    match c {
        '\n' => Some(c),
        '\t' => Some(' '),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        _ => (!c.is_control()).then_some(c),
    }
}

/// A name, code or address: short, without control characters, kept as it is.
pub(super) fn name(node: &Map<String, Json>, path: &str, element: &str) -> Result<Option<String>, Refusal> {
    let Some(text) = string(node, path, element)? else {
        return Ok(None);
    };
    if text.chars().count() > MAX_NAME {
        return Err(Refusal::new(below(path, element), Reason::TooLong, ""));
    }
    if text.chars().any(char::is_control) {
        return Err(Refusal::new(below(path, element), Reason::Malformed, ""));
    }
    Ok((!text.trim().is_empty()).then(|| text.to_owned()))
}

fn string<'j>(node: &'j Map<String, Json>, path: &str, element: &str) -> Result<Option<&'j str>, Refusal> {
    match node.get(element) {
        None | Some(Json::Null) => Ok(None),
        Some(Json::String(text)) => Ok(Some(text)),
        Some(_) => Err(Refusal::new(below(path, element), Reason::Malformed, "")),
    }
}

/// Yes or no; absent is no. Some exporters put it in quotes.
pub(super) fn yes(node: &Map<String, Json>, path: &str, element: &str) -> Result<bool, Refusal> {
    match node.get(element) {
        None | Some(Json::Null) => Ok(false),
        Some(Json::Bool(yes)) => Ok(*yes),
        Some(Json::String(text)) if text == "true" || text == "false" => Ok(text == "true"),
        Some(_) => Err(Refusal::new(below(path, element), Reason::Malformed, "")),
    }
}

/// A list of objects; absent is empty.
pub(super) fn objects<'j>(
    node: &'j Map<String, Json>,
    path: &str,
    element: &str,
) -> Result<Vec<&'j Map<String, Json>>, Refusal> {
    let malformed = || Refusal::new(below(path, element), Reason::Malformed, "");
    match node.get(element) {
        None | Some(Json::Null) => Ok(Vec::new()),
        Some(Json::Array(list)) => list.iter().map(|one| one.as_object().ok_or_else(malformed)).collect(),
        Some(_) => Err(malformed()),
    }
}

/// The limits and wishes that extensions set on an item.
pub(super) fn take_extensions(item: &mut Item, extensions: &Extensions, path: &str) -> Result<(), Refusal> {
    item.control = extensions.control;
    item.horizontal = extensions.horizontal;
    item.hidden = extensions.hidden;
    item.min_occurs = extensions.min_occurs;
    item.max_occurs = extensions.max_occurs;
    item.step = extensions.step;
    item.unit.clone_from(&extensions.unit);
    let comparable = matches!(item.kind, Kind::Integer | Kind::Decimal | Kind::Date | Kind::DateTime | Kind::Time);
    if comparable {
        item.min_value.clone_from(&extensions.min_value);
        item.max_value.clone_from(&extensions.max_value);
    }
    let limits = [&item.min_value, &item.max_value];
    let crossed = match limits {
        [Some(min), Some(max)] => min.order(max).is_none_or(std::cmp::Ordering::is_gt),
        _ => false,
    };
    let misfit = limits.into_iter().flatten().any(|limit| !limit.fits(item.kind));
    let fewest = item.min_occurs.unwrap_or(0);
    if crossed || misfit || fewest > item.most() {
        return Err(Refusal::new(path, Reason::Limits, ""));
    }
    Ok(())
}
