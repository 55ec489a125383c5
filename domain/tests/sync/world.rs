//! Phones, a server, a bad network, and what must be true in the end.

use crate::phone::{Answer, Request, Store, Tab};
use crate::server::Server;
use domain::id::CommandId;
use domain::sync::{Fault, Session};
use domain::time::{Instant, MINUTE_MS};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What can happen. A tab is 0 or 1 on the first phone, 2 or 3 on the second.
#[derive(Clone, Debug)]
pub enum Event {
    Tap { tab: usize, is_bad: bool },
    Step { tab: usize },
    LoseRequest { tab: usize },
    LoseAnswer { tab: usize },
    Busy { tab: usize },
    AnswerLate { tab: usize },
    HearLate { tab: usize },
    Double { nth: usize },
    Crash { tab: usize },
    Cancel { tab: usize, nth: usize },
    LogOut { tab: usize },
    LogIn { tab: usize },
    Backup,
    Restore,
    RollBack,
    CopyProfile,
    Time { minutes: i64 },
    StaffWrites,
}

pub struct World {
    pub server: Server,
    stores: [Store; 2],
    tabs: [Tab; 4],
    now: Instant,
    ids: u128,
    /// What each phone's person tapped, in order; of a copied profile, what came before the copy too.
    tapped: [Vec<CommandId>; 2],
    cancelled: BTreeSet<CommandId>,
    /// Old requests that the network still holds.
    afloat: Vec<Request>,
    is_copied: bool,
    is_rolled_back: bool,
}

impl World {
    pub fn new() -> Self {
        let now = Instant(1_800_000_000_000);
        let stores = [Store::default(), Store::default()];
        let tabs = [0, 0, 1, 1].map(|phone: usize| Tab::open(&stores[phone], now));
        Self {
            server: Server::new(),
            stores,
            tabs,
            now,
            ids: 0,
            tapped: [vec![], vec![]],
            cancelled: BTreeSet::new(),
            afloat: vec![],
            is_copied: false,
            is_rolled_back: false,
        }
    }

    pub fn happen(&mut self, event: &Event) {
        self.now = self.now.plus_ms(700);
        match *event {
            Event::Tap { tab, is_bad } => self.tap(tab, if is_bad { "bad" } else { "hej" }),
            Event::Step { tab } => self.exchange(tab),
            Event::LoseRequest { tab } => self.lose(tab, false, Fault::Unreachable),
            Event::LoseAnswer { tab } => self.lose(tab, true, Fault::Unreachable),
            Event::Busy { tab } => self.lose(tab, false, Fault::Busy { retry_after_ms: Some(30_000) }),
            Event::AnswerLate { tab } => self.answer_late(tab),
            Event::HearLate { tab } => self.hear_late(tab),
            Event::Double { nth } => self.double(nth),
            Event::Crash { tab } => self.tabs[tab] = Tab::open(&self.stores[tab / 2], self.now),
            Event::Cancel { tab, nth } => {
                let id = self.tabs[tab].cancel(&mut self.stores[tab / 2], nth);
                self.cancelled.extend(id);
            }
            Event::LogOut { tab } => {
                self.server.is_logged_in = false;
                self.tabs[tab].pace.session = Session::Ended;
            }
            Event::LogIn { tab } => {
                self.server.is_logged_in = true;
                self.tabs[tab].pace.logged_in(self.now);
            }
            Event::Backup => self.server.back_up(),
            Event::Restore => {
                if self.server.restore() {
                    // A restore ends all sessions: what was on its way is refused when it arrives.
                    self.afloat.clear();
                }
            }
            Event::RollBack => self.roll_back(),
            Event::CopyProfile => self.copy_profile(),
            Event::Time { minutes } => self.now = self.now.plus_ms(minutes * MINUTE_MS),
            Event::StaffWrites => {
                self.ids += 1;
                self.server.change(Uuid::from_u128(self.ids << 64));
            }
        }
    }

    fn tap(&mut self, tab: usize, text: &str) {
        self.ids += 1;
        let id = CommandId(Uuid::from_u128(self.ids));
        self.tabs[tab].tap(&mut self.stores[tab / 2], id, text, self.now);
        self.tapped[tab / 2].push(id);
    }

    pub fn tap_unreadable(&mut self, tab: usize) {
        self.tap(tab, "unreadable");
    }

    /// Not together with a copied profile: another's operations under the same numbers then hide from a
    /// phone what the server lost, and only a restore as it should be, with its new epoch, tells.
    fn roll_back(&mut self) {
        self.is_rolled_back |= !self.is_copied && self.server.roll_back();
    }

