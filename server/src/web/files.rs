//! `PUT` and `GET /api/v1/files/{id}`: files that messages carry, with an id made on the phone and
//! resumable by `Content-Range` (design.md §4.1).

use super::{CurrentPerson, State};
use crate::actions::file::{self, FILE_MAX, Piece};
use crate::error::Error;
use crate::store::{coordination, file as files};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{self, DefaultBodyLimit, Path};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::put;
use domain::access::Role;
use domain::id::{FileId, PersonId};

/// The name that the file had on the phone, as percent-encoded UTF-8.
const FILE_NAME: HeaderName = HeaderName::from_static("folgeskab-file-name");
/// A body may be a whole file; the bound of everything else is far smaller.
const BODY_MAX: usize = 10 * 1024 * 1024;

/// The routes of files.
pub fn routes() -> Router<State> {
    Router::new().route("/api/v1/files/{id}", put(upload).get(download)).layer(DefaultBodyLimit::max(BODY_MAX))
}

async fn upload(
    extract::State(site): extract::State<State>,
    person: CurrentPerson,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    person.require(&[Role::Citizen])?;
    let id: FileId = id.parse().map_err(|_| Error::NotFound)?;
    let (start, total) = range(&headers, body.len())?;
    let name = headers.get(FILE_NAME).and_then(|value| value.to_str().ok()).map(decoded).unwrap_or_default();
    let mut tx = site.db.write().await?;
    let piece = Piece { start, total, bytes: &body };
    let taken = file::take(&mut tx, person.person, id, &name, piece, site.clock.now()).await?;
    tx.commit().await?;
    let is_whole = taken.media_type.is_some();
    let status = if is_whole { StatusCode::CREATED } else { StatusCode::ACCEPTED };
    let answer = serde_json::json!({
        "id": id, "received": taken.received, "total": taken.total, "media_type": taken.media_type,
    });
    Ok((status, [(header::CACHE_CONTROL, "no-store")], axum::Json(answer)).into_response())
}

/// `bytes 0-65535/200000`; without it the body is the whole file.
fn range(headers: &HeaderMap, length: usize) -> Result<(i64, i64), Error> {
    let wrong = || Error::BadRequest("content_range");
    let length = i64::try_from(length).map_err(|_| wrong())?;
    let Some(value) = headers.get(header::CONTENT_RANGE) else {
        return Ok((0, length));
    };
    let text = value.to_str().map_err(|_| wrong())?;
    let (span, total) = text.strip_prefix("bytes ").and_then(|rest| rest.split_once('/')).ok_or_else(wrong)?;
    let (first, last) = span.split_once('-').ok_or_else(wrong)?;
    let number = |text: &str| text.trim().parse::<i64>().map_err(|_| wrong());
    let (first, last, total) = (number(first)?, number(last)?, number(total)?);
    let is_true = first >= 0 && last >= first && last - first + 1 == length && last < total;
    if total > FILE_MAX {
        return Err(Error::TooLarge);
    }
    if is_true { Ok((first, total)) } else { Err(wrong()) }
}

/// `%C3%A6` as it was meant; what is no UTF-8 becomes a mark.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let digits = (byte == b'%').then(|| [ahead.next(), ahead.next()]);
        let code = digits.and_then(|pair| hex_of(pair[0]?, pair[1]?));
        match code {
            Some(code) => {
                bytes.push(code);
                rest = ahead;
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex_of(high: u8, low: u8) -> Option<u8> {
    let pair = [high, low];
    let text = std::str::from_utf8(&pair).ok()?;
    u8::from_str_radix(text, 16).ok()
}

#[derive(serde::Deserialize)]
struct Whose {
    #[serde(default)]
    citizen: Option<PersonId>,
}

async fn download(
    extract::State(site): extract::State<State>,
    person: CurrentPerson,
    Path(id): Path<String>,
    extract::Query(whose): extract::Query<Whose>,
) -> Result<Response, Error> {
    let id: FileId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = site.db.read().await?;
    let citizen = match (person.role, whose.citizen) {
        (Role::Citizen, _) => person.person,
        (Role::Coordinator, Some(citizen)) => {
            let walks = coordination::find_on(&mut tx, citizen, site.clock.now().date()).await?;
            if walks != Some(person.person) {
                return Err(Error::NotFound);
            }
            citizen
        }
        _ => return Err(Error::NotFound),
    };
    let found = files::find(&mut tx, citizen, id).await?.and_then(|file| file.reference()).ok_or(Error::NotFound)?;
    let bytes = files::read(&mut tx, citizen, id).await?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    let value = |text: &str| HeaderValue::from_str(text).map_err(Error::of);
    headers.insert(header::CONTENT_TYPE, value(&found.media_type)?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Whatever is in it runs nothing and reaches nothing.
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    Ok(response)
}
