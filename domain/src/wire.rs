//! What phone and server say to each other (design.md §4.1). Exact names; unknown fields are ignored.

use crate::id::{CommandId, DeviceId, PersonId};
use crate::record::Change;
use crate::refusal::Code;
use crate::time::Instant;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

/// The most operations in one push.
pub const PUSH_MAX: usize = 50;
/// The most bytes of one push.
pub const PUSH_MAX_BYTES: usize = 256 * 1024;
/// The most records in one page of a pull.
pub const PULL_MAX: u32 = 200;
/// The most devices of one citizen.
pub const DEVICES_MAX: usize = 20;

/// `POST /api/v1/device`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeviceRequest {
    /// The device, if it has an id already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<DeviceId>,
    /// Whose phone it believes to be; somebody else's session answers 404 and registers nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citizen: Option<PersonId>,
    /// What the citizen calls it, at most 60 characters.
    #[serde(default)]
    pub label: String,
}

/// The answer: the device and the secret that its local keys are made from.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeviceResponse {
    /// The device, bound to the citizen for ever.
    pub device: DeviceId,
    /// Whose session it was, so that nobody's work is sent in another's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citizen: Option<PersonId>,
    /// The server's epoch; a restored server has a new one.
    pub epoch: Uuid,
    /// 32 random bytes, base64.
    pub wrap: String,
    /// The last operation that the server has from this device.
    pub last: i64,
}

/// One operation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Op {
    /// Its place in the device's row, from 1, without gaps.
    pub seq: i64,
    /// The command's id.
    pub id: CommandId,
    /// The command's kind.
    pub kind: String,
    /// The version of the arguments.
    #[serde(default)]
    pub v: u32,
    /// The arguments, as they were written.
    pub args: Box<RawValue>,
    /// When the person acted, by the phone's clock.
    pub at: Instant,
}

/// `POST /api/v1/sync/push`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PushRequest {
    /// Whose row.
    pub device: DeviceId,
    /// The epoch that the phone knows.
    pub epoch: Uuid,
    /// The last operation that the phone knows to be with the server.
    pub prev: i64,
    /// The phone's clock now, to correct `at` by.
    pub now: Instant,
    /// The operations after `prev`.
    pub ops: Vec<Op>,
}

/// What became of one operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Done, or nothing left to do.
    Ok,
    /// Not done; `code` says why.
    Rejected,
}

/// The server's word on one operation; the same on every retry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The operation's place.
    pub seq: i64,
    /// What became of it.
    pub verdict: Outcome,
    /// Why not, or what to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
    /// The citizen's revision after it.
    pub rev: i64,
}

/// The answer to a push.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PushResponse {
    /// The last operation that the server has.
    pub last: i64,
    /// One for each operation that was sent.
    pub verdicts: Vec<Verdict>,
}

/// The answer to `GET /api/v1/sync/pull`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PullResponse {
    /// The server's epoch.
    pub epoch: Uuid,
    /// Where to go on from.
    pub cursor: String,
    /// Whether there is another page now.
    pub more: bool,
    /// The server's clock.
    pub now: Instant,
    /// The last operation that the server has from this device.
    pub last: i64,
    /// The changes.
    pub changes: Vec<Change>,
}

/// An error's body; `code` is stable, `message` is for a person, `request_id` for the operator.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ErrorBody {
    /// The stable code.
    pub code: String,
    /// A sentence in the person's language.
    #[serde(default)]
    pub message: String,
    /// The request, as the log knows it.
    #[serde(default)]
    pub request_id: String,
    /// With `out_of_order`: the last operation that the server has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<i64>,
}

/// What the first page carries, so that the browser can go on from it: the same changes as a full pull.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Boot {
    /// Whose app this is.
    pub citizen: PersonId,
    /// The server's epoch.
    pub epoch: Uuid,
    /// The server's clock.
    pub now: Instant,
    /// Where a pull goes on from.
    pub cursor: String,
    /// The random seed of this page's form ids (see [`CommandId::of_form`]).
    pub seed: Uuid,
    /// The version of the program that made the page.
    pub version: String,
    /// The records.
    pub changes: Vec<Change>,
}

impl Boot {
    /// The snapshot that the page was made from.
    pub fn snapshot(&self) -> crate::snapshot::Snapshot {
        let mut snapshot = crate::snapshot::Snapshot::new(self.citizen, self.now);
        for change in &self.changes {
            snapshot.take(change);
        }
        snapshot
    }
}
