//! Stories at the coordinator's pages, through the whole router, as a browser without JavaScript.

mod keeping;

use crate::actions::Actor;
use crate::actions::course::{self, NewEnrolment};
use crate::actions::execute::{self, Context};
use crate::clock;
use crate::db::Db;
use crate::db::testing::both_dbs;
use crate::store::access_log::{self, Part};
use crate::store::person::{self, NewPerson, Organisation};
use crate::store::{enrolment, record};
use crate::web::testing::{Answer, Browser, PASSWORD, World};
use axum::http::StatusCode;
use domain::access::Role;
use domain::command::{Command, Issued};
use domain::course::{Arm, Phase};
use domain::id::{CommandId, OrganisationId, PersonId};
use domain::snapshot::Snapshot;
use domain::time::{Instant, plus_days};

/// Two coordinators, each with a citizen, and the browser of the first.
struct Desk {
    world: World,
    mette: PersonId,
    karin: PersonId,
    theirs: PersonId,
    browser: Browser,
}

impl Desk {
    async fn on(db: Db) -> Self {
        let world = World::new(db);
        let mette = world.person("koordinator-01", Role::Coordinator).await;
        let other = world.person("koordinator-02", Role::Coordinator).await;
        let karin = enrol(&world, "Karin Ærø", mette).await;
        let theirs = enrol(&world, "Ulla Åkjær", other).await;
        let browser = world.logged_in("koordinator-01").await;
        Self { world, mette, karin, theirs, browser }
    }

    async fn get(&mut self, path: &str) -> Answer {
        let path = format!("/staff/citizens/{}{path}", self.karin);
        self.browser.get(&path).await
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let path = format!("/staff/citizens/{}{path}", self.karin);
        self.browser.post_form(&path, fields).await
    }

