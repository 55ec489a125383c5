//! Work that is done beside requests: one table, claimed by whichever replica comes first, with a lease,
//! so that work whose replica died is done by another. At least once: effects must bear a repeat.

use crate::clock;
use crate::db::{Tx, execute, fetch_optional, statements};
use crate::error::Error;
use domain::time::{DAY_MS, Instant, MINUTE_MS};
use uuid::Uuid;

/// After this long without an end, claimed work is somebody else's.
const LEASE_MS: i64 = 10 * MINUTE_MS;
/// After so many attempts work is left for the operator to look at.
const ATTEMPTS_MAX: i64 = 8;
/// How long what was done stays in the table.
const KEEP_MS: i64 = 30 * DAY_MS;

statements! {
    /// Adds work; a key that is known is known.
    INSERT = "insert into job (id, kind, key, args, run_at, claimed_at, attempts, done_at, failure)
        values ($1, $2, $3, $4, $5, null, 0, null, null) on conflict (key) do nothing";
    /// Claims what is due first of one kind.
    CLAIM = "update job set claimed_at = $2, attempts = attempts + 1
        where id = (select id from job where kind = $1 and done_at is null and run_at <= $2
            and (claimed_at is null or claimed_at < $3) and attempts < $4 order by run_at, id limit 1)
        and done_at is null and (claimed_at is null or claimed_at < $3)
        returning id, args, attempts";
    /// Marks work as done.
    DONE = "update job set done_at = $2, failure = null where id = $1";
    /// Gives work back, to be tried later.
    FAIL = "update job set failure = $2, claimed_at = null, run_at = $3 where id = $1";
    /// Forgets what was done long ago.
    DELETE_DONE = "delete from job where done_at is not null and done_at < $1";
}

/// Claimed work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Which.
    pub id: Uuid,
    /// What it needs to know; nothing personal.
    pub args: String,
    /// Which attempt this is, from 1.
    pub attempts: i64,
}

/// Adds work of a kind, once per key.
pub async fn add(tx: &mut Tx, kind: &str, key: &str, args: &str, run_at: Instant) -> Result<(), Error> {
    execute!(tx, INSERT, clock::new_id(), kind, key, args, run_at.0)?;
    Ok(())
}

/// Claims work of a kind that is due; none if there is none.
pub async fn claim(tx: &mut Tx, kind: &str, now: Instant) -> Result<Option<Claimed>, Error> {
    let row: Option<(Uuid, String, i64)> =
        fetch_optional!(tx, CLAIM, kind, now.0, now.plus_ms(-LEASE_MS).0, ATTEMPTS_MAX)?;
    Ok(row.map(|(id, args, attempts)| Claimed { id, args, attempts }))
}

/// Marks work as done.
pub async fn done(tx: &mut Tx, id: Uuid, now: Instant) -> Result<(), Error> {
    execute!(tx, DONE, id, now.0)?;
    Ok(())
}

/// Gives work back with the stable code of what went wrong; it is tried again after a while.
pub async fn fail(tx: &mut Tx, claimed: &Claimed, code: &str, now: Instant) -> Result<(), Error> {
    let later = now.plus_ms(MINUTE_MS * claimed.attempts.clamp(1, 30));
    execute!(tx, FAIL, claimed.id, code, later.0)?;
    Ok(())
}

/// Forgets what was done long ago.
pub async fn forget(tx: &mut Tx, now: Instant) -> Result<u64, Error> {
    Ok(execute!(tx, DELETE_DONE, now.plus_ms(-KEEP_MS).0)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::testing::{MONDAY, both_dbs};

    both_dbs!(work_is_claimed_once_and_again_when_its_replica_died, |db| async move {
        let mut tx = db.write().await.unwrap();
        add(&mut tx, "test", "one", "", MONDAY).await.unwrap();
        add(&mut tx, "test", "one", "", MONDAY).await.unwrap();
        assert_eq!(claim(&mut tx, "test", MONDAY.plus_ms(-1)).await.unwrap(), None);
        let claimed = claim(&mut tx, "test", MONDAY).await.unwrap().unwrap();
        assert_eq!(claim(&mut tx, "test", MONDAY).await.unwrap(), None);
        let later = MONDAY.plus_ms(LEASE_MS + 1);
        assert_eq!(claim(&mut tx, "test", later).await.unwrap().unwrap().id, claimed.id);
        done(&mut tx, claimed.id, later).await.unwrap();
        assert_eq!(claim(&mut tx, "test", later.plus_ms(LEASE_MS + 1)).await.unwrap(), None);
        tx.commit().await.unwrap();
    });

    both_dbs!(work_that_failed_is_tried_again_later, |db| async move {
        let mut tx = db.write().await.unwrap();
        add(&mut tx, "test", "one", "", MONDAY).await.unwrap();
        let claimed = claim(&mut tx, "test", MONDAY).await.unwrap().unwrap();
        fail(&mut tx, &claimed, "unavailable", MONDAY).await.unwrap();
        assert_eq!(claim(&mut tx, "test", MONDAY).await.unwrap(), None);
        assert!(claim(&mut tx, "test", MONDAY.plus_ms(MINUTE_MS)).await.unwrap().is_some());
        tx.commit().await.unwrap();
    });
}
