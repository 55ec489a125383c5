//! Half-written texts: kept at the first key and then a moment after the last, gone with the operation
//! that is made of them.

use super::app::App;
use super::browser::{forget_timer, later};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// After the last key.
const PAUSE_MS: i64 = 400;
/// The longest half-written text that is kept, in bytes.
const TEXT_MAX_BYTES: usize = 64 * 1024;

/// What was typed and is not yet in the store.
#[derive(Default)]
pub struct Drafts {
    typed: RefCell<HashMap<String, String>>,
    /// Counts what happened to each name, so that a text that is being sealed does not come back after it
    /// was sent.
    turns: RefCell<HashMap<String, u64>>,
    timer: Cell<Option<i32>>,
}

impl Drafts {
    fn turn(&self, name: &str) -> u64 {
        self.turns.borrow().get(name).copied().unwrap_or(0)
    }

    fn next_turn(&self, name: &str) -> u64 {
        let mut turns = self.turns.borrow_mut();
        let turn = turns.entry(name.to_owned()).or_default();
        *turn += 1;
        *turn
    }

    /// The text under `name` has become something else.
    pub fn consumed(&self, name: &str) {
        self.typed.borrow_mut().remove(name);
        self.next_turn(name);
    }

    /// What was typed under `name` a moment ago.
    pub fn typed(&self, name: &str) -> Option<String> {
        self.typed.borrow().get(name).cloned()
    }
}

impl App {
    /// Keeps `text` under `name`, soon.
    pub fn note_draft(self: &Rc<Self>, name: &str, text: &str) {
        if text.len() > TEXT_MAX_BYTES {
            return;
        }
        self.drafts.typed.borrow_mut().insert(name.to_owned(), text.to_owned());
        self.drafts.next_turn(name);
        forget_timer(self.drafts.timer.take());
        let app = Rc::clone(self);
        self.drafts.timer.set(later(PAUSE_MS, move || app.flush_drafts()));
    }

    /// Keeps all that was typed, now.
    pub fn flush_drafts(self: &Rc<Self>) {
        forget_timer(self.drafts.timer.take());
        for (name, text) in self.drafts.typed.take() {
            let app = Rc::clone(self);
            let turn = self.drafts.turn(&name);
            spawn_local(async move {
                let is_still_so = || app.drafts.turn(&name) == turn && !app.is_left.get();
                // A draft that cannot be kept stays in its field; sending it will say so.
                let _ = app.store.keep_draft(&name, &text, is_still_so).await;
            });
        }
    }

    /// The half-written text under `name`.
    pub async fn find_draft(&self, name: &str) -> Option<String> {
        if let Some(text) = self.drafts.typed(name) {
            return Some(text).filter(|text| !text.is_empty());
        }
        let drafts = self.store.drafts().await.ok()?;
        drafts.into_iter().find(|(known, _)| known == name).map(|(_, text)| text)
    }
}