    /// The second phone becomes what a copy of the first one's profile is.
    fn copy_profile(&mut self) {
        if self.is_copied || self.is_rolled_back || !self.tapped[1].is_empty() {
            return;
        }
        self.is_copied = true;
        self.stores[1] = self.stores[0].clone();
        let (first, second) = self.tapped.split_at_mut(1);
        second[0].clone_from(&first[0]);
        for tab in 2..4 {
            self.tabs[tab] = Tab::open(&self.stores[1], self.now);
        }
    }

    fn ask(&mut self, tab: usize) -> Option<Request> {
        if self.tabs[tab].asked.is_some() {
            return None;
        }
        self.tabs[tab].ask(&mut self.stores[tab / 2], self.now)
    }

    fn serve(&mut self, request: &Request) -> Answer {
        match request {
            Request::Register(device) => Answer::Register(self.server.register(*device)),
            Request::Push(request) => Answer::Push(self.server.push(request)),
            Request::Pull(request) => Answer::Pull(self.server.pull(request, self.now)),
        }
    }

    fn hear(&mut self, tab: usize, answer: Answer) {
        self.tabs[tab].hear(&mut self.stores[tab / 2], answer, self.now);
    }

    fn exchange(&mut self, tab: usize) {
        self.hear_late(tab);
        if let Some(request) = self.ask(tab) {
            let answer = self.serve(&request);
            self.hear(tab, answer);
        }
    }

    fn lose(&mut self, tab: usize, does_server_hear: bool, fault: Fault) {
        let Some(request) = self.ask(tab) else { return };
        if does_server_hear {
            let _ = self.serve(&request);
        }
        let answer = match &request {
            Request::Register(_) => Answer::Register(Err(fault)),
            Request::Push(_) => Answer::Push(Err(fault)),
            Request::Pull(_) => Answer::Pull(Err(fault)),
        };
        self.afloat.push(request);
        self.hear(tab, answer);
    }

    /// The server answers now, the tab hears it later.
    fn answer_late(&mut self, tab: usize) {
        if let Some(request) = self.ask(tab) {
            let answer = self.serve(&request);
            self.tabs[tab].said = Some(answer);
            self.afloat.push(request);
        }
    }

    fn hear_late(&mut self, tab: usize) {
        if let Some(answer) = self.tabs[tab].said.take() {
            self.hear(tab, answer);
        }
    }

    /// A request that the network held arrives once more; nobody waits for the answer.
    fn double(&mut self, nth: usize) {
        if let Some(request @ Request::Push(_)) = self.afloat.get(nth).cloned() {
            let _ = self.serve(&request);
        }
    }

    /// The network is good, everybody is logged in, and time passes until nobody has anything to do.
    pub fn heal(&mut self) {
        self.server.is_logged_in = true;
        for tab in 0..4 {
            self.hear_late(tab);
            self.tabs[tab].pace.logged_in(self.now);
        }
        for _ in 0..400 {
            self.now = self.now.plus_ms(61 * MINUTE_MS);
            for tab in 0..4 {
                self.tabs[tab].load_again(&self.stores[tab / 2]);
                self.tabs[tab].pace.news();
                self.exchange(tab);
            }
            if self.is_settled() {
                return;
            }
        }
        panic!("it never comes to rest");
    }

    fn is_settled(&self) -> bool {
        let records = self.server.records();
        self.stores.iter().all(|store| {
            let local = store.load();
            store.waiting().is_empty()
                && local.queue().is_empty()
                && !local.marks.is_partial
                && !local.marks.is_filling
                && store.records() == records
        })
    }

    pub fn check(&self) {
        let applied = &self.server.applied;
        let mut seen: BTreeSet<CommandId> = BTreeSet::new();
        for id in applied {
            assert!(seen.insert(*id), "{id} is there twice");
            assert!(!self.cancelled.contains(id) || self.is_copied, "{id} was taken back");
        }
        let refused: BTreeSet<CommandId> = self.stores.iter().flat_map(Store::refused).collect();
        assert!(refused.is_disjoint(&seen), "accepted and refused at once");
        for tapped in &self.tapped {
            for id in tapped {
                let is_somewhere = seen.contains(id) || refused.contains(id) || self.cancelled.contains(id);
                assert!(is_somewhere, "{id} is lost");
            }
            let mine: BTreeSet<&CommandId> = tapped.iter().collect();
            let order: Vec<&CommandId> = applied.iter().filter(|id| mine.contains(id)).collect();
            let expected: Vec<&CommandId> = tapped.iter().filter(|id| seen.contains(id)).collect();
            // A disk that is put back in silence, with answers still on their way, may turn the order of two
            // taps round; nothing is lost or doubled by it. A restore by the program begins a new epoch.
            if !self.is_copied && !self.is_rolled_back {
                assert_eq!(order, expected, "in the order of the taps");
            }
        }
    }
}
