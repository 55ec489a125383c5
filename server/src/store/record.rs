//! The records of a citizen's screens, sealed, one row each, and the revision that orders their changes.
//!
//! Every writing transaction that concerns a citizen begins with [`raise`]: the citizen's revision row is
//! the lock, so that revision order is commit order on PostgreSQL as well (design.md §4.2). One table for
//! all kinds: then there is one way to put, one way to read and one row of changes to get right.

use crate::clock;
use crate::db::{Tx, execute, fetch_all, fetch_optional, statements};
use crate::error::Error;
use crate::seal::PersonKey;
use domain::effect::Need;
use domain::id::PersonId;
use domain::record::{Change, ChangeOp, Effect, Kind, Record};
use domain::snapshot::{Snapshot, window};
use domain::time::{Instant, plus_days};
use serde_json::value::RawValue;
use uuid::Uuid;

statements! {
    /// The first revision of a citizen.
    INSERT_REVISION = "insert into citizen_revision (citizen_id, rev, mark) values ($1, 1, $2)";
    /// Raises and locks.
    RAISE = "update citizen_revision set rev = rev + 1, mark = $2 where citizen_id = $1 returning rev";
    /// Keeps the mark of a revision, to know a cursor by.
    INSERT_CHANGE = "insert into change (citizen_id, rev, mark, at) values ($1, $2, $3, $4)";
    /// The newest revision and its mark.
    FIND_HEAD = "select rev, mark from citizen_revision where citizen_id = $1";
    /// The mark of an older revision.
    FIND_MARK = "select mark from change where citizen_id = $1 and rev = $2";
    /// Forgets marks after their time.
    DELETE_OLD_CHANGES = "delete from change where at < $1";
    /// The record is now this.
    PUT = "insert into record (citizen_id, kind, id, rev, day, parent_id, at, deleted, content)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (citizen_id, kind, id) do update set rev = excluded.rev, day = excluded.day,
        parent_id = excluded.parent_id, at = excluded.at, deleted = excluded.deleted, content = excluded.content";
    /// The record is gone; the row stays to say so.
    DELETE = "update record set rev = $4, deleted = $5, content = null, day = null, at = null
        where citizen_id = $1 and kind = $2 and id = $3";
    /// One record.
    FIND = "select kind, id, rev, deleted, content from record
        where citizen_id = $1 and kind = $2 and id = $3 and deleted = $4";
    /// Every record of a kind.
    LIST_KIND = "select kind, id, rev, deleted, content from record
        where citizen_id = $1 and kind = $2 and deleted = $3 order by id limit 2000";
    /// The records of a kind between two days.
    LIST_DAYS = "select kind, id, rev, deleted, content from record
        where citizen_id = $1 and kind = $2 and deleted = $3 and day between $4 and $5 order by day, id limit 2000";
    /// Every record of a kind that belongs to a parent.
    LIST_CHILDREN = "select kind, id, rev, deleted, content from record
        where citizen_id = $1 and kind = $2 and parent_id = $3 and deleted = $4 order by at, id limit 5000";
    /// The newest children of a parent before a moment.
    LIST_NEWEST = "select kind, id, rev, deleted, content from record
        where citizen_id = $1 and kind = $2 and parent_id = $3 and deleted = $4 and at < $5
        order by at desc, id desc limit $6";
    /// What everything is shown with: the course and the person.
    LIST_COURSE = "select kind, id, rev, deleted, content from record
        where citizen_id = $1 and kind in ('course', 'person') and deleted = $2";
    /// The same with one record more: what most commands need.
    LIST_COURSE_AND = "select kind, id, rev, deleted, content from record
        where citizen_id = $1 and kind in ('course', 'person') and deleted = $2
        union all select kind, id, rev, deleted, content from record
        where citizen_id = $1 and kind = $3 and id = $4 and deleted = $2";
    /// The window of a snapshot: everything but what is too old, and of each conversation the newest.
    /// Written so that SQLite's indexes pass over old messages: years of them cost nothing here.
    LIST_WINDOW = "select kind, id, rev, deleted, content from record
        where citizen_id = $1 and deleted = $2 and (kind < 'message' or kind > 'message')
        and (kind not in ('occurrence', 'checkin') or day between $3 and $4)
        and (kind <> 'appointment' or day >= $5)
        and (kind <> 'plan' or at > (select coalesce(max(p.at), 0) from record p
            where p.citizen_id = $1 and p.kind = 'plan') - $6)
        union all select m.kind, m.id, m.rev, m.deleted, m.content from record t cross join record m
        where t.citizen_id = $1 and t.kind = 'thread' and t.deleted = $2
        and m.citizen_id = $1 and m.kind = 'message' and m.parent_id = t.id and m.deleted = $2
        and m.at >= coalesce((select n.at from record n
            where n.citizen_id = $1 and n.kind = 'message' and n.parent_id = t.id
            and n.deleted = $2 order by n.at desc limit 1 offset $7), $8) limit 5000";
    /// What changed after a place in the row of changes.
    LIST_CHANGES = "select kind, id, rev, deleted, content from record
        where citizen_id = $1 and (rev > $2 or (rev = $2 and (kind > $3 or (kind = $3 and id > $4))))
        order by rev, kind, id limit $5";
}

