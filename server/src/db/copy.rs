//! Copies of a whole database, in the one form that both kinds can be restored from: a SQLite file. From
//! SQLite it is made by the database itself while others write; from PostgreSQL table by table in one
//! snapshot. Sealed columns stay sealed: without the key file a copy tells nobody anything.

use super::migrate;
use crate::error::Error;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, PgPool, Row, SqliteConnection, SqlitePool};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Writes a copy of a SQLite database to `path`, which must not exist.
pub async fn of_sqlite(pool: &SqlitePool, path: &Path) -> Result<(), Error> {
    let draft = draft_of(path)?;
    sqlx::query("vacuum into $1").bind(draft.display().to_string()).execute(pool).await?;
    finish(&draft, path)
}

/// Writes a copy of a PostgreSQL database that stands at schema `version` to `path`, which must not exist.
pub async fn of_postgres(pool: &PgPool, path: &Path, version: i64) -> Result<(), Error> {
    let draft = draft_of(path)?;
    let mut to = open_file(&draft, true).await?;
    migrate::sqlite_up_to(&mut to, version).await?;
    let mut from = pool.acquire().await?.detach();
    from.execute("set statement_timeout = 0").await?;
    from.execute("begin isolation level repeatable read read only").await?;
    to.execute("begin").await?;
    for table in tables_of(&mut to).await? {
        to_file(&mut from, &mut to, &table).await?;
    }
    to.execute("commit").await?;
    from.execute("commit").await?;
    // One file and nothing beside it.
    to.execute("pragma journal_mode = delete").await?;
    to.close().await?;
    from.close().await?;
    finish(&draft, path)
}

/// Fills an empty PostgreSQL database, which stands at this program's version, from a copy of that version.
pub async fn into_postgres(path: &Path, pool: &PgPool) -> Result<(), Error> {
    let mut from = open_file(path, false).await?;
    let mut to = pool.acquire().await?.detach();
    to.execute("set statement_timeout = 0").await?;
    to.execute("begin").await?;
    for table in tables_of(&mut from).await? {
        from_file(&mut from, &mut to, &table).await?;
    }
    to.execute("commit").await?;
    to.close().await?;
    from.close().await?;
    Ok(())
}

/// Puts a copy in the place of a SQLite database that is not there yet.
pub fn into_sqlite(copy: &Path, path: &Path) -> Result<(), Error> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        super::open::private_folder(folder).map_err(Error::of)?;
    }
    let draft = draft_of(path)?;
    std::fs::copy(copy, &draft).map_err(Error::of)?;
    finish(&draft, path)
}

/// One fact out of a copy, to look before anything is changed. None if it is no copy of ours.
pub async fn fact_in(path: &Path, key: &str) -> Option<String> {
    let mut from = open_file(path, false).await.ok()?;
    let found: Option<(String,)> = sqlx::query_as(migrate::FIND_META).bind(key).fetch_optional(&mut from).await.ok()?;
    from.close().await.ok()?;
    found.map(|(value,)| value)
}

/// What the database says about a file's own integrity: "ok", or what is broken.
pub async fn integrity_of(path: &Path) -> Result<String, Error> {
    let mut file = open_file(path, false).await?;
    let (found,): (String,) = sqlx::query_as("pragma integrity_check(1)").fetch_one(&mut file).await?;
    file.close().await?;
    Ok(found)
}

async fn open_file(path: &Path, is_new: bool) -> Result<SqliteConnection, Error> {
    // References are checked at the end by whoever reads; rows come table by table.
    let options =
        SqliteConnectOptions::new().filename(path).create_if_missing(is_new).read_only(!is_new).foreign_keys(false);
    let options = if is_new { options.journal_mode(SqliteJournalMode::Delete) } else { options };
    Ok(SqliteConnection::connect_with(&options).await?)
}

fn draft_of(path: &Path) -> Result<PathBuf, Error> {
    if path.exists() {
        return Err(Error::Conflict("file_exists"));
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    let draft = PathBuf::from(name);
    if draft.exists() {
        std::fs::remove_file(&draft).map_err(Error::of)?;
    }
    Ok(draft)
}

/// Makes the draft safe on disk and readable by its owner alone, and only then gives it its name.
fn finish(draft: &Path, path: &Path) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(draft, std::fs::Permissions::from_mode(0o600)).map_err(Error::of)?;
    std::fs::File::open(draft).and_then(|file| file.sync_all()).map_err(Error::of)?;
    std::fs::rename(draft, path).map_err(Error::of)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(Error::of)
}

