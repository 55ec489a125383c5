//! What an answer changes. Every answer that can come has its line here, the missing one too.

use super::entry::{Acked, Queued, TrayItem};
use super::local::{Local, Write};
use super::pace::{Pace, Session};
use super::plan::PullRequest;
use crate::record::ChangeOp;
use crate::refusal::Code;
use crate::time::Instant;
use crate::wire::{Boot, DeviceResponse, Outcome, PullResponse, PushRequest, PushResponse, Verdict};

/// An answer that is not the one hoped for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// None came, or one that is not from our server (a captive portal answers 200 too).
    Unreachable,
    /// 401: the session has ended.
    LoginEnded,
    /// 429, 503: not now.
    Busy {
        /// The server's `Retry-After`, in milliseconds.
        retry_after_ms: Option<i64>,
    },
    /// Another answer of ours with a code.
    Refused {
        /// The HTTP status.
        status: u16,
        /// The stable code.
        code: String,
        /// With `out_of_order`: the last operation that the server has.
        last: Option<i64>,
    },
}

impl Local {
    /// The server has named this phone.
    ///
    /// Whoever calls has made sure that the answer is for the citizen whose phone this is.
    pub fn registered(&mut self, pace: &mut Pace, answer: &DeviceResponse, now: Instant, jitter: u16) -> Vec<Write> {
        pace.succeeded(now, jitter);
        pace.is_registration_due = false;
        pace.session = Session::In;
        let mut writes = Vec::new();
        let is_known = self.marks.device == Some(answer.device);
        let is_restored = self.marks.epoch.is_some_and(|epoch| epoch != answer.epoch);
        if !is_known {
            // A new row begins; the operations keep their ids, so that none counts twice.
            self.marks.device = Some(answer.device);
            self.begin_numbers(answer.last);
        }
        if is_restored || answer.last < self.marks.last {
            self.went_back(answer.last, &mut writes);
        } else if self.queue.is_empty() {
            self.marks.last = answer.last;
            self.marks.sent = self.marks.sent.max(answer.last);
        }
        self.marks.epoch = Some(answer.epoch);
        writes.push(self.marked());
        writes
    }

    /// The verdicts on `request` have come.
    pub fn pushed(
        &mut self,
        pace: &mut Pace,
        request: &PushRequest,
        answer: &PushResponse,
        now: Instant,
        jitter: u16,
    ) -> Vec<Write> {
        let is_current = Some(request.device) == self.marks.device && request.prev == self.marks.last;
        let count = verdicts_in_order(request, answer);
        if !is_current || count == 0 {
            // Another tab was faster, or the answer is not to this question: look again later.
            pace.failed(now, jitter, None);
            return vec![];
        }
        pace.succeeded(now, jitter);
        pace.news();
        let mut writes = Vec::new();
        for (row, verdict) in self.queue.drain(..count.min(self.queue.len())).zip(&answer.verdicts) {
            writes.push(Write::Unqueue(row.place));
            let is_unseen = verdict.seq > self.marks.included && !self.marks.is_partial;
            judge(row, *verdict, is_unseen, self.marks.fill, now, &mut self.acked, &mut self.tray, &mut writes);
            self.marks.last = verdict.seq;
        }
        if self.queue.is_empty() {
            self.marks.last = self.marks.last.max(answer.last);
        }
        self.marks.sent = self.marks.sent.max(self.marks.last);
        self.forget_old(now, &mut writes);
        writes.push(self.marked());
        writes
    }

    /// A push was not answered as hoped.
    pub fn push_failed(
        &mut self,
        pace: &mut Pace,
        request: &PushRequest,
        fault: &Fault,
        now: Instant,
        jitter: u16,
    ) -> Vec<Write> {
        let Fault::Refused { status, code, last } = fault else {
            wait_for(pace, fault, now, jitter);
            // Something in it may be what the server stumbles over: let the rest pass before it.
            pace.send_less();
            return vec![];
        };
        pace.is_reached = true;
        if Some(request.device) != self.marks.device || request.prev != self.marks.last {
            return vec![];
        }
        let mut writes = Vec::new();
        match (*status, code.as_str()) {
            (409, "forked") => self.forget_device(pace),
            (409, "out_of_order") => self.went_back(last.unwrap_or(0), &mut writes),
            (404, _) => ask_who_we_are(pace, now, jitter),
            (409 | 410, _) => {
                // A server that was restored asks us to begin anew.
                pace.failed(now, jitter, None);
                pace.is_registration_due = true;
                self.fetch_anew();
            }
            (400 | 413 | 422, _) if request.ops.len() > 1 => {
                pace.send_less();
                return vec![];
            }
            // The server can never take this one: it must not hold up the rest.
            (400 | 413 | 422, _) => self.give_up_first(&mut writes),
            _ => {
                pace.send_less();
                pace.failed(now, jitter, None);
                return vec![];
            }
        }
        writes.push(self.marked());
        writes
    }

