//! The program `folgeskab`: routes, store, actions, jobs and commands. No view code lives here; a handler
//! loads what a screen needs and hands it to a component of `app`.

pub mod clock;
pub mod db;
pub mod error;
pub mod password;
pub mod seal;
pub mod store;
