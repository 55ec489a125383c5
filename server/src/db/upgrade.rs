//! What an operator lives through: an upgrade with a copy before it, a program that is too old, the wrong
//! key file, a full disk. Told on both databases where both can tell it.

use super::testing::{MONDAY, TestDb, ring};
use super::{Conn, Db, OpenError, copy, execute, fetch_all, migrate};
use crate::clock::Clock;
use crate::error::Error;
use crate::seal::KeyRing;
use sqlx::Executor;

async fn reopen(test: &TestDb, ring: KeyRing) -> Result<Db, OpenError> {
    Db::open(&test.options, ring, &Clock::fixed(MONDAY)).await
}

/// Takes the database back to its first version, with one organisation in it.
async fn back_to_the_first_version(test: &TestDb) {
    let mut tx = test.db.write().await.unwrap();
    let wipe = match &mut tx.conn {
        Conn::Sqlite(_) => None,
        Conn::Postgres(transaction) => {
            (&mut **transaction).execute("drop schema public cascade").await.unwrap();
            (&mut **transaction).execute("create schema public").await.unwrap();
            Some(())
        }
    };
    tx.commit().await.unwrap();
    test.db.close().await;
    if wipe.is_none() {
        for ending in ["", "-wal", "-shm"] {
            std::fs::remove_file(test.folder.join(format!("folgeskab.db{ending}"))).ok();
        }
    }
    migrate::first_version_for_tests(&test.options.url).await;
}

async fn an_upgrade_leaves_a_copy_of_what_was_there(test: TestDb) {
    back_to_the_first_version(&test).await;
    let db = reopen(&test, ring()).await.unwrap();
    let copied = test.folder.join("backups").join(format!("before-{}.db", migrate::newest()));
    assert_eq!(copy::integrity_of(&copied).await.unwrap(), "ok");
    assert_eq!(copy::fact_in(&copied, "kept").await.as_deref(), Some("through the upgrade"));
    let mut tx = db.read().await.unwrap();
    assert_eq!(migrate::find_fact(&mut tx, "kept").await.unwrap().as_deref(), Some("through the upgrade"));
    drop(tx);
    db.close().await;
    test.close().await;
}

#[tokio::test]
async fn an_upgrade_leaves_a_copy_on_sqlite() {
    an_upgrade_leaves_a_copy_of_what_was_there(TestDb::sqlite().await).await;
}

#[tokio::test]
async fn an_upgrade_leaves_a_copy_on_postgres() {
    an_upgrade_leaves_a_copy_of_what_was_there(TestDb::postgres().await).await;
}

async fn an_older_program_refuses_to_start(test: TestDb) {
    let mut tx = test.db.write().await.unwrap();
    let sql = "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
        select 9999, 'from the future', success, checksum, 1 from _sqlx_migrations where version = 1";
    execute!(tx, sql).unwrap();
    tx.commit().await.unwrap();
    test.db.close().await;
    let refused = reopen(&test, ring()).await.unwrap_err();
    assert!(matches!(refused, OpenError::Newer { found: 9999, .. }), "{refused}");
    assert!(refused.to_string().contains("start the newer program again"));
    test.close().await;
}

#[tokio::test]
async fn an_older_program_refuses_to_start_on_sqlite() {
    an_older_program_refuses_to_start(TestDb::sqlite().await).await;
}

#[tokio::test]
async fn an_older_program_refuses_to_start_on_postgres() {
    an_older_program_refuses_to_start(TestDb::postgres().await).await;
}

#[tokio::test]
async fn the_key_file_of_another_database_is_refused() {
    for test in [TestDb::sqlite().await, TestDb::postgres().await] {
        let refused = reopen(&test, KeyRing::from_bytes([1; 32])).await.unwrap_err();
        assert!(matches!(refused, OpenError::WrongKey), "{refused}");
        test.close().await;
    }
}

#[tokio::test]
async fn on_a_full_disk_writing_says_so_and_reading_goes_on() {
    let test = TestDb::sqlite().await;
    let Db::Sqlite { write, .. } = &test.db else { panic!("SQLite was asked for") };
    // The database's own limit answers with the same code as a full disk does.
    write.execute("pragma max_page_count = 1").await.unwrap();
    let large = "x".repeat(1 << 20);
    let mut tx = test.db.write().await.unwrap();
    let refused = migrate::put_fact(&mut tx, "large", &large).await.unwrap_err();
    assert!(matches!(refused, Error::StorageFull), "{refused}");
    drop(tx);
    let mut tx = test.db.read().await.unwrap();
    let facts: Vec<(String,)> = fetch_all!(tx, "select key from meta").unwrap();
    assert!(!facts.is_empty());
    drop(tx);
    test.close().await;
}

#[tokio::test]
async fn readers_cannot_write_and_a_dropped_transaction_leaves_nothing() {
    for test in [TestDb::sqlite().await, TestDb::postgres().await] {
        let mut tx = test.db.read().await.unwrap();
        assert!(migrate::put_fact(&mut tx, "a", "b").await.is_err());
        drop(tx);
        let mut tx = test.db.write().await.unwrap();
        migrate::put_fact(&mut tx, "a", "b").await.unwrap();
        drop(tx);
        let mut tx = test.db.write().await.unwrap();
        assert_eq!(migrate::find_fact(&mut tx, "a").await.unwrap(), None);
        drop(tx);
        test.close().await;
    }
}

#[tokio::test]
async fn sqlite_keeps_what_it_acknowledges() {
    let test = TestDb::sqlite().await;
    let mut tx = test.db.write().await.unwrap();
    let Conn::Sqlite(transaction) = &mut tx.conn else { panic!("SQLite was asked for") };
    for (pragma, value) in [("synchronous", 2_i64), ("foreign_keys", 1), ("busy_timeout", 5_000), ("trusted_schema", 0)]
    {
        let sql = sqlx::AssertSqlSafe(format!("pragma {pragma}"));
        let (found,): (i64,) = sqlx::query_as(sql).fetch_one(&mut **transaction).await.unwrap();
        assert_eq!(found, value, "{pragma}");
    }
    let (mode,): (String,) = sqlx::query_as("pragma journal_mode").fetch_one(&mut **transaction).await.unwrap();
    assert_eq!(mode, "wal");
    drop(tx);
    test.close().await;
}
