//! With whom a coordinator walks, with what a list needs to know of each enrolment.

use crate::db::{Tx, fetch_all, statements};
use crate::error::Error;
use chrono::NaiveDate;
use domain::course::Phase;
use domain::id::{OrganisationId, PersonId};
use uuid::Uuid;

statements! {
    /// Everybody with whom a coordinator walks on a day and who has an account.
    LIST = "select c.citizen_id, c.from_on, e.programme, e.phase, e.included_on, e.starts_on
        from coordination c join enrolment e on e.person_id = c.citizen_id
        where c.coordinator_id = $1 and c.from_on <= $2 and (c.to_on is null or c.to_on >= $2) and e.arm = 'intervention'
        order by c.citizen_id, c.from_on limit 500";
    /// Who walks with citizens of a jobcenter, without whom.
    LIST_SHARES = "select c.coordinator_id, c.from_on, e.programme, e.phase
        from coordination c join enrolment e on e.person_id = c.citizen_id
        where e.jobcenter_id = $1 and c.from_on <= $2 and (c.to_on is null or c.to_on >= $2) and e.arm = 'intervention'
        order by c.coordinator_id, c.from_on limit 5000";
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

/// One citizen of a jobcenter as a share in a coordinator's caseload: nothing says which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Who walks along.
    pub coordinator: PersonId,
    /// Since when.
    pub from: NaiveDate,
    /// The programme's key.
    pub programme: String,
    /// The phase.
    pub phase: Phase,
}

/// The shares of a jobcenter's citizens in the caseloads of their coordinators on `day`.
pub async fn list_shares(tx: &mut Tx, jobcenter: OrganisationId, day: NaiveDate) -> Result<Vec<Share>, Error> {
    let rows: Vec<(Uuid, String, String, String)> = fetch_all!(tx, LIST_SHARES, jobcenter.uuid(), day.to_string())?;
    let share = |(coordinator, from, programme, phase): (Uuid, String, String, String)| {
        Ok(Share { coordinator: PersonId(coordinator), from: date(&from)?, programme, phase: phase_of(&phase)? })
    };
    rows.into_iter().map(share).collect()
}

fn date(text: &str) -> Result<NaiveDate, Error> {
    text.parse().map_err(|_| Error::internal("caseload: a date does not parse"))
}

fn phase_of(text: &str) -> Result<Phase, Error> {
    Phase::of(text).ok_or_else(|| Error::internal("caseload: unknown phase"))
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
    Ok(Companionship {
        citizen: PersonId(citizen),
        from: date(&from)?,
        programme,
        phase: phase_of(&phase)?,
        included_on: date(&included)?,
        starts_on: starts.as_deref().map(date).transpose()?,
    })
}
