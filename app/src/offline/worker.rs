//! The service worker, seen from the page: it is registered, told whether this browser holds a copy, and
//! a newer one waits for the person's word.

use super::browser::{property, window};
use crate::citizen::state::State;
use js_sys::Promise;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration};

/// Where the worker looks whether this browser holds a copy (sw.js has the same two words).
const CACHE: &str = "folgeskab-here";
const MARK: &str = "/has-copy";
/// The word that lets a newer worker take over (sw.js knows it).
const TAKE_OVER: &str = "take-over";

/// The registration, once there is one.
#[derive(Default)]
pub struct Worker {
    registration: Rc<RefCell<Option<ServiceWorkerRegistration>>>,
    is_loading: Cell<bool>,
}

#[wasm_bindgen]
extern "C" {
    type Caches;
    #[wasm_bindgen(method, catch)]
    fn open(this: &Caches, name: &str) -> Result<Promise, JsValue>;
    type Cache;
    #[wasm_bindgen(method, catch)]
    fn put(this: &Cache, path: &str, response: &Response) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn delete(this: &Cache, path: &str) -> Result<Promise, JsValue>;
}

async fn cache() -> Result<Cache, JsValue> {
    let caches: Caches =
        property(window().ok_or(JsValue::NULL)?.as_ref(), "caches").ok_or(JsValue::NULL)?.unchecked_into();
    Ok(JsFuture::from(caches.open(CACHE)?).await?.unchecked_into())
}

/// From now on the worker opens the app from its shell.
pub async fn mark() {
    // Without the mark pages come from the network, which is only slower.
    let _ = async { JsFuture::from(cache().await?.put(MARK, &Response::new()?)?).await }.await;
}

/// From now on pages come from the network.
pub async fn unmark() {
    let _ = async { JsFuture::from(cache().await?.delete(MARK)?).await }.await;
}

fn container() -> Option<ServiceWorkerContainer> {
    property(&window()?.navigator(), "serviceWorker").map(JsValue::unchecked_into)
}

impl Worker {
    /// Registers the worker, and says when a newer one waits. Calls `wake` when the worker has a reason.
    pub async fn register(&self, state: State, wake: impl Fn() + 'static) {
        let Some(container) = container() else { return };
        // Set and not added: only so does a container begin to deliver.
        let hear = Closure::<dyn Fn()>::new(wake).into_js_value();
        container.set_onmessage(Some(hear.unchecked_ref()));
        let Ok(registration) = JsFuture::from(container.register("/sw.js")).await else {
            return;
        };
        let registration: ServiceWorkerRegistration = registration.unchecked_into();
        let look = {
            let (registration, container) = (registration.clone(), container.clone());
            move || {
                let is_ready = registration.waiting().is_some() && container.controller().is_some();
                if is_ready && !state.is_update_ready.get_untracked() {
                    state.is_update_ready.set(true);
                }
            }
        };
        look();
        let found = registration.clone();
        super::browser::on(&registration, "updatefound", move || {
            if let Some(installing) = found.installing() {
                super::browser::on(&installing, "statechange", look.clone());
            }
        });
        self.registration.replace(Some(registration));
    }

    /// Lets the newer version take over, and loads the page by it. The person has asked for it.
    pub fn take_over(&self) {
        if self.is_loading.replace(true) {
            return;
        }
        let waiting: Option<ServiceWorker> =
            self.registration.borrow().as_ref().and_then(ServiceWorkerRegistration::waiting);
        match (container(), waiting) {
            (Some(container), Some(waiting)) => {
                super::browser::on(&container, "controllerchange", reload);
                if waiting.post_message(&TAKE_OVER.into()).is_err() {
                    reload();
                }
            }
            _ => reload(),
        }
    }
}

fn reload() {
    if let Some(window) = window() {
        // A page that cannot be loaded again stays as it is.
        let _ = window.location().reload();
    }
}