/// The binding of sealed contents to this table and column.
const COLUMN: &str = "record.content";

/// A revision that this transaction has raised; the proof that the citizen's row is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rev(i64);

impl Rev {
    /// The number.
    pub const fn number(self) -> i64 {
        self.0
    }
}

/// The newest revision of a citizen with the random mark that tells it from one of a restored backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Head {
    /// The revision.
    pub rev: i64,
    /// Its mark.
    pub mark: i64,
}

/// A row as it lies in the store.
#[derive(Debug, sqlx::FromRow)]
pub struct Row {
    kind: String,
    id: Uuid,
    rev: i64,
    deleted: bool,
    content: Option<Vec<u8>>,
}

impl Row {
    /// The place of this row in the row of changes.
    pub fn place(&self) -> (i64, &str, Uuid) {
        (self.rev, &self.kind, self.id)
    }

    /// The change that a pull delivers.
    pub fn change(&self, key: &PersonKey) -> Result<Change, Error> {
        let op = if self.deleted { ChangeOp::Delete } else { ChangeOp::Put };
        let data = self.open(key)?.map(RawValue::from_string).transpose()?;
        Ok(Change { kind: self.kind.clone(), id: self.id, rev: self.rev, op, data })
    }

    fn open(&self, key: &PersonKey) -> Result<Option<String>, Error> {
        match &self.content {
            Some(sealed) if !self.deleted => Ok(Some(key.open(COLUMN, self.id, sealed)?)),
            _ => Ok(None),
        }
    }
}

fn new_mark() -> i64 {
    i64::from_le_bytes(clock::random_bytes()) & i64::MAX
}

/// Begins the row of revisions of a new citizen.
pub async fn start(tx: &mut Tx, citizen: PersonId, now: Instant) -> Result<Rev, Error> {
    let mark = new_mark();
    execute!(tx, INSERT_REVISION, citizen.uuid(), mark)?;
    execute!(tx, INSERT_CHANGE, citizen.uuid(), 1_i64, mark, now.0)?;
    Ok(Rev(1))
}

/// The first statement of every transaction that writes for a citizen. `NotFound` for who has no records.
pub async fn raise(tx: &mut Tx, citizen: PersonId, now: Instant) -> Result<Rev, Error> {
    let mark = new_mark();
    let row: Option<(i64,)> = fetch_optional!(tx, RAISE, citizen.uuid(), mark)?;
    let (rev,) = row.ok_or(Error::NotFound)?;
    execute!(tx, INSERT_CHANGE, citizen.uuid(), rev, mark, now.0)?;
    Ok(Rev(rev))
}

