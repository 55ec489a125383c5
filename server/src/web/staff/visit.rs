//! A coordinator at a page: who, in which language, at what time; the frame round the page; and the
//! citizen a page is about, reduced to what the coordinator may see.

use crate::actions::Actor;
use crate::actions::desk::{self, Desk, allow, relation};
use crate::clock;
use crate::db::Tx;
use crate::error::Error;
use crate::store::access_log::{self, Part};
use crate::store::enrolment::Enrolment;
use crate::store::{person, record};
use crate::web::session::{CurrentPerson, StaffPerson, see_other};
use crate::web::{Site, State};
use app::staff::text::Frame;
use app::staff::{Assets, FieldError, Notice, PlaceLink, Shell, Typed, document};
use app::text::Lang;
use app::ui::icon::IconName;
use axum::body::Bytes;
use axum::extract::{FromRequestParts, State as FromState};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use domain::access::{Action, Relation, Role, may};
use domain::activity::Status;
use domain::id::{CommandId, PersonId};
use domain::record::{Kind, Record};
use domain::refusal::Refusal;
use domain::snapshot::Snapshot;
use domain::time::Instant;
use leptos::prelude::AnyView;
use std::sync::Arc;
use uuid::Uuid;

/// The most fields of a form: thirty goals and thirty interventions with all of theirs.
const FIELDS_MAX: usize = 2_000;
/// A page that fetches itself anew says so: nobody has looked once more.
const BACKGROUND: &str = "folgeskab-background";

/// A coordinator at a page.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The site.
    pub site: State,
    /// Who.
    pub actor: Actor,
    /// Their language.
    pub lang: Lang,
    /// Now.
    pub now: Instant,
    /// What was just done, for the notice.
    done: Option<Notice>,
    is_background: bool,
}

impl FromRequestParts<State> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &State) -> Result<Self, Response> {
        let current = CurrentPerson::from_request_parts(parts, site).await.map_err(IntoResponse::into_response)?;
        current.require(&[Role::Coordinator]).map_err(IntoResponse::into_response)?;
        let lang = Lang::of(current.lang);
        Ok(Self {
            site: Arc::clone(site),
            actor: Actor { person: current.person, role: current.role },
            lang,
            now: site.clock.now(),
            done: query(parts, "done").and_then(|word| notice(lang, &word)),
            is_background: parts.headers.contains_key(BACKGROUND),
        })
    }
}

/// A value of the query.
pub fn query(parts: &Parts, name: &str) -> Option<String> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(parts.uri.query()?).ok()?;
    pairs.into_iter().find_map(|(key, value)| (key == name).then_some(value))
}

/// The closed list of what a page can say was done. Nothing else can be put into a page by an address.
fn notice(lang: Lang, word: &str) -> Option<Notice> {
    let words = Frame::of(lang);
    let text = match word {
        "sent" => words.done_sent,
        "seen" => words.done_seen,
        "saved" => words.done_saved,
        "draft" => words.done_draft,
        "published" => words.done_published,
        "booked" => words.done_booked,
        "changed" => words.done_changed,
        "cancelled" => words.done_cancelled,
        "removed" => words.done_removed,
        "ended" => words.done_ended,
        _ => return None,
    };
    Some(Notice(text))
}

/// What a coordinator may see of a citizen.
#[derive(Clone, Debug)]
pub struct Case {
    /// Who.
    pub citizen: PersonId,
    /// The name.
    pub name: String,
    /// How the coordinator is related.
    pub relation: Relation,
    /// The enrolment.
    pub enrolment: Enrolment,
    /// The window of the citizen's screens, without what is not shared.
    pub snapshot: Snapshot,
    /// Whether plan, appointments and messages can still be written.
    pub can_write: bool,
}

impl Case {
    /// The week of the course and its length, while it runs.
    pub fn week(&self) -> Option<(u16, u16)> {
        let course = self.snapshot.course()?;
        Some((course.week(self.snapshot.today())?, course.weeks))
    }
}

impl Visit {
    /// The page in its frame.
    pub async fn page(&self, title: &str, place: &'static str, main: AnyView) -> Result<Response, Error> {
        self.page_with(StatusCode::OK, title, place, main).await
    }

