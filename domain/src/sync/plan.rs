//! What to do next. Looks, and changes nothing.

use super::local::Local;
use super::pace::{Pace, Session};
use crate::id::DeviceId;
use crate::time::Instant;
use crate::wire::{PULL_MAX, PushRequest};
use uuid::Uuid;

/// `GET /api/v1/sync/pull` and its query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PullRequest {
    /// This phone.
    pub device: DeviceId,
    /// The epoch that the phone knows.
    pub epoch: Uuid,
    /// Where to go on from; none: from the beginning.
    pub cursor: Option<String>,
    /// The most records in the answer.
    pub limit: u32,
}

/// The next thing to do.
#[derive(Clone, Debug)]
pub enum Step {
    /// Name this phone to the server. None: the server gives the name.
    Register(Option<DeviceId>),
    /// Send. First keep what [`Local::sending`] says.
    Push(PushRequest),
    /// Fetch.
    Pull(PullRequest),
    /// Nothing can be done before somebody logs in.
    AskLogin,
    /// Nothing before this moment, unless something happens.
    Wait(Instant),
}

impl Local {
    /// The next thing to do at `now`.
    pub fn plan(&self, pace: &Pace, now: Instant) -> Step {
        if pace.session == Session::Ended {
            return Step::AskLogin;
        }
        if now < pace.ready_at() {
            return Step::Wait(pace.ready_at());
        }
        let (Some(device), Some(epoch), false) = (self.marks.device, self.marks.epoch, pace.is_registration_due) else {
            return Step::Register(self.marks.device);
        };
        let pull = || {
            let cursor = self.marks.cursor.clone();
            Step::Pull(PullRequest { device, epoch, cursor, limit: PULL_MAX })
        };
        // On a line that seems dead, fetching finds out whether it is: what goes into a push cannot be
        // taken back any more, even if nobody hears of it.
        if !pace.is_reached && self.has_unmarked() {
            return pull();
        }
        // What the person wrote goes first: it exists nowhere else.
        if let Some(request) = self.next_push(pace.batch, now) {
            return Step::Push(request);
        }
        if pace.is_pull_due || self.marks.is_partial || now >= pace.next_pull() {
            return pull();
        }
        Step::Wait(pace.next_pull())
    }
}
