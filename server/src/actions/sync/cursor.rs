//! Where a phone stands in a citizen's row of changes, as the opaque word that it sends back.

use crate::db::Tx;
use crate::error::Error;
use crate::store::record::{self, Head, Row};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::PersonId;
use uuid::Uuid;

/// A place in a citizen's row of changes: the revision with its mark, and within it the last record that
/// was told. In a whole set, `head` is the revision when it began, so that nothing that changes meanwhile
/// is passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The revision that has been told, or the one at which a whole set began.
    pub head: Head,
    /// Whether a whole set is being told.
    pub is_whole: bool,
    /// The last record that was told: its revision, kind and id.
    pub place_rev: i64,
    /// See `place_rev`.
    pub kind: String,
    /// See `place_rev`.
    pub id: Uuid,
}

/// Sorts after every kind: all of the revision has been told.
const END: &str = "~";

impl Cursor {
    pub fn of(head: Head) -> Self {
        Self { head, is_whole: false, place_rev: head.rev, kind: END.to_owned(), id: Uuid::nil() }
    }

    pub fn within(head: Head, row: &Row) -> Self {
        let (place_rev, kind, id) = row.place();
        Self { head, is_whole: true, place_rev, kind: kind.to_owned(), id }
    }

    pub async fn behind(tx: &mut Tx, citizen: PersonId, head: Head, row: &Row) -> Result<Self, Error> {
        let (rev, kind, id) = row.place();
        let mark = if rev == head.rev { Some(head.mark) } else { record::find_mark(tx, citizen, rev).await? };
        // Older than the marks that are kept: the phone has been away for more than a year.
        let mark = mark.ok_or(Error::Gone("reset"))?;
        Ok(Self { head: Head { rev, mark }, is_whole: false, place_rev: rev, kind: kind.to_owned(), id })
    }

    pub fn is_at(&self, head: Head) -> bool {
        !self.is_whole && self.head == head && self.kind == END
    }

    pub fn text(&self) -> String {
        let form = if self.is_whole { 'w' } else { 'c' };
        let Head { rev, mark } = self.head;
        let plain = format!("{form}.{rev}.{mark}.{}.{}.{}", self.place_rev, self.kind, self.id.simple());
        URL_SAFE_NO_PAD.encode(plain)
    }

    pub fn parse(text: &str) -> Option<Self> {
        let plain = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let mut parts = plain.split('.');
        let is_whole = match parts.next()? {
            "w" => true,
            "c" => false,
            _ => return None,
        };
        let head = Head { rev: parts.next()?.parse().ok()?, mark: parts.next()?.parse().ok()? };
        let place_rev = parts.next()?.parse().ok()?;
        let kind = parts.next()?.to_owned();
        let id = Uuid::parse_str(parts.next()?).ok()?;
        parts.next().is_none().then_some(Self { head, is_whole, place_rev, kind, id })
    }
}
