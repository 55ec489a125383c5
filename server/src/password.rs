//! Passwords: which may be chosen, how they are hashed and compared. What is printed on the sheet that a
//! citizen gets is in [`sheet`].
//!
//! Hashing takes 46 MiB and a tenth of a second, so only as many run at once as there are cores; a queue
//! of 200 waits at most two seconds, and the rest are asked to come again.

mod sheet;

use crate::clock;
use crate::error::Error;
use crate::seal::KeyRing;
use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordVerifier, Version};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

pub use sheet::{Sheet, new_code, new_username, plain_code, printed_code, sheet};

/// The fewest characters of a password.
pub const CHARS_MIN: usize = 8;
/// The most bytes of a password: hashing a book would be a way to keep the server busy.
pub const BYTES_MAX: usize = 256;

const QUEUE_MAX: usize = 200;
const WAIT_MAX: Duration = Duration::from_secs(2);

/// How hard a password is hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// 46 MiB, once.
    Production,
    /// The floor that still counts as safe, 19 MiB: for tests, which log in often.
    Floor,
}

impl Strength {
    fn params(self) -> Params {
        let (memory_kib, rounds) = match self {
            Self::Production => (47_104, 1),
            Self::Floor => (19_456, 2),
        };
        Params::new(memory_kib, rounds, 1, None).unwrap_or_default()
    }
}

/// Why a password cannot be chosen. Each is told kindly, with what would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weak {
    /// Fewer than eight characters.
    Short,
    /// More than 256 bytes.
    Long,
    /// Among those that are tried first, or the username.
    Common,
}

/// Hashes and compares passwords. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Passwords(Arc<Inner>);

struct Inner {
    argon2: Argon2<'static>,
    running: Arc<Semaphore>,
    waiting: AtomicUsize,
    /// Compared with when there is no such user, so that the answer takes as long.
    dummy: String,
    params: String,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passwords")
    }
}

impl Passwords {
    /// With the pepper of the installation's key file. Hashes one password, so that it takes a moment.
    ///
    /// # Errors
    /// When the parameters are refused, which a test would show.
    pub fn new(strength: Strength, ring: &KeyRing) -> Result<Self, Error> {
        let pepper: &'static [u8] = Box::leak(ring.pepper().to_vec().into_boxed_slice());
        let argon2 = Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, strength.params())
            .map_err(|error| Error::internal(format!("argon2: {error}")))?;
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZeroUsize::get);
        let dummy = hash_with(&argon2, "nobody has this password")?;
        let params = params_of(&dummy).to_owned();
        let running = Arc::new(Semaphore::new(cores));
        Ok(Self(Arc::new(Inner { argon2, running, waiting: AtomicUsize::new(0), dummy, params })))
    }

    /// The hash to keep.
    pub async fn hash(&self, password: &str) -> Result<String, Error> {
        let permit = self.turn().await?;
        let (inner, password) = (Arc::clone(&self.0), bounded(password).to_owned());
        blocking(permit, move || hash_with(&inner.argon2, &password)).await?
    }

    /// Whether `password` is the one that `hash` was made from. Without a hash the same work is done, and
    /// the answer is no.
    pub async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool, Error> {
        let permit = self.turn().await?;
        let is_known = hash.is_some() && password.len() <= BYTES_MAX;
        let hash = hash.unwrap_or(&self.0.dummy).to_owned();
        let (inner, password) = (Arc::clone(&self.0), bounded(password).to_owned());
        let is_same = blocking(permit, move || {
            PasswordHash::new(&hash).is_ok_and(|hash| inner.argon2.verify_password(password.as_bytes(), &hash).is_ok())
        })
        .await?;
        Ok(is_same && is_known)
    }

    /// Whether `hash` was made with other parameters than those of today.
    pub fn needs_rehash(&self, hash: &str) -> bool {
        params_of(hash) != self.0.params
    }

    /// Waits for a turn; a full or slow queue answers 503.
    async fn turn(&self) -> Result<OwnedSemaphorePermit, Error> {
        let running = Arc::clone(&self.0.running);
        if let Ok(permit) = Arc::clone(&running).try_acquire_owned() {
            return Ok(permit);
        }
        let _place = Place::take(&self.0.waiting)?;
        match tokio::time::timeout(WAIT_MAX, running.acquire_owned()).await {
            Ok(Ok(permit)) => Ok(permit),
            _ => Err(Error::Unavailable),
        }
    }
}

/// A place in the queue, given back however the wait ends.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize) -> Result<Self, Error> {
        let place = Self(waiting);
        if waiting.fetch_add(1, Ordering::SeqCst) >= QUEUE_MAX { Err(Error::Unavailable) } else { Ok(place) }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

