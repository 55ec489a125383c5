//! The rules and words of a hand-held course back towards work.
//!
//! Everything here is a pure function of its arguments: no input or output, no clock, no chance, no
//! database, no browser. Ids, time and randomness come in from outside, so that the same rule runs on
//! the phone, on the server and in a test, and answers the same.

pub mod activity;
pub mod id;
pub mod schedule;
pub mod time;
pub mod weekdays;
