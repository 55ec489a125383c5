//! What the phone knows of its own sending, and what a person can still change in it.

use super::entry::{Acked, Entry, Queued, TrayItem};
use super::{ACKED_KEPT_MS, ACKED_MAX, QUEUE_MAX};
use crate::command::Issued;
use crate::id::{CommandId, DeviceId};
use crate::record::Change;
use crate::refusal::{Code, Refusal};
use crate::time::Instant;
use crate::wire::{PUSH_MAX, PushRequest};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where the phone stands with the server. One row in its store.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Marks {
    /// Counts the changes of this row. A change is kept only over the generation it was made from.
    pub generation: u64,
    /// This phone, once the server has named it.
    pub device: Option<DeviceId>,
    /// The server's epoch.
    pub epoch: Option<Uuid>,
    /// The number of the last operation that has its verdict.
    pub last: i64,
    /// The highest number that may have been on the wire.
    pub sent: i64,
    /// The highest number whose effects the stored records are known to hold.
    pub included: i64,
    /// Where the next pull goes on from; none: from the beginning.
    pub cursor: Option<String>,
    /// The full fetch that the stored records belong to.
    pub fill: u64,
    /// A full fetch is under way: records of an earlier one are still there.
    pub is_filling: bool,
    /// The last page said that there is more.
    pub is_partial: bool,
}

/// One thing to keep. All of one call go into one transaction, and so does the optimistic outcome.
#[derive(Clone, Debug)]
pub enum Write {
    /// The marks; only over the generation before theirs, else nothing of the call is kept.
    Marks(Marks),
    /// This operation waits (new in its place, or instead of what was there).
    Queue(Queued),
    /// Nothing waits in this place any more.
    Unqueue(i64),
    /// Keep this acknowledged operation.
    Keep(Acked),
    /// Forget the acknowledged operation of this place.
    Forget(i64),
    /// This one was not accepted.
    Tray(TrayItem),
    /// The person has dealt with the one of this place.
    Untray(i64),
    /// The server has done this: its effects belong into the stored records now, until a pull brings
    /// the server's own form of them.
    Settle {
        /// What was done.
        issued: Box<Issued>,
        /// The revision in which it was.
        rev: i64,
        /// The full fetch that the records belong to.
        fill: u64,
    },
    /// A record as the server sent it, as part of this full fetch.
    Put {
        /// The record.
        change: Change,
        /// The full fetch.
        fill: u64,
    },
    /// The server has no such record any more.
    Delete {
        /// The kind's word.
        kind: String,
        /// The record.
        id: Uuid,
    },
    /// Every record that is not of this full fetch is gone from the server.
    Sweep(u64),
}

/// Why an operation cannot be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CancelRefused {
    /// It may be with the server already.
    MaybeSent,
    /// It does not wait here.
    NotWaiting,
}

/// The phone's own record of its sending, as loaded from the store.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Local {
    /// Where it stands.
    pub marks: Marks,
    /// What waits, by place.
    pub(super) queue: Vec<Queued>,
    /// What was taken, by place.
    pub(super) acked: Vec<Acked>,
    /// What was not accepted, by place.
    pub(super) tray: Vec<TrayItem>,
}

impl Local {
    /// The state that these rows are, in whatever order they came.
    pub fn load(marks: Marks, mut queue: Vec<Queued>, mut acked: Vec<Acked>, mut tray: Vec<TrayItem>) -> Self {
        queue.sort_by_key(|row| row.place);
        acked.sort_by_key(|row| row.place);
        tray.sort_by_key(|row| row.place);
        Self { marks, queue, acked, tray }
    }

    /// What waits for a verdict, oldest first.
    pub fn queue(&self) -> &[Queued] {
        &self.queue
    }

    /// What is kept for a restored server.
    pub fn acked(&self) -> &[Acked] {
        &self.acked
    }

    /// What was not accepted.
    pub fn tray(&self) -> &[TrayItem] {
        &self.tray
    }

    /// What is not yet visible in the stored records: the screen shows it over them.
    pub fn unseen(&self) -> impl Iterator<Item = &Entry> {
        let ahead = usize::try_from(self.marks.included.saturating_sub(self.marks.last)).unwrap_or(0);
        self.queue.iter().skip(ahead).map(|row| &row.entry).filter(|entry| !entry.is_noop())
    }

    /// Whether one more may wait. Asked before the operation is kept.
    pub fn check_room(&self) -> Result<(), Refusal> {
        if self.queue.len() < QUEUE_MAX { Ok(()) } else { Err(Code::TooMany.into()) }
    }

