//! What the screens can ask for, answered by the store first and by the network when there is one.

use super::app::App;
use super::db::DbFault;
use crate::citizen::state::{KeepFault, Kept, Port};
use domain::command::{Command, Issued};
use domain::id::CommandId;
use domain::refusal::Refusal;
use domain::sync::Entry;
use leptos::prelude::*;
use std::rc::Rc;
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;

/// How often another tab may be faster before we say that it does not work.
const TRIES_MAX: usize = 8;

/// The port of the running app.
pub struct OutboxPort(pub Rc<App>);

#[expect(clippy::disallowed_methods, reason = "this is the phone: command ids are made here")]
fn new_id() -> CommandId {
    CommandId(Uuid::new_v4())
}

impl App {
    /// The command as an operation, or the rule's own reason why it cannot be.
    fn checked(&self, command: Command) -> Result<Entry, Refusal> {
        let issued = Issued { id: new_id(), at: self.now(), command: command.checked()? };
        let mut screen = self.state.screen.get_untracked().as_ref().clone();
        screen.apply(&issued)?;
        self.local.borrow().check_room()?;
        Entry::of(&issued)
    }

    async fn keep_new(&self, entry: Entry, draft: Option<&str>) -> Result<(), DbFault> {
        let _turn = self.turn().await;
        for _ in 0..TRIES_MAX {
            let joining = self.local.borrow().joining();
            match self.store.append(&entry, joining, draft).await {
                Ok(place) => {
                    self.local.borrow_mut().joined(place, entry);
                    self.show(None);
                    self.tabs.tell_changed();
                    return Ok(());
                }
                Err(DbFault::Moved) => self.load_again().await,
                Err(fault) => return Err(fault),
            }
        }
        Err(DbFault::Broken)
    }

    async fn take_back(&self, id: CommandId) {
        let _turn = self.turn().await;
        for _ in 0..TRIES_MAX {
            // What may be with the server already cannot be taken back: it stays in the list.
            let kept = self.keep(None, |local, _| local.cancel(id).unwrap_or_default()).await;
            if kept != Err(DbFault::Moved) {
                return;
            }
        }
    }
}

impl Port for OutboxPort {
    fn issue(&self, command: Command, draft: Option<String>, then: Kept) {
        let app = Rc::clone(&self.0);
        let entry = match app.checked(command) {
            Ok(entry) => entry,
            Err(refusal) => return then(Err(KeepFault::Refused(refusal.code))),
        };
        spawn_local(async move {
            let id = entry.id;
            if let Some(name) = &draft {
                app.drafts.consumed(name);
            }
            if app.keep_new(entry, draft.as_deref()).await.is_err() {
                app.state.is_store_broken.set(true);
                return then(Err(KeepFault::StoreBroken));
            }
            app.state.is_store_broken.set(false);
            then(Ok(id));
            let now = app.now();
            app.pace.borrow_mut().wrote(now);
            app.drive();
        });
    }

    fn cancel(&self, id: CommandId) {
        let app = Rc::clone(&self.0);
        spawn_local(async move { app.take_back(id).await });
    }

    fn dismiss(&self, id: CommandId) {
        let app = Rc::clone(&self.0);
        spawn_local(async move {
            let _turn = app.turn().await;
            // What could not be put away is still there to be seen.
            let _ = app.keep(None, |local, _| local.dismiss(id)).await;
        });
    }

    fn keep_draft(&self, name: &str, text: &str) {
        self.0.note_draft(name, text);
    }

    fn draft(&self, name: &str, then: Box<dyn FnOnce(Option<String>)>) {
        let (app, name) = (Rc::clone(&self.0), name.to_owned());
        spawn_local(async move { then(app.find_draft(&name).await) });
    }

    fn sync_now(&self) {
        self.0.wake();
    }

    fn log_out(&self) {
        let app = Rc::clone(&self.0);
        spawn_local(async move { app.log_out().await });
    }

    fn update(&self) {
        self.0.worker.take_over();
    }
}
