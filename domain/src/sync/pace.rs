//! When to try, and how long to leave a server alone that cannot answer now.
//!
//! It lives in memory only: whoever opens the app anew may try at once.

use super::{HOLD_MAX_MS, RETRY_MAX_MS, RETRY_MIN_MS};
use crate::time::Instant;
use crate::wire::PUSH_MAX;

/// Whether the server knows who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Session {
    /// As far as we know, yes.
    In,
    /// It said no. Everything is kept and waits for a new login.
    Ended,
}

/// The rhythm of trying.
#[derive(Clone, Debug, PartialEq)]
pub struct Pace {
    /// Whether the server knows who asks.
    pub session: Session,
    /// Failures in a row.
    pub failures: u32,
    /// Whether the device must be named to the server before anything else: at a login, without keys,
    /// and when the server did not know it.
    pub is_registration_due: bool,
    /// Whether the last try reached the server, whatever it answered. Not known at the start.
    pub(super) is_reached: bool,
    /// Whether there may be news.
    pub is_pull_due: bool,
    /// No try before this, unless the person or the network gives a reason.
    not_before: Instant,
    /// No try before this, whoever asks: the server's own word.
    held_until: Instant,
    /// When to ask for news although nothing happened.
    next_pull: Instant,
    /// The most operations in the next push.
    pub(super) batch: usize,
}

impl Pace {
    /// At the start of the app: everything is due.
    pub const fn start(now: Instant) -> Self {
        Self {
            session: Session::In,
            failures: 0,
            is_registration_due: false,
            is_reached: false,
            is_pull_due: true,
            not_before: now,
            held_until: now,
            next_pull: now,
            batch: PUSH_MAX,
        }
    }

    /// The earliest moment for a try.
    pub fn ready_at(&self) -> Instant {
        self.not_before.max(self.held_until)
    }

    /// When to ask for news at the latest.
    pub(super) const fn next_pull(&self) -> Instant {
        self.next_pull
    }

    /// There is a reason to try now: the network is back, the app is looked at, somebody asks. Somebody
    /// may have logged in meanwhile, too.
    pub const fn wake(&mut self, now: Instant) {
        self.session = Session::In;
        self.not_before = now;
        self.failures = 0;
        self.is_pull_due = true;
    }

    /// The browser says that there is no network.
    pub const fn lost_network(&mut self) {
        self.is_reached = false;
    }

    /// Something was written on the phone. It is tried at once unless a failure is fresh.
    pub const fn wrote(&mut self, now: Instant) {
        if self.failures == 0 {
            self.not_before = now;
        }
    }

    /// The server said that there is news.
    pub const fn news(&mut self) {
        self.is_pull_due = true;
    }

    /// Somebody has logged in.
    pub const fn logged_in(&mut self, now: Instant) {
        self.is_registration_due = true;
        self.wake(now);
    }

    /// An answer of ours came. `jitter` is from 0 to 1,000 and spreads the phones over time.
    pub(super) fn succeeded(&mut self, now: Instant, jitter: u16) {
        self.failures = 0;
        self.is_reached = true;
        self.batch = (self.batch * 2).min(PUSH_MAX);
        self.next_pull = now.plus_ms(spread(RETRY_MAX_MS, jitter));
    }

    /// No answer of ours came: wait from 2 seconds to 15 minutes, longer each time.
    pub(super) fn failed(&mut self, now: Instant, jitter: u16, retry_after_ms: Option<i64>) {
        let doubled = RETRY_MIN_MS.saturating_mul(1 << self.failures.min(12));
        self.failures = self.failures.saturating_add(1);
        self.not_before = now.plus_ms(spread(doubled.min(RETRY_MAX_MS), jitter));
        if let Some(ms) = retry_after_ms {
            self.held_until = now.plus_ms(ms.clamp(0, HOLD_MAX_MS));
        }
    }

    /// Something on the phone itself does not work: try again as after a failure.
    pub fn hold(&mut self, now: Instant, jitter: u16) {
        self.failed(now, jitter, None);
    }

    /// The next push is half as large: something in it may be what the server cannot take.
    pub(super) fn send_less(&mut self) {
        self.batch = (self.batch / 2).max(1);
    }
}

/// From half of `ms` to all of it.
fn spread(ms: i64, jitter_permille: u16) -> i64 {
    ms / 2 + ms / 2 * i64::from(jitter_permille.min(1_000)) / 1_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_from_seconds_to_a_quarter_of_an_hour_and_stay_spread() {
        for jitter in [0, 500, 1_000] {
            let mut pace = Pace::start(Instant(0));
            let mut before = 0;
            for _ in 0..40 {
                pace.failed(Instant(0), jitter, None);
                let wait = pace.ready_at().0;
                assert!(wait >= before && (RETRY_MIN_MS / 2..=RETRY_MAX_MS).contains(&wait), "{wait}");
                before = wait;
            }
            assert!(before >= RETRY_MAX_MS / 2);
        }
    }

    #[test]
    fn a_person_may_ask_again_at_once_but_not_against_the_servers_word() {
        let mut pace = Pace::start(Instant(0));
        pace.failed(Instant(0), 0, None);
        pace.wake(Instant(10));
        assert_eq!(pace.ready_at(), Instant(10));
        pace.failed(Instant(10), 0, Some(30_000));
        pace.wake(Instant(20));
        assert_eq!(pace.ready_at(), Instant(30_010));
        pace.failed(Instant(40_000), 0, Some(i64::MAX));
        assert_eq!(pace.ready_at(), Instant(40_000 + HOLD_MAX_MS), "a server cannot hold a phone for ever");
    }
}
