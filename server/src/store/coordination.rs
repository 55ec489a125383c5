//! Who walks along with whom, from which day to which.

use crate::clock;
use crate::db::{Tx, execute, fetch_all, fetch_optional, statements};
use crate::error::Error;
use chrono::NaiveDate;
use domain::id::PersonId;
use uuid::Uuid;

statements! {
    /// Begins a relation.
    INSERT = "insert into coordination (id, citizen_id, coordinator_id, from_on, to_on) values ($1, $2, $3, $4, null)";
    /// Ends the relation that goes on.
    END = "update coordination set to_on = $2 where citizen_id = $1 and to_on is null";
    /// Who walks along on a day.
    FIND_ON = "select coordinator_id from coordination
        where citizen_id = $1 and from_on <= $2 and (to_on is null or to_on >= $2) order by from_on desc, id desc limit 1";
    /// With whom somebody walks on a day.
    LIST_ON = "select distinct citizen_id from coordination
        where coordinator_id = $1 and from_on <= $2 and (to_on is null or to_on >= $2) order by citizen_id limit 500";
}

/// Makes `coordinator` the one who walks along from `day` on; the one before ends the day before.
pub async fn assign(tx: &mut Tx, citizen: PersonId, coordinator: PersonId, day: NaiveDate) -> Result<(), Error> {
    let before = day.pred_opt().unwrap_or(day);
    execute!(tx, END, citizen.uuid(), before.to_string())?;
    execute!(tx, INSERT, clock::new_id(), citizen.uuid(), coordinator.uuid(), day.to_string())?;
    Ok(())
}

/// Who walks along with `citizen` on `day`.
pub async fn find_on(tx: &mut Tx, citizen: PersonId, day: NaiveDate) -> Result<Option<PersonId>, Error> {
    let row: Option<(Uuid,)> = fetch_optional!(tx, FIND_ON, citizen.uuid(), day.to_string())?;
    Ok(row.map(|(id,)| PersonId(id)))
}

/// With whom `coordinator` walks on `day`.
pub async fn list_on(tx: &mut Tx, coordinator: PersonId, day: NaiveDate) -> Result<Vec<PersonId>, Error> {
    let rows: Vec<(Uuid,)> = fetch_all!(tx, LIST_ON, coordinator.uuid(), day.to_string())?;
    Ok(rows.into_iter().map(|(id,)| PersonId(id)).collect())
}
