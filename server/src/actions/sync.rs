//! Exactly once: registering a device, taking its operations in their order, and telling it what changed
//! (design.md §4). The order of statements is the rule: the citizen's revision first, then the device's
//! place, then the effect and its verdict, one commit.

mod cursor;
mod pull;

use super::Actor;
use super::execute::{self, Context, Done};
use crate::clock;
use crate::db::Tx;
use crate::error::Error;
use crate::programmes::Programmes;
use crate::seal::KeyRing;
use crate::store::command;
use crate::store::device::{self, Device};
use crate::store::record::{self, Rev};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::command::{Command, Issued};
use domain::id::{DeviceId, PersonId};
use domain::refusal::Code;
use domain::time::Instant;
use domain::wire::{
    DEVICES_MAX, DeviceRequest, DeviceResponse, Op, Outcome, PUSH_MAX, PushRequest, PushResponse, Verdict,
};
use uuid::Uuid;

pub use pull::{Page, is_at, pull, whole};

/// The longest name of a device, in characters.
const LABEL_MAX: usize = 60;

/// Registers a device, or greets a known one again. Another citizen's device, and one that was ended, is
/// `NotFound`; one more than twenty is `Refused(TooMany)`.
pub async fn register(
    tx: &mut Tx,
    citizen: PersonId,
    request: &DeviceRequest,
    session: Option<Vec<u8>>,
    epoch: Uuid,
    now: Instant,
) -> Result<DeviceResponse, Error> {
    if request.citizen.is_some_and(|believed| believed != citizen) {
        return Err(Error::NotFound);
    }
    let known = match request.device {
        Some(id) => Some(device::find(tx, citizen, id).await?.ok_or(Error::NotFound)?),
        None => None,
    };
    let device = match known {
        Some(device) => {
            device::set_session(tx, device.id, session, now).await?;
            device
        }
        None => add_device(tx, citizen, &request.label, session, now).await?,
    };
    Ok(DeviceResponse {
        device: device.id,
        citizen: Some(citizen),
        epoch,
        wrap: STANDARD.encode(&device.wrap),
        last: device.last,
    })
}

async fn add_device(
    tx: &mut Tx,
    citizen: PersonId,
    label: &str,
    session_hash: Option<Vec<u8>>,
    now: Instant,
) -> Result<Device, Error> {
    let count = device::count(tx, citizen).await?;
    if usize::try_from(count).is_ok_and(|count| count >= DEVICES_MAX) {
        return Err(Code::TooMany.into());
    }
    let label: String = domain::text::clean(label).chars().take(LABEL_MAX).collect();
    let wrap: [u8; 32] = clock::random_bytes();
    // Bound to the citizen for ever and unguessable: 128 random bits, not a number that counts time.
    let id = DeviceId(uuid::Builder::from_random_bytes(clock::random_bytes()).into_uuid());
    let device = Device { id, label, wrap: wrap.to_vec(), last: 0, session_hash, created_at: now, seen_at: now };
    device::insert(tx, citizen, &device, now).await?;
    Ok(device)
}

/// Why a push as a whole cannot be taken.
#[derive(Debug)]
pub enum PushFault {
    /// The phone's row goes on from a place that is not ours (409 `out_of_order`): ours is `last`.
    OutOfOrder {
        /// The last operation that the server has.
        last: i64,
    },
    /// Anything else.
    Error(Error),
}