    /// The citizen does something on the phone.
    async fn act(&self, command: Command) {
        let now = self.world.clock.now();
        let mut tx = self.world.site.db.write().await.unwrap();
        let rev = record::raise(&mut tx, self.karin, now).await.unwrap();
        let programmes = &self.world.site.programmes;
        let context = Context { citizen: self.karin, actor: Actor::citizen(self.karin), rev, now, programmes };
        let issued = Issued { id: CommandId(clock::new_id()), at: now, command };
        execute::execute(&mut tx, &context, &issued).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn writes(&self, text: &str) {
        self.act(Command::MessageSend { thread: None, text: text.into(), files: vec![] }).await;
    }

    async fn snapshot(&self) -> Snapshot {
        let mut tx = self.world.site.db.read().await.unwrap();
        record::load_window(&mut tx, self.karin, self.world.clock.now()).await.unwrap()
    }
}

async fn enrol(world: &World, name: &str, coordinator: PersonId) -> PersonId {
    enrol_at(world, name, coordinator, None).await
}

async fn enrol_at(world: &World, name: &str, coordinator: PersonId, jobcenter: Option<OrganisationId>) -> PersonId {
    let now = world.clock.now();
    let new = NewEnrolment {
        name: name.into(),
        phone: None,
        username: Some(format!("rolig-skov-{}", clock::new_id().simple())),
        lang: "da".into(),
        programme: "ishoej-sme".into(),
        arm: Arm::Intervention,
        external_ref: None,
        jobcenter,
        coordinator: Some(coordinator),
        included_on: plus_days(now.date(), -60),
        starts_on: Some(plus_days(now.date(), -45)),
    };
    let mut tx = world.site.db.write().await.unwrap();
    let id = course::enrol(&mut tx, &new, &world.site.programmes, now).await.unwrap();
    let person = enrolment::find(&mut tx, id).await.unwrap().unwrap().person;
    tx.commit().await.unwrap();
    person
}

/// The value of a hidden field of a page.
fn hidden(answer: &Answer, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let rest = answer.text.split(&start).nth(1).unwrap_or_else(|| panic!("{name} in {}", answer.text));
    rest.split('"').next().unwrap().to_owned()
}

const EVERY_PAGE: [&str; 12] = [
    "",
    "/seen",
    "/messages",
    "/plan",
    "/plan/edit",
    "/plan/revisions",
    "/appointments",
    "/appointments/new",
    "/activities",
    "/activities/new",
    "/devices",
    "/messages?before=1",
];

both_dbs!(every_page_opens_in_both_languages, |db| async move {
    let mut desk = Desk::on(db).await;
    for language in ["da", "en"] {
        desk.browser.post_form("/staff/language", &[("language", language)]).await;
        for path in EVERY_PAGE {
            let answer = desk.get(path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(answer.text.contains(&format!("<html lang=\"{language}\"")), "{path}");
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        }
        for path in
            ["/staff", "/staff?order=citizen", "/staff/citizens", "/staff/calendar", "/staff/messages", "/staff/help"]
        {
            assert_eq!(desk.browser.get(path).await.status, StatusCode::OK, "{path}");
        }
    }
});

both_dbs!(somebody_elses_citizen_is_not_there, |db| async move {
    let mut desk = Desk::on(db).await;
    let nobody = clock::new_id().to_string();
    for id in [desk.theirs.to_string(), desk.mette.to_string(), nobody, "x".to_owned()] {
        for path in EVERY_PAGE {
            let answer = desk.browser.get(&format!("/staff/citizens/{id}{path}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}{path}");
            assert!(!answer.text.contains("Ulla"), "{path}");
        }
        for path in ["/messages", "/plan/edit", "/appointments/new", "/activities/new", "/sheet", "/messages/seen"] {
            let fields = [("text", "Hej"), ("message", "x")];
            let answer = desk.browser.post_form(&format!("/staff/citizens/{id}{path}"), &fields).await;
            assert!(
                answer.status == StatusCode::NOT_FOUND || answer.status == StatusCode::UNPROCESSABLE_ENTITY,
                "{path}"
            );
            assert!(!answer.text.contains("Ulla"), "{path}");
        }
    }
    let theirs = desk.theirs;
    desk.writes("Kun for Mette").await;
    let mut tx = desk.world.site.db.read().await.unwrap();
    assert_eq!(access_log::list(&mut tx, theirs, Instant(i64::MAX), 9).await.unwrap(), []);
});

both_dbs!(only_coordinators_come_in, |db| async move {
    let desk = Desk::on(db).await;
    for (name, role) in [("jobcenter-01", Role::Caseworker), ("leder-01", Role::Leader), ("admin", Role::Admin)] {
        desk.world.person(name, role).await;
        let mut browser = desk.world.logged_in(name).await;
        for path in ["/staff/citizens", "/staff/messages"] {
            assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{name} {path}");
        }
        let path = format!("/staff/citizens/{}", desk.karin);
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    let answer = desk.world.browser().get("/staff").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
});

both_dbs!(a_leader_sees_numbers_and_no_citizen, |db| async move {
    let desk = Desk::on(db).await;
    let now = desk.world.clock.now();
    let jobcenter = OrganisationId(clock::new_id());
    let mut tx = desk.world.site.db.write().await.unwrap();
    let house = Organisation {
        id: jobcenter,
        kind: "jobcenter".into(),
        name: "Jobcenter Prøve".into(),
        phone: None,
        hours: None,
    };
    person::insert_organisation(&mut tx, &house, now).await.unwrap();
    let leader = NewPerson {
        id: PersonId(clock::new_id()),
        role: Role::Leader,
        organisation: Some(jobcenter),
        username: Some("leder-01".into()),
        name: "Lea Prøve".into(),
        phone: None,
        lang: "da".into(),
    };
    person::insert(&mut tx, &leader, now).await.unwrap();
    let hash = desk.world.site.passwords.hash(PASSWORD).await.unwrap();
    person::set_password(&mut tx, leader.id, Some(&hash), now).await.unwrap();
    tx.commit().await.unwrap();
    enrol_at(&desk.world, "Peter Ørum", desk.mette, Some(jobcenter)).await;
    let mut browser = desk.world.logged_in("leder-01").await;
    let page = browser.get("/staff/caseloads").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Prøve koordinator-01") && page.text.contains("Plads til 19"), "{}", page.text);
    assert!(!page.text.contains("Ørum") && !page.text.contains("koordinator-02"));
    let mut coordinator = desk.world.logged_in("koordinator-01").await;
    assert_eq!(coordinator.get("/staff/caseloads").await.status, StatusCode::NOT_FOUND);
});

both_dbs!(an_answer_is_sent_once_and_typed_text_is_never_lost, |db| async move {
    let mut desk = Desk::on(db).await;
    desk.writes("Må min søster komme med?").await;
    let page = desk.get("/messages").await;
    let (command, answers) = (hidden(&page, "command"), hidden(&page, "answers"));
    // A book is given back with the reason.
    let book = "lang tekst ".repeat(100_000);
    let answer = desk.post("/messages", &[("command", &command), ("text", &book)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("lang tekst lang tekst"), "the text is there again");
    // LIX is shown without sending.
    let text = "Ja, det må hun gerne. </textarea><script>alert(1)</script>";
    let answer = desk.post("/messages", &[("command", &command), ("text", text), ("action", "check")]).await;
    assert!(answer.text.contains("LIX ") && !answer.text.contains("<script>alert"), "{}", answer.text);
    for _ in 0..2 {
        let fields = [("command", command.as_str()), ("answers", &answers), ("text", text), ("action", "send")];
        let answer = desk.post("/messages", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.header("location"), format!("/staff/citizens/{}/messages?done=sent", desk.karin));
    }
    // The Back button with other words.
    desk.post("/messages", &[("command", &command), ("text", "Vi ses"), ("action", "send")]).await;
    let snapshot = desk.snapshot().await;
    assert_eq!(snapshot.messages().count(), 3);
    assert_eq!(snapshot.threads().next().unwrap().1.waiting_since, None);
    let page = desk.get("/messages?done=sent").await;
    assert!(page.text.contains("Beskeden er sendt."));
    assert!(page.text.contains("&lt;script&gt;alert(1)") && !page.text.contains("<script>alert"));
});

both_dbs!(looking_is_not_having_seen_until_it_is_said, |db| async move {
    let mut desk = Desk::on(db).await;
    desk.writes("Hej").await;
    let page = desk.get("/messages").await;
    let seen_at = |snapshot: &Snapshot| snapshot.messages().next().and_then(|(_, message)| message.seen_at);
    assert_eq!(seen_at(&desk.snapshot().await), None);
    let fields = [("command", &*hidden(&page, "command")), ("message", &*hidden(&page, "message"))];
    assert_eq!(desk.post("/messages/seen", &fields).await.status, StatusCode::SEE_OTHER);
    assert!(seen_at(&desk.snapshot().await).is_some());
});

both_dbs!(a_new_code_is_shown_once_and_ends_the_old_password, |db| async move {
    let mut desk = Desk::on(db).await;
    let sheet = desk.post("/sheet", &[]).await;
    assert_eq!(sheet.status, StatusCode::OK);
    assert!(sheet.text.contains("rolig-skov-") && sheet.text.contains("/start"));
    assert_eq!(sheet.header("cache-control"), "no-store");
    let mut tx = desk.world.site.db.read().await.unwrap();
    assert_eq!(person::find(&mut tx, desk.karin).await.unwrap().unwrap().password_hash, None);
});

both_dbs!(who_looked_is_noted_before_it_is_seen_and_a_refresh_notes_nothing, |db| async move {
    let mut desk = Desk::on(db).await;
    desk.get("").await;
    desk.get("/messages").await;
    desk.browser.get("/staff/citizens").await;
    desk.browser.get("/staff/messages").await;
    let request = axum::http::Request::get(format!("/staff/citizens/{}/messages", desk.karin))
        .header("folgeskab-background", "1")
        .body(axum::body::Body::empty())
        .unwrap();
    assert_eq!(desk.browser.send(request).await.status, StatusCode::OK);
    let mut tx = desk.world.site.db.read().await.unwrap();
    let seen = access_log::list(&mut tx, desk.karin, Instant(i64::MAX), 20).await.unwrap();
    let of = |part: Part| seen.iter().find(|row| row.part == part).map(|row| (row.viewer, row.count));
    assert_eq!(of(Part::Messages), Some((desk.mette, 2)));
    assert_eq!(of(Part::Plan), Some((desk.mette, 1)));
    assert_eq!(of(Part::List), Some((desk.mette, 1)));
});

both_dbs!(after_the_course_everything_is_read_and_nothing_written, |db| async move {
    let mut desk = Desk::on(db).await;
    let mut tx = desk.world.site.db.write().await.unwrap();
    let (programmes, now) = (&desk.world.site.programmes, desk.world.clock.now());
    course::set_phase(&mut tx, desk.karin, Phase::Ended, None, programmes, now).await.unwrap();
    tx.commit().await.unwrap();
    for path in ["", "/messages", "/plan", "/appointments", "/activities"] {
        assert_eq!(desk.get(path).await.status, StatusCode::OK, "{path}");
    }
    let answer = desk.post("/messages", &[("text", "Hej")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(desk.snapshot().await.messages().count(), 0);
});

both_dbs!(a_name_is_searched_by_a_form_and_the_worklist_says_why, |db| async move {
    let mut desk = Desk::on(db).await;
    desk.writes("Hej").await;
    let found = desk.browser.post_form("/staff/citizens", &[("name", "ærø")]).await;
    assert!(found.text.contains("Karin Ærø"));
    let none = desk.browser.post_form("/staff/citizens", &[("name", "ulla")]).await;
    assert!(none.text.contains("Ingen med det navn.") && !none.text.contains("Åkjær"));
    let list = desk.browser.get("/staff").await;
    assert!(list.text.contains("Karin Ærø") && list.text.contains("Du har lovet svar"), "{}", list.text);
    assert!(!list.text.contains("Åkjær"));
});
