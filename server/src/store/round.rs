//! Rounds and their invitations: who was asked, and whether they answered. What was answered is not
//! here and cannot be reached from here (see `urn`).

use crate::db::{Tx, execute, fetch_all, fetch_one, fetch_optional, statements};
use crate::error::Error;
use chrono::NaiveDate;
use domain::id::{EnrolmentId, InvitationId, PersonId, RoundId};
use domain::survey::round::Status;
use domain::time::Instant;
use uuid::Uuid;

statements! {
    /// The number of the next round; the row is the lock under which rounds are numbered.
    NEXT_NUMBER = "insert into survey_run (programme, survey, rounds) values ($1, $2, 1)
        on conflict (programme, survey) do update set rounds = survey_run.rounds + 1 returning rounds";
    /// Begins a round.
    INSERT = "insert into round (id, programme, survey, number, form, created_by, created_at, closes_on)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// One round of a programme.
    FIND = "select id, programme, survey, number, form, created_at, closes_on from round where id = $1";
    /// The newest round of a survey.
    FIND_NEWEST = "select id, programme, survey, number, form, created_at, closes_on from round
        where programme = $1 and survey = $2 order by number desc limit 1";
    /// Invites; who has been invited to this survey stays as it is.
    INVITE = "insert into invitation (id, round_id, enrolment_id, person_id, programme, survey, status, invited_at, closes_on)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (enrolment_id, survey) do nothing";
    /// The invitations to a survey of a programme.
    LIST_INVITATIONS = "select id, round_id, enrolment_id, person_id, status, invited_at, closes_on from invitation
        where programme = $1 and survey = $2 order by invited_at, id limit 10000";
    /// The invitations of a round.
    LIST_OF_ROUND = "select id, round_id, enrolment_id, person_id, status, invited_at, closes_on from invitation
        where round_id = $1 order by invited_at, id limit 10000";
    /// Moves an open invitation to where it ends.
    SETTLE = "update invitation set status = $3 where id = $1 and person_id = $2 and status = $4";
    /// Open invitations whose last day is over.
    LIST_OVERDUE = "select id, round_id, enrolment_id, person_id, status, invited_at, closes_on from invitation
        where status = $1 and closes_on < $2 order by closes_on, id limit $3";
    /// Which form an invitation of a citizen asks to fill, and in which programme.
    FIND_FORM = "select r.programme, r.form from invitation i join round r on r.id = i.round_id
        where i.id = $1 and i.person_id = $2";
    /// How many invitations of a programme stand where.
    COUNT_BY_STATUS = "select status, count(*) from invitation where programme = $1 group by status";
}

/// One sending of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Its id.
    pub id: RoundId,
    /// The programme's key.
    pub programme: String,
    /// The survey's key in the programme.
    pub survey: String,
    /// 1, 2, 3 in each survey of each programme.
    pub number: i64,
    /// The form as `url|version`.
    pub form: String,
    /// When it was triggered.
    pub created_at: Instant,
    /// The last day on which it can be answered.
    pub closes_on: NaiveDate,
}

/// One citizen asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its id; the record on the citizen's screen has the same.
    pub id: InvitationId,
    /// The round.
    pub round: RoundId,
    /// The enrolment.
    pub enrolment: EnrolmentId,
    /// The citizen.
    pub person: PersonId,
    /// Where it stands.
    pub status: Status,
    /// Since when.
    pub invited_at: Instant,
    /// The last day.
    pub closes_on: NaiveDate,
}

type RoundRow = (Uuid, String, String, i64, String, i64, String);
type InvitationRow = (Uuid, Uuid, Uuid, Uuid, String, i64, String);

fn day(text: &str) -> Result<NaiveDate, Error> {
    text.parse().map_err(|_| Error::internal("round: a date does not parse"))
}

fn round(row: RoundRow) -> Result<Round, Error> {
    let (id, programme, survey, number, form, created_at, closes_on) = row;
    let closes_on = day(&closes_on)?;
    Ok(Round { id: RoundId(id), programme, survey, number, form, created_at: Instant(created_at), closes_on })
}

