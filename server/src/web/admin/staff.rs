//! Personale: the list, one more with the sheet that carries the code, and a new code.

use super::{Faults, admin, chosen, organisation_picks, sheet_for, take};
use crate::clock;
use crate::db::Tx;
use crate::error::Error;
use crate::password;
use crate::store::person::{self, NewPerson, Organisation, Person};
use crate::web::office::Office;
use crate::web::staff::visit::typed;
use app::admin::staff::{NewStaffPage, ROLES, StaffPage, StaffRow, new_page, page as view};
use app::admin::text::{Admin, People};
use app::staff::{FieldError, Typed};
use app::text::Lang;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::collation;
use domain::id::PersonId;
use domain::text::{LINE_MAX, TITLE_MAX, optional, required};

/// How often a made-up username may be taken before that is a fault.
const TRIES: u8 = 8;

/// `GET /admin/staff`
pub async fn page(office: Office) -> Result<Response, Error> {
    admin(&office)?;
    let mut tx = office.site.db.read().await?;
    let organisations = person::list_organisations(&mut tx).await?;
    let mut rows = Vec::new();
    for role in ROLES {
        let all = person::list_by_role(&mut tx, role, super::LISTED_MAX).await?;
        rows.extend(all.into_iter().map(|one| row(one, &organisations)));
    }
    drop(tx);
    rows.sort_by(|a, b| collation::compare(&a.name, &b.name));
    let page = StaffPage { lang: office.lang, rows, command: clock::new_id() };
    office.page(Admin::of(office.lang).staff, "/admin/staff", view(&page)).await
}

fn row(one: Person, organisations: &[Organisation]) -> StaffRow {
    let organisation = organisations.iter().find(|known| Some(known.id) == one.organisation);
    StaffRow {
        id: one.id,
        name: one.name,
        role: one.role,
        organisation: organisation.map(|known| known.name.clone()).unwrap_or_default(),
        username: one.username.unwrap_or_default(),
        is_closed: one.closed_at.is_some(),
    }
}

/// `GET /admin/staff/new`
pub async fn new(office: Office) -> Result<Response, Error> {
    admin(&office)?;
    show_new(&office, StatusCode::OK, Typed::default().with("lang", "da"), Vec::new()).await
}

async fn show_new(
    office: &Office,
    status: StatusCode,
    typed: Typed,
    errors: Vec<FieldError>,
) -> Result<Response, Error> {
    let mut tx = office.site.db.read().await?;
    let all = person::list_organisations(&mut tx).await?;
    drop(tx);
    let page = NewStaffPage {
        lang: office.lang,
        organisations: organisation_picks(&all, None),
        typed,
        errors,
        command: clock::new_id(),
    };
    office.page_with(status, People::of(office.lang).add_staff, "/admin/staff", new_page(&page)).await
}

/// `POST /admin/staff/new`: the answer is the sheet with the code, which is shown once and kept nowhere.
pub async fn add(office: Office, headers: HeaderMap, body: Bytes) -> Result<Response, Error> {
    admin(&office)?;
    let typed = typed(&body)?;
    let mut tx = office.site.db.read().await?;
    let organisations = person::list_organisations(&mut tx).await?;
    drop(tx);
    let mut faults = Faults::default();
    let name = faults.take(required(typed.get("name"), TITLE_MAX, "name"));
    let role = faults.take(chosen(&typed, "role", ROLES.iter().map(|role| (role, role.text().to_owned()))));
    let offered = organisations.iter().map(|one| (one, one.id.to_string()));
    let organisation = faults.take(chosen(&typed, "organisation", offered));
    let phone = faults.take(optional(typed.get("phone"), LINE_MAX, "phone"));
    let (Some(name), Some(role), Some(organisation), Some(phone)) = (name, role, organisation, phone) else {
        return show_new(&office, StatusCode::UNPROCESSABLE_ENTITY, typed, faults.0).await;
    };
    let mut new = NewPerson {
        id: PersonId(clock::new_id()),
        role: *role,
        organisation: Some(organisation.id),
        username: None,
        name,
        phone,
        lang: Lang::of(typed.get("lang")).code().to_owned(),
    };
    let mut tx = office.site.db.write().await?;
    if let Some(known) = take(&mut tx, &office, &typed, "/admin/staff").await? {
        return Ok(known);
    }
    new.username = Some(free_username(&mut tx).await?);
    person::insert(&mut tx, &new, office.now).await?;
    let whom = person::find(&mut tx, new.id).await?.ok_or(Error::NotFound)?;
    sheet_for(&office, tx, &whom, &headers, "/admin/staff").await
}

/// A made-up username that nobody has.
pub async fn free_username(tx: &mut Tx) -> Result<String, Error> {
    for _ in 0..TRIES {
        let made = password::new_username();
        if person::find_by_username(tx, &made).await?.is_none() {
            return Ok(made);
        }
    }
    Err(Error::Unavailable)
}

/// `POST /admin/staff/{id}/sheet`: a new code instead of the old password.
pub async fn sheet(office: Office, Path(id): Path<String>, headers: HeaderMap, body: Bytes) -> Result<Response, Error> {
    admin(&office)?;
    let typed = typed(&body)?;
    let id: PersonId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = office.site.db.write().await?;
    let whom = person::find(&mut tx, id).await?.filter(|one| one.role.is_staff() && one.closed_at.is_none());
    let whom = whom.ok_or(Error::NotFound)?;
    if let Some(known) = take(&mut tx, &office, &typed, "/admin/staff").await? {
        return Ok(known);
    }
    sheet_for(&office, tx, &whom, &headers, "/admin/staff").await
}
