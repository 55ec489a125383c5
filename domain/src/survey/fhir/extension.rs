//! The extensions that are understood, those that are refused, and the rest that is ignored.
//!
//! Recognised by the last part of their address, because the same extension has stood under several.

use serde_json::{Map, Value as Json};

use super::import::below;
use super::{Reason, Refusal};
use crate::survey::{Control, Decimal, MAX_ANSWERS, MAX_NAME, Value};

/// What the extensions of an item say.
#[derive(Default)]
pub(super) struct Extensions {
    pub control: Option<Control>,
    pub horizontal: bool,
    pub hidden: bool,
    pub min_occurs: Option<u16>,
    pub max_occurs: Option<u16>,
    pub min_value: Option<Value>,
    pub max_value: Option<Value>,
    pub step: Option<i32>,
    pub unit: Option<String>,
}

/// What the extensions of an option say.
#[derive(Default)]
pub(super) struct OptionExtensions {
    pub prefix: Option<String>,
    pub weight: Option<Decimal>,
    pub exclusive: bool,
}

/// Refused by address: what each would change cannot be left out unnoticed.
const REFUSED: &[(&str, Reason)] = &[
    ("variable", Reason::Expression),
    ("questionnaire-constraint", Reason::Expression),
    ("targetConstraint", Reason::Expression),
    ("cqf-calculatedValue", Reason::Expression),
    ("sdc-questionnaire-itemPopulationContext", Reason::Expression),
    ("regex", Reason::Expression),
    ("minLength", Reason::Limits),
    ("maxDecimalPlaces", Reason::Limits),
    ("sdc-questionnaire-questionnaireAdaptive", Reason::Adaptive),
    ("sdc-questionnaire-subQuestionnaire", Reason::Modular),
    ("sdc-questionnaire-itemMedia", Reason::Media),
    ("sdc-questionnaire-itemAnswerMedia", Reason::Media),
    ("questionnaire-externallydefined", Reason::ExternalValueSet),
    ("sdc-questionnaire-lookupQuestionnaire", Reason::Reference),
    ("questionnaire-signatureRequired", Reason::Attachment),
];

/// Refuses modifiers and refused extensions on a node and on its primitive elements (`_text`).
pub(super) fn refuse_unsupported(node: &Map<String, Json>, path: &str) -> Result<(), Refusal> {
    if node.contains_key("modifierExtension") {
        return Err(Refusal::new(below(path, "modifierExtension"), Reason::Modifier, ""));
    }
    for extension in list(node) {
        refuse(extension, path)?;
    }
    for (element, sibling) in node.iter().filter(|(element, _)| element.starts_with('_')) {
        let Some(sibling) = sibling.as_object() else {
            continue;
        };
        for extension in list(sibling) {
            refuse(extension, &below(path, element))?;
        }
    }
    Ok(())
}

fn refuse(extension: &Map<String, Json>, path: &str) -> Result<(), Refusal> {
    let name = name(extension);
    if extension.contains_key("valueExpression") || name.to_ascii_lowercase().ends_with("expression") {
        return Err(Refusal::new(path, Reason::Expression, name));
    }
    match REFUSED.iter().find(|(refused, _)| *refused == name) {
        Some((_, reason)) => Err(Refusal::new(path, *reason, name)),
        None => Ok(()),
    }
}

