//! The admin's pages: organisations, staff, enrolments, programmes and keys; and beside them the
//! evaluator's figures. Plain forms: what was typed is shown again with what is wrong, and a form that is
//! sent twice is done once.

mod enrolments;
mod evaluation;
mod keys;
mod organisations;
mod staff;
#[cfg(test)]
mod tests;

use super::State;
use super::office::Office;
use super::session::see_other;
use crate::clock;
use crate::db::Tx;
use crate::error::Error;
use crate::password;
use crate::store::person::{self, Organisation, Person};
use crate::store::{code, form_post, questionnaire};
use app::admin::Pick;
use app::admin::programmes::{self, ProgrammeRow};
use app::admin::text::Keys;
use app::staff::device::{SheetPage, sheet_page};
use app::staff::text::Devices;
use app::staff::{FieldError, Typed};
use app::text::Lang;
use axum::Router;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::{get, post};
use domain::access::Role;
use domain::refusal::{Code, Refusal};
use uuid::Uuid;

/// The most staff of one role that a page lists.
const LISTED_MAX: i64 = 1_000;

/// The pages.
pub fn routes() -> Router<State> {
    Router::new()
        .route("/admin", get(enrolments::page))
        .route("/admin/enrolments/new", get(enrolments::new).post(enrolments::add))
        .route("/admin/enrolments/{id}", get(enrolments::one))
        .route("/admin/enrolments/{id}/phase", post(enrolments::set_phase))
        .route("/admin/enrolments/{id}/coordinator", post(enrolments::assign))
        .route("/admin/enrolments/{id}/sheet", post(enrolments::sheet))
        .route("/admin/staff", get(staff::page))
        .route("/admin/staff/new", get(staff::new).post(staff::add))
        .route("/admin/staff/{id}/sheet", post(staff::sheet))
        .route("/admin/organisations", get(organisations::page).post(organisations::add))
        .route("/admin/programmes", get(programmes_page))
        .route("/admin/keys", get(keys::page).post(keys::add))
        .route("/admin/keys/{id}/revoke", post(keys::revoke))
        .route("/evaluation", get(evaluation::page))
}

/// The admin, or nobody.
fn admin(office: &Office) -> Result<(), Error> {
    office.me.require(&[Role::Admin])
}

/// Takes a form under the id that came with its page. A form that was taken before leads to where the
/// first one led, and nothing is done.
async fn take(tx: &mut Tx, office: &Office, typed: &Typed, result: &str) -> Result<Option<Response>, Error> {
    let id: Uuid = typed.get("command").parse().unwrap_or_else(|_| clock::new_id());
    if form_post::insert(tx, id, office.me.person, result, office.now).await? {
        return Ok(None);
    }
    let known = form_post::find(tx, id, office.me.person).await?.ok_or(Error::Conflict("conflict"))?;
    let path = known.split('?').next().unwrap_or("/admin");
    Ok(Some(see_other(&format!("{path}?done=again"))))
}

/// Collects what is wrong with the fields of a form, so that all of it is told at once.
#[derive(Debug, Default)]
struct Faults(Vec<FieldError>);

impl Faults {
    /// The value, or its fault noted and nothing.
    fn take<T>(&mut self, read: Result<T, Refusal>) -> Option<T> {
        read.map_err(|refusal| {
            self.0.push(FieldError { field: refusal.field.unwrap_or_default(), code: refusal.code });
        })
        .ok()
    }
}

/// A value that must be one of those offered.
fn chosen<'a, T>(
    typed: &Typed,
    name: &str,
    offered: impl IntoIterator<Item = (&'a T, String)>,
) -> Result<&'a T, Refusal> {
    let value = typed.get(name);
    let mut offered = offered.into_iter();
    let found = offered.find_map(|(item, word)| (word == value && !value.is_empty()).then_some(item));
    found.ok_or_else(|| Refusal::field(if value.is_empty() { Code::Empty } else { Code::Invalid }, name))
}

