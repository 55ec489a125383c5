//! Conversations: the inbox across the caseload, one conversation in full, answering, and marking as seen.

use super::citizen::{newest, reply_box};
use super::visit::{Case, Visit, command_of, field_error, query, typed, waiting};
use super::worklist::name_of;
use crate::actions::thread;
use crate::clock;
use crate::error::Error;
use crate::store::access_log::Part;
use crate::store::{caseload, record};
use app::staff::Typed;
use app::staff::inbox::{InboxPage, InboxRow, page as inbox_view};
use app::staff::text::{Inbox, Messages};
use app::staff::thread::{ThreadPage, page as view};
use axum::body::Bytes;
use axum::extract::{Path, Request};
use axum::http::StatusCode;
use axum::response::Response;
use domain::access::Action;
use domain::collation;
use domain::effect::Need;
use domain::id::{MessageId, ThreadId};
use domain::message::Message;
use domain::record::{Kind, Record};
use domain::snapshot::window;
use domain::time::Instant;
use uuid::Uuid;

/// `GET /staff/messages`
pub async fn inbox(visit: Visit) -> Result<Response, Error> {
    let mut rows = Vec::new();
    let mut tx = visit.site.db.read().await?;
    for one in caseload::list(&mut tx, visit.actor.person, visit.now.date()).await? {
        let snapshot = record::load(&mut tx, one.citizen, visit.now, &[Need::Kind(Kind::Thread)]).await?;
        if !one.phase.is_open() {
            continue;
        }
        let last_at = snapshot.threads().map(|(_, thread)| thread.last_at).max().filter(|at| at.0 > 0);
        rows.push(InboxRow { citizen: one.citizen, name: name_of(&snapshot), last_at, waiting: waiting(&snapshot) });
    }
    drop(tx);
    rows.sort_by(|a, b| {
        let first = |row: &InboxRow| (row.waiting.is_none(), row.waiting, std::cmp::Reverse(row.last_at));
        first(a).cmp(&first(b)).then_with(|| collation::compare(&a.name, &b.name))
    });
    let seen: Vec<_> = rows.iter().map(|row| row.citizen).collect();
    visit.note(&seen, &[Part::List]).await?;
    let page = InboxPage { lang: visit.lang, now: visit.now, rows };
    visit.page(Inbox::of(visit.lang).title, "/staff/messages", inbox_view(&page)).await
}

/// `GET …/messages`, and with `before` what was written earlier.
pub async fn page(visit: Visit, Path(citizen): Path<String>, request: Request) -> Result<Response, Error> {
    let (parts, _) = request.into_parts();
    let before = query(&parts, "before").and_then(|at| at.parse().ok()).map(Instant);
    let case = visit.case(&citizen, Action::ReadMessages, &[Part::Messages]).await?;
    show(&visit, &case, before, Typed::default(), Vec::new(), StatusCode::OK).await
}

async fn show(
    visit: &Visit,
    case: &Case,
    before: Option<Instant>,
    typed: Typed,
    errors: Vec<app::staff::FieldError>,
    status: StatusCode,
) -> Result<Response, Error> {
    let messages = match before {
        None => newest(case, window::MESSAGES),
        Some(before) => older(visit, case, before).await?,
    };
    let is_full = messages.len() >= window::MESSAGES;
    let page = ThreadPage {
        lang: visit.lang,
        now: visit.now,
        citizen: case.citizen,
        name: case.name.clone(),
        older: messages.first().filter(|_| is_full).map(|(_, message)| message.at),
        is_older: before.is_some(),
        messages,
        waiting: waiting(&case.snapshot),
        seen_command: clock::new_id(),
        reply: reply_box(case, typed, errors),
    };
    let title = format!("{} · {}", Messages::of(visit.lang).title, case.name);
    visit.page_with(status, &title, "/staff/messages", view(&page)).await
}

async fn older(visit: &Visit, case: &Case, before: Instant) -> Result<Vec<(Uuid, Message)>, Error> {
    let most = i64::try_from(window::MESSAGES).unwrap_or(50);
    let thread = ThreadId::first_of(case.citizen);
    let mut tx = visit.site.db.read().await?;
    let found = record::load_newest(&mut tx, case.citizen, Kind::Message, thread.uuid(), before, most).await?;
    let messages = found.into_iter().rev().filter_map(|(id, record)| match record {
        Record::Message(message) => Some((id, *message)),
        _ => None,
    });
    Ok(messages.collect())
}

/// `POST …/messages`: sends, or only looks at the text.
pub async fn send(visit: Visit, Path(citizen): Path<String>, body: Bytes) -> Result<Response, Error> {
    let typed = typed(&body)?;
    if typed.get("action") == "check" {
        return again(&visit, &citizen, typed, Vec::new(), StatusCode::OK).await;
    }
    let (mut tx, desk) = visit.desk(&citizen, Action::WriteMessage).await?;
    let answers = typed.get("answers").parse::<MessageId>().ok();
    match thread::reply(&mut tx, &desk, command_of(&typed), typed.get("text"), answers).await {
        Ok(_) => visit.done(tx, &desk, &format!("/staff/citizens/{citizen}/messages"), "sent").await,
        Err(error) => {
            drop(desk);
            tx.rollback().await?;
            let errors = vec![field_error(error)?];
            again(&visit, &citizen, typed, errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

/// The conversation once more, with what was typed.
async fn again(
    visit: &Visit,
    citizen: &str,
    typed: Typed,
    errors: Vec<app::staff::FieldError>,
    status: StatusCode,
) -> Result<Response, Error> {
    let case = visit.case(citizen, Action::ReadMessages, &[Part::Messages]).await?;
    show(visit, &case, None, typed, errors, status).await
}

/// `POST …/messages/seen`
pub async fn mark_seen(visit: Visit, Path(citizen): Path<String>, body: Bytes) -> Result<Response, Error> {
    let typed = typed(&body)?;
    let message = typed.get("message").parse::<MessageId>().map_err(|_| Error::NotFound)?;
    let (mut tx, desk) = visit.desk(&citizen, Action::WriteMessage).await?;
    thread::mark_seen(&mut tx, &desk, command_of(&typed), message).await?;
    visit.done(tx, &desk, &format!("/staff/citizens/{citizen}/messages"), "seen").await
}
