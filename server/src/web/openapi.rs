//! `GET /api/v1/openapi.json`: the interface, described from this program's own types. The answers of the
//! jobcenter's interface are the very types that answer; what a phone says and hears is described beside
//! them, and tests hold both against the router and the types that really read them.

mod paths;
mod schemas;
#[cfg(test)]
mod tests;

use super::State;
use super::api::{
    DueAnswer, DueEnrolment, Enrolments, InvitedEnrolment, RoundAnswer, RoundRequest, RoundStatus, SkippedEnrolment,
};
use axum::Json;
use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

/// The description.
pub fn routes() -> Router<State> {
    Router::new().route("/api/v1/openapi.json", get(description))
}

async fn description() -> Response {
    ([(header::CACHE_CONTROL, "no-cache")], Json(Api::openapi())).into_response()
}

/// The description of the interface.
#[derive(Debug, OpenApi)]
#[openapi(
    info(
        title = "Følgeskab",
        description = "Two interfaces in one: the citizen's phone (cookie `folgeskab`, with https `__Host-folgeskab`) and a \
            jobcenter's own system (`Authorization: Bearer fk_…`). Moments are unix milliseconds, days are `YYYY-MM-DD` in \
            Danish time. Unknown fields are ignored. Every error is `{code, message, request_id}` with a stable code.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2")
    ),
    paths(
        paths::session_begin, paths::session_end, paths::device, paths::push, paths::pull, paths::older_messages,
        paths::file_put, paths::file_get, paths::events, paths::surveys_due, paths::rounds, paths::round,
        paths::openapi, paths::healthz, paths::readyz
    ),
    components(schemas(
        schemas::Fault, schemas::Login, schemas::DeviceRequest, schemas::DeviceResponse, schemas::Op,
        schemas::PushRequest, schemas::PushResponse, schemas::Verdict, schemas::PullResponse, schemas::Change,
        schemas::FileAnswer, schemas::OlderMessages,
        DueAnswer, DueEnrolment, Enrolments, RoundRequest, RoundAnswer, SkippedEnrolment, RoundStatus, InvitedEnrolment
    )),
    modifiers(&Securities),
    tags(
        (name = "session", description = "Coming in and going out."),
        (name = "sync", description = "What a phone sends and fetches, exactly once."),
        (name = "surveys", description = "A jobcenter's own system: who is due, ask them, where a round stands. Never an answer."),
        (name = "operation", description = "For whoever runs the program.")
    )
)]
pub struct Api;

struct Securities;

impl Modify for Securities {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let components = openapi.components.get_or_insert_with(Default::default);
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("fk_…").build();
        components.add_security_scheme("key", SecurityScheme::Http(bearer));
        let cookie = ApiKey::Cookie(ApiKeyValue::new("folgeskab"));
        components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
    }
}
