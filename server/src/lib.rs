//! The program `folgeskab`: routes, store, actions, jobs and commands. No view code lives here; a handler
//! loads what a screen needs and hands it to a component of `app`.

pub mod actions;
pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
pub mod demo;
pub mod error;
pub mod jobs;
pub mod live;
pub mod password;
pub mod programmes;
pub mod seal;
pub mod store;
#[cfg(test)]
pub mod testing;
pub mod web;
