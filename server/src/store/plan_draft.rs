//! The draft of a plan's next revision: one per citizen, with a version that a second tab is caught by.

use crate::db::{Tx, execute, fetch_optional, statements};
use crate::error::Error;
use domain::id::PersonId;
use domain::plan::PlanContent;
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

statements! {
    /// The draft.
    FIND = "select version, author_id, at, content from plan_draft where citizen_id = $1";
    /// The first version of a draft, unless there is one.
    INSERT = "insert into plan_draft (citizen_id, version, author_id, at, content) values ($1, 1, $2, $3, $4)
        on conflict (citizen_id) do nothing";
    /// The next version, if it follows the one that was seen.
    UPDATE = "update plan_draft set version = version + 1, author_id = $3, at = $4, content = $5
        where citizen_id = $1 and version = $2";
    /// There is no draft any more.
    DELETE = "delete from plan_draft where citizen_id = $1";
}

/// What a draft says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The plan.
    #[serde(flatten)]
    pub content: PlanContent,
    /// Why it is changed, as far as somebody has written it.
    #[serde(default)]
    pub reason: String,
}

/// A draft as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Counted from 1.
    pub version: i64,
    /// Who saved it.
    pub author: PersonId,
    /// When.
    pub at: Instant,
    /// What it says.
    pub draft: Draft,
}

const COLUMN: &str = "plan_draft.content";

/// The draft of a citizen's plan.
pub async fn find(tx: &mut Tx, citizen: PersonId) -> Result<Option<Kept>, Error> {
    let row: Option<(i64, Uuid, i64, Vec<u8>)> = fetch_optional!(tx, FIND, citizen.uuid())?;
    let Some((version, author, at, content)) = row else { return Ok(None) };
    let content = tx.key_of(citizen).await?.open(COLUMN, citizen.uuid(), &content)?;
    let draft = serde_json::from_str(&content)?;
    Ok(Some(Kept { version, author: PersonId(author), at: Instant(at), draft }))
}

/// Saves the draft that follows `seen` (0: there was none). False when there is another by now.
pub async fn save(
    tx: &mut Tx,
    citizen: PersonId,
    seen: i64,
    draft: &Draft,
    author: PersonId,
    now: Instant,
) -> Result<bool, Error> {
    let content = tx.key_of(citizen).await?.seal(COLUMN, citizen.uuid(), &serde_json::to_string(draft)?);
    let saved = match seen {
        0 => execute!(tx, INSERT, citizen.uuid(), author.uuid(), now.0, content)?,
        seen => execute!(tx, UPDATE, citizen.uuid(), seen, author.uuid(), now.0, content)?,
    };
    Ok(saved == 1)
}

/// Forgets the draft.
pub async fn delete(tx: &mut Tx, citizen: PersonId) -> Result<(), Error> {
    execute!(tx, DELETE, citizen.uuid())?;
    Ok(())
}
