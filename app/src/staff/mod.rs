//! The staff's pages, rendered on the server only: plain links, plain forms, no program in the browser.
//!
//! A page is a function from plain data to a view. It knows no database, no session and no clock; what a
//! role may not see never reaches it, because the server does not put it into the data.

pub mod activity;
pub mod appointment;
pub mod calendar;
pub mod caseload;
pub mod caseloads;
pub mod citizen;
pub mod conflict;
pub mod device;
pub mod form;
pub mod help;
pub mod inbox;
pub mod lix;
pub mod plan;
pub mod say;
pub mod shell;
pub mod text;
pub mod thread;
pub mod week;
pub mod when;
pub mod worklist;

pub use form::{FieldError, Typed};
pub use shell::{Assets, Notice, PlaceLink, Shell, document, printed};
