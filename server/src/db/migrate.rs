//! Bringing a database to this program's version, with a copy made before, and marking a new one as ours.

use super::{Db, OpenError, copy, execute, fetch_optional, statements};
use crate::clock::{self, Clock};
use crate::error::Error;
use sqlx::migrate::{Migrate, MigrateError, Migrator};
use std::path::Path;

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

statements! {
    /// One fact about the installation.
    FIND_META = "select value from meta where key = $1";
    /// Keeps a fact that was not there.
    INSERT_META = "insert into meta (key, value) values ($1, $2) on conflict (key) do nothing";
    /// Changes or keeps a fact.
    PUT_META = "insert into meta (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value";
}

/// Facts about the installation, by their keys in `meta`.
pub mod fact {
    /// Changes with every restore: phones ask anew when it is another.
    pub const EPOCH: &str = "epoch";
    /// Which key file seals this database.
    pub const KEY_CHECK: &str = "key_check";
    /// When the database was made, in unix milliseconds.
    pub const CREATED_AT: &str = "created_at";
    /// Present (with the seed) when the database holds nothing but invented people.
    pub const DEMO: &str = "demo";
}

/// The newest schema version that this program knows.
pub fn newest() -> i64 {
    SQLITE.iter().map(|migration| migration.version).max().unwrap_or_default()
}

/// The same text for the same migrations; tests name their prepared database after it.
#[cfg(test)]
pub(crate) fn fingerprint() -> String {
    use sha2::{Digest, Sha256};
    let all = POSTGRES.iter().fold(Sha256::new(), |all, migration| all.chain_update(&migration.checksum));
    hex::encode(&all.finalize()[..8])
}

/// The schema version of a database that this program knows and whose key file this is.
pub(super) async fn version_of(db: &Db) -> Result<i64, OpenError> {
    let version = applied(db).await.map_err(failed)?.into_iter().max();
    let Some(found) = version else {
        return Err(OpenError::Missing("this address".to_owned()));
    };
    if found > newest() {
        return Err(OpenError::Newer { found, known: newest() });
    }
    let refused = |error: Error| OpenError::Migrate(error.to_string());
    let mut tx = db.read().await.map_err(refused)?;
    let check = find_fact(&mut tx, fact::KEY_CHECK).await.map_err(refused)?;
    if check.is_some_and(|check| check == tx.ring().check()) { Ok(found) } else { Err(OpenError::WrongKey) }
}

/// Applies what is missing. A database that holds something is copied first.
pub(super) async fn run(db: &Db, data: &Path, clock: &Clock) -> Result<(), OpenError> {
    let applied = applied(db).await.map_err(failed)?;
    if let Some(found) = applied.iter().max().copied().filter(|found| *found > newest()) {
        return Err(OpenError::Newer { found, known: newest() });
    }
    let pending = SQLITE.iter().any(|migration| !applied.contains(&migration.version));
    if pending && let Some(version) = applied.iter().max() {
        copy_before(db, data, *version, clock).await?;
    }
    let done = match db {
        Db::Sqlite { write, .. } => SQLITE.run(write).await,
        Db::Postgres { pool, .. } => run_postgres(pool).await,
    };
    done.map_err(failed)
}

/// A migration may take longer than a request may.
async fn run_postgres(pool: &sqlx::PgPool) -> Result<(), MigrateError> {
    use sqlx::Executor;
    let mut connection = pool.acquire().await?.detach();
    connection.execute("set statement_timeout = 0").await?;
    connection.execute("set lock_timeout = 0").await?;
    POSTGRES.run_direct(None, &mut connection, false).await
}

/// Brings an empty file to an older version, for a copy of a database of that version.
pub(super) async fn sqlite_up_to(connection: &mut sqlx::SqliteConnection, version: i64) -> Result<(), Error> {
    SQLITE.run_direct(Some(version), connection, false).await.map_err(Error::of)
}

fn failed(error: MigrateError) -> OpenError {
    match error {
        MigrateError::VersionMissing(found) => OpenError::Newer { found, known: newest() },
        other => OpenError::Migrate(other.to_string()),
    }
}

