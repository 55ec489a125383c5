//! What every citizen screen reads, and the one way it acts.
//!
//! A screen is a function of [`State`]: the snapshot as last fetched, the commands that still wait, and
//! whether there is a connection. It must not know where these come from: on the server they are the
//! page's data, in the browser `offline` fills them and answers through [`Port`].

use domain::command::{Command, Issued};
use domain::id::CommandId;
use domain::refusal::Code;
use domain::snapshot::Snapshot;
use domain::time::Instant;
use domain::wire::Boot;
use leptos::prelude::*;
use std::sync::Arc;
use uuid::Uuid;

/// Whether the server can be reached, as far as this device knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    /// The last try went through.
    Online,
    /// It did not, or what answered was not ours.
    Offline,
}

/// Whether somebody is logged in here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Login {
    /// Yes.
    In,
    /// The session ended; everything is kept, the queue waits for a new login.
    Ended,
}

/// Work that the server did not take, kept with its text until the person has dealt with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejected {
    /// What was asked.
    pub issued: Issued,
    /// Why not.
    pub code: Code,
}

/// Everything a screen reads. Copy it freely; the signals are shared.
#[derive(Clone, Copy)]
pub struct State {
    /// The snapshot as it was last fetched or loaded.
    pub stored: RwSignal<Arc<Snapshot>>,
    /// Commands on this device that the server has not answered, oldest first.
    pub waiting: RwSignal<Vec<Issued>>,
    /// Commands that the server refused.
    pub rejected: RwSignal<Vec<Rejected>>,
    /// Whether there is a connection.
    pub network: RwSignal<Network>,
    /// Whether somebody is logged in.
    pub login: RwSignal<Login>,
    /// When the snapshot was fetched.
    pub fetched_at: RwSignal<Instant>,
    /// The present moment: the snapshot's time, moved on by `offline` each minute.
    pub now: RwSignal<Instant>,
    /// Whether the app runs (false on the server and until the browser has taken over).
    pub is_running: RwSignal<bool>,
    /// A newer version lies ready and waits for the person's word.
    pub is_update_ready: RwSignal<bool>,
    /// The device could not keep something; the text is still in its field.
    pub is_store_broken: RwSignal<bool>,
    /// What the screens show: the stored snapshot with the waiting commands applied.
    pub screen: Memo<Arc<Snapshot>>,
    /// The seed of this page's form ids.
    pub seed: Uuid,
}

/// `PartialEq` by identity: a memo need only know that it is another snapshot.
struct Shown(Arc<Snapshot>);

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl State {
    /// The state of a page that carries its data.
    pub fn of_boot(boot: &Boot) -> Self {
        Self::new(boot.snapshot(), boot.seed)
    }

    /// The state of a snapshot from wherever.
    pub fn new(snapshot: Snapshot, seed: Uuid) -> Self {
        let now = snapshot.now;
        let stored = RwSignal::new(Arc::new(snapshot));
        let waiting = RwSignal::new(Vec::new());
        let moment = RwSignal::new(now);
        let screen = Memo::new_with_compare(
            move |_| stored.with(|stored| waiting.with(|waiting| applied(stored, waiting, moment.get()))),
            |before: Option<&Arc<Snapshot>>, after: Option<&Arc<Snapshot>>| {
                before.cloned().map(Shown) != after.cloned().map(Shown)
            },
        );
        Self {
            stored,
            waiting,
            rejected: RwSignal::new(Vec::new()),
            network: RwSignal::new(Network::Online),
            login: RwSignal::new(Login::In),
            fetched_at: RwSignal::new(now),
            now: moment,
            is_running: RwSignal::new(false),
            is_update_ready: RwSignal::new(false),
            is_store_broken: RwSignal::new(false),
            screen,
            seed,
        }
    }
}

fn applied(stored: &Arc<Snapshot>, waiting: &[Issued], now: Instant) -> Arc<Snapshot> {
    if waiting.is_empty() && stored.now == now {
        return Arc::clone(stored);
    }
    let mut screen = stored.as_ref().clone();
    screen.now = now;
    for issued in waiting {
        // What cannot be applied (any more) is the server's to refuse; it stands in the list of waiting.
        let _ = screen.apply(issued);
    }
    Arc::new(screen)
}

/// The state of the page that is being shown.
pub fn use_state() -> State {
    expect_context::<State>()
}

/// Why a command could not even be kept on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeepFault {
    /// The device's store does not work or is full. The text stays in the field.
    StoreBroken,
    /// The command itself cannot be: the rule's own reason.
    Refused(Code),
}

/// What becomes of an attempt to keep a command.
pub type Kept = Box<dyn FnOnce(Result<CommandId, KeepFault>)>;

/// The browser's side of every screen. `offline` implements it; the server has none.
pub trait Port {
    /// Keeps `command` on the device, in the transaction that also consumes `draft`, then sends it when
    /// it can. `then` is called when it is safe on the device (or is not).
    fn issue(&self, command: Command, draft: Option<String>, then: Kept);
    /// Takes back a command that was not sent; it becomes a no-op in its place.
    fn cancel(&self, id: CommandId);
    /// Forgets a refused command, when the person has dealt with it.
    fn dismiss(&self, id: CommandId);
    /// Keeps a half-written text under a name; an empty one is forgotten.
    fn keep_draft(&self, name: &str, text: &str);
    /// Fetches a half-written text.
    fn draft(&self, name: &str, then: Box<dyn FnOnce(Option<String>)>);
    /// Tries to send and fetch now.
    fn sync_now(&self);
    /// Logs out: what is readable goes, unsent work stays sealed for the same citizen.
    fn log_out(&self);
    /// Loads the newer version, on the person's word.
    fn update(&self);
}

#[cfg(feature = "hydrate")]
mod installed {
    use super::Port;
    use std::cell::RefCell;
    use std::rc::Rc;

    thread_local! {
        // One thread, one app, one port: the browser's own shape.
        static PORT: RefCell<Option<Rc<dyn Port>>> = const { RefCell::new(None) };
    }

    /// Makes `port` the one that the screens act through.
    pub fn install(port: Rc<dyn Port>) {
        PORT.with(|place| *place.borrow_mut() = Some(port));
    }

    pub(super) fn port() -> Option<Rc<dyn Port>> {
        PORT.with(|place| place.borrow().clone())
    }
}

#[cfg(feature = "hydrate")]
pub use installed::install;

/// Acts through the port, if there is one. A form falls back to its plain post where this is false.
pub fn with_port(act: impl FnOnce(&dyn Port)) -> bool {
    #[cfg(feature = "hydrate")]
    if let Some(port) = installed::port() {
        act(port.as_ref());
        return true;
    }
    drop(act);
    false
}
