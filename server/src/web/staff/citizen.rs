//! `GET /staff/citizens/{citizen}`: messages, plan and week of one citizen beside each other.

use super::visit::{Case, Visit, waiting};
use crate::clock;
use crate::error::Error;
use crate::store::access_log::Part;
use app::staff::Typed;
use app::staff::citizen::{CitizenPage, SeenPage, page as view, seen_page};
use app::staff::thread::ReplyBox;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::access::Action;
use domain::id::ThreadId;
use domain::message::Message;
use uuid::Uuid;

/// How many messages stand on the page; the others are one step away.
const MESSAGES: usize = 6;

/// The page.
pub async fn page(visit: Visit, Path(citizen): Path<String>) -> Result<Response, Error> {
    let case = visit
        .case(&citizen, Action::ReadMessages, &[Part::Messages, Part::Plan, Part::Week, Part::Appointments])
        .await?;
    let reply = reply_box(&case, Typed::default(), Vec::new());
    show(&visit, case, reply, StatusCode::OK).await
}

/// The page with a box that may hold what was typed.
pub async fn show(visit: &Visit, case: Case, reply: ReplyBox, status: StatusCode) -> Result<Response, Error> {
    let messages = newest(&case, MESSAGES);
    let page = CitizenPage {
        lang: visit.lang,
        citizen: case.citizen,
        me: visit.my_name().await?,
        phase: case.enrolment.phase,
        week: case.week().filter(|_| case.enrolment.phase == domain::course::Phase::Running),
        shares: case.relation.shares_energy,
        messages,
        waiting: waiting(&case.snapshot),
        reply,
        can_write: case.can_write,
        name: case.name.clone(),
        snapshot: case.snapshot,
    };
    visit.page_with(status, &case.name, "/staff/citizens", view(&page)).await
}

/// The newest messages of the first conversation, oldest first.
pub fn newest(case: &Case, most: usize) -> Vec<(Uuid, Message)> {
    let all = case.snapshot.messages_of(ThreadId::first_of(case.citizen));
    let skip = all.len().saturating_sub(most);
    all.into_iter().skip(skip).map(|(id, message)| (id, message.clone())).collect()
}

/// The box to answer in. It remembers the newest message that stood above it.
pub fn reply_box(case: &Case, typed: Typed, errors: Vec<app::staff::FieldError>) -> ReplyBox {
    let shown = newest(case, 1).first().map(|(id, _)| *id);
    let answers = typed.get("answers").parse().ok().or(shown);
    let command = typed.get("command").parse().unwrap_or_else(|_| clock::new_id());
    ReplyBox { command, answers, typed, errors, is_closed: !case.can_write }
}

/// `GET …/seen`: what each of the two sees.
pub async fn seen(visit: Visit, Path(citizen): Path<String>) -> Result<Response, Error> {
    let case = visit.case(&citizen, Action::SeePlan, &[]).await?;
    let page = SeenPage {
        lang: visit.lang,
        citizen: case.citizen,
        name: case.name.clone(),
        shares: case.relation.shares_energy,
    };
    visit.page(&case.name, "/staff/citizens", seen_page(&page)).await
}
