//! Forms of staff pages that were taken. The id comes with the page: the same form sent again, by a
//! double tap or the Back button, is answered with where the first one led and changes nothing.

use crate::db::{Tx, execute, fetch_optional, statements};
use crate::error::Error;
use domain::id::PersonId;
use domain::time::Instant;
use uuid::Uuid;

statements! {
    /// Takes a form; one that was taken stays as it is.
    INSERT = "insert into form_post (id, person_id, result, at) values ($1, $2, $3, $4) on conflict (id) do nothing";
    /// Where a form led.
    FIND = "select result from form_post where id = $1 and person_id = $2";
    /// Forgets old ones.
    DELETE_OLD = "delete from form_post where at < $1";
}

/// Takes a form that leads to `result`, a path of ours; false when it was taken before.
pub async fn insert(tx: &mut Tx, id: Uuid, person: PersonId, result: &str, now: Instant) -> Result<bool, Error> {
    Ok(execute!(tx, INSERT, id, person.uuid(), result, now.0)? == 1)
}

/// Where a form that was taken led.
pub async fn find(tx: &mut Tx, id: Uuid, person: PersonId) -> Result<Option<String>, Error> {
    let row: Option<(String,)> = fetch_optional!(tx, FIND, id, person.uuid())?;
    Ok(row.map(|(result,)| result))
}

/// Forgets forms from before `before`.
pub async fn forget(tx: &mut Tx, before: Instant) -> Result<u64, Error> {
    Ok(execute!(tx, DELETE_OLD, before.0)?)
}
