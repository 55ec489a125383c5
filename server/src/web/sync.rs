//! The phone's routes: device, push and pull (design.md §4.1). The rules are in `actions::sync`; this
//! module knows only how they travel.

mod commit;

use super::{CurrentPerson, State};
use crate::actions::sync::{self, PushFault};
use crate::db::migrate;
use crate::error::Error;
use crate::store::device::{self, Place};
use crate::store::record;
use axum::Json;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{self, Path, Query};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::access::Role;
use domain::id::{DeviceId, PersonId, ThreadId};
use domain::record::{Change, ChangeOp, Kind};
use domain::time::Instant;
use domain::wire::{DeviceRequest, PULL_MAX, PullResponse, PushRequest};
use serde::Deserialize;
use serde_json::value::RawValue;
use uuid::Uuid;

pub use commit::Pushes;

/// The routes of a phone.
pub fn routes() -> Router<State> {
    Router::new()
        .route("/api/v1/device", post(register))
        .route("/api/v1/sync/push", post(push))
        .route("/api/v1/sync/pull", get(pull))
        .route("/api/v1/threads/{thread}/messages", get(older_messages))
}

/// Reads a body as JSON, whatever it says it is: the guard has looked at where it comes from.
pub(super) fn read<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(body).map_err(|_| Error::BadRequest("invalid_body"))
}

/// The citizen behind the request; what is a citizen's alone is not there for anybody else.
fn citizen(person: &CurrentPerson) -> Result<PersonId, Error> {
    person.require(&[Role::Citizen])?;
    Ok(person.person)
}

async fn register(
    extract::State(site): extract::State<State>,
    person: CurrentPerson,
    body: Bytes,
) -> Result<Response, Error> {
    let citizen = citizen(&person)?;
    let request: DeviceRequest = read(&body)?;
    let mut tx = site.db.write().await?;
    let epoch = migrate::epoch(&mut tx).await?;
    let session = Some(person.session.0.to_vec());
    let answer = sync::register(&mut tx, citizen, &request, session, epoch, site.clock.now()).await?;
    tx.commit().await?;
    Ok(private(Json(answer)))
}

async fn push(
    extract::State(site): extract::State<State>,
    person: CurrentPerson,
    body: Bytes,
) -> Result<Response, Error> {
    let citizen = citizen(&person)?;
    let request = read_push(&body)?;
    match site.pushes.take(&site, citizen, request).await {
        Ok(taken) => {
            site.live.changed(citizen, taken.rev.number());
            Ok(private(Json(taken.answer)))
        }
        Err(PushFault::OutOfOrder { last }) => Ok(out_of_order(last)),
        Err(PushFault::Error(error)) => Err(error),
    }
}

/// Our own app's form of moments first; only what does not read so is looked at a second time.
fn read_push(body: &[u8]) -> Result<PushRequest, Error> {
    read(body).or_else(|_| read(&normal_instants(body)?))
}

/// Other programs write moments as RFC 3339; ours as milliseconds. Both mean the same.
fn normal_instants(body: &[u8]) -> Result<Vec<u8>, Error> {
    let mut value: serde_json::Value = read(body)?;
    let normal = |place: Option<&mut serde_json::Value>| {
        let Some(place) = place else { return };
        if let Some(moment) = place.as_str().and_then(|text| chrono::DateTime::parse_from_rfc3339(text).ok()) {
            *place = moment.timestamp_millis().into();
        }
    };
    normal(value.get_mut("now"));
    if let Some(ops) = value.get_mut("ops").and_then(serde_json::Value::as_array_mut) {
        for op in ops {
            normal(op.get_mut("at"));
        }
    }
    Ok(serde_json::to_vec(&value)?)
}

fn out_of_order(last: i64) -> Response {
    let body = serde_json::json!({ "code": "out_of_order", "message": "", "request_id": "", "last": last });
    let mut response = private(Json(body));
    *response.status_mut() = StatusCode::CONFLICT;
    response
}

#[derive(Debug, Deserialize)]
struct PullQuery {
    #[serde(default)]
    device: Option<DeviceId>,
    #[serde(default)]
    epoch: Option<Uuid>,
    #[serde(default)]
    cursor: Option<String>,
    #[serde(default)]
    limit: Option<u32>,
}

async fn pull(
    extract::State(site): extract::State<State>,
    person: CurrentPerson,
    query: Result<Query<PullQuery>, extract::rejection::QueryRejection>,
) -> Result<Response, Error> {
    let citizen = citizen(&person)?;
    let Query(query) = query.map_err(|_| Error::BadRequest("invalid_query"))?;
    let device = query.device.ok_or(Error::BadRequest("device"))?;
    let now = site.clock.now();
    if let Some(cursor) = query.cursor.clone() {
        let place = device::find_place(&mut site.db.glance().await?, citizen, device).await?;
        let place = check_epoch(&query, place)?;
        if sync::is_at(&cursor, place.head) {
            return Ok(told(place, cursor, now));
        }
    }
    // Everything that is told must be of one state, the place included.
    let mut tx = site.db.read().await?;
    let place = check_epoch(&query, device::find_place(&mut tx, citizen, device).await?)?;
    let limit = query.limit.unwrap_or(PULL_MAX);
    let cursor = query.cursor.as_deref();
    let page = sync::pull(&mut tx, citizen, place.head, cursor, limit, now).await?;
    drop(tx);
    let answer = PullResponse {
        epoch: place.epoch,
        cursor: page.cursor,
        more: page.more,
        now,
        last: place.last,
        changes: page.changes,
    };
    Ok(private(Json(answer)))
}

/// A cursor of another epoch says nothing about this database.
fn check_epoch(query: &PullQuery, place: Option<Place>) -> Result<Place, Error> {
    let place = place.ok_or(Error::NotFound)?;
    let is_ours = query.epoch.is_none_or(|known| known == place.epoch);
    if is_ours || query.cursor.is_none() { Ok(place) } else { Err(Error::Gone("reset")) }
}

/// Nothing new.
fn told(place: Place, cursor: String, now: Instant) -> Response {
    let Place { epoch, last, .. } = place;
    private(Json(PullResponse { epoch, cursor, more: false, now, last, changes: vec![] }))
}

#[derive(Debug, Deserialize)]
struct OlderQuery {
    #[serde(default)]
    before: Option<i64>,
}

/// Messages older than those of the snapshot, as the same changes.
async fn older_messages(
    extract::State(site): extract::State<State>,
    person: CurrentPerson,
    Path(thread): Path<String>,
    query: Result<Query<OlderQuery>, extract::rejection::QueryRejection>,
) -> Result<Response, Error> {
    const PAGE: i64 = 50;
    let citizen = citizen(&person)?;
    let Query(query) = query.map_err(|_| Error::BadRequest("invalid_query"))?;
    let thread: ThreadId = thread.parse().map_err(|_| Error::NotFound)?;
    let mut tx = site.db.read().await?;
    record::find(&mut tx, citizen, Kind::Thread, thread.0).await?.ok_or(Error::NotFound)?;
    let before = Instant(query.before.unwrap_or(i64::MAX));
    let found = record::load_newest(&mut tx, citizen, Kind::Message, thread.0, before, PAGE).await?;
    let mut changes = Vec::with_capacity(found.len());
    for (id, message) in found {
        let data = Some(RawValue::from_string(message.json()?)?);
        changes.push(Change { kind: Kind::Message.text().to_owned(), id, rev: 0, op: ChangeOp::Put, data });
    }
    Ok(private(Json(serde_json::json!({ "changes": changes }))))
}

/// An answer that nobody else may keep.
fn private(body: impl IntoResponse) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], body).into_response()
}
