//! Hints that something changed for a citizen. Only a hint: whoever hears it fetches the truth.
//!
//! Within one program it is a broadcast. On PostgreSQL other replicas write too, so a stream also looks
//! at the citizen's revision every few seconds (see `web::events`).

use domain::id::PersonId;
use tokio::sync::broadcast;

/// How many hints may wait for a slow listener; one that falls behind is told to look for itself.
const WAITING_MAX: usize = 1_024;

/// A hint: this citizen's records have reached this revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Whose records.
    pub citizen: PersonId,
    /// The revision.
    pub rev: i64,
}

/// Where hints are given and heard. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Hub(broadcast::Sender<Hint>);

impl Default for Hub {
    fn default() -> Self {
        Self(broadcast::Sender::new(WAITING_MAX))
    }
}

impl Hub {
    /// Says that a citizen's records have changed; after the commit, never before.
    pub fn changed(&self, citizen: PersonId, rev: i64) {
        // Nobody listening is no fault.
        let _ = self.0.send(Hint { citizen, rev });
    }

    /// Hears everything from now on.
    pub fn listen(&self) -> broadcast::Receiver<Hint> {
        self.0.subscribe()
    }
}
