//! Everything that answers requests: the state that handlers share, the router, and the layers round it.
//!
//! A feature adds a module with `pub fn routes() -> Router<State>` and one line in `router`. Handlers take
//! `CurrentPerson` (or `Staff`, `Citizen`, …) as an argument where a login is needed, answer
//! `Result<_, Error>`, and never see cookies, headers of safety or the wording of errors.

pub mod admin;
pub mod api;
pub mod assets;
pub mod citizen;
pub mod commands;
pub mod devices;
pub mod events;
pub mod files;
pub mod guard;
pub mod jobcenter;
pub mod office;
pub mod openapi;
pub mod serve;
pub mod session;
pub mod staff;
pub mod sync;
#[cfg(test)]
pub mod testing;

use crate::clock::Clock;
use crate::db::Db;
use crate::error::Error;
use crate::live::Hub;
use crate::password::Passwords;
use crate::programmes::Programmes;
use assets::Assets;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use ipnet::IpNet;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate, SizeAbove};

pub use session::current::{CurrentPerson, StaffPerson};

/// What the body of a request may weigh, unless a route says otherwise.
pub const BODY_MAX: usize = 256 * 1024;
/// The longest form of any route, so that somebody who pastes a book gets their text back with the reason.
pub const FORM_MAX: usize = 2 * 1024 * 1024;

/// What every handler can reach.
#[derive(Debug)]
pub struct Site {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Hashing, with its queue.
    pub passwords: Passwords,
    /// The programmes of this installation.
    pub programmes: Programmes,
    /// Hints that something changed.
    pub live: Hub,
    /// What phones have sent and is not yet taken.
    pub pushes: sync::Pushes,
    /// The open event streams of each session.
    pub streams: events::Streams,
    /// Stylesheets, scripts and icons.
    pub assets: Assets,
    /// Where the world sees this server.
    pub address: Address,
    /// Cancelled when the program stops: every stream must end then.
    pub stop: CancellationToken,
}

/// The state of every router: cheap to clone.
pub type State = Arc<Site>;

/// Where the world sees this server, and through whom.
#[derive(Clone, Debug, Default)]
pub struct Address {
    /// `https://folgeskab.example.dk`, without a slash; none on loopback, where the request's own host stands for it.
    pub origin: Option<String>,
    /// Whether browsers come by https: decides cookie names and `Secure`.
    pub is_https: bool,
    /// Proxies whose word about the client's address counts.
    pub trusted_proxies: Vec<IpNet>,
}

/// All routes with all layers.
pub fn router(site: &State) -> Router {
    let routes = Router::new()
        .merge(admin::routes())
        .merge(api::routes())
        .merge(devices::routes())
        .merge(jobcenter::routes())
        .merge(openapi::routes())
        .merge(session::routes())
        .merge(staff::routes())
        .merge(citizen::routes())
        .merge(commands::routes())
        .merge(sync::routes())
        .merge(events::routes())
        .merge(files::routes())
        .merge(assets::routes())
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .fallback(assets::public_file);
    #[cfg(test)]
    let routes = routes.merge(testing::routes());
    let layers = tower::ServiceBuilder::new()
        .layer(axum::middleware::from_fn_with_state(Arc::clone(site), guard::answer))
        .layer(compression())
        .layer(axum::middleware::from_fn_with_state(Arc::clone(site), guard::same_origin))
        .layer(session::layer(site))
        .layer(axum::middleware::from_fn_with_state(Arc::clone(site), session::again::keep_typed))
        .layer(DefaultBodyLimit::max(BODY_MAX));
    routes.layer(layers).with_state(Arc::clone(site))
}

/// Whether the database answers; for a load balancer.
async fn ready(axum::extract::State(site): axum::extract::State<State>) -> Result<&'static str, Error> {
    let mut tx = site.db.read().await?;
    crate::db::migrate::epoch(&mut tx).await?;
    Ok("ok")
}

/// Small answers and streams are sent as they are; files come compressed from the build.
fn compression() -> CompressionLayer<impl Predicate> {
    let worth_it = DefaultPredicate::new()
        .and(SizeAbove::new(1_024))
        .and(NotForContentType::const_new("application/octet-stream"))
        .and(NotForContentType::const_new("text/event-stream"));
    CompressionLayer::new().quality(tower_http::CompressionLevel::Precise(4)).compress_when(worth_it)
}
