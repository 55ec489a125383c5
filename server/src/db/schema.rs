//! The two tests that keep one SQL text true on two databases: every statement prepares on both, and the
//! two schemas are the same.

use super::testing::{TestDb, both_dbs};
use super::{Conn, Db};
use crate::store::all_statements;
use sqlx::{Executor, SqlSafeStr};
use std::collections::BTreeMap;

/// Fails with the names of all statements that do not prepare.
async fn prepare_all(db: &Db) {
    let mut broken = Vec::new();
    for (name, sql) in all_statements() {
        let mut tx = db.write().await.unwrap();
        let outcome = match &mut tx.conn {
            Conn::Sqlite(transaction) => (&mut **transaction).prepare(sql.into_sql_str()).await.map(drop),
            Conn::Postgres(transaction) => (&mut **transaction).prepare(sql.into_sql_str()).await.map(drop),
        };
        tx.rollback().await.unwrap();
        if let Err(error) = outcome {
            broken.push(format!("{name}: {error}"));
        }
    }
    assert!(broken.is_empty(), "statements that do not prepare:\n{}", broken.join("\n"));
}

both_dbs!(every_statement_prepares, |db| async move {
    prepare_all(&db).await;
});

#[test]
fn no_statement_uses_what_only_one_database_knows() {
    const BANNED: [&str; 10] =
        ["::", " ilike ", "now()", "current_timestamp", "datetime(", "rowid", "insert or ", "for update", "= any", "?"];
    for (name, sql) in all_statements() {
        let lower = sql.to_lowercase();
        for word in BANNED {
            assert!(!lower.contains(word), "{name} uses `{word}`");
        }
    }
}

/// Per table and column: whether it may be null, and whether it is (part of) the key.
type Schema = BTreeMap<(String, String), (bool, bool)>;

async fn sqlite_schema(db: &Db) -> Schema {
    let Db::Sqlite { read, .. } = db else { panic!("SQLite was asked for") };
    let rows: Vec<(String, String, bool, bool)> = sqlx::query_as(
        r#"select m.name, c.name, c."notnull" = 0, c.pk > 0 from sqlite_master m, pragma_table_info(m.name) c
           where m.type = 'table' and m.name not like 'sqlite%' and m.name not like '\_sqlx%' escape '\'"#,
    )
    .fetch_all(read)
    .await
    .unwrap();
    rows.into_iter().map(|(table, column, nullable, key)| ((table, column), (nullable, key))).collect()
}

async fn postgres_schema(db: &Db) -> Schema {
    let Db::Postgres { pool, .. } = db else { panic!("PostgreSQL was asked for") };
    let rows: Vec<(String, String, bool, bool)> = sqlx::query_as(
        r"select c.table_name::text, c.column_name::text, c.is_nullable = 'YES',
             exists (select 1 from information_schema.table_constraints t
                join information_schema.key_column_usage k using (constraint_schema, constraint_name)
                where t.constraint_type = 'PRIMARY KEY' and k.table_name = c.table_name and k.column_name = c.column_name)
           from information_schema.columns c
           where c.table_schema = 'public' and c.table_name not like '\_sqlx%'",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    rows.into_iter().map(|(table, column, nullable, key)| ((table, column), (nullable, key))).collect()
}

/// Per table: the sets of columns that a unique constraint or index holds together.
async fn unique_sets(db: &Db) -> Vec<(String, String)> {
    let sqlite = "select m.name, (select group_concat(name, ',') from (select i.name from pragma_index_info(l.name) i order by i.name))
        from sqlite_master m, pragma_index_list(m.name) l
        where m.type = 'table' and l.\"unique\" = 1 and m.name not like '\\_sqlx%' escape '\\'";
    let postgres = "select t.relname::text, (select string_agg(a.attname, ',' order by a.attname)::text
            from pg_attribute a where a.attrelid = t.oid and a.attnum = any(x.indkey))
        from pg_index x join pg_class t on t.oid = x.indrelid join pg_namespace n on n.oid = t.relnamespace
        where x.indisunique and n.nspname = 'public' and t.relname not like '\\_sqlx%'";
    let mut sets: Vec<(String, String)> = match db {
        Db::Sqlite { read, .. } => sqlx::query_as(sqlite).fetch_all(read).await.unwrap(),
        Db::Postgres { pool, .. } => sqlx::query_as(postgres).fetch_all(pool).await.unwrap(),
    };
    sets.sort();
    sets
}

#[tokio::test]
async fn the_two_schemas_are_the_same() {
    let (sqlite, postgres) = (TestDb::sqlite().await, TestDb::postgres().await);
    pretty_equal(&sqlite_schema(&sqlite.db).await, &postgres_schema(&postgres.db).await);
    assert_eq!(unique_sets(&sqlite.db).await, unique_sets(&postgres.db).await);
    sqlite.close().await;
    postgres.close().await;
}

fn pretty_equal(sqlite: &Schema, postgres: &Schema) {
    let differing: Vec<_> = sqlite
        .keys()
        .chain(postgres.keys())
        .filter(|column| sqlite.get(column) != postgres.get(column))
        .map(|column| {
            format!("{column:?}: {:?} on SQLite, {:?} on PostgreSQL", sqlite.get(column), postgres.get(column))
        })
        .collect();
    assert!(!sqlite.is_empty() && differing.is_empty(), "the schemas differ:\n{}", differing.join("\n"));
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |folder: &str| -> Vec<String> {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(folder);
        let mut names: Vec<String> =
            std::fs::read_dir(path).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
}
