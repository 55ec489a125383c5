//! The only source of time, ids and chance in the program. Everything else gets them as arguments,
//! so that a test can hold time still and a rule can be run twice with the same answer.

use domain::time::Instant;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};
use uuid::Uuid;

/// What time it is. Cheap to clone; all clones show the same time.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Source>);

#[derive(Debug)]
enum Source {
    System,
    Fixed(AtomicI64),
    Shifted { offset_ms: i64 },
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Arc::new(Source::System))
    }

    /// Stands still at `at` until it is set; for tests.
    pub fn fixed(at: Instant) -> Self {
        Self(Arc::new(Source::Fixed(AtomicI64::new(at.0))))
    }

    /// Shows `start` now and runs on from there; for a demo that lives through a whole course.
    pub fn shifted(start: Instant) -> Self {
        Self(Arc::new(Source::Shifted { offset_ms: start.since(machine_time()) }))
    }

    /// The moment that the course, the plan and every record are counted from.
    pub fn now(&self) -> Instant {
        match &*self.0 {
            Source::System => machine_time(),
            Source::Fixed(at) => Instant(at.load(Ordering::SeqCst)),
            Source::Shifted { offset_ms } => machine_time().plus_ms(*offset_ms),
        }
    }

    /// The machine's own time, which a demo does not move: for cookies, sessions, throttling, TLS and
    /// the keys of push. A fixed clock shows the same here, so that tests can let sessions run out.
    pub fn wall(&self) -> Instant {
        match &*self.0 {
            Source::System | Source::Shifted { .. } => machine_time(),
            Source::Fixed(at) => Instant(at.load(Ordering::SeqCst)),
        }
    }

    /// Moves a fixed clock to `at`. Others keep running as they did.
    pub fn set(&self, at: Instant) {
        if let Source::Fixed(now) = &*self.0 {
            now.store(at.0, Ordering::SeqCst);
        }
    }

    /// Moves a fixed clock `ms` on.
    pub fn advance(&self, ms: i64) {
        self.set(self.now().plus_ms(ms));
    }
}

fn machine_time() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// A new id that sorts by the moment of its making (UUID version 7).
pub fn new_id() -> Uuid {
    let ms = u64::try_from(machine_time().0).unwrap_or_default();
    let random: [u8; 10] = random_bytes();
    uuid::Builder::from_unix_timestamp_millis(ms, &random).into_uuid()
}

/// Bytes that nobody can guess.
///
/// # Panics
/// When the operating system has no randomness: without it no key and no session would be safe.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    assert!(getrandom::fill(&mut bytes).is_ok(), "the operating system gives no randomness");
    bytes
}

/// An even choice below `bound` (which must be at least 1 and at most 2^16), without a bias towards small numbers.
pub fn random_below(bound: u16) -> u16 {
    let bound = bound.max(1);
    let fair = u16::MAX - u16::MAX % bound;
    loop {
        let drawn = u16::from_le_bytes(random_bytes());
        if drawn < fair {
            return drawn % bound;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_the_moment_of_their_making() {
        let first = new_id();
        std::thread::sleep(std::time::Duration::from_millis(3));
        assert!(first < new_id());
        assert_eq!(first.get_version_num(), 7);
    }

    #[test]
    fn a_shifted_clock_runs_but_leaves_the_wall_alone() {
        let clock = Clock::shifted(Instant(1_000_000));
        assert!((1_000_000..1_060_000).contains(&clock.now().0));
        assert!(clock.wall().0 > 1_700_000_000_000);
    }

    #[test]
    fn a_fixed_clock_moves_only_when_told() {
        let clock = Clock::fixed(Instant(5));
        clock.clone().advance(7);
        assert_eq!((clock.now(), clock.wall()), (Instant(12), Instant(12)));
    }
}