    /// What to keep with a new operation, in its transaction: another tab that plans without knowing of
    /// the operation would number those behind it wrongly.
    pub fn joining(&self) -> Write {
        let mut next = self.marks.clone();
        next.generation = next.generation.wrapping_add(1);
        Write::Marks(next)
    }

    /// An operation was kept in `place`, with what [`Local::joining`] said.
    pub fn joined(&mut self, place: i64, entry: Entry) {
        self.marks.generation = self.marks.generation.wrapping_add(1);
        self.insert(place, entry);
    }

    fn insert(&mut self, place: i64, entry: Entry) {
        self.queue.retain(|row| row.place != place);
        let index = self.queue.partition_point(|row| row.place < place);
        self.queue.insert(index, Queued { place, entry });
    }

    /// Takes back an operation that surely was not sent; nothing stands in its place.
    pub fn cancel(&mut self, id: CommandId) -> Result<Vec<Write>, CancelRefused> {
        let found = self.queue.iter().position(|row| row.entry.id == id);
        let index = found.ok_or(CancelRefused::NotWaiting)?;
        if self.number(index) <= self.marks.sent {
            return Err(CancelRefused::MaybeSent);
        }
        let mut writes = Vec::new();
        self.replace_by_noop(index, &mut writes);
        writes.push(self.marked());
        Ok(writes)
    }

    /// Forgets an operation that was not accepted.
    pub fn dismiss(&mut self, id: CommandId) -> Vec<Write> {
        let (gone, kept) = std::mem::take(&mut self.tray).into_iter().partition(|row| row.entry.id == id);
        self.tray = kept;
        let gone: Vec<TrayItem> = gone;
        gone.iter().map(|row| Write::Untray(row.place)).collect()
    }

    /// The next push, at most `batch` operations.
    pub(super) fn next_push(&self, batch: usize, now: Instant) -> Option<PushRequest> {
        let (device, epoch) = (self.marks.device?, self.marks.epoch?);
        let mut bytes = 400;
        let mut ops = Vec::new();
        for (index, row) in self.queue.iter().take(batch.clamp(1, PUSH_MAX)).enumerate() {
            bytes += row.entry.bytes();
            if !ops.is_empty() && bytes > crate::wire::PUSH_MAX_BYTES {
                break;
            }
            ops.push(row.entry.op(self.number(index)));
        }
        if ops.is_empty() {
            return None;
        }
        Some(PushRequest { device, epoch, prev: self.marks.last, now, ops })
    }

    /// Whether something waits that surely was never on the wire.
    pub(super) fn has_unmarked(&self) -> bool {
        !self.queue.is_empty() && self.number(self.queue.len() - 1) > self.marks.sent
    }

    /// To keep before `request` goes out: from now on nothing in it can be taken back.
    pub fn sending(&mut self, request: &PushRequest) -> Vec<Write> {
        let highest = request.ops.last().map_or(request.prev, |op| op.seq);
        if highest <= self.marks.sent {
            return vec![];
        }
        self.marks.sent = highest;
        vec![self.marked()]
    }

    /// The number of the operation at `index` of the queue.
    pub(super) fn number(&self, index: usize) -> i64 {
        let ahead = i64::try_from(index).unwrap_or(i64::MAX - 1);
        self.marks.last.saturating_add(1).saturating_add(ahead)
    }

    /// The changed marks, as the next generation.
    pub(super) fn marked(&mut self) -> Write {
        self.marks.generation = self.marks.generation.wrapping_add(1);
        Write::Marks(self.marks.clone())
    }

    pub(super) fn replace_by_noop(&mut self, index: usize, writes: &mut Vec<Write>) {
        if let Some(row) = self.queue.get_mut(index) {
            row.entry = row.entry.noop_for();
            writes.push(Write::Queue(row.clone()));
        }
    }

    /// Everything that was acknowledged waits again, before what waits already.
    pub(super) fn requeue_acked(&mut self, writes: &mut Vec<Write>) {
        for row in std::mem::take(&mut self.acked) {
            writes.push(Write::Forget(row.place));
            let queued = Queued { place: row.place, entry: row.entry };
            writes.push(Write::Queue(queued.clone()));
            self.insert(queued.place, queued.entry);
        }
    }

    /// Lets go of what no restore can ask for any more.
    pub(super) fn forget_old(&mut self, now: Instant, writes: &mut Vec<Write>) {
        let spare = self.acked.len().saturating_sub(ACKED_MAX);
        let mut index = 0;
        self.acked.retain(|row| {
            index += 1;
            let stays = index > spare && now.since(row.at) <= ACKED_KEPT_MS;
            if !stays {
                writes.push(Write::Forget(row.place));
            }
            stays
        });
    }
}
