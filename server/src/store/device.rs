//! A citizen's devices: bound to one citizen for ever, each with its own row of operations.

use crate::db::{Tx, execute, fetch_all, fetch_one, fetch_optional, statements};
use crate::error::Error;
use domain::id::{DeviceId, PersonId};
use domain::time::Instant;
use uuid::Uuid;

statements! {
    /// Adds a device.
    INSERT = "insert into device (id, citizen_id, label, wrap, last, session_hash, created_at, seen_at)
        values ($1, $2, $3, $4, 0, $5, $6, $6)";
    /// One living device of a citizen.
    FIND = "select id, label, wrap, last, session_hash, created_at, seen_at from device
        where id = $1 and citizen_id = $2 and ended_at is null";
    /// The living devices of a citizen, the one used last first.
    LIST = "select id, label, wrap, last, session_hash, created_at, seen_at from device
        where citizen_id = $1 and ended_at is null order by seen_at desc, id limit 100";
    /// How many living ones there are.
    COUNT = "select count(*) from device where citizen_id = $1 and ended_at is null";
    /// Takes the next place of the row, if it is the next.
    ADVANCE = "update device set last = $2 where id = $1 and last = $2 - 1";
    /// Which session uses it now.
    SET_SESSION = "update device set session_hash = $2, seen_at = $3 where id = $1";
    /// When it was last here; at most every five minutes.
    TOUCH = "update device set seen_at = $2 where id = $1 and seen_at < $3";
    /// Ends it.
    END = "update device set ended_at = $3 where id = $1 and citizen_id = $2 and ended_at is null";
}

/// A living device.
#[derive(Clone, Debug)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// What the citizen calls it.
    pub label: String,
    /// The secret that its local keys are made from, 32 bytes.
    pub wrap: Vec<u8>,
    /// The last place of its row that is taken.
    pub last: i64,
    /// The session that uses it.
    pub session_hash: Option<Vec<u8>>,
    /// Since when.
    pub created_at: Instant,
    /// When it was last here.
    pub seen_at: Instant,
}

type Columns = (Uuid, Vec<u8>, Vec<u8>, i64, Option<Vec<u8>>, i64, i64);

async fn of_row(tx: &mut Tx, citizen: PersonId, row: Columns) -> Result<Device, Error> {
    let key = tx.key_of(citizen).await?;
    let (id, label, wrap, last, session_hash, created_at, seen_at) = row;
    Ok(Device {
        id: DeviceId(id),
        label: key.open("device.label", id, &label)?,
        wrap: key.open_bytes("device.wrap", id, &wrap)?,
        last,
        session_hash,
        created_at: Instant(created_at),
        seen_at: Instant(seen_at),
    })
}

/// Adds a device.
pub async fn insert(tx: &mut Tx, citizen: PersonId, device: &Device, now: Instant) -> Result<(), Error> {
    let key = tx.key_of(citizen).await?;
    let id = device.id.uuid();
    let label = key.seal("device.label", id, &device.label);
    let wrap = key.seal_bytes("device.wrap", id, &device.wrap);
    execute!(tx, INSERT, id, citizen.uuid(), label, wrap, device.session_hash.clone(), now.0)?;
    Ok(())
}

/// A living device of this citizen; another's is none.
pub async fn find(tx: &mut Tx, citizen: PersonId, id: DeviceId) -> Result<Option<Device>, Error> {
    let row: Option<Columns> = fetch_optional!(tx, FIND, id.uuid(), citizen.uuid())?;
    match row {
        Some(row) => Ok(Some(of_row(tx, citizen, row).await?)),
        None => Ok(None),
    }
}

/// The living devices of a citizen.
pub async fn list(tx: &mut Tx, citizen: PersonId) -> Result<Vec<Device>, Error> {
    let rows: Vec<Columns> = fetch_all!(tx, LIST, citizen.uuid())?;
    let mut devices = Vec::with_capacity(rows.len());
    for row in rows {
        devices.push(of_row(tx, citizen, row).await?);
    }
    Ok(devices)
}

/// How many living devices a citizen has.
pub async fn count(tx: &mut Tx, citizen: PersonId) -> Result<i64, Error> {
    let (count,): (i64,) = fetch_one!(tx, COUNT, citizen.uuid())?;
    Ok(count)
}

/// Takes place `seq` of the device's row; false if it is not the next one.
pub async fn advance(tx: &mut Tx, id: DeviceId, seq: i64) -> Result<bool, Error> {
    Ok(execute!(tx, ADVANCE, id.uuid(), seq)? == 1)
}

/// Notes the session that uses it.
pub async fn set_session(tx: &mut Tx, id: DeviceId, session: Option<Vec<u8>>, now: Instant) -> Result<(), Error> {
    execute!(tx, SET_SESSION, id.uuid(), session, now.0)?;
    Ok(())
}

/// Notes that it was here.
pub async fn touch(tx: &mut Tx, id: DeviceId, now: Instant) -> Result<(), Error> {
    execute!(tx, TOUCH, id.uuid(), now.0, now.plus_ms(-5 * domain::time::MINUTE_MS).0)?;
    Ok(())
}

/// Ends it; false if there was none to end.
pub async fn end(tx: &mut Tx, citizen: PersonId, id: DeviceId, now: Instant) -> Result<bool, Error> {
    Ok(execute!(tx, END, id.uuid(), citizen.uuid(), now.0)? == 1)
}