async fn applied(db: &Db) -> Result<Vec<i64>, MigrateError> {
    const TABLE: &str = "_sqlx_migrations";
    let rows = match db {
        Db::Sqlite { write, .. } => {
            let mut connection = write.acquire().await?;
            connection.ensure_migrations_table(TABLE).await?;
            connection.list_applied_migrations(TABLE).await?
        }
        Db::Postgres { pool, .. } => {
            let mut connection = pool.acquire().await?;
            connection.ensure_migrations_table(TABLE).await?;
            connection.list_applied_migrations(TABLE).await?
        }
    };
    Ok(rows.into_iter().map(|row| row.version).collect())
}

/// The copy lies beside the data, named after the version it has.
async fn copy_before(db: &Db, data: &Path, version: i64, clock: &Clock) -> Result<(), OpenError> {
    let folder = data.join("backups");
    super::open::private_folder(&folder).map_err(|error| OpenError::Backup(error.to_string()))?;
    let plain = folder.join(format!("before-{}.db", newest()));
    let path = if plain.exists() { folder.join(format!("before-{}-{}.db", newest(), clock.wall().0)) } else { plain };
    let copied = match db {
        Db::Sqlite { write, .. } => copy::of_sqlite(write, &path).await,
        Db::Postgres { pool, .. } => copy::of_postgres(pool, &path, version).await,
    };
    copied.map_err(|error| OpenError::Backup(error.to_string()))?;
    tracing::info!(from = version, to = newest(), copy = %path.display(), "the database was copied before its upgrade");
    Ok(())
}

/// An empty place brought to the first version, with one fact in it: what an upgrade starts from.
#[cfg(test)]
pub(super) async fn first_version_for_tests(url: &super::DatabaseUrl) {
    use sqlx::{Connection, Executor};
    const FACT: &str = "insert into meta (key, value) values ('kept', 'through the upgrade')";
    match url {
        super::DatabaseUrl::Sqlite(path) => {
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).create_if_missing(true);
            let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
            SQLITE.run_direct(Some(1), &mut connection, false).await.unwrap();
            connection.execute(FACT).await.unwrap();
            connection.close().await.unwrap();
        }
        super::DatabaseUrl::Postgres(url) => {
            let mut connection = sqlx::PgConnection::connect(url).await.unwrap();
            POSTGRES.run_direct(Some(1), &mut connection, false).await.unwrap();
            connection.execute(FACT).await.unwrap();
            connection.close().await.unwrap();
        }
    }
}

/// Gives a new database its epoch and its key's mark; refuses a key file of another database.
pub(super) async fn adopt(db: &Db, clock: &Clock) -> Result<(), OpenError> {
    let refused = |error: Error| OpenError::Migrate(error.to_string());
    let mut tx = db.write().await.map_err(refused)?;
    let check = tx.ring().check().to_owned();
    let facts = [
        (fact::EPOCH, clock::new_id().to_string()),
        (fact::KEY_CHECK, check.clone()),
        (fact::CREATED_AT, clock.wall().0.to_string()),
    ];
    for (key, value) in facts {
        execute!(tx, INSERT_META, key, value)?;
    }
    let found: Option<(String,)> = fetch_optional!(tx, FIND_META, fact::KEY_CHECK)?;
    tx.commit().await.map_err(refused)?;
    if found.is_some_and(|(found,)| found == check) { Ok(()) } else { Err(OpenError::WrongKey) }
}

/// The epoch of this database: another after each restore.
pub async fn epoch(tx: &mut super::Tx) -> Result<uuid::Uuid, Error> {
    let text = find_fact(tx, fact::EPOCH).await?.unwrap_or_default();
    uuid::Uuid::parse_str(&text).map_err(Error::of)
}

/// One fact about the installation.
pub async fn find_fact(tx: &mut super::Tx, key: &str) -> Result<Option<String>, Error> {
    let row: Option<(String,)> = fetch_optional!(tx, FIND_META, key)?;
    Ok(row.map(|(value,)| value))
}

/// Keeps a fact about the installation, over an older one.
pub async fn put_fact(tx: &mut super::Tx, key: &str, value: &str) -> Result<(), Error> {
    execute!(tx, PUT_META, key, value)?;
    Ok(())
}
