//! Small things that a browser knows and the rest of the app asks for: the time, chance, a timer.

use domain::id::PersonId;
use domain::time::Instant;
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::{Document, VisibilityState, Window};

/// Where this browser notes whose copy it holds: an id and nothing that could be read.
const HOLDER: &str = "folgeskab-holder";
/// The cookie that script may delete; a session without it is over (design.md §4.2).
const HERE_COOKIE: &str = "folgeskab_here";

pub fn window() -> Option<Window> {
    web_sys::window()
}

pub fn document() -> Option<Document> {
    window()?.document()
}

/// A number of the browser's as a whole one. Times and counts stay far below where the two differ.
#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "JavaScript has only f64")]
pub const fn whole(number: f64) -> i64 {
    number as i64
}

/// A whole number as the browser writes it.
#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "JavaScript has only f64")]
pub const fn number(whole: i64) -> f64 {
    whole as f64
}

/// The device's own clock, right or wrong.
pub fn wall() -> Instant {
    Instant(whole(js_sys::Date::now()))
}

/// From 0 to 999, to spread phones over time.
pub fn jitter() -> u16 {
    u16::try_from(whole(js_sys::Math::random() * 1_000.0)).unwrap_or(500)
}

/// Whether nobody looks at this tab.
pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.visibility_state() == VisibilityState::Hidden)
}

/// The browser's language is Danish, or at least not said to be another.
pub fn is_danish() -> bool {
    let language = window().and_then(|window| window.navigator().language());
    language.is_none_or(|language| !language.to_lowercase().starts_with("en"))
}

/// Calls `act` in `ms`; answers what [`forget_timer`] takes.
pub fn later(ms: i64, act: impl FnOnce() + 'static) -> Option<i32> {
    let act = Closure::once_into_js(act);
    let ms = i32::try_from(ms.max(0)).unwrap_or(i32::MAX);
    window()?.set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), ms).ok()
}

pub fn forget_timer(timer: Option<i32>) {
    if let (Some(timer), Some(window)) = (timer, window()) {
        window.clear_timeout_with_handle(timer);
    }
}

/// Calls `act` at each `event` of `target`, as long as the page lives.
pub fn on(target: &web_sys::EventTarget, event: &str, act: impl Fn() + 'static) {
    let act = Closure::<dyn Fn()>::new(act).into_js_value();
    // A browser that cannot listen does not call; everything also runs on timers.
    let _ = target.add_event_listener_with_callback(event, act.unchecked_ref());
}

/// A property of a browser's object that older browsers do not have.
pub fn property(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

/// A plain object with these properties.
pub fn object(properties: &[(&str, JsValue)]) -> js_sys::Object {
    let object = js_sys::Object::new();
    for (name, value) in properties {
        // Setting a property of a new plain object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// Whose copy this browser holds.
pub fn holder() -> Option<PersonId> {
    let storage = window()?.local_storage().ok()??;
    storage.get_item(HOLDER).ok()??.parse().ok()
}

/// Notes whose copy this browser holds, or that it holds nobody's.
pub fn set_holder(citizen: Option<PersonId>) {
    let Some(Ok(Some(storage))) = window().map(|window| window.local_storage()) else {
        return;
    };
    // Without the note the next start asks the server, which is always right.
    let _ = match citizen {
        Some(citizen) => storage.set_item(HOLDER, &citizen.to_string()),
        None => storage.remove_item(HOLDER),
    };
}

/// Ends the session from the browser's side: the server takes no request without this cookie.
pub fn forget_cookie() {
    let html = document().and_then(|document| document.dyn_into::<web_sys::HtmlDocument>().ok());
    if let Some(html) = html {
        let _ = html.set_cookie(&format!("{HERE_COOKIE}=; Path=/; Max-Age=0; SameSite=Lax"));
    }
}

/// Goes to another page, without a way back to this one.
pub fn go(path: &str) {
    if let Some(window) = window() {
        let _ = window.location().replace(path);
    }
}

/// A name for this device that its owner recognises in a list.
pub fn device_label() -> &'static str {
    let agent = window().and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default();
    let known = ["iPhone", "iPad", "Android", "Windows", "Mac", "Linux"];
    known.into_iter().find(|name| agent.contains(name)).unwrap_or("Browser")
}
