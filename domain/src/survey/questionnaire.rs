//! A questionnaire as the phone gets it: only what is needed to ask, small when written as JSON.
//!
//! Option lists that are alike are kept once. A questionnaire from [`super::fhir::import`] has unique
//! link ids and no conditions that depend on themselves; code that reads one must survive without.

use serde::{Deserialize, Serialize};

use super::{Decimal, MAX_ANSWERS, Value};

/// An immutable version of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questionnaire {
    /// The canonical address, the same for all versions and languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The business version; with `url` it names these exact words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// A short machine name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the form is called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Words before the first question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The language of the words (`da`, `en`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The items in order.
    pub items: Vec<Item>,
    /// Option lists, named by place from [`Item::list`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<Vec<Choice>>,
}

/// A question, a heading with items under it, or words to read.
#[expect(clippy::struct_excessive_bools, reason = "each is an element of its own in FHIR")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Names the item, uniquely in the form and alike in all its languages.
    #[serde(rename = "id")]
    pub link_id: String,
    /// What sort of item.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// The words, plain text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// A number or letter before the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// The item is enabled when these hold; empty: always.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
    /// One condition is enough (else all must hold).
    #[serde(default, skip_serializing_if = "is_false")]
    pub any: bool,
    /// Must be answered if enabled.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// May have several answers; a group may be filled several times.
    #[serde(default, skip_serializing_if = "is_false")]
    pub repeats: bool,
    /// Shown, not changed: its initial value is its answer.
    #[serde(default, skip_serializing_if = "is_false")]
    pub read_only: bool,
    /// Never shown, never sent.
    #[serde(default, skip_serializing_if = "is_false")]
    pub hidden: bool,
    /// Fewest answers, if answered at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_occurs: Option<u16>,
    /// Most answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_occurs: Option<u16>,
    /// Most characters of a typed answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<usize>,
    /// Smallest value, included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_value: Option<Value>,
    /// Greatest value, included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_value: Option<Value>,
    /// Distance between two steps of a slider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<i32>,
    /// The unit of a number, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How the form wishes to be answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub control: Option<Control>,
    /// Options beside each other rather than below.
    #[serde(default, skip_serializing_if = "is_false")]
    pub horizontal: bool,
    /// Which of [`Questionnaire::lists`] holds the options.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<usize>,
    /// What stands there before anybody has answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub initial: Vec<Value>,
    /// Items under this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
}

/// An option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What is answered when it is chosen.
    #[serde(rename = "v")]
    pub value: Value,
    /// A letter or number before the words.
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// Its number on a scale (`ordinalValue` or `itemWeight`).
    #[serde(rename = "w", default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Decimal>,
    /// Chosen alone or not at all.
    #[serde(rename = "x", default, skip_serializing_if = "is_false")]
    pub exclusive: bool,
}

/// "Ask only when that answer is so."
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The link id of the question that decides.
    #[serde(rename = "q")]
    pub question: String,
    /// How to compare.
    #[serde(rename = "op")]
    pub operator: Operator,
    /// What to compare with; for `exists`, yes or no.
    #[serde(rename = "v")]
    pub value: Value,
}

/// How a condition compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operator {
    /// Answered, or (with no) not answered.
    #[serde(rename = "exists")]
    Exists,
    /// Some answer is the same.
    #[serde(rename = "=")]
    Equal,
    /// No answer is the same; so it holds for a question that is not answered.
    #[serde(rename = "!=")]
    NotEqual,
    /// Some answer is greater.
    #[serde(rename = ">")]
    Greater,
    /// Some answer is smaller.
    #[serde(rename = "<")]
    Less,
    /// Some answer is greater or the same.
    #[serde(rename = ">=")]
    GreaterOrEqual,
    /// Some answer is smaller or the same.
    #[serde(rename = "<=")]
    LessOrEqual,
}

/// What sort of item, in FHIR's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A heading with items.
    #[serde(rename = "group")]
    Group,
    /// Words to read.
    #[serde(rename = "display")]
    Display,
    /// Yes or no.
    #[serde(rename = "boolean")]
    Boolean,
    /// One or more of the options.
    #[serde(rename = "choice")]
    Choice,
    /// Options, or own words.
    #[serde(rename = "open-choice")]
    OpenChoice,
    /// A whole number.
    #[serde(rename = "integer")]
    Integer,
    /// A number.
    #[serde(rename = "decimal")]
    Decimal,
    /// A date.
    #[serde(rename = "date")]
    Date,
    /// A date with a time.
    #[serde(rename = "dateTime")]
    DateTime,
    /// A time of day.
    #[serde(rename = "time")]
    Time,
    /// One line.
    #[serde(rename = "string")]
    String,
    /// Several lines.
    #[serde(rename = "text")]
    Text,
    /// An address.
    #[serde(rename = "url")]
    Url,
}

impl Kind {
    /// Whether it can be answered.
    pub const fn is_question(self) -> bool {
        !matches!(self, Self::Group | Self::Display)
    }
}

/// How a form wishes an item to look. A wish: every control has the same words and the same answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Control {
    /// A list where one can be chosen.
    #[serde(rename = "radio-button")]
    RadioButton,
    /// A list where several can be chosen.
    #[serde(rename = "check-box")]
    CheckBox,
    /// A list that opens.
    #[serde(rename = "drop-down")]
    DropDown,
    /// A line with a handle.
    #[serde(rename = "slider")]
    Slider,
    /// Help for the item above.
    #[serde(rename = "help")]
    Help,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's `skip_serializing_if` calls it so")]
const fn is_false(yes: &bool) -> bool {
    !*yes
}

impl Questionnaire {
    /// `url|version`, the name of these exact words; nothing for a form without an address.
    pub fn canonical(&self) -> Option<String> {
        let url = self.url.as_ref()?;
        Some(self.version.as_ref().map_or_else(|| url.clone(), |version| format!("{url}|{version}")))
    }

    /// The options of `item`; none for one that is typed.
    pub fn choices(&self, item: &Item) -> &[Choice] {
        item.list.and_then(|list| self.lists.get(list)).map_or(&[], Vec::as_slice)
    }

    /// The item with this link id.
    pub fn item(&self, link_id: &str) -> Option<&Item> {
        fn find<'q>(items: &'q [Item], link_id: &str) -> Option<&'q Item> {
            items.iter().find_map(|item| if item.link_id == link_id { Some(item) } else { find(&item.items, link_id) })
        }
        find(&self.items, link_id)
    }
}

impl Item {
    /// An item of this kind with nothing else said.
    pub fn new(link_id: impl Into<String>, kind: Kind, text: impl Into<String>) -> Self {
        Self {
            link_id: link_id.into(),
            kind,
            text: text.into(),
            prefix: None,
            when: Vec::new(),
            any: false,
            required: false,
            repeats: false,
            read_only: false,
            hidden: false,
            min_occurs: None,
            max_occurs: None,
            max_length: None,
            min_value: None,
            max_value: None,
            step: None,
            unit: None,
            control: None,
            horizontal: false,
            list: None,
            initial: Vec::new(),
            items: Vec::new(),
        }
    }

    /// Most answers (for a group: most fillings).
    pub fn most(&self) -> u16 {
        if self.repeats { self.max_occurs.unwrap_or(MAX_ANSWERS).clamp(1, MAX_ANSWERS) } else { 1 }
    }

    /// A group that may be filled several times.
    pub fn is_repeating_group(&self) -> bool {
        self.kind == Kind::Group && self.repeats
    }
}
