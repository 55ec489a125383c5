//! The interface for a jobcenter's own system, by key (design.md §4.1): who is due, ask them, and where
//! a round stands. No names, no messages, no answers; a decline reads as silence.

use super::State;
use super::sync::read;
use crate::actions::survey::{self, Line, Scope, Target, Triggered};
use crate::db::Tx;
use crate::error::Error;
use crate::store::api_key::{self, Call, Used};
use crate::store::enrolment;
use crate::store::round::{self, Round};
use axum::Json;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{self, FromRequestParts, Path, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use chrono::NaiveDate;
use domain::id::RoundId;
use domain::refusal::{Code, Refusal};
use domain::survey::round::{Status, declines_told};
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// The longest idempotency key, in characters.
const IDEMPOTENCY_KEY_MAX: usize = 200;
/// The longest name of an enrolment: an id, or a reference of at most 40 characters.
const NAME_MAX: usize = 64;

/// The interface.
pub fn routes() -> Router<State> {
    Router::new()
        .route("/api/v1/surveys/due", get(due))
        .route("/api/v1/surveys/rounds", post(trigger))
        .route("/api/v1/surveys/rounds/{id}", get(status))
}

/// A call under a living key. A session is no key: without one the answer is 401.
#[derive(Debug)]
pub struct KeyCall(Used);

impl FromRequestParts<State> for KeyCall {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, site: &State) -> Result<Self, Error> {
        let nobody = Error::Unauthorized("unauthorized");
        let Some(key) = bearer(&parts.headers) else { return Err(nobody) };
        let now = site.clock.wall();
        let mut tx = site.db.write().await?;
        let used = api_key::use_key(&mut tx, key, now).await?;
        tx.commit().await?;
        let Some(used) = used else { return Err(nobody) };
        match used.wait_seconds(now) {
            Some(retry_after) => Err(Error::TooMany { retry_after }),
            None => Ok(Self(used)),
        }
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, key) = value.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && key.len() <= 100).then(|| key.trim())
}

impl KeyCall {
    /// What the key reaches of `programme`; anything else is not there.
    fn scope<'a>(&self, site: &'a State, programme: &str, survey: Option<&str>) -> Result<Scope<'a>, Error> {
        if programme != self.0.programme {
            return Err(Error::NotFound);
        }
        let programme = site.programmes.find(programme).ok_or(Error::NotFound)?;
        Scope::of(programme, survey, self.0.jobcenter).ok_or(Error::NotFound)
    }
}

/// Which programme and survey; the key's own and its first where nothing is said.
#[derive(Debug, Deserialize)]
struct DueQuery {
    #[serde(default)]
    programme: Option<String>,
    #[serde(default)]
    survey: Option<String>,
}

/// Somebody who would be asked now.
#[derive(Debug, Serialize, ToSchema)]
pub struct DueEnrolment {
    /// The enrolment.
    pub enrolment: Uuid,
    /// What the jobcenter's own system calls the citizen.
    pub external_ref: Option<String>,
    /// Six calendar months after the start of the course, or the day of an early exit.
    pub due_on: NaiveDate,
    /// The first day on which they can be asked.
    pub opens_on: NaiveDate,
    /// The last day on which they can be asked.
    pub last_on: NaiveDate,
}

/// Who would be asked now.
#[derive(Debug, Serialize, ToSchema)]
pub struct DueAnswer {
    /// The programme.
    #[schema(example = "hillerod-ips")]
    pub programme: String,
    /// The survey of the programme.
    #[schema(example = "six-months")]
    pub survey: String,
    /// The citizens, by enrolment.
    pub due: Vec<DueEnrolment>,
}

async fn due(
    extract::State(site): extract::State<State>,
    call: KeyCall,
    query: Result<Query<DueQuery>, extract::rejection::QueryRejection>,
) -> Result<Response, Error> {
    let Query(query) = query.map_err(|_| Error::BadRequest("invalid_query"))?;
    let programme = query.programme.as_deref().unwrap_or(&call.0.programme);
    let scope = call.scope(&site, programme, query.survey.as_deref())?;
    let mut tx = site.db.read().await?;
    let (lines, _) = survey::overview(&mut tx, &scope, site.clock.now()).await?;
    let answer = DueAnswer {
        programme: scope.programme.key.clone(),
        survey: scope.rule.key.clone(),
        due: lines.iter().filter_map(due_line).collect(),
    };
    Ok(Json(answer).into_response())
}