/// Every table of ours, those that others refer to first.
async fn tables_of(file: &mut SqliteConnection) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = sqlx::query_as(
        r"select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like '\_sqlx%' escape '\' order by name",
    )
    .fetch_all(&mut *file)
    .await?;
    let references: Vec<(String, String)> = sqlx::query_as(
        r#"select m.name, f."table" from sqlite_master m, pragma_foreign_key_list(m.name) f where m.type = 'table' and m.name <> f."table""#,
    )
    .fetch_all(file)
    .await?;
    let mut waiting: Vec<String> = rows.into_iter().map(|(name,)| name).collect();
    let mut ordered: Vec<String> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let is_ready = |name: &String| {
            references.iter().filter(|(table, _)| table == name).all(|(_, other)| ordered.contains(other))
        };
        let (ready, rest): (Vec<String>, Vec<String>) = waiting.into_iter().partition(is_ready);
        if ready.is_empty() {
            return Err(Error::internal("tables refer to each other in a circle"));
        }
        ordered.extend(ready);
        waiting = rest;
    }
    Ok(ordered)
}

/// Columns of a table with their types, as PostgreSQL names them: SQLite does not tell ids from bytes.
async fn columns_of(server: &mut PgConnection, table: &str) -> Result<Vec<(String, Kind)>, Error> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "select column_name::text, data_type::text from information_schema.columns
         where table_schema = current_schema() and table_name = $1 order by ordinal_position",
    )
    .bind(table)
    .fetch_all(server)
    .await?;
    rows.into_iter().map(|(name, kind)| Ok((name, Kind::of(&kind)?))).collect()
}

#[derive(Clone, Copy)]
enum Kind {
    Integer,
    Boolean,
    Text,
    Bytes,
    Id,
}

impl Kind {
    fn of(data_type: &str) -> Result<Self, Error> {
        Ok(match data_type {
            "bigint" => Self::Integer,
            "boolean" => Self::Boolean,
            "text" => Self::Text,
            "bytea" => Self::Bytes,
            "uuid" => Self::Id,
            other => {
                return Err(Error::internal(format!("a column of type {other} cannot be copied")));
            }
        })
    }
}

fn statements(table: &str, columns: &[(String, Kind)]) -> (String, String) {
    let names: Vec<String> = columns.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let places: Vec<String> = (1..=columns.len()).map(|n| format!("${n}")).collect();
    let names = names.join(", ");
    let read = format!("select {names} from \"{table}\"");
    (read, format!("insert into \"{table}\" ({names}) values ({})", places.join(", ")))
}

/// Reads each row of `$from` and writes it to `$to`; the two ways differ only in their databases.
macro_rules! copy_rows {
    ($from:expr, $to:expr, $table:expr, $columns:expr) => {{
        use futures_util::TryStreamExt;
        let (read, write) = statements($table, &$columns);
        let mut rows = sqlx::query(AssertSqlSafe(read)).fetch($from);
        while let Some(row) = rows.try_next().await? {
            let mut insert = sqlx::query(AssertSqlSafe(write.clone()));
            for (place, (_, kind)) in $columns.iter().enumerate() {
                insert = match kind {
                    Kind::Integer => insert.bind(row.try_get::<Option<i64>, _>(place)?),
                    Kind::Boolean => insert.bind(row.try_get::<Option<bool>, _>(place)?),
                    Kind::Text => insert.bind(row.try_get::<Option<String>, _>(place)?),
                    Kind::Bytes => insert.bind(row.try_get::<Option<Vec<u8>>, _>(place)?),
                    Kind::Id => insert.bind(row.try_get::<Option<Uuid>, _>(place)?),
                };
            }
            insert.execute(&mut *$to).await?;
        }
    }};
}

async fn to_file(from: &mut PgConnection, to: &mut SqliteConnection, table: &str) -> Result<(), Error> {
    let columns = columns_of(from, table).await?;
    copy_rows!(from, to, table, columns);
    Ok(())
}

async fn from_file(from: &mut SqliteConnection, to: &mut PgConnection, table: &str) -> Result<(), Error> {
    let columns = columns_of(to, table).await?;
    to.execute(AssertSqlSafe(format!("delete from \"{table}\""))).await?;
    copy_rows!(from, to, table, columns);
    Ok(())
}
