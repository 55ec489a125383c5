//! `/devices`: where a citizen is logged in, and ending it there. A device and its session end together.

use super::State;
use super::session::{CurrentPerson, see_other};
use super::staff::visit::typed;
use crate::db::Tx;
use crate::error::Error;
use crate::seal::KeyRing;
use crate::store::device::Device;
use crate::store::session::{self, SessionHash};
use crate::store::{device, record};
use app::public::devices::{DevicesPage, Place, devices_page};
use app::text::Lang;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{self, Path, RawQuery};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use domain::access::Role;
use domain::id::DeviceId;

/// The page and its buttons.
pub fn routes() -> Router<State> {
    Router::new()
        .route("/devices", get(page))
        .route("/devices/browsers/end", post(end_browser))
        .route("/devices/{device}/end", post(end_device))
}

/// What stands for a session on the page: nobody can make it into the session's own hash.
fn mark(ring: &KeyRing, hash: SessionHash) -> String {
    hex::encode(ring.digest("session.place", &[&hash.0]))
}

fn session_of(device: &Device) -> Option<SessionHash> {
    let hash = device.session_hash.clone()?;
    hash.try_into().ok().map(SessionHash)
}

/// `GET /devices`
async fn page(
    extract::State(site): extract::State<State>,
    person: CurrentPerson,
    RawQuery(query): RawQuery,
) -> Result<Response, Error> {
    person.require(&[Role::Citizen])?;
    let mut tx = site.db.read().await?;
    let places = places(&mut tx, &site, &person).await?;
    drop(tx);
    let page = DevicesPage {
        lang: Lang::of(person.lang),
        now: site.clock.now(),
        places,
        ended: query.as_deref() == Some("done=ended"),
        css: site.assets.url("citizen.css"),
    };
    Ok(Html(devices_page(&page)).into_response())
}

/// The devices, and the browsers that are logged in without being one.
async fn places(tx: &mut Tx, site: &State, person: &CurrentPerson) -> Result<Vec<Place>, Error> {
    let devices = device::list(tx, person.person).await?;
    let sessions = session::list_of_person(tx, person.person, site.clock.wall()).await?;
    let known: Vec<SessionHash> = devices.iter().filter_map(session_of).collect();
    let mut places: Vec<Place> = devices
        .into_iter()
        .map(|one| Place {
            is_here: session_of(&one) == Some(person.session),
            label: Some(one.label),
            seen_at: one.seen_at,
            action: format!("/devices/{}/end", one.id),
            mark: String::new(),
        })
        .collect();
    let browsers = sessions.into_iter().filter(|one| !known.contains(&one.hash));
    places.extend(browsers.map(|one| Place {
        label: None,
        seen_at: one.last_active_at,
        is_here: one.hash == person.session,
        action: "/devices/browsers/end".to_owned(),
        mark: mark(site.db.ring(), one.hash),
    }));
    places.sort_by_key(|place| (!place.is_here, std::cmp::Reverse(place.seen_at)));
    Ok(places)
}

/// `POST /devices/{device}/end`: the device, its keys for what waits on it, and its session.
async fn end_device(
    extract::State(site): extract::State<State>,
    person: CurrentPerson,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    person.require(&[Role::Citizen])?;
    let id: DeviceId = id.parse().map_err(|_| Error::NotFound)?;
    let now = site.clock.now();
    let mut tx = site.db.write().await?;
    record::raise(&mut tx, person.person, now).await?;
    // Ended already, by a second tap: the page says what is so now.
    let found = device::find(&mut tx, person.person, id).await?;
    let session = found.as_ref().and_then(session_of);
    device::end(&mut tx, person.person, id, now).await?;
    if let Some(hash) = session {
        session::delete(&mut tx, hash).await?;
    }
    tx.commit().await?;
    Ok(see_other(if session == Some(person.session) { "/login" } else { "/devices?done=ended" }))
}

/// `POST /devices/browsers/end`: a login that is no device's.
async fn end_browser(
    extract::State(site): extract::State<State>,
    person: CurrentPerson,
    body: Bytes,
) -> Result<Response, Error> {
    person.require(&[Role::Citizen])?;
    let typed = typed(&body)?;
    let mut tx = site.db.write().await?;
    let all = session::list_of_person(&mut tx, person.person, site.clock.wall()).await?;
    let found = all.iter().find(|one| mark(site.db.ring(), one.hash) == typed.get("place"));
    let Some(found) = found else { return Ok(see_other("/devices?done=ended")) };
    session::delete(&mut tx, found.hash).await?;
    tx.commit().await?;
    Ok(see_other(if found.hash == person.session { "/login" } else { "/devices?done=ended" }))
}

#[cfg(test)]
mod tests;
