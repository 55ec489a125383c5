//! The first login, and the way back in for somebody who forgot or lost the phone: a username and a
//! one-time code from a printed sheet, then a password of one's own. Two steps, no script needed; the code
//! travels in the form's body and never in an address.

use super::login::{begin, shown};
use super::{SiteState, html, place, see_other, with_here};
use crate::error::Error;
use crate::password::{self, Weak};
use crate::store::code::{self, Answer};
use crate::store::person::{self, Person};
use crate::store::throttle;
use crate::web::State;
use crate::web::guard::ClientIp;
use app::public::start::{StartProblem, StartStep, StartView};
use axum::extract::{Extension, Form};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use std::net::IpAddr;
use tower_sessions::Session;

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    username: String,
    #[serde(default)]
    code: String,
    /// Only in the second step.
    password: Option<String>,
}

/// The first step's page.
pub(super) async fn page(site: SiteState, headers: HeaderMap) -> Response {
    html(StatusCode::OK, app::public::start::page(&place(&site.0, &headers).await, &StartView::default()))
}

/// Either step's form.
pub(super) async fn by_form(
    site: SiteState,
    session: Session,
    Extension(ClientIp(address)): Extension<ClientIp>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let outcome = match step(&site, &typed, address).await {
        Ok(outcome) => outcome,
        Err(Error::TooMany { retry_after }) => Outcome::Stay(StartStep::Code, Some(StartProblem::Wait(retry_after))),
        Err(Error::Unavailable) => Outcome::Stay(StartStep::Code, Some(StartProblem::Busy)),
        Err(other) => return Err(other),
    };
    match outcome {
        Outcome::In(person) => {
            begin(&session, person.id, person.role).await?;
            Ok(with_here(&site, person.role, see_other(person.role.home())))
        }
        Outcome::Stay(step, problem) => {
            let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            let code = typed.code.chars().take(40).collect();
            let view = StartView { step, username: shown(&typed.username), code, problem };
            Ok(html(status, app::public::start::page(&place(&site.0, &headers).await, &view)))
        }
    }
}

enum Outcome {
    In(Box<Person>),
    Stay(StartStep, Option<StartProblem>),
}

async fn step(site: &State, typed: &Typed, address: IpAddr) -> Result<Outcome, Error> {
    let username = person::plain_username(&shown(&typed.username));
    let keys = throttle::Keys::of(site.db.ring(), &username, address);
    refuse_hurry(site, &keys).await?;
    let person = match right_code(site, &keys, &username, &typed.code).await? {
        Ok(person) => person,
        Err(problem) => return Ok(Outcome::Stay(StartStep::Code, Some(problem))),
    };
    let Some(password) = &typed.password else {
        return Ok(Outcome::Stay(StartStep::Password, None));
    };
    if let Err(weak) = password::check(password, &username) {
        return Ok(Outcome::Stay(StartStep::Password, Some(told(weak))));
    }
    let hash = site.passwords.hash(password).await?;
    let mut tx = site.db.write().await?;
    let now = site.clock.wall();
    if !code::consume(&mut tx, person.id, now).await? {
        return Ok(Outcome::Stay(StartStep::Code, Some(StartProblem::Over)));
    }
    person::set_password(&mut tx, person.id, Some(&hash), now).await?;
    throttle::succeed(&mut tx, &keys).await?;
    tx.commit().await?;
    tracing::info!(role = person.role.text(), "somebody came in with a one-time code");
    Ok(Outcome::In(Box::new(person)))
}

/// Answers 429 while the account or the network has to wait.
pub(super) async fn refuse_hurry(site: &State, keys: &throttle::Keys) -> Result<(), Error> {
    let mut tx = site.db.read().await?;
    match throttle::wait_seconds(&mut tx, keys, site.clock.wall()).await? {
        Some(retry_after) => Err(Error::TooMany { retry_after }),
        None => Ok(()),
    }
}

/// The person whose code this is. Unknown names and wrong codes look alike, and only they are counted.
async fn right_code(
    site: &State,
    keys: &throttle::Keys,
    username: &str,
    typed: &str,
) -> Result<Result<Person, StartProblem>, Error> {
    let mut tx = site.db.write().await?;
    let now = site.clock.wall();
    let found = person::find_by_username(&mut tx, username).await?.filter(|person| person.closed_at.is_none());
    let answer = match &found {
        Some(person) => code::check(&mut tx, person.id, typed, now).await?,
        None => Answer::Wrong,
    };
    if answer == Answer::Wrong {
        throttle::count(&mut tx, keys, now).await?;
    }
    tx.commit().await?;
    Ok(match (found, answer) {
        (Some(person), Answer::Good) => Ok(person),
        (_, Answer::Over) => Err(StartProblem::Over),
        _ => Err(StartProblem::Wrong),
    })
}

const fn told(weak: Weak) -> StartProblem {
    match weak {
        Weak::Short => StartProblem::Short,
        Weak::Long => StartProblem::Long,
        Weak::Common => StartProblem::Common,
    }
}