/// A day that may be left out.
fn day(typed: &Typed, name: &str) -> Result<Option<chrono::NaiveDate>, Refusal> {
    let text = typed.get(name).trim();
    if text.is_empty() {
        return Ok(None);
    }
    let is_sensible = |day: &chrono::NaiveDate| (2000..=2100).contains(&chrono::Datelike::year(day));
    let day = text.parse::<chrono::NaiveDate>().ok().filter(is_sensible);
    day.map(Some).ok_or_else(|| Refusal::field(Code::InvalidDate, name))
}

/// The jobcenters among the organisations, or everything that somebody can belong to.
fn organisation_picks(all: &[Organisation], kind: Option<&str>) -> Vec<Pick> {
    let wanted = all.iter().filter(|one| kind.is_none_or(|kind| one.kind == kind));
    wanted.map(|one| Pick::new(one.id.to_string(), one.name.clone())).collect()
}

/// The living coordinators, by name.
async fn coordinators(tx: &mut Tx) -> Result<Vec<Person>, Error> {
    let all = person::list_by_role(tx, Role::Coordinator, LISTED_MAX).await?;
    let mut living: Vec<_> = all.into_iter().filter(|one| one.closed_at.is_none()).collect();
    living.sort_by(|a, b| domain::collation::compare(&a.name, &b.name));
    Ok(living)
}

/// A new one-time code for somebody, on the sheet that is shown once. Commits.
async fn sheet_for(
    office: &Office,
    mut tx: Tx,
    whom: &Person,
    headers: &HeaderMap,
    back: &str,
) -> Result<Response, Error> {
    let username = whom.username.clone().ok_or(Error::NotFound)?;
    let me = person::find(&mut tx, office.me.person).await?.ok_or(Error::NotFound)?;
    // A code is good for real days, also where a demo's clock runs elsewhere.
    let wall = office.site.clock.wall();
    let code = code::issue(&mut tx, whom.id, wall).await?;
    tx.commit().await?;
    let sheet = password::sheet(&username, &code);
    let lang = Lang::of(&whom.lang);
    let page = SheetPage {
        lang,
        name: whom.name.clone(),
        coordinator: me.name,
        phone: me.phone.unwrap_or_default(),
        address: start_address(office, headers),
        username: sheet.username,
        code: sheet.code,
        expires_at: wall.plus_ms(code::GOOD_FOR_MS),
        now: wall,
        back: back.to_owned(),
    };
    Ok(office.printed(lang, Devices::of(lang).sheet_title, sheet_page(&page)))
}

/// Where the code is typed in: the public address, or on loopback the one that was asked.
fn start_address(office: &Office, headers: &HeaderMap) -> String {
    let origin = office.site.address.origin.clone().unwrap_or_else(|| {
        let host = headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or("127.0.0.1");
        format!("http://{host}")
    });
    format!("{origin}/start")
}

/// `GET /admin/programmes`
async fn programmes_page(office: Office) -> Result<Response, Error> {
    admin(&office)?;
    let mut tx = office.site.db.read().await?;
    let published = questionnaire::list_versions(&mut tx).await?;
    drop(tx);
    let rows = office.site.programmes.all().map(|programme| ProgrammeRow {
        key: programme.key.clone(),
        name: programme.name.clone(),
        weeks: programme.course_weeks,
        surveys: programme
            .surveys
            .iter()
            .map(|rule| {
                let newest = published.iter().rev().find(|(url, ..)| *url == rule.questionnaire);
                newest.map_or_else(|| rule.title.clone(), |(_, version, _)| format!("{} ({version})", rule.title))
            })
            .collect(),
        fault: programme.check().err().map(|fault| fault.to_string()),
    });
    let rows: Vec<_> = rows.collect();
    office.page(Keys::of(office.lang).programmes, "/admin/programmes", programmes::page(office.lang, &rows)).await
}
