//! With whom a coordinator walks, with what a list needs to know of each enrolment.

use crate::db::{Tx, fetch_all, statements};
use crate::error::Error;
use chrono::NaiveDate;
use domain::course::Phase;
use domain::id::PersonId;
use uuid::Uuid;

statements! {
    /// Everybody with whom a coordinator walks on a day and who has an account.
    LIST = "select c.citizen_id, c.from_on, e.programme, e.phase, e.included_on, e.starts_on
        from coordination c join enrolment e on e.person_id = c.citizen_id
        where c.coordinator_id = $1 and c.from_on <= $2 and (c.to_on is null or c.to_on >= $2) and e.arm = 'intervention'
        order by c.citizen_id, c.from_on limit 500";
}

/// Somebody with whom a coordinator walks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Companionship {
    /// The citizen.
    pub citizen: PersonId,
    /// Since when.
    pub from: NaiveDate,
    /// The programme's key.
    pub programme: String,
    /// The phase.
    pub phase: Phase,
    /// The day of inclusion.
    pub included_on: NaiveDate,
    /// The first day of the course.
    pub starts_on: Option<NaiveDate>,
}

type Columns = (Uuid, String, String, String, String, Option<String>);

/// With whom `coordinator` walks on `day`.
pub async fn list(tx: &mut Tx, coordinator: PersonId, day: NaiveDate) -> Result<Vec<Companionship>, Error> {
    let rows: Vec<Columns> = fetch_all!(tx, LIST, coordinator.uuid(), day.to_string())?;
    let mut all = rows.into_iter().map(of_row).collect::<Result<Vec<_>, _>>()?;
    // Two relations that meet on a day are one companionship, since the earlier day.
    all.dedup_by_key(|one| one.citizen);
    Ok(all)
}

fn of_row((citizen, from, programme, phase, included, starts): Columns) -> Result<Companionship, Error> {
    let date = |text: &str| text.parse::<NaiveDate>().map_err(|_| Error::internal("caseload: a date does not parse"));
    Ok(Companionship {
        citizen: PersonId(citizen),
        from: date(&from)?,
        programme,
        phase: Phase::of(&phase).ok_or_else(|| Error::internal("caseload: unknown phase"))?,
        included_on: date(&included)?,
        starts_on: starts.as_deref().map(date).transpose()?,
    })
}
