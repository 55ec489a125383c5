//! Login by form and by JSON, and logout. Unknown users, wrong passwords and accounts without a password
//! get the same answer after the same work.

use super::{SiteState, again, first, html, keep, local_path, place, see_other, with_here, without_here};
use crate::error::Error;
use crate::store::person::{self, Person};
use crate::store::session::Limits;
use crate::store::throttle;
use crate::web::State;
use crate::web::guard::ClientIp;
use app::public::login::{LoginProblem, LoginView};
use axum::extract::{Extension, Form, Json, Path, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::id::PersonId;
use serde::Deserialize;
use std::net::IpAddr;
use tower_sessions::{Expiry, Session};

/// What a username may weigh; nobody's is longer.
const USERNAME_MAX: usize = 120;

#[derive(Deserialize)]
pub(super) struct Credentials {
    #[serde(default)]
    username: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
    /// Where a form goes that was sent after the session had ended.
    #[serde(default)]
    again: String,
    /// What that form carried.
    #[serde(default)]
    typed: String,
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    next: String,
}

/// The login page; somebody who is in already goes on.
pub(super) async fn page(site: SiteState, parts: Parts, Query(wanted): Query<Wanted>) -> Response {
    let next = local_path(&wanted.next).map(str::to_owned);
    if let Ok(current) = super::current::find(&parts, &site).await {
        return see_other(next.as_deref().unwrap_or(current.role.home()));
    }
    let view = LoginView { next, ..LoginView::default() };
    html(StatusCode::OK, app::public::login::page(&place(&site.0, &parts.headers).await, &view))
}

/// Login by form, with or without script.
pub(super) async fn by_form(
    site: SiteState,
    session: Session,
    Extension(ClientIp(address)): Extension<ClientIp>,
    headers: HeaderMap,
    Form(typed): Form<Credentials>,
) -> Result<Response, Error> {
    let next = local_path(&typed.next).map(str::to_owned);
    let again = again::decoded(&typed.again, &typed.typed);
    let (problem, status) = match log_in(&site, &typed.username, &typed.password, address).await {
        Ok(person) => {
            begin(&session, person.id, person.role).await?;
            let response = match &again {
                Some(again) => {
                    let place = place(&site.0, &headers).await;
                    html(StatusCode::OK, app::public::again::page(&place, again))
                }
                None => see_other(next.as_deref().unwrap_or(person.role.home())),
            };
            return Ok(with_here(&site, person.role, response));
        }
        Err(Error::Unauthorized(_)) => (LoginProblem::Wrong, StatusCode::UNAUTHORIZED),
        Err(Error::TooMany { retry_after }) => (LoginProblem::Wait(retry_after), StatusCode::TOO_MANY_REQUESTS),
        Err(Error::Unavailable) => (LoginProblem::Busy, StatusCode::SERVICE_UNAVAILABLE),
        Err(other) => return Err(other),
    };
    let view = LoginView {
        username: shown(&typed.username),
        next,
        problem: Some(problem),
        typed: again.as_ref().map(again::encoded).unwrap_or_default(),
        again,
    };
    let mut response = html(status, app::public::login::page(&place(&site.0, &headers).await, &view));
    if let LoginProblem::Wait(seconds) = problem {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(response)
}

/// What was typed as a username, to be shown again; nothing endless.
pub(super) fn shown(username: &str) -> String {
    username.chars().take(USERNAME_MAX).collect()
}

/// Login for the app: 204 and the cookies.
pub(super) async fn by_json(
    site: SiteState,
    session: Session,
    Extension(ClientIp(address)): Extension<ClientIp>,
    Json(typed): Json<Credentials>,
) -> Result<Response, Error> {
    let person = log_in(&site, &typed.username, &typed.password, address).await?;
    begin(&session, person.id, person.role).await?;
    Ok(with_here(&site, person.role, StatusCode::NO_CONTENT.into_response()))
}

/// Who this is, if the password is right. The attempt is counted before it is tried.
pub(super) async fn log_in(site: &State, typed: &str, password: &str, address: IpAddr) -> Result<Person, Error> {
    let username = if typed.len() <= USERNAME_MAX { person::plain_username(typed) } else { String::new() };
    let keys = throttle::Keys::of(site.db.ring(), &username, address);
    let now = site.clock.wall();
    let found = attempt(site, &keys, &username).await?;
    let hash = found.as_ref().filter(|person| person.closed_at.is_none()).and_then(|p| p.password_hash.as_deref());
    if !site.passwords.verify(password, hash).await? {
        return Err(Error::Unauthorized("bad_credentials"));
    }
    let Some(person) = found else {
        return Err(Error::Unauthorized("bad_credentials"));
    };
    let mut stronger = None;
    if let Some(old) = person.password_hash.as_deref().filter(|hash| site.passwords.needs_rehash(hash)) {
        stronger = Some((old, site.passwords.hash(password).await?));
    }
    let mut tx = site.db.write().await?;
    throttle::succeed(&mut tx, &keys).await?;
    if let Some((old, new)) = &stronger {
        person::rehash(&mut tx, person.id, old, new).await?;
    }
    tx.commit().await?;
    tracing::info!(role = person.role.text(), at = now.0, "somebody logged in");
    Ok(person)
}

/// Refuses what must wait, counts the attempt, and looks the person up.
async fn attempt(site: &State, keys: &throttle::Keys, username: &str) -> Result<Option<Person>, Error> {
    first::refuse_hurry(site, keys).await?;
    let mut tx = site.db.write().await?;
    throttle::count(&mut tx, keys, site.clock.wall()).await?;
    let found = person::find_by_username(&mut tx, username).await?;
    tx.commit().await?;
    Ok(found)
}

/// Begins a session under a new id, whatever the browser had before. For every way of logging in.
///
/// # Errors
/// When the old session cannot be ended.
pub async fn begin(session: &Session, person: PersonId, role: domain::access::Role) -> Result<(), Error> {
    let failed = |error: tower_sessions::session::Error| Error::internal(error.to_string());
    session.cycle_id().await.map_err(failed)?;
    session.insert(keep::PERSON, person.to_string()).await.map_err(failed)?;
    let absolute = time::Duration::milliseconds(Limits::of(role).absolute_ms);
    session.set_expiry(Some(Expiry::OnInactivity(absolute)));
    // Kept at once and not after the response: if it fails, the answer can still say so.
    session.save().await.map_err(failed)
}

/// Logout: ends this session and takes the second cookie. Says yes to somebody who was not in, too.
async fn log_out(session: &Session) -> Result<(), Error> {
    session.flush().await.map_err(|error| Error::internal(error.to_string()))
}

/// Logout by form.
pub(super) async fn logout_by_form(site: SiteState, session: Session) -> Result<Response, Error> {
    log_out(&session).await?;
    Ok(without_here(&site, see_other("/login")))
}

/// Logout for the app: always 204.
pub(super) async fn logout_by_json(site: SiteState, session: Session) -> Result<Response, Error> {
    log_out(&session).await?;
    Ok(without_here(&site, StatusCode::NO_CONTENT.into_response()))
}

/// Remembers a language in this browser and goes back to where the link stood.
pub(super) async fn choose_language(site: SiteState, Path(lang): Path<String>, headers: HeaderMap) -> Response {
    let lang = crate::store::session::lang_of(&lang);
    let from = headers.get(header::REFERER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let back = if from.contains("/start") { "/start" } else { "/login" };
    let mut response = see_other(back);
    if let Some(cookie) = super::open_cookie(&site, super::LANG_COOKIE, lang, 365 * 24 * 3600) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
