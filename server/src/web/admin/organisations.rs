//! Organisations: the list, and one more.

use super::{Faults, admin, take};
use crate::clock;
use crate::error::Error;
use crate::store::person::{self, Organisation};
use crate::web::office::Office;
use crate::web::session::see_other;
use crate::web::staff::visit::typed;
use app::admin::organisations::{KINDS, OrganisationRow, OrganisationsPage, page as view};
use app::admin::text::Admin;
use app::staff::{FieldError, Typed};
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use domain::id::OrganisationId;
use domain::text::{LINE_MAX, TITLE_MAX, optional, required};

/// `GET /admin/organisations`
pub async fn page(office: Office) -> Result<Response, Error> {
    admin(&office)?;
    show(&office, StatusCode::OK, Typed::default(), Vec::new()).await
}

async fn show(office: &Office, status: StatusCode, typed: Typed, errors: Vec<FieldError>) -> Result<Response, Error> {
    let mut tx = office.site.db.read().await?;
    let all = person::list_organisations(&mut tx).await?;
    drop(tx);
    let row = |one: Organisation| OrganisationRow {
        name: one.name,
        kind: one.kind,
        phone: one.phone.unwrap_or_default(),
        hours: one.hours.unwrap_or_default(),
    };
    let page = OrganisationsPage {
        lang: office.lang,
        rows: all.into_iter().map(row).collect(),
        typed,
        errors,
        command: clock::new_id(),
    };
    office.page_with(status, Admin::of(office.lang).organisations, "/admin/organisations", view(&page)).await
}

/// `POST /admin/organisations`
pub async fn add(office: Office, body: Bytes) -> Result<Response, Error> {
    admin(&office)?;
    let typed = typed(&body)?;
    let mut faults = Faults::default();
    let name = faults.take(required(typed.get("name"), TITLE_MAX, "name"));
    let kind = faults.take(super::chosen(&typed, "kind", KINDS.iter().map(|kind| (kind, (*kind).to_owned()))));
    let phone = faults.take(optional(typed.get("phone"), LINE_MAX, "phone"));
    let hours = faults.take(optional(typed.get("hours"), LINE_MAX, "hours"));
    let (Some(name), Some(kind), Some(phone), Some(hours)) = (name, kind, phone, hours) else {
        return show(&office, StatusCode::UNPROCESSABLE_ENTITY, typed, faults.0).await;
    };
    let new = Organisation { id: OrganisationId(clock::new_id()), kind: (*kind).to_owned(), name, phone, hours };
    let mut tx = office.site.db.write().await?;
    let result = "/admin/organisations?done=added";
    if let Some(known) = take(&mut tx, &office, &typed, result).await? {
        return Ok(known);
    }
    person::insert_organisation(&mut tx, &new, office.now).await?;
    tx.commit().await?;
    Ok(see_other(result))
}
