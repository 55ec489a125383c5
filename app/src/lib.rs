//! Every screen.

pub mod ui;
