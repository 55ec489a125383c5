//! Sessions: who is logged in where. A row knows a hash of the cookie's id and never the id itself, and it
//! is changed only while it lives, so that a late write cannot bring back a session that was ended.
//!
//! Times here are the machine's own (`Clock::wall`): a demo that moves the course's clock keeps its logins.

use crate::db::{Tx, execute, fetch_all, fetch_optional, statements};
use crate::error::Error;
use domain::access::Role;
use domain::id::{OrganisationId, PersonId};
use domain::time::{DAY_MS, HOUR_MS, Instant, MINUTE_MS};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A session is marked as used at most this often.
pub const TOUCH_EVERY_MS: i64 = 5 * MINUTE_MS;

statements! {
    /// A new session.
    INSERT = "insert into session (id_hash, person_id, created_at, last_active_at, idle_ms, expires_at, locked, data)
        values ($1, $2, $3, $3, $4, $5, $6, $7)";
    /// A living session with what every request needs to know about its person.
    FIND_CURRENT = "select s.person_id, s.last_active_at, s.idle_ms, s.expires_at, s.locked, p.role, p.organisation_id, p.lang
        from session s join person p on p.id = s.person_id
        where s.id_hash = $1 and s.expires_at > $2 and s.last_active_at + s.idle_ms > $2 and p.closed_at is null";
    /// What the session layer keeps in a living session.
    FIND_RECORD = "select data, expires_at from session
        where id_hash = $1 and expires_at > $2 and last_active_at + idle_ms > $2";
    /// Changes what the session layer keeps, in a living session only.
    SET_RECORD = "update session set data = $2 where id_hash = $1";
    /// Marks a session as used, unless it was lately.
    TOUCH = "update session set last_active_at = $2 where id_hash = $1 and last_active_at < $3";
    /// Locks or unlocks a session.
    SET_LOCKED = "update session set locked = $2 where id_hash = $1";
    /// Ends a session.
    DELETE = "delete from session where id_hash = $1";
    /// Ends every session of a person.
    DELETE_OF_PERSON = "delete from session where person_id = $1";
    /// Ends every session of a person but one.
    DELETE_OTHERS = "delete from session where person_id = $1 and id_hash <> $2";
    /// The living sessions of a person.
    LIST_OF_PERSON = "select id_hash, created_at, last_active_at, expires_at from session
        where person_id = $1 and expires_at > $2 and last_active_at + idle_ms > $2 order by last_active_at desc limit 50";
    /// Removes what has run out.
    DELETE_EXPIRED = "delete from session where expires_at <= $1 or last_active_at + idle_ms <= $1";
    /// Ends every session of everybody, after a restore.
    DELETE_ALL = "delete from session where created_at <= $1";
}

/// The hash of a cookie's id: what a session is known by everywhere but in the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SessionHash(pub [u8; 32]);

impl SessionHash {
    /// The hash of the id that a cookie carries.
    pub fn of(id: &[u8]) -> Self {
        Self(Sha256::digest(id).into())
    }

    fn bytes(&self) -> Vec<u8> {
        self.0.to_vec()
    }
}

/// How long a session may rest, and how long it may last in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Without anything done, in milliseconds.
    pub idle_ms: i64,
    /// From login on, in milliseconds.
    pub absolute_ms: i64,
}

impl Limits {
    /// 30 minutes and 10 hours for staff, 30 and 210 days for citizens.
    pub const fn of(role: Role) -> Self {
        if role.is_staff() {
            Self { idle_ms: 30 * MINUTE_MS, absolute_ms: 10 * HOUR_MS }
        } else {
            Self { idle_ms: 30 * DAY_MS, absolute_ms: 210 * DAY_MS }
        }
    }
}

/// A living session and its person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Current {
    /// Whose it is.
    pub person: PersonId,
    /// What they are.
    pub role: Role,
    /// Where they belong.
    pub organisation: Option<OrganisationId>,
    /// Their language: `da` or `en`.
    pub lang: &'static str,
    /// When something was last done in it, to within five minutes.
    pub last_active_at: Instant,
    /// When it ends if nothing more is done.
    pub ends_at: Instant,
    /// Whether a proof is asked for before anything is shown.
    pub is_locked: bool,
}

/// One of a person's places of login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The session.
    pub hash: SessionHash,
    /// Since when.
    pub created_at: Instant,
    /// When something was last done in it.
    pub last_active_at: Instant,
    /// When it ends at the latest.
    pub expires_at: Instant,
}

