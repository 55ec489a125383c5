//! One operation as the phone keeps it, in each of the places where it can lie.
//!
//! The arguments stay as the very bytes that were written: the server compares them on a retry, and an
//! older program's operation is sent as it was made.

use crate::command::{Command, Issued, VERSION};
use crate::id::CommandId;
use crate::refusal::{Code, Refusal};
use crate::time::Instant;
use crate::wire::Op;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// An operation without its number: the number follows from its place in the queue.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// The command's id.
    pub id: CommandId,
    /// The command's kind.
    pub kind: String,
    /// The version of the arguments.
    #[serde(default)]
    pub v: u32,
    /// The arguments as they were written.
    pub args: Box<RawValue>,
    /// When the person acted.
    pub at: Instant,
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
            && self.kind == other.kind
            && self.v == other.v
            && self.args.get() == other.args.get()
            && self.at == other.at
    }
}

#[derive(Deserialize)]
struct Arguments {
    args: Box<RawValue>,
}

impl Entry {
    /// The operation that carries `issued`. Refused when it is larger than a push may be.
    pub fn of(issued: &Issued) -> Result<Self, Refusal> {
        let invalid = |_| Refusal::from(Code::Invalid);
        let whole = serde_json::to_string(&issued.command).map_err(invalid)?;
        let Arguments { args } = serde_json::from_str(&whole).map_err(invalid)?;
        if args.get().len() > super::ENTRY_MAX_BYTES {
            return Err(Code::TooLong.into());
        }
        let kind = issued.command.kind().to_owned();
        Ok(Self { id: issued.id, kind, v: VERSION, args, at: issued.at })
    }

    /// What stands in the place of an operation that was taken back.
    pub(super) fn noop_for(&self) -> Self {
        // `{}` is JSON; the fallback only spares a panic that cannot happen.
        let args = RawValue::from_string("{}".to_owned()).unwrap_or_else(|_| self.args.clone());
        Self { id: self.id, kind: Command::Noop {}.kind().to_owned(), v: VERSION, args, at: self.at }
    }

    /// Whether it does nothing.
    pub fn is_noop(&self) -> bool {
        self.kind == Command::Noop {}.kind()
    }

    /// The command, if this program still understands it. What it does not is sent all the same.
    pub fn issued(&self) -> Option<Issued> {
        let args = serde_json::from_str(self.args.get()).ok()?;
        let command = Command::parse(&self.kind, args).ok()?;
        Some(Issued { id: self.id, at: self.at, command })
    }

    /// As it goes over the wire under `seq`.
    pub(super) fn op(&self, seq: i64) -> Op {
        Op { seq, id: self.id, kind: self.kind.clone(), v: self.v, args: self.args.clone(), at: self.at }
    }

    /// About how many bytes it takes in a push.
    pub(super) fn bytes(&self) -> usize {
        self.args.get().len() + self.kind.len() + 160
    }
}

/// An operation that waits for the server's verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Queued {
    /// Its place on this phone: the store's own growing number. It orders, and names the row.
    pub place: i64,
    /// The operation.
    pub entry: Entry,
}

/// An operation that the server has taken, kept for a server that is restored from a backup.
#[derive(Clone, Debug, PartialEq)]
pub struct Acked {
    /// Its place on this phone.
    pub place: i64,
    /// When the verdict came.
    pub at: Instant,
    /// The operation.
    pub entry: Entry,
}

/// An operation that the server did not take, kept until the person has dealt with it.
#[derive(Clone, Debug, PartialEq)]
pub struct TrayItem {
    /// Its place on this phone.
    pub place: i64,
    /// Why not.
    pub code: Code,
    /// The operation.
    pub entry: Entry,
}