fn due_line(line: &Line) -> Option<DueEnrolment> {
    line.may_ask.ok()?;
    let window = line.window?;
    Some(DueEnrolment {
        enrolment: line.enrolment.id.uuid(),
        external_ref: line.enrolment.external_ref.clone(),
        due_on: window.due,
        opens_on: window.opens,
        last_on: window.last,
    })
}

/// Whom to ask: the word `due`, or a list of enrolments by id or by `external_ref`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum Enrolments {
    /// The word `due`: everybody who is due.
    #[schema(title = "everybody due", example = "due")]
    Word(String),
    /// These, by id or by `external_ref`; at most 2,000.
    #[schema(title = "these enrolments")]
    Named(Vec<String>),
}

impl Enrolments {
    fn target(self) -> Result<Target, Refusal> {
        let refuse = |code| Err(Refusal::field(code, "enrolments"));
        match self {
            Self::Word(word) if word == "due" => Ok(Target::Due),
            Self::Word(_) => refuse(Code::Invalid),
            Self::Named(names) if names.is_empty() => refuse(Code::Empty),
            Self::Named(names) if names.len() > survey::TARGETS_MAX => refuse(Code::TooMany),
            Self::Named(names) if names.iter().any(|name| name.chars().count() > NAME_MAX) => refuse(Code::TooLong),
            Self::Named(names) => Ok(Target::Enrolments(names)),
        }
    }
}

/// Ask for a round.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({ "programme": "hillerod-ips", "enrolments": "due" }))]
pub struct RoundRequest {
    /// The programme; the key must reach it.
    pub programme: String,
    /// The survey of the programme; its first where nothing is said.
    #[serde(default)]
    pub survey: Option<String>,
    /// Whom to ask.
    pub enrolments: Enrolments,
}

/// Somebody who was not asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct SkippedEnrolment {
    /// As the call named it.
    pub enrolment: String,
    /// `control_arm`, `withdrawn`, `not_due`, `already_invited`, `already_answered`,
    /// `course_ended_window` or `not_found`.
    #[schema(example = "already_invited")]
    pub code: String,
}

/// What a round came to.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({ "round": "0199f0c2-7e3a-7000-8000-000000000001", "invited": 3,
    "skipped": [{ "enrolment": "SAG-1042", "code": "already_invited" }] }))]
pub struct RoundAnswer {
    /// The round; the newest one where nobody was left to ask.
    pub round: Uuid,
    /// How many were asked now.
    pub invited: usize,
    /// Who was not, and why.
    pub skipped: Vec<SkippedEnrolment>,
}

impl From<&Triggered> for RoundAnswer {
    fn from(done: &Triggered) -> Self {
        let skipped = done
            .skipped
            .iter()
            .map(|(enrolment, code)| SkippedEnrolment { enrolment: enrolment.clone(), code: code.code().to_owned() });
        Self { round: done.round.uuid(), invited: done.invited.len(), skipped: skipped.collect() }
    }
}

async fn trigger(
    extract::State(site): extract::State<State>,
    call: KeyCall,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let said: serde_json::Value = read(&body)?;
    let request: RoundRequest = serde_json::from_value(said.clone()).map_err(|_| Error::BadRequest("invalid_body"))?;
    let scope = call.scope(&site, &request.programme, request.survey.as_deref())?;
    let target = request.enrolments.target()?;
    let key = idempotency_key(&headers)?;
    let now = site.clock.now();
    let mut tx = site.db.write().await?;
    if let Some(key) = key {
        match api_key::take_call(&mut tx, call.0.id, key, said.to_string().as_bytes(), now).await? {
            Call::New => {}
            Call::Answered(answer) => return Ok(created(answer)),
            Call::Other => return Err(Error::Conflict("conflict")),
        }
    }
    let done = survey::trigger(&mut tx, call.0.id.uuid(), &scope, &target, now).await?;
    let answer = serde_json::to_string(&RoundAnswer::from(&done))?;
    if let Some(key) = key {
        api_key::set_answer(&mut tx, call.0.id, key, &answer).await?;
    }
    tx.commit().await?;
    for (_, citizen, rev) in &done.invited {
        site.live.changed(*citizen, *rev);
    }
    Ok(created(answer))
}

