//! Who is enrolled: the list with the places taken, one more citizen, another phase, another coordinator,
//! and the sheet with the code.

use super::{Faults, admin, chosen, coordinators, day, organisation_picks, sheet_for, take};
use crate::actions::course::{self, NewEnrolment};
use crate::clock;
use crate::db::Tx;
use crate::error::Error;
use crate::store::enrolment::{self, Enrolment};
use crate::store::person::{self, Organisation, Person};
use crate::store::{coordination, record};
use crate::web::office::Office;
use crate::web::session::see_other;
use crate::web::staff::visit::typed;
use app::admin::Pick;
use app::admin::enrolments::{
    EnrolmentPage, EnrolmentRow, EnrolmentsPage, NewEnrolmentPage, PHASES, PlacesRow, new_page, one_page, page as view,
};
use app::admin::text::Enrolments;
use app::staff::{FieldError, Typed};
use app::text::Lang;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::access::Role;
use domain::collation;
use domain::course::{Arm, Phase};
use domain::id::{EnrolmentId, PersonId};
use domain::refusal::{Code, Refusal};
use domain::text::{LINE_MAX, TITLE_MAX, optional, required};

const ARMS: [(Arm, &str); 2] = [(Arm::Intervention, "intervention"), (Arm::Control, "control")];

/// `GET /admin`
pub async fn page(office: Office) -> Result<Response, Error> {
    admin(&office)?;
    let mut tx = office.site.db.read().await?;
    let all = enrolment::list(&mut tx).await?;
    let mut rows = Vec::with_capacity(all.len());
    for one in &all {
        rows.push(row(&mut tx, &office, one).await?);
    }
    drop(tx);
    office.note_list(&all.iter().map(|one| one.person).collect::<Vec<_>>()).await?;
    rows.sort_by(|a, b| collation::compare(&a.name, &b.name));
    let page = EnrolmentsPage { lang: office.lang, places: places(&office, &all), rows };
    office.page(Enrolments::of(office.lang).title, "/admin", view(&page)).await
}

/// The places of every programme, per arm; the control arm only where there is one.
fn places(office: &Office, all: &[Enrolment]) -> Vec<PlacesRow> {
    let mut rows = Vec::new();
    for programme in office.site.programmes.all() {
        let taken = |arm: Arm| {
            let mine = all.iter().filter(|one| one.programme == programme.key && one.arm == arm);
            mine.filter(|one| one.phase.is_open()).count()
        };
        let row = |is_control: bool, taken: usize, places: Option<u16>| PlacesRow {
            programme: programme.name.clone(),
            is_control,
            taken,
            places,
        };
        rows.push(row(false, taken(Arm::Intervention), programme.places.intervention));
        if programme.places.control > 0 {
            rows.push(row(true, taken(Arm::Control), Some(programme.places.control)));
        }
    }
    rows
}

async fn row(tx: &mut Tx, office: &Office, one: &Enrolment) -> Result<EnrolmentRow, Error> {
    let name = person::find(tx, one.person).await?.map(|found| found.name).unwrap_or_default();
    let coordinator = match coordination::find_on(tx, one.person, office.now.date()).await? {
        Some(id) => person::find(tx, id).await?.map(|found| found.name),
        None => None,
    };
    let programme = office.site.programmes.find(&one.programme);
    Ok(EnrolmentRow {
        id: one.id,
        name,
        programme: programme.map_or_else(|| one.programme.clone(), |found| found.name.clone()),
        is_control: one.arm == Arm::Control,
        phase: one.phase,
        starts_on: one.starts_on,
        coordinator,
        external_ref: one.external_ref.clone().unwrap_or_default(),
    })
}

fn people_picks(people: &[Person]) -> Vec<Pick> {
    people.iter().map(|one| Pick::new(one.id.to_string(), one.name.clone())).collect()
}

/// `GET /admin/enrolments/new`
pub async fn new(office: Office) -> Result<Response, Error> {
    admin(&office)?;
    let today = office.now.date().to_string();
    let typed = Typed::default().with("lang", "da").with("arm", "intervention").with("included_on", today);
    show_new(&office, StatusCode::OK, typed, Vec::new(), false).await
}

async fn show_new(
    office: &Office,
    status: StatusCode,
    typed: Typed,
    errors: Vec<FieldError>,
    is_ref_taken: bool,
) -> Result<Response, Error> {
    let mut tx = office.site.db.read().await?;
    let organisations = person::list_organisations(&mut tx).await?;
    let coordinators = coordinators(&mut tx).await?;
    drop(tx);
    let programmes = office.site.programmes.all().map(|one| Pick::new(one.key.clone(), one.name.clone()));
    let page = NewEnrolmentPage {
        lang: office.lang,
        programmes: programmes.collect(),
        jobcenters: organisation_picks(&organisations, Some("jobcenter")),
        coordinators: people_picks(&coordinators),
        typed,
        errors,
        is_ref_taken,
        command: clock::new_id(),
    };
    office.page_with(status, Enrolments::of(office.lang).add, "/admin", new_page(&page)).await
}

