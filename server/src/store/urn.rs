//! Answers without their people. An urn holds what was answered to one form in one programme, sealed
//! under a key outside the database, until there is enough to empty it into responses.
//!
//! Nothing here takes a person, an invitation or a time, and nothing may. An urn is one row, written
//! anew at each answer with its content shuffled and padded: a copy of the database tells neither which
//! answer came last nor how long it is. Responses are written a wave at a time, in random order.

use crate::clock;
use crate::db::{Tx, execute, fetch_all, fetch_one, fetch_optional, statements};
use crate::error::Error;
use domain::survey::Answers;
use uuid::Uuid;

/// An urn is emptied when it holds at least so many (domain.md §7.3, rule 6).
pub const FEWEST: i64 = 5;
/// The content is padded to a multiple of this many bytes.
const PAD: usize = 16 * 1024;
const URN_COLUMN: &str = "urn.content";
const RESPONSE_COLUMN: &str = "response.answers";

statements! {
    /// An urn where there was none.
    INSERT = "insert into urn (id, programme, form, wave, held, content) values ($1, $2, $3, 0, 0, $4)
        on conflict (programme, form) do nothing";
    /// Locks and counts one more.
    TAKE = "update urn set held = held + 1 where programme = $1 and form = $2 returning id, content";
    /// The content after an answer.
    SET_CONTENT = "update urn set content = $2 where id = $1";
    /// Urns with enough in them.
    LIST_FULL = "select id from urn where held >= $1 order by id limit 200";
    /// Locks an urn that has enough in it, and begins its next wave.
    EMPTY = "update urn set held = 0, wave = wave + 1 where id = $1 and held >= $2 returning programme, form, wave, content";
    /// Keeps an answer.
    INSERT_RESPONSE = "insert into response (id, programme, form, wave, answers) values ($1, $2, $3, $4, $5)";
    /// The answers to a form in a programme, up to a wave.
    LIST_RESPONSES = "select id, wave, answers from response
        where programme = $1 and form = $2 and wave <= $3 order by wave, id limit 20000";
    /// How many answers wait in a programme's urns.
    COUNT_HELD = "select coalesce(cast(sum(held) as bigint), 0) from urn where programme = $1";
}

/// Puts answers in. The row stays locked until the transaction ends.
pub async fn put(tx: &mut Tx, programme: &str, form: &str, answers: &Answers) -> Result<(), Error> {
    let new = random_id();
    let empty = seal(tx, new, &[])?;
    execute!(tx, INSERT, new, programme, form, empty)?;
    let (id, content): (Uuid, Vec<u8>) = fetch_one!(tx, TAKE, programme, form)?;
    let mut held = open(tx, id, &content)?;
    held.push(serde_json::to_value(answers)?);
    shuffle(&mut held);
    let content = seal(tx, id, &held)?;
    execute!(tx, SET_CONTENT, id, content)?;
    Ok(())
}

/// Urns that hold enough to be emptied.
pub async fn list_full(tx: &mut Tx) -> Result<Vec<Uuid>, Error> {
    let rows: Vec<(Uuid,)> = fetch_all!(tx, LIST_FULL, FEWEST)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Empties an urn into responses of its next wave; says how many. None when it holds too few (any more).
pub async fn empty(tx: &mut Tx, id: Uuid) -> Result<Option<usize>, Error> {
    let row: Option<(String, String, i64, Vec<u8>)> = fetch_optional!(tx, EMPTY, id, FEWEST)?;
    let Some((programme, form, wave, content)) = row else { return Ok(None) };
    let mut held = open(tx, id, &content)?;
    let nothing = seal(tx, id, &[])?;
    execute!(tx, SET_CONTENT, id, nothing)?;
    shuffle(&mut held);
    for answers in &held {
        let response = random_id();
        let sealed = tx.ring().installation().seal(RESPONSE_COLUMN, response, &serde_json::to_string(answers)?);
        execute!(tx, INSERT_RESPONSE, response, &programme, &form, wave, sealed)?;
    }
    Ok(Some(held.len()))
}

/// The responses to a form in a programme up to and with `wave`, each with its wave and nothing else.
pub async fn list_responses(tx: &mut Tx, programme: &str, form: &str, wave: i64) -> Result<Vec<(i64, Answers)>, Error> {
    let rows: Vec<(Uuid, i64, Vec<u8>)> = fetch_all!(tx, LIST_RESPONSES, programme, form, wave)?;
    let key = tx.ring().installation();
    rows.into_iter()
        .map(|(id, wave, sealed)| Ok((wave, serde_json::from_str(&key.open(RESPONSE_COLUMN, id, &sealed)?)?)))
        .collect()
}

/// How many answers of a programme wait in urns.
pub async fn count_held(tx: &mut Tx, programme: &str) -> Result<i64, Error> {
    let (held,): (i64,) = fetch_one!(tx, COUNT_HELD, programme)?;
    Ok(held)
}

/// A random id (version 4), which says nothing about when it was made.
fn random_id() -> Uuid {
    uuid::Builder::from_random_bytes(clock::random_bytes()).into_uuid()
}

fn seal(tx: &Tx, id: Uuid, held: &[serde_json::Value]) -> Result<Vec<u8>, Error> {
    let mut plain = serde_json::to_vec(held)?;
    plain.resize(plain.len().div_ceil(PAD).max(1) * PAD, b' ');
    Ok(tx.ring().installation().seal_bytes(URN_COLUMN, id, &plain))
}

fn open(tx: &Tx, id: Uuid, content: &[u8]) -> Result<Vec<serde_json::Value>, Error> {
    Ok(serde_json::from_slice(&tx.ring().installation().open_bytes(URN_COLUMN, id, content)?)?)
}

/// Every order equally likely.
fn shuffle<T>(items: &mut [T]) {
    for last in (1..items.len()).rev() {
        let bound = u16::try_from(last + 1).unwrap_or(u16::MAX);
        items.swap(last, usize::from(clock::random_below(bound)));
    }
}
