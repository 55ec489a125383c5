//! Asking the server, and telling its answers from those of whatever else answers on the way.

use super::browser::{later, window};
use domain::sync::Fault;
use domain::wire::ErrorBody;
use js_sys::Promise;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, Request, RequestCache, RequestInit, RequestRedirect, Response};

/// A whole set over a slow line takes its time; a line that is dead must not take for ever.
const ANSWER_LIMIT_MS: i64 = 60_000;
/// Leaving must not wait for a dead line.
pub const LEAVE_LIMIT_MS: i64 = 4_000;

struct Reply {
    status: u16,
    retry_after_ms: Option<i64>,
    body: String,
}

/// Asks, and reads the answer as `T`. A 200 that is not of this form is not from our server.
pub async fn ask<T: DeserializeOwned>(method: &str, path: &str, body: Option<&str>) -> Result<T, Fault> {
    let reply = exchange(method, path, body, ANSWER_LIMIT_MS).await?;
    if reply.status == 200
        && let Ok(answer) = serde_json::from_str(&reply.body)
    {
        return Ok(answer);
    }
    Err(fault_of(&reply))
}

/// Ends the session, if the server can be reached soon.
pub async fn end_session() {
    let _ = exchange("DELETE", "/api/v1/session", None, LEAVE_LIMIT_MS).await;
}

fn fault_of(reply: &Reply) -> Fault {
    if matches!(reply.status, 429 | 503) {
        return Fault::Busy { retry_after_ms: reply.retry_after_ms };
    }
    let Ok(error) = serde_json::from_str::<ErrorBody>(&reply.body) else {
        return Fault::Unreachable;
    };
    match reply.status {
        401 => Fault::LoginEnded,
        400..=599 => Fault::Refused { status: reply.status, code: error.code, last: error.last },
        _ => Fault::Unreachable,
    }
}

async fn exchange(method: &str, path: &str, body: Option<&str>, limit_ms: i64) -> Result<Reply, Fault> {
    let controller = AbortController::new().map_err(unreachable)?;
    let timer = {
        let controller = controller.clone();
        later(limit_ms, move || controller.abort())
    };
    let reply = talk(method, path, body, &controller).await.map_err(unreachable);
    super::browser::forget_timer(timer);
    reply
}

fn unreachable(_: JsValue) -> Fault {
    Fault::Unreachable
}

async fn talk(method: &str, path: &str, body: Option<&str>, controller: &AbortController) -> Result<Reply, JsValue> {
    let window = window().ok_or(JsValue::NULL)?;
    let how = RequestInit::new();
    how.set_method(method);
    how.set_signal(Some(&controller.signal()));
    how.set_cache(RequestCache::NoStore);
    // Our server never redirects these: who does is a hotel.
    how.set_redirect(RequestRedirect::Error);
    let headers = Headers::new()?;
    headers.set("accept", "application/json")?;
    if let Some(body) = body {
        headers.set("content-type", "application/json")?;
        how.set_body(&body.into());
    }
    how.set_headers(&headers);
    let request = Request::new_with_str_and_init(path, &how)?;
    let response: Response = JsFuture::from(window.fetch_with_request(&request)).await?.dyn_into()?;
    let seconds = response.headers().get("retry-after")?.and_then(|text| text.trim().parse::<i64>().ok());
    let text: Promise = response.text()?.unchecked_into();
    let body = JsFuture::from(text).await?.as_string().unwrap_or_default();
    Ok(Reply { status: response.status(), retry_after_ms: seconds.map(|s| s.saturating_mul(1_000)), body })
}
