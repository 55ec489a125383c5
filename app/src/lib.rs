//! Every screen.

#[cfg(feature = "ssr")]
pub mod admin;
pub mod citizen;
#[cfg(feature = "ssr")]
pub mod jobcenter;
#[cfg(feature = "hydrate")]
pub mod offline;
#[cfg(feature = "ssr")]
pub mod public;
#[cfg(feature = "ssr")]
pub mod staff;
pub mod text;
pub mod ui;