#[derive(sqlx::FromRow)]
struct CurrentRow {
    person_id: Uuid,
    last_active_at: i64,
    idle_ms: i64,
    expires_at: i64,
    locked: bool,
    role: String,
    organisation_id: Option<Uuid>,
    lang: String,
}

/// The language that a stored word stands for; Danish where it is none of ours.
pub fn lang_of(text: &str) -> &'static str {
    if text == "en" { "en" } else { "da" }
}

/// Begins a session; `data` is what the session layer keeps. A hash that exists gives `Conflict`.
pub async fn insert(
    tx: &mut Tx,
    hash: SessionHash,
    person: PersonId,
    limits: Limits,
    data: &str,
    now: Instant,
) -> Result<(), Error> {
    let expires_at = now.plus_ms(limits.absolute_ms);
    execute!(tx, INSERT, hash.bytes(), person.uuid(), now.0, limits.idle_ms, expires_at.0, false, data).map_err(
        |error| {
            if crate::error::is_duplicate(&error) { Error::Conflict("conflict") } else { error.into() }
        },
    )?;
    Ok(())
}

/// The living session with this hash, of a person whose account is open.
pub async fn find_current(tx: &mut Tx, hash: SessionHash, now: Instant) -> Result<Option<Current>, Error> {
    let row: Option<CurrentRow> = fetch_optional!(tx, FIND_CURRENT, hash.bytes(), now.0)?;
    row.map(|row| {
        let role = Role::of(&row.role).ok_or_else(|| Error::internal("a person has no known role"))?;
        let idle_end = Instant(row.last_active_at).plus_ms(row.idle_ms);
        Ok(Current {
            person: PersonId(row.person_id),
            role,
            organisation: row.organisation_id.map(OrganisationId),
            lang: lang_of(&row.lang),
            last_active_at: Instant(row.last_active_at),
            ends_at: idle_end.min(Instant(row.expires_at)),
            is_locked: row.locked,
        })
    })
    .transpose()
}

/// What the session layer keeps in a living session, and when that ends at the latest.
pub async fn find_record(tx: &mut Tx, hash: SessionHash, now: Instant) -> Result<Option<(String, Instant)>, Error> {
    let row: Option<(String, i64)> = fetch_optional!(tx, FIND_RECORD, hash.bytes(), now.0)?;
    Ok(row.map(|(data, expires_at)| (data, Instant(expires_at))))
}

/// Changes what the session layer keeps. A session that was ended stays ended, and that is no fault.
pub async fn set_record(tx: &mut Tx, hash: SessionHash, data: &str) -> Result<(), Error> {
    execute!(tx, SET_RECORD, hash.bytes(), data)?;
    Ok(())
}

/// Marks a session as used now.
pub async fn touch(tx: &mut Tx, hash: SessionHash, now: Instant) -> Result<(), Error> {
    execute!(tx, TOUCH, hash.bytes(), now.0, now.plus_ms(-TOUCH_EVERY_MS).0 + 1)?;
    Ok(())
}

/// Locks a session until a proof is given, or unlocks it.
pub async fn set_locked(tx: &mut Tx, hash: SessionHash, locked: bool) -> Result<(), Error> {
    execute!(tx, SET_LOCKED, hash.bytes(), locked)?;
    Ok(())
}

/// Ends a session.
pub async fn delete(tx: &mut Tx, hash: SessionHash) -> Result<(), Error> {
    execute!(tx, DELETE, hash.bytes())?;
    Ok(())
}

/// Ends every session of a person.
pub async fn delete_of_person(tx: &mut Tx, person: PersonId) -> Result<u64, Error> {
    Ok(execute!(tx, DELETE_OF_PERSON, person.uuid())?)
}

/// Ends every session of a person but `kept`.
pub async fn delete_others(tx: &mut Tx, person: PersonId, kept: SessionHash) -> Result<u64, Error> {
    Ok(execute!(tx, DELETE_OTHERS, person.uuid(), kept.bytes())?)
}