fn idempotency_key(headers: &HeaderMap) -> Result<Option<&str>, Error> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let key = value.to_str().map_err(|_| Error::BadRequest("idempotency_key"))?.trim();
    if key.is_empty() || key.len() > IDEMPOTENCY_KEY_MAX {
        return Err(Error::BadRequest("idempotency_key"));
    }
    Ok(Some(key))
}

fn created(answer: String) -> Response {
    (StatusCode::CREATED, [(header::CONTENT_TYPE, "application/json")], answer).into_response()
}

/// One citizen asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitedEnrolment {
    /// The enrolment.
    pub enrolment: Uuid,
    /// What the jobcenter's own system calls the citizen.
    pub external_ref: Option<String>,
    /// `invited`, `answered` or `closed`; never what was answered.
    #[schema(example = "answered")]
    pub status: String,
    /// The last day on which it can be answered.
    pub closes_on: NaiveDate,
}

/// Where a round stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoundStatus {
    /// The round.
    pub round: Uuid,
    /// The programme.
    pub programme: String,
    /// The survey of the programme.
    pub survey: String,
    /// Its number among the rounds of the survey.
    pub number: i64,
    /// When it was triggered, in unix milliseconds.
    pub created_at: i64,
    /// The last day on which it can be answered.
    pub closes_on: NaiveDate,
    /// How many were asked.
    pub invited: usize,
    /// How many have answered.
    pub answered: usize,
    /// How many have not, while they still can.
    pub waiting: usize,
    /// How many did not answer in time.
    pub closed: usize,
    /// How many said no thank you; told from five on, else null.
    pub declined: Option<u32>,
    /// Each citizen asked.
    pub invitations: Vec<InvitedEnrolment>,
}

async fn status(
    extract::State(site): extract::State<State>,
    call: KeyCall,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id: RoundId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = site.db.read().await?;
    let round = round::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let scope = call.scope(&site, &round.programme, Some(&round.survey))?;
    let answer = round_status(&mut tx, &scope, round, site.clock.now()).await?;
    Ok(Json(answer).into_response())
}

async fn round_status(tx: &mut Tx, scope: &Scope<'_>, round: Round, now: Instant) -> Result<RoundStatus, Error> {
    let mine = enrolment::list_by_jobcenter(tx, scope.jobcenter).await?;
    let mine: HashMap<_, _> = mine.into_iter().map(|enrolment| (enrolment.id, enrolment.external_ref)).collect();
    let all = round::list_of_round(tx, round.id).await?;
    let asked: Vec<_> = all.into_iter().filter(|one| mine.contains_key(&one.enrolment)).collect();
    let declines = asked.iter().filter(|one| one.status == Status::Declined).count();
    let shown: Vec<_> = asked.iter().map(|one| (one, one.status.for_jobcenter(one.invited_at, now))).collect();
    let count = |status: Status| shown.iter().filter(|(_, shown)| *shown == status).count();
    Ok(RoundStatus {
        round: round.id.uuid(),
        programme: round.programme,
        survey: round.survey,
        number: round.number,
        created_at: round.created_at.0,
        closes_on: round.closes_on,
        invited: shown.len(),
        answered: count(Status::Answered),
        waiting: count(Status::Invited),
        closed: count(Status::Closed),
        declined: declines_told(u32::try_from(declines).unwrap_or(u32::MAX)),
        invitations: shown
            .iter()
            .map(|(one, status)| InvitedEnrolment {
                enrolment: one.enrolment.uuid(),
                external_ref: mine.get(&one.enrolment).cloned().flatten(),
                status: status.code().to_owned(),
                closes_on: one.closes_on,
            })
            .collect(),
    })
}

#[cfg(test)]
mod tests;
