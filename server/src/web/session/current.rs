//! Who is asking. A handler that takes `CurrentPerson` is reached only by somebody who is logged in; a page
//! sends everybody else to the login with the way back, the API answers 401.

use super::again::LoginNeeded;
use super::{HERE_COOKIE, keep, local_path, see_other};
use crate::error::Error;
use crate::store::session::{self as rows, SessionHash, TOUCH_EVERY_MS};
use crate::web::{Site, State, guard};
use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::access::Role;
use domain::id::{OrganisationId, PersonId};
use domain::time::Instant;
use std::sync::Arc;
use tower_sessions::Session;

/// A header by which the app says that nobody is at the screen: such a request keeps no session awake.
const BACKGROUND: &str = "folgeskab-background";

/// The person behind a request, read from the database at each request: an ended session is ended at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurrentPerson {
    /// Who.
    pub person: PersonId,
    /// What they are.
    pub role: Role,
    /// Where they belong.
    pub organisation: Option<OrganisationId>,
    /// `da` or `en`.
    pub lang: &'static str,
    /// Their session, by the hash that may be stored and counted.
    pub session: SessionHash,
    /// When it ends if nothing more is done.
    pub ends_at: Instant,
}

impl CurrentPerson {
    /// Refuses everybody who has none of these roles.
    ///
    /// # Errors
    /// `NotFound`: what a role may not see is not there for it.
    pub fn require(&self, roles: &[Role]) -> Result<(), Error> {
        if roles.contains(&self.role) { Ok(()) } else { Err(Error::NotFound) }
    }
}

/// Why nobody was found.
pub enum Nobody {
    /// A program is told by status and code.
    Program(Error),
    /// A person is taken to the login, with the way back.
    Person(String),
}

impl IntoResponse for Nobody {
    fn into_response(self) -> Response {
        match self {
            Self::Program(error) => error.into_response(),
            Self::Person(location) => {
                let mut response = see_other(&location);
                response.extensions_mut().insert(LoginNeeded);
                response
            }
        }
    }
}

impl FromRequestParts<State> for CurrentPerson {
    type Rejection = Nobody;

    async fn from_request_parts(parts: &mut Parts, site: &State) -> Result<Self, Nobody> {
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(*known);
        }
        match find(parts, site).await {
            Ok(current) => {
                parts.extensions.insert(current);
                Ok(current)
            }
            Err(error) => Err(turned_away(parts, error)),
        }
    }
}

/// Anybody but a citizen: the staff's pages are not there for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StaffPerson(pub CurrentPerson);

impl FromRequestParts<State> for StaffPerson {
    type Rejection = Nobody;

    async fn from_request_parts(parts: &mut Parts, site: &State) -> Result<Self, Nobody> {
        let current = CurrentPerson::from_request_parts(parts, site).await?;
        if current.role.is_staff() { Ok(Self(current)) } else { Err(Nobody::Program(Error::NotFound)) }
    }
}

/// The person, if there is one; pages that anybody may see use this and go on without.
pub async fn find(parts: &Parts, site: &Arc<Site>) -> Result<CurrentPerson, Error> {
    let nobody = Error::Unauthorized("unauthorized");
    let Some(id) = parts.extensions.get::<Session>().and_then(Session::id) else {
        return Err(nobody);
    };
    let hash = keep::hash_of(&id);
    let now = site.clock.wall();
    let mut tx = site.db.glance().await?;
    let found = rows::find_current(&mut tx, hash, now).await?;
    drop(tx);
    let Some(found) = found else {
        return Err(Error::Unauthorized("session_ended"));
    };
    if found.role == Role::Citizen && guard::cookie(&parts.headers, HERE_COOKIE).is_none() {
        end(site, hash).await?;
        return Err(Error::Unauthorized("session_ended"));
    }
    if found.is_locked {
        return Err(Error::Unauthorized("locked"));
    }
    if is_activity(parts) && now.since(found.last_active_at) >= TOUCH_EVERY_MS {
        touch(site, hash, now).await;
    }
    Ok(CurrentPerson {
        person: found.person,
        role: found.role,
        organisation: found.organisation,
        lang: found.lang,
        session: hash,
        ends_at: found.ends_at,
    })
}

async fn end(site: &Arc<Site>, hash: SessionHash) -> Result<(), Error> {
    let mut tx = site.db.write().await?;
    rows::delete(&mut tx, hash).await?;
    tx.commit().await
}

/// Marking a session as used must not fail a request that only reads, on a full disk for example.
async fn touch(site: &Arc<Site>, hash: SessionHash, now: Instant) {
    let marked = async {
        let mut tx = site.db.write().await?;
        rows::touch(&mut tx, hash, now).await?;
        tx.commit().await
    };
    if let Err(error) = marked.await {
        tracing::warn!(error = %error, "a session could not be marked as used");
    }
}

/// Streams and pulls that nobody asked for keep no session awake.
fn is_activity(parts: &Parts) -> bool {
    parts.uri.path() != "/api/v1/events" && !parts.headers.contains_key(BACKGROUND)
}

fn turned_away(parts: &Parts, error: Error) -> Nobody {
    let is_program = parts.uri.path().starts_with("/api/");
    let is_login = matches!(error, Error::Unauthorized(_));
    if is_program || !is_login {
        return Nobody::Program(error);
    }
    let here = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let next = local_path(here).filter(|path| *path != "/" && parts.method == Method::GET);
    Nobody::Person(next.map_or_else(|| "/login".to_owned(), |path| format!("/login?next={}", encoded(path))))
}

/// A path as a value in a query.
fn encoded(path: &str) -> String {
    serde_urlencoded::to_string([("next", path)])
        .map(|pair| pair.trim_start_matches("next=").to_owned())
        .unwrap_or_default()
}
