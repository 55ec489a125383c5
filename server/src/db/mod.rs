//! The database: SQLite in the data folder, or PostgreSQL, behind one type and one SQL text.
//!
//! A use case opens one transaction, `db.write()` or `db.read()`, hands `&mut Tx` down, and ends it with
//! `tx.commit()`; a dropped transaction is rolled back. Statements are constants with `$n`, declared by
//! `statements!`, and every one of them is prepared on both databases by a test.
//!
//! Await nothing but the database inside a write transaction: on SQLite all writers wait for it. On
//! PostgreSQL a future that is dropped while a transaction begins can poison its connection, so requests
//! run in tasks of their own (`web::guard`) and jobs must not be wrapped in a timeout.

pub mod copy;
mod held;
pub mod migrate;
pub mod open;
mod readers;
#[cfg(test)]
mod schema;
#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod upgrade;

use crate::error::Error;
use crate::seal::{KeyRing, PersonKey, SealError};
use domain::id::PersonId;
use domain::time::Instant;
use held::Held;
use readers::Readers;
use sqlx::{PgPool, Postgres, Sqlite, SqlitePool};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

pub use open::{DatabaseUrl, OpenError, Options};

/// How many people's keys are kept opened in memory.
const KEYS_MAX: usize = 4_096;

// Not among the statements that a test prepares: they are no queries.
const MARK: &str = "savepoint mark";
const RELEASE: &str = "release savepoint mark";
const BACK: &str = "rollback to savepoint mark";

/// An open database. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Db {
    /// One writer, several readers that cannot write.
    Sqlite {
        /// The one connection that writes.
        write: SqlitePool,
        /// The connections that read.
        read: SqlitePool,
        /// Those that are lent for a single statement.
        single: Readers,
        /// The keys of the installation and of people.
        keys: Keys,
    },
    /// A pool of connections.
    Postgres {
        /// All connections.
        pool: PgPool,
        /// The keys of the installation and of people.
        keys: Keys,
    },
}

/// The key ring, and the opened keys of people met lately.
#[derive(Clone, Debug)]
pub struct Keys {
    ring: KeyRing,
    opened: Arc<Mutex<HashMap<PersonId, PersonKey>>>,
}

impl Keys {
    pub(crate) fn new(ring: KeyRing) -> Self {
        Self { ring, opened: Arc::default() }
    }

    fn find(&self, person: PersonId) -> Option<PersonKey> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).get(&person).cloned()
    }

    fn keep(&self, person: PersonId, key: PersonKey) {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if opened.len() >= KEYS_MAX {
            opened.clear();
        }
        opened.insert(person, key);
    }

    fn forget(&self, person: PersonId) {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).remove(&person);
    }
}

impl Db {
    /// A transaction that only reads and sees one state of the database throughout.
    pub async fn read(&self) -> Result<Tx, Error> {
        const READ: &str = "begin isolation level repeatable read read only";
        let conn = match self {
            Self::Sqlite { read, .. } => Conn::Sqlite(Held::Whole(read.begin().await?)),
            Self::Postgres { pool, .. } => Conn::Postgres(Held::Whole(pool.begin_with(READ).await?)),
        };
        Ok(Tx::new(conn, self.keys().clone()))
    }

    /// For one statement that reads and needs nothing else to go with it: half the way to the database
    /// and back that a transaction takes. Two statements may see two states.
    pub async fn glance(&self) -> Result<Tx, Error> {
        let conn = match self {
            Self::Sqlite { single, .. } => Conn::Sqlite(Held::Single(Box::new(single.lend().await?))),
            Self::Postgres { pool, .. } => Conn::Postgres(Held::Single(Box::new(pool.acquire().await?))),
        };
        Ok(Tx::new(conn, self.keys().clone()))
    }

    /// A transaction that writes. On SQLite there is one at a time, and it holds the write lock at once.
    pub async fn write(&self) -> Result<Tx, Error> {
        let conn = match self {
            Self::Sqlite { write, .. } => Conn::Sqlite(Held::Whole(write.begin_with("begin immediate").await?)),
            Self::Postgres { pool, .. } => Conn::Postgres(Held::Whole(pool.begin().await?)),
        };
        Ok(Tx::new(conn, self.keys().clone()))
    }

