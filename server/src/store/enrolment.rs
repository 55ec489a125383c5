//! Enrolments: one citizen in one programme, with arm and phase, and the jobcenter's own reference.

use crate::db::{Tx, execute, fetch_all, fetch_optional, statements};
use crate::error::Error;
use chrono::NaiveDate;
use domain::course::{Arm, Phase};
use domain::id::{EnrolmentId, OrganisationId, PersonId};
use domain::time::Instant;
use uuid::Uuid;

statements! {
    /// Enrols somebody.
    INSERT = "insert into enrolment (id, person_id, programme, arm, phase, external_ref, jobcenter_id,
        included_on, starts_on, ends_on, closed_on, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    /// One enrolment.
    FIND = "select id, person_id, programme, arm, phase, external_ref, jobcenter_id, included_on, starts_on,
        ends_on, closed_on from enrolment where id = $1";
    /// The enrolment of a citizen.
    FIND_BY_PERSON = "select id, person_id, programme, arm, phase, external_ref, jobcenter_id, included_on, starts_on,
        ends_on, closed_on from enrolment where person_id = $1";
    /// The enrolment that a jobcenter's system means.
    FIND_BY_REF = "select id, person_id, programme, arm, phase, external_ref, jobcenter_id, included_on, starts_on,
        ends_on, closed_on from enrolment where programme = $1 and external_ref = $2";
    /// Every enrolment of a programme.
    LIST_BY_PROGRAMME = "select id, person_id, programme, arm, phase, external_ref, jobcenter_id, included_on, starts_on,
        ends_on, closed_on from enrolment where programme = $1 order by created_at, id limit 2000";
    /// Every enrolment that a jobcenter sees.
    LIST_BY_JOBCENTER = "select id, person_id, programme, arm, phase, external_ref, jobcenter_id, included_on, starts_on,
        ends_on, closed_on from enrolment where jobcenter_id = $1 order by created_at, id limit 2000";
    /// Every enrolment.
    LIST = "select id, person_id, programme, arm, phase, external_ref, jobcenter_id, included_on, starts_on,
        ends_on, closed_on from enrolment order by created_at, id limit 5000";
    /// Another phase, with the dates that come with it.
    SET_PHASE = "update enrolment set phase = $2, starts_on = $3, ends_on = $4, closed_on = $5 where id = $1";
}

/// One citizen in one programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// Its id.
    pub id: EnrolmentId,
    /// The citizen.
    pub person: PersonId,
    /// The programme's key.
    pub programme: String,
    /// The arm.
    pub arm: Arm,
    /// The phase.
    pub phase: Phase,
    /// What the jobcenter's own system calls the citizen; at most 40 characters, never a CPR number.
    pub external_ref: Option<String>,
    /// The jobcenter that sees the enrolment.
    pub jobcenter: Option<OrganisationId>,
    /// The day of inclusion.
    pub included_on: NaiveDate,
    /// The first day of the course.
    pub starts_on: Option<NaiveDate>,
    /// The last day of the course.
    pub ends_on: Option<NaiveDate>,
    /// The day all of it was over.
    pub closed_on: Option<NaiveDate>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    person_id: Uuid,
    programme: String,
    arm: String,
    phase: String,
    external_ref: Option<String>,
    jobcenter_id: Option<Uuid>,
    included_on: String,
    starts_on: Option<String>,
    ends_on: Option<String>,
    closed_on: Option<String>,
}

impl TryFrom<Row> for Enrolment {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let date =
            |text: &str| text.parse::<NaiveDate>().map_err(|_| Error::internal("enrolment: a date does not parse"));
        let maybe = |text: Option<String>| text.as_deref().map(date).transpose();
        Ok(Self {
            id: EnrolmentId(row.id),
            person: PersonId(row.person_id),
            programme: row.programme,
            arm: if row.arm == CONTROL { Arm::Control } else { Arm::Intervention },
            phase: Phase::of(&row.phase).ok_or_else(|| Error::internal("enrolment: unknown phase"))?,
            external_ref: row.external_ref,
            jobcenter: row.jobcenter_id.map(OrganisationId),
            included_on: date(&row.included_on)?,
            starts_on: maybe(row.starts_on)?,
            ends_on: maybe(row.ends_on)?,
            closed_on: maybe(row.closed_on)?,
        })
    }
}

