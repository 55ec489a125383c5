//! The running app: the open store, what was loaded from it, and the signals that the screens read.
//!
//! One thing changes at a time (`turn`): what a tab has in memory is what its store holds, and when
//! another tab was faster it is loaded again.

use super::browser::{self, wall};
use super::db::DbFault;
use super::drafts::Drafts;
use super::live::Live;
use super::store::{Clock, Loaded, Store};
use super::tabs::Tabs;
use super::worker::Worker;
use crate::citizen::state::{Network, Rejected, State};
use domain::command::Issued;
use domain::snapshot::Snapshot;
use domain::sync::{Local, Pace, Write};
use domain::time::{Instant, MINUTE_MS};
use js_sys::{Function, Promise};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The one app of a tab.
pub struct App {
    /// What the screens read.
    pub state: State,
    /// The phone's store.
    pub store: Store,
    /// Where it stands with the server.
    pub local: RefCell<Local>,
    /// When to try.
    pub pace: RefCell<Pace>,
    /// Half-written texts.
    pub drafts: Drafts,
    /// The other tabs.
    pub tabs: Tabs,
    /// The stream of hints.
    pub live: Live,
    /// The worker of this version and the next.
    pub worker: Worker,
    clock: Cell<Clock>,
    /// The end of the change that is being made.
    turn: RefCell<Promise>,
    /// Whether somebody exchanges with the server, and whether there is a reason to look again after.
    pub(super) is_busy: Cell<bool>,
    pub(super) is_asked_again: Cell<bool>,
    pub(super) timer: Cell<Option<i32>>,
    /// Whether the browser was asked not to throw the store away.
    pub(super) is_protection_asked: Cell<bool>,
    /// Set when the person leaves: nothing is kept or shown any more.
    pub is_left: Cell<bool>,
}

/// Held while something is changed; the next one goes on when it is dropped.
pub struct Turn(Option<Function>);

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(done) = self.0.take() {
            let _ = done.call0(&JsValue::NULL);
        }
    }
}

impl App {
    /// The app over an open store with what was loaded from it.
    pub fn new(state: State, store: Store, loaded: Loaded, clock: Clock) -> Rc<Self> {
        let now = wall().plus_ms(clock.ahead_ms);
        let tabs = Tabs::new(store.citizen);
        let app = Rc::new(Self {
            state,
            store,
            local: RefCell::new(loaded.local),
            pace: RefCell::new(Pace::start(now)),
            drafts: Drafts::default(),
            tabs,
            live: Live::default(),
            worker: Worker::default(),
            clock: Cell::new(clock),
            turn: RefCell::new(Promise::resolve(&JsValue::NULL)),
            is_busy: Cell::new(false),
            is_asked_again: Cell::new(false),
            timer: Cell::new(None),
            is_protection_asked: Cell::new(false),
            is_left: Cell::new(false),
        });
        app.show(None);
        app
    }

    /// The server's clock, as far as this phone can tell.
    pub fn now(&self) -> Instant {
        wall().plus_ms(self.clock.get().ahead_ms)
    }

    /// Waits until nobody changes anything, and keeps others waiting until the answer is dropped.
    pub async fn turn(&self) -> Turn {
        let mut done = None;
        let mine = Promise::new(&mut |resolve: Function, _| done = Some(resolve));
        let before = self.turn.replace(mine);
        let _ = JsFuture::from(before).await;
        Turn(done)
    }

    /// Keeps what a step of `domain::sync` has come to, and shows it. `step` works on a copy; unless all
    /// is kept nothing has changed but what another tab did meanwhile. Call it with a [`Turn`] in hand.
    pub async fn keep(
        &self,
        clock: Option<Clock>,
        step: impl FnOnce(&mut Local, &mut Pace) -> Vec<Write>,
    ) -> Result<(), DbFault> {
        let mut local = self.local.borrow().clone();
        let mut pace = self.pace.borrow().clone();
        let writes = step(&mut local, &mut pace);
        self.pace.replace(pace);
        if self.is_left.get() {
            return Err(DbFault::Broken);
        }
        if writes.is_empty() && clock.is_none() {
            return Ok(());
        }
        let stored = self.state.stored.get_untracked();
        match self.store.keep(&stored, writes, clock).await {
            Ok(mut next) => {
                self.local.replace(local);
                next.now = stored.now;
                if let Some(clock) = clock {
                    self.clock.set(clock);
                    next.now = clock.fetched_at;
                }
                self.show(Some(next));
                self.tabs.tell_changed();
                Ok(())
            }
            Err(fault) => {
                self.failed_to_keep(fault).await;
                Err(fault)
            }
        }
    }

