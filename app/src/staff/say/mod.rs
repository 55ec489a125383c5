//! Sentences with a name, a day or a number in them, in both languages.

mod citizen;
mod lists;
mod plan;

pub use citizen::*;
pub use lists::*;
pub use plan::*;
