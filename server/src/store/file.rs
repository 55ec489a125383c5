//! Files of a citizen, sealed, in the pieces in which they came. A piece is the unit that a broken line
//! does not send twice.

use crate::db::{Tx, execute, fetch_all, fetch_one, fetch_optional, statements};
use crate::error::Error;
use domain::id::{FileId, PersonId};
use domain::message::FileRef;
use domain::time::Instant;
use uuid::Uuid;

statements! {
    /// Begins a file; a known id stays as it is.
    INSERT = "insert into file (id, citizen_id, name, media_type, total, received, created_at)
        values ($1, $2, $3, null, $4, 0, $5) on conflict (id) do nothing";
    /// One file of a citizen.
    FIND = "select id, name, media_type, total, received from file where id = $1 and citizen_id = $2";
    /// Takes the next piece, if it is the next.
    ADVANCE = "update file set received = $3 where id = $1 and received = $2";
    /// Keeps a piece.
    INSERT_PIECE = "insert into file_piece (file_id, start, content) values ($1, $2, $3)";
    /// The pieces in order.
    LIST_PIECES = "select start, content from file_piece where file_id = $1 order by start";
    /// Marks a file as whole.
    COMPLETE = "update file set media_type = $2 where id = $1";
    /// Removes a file that is not what it may be.
    DELETE = "delete from file where id = $1";
    /// Removes its pieces.
    DELETE_PIECES = "delete from file_piece where file_id = $1";
    /// How many bytes a citizen has begun to keep here.
    SUM_OF_CITIZEN = "select cast(coalesce(sum(total), 0) as bigint) from file where citizen_id = $1";
}

/// A file, whole or on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its id, made on the phone.
    pub id: FileId,
    /// The name it had there.
    pub name: String,
    /// Its type, found by content once it is whole.
    pub media_type: Option<String>,
    /// Its whole size in bytes.
    pub total: i64,
    /// How many bytes have come.
    pub received: i64,
}

impl File {
    /// As a message names it, once it is whole.
    pub fn reference(&self) -> Option<FileRef> {
        let media_type = self.media_type.clone()?;
        let bytes = u32::try_from(self.total).ok()?;
        Some(FileRef { id: self.id, name: self.name.clone(), media_type, bytes })
    }
}

const NAME: &str = "file.name";
const PIECE: &str = "file_piece.content";

type Columns = (Uuid, Vec<u8>, Option<String>, i64, i64);

/// Begins a file of `total` bytes, or finds the one that was begun. Another citizen's is `NotFound`.
pub async fn begin(
    tx: &mut Tx,
    citizen: PersonId,
    id: FileId,
    name: &str,
    total: i64,
    now: Instant,
) -> Result<File, Error> {
    let sealed = tx.key_of(citizen).await?.seal(NAME, id.uuid(), name);
    execute!(tx, INSERT, id.uuid(), citizen.uuid(), sealed, total, now.0)?;
    find(tx, citizen, id).await?.ok_or(Error::NotFound)
}

/// One file of a citizen.
pub async fn find(tx: &mut Tx, citizen: PersonId, id: FileId) -> Result<Option<File>, Error> {
    let row: Option<Columns> = fetch_optional!(tx, FIND, id.uuid(), citizen.uuid())?;
    let key = tx.key_of(citizen).await?;
    let Some((id, name, media_type, total, received)) = row else {
        return Ok(None);
    };
    let name = key.open(NAME, id, &name)?;
    Ok(Some(File { id: FileId(id), name, media_type, total, received }))
}

/// Adds the piece that begins where the file ends so far; false if it is not the next one.
pub async fn append(tx: &mut Tx, citizen: PersonId, file: &File, bytes: &[u8]) -> Result<bool, Error> {
    let length = i64::try_from(bytes.len()).map_err(Error::of)?;
    let id = file.id.uuid();
    if execute!(tx, ADVANCE, id, file.received, file.received + length)? != 1 {
        return Ok(false);
    }
    let sealed = tx.key_of(citizen).await?.seal_bytes(PIECE, id, bytes);
    execute!(tx, INSERT_PIECE, id, file.received, sealed)?;
    Ok(true)
}

/// The bytes of a file as far as they have come.
pub async fn read(tx: &mut Tx, citizen: PersonId, id: FileId) -> Result<Vec<u8>, Error> {
    let pieces: Vec<(i64, Vec<u8>)> = fetch_all!(tx, LIST_PIECES, id.uuid())?;
    let key = tx.key_of(citizen).await?;
    let mut bytes = Vec::new();
    for (_, sealed) in pieces {
        bytes.extend(key.open_bytes(PIECE, id.uuid(), &sealed)?);
    }
    Ok(bytes)
}

/// Marks a file as whole and of this type.
pub async fn complete(tx: &mut Tx, id: FileId, media_type: &str) -> Result<(), Error> {
    execute!(tx, COMPLETE, id.uuid(), media_type)?;
    Ok(())
}

/// Removes a file.
pub async fn delete(tx: &mut Tx, id: FileId) -> Result<(), Error> {
    execute!(tx, DELETE_PIECES, id.uuid())?;
    execute!(tx, DELETE, id.uuid())?;
    Ok(())
}

/// How many bytes a citizen keeps here, begun ones counted whole.
pub async fn bytes_of(tx: &mut Tx, citizen: PersonId) -> Result<i64, Error> {
    let (sum,): (i64,) = fetch_one!(tx, SUM_OF_CITIZEN, citizen.uuid())?;
    Ok(sum)
}
