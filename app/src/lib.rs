//! Every screen.

pub mod citizen;
#[cfg(feature = "ssr")]
pub mod public;
#[cfg(feature = "ssr")]
pub mod staff;
pub mod text;
pub mod ui;
