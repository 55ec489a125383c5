//! A fresh database for each test, on both kinds, opened as production opens it.
//!
//! `both_dbs!(name, |db| async move { … });` makes two tests, `name::sqlite` and `name::postgres`. The
//! second needs `DATABASE_URL`, a server where databases may be made; without it the test fails, so that
//! nobody takes silence for success. To leave them out on purpose: `-E 'not test(/::postgres$/)'`.
#![expect(clippy::missing_panics_doc, reason = "tests")]

use super::{DatabaseUrl, Db, Options};
use crate::clock::{self, Clock};
use crate::seal::KeyRing;
use domain::time::Instant;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, PgConnection};
use std::path::PathBuf;
use std::str::FromStr;

/// 2026-11-16 08.00 in Denmark, a Monday: where fixed clocks of tests stand.
pub const MONDAY: Instant = Instant(1_794_812_400_000);

/// A database that lives as long as its test.
pub struct TestDb {
    /// The open database.
    pub db: Db,
    /// The data folder.
    pub folder: PathBuf,
    /// What it was opened with, to open it again.
    pub options: Options,
    server: Option<(String, String)>,
}

/// The ring that test databases are sealed with.
pub fn ring() -> KeyRing {
    KeyRing::from_bytes([42; 32])
}

impl TestDb {
    /// A new SQLite file.
    pub async fn sqlite() -> Self {
        let folder = new_folder();
        let options = Options { url: DatabaseUrl::in_folder(&folder), data: folder.clone() };
        let db = Db::open(&options, ring(), &Clock::system()).await.expect("SQLite opens");
        Self { db, folder, options, server: None }
    }

    /// A new PostgreSQL database, copied from one that was migrated once.
    #[expect(clippy::disallowed_methods, reason = "the server for tests is named by the environment")]
    pub async fn postgres() -> Self {
        let server = std::env::var("DATABASE_URL").expect("DATABASE_URL names the PostgreSQL server for tests");
        let template = template(&server).await;
        let name = format!("test_{}", clock::new_id().simple());
        run(&server, &format!("create database {name} template {template}")).await;
        let folder = new_folder();
        let options = Options { url: DatabaseUrl::Postgres(on_server(&server, &name)), data: folder.clone() };
        let db = Db::open(&options, ring(), &Clock::system()).await.expect("PostgreSQL opens");
        Self { db, folder, options, server: Some((server, name)) }
    }

    /// Closes and removes it.
    pub async fn close(self) {
        self.db.close().await;
        if let Some((server, name)) = &self.server {
            run(server, &format!("drop database if exists {name} with (force)")).await;
        }
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

fn new_folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("folgeskab-test-{}", clock::new_id().simple()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn on_server(server: &str, name: &str) -> String {
    PgConnectOptions::from_str(server).unwrap().database(name).to_url_lossy().to_string()
}

async fn run(server: &str, sql: &str) {
    let mut connection = PgConnection::connect(server).await.expect("the PostgreSQL server for tests answers");
    connection.execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
    connection.close().await.unwrap();
}

/// The migrated database that tests are copied from, named after the migrations it has. Made by the first
/// test that comes; the others, in whatever process, wait at the lock.
async fn template(server: &str) -> String {
    let name = format!("folgeskab_template_{}", super::migrate::fingerprint());
    let mut connection = PgConnection::connect(server).await.expect("the PostgreSQL server for tests answers");
    connection.execute("select pg_advisory_lock(7202611)").await.unwrap();
    let found: Option<(i32,)> = sqlx::query_as("select 1 from pg_database where datname = $1")
        .bind(&name)
        .fetch_optional(&mut connection)
        .await
        .unwrap();
    if found.is_none() {
        let half = format!("{name}_half");
        connection.execute(AssertSqlSafe(format!("drop database if exists {half} with (force)"))).await.unwrap();
        connection.execute(AssertSqlSafe(format!("create database {half}"))).await.unwrap();
        let folder = new_folder();
        let options = Options { url: DatabaseUrl::Postgres(on_server(server, &half)), data: folder.clone() };
        Db::open(&options, ring(), &Clock::system()).await.expect("PostgreSQL migrates").close().await;
        std::fs::remove_dir_all(folder).ok();
        connection.execute(AssertSqlSafe(format!("alter database {half} rename to {name}"))).await.unwrap();
    }
    connection.close().await.unwrap();
    name
}

/// One story, told on SQLite and on PostgreSQL.
macro_rules! both_dbs {
    ($(#[$meta:meta])* $name:ident, |$db:ident| $body:expr) => {
        $(#[$meta])*
        mod $name {
            #[allow(clippy::allow_attributes, unused_imports, reason = "a story may need nothing from outside")]
            use super::*;

            async fn story($db: $crate::db::Db) {
                $body.await;
            }

            #[tokio::test]
            async fn sqlite() {
                let test = $crate::db::testing::TestDb::sqlite().await;
                Box::pin(story(test.db.clone())).await;
                test.close().await;
            }

            #[tokio::test]
            async fn postgres() {
                let test = $crate::db::testing::TestDb::postgres().await;
                Box::pin(story(test.db.clone())).await;
                test.close().await;
            }
        }
    };
}
pub(crate) use both_dbs;