/// The newest revision; `None` for who has no records.
pub async fn head(tx: &mut Tx, citizen: PersonId) -> Result<Option<Head>, Error> {
    Ok(fetch_optional!(tx, FIND_HEAD, citizen.uuid())?)
}

/// The mark of a revision, for the 400 days that marks are kept.
pub async fn find_mark(tx: &mut Tx, citizen: PersonId, rev: i64) -> Result<Option<i64>, Error> {
    let mark: Option<(i64,)> = fetch_optional!(tx, FIND_MARK, citizen.uuid(), rev)?;
    Ok(mark.map(|(mark,)| mark))
}

/// Whether the pair was ours within the last 400 days.
pub async fn is_known(tx: &mut Tx, citizen: PersonId, head: Head) -> Result<bool, Error> {
    Ok(find_mark(tx, citizen, head.rev).await? == Some(head.mark))
}

/// Forgets marks from before `before`.
pub async fn forget_marks(tx: &mut Tx, before: Instant) -> Result<u64, Error> {
    Ok(execute!(tx, DELETE_OLD_CHANGES, before.0)?)
}

/// Makes effects last.
pub async fn take(tx: &mut Tx, citizen: PersonId, rev: Rev, effects: Vec<Effect>) -> Result<(), Error> {
    for effect in effects {
        match effect {
            Effect::Put { id, record } => put(tx, citizen, rev, id, &record).await?,
            Effect::Delete { kind, id } => delete(tx, citizen, rev, kind, id).await?,
        }
    }
    Ok(())
}

/// The record is now this.
pub async fn put(tx: &mut Tx, citizen: PersonId, rev: Rev, id: Uuid, record: &Record) -> Result<(), Error> {
    let key = tx.key_of(citizen).await?;
    let sealed = key.seal(COLUMN, id, &record.json()?);
    let index = record.index();
    let day = index.day.map(|day| day.to_string());
    let kind = record.kind().text();
    execute!(tx, PUT, citizen.uuid(), kind, id, rev.0, day, index.parent, index.at, false, sealed)?;
    Ok(())
}

/// The record is gone.
pub async fn delete(tx: &mut Tx, citizen: PersonId, rev: Rev, kind: Kind, id: Uuid) -> Result<(), Error> {
    execute!(tx, DELETE, citizen.uuid(), kind.text(), id, rev.0, true)?;
    Ok(())
}

/// One record.
pub async fn find(tx: &mut Tx, citizen: PersonId, kind: Kind, id: Uuid) -> Result<Option<Record>, Error> {
    let row: Option<Row> = fetch_optional!(tx, FIND, citizen.uuid(), kind.text(), id, false)?;
    let key = tx.key_of(citizen).await?;
    let Some(content) = row.map(|row| row.open(&key)).transpose()?.flatten() else {
        return Ok(None);
    };
    Ok(Some(Record::parse(kind, &content)?))
}

/// The records that are needed, with the course and the person.
pub async fn load(tx: &mut Tx, citizen: PersonId, now: Instant, needs: &[Need]) -> Result<Snapshot, Error> {
    if let [Need::Record(kind, id)] = needs {
        let rows: Vec<Row> = fetch_all!(tx, LIST_COURSE_AND, citizen.uuid(), false, kind.text(), *id)?;
        return snapshot_of(tx, citizen, now, &rows).await;
    }
    let mut rows: Vec<Row> = fetch_all!(tx, LIST_COURSE, citizen.uuid(), false)?;
    for need in needs {
        let more: Vec<Row> = match need {
            Need::Record(kind, id) => fetch_all!(tx, FIND, citizen.uuid(), kind.text(), *id, false)?,
            Need::Kind(kind) => fetch_all!(tx, LIST_KIND, citizen.uuid(), kind.text(), false)?,
            Need::Children(kind, parent) => fetch_all!(tx, LIST_CHILDREN, citizen.uuid(), kind.text(), *parent, false)?,
        };
        rows.extend(more);
    }
    snapshot_of(tx, citizen, now, &rows).await
}

