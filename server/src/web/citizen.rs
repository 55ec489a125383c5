//! The citizen's app: every screen rendered from the snapshot, with the same data for the browser to go
//! on from, and the shell without personal data that a phone opens offline.

use super::{CurrentPerson, State};
use crate::actions::sync;
use crate::clock;
use crate::db::migrate;
use crate::error::Error;
use app::citizen::page::{self, Assets};
use axum::Router;
use axum::extract;
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::access::Role;
use domain::wire::Boot;

/// Where the app's screens are. Everything below `/` that is not somebody else's is looked up there, so
/// that an address which is no screen gets the app's own kind words.
const SCREENS: &[&str] = &[
    "/",
    "/plan",
    "/plan/{*rest}",
    "/week",
    "/day/{date}",
    "/appointments",
    "/appointments/{id}",
    "/messages",
    "/survey",
    "/survey/{*rest}",
    "/activities/{*rest}",
    "/me",
    "/me/{*rest}",
    "/waiting",
    "/help",
];

/// The screens and the shell.
pub fn routes() -> Router<State> {
    let screens = SCREENS.iter().fold(Router::new(), |router, path| router.route(path, get(screen)));
    screens.route("/shell", get(shell))
}

/// The addresses of the build's files.
pub fn assets(site: &State) -> Assets {
    let url = |name: &str| site.assets.url(name).unwrap_or_default();
    Assets {
        css: url("citizen.css"),
        boot_js: url("boot.js"),
        app_js: url("app.js"),
        app_wasm: url("app_bg.wasm"),
        manifest: "/manifest.webmanifest".to_owned(),
    }
}

async fn screen(
    extract::State(site): extract::State<State>,
    person: CurrentPerson,
    uri: axum::http::Uri,
) -> Result<Response, Error> {
    if person.role != Role::Citizen {
        return Ok(Redirect::to(person.role.home()).into_response());
    }
    let now = site.clock.now();
    let mut tx = site.db.read().await?;
    let epoch = migrate::epoch(&mut tx).await?;
    let whole = sync::whole(&mut tx, person.person, now).await?;
    drop(tx);
    let boot = Boot {
        citizen: person.person,
        epoch,
        now,
        cursor: whole.cursor,
        seed: clock::new_id(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        changes: whole.changes,
    };
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let page = page::page(&boot, path, &assets(&site));
    let status = axum::http::StatusCode::from_u16(page.status).unwrap_or(axum::http::StatusCode::OK);
    Ok((status, [(header::CACHE_CONTROL, "no-store")], Html(page.html)).into_response())
}

/// The empty app in the language of the browser: nothing personal, so the worker may keep it.
async fn shell(extract::State(site): extract::State<State>, headers: axum::http::HeaderMap) -> Response {
    let lang = app::text::Lang::of(super::guard::lang_of(&headers));
    Html(page::shell(lang, &assets(&site))).into_response()
}
