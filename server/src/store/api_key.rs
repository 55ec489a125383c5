//! The keys with which a jobcenter's own system calls, and what each of its calls was answered. A key is
//! kept as a digest that only the key file can compute; the key itself is shown once and kept nowhere.

use crate::clock;
use crate::db::{Tx, execute, fetch_all, fetch_one, fetch_optional, statements};
use crate::error::Error;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::{ApiKeyId, OrganisationId, PersonId};
use domain::time::{Instant, MINUTE_MS};
use uuid::Uuid;

/// Calls that one key may make in a minute.
pub const CALLS_PER_MINUTE: i64 = 120;
/// What every key begins with, so that one that lies somewhere is known for what it is.
pub const PREFIX: &str = "fk_";
const COLUMN: &str = "api_key.label";

statements! {
    /// Makes a key.
    INSERT = "insert into api_key (id, programme, organisation_id, hash, label, created_by, created_at,
        last_used_at, window_at, window_used, revoked_at) values ($1, $2, $3, $4, $5, $6, $7, null, 0, 0, null)";
    /// Every key, the newest first.
    LIST = "select id, programme, organisation_id, label, created_at, last_used_at, revoked_at from api_key
        order by created_at desc, id limit 500";
    /// Finds a living key and counts its call.
    USE = "update api_key set last_used_at = $2,
            window_used = case when window_at <= $3 then 1 else window_used + 1 end,
            window_at = case when window_at <= $3 then $2 else window_at end
        where hash = $1 and revoked_at is null returning id, programme, organisation_id, window_at, window_used";
    /// Ends a key.
    REVOKE = "update api_key set revoked_at = $2 where id = $1 and revoked_at is null";
    /// Takes a call under its idempotency key; one that was taken stays as it is.
    INSERT_CALL = "insert into idempotency (api_key_id, key, hash, answer, created_at) values ($1, $2, $3, '', $4)
        on conflict (api_key_id, key) do nothing";
    /// What a call said and was answered.
    FIND_CALL = "select hash, answer from idempotency where api_key_id = $1 and key = $2";
    /// Keeps the answer to a call.
    SET_ANSWER = "update idempotency set answer = $3 where api_key_id = $1 and key = $2";
    /// Forgets calls after their time.
    DELETE_OLD_CALLS = "delete from idempotency where created_at < $1";
}

/// A key as the admin sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// Its id.
    pub id: ApiKeyId,
    /// The programme that it reaches.
    pub programme: String,
    /// The jobcenter whose citizens it reaches.
    pub jobcenter: OrganisationId,
    /// What the admin calls it.
    pub label: String,
    /// Since when.
    pub created_at: Instant,
    /// When it was last used.
    pub last_used_at: Option<Instant>,
    /// When it was ended.
    pub revoked_at: Option<Instant>,
}

/// A key to be made.
#[derive(Clone, Debug)]
pub struct NewApiKey {
    /// The programme that it reaches.
    pub programme: String,
    /// The jobcenter whose citizens it reaches.
    pub jobcenter: OrganisationId,
    /// What the admin calls it.
    pub label: String,
    /// Who makes it.
    pub by: PersonId,
}

/// A living key that was just used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    /// Which.
    pub id: ApiKeyId,
    /// The programme that it reaches.
    pub programme: String,
    /// The jobcenter whose citizens it reaches.
    pub jobcenter: OrganisationId,
    /// When its present minute began.
    pub window_at: Instant,
    /// Its calls in this minute, with this one.
    pub window_used: i64,
}

impl Used {
    /// Seconds to wait when there were too many calls in this minute.
    pub fn wait_seconds(&self, now: Instant) -> Option<u32> {
        if self.window_used <= CALLS_PER_MINUTE {
            return None;
        }
        let wait_ms = self.window_at.plus_ms(MINUTE_MS).since(now).clamp(1, MINUTE_MS);
        u32::try_from((wait_ms + 999) / 1000).ok()
    }
}

