//! A form that is sent after the session has ended: what was typed is not lost. The login page carries it
//! along, and after login it is shown with a button that sends it. It travels in bodies only.

use super::{SiteState, local_path, place};
use crate::error::Error;
use crate::web::State;
use app::public::again::Again;
use app::public::login::LoginView;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Put on an answer that sends somebody to the login.
#[derive(Clone, Copy, Debug)]
pub struct LoginNeeded;

/// A longer form is not carried along: it would not fit into the login's own body.
const CARRIED_MAX: usize = 64 * 1024;
/// What the body of a login may weigh, with a carried form in it, which is encoded twice.
pub const LOGIN_BODY_MAX: usize = 1024 * 1024;

/// Keeps what a form carried when its session turns out to have ended.
pub async fn keep_typed(site: SiteState, request: Request, next: Next) -> Response {
    if !is_form(request.method(), request.headers()) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, crate::web::FORM_MAX).await else {
        return Error::TooLarge.into_response();
    };
    let headers = parts.headers.clone();
    let path = parts.uri.path().to_owned();
    let response = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    if response.extensions().get::<LoginNeeded>().is_none() {
        return response;
    }
    match carried(&path, &bytes) {
        Some(again) => login_page(&site.0, &headers, again).await,
        None => response,
    }
}

fn is_form(method: &Method, headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    method == Method::POST && kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"))
}

fn carried(path: &str, bytes: &Bytes) -> Option<Again> {
    let action = local_path(path)?.to_owned();
    if bytes.is_empty() || bytes.len() > CARRIED_MAX {
        return None;
    }
    let fields = serde_urlencoded::from_bytes(bytes).ok()?;
    Some(Again { action, fields })
}

async fn login_page(site: &State, headers: &HeaderMap, again: Again) -> Response {
    let view = LoginView { typed: encoded(&again), again: Some(again), ..LoginView::default() };
    let page = app::public::login::page(&place(site, headers).await, &view);
    let mut response = super::html(StatusCode::UNAUTHORIZED, page);
    // The framework's own challenge would ask with a window of the browser's.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The carried fields as one field of the login form.
pub fn encoded(again: &Again) -> String {
    serde_urlencoded::to_string(&again.fields).unwrap_or_default()
}

/// What a login form carried along, if it is one of ours.
pub fn decoded(action: &str, typed: &str) -> Option<Again> {
    carried(action, &Bytes::from(typed.to_owned()))
}
