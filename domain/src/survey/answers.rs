//! What has been answered so far: a draft, and after [`super::check`] what is sent.
//!
//! A draft keeps the answers of questions that are not asked at the moment, so that going back brings
//! them back. It knows nothing of who answers and when.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Item, Questionnaire, Value};

/// Answers by key. The key is the link id; inside a group that is filled several times, `q1` belongs to
/// the first filling and `q1#2` to the second. Under the repeating group's own link id stands how many
/// times it is filled, as an integer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, Vec<Value>>);

/// The key of `link_id` in a filling (0 is the first).
pub(super) fn key(link_id: &str, filling: u16) -> String {
    if filling == 0 { link_id.to_owned() } else { format!("{link_id}#{}", u32::from(filling) + 1) }
}

impl Answers {
    /// Nothing answered yet but what the form itself starts with.
    pub fn start(questionnaire: &Questionnaire) -> Self {
        fn fill(answers: &mut Answers, items: &[Item]) {
            for item in items {
                if !item.initial.is_empty() {
                    answers.set(&item.link_id, item.initial.clone());
                }
                fill(answers, &item.items);
            }
        }
        let mut answers = Self::default();
        fill(&mut answers, &questionnaire.items);
        answers
    }

    /// The answers under a key; none if there are none.
    pub fn get(&self, key: &str) -> &[Value] {
        self.0.get(key).map_or(&[], Vec::as_slice)
    }

    /// Answers a question, or with no values takes its answer back.
    pub fn set(&mut self, key: &str, values: Vec<Value>) {
        if values.is_empty() {
            self.0.remove(key);
        } else {
            self.0.insert(key.to_owned(), values);
        }
    }

    /// Says how many times a repeating group is filled.
    pub fn set_fillings(&mut self, group: &Item, fillings: u16) {
        let fillings = fillings.clamp(1, group.most());
        self.set(&group.link_id, vec![Value::Integer(i32::from(fillings))]);
    }

    /// How many times a group is filled: at least once, and as often as the form asks for at least.
    pub fn fillings(&self, group: &Item) -> u16 {
        if !group.is_repeating_group() {
            return 1;
        }
        let said = match self.get(&group.link_id) {
            [Value::Integer(number), ..] => u16::try_from(*number).unwrap_or(1),
            _ => 1,
        };
        said.max(group.min_occurs.unwrap_or(1)).clamp(1, group.most())
    }

    /// Keys and their answers, in the order of keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[Value])> {
        self.0.iter().map(|(key, values)| (key.as_str(), values.as_slice()))
    }

    /// Whether nothing is answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many keys are answered.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl FromIterator<(String, Vec<Value>)> for Answers {
    fn from_iter<I: IntoIterator<Item = (String, Vec<Value>)>>(pairs: I) -> Self {
        let mut answers = Self::default();
        for (key, values) in pairs {
            answers.set(&key, values);
        }
        answers
    }
}
