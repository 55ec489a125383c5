//! Brakes on guessing passwords and codes: per account, per network and for everybody, counted in the
//! database so that all replicas agree. They slow down and never lock out: the wait doubles with each
//! failure up to five minutes, and an hour of rest forgets everything.
//!
//! Keys are digests, so the table tells nobody which accounts or networks were there.

use crate::db::{Tx, execute, fetch_one, fetch_optional, statements};
use crate::error::Error;
use crate::seal::KeyRing;
use domain::time::{HOUR_MS, Instant, MINUTE_MS};
use std::net::IpAddr;

statements! {
    /// How long a key is still slowed down.
    FIND = "select blocked_until from throttle where key = $1";
    /// Counts an attempt; one after a long rest is the first again.
    COUNT = "insert into throttle (key, failures, last_at, blocked_until) values ($1, 1, $2, 0)
        on conflict (key) do update set
            failures = case when throttle.last_at < $3 then 1 else throttle.failures + 1 end,
            last_at = excluded.last_at
        returning failures";
    /// Slows a key down.
    BLOCK = "update throttle set blocked_until = $2 where key = $1";
    /// Takes back one attempt that was no failure.
    FORGIVE = "update throttle set failures = failures - 1, blocked_until = 0 where key = $1 and failures > 0";
    /// Forgets a key.
    DELETE = "delete from throttle where key = $1";
    /// Removes what has rested long enough to be forgotten.
    DELETE_OLD = "delete from throttle where last_at < $1";
}

/// How one kind of key is slowed down.
struct Brake {
    /// Attempts without any wait.
    free: i64,
    /// The same while the whole installation is under pressure.
    free_under_pressure: i64,
    /// The longest wait.
    wait_max_ms: i64,
    /// The rest after which all is forgotten.
    forget_after_ms: i64,
}

const ACCOUNT: Brake = Brake { free: 5, free_under_pressure: 3, wait_max_ms: 5 * MINUTE_MS, forget_after_ms: HOUR_MS };
/// A whole jobcenter or a municipality's phones may share one address.
const NETWORK: Brake =
    Brake { free: 60, free_under_pressure: 15, wait_max_ms: MINUTE_MS, forget_after_ms: 10 * MINUTE_MS };
/// This many failures without a quiet minute between them are pressure.
const PRESSURE: i64 = 300;

/// What an attempt is counted under.
#[derive(Clone, Debug)]
pub struct Keys {
    account: Vec<u8>,
    network: Vec<u8>,
    everybody: Vec<u8>,
}

impl Keys {
    /// For an attempt on `username` from `address`: a /24 of IPv4 or a /64 of IPv6.
    pub fn of(ring: &KeyRing, username: &str, address: IpAddr) -> Self {
        let network = network_of(address);
        Self {
            account: ring.digest("throttle.account", &[username.as_bytes()]),
            network: ring.digest("throttle.network", &[&network]),
            everybody: ring.digest("throttle.everybody", &[]),
        }
    }
}

/// The part of an address that stands for one household or office.
pub fn network_of(address: IpAddr) -> Vec<u8> {
    match address.to_canonical() {
        IpAddr::V4(address) => address.octets()[..3].to_vec(),
        IpAddr::V6(address) => address.octets()[..8].to_vec(),
    }
}

/// How many whole seconds the next attempt has to wait; none if it may be made now.
pub async fn wait_seconds(tx: &mut Tx, keys: &Keys, now: Instant) -> Result<Option<u32>, Error> {
    let mut wait_ms = 0;
    for key in [&keys.account, &keys.network] {
        let row: Option<(i64,)> = fetch_optional!(tx, FIND, key)?;
        wait_ms = wait_ms.max(row.map_or(0, |(until,)| until.saturating_sub(now.0)));
    }
    if wait_ms <= 0 {
        return Ok(None);
    }
    Ok(Some(u32::try_from((wait_ms + 999) / 1000).unwrap_or(u32::MAX)))
}