impl<E: Into<Error>> From<E> for PushFault {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

/// What a push brought about.
#[derive(Debug)]
pub struct Taken {
    /// What the phone is told.
    pub answer: PushResponse,
    /// The citizen's revision.
    pub rev: Rev,
}

/// Takes operations. What was taken before gets its verdict again; one bad operation never blocks the rest.
pub async fn push(
    tx: &mut Tx,
    citizen: PersonId,
    request: &PushRequest,
    programmes: &Programmes,
    now: Instant,
) -> Result<Taken, PushFault> {
    if request.ops.len() > PUSH_MAX {
        return Err(Error::BadRequest("too_many_ops").into());
    }
    let is_dense = (request.prev + 1..).zip(&request.ops).all(|(seq, op)| op.seq == seq);
    if request.prev < 0 || !is_dense {
        return Err(Error::BadRequest("not_dense").into());
    }
    let rev = record::raise(tx, citizen, now).await?;
    let known = take_places(tx, citizen, request, now).await?;
    let context = Context { citizen, actor: Actor::citizen(citizen), rev, now, programmes };
    let skew = now.since(request.now);
    let mut verdicts = Vec::with_capacity(request.ops.len());
    for op in &request.ops {
        let verdict = if op.seq <= known {
            replay(tx, citizen, request.device, op).await?
        } else {
            take(tx, &context, request.device, op, skew).await?
        };
        verdicts.push(verdict);
    }
    let last = request.ops.last().map_or(known, |op| op.seq.max(known));
    Ok(Taken { answer: PushResponse { last, verdicts }, rev })
}

/// Takes the places of the operations that are new, and says which place was the last before them. The
/// citizen's raised revision keeps every other push of this citizen out until the commit.
async fn take_places(tx: &mut Tx, citizen: PersonId, request: &PushRequest, now: Instant) -> Result<i64, PushFault> {
    let (prev, device) = (request.prev, request.device);
    let newest = request.ops.last().map_or(prev, |op| op.seq);
    if device::advance(tx, citizen, device, (prev, newest), now).await? {
        return Ok(prev);
    }
    let known = device::find(tx, citizen, device).await?.ok_or(Error::NotFound)?.last;
    if prev > known {
        return Err(PushFault::OutOfOrder { last: known });
    }
    if !device::advance(tx, citizen, device, (known, newest.max(known)), now).await? {
        return Err(Error::Unavailable.into());
    }
    Ok(known)
}

/// An operation as far as this program can read it.
struct Read {
    command: Result<Command, Code>,
    hash: Vec<u8>,
}

fn read(ring: &KeyRing, op: &Op) -> Result<Read, Error> {
    let unread = |code| Read { command: Err(code), hash: execute::hash_of_unread(ring, &op.kind, op.args.get()) };
    let Ok(args) = serde_json::from_str(op.args.get()) else {
        return Ok(unread(Code::Invalid));
    };
    Ok(match Command::parse(&op.kind, args) {
        Ok(command) => Read { hash: execute::hash_of(ring, &command)?, command: Ok(command) },
        Err(refusal) => unread(refusal.code),
    })
}

/// The stored verdict on a place that is taken. Another command there: the phone was copied.
async fn replay(tx: &mut Tx, citizen: PersonId, device: DeviceId, op: &Op) -> Result<Verdict, Error> {
    let expired = Verdict { seq: op.seq, verdict: Outcome::Ok, code: Some(Code::Expired), rev: 0 };
    let Some((id, hash)) = command::find_op(tx, device, op.seq).await? else {
        return Ok(expired);
    };
    if id != op.id || hash != read(tx.ring(), op)?.hash {
        return Err(Error::Conflict("forked"));
    }
    let kept = command::find(tx, citizen, id).await?;
    Ok(kept.map_or(expired, |kept| Verdict { seq: op.seq, verdict: kept.outcome, code: kept.code, rev: kept.rev }))
}

/// Does the command and keeps the verdict with its place in the row.
async fn take(tx: &mut Tx, context: &Context<'_>, device: DeviceId, op: &Op, skew: i64) -> Result<Verdict, Error> {
    let read = read(tx.ring(), op)?;
    let at = op.at.plus_ms(skew).min(context.now);
    let done = match read.command {
        Ok(command) => done_or_conflict(execute::execute(tx, context, &Issued { id: op.id, at, command }).await)?,
        Err(code) => execute::keep(tx, context, op.id, &op.kind, &read.hash, Some(code)).await?,
    };
    command::insert_op(tx, device, op.seq, op.id, &read.hash).await?;
    Ok(Verdict { seq: op.seq, verdict: done.outcome, code: done.code, rev: done.rev })
}

/// An id that is known with other content is this operation's own misfortune, not that of those behind it.
fn done_or_conflict(done: Result<Done, Error>) -> Result<Done, Error> {
    match done {
        Err(Error::Conflict(_)) => {
            Ok(Done { outcome: Outcome::Rejected, code: Some(Code::Conflict), rev: 0, is_replay: true })
        }
        other => other,
    }
}

#[cfg(test)]
mod tests;
