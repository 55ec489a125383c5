//! Reading the store: everything that this login's keys open.

use super::super::browser::{property, whole};
use super::super::db::{DbFault, MARKS, Place, marks_of};
use super::super::seal;
use super::{CLOCK, Clock, Loaded, Refused, Store, body_of, text_of, things};
use domain::record::{Kind, Record};
use domain::snapshot::Snapshot;
use domain::sync::{Acked, Entry, Local, Queued, TrayItem};
use domain::time::Instant;
use std::collections::HashMap;
use wasm_bindgen::JsValue;

impl Store {
    /// Everything, as it is now. What another key sealed is passed over and stays where it is.
    pub async fn load(&self, now: Instant) -> Result<Loaded, DbFault> {
        let meta = things(self.db.load(Place::Meta).await?);
        let marks = meta.get(MARKS).map(marks_of).unwrap_or_default();
        let clock: Clock = meta
            .get(CLOCK)
            .and_then(JsValue::as_string)
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        let local = Local::load(marks, self.queue().await?, self.acked().await?, self.tray().await?);
        let snapshot = self.records(now.plus_ms(clock.ahead_ms)).await?;
        Ok(Loaded { local, snapshot, clock })
    }

    async fn queue(&self) -> Result<Vec<Queued>, DbFault> {
        let rows = self.opened::<Entry>(Place::Outbox).await?;
        Ok(rows.into_iter().map(|(place, _, entry)| Queued { place, entry }).collect())
    }

    async fn acked(&self) -> Result<Vec<Acked>, DbFault> {
        let rows = self.opened::<Entry>(Place::Acked).await?;
        Ok(rows.into_iter().map(|(place, at, entry)| Acked { place, at, entry }).collect())
    }

    async fn tray(&self) -> Result<Vec<TrayItem>, DbFault> {
        let rows = self.opened::<Refused>(Place::Tray).await?;
        let item = |(place, _, Refused { code, entry }): (i64, Instant, Refused)| TrayItem { place, code, entry };
        Ok(rows.into_iter().map(item).collect())
    }

    /// The sealed rows of a place: number, time if there is one, content.
    async fn opened<T: serde::de::DeserializeOwned>(&self, place: Place) -> Result<Vec<(i64, Instant, T)>, DbFault> {
        let key = self.outbox.borrow().clone();
        let mut opening = vec![];
        for (number, row) in self.db.load(place).await? {
            let (Some(name), Some(body)) = (text_of(&row, "n"), body_of(&row)) else {
                continue;
            };
            let at = property(&row, "t").and_then(|at| at.as_f64()).map_or(0, whole);
            let number = number.as_f64().map_or(0, whole);
            opening.push((number, Instant(at), seal::open(&key, &name, &body)?));
        }
        let mut rows = vec![];
        for (number, at, opening) in opening {
            if let Ok(text) = opening.done().await
                && let Ok(content) = serde_json::from_str(&text)
            {
                rows.push((number, at, content));
            }
        }
        Ok(rows)
    }

    async fn records(&self, now: Instant) -> Result<Snapshot, DbFault> {
        let mut opening = vec![];
        for (name, row) in self.db.load(Place::Records).await? {
            let Some(name) = name.as_string() else {
                continue;
            };
            let Some(body) = body_of(&row) else { continue };
            let fill = property(&row, "f").and_then(|fill| fill.as_f64()).map_or(0, whole);
            opening.push((seal::open(&self.readable, &name, &body)?, name, fill));
        }
        let mut snapshot = Snapshot::new(self.citizen, now);
        let mut fills = HashMap::new();
        for (opening, name, fill) in opening {
            let key = name.split_once('/').and_then(|(kind, id)| Some((kind.to_owned(), id.parse().ok()?)));
            let (Some(key), Ok(text)) = (key, opening.done().await) else {
                continue;
            };
            if let Some(record) = Kind::of(&key.0).and_then(|kind| Record::parse(kind, &text).ok()) {
                snapshot.put(key.1, record);
            }
            fills.insert(key, u64::try_from(fill).unwrap_or(0));
        }
        self.fills.replace(fills);
        snapshot.prune(now.date());
        Ok(snapshot)
    }
}