/// A choice that may be left open.
fn maybe<'a, T>(
    typed: &Typed,
    name: &str,
    offered: impl IntoIterator<Item = (&'a T, String)>,
) -> Result<Option<&'a T>, Refusal> {
    if typed.get(name).is_empty() { Ok(None) } else { chosen(typed, name, offered).map(Some) }
}

/// What was typed, as somebody to be enrolled; or everything that is wrong with it.
fn read(
    office: &Office,
    typed: &Typed,
    organisations: &[Organisation],
    coordinators: &[Person],
) -> Result<NewEnrolment, Vec<FieldError>> {
    let mut faults = Faults::default();
    let name = faults.take(required(typed.get("name"), TITLE_MAX, "name"));
    let phone = faults.take(optional(typed.get("phone"), LINE_MAX, "phone"));
    let programmes: Vec<_> = office.site.programmes.all().collect();
    let programme = faults.take(chosen(typed, "programme", programmes.iter().map(|one| (*one, one.key.clone()))));
    let arm = faults.take(chosen(typed, "arm", ARMS.iter().map(|(arm, word)| (arm, (*word).to_owned()))));
    let jobcenters = organisations.iter().filter(|one| one.kind == "jobcenter");
    let jobcenter = faults.take(maybe(typed, "jobcenter", jobcenters.map(|one| (one, one.id.to_string()))));
    let walking = coordinators.iter().map(|one| (one, one.id.to_string()));
    let coordinator = faults.take(maybe(typed, "coordinator", walking));
    let external_ref = faults.take(course::checked_external_ref(typed.get("external_ref")));
    let included_on =
        day(typed, "included_on").and_then(|day| day.ok_or_else(|| Refusal::field(Code::Empty, "included_on")));
    let included_on = faults.take(included_on);
    let starts_on = faults.take(day(typed, "starts_on"));
    if let (Some(included), Some(Some(start))) = (included_on, starts_on)
        && start < included
    {
        faults.0.push(FieldError::new("starts_on", Code::InvalidDate));
    }
    match (name, phone, programme, arm, jobcenter, coordinator, external_ref, included_on, starts_on) {
        (
            Some(name),
            Some(phone),
            Some(programme),
            Some(arm),
            Some(jobcenter),
            Some(coordinator),
            Some(external_ref),
            Some(included_on),
            Some(starts_on),
        ) if faults.0.is_empty() => Ok(NewEnrolment {
            name,
            phone,
            username: None,
            lang: Lang::of(typed.get("lang")).code().to_owned(),
            programme: programme.key.clone(),
            arm: *arm,
            external_ref,
            jobcenter: jobcenter.map(|one| one.id),
            coordinator: coordinator.map(|one| one.id),
            included_on,
            starts_on,
        }),
        _ => Err(faults.0),
    }
}

/// `POST /admin/enrolments/new`
pub async fn add(office: Office, body: Bytes) -> Result<Response, Error> {
    admin(&office)?;
    let typed = typed(&body)?;
    let mut tx = office.site.db.read().await?;
    let organisations = person::list_organisations(&mut tx).await?;
    let walking = coordinators(&mut tx).await?;
    drop(tx);
    let mut new = match read(&office, &typed, &organisations, &walking) {
        Ok(new) => new,
        Err(faults) => return show_new(&office, StatusCode::UNPROCESSABLE_ENTITY, typed, faults, false).await,
    };
    let is_control = new.arm == Arm::Control;
    let result = if is_control { "/admin?done=control" } else { "/admin?done=enrolled" };
    let mut tx = office.site.db.write().await?;
    if let Some(known) = take(&mut tx, &office, &typed, result).await? {
        return Ok(known);
    }
    if !is_control {
        new.username = Some(super::staff::free_username(&mut tx).await?);
    }
    match course::enrol(&mut tx, &new, &office.site.programmes, office.now).await {
        Ok(_) => {}
        Err(Error::Refused { code, field }) => {
            tx.rollback().await?;
            // A reference that is used says so in words of its own.
            let is_ref_taken = code == Code::Taken;
            let code = if is_ref_taken { Code::Invalid } else { code };
            let faults = vec![FieldError { field: field.unwrap_or_default(), code }];
            return show_new(&office, StatusCode::UNPROCESSABLE_ENTITY, typed, faults, is_ref_taken).await;
        }
        Err(error) => return Err(error),
    }
    tx.commit().await?;
    Ok(see_other(result))
}

async fn find(tx: &mut Tx, id: &str) -> Result<Enrolment, Error> {
    let id: EnrolmentId = id.parse().map_err(|_| Error::NotFound)?;
    enrolment::find(tx, id).await?.ok_or(Error::NotFound)
}

/// `GET /admin/enrolments/{id}`
pub async fn one(office: Office, Path(id): Path<String>) -> Result<Response, Error> {
    admin(&office)?;
    show_one(&office, StatusCode::OK, &id, None, Vec::new()).await
}

