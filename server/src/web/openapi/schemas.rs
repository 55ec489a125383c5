//! What a phone says and hears, as the description shows it. The types that really read and write are in
//! `domain::wire`, which knows nothing of descriptions; each example here is read by them in a test.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// What every error says.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Error, example = json!({ "code": "not_found", "message": "Det findes ikke.", "request_id": "9f3c21d07ab4e610" }))]
pub struct Fault {
    /// The stable code.
    pub code: String,
    /// A sentence in the language of the request.
    pub message: String,
    /// The request, as the log knows it.
    pub request_id: String,
    /// With 422: the field that it concerns.
    pub field: Option<String>,
    /// With `out_of_order`: the last operation that the server has.
    pub last: Option<i64>,
}

/// Who logs in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({ "username": "stille-skov-17", "password": "en lang og rolig tur" }))]
pub struct Login {
    /// As it stands on the sheet.
    pub username: String,
    /// The chosen password.
    pub password: String,
}

/// Register a device, or come back with a known one.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({ "label": "Telefon" }))]
pub struct DeviceRequest {
    /// The device, if it has an id already.
    pub device: Option<Uuid>,
    /// What the citizen calls it, at most 60 characters.
    pub label: String,
}

/// A device and the secret that its local keys are made from.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({ "device": "3f0a2c1e-9b7d-4a52-8e11-5b0c6d7e8f90", "epoch": "0199f0c2-7e3a-7000-8000-000000000001",
    "wrap": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "last": 0 }))]
pub struct DeviceResponse {
    /// Bound to the citizen for ever.
    pub device: Uuid,
    /// Another one after the server was restored from a backup.
    pub epoch: Uuid,
    /// 32 random bytes, base64.
    pub wrap: String,
    /// The last operation that the server has from this device.
    pub last: i64,
}

/// One operation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Op {
    /// Its place in the device's row, from 1, without gaps.
    pub seq: i64,
    /// Made on the phone; the same on every retry.
    pub id: Uuid,
    /// The kind, such as `message.send`.
    pub kind: String,
    /// The version of the arguments.
    pub v: u32,
    /// The arguments of the kind.
    pub args: Value,
    /// When the person acted, by the phone's clock.
    pub at: i64,
}

/// Operations of a device.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({ "device": "3f0a2c1e-9b7d-4a52-8e11-5b0c6d7e8f90", "epoch": "0199f0c2-7e3a-7000-8000-000000000001",
    "prev": 0, "now": 1_794_812_400_000_i64, "ops": [{ "seq": 1, "id": "0199f0c2-7e3a-7000-8000-0000000000aa",
    "kind": "message.send", "v": 1, "args": { "text": "Hej Mette" }, "at": 1_794_812_399_000_i64 }] }))]
pub struct PushRequest {
    /// Whose row.
    pub device: Uuid,
    /// The epoch that the phone knows.
    pub epoch: Uuid,
    /// The last operation that the phone knows to be with the server.
    pub prev: i64,
    /// The phone's clock now.
    pub now: i64,
    /// At most 50, from `prev + 1` on, without gaps; at most 256 KiB in all.
    pub ops: Vec<Op>,
}

/// The server's word on one operation.
#[expect(clippy::struct_field_names, reason = "the names are those of the contract")]
#[derive(Debug, Serialize, ToSchema)]
pub struct Verdict {
    /// Its place.
    pub seq: i64,
    /// `ok` or `rejected`.
    pub verdict: String,
    /// Why not, or what to know.
    pub code: Option<String>,
    /// The citizen's revision after it.
    pub rev: i64,
}

/// What became of operations.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({ "last": 1, "verdicts": [{ "seq": 1, "verdict": "ok", "rev": 42 }] }))]
pub struct PushResponse {
    /// The last operation that the server has.
    pub last: i64,
    /// One for each operation that was sent.
    pub verdicts: Vec<Verdict>,
}

/// One record that changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Change {
    /// `course`, `person`, `plan`, `goal`, `intervention`, `activity`, `occurrence`, `appointment`, `thread`,
    /// `message`, `checkin`, `base`, `survey` or `setting`.
    pub kind: String,
    /// The record.
    pub id: Uuid,
    /// The revision in which it changed.
    pub rev: i64,
    /// `put` or `delete`.
    pub op: String,
    /// The content; none with `delete`.
    pub data: Option<Value>,
}

/// A page of changes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({ "epoch": "0199f0c2-7e3a-7000-8000-000000000001", "cursor": "Yy40Mi43", "more": false,
    "now": 1_794_812_400_000_i64, "last": 1, "changes": [{ "kind": "person", "id": "0199f0c2-7e3a-7000-8000-0000000000bb",
    "rev": 42, "op": "put", "data": { "name": "Prøve Person", "username": "stille-skov-17" } }] }))]
pub struct PullResponse {
    /// The server's epoch.
    pub epoch: Uuid,
    /// Where to go on from.
    pub cursor: String,
    /// Whether there is another page now.
    pub more: bool,
    /// The server's clock.
    pub now: i64,
    /// The last operation that the server has from this device.
    pub last: i64,
    /// The changes.
    pub changes: Vec<Change>,
}

/// Messages older than those that a pull brings.
#[derive(Debug, Serialize, ToSchema)]
pub struct OlderMessages {
    /// At most 50, the newest first.
    pub changes: Vec<Change>,
}

/// How much of a file has arrived.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({ "id": "0199f0c2-7e3a-7000-8000-0000000000cc", "received": 65536, "total": 200_000, "media_type": null }))]
pub struct FileAnswer {
    /// The file.
    pub id: Uuid,
    /// Bytes received.
    pub received: i64,
    /// Bytes in all.
    pub total: i64,
    /// The type, found by content, once it is whole.
    pub media_type: Option<String>,
}
