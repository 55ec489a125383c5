//! Logging in and out through the real router, on both databases: what a browser sees, and what is left
//! behind.

use super::HERE_COOKIE;
use crate::db::testing::{MONDAY, both_dbs};
use crate::store::person;
use crate::web::testing::{PASSWORD, World};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::access::Role;
use domain::time::{DAY_MS, HOUR_MS, MINUTE_MS};

mod first;

both_dbs!(a_citizen_logs_in_by_form_and_out_again, |db| async move {
    let world = World::new(db);
    world.person("stille-skov-17", Role::Citizen).await;
    let mut browser = world.browser();
    let page = browser.get("/login?next=/plan").await;
    assert!(page.text.contains("action=\"/login\"") && page.text.contains("value=\"/plan\""), "{}", page.text);
    let typed = [("username", " Stille skov 17 "), ("password", PASSWORD), ("next", "/plan")];
    let answer = browser.post_form("/login", &typed).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/plan"));
    let names: Vec<&str> = browser.cookies.iter().map(|(name, _)| name.as_str()).collect();
    assert!(names.contains(&"folgeskab") && names.contains(&HERE_COOKIE), "{names:?}");
    let out = browser.post_form("/logout", &[]).await;
    assert_eq!((out.status, out.header("location")), (StatusCode::SEE_OTHER, "/login"));
    assert!(browser.cookies.is_empty(), "{:?}", browser.cookies);
});

both_dbs!(wrong_passwords_unknown_names_and_people_without_a_password_look_alike, |db| async move {
    let world = World::new(db);
    world.person("stille-skov-17", Role::Citizen).await;
    let waiting = world.person("anden-vej-3", Role::Citizen).await;
    let mut tx = world.site.db.write().await.unwrap();
    person::set_password(&mut tx, waiting, None, MONDAY).await.unwrap();
    tx.commit().await.unwrap();
    let mut texts = Vec::new();
    for username in ["stille-skov-17", "anden-vej-3", "findes-ikke-9", "", "x\u{0}y"] {
        let body = serde_json::json!({ "username": username, "password": "forkert kode" });
        let answer = world.browser().post_json("/api/v1/session", &body).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{username}");
        let mut json = answer.json();
        json.as_object_mut().unwrap().remove("request_id").unwrap();
        texts.push(json);
    }
    assert!(texts.iter().all(|text| text["code"] == "bad_credentials" && *text == texts[0]), "{texts:?}");
});

both_dbs!(guessing_is_slowed_down_and_says_for_how_long, |db| async move {
    let world = World::new(db);
    world.person("stille-skov-17", Role::Citizen).await;
    let wrong = serde_json::json!({ "username": "stille-skov-17", "password": "forkert kode" });
    let mut browser = world.browser();
    for _ in 0..5 {
        assert_eq!(browser.post_json("/api/v1/session", &wrong).await.status, StatusCode::UNAUTHORIZED);
    }
    let answer = browser.post_json("/api/v1/session", &wrong).await;
    assert_eq!((answer.status, answer.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "1"));
    let page = browser.post_form("/login", &[("username", "stille-skov-17"), ("password", PASSWORD)]).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.text.contains("Vent 2 sekunder") && page.text.contains("value=\"stille-skov-17\""));
    world.clock.advance(1_000);
    world.logged_in("stille-skov-17").await;
});

both_dbs!(an_old_session_id_is_worth_nothing_after_login_and_a_new_one_comes, |db| async move {
    let world = World::new(db);
    world.person("stille-skov-17", Role::Citizen).await;
    let mut browser = world.browser();
    browser.cookies.push(("folgeskab".into(), "AAAAAAAAAAAAAAAAAAAAAA".into()));
    let typed = [("username", "stille-skov-17"), ("password", PASSWORD)];
    assert_eq!(browser.post_form("/login", &typed).await.status, StatusCode::SEE_OTHER);
    let id = |browser: &crate::web::testing::Browser| {
        browser.cookies.iter().find(|(name, _)| name == "folgeskab").map(|(_, value)| value.clone()).unwrap()
    };
    let first = id(&browser);
    assert_ne!(first, "AAAAAAAAAAAAAAAAAAAAAA");
    browser.post_form("/login", &typed).await;
    assert_ne!(id(&browser), first);
    let mut old = world.browser();
    old.cookies = vec![("folgeskab".into(), first), (HERE_COOKIE.into(), "1".into())];
    assert_eq!(old.get("/api/v1/me-for-tests").await.status, StatusCode::UNAUTHORIZED);
});

