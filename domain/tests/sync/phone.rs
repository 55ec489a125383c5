//! A phone: a store that keeps transactions whole, and tabs that hold what they loaded from it.

use domain::command::{Command, Issued};
use domain::id::CommandId;
use domain::sync::{Acked, Entry, Fault, Local, Marks, Pace, PullRequest, Queued, Step, TrayItem, Write};
use domain::time::Instant;
use domain::wire::{DeviceResponse, PullResponse, PushRequest, PushResponse};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What is on the disk. Cloned whole, it is a copied profile.
#[derive(Clone, Debug, Default)]
pub struct Store {
    marks: Marks,
    queue: BTreeMap<i64, Entry>,
    acked: BTreeMap<i64, Acked>,
    tray: BTreeMap<i64, TrayItem>,
    /// Each record with the full fetch it came with.
    records: BTreeMap<Uuid, u64>,
    places: i64,
}

impl Store {
    pub fn load(&self) -> Local {
        let queue = self.queue.iter().map(|(place, entry)| Queued { place: *place, entry: entry.clone() });
        let acked = self.acked.values().cloned();
        let tray = self.tray.values().cloned();
        Local::load(self.marks.clone(), queue.collect(), acked.collect(), tray.collect())
    }

    /// One transaction: all or, when another tab has moved the marks on, nothing.
    #[must_use]
    pub fn keep(&mut self, writes: &[Write]) -> bool {
        let expected = self.marks.generation.wrapping_add(1);
        if writes.iter().any(|write| matches!(write, Write::Marks(marks) if marks.generation != expected)) {
            return false;
        }
        for write in writes {
            self.keep_one(write);
        }
        true
    }

    fn keep_one(&mut self, write: &Write) {
        match write.clone() {
            Write::Marks(marks) => self.marks = marks,
            Write::Queue(row) => drop(self.queue.insert(row.place, row.entry)),
            Write::Unqueue(place) => drop(self.queue.remove(&place)),
            Write::Keep(row) => drop(self.acked.insert(row.place, row)),
            Write::Forget(place) => drop(self.acked.remove(&place)),
            Write::Tray(row) => drop(self.tray.insert(row.place, row)),
            Write::Untray(place) => drop(self.tray.remove(&place)),
            Write::Settle { issued, fill, .. } => drop(self.records.insert(issued.id.0, fill)),
            Write::Put { change, fill } => drop(self.records.insert(change.id, fill)),
            Write::Delete { id, .. } => drop(self.records.remove(&id)),
            Write::Sweep(fill) => self.records.retain(|_, of| *of == fill),
        }
    }

    /// One transaction: the operation gets the next place, if the tab knows all that is before it.
    fn append(&mut self, entry: Entry, joining: &Write) -> Option<i64> {
        if !self.keep(std::slice::from_ref(joining)) {
            return None;
        }
        self.places += 1;
        self.queue.insert(self.places, entry);
        Some(self.places)
    }

    pub fn waiting(&self) -> Vec<CommandId> {
        self.queue.values().filter(|entry| !entry.is_noop()).map(|entry| entry.id).collect()
    }

    pub fn refused(&self) -> Vec<CommandId> {
        self.tray.values().map(|row| row.entry.id).collect()
    }

    pub fn records(&self) -> BTreeSet<Uuid> {
        self.records.keys().copied().collect()
    }
}

/// A request on its way, and what came back.
#[derive(Clone, Debug)]
pub enum Request {
    Register(Option<domain::id::DeviceId>),
    Push(PushRequest),
    Pull(PullRequest),
}

#[derive(Clone, Debug)]
pub enum Answer {
    Register(Result<DeviceResponse, Fault>),
    Push(Result<PushResponse, Fault>),
    Pull(Result<PullResponse, Fault>),
}

/// One open tab.
#[derive(Debug)]
pub struct Tab {
    pub local: Local,
    pub pace: Pace,
    /// What it asked and has not heard of.
    pub asked: Option<Request>,
    /// What the server has said to it and has not arrived.
    pub said: Option<Answer>,
}

impl Tab {
    pub fn open(store: &Store, now: Instant) -> Self {
        Self { local: store.load(), pace: Pace::start(now), asked: None, said: None }
    }

    pub fn load_again(&mut self, store: &Store) {
        self.local = store.load();
    }

    /// A person taps: kept in the store first, then known to the tab.
    pub fn tap(&mut self, store: &mut Store, id: CommandId, text: &str, now: Instant) {
        let command = Command::MessageSend { thread: None, text: text.to_owned(), files: vec![] };
        let entry = Entry::of(&Issued { id, at: now, command }).unwrap();
        self.local.check_room().unwrap();
        let place = store.append(entry.clone(), &self.local.joining()).unwrap_or_else(|| {
            self.load_again(store);
            store.append(entry.clone(), &self.local.joining()).unwrap()
        });
        self.local.joined(place, entry);
        self.pace.wrote(now);
    }

    /// Takes the `nth` waiting operation back; answers which, if it could be.
    pub fn cancel(&mut self, store: &mut Store, nth: usize) -> Option<CommandId> {
        let id = self.local.unseen().nth(nth)?.id;
        let writes = self.local.cancel(id).ok()?;
        let is_kept = store.keep(&writes);
        if !is_kept {
            self.load_again(store);
        }
        is_kept.then_some(id)
    }

    /// Decides what to ask next, and keeps what must be kept before.
    pub fn ask(&mut self, store: &mut Store, now: Instant) -> Option<Request> {
        let request = match self.local.plan(&self.pace, now) {
            Step::Register(device) => Request::Register(device),
            Step::Push(request) => {
                let writes = self.local.sending(&request);
                if !store.keep(&writes) {
                    self.load_again(store);
                    return None;
                }
                Request::Push(request)
            }
            Step::Pull(request) => Request::Pull(request),
            Step::AskLogin | Step::Wait(_) => return None,
        };
        self.asked = Some(request.clone());
        Some(request)
    }

    /// An answer, or the lack of one, has arrived.
    pub fn hear(&mut self, store: &mut Store, answer: Answer, now: Instant) {
        let Some(asked) = self.asked.take() else {
            return;
        };
        let (local, pace) = (&mut self.local, &mut self.pace);
        let writes = match (asked, answer) {
            (Request::Register(_), Answer::Register(Ok(answer))) => local.registered(pace, &answer, now, 0),
            (Request::Register(_), Answer::Register(Err(fault))) => local.register_failed(pace, &fault, now, 0),
            (Request::Push(asked), Answer::Push(Ok(answer))) => local.pushed(pace, &asked, &answer, now, 0),
            (Request::Push(asked), Answer::Push(Err(fault))) => local.push_failed(pace, &asked, &fault, now, 0),
            (Request::Pull(asked), Answer::Pull(Ok(answer))) => local.pulled(pace, &asked, answer, now, 0),
            (Request::Pull(asked), Answer::Pull(Err(fault))) => local.pull_failed(pace, &asked, &fault, now, 0),
            (asked, answer) => panic!("{answer:?} does not answer {asked:?}"),
        };
        let is_kept = store.keep(&writes);
        if is_kept && !writes.is_empty() {
            self.check_same(store);
        }
        self.load_again(store);
    }

    /// What the tab holds is what the store holds.
    fn check_same(&self, store: &Store) {
        let stored = store.load();
        assert_eq!(self.local.marks, stored.marks);
        assert_eq!(self.local.acked(), stored.acked());
        assert_eq!(self.local.tray(), stored.tray());
        assert_eq!(self.local.queue(), stored.queue());
    }
}
