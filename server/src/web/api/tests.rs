//! The interface as a jobcenter's own system meets it: the real router, a key, and nothing else.

use crate::actions::course::{self, NewEnrolment};
use crate::clock;
use crate::db::Db;
use crate::db::testing::both_dbs;
use crate::store::api_key::{self, CALLS_PER_MINUTE, NewApiKey};
use crate::store::enrolment;
use crate::store::person::{self, Organisation};
use crate::web::testing::{Answer, Browser, World};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::access::Role;
use domain::course::Arm;
use domain::id::{EnrolmentId, OrganisationId, PersonId};
use domain::time::{MINUTE_MS, plus_days};
use serde_json::{Value, json};

const PROGRAMME: &str = "hillerod-ips";

/// An installation with a jobcenter, a key, and some citizens who are due.
struct Set {
    world: World,
    jobcenter: OrganisationId,
    admin: PersonId,
    key: String,
}

impl Set {
    async fn on(db: Db) -> Self {
        let world = World::new(db);
        let admin = world.person("admin", Role::Admin).await;
        let jobcenter = OrganisationId(clock::new_id());
        let organisation = Organisation {
            id: jobcenter,
            kind: "jobcenter".into(),
            name: "Jobcenter Fjordby".into(),
            phone: None,
            hours: None,
        };
        let mut tx = world.site.db.write().await.unwrap();
        person::insert_organisation(&mut tx, &organisation, world.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let mut set = Self { world, jobcenter, admin, key: String::new() };
        set.key = set.new_key(PROGRAMME).await;
        set
    }

    async fn new_key(&self, programme: &str) -> String {
        let new = NewApiKey {
            programme: programme.into(),
            jobcenter: self.jobcenter,
            label: "Prøvesystem".into(),
            by: self.admin,
        };
        let mut tx = self.world.site.db.write().await.unwrap();
        let (_, key) = api_key::insert(&mut tx, &new, self.world.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        key
    }

    async fn enrol(&self, reference: &str, days: i64) -> EnrolmentId {
        let today = self.world.clock.now().date();
        let new = NewEnrolment {
            name: "Prøve Borger".into(),
            phone: None,
            username: Some(format!("lys-dal-{}", clock::new_id().simple())),
            lang: "da".into(),
            programme: PROGRAMME.into(),
            arm: Arm::Intervention,
            external_ref: Some(reference.into()),
            jobcenter: Some(self.jobcenter),
            coordinator: None,
            included_on: plus_days(today, -days - 5),
            starts_on: Some(plus_days(today, -days)),
        };
        let site = &self.world.site;
        let mut tx = site.db.write().await.unwrap();
        let id = course::enrol(&mut tx, &new, &site.programmes, self.world.clock.now()).await.unwrap();
        assert!(enrolment::find(&mut tx, id).await.unwrap().is_some());
        tx.commit().await.unwrap();
        id
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(&self.key, Request::get(path), Body::empty()).await
    }

    async fn post(&self, body: &Value, idempotency: Option<&str>) -> Answer {
        let mut request = Request::post("/api/v1/surveys/rounds").header("content-type", "application/json");
        if let Some(key) = idempotency {
            request = request.header("idempotency-key", key);
        }
        self.send(&self.key, request, Body::from(body.to_string())).await
    }

    async fn send(&self, key: &str, request: axum::http::request::Builder, body: Body) -> Answer {
        let mut browser: Browser = self.world.browser();
        let request = request.header("authorization", format!("Bearer {key}"));
        browser.send(request.body(body).unwrap()).await
    }
}

both_dbs!(a_jobcenters_system_asks_all_due_once_and_follows_the_round, |db| async move {
    let set = Set::on(db).await;
    let due = set.enrol("SAG-1", 183).await;
    set.enrol("SAG-2", 60).await;
    let answer = set.get("/api/v1/surveys/due").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(answer.json()["due"][0]["external_ref"], "SAG-1");
    assert_eq!(answer.json()["due"].as_array().unwrap().len(), 1);
    let body = json!({ "programme": PROGRAMME, "enrolments": "due" });
    let first = set.post(&body, Some("k1")).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    assert_eq!(first.json()["invited"], 1);
    let again = set.post(&body, Some("k1")).await;
    assert_eq!((again.status, again.json()), (StatusCode::CREATED, first.json()));
    let anew = set.post(&body, Some("k2")).await;
    assert_eq!(anew.json()["invited"], 0);
    assert_eq!(anew.json()["skipped"], json!([{ "enrolment": due.to_string(), "code": "already_invited" }]));
    let round = first.json()["round"].as_str().unwrap().to_owned();
    let status = set.get(&format!("/api/v1/surveys/rounds/{round}")).await.json();
    assert_eq!((&status["invited"], &status["waiting"], &status["declined"]), (&json!(1), &json!(1), &Value::Null));
    assert_eq!(status["invitations"][0]["status"], "invited");
});

both_dbs!(the_same_idempotency_key_with_another_body_is_a_conflict, |db| async move {
    let set = Set::on(db).await;
    set.enrol("SAG-1", 183).await;
    let one = json!({ "programme": PROGRAMME, "enrolments": ["SAG-1"] });
    let other = json!({ "programme": PROGRAMME, "enrolments": ["SAG-9"] });
    assert_eq!(set.post(&one, Some("k")).await.status, StatusCode::CREATED);
    let conflict = set.post(&other, Some("k")).await;
    assert_eq!((conflict.status, conflict.json()["code"].clone()), (StatusCode::CONFLICT, json!("conflict")));
});

both_dbs!(wrong_calls_get_a_clear_answer, |db| async move {
    let set = Set::on(db).await;
    for (body, status, code) in [
        (json!({ "programme": PROGRAMME, "enrolments": "all" }), 422, "invalid"),
        (json!({ "programme": PROGRAMME, "enrolments": [] }), 422, "empty"),
        (json!({ "programme": PROGRAMME, "enrolments": ["x".repeat(65)] }), 422, "too_long"),
        (json!({ "programme": PROGRAMME }), 400, "invalid_body"),
        (json!({ "programme": "ishoej-sme", "enrolments": "due" }), 404, "not_found"),
        (json!({ "programme": PROGRAMME, "survey": "none", "enrolments": "due" }), 404, "not_found"),
    ] {
        let answer = set.post(&body, None).await;
        assert_eq!((answer.status.as_u16(), answer.json()["code"].clone()), (status, json!(code)), "{body}");
    }
    assert_eq!(set.get("/api/v1/surveys/rounds/x").await.status, StatusCode::NOT_FOUND);
    assert_eq!(set.get("/api/v1/surveys/due?programme=ishoej-sme").await.status, StatusCode::NOT_FOUND);
});

both_dbs!(a_round_of_another_programme_is_not_there, |db| async move {
    let set = Set::on(db).await;
    set.enrol("SAG-1", 183).await;
    let round = set.post(&json!({ "programme": PROGRAMME, "enrolments": "due" }), None).await.json();
    let path = format!("/api/v1/surveys/rounds/{}", round["round"].as_str().unwrap());
    let other = set.new_key("ishoej-sme").await;
    let answer = set.send(&other, Request::get(&path), Body::empty()).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
});

both_dbs!(a_session_is_no_key_and_a_key_is_no_session, |db| async move {
    let set = Set::on(db).await;
    set.world.person("jobcenter-01", Role::Caseworker).await;
    let mut browser = set.world.logged_in("jobcenter-01").await;
    assert_eq!(browser.get("/api/v1/surveys/due").await.status, StatusCode::UNAUTHORIZED);
    for path in ["/api/v1/sync/pull", "/api/v1/events", "/api/v1/me-for-tests"] {
        assert_eq!(set.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    for path in ["/jobcenter", "/admin/keys"] {
        assert!(set.get(path).await.status.is_redirection(), "{path}");
    }
    let nobody = set.send("fk_wrong", Request::get("/api/v1/surveys/due"), Body::empty()).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
});

both_dbs!(a_revoked_key_ends_at_once, |db| async move {
    let set = Set::on(db).await;
    assert_eq!(set.get("/api/v1/surveys/due").await.status, StatusCode::OK);
    let mut tx = set.world.site.db.write().await.unwrap();
    let keys = api_key::list(&mut tx).await.unwrap();
    assert!(keys[0].last_used_at.is_some());
    assert!(api_key::revoke(&mut tx, keys[0].id, set.world.clock.now()).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(set.get("/api/v1/surveys/due").await.status, StatusCode::UNAUTHORIZED);
});

both_dbs!(too_many_calls_are_told_when_to_come_back, |db| async move {
    let set = Set::on(db).await;
    for _ in 0..CALLS_PER_MINUTE {
        assert_eq!(set.get("/api/v1/surveys/due").await.status, StatusCode::OK);
    }
    let answer = set.get("/api/v1/surveys/due").await;
    assert_eq!((answer.status, answer.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "60"));
    set.world.clock.advance(MINUTE_MS);
    assert_eq!(set.get("/api/v1/surveys/due").await.status, StatusCode::OK);
});
