//! Appointments of one citizen: the list, booking, moving, calling off, and a look at the day before it.

use super::visit::{Case, Visit, command_of, field_error, is_changed, typed};
use crate::actions::appointment as action;
use crate::actions::course;
use crate::clock;
use crate::error::Error;
use crate::store::access_log::Part;
use crate::store::{booking, person, record};
use app::staff::appointment::fields::{appointment_of, typed_new, typed_of};
use app::staff::appointment::{FormPage, ListPage, Preview, form_page, label, list_page};
use app::staff::conflict::{ConflictPage, differing, page as conflict_view};
use app::staff::text::{Appointments, Conflict};
use app::staff::{FieldError, Typed, say, week};
use app::text::Lang;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::access::Action;
use domain::appointment::Appointment;
use domain::energy::Item;
use domain::id::AppointmentId;
use domain::record::{Kind, Record};
use domain::refusal::Code;
use domain::setting;

const PLACE: &str = "/staff/citizens";

/// `GET …/appointments`
pub async fn list(visit: Visit, Path(citizen): Path<String>) -> Result<Response, Error> {
    let case = visit.case(&citizen, Action::SeePlan, &[Part::Appointments]).await?;
    let page = ListPage {
        lang: visit.lang,
        now: visit.now,
        citizen: case.citizen,
        name: case.name.clone(),
        appointments: case.snapshot.appointments().map(|(id, one)| (AppointmentId(id), one.clone())).collect(),
        can_write: case.can_write,
    };
    visit.page(&title(&visit, &case), PLACE, list_page(&page)).await
}

fn title(visit: &Visit, case: &Case) -> String {
    format!("{} · {}", Appointments::of(visit.lang).title, case.name)
}

/// A form as it is shown, new or once more.
struct Shown {
    id: Option<AppointmentId>,
    version: String,
    typed: Typed,
    errors: Vec<FieldError>,
    preview: Option<Preview>,
    status: StatusCode,
}

impl Shown {
    const fn new(id: Option<AppointmentId>, version: String, typed: Typed) -> Self {
        Self { id, version, typed, errors: Vec::new(), preview: None, status: StatusCode::OK }
    }

    fn refused(mut self, errors: Vec<FieldError>) -> Self {
        self.errors = errors;
        self.status = StatusCode::UNPROCESSABLE_ENTITY;
        self
    }
}

async fn show(visit: &Visit, case: &Case, shown: Shown) -> Result<Response, Error> {
    let saved = match shown.id {
        Some(id) => Some(find(visit, case, id).await?),
        None => None,
    };
    let reply = saved.as_ref().and_then(Appointment::current_reply);
    let reply = reply.map(|reply| format!("{} {}.", case.name, say::appointment_reply(visit.lang, Some(reply))));
    let page = FormPage {
        lang: visit.lang,
        today: visit.now.date(),
        citizen: case.citizen,
        name: case.name.clone(),
        id: shown.id,
        command: clock::new_id(),
        cancel_command: clock::new_id(),
        version: shown.version,
        reply,
        is_cancelled: saved.is_some_and(|one| !one.is_booked()),
        typed: shown.typed,
        errors: shown.errors,
        preview: shown.preview,
    };
    visit.page_with(shown.status, &title(visit, case), PLACE, form_page(&page)).await
}

async fn find(visit: &Visit, case: &Case, id: AppointmentId) -> Result<Appointment, Error> {
    let mut tx = visit.site.db.read().await?;
    match record::find(&mut tx, case.citizen, Kind::Appointment, id.uuid()).await? {
        Some(Record::Appointment(one)) => Ok(*one),
        _ => Err(Error::NotFound),
    }
}

