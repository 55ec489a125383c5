//! Satisfaction surveys: what a questionnaire is, how it is filled, when it is sent and what may be
//! published of it.
//!
//! A [`Questionnaire`] is an own compact type; FHIR R4 is its interchange and lives in [`fhir`] alone.
//! Nothing here knows who answers: an [`Answers`] has no name, no time and no invitation in it.

mod answers;
mod check;
mod enabled;
pub mod fhir;
pub mod flow;
pub mod forms;
mod outline;
mod questionnaire;
pub mod report;
pub mod round;
mod value;

pub use answers::Answers;
pub use check::{Fault, Problem, check};
pub use enabled::Enabled;
pub use forms::default_forms;
pub use outline::Outline;
pub use questionnaire::{Choice, Condition, Control, Item, Kind, Operator, Questionnaire};
pub use value::{Coding, Decimal, Value};

/// Most items in one questionnaire, groups and display texts included.
pub const MAX_ITEMS: usize = 200;
/// Most levels of items inside items.
pub const MAX_DEPTH: usize = 8;
/// Most options of one question.
pub const MAX_OPTIONS: usize = 200;
/// Most characters of an item's text, of a title or of a description.
pub const MAX_TEXT: usize = 4_000;
/// Most characters of a link id, a code, a prefix, an address or a version.
pub const MAX_NAME: usize = 255;
/// Most conditions on one item.
pub const MAX_CONDITIONS: usize = 50;
/// Most answers to one question, and most repetitions of one group.
pub const MAX_ANSWERS: u16 = 20;
/// Most characters of a typed answer when the form sets no limit of its own: one line.
pub const MAX_STRING_ANSWER: usize = 1_000;
/// The same for a long text.
pub const MAX_TEXT_ANSWER: usize = 4_000;

#[cfg(test)]
mod tests;
