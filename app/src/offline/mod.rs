//! The app in the browser: it takes over the server's page or opens from its own store, keeps what a
//! person does, and exchanges it with the server when it can (design.md §3 and §4).
//!
//! The rules are elsewhere: what to send next is `domain::sync`, what a command changes is
//! `domain::effect`. This module knows only the browser: its database, its keys, its network, its tabs.
//! Screens never name it; it fills their [`State`](crate::citizen::state::State) and answers their
//! [`Port`](crate::citizen::state::Port).

mod app;
mod boot;
mod browser;
mod db;
mod drafts;
mod exchange;
mod leave;
mod live;
mod net;
mod plain;
mod port;
mod seal;
mod store;
mod tabs;
mod worker;

pub use boot::start;