/// `GET …/appointments/new`
pub async fn new(visit: Visit, Path(citizen): Path<String>) -> Result<Response, Error> {
    let case = visit.case(&citizen, Action::KeepPlan, &[Part::Appointments]).await?;
    let mut tx = visit.site.db.read().await?;
    let me = person::find(&mut tx, visit.actor.person).await?.ok_or(Error::NotFound)?;
    let programme = visit.site.programmes.find(&case.enrolment.programme).ok_or(Error::NotFound)?;
    let host = course::staff_author(&mut tx, &me, programme).await?;
    drop(tx);
    show(&visit, &case, Shown::new(None, String::new(), typed_new(&host).with("mine", "on"))).await
}

/// `GET …/appointments/{id}`
pub async fn edit(visit: Visit, Path((citizen, id)): Path<(String, String)>) -> Result<Response, Error> {
    let case = visit.case(&citizen, Action::SeePlan, &[Part::Appointments]).await?;
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let saved = find(&visit, &case, id).await?;
    let typed = typed_saved(&visit, id, &saved).await?;
    show(&visit, &case, Shown::new(Some(id), action::version_of(&saved)?, typed)).await
}

async fn typed_saved(visit: &Visit, id: AppointmentId, saved: &Appointment) -> Result<Typed, Error> {
    let mut tx = visit.site.db.read().await?;
    let staff = booking::find_staff(&mut tx, id).await?;
    let is_mine = staff == Some(visit.actor.person) || !saved.is_booked();
    Ok(typed_of(saved).with("mine", if is_mine { "on" } else { "" }))
}

/// The form as it was sent; the button of a day changes the day.
fn sent(body: &Bytes) -> Result<(Typed, bool), Error> {
    let mut typed = typed(body)?;
    let day = typed.get("book_on").to_owned();
    if !day.is_empty() {
        typed.set("date", day);
    }
    let is_preview = typed.get("action") == "preview" && typed.get("book_on").is_empty();
    Ok((typed, is_preview))
}

/// `POST …/appointments/new`
pub async fn book(visit: Visit, Path(citizen): Path<String>, body: Bytes) -> Result<Response, Error> {
    let (typed, is_preview) = sent(&body)?;
    let shown = Shown::new(None, String::new(), typed);
    let wanted = match appointment_of(&shown.typed) {
        Ok(wanted) => wanted,
        Err(errors) => return again(&visit, &citizen, shown.refused(errors)).await,
    };
    if is_preview {
        return look(&visit, &citizen, shown, &wanted).await;
    }
    let (mut tx, desk) = visit.desk(&citizen, Action::KeepPlan).await?;
    let is_mine = shown.typed.get("mine") == "on";
    match action::book(&mut tx, &desk, command_of(&shown.typed), &wanted, is_mine).await {
        Ok(_) => visit.done(tx, &desk, &format!("/staff/citizens/{citizen}/appointments"), "booked").await,
        Err(error) => {
            drop(desk);
            tx.rollback().await?;
            let errors = vec![field_error(error)?];
            again(&visit, &citizen, shown.refused(errors)).await
        }
    }
}

async fn again(visit: &Visit, citizen: &str, shown: Shown) -> Result<Response, Error> {
    let case = visit.case(citizen, Action::KeepPlan, &[Part::Appointments]).await?;
    show(visit, &case, shown).await
}

/// The form once more, with what the appointment would do to the day.
async fn look(visit: &Visit, citizen: &str, mut shown: Shown, wanted: &Appointment) -> Result<Response, Error> {
    let case = visit.case(citizen, Action::KeepPlan, &[Part::Week]).await?;
    let id = shown.id.unwrap_or(AppointmentId(clock::new_id()));
    let today = visit.now.date();
    shown.preview = Some(if case.relation.shares_energy && case.snapshot.base().is_some() {
        let item = Item::of_appointment(id, wanted, visit.now);
        Preview::Bands(week::effects(&week::days_of(&case.snapshot), &item, today))
    } else {
        Preview::Busy(wanted.date, week::busy_words(visit.lang, &case.snapshot, wanted.date))
    });
    show(visit, &case, shown).await
}