/// Makes a key and gives its text, which is kept nowhere.
pub async fn insert(tx: &mut Tx, new: &NewApiKey, now: Instant) -> Result<(ApiKeyId, String), Error> {
    let id = ApiKeyId(clock::new_id());
    let text = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(clock::random_bytes::<32>()));
    let hash = digest(tx, &text);
    let label = tx.ring().installation().seal(COLUMN, id.uuid(), &new.label);
    execute!(tx, INSERT, id.uuid(), &new.programme, new.jobcenter.uuid(), hash, label, new.by.uuid(), now.0)?;
    Ok((id, text))
}

fn digest(tx: &Tx, text: &str) -> Vec<u8> {
    tx.ring().digest("api_key", &[text.as_bytes()])
}

type Row = (Uuid, String, Uuid, Vec<u8>, i64, Option<i64>, Option<i64>);

/// Every key, the newest first.
pub async fn list(tx: &mut Tx) -> Result<Vec<ApiKey>, Error> {
    let rows: Vec<Row> = fetch_all!(tx, LIST)?;
    let ring = tx.ring();
    rows.into_iter()
        .map(|(id, programme, jobcenter, label, created_at, last_used_at, revoked_at)| {
            Ok(ApiKey {
                id: ApiKeyId(id),
                programme,
                jobcenter: OrganisationId(jobcenter),
                label: ring.installation().open(COLUMN, id, &label)?,
                created_at: Instant(created_at),
                last_used_at: last_used_at.map(Instant),
                revoked_at: revoked_at.map(Instant),
            })
        })
        .collect()
}

/// Finds the living key with this text and counts its call.
pub async fn use_key(tx: &mut Tx, text: &str, now: Instant) -> Result<Option<Used>, Error> {
    let hash = digest(tx, text);
    let row: Option<(Uuid, String, Uuid, i64, i64)> = fetch_optional!(tx, USE, hash, now.0, now.plus_ms(-MINUTE_MS).0)?;
    Ok(row.map(|(id, programme, jobcenter, window_at, window_used)| Used {
        id: ApiKeyId(id),
        programme,
        jobcenter: OrganisationId(jobcenter),
        window_at: Instant(window_at),
        window_used,
    }))
}

/// Ends a key; false when there was none to end.
pub async fn revoke(tx: &mut Tx, id: ApiKeyId, now: Instant) -> Result<bool, Error> {
    Ok(execute!(tx, REVOKE, id.uuid(), now.0)? == 1)
}

/// What became of a call under this idempotency key before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    /// It is the first.
    New,
    /// It was made, and this was answered.
    Answered(String),
    /// Another call was made under this key.
    Other,
}

/// Takes a call with this digest of its body. A second one at the same time waits for the first.
pub async fn take_call(tx: &mut Tx, id: ApiKeyId, key: &str, body: &[u8], now: Instant) -> Result<Call, Error> {
    let hash = tx.ring().digest("idempotency", &[body]);
    if execute!(tx, INSERT_CALL, id.uuid(), key, &hash, now.0)? == 1 {
        return Ok(Call::New);
    }
    let (known, answer): (Vec<u8>, String) = fetch_one!(tx, FIND_CALL, id.uuid(), key)?;
    Ok(if known == hash { Call::Answered(answer) } else { Call::Other })
}

/// Keeps what a call was answered, in the transaction of its effect.
pub async fn set_answer(tx: &mut Tx, id: ApiKeyId, key: &str, answer: &str) -> Result<(), Error> {
    execute!(tx, SET_ANSWER, id.uuid(), key, answer)?;
    Ok(())
}

/// Forgets calls from before `before`.
pub async fn forget_calls(tx: &mut Tx, before: Instant) -> Result<u64, Error> {
    Ok(execute!(tx, DELETE_OLD_CALLS, before.0)?)
}
