//! The admin sets an installation up on screen, from nothing to a citizen with a sheet and a key.

use crate::db::testing::both_dbs;
use crate::web::testing::{Browser, World};
use axum::http::StatusCode;
use domain::access::Role;

/// The value of the first attribute `name="value"` after `mark`.
fn after<'a>(text: &'a str, mark: &str, name: &str) -> &'a str {
    let rest = text.split(mark).nth(1).unwrap_or_else(|| panic!("{mark} is on the page: {text}"));
    rest.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap()
}

async fn command_at(browser: &mut Browser, path: &str) -> String {
    let page = browser.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
    after(&page.text, "name=\"command\"", "value").to_owned()
}

/// A jobcenter on screen; gives its id as it stands in the list of the form for staff.
async fn jobcenter(browser: &mut Browser) -> String {
    let fields = [("name", "Jobcenter Fjordby"), ("kind", "jobcenter"), ("phone", ""), ("hours", "")];
    let added = browser.post_form("/admin/organisations", &fields).await;
    assert_eq!((added.status, added.header("location")), (StatusCode::SEE_OTHER, "/admin/organisations?done=added"));
    let page = browser.get("/admin/staff/new").await;
    after(&page.text, "id=\"organisation\"", "value").to_owned()
}

both_dbs!(an_installation_is_set_up_on_screen, |db| async move {
    let world = World::new(db);
    world.person("admin", Role::Admin).await;
    let mut browser = world.logged_in("admin").await;
    let jobcenter = jobcenter(&mut browser).await;
    let command = command_at(&mut browser, "/admin/staff/new").await;
    let fields = [
        ("command", command.as_str()),
        ("name", "Mette Prøve"),
        ("role", "coordinator"),
        ("organisation", jobcenter.as_str()),
        ("phone", ""),
        ("lang", "da"),
    ];
    let sheet = browser.post_form("/admin/staff/new", &fields).await;
    assert_eq!(sheet.status, StatusCode::OK, "{}", sheet.text);
    assert!(sheet.text.contains("Mette Prøve") && sheet.text.contains("field-code"), "{}", sheet.text);
    let again = browser.post_form("/admin/staff/new", &fields).await;
    assert_eq!(again.header("location"), "/admin/staff?done=again");
    let staff = browser.get("/admin/staff").await;
    assert_eq!(staff.text.matches("Mette Prøve").count(), 2, "once in the row and once in its button");
    let form = browser.get("/admin/enrolments/new").await;
    let coordinator = form.text.split("id=\"coordinator\"").nth(1).unwrap().split("value=\"").nth(2).unwrap();
    let coordinator = coordinator.split('"').next().unwrap().to_owned();
    let fields = [
        ("name", "Karin Prøve"),
        ("phone", ""),
        ("lang", "da"),
        ("programme", "ishoej-sme"),
        ("arm", "intervention"),
        ("jobcenter", jobcenter.as_str()),
        ("external_ref", "SAG-7"),
        ("coordinator", coordinator.as_str()),
        ("included_on", "2026-11-01"),
        ("starts_on", "2026-11-09"),
    ];
    let added = browser.post_form("/admin/enrolments/new", &fields).await;
    assert_eq!(
        (added.status, added.header("location")),
        (StatusCode::SEE_OTHER, "/admin?done=enrolled"),
        "{}",
        added.text
    );
    let taken = browser.post_form("/admin/enrolments/new", &fields).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.text.contains("allerede brugt") && taken.text.contains("value=\"Karin Prøve\""));
    let list = browser.get("/admin").await;
    assert!(
        list.text.contains("Karin Prøve") && list.text.contains("1 af 30") && list.text.contains("Mette Prøve"),
        "{}",
        list.text
    );
    let one = after(&list.text, "<tbody>", "href").to_owned();
    for (form, fields) in [
        ("phase", vec![("phase", "aftercare"), ("starts_on", "2026-11-09")]),
        ("coordinator", vec![("coordinator", coordinator.as_str())]),
    ] {
        let saved = browser.post_form(&format!("{one}/{form}"), &fields).await;
        assert_eq!(saved.header("location"), format!("{one}?done=saved"), "{}", saved.text);
    }
    let sheet = browser.post_form(&format!("{one}/sheet"), &[]).await;
    assert!(sheet.text.contains("Karin Prøve") && sheet.text.contains("field-code"));
});

both_dbs!(what_is_wrong_is_told_and_what_was_typed_stays, |db| async move {
    let world = World::new(db);
    world.person("admin", Role::Admin).await;
    let mut browser = world.logged_in("admin").await;
    jobcenter(&mut browser).await;
    for (path, fields, kept) in [
        ("/admin/organisations", vec![("name", ""), ("kind", "circus"), ("hours", "altid")], "value=\"altid\""),
        ("/admin/staff/new", vec![("name", "<b>Ib</b>"), ("role", "citizen"), ("organisation", "x")], "&lt;b&gt;Ib"),
        (
            "/admin/enrolments/new",
            vec![
                ("name", "Åse 👩"),
                ("programme", "ishoej-sme"),
                ("arm", "x"),
                ("external_ref", "010190-1234"),
                ("included_on", "2026-02-30"),
                ("starts_on", "1900-01-01"),
            ],
            "value=\"010190-1234\"",
        ),
        ("/admin/keys", vec![("label", "Fagsystem"), ("programme", "")], "value=\"Fagsystem\""),
    ] {
        let answer = browser.post_form(path, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", answer.text);
        assert!(answer.text.contains(kept) && answer.text.contains("field-error"), "{path}: {}", answer.text);
    }
});

both_dbs!(a_key_is_shown_once_and_ends_on_screen, |db| async move {
    let world = World::new(db);
    world.person("admin", Role::Admin).await;
    let mut browser = world.logged_in("admin").await;
    let jobcenter = jobcenter(&mut browser).await;
    let fields = [("label", "Fagsystem"), ("programme", "hillerod-ips"), ("jobcenter", jobcenter.as_str())];
    let made = browser.post_form("/admin/keys", &fields).await;
    assert!(made.text.contains("fk_"), "{}", made.text);
    let list = browser.get("/admin/keys").await;
    assert!(list.text.contains("Fagsystem") && !list.text.contains("fk_"));
    let end = list.text.split("action=\"/admin/keys/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let ended = browser.post_form(&format!("/admin/keys/{end}"), &[]).await;
    assert_eq!(ended.header("location"), "/admin/keys?done=revoked");
    assert!(!browser.get("/admin/keys").await.text.contains("/revoke\""));
});

both_dbs!(each_page_is_there_for_its_role_alone, |db| async move {
    let world = World::new(db);
    world.person("admin", Role::Admin).await;
    world.person("forsker-01", Role::Evaluator).await;
    let pages = ["/admin", "/admin/staff", "/admin/organisations", "/admin/programmes", "/admin/keys"];
    let mut admin = world.logged_in("admin").await;
    let mut evaluator = world.logged_in("forsker-01").await;
    for path in pages {
        assert_eq!(admin.get(path).await.status, StatusCode::OK, "{path}");
        assert_eq!(evaluator.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(evaluator.get("/evaluation").await.status, StatusCode::OK);
    assert_eq!(admin.get("/evaluation").await.status, StatusCode::NOT_FOUND);
    assert_eq!(admin.get("/admin/enrolments/x").await.status, StatusCode::NOT_FOUND);
});