/// The whole window of a citizen's screens.
pub async fn load_window(tx: &mut Tx, citizen: PersonId, now: Instant) -> Result<Snapshot, Error> {
    let rows = list_window(tx, citizen, now).await?;
    snapshot_of(tx, citizen, now, &rows).await
}

/// Records of a kind between two local days, both included.
pub async fn load_days(
    tx: &mut Tx,
    citizen: PersonId,
    kind: Kind,
    from: chrono::NaiveDate,
    to: chrono::NaiveDate,
) -> Result<Vec<(Uuid, Record)>, Error> {
    let rows: Vec<Row> =
        fetch_all!(tx, LIST_DAYS, citizen.uuid(), kind.text(), false, from.to_string(), to.to_string())?;
    records_of(tx, citizen, kind, &rows).await
}

/// The newest `most` records under `parent` before a moment, newest first.
pub async fn load_newest(
    tx: &mut Tx,
    citizen: PersonId,
    kind: Kind,
    parent: Uuid,
    before: Instant,
    most: i64,
) -> Result<Vec<(Uuid, Record)>, Error> {
    let rows: Vec<Row> = fetch_all!(tx, LIST_NEWEST, citizen.uuid(), kind.text(), parent, false, before.0, most)?;
    records_of(tx, citizen, kind, &rows).await
}

async fn records_of(tx: &mut Tx, citizen: PersonId, kind: Kind, rows: &[Row]) -> Result<Vec<(Uuid, Record)>, Error> {
    let key = tx.key_of(citizen).await?;
    let mut records = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(content) = row.open(&key)? {
            records.push((row.id, Record::parse(kind, &content)?));
        }
    }
    Ok(records)
}

async fn snapshot_of(tx: &mut Tx, citizen: PersonId, now: Instant, rows: &[Row]) -> Result<Snapshot, Error> {
    let key = tx.key_of(citizen).await?;
    let mut snapshot = Snapshot::new(citizen, now);
    for row in rows {
        let (Some(kind), Some(content)) = (Kind::of(&row.kind), row.open(&key)?) else {
            continue;
        };
        snapshot.put(row.id, Record::parse(kind, &content)?);
    }
    Ok(snapshot)
}

/// The rows of the window (design.md §3), in the order of changes.
pub async fn list_window(tx: &mut Tx, citizen: PersonId, now: Instant) -> Result<Vec<Row>, Error> {
    let today = now.date();
    let day = |days: i64| plus_days(today, days).to_string();
    let revisions = i64::try_from(window::REVISIONS).unwrap_or(3);
    let messages = i64::try_from(window::MESSAGES).unwrap_or(50);
    let mut rows: Vec<Row> = fetch_all!(
        tx,
        LIST_WINDOW,
        citizen.uuid(),
        false,
        day(-window::BACK_DAYS),
        day(window::AHEAD_DAYS),
        day(-window::APPOINTMENTS_BACK_DAYS),
        revisions,
        messages - 1,
        i64::MIN
    )?;
    rows.sort_by(|a, b| a.place().cmp(&b.place()));
    Ok(rows)
}

/// The rows that changed after a place, deletions included, at most `limit`.
pub async fn list_changes(
    tx: &mut Tx,
    citizen: PersonId,
    after: (i64, &str, Uuid),
    limit: i64,
) -> Result<Vec<Row>, Error> {
    let (rev, kind, id) = after;
    Ok(fetch_all!(tx, LIST_CHANGES, citizen.uuid(), rev, kind, id, limit)?)
}

/// Opens rows as changes.
pub async fn changes(tx: &mut Tx, citizen: PersonId, rows: &[Row]) -> Result<Vec<Change>, Error> {
    let key = tx.key_of(citizen).await?;
    rows.iter().map(|row| row.change(&key)).collect()
}