    /// A page of changes has come.
    pub fn pulled(
        &mut self,
        pace: &mut Pace,
        request: &PullRequest,
        answer: PullResponse,
        now: Instant,
        jitter: u16,
    ) -> Vec<Write> {
        if Some(request.device) != self.marks.device || request.cursor != self.marks.cursor {
            return vec![];
        }
        pace.succeeded(now, jitter);
        let mut writes = Vec::new();
        let is_restored = self.marks.epoch != Some(answer.epoch);
        if is_restored || answer.last < self.marks.last {
            self.marks.epoch = Some(answer.epoch);
            self.went_back(answer.last, &mut writes);
            if request.cursor.is_some() {
                writes.push(self.marked());
                return writes;
            }
        }
        if request.cursor.is_none() {
            self.marks.fill = self.marks.fill.wrapping_add(1);
            self.marks.is_filling = true;
        }
        self.marks.cursor = Some(answer.cursor);
        self.marks.is_partial = answer.more;
        pace.is_pull_due = answer.more;
        let fill = self.marks.fill;
        writes.extend(answer.changes.into_iter().map(|change| match change.op {
            ChangeOp::Put => Write::Put { change, fill },
            ChangeOp::Delete => Write::Delete { kind: change.kind, id: change.id },
        }));
        if !answer.more {
            self.finish_pull(answer.last, &mut writes);
        }
        writes.push(self.marked());
        writes
    }

    /// A page has come that carries the records whole.
    pub fn booted(&mut self, pace: &mut Pace, boot: Boot) -> Vec<Write> {
        if self.marks.epoch.is_some_and(|epoch| epoch != boot.epoch) {
            // The server was restored: naming this phone anew tells what it has lost.
            pace.is_registration_due = true;
        }
        self.marks.fill = self.marks.fill.wrapping_add(1);
        self.marks.is_filling = false;
        self.marks.cursor = Some(boot.cursor);
        // Whether the page holds what is on its way is not known: the next pull tells.
        self.marks.is_partial = self.marks.sent > self.marks.last;
        pace.news();
        let fill = self.marks.fill;
        let puts = boot.changes.into_iter().filter(|change| change.op == ChangeOp::Put);
        let mut writes: Vec<Write> = puts.map(|change| Write::Put { change, fill }).collect();
        writes.push(Write::Sweep(fill));
        writes.push(self.marked());
        writes
    }

    /// A pull was not answered as hoped.
    pub fn pull_failed(
        &mut self,
        pace: &mut Pace,
        request: &PullRequest,
        fault: &Fault,
        now: Instant,
        jitter: u16,
    ) -> Vec<Write> {
        let Fault::Refused { status, .. } = fault else {
            wait_for(pace, fault, now, jitter);
            return vec![];
        };
        pace.is_reached = true;
        if Some(request.device) != self.marks.device || request.cursor != self.marks.cursor {
            return vec![];
        }
        let mut writes = Vec::new();
        match status {
            404 => ask_who_we_are(pace, now, jitter),
            // Asked from the beginning already: then only waiting helps.
            400 | 410 if request.cursor.is_some() => {
                // A time line that the server does not know: it may have lost what it had acknowledged.
                self.went_back(self.marks.last, &mut writes);
            }
            _ => {
                pace.failed(now, jitter, None);
                return vec![];
            }
        }
        pace.news();
        writes.push(self.marked());
        writes
    }

    /// The phone could not be named.
    pub fn register_failed(&mut self, pace: &mut Pace, fault: &Fault, now: Instant, jitter: u16) -> Vec<Write> {
        let is_unknown = matches!(fault, Fault::Refused { status: 404, .. });
        if !is_unknown || self.marks.device.is_none() {
            wait_for(pace, fault, now, jitter);
            return vec![];
        }
        let mut writes = Vec::new();
        self.requeue_acked(&mut writes);
        self.forget_device(pace);
        writes.push(self.marked());
        writes
    }

