//! The jobcenter at its pages: it asks, sees who has answered, and reaches nothing else.

use crate::actions::course::{self, NewEnrolment};
use crate::clock;
use crate::db::Db;
use crate::db::testing::both_dbs;
use crate::store::enrolment;
use crate::store::person::{self, NewPerson, Organisation};
use crate::web::testing::{Browser, PASSWORD, World};
use axum::http::StatusCode;
use domain::access::Role;
use domain::course::Arm;
use domain::id::{EnrolmentId, OrganisationId, PersonId};
use domain::time::plus_days;

/// A jobcenter with a caseworker, and one more without anybody.
struct Set {
    world: World,
    jobcenter: OrganisationId,
}

impl Set {
    async fn on(db: Db) -> Self {
        let world = World::new(db);
        let jobcenter = OrganisationId(clock::new_id());
        let now = world.clock.now();
        let mut tx = world.site.db.write().await.unwrap();
        let organisation = Organisation {
            id: jobcenter,
            kind: "jobcenter".into(),
            name: "Jobcenter Fjordby".into(),
            phone: None,
            hours: None,
        };
        person::insert_organisation(&mut tx, &organisation, now).await.unwrap();
        tx.commit().await.unwrap();
        let set = Self { world, jobcenter };
        set.caseworker("jobcenter-01", Some(jobcenter)).await;
        set.caseworker("jobcenter-02", None).await;
        set
    }

    async fn caseworker(&self, username: &str, organisation: Option<OrganisationId>) {
        let id = PersonId(clock::new_id());
        let hash = self.world.site.passwords.hash(PASSWORD).await.unwrap();
        let now = self.world.clock.now();
        let new = NewPerson {
            id,
            role: Role::Caseworker,
            organisation,
            username: Some(username.into()),
            name: "Niels Prøve".into(),
            phone: None,
            lang: "da".into(),
        };
        let mut tx = self.world.site.db.write().await.unwrap();
        person::insert(&mut tx, &new, now).await.unwrap();
        person::set_password(&mut tx, id, Some(&hash), now).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn enrol(&self, name: &str, days: i64) -> (EnrolmentId, PersonId) {
        let now = self.world.clock.now();
        let new = NewEnrolment {
            name: name.into(),
            phone: None,
            username: Some(format!("fin-eng-{}", clock::new_id().simple())),
            lang: "da".into(),
            programme: "hillerod-ips".into(),
            arm: Arm::Intervention,
            external_ref: None,
            jobcenter: Some(self.jobcenter),
            coordinator: None,
            included_on: plus_days(now.date(), -days),
            starts_on: Some(plus_days(now.date(), -days)),
        };
        let site = &self.world.site;
        let mut tx = site.db.write().await.unwrap();
        let id = course::enrol(&mut tx, &new, &site.programmes, now).await.unwrap();
        let person = enrolment::find(&mut tx, id).await.unwrap().unwrap().person;
        tx.commit().await.unwrap();
        (id, person)
    }

    async fn browser(&self) -> Browser {
        self.world.logged_in("jobcenter-01").await
    }
}

both_dbs!(the_page_asks_those_chosen_once, |db| async move {
    let set = Set::on(db).await;
    let (bo, _) = set.enrol("Bo Prøve", 183).await;
    set.enrol("Jytte Prøve", 183).await;
    let mut browser = set.browser().await;
    let page = browser.get("/jobcenter/surveys").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.text.contains("Her står aldrig svar") && page.text.contains("Bo Prøve"));
    assert_eq!(page.text.matches("name=\"enrolment\"").count(), 2);
    let bo = bo.to_string();
    let fields = [("programme", "hillerod-ips"), ("target", "chosen"), ("enrolment", bo.as_str())];
    let asked = browser.post_form("/jobcenter/surveys", &fields).await;
    assert_eq!(
        (asked.status, asked.header("location")),
        (StatusCode::SEE_OTHER, "/jobcenter/surveys?programme=hillerod-ips&sent=1")
    );
    let again = browser.post_form("/jobcenter/surveys", &fields).await;
    assert!(again.header("location").ends_with("sent=0"));
    let page = browser.get("/jobcenter/surveys?programme=hillerod-ips&sent=1").await;
    assert!(page.text.contains("sendt til 1 borger") && page.text.contains("Runde 1"), "{}", page.text);
    assert_eq!(page.text.matches("name=\"enrolment\"").count(), 1);
    let due = [("programme", "hillerod-ips"), ("target", "due")];
    assert!(browser.post_form("/jobcenter/surveys", &due).await.header("location").ends_with("sent=1"));
});

