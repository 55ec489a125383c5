//! Every route of the interface with what it takes, what it answers, and the codes of what can go wrong.
//! Nothing here runs: each function only carries the description of a route.
#![expect(dead_code, reason = "only their descriptions are used")]

use super::schemas::{
    DeviceRequest, DeviceResponse, Fault, FileAnswer, Login, OlderMessages, PullResponse, PushRequest, PushResponse,
};
use crate::web::api::{DueAnswer, RoundAnswer, RoundRequest, RoundStatus};
use utoipa::IntoResponses;

/// What every route behind a session can answer.
#[derive(IntoResponses)]
enum PersonFaults {
    /// `unauthorized`, `session_ended` or `locked`.
    #[response(status = 401)]
    Unauthorized(Fault),
    /// `forbidden`: the request came from another site.
    #[response(status = 403)]
    Forbidden(Fault),
    /// `not_found`: there is no such thing, or it is somebody else's.
    #[response(status = 404)]
    NotFound(Fault),
    /// `storage_full` or `unavailable`, with Retry-After.
    #[response(status = 503)]
    Unavailable(Fault),
}

/// What every route behind a key can answer.
#[derive(IntoResponses)]
enum KeyFaults {
    /// `unauthorized`: no key, an unknown one, or one that was ended. A session is no key.
    #[response(status = 401)]
    Unauthorized(Fault),
    /// `not_found`: there is no such thing, or the key does not reach it.
    #[response(status = 404)]
    NotFound(Fault),
    /// `too_many_requests`, with Retry-After: 120 calls a minute for each key.
    #[response(status = 429)]
    TooMany(Fault),
    /// `storage_full` or `unavailable`, with Retry-After.
    #[response(status = 503)]
    Unavailable(Fault),
}

/// Log in.
#[utoipa::path(post, path = "/api/v1/session", tag = "session", request_body = Login, responses(
    (status = 204, description = "Logged in; the cookie comes along."),
    (status = 400, description = "`invalid_body`", body = Fault),
    (status = 401, description = "`bad_credentials`, the same for unknown people.", body = Fault),
    (status = 403, description = "`forbidden`: the request came from another site.", body = Fault),
    (status = 429, description = "`too_many_requests`, with Retry-After.", body = Fault),
    (status = 503, description = "`storage_full` or `unavailable`, with Retry-After.", body = Fault)))]
fn session_begin() {}

/// Log out.
#[utoipa::path(delete, path = "/api/v1/session", tag = "session", responses(
    (status = 204, description = "Logged out, whether or not anybody was logged in."),
    (status = 403, description = "`forbidden`: the request came from another site.", body = Fault)))]
fn session_end() {}

/// Register a device, or come back with a known one. At most 20 each.
#[utoipa::path(post, path = "/api/v1/device", tag = "sync", security(("session" = [])), request_body = DeviceRequest, responses(
    (status = 200, description = "The device.", body = DeviceResponse),
    (status = 400, description = "`invalid_body`", body = Fault),
    (status = 422, description = "`too_many`", body = Fault), PersonFaults))]
fn device() {}

/// Send operations. Those up to `last` are replays and get their verdict again; one bad one blocks nothing.
#[utoipa::path(post, path = "/api/v1/sync/push", tag = "sync", security(("session" = [])), request_body = PushRequest, responses(
    (status = 200, description = "A verdict for each.", body = PushResponse),
    (status = 400, description = "`invalid_body`, `too_many_ops` or `not_dense`", body = Fault),
    (status = 409, description = "`out_of_order` with `last`, or `forked`: take a new device and send the same ids again.", body = Fault),
    (status = 410, description = "`reset`: another epoch; pull without a cursor.", body = Fault),
    (status = 413, description = "`too_large`", body = Fault), PersonFaults))]
fn push() {}

/// Fetch what changed. Without `cursor`: everything, in pages.
#[utoipa::path(get, path = "/api/v1/sync/pull", tag = "sync", security(("session" = [])), params(
    ("device" = Uuid, Query, description = "The device."),
    ("epoch" = Option<Uuid>, Query, description = "The epoch that the phone knows."),
    ("cursor" = Option<String>, Query, description = "Where the last page ended."),
    ("limit" = Option<u32>, Query, description = "1 to 200.")), responses(
    (status = 200, description = "A page; nothing new is a page without changes.", body = PullResponse),
    (status = 400, description = "`invalid_query` or `device`", body = Fault),
    (status = 410, description = "`reset`: begin again without a cursor, keep what waits.", body = Fault), PersonFaults))]
fn pull() {}

