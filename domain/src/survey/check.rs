//! From a draft to what is sent: what was not asked falls out, what was asked is checked.
//!
//! The same check runs on the phone before sending and on the server after. A wrong answer is named by
//! its key and a code; words for the codes belong to the screens.

use serde::{Deserialize, Serialize};

use super::answers::key;
use super::enabled::{holds_answers, is_blank};
use super::{Answers, Enabled, Item, Kind, MAX_STRING_ANSWER, MAX_TEXT_ANSWER, Outline, Questionnaire, Value};

/// An answer that cannot be sent as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The key of the answer (the link id, with `#2` for a second filling).
    pub link_id: String,
    /// What is the matter.
    pub code: Fault,
}

/// What can be the matter with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Asked, required and not answered.
    Required,
    /// Another sort of value than the question asks for.
    Type,
    /// Too many characters.
    TooLong,
    /// Fewer answers than the form asks for.
    TooFew,
    /// More answers than the form allows.
    TooMany,
    /// None of the options.
    NotAnOption,
    /// An option that stands alone, chosen together with others.
    Exclusive,
    /// Below the smallest value.
    TooSmall,
    /// Above the greatest value.
    TooGreat,
    /// The form has no such question.
    Unknown,
}

/// The answers to send: disabled and hidden questions left out, options complete, blank words gone.
///
/// # Errors
/// Every answer that cannot be sent, in the order of the form.
pub fn check(questionnaire: &Questionnaire, draft: &Answers) -> Result<Answers, Vec<Problem>> {
    let outline = Outline::of(questionnaire);
    let enabled = Enabled::of(&outline, draft);
    let mut checker = Checker { outline: &outline, enabled: &enabled, clean: Answers::default(), problems: Vec::new() };
    for place in 0..outline.len() {
        checker.question(place);
    }
    for place in 0..outline.len() {
        checker.group(place, draft);
    }
    for (key, _) in draft.iter() {
        let known = outline.locate(key).and_then(|(place, _)| outline.item(place));
        if !known.is_some_and(holds_answers) {
            checker.problem(key.to_owned(), Fault::Unknown);
        }
    }
    if checker.problems.is_empty() { Ok(checker.clean) } else { Err(checker.problems) }
}

struct Checker<'o, 'q> {
    outline: &'o Outline<'q>,
    enabled: &'o Enabled<'o, 'q>,
    clean: Answers,
    problems: Vec<Problem>,
}