/// Reads what an item's extensions say.
pub(super) fn of_item(node: &Map<String, Json>, path: &str) -> Result<Extensions, Refusal> {
    let mut found = Extensions::default();
    for extension in list(node) {
        let name = name(extension);
        let malformed = || Refusal::new(path, Reason::Malformed, name);
        match name {
            "questionnaire-itemControl" => {
                found.control = found.control.or_else(|| control(extension));
            }
            "questionnaire-choiceOrientation" => {
                found.horizontal = extension.get("valueCode").and_then(Json::as_str) == Some("horizontal");
            }
            "questionnaire-hidden" => {
                found.hidden = extension.get("valueBoolean").and_then(Json::as_bool).ok_or_else(malformed)?;
            }
            "questionnaire-minOccurs" => {
                let fewest = count(extension).ok_or_else(malformed)?;
                if fewest > MAX_ANSWERS {
                    return Err(Refusal::new(path, Reason::Limits, name));
                }
                found.min_occurs = Some(fewest);
            }
            "questionnaire-maxOccurs" => {
                found.max_occurs =
                    Some(count(extension).filter(|most| *most > 0).ok_or_else(malformed)?.min(MAX_ANSWERS));
            }
            "minValue" => found.min_value = Some(limit(extension).ok_or_else(malformed)?),
            "maxValue" => found.max_value = Some(limit(extension).ok_or_else(malformed)?),
            "questionnaire-sliderStepValue" => {
                found.step = integer(extension).filter(|step| *step > 0);
            }
            "questionnaire-unit" => found.unit = unit(extension),
            _ => {}
        }
    }
    Ok(found)
}

/// Reads what an option's extensions say; they stand on the option or on its coding.
pub(super) fn of_option(nodes: &[Option<&Map<String, Json>>], path: &str) -> Result<OptionExtensions, Refusal> {
    let mut found = OptionExtensions::default();
    for node in nodes.iter().flatten() {
        refuse_unsupported(node, path)?;
        for extension in list(node) {
            match name(extension) {
                "ordinalValue"
                | "itemWeight"
                | "questionnaire-ordinalValue"
                | "codesystem-ordinalValue"
                | "valueset-ordinalValue" => {
                    let number = extension.get("valueDecimal").or_else(|| extension.get("valueInteger"));
                    found.weight = number.and_then(Json::as_f64).and_then(|number| Decimal::parse(&number.to_string()));
                }
                "questionnaire-optionPrefix" => {
                    let prefix = extension.get("valueString").and_then(Json::as_str);
                    found.prefix = prefix.filter(|prefix| prefix.chars().count() <= MAX_NAME).map(str::to_owned);
                }
                "questionnaire-optionExclusive" => {
                    found.exclusive = extension.get("valueBoolean").and_then(Json::as_bool).unwrap_or(false);
                }
                _ => {}
            }
        }
    }
    Ok(found)
}

fn list(node: &Map<String, Json>) -> impl Iterator<Item = &Map<String, Json>> {
    node.get("extension").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_object)
}

fn name(extension: &Map<String, Json>) -> &str {
    let url = extension.get("url").and_then(Json::as_str).unwrap_or_default();
    url.rsplit('/').next().unwrap_or_default()
}

fn control(extension: &Map<String, Json>) -> Option<Control> {
    let codings = extension.get("valueCodeableConcept")?.get("coding")?.as_array()?;
    codings.iter().filter_map(|coding| coding.get("code")?.as_str()).find_map(|code| match code {
        "radio-button" => Some(Control::RadioButton),
        "check-box" => Some(Control::CheckBox),
        "drop-down" | "autocomplete" => Some(Control::DropDown),
        "slider" => Some(Control::Slider),
        "help" => Some(Control::Help),
        _ => None,
    })
}

fn integer(extension: &Map<String, Json>) -> Option<i32> {
    extension.get("valueInteger").and_then(Json::as_i64).and_then(|number| i32::try_from(number).ok())
}

fn count(extension: &Map<String, Json>) -> Option<u16> {
    let number = integer(extension)?;
    if number < 0 { None } else { Some(u16::try_from(number).unwrap_or(u16::MAX)) }
}

fn limit(extension: &Map<String, Json>) -> Option<Value> {
    let (element, json) = extension.iter().find(|(element, _)| element.starts_with("value"))?;
    super::option::plain_value(element, json)
}

fn unit(extension: &Map<String, Json>) -> Option<String> {
    let coding = extension.get("valueCoding")?;
    let words = coding.get("display").or_else(|| coding.get("code"))?.as_str()?;
    (words.chars().count() <= MAX_NAME).then(|| words.chars().filter(|c| !c.is_control()).collect())
}
