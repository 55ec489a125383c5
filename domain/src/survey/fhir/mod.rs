//! FHIR R4 in and out: a `Questionnaire` is imported or refused by name, a `QuestionnaireResponse` is
//! written. Nothing else in the project reads or writes FHIR's form of a questionnaire.
//!
//! The phone writes responses but never imports; the importing half is then not in its download.

mod condition;
mod extension;
mod import;
mod item;
mod option;
mod refusal;
mod response;

pub use import::{Summary, check_file_text, import, import_text};
pub use refusal::{Reason, Refusal};
pub use response::{Signature, response};
