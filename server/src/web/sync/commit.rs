//! Several phones, one commit. A commit that outlasts a power cut costs more than the rows in it, and on
//! SQLite there is one writer: so pushes that arrive while another is being made to last wait together,
//! and the first of them takes all of them along, each from a mark of its own. Nobody is answered before
//! the commit. On PostgreSQL, which has many writers, every push has its own transaction.
//!
//! What a push does is `actions::sync`'s alone; this module knows only when it is made to last.

use crate::actions::sync::{self, PushFault, Taken};
use crate::db::{Tx, migrate};
use crate::error::Error;
use crate::web::Site;
use domain::id::PersonId;
use domain::wire::PushRequest;
use futures_util::FutureExt;
use std::collections::VecDeque;
use std::panic::AssertUnwindSafe;
use std::sync::{Mutex, PoisonError};
use tokio::sync::oneshot;

/// How many pushes may wait; one more is asked to come again (503).
const WAITING_MAX: usize = 512;
/// How many pushes share a commit. Each holds up the first by what it costs itself.
const TOGETHER_MAX: usize = 32;

/// The pushes that wait for their turn.
#[derive(Debug, Default)]
pub struct Pushes {
    waiting: Mutex<VecDeque<Waiting>>,
    /// Held by whoever takes the others along.
    turn: tokio::sync::Mutex<()>,
}

type Answer = Result<Taken, PushFault>;

#[derive(Debug)]
struct Waiting {
    citizen: PersonId,
    request: PushRequest,
    answer: oneshot::Sender<Answer>,
}

impl Pushes {
    /// Takes a push and makes it last. Run it in a task of its own: what others sent may hang on it.
    pub async fn take(&self, site: &Site, citizen: PersonId, request: PushRequest) -> Answer {
        if site.db.is_shared() {
            return alone(site, citizen, &request).await;
        }
        let (answer, mut answered) = oneshot::channel();
        self.wait(Waiting { citizen, request, answer })?;
        let turn = tokio::select! {
            biased;
            done = &mut answered => return done.unwrap_or_else(|_| Err(Error::Unavailable.into())),
            turn = self.turn.lock() => turn,
        };
        loop {
            match answered.try_recv() {
                Ok(done) => break done,
                Err(oneshot::error::TryRecvError::Closed) => break Err(Error::Unavailable.into()),
                Err(oneshot::error::TryRecvError::Empty) => self.lead(site, &turn).await,
            }
        }
    }

    fn wait(&self, push: Waiting) -> Result<(), Error> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() >= WAITING_MAX {
            return Err(Error::Unavailable);
        }
        waiting.push_back(push);
        Ok(())
    }

    /// Takes along those who wait.
    async fn lead(&self, site: &Site, _turn: &tokio::sync::MutexGuard<'_, ()>) {
        let group: Vec<Waiting> = {
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            let most = waiting.len().min(TOGETHER_MAX);
            waiting.drain(..most).collect()
        };
        match together(site, &group).await {
            Ok(answers) => {
                for (push, done) in group.into_iter().zip(answers) {
                    // Who has gone away asks again and gets the same verdicts.
                    push.answer.send(done).ok();
                }
            }
            Err(error) => {
                for push in group {
                    push.answer.send(Err(shared(&error).into())).ok();
                }
            }
        }
    }
}

/// One transaction for all. An error is everybody's: then nothing of it lasts.
async fn together(site: &Site, group: &[Waiting]) -> Result<Vec<Answer>, Error> {
    let mut answers = Vec::with_capacity(group.len());
    let mut tx = site.db.write().await?;
    let epoch = migrate::epoch(&mut tx).await?;
    for push in group {
        tx.mark().await?;
        let work = one(&mut tx, site, epoch, push.citizen, &push.request);
        // Whatever goes wrong with one is no matter of the others.
        let done = AssertUnwindSafe(work).catch_unwind().await;
        let done = done.unwrap_or_else(|_| Err(Error::internal("a push panicked").into()));
        if done.is_err() {
            tx.go_back().await?;
        }
        answers.push(done);
    }
    tx.commit().await?;
    Ok(answers)
}

/// A transaction of its own.
async fn alone(site: &Site, citizen: PersonId, request: &PushRequest) -> Answer {
    let mut tx = site.db.write().await?;
    let epoch = migrate::epoch(&mut tx).await?;
    let taken = one(&mut tx, site, epoch, citizen, request).await?;
    tx.commit().await?;
    Ok(taken)
}

async fn one(tx: &mut Tx, site: &Site, epoch: uuid::Uuid, citizen: PersonId, request: &PushRequest) -> Answer {
    if request.epoch != epoch {
        return Err(Error::Gone("reset").into());
    }
    sync::push(tx, citizen, request, &site.programmes, site.clock.now()).await
}

/// The same error for everybody whom it concerns.
fn shared(error: &Error) -> Error {
    match error {
        Error::StorageFull => Error::StorageFull,
        Error::Internal(source) => Error::Internal(source.clone()),
        _ => Error::Unavailable,
    }
}

#[cfg(test)]
mod tests;