    fn keys(&self) -> &Keys {
        match self {
            Self::Sqlite { keys, .. } | Self::Postgres { keys, .. } => keys,
        }
    }

    /// The keys of the installation.
    pub fn ring(&self) -> &KeyRing {
        &self.keys().ring
    }

    /// Whether this is PostgreSQL, which other replicas may share.
    pub const fn is_shared(&self) -> bool {
        matches!(self, Self::Postgres { .. })
    }

    /// Waits for what runs, then closes every connection.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { write, read, single, .. } => {
                single.close().await;
                read.close().await;
                write.close().await;
            }
            Self::Postgres { pool, .. } => pool.close().await,
        }
    }
}

/// A transaction; rolled back when dropped.
#[derive(Debug)]
pub struct Tx {
    /// For `on!`.
    #[doc(hidden)]
    pub conn: Conn,
    keys: Keys,
    /// Keys made in this transaction: nobody else may use them before it is committed.
    made: Vec<(PersonId, PersonKey)>,
    /// People whose key this transaction deleted.
    gone: Vec<PersonId>,
    /// How many of each there were at the mark.
    mark: Option<(usize, usize)>,
}

/// The connection under a transaction; only `on!` looks at it.
#[doc(hidden)]
#[derive(Debug)]
pub enum Conn {
    Sqlite(Held<Sqlite>),
    Postgres(Held<Postgres>),
}

impl Tx {
    fn new(conn: Conn, keys: Keys) -> Self {
        Self { conn, keys, made: Vec::new(), gone: Vec::new(), mark: None }
    }

    /// Makes everything done here last. Nothing may be acknowledged before this has returned.
    pub async fn commit(self) -> Result<(), Error> {
        match self.conn {
            Conn::Sqlite(transaction) => transaction.commit().await?,
            Conn::Postgres(transaction) => transaction.commit().await?,
        }
        for (person, key) in self.made {
            self.keys.keep(person, key);
        }
        for person in self.gone {
            self.keys.forget(person);
        }
        Ok(())
    }

    /// Takes everything back, and waits until it is done.
    pub async fn rollback(self) -> Result<(), Error> {
        match self.conn {
            Conn::Sqlite(transaction) => transaction.rollback().await?,
            Conn::Postgres(transaction) => transaction.rollback().await?,
        }
        Ok(())
    }

    /// Marks a place that [`Self::go_back`] goes back to; an earlier mark is given up.
    ///
    /// Whoever puts several use cases into one transaction marks the beginning of each, so that one that
    /// fails takes nothing but its own with it.
    pub async fn mark(&mut self) -> Result<(), Error> {
        /// Both in one, which SQLite takes and PostgreSQL does not.
        const NEXT: &str = "release savepoint mark; savepoint mark";
        match (&mut self.conn, self.mark) {
            (Conn::Sqlite(held), Some(_)) => {
                sqlx::query(NEXT).execute(&mut **held).await?;
            }
            (_, Some(_)) => {
                execute!(self, RELEASE)?;
                execute!(self, MARK)?;
            }
            (_, None) => {
                execute!(self, MARK)?;
            }
        }
        self.mark = Some((self.made.len(), self.gone.len()));
        Ok(())
    }

    /// Takes back everything since the mark, which stays. When this fails nothing of the transaction may
    /// be used any more: the database may have ended it.
    pub async fn go_back(&mut self) -> Result<(), Error> {
        execute!(self, BACK)?;
        let (made, gone) = self.mark.unwrap_or_default();
        self.made.truncate(made);
        self.gone.truncate(gone);
        Ok(())
    }

    /// The keys of the installation.
    pub fn ring(&self) -> &KeyRing {
        &self.keys.ring
    }

    /// Whether this runs on PostgreSQL.
    pub const fn is_postgres(&self) -> bool {
        matches!(self.conn, Conn::Postgres(_))
    }