/// Counts an attempt before it is tried, so that many at once do not slip through.
pub async fn count(tx: &mut Tx, keys: &Keys, now: Instant) -> Result<(), Error> {
    let (all,): (i64,) = fetch_one!(tx, COUNT, &keys.everybody, now.0, now.plus_ms(-MINUTE_MS).0)?;
    let is_pressed = all > PRESSURE;
    for (key, brake) in [(&keys.account, &ACCOUNT), (&keys.network, &NETWORK)] {
        let (failures,): (i64,) = fetch_one!(tx, COUNT, key, now.0, now.plus_ms(-brake.forget_after_ms).0)?;
        let free = if is_pressed { brake.free_under_pressure } else { brake.free };
        let wait_ms = wait_after(failures, free, brake.wait_max_ms);
        if wait_ms > 0 {
            execute!(tx, BLOCK, key, now.plus_ms(wait_ms).0)?;
        }
    }
    Ok(())
}

/// One second after the last free attempt, doubling from there.
fn wait_after(failures: i64, free: i64, wait_max_ms: i64) -> i64 {
    let beyond = failures - free;
    if beyond < 0 {
        return 0;
    }
    let doublings = u32::try_from(beyond).unwrap_or(u32::MAX).min(20);
    (1_000_i64 << doublings).min(wait_max_ms)
}

/// The attempt was right: the account starts afresh, and nobody else is slowed down by it.
pub async fn succeed(tx: &mut Tx, keys: &Keys) -> Result<(), Error> {
    execute!(tx, DELETE, &keys.account)?;
    execute!(tx, FORGIVE, &keys.network)?;
    execute!(tx, FORGIVE, &keys.everybody)?;
    Ok(())
}

/// Removes what has rested long enough to be forgotten; for the hourly cleaning.
pub async fn delete_old(tx: &mut Tx, now: Instant) -> Result<u64, Error> {
    Ok(execute!(tx, DELETE_OLD, now.plus_ms(-2 * HOUR_MS).0)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::testing::{MONDAY, both_dbs, ring};

    fn keys(username: &str, address: &str) -> Keys {
        Keys::of(&ring(), username, address.parse().unwrap())
    }

    #[test]
    fn the_wait_doubles_up_to_its_bound() {
        let waits: Vec<i64> = (1..=16).map(|n| wait_after(n, 5, 300_000) / 1000).collect();
        assert_eq!(waits, [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
        assert_eq!(wait_after(i64::MAX, 5, 300_000), 300_000);
    }

    #[test]
    fn neighbours_share_a_network_and_strangers_do_not() {
        let network = |text: &str| network_of(text.parse().unwrap());
        assert_eq!(network("10.1.2.3"), network("10.1.2.200"));
        assert_eq!(network("::ffff:10.1.2.3"), network("10.1.2.200"));
        assert_ne!(network("10.1.3.3"), network("10.1.2.3"));
        assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::1"));
    }

    both_dbs!(an_account_is_slowed_down_and_an_hour_of_rest_forgets, |db| async move {
        let keys = keys("stille-skov-17", "10.1.2.3");
        let mut tx = db.write().await.unwrap();
        for _ in 0..4 {
            count(&mut tx, &keys, MONDAY).await.unwrap();
            assert_eq!(wait_seconds(&mut tx, &keys, MONDAY).await.unwrap(), None);
        }
        for _ in 0..4 {
            count(&mut tx, &keys, MONDAY).await.unwrap();
        }
        assert_eq!(wait_seconds(&mut tx, &keys, MONDAY).await.unwrap(), Some(8));
        let other = super::tests::keys("anden-vej-3", "10.1.2.3");
        assert_eq!(wait_seconds(&mut tx, &other, MONDAY).await.unwrap(), None, "others are not slowed down");
        let later = MONDAY.plus_ms(HOUR_MS + 1);
        count(&mut tx, &keys, later).await.unwrap();
        assert_eq!(wait_seconds(&mut tx, &keys, later).await.unwrap(), None);
        assert_eq!(delete_old(&mut tx, later.plus_ms(3 * HOUR_MS)).await.unwrap(), 3);
    });

    both_dbs!(a_right_password_starts_afresh, |db| async move {
        let keys = keys("stille-skov-17", "10.1.2.3");
        let mut tx = db.write().await.unwrap();
        for _ in 0..9 {
            count(&mut tx, &keys, MONDAY).await.unwrap();
        }
        succeed(&mut tx, &keys).await.unwrap();
        assert_eq!(wait_seconds(&mut tx, &keys, MONDAY).await.unwrap(), None);
    });
}