fn invitation(row: &InvitationRow) -> Result<Invitation, Error> {
    let (id, round, enrolment, person, status, invited_at, closes_on) = row;
    Ok(Invitation {
        id: InvitationId(*id),
        round: RoundId(*round),
        enrolment: EnrolmentId(*enrolment),
        person: PersonId(*person),
        status: Status::from_code(status).ok_or_else(|| Error::internal("invitation: unknown status"))?,
        invited_at: Instant(*invited_at),
        closes_on: day(closes_on)?,
    })
}

/// The number of the next round of a survey. Holds the lock under which rounds are numbered.
pub async fn next_number(tx: &mut Tx, programme: &str, survey: &str) -> Result<i64, Error> {
    let (number,): (i64,) = fetch_one!(tx, NEXT_NUMBER, programme, survey)?;
    Ok(number)
}

/// Begins a round, triggered by a person or a key.
pub async fn insert(tx: &mut Tx, round: &Round, by: Uuid) -> Result<(), Error> {
    execute!(
        tx,
        INSERT,
        round.id.uuid(),
        &round.programme,
        &round.survey,
        round.number,
        &round.form,
        by,
        round.created_at.0,
        round.closes_on.to_string()
    )?;
    Ok(())
}

/// One round.
pub async fn find(tx: &mut Tx, id: RoundId) -> Result<Option<Round>, Error> {
    let row: Option<RoundRow> = fetch_optional!(tx, FIND, id.uuid())?;
    row.map(round).transpose()
}

/// The newest round of a survey.
pub async fn find_newest(tx: &mut Tx, programme: &str, survey: &str) -> Result<Option<Round>, Error> {
    let row: Option<RoundRow> = fetch_optional!(tx, FIND_NEWEST, programme, survey)?;
    row.map(round).transpose()
}

/// Invites; false when this enrolment has been invited to this survey before.
pub async fn invite(tx: &mut Tx, round: &Round, invitation: &Invitation) -> Result<bool, Error> {
    let inserted = execute!(
        tx,
        INVITE,
        invitation.id.uuid(),
        invitation.round.uuid(),
        invitation.enrolment.uuid(),
        invitation.person.uuid(),
        &round.programme,
        &round.survey,
        invitation.status.code(),
        invitation.invited_at.0,
        invitation.closes_on.to_string()
    )?;
    Ok(inserted == 1)
}

/// The invitations to a survey of a programme.
pub async fn list_invitations(tx: &mut Tx, programme: &str, survey: &str) -> Result<Vec<Invitation>, Error> {
    let rows: Vec<InvitationRow> = fetch_all!(tx, LIST_INVITATIONS, programme, survey)?;
    rows.iter().map(invitation).collect()
}

/// The invitations of a round.
pub async fn list_of_round(tx: &mut Tx, id: RoundId) -> Result<Vec<Invitation>, Error> {
    let rows: Vec<InvitationRow> = fetch_all!(tx, LIST_OF_ROUND, id.uuid())?;
    rows.iter().map(invitation).collect()
}

/// Moves an open invitation of `person` to where it ends; false when it was not open.
pub async fn settle(tx: &mut Tx, id: InvitationId, person: PersonId, to: Status) -> Result<bool, Error> {
    Ok(execute!(tx, SETTLE, id.uuid(), person.uuid(), to.code(), Status::Invited.code())? == 1)
}

/// The programme and the form (`url|version`) of an invitation of `person`.
pub async fn find_form(tx: &mut Tx, id: InvitationId, person: PersonId) -> Result<Option<(String, String)>, Error> {
    Ok(fetch_optional!(tx, FIND_FORM, id.uuid(), person.uuid())?)
}

/// At most `most` open invitations whose last day was before `today`.
pub async fn list_overdue(tx: &mut Tx, today: NaiveDate, most: i64) -> Result<Vec<Invitation>, Error> {
    let rows: Vec<InvitationRow> = fetch_all!(tx, LIST_OVERDUE, Status::Invited.code(), today.to_string(), most)?;
    rows.iter().map(invitation).collect()
}

/// How many invitations of a programme stand where.
pub async fn count_by_status(tx: &mut Tx, programme: &str) -> Result<Vec<(Status, i64)>, Error> {
    let rows: Vec<(String, i64)> = fetch_all!(tx, COUNT_BY_STATUS, programme)?;
    Ok(rows.into_iter().filter_map(|(word, count)| Some((Status::from_code(&word)?, count))).collect())
}