/// Messages older than those that a pull brings.
#[utoipa::path(get, path = "/api/v1/threads/{thread}/messages", tag = "sync", security(("session" = [])), params(
    ("thread" = Uuid, Path, description = "The conversation."),
    ("before" = Option<i64>, Query, description = "Before this moment, in unix milliseconds.")), responses(
    (status = 200, description = "At most 50, the newest first.", body = OlderMessages),
    (status = 400, description = "`invalid_query`", body = Fault), PersonFaults))]
fn older_messages() {}

/// Send a file or a piece of one; the id is made on the phone. An operation that names it waits for 201.
#[utoipa::path(put, path = "/api/v1/files/{id}", tag = "sync", security(("session" = [])), params(
    ("id" = Uuid, Path, description = "The file."),
    ("Content-Range" = Option<String>, Header, description = "`bytes 0-65535/200000`; without it the body is the whole file."),
    ("Folgeskab-File-Name" = Option<String>, Header, description = "The name, percent-encoded.")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "At most 10 MiB in all: pictures and PDF."), responses(
    (status = 201, description = "The file is whole.", body = FileAnswer),
    (status = 202, description = "The piece was taken; go on from `received`.", body = FileAnswer),
    (status = 400, description = "`content_range`", body = Fault),
    (status = 409, description = "`conflict`: the piece does not follow what is here.", body = Fault),
    (status = 413, description = "`too_large`", body = Fault),
    (status = 422, description = "`invalid`: neither a picture nor a PDF; `too_many`", body = Fault), PersonFaults))]
fn file_put() {}

/// A file of one's own, or of a citizen one walks with.
#[utoipa::path(get, path = "/api/v1/files/{id}", tag = "sync", security(("session" = [])), params(
    ("id" = Uuid, Path, description = "The file."),
    ("citizen" = Option<Uuid>, Query, description = "For a coordinator: whose.")), responses(
    (status = 200, description = "The file.", body = Vec<u8>, content_type = "application/octet-stream"), PersonFaults))]
fn file_get() {}

/// Says "revision N" when something changed, and nothing more. At most 4 streams a session.
#[utoipa::path(get, path = "/api/v1/events", tag = "sync", security(("session" = [])), responses(
    (status = 200, description = "Server-sent events called `revision`.", body = String, content_type = "text/event-stream",
        example = "event: revision\ndata: 42\n\n"),
    (status = 429, description = "`too_many_requests`, with Retry-After.", body = Fault), PersonFaults))]
fn events() {}

/// Who would be asked now.
#[utoipa::path(get, path = "/api/v1/surveys/due", tag = "surveys", security(("key" = [])), params(
    ("programme" = Option<String>, Query, description = "The key's own where nothing is said."),
    ("survey" = Option<String>, Query, description = "The programme's first where nothing is said.")), responses(
    (status = 200, description = "The citizens, by enrolment.", body = DueAnswer),
    (status = 400, description = "`invalid_query`", body = Fault), KeyFaults))]
fn surveys_due() {}

/// Ask: everybody who is due, or these. Whoever was asked is not asked again.
#[utoipa::path(post, path = "/api/v1/surveys/rounds", tag = "surveys", security(("key" = [])), params(
    ("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters. The same key with the same body gets the same answer for 30 days.")),
    request_body = RoundRequest, responses(
    (status = 201, description = "Who was asked and who was not.", body = RoundAnswer),
    (status = 400, description = "`invalid_body` or `idempotency_key`", body = Fault),
    (status = 409, description = "`conflict`: the same idempotency key with another body.", body = Fault),
    (status = 422, description = "`empty`, `invalid`, `too_many` or `too_long`, with `field`", body = Fault), KeyFaults))]
fn rounds() {}

/// Where a round stands. A decline reads as silence; declines are a count, from five on.
#[utoipa::path(get, path = "/api/v1/surveys/rounds/{id}", tag = "surveys", security(("key" = [])), params(
    ("id" = Uuid, Path, description = "The round.")), responses(
    (status = 200, description = "Counts, and each citizen asked.", body = RoundStatus), KeyFaults))]
fn round() {}

/// This description.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "operation", responses((status = 200, description = "OpenAPI 3.1.")))]
fn openapi() {}

/// Whether the program runs.
#[utoipa::path(get, path = "/healthz", tag = "operation", responses((status = 200, description = "`ok`", body = String)))]
fn healthz() {}

/// Whether the database answers.
#[utoipa::path(get, path = "/readyz", tag = "operation", responses(
    (status = 200, description = "`ok`", body = String),
    (status = 503, description = "`unavailable`", body = Fault)))]
fn readyz() {}
