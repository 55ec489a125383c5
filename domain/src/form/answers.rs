//! The answers of a questionnaire as fields.

use super::fields::{Fields, word};
use crate::refusal::{Code, Refusal};
use crate::survey::{self, Answers, Value};
use std::collections::BTreeMap;

/// The prefix of an answer's field; after it stands the answer's key.
pub const ANSWER: &str = "answer.";
/// The prefix of the field that says what sort of value is typed under the same key.
pub const TYPE: &str = "type.";
/// The prefix of own words beside options.
pub const OWN: &str = "own.";

/// The answers of a questionnaire. An option's value is the answer as JSON; what is typed is read by the
/// sort that stands under [`TYPE`], and is plain text without it.
pub fn answers(fields: &Fields) -> Result<Answers, Refusal> {
    let mut found: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (name, text) in fields.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let (key, value) = if let Some(key) = name.strip_prefix(ANSWER) {
            (key, answer(fields, key, text).ok_or_else(|| Refusal::field(Code::Invalid, name))?)
        } else if let Some(key) = name.strip_prefix(OWN) {
            (key, Value::String(text.to_owned()))
        } else {
            continue;
        };
        if key.len() > survey::MAX_NAME + 4 {
            return Err(Code::Invalid.into());
        }
        let values = found.entry(key.to_owned()).or_default();
        if values.len() > usize::from(survey::MAX_ANSWERS) {
            return Err(Refusal::field(Code::TooMany, name));
        }
        values.push(value);
    }
    Ok(found.into_iter().collect())
}

fn answer(fields: &Fields, key: &str, text: &str) -> Option<Value> {
    let sort = fields.get(&format!("{TYPE}{key}"));
    match sort {
        Some(sort) => Value::typed(word(sort)?, text),
        None => Some(serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))),
    }
}
