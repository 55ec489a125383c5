//! What the writes of one call come to: the changes to the store, and the records as they are after it.

use super::super::browser::{number, object};
use super::super::db::{Change, DbFault, Place};
use super::super::seal::{self, Sealing};
use super::{Key, Refused, op_name, place_key, record_name, text, with_body};
use domain::effect::effects;
use domain::record::{Effect, Kind, Record};
use domain::snapshot::Snapshot;
use domain::sync::{Acked, Entry, Marks, Queued, TrayItem, Write};
use domain::time::Instant;
use serde::Serialize;
use std::collections::HashMap;
use wasm_bindgen::JsValue;
use web_sys::CryptoKey;

/// What a call of `keep` comes to.
pub(super) struct Kept {
    pub(super) snapshot: Snapshot,
    pub(super) fills: HashMap<Key, u64>,
    pub(super) marks: Option<Marks>,
    pub(super) changes: Vec<Change>,
    pub(super) sealing: Vec<(Place, JsValue, js_sys::Object, Sealing)>,
}

impl Kept {
    /// Nothing yet, over no records.
    pub(super) fn default_of(snapshot: &Snapshot) -> Self {
        let snapshot = Snapshot::new(snapshot.citizen, snapshot.now);
        Self { snapshot, fills: HashMap::new(), marks: None, changes: vec![], sealing: vec![] }
    }

    /// Adds what `write` comes to.
    pub(super) fn take(&mut self, write: Write, readable: &CryptoKey, outbox: &CryptoKey) -> Result<(), DbFault> {
        match write {
            Write::Marks(marks) => self.marks = Some(marks),
            Write::Queue(Queued { place, entry }) => {
                self.seal_op(Place::Outbox, place, None, &entry, &entry, outbox)?;
            }
            Write::Keep(Acked { place, at, entry }) => {
                self.seal_op(Place::Acked, place, Some(at), &entry, &entry, outbox)?;
            }
            Write::Tray(TrayItem { place, code, entry }) => {
                let refused = Refused { code, entry };
                self.seal_op(Place::Tray, place, None, &refused.entry, &refused, outbox)?;
            }
            Write::Unqueue(place) => self.changes.push(Change::Delete(Place::Outbox, place_key(place))),
            Write::Forget(place) => self.changes.push(Change::Delete(Place::Acked, place_key(place))),
            Write::Untray(place) => self.changes.push(Change::Delete(Place::Tray, place_key(place))),
            Write::Settle { issued, fill, .. } => {
                // What cannot be applied here (any more) comes with the next pull in the server's form.
                for effect in effects(&self.snapshot, &issued).unwrap_or_default() {
                    self.take_effect(effect, issued.at, fill, readable)?;
                }
            }
            Write::Put { change, fill } => {
                if let Some(content) = &change.data {
                    self.seal_record((change.kind.clone(), change.id), content.get(), fill, readable)?;
                }
                self.snapshot.take(&change);
            }
            Write::Delete { kind, id } => self.delete(&(kind, id)),
            Write::Sweep(fill) => {
                let old: Vec<Key> =
                    self.fills.iter().filter(|(_, of)| **of != fill).map(|(key, _)| key.clone()).collect();
                for key in old {
                    self.delete(&key);
                }
            }
        }
        Ok(())
    }

    fn seal_op<T: Serialize>(
        &mut self,
        to: Place,
        place: i64,
        at: Option<Instant>,
        entry: &Entry,
        content: &T,
        key: &CryptoKey,
    ) -> Result<(), DbFault> {
        let name = op_name(entry);
        let sealing = seal::seal(key, &name, &text(content)?)?;
        let at = at.map_or(JsValue::UNDEFINED, |at| number(at.0).into());
        self.sealing.push((to, place_key(place), object(&[("n", name.into()), ("t", at)]), sealing));
        Ok(())
    }

    fn take_effect(&mut self, effect: Effect, at: Instant, fill: u64, key: &CryptoKey) -> Result<(), DbFault> {
        match effect {
            Effect::Delete { kind, id } => self.delete(&(kind.text().to_owned(), id)),
            Effect::Put { id, mut record } => {
                // The server has it, and so it is sent.
                if let Record::Message(message) = &mut record
                    && message.own
                {
                    message.sent_at = message.sent_at.or(Some(at));
                }
                let content = record.json().map_err(|_| DbFault::Broken)?;
                self.seal_record((record.kind().text().to_owned(), id), &content, fill, key)?;
                self.snapshot.put(id, record);
            }
        }
        Ok(())
    }

    fn seal_record(&mut self, key: Key, content: &str, fill: u64, readable: &CryptoKey) -> Result<(), DbFault> {
        let name = record_name(&key);
        let sealing = seal::seal(readable, &name, content)?;
        let of = number(i64::try_from(fill).unwrap_or(0));
        self.sealing.push((Place::Records, name.into(), object(&[("f", of.into())]), sealing));
        self.fills.insert(key, fill);
        Ok(())
    }

    fn delete(&mut self, key: &Key) {
        self.changes.push(Change::Delete(Place::Records, record_name(key).into()));
        if let Some(kind) = Kind::of(&key.0) {
            self.snapshot.delete(kind, key.1);
        }
        self.fills.remove(key);
    }

    /// Waits until all is sealed, and adds it to the changes.
    pub(super) async fn seal_all(&mut self) -> Result<(), DbFault> {
        for (place, key, row, sealing) in std::mem::take(&mut self.sealing) {
            let body = sealing.done().await?;
            self.changes.push(Change::Put(place, key, with_body(&row, &body)));
        }
        Ok(())
    }
}
