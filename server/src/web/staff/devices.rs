//! A citizen's devices, and the printed sheet with a new one-time code, which is shown once.

use super::visit::{Visit, assets};
use crate::clock;
use crate::error::Error;
use crate::password;
use crate::store::access_log::Part;
use crate::store::session::{self, SessionHash};
use crate::store::{code, device, person};
use app::staff::device::{DeviceRow, DevicesPage, SheetPage, page as view, sheet_page};
use app::staff::printed;
use app::staff::text::Devices;
use app::text::Lang;
use axum::extract::Path;
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Response};
use domain::access::Action;
use domain::id::DeviceId;

/// `GET …/devices`
pub async fn page(visit: Visit, Path(citizen): Path<String>) -> Result<Response, Error> {
    let case = visit.case(&citizen, Action::IssueCode, &[Part::Devices]).await?;
    let mut tx = visit.site.db.read().await?;
    let devices = device::list(&mut tx, case.citizen).await?;
    let account = person::find(&mut tx, case.citizen).await?.ok_or(Error::NotFound)?;
    drop(tx);
    let page = DevicesPage {
        lang: visit.lang,
        now: visit.now,
        citizen: case.citizen,
        name: case.name.clone(),
        username: account.username.unwrap_or_default(),
        devices: devices
            .into_iter()
            .map(|one| DeviceRow { id: one.id, label: one.label, seen_at: one.seen_at })
            .collect(),
        command: clock::new_id(),
    };
    let title = format!("{} · {}", Devices::of(visit.lang).title, case.name);
    visit.page(&title, "/staff/citizens", view(&page)).await
}

/// `POST …/devices/{device}/end`
pub async fn end(visit: Visit, Path((citizen, id)): Path<(String, String)>) -> Result<Response, Error> {
    let id: DeviceId = id.parse().map_err(|_| Error::NotFound)?;
    let (mut tx, desk) = visit.desk(&citizen, Action::IssueCode).await?;
    let whose = desk.context.citizen;
    let found = device::find(&mut tx, whose, id).await?;
    // Ended already, by a second tap: the page says what is so now.
    if let Some(found) = found {
        device::end(&mut tx, whose, id, visit.now).await?;
        if let Some(hash) = found.session_hash.and_then(|hash| hash.try_into().ok()) {
            session::delete(&mut tx, SessionHash(hash)).await?;
        }
    }
    visit.done(tx, &desk, &format!("/staff/citizens/{citizen}/devices"), "ended").await
}

/// `POST …/sheet`: a new code instead of the old password; the sheet is the answer and is kept nowhere.
pub async fn sheet(visit: Visit, Path(citizen): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let (mut tx, desk) = visit.desk(&citizen, Action::IssueCode).await?;
    let account = person::find(&mut tx, desk.context.citizen).await?.ok_or(Error::NotFound)?;
    let username = account.username.ok_or(Error::NotFound)?;
    let me = person::find(&mut tx, visit.actor.person).await?.ok_or(Error::NotFound)?;
    // A code is good for real days, also where a demo's clock runs elsewhere.
    let wall = visit.site.clock.wall();
    let code = code::issue(&mut tx, desk.context.citizen, wall).await?;
    tx.commit().await?;
    visit.note(&[desk.context.citizen], &[Part::Print]).await?;
    let sheet = password::sheet(&username, &code);
    let lang = Lang::of(&account.lang);
    let page = SheetPage {
        lang,
        name: account.name,
        coordinator: me.name,
        phone: me.phone.unwrap_or_default(),
        address: address(&visit, &headers),
        username: sheet.username,
        code: sheet.code,
        expires_at: wall.plus_ms(code::GOOD_FOR_MS),
        now: wall,
        back: format!("/staff/citizens/{citizen}/devices"),
    };
    let main = sheet_page(&page);
    Ok(Html(printed(lang, Devices::of(lang).sheet_title, &assets(&visit.site), main)).into_response())
}

/// Where the citizen types it in: the public address, or on loopback the one that was asked.
fn address(visit: &Visit, headers: &HeaderMap) -> String {
    let origin = visit.site.address.origin.clone().unwrap_or_else(|| {
        let host = headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or("127.0.0.1");
        format!("http://{host}")
    });
    format!("{origin}/start")
}
