//! Opening a database: which one, with which guarantees, and whether it is one of ours. What is set here
//! is what production runs on; tests open through the same door.

use super::readers::Readers;
use super::{Db, Keys, migrate};
use crate::clock::Clock;
use crate::seal::KeyRing;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

/// The oldest SQLite without the fault that loses committed pages when a write-ahead log is reset.
const SQLITE_MIN: &str = "3.51.3";
/// How long a request may wait for a connection.
const ACQUIRE: Duration = Duration::from_secs(5);
/// How many rows SQLite may be ahead of whoever reads them.
const ROWS_AHEAD: usize = 512;
/// How many connections read from SQLite at once.
const SQLITE_READERS: u32 = 6;
/// How many connections go to PostgreSQL from one replica.
const POSTGRES_CONNECTIONS: u32 = 20;

/// Which database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file.
    Sqlite(PathBuf),
    /// A server: `postgres://user:secret@host/name`.
    Postgres(String),
}

impl DatabaseUrl {
    /// The database file in the data folder, when nothing else is said.
    pub fn in_folder(data: &Path) -> Self {
        Self::Sqlite(data.join("folgeskab.db"))
    }
}

impl FromStr for DatabaseUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            PgConnectOptions::from_str(text).map_err(|_| "a PostgreSQL address that cannot be read")?;
            return Ok(Self::Postgres(text.to_owned()));
        }
        match text.strip_prefix("sqlite:") {
            Some(path) if !path.is_empty() => Ok(Self::Sqlite(PathBuf::from(path.trim_start_matches("//")))),
            _ => Err("must begin with postgres:// or sqlite:"),
        }
    }
}

/// What to open, and where copies are put before a migration.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which database.
    pub url: DatabaseUrl,
    /// The data folder: `backups/` is made in it.
    pub data: PathBuf,
}

/// Why a database cannot be opened. Each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file or the server does not answer, or a statement failed.
    #[error("the database does not open: {0}")]
    Database(#[from] sqlx::Error),
    /// The data folder cannot be made.
    #[error("the folder {0} cannot be made or written: {1}")]
    Folder(String, std::io::Error),
    /// This SQLite can lose committed data.
    #[error(
        "this program carries SQLite {0}; {SQLITE_MIN} or newer is needed, since older ones can lose committed data"
    )]
    SqliteTooOld(String),
    /// There is nothing to look at.
    #[error("there is no database at {0}: start the server once, or name the place with --data")]
    Missing(String),
    /// A newer program has written here.
    #[error(
        "this database has schema version {found}, and this program knows only up to {known}: start the newer program again, or restore the copy in data/backups that was made before the upgrade"
    )]
    Newer {
        /// The version found.
        found: i64,
        /// The newest one known.
        known: i64,
    },
    /// A migration failed or was changed after it ran.
    #[error("the database cannot be brought to this program's version: {0}")]
    Migrate(String),
    /// The copy before a migration could not be made.
    #[error("the copy of the database before its upgrade could not be made, so nothing was changed: {0}")]
    Backup(String),
    /// The key file belongs to another database.
    #[error(
        "the key file does not belong to this database: names and messages could not be read. Put the right folgeskab.key in place, or name it with --key-file"
    )]
    WrongKey,
}

impl Db {
    /// Opens the database, makes it if there is none, brings it to this program's version, and checks that
    /// the key file belongs to it.
    ///
    /// # Errors
    /// With a sentence that says what to do.
    pub async fn open(options: &Options, ring: KeyRing, clock: &Clock) -> Result<Self, OpenError> {
        let keys = Keys::new(ring);
        let db = match &options.url {
            DatabaseUrl::Sqlite(path) => {
                let (write, read, single) = open_sqlite(path).await?;
                Self::Sqlite { write, read, single, keys }
            }
            DatabaseUrl::Postgres(url) => Self::Postgres { pool: open_postgres(url).await?, keys },
        };
        migrate::run(&db, &options.data, clock).await?;
        migrate::adopt(&db, clock).await?;
        Ok(db)
    }

