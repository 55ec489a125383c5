//! The connections for single statements that read from SQLite. A pool asks a connection how it is each
//! time it is given back, which costs as much as the statement itself; these are simply lent in turn.

use crate::error::Error;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMappedMutexGuard, OwnedMutexGuard};

/// How many there are: a statement takes microseconds, and more of them only crowd the cores.
const READERS: usize = 2;
/// How long a request may wait for one.
const WAIT_MAX: Duration = Duration::from_secs(5);

type Place = Arc<Mutex<Option<SqliteConnection>>>;

/// A connection on loan; given back when dropped.
pub(super) type Lent = OwnedMappedMutexGuard<Option<SqliteConnection>, SqliteConnection>;

/// Connections that are lent for a statement. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Readers {
    places: Arc<[Place]>,
    turn: Arc<AtomicUsize>,
}

impl Readers {
    pub(super) async fn open(options: &SqliteConnectOptions) -> Result<Self, sqlx::Error> {
        let mut places = Vec::new();
        for _ in 0..READERS {
            places.push(Arc::new(Mutex::new(Some(options.connect().await?))));
        }
        Ok(Self { places: places.into(), turn: Arc::default() })
    }

    /// The next connection that is free.
    pub(super) async fn lend(&self) -> Result<Lent, Error> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        let places = self.places.iter().cycle().skip(turn % READERS);
        for place in places.clone().take(READERS) {
            if let Ok(guard) = Arc::clone(place).try_lock_owned() {
                return lent(guard);
            }
        }
        let place = places.clone().next().ok_or(Error::Unavailable)?;
        let waiting = tokio::time::timeout(WAIT_MAX, Arc::clone(place).lock_owned());
        lent(waiting.await.map_err(|_| Error::Unavailable)?)
    }

    pub(super) async fn close(&self) {
        for place in self.places.iter() {
            if let Some(connection) = place.lock().await.take() {
                connection.close().await.ok();
            }
        }
    }
}

fn lent(guard: OwnedMutexGuard<Option<SqliteConnection>>) -> Result<Lent, Error> {
    OwnedMutexGuard::try_map(guard, Option::as_mut).map_err(|_| Error::Unavailable)
}
