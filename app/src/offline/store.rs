//! What of a citizen lies on this phone, and under which key. One database for each citizen.
//!
//! What is readable (the records) is sealed under a key of this login; what waits, what the server took
//! and refused, and half-written texts under a key that the server helps to make again for the same
//! citizen. Logging out forgets both keys.

mod kept;
mod load;

use super::browser::{number, object, property, whole};
use super::db::{Change, Db, DbFault, MARKS, Place, marks_of};
use super::seal::{self, SealFault};
use domain::id::PersonId;
use domain::record::Kind;
use domain::refusal::Code;
use domain::snapshot::Snapshot;
use domain::sync::{Entry, Local, Write};
use domain::time::Instant;
use js_sys::Uint8Array;
use kept::Kept;
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CryptoKey;

const CITIZEN: &str = "citizen";
const READABLE_KEY: &str = "readable-key";
const OUTBOX_KEY: &str = "outbox-key";
/// Set while the key for unsent work is one of this phone alone, until the server has been asked.
const IS_PROVISIONAL: &str = "outbox-key-is-provisional";
const CLOCK: &str = "clock";

impl From<SealFault> for DbFault {
    fn from(_: SealFault) -> Self {
        Self::Broken
    }
}

/// What the server's clock shows, as far as this phone can tell.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Clock {
    /// The server's clock less the phone's.
    pub ahead_ms: i64,
    /// When the records were fetched, by the server's clock.
    pub fetched_at: Instant,
}

/// A refused operation as it is sealed.
#[derive(Serialize, Deserialize)]
struct Refused {
    code: Code,
    entry: Entry,
}

/// A record's place: the kind's word, which may be one that this program does not know, and the id.
type Key = (String, Uuid);

/// What was read from the store.
pub struct Loaded {
    /// Where it stands with the server.
    pub local: Local,
    /// The records.
    pub snapshot: Snapshot,
    /// The clock.
    pub clock: Clock,
}

/// The open store of one citizen.
pub struct Store {
    /// Whose.
    pub citizen: PersonId,
    db: Db,
    readable: CryptoKey,
    outbox: RefCell<CryptoKey>,
    is_provisional: Cell<bool>,
    /// The full fetch that each stored record belongs to.
    fills: RefCell<HashMap<Key, u64>>,
}

/// The name of a citizen's database: not the id itself, so that a name tells nobody anything.
fn name_of(citizen: PersonId) -> String {
    let hidden = domain::record::id_of(citizen, Kind::Person, "store");
    format!("folgeskab-{}", hidden.simple())
}

fn record_name((kind, id): &Key) -> String {
    format!("{kind}/{id}")
}

fn op_name(entry: &Entry) -> String {
    format!("op/{}", entry.id)
}

fn place_key(place: i64) -> JsValue {
    number(place).into()
}

impl Store {
    /// Opens the store of `citizen`. Without `may_make`, only if its keys are here (a phone that somebody
    /// has left answers None).
    pub async fn open(citizen: PersonId, may_make: bool) -> Result<Option<Self>, DbFault> {
        let db = Db::open(name_of(citizen)).await?;
        let mut meta = things(db.load(Place::Meta).await?);
        let mut changes = vec![];
        let readable = match meta.remove(READABLE_KEY) {
            Some(key) => key.unchecked_into(),
            None if !may_make => return Ok(None),
            None => made(READABLE_KEY, &mut changes).await?,
        };
        let mut is_provisional = meta.contains_key(IS_PROVISIONAL);
        let outbox = if let Some(key) = meta.remove(OUTBOX_KEY) {
            key.unchecked_into()
        } else {
            is_provisional = true;
            changes.push(Change::Put(Place::Meta, IS_PROVISIONAL.into(), true.into()));
            made(OUTBOX_KEY, &mut changes).await?
        };
        changes.push(Change::Put(Place::Meta, CITIZEN.into(), citizen.to_string().into()));
        db.change(None, &changes).await?;
        Ok(Some(Self {
            citizen,
            db,
            readable,
            outbox: RefCell::new(outbox),
            is_provisional: Cell::new(is_provisional),
            fills: RefCell::default(),
        }))
    }

    /// Forgets what is readable of `citizen` and both keys. What waits stays, sealed; under a key of this
    /// phone alone that key has to stay too, or the work would be lost.
    pub async fn wipe(citizen: PersonId) -> Result<(), DbFault> {
        let db = Db::open(name_of(citizen)).await?;
        let meta = things(db.load(Place::Meta).await?);
        let mut marks = meta.get(MARKS).map(marks_of).unwrap_or_default();
        marks.generation = marks.generation.wrapping_add(1);
        marks.cursor = None;
        marks.is_partial = false;
        let forget = |key: &str| Change::Delete(Place::Meta, key.into());
        let mut changes = vec![Change::Clear(Place::Records), forget(READABLE_KEY), forget(CITIZEN), forget(CLOCK)];
        if !meta.contains_key(IS_PROVISIONAL) {
            changes.push(forget(OUTBOX_KEY));
        }
        // Another tab may be at work: what it keeps now is gone with the next line, or refused by it.
        db.change(None, &[Change::Put(Place::Meta, MARKS.into(), text(&marks)?.into())]).await?;
        db.change(None, &changes).await?;
        Ok(())
    }

