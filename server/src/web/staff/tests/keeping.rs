//! Stories of keeping a plan, appointments and activities.

use super::{Desk, hidden};
use crate::clock;
use crate::db::testing::both_dbs;
use crate::store::record;
use crate::web::testing::Answer;
use axum::http::StatusCode;
use domain::command::Command;

both_dbs!(two_tabs_at_a_plan_meet_both_texts, |db| async move {
    let mut desk = Desk::on(db).await;
    let (one, two) = (desk.get("/plan/edit").await, desk.get("/plan/edit").await);
    let form = |page: &Answer, words: &'static str| {
        [
            ("command", hidden(page, "command")),
            ("version", hidden(page, "version")),
            ("own_words", words.to_owned()),
            ("action", "save".into()),
        ]
    };
    let send = |form: [(&'static str, String); 4]| form;
    let first = send(form(&one, "Jeg vil hente min søn."));
    let first: Vec<(&str, &str)> = first.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(desk.post("/plan/edit", &first).await.status, StatusCode::SEE_OTHER);
    let second = send(form(&two, "Jeg vil ud hver dag."));
    let second: Vec<(&str, &str)> = second.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = desk.post("/plan/edit", &second).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.text.contains("Jeg vil hente min søn.") && answer.text.contains("Jeg vil ud hver dag."));
    // Going on with one's own text shows the form again, with the version of now.
    let (command, version) = (hidden(&answer, "command"), hidden(&answer, "version"));
    let fields =
        [("command", &*command), ("version", &*version), ("own_words", "Jeg vil ud hver dag."), ("action", "review")];
    let answer = desk.post("/plan/edit", &fields).await;
    assert!(answer.text.contains("Jeg vil ud hver dag."));
    let (command, version) = (hidden(&answer, "command"), hidden(&answer, "version"));
    let fields =
        [("command", &*command), ("version", &*version), ("own_words", "Jeg vil ud hver dag."), ("action", "save")];
    assert_eq!(desk.post("/plan/edit", &fields).await.status, StatusCode::SEE_OTHER);
});

both_dbs!(a_plan_is_published_with_a_reason_and_read_in_plain_words, |db| async move {
    let mut desk = Desk::on(db).await;
    let page = desk.get("/plan/edit").await;
    let (command, version) = (hidden(&page, "command"), hidden(&page, "version"));
    desk.post("/plan/edit", &[("command", &command), ("version", &version), ("action", "add_item")]).await;
    let page = desk.get("/plan/edit").await;
    let item = hidden(&page, "item");
    let (command, version) = (hidden(&page, "command"), hidden(&page, "version"));
    let title = format!("item.{item}.title");
    let responsible = format!("item.{item}.responsible");
    let strand = format!("item.{item}.strand");
    let mut fields = vec![
        ("command", command.as_str()),
        ("version", &version),
        ("action", "publish"),
        ("item", &item),
        (&title, "Træning på et lille hold"),
        (&strand, "health"),
    ];
    let refused = desk.post("/plan/edit", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains(&format!("href=\"#{responsible}\"")) && refused.text.contains("href=\"#reason\""));
    fields.extend([(responsible.as_str(), "Mette"), ("reason", "Du sagde, at mandag blev for fuld.")]);
    let done = desk.post("/plan/edit", &fields).await;
    assert_eq!(done.header("location"), format!("/staff/citizens/{}/plan?done=published", desk.karin));
    let page = desk.get("/plan/revisions/1").await;
    assert!(page.text.contains("Træning på et lille hold") && page.text.contains("Du sagde, at mandag blev for fuld."));
    assert_eq!(desk.get("/plan/revisions/2").await.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.snapshot().await.interventions().count(), 1);
});

fn appointment<'a>(command: &'a str, version: &'a str, date: &'a str, start: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("command", command),
        ("version", version),
        ("title", "Lægebesøg"),
        ("with_name", "Anders Prøve"),
        ("date", date),
        ("start", start),
        ("minutes", "45"),
        ("travel_minutes", "40"),
        ("weight", "medium"),
        ("mode", "in_person"),
        ("mine", "on"),
        ("action", "save"),
    ]
}