    /// Opens a database that exists and changes nothing about it: for a look or a copy, perhaps by a newer
    /// program than the one that serves from it. Gives its schema version, too.
    ///
    /// # Errors
    /// With a sentence that says what to do.
    pub async fn open_as_it_is(options: &Options, ring: KeyRing) -> Result<(Self, i64), OpenError> {
        let keys = Keys::new(ring);
        let db = match &options.url {
            DatabaseUrl::Sqlite(path) if !path.exists() => {
                return Err(OpenError::Missing(path.display().to_string()));
            }
            DatabaseUrl::Sqlite(path) => {
                let (write, read, single) = open_sqlite(path).await?;
                Self::Sqlite { write, read, single, keys }
            }
            DatabaseUrl::Postgres(url) => Self::Postgres { pool: open_postgres(url).await?, keys },
        };
        let version = migrate::version_of(&db).await?;
        Ok((db, version))
    }
}

async fn open_sqlite(path: &Path) -> Result<(SqlitePool, SqlitePool, Readers), OpenError> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        private_folder(folder).map_err(|error| OpenError::Folder(folder.display().to_string(), error))?;
    }
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // A write is acknowledged only when it would survive a power cut.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(ACQUIRE)
        .foreign_keys(true)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("wal_autocheckpoint", "1000")
        .pragma("journal_size_limit", "67108864")
        // A whole window of records in one go.
        .row_buffer_size(ROWS_AHEAD)
        .optimize_on_close(true, 400);
    let write = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(ACQUIRE)
        // A file in the same process does not hang up.
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options.clone())
        .await?;
    let version: (String,) = sqlx::query_as("select sqlite_version()").fetch_one(&write).await?;
    if !is_at_least(&version.0, SQLITE_MIN) {
        return Err(OpenError::SqliteTooOld(version.0));
    }
    // Not `read_only`, which quarrels with the write-ahead log's shared memory.
    let options = options.pragma("query_only", "ON");
    let read = SqlitePoolOptions::new()
        .max_connections(SQLITE_READERS)
        .acquire_timeout(ACQUIRE)
        // A file in the same process does not hang up.
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options.clone())
        .await?;
    let single = Readers::open(&options).await?;
    Ok((write, read, single))
}

async fn open_postgres(url: &str) -> Result<PgPool, OpenError> {
    let options = PgConnectOptions::from_str(url)?.application_name("folgeskab").options([
        ("statement_timeout", "5s"),
        ("idle_in_transaction_session_timeout", "15s"),
        ("lock_timeout", "4s"),
    ]);
    let pool = PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(ACQUIRE)
        .max_lifetime(Duration::from_mins(10))
        // A transaction that was abandoned half-way must not be the next one's.
        .after_release(|connection, _| {
            Box::pin(async move {
                use sqlx::Executor;
                connection.execute("rollback").await?;
                Ok(true)
            })
        })
        .connect_with(options)
        .await?;
    Ok(pool)
}

/// Makes a folder (and those above it) that only its owner may look into.
pub(crate) fn private_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

fn is_at_least(version: &str, least: &str) -> bool {
    let numbers = |text: &str| -> Vec<u32> { text.split('.').map(|part| part.parse().unwrap_or(0)).collect() };
    numbers(version) >= numbers(least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(is_at_least("3.51.3", SQLITE_MIN));
        assert!(is_at_least("3.100.0", SQLITE_MIN));
        assert!(!is_at_least("3.51.2", SQLITE_MIN));
        assert!(!is_at_least("3.9.9", SQLITE_MIN));
    }

    #[test]
    fn database_addresses_are_read_or_refused() {
        assert_eq!("sqlite:/srv/a.db".parse(), Ok(DatabaseUrl::Sqlite("/srv/a.db".into())));
        assert!(matches!("postgres://a@b/c".parse(), Ok(DatabaseUrl::Postgres(_))));
        assert!("mysql://a".parse::<DatabaseUrl>().is_err());
        assert!("sqlite:".parse::<DatabaseUrl>().is_err());
    }
}
