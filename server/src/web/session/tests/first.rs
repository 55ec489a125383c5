//! The sheet of paper, forms that come too late or from elsewhere, and what the edges answer.

use crate::db::testing::{MONDAY, both_dbs};
use crate::store::code;
use crate::web::testing::{PASSWORD, World};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::access::Role;
use domain::time::MINUTE_MS;

both_dbs!(a_sheet_of_paper_leads_to_a_password_of_ones_own, |db| async move {
    let world = World::new(db);
    let id = world.person("stille-skov-17", Role::Citizen).await;
    let mut tx = world.site.db.write().await.unwrap();
    let code = code::issue(&mut tx, id, MONDAY).await.unwrap();
    tx.commit().await.unwrap();
    let mut browser = world.browser();
    assert!(browser.get("/start").await.text.contains("name=\"code\""));
    let first = browser.post_form("/start", &[("username", "Stille-skov-17"), ("code", &code)]).await;
    assert!(first.status == StatusCode::OK && first.text.contains("autocomplete=\"new-password\""), "{}", first.text);
    let short = [("username", "stille-skov-17"), ("code", code.as_str()), ("password", "kort")];
    let answer = browser.post_form("/start", &short).await;
    assert!(answer.status == StatusCode::UNPROCESSABLE_ENTITY && answer.text.contains("lidt for kort"));
    let good = [("username", "stille-skov-17"), ("code", code.as_str()), ("password", "tre gode ord")];
    let answer = browser.post_form("/start", &good).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/"));
    assert_eq!(browser.get("/api/v1/me-for-tests").await.status, StatusCode::OK);
    let again = world.browser().post_form("/start", &good).await;
    assert!(again.status == StatusCode::UNPROCESSABLE_ENTITY && again.text.contains("Koden er brugt"));
});

both_dbs!(wrong_codes_are_counted_like_wrong_passwords, |db| async move {
    let world = World::new(db);
    world.person("stille-skov-17", Role::Citizen).await;
    let mut browser = world.browser();
    for username in ["stille-skov-17", "findes-ikke-9"] {
        for n in 0..6 {
            let answer = browser.post_form("/start", &[("username", username), ("code", "ACDEFHJKMN")]).await;
            assert!(
                answer.text.contains(if n < 5 { "passer ikke sammen" } else { "Vent 2 sekunder" }),
                "{}",
                answer.text
            );
        }
    }
});

both_dbs!(a_form_from_another_site_does_nothing, |db| async move {
    let world = World::new(db);
    world.person("stille-skov-17", Role::Citizen).await;
    let mut browser = world.logged_in("stille-skov-17").await;
    let forged = Request::post("/logout").header("sec-fetch-site", "cross-site").body(Body::empty()).unwrap();
    assert_eq!(browser.send(forged).await.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.get("/api/v1/me-for-tests").await.status, StatusCode::OK);
});

both_dbs!(what_is_not_there_and_what_is_too_much_gets_a_clear_answer, |db| async move {
    let world = World::new(db);
    let mut browser = world.browser();
    let missing = browser.get("/api/v1/nothing").await;
    assert_eq!((missing.status, missing.json()["code"].as_str()), (StatusCode::NOT_FOUND, Some("not_found")));
    assert_eq!(missing.header("x-request-id"), missing.json()["request_id"]);
    let page = browser.get("/nothing").await;
    assert!(page.status == StatusCode::NOT_FOUND && page.text.contains("Siden findes ikke"));
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.header("content-security-policy").contains("script-src 'self' 'wasm-unsafe-eval';"));
    let asset = browser.get("/pkg/app-0000.js").await;
    assert_eq!((asset.status, asset.header("cache-control")), (StatusCode::NOT_FOUND, "no-store"));
    let much = "x".repeat(1 << 20);
    let answer = browser.post_form("/login", &[("username", &much), ("password", "x")]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let broken =
        Request::post("/api/v1/session").header(header::CONTENT_TYPE, "application/json").body(Body::from("{"));
    assert_eq!(browser.send(broken.unwrap()).await.json()["code"], "bad_request");
    let wrong_method = browser.delete("/login").await;
    assert_eq!(wrong_method.status, StatusCode::METHOD_NOT_ALLOWED);
});

both_dbs!(what_was_typed_when_the_session_ended_is_sent_after_login, |db| async move {
    let world = World::new(db);
    world.person("koordinator", Role::Coordinator).await;
    let mut browser = world.logged_in("koordinator").await;
    world.clock.advance(31 * MINUTE_MS);
    let text = "Hej Amina\r\nVi ses & \"hygger\" <i>os</i>";
    let late = browser.post_form("/me-for-tests", &[("text", text), ("command", "0192")]).await;
    assert_eq!(late.status, StatusCode::UNAUTHORIZED);
    let typed = late
        .text
        .split("name=\"typed\" value=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap()
        .replace("&amp;", "&");
    let wrong =
        [("username", "koordinator"), ("password", "forkert kode"), ("again", "/me-for-tests"), ("typed", &typed)];
    let refused = browser.post_form("/login", &wrong).await;
    assert!(refused.text.contains("name=\"typed\""), "a wrong password loses nothing");
    let mut right = wrong;
    right[1].1 = PASSWORD;
    let page = browser.post_form("/login", &right).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("action=\"/me-for-tests\""));
    assert!(page.text.contains("&lt;i&gt;os&lt;/i&gt;"), "{}", page.text);
    let sent = browser.post_form("/me-for-tests", &[("text", text), ("command", "0192")]).await;
    assert!(sent.text.starts_with("coordinator text=Hej+Amina"));
});
