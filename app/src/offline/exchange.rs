//! Doing what `domain::sync` plans: naming the phone, sending, fetching, and waiting.

use super::app::App;
use super::browser::{self, jitter, window};
use super::db::DbFault;
use super::net;
use super::store::Clock;
use super::tabs::try_lock;
use crate::citizen::state::{Login, Network};
use domain::id::DeviceId;
use domain::sync::{Fault, PullRequest, Session, Step};
use domain::time::Instant;
use domain::wire::{DeviceRequest, DeviceResponse, PullResponse, PushRequest, PushResponse};
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// The most exchanges in one go; a phone that has more to say goes on after a breath.
const STEPS_MAX: usize = 400;
/// How long to leave it to another tab that is at it.
const OTHER_TAB_MS: i64 = 3_000;

/// Whether there is more to do now.
#[derive(PartialEq, Eq)]
enum Next {
    GoOn,
    Rest,
}

impl App {
    /// There is a reason to try now: the network, the person, the start.
    pub fn wake(self: &Rc<Self>) {
        let now = self.now();
        self.pace.borrow_mut().wake(now);
        self.drive();
    }

    /// The server has news.
    pub fn hear_news(self: &Rc<Self>) {
        self.pace.borrow_mut().news();
        self.drive();
    }

    /// Goes on with whatever is next; one at a time.
    pub fn drive(self: &Rc<Self>) {
        if self.is_busy.replace(true) {
            self.is_asked_again.set(true);
            return;
        }
        let app = Rc::clone(self);
        spawn_local(async move {
            loop {
                app.is_asked_again.set(false);
                app.drain().await;
                if app.is_left.get() || !app.is_asked_again.get() {
                    break;
                }
            }
            app.is_busy.set(false);
        });
    }

    async fn drain(self: &Rc<Self>) {
        let Some(_held) = try_lock(&self.tabs.lock_name("exchange")).await else {
            self.look_again_at(self.now().plus_ms(OTHER_TAB_MS));
            return;
        };
        for _ in 0..STEPS_MAX {
            if self.is_left.get() || self.step().await == Next::Rest {
                return;
            }
        }
        self.look_again_at(self.now().plus_ms(OTHER_TAB_MS));
    }

    fn look_again_at(self: &Rc<Self>, at: Instant) {
        browser::forget_timer(self.timer.take());
        let app = Rc::clone(self);
        let wait = at.since(self.now()).max(100);
        self.timer.set(browser::later(wait, move || app.drive()));
    }

    async fn step(self: &Rc<Self>) -> Next {
        let now = self.now();
        if self.store.is_provisional() && self.pace.borrow().session == Session::In {
            self.pace.borrow_mut().is_registration_due = true;
        }
        let step = self.local.borrow().plan(&self.pace.borrow(), now);
        match step {
            Step::Register(device) => self.register(device).await,
            Step::Push(request) => self.push(request).await,
            Step::Pull(request) => self.pull(request).await,
            Step::AskLogin => {
                self.show_login(Login::Ended);
                return Next::Rest;
            }
            Step::Wait(until) => {
                self.look_again_at(until);
                return Next::Rest;
            }
        }
        Next::GoOn
    }

    fn show_login(&self, login: Login) {
        if self.state.login.get_untracked() != login {
            self.state.login.set(login);
        }
    }

    /// Notes what an answer says about the line, whatever else it says.
    fn heard<T>(&self, answer: &Result<T, Fault>) {
        let is_reached = !matches!(answer, Err(Fault::Unreachable));
        self.show_network(if is_reached { Network::Online } else { Network::Offline });
        if answer.is_ok() {
            self.show_login(Login::In);
        }
    }

    /// When the store fails, the line is left alone for a while too: nothing could be kept of its answers.
    fn kept(&self, kept: Result<(), DbFault>) {
        if matches!(kept, Err(DbFault::Broken | DbFault::Full | DbFault::Newer)) {
            self.pace.borrow_mut().hold(self.now(), jitter());
        }
    }