    /// Says so when the store does not work, and looks again at what another tab has done.
    pub async fn failed_to_keep(&self, fault: DbFault) {
        if fault == DbFault::Moved {
            self.load_again().await;
        } else {
            self.state.is_store_broken.set(true);
        }
    }

    /// Another tab has changed the store.
    pub async fn load_again(&self) {
        match self.store.load(wall()).await {
            Ok(loaded) if !self.is_left.get() => {
                self.clock.set(loaded.clock);
                self.local.replace(loaded.local);
                self.show(Some(loaded.snapshot));
            }
            Ok(_) => {}
            Err(_) => self.state.is_store_broken.set(true),
        }
    }

    /// Brings the signals up to what is in memory.
    pub fn show(&self, stored: Option<Snapshot>) {
        let local = self.local.borrow();
        let waiting: Vec<Issued> = local.unseen().filter_map(domain::sync::Entry::issued).collect();
        let rejected: Vec<Rejected> = local
            .tray()
            .iter()
            .filter_map(|item| Some(Rejected { issued: item.entry.issued()?, code: item.code }))
            .collect();
        drop(local);
        let state = self.state;
        // All at once, so that no screen sees the records of one moment with the queue of another.
        if state.waiting.with_untracked(|before| *before != waiting) {
            match stored {
                Some(stored) => {
                    state.waiting.update_untracked(|before| *before = waiting);
                    state.stored.set(Arc::new(stored));
                    state.waiting.notify();
                }
                None => state.waiting.set(waiting),
            }
        } else if let Some(stored) = stored {
            state.stored.set(Arc::new(stored));
        }
        if state.rejected.with_untracked(|before| *before != rejected) {
            state.rejected.set(rejected);
        }
        let fetched_at = self.clock.get().fetched_at;
        if state.fetched_at.get_untracked() != fetched_at {
            state.fetched_at.set(fetched_at);
        }
    }

    /// Whether the server was reached.
    pub fn show_network(&self, network: Network) {
        if self.state.network.get_untracked() != network {
            self.state.network.set(network);
        }
    }

    /// Moves the screens' clock on, each minute and when somebody looks again.
    pub fn tick(self: &Rc<Self>) {
        self.state.now.set(self.now());
        let app = Rc::clone(self);
        browser::later(MINUTE_MS, move || app.tick());
    }

    /// The screens' clock, at once.
    pub fn show_time(&self) {
        self.state.now.set(self.now());
    }

    /// Listens to what the browser has to say.
    pub fn listen(self: &Rc<Self>) {
        let (Some(window), Some(document)) = (browser::window(), browser::document()) else {
            return;
        };
        let app = Rc::clone(self);
        browser::on(&window, "online", move || app.wake());
        let app = Rc::clone(self);
        browser::on(&window, "offline", move || {
            app.pace.borrow_mut().lost_network();
            app.show_network(Network::Offline);
        });
        let app = Rc::clone(self);
        browser::on(&window, "pagehide", move || app.flush_drafts());
        let app = Rc::clone(self);
        browser::on(&document, "visibilitychange", move || {
            if browser::is_hidden() {
                app.flush_drafts();
                app.rest_when_hidden();
            } else {
                app.show_time();
                app.wake();
                app.listen_live();
            }
        });
        let app = Rc::clone(self);
        self.tabs.on_changed(move || {
            let app = Rc::clone(&app);
            spawn_local(async move {
                let _turn = app.turn().await;
                app.load_again().await;
            });
        });
        let app = Rc::clone(self);
        self.tabs.on_left(move || app.leave_too());
    }
}