both_dbs!(pressing_without_choosing_says_so, |db| async move {
    let set = Set::on(db).await;
    set.enrol("Bo Prøve", 183).await;
    let mut browser = set.browser().await;
    let answer = browser.post_form("/jobcenter/surveys", &[("programme", "hillerod-ips"), ("target", "chosen")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("Vælg mindst én borger") && !answer.text.contains(" checked"));
    let unknown = browser.post_form("/jobcenter/surveys", &[("programme", "nowhere"), ("target", "due")]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
});

both_dbs!(who_is_of_no_jobcenter_sees_nobody, |db| async move {
    let set = Set::on(db).await;
    set.enrol("Bo Prøve", 183).await;
    let mut browser = set.world.logged_in("jobcenter-02").await;
    for path in ["/jobcenter", "/jobcenter/surveys"] {
        let page = browser.get(path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text.contains("Bo Prøve"), "{path}");
    }
    let asked = browser.post_form("/jobcenter/surveys", &[("programme", "hillerod-ips"), ("target", "due")]).await;
    assert_eq!(asked.status, StatusCode::NOT_FOUND);
});

/// Every address that stands as a route in the source of this program.
fn routes() -> Vec<String> {
    fn collect(folder: &std::path::Path, routes: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, routes);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let text = text.split("mod tests {").next().unwrap_or_default();
                let is_staff = path.ends_with("staff/mod.rs");
                for part in text.split(".route(").skip(1) {
                    let Some(route) = part.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next())
                    else {
                        continue;
                    };
                    let is_nested = is_staff && !route.starts_with("/staff");
                    routes.push(if is_nested {
                        format!("/staff/citizens/{{citizen}}{route}")
                    } else {
                        route.to_owned()
                    });
                }
                let screens = text.split("const SCREENS: &[&str] = &[").nth(1).and_then(|rest| rest.split("];").next());
                routes.extend(screens.unwrap_or_default().split('"').skip(1).step_by(2).map(str::to_owned));
            }
        }
    }
    let mut routes = Vec::new();
    collect(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web"), &mut routes);
    routes.sort();
    routes.dedup();
    routes
}

/// What every account has in common, and what holds nothing of anybody.
fn is_everybodys(route: &str) -> bool {
    [
        "/login",
        "/logout",
        "/start",
        "/was",
        "/language/",
        "/healthz",
        "/readyz",
        "/shell",
        "/assets",
        "/api/v1/openapi.json",
        "/staff/language",
    ]
    .iter()
    .any(|start| route.starts_with(start))
        || route.contains("for-tests")
        || route == "/api/v1/session"
}

both_dbs!(no_other_address_answers_a_jobcenter, |db| async move {
    let set = Set::on(db).await;
    let (id, citizen) = set.enrol("Bo Prøve", 183).await;
    let mut browser = set.browser().await;
    let all = routes();
    assert!(all.len() > 40, "the routes are found: {all:?}");
    for route in all.iter().filter(|route| !is_everybodys(route) && !route.starts_with("/jobcenter")) {
        let mut path = route.replace("{citizen}", &citizen.to_string()).replace("{id}", &id.to_string());
        while let (Some(from), Some(to)) = (path.find('{'), path.find('}')) {
            path.replace_range(from..=to, &citizen.to_string());
        }
        let answer = browser.get(&path).await;
        let is_away = answer.status.is_redirection() && answer.header("location") == "/jobcenter";
        let is_not_there = [404, 405, 401].contains(&answer.status.as_u16());
        assert!(is_away || is_not_there, "GET {path}: {} {}", answer.status, answer.header("location"));
        assert!(!answer.text.contains("Bo Prøve"), "GET {path}");
        let answer = browser.post_form(&path, &[("text", "hej")]).await;
        assert!([404, 405, 401].contains(&answer.status.as_u16()), "POST {path}: {}", answer.status);
    }
});
