//! The server as design.md §4.2 describes it, small enough to read at once.

use domain::id::{CommandId, DeviceId};
use domain::record::{Change, ChangeOp};
use domain::refusal::Code;
use domain::sync::{Fault, PullRequest};
use domain::time::Instant;
use domain::wire::{DeviceResponse, Op, Outcome, PullResponse, PushRequest, PushResponse, Verdict};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What the server answers in place of a result.
pub fn refused<T>(status: u16, code: &str, last: Option<i64>) -> Result<T, Fault> {
    Err(Fault::Refused { status, code: code.to_owned(), last })
}

#[derive(Clone, Debug, Default)]
struct Device {
    last: i64,
    taken: BTreeMap<i64, (CommandId, String)>,
}

/// What a backup holds.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    devices: BTreeMap<DeviceId, Device>,
    verdicts: BTreeMap<CommandId, (String, Verdict)>,
    /// The effects, in the order in which they were committed.
    applied: Vec<CommandId>,
    /// The change log: the record and the random mark of each revision.
    log: Vec<(Uuid, u128)>,
}

#[derive(Debug)]
pub struct Server {
    rows: Rows,
    pub epoch: Uuid,
    pub applied: Vec<CommandId>,
    pub pushes: usize,
    pub is_logged_in: bool,
    chance: u128,
    backup: Option<Rows>,
}

impl Server {
    pub fn new() -> Self {
        Self {
            rows: Rows::default(),
            epoch: Uuid::from_u128(1),
            applied: vec![],
            pushes: 0,
            is_logged_in: true,
            chance: 1_000,
            backup: None,
        }
    }

    fn chance(&mut self) -> u128 {
        self.chance += 1;
        self.chance
    }

    pub fn register(&mut self, known: Option<DeviceId>) -> Result<DeviceResponse, Fault> {
        if !self.is_logged_in {
            return Err(Fault::LoginEnded);
        }
        let device = match known {
            Some(device) if self.rows.devices.contains_key(&device) => device,
            Some(_) => return refused(404, "not_found", None),
            None => DeviceId(Uuid::from_u128(self.chance())),
        };
        let last = self.rows.devices.entry(device).or_default().last;
        Ok(DeviceResponse { device, citizen: None, epoch: self.epoch, wrap: String::new(), last })
    }

    pub fn push(&mut self, request: &PushRequest) -> Result<PushResponse, Fault> {
        self.pushes += 1;
        if !self.is_logged_in {
            return Err(Fault::LoginEnded);
        }
        assert!(request.ops.len() <= 50, "the bound of a push");
        for (seq, op) in (request.prev + 1..).zip(&request.ops) {
            assert_eq!(op.seq, seq, "numbers are dense");
        }
        if request.epoch != self.epoch {
            return refused(410, "reset", None);
        }
        if request.ops.iter().any(|op| op.args.get().contains("unreadable")) {
            return refused(400, "invalid", None);
        }
        let Some(device) = self.rows.devices.get(&request.device) else {
            return refused(404, "not_found", None);
        };
        if request.prev > device.last {
            return refused(409, "out_of_order", Some(device.last));
        }
        let is_other = |op: &&Op| device.taken.get(&op.seq).is_some_and(|taken| *taken != (op.id, content_of(op)));
        if request.ops.iter().any(|op| is_other(&op)) {
            return refused(409, "forked", None);
        }
        let known = device.last;
        let verdicts = request.ops.iter().map(|op| self.answer(request.device, known, op)).collect();
        self.applied.clone_from(&self.rows.applied);
        let last = self.rows.devices[&request.device].last;
        Ok(PushResponse { last, verdicts })
    }

    fn answer(&mut self, device: DeviceId, known: i64, op: &Op) -> Verdict {
        if op.seq > known {
            return self.take(device, op);
        }
        let (_, verdict) = self.rows.verdicts[&op.id];
        Verdict { seq: op.seq, ..verdict }
    }

