//! What this machine can do at best: a handler that does nothing, and a commit of one row.

use crate::load::Samples;
use anyhow::bail;
use axum::Router;
use axum::http::header;
use axum::routing::get;
use bytes::Bytes;
use server::clock::Clock;
use server::db::{DatabaseUrl, Db, Options};
use server::seal::KeyRing;
use server::web::{Address, serve};
use sqlx::SqlitePool;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// A handler that returns `body`, behind the same accept loop as the server.
pub async fn handler(body: Vec<u8>) -> anyhow::Result<SocketAddr> {
    let body = Bytes::from(body);
    let answer = move || {
        let body = body.clone();
        async move { ([(header::CONTENT_TYPE, "application/json")], body) }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let router = Router::new().route("/", get(answer));
    tokio::spawn(async move {
        serve::run(listener, None, router, &Address::default(), CancellationToken::new()).await;
    });
    Ok(address)
}

/// A database that holds one table, opened as the server opens its own.
pub struct Commits {
    db: Db,
    write: SqlitePool,
}

impl Commits {
    /// Makes it in `folder`.
    pub async fn open(folder: &Path) -> anyhow::Result<Self> {
        let data = folder.join("bare");
        let options = Options { url: DatabaseUrl::in_folder(&data), data };
        let db = Db::open(&options, KeyRing::from_bytes([7; 32]), &Clock::system()).await?;
        let Db::Sqlite { write, .. } = &db else { bail!("the yardstick is SQLite") };
        let write = write.clone();
        sqlx::query("create table bare (id integer primary key, words text not null) strict").execute(&write).await?;
        Ok(Self { db, write })
    }

    /// `callers` at once commit one row after the other.
    pub async fn run(&self, callers: usize, span: Duration) -> anyhow::Result<Samples> {
        let begin = Instant::now();
        let tasks: Vec<_> = (0..callers).map(|_| tokio::spawn(commit(self.write.clone(), begin, span))).collect();
        let mut samples = Samples::default();
        for task in tasks {
            samples.times.extend(task.await??);
        }
        samples.span = begin.elapsed();
        Ok(samples)
    }

    /// Closes the database.
    pub async fn close(&self) {
        self.db.close().await;
    }
}

async fn commit(write: SqlitePool, begin: Instant, span: Duration) -> Result<Vec<Duration>, sqlx::Error> {
    const WORDS: &str = "Jeg kommer på tirsdag, og jeg tager min søster med. Er det i orden?";
    let mut times = Vec::with_capacity(1 << 14);
    while begin.elapsed() < span {
        let asked = Instant::now();
        sqlx::query("insert into bare (words) values ($1)").bind(WORDS).execute(&write).await?;
        times.push(asked.elapsed());
    }
    Ok(times)
}
