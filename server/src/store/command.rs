//! What became of every command, for as long as a phone may ask again (400 days), and which place of
//! which device's row it stood in.

use crate::db::{Tx, execute, fetch_optional, statements};
use crate::error::Error;
use domain::id::{CommandId, DeviceId, PersonId};
use domain::refusal::Code;
use domain::time::Instant;
use domain::wire::Outcome;
use uuid::Uuid;

statements! {
    /// Keeps the verdict; an id that is known keeps the one it has.
    INSERT = "insert into command (citizen_id, id, kind, hash, verdict, code, rev, actor_id, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (citizen_id, id) do nothing";
    /// The verdict on a command.
    FIND = "select hash, verdict, code, rev from command where citizen_id = $1 and id = $2";
    /// Keeps which command stood in a place.
    INSERT_OP = "insert into device_op (device_id, seq, command_id, hash) values ($1, $2, $3, $4)";
    /// Which command stood in a place.
    FIND_OP = "select command_id, hash from device_op where device_id = $1 and seq = $2";
    /// Forgets verdicts after their time.
    DELETE_OLD = "delete from command where at < $1";
}

/// A verdict as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What the command said, as a digest.
    pub hash: Vec<u8>,
    /// What became of it.
    pub outcome: Outcome,
    /// Why not.
    pub code: Option<Code>,
    /// The citizen's revision then.
    pub rev: i64,
}

/// A verdict to keep.
#[derive(Clone, Debug)]
pub struct Verdict<'a> {
    /// Whose records it concerned.
    pub citizen: PersonId,
    /// The command.
    pub id: CommandId,
    /// Its kind.
    pub kind: &'a str,
    /// What it said, as a digest.
    pub hash: &'a [u8],
    /// What became of it.
    pub outcome: Outcome,
    /// Why not.
    pub code: Option<Code>,
    /// The citizen's revision.
    pub rev: i64,
    /// Who acted: the citizen, or staff on the citizen's behalf.
    pub actor: PersonId,
}

const OK: &str = "ok";
const REJECTED: &str = "rejected";

/// The verdict on a command, if it is known.
pub async fn find(tx: &mut Tx, citizen: PersonId, id: CommandId) -> Result<Option<Kept>, Error> {
    let row: Option<(Vec<u8>, String, Option<String>, i64)> = fetch_optional!(tx, FIND, citizen.uuid(), id.uuid())?;
    Ok(row.map(|(hash, verdict, code, rev)| Kept {
        hash,
        outcome: if verdict == OK { Outcome::Ok } else { Outcome::Rejected },
        code: code.as_deref().map(Code::of),
        rev,
    }))
}

/// Keeps a verdict, in the transaction of its effect.
pub async fn insert(tx: &mut Tx, verdict: &Verdict<'_>, now: Instant) -> Result<(), Error> {
    let word = match verdict.outcome {
        Outcome::Ok => OK,
        Outcome::Rejected => REJECTED,
    };
    execute!(
        tx,
        INSERT,
        verdict.citizen.uuid(),
        verdict.id.uuid(),
        verdict.kind,
        verdict.hash,
        word,
        verdict.code.map(Code::text),
        verdict.rev,
        verdict.actor.uuid(),
        now.0
    )?;
    Ok(())
}

/// Keeps which command stood in a place of a device's row.
pub async fn insert_op(tx: &mut Tx, device: DeviceId, seq: i64, id: CommandId, hash: &[u8]) -> Result<(), Error> {
    execute!(tx, INSERT_OP, device.uuid(), seq, id.uuid(), hash)?;
    Ok(())
}

/// Which command stood in a place, and what it said.
pub async fn find_op(tx: &mut Tx, device: DeviceId, seq: i64) -> Result<Option<(CommandId, Vec<u8>)>, Error> {
    let row: Option<(Uuid, Vec<u8>)> = fetch_optional!(tx, FIND_OP, device.uuid(), seq)?;
    Ok(row.map(|(id, hash)| (CommandId(id), hash)))
}

/// Forgets verdicts from before `before`.
pub async fn forget(tx: &mut Tx, before: Instant) -> Result<u64, Error> {
    Ok(execute!(tx, DELETE_OLD, before.0)?)
}
