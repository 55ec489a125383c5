//! The whole site in a test: the real router on a fresh database, with a clock that stands still.
#![expect(clippy::missing_panics_doc, reason = "tests")]

use super::{Address, CurrentPerson, Site, State, assets::Assets};
use crate::clock::{self, Clock};
use crate::db::Db;
use crate::db::testing::MONDAY;
use crate::password::{Passwords, Strength};
use crate::store::person::{self, NewPerson};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use domain::access::Role;
use domain::id::PersonId;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// The password of everybody whom `World::person` makes.
pub const PASSWORD: &str = "en lang og rolig tur";

/// Routes that only ask for a login, to test that by.
pub fn routes() -> Router<State> {
    let me = axum::routing::get(|me: CurrentPerson| async move { me.role.text() })
        .post(|me: CurrentPerson, body: String| async move { format!("{} {body}", me.role.text()) });
    Router::new().route("/api/v1/me-for-tests", me.clone()).route("/me-for-tests", me)
}

/// A site and what it stands on.
pub struct World {
    /// The state that handlers see.
    pub site: State,
    /// The clock, to be moved.
    pub clock: Clock,
    router: Router,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub text: String,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap()
    }

    /// A header as text, empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// A browser: it keeps cookies and says where it comes from.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    /// The cookies it holds, by name.
    pub cookies: Vec<(String, String)>,
}

impl World {
    /// A site on `db`, on Monday morning.
    pub fn new(db: Db) -> Self {
        let clock = Clock::fixed(MONDAY);
        let passwords = Passwords::new(Strength::Floor, db.ring()).unwrap();
        let site = Arc::new(Site {
            db,
            clock: clock.clone(),
            passwords,
            programmes: crate::programmes::Programmes::shipped().unwrap(),
            live: crate::live::Hub::default(),
            pushes: super::sync::Pushes::default(),
            streams: super::events::Streams::default(),
            assets: Assets::embedded(None),
            address: Address::default(),
            stop: CancellationToken::new(),
        });
        let router = super::router(&site);
        Self { site, clock, router }
    }

    /// Somebody with an account and the password `PASSWORD`.
    pub async fn person(&self, username: &str, role: Role) -> PersonId {
        let id = PersonId(clock::new_id());
        let hash = self.site.passwords.hash(PASSWORD).await.unwrap();
        let mut tx = self.site.db.write().await.unwrap();
        let new = NewPerson {
            id,
            role,
            organisation: None,
            username: Some(username.to_owned()),
            name: format!("Prøve {username}"),
            phone: None,
            lang: "da".to_owned(),
        };
        person::insert(&mut tx, &new, self.clock.now()).await.unwrap();
        person::set_password(&mut tx, id, Some(&hash), self.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A browser that nobody has used.
    pub fn browser(&self) -> Browser {
        Browser { router: self.router.clone(), cookies: Vec::new() }
    }

    /// A browser in which `username` is logged in.
    pub async fn logged_in(&self, username: &str) -> Browser {
        let mut browser = self.browser();
        let body = serde_json::json!({ "username": username, "password": PASSWORD });
        let answer = browser.post_json("/api/v1/session", &body).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{username} logs in");
        browser
    }
}

impl Browser {
    /// Opens an address.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form from one of our pages.
    pub async fn post_form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(fields).unwrap();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    /// Sends JSON as the app does.
    pub async fn post_json(&mut self, path: &str, body: &serde_json::Value) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body.to_string()));
        self.send(request.unwrap()).await
    }

    /// Deletes as the app does.
    pub async fn delete(&mut self, path: &str) -> Answer {
        let request = Request::delete(path).header("sec-fetch-site", "same-origin").body(Body::empty());
        self.send(request.unwrap()).await
    }

    /// Sends any request, with this browser's cookies.
    pub async fn send(&mut self, mut request: Request<Body>) -> Answer {
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request.headers_mut().insert(header::COOKIE, pairs.join("; ").parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        let bytes = to_bytes(body, 64 << 20).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    fn keep(&mut self, cookie: &str) {
        let (name, rest) = cookie.split_once('=').unwrap();
        let value = rest.split(';').next().unwrap_or_default();
        self.cookies.retain(|(known, _)| known != name);
        if !rest.contains("Max-Age=0") && !value.is_empty() {
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }
}
