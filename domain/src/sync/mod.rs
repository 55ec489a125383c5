//! Exactly once, nothing lost: what a phone does next, and what an answer changes (design.md §4).
//!
//! Pure planning over [`Local`], the phone's own record of what it has sent. It knows no browser, no
//! store, no clock and no chance: whoever runs it hands in the time and the jitter, keeps the
//! [`Write`]s of each call in one transaction, and only then acts on what was planned. A crash at any
//! point leaves the store as it was before or after a call, and planning goes on from there.
//!
//! Why it holds, in four lines:
//! - an operation leaves the queue only by the server's verdict, in the transaction that keeps its
//!   copy (or its place in the tray);
//! - its number is its place in the queue counted from the last acknowledged one, so numbers are dense
//!   by construction and the same on every retry;
//! - what may be on the wire is marked before it is sent, and nothing marked is ever replaced;
//! - every change of the marks carries the generation it was made from: of two tabs that plan at once
//!   one is told to load again.

mod answer;
mod entry;
mod local;
mod pace;
mod plan;

pub use answer::Fault;
pub use entry::{Acked, Entry, Queued, TrayItem};
pub use local::{CancelRefused, Local, Marks, Write};
pub use pace::{Pace, Session};
pub use plan::{PullRequest, Step};

use crate::time::{DAY_MS, MINUTE_MS};

/// So long a phone keeps what was acknowledged, to send it again to a server that was restored.
pub const ACKED_KEPT_MS: i64 = 30 * DAY_MS;
/// The most acknowledged operations that are kept, whatever their age.
pub const ACKED_MAX: usize = 5_000;
/// The most operations that may wait. Fifty a day for three months.
pub const QUEUE_MAX: usize = 5_000;
/// The most bytes of one operation's arguments; one always fits into a push.
pub const ENTRY_MAX_BYTES: usize = 200 * 1024;
/// The first wait after a failure.
pub const RETRY_MIN_MS: i64 = 2_000;
/// The longest wait after a failure, and the rhythm of asking for news when nothing happens.
pub const RETRY_MAX_MS: i64 = 15 * MINUTE_MS;
/// The longest that a server may make us wait by `Retry-After`.
pub const HOLD_MAX_MS: i64 = 60 * MINUTE_MS;