/// `POST …/appointments/{id}`
pub async fn change(visit: Visit, Path((citizen, id)): Path<(String, String)>, body: Bytes) -> Result<Response, Error> {
    let id: AppointmentId = id.parse().map_err(|_| Error::NotFound)?;
    let (typed, is_preview) = sent(&body)?;
    let version = typed.get("version").to_owned();
    let shown = Shown::new(Some(id), version, typed);
    if shown.typed.get("action") == "review" {
        return again(&visit, &citizen, shown).await;
    }
    let wanted = match appointment_of(&shown.typed) {
        Ok(wanted) => wanted,
        Err(errors) => return again(&visit, &citizen, shown.refused(errors)).await,
    };
    if is_preview {
        return look(&visit, &citizen, shown, &wanted).await;
    }
    let lang = language_of(&visit, &citizen).await?;
    let (mut tx, desk) = visit.desk(&citizen, Action::KeepPlan).await?;
    let today = visit.now.date();
    let words = |before: &Appointment| say::appointment_change(lang, (before.date, before.start), today);
    let change =
        action::Change { id, version: &shown.version, wanted: &wanted, is_mine: shown.typed.get("mine") == "on" };
    match action::change(&mut tx, &desk, command_of(&shown.typed), &change, words).await {
        Ok(()) => visit.done(tx, &desk, &format!("/staff/citizens/{citizen}/appointments"), "changed").await,
        Err(error) if is_changed(&error) => {
            drop(desk);
            tx.rollback().await?;
            conflict(&visit, &citizen, id, shown.typed).await
        }
        Err(error) => {
            drop(desk);
            tx.rollback().await?;
            let errors = vec![field_error(error)?];
            again(&visit, &citizen, shown.refused(errors)).await
        }
    }
}

/// The language in which the citizen reads what changed.
async fn language_of(visit: &Visit, citizen: &str) -> Result<Lang, Error> {
    let case = visit.case(citizen, Action::KeepPlan, &[]).await?;
    Ok(Lang::of(case.snapshot.setting(setting::LANGUAGE)))
}

async fn conflict(visit: &Visit, citizen: &str, id: AppointmentId, typed: Typed) -> Result<Response, Error> {
    let case = visit.case(citizen, Action::KeepPlan, &[Part::Appointments]).await?;
    let now = find(visit, &case, id).await?;
    let saved = typed_saved(visit, id, &now).await?;
    let labels = differing(&saved, &typed).into_iter().map(|name| {
        let label = label(visit.lang, &name);
        (name, label)
    });
    let here = format!("/staff/citizens/{citizen}/appointments/{id}");
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

/// `POST …/appointments/{id}/cancel`
pub async fn cancel(visit: Visit, Path((citizen, id)): Path<(String, String)>, body: Bytes) -> Result<Response, Error> {
    let id: AppointmentId = id.parse().map_err(|_| Error::NotFound)?;
    let typed = typed(&body)?;
    let (mut tx, desk) = visit.desk(&citizen, Action::KeepPlan).await?;
    let done = action::cancel(&mut tx, &desk, command_of(&typed), id, typed.get("reason")).await;
    if let Err(Error::Refused { code: Code::TooLong, .. }) = &done {
        drop(desk);
        tx.rollback().await?;
        return too_long(&visit, &citizen, id, &typed).await;
    }
    done?;
    visit.done(tx, &desk, &format!("/staff/citizens/{citizen}/appointments"), "cancelled").await
}

/// The form once more, with the reason that was too long to keep.
async fn too_long(visit: &Visit, citizen: &str, id: AppointmentId, sent: &Typed) -> Result<Response, Error> {
    let case = visit.case(citizen, Action::KeepPlan, &[Part::Appointments]).await?;
    let saved = find(visit, &case, id).await?;
    let typed = typed_saved(visit, id, &saved).await?.with("reason", sent.get("reason"));
    let shown = Shown::new(Some(id), action::version_of(&saved)?, typed);
    show(visit, &case, shown.refused(vec![FieldError::new("cancel-reason", Code::TooLong)])).await
}
