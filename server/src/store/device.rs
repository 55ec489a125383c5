//! A citizen's devices: bound to one citizen for ever, each with its own row of operations.

use crate::db::{Tx, execute, fetch_all, fetch_one, fetch_optional, statements};
use crate::error::Error;
use crate::store::record::Head;
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
    /// Takes the places of the row that follow one, and notes that the device was here.
    ADVANCE = "update device set last = $4, seen_at = case when seen_at < $6 then $5 else seen_at end
        where id = $1 and citizen_id = $2 and last = $3 and ended_at is null";
    /// Which session uses it now.
    SET_SESSION = "update device set session_hash = $2, seen_at = $3 where id = $1";
    /// How far a device and its citizen are, in this epoch.
    FIND_PLACE = "select d.last, r.rev, r.mark, m.value as epoch from device d
        join citizen_revision r on r.citizen_id = d.citizen_id join meta m on m.key = 'epoch'
        where d.id = $1 and d.citizen_id = $2 and d.ended_at is null";
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

/// Takes the places after `prev` up to `last` of the device's row, both in a transaction that has raised
/// the citizen's revision. False if the row does not stand at `prev`, or the device is not this citizen's.
pub async fn advance(
    tx: &mut Tx,
    citizen: PersonId,
    id: DeviceId,
    (prev, last): (i64, i64),
    now: Instant,
) -> Result<bool, Error> {
    let lately = now.plus_ms(-5 * domain::time::MINUTE_MS);
    let done = execute!(tx, ADVANCE, id.uuid(), citizen.uuid(), prev, last, now.0, lately.0)?;
    Ok(done == 1)
}

/// How far a living device and its citizen are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The last place of the device's row that is taken.
    pub last: i64,
    /// The citizen's newest revision.
    pub head: Head,
    /// The epoch of the database.
    pub epoch: Uuid,
}

/// How far a device of this citizen and the citizen's records are, in one statement: most pulls are
/// answered by it alone.
pub async fn find_place(tx: &mut Tx, citizen: PersonId, id: DeviceId) -> Result<Option<Place>, Error> {
    let row: Option<(i64, i64, i64, String)> = fetch_optional!(tx, FIND_PLACE, id.uuid(), citizen.uuid())?;
    row.map(|(last, rev, mark, epoch)| {
        let epoch = Uuid::parse_str(&epoch).map_err(Error::of)?;
        Ok(Place { last, head: Head { rev, mark }, epoch })
    })
    .transpose()
}

/// Notes the session that uses it.
pub async fn set_session(tx: &mut Tx, id: DeviceId, session: Option<Vec<u8>>, now: Instant) -> Result<(), Error> {
    execute!(tx, SET_SESSION, id.uuid(), session, now.0)?;
    Ok(())
}

/// Ends it; false if there was none to end.
pub async fn end(tx: &mut Tx, citizen: PersonId, id: DeviceId, now: Instant) -> Result<bool, Error> {
    Ok(execute!(tx, END, id.uuid(), citizen.uuid(), now.0)? == 1)
}
