//! Hints of news by server-sent events: one stream for each browser, in the tab that has the lock. A hint
//! says only that there is something; the truth is always fetched.

use super::app::App;
use super::browser::{is_hidden, later};
use super::tabs::{Held, wait_for_lock};
use domain::sync::Session;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::EventSource;

/// A tab that nobody looks at lets go after so long.
const HIDDEN_MS: i64 = 60_000;
/// A stream that the server has ended is asked for again after so long.
const AGAIN_MS: i64 = 30_000;

/// The stream, if this tab has it.
#[derive(Default)]
pub struct Live {
    source: RefCell<Option<(EventSource, Held)>>,
    is_asked: Cell<bool>,
}

impl Live {
    /// Lets go of the stream; the next tab takes it.
    pub fn stop(&self) {
        if let Some((source, held)) = self.source.borrow_mut().take() {
            source.close();
            drop(held);
        }
    }
}

impl App {
    /// Takes the stream as soon as no other tab has it.
    pub fn listen_live(self: &Rc<Self>) {
        let is_there = self.live.source.borrow().is_some();
        if is_there || self.is_left.get() || self.live.is_asked.replace(true) {
            return;
        }
        let app = Rc::clone(self);
        spawn_local(async move {
            let held = wait_for_lock(&app.tabs.lock_name("live")).await;
            app.live.is_asked.set(false);
            if let Some(held) = held {
                app.open_stream(held);
            }
        });
    }

    fn open_stream(self: &Rc<Self>, held: Held) {
        let is_in = self.pace.borrow().session == Session::In;
        if self.is_left.get() || is_hidden() || !is_in {
            drop(held);
            self.listen_later();
            return;
        }
        let Ok(source) = EventSource::new("/api/v1/events") else {
            return;
        };
        let app = Rc::clone(self);
        let hear = Closure::<dyn Fn()>::new(move || app.hear_news()).into_js_value();
        let _ = source.add_event_listener_with_callback("revision", hear.unchecked_ref());
        let app = Rc::clone(self);
        let failed = Closure::<dyn Fn()>::new(move || app.stream_failed()).into_js_value();
        source.set_onerror(Some(failed.unchecked_ref()));
        self.live.source.replace(Some((source, held)));
    }

    /// The browser tries again by itself while the line is bad; a stream that was refused is over.
    fn stream_failed(self: &Rc<Self>) {
        let is_over =
            self.live.source.borrow().as_ref().is_some_and(|(source, _)| source.ready_state() == EventSource::CLOSED);
        if is_over {
            self.live.stop();
            self.listen_later();
        }
    }

    fn listen_later(self: &Rc<Self>) {
        if is_hidden() {
            return;
        }
        let app = Rc::clone(self);
        later(AGAIN_MS, move || app.listen_live());
    }

    /// Nobody looks at this tab: it keeps the stream for a moment only.
    pub fn rest_when_hidden(self: &Rc<Self>) {
        let app = Rc::clone(self);
        later(HIDDEN_MS, move || {
            if is_hidden() {
                app.live.stop();
            }
        });
    }
}
