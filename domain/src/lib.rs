//! The rules and words of a hand-held course back towards work.
//!
//! Everything here is a pure function of its arguments: no input or output, no clock, no chance, no
//! database, no browser. Ids, time and randomness come in from outside, so that the same rule runs on
//! the phone, on the server and in a test, and answers the same.

pub mod access;
pub mod activity;
pub mod appointment;
pub mod calendar;
pub mod collation;
pub mod command;
pub mod course;
pub mod effect;
pub mod energy;
pub mod form;
pub mod id;
pub mod invitation;
pub mod message;
pub mod plan;
pub mod programme;
pub mod record;
pub mod refusal;
pub mod schedule;
pub mod setting;
pub mod snapshot;
pub mod survey;
pub mod sync;
pub mod text;
pub mod time;
pub mod weekdays;
pub mod wire;
pub mod worklist;
