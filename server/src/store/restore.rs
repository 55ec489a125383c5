//! What has to be made right after a database came back from a copy: phones must notice, nobody is still
//! logged in, and what was to be sent meanwhile is laid before the operator instead of going out late.

use crate::clock;
use crate::db::migrate::{self, fact};
use crate::db::{Tx, execute, fetch_all, statements};
use crate::error::Error;
use crate::store::session;
use domain::time::Instant;

statements! {
    /// Jobs whose time had come.
    LIST_OVERDUE = "select kind, run_at from job where done_at is null and run_at <= $1 order by run_at";
    /// Lays them aside.
    SET_ASIDE = "update job set done_at = $1, failure = 'set aside at restore' where done_at is null and run_at <= $1";
}

/// A job that was laid aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// What it would have done.
    pub kind: String,
    /// When it should have.
    pub run_at: Instant,
}

/// Begins a new epoch, ends all sessions, and lays overdue jobs aside, which are given back to be listed.
pub async fn begin_anew(tx: &mut Tx, now: Instant) -> Result<Vec<Overdue>, Error> {
    migrate::put_fact(tx, fact::EPOCH, &clock::new_id().to_string()).await?;
    session::delete_all(tx).await?;
    let rows: Vec<(String, i64)> = fetch_all!(tx, LIST_OVERDUE, now.0)?;
    execute!(tx, SET_ASIDE, now.0)?;
    Ok(rows.into_iter().map(|(kind, run_at)| Overdue { kind, run_at: Instant(run_at) }).collect())
}