    /// The page in its frame, with another status: 422 when a form was not taken, 409 for two texts.
    pub async fn page_with(
        &self,
        status: StatusCode,
        title: &str,
        place: &'static str,
        main: AnyView,
    ) -> Result<Response, Error> {
        let shell = self.shell(title, place).await?;
        Ok((status, Html(document(&shell, main))).into_response())
    }

    async fn shell(&self, title: &str, place: &'static str) -> Result<Shell, Error> {
        let mut tx = self.site.db.read().await?;
        let me = person::find(&mut tx, self.actor.person).await?.ok_or(Error::NotFound)?;
        let words = Frame::of(self.lang);
        let places = [
            ("/staff", IconName::List, words.worklist),
            ("/staff/citizens", IconName::People, words.citizens),
            ("/staff/calendar", IconName::Calendar, words.calendar),
            ("/staff/messages", IconName::Message, words.messages),
            ("/staff/help", IconName::Help, words.help),
        ];
        Ok(Shell {
            lang: self.lang,
            title: title.to_owned(),
            home: "/staff",
            places: places.map(|(href, icon, name)| PlaceLink { href, icon, name }).to_vec(),
            current: place,
            name: me.name,
            role: words.coordinator.to_owned(),
            notice: self.done,
            assets: assets(&self.site),
        })
    }

    /// The name of the one who is logged in.
    pub async fn my_name(&self) -> Result<String, Error> {
        let mut tx = self.site.db.read().await?;
        Ok(person::find(&mut tx, self.actor.person).await?.ok_or(Error::NotFound)?.name)
    }

    /// A citizen, for a page that shows `parts`. Somebody else's is not there. Who looked is noted and
    /// committed before anything is sent.
    pub async fn case(&self, citizen: &str, action: Action, parts: &[Part]) -> Result<Case, Error> {
        let citizen: PersonId = citizen.parse().map_err(|_| Error::NotFound)?;
        let mut tx = self.site.db.read().await?;
        let (relation, enrolment) = relation(&mut tx, self.actor, citizen, self.now, &self.site.programmes).await?;
        allow(self.actor, relation, action, self.now)?;
        let snapshot = record::load_window(&mut tx, citizen, self.now).await?;
        drop(tx);
        self.note(&[citizen], parts).await?;
        let name = snapshot.person().map(|person| person.name.clone()).unwrap_or_default();
        let can_write = may(self.actor.role, relation, Action::KeepPlan, self.now) && enrolment.phase.is_open();
        let shares = may(self.actor.role, relation, Action::SeeEnergy, self.now);
        let snapshot = shared_part(snapshot, shares);
        Ok(Case { citizen, name, relation, enrolment, snapshot, can_write })
    }

    /// Notes who is about to be looked at. A page that fetches itself anew notes nothing.
    pub async fn note(&self, citizens: &[PersonId], parts: &[Part]) -> Result<(), Error> {
        if self.is_background || citizens.is_empty() || parts.is_empty() {
            return Ok(());
        }
        let mut tx = self.site.db.write().await?;
        for citizen in citizens {
            for part in parts {
                access_log::note(&mut tx, *citizen, self.actor.person, *part, self.now).await?;
            }
        }
        tx.commit().await
    }

    /// A transaction in which the coordinator does `action` for a citizen.
    pub async fn desk(&self, citizen: &str, action: Action) -> Result<(Tx, Desk<'_>), Error> {
        let citizen: PersonId = citizen.parse().map_err(|_| Error::NotFound)?;
        let mut tx = self.site.db.write().await?;
        let desk = desk::open(&mut tx, self.actor, citizen, action, self.now, &self.site.programmes).await?;
        Ok((tx, desk))
    }

    /// Commits, tells whoever listens, and sends the browser on.
    pub async fn done(&self, tx: Tx, desk: &Desk<'_>, to: &str, word: &str) -> Result<Response, Error> {
        let (citizen, rev) = (desk.context.citizen, desk.context.rev.number());
        tx.commit().await?;
        self.site.live.changed(citizen, rev);
        Ok(see_other(&format!("{to}?done={word}")))
    }
}