    /// Whether the key for unsent work must still be made with the server's help.
    pub fn is_provisional(&self) -> bool {
        self.is_provisional.get()
    }
    /// Keeps `writes` in one transaction, with `clock` if it has changed. Answers the records as they are
    /// then. Nothing is kept, and the fault says why, unless all is.
    pub async fn keep(
        &self,
        snapshot: &Snapshot,
        writes: Vec<Write>,
        clock: Option<Clock>,
    ) -> Result<Snapshot, DbFault> {
        let mut next =
            Kept { snapshot: snapshot.clone(), fills: self.fills.borrow().clone(), ..Kept::default_of(snapshot) };
        let key = self.outbox.borrow().clone();
        for write in writes {
            next.take(write, &self.readable, &key)?;
        }
        if let Some(clock) = clock {
            next.changes.push(Change::Put(Place::Meta, CLOCK.into(), text(&clock)?.into()));
        }
        next.seal_all().await?;
        self.db.change(next.marks.as_ref(), &next.changes).await?;
        self.fills.replace(next.fills);
        Ok(next.snapshot)
    }

    /// Keeps a new operation and takes away the draft it was made from, in one transaction. Answers its
    /// place once it is safe.
    pub async fn append(&self, entry: &Entry, joining: Write, draft: Option<&str>) -> Result<i64, DbFault> {
        let Write::Marks(marks) = joining else {
            return Err(DbFault::Broken);
        };
        let key = self.outbox.borrow().clone();
        let name = op_name(entry);
        let body = seal::seal(&key, &name, &text(entry)?)?.done().await?;
        let row = with_body(&object(&[("n", name.into())]), &body);
        let mut changes = vec![Change::Add(Place::Outbox, row)];
        changes.extend(draft.map(|name| Change::Delete(Place::Drafts, name.into())));
        let place = self.db.change(Some(&marks), &changes).await?;
        place.and_then(|place| place.as_f64()).map(whole).ok_or(DbFault::Broken)
    }

    /// Seals everything under the key that `wrap` makes, in one transaction with `writes`.
    pub async fn rekey(&self, wrap: &str, local: &Local, mut writes: Vec<Write>) -> Result<(), DbFault> {
        let key = seal::derived_key(wrap, self.citizen).await?;
        writes
            .retain(|write| matches!(write, Write::Marks(_) | Write::Unqueue(_) | Write::Forget(_) | Write::Untray(_)));
        writes.extend(local.queue().iter().cloned().map(Write::Queue));
        writes.extend(local.acked().iter().cloned().map(Write::Keep));
        writes.extend(local.tray().iter().cloned().map(Write::Tray));
        let mut next = Kept::default_of(&Snapshot::new(self.citizen, Instant(0)));
        for write in writes {
            next.take(write, &self.readable, &key)?;
        }
        for (name, text) in self.drafts().await? {
            let sealing = seal::seal(&key, &draft_name(&name), &text)?;
            next.sealing.push((Place::Drafts, name.into(), object(&[]), sealing));
        }
        next.seal_all().await?;
        next.changes.push(Change::Put(Place::Meta, OUTBOX_KEY.into(), key.clone().into()));
        next.changes.push(Change::Delete(Place::Meta, IS_PROVISIONAL.into()));
        self.db.change(next.marks.as_ref(), &next.changes).await?;
        self.outbox.replace(key);
        self.is_provisional.set(false);
        Ok(())
    }

    /// Every half-written text that this key opens, by name.
    pub async fn drafts(&self) -> Result<Vec<(String, String)>, DbFault> {
        let key = self.outbox.borrow().clone();
        let mut drafts = vec![];
        for (name, row) in self.db.load(Place::Drafts).await? {
            let (Some(name), Some(body)) = (name.as_string(), body_of(&row)) else {
                continue;
            };
            if let Ok(text) = seal::open(&key, &draft_name(&name), &body)?.done().await {
                drafts.push((name, text));
            }
        }
        Ok(drafts)
    }

    /// Keeps a half-written text, if `is_still_so` once it is sealed; an empty one is forgotten.
    pub async fn keep_draft(&self, name: &str, text: &str, is_still_so: impl Fn() -> bool) -> Result<(), DbFault> {
        let change = if text.is_empty() {
            Change::Delete(Place::Drafts, name.into())
        } else {
            let key = self.outbox.borrow().clone();
            let body = seal::seal(&key, &draft_name(name), text)?.done().await?;
            Change::Put(Place::Drafts, name.into(), with_body(&object(&[]), &body))
        };
        if is_still_so() {
            self.db.change(None, &[change]).await?;
        }
        Ok(())
    }
}

/// The most half-written texts; each is at most as long as its field takes.
fn draft_name(name: &str) -> String {
    format!("draft/{name}")
}

async fn made(name: &str, changes: &mut Vec<Change>) -> Result<CryptoKey, DbFault> {
    let key = seal::new_key().await?;
    changes.push(Change::Put(Place::Meta, name.into(), key.clone().into()));
    Ok(key)
}

fn things(rows: Vec<(JsValue, JsValue)>) -> HashMap<String, JsValue> {
    rows.into_iter().filter_map(|(key, value)| Some((key.as_string()?, value))).collect()
}

fn text<T: Serialize>(value: &T) -> Result<String, DbFault> {
    serde_json::to_string(value).map_err(|_| DbFault::Broken)
}

fn text_of(row: &JsValue, name: &str) -> Option<String> {
    property(row, name)?.as_string()
}

fn body_of(row: &JsValue) -> Option<Uint8Array> {
    property(row, "b")?.dyn_into().ok()
}

fn with_body(row: &js_sys::Object, body: &Uint8Array) -> JsValue {
    // Setting a property of a plain object cannot fail.
    let _ = js_sys::Reflect::set(row, &"b".into(), body);
    row.clone().into()
}
