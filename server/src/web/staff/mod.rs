//! The coordinator's pages: plain HTML, plain forms. A handler loads what a page needs, takes out what
//! the coordinator may not see, notes who looked at what, and hands the rest to a page of `app::staff`.

mod activities;
mod appointments;
mod calendar;
mod caseload;
mod caseloads;
mod citizen;
mod devices;
mod messages;
mod plan;
#[cfg(test)]
mod tests;
pub mod visit;
mod worklist;

use super::{FORM_MAX, State};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

/// Every page and form of a coordinator.
pub fn routes() -> Router<State> {
    Router::new()
        .route("/staff", get(worklist::page))
        .route("/staff/caseloads", get(caseloads::page))
        .route("/staff/help", get(worklist::help))
        .route("/staff/language", post(visit::choose_language))
        .route("/staff/calendar", get(calendar::page))
        .route("/staff/messages", get(messages::inbox))
        .route("/staff/citizens", get(caseload::page).post(caseload::search))
        .merge(of_citizen())
        .layer(DefaultBodyLimit::max(FORM_MAX))
}

fn of_citizen() -> Router<State> {
    let routes = Router::new()
        .route("/", get(citizen::page))
        .route("/seen", get(citizen::seen))
        .route("/messages", get(messages::page).post(messages::send))
        .route("/messages/seen", post(messages::mark_seen))
        .route("/plan", get(plan::page))
        .route("/plan/edit", get(plan::edit).post(plan::change))
        .route("/plan/revisions", get(plan::revisions))
        .route("/plan/revisions/{number}", get(plan::revision))
        .route("/plan/goals/{goal}", post(plan::rate))
        .route("/appointments", get(appointments::list))
        .route("/appointments/new", get(appointments::new).post(appointments::book))
        .route("/appointments/{id}", get(appointments::edit).post(appointments::change))
        .route("/appointments/{id}/cancel", post(appointments::cancel))
        .route("/activities", get(activities::list))
        .route("/activities/new", get(activities::new).post(activities::add))
        .route("/activities/{id}", get(activities::edit).post(activities::change))
        .route("/activities/{id}/remove", post(activities::remove))
        .route("/devices", get(devices::page))
        .route("/devices/{device}/end", post(devices::end))
        .route("/sheet", post(devices::sheet));
    Router::new().nest("/staff/citizens/{citizen}", routes)
}
