//! Activities of one citizen: the list, adding, changing, and taking off the plan.

use super::visit::{Case, Visit, command_of, field_error, is_changed, typed};
use crate::actions::activity as action;
use crate::clock;
use crate::error::Error;
use crate::store::access_log::Part;
use crate::store::record;
use app::staff::activity::fields::{activity_of, typed_new, typed_of};
use app::staff::activity::{FormPage, ListPage, form_page, label, list_page};
use app::staff::conflict::{ConflictPage, differing, page as conflict_view};
use app::staff::text::{Activities, Conflict};
use app::staff::{FieldError, Typed};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::access::Action;
use domain::activity::Activity;
use domain::collation;
use domain::id::ActivityId;
use domain::record::{Kind, Record};

const PLACE: &str = "/staff/citizens";

/// `GET …/activities`
pub async fn list(visit: Visit, Path(citizen): Path<String>) -> Result<Response, Error> {
    let case = visit.case(&citizen, Action::SeePlan, &[Part::Week]).await?;
    let mut activities: Vec<_> = case.snapshot.activities().map(|(id, one)| (ActivityId(id), one.clone())).collect();
    activities.sort_by(|(_, a), (_, b)| collation::compare(&a.name, &b.name));
    let page = ListPage {
        lang: visit.lang,
        today: visit.now.date(),
        citizen: case.citizen,
        name: case.name.clone(),
        activities,
        can_write: case.can_write,
    };
    visit.page(&title(&visit, &case), PLACE, list_page(&page)).await
}

fn title(visit: &Visit, case: &Case) -> String {
    format!("{} · {}", Activities::of(visit.lang).title, case.name)
}

async fn show(
    visit: &Visit,
    case: &Case,
    id: Option<ActivityId>,
    typed: Typed,
    errors: Vec<FieldError>,
) -> Result<Response, Error> {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = FormPage {
        lang: visit.lang,
        citizen: case.citizen,
        name: case.name.clone(),
        id,
        command: clock::new_id(),
        remove_command: clock::new_id(),
        version: typed.get("version").to_owned(),
        typed,
        errors,
    };
    visit.page_with(status, &title(visit, case), PLACE, form_page(&page)).await
}

async fn find(visit: &Visit, case: &Case, id: ActivityId) -> Result<Activity, Error> {
    let mut tx = visit.site.db.read().await?;
    match record::find(&mut tx, case.citizen, Kind::Activity, id.uuid()).await? {
        Some(Record::Activity(one)) => Ok(*one),
        _ => Err(Error::NotFound),
    }
}

/// `GET …/activities/new`
pub async fn new(visit: Visit, Path(citizen): Path<String>) -> Result<Response, Error> {
    let case = visit.case(&citizen, Action::KeepPlan, &[Part::Week]).await?;
    show(&visit, &case, None, typed_new(visit.now.date()), Vec::new()).await
}

/// `GET …/activities/{id}`
pub async fn edit(visit: Visit, Path((citizen, id)): Path<(String, String)>) -> Result<Response, Error> {
    let case = visit.case(&citizen, Action::KeepPlan, &[Part::Week]).await?;
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let saved = find(&visit, &case, id).await?;
    let typed = typed_of(&saved).with("version", action::version_of(&saved)?);
    show(&visit, &case, Some(id), typed, Vec::new()).await
}

async fn again(
    visit: &Visit,
    citizen: &str,
    id: Option<ActivityId>,
    typed: Typed,
    errors: Vec<FieldError>,
) -> Result<Response, Error> {
    let case = visit.case(citizen, Action::KeepPlan, &[Part::Week]).await?;
    show(visit, &case, id, typed, errors).await
}

/// `POST …/activities/new`
pub async fn add(visit: Visit, Path(citizen): Path<String>, body: Bytes) -> Result<Response, Error> {
    let typed = typed(&body)?;
    let wanted = match activity_of(&typed, None) {
        Ok(wanted) => wanted,
        Err(errors) => return again(&visit, &citizen, None, typed, errors).await,
    };
    let (mut tx, desk) = visit.desk(&citizen, Action::KeepPlan).await?;
    match action::add(&mut tx, &desk, command_of(&typed), wanted).await {
        Ok(()) => visit.done(tx, &desk, &format!("/staff/citizens/{citizen}/activities"), "saved").await,
        Err(error) => {
            drop(desk);
            tx.rollback().await?;
            let errors = vec![field_error(error)?];
            again(&visit, &citizen, None, typed, errors).await
        }
    }
}

/// `POST …/activities/{id}`
pub async fn change(visit: Visit, Path((citizen, id)): Path<(String, String)>, body: Bytes) -> Result<Response, Error> {
    let id: ActivityId = id.parse().map_err(|_| Error::NotFound)?;
    let typed = typed(&body)?;
    if typed.get("action") == "review" {
        return again(&visit, &citizen, Some(id), typed, Vec::new()).await;
    }
    let (mut tx, desk) = visit.desk(&citizen, Action::KeepPlan).await?;
    let saved = action::find(&mut tx, &desk, id).await?;
    let wanted = match activity_of(&typed, Some(&saved)) {
        Ok(wanted) => wanted,
        Err(errors) => {
            drop(desk);
            tx.rollback().await?;
            return again(&visit, &citizen, Some(id), typed, errors).await;
        }
    };
    match action::edit(&mut tx, &desk, command_of(&typed), id, typed.get("version"), wanted).await {
        Ok(()) => visit.done(tx, &desk, &format!("/staff/citizens/{citizen}/activities"), "saved").await,
        Err(error) if is_changed(&error) => {
            drop(desk);
            tx.rollback().await?;
            conflict(&visit, &citizen, id, typed).await
        }
        Err(error) => {
            drop(desk);
            tx.rollback().await?;
            let errors = vec![field_error(error)?];
            again(&visit, &citizen, Some(id), typed, errors).await
        }
    }
}

async fn conflict(visit: &Visit, citizen: &str, id: ActivityId, typed: Typed) -> Result<Response, Error> {
    let case = visit.case(citizen, Action::KeepPlan, &[Part::Week]).await?;
    let now = find(visit, &case, id).await?;
    let saved = typed_of(&now);
    let labels = differing(&saved, &typed).into_iter().map(|name| {
        let label = label(visit.lang, &name);
        (name, label)
    });
    let here = format!("/staff/citizens/{citizen}/activities/{id}");
    let page = ConflictPage {
        lang: visit.lang,
        title: title(visit, &case),
        action: here.clone(),
        back: here,
        labels: labels.collect(),
        saved,
        fresh: vec![("command", clock::new_id().to_string()), ("version", action::version_of(&now)?)],
        yours: typed,
    };
    visit.page_with(StatusCode::CONFLICT, Conflict::of(visit.lang).title, PLACE, conflict_view(&page)).await
}

/// `POST …/activities/{id}/remove`
pub async fn remove(visit: Visit, Path((citizen, id)): Path<(String, String)>, body: Bytes) -> Result<Response, Error> {
    let id: ActivityId = id.parse().map_err(|_| Error::NotFound)?;
    let typed = typed(&body)?;
    let (mut tx, desk) = visit.desk(&citizen, Action::KeepPlan).await?;
    action::remove(&mut tx, &desk, command_of(&typed), id).await?;
    visit.done(tx, &desk, &format!("/staff/citizens/{citizen}/activities"), "removed").await
}
