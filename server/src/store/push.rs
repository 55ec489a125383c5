//! The devices that a citizen lets be told of news. The address is personal and lies sealed; its row is
//! found by an id that only this installation can derive from it.

use crate::db::{Tx, execute, fetch_all, statements};
use crate::error::Error;
use domain::id::PersonId;
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

statements! {
    /// Adds or renews a subscription.
    PUT = "insert into push_subscription (id, citizen_id, content, created_at) values ($1, $2, $3, $4)
        on conflict (id) do update set citizen_id = excluded.citizen_id, content = excluded.content";
    /// Removes one of a citizen.
    DELETE = "delete from push_subscription where id = $1 and citizen_id = $2";
    /// Those of a citizen.
    LIST = "select id, content from push_subscription where citizen_id = $1 order by created_at, id limit 40";
}

/// Where and with which keys a device is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// The push service's address for this device.
    pub endpoint: String,
    /// The device's public key.
    pub p256dh: String,
    /// The shared secret.
    pub auth: String,
}

const COLUMN: &str = "push_subscription.content";

fn id_of(tx: &Tx, endpoint: &str) -> Uuid {
    let digest = tx.ring().digest("push", &[endpoint.as_bytes()]);
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest).for_each(|(place, byte)| *place = byte);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Adds or renews a subscription.
pub async fn put(
    tx: &mut Tx,
    citizen: PersonId,
    endpoint: &str,
    p256dh: &str,
    auth: &str,
    now: Instant,
) -> Result<(), Error> {
    let id = id_of(tx, endpoint);
    let content = Subscription { endpoint: endpoint.to_owned(), p256dh: p256dh.to_owned(), auth: auth.to_owned() };
    let sealed = tx.key_of(citizen).await?.seal(COLUMN, id, &serde_json::to_string(&content)?);
    execute!(tx, PUT, id, citizen.uuid(), sealed, now.0)?;
    Ok(())
}

/// Removes one.
pub async fn delete(tx: &mut Tx, citizen: PersonId, endpoint: &str) -> Result<(), Error> {
    let id = id_of(tx, endpoint);
    execute!(tx, DELETE, id, citizen.uuid())?;
    Ok(())
}

/// Those of a citizen.
pub async fn list(tx: &mut Tx, citizen: PersonId) -> Result<Vec<Subscription>, Error> {
    let rows: Vec<(Uuid, Vec<u8>)> = fetch_all!(tx, LIST, citizen.uuid())?;
    let key = tx.key_of(citizen).await?;
    rows.iter().map(|(id, sealed)| Ok(serde_json::from_str(&key.open(COLUMN, *id, sealed)?)?)).collect()
}