/// The living sessions of a person, the last used first; at most 50.
pub async fn list_of_person(tx: &mut Tx, person: PersonId, now: Instant) -> Result<Vec<Place>, Error> {
    let rows: Vec<(Vec<u8>, i64, i64, i64)> = fetch_all!(tx, LIST_OF_PERSON, person.uuid(), now.0)?;
    let place = |(hash, created_at, last_active_at, expires_at): (Vec<u8>, i64, i64, i64)| {
        let hash: [u8; 32] = hash.try_into().map_err(|_| Error::internal("a session's hash is not 32 bytes"))?;
        Ok(Place {
            hash: SessionHash(hash),
            created_at: Instant(created_at),
            last_active_at: Instant(last_active_at),
            expires_at: Instant(expires_at),
        })
    };
    rows.into_iter().map(place).collect()
}

/// Removes sessions that have run out; for the hourly cleaning.
pub async fn delete_expired(tx: &mut Tx, now: Instant) -> Result<u64, Error> {
    Ok(execute!(tx, DELETE_EXPIRED, now.0)?)
}

/// Ends every session of everybody.
pub async fn delete_all(tx: &mut Tx) -> Result<u64, Error> {
    Ok(execute!(tx, DELETE_ALL, i64::MAX)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;
    use crate::db::Db;
    use crate::db::testing::{MONDAY, both_dbs};
    use crate::store::person::{self, NewPerson};

    const HASH: SessionHash = SessionHash([1; 32]);

    async fn logged_in(db: &Db, role: Role) -> PersonId {
        let id = PersonId(clock::new_id());
        let mut tx = db.write().await.unwrap();
        let new = NewPerson {
            id,
            role,
            organisation: None,
            username: None,
            name: "Prøve".into(),
            phone: None,
            lang: "da".into(),
        };
        person::insert(&mut tx, &new, MONDAY).await.unwrap();
        insert(&mut tx, HASH, id, Limits::of(role), "{}", MONDAY).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn is_alive(db: &Db, at: Instant) -> bool {
        let mut tx = db.read().await.unwrap();
        find_current(&mut tx, HASH, at).await.unwrap().is_some()
    }

    both_dbs!(a_session_rests_and_ends_as_its_role_may, |db| async move {
        logged_in(&db, Role::Coordinator).await;
        assert!(is_alive(&db, MONDAY.plus_ms(29 * MINUTE_MS)).await);
        assert!(!is_alive(&db, MONDAY.plus_ms(30 * MINUTE_MS)).await);
        let mut now = MONDAY;
        while now.since(MONDAY) < 10 * HOUR_MS {
            let mut tx = db.write().await.unwrap();
            touch(&mut tx, HASH, now).await.unwrap();
            tx.commit().await.unwrap();
            assert!(is_alive(&db, now).await);
            now = now.plus_ms(20 * MINUTE_MS);
        }
        assert!(!is_alive(&db, now).await, "however busy, it ends after ten hours");
    });

    both_dbs!(a_late_save_does_not_bring_back_an_ended_session, |db| async move {
        logged_in(&db, Role::Citizen).await;
        let mut tx = db.write().await.unwrap();
        delete(&mut tx, HASH).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.write().await.unwrap();
        set_record(&mut tx, HASH, "{\"person\":1}").await.unwrap();
        touch(&mut tx, HASH, MONDAY.plus_ms(HOUR_MS)).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!is_alive(&db, MONDAY).await);
    });

    both_dbs!(a_closed_account_is_not_logged_in_any_more, |db| async move {
        let person = logged_in(&db, Role::Citizen).await;
        let mut tx = db.write().await.unwrap();
        assert!(person::close(&mut tx, person, MONDAY).await.unwrap());
        tx.commit().await.unwrap();
        assert!(!is_alive(&db, MONDAY).await);
    });

    both_dbs!(touching_is_seldom_and_cleaning_takes_only_what_ran_out, |db| async move {
        let person = logged_in(&db, Role::Citizen).await;
        let soon = MONDAY.plus_ms(TOUCH_EVERY_MS - 1);
        let mut tx = db.write().await.unwrap();
        touch(&mut tx, HASH, soon).await.unwrap();
        assert_eq!(list_of_person(&mut tx, person, soon).await.unwrap()[0].last_active_at, MONDAY);
        let later = MONDAY.plus_ms(TOUCH_EVERY_MS);
        touch(&mut tx, HASH, later).await.unwrap();
        assert_eq!(list_of_person(&mut tx, person, later).await.unwrap()[0].last_active_at, later);
        assert_eq!(delete_expired(&mut tx, later).await.unwrap(), 0);
        assert_eq!(delete_expired(&mut tx, later.plus_ms(30 * DAY_MS)).await.unwrap(), 1);
        tx.commit().await.unwrap();
    });
}