    fn take(&mut self, device: DeviceId, op: &Op) -> Verdict {
        let content = content_of(op);
        let known = self.rows.verdicts.get(&op.id).cloned();
        let verdict = match known {
            Some((before, verdict)) if before == content => Verdict { seq: op.seq, ..verdict },
            Some(_) => Verdict { seq: op.seq, verdict: Outcome::Rejected, code: Some(Code::Conflict), rev: 0 },
            None => self.decide(op, content.clone()),
        };
        let row = self.rows.devices.get_mut(&device).unwrap();
        row.last = op.seq;
        row.taken.insert(op.seq, (op.id, content));
        verdict
    }

    fn decide(&mut self, op: &Op, content: String) -> Verdict {
        let is_bad = op.args.get().contains("bad");
        if !is_bad && op.kind != "noop" {
            assert!(!self.rows.applied.contains(&op.id), "applied twice");
            self.rows.applied.push(op.id);
            self.change(op.id.0);
        }
        let rev = self.rev();
        let verdict = if is_bad {
            Verdict { seq: op.seq, verdict: Outcome::Rejected, code: Some(Code::Empty), rev }
        } else {
            Verdict { seq: op.seq, verdict: Outcome::Ok, code: None, rev }
        };
        self.rows.verdicts.insert(op.id, (content, verdict));
        verdict
    }

    fn rev(&self) -> i64 {
        i64::try_from(self.rows.log.len()).unwrap()
    }

    /// A record changes: one made by an operation, or by the staff.
    pub fn change(&mut self, record: Uuid) {
        let mark = self.chance();
        self.rows.log.push((record, mark));
    }

    /// The records that there are.
    pub fn records(&self) -> BTreeSet<Uuid> {
        self.rows.log.iter().map(|(record, _)| *record).collect()
    }

    /// Changes after the cursor in pages of two; without one, all records in pages of two.
    pub fn pull(&mut self, request: &PullRequest, now: Instant) -> Result<PullResponse, Fault> {
        if !self.is_logged_in {
            return Err(Fault::LoginEnded);
        }
        let Some(device) = self.rows.devices.get(&request.device) else {
            return refused(404, "not_found", None);
        };
        let last = device.last;
        let from = match &request.cursor {
            None => 0,
            Some(_) if request.epoch != self.epoch => return refused(410, "reset", None),
            Some(cursor) => match self.known(cursor) {
                Some(from) => from,
                None => return refused(410, "reset", None),
            },
        };
        let page = self.rows.log.iter().skip(from).take(2);
        let changes = page.map(|(record, _)| put(*record)).collect::<Vec<_>>();
        let to = from + changes.len();
        let mark = to.checked_sub(1).map_or(0, |index| self.rows.log[index].1);
        let more = to < self.rows.log.len();
        Ok(PullResponse { epoch: self.epoch, cursor: format!("{to}.{mark}"), more, now, last, changes })
    }

    fn known(&self, cursor: &str) -> Option<usize> {
        let (at, mark) = cursor.split_once('.')?;
        let (at, mark): (usize, u128) = (at.parse().ok()?, mark.parse().ok()?);
        let ours = if at == 0 { 0 } else { self.rows.log.get(at - 1)?.1 };
        (ours == mark).then_some(at)
    }

    pub fn back_up(&mut self) {
        self.backup = Some(self.rows.clone());
    }

    /// The operator's restore: a new epoch, and nobody is logged in. False without a backup.
    pub fn restore(&mut self) -> bool {
        let is_back = self.roll_back();
        if is_back {
            self.epoch = Uuid::from_u128(self.chance());
            self.is_logged_in = false;
        }
        is_back
    }

    /// Somebody put an older disk under the server and told nobody.
    pub fn roll_back(&mut self) -> bool {
        let Some(rows) = self.backup.clone() else {
            return false;
        };
        self.rows = rows;
        self.applied.clone_from(&self.rows.applied);
        true
    }
}

fn content_of(op: &Op) -> String {
    format!("{} {}", op.kind, op.args.get())
}

fn put(record: Uuid) -> Change {
    let data = Some(RawValue::from_string("{}".to_owned()).unwrap());
    Change { kind: "message".to_owned(), id: record, rev: 0, op: ChangeOp::Put, data }
}
