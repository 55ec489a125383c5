//! A citizen sees the own devices and browsers and ends them; nobody else's are there.

use crate::actions::course::{self, NewEnrolment};
use crate::db::Db;
use crate::db::testing::both_dbs;
use crate::store::{enrolment, person};
use crate::web::testing::{Browser, PASSWORD, World};
use axum::http::StatusCode;
use domain::course::Arm;
use domain::time::plus_days;
use serde_json::json;

async fn citizen(world: &World, username: &str) {
    let now = world.clock.now();
    let new = NewEnrolment {
        name: "Karin Prøve".into(),
        phone: None,
        username: Some(username.into()),
        lang: "da".into(),
        programme: "ishoej-sme".into(),
        arm: Arm::Intervention,
        external_ref: None,
        jobcenter: None,
        coordinator: None,
        included_on: plus_days(now.date(), -30),
        starts_on: Some(plus_days(now.date(), -20)),
    };
    let site = &world.site;
    let hash = site.passwords.hash(PASSWORD).await.unwrap();
    let mut tx = site.db.write().await.unwrap();
    let id = course::enrol(&mut tx, &new, &site.programmes, now).await.unwrap();
    let who = enrolment::find(&mut tx, id).await.unwrap().unwrap().person;
    person::set_password(&mut tx, who, Some(&hash), now).await.unwrap();
    tx.commit().await.unwrap();
}

async fn set_up(db: Db) -> (World, Browser, Browser) {
    let world = World::new(db);
    citizen(&world, "lys-skov-11").await;
    let phone = world.logged_in("lys-skov-11").await;
    let other = world.logged_in("lys-skov-11").await;
    (world, phone, other)
}

fn actions(page: &str) -> Vec<String> {
    page.split("action=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

both_dbs!(a_lost_phone_is_logged_out_from_another, |db| async move {
    let (_world, mut phone, mut other) = set_up(db).await;
    let made = phone.post_json("/api/v1/device", &json!({ "label": "Min telefon" })).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text);
    let page = other.get("/devices").await;
    assert!(page.text.contains("Min telefon") && page.text.contains("Du er her nu"), "{}", page.text);
    let end = actions(&page.text).into_iter().find(|action| !action.contains("browsers")).unwrap();
    let ended = other.post_form(&end, &[]).await;
    assert_eq!(ended.header("location"), "/devices?done=ended");
    assert_eq!(phone.get("/api/v1/me-for-tests").await.status, StatusCode::UNAUTHORIZED);
    assert!(!other.get("/devices").await.text.contains("Min telefon"));
    assert_eq!(other.post_form(&end, &[]).await.status, StatusCode::SEE_OTHER, "a second tap is no fault");
});

both_dbs!(a_browser_without_a_name_is_ended_by_its_mark, |db| async move {
    let (_world, mut phone, mut other) = set_up(db).await;
    let page = other.get("/devices").await;
    assert_eq!(page.text.matches("En browser").count(), 4, "two, each in its row and its button");
    let marks: Vec<_> =
        page.text.split("name=\"place\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let own = other.post_form("/devices/browsers/end", &[("place", "nonsense")]).await;
    assert_eq!(own.header("location"), "/devices?done=ended");
    let ended = other.post_form("/devices/browsers/end", &[("place", marks[1])]).await;
    assert_eq!(ended.header("location"), "/devices?done=ended");
    assert_eq!(phone.get("/api/v1/me-for-tests").await.status, StatusCode::UNAUTHORIZED);
    let last = other.post_form("/devices/browsers/end", &[("place", marks[0])]).await;
    assert_eq!(last.header("location"), "/login");
});

both_dbs!(somebody_elses_device_cannot_be_ended, |db| async move {
    let (world, mut phone, _) = set_up(db).await;
    let made = phone.post_json("/api/v1/device", &json!({ "label": "Min telefon" })).await;
    let device = made.json()["device"].as_str().unwrap().to_owned();
    citizen(&world, "blid-bro-22").await;
    let mut stranger = world.logged_in("blid-bro-22").await;
    stranger.post_form(&format!("/devices/{device}/end"), &[]).await;
    assert_eq!(phone.get("/api/v1/me-for-tests").await.status, StatusCode::OK);
    assert_eq!(stranger.post_form("/devices/x/end", &[]).await.status, StatusCode::NOT_FOUND);
});
