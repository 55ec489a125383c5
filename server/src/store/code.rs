//! One-time codes: how somebody who has no password (yet, or any more) comes in. One living code per
//! person, good for 14 days and one use; the database keeps a digest that only the key file can compute.

use crate::db::{Tx, execute, fetch_optional, statements};
use crate::error::Error;
use crate::password;
use crate::store::{person, session};
use domain::id::PersonId;
use domain::time::{DAY_MS, Instant};

/// How long a code is good.
pub const GOOD_FOR_MS: i64 = 14 * DAY_MS;
/// Wrong guesses after which a code is good no more, besides the brakes of `throttle`.
const ATTEMPTS_MAX: i64 = 50;

statements! {
    /// Gives a person a new code instead of an older one.
    PUT = "insert into one_time_code (person_id, code_hash, created_at, expires_at, used_at, attempts) values ($1, $2, $3, $4, null, 0)
        on conflict (person_id) do update set code_hash = excluded.code_hash, created_at = excluded.created_at,
            expires_at = excluded.expires_at, used_at = null, attempts = 0";
    /// The code of a person.
    FIND = "select code_hash, expires_at, used_at, attempts from one_time_code where person_id = $1";
    /// Counts a wrong guess.
    COUNT_WRONG = "update one_time_code set attempts = attempts + 1 where person_id = $1";
    /// Uses a code, once.
    USE = "update one_time_code set used_at = $2 where person_id = $1 and used_at is null and expires_at > $2";
}

/// What a typed code turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Right, and still good.
    Good,
    /// Right, but it was used or is too old: a new one is needed.
    Over,
    /// Not the code, or there is none.
    Wrong,
}

/// Gives `person` a new code; the old password and all sessions end. The code is shown once and kept nowhere.
pub async fn issue(tx: &mut Tx, person: PersonId, now: Instant) -> Result<String, Error> {
    let code = password::new_code();
    let hash = digest(tx, person, &code);
    execute!(tx, PUT, person.uuid(), hash, now.0, now.plus_ms(GOOD_FOR_MS).0)?;
    person::set_password(tx, person, None, now).await?;
    session::delete_of_person(tx, person).await?;
    Ok(code)
}

/// Looks at a typed code: case, blanks and hyphens do not matter. A wrong one is counted.
pub async fn check(tx: &mut Tx, person: PersonId, typed: &str, now: Instant) -> Result<Answer, Error> {
    let typed = digest(tx, person, &password::plain_code(typed));
    let row: Option<(Vec<u8>, i64, Option<i64>, i64)> = fetch_optional!(tx, FIND, person.uuid())?;
    let Some((hash, expires_at, used_at, attempts)) = row else {
        return Ok(Answer::Wrong);
    };
    // Digests of an unknown key: comparing them tells nothing about the code.
    if hash != typed {
        execute!(tx, COUNT_WRONG, person.uuid())?;
        return Ok(Answer::Wrong);
    }
    let is_good = used_at.is_none() && expires_at > now.0 && attempts < ATTEMPTS_MAX;
    Ok(if is_good { Answer::Good } else { Answer::Over })
}

/// Uses the code up. Says whether it was still there to be used: of two at once, one gets `false`.
pub async fn consume(tx: &mut Tx, person: PersonId, now: Instant) -> Result<bool, Error> {
    Ok(execute!(tx, USE, person.uuid(), now.0)? > 0)
}

fn digest(tx: &Tx, person: PersonId, code: &str) -> Vec<u8> {
    tx.ring().digest("one_time_code", &[person.uuid().as_bytes(), password::plain_code(code).as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;
    use crate::db::testing::{MONDAY, both_dbs};
    use crate::store::person::NewPerson;
    use domain::access::Role;

    async fn citizen(tx: &mut Tx) -> PersonId {
        let id = PersonId(clock::new_id());
        let new = NewPerson {
            id,
            role: Role::Citizen,
            organisation: None,
            username: Some("stille-skov-17".into()),
            name: "Prøve".into(),
            phone: None,
            lang: "da".into(),
        };
        person::insert(tx, &new, MONDAY).await.unwrap();
        id
    }

    both_dbs!(a_code_is_good_once_and_for_fourteen_days, |db| async move {
        let mut tx = db.write().await.unwrap();
        let id = citizen(&mut tx).await;
        let code = issue(&mut tx, id, MONDAY).await.unwrap();
        let typed = format!(" {}-{} ", &code[..5].to_lowercase(), &code[5..]);
        let last = MONDAY.plus_ms(GOOD_FOR_MS - 1);
        assert_eq!(check(&mut tx, id, &typed, last).await.unwrap(), Answer::Good);
        assert_eq!(check(&mut tx, id, &typed, last.plus_ms(1)).await.unwrap(), Answer::Over);
        assert_eq!(check(&mut tx, id, "AAAAAAAAAA", MONDAY).await.unwrap(), Answer::Wrong);
        assert!(consume(&mut tx, id, MONDAY).await.unwrap());
        assert!(!consume(&mut tx, id, MONDAY).await.unwrap());
        assert_eq!(check(&mut tx, id, &code, MONDAY).await.unwrap(), Answer::Over);
    });

    both_dbs!(a_new_code_ends_the_old_one_the_password_and_the_sessions, |db| async move {
        let mut tx = db.write().await.unwrap();
        let id = citizen(&mut tx).await;
        let first = issue(&mut tx, id, MONDAY).await.unwrap();
        person::set_password(&mut tx, id, Some("hash"), MONDAY).await.unwrap();
        let hash = session::SessionHash([2; 32]);
        session::insert(&mut tx, hash, id, session::Limits::of(Role::Citizen), "{}", MONDAY).await.unwrap();
        let second = issue(&mut tx, id, MONDAY).await.unwrap();
        assert_eq!(check(&mut tx, id, &first, MONDAY).await.unwrap(), Answer::Wrong);
        assert_eq!(check(&mut tx, id, &second, MONDAY).await.unwrap(), Answer::Good);
        assert_eq!(person::find(&mut tx, id).await.unwrap().unwrap().password_hash, None);
        assert_eq!(session::find_current(&mut tx, hash, MONDAY).await.unwrap(), None);
    });

    both_dbs!(a_code_that_was_guessed_at_too_often_is_over, |db| async move {
        let mut tx = db.write().await.unwrap();
        let id = citizen(&mut tx).await;
        let code = issue(&mut tx, id, MONDAY).await.unwrap();
        for _ in 0..ATTEMPTS_MAX {
            check(&mut tx, id, "AAAAAAAAAA", MONDAY).await.unwrap();
        }
        assert_eq!(check(&mut tx, id, &code, MONDAY).await.unwrap(), Answer::Over);
    });
}
