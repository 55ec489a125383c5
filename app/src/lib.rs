//! Every screen.

#[cfg(feature = "ssr")]
pub mod public;
pub mod ui;