impl<'q> Checker<'_, 'q> {
    fn problem(&mut self, link_id: String, code: Fault) {
        self.problems.push(Problem { link_id, code });
    }

    fn question(&mut self, place: usize) {
        let Some(item) = self.outline.item(place).filter(|item| item.kind.is_question()) else {
            return;
        };
        for filling in 0..self.enabled.fillings_around(place) {
            if !self.enabled.is_shown(place, filling) {
                continue;
            }
            let key = key(&item.link_id, filling);
            match self.values(item, self.enabled.values(place, filling)) {
                Ok(values) => self.clean.set(&key, values),
                Err(code) => self.problem(key, code),
            }
        }
    }

    fn values(&self, item: &'q Item, given: &[Value]) -> Result<Vec<Value>, Fault> {
        let mut values: Vec<Value> = Vec::new();
        for value in given.iter().filter(|value| !is_blank(value)) {
            let value = one(self.outline.questionnaire, item, value)?;
            let chosen_twice = item.list.is_some() && values.iter().any(|other| other.same(&value));
            if !chosen_twice {
                values.push(value);
            }
        }
        let fewest = item.min_occurs.unwrap_or(0).max(u16::from(item.required));
        if item.read_only {
            return Ok(values);
        }
        if values.is_empty() {
            return if item.required { Err(Fault::Required) } else { Ok(values) };
        }
        if values.len() > usize::from(item.most()) {
            return Err(Fault::TooMany);
        }
        if values.len() < usize::from(fewest) {
            return Err(Fault::TooFew);
        }
        let choices = self.outline.questionnaire.choices(item);
        let alone = |value: &Value| choices.iter().any(|choice| choice.exclusive && choice.value.same(value));
        if values.len() > 1 && values.iter().any(alone) { Err(Fault::Exclusive) } else { Ok(values) }
    }

    /// A required group needs an answer in it; a repeating one as many fillings as it asks for.
    fn group(&mut self, place: usize, draft: &Answers) {
        let Some(item) = self.outline.item(place).filter(|item| item.kind == Kind::Group) else {
            return;
        };
        if item.is_repeating_group() {
            if !self.enabled.is_shown(place, 0) {
                return;
            }
            let fillings = draft.fillings(item);
            let filled = (0..fillings).filter(|filling| self.is_filled(place, *filling)).count();
            let fewest = usize::from(item.min_occurs.unwrap_or(0).max(u16::from(item.required)));
            if filled < fewest && (filled > 0 || item.required) {
                self.problem(item.link_id.clone(), if filled == 0 { Fault::Required } else { Fault::TooFew });
            }
            if filled > 0 && fillings > 1 {
                self.clean.set_fillings(item, fillings);
            }
            return;
        }
        for filling in 0..self.enabled.fillings_around(place) {
            if item.required && self.enabled.is_shown(place, filling) && !self.is_filled(place, filling) {
                self.problem(key(&item.link_id, filling), Fault::Required);
            }
        }
    }

    /// Whether anything is answered, or stands wrongly answered, under the group.
    fn is_filled(&self, group: usize, filling: u16) -> bool {
        let under = |place: &usize| {
            std::iter::successors(self.outline.parent(*place), |above| self.outline.parent(*above))
                .any(|above| above == group)
        };
        (group + 1..self.outline.len()).take_while(under).any(|place| {
            self.outline.item(place).is_some_and(|item| {
                let key = key(&item.link_id, filling);
                item.kind.is_question()
                    && (!self.clean.get(&key).is_empty() || self.problems.iter().any(|problem| problem.link_id == key))
            })
        })
    }
}

/// One value as it is sent.
fn one(questionnaire: &Questionnaire, item: &Item, value: &Value) -> Result<Value, Fault> {
    let choices = questionnaire.choices(item);
    if let Some(choice) = choices.iter().find(|choice| choice.value.same(value)) {
        return Ok(choice.value.clone());
    }
    let own_words = item.kind == Kind::OpenChoice && matches!(value, Value::String(_));
    if (!choices.is_empty() || item.kind == Kind::Choice) && !own_words {
        return Err(Fault::NotAnOption);
    }
    if !value.fits(item.kind) || !value.is_well_formed() {
        return Err(Fault::Type);
    }
    let value = match (value, item.kind) {
        (Value::String(text) | Value::Uri(text), Kind::Url) => Value::Uri(text.trim().to_owned()),
        (Value::String(text), _) => Value::String(plain(text, item.kind == Kind::Text)),
        (Value::Integer(number), Kind::Decimal) => Value::Decimal(super::Decimal::whole(*number)),
        _ => value.clone(),
    };
    within(item, &value)?;
    Ok(value)
}

fn within(item: &Item, value: &Value) -> Result<(), Fault> {
    if let Value::String(text) | Value::Uri(text) = value {
        let bound = if item.kind == Kind::Text { MAX_TEXT_ANSWER } else { MAX_STRING_ANSWER };
        if text.chars().count() > item.max_length.unwrap_or(bound).min(bound) {
            return Err(Fault::TooLong);
        }
        if item.kind == Kind::Url && !value.is_well_formed() {
            return Err(Fault::Type);
        }
    }
    let order = |limit: &Option<Value>| limit.as_ref().and_then(|limit| value.order(limit));
    if order(&item.min_value).is_some_and(std::cmp::Ordering::is_lt) {
        return Err(Fault::TooSmall);
    }
    if order(&item.max_value).is_some_and(std::cmp::Ordering::is_gt) { Err(Fault::TooGreat) } else { Ok(()) }
}

/// Typed words without what no keyboard writes; line breaks only where several lines are asked for.
fn plain(text: &str, lines: bool) -> String {
    let text = text.replace("\r\n", "\n");
    let keep = |c: char| {
        if c == '\n' && lines {
            Some(c)
        } else if c.is_control() {
            c.is_whitespace().then_some(' ')
        } else {
            Some(c)
        }
    };
    text.trim().chars().filter_map(keep).collect()
}