/// What the pages of one who walks with citizens load: they hear of news by themselves.
pub fn assets(site: &Site) -> Assets {
    assets_with(site, &["staff-live.js", "staff-draft.js"])
}

/// What the other staff pages load.
pub fn quiet_assets(site: &Site) -> Assets {
    assets_with(site, &["staff-draft.js"])
}

fn assets_with(site: &Site, scripts: &[&str]) -> Assets {
    let scripts = scripts.iter().filter_map(|name| site.assets.url(name));
    Assets { style: site.assets.url("staff.css").unwrap_or_default(), scripts: scripts.collect() }
}

/// Without what the citizen keeps to themselves: what was recorded, while it is not shared, and
/// questionnaires always. What is planned is shared by both (design.md §5).
fn shared_part(mut snapshot: Snapshot, shares: bool) -> Snapshot {
    let private = |kind: Kind| kind == Kind::Survey || (!shares && matches!(kind, Kind::Base | Kind::Checkin));
    let gone: Vec<(Kind, Uuid)> =
        snapshot.all().map(|(id, record)| (record.kind(), id)).filter(|(kind, _)| private(*kind)).collect();
    for (kind, id) in gone {
        snapshot.delete(kind, id);
    }
    if shares {
        return snapshot;
    }
    let planned: Vec<_> = snapshot
        .occurrences()
        .map(|(id, one)| {
            let mut one = one.clone();
            one.status = if one.date == one.planned_on { Status::Planned } else { Status::Moved };
            (one.actual_minutes, one.felt, one.recorded_at) = (None, None, None);
            (id, one)
        })
        .collect();
    for (id, one) in planned {
        snapshot.put(id, Record::from(one));
    }
    snapshot
}

/// The fields of a form post.
pub fn typed(body: &Bytes) -> Result<Typed, Error> {
    let pairs: Vec<(String, String)> =
        serde_urlencoded::from_bytes(body).map_err(|_| Error::BadRequest("invalid_body"))?;
    if pairs.len() > FIELDS_MAX {
        return Err(Error::TooLarge);
    }
    Ok(Typed::of(pairs))
}

/// The id under which a form is one command; a form without one is a new one each time.
pub fn command_of(typed: &Typed) -> CommandId {
    typed.get("command").parse().unwrap_or_else(|_| CommandId(clock::new_id()))
}

/// What a refusal says about a form's fields; every other error goes on.
pub fn field_error(error: Error) -> Result<FieldError, Error> {
    match error {
        Error::Refused { code, field } => Ok(FieldError { field: field.unwrap_or_default(), code }),
        other => Err(other),
    }
}

/// The same for what a domain rule refused.
pub fn refused(refusal: Refusal) -> FieldError {
    FieldError { field: refusal.field.unwrap_or_default(), code: refusal.code }
}

/// Whether somebody changed the thing since the form was made.
pub fn is_changed(error: &Error) -> bool {
    matches!(error, Error::Conflict("changed" | "conflict"))
}

/// Since when a citizen waits for an answer, and the promised day.
pub fn waiting(snapshot: &Snapshot) -> Option<(Instant, Option<chrono::NaiveDate>)> {
    let waits =
        snapshot.threads().filter_map(|(_, thread)| thread.waiting_since.map(|since| (since, thread.answer_by)));
    waits.min()
}

/// `POST /staff/language`: the language of every staff page from now on, and back to where one was.
pub async fn choose_language(
    FromState(site): FromState<State>,
    StaffPerson(me): StaffPerson,
    headers: axum::http::HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let typed = typed(&body)?;
    let lang = Lang::of(typed.get("language")).code();
    let mut tx = site.db.write().await?;
    person::set_lang(&mut tx, me.person, lang).await?;
    tx.commit().await?;
    Ok(see_other(&back(&headers, me.role.home())))
}

/// The page that the form stood on, as far as it is one of ours; else where the role's pages begin.
fn back(headers: &axum::http::HeaderMap, home: &str) -> String {
    let referer = headers.get(axum::http::header::REFERER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let path = referer.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap_or_default();
    let path = path.split('?').next().unwrap_or_default();
    crate::web::session::local_path(path).filter(|path| *path != "/").unwrap_or(home).to_owned()
}
