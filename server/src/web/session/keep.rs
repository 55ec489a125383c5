//! tower-sessions' store on our own database. It makes a row only for somebody who logged in, changes only
//! living rows, and answers the save of an ended session with "done": the response it belongs to is
//! already committed.

use crate::clock::{self, Clock};
use crate::db::{Db, Tx};
use crate::error::Error;
use crate::store::person;
use crate::store::session::{self as rows, Limits, SessionHash};
use async_trait::async_trait;
use domain::id::PersonId;
use domain::time::Instant;
use std::collections::HashMap;
use time::OffsetDateTime;
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error as KeepError, Result};
use uuid::Uuid;

/// The one thing in a session: whose it is.
pub const PERSON: &str = "person";

/// The store of the session layer.
#[derive(Clone, Debug)]
pub struct Keep {
    db: Db,
    clock: Clock,
}

impl Keep {
    pub(super) const fn new(db: Db, clock: Clock) -> Self {
        Self { db, clock }
    }

    async fn insert(&self, record: &Record) -> std::result::Result<(), Error> {
        let person = person_of(record)?;
        let mut tx = self.db.write().await?;
        let found = person::find(&mut tx, person).await?.ok_or(Error::Unauthorized("unauthorized"))?;
        let data = data_text(record)?;
        let now = self.clock.wall();
        rows::insert(&mut tx, hash_of(&record.id), person, Limits::of(found.role), &data, now).await?;
        tx.commit().await
    }

    async fn find(&self, id: &Id) -> std::result::Result<Option<Record>, Error> {
        let mut tx: Tx = self.db.read().await?;
        let found = rows::find_record(&mut tx, hash_of(id), self.clock.wall()).await?;
        let Some((data, expires_at)) = found else {
            return Ok(None);
        };
        let data: HashMap<String, serde_json::Value> = serde_json::from_str(&data).map_err(Error::of)?;
        Ok(Some(Record { id: *id, data, expiry_date: date_of(expires_at) }))
    }

    async fn change(&self, record: &Record) -> std::result::Result<(), Error> {
        let mut tx = self.db.write().await?;
        rows::set_record(&mut tx, hash_of(&record.id), &data_text(record)?).await?;
        tx.commit().await
    }

    async fn remove(&self, id: &Id) -> std::result::Result<(), Error> {
        let mut tx = self.db.write().await?;
        rows::delete(&mut tx, hash_of(id)).await?;
        tx.commit().await
    }
}

/// The hash that the database knows a cookie's id by.
pub fn hash_of(id: &Id) -> SessionHash {
    SessionHash::of(&id.0.to_le_bytes())
}

fn person_of(record: &Record) -> std::result::Result<PersonId, Error> {
    let text = record.data.get(PERSON).and_then(serde_json::Value::as_str).unwrap_or_default();
    text.parse::<Uuid>().map(PersonId).map_err(|_| Error::internal("a session must say whose it is"))
}

fn data_text(record: &Record) -> std::result::Result<String, Error> {
    serde_json::to_string(&record.data).map_err(Error::of)
}

fn date_of(instant: Instant) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(instant.0 / 1000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn failed(error: Error) -> KeepError {
    tracing::error!(error = %error, "a session could not be kept");
    KeepError::Backend(error.code().to_owned())
}

#[async_trait]
impl SessionStore for Keep {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // Our own chance, not the layer's: one source for everything that must not be guessed.
        record.id = Id(i128::from_le_bytes(clock::random_bytes()));
        self.insert(record).await.map_err(failed)
    }

    async fn save(&self, record: &Record) -> Result<()> {
        self.change(record).await.map_err(failed)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        self.find(id).await.map_err(failed)
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.remove(id).await.map_err(failed)
    }
}
