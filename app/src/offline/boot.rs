//! The start: a page that carries its data is taken over; an empty shell is filled from the store.

use super::app::App;
use super::browser::{self, document, go, holder, set_holder, wall};
use super::db::DbFault;
use super::leave;
use super::plain::{Notice, on_panic};
use super::port::OutboxPort;
use super::store::{Clock, Store};
use super::worker;
use crate::citizen::app_view;
use crate::citizen::state::{State, install};
use domain::snapshot::Snapshot;
use domain::wire::Boot;
use leptos::mount::{hydrate_body, mount_to_body};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use uuid::Uuid;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Starts the app; `boot.js` calls it and waits. An error leaves the page as the server made it.
#[wasm_bindgen]
pub async fn start() -> Result<(), JsValue> {
    std::panic::set_hook(Box::new(on_panic));
    match boot() {
        Some(boot) => take_over(boot).await,
        None => open_shell().await,
    }
    Ok(())
}

/// The data that the page carries, if it is a page with data.
fn boot() -> Option<Boot> {
    let text = document()?.get_element_by_id("boot")?.text_content()?;
    serde_json::from_str(&text).ok()
}

/// Makes the state within the view's owner, so that it lives as long as the page.
fn shown(snapshot: Snapshot, seed: Uuid, mount: impl FnOnce(Box<dyn FnOnce() -> AnyView>)) -> Option<State> {
    let made: Rc<Cell<Option<State>>> = Rc::default();
    let given = Rc::clone(&made);
    mount(Box::new(move || {
        let state = State::new(snapshot, seed);
        given.set(Some(state));
        app_view(state).into_any()
    }));
    made.get()
}

async fn take_over(boot: Boot) {
    // A copy of somebody else's goes before anything else is done.
    if let Some(other) = holder().filter(|other| *other != boot.citizen) {
        leave::forget(other).await;
    }
    let Some(state) = shown(boot.snapshot(), boot.seed, hydrate_body) else {
        return;
    };
    match open_with(&boot).await {
        Ok((store, clock)) => run(state, store, clock, Some(boot)).await,
        Err(DbFault::Newer) => {
            state.is_update_ready.set(true);
        }
        // Forms post themselves, as they do without the app.
        Err(_) => state.is_store_broken.set(true),
    }
}

async fn open_with(boot: &Boot) -> Result<(Store, Clock), DbFault> {
    let store = Store::open(boot.citizen, true).await?.ok_or(DbFault::Broken)?;
    Ok((store, Clock { ahead_ms: boot.now.since(wall()), fetched_at: boot.now }))
}

async fn open_shell() {
    let Some(citizen) = holder() else {
        return nothing_here().await;
    };
    let store = match Store::open(citizen, false).await {
        Ok(Some(store)) => store,
        Err(DbFault::Newer) => return Notice::NeedsUpdate.show(),
        Ok(None) | Err(_) => return nothing_here().await,
    };
    let Ok(loaded) = store.load(wall()).await else {
        return nothing_here().await;
    };
    // Evicted by the browser, or never filled: what waits is still there, and goes when a page comes.
    if loaded.snapshot.course().is_none() && loaded.snapshot.person().is_none() {
        return nothing_here().await;
    }
    let clock = loaded.clock;
    let seed = seed();
    let Some(state) = shown(loaded.snapshot, seed, mount_to_body) else {
        return;
    };
    run(state, store, clock, None).await;
}

#[expect(clippy::disallowed_methods, reason = "the shell's forms need ids of their own, made on the phone")]
fn seed() -> Uuid {
    Uuid::new_v4()
}

/// No copy to show: the server's page, if it can be reached.
async fn nothing_here() {
    set_holder(None);
    worker::unmark().await;
    if browser::window().is_some_and(|window| window.navigator().on_line()) {
        go("/login");
    } else {
        Notice::NothingHere.show();
    }
}

async fn run(state: State, store: Store, clock: Clock, boot: Option<Boot>) {
    let Ok(loaded) = store.load(wall()).await else {
        state.is_store_broken.set(true);
        return;
    };
    let citizen = store.citizen;
    let app = App::new(state, store, loaded, clock);
    if let Some(boot) = boot {
        let _turn = app.turn().await;
        let kept = app.keep(Some(clock), |local, pace| local.booted(pace, boot)).await;
        if matches!(kept, Err(DbFault::Broken | DbFault::Full)) {
            // What cannot be kept must not be said to be kept: the plain forms do it.
            return;
        }
    }
    set_holder(Some(citizen));
    worker::mark().await;
    app.listen();
    app.tick();
    install(Rc::new(OutboxPort(Rc::clone(&app))));
    state.is_running.set(true);
    app.drive();
    app.listen_live();
    let waking = Rc::clone(&app);
    spawn_local(async move { app.worker.register(state, move || waking.wake()).await });
}