const CONTROL: &str = "control";

const fn arm_word(arm: Arm) -> &'static str {
    match arm {
        Arm::Intervention => "intervention",
        Arm::Control => CONTROL,
    }
}

fn text(date: Option<NaiveDate>) -> Option<String> {
    date.map(|date| date.to_string())
}

/// Enrols somebody. A reference that is taken in the programme is `Refused(Taken)`.
pub async fn insert(tx: &mut Tx, enrolment: &Enrolment, now: Instant) -> Result<(), Error> {
    let done = execute!(
        tx,
        INSERT,
        enrolment.id.uuid(),
        enrolment.person.uuid(),
        enrolment.programme.as_str(),
        arm_word(enrolment.arm),
        enrolment.phase.text(),
        enrolment.external_ref.as_deref(),
        enrolment.jobcenter.map(OrganisationId::uuid),
        enrolment.included_on.to_string(),
        text(enrolment.starts_on),
        text(enrolment.ends_on),
        text(enrolment.closed_on),
        now.0
    );
    match done {
        Ok(_) => Ok(()),
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => {
            Err(Error::Refused { code: domain::refusal::Code::Taken, field: Some("external_ref".to_owned()) })
        }
        Err(error) => Err(error.into()),
    }
}

/// One enrolment.
pub async fn find(tx: &mut Tx, id: EnrolmentId) -> Result<Option<Enrolment>, Error> {
    let row: Option<Row> = fetch_optional!(tx, FIND, id.uuid())?;
    row.map(Enrolment::try_from).transpose()
}

/// The enrolment of a citizen.
pub async fn find_by_person(tx: &mut Tx, person: PersonId) -> Result<Option<Enrolment>, Error> {
    let row: Option<Row> = fetch_optional!(tx, FIND_BY_PERSON, person.uuid())?;
    row.map(Enrolment::try_from).transpose()
}

/// The enrolment that a jobcenter's own system means.
pub async fn find_by_ref(tx: &mut Tx, programme: &str, external_ref: &str) -> Result<Option<Enrolment>, Error> {
    let row: Option<Row> = fetch_optional!(tx, FIND_BY_REF, programme, external_ref)?;
    row.map(Enrolment::try_from).transpose()
}

/// Every enrolment of a programme.
pub async fn list_by_programme(tx: &mut Tx, programme: &str) -> Result<Vec<Enrolment>, Error> {
    let rows: Vec<Row> = fetch_all!(tx, LIST_BY_PROGRAMME, programme)?;
    rows.into_iter().map(Enrolment::try_from).collect()
}

/// Every enrolment that a jobcenter sees.
pub async fn list_by_jobcenter(tx: &mut Tx, jobcenter: OrganisationId) -> Result<Vec<Enrolment>, Error> {
    let rows: Vec<Row> = fetch_all!(tx, LIST_BY_JOBCENTER, jobcenter.uuid())?;
    rows.into_iter().map(Enrolment::try_from).collect()
}

/// Every enrolment.
pub async fn list(tx: &mut Tx) -> Result<Vec<Enrolment>, Error> {
    let rows: Vec<Row> = fetch_all!(tx, LIST)?;
    rows.into_iter().map(Enrolment::try_from).collect()
}

/// Another phase, with its dates.
pub async fn set_phase(tx: &mut Tx, enrolment: &Enrolment) -> Result<(), Error> {
    execute!(
        tx,
        SET_PHASE,
        enrolment.id.uuid(),
        enrolment.phase.text(),
        text(enrolment.starts_on),
        text(enrolment.ends_on),
        text(enrolment.closed_on)
    )?;
    Ok(())
}