async fn blocking<T: Send + 'static>(
    permit: OwnedSemaphorePermit,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let done = tokio::task::spawn_blocking(move || {
        let result = work();
        drop(permit);
        result
    });
    done.await.map_err(Error::of)
}

fn bounded(password: &str) -> &str {
    if password.len() <= BYTES_MAX { password } else { "" }
}

fn hash_with(argon2: &Argon2<'static>, password: &str) -> Result<String, Error> {
    let salt: [u8; 16] = clock::random_bytes();
    let hash: argon2::password_hash::phc::PasswordHash = argon2
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map_err(|error| Error::internal(format!("argon2: {error}")))?;
    Ok(hash.to_string())
}

/// `$argon2id$v=19$m=…,t=…,p=…` of a hash.
fn params_of(hash: &str) -> &str {
    hash.match_indices('$').nth(3).map_or("", |(end, _)| &hash[..end])
}

/// Whether `password` may be chosen by the person who logs in as `username`.
pub fn check(password: &str, username: &str) -> Result<(), Weak> {
    const COMMON: [&str; 20] = [
        "password",
        "password1",
        "12345678",
        "123456789",
        "1234567890",
        "87654321",
        "11111111",
        "00000000",
        "qwertyui",
        "qwerty123",
        "abcd1234",
        "abc12345",
        "iloveyou",
        "kodeord1",
        "kodeord123",
        "velkommen",
        "velkommen1",
        "danmark1",
        "sommer2026",
        "folgeskab",
    ];
    let lower = password.trim().to_lowercase();
    let first = lower.chars().next();
    if password.chars().count() < CHARS_MIN {
        return Err(Weak::Short);
    }
    if password.len() > BYTES_MAX {
        return Err(Weak::Long);
    }
    let is_common = COMMON.contains(&lower.as_str()) || lower == username || lower.chars().all(|c| Some(c) == first);
    if is_common { Err(Weak::Common) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::testing::ring;

    #[tokio::test]
    async fn a_password_is_known_again_and_nothing_else_is() {
        let passwords = Passwords::new(Strength::Floor, &ring()).unwrap();
        let hash = passwords.hash("en lang og rolig tur").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(passwords.verify("en lang og rolig tur", Some(&hash)).await.unwrap());
        assert!(!passwords.verify("en lang og rolig Tur", Some(&hash)).await.unwrap());
        assert!(!passwords.verify("nobody has this password", None).await.unwrap());
        assert!(!passwords.verify(&"x".repeat(1_000_000), Some(&hash)).await.unwrap());
        assert!(!passwords.verify("x", Some("not a hash")).await.unwrap());
        assert!(!passwords.needs_rehash(&hash));
        assert!(passwords.needs_rehash(&hash.replace("m=19456", "m=4096")));
    }

    #[tokio::test]
    async fn a_stolen_hash_is_useless_without_the_key_file() {
        let passwords = Passwords::new(Strength::Floor, &ring()).unwrap();
        let hash = passwords.hash("en lang og rolig tur").await.unwrap();
        let elsewhere = Passwords::new(Strength::Floor, &KeyRing::from_bytes([1; 32])).unwrap();
        assert!(!elsewhere.verify("en lang og rolig tur", Some(&hash)).await.unwrap());
    }

    #[tokio::test]
    async fn a_long_queue_is_sent_away_at_once() {
        let passwords = Passwords::new(Strength::Floor, &ring()).unwrap();
        let all = u32::try_from(passwords.0.running.available_permits()).unwrap();
        let _busy = Arc::clone(&passwords.0.running).acquire_many_owned(all).await.unwrap();
        passwords.0.waiting.store(QUEUE_MAX, Ordering::SeqCst);
        assert!(matches!(passwords.verify("x", None).await, Err(Error::Unavailable)));
        assert_eq!(passwords.0.waiting.load(Ordering::SeqCst), QUEUE_MAX);
    }

    #[test]
    fn weak_passwords_are_told_why() {
        assert_eq!(check("kort", "a"), Err(Weak::Short));
        assert_eq!(check(&"lang".repeat(100), "a"), Err(Weak::Long));
        assert_eq!(check("Kodeord123", "a"), Err(Weak::Common));
        assert_eq!(check("aaaaaaaaa", "a"), Err(Weak::Common));
        assert_eq!(check("stille-skov-17", "stille-skov-17"), Err(Weak::Common));
        assert_eq!(check("æøåæøåæø", "a"), Ok(()));
    }
}
