//! Logging in and out through the real router, on both databases: what a browser sees, and what is left
//! behind.

use super::HERE_COOKIE;
use crate::db::testing::{MONDAY, both_dbs};
use crate::store::{code, person};
use crate::web::testing::{PASSWORD, World};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::access::Role;
use domain::time::{DAY_MS, HOUR_MS, MINUTE_MS};

both_dbs!(a_citizen_logs_in_by_form_and_out_again, |db| async move {
    let world = World::new(db);
    world.person("stille-skov-17", Role::Citizen).await;
    let mut browser = world.browser();
    let page = browser.get("/login?next=/plan").await;
    assert!(
        page.text.contains("action=\"/login\"") && page.text.contains("value=\"/plan\""),
        "{}",
        page.text
    );
    let typed = [
        ("username", " Stille skov 17 "),
        ("password", PASSWORD),
        ("next", "/plan"),
    ];
    let answer = browser.post_form("/login", &typed).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, "/plan")
    );
    let names: Vec<&str> = browser
        .cookies
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert!(
        names.contains(&"folgeskab") && names.contains(&HERE_COOKIE),
        "{names:?}"
    );
    let out = browser.post_form("/logout", &[]).await;
    assert_eq!(
        (out.status, out.header("location")),
        (StatusCode::SEE_OTHER, "/login")
    );
    assert!(browser.cookies.is_empty(), "{:?}", browser.cookies);
});

both_dbs!(
    wrong_passwords_unknown_names_and_people_without_a_password_look_alike,
    |db| async move {
        let world = World::new(db);
        world.person("stille-skov-17", Role::Citizen).await;
        let waiting = world.person("anden-vej-3", Role::Citizen).await;
        let mut tx = world.site.db.write().await.unwrap();
        person::set_password(&mut tx, waiting, None, MONDAY)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut texts = Vec::new();
        for username in [
            "stille-skov-17",
            "anden-vej-3",
            "findes-ikke-9",
            "",
            "x\u{0}y",
        ] {
            let body = serde_json::json!({ "username": username, "password": "forkert kode" });
            let answer = world.browser().post_json("/api/v1/session", &body).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{username}");
            let mut json = answer.json();
            json.as_object_mut().unwrap().remove("request_id").unwrap();
            texts.push(json);
        }
        assert!(
            texts
                .iter()
                .all(|text| text["code"] == "bad_credentials" && *text == texts[0]),
            "{texts:?}"
        );
    }
);

both_dbs!(
    guessing_is_slowed_down_and_says_for_how_long,
    |db| async move {
        let world = World::new(db);
        world.person("stille-skov-17", Role::Citizen).await;
        let wrong = serde_json::json!({ "username": "stille-skov-17", "password": "forkert kode" });
        let mut browser = world.browser();
        for _ in 0..5 {
            assert_eq!(
                browser.post_json("/api/v1/session", &wrong).await.status,
                StatusCode::UNAUTHORIZED
            );
        }
        let answer = browser.post_json("/api/v1/session", &wrong).await;
        assert_eq!(
            (answer.status, answer.header("retry-after")),
            (StatusCode::TOO_MANY_REQUESTS, "1")
        );
        let page = browser
            .post_form(
                "/login",
                &[("username", "stille-skov-17"), ("password", PASSWORD)],
            )
            .await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(
            page.text.contains("Vent 2 sekunder") && page.text.contains("value=\"stille-skov-17\"")
        );
        world.clock.advance(1_000);
        world.logged_in("stille-skov-17").await;
    }
);

both_dbs!(
    an_old_session_id_is_worth_nothing_after_login_and_a_new_one_comes,
    |db| async move {
        let world = World::new(db);
        world.person("stille-skov-17", Role::Citizen).await;
        let mut browser = world.browser();
        browser
            .cookies
            .push(("folgeskab".into(), "AAAAAAAAAAAAAAAAAAAAAA".into()));
        let typed = [("username", "stille-skov-17"), ("password", PASSWORD)];
        assert_eq!(
            browser.post_form("/login", &typed).await.status,
            StatusCode::SEE_OTHER
        );
        let id = |browser: &crate::web::testing::Browser| {
            browser
                .cookies
                .iter()
                .find(|(name, _)| name == "folgeskab")
                .map(|(_, value)| value.clone())
                .unwrap()
        };
        let first = id(&browser);
        assert_ne!(first, "AAAAAAAAAAAAAAAAAAAAAA");
        browser.post_form("/login", &typed).await;
        assert_ne!(id(&browser), first);
        let mut old = world.browser();
        old.cookies = vec![
            ("folgeskab".into(), first),
            (HERE_COOKIE.into(), "1".into()),
        ];
        assert_eq!(
            old.get("/api/v1/me-for-tests").await.status,
            StatusCode::UNAUTHORIZED
        );
    }
);

