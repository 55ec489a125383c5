//! Coming in and going out: the login page, the first login with a one-time code, and the same for the
//! app by JSON. Nothing here is kept in the session but whose it is.

pub mod again;
pub mod current;
mod first;
mod keep;
mod login;
#[cfg(test)]
mod tests;

use super::State;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use domain::access::Role;
use std::sync::Arc;
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};

pub use current::{CurrentPerson, StaffPerson};
pub use login::begin;

/// Readable and deletable by script; a citizen's session ends without it, so that logging out works
/// with no network.
pub const HERE_COOKIE: &str = "folgeskab_here";
/// The language chosen on a page before login.
pub const LANG_COOKIE: &str = "folgeskab_lang";

/// Login, logout, the first login, and the choice of language.
pub fn routes() -> Router<State> {
    Router::new()
        .route("/login", get(login::page).post(login::by_form).layer(DefaultBodyLimit::max(again::LOGIN_BODY_MAX)))
        .route("/logout", post(login::logout_by_form))
        .route("/start", get(first::page).post(first::by_form))
        .route("/language/{lang}", get(login::choose_language))
        .route("/was", get(accessibility))
        .route("/api/v1/session", post(login::by_json).delete(login::logout_by_json))
}

/// The session layer over our own store.
pub fn layer(site: &State) -> SessionManagerLayer<keep::Keep> {
    SessionManagerLayer::new(keep::Keep::new(site.db.clone(), site.clock.clone()))
        .with_name(cookie_name(site.address.is_https))
        .with_secure(site.address.is_https)
        .with_same_site(SameSite::Lax)
        .with_http_only(true)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(time::Duration::milliseconds(
            crate::store::session::Limits::of(Role::Coordinator).absolute_ms,
        )))
}

/// The prefix makes browsers refuse the cookie from any other host or path; it needs https.
pub const fn cookie_name(is_https: bool) -> &'static str {
    if is_https { "__Host-folgeskab" } else { "folgeskab" }
}

/// A cookie that script may read, for `seconds` (0 deletes it).
fn open_cookie(site: &State, name: &str, value: &str, seconds: i64) -> Option<HeaderValue> {
    let secure = if site.address.is_https { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{name}={value}; Path=/; Max-Age={seconds}; SameSite=Lax{secure}")).ok()
}

/// Adds the cookies that stand beside the session's own after a login.
fn with_here(site: &State, role: Role, mut response: Response) -> Response {
    let seconds = crate::store::session::Limits::of(role).absolute_ms / 1000;
    if let Some(cookie) = open_cookie(site, HERE_COOKIE, "1", seconds) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Takes the second cookie away.
fn without_here(site: &State, mut response: Response) -> Response {
    if let Some(cookie) = open_cookie(site, HERE_COOKIE, "", 0) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// How accessible this is, and whom to tell.
async fn accessibility(axum::extract::State(site): axum::extract::State<State>, headers: HeaderMap) -> Html<String> {
    Html(app::public::accessibility::accessibility_page(&place(&site, &headers).await))
}

/// What the public pages need to know about where they stand.
async fn place(site: &State, headers: &HeaderMap) -> app::public::Place {
    let organisation = first_organisation(site).await;
    app::public::Place {
        lang: super::guard::lang_of(headers),
        stylesheet: site.assets.url("citizen.css"),
        organisation: organisation.as_ref().map(|organisation| organisation.name.clone()),
        phone: organisation.as_ref().and_then(|organisation| organisation.phone.clone()),
        hours: organisation.and_then(|organisation| organisation.hours),
    }
}

/// Whom to call when one cannot get in. A page that can be shown without the database is shown without it.
async fn first_organisation(site: &State) -> Option<crate::store::person::Organisation> {
    let mut tx = site.db.read().await.ok()?;
    let all = crate::store::person::list_organisations(&mut tx).await.ok()?;
    all.into_iter().find(|organisation| organisation.phone.is_some())
}

fn html(status: axum::http::StatusCode, page: String) -> Response {
    (status, Html(page)).into_response()
}

/// A path on this server and nothing else: what a link may lead to after login.
pub fn local_path(path: &str) -> Option<&str> {
    let is_local = path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= 512
        && path.bytes().all(|c| c.is_ascii_graphic() && c != b'\\');
    let is_elsewhere = ["/login", "/logout", "/start", "/api/"].iter().any(|start| path.starts_with(start));
    (is_local && !is_elsewhere).then_some(path)
}

/// Sends the browser on with GET. A path that cannot stand in a header leads home.
pub fn see_other(path: &str) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    let mut response = axum::http::StatusCode::SEE_OTHER.into_response();
    response.headers_mut().insert(header::LOCATION, location);
    response
}

/// The person's own state, shared by the handlers here.
type SiteState = axum::extract::State<Arc<super::Site>>;

#[cfg(test)]
mod path_tests {
    use super::*;

    #[test]
    fn only_paths_of_this_server_are_followed_after_login() {
        assert_eq!(local_path("/plan?uge=47"), Some("/plan?uge=47"));
        for path in
            ["//evil.example", "https://evil.example", "/\\evil.example", "/a b", "/a\r\nb", "/login", "", "/api/v1/x"]
        {
            assert_eq!(local_path(path), None, "{path}");
        }
    }
}