both_dbs!(a_citizen_without_the_second_cookie_is_logged_out_for_good, |db| async move {
    let world = World::new(db);
    world.person("stille-skov-17", Role::Citizen).await;
    let mut browser = world.logged_in("stille-skov-17").await;
    assert_eq!(browser.get("/api/v1/me-for-tests").await.status, StatusCode::OK);
    let both = browser.cookies.clone();
    browser.cookies.retain(|(name, _)| name != HERE_COOKIE);
    let answer = browser.get("/api/v1/me-for-tests").await;
    assert_eq!((answer.status, answer.json()["code"].as_str()), (StatusCode::UNAUTHORIZED, Some("session_ended")));
    browser.cookies = both;
    assert_eq!(browser.get("/api/v1/me-for-tests").await.status, StatusCode::UNAUTHORIZED);
});

both_dbs!(staff_are_logged_out_after_half_an_hour_and_background_pulls_do_not_count, |db| async move {
    let world = World::new(db);
    world.person("koordinator", Role::Coordinator).await;
    let mut browser = world.logged_in("koordinator").await;
    for _ in 0..3 {
        world.clock.advance(20 * MINUTE_MS);
        assert_eq!(browser.get("/api/v1/me-for-tests").await.status, StatusCode::OK);
    }
    world.clock.advance(20 * MINUTE_MS);
    let quiet = Request::get("/api/v1/me-for-tests").header("folgeskab-background", "1").body(Body::empty()).unwrap();
    assert_eq!(browser.send(quiet).await.status, StatusCode::OK);
    world.clock.advance(10 * MINUTE_MS);
    assert_eq!(browser.get("/api/v1/me-for-tests").await.status, StatusCode::UNAUTHORIZED);
});

both_dbs!(a_citizen_stays_in_for_a_month_of_rest_and_thirty_weeks_in_all, |db| async move {
    let world = World::new(db);
    world.person("stille-skov-17", Role::Citizen).await;
    let mut browser = world.logged_in("stille-skov-17").await;
    for _ in 0..7 {
        world.clock.advance(29 * DAY_MS);
        assert_eq!(browser.get("/api/v1/me-for-tests").await.status, StatusCode::OK);
    }
    world.clock.advance(7 * DAY_MS);
    assert_eq!(browser.get("/api/v1/me-for-tests").await.status, StatusCode::UNAUTHORIZED);
});

both_dbs!(whoever_is_not_logged_in_is_taken_to_the_login_and_back, |db| async move {
    let world = World::new(db);
    let page = world.browser().get("/me-for-tests?uge=47").await;
    let back = "/login?next=%2Fme-for-tests%3Fuge%3D47";
    assert_eq!((page.status, page.header("location")), (StatusCode::SEE_OTHER, back));
    let program = world.browser().get("/api/v1/me-for-tests").await;
    assert_eq!((program.status, program.json()["code"].as_str()), (StatusCode::UNAUTHORIZED, Some("unauthorized")));
});

both_dbs!(logout_says_yes_to_everybody, |db| async move {
    let world = World::new(db);
    world.person("stille-skov-17", Role::Citizen).await;
    assert_eq!(world.browser().delete("/api/v1/session").await.status, StatusCode::NO_CONTENT);
    let mut browser = world.logged_in("stille-skov-17").await;
    let before = browser.clone();
    assert_eq!(browser.delete("/api/v1/session").await.status, StatusCode::NO_CONTENT);
    assert!(browser.cookies.is_empty());
    assert_eq!({ before }.get("/api/v1/me-for-tests").await.status, StatusCode::UNAUTHORIZED);
});

both_dbs!(a_closed_account_is_out_at_once, |db| async move {
    let world = World::new(db);
    let id = world.person("stille-skov-17", Role::Citizen).await;
    let mut browser = world.logged_in("stille-skov-17").await;
    let mut tx = world.site.db.write().await.unwrap();
    person::close(&mut tx, id, MONDAY.plus_ms(HOUR_MS)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(browser.get("/api/v1/me-for-tests").await.status, StatusCode::UNAUTHORIZED);
});
