//! Nøgler: the keys of other systems. A new one is shown once; an ended one stops at once.

use super::{Faults, admin, chosen, organisation_picks, take};
use crate::clock;
use crate::error::Error;
use crate::store::api_key::{self, ApiKey, NewApiKey};
use crate::store::person::{self, Organisation};
use crate::web::office::Office;
use crate::web::session::see_other;
use crate::web::staff::visit::typed;
use app::admin::Pick;
use app::admin::keys::{KeyRow, KeysPage, new_page, page as view};
use app::admin::text::Keys;
use app::staff::{FieldError, Typed};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::id::ApiKeyId;
use domain::text::{TITLE_MAX, required};

/// `GET /admin/keys`
pub async fn page(office: Office) -> Result<Response, Error> {
    admin(&office)?;
    show(&office, StatusCode::OK, Typed::default(), Vec::new()).await
}

async fn show(office: &Office, status: StatusCode, typed: Typed, errors: Vec<FieldError>) -> Result<Response, Error> {
    let mut tx = office.site.db.read().await?;
    let organisations = person::list_organisations(&mut tx).await?;
    let keys = api_key::list(&mut tx).await?;
    drop(tx);
    let programmes = office.site.programmes.all().map(|one| Pick::new(one.key.clone(), one.name.clone()));
    let page = KeysPage {
        lang: office.lang,
        rows: keys.into_iter().map(|key| row(office, key, &organisations)).collect(),
        programmes: programmes.collect(),
        jobcenters: organisation_picks(&organisations, Some("jobcenter")),
        typed,
        errors,
        command: clock::new_id(),
    };
    office.page_with(status, Keys::of(office.lang).title, "/admin/keys", view(&page)).await
}

fn row(office: &Office, key: ApiKey, organisations: &[Organisation]) -> KeyRow {
    let programme = office.site.programmes.find(&key.programme);
    let jobcenter = organisations.iter().find(|one| one.id == key.jobcenter);
    KeyRow {
        id: key.id,
        label: key.label,
        programme: programme.map_or(key.programme, |found| found.name.clone()),
        jobcenter: jobcenter.map(|one| one.name.clone()).unwrap_or_default(),
        created_at: key.created_at,
        last_used_at: key.last_used_at,
        is_revoked: key.revoked_at.is_some(),
    }
}

/// `POST /admin/keys`: the answer shows the key, once.
pub async fn add(office: Office, body: Bytes) -> Result<Response, Error> {
    admin(&office)?;
    let typed = typed(&body)?;
    let mut tx = office.site.db.read().await?;
    let organisations = person::list_organisations(&mut tx).await?;
    drop(tx);
    let mut faults = Faults::default();
    let label = faults.take(required(typed.get("label"), TITLE_MAX, "label"));
    let programmes: Vec<_> = office.site.programmes.all().collect();
    let programme = faults.take(chosen(&typed, "programme", programmes.iter().map(|one| (*one, one.key.clone()))));
    let jobcenters = organisations.iter().filter(|one| one.kind == "jobcenter");
    let jobcenter = faults.take(chosen(&typed, "jobcenter", jobcenters.map(|one| (one, one.id.to_string()))));
    let (Some(label), Some(programme), Some(jobcenter)) = (label, programme, jobcenter) else {
        return show(&office, StatusCode::UNPROCESSABLE_ENTITY, typed, faults.0).await;
    };
    let new = NewApiKey {
        programme: programme.key.clone(),
        jobcenter: jobcenter.id,
        label: label.clone(),
        by: office.me.person,
    };
    let mut tx = office.site.db.write().await?;
    if let Some(known) = take(&mut tx, &office, &typed, "/admin/keys").await? {
        return Ok(known);
    }
    let (_, key) = api_key::insert(&mut tx, &new, office.now).await?;
    tx.commit().await?;
    office.page(Keys::of(office.lang).new_title, "/admin/keys", new_page(office.lang, &label, &key)).await
}

/// `POST /admin/keys/{id}/revoke`
pub async fn revoke(office: Office, Path(id): Path<String>) -> Result<Response, Error> {
    admin(&office)?;
    let id: ApiKeyId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = office.site.db.write().await?;
    if !api_key::list(&mut tx).await?.iter().any(|key| key.id == id) {
        return Err(Error::NotFound);
    }
    // Ended already, by a second tap: the page says what is so now.
    api_key::revoke(&mut tx, id, office.now).await?;
    tx.commit().await?;
    Ok(see_other("/admin/keys?done=revoked"))
}
