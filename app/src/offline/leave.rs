//! Leaving: a log out, another person's login, another tab's word. What is readable goes at once, offline
//! too; what waits stays sealed for the one who wrote it.

use super::app::App;
use super::browser::{self, go, set_holder};
use super::net;
use super::store::Store;
use super::worker;
use domain::id::PersonId;
use domain::sync::Session;

/// Forgets what is readable of `citizen`, and that this browser holds anything.
pub async fn forget(citizen: PersonId) {
    set_holder(None);
    worker::unmark().await;
    // A store that cannot even be opened cannot be read by the next person either: its keys are in it.
    let _ = Store::wipe(citizen).await;
}

impl App {
    /// The person logs out.
    pub async fn log_out(&self) {
        self.leave().await;
        net::end_session().await;
        browser::forget_cookie();
        go("/login");
    }

    /// Another person has logged in on this browser.
    pub async fn make_way(&self) {
        self.leave().await;
        go("/");
    }

    async fn leave(&self) {
        self.is_left.set(true);
        self.pace.borrow_mut().session = Session::Ended;
        self.live.stop();
        forget(self.store.citizen).await;
        self.tabs.tell_left();
    }

    /// Another tab has left.
    pub fn leave_too(&self) {
        if !self.is_left.replace(true) {
            self.live.stop();
            go("/login");
        }
    }
}