both_dbs!(
    a_citizen_without_the_second_cookie_is_logged_out_for_good,
    |db| async move {
        let world = World::new(db);
        world.person("stille-skov-17", Role::Citizen).await;
        let mut browser = world.logged_in("stille-skov-17").await;
        assert_eq!(
            browser.get("/api/v1/me-for-tests").await.status,
            StatusCode::OK
        );
        let both = browser.cookies.clone();
        browser.cookies.retain(|(name, _)| name != HERE_COOKIE);
        let answer = browser.get("/api/v1/me-for-tests").await;
        assert_eq!(
            (answer.status, answer.json()["code"].as_str()),
            (StatusCode::UNAUTHORIZED, Some("session_ended"))
        );
        browser.cookies = both;
        assert_eq!(
            browser.get("/api/v1/me-for-tests").await.status,
            StatusCode::UNAUTHORIZED
        );
    }
);

both_dbs!(
    staff_are_logged_out_after_half_an_hour_and_background_pulls_do_not_count,
    |db| async move {
        let world = World::new(db);
        world.person("koordinator", Role::Coordinator).await;
        let mut browser = world.logged_in("koordinator").await;
        for _ in 0..3 {
            world.clock.advance(20 * MINUTE_MS);
            assert_eq!(
                browser.get("/api/v1/me-for-tests").await.status,
                StatusCode::OK
            );
        }
        world.clock.advance(20 * MINUTE_MS);
        let quiet = Request::get("/api/v1/me-for-tests")
            .header("folgeskab-background", "1")
            .body(Body::empty())
            .unwrap();
        assert_eq!(browser.send(quiet).await.status, StatusCode::OK);
        world.clock.advance(10 * MINUTE_MS);
        assert_eq!(
            browser.get("/api/v1/me-for-tests").await.status,
            StatusCode::UNAUTHORIZED
        );
    }
);

both_dbs!(
    a_citizen_stays_in_for_a_month_of_rest_and_thirty_weeks_in_all,
    |db| async move {
        let world = World::new(db);
        world.person("stille-skov-17", Role::Citizen).await;
        let mut browser = world.logged_in("stille-skov-17").await;
        for _ in 0..7 {
            world.clock.advance(29 * DAY_MS);
            assert_eq!(
                browser.get("/api/v1/me-for-tests").await.status,
                StatusCode::OK
            );
        }
        world.clock.advance(7 * DAY_MS);
        assert_eq!(
            browser.get("/api/v1/me-for-tests").await.status,
            StatusCode::UNAUTHORIZED
        );
    }
);

both_dbs!(
    whoever_is_not_logged_in_is_taken_to_the_login_and_back,
    |db| async move {
        let world = World::new(db);
        let page = world.browser().get("/me-for-tests?uge=47").await;
        let back = "/login?next=%2Fme-for-tests%3Fuge%3D47";
        assert_eq!(
            (page.status, page.header("location")),
            (StatusCode::SEE_OTHER, back)
        );
        let program = world.browser().get("/api/v1/me-for-tests").await;
        assert_eq!(
            (program.status, program.json()["code"].as_str()),
            (StatusCode::UNAUTHORIZED, Some("unauthorized"))
        );
    }
);

both_dbs!(logout_says_yes_to_everybody, |db| async move {
    let world = World::new(db);
    world.person("stille-skov-17", Role::Citizen).await;
    assert_eq!(
        world.browser().delete("/api/v1/session").await.status,
        StatusCode::NO_CONTENT
    );
    let mut browser = world.logged_in("stille-skov-17").await;
    let before = browser.clone();
    assert_eq!(
        browser.delete("/api/v1/session").await.status,
        StatusCode::NO_CONTENT
    );
    assert!(browser.cookies.is_empty());
    assert_eq!(
        { before }.get("/api/v1/me-for-tests").await.status,
        StatusCode::UNAUTHORIZED
    );
});

both_dbs!(
    a_sheet_of_paper_leads_to_a_password_of_ones_own,
    |db| async move {
        let world = World::new(db);
        let id = world.person("stille-skov-17", Role::Citizen).await;
        let mut tx = world.site.db.write().await.unwrap();
        let code = code::issue(&mut tx, id, MONDAY).await.unwrap();
        tx.commit().await.unwrap();
        let mut browser = world.browser();
        assert!(browser.get("/start").await.text.contains("name=\"code\""));
        let first = browser
            .post_form("/start", &[("username", "Stille-skov-17"), ("code", &code)])
            .await;
        assert!(
            first.status == StatusCode::OK && first.text.contains("autocomplete=\"new-password\""),
            "{}",
            first.text
        );
        let short = [
            ("username", "stille-skov-17"),
            ("code", code.as_str()),
            ("password", "kort"),
        ];
        let answer = browser.post_form("/start", &short).await;
        assert!(
            answer.status == StatusCode::UNPROCESSABLE_ENTITY
                && answer.text.contains("lidt for kort")
        );
        let good = [
            ("username", "stille-skov-17"),
            ("code", code.as_str()),
            ("password", "tre gode ord"),
        ];
        let answer = browser.post_form("/start", &good).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::SEE_OTHER, "/")
        );
        assert_eq!(
            browser.get("/api/v1/me-for-tests").await.status,
            StatusCode::OK
        );
        let again = world.browser().post_form("/start", &good).await;
        assert!(
            again.status == StatusCode::UNPROCESSABLE_ENTITY
                && again.text.contains("Koden er brugt")
        );
    }
);