    async fn register(self: &Rc<Self>, device: Option<DeviceId>) {
        let citizen = self.store.citizen;
        let request = DeviceRequest { device, citizen: Some(citizen), label: browser::device_label().to_owned() };
        let Ok(body) = serde_json::to_string(&request) else {
            return;
        };
        let answer: Result<DeviceResponse, Fault> = net::ask("POST", "/api/v1/device", Some(&body)).await;
        self.heard(&answer);
        let _turn = self.turn().await;
        let now = self.now();
        match answer {
            Ok(answer) if answer.citizen.is_none_or(|theirs| theirs == citizen) => {
                self.registered(&answer).await;
            }
            // Somebody else is logged in here now: this copy is none of their business.
            Ok(_) => self.make_way().await,
            Err(Fault::Refused { status: 404, .. }) if device.is_none() => self.make_way().await,
            Err(fault) => {
                let kept = self.keep(None, |local, pace| local.register_failed(pace, &fault, now, jitter())).await;
                self.kept(kept);
            }
        }
    }

    async fn registered(&self, answer: &DeviceResponse) {
        let mut local = self.local.borrow().clone();
        let mut pace = self.pace.borrow().clone();
        let needs_key = self.store.is_provisional() || local.marks.device != Some(answer.device);
        let writes = local.registered(&mut pace, answer, self.now(), jitter());
        if !needs_key {
            drop(local);
            let kept = self.keep(None, |local, pace| local.registered(pace, answer, self.now(), jitter())).await;
            self.kept(kept);
            return;
        }
        match self.store.rekey(&answer.wrap, &local, writes).await {
            Ok(()) => {
                self.pace.replace(pace);
                // What this key opens may be more than was known: the work of an earlier login.
                self.load_again().await;
                self.tabs.tell_changed();
            }
            Err(fault) => {
                self.failed_to_keep(fault).await;
                self.kept(Err(fault));
            }
        }
    }

    async fn push(self: &Rc<Self>, request: PushRequest) {
        {
            let _turn = self.turn().await;
            if self.keep(None, |local, _| local.sending(&request)).await.is_err() {
                return;
            }
        }
        let Ok(body) = serde_json::to_string(&request) else {
            return;
        };
        let answer: Result<PushResponse, Fault> = net::ask("POST", "/api/v1/sync/push", Some(&body)).await;
        self.heard(&answer);
        let _turn = self.turn().await;
        let now = self.now();
        let kept = match &answer {
            Ok(answer) => self.keep(None, |local, pace| local.pushed(pace, &request, answer, now, jitter())).await,
            Err(fault) => self.keep(None, |local, pace| local.push_failed(pace, &request, fault, now, jitter())).await,
        };
        if answer.is_ok() && kept.is_ok() {
            self.ask_protection();
        }
        self.kept(kept);
    }

    async fn pull(self: &Rc<Self>, request: PullRequest) {
        let cursor = request.cursor.as_deref().map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
        let PullRequest { device, epoch, limit, .. } = &request;
        let path = format!("/api/v1/sync/pull?device={device}&epoch={epoch}&limit={limit}{cursor}");
        let answer: Result<PullResponse, Fault> = net::ask("GET", &path, None).await;
        self.heard(&answer);
        let _turn = self.turn().await;
        let now = self.now();
        let kept = match answer {
            Ok(answer) => {
                let ahead_ms = answer.now.since(browser::wall());
                let clock = Clock { ahead_ms, fetched_at: answer.now };
                self.keep(Some(clock), |local, pace| local.pulled(pace, &request, answer, now, jitter())).await
            }
            Err(fault) => self.keep(None, |local, pace| local.pull_failed(pace, &request, &fault, now, jitter())).await,
        };
        if kept.is_ok() {
            self.show_time();
        }
        self.kept(kept);
    }

    /// Asks the browser not to throw the store away, once something of the person's was sent: before that
    /// the question would come out of the blue.
    fn ask_protection(&self) {
        if self.is_protection_asked.replace(true) {
            return;
        }
        let storage = window().and_then(|window| browser::property(&window.navigator(), "storage"));
        if let Some(storage) = storage {
            let storage: web_sys::StorageManager = wasm_bindgen::JsCast::unchecked_into(storage);
            // Yes or no, the app goes on; what is sent is safe at the server.
            drop(storage.persist());
        }
    }
}