    /// Makes the key of a person who is being created in this transaction.
    pub async fn create_key(&mut self, person: PersonId, now: Instant) -> Result<PersonKey, Error> {
        let (key, wrapped) = self.keys.ring.new_person_key(person);
        execute!(self, INSERT_KEY, person.uuid(), wrapped, now.0)?;
        self.made.push((person, key.clone()));
        Ok(key)
    }

    /// The key under which everything of `person` is sealed.
    pub async fn key_of(&mut self, person: PersonId) -> Result<PersonKey, Error> {
        if let Some((_, key)) = self.made.iter().find(|(owner, _)| *owner == person) {
            return Ok(key.clone());
        }
        if self.gone.contains(&person) {
            return Err(SealError::NoKey.into());
        }
        if let Some(key) = self.keys.find(person) {
            return Ok(key);
        }
        let row: Option<(Vec<u8>,)> = fetch_optional!(self, FIND_KEY, person.uuid())?;
        let (wrapped,) = row.ok_or(SealError::NoKey)?;
        let key = self.keys.ring.unwrap_person_key(person, &wrapped)?;
        self.keys.keep(person, key.clone());
        Ok(key)
    }

    /// Deletes the key of `person`: everything sealed under it is lost, in every backup that comes after.
    pub async fn delete_key(&mut self, person: PersonId) -> Result<(), Error> {
        execute!(self, DELETE_KEY, person.uuid())?;
        self.made.retain(|(owner, _)| *owner != person);
        self.gone.push(person);
        Ok(())
    }
}

/// Runs one expression on whichever connection the transaction has. Both arms must give the same type,
/// so an `execute` says `.map(|done| done.rows_affected())`; mostly `execute!` and `fetch_…!` are shorter.
///
/// `let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(LIST).bind(citizen.uuid()).fetch_all(c).await)?;`
macro_rules! on {
    ($tx:expr, |$c:ident| $body:expr) => {
        match &mut $tx.conn {
            $crate::db::Conn::Sqlite(transaction) => {
                let $c = &mut **transaction;
                $body
            }
            $crate::db::Conn::Postgres(transaction) => {
                let $c = &mut **transaction;
                $body
            }
        }
    };
}
pub(crate) use on;

/// `execute!(tx, SQL, a, b)?` runs a statement with its values and gives the number of rows affected.
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::db::on!($tx, |c| sqlx::query($sql)$(.bind($value))*.execute(c).await.map(|done| done.rows_affected()))
    };
}
pub(crate) use execute;

/// `let rows: Vec<Row> = fetch_all!(tx, SQL, a, b)?;` where `Row` is `FromRow` or a tuple.
macro_rules! fetch_all {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::db::on!($tx, |c| sqlx::query_as($sql)$(.bind($value))*.fetch_all(c).await)
    };
}
pub(crate) use fetch_all;

/// `let row: Option<Row> = fetch_optional!(tx, SQL, a, b)?;`
macro_rules! fetch_optional {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::db::on!($tx, |c| sqlx::query_as($sql)$(.bind($value))*.fetch_optional(c).await)
    };
}
pub(crate) use fetch_optional;

/// `let row: Row = fetch_one!(tx, SQL, a, b)?;` for statements that always give one row.
macro_rules! fetch_one {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::db::on!($tx, |c| sqlx::query_as($sql)$(.bind($value))*.fetch_one(c).await)
    };
}
pub(crate) use fetch_one;

/// Declares SQL as constants, and all of them as `ALL`, which `store::all_statements` must list: a test
/// prepares every one on both databases.
///
/// `statements! { /// The living session with this hash. FIND = "select … where id_hash = $1"; }`
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$doc])* pub(crate) const $name: &str = $sql;)*

        /// Every statement of this module with its name, for the test that prepares them.
        pub(crate) const ALL: &[(&str, &str)] = &[$((concat!(module_path!(), "::", stringify!($name)), $name)),*];
    };
}
pub(crate) use statements;

statements! {
    /// Keeps the wrapped key of a person.
    INSERT_KEY = "insert into person_key (person_id, wrapped, created_at) values ($1, $2, $3)";
    /// The wrapped key of a person.
    FIND_KEY = "select wrapped from person_key where person_id = $1";
    /// Forgets a person's key.
    DELETE_KEY = "delete from person_key where person_id = $1";
}