async fn show_one(
    office: &Office,
    status: StatusCode,
    id: &str,
    typed: Option<Typed>,
    errors: Vec<FieldError>,
) -> Result<Response, Error> {
    let mut tx = office.site.db.read().await?;
    let found = find(&mut tx, id).await?;
    let row = row(&mut tx, office, &found).await?;
    let username = person::find(&mut tx, found.person).await?.and_then(|one| one.username).unwrap_or_default();
    let jobcenter = match found.jobcenter {
        Some(id) => person::find_organisation(&mut tx, id).await?.map(|one| one.name).unwrap_or_default(),
        None => String::new(),
    };
    let walking = coordinators(&mut tx).await?;
    let current = coordination::find_on(&mut tx, found.person, office.now.date()).await?;
    drop(tx);
    office.note_list(&[found.person]).await?;
    let typed = typed.unwrap_or_else(|| {
        Typed::default()
            .with("phase", found.phase.text())
            .with("starts_on", found.starts_on.map(|day| day.to_string()).unwrap_or_default())
            .with("coordinator", current.map(|id| id.to_string()).unwrap_or_default())
    });
    let title = row.name.clone();
    let page = EnrolmentPage {
        lang: office.lang,
        row,
        included_on: found.included_on,
        jobcenter,
        username,
        coordinators: people_picks(&walking),
        typed,
        errors,
        command: clock::new_id(),
    };
    office.page_with(status, &title, "/admin", one_page(&page)).await
}

/// `POST /admin/enrolments/{id}/phase`
pub async fn set_phase(office: Office, Path(id): Path<String>, body: Bytes) -> Result<Response, Error> {
    admin(&office)?;
    let typed = typed(&body)?;
    let mut faults = Faults::default();
    let phase = faults.take(chosen(&typed, "phase", PHASES.iter().map(|phase| (phase, phase.text().to_owned()))));
    let starts_on = faults.take(day(&typed, "starts_on"));
    if let (Some(Phase::Running), Some(None)) = (phase, starts_on) {
        faults.0.push(FieldError::new("starts_on", Code::Empty));
    }
    let (Some(phase), Some(starts_on), true) = (phase, starts_on, faults.0.is_empty()) else {
        return show_one(&office, StatusCode::UNPROCESSABLE_ENTITY, &id, Some(typed), faults.0).await;
    };
    let mut tx = office.site.db.write().await?;
    let found = find(&mut tx, &id).await?;
    let result = format!("/admin/enrolments/{id}?done=saved");
    if let Some(known) = take(&mut tx, &office, &typed, &result).await? {
        return Ok(known);
    }
    course::set_phase(&mut tx, found.person, *phase, starts_on, &office.site.programmes, office.now).await?;
    tell(&office, tx, found.person).await?;
    Ok(see_other(&result))
}

/// `POST /admin/enrolments/{id}/coordinator`
pub async fn assign(office: Office, Path(id): Path<String>, body: Bytes) -> Result<Response, Error> {
    admin(&office)?;
    let typed = typed(&body)?;
    let mut tx = office.site.db.write().await?;
    let found = find(&mut tx, &id).await?;
    if found.arm == Arm::Control {
        return Err(Error::NotFound);
    }
    let walking = coordinators(&mut tx).await?;
    let offered = walking.iter().map(|one| (one, one.id.to_string()));
    let wanted = match chosen(&typed, "coordinator", offered) {
        Ok(wanted) => wanted.id,
        Err(refusal) => {
            tx.rollback().await?;
            let faults = vec![FieldError::new("coordinator", refusal.code)];
            return show_one(&office, StatusCode::UNPROCESSABLE_ENTITY, &id, Some(typed), faults).await;
        }
    };
    let result = format!("/admin/enrolments/{id}?done=saved");
    if let Some(known) = take(&mut tx, &office, &typed, &result).await? {
        return Ok(known);
    }
    if coordination::find_on(&mut tx, found.person, office.now.date()).await? != Some(wanted) {
        course::assign(&mut tx, found.person, wanted, &office.site.programmes, office.now).await?;
    }
    tell(&office, tx, found.person).await?;
    Ok(see_other(&result))
}

/// Commits, and says that the citizen's screens have changed.
async fn tell(office: &Office, mut tx: Tx, citizen: PersonId) -> Result<(), Error> {
    let head = record::head(&mut tx, citizen).await?;
    tx.commit().await?;
    if let Some(head) = head {
        office.site.live.changed(citizen, head.rev);
    }
    Ok(())
}

/// `POST /admin/enrolments/{id}/sheet`: a new code instead of the old password, shown once.
pub async fn sheet(office: Office, Path(id): Path<String>, headers: HeaderMap, body: Bytes) -> Result<Response, Error> {
    admin(&office)?;
    let typed = typed(&body)?;
    let mut tx = office.site.db.write().await?;
    let found = find(&mut tx, &id).await?;
    let whom = person::find(&mut tx, found.person).await?.filter(|one| one.role == Role::Citizen);
    let whom = whom.filter(|one| one.username.is_some() && one.closed_at.is_none()).ok_or(Error::NotFound)?;
    let back = format!("/admin/enrolments/{id}");
    if let Some(known) = take(&mut tx, &office, &typed, &back).await? {
        return Ok(known);
    }
    sheet_for(&office, tx, &whom, &headers, &back).await
}
