//! The other tabs of this browser: what they are told, and who of them does what only one needs to do.
//!
//! Nothing here is needed for anything to be right: a lost word or an ignored lock costs work, never a
//! message.

use super::browser::{object, property, window};
use domain::id::PersonId;
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, MessageEvent};

const CHANGED: &str = "changed";
const LEFT: &str = "left";

/// The channel between the tabs of one citizen.
pub struct Tabs {
    name: String,
    channel: Option<BroadcastChannel>,
}

impl Tabs {
    /// Joins the tabs of `citizen`.
    pub fn new(citizen: PersonId) -> Self {
        let name = format!("folgeskab-{citizen}");
        let channel = BroadcastChannel::new(&name).ok();
        Self { name, channel }
    }

    fn tell(&self, word: &str) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&word.into());
        }
    }

    /// The store holds something new.
    pub fn tell_changed(&self) {
        self.tell(CHANGED);
    }

    /// The person has left this browser.
    pub fn tell_left(&self) {
        self.tell(LEFT);
    }

    /// Calls `act` when another tab has changed the store.
    pub fn on_changed(&self, act: impl Fn() + 'static) {
        self.on(CHANGED, act);
    }

    /// Calls `act` when the person has left in another tab.
    pub fn on_left(&self, act: impl Fn() + 'static) {
        self.on(LEFT, act);
    }

    fn on(&self, word: &'static str, act: impl Fn() + 'static) {
        let Some(channel) = &self.channel else { return };
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if event.data().as_string().as_deref() == Some(word) {
                act();
            }
        })
        .into_js_value();
        let _ = channel.add_event_listener_with_callback("message", hear.unchecked_ref());
    }

    /// The name of the lock for one kind of work.
    pub fn lock_name(&self, work: &str) -> String {
        format!("{}-{work}", self.name)
    }
}

/// A lock that is held until it is dropped.
pub struct Held(Option<Function>);

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = self.0.take() {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

fn call(name: &str, options: &JsValue, with: &JsValue) -> Option<Promise> {
    let locks = property(&window()?.navigator(), "locks")?;
    let request: Function = property(&locks, "request")?.dyn_into().ok()?;
    request.call3(&locks, &name.into(), options, with).ok()?.dyn_into().ok()
}

/// Takes the lock if nobody has it: None means that another tab is at it. A browser without locks lets
/// everybody work.
pub async fn try_lock(name: &str) -> Option<Held> {
    request(name, &object(&[("ifAvailable", true.into())])).await
}

/// Waits for the lock for as long as it takes.
pub async fn wait_for_lock(name: &str) -> Option<Held> {
    request(name, &object(&[])).await
}

async fn request(name: &str, options: &JsValue) -> Option<Held> {
    let mut settle = None;
    let granted = Promise::new(&mut |resolve: Function, _| settle = Some(resolve));
    let answer = settle?;
    let with = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        if lock.is_null() {
            let _ = answer.call1(&JsValue::NULL, &JsValue::NULL);
            return JsValue::UNDEFINED;
        }
        Promise::new(&mut |release: Function, _| {
            let _ = answer.call1(&JsValue::NULL, &release);
        })
        .into()
    });
    if call(name, options, &with).is_none() {
        return Some(Held(None));
    }
    let release = JsFuture::from(granted).await.ok()?;
    release.dyn_into::<Function>().ok().map(|release| Held(Some(release)))
}