both_dbs!(
    wrong_codes_are_counted_like_wrong_passwords,
    |db| async move {
        let world = World::new(db);
        world.person("stille-skov-17", Role::Citizen).await;
        let mut browser = world.browser();
        for username in ["stille-skov-17", "findes-ikke-9"] {
            for n in 0..6 {
                let answer = browser
                    .post_form("/start", &[("username", username), ("code", "ACDEFHJKMN")])
                    .await;
                assert!(
                    answer.text.contains(if n < 5 {
                        "passer ikke sammen"
                    } else {
                        "Vent 2 sekunder"
                    }),
                    "{}",
                    answer.text
                );
            }
        }
    }
);

both_dbs!(a_form_from_another_site_does_nothing, |db| async move {
    let world = World::new(db);
    world.person("stille-skov-17", Role::Citizen).await;
    let mut browser = world.logged_in("stille-skov-17").await;
    let forged = Request::post("/logout")
        .header("sec-fetch-site", "cross-site")
        .body(Body::empty())
        .unwrap();
    assert_eq!(browser.send(forged).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        browser.get("/api/v1/me-for-tests").await.status,
        StatusCode::OK
    );
});

both_dbs!(
    what_is_not_there_and_what_is_too_much_gets_a_clear_answer,
    |db| async move {
        let world = World::new(db);
        let mut browser = world.browser();
        let missing = browser.get("/api/v1/nothing").await;
        assert_eq!(
            (missing.status, missing.json()["code"].as_str()),
            (StatusCode::NOT_FOUND, Some("not_found"))
        );
        assert_eq!(missing.header("x-request-id"), missing.json()["request_id"]);
        let page = browser.get("/nothing").await;
        assert!(page.status == StatusCode::NOT_FOUND && page.text.contains("Siden findes ikke"));
        assert_eq!(page.header("cache-control"), "no-store");
        assert!(
            page.header("content-security-policy")
                .contains("script-src 'self' 'wasm-unsafe-eval';")
        );
        let asset = browser.get("/pkg/app-0000.js").await;
        assert_eq!(
            (asset.status, asset.header("cache-control")),
            (StatusCode::NOT_FOUND, "no-store")
        );
        let much = "x".repeat(1 << 20);
        let answer = browser
            .post_form("/login", &[("username", &much), ("password", "x")])
            .await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        let broken = Request::post("/api/v1/session")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from("{"));
        assert_eq!(
            browser.send(broken.unwrap()).await.json()["code"],
            "bad_request"
        );
        let wrong_method = browser.delete("/login").await;
        assert_eq!(wrong_method.status, StatusCode::METHOD_NOT_ALLOWED);
    }
);

both_dbs!(a_closed_account_is_out_at_once, |db| async move {
    let world = World::new(db);
    let id = world.person("stille-skov-17", Role::Citizen).await;
    let mut browser = world.logged_in("stille-skov-17").await;
    let mut tx = world.site.db.write().await.unwrap();
    person::close(&mut tx, id, MONDAY.plus_ms(HOUR_MS))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        browser.get("/api/v1/me-for-tests").await.status,
        StatusCode::UNAUTHORIZED
    );
});

both_dbs!(
    what_was_typed_when_the_session_ended_is_sent_after_login,
    |db| async move {
        let world = World::new(db);
        world.person("koordinator", Role::Coordinator).await;
        let mut browser = world.logged_in("koordinator").await;
        world.clock.advance(31 * MINUTE_MS);
        let text = "Hej Amina\r\nVi ses & \"hygger\" <i>os</i>";
        let late = browser
            .post_form("/me-for-tests", &[("text", text), ("command", "0192")])
            .await;
        assert_eq!(late.status, StatusCode::UNAUTHORIZED);
        let typed = late
            .text
            .split("name=\"typed\" value=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap()
            .replace("&amp;", "&");
        let wrong = [
            ("username", "koordinator"),
            ("password", "forkert kode"),
            ("again", "/me-for-tests"),
            ("typed", &typed),
        ];
        let refused = browser.post_form("/login", &wrong).await;
        assert!(
            refused.text.contains("name=\"typed\""),
            "a wrong password loses nothing"
        );
        let mut right = wrong;
        right[1].1 = PASSWORD;
        let page = browser.post_form("/login", &right).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("action=\"/me-for-tests\""));
        assert!(page.text.contains("&lt;i&gt;os&lt;/i&gt;"), "{}", page.text);
        let sent = browser
            .post_form("/me-for-tests", &[("text", text), ("command", "0192")])
            .await;
        assert!(sent.text.starts_with("coordinator text=Hej+Amina"));
    }
);
