//! Taking files: piece by piece, bounded, and only what is a picture or a PDF by its content. What a
//! file calls itself is never believed.

use crate::db::Tx;
use crate::error::Error;
use crate::store::file::{self, File};
use domain::id::{FileId, PersonId};
use domain::refusal::{Code, Refusal};
use domain::text;
use domain::time::Instant;

/// The most bytes of one file.
pub const FILE_MAX: i64 = 10 * 1024 * 1024;
/// The most bytes of all files of one citizen.
const CITIZEN_MAX: i64 = 512 * 1024 * 1024;

/// A piece as it comes: where it begins, and how long the whole is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Where in the file it begins.
    pub start: i64,
    /// The whole size.
    pub total: i64,
    /// The bytes.
    pub bytes: &'a [u8],
}

/// Takes a piece and says how much has come. A piece that came before changes nothing; one that leaves a
/// gap is `Conflict("out_of_order")`; one of another whole is `Conflict("changed")`.
pub async fn take(
    tx: &mut Tx,
    citizen: PersonId,
    id: FileId,
    name: &str,
    piece: Piece<'_>,
    now: Instant,
) -> Result<File, Error> {
    if piece.total < 1 || piece.start < 0 {
        return Err(Error::BadRequest("content_range"));
    }
    if piece.total > FILE_MAX {
        return Err(Error::TooLarge);
    }
    let name = text::optional(name, text::LINE_MAX, "name")?.unwrap_or_else(|| "fil".to_owned());
    let known = file::find(tx, citizen, id).await?;
    if known.is_none() && file::bytes_of(tx, citizen).await? + piece.total > CITIZEN_MAX {
        return Err(Code::TooMany.into());
    }
    let begun = file::begin(tx, citizen, id, &name, piece.total, now).await?;
    let length = i64::try_from(piece.bytes.len()).map_err(Error::of)?;
    if begun.total != piece.total || piece.start + length > piece.total {
        return Err(Error::Conflict("changed"));
    }
    if piece.start + length <= begun.received {
        return Ok(begun);
    }
    if piece.start != begun.received || !file::append(tx, citizen, &begun, piece.bytes).await? {
        return Err(Error::Conflict("out_of_order"));
    }
    finish(tx, citizen, id).await
}

/// Looks at what a whole file is. One that may not be kept is refused and forgotten.
async fn finish(tx: &mut Tx, citizen: PersonId, id: FileId) -> Result<File, Error> {
    let mut found = file::find(tx, citizen, id).await?.ok_or(Error::NotFound)?;
    if found.received == found.total {
        let bytes = file::read(tx, citizen, id).await?;
        let Some(media_type) = media_type_of(&bytes) else {
            file::delete(tx, id).await?;
            return Err(Refusal::field(Code::Invalid, "file").into());
        };
        file::complete(tx, id, media_type).await?;
        found.media_type = Some(media_type.to_owned());
    }
    Ok(found)
}

/// The type of a file by its first bytes; none for what may not be kept.
pub fn media_type_of(bytes: &[u8]) -> Option<&'static str> {
    let begins = |with: &[u8]| bytes.starts_with(with);
    if begins(b"\xFF\xD8\xFF") {
        Some("image/jpeg")
    } else if begins(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else if begins(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some("image/webp")
    } else if begins(b"%PDF-") {
        Some("application/pdf")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;
    use crate::db::testing::both_dbs;
    use crate::testing::World;
    use domain::access::Role;

    async fn put(world: &World, citizen: PersonId, id: FileId, piece: Piece<'_>) -> Result<File, Error> {
        let mut tx = world.db.write().await?;
        let taken = take(&mut tx, citizen, id, "billede.png", piece, world.clock.now()).await?;
        tx.commit().await?;
        Ok(taken)
    }

    both_dbs!(a_file_comes_in_pieces_once_and_is_known_by_its_content, |db| async move {
        let world = World::on(db).await;
        let mette = world.staff("Mette", Role::Coordinator).await;
        let (karin, erik) = (world.citizen("Karin", mette).await, world.citizen("Erik", mette).await);
        let id = FileId(clock::new_id());
        let bytes = b"\x89PNG\r\n\x1a\nresten af billedet".as_slice();
        let total = i64::try_from(bytes.len()).unwrap();
        let first = Piece { start: 0, total, bytes: &bytes[..5] };
        assert_eq!(put(&world, karin, id, first).await.unwrap().received, 5);
        assert_eq!(put(&world, karin, id, first).await.unwrap().received, 5, "the same piece again");
        let gap = Piece { start: 9, total, bytes: &bytes[9..] };
        assert!(matches!(put(&world, karin, id, gap).await, Err(Error::Conflict("out_of_order"))));
        let rest = Piece { start: 5, total, bytes: &bytes[5..] };
        let whole = put(&world, karin, id, rest).await.unwrap();
        assert_eq!(whole.media_type.as_deref(), Some("image/png"));
        let mut tx = world.db.read().await.unwrap();
        assert_eq!(file::read(&mut tx, karin, id).await.unwrap(), bytes);
        drop(tx);
        assert!(matches!(put(&world, erik, id, first).await, Err(Error::NotFound)));
    });

    both_dbs!(what_is_no_picture_and_no_pdf_is_refused_and_forgotten, |db| async move {
        let world = World::on(db).await;
        let mette = world.staff("Mette", Role::Coordinator).await;
        let karin = world.citizen("Karin", mette).await;
        let id = FileId(clock::new_id());
        let svg = b"<svg onload=alert(1)>".as_slice();
        let piece = Piece { start: 0, total: 21, bytes: svg };
        assert!(matches!(put(&world, karin, id, piece).await, Err(Error::Refused { .. })));
        let mut tx = world.db.read().await.unwrap();
        assert!(file::find(&mut tx, karin, id).await.unwrap().is_none());
        drop(tx);
        let huge = Piece { start: 0, total: FILE_MAX + 1, bytes: svg };
        assert!(matches!(put(&world, karin, id, huge).await, Err(Error::TooLarge)));
    });
}
