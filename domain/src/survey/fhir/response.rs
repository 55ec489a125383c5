//! Writes a `QuestionnaireResponse`: the copy that a citizen keeps, made on the phone.

use chrono::{SecondsFormat, TimeZone, Utc};
use chrono_tz::Europe::Copenhagen;
use serde_json::{Map, Value as Json, json};

use crate::survey::{Answers, Enabled, Item, Kind, Outline, Questionnaire, Value};
use crate::time::Instant;

/// Who and when, as far as the response says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signature<'a> {
    /// When it was sent.
    pub authored: Option<Instant>,
    /// Whom it is about, in words.
    pub subject: Option<&'a str>,
    /// Who answered, in words.
    pub source: Option<&'a str>,
}

/// The response to `questionnaire` with these answers, as [`crate::survey::check`] gave them. Disabled
/// and hidden questions are left out even if answers to them are there.
pub fn response(questionnaire: &Questionnaire, answers: &Answers, signature: Signature<'_>) -> Json {
    let outline = Outline::of(questionnaire);
    let enabled = Enabled::of(&outline, answers);
    let writing = Writing { outline: &outline, enabled: &enabled, answers };
    let mut root = Map::new();
    let mut put = |element: &str, value: Json| root.insert(element.to_owned(), value);
    put("resourceType", json!("QuestionnaireResponse"));
    put("status", json!("completed"));
    if let Some(canonical) = questionnaire.canonical() {
        put("questionnaire", json!(canonical));
    }
    if let Some(language) = &questionnaire.language {
        put("language", json!(language));
    }
    if let Some(authored) = signature.authored {
        put("authored", json!(moment(authored)));
    }
    for (element, words) in [("subject", signature.subject), ("source", signature.source)] {
        if let Some(words) = words {
            put(element, json!({ "display": words }));
        }
    }
    let items = writing.items(&questionnaire.items, 0);
    if !items.is_empty() {
        put("item", Json::Array(items));
    }
    Json::Object(root)
}

struct Writing<'o, 'q> {
    outline: &'o Outline<'q>,
    enabled: &'o Enabled<'o, 'q>,
    answers: &'o Answers,
}

impl Writing<'_, '_> {
    fn items(&self, items: &[Item], filling: u16) -> Vec<Json> {
        let mut written = Vec::new();
        for item in items {
            let shown = self.outline.place(&item.link_id).is_some_and(|place| self.enabled.is_shown(place, filling));
            if !shown {
                continue;
            }
            match item.kind {
                Kind::Display => {}
                Kind::Group if item.repeats => {
                    let fillings = 0..self.answers.fillings(item);
                    written.extend(fillings.filter_map(|filling| self.group(item, filling)));
                }
                Kind::Group => written.extend(self.group(item, filling)),
                _ => written.extend(self.question(item, filling)),
            }
        }
        written
    }

    fn group(&self, item: &Item, filling: u16) -> Option<Json> {
        let items = self.items(&item.items, filling);
        (!items.is_empty()).then(|| head(item, "item", items))
    }

    /// Items under a question stand under its first answer; under an answer without a value if only they
    /// are answered.
    fn question(&self, item: &Item, filling: u16) -> Option<Json> {
        let values = self.outline.place(&item.link_id).map_or(&[][..], |place| self.enabled.values(place, filling));
        let mut answers: Vec<Json> =
            values.iter().filter(|value| !crate::survey::enabled::is_blank(value)).map(answer).collect();
        let below = self.items(&item.items, filling);
        if !below.is_empty() {
            if answers.is_empty() {
                answers.push(json!({}));
            }
            if let Some(Json::Object(first)) = answers.first_mut() {
                first.insert("item".to_owned(), Json::Array(below));
            }
        }
        (!answers.is_empty()).then(|| head(item, "answer", answers))
    }
}

fn head(item: &Item, element: &str, values: Vec<Json>) -> Json {
    let mut head = Map::new();
    head.insert("linkId".to_owned(), json!(item.link_id));
    if !item.text.is_empty() {
        head.insert("text".to_owned(), json!(item.text));
    }
    head.insert(element.to_owned(), Json::Array(values));
    Json::Object(head)
}

/// A value as FHIR writes it: times with seconds, moments with an offset.
fn answer(value: &Value) -> Json {
    match value {
        Value::Time(text) if text.len() == 5 => json!({ "valueTime": format!("{text}:00") }),
        Value::DateTime(text) if text.contains('T') => {
            json!({ "valueDateTime": with_offset(text) })
        }
        _ => serde_json::to_value(value).unwrap_or(Json::Null),
    }
}

fn with_offset(text: &str) -> String {
    if chrono::DateTime::parse_from_rfc3339(text).is_ok() {
        return text.to_owned();
    }
    crate::survey::value::moment_of(text).map_or_else(|| text.to_owned(), moment)
}

fn moment(at: Instant) -> String {
    let utc = chrono::DateTime::<Utc>::from_timestamp_millis(at.0).unwrap_or_default();
    Copenhagen.from_utc_datetime(&utc.naive_utc()).to_rfc3339_opts(SecondsFormat::Secs, false)
}
