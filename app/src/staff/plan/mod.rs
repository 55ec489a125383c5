//! The plan: reading it, its revisions, and the draft of the next one.

pub mod edit;
pub mod fields;
pub mod read;

pub use edit::{EditPage, edit_page, plan_label};
pub use read::{PlanPage, RevisionsPage, plan_page, revisions_page};