    /// The server has lost what came after `last`: everything that is kept is sent again.
    fn went_back(&mut self, last: i64, writes: &mut Vec<Write>) {
        let again = self.acked.len();
        self.requeue_acked(writes);
        self.begin_row(last);
        if again > 0 {
            // These were with a server once; they cannot be taken back.
            self.marks.sent = self.number(again - 1);
        }
    }

    /// Numbers go on after `last`, and no stored record is known to hold anything.
    fn begin_row(&mut self, last: i64) {
        self.begin_numbers(last);
        self.fetch_anew();
    }

    const fn begin_numbers(&mut self, last: i64) {
        self.marks.last = last;
        self.marks.sent = last;
        self.marks.included = last;
    }

    fn fetch_anew(&mut self) {
        self.marks.cursor = None;
        self.marks.is_partial = false;
    }

    /// The next registration gives this phone another identity; what waits keeps its ids.
    fn forget_device(&mut self, pace: &mut Pace) {
        self.marks.device = None;
        self.begin_row(0);
        pace.is_registration_due = true;
    }

    fn finish_pull(&mut self, last: i64, writes: &mut Vec<Write>) {
        self.marks.included = self.marks.included.max(last);
        if self.queue.is_empty() {
            self.marks.last = self.marks.last.max(last);
            self.marks.sent = self.marks.sent.max(last);
        }
        if std::mem::take(&mut self.marks.is_filling) {
            writes.push(Write::Sweep(self.marks.fill));
        }
    }

    fn give_up_first(&mut self, writes: &mut Vec<Write>) {
        if let Some(Queued { place, entry }) = self.queue.first().cloned().filter(|row| !row.entry.is_noop()) {
            let item = TrayItem { place, code: Code::Invalid, entry };
            writes.push(Write::Tray(item.clone()));
            lay_in(&mut self.tray, item);
            self.replace_by_noop(0, writes);
        }
    }
}

/// How many verdicts answer the first operations of `request`, one by one.
fn verdicts_in_order(request: &PushRequest, answer: &PushResponse) -> usize {
    request.ops.iter().zip(&answer.verdicts).take_while(|(op, verdict)| op.seq == verdict.seq).count()
}

/// The tray is kept by place, as a later start of the app reads it back: what is sent again after a
/// restore comes behind newer work.
fn lay_in(tray: &mut Vec<TrayItem>, item: TrayItem) {
    let at = tray.partition_point(|laid| laid.place <= item.place);
    tray.insert(at, item);
}

#[expect(clippy::too_many_arguments, reason = "the parts of a Local that is being drained cannot be borrowed as one")]
fn judge(
    row: Queued,
    verdict: Verdict,
    is_unseen: bool,
    fill: u64,
    now: Instant,
    acked: &mut Vec<Acked>,
    tray: &mut Vec<TrayItem>,
    writes: &mut Vec<Write>,
) {
    let Queued { place, entry } = row;
    if entry.is_noop() {
        return;
    }
    if verdict.verdict == Outcome::Rejected {
        let item = TrayItem { place, code: verdict.code.unwrap_or(Code::Unknown), entry };
        writes.push(Write::Tray(item.clone()));
        lay_in(tray, item);
        return;
    }
    if verdict.code.is_none()
        && is_unseen
        && let Some(issued) = entry.issued()
    {
        writes.push(Write::Settle { issued: Box::new(issued), rev: verdict.rev, fill });
    }
    let kept = Acked { place, at: now, entry };
    writes.push(Write::Keep(kept.clone()));
    acked.push(kept);
}

/// The server does not know this phone, or another person has logged in: only naming it anew can tell.
fn ask_who_we_are(pace: &mut Pace, now: Instant, jitter: u16) {
    pace.failed(now, jitter, None);
    pace.is_registration_due = true;
}

fn wait_for(pace: &mut Pace, fault: &Fault, now: Instant, jitter: u16) {
    pace.is_reached = *fault != Fault::Unreachable;
    match fault {
        Fault::LoginEnded => pace.session = Session::Ended,
        Fault::Busy { retry_after_ms } => pace.failed(now, jitter, *retry_after_ms),
        Fault::Unreachable | Fault::Refused { .. } => pace.failed(now, jitter, None),
    }
}
