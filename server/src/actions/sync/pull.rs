//! What a phone is told: everything in the window, or what changed since it last asked, in pages.

use super::cursor::Cursor;
use crate::db::Tx;
use crate::error::Error;
use crate::store::record::{self, Head, Row};
use domain::id::PersonId;
use domain::record::Change;
use domain::time::Instant;
use domain::wire::PULL_MAX;

/// One page of changes.
#[derive(Debug)]
pub struct Page {
    /// Where to go on from.
    pub cursor: String,
    /// Whether there is more now.
    pub more: bool,
    /// The changes.
    pub changes: Vec<Change>,
}

/// Whether `cursor` is where the records stand: then there is nothing to tell, and no row to look at.
pub fn is_at(cursor: &str, head: Head) -> bool {
    Cursor::parse(cursor).is_some_and(|cursor| cursor.is_at(head))
}

/// What changed since `cursor`, or everything in the window without one. A cursor that is not ours, or
/// of another time line, is `Gone("reset")`. `head` is where the records stand in this transaction.
pub async fn pull(
    tx: &mut Tx,
    citizen: PersonId,
    head: Head,
    cursor: Option<&str>,
    limit: u32,
    now: Instant,
) -> Result<Page, Error> {
    let limit = usize::try_from(limit.clamp(1, PULL_MAX)).unwrap_or(1);
    let from = match cursor.filter(|text| !text.is_empty()) {
        Some(text) => Some(Cursor::parse(text).ok_or(Error::Gone("reset"))?),
        None => None,
    };
    if let Some(from) = &from {
        check_known(tx, citizen, head, from).await?;
    }
    match from {
        Some(from) if from.is_at(head) => Ok(Page { cursor: Cursor::of(head).text(), more: false, changes: vec![] }),
        Some(from) if !from.is_whole => {
            let after = (from.head.rev, from.kind.as_str(), from.id);
            let fetch = i64::try_from(limit + 1).unwrap_or(i64::MAX);
            let rows = record::list_changes(tx, citizen, after, fetch).await?;
            page(tx, citizen, rows, limit, head, false).await
        }
        whole => {
            let mut rows = record::list_window(tx, citizen, now).await?;
            // A set that was begun ends where it began: what was deleted meanwhile comes with the next pull.
            let began = whole.as_ref().map_or(head, |from| from.head);
            if let Some(from) = whole {
                let after = (from.place_rev, from.kind.as_str(), from.id);
                rows.retain(|row| row.place() > after);
            }
            page(tx, citizen, rows, limit, began, true).await
        }
    }
}

/// Everything in the window as one page, for the first page a browser gets.
pub async fn whole(tx: &mut Tx, citizen: PersonId, now: Instant) -> Result<Page, Error> {
    let head = record::head(tx, citizen).await?.ok_or(Error::NotFound)?;
    let rows = record::list_window(tx, citizen, now).await?;
    let most = rows.len();
    page(tx, citizen, rows, most, head, true).await
}

async fn check_known(tx: &mut Tx, citizen: PersonId, head: Head, from: &Cursor) -> Result<(), Error> {
    let is_head = from.head == head;
    let is_later = from.head.rev > head.rev;
    if is_head || (!is_later && record::is_known(tx, citizen, from.head).await?) {
        Ok(())
    } else {
        Err(Error::Gone("reset"))
    }
}

async fn page(
    tx: &mut Tx,
    citizen: PersonId,
    mut rows: Vec<Row>,
    limit: usize,
    head: Head,
    is_whole: bool,
) -> Result<Page, Error> {
    let more = rows.len() > limit;
    rows.truncate(limit);
    let changes = record::changes(tx, citizen, &rows).await?;
    let cursor = match rows.last().filter(|_| more) {
        None => Cursor::of(head),
        Some(row) if is_whole => Cursor::within(head, row),
        Some(row) => Cursor::behind(tx, citizen, head, row).await?,
    };
    Ok(Page { cursor: cursor.text(), more, changes })
}