both_dbs!(an_appointment_is_booked_once_moved_and_called_off, |db| async move {
    let mut desk = Desk::on(db).await;
    let page = desk.get("/appointments/new").await;
    let command = hidden(&page, "command");
    for _ in 0..2 {
        let answer = desk.post("/appointments/new", &appointment(&command, "", "2026-11-19", "13:00")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    }
    let (id, booked) = desk.snapshot().await.appointments().next().map(|(id, one)| (id, one.clone())).unwrap();
    assert_eq!((desk.snapshot().await.appointments().count(), booked.sequence), (1, 0));
    // The same hour again: refused, with everything that was typed.
    let taken = desk.post("/appointments/new", &appointment("", "", "2026-11-19", "13:15")).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.text.contains("Du har en anden aftale på det tidspunkt.") && taken.text.contains("Lægebesøg"));
    let path = format!("/appointments/{id}");
    let page = desk.get(&path).await;
    let version = hidden(&page, "version");
    let moved = desk.post(&path, &appointment(&hidden(&page, "command"), &version, "2026-11-20", "10:00")).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.text);
    let late = desk.post(&path, &appointment("", &version, "2026-11-23", "10:00")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text.contains("2026-11-20") && late.text.contains("2026-11-23"));
    let now = desk.snapshot().await.appointments().next().unwrap().1.clone();
    assert_eq!(
        (now.sequence, now.change.as_deref()),
        (1, Some("Tiden er flyttet fra torsdag den 19. november kl. 13.00."))
    );
    desk.post(&format!("{path}/cancel"), &[("reason", "Lægen er syg")]).await;
    let now = desk.snapshot().await.appointments().next().unwrap().1.clone();
    assert!(!now.is_booked() && now.change.as_deref() == Some("Lægen er syg"));
    let stranger = format!("/staff/citizens/{}/appointments/{}", desk.karin, clock::new_id());
    assert_eq!(desk.browser.get(&stranger).await.status, StatusCode::NOT_FOUND);
});

both_dbs!(the_effect_on_a_day_is_shown_only_while_it_is_shared, |db| async move {
    let mut desk = Desk::on(db).await;
    desk.act(Command::BasePropose { base: 360 }).await;
    let mut tx = desk.world.site.db.write().await.unwrap();
    let rev = record::raise(&mut tx, desk.karin, desk.world.clock.now()).await.unwrap();
    let base = domain::record::Base {
        base: 360,
        at: desk.world.clock.now(),
        by: domain::message::Author::default(),
        proposed: false,
        reason: None,
    };
    record::put(&mut tx, desk.karin, rev, clock::new_id(), &base.into()).await.unwrap();
    tx.commit().await.unwrap();
    let mut look = appointment("", "", "2026-11-19", "13:00");
    look.pop();
    look.push(("action", "preview"));
    let hidden_page = desk.post("/appointments/new", &look).await;
    assert_eq!(hidden_page.status, StatusCode::OK);
    assert!(!hidden_page.text.contains("effect-bar") && hidden_page.text.contains("Ledig"));
    assert!(!desk.get("").await.text.contains("week-bar"));
    desk.act(Command::SettingsSet { key: "share_energy".into(), value: "on".into() }).await;
    let shared = desk.post("/appointments/new", &look).await;
    assert!(shared.text.contains("effect-bar") && shared.text.contains("Med aftalen"));
    assert!(desk.get("").await.text.contains("week-bar"));
    assert_eq!(desk.snapshot().await.appointments().count(), 0);
});

both_dbs!(an_activity_recurs_and_wrong_input_keeps_what_was_typed, |db| async move {
    let mut desk = Desk::on(db).await;
    let mut fields = vec![
        ("name", "Gå en tur"),
        ("weight", "light"),
        ("minutes", "20"),
        ("date", "2026-11-17"),
        ("repeat", "weekly"),
        ("days", "TU"),
        ("days", "FR"),
        ("interval", "1"),
        ("until", "2026-02-30"),
        ("importance", "2"),
    ];
    let refused = desk.post("/activities/new", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Gå en tur") && refused.text.contains("href=\"#until\""));
    fields.retain(|(name, _)| *name != "until");
    assert_eq!(desk.post("/activities/new", &fields).await.status, StatusCode::SEE_OTHER);
    let snapshot = desk.snapshot().await;
    assert!(snapshot.occurrences().count() > 10);
    let (id, _) = snapshot.activities().next().unwrap();
    let page = desk.get(&format!("/activities/{id}")).await;
    let command = hidden(&page, "command");
    assert_eq!(
        desk.post(&format!("/activities/{id}/remove"), &[("command", &command)]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(desk.snapshot().await.activities().count(), 0);
});
