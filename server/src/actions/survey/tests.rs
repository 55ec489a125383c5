//! Rounds told on both databases: asked once, never those who must not be asked, and nothing that joins
//! an answer to a person.

use super::*;
use crate::actions::course::{self, NewEnrolment};
use crate::db::testing::both_dbs;
use crate::db::{Db, fetch_all};
use crate::testing::{World, command_id};
use domain::command::Command;
use domain::refusal::Code;
use domain::survey::Value;
use domain::time::{DAY_MS, plus_days};

const PROGRAMME: &str = "hillerod-ips";

fn scope(world: &World) -> Scope<'_> {
    let programme = world.programmes.find(PROGRAMME).unwrap();
    Scope::of(programme, None, world.jobcenter).unwrap()
}

/// Somebody whose course began so many days ago.
async fn enrol(world: &World, name: &str, arm: Arm, days: i64) -> (EnrolmentId, PersonId) {
    let today = world.clock.now().date();
    let new = NewEnrolment {
        name: name.into(),
        phone: None,
        username: Some(format!("rolig-sø-{}", clock::new_id().simple())),
        lang: "da".into(),
        programme: PROGRAMME.into(),
        arm,
        external_ref: Some(format!("ref-{name}")),
        jobcenter: Some(world.jobcenter),
        coordinator: None,
        included_on: plus_days(today, -days - 10),
        starts_on: Some(plus_days(today, -days)),
    };
    let mut tx = world.db.write().await.unwrap();
    let id = course::enrol(&mut tx, &new, &world.programmes, world.clock.now()).await.unwrap();
    let person = enrolment::find(&mut tx, id).await.unwrap().unwrap().person;
    tx.commit().await.unwrap();
    (id, person)
}

async fn ask(world: &World, target: Target) -> Triggered {
    let mut tx = world.db.write().await.unwrap();
    let done = trigger(&mut tx, clock::new_id(), &scope(world), &target, world.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    done
}

async fn invitation_of(world: &World, citizen: PersonId) -> Option<(InvitationId, Shown)> {
    let snapshot = world.snapshot(citizen).await;
    snapshot.all().find_map(|(id, record)| match record {
        Record::Survey(shown) => Some((InvitationId(id), shown.as_ref().clone())),
        _ => None,
    })
}

fn answers(words: &str) -> Answers {
    let mut answers = Answers::default();
    answers.set("good", vec![Value::String(words.to_owned())]);
    answers
}

async fn submit(world: &World, citizen: PersonId, words: &str) -> crate::actions::execute::Done {
    let (invitation, shown) = invitation_of(world, citizen).await.unwrap();
    let answers = text_answers(&shown, words);
    let command = Command::SurveySubmit { invitation, version: shown.version, answers };
    world.act(citizen, command_id(), command).await.unwrap()
}

/// Words under the first open question.
fn text_answers(shown: &Shown, words: &str) -> Answers {
    let form = shown.form("da").unwrap();
    let open = form.items.iter().find(|item| item.kind == domain::survey::Kind::Text).unwrap();
    let mut answers = Answers::default();
    answers.set(&open.link_id, vec![Value::String(words.to_owned())]);
    answers
}

both_dbs!(triggering_twice_asks_once, |db| async move {
    let world = World::on(db).await;
    let (_, karin) = enrol(&world, "Karin", Arm::Intervention, 183).await;
    let first = ask(&world, Target::Due).await;
    assert_eq!(first.invited.len(), 1);
    assert!(first.skipped.is_empty());
    let second = ask(&world, Target::Due).await;
    assert!(second.invited.is_empty());
    assert_eq!(second.round, first.round);
    assert_eq!(second.skipped[0].1, Skip::AlreadyInvited);
    let (_, shown) = invitation_of(&world, karin).await.unwrap();
    assert_eq!(shown.forms.len(), 2, "both languages");
    assert_eq!(shown.closes_on, plus_days(world.clock.now().date(), 27));
});

both_dbs!(some_are_never_asked_and_the_reason_is_told, |db| async move {
    let world = World::on(db).await;
    let (control, _) = enrol(&world, "Kontrol", Arm::Control, 183).await;
    let (early, _) = enrol(&world, "Tidlig", Arm::Intervention, 60).await;
    let (gone, left) = enrol(&world, "Væk", Arm::Intervention, 183).await;
    let mut tx = world.db.write().await.unwrap();
    let now = world.clock.now();
    course::set_phase(&mut tx, left, Phase::Withdrawn, None, &world.programmes, now).await.unwrap();
    tx.commit().await.unwrap();
    let named = vec![control.to_string(), early.to_string(), gone.to_string(), "ref-nobody".into()];
    let done = ask(&world, Target::Enrolments(named)).await;
    assert!(done.invited.is_empty());
    let codes: Vec<_> = done.skipped.iter().map(|(_, code)| *code).collect();
    assert_eq!(codes, [Skip::ControlArm, Skip::NotDue, Skip::Withdrawn, Skip::NotFound]);
});

both_dbs!(another_jobcenters_citizen_is_not_there, |db| async move {
    let world = World::on(db).await;
    let (id, _) = enrol(&world, "Karin", Arm::Intervention, 183).await;
    let other = Scope { jobcenter: OrganisationId(clock::new_id()), ..scope(&world) };
    let mut tx = world.db.write().await.unwrap();
    let target = Target::Enrolments(vec![id.to_string(), "ref-Karin".into()]);
    let done = trigger(&mut tx, clock::new_id(), &other, &target, world.clock.now()).await.unwrap();
    assert!(done.invited.is_empty());
    assert!(done.skipped.iter().all(|(_, code)| *code == Skip::NotFound));
});

both_dbs!(a_decline_looks_like_silence_and_is_never_asked_again, |db| async move {
    let world = World::on(db).await;
    let mut declined = Vec::new();
    for number in 0..5 {
        let (id, citizen) = enrol(&world, &format!("Borger{number}"), Arm::Intervention, 183).await;
        declined.push((id, citizen));
    }
    ask(&world, Target::Due).await;
    for (index, (_, citizen)) in declined.iter().enumerate() {
        let (invitation, _) = invitation_of(&world, *citizen).await.unwrap();
        let done = world.act(*citizen, command_id(), Command::SurveyDecline { invitation }).await.unwrap();
        assert_eq!(done.code, None);
        let mut tx = world.db.read().await.unwrap();
        let (lines, told) = overview(&mut tx, &scope(&world), world.clock.now()).await.unwrap();
        assert!(lines.iter().all(|line| line.invitation.unwrap().0 == Status::Invited));
        assert!(lines.iter().all(|line| line.may_ask == Err(Skip::AlreadyInvited)));
        assert_eq!(told, (index == 4).then_some(5));
    }
    let again = ask(&world, Target::Enrolments(vec![declined[0].0.to_string()])).await;
    assert_eq!(again.skipped[0].1, Skip::AlreadyInvited);
    assert!(again.invited.is_empty());
});

both_dbs!(what_is_answered_waits_in_an_urn_until_five_and_then_has_no_person, |db| async move {
    let world = World::on(db).await;
    let mut people = Vec::new();
    for number in 0..5 {
        people.push(enrol(&world, &format!("Borger{number}"), Arm::Intervention, 183).await.1);
    }
    ask(&world, Target::Due).await;
    for (index, citizen) in people.iter().enumerate() {
        assert_eq!(submit(&world, *citizen, &format!("svar {index}")).await.code, None);
        let mut tx = world.db.write().await.unwrap();
        let full = urn::list_full(&mut tx).await.unwrap();
        assert_eq!(full.len(), usize::from(index == 4));
        for urn in full {
            assert_eq!(urn::empty(&mut tx, urn).await.unwrap(), Some(5));
            assert_eq!(urn::empty(&mut tx, urn).await.unwrap(), None, "an urn is emptied once");
        }
        tx.commit().await.unwrap();
    }
    let mut tx = world.db.read().await.unwrap();
    let form = round::find_newest(&mut tx, PROGRAMME, "six-months").await.unwrap().unwrap().form;
    let responses = urn::list_responses(&mut tx, PROGRAMME, &form, i64::MAX).await.unwrap();
    assert_eq!(responses.len(), 5);
    assert!(responses.iter().all(|(wave, _)| *wave == 1));
    let rows: Vec<(Uuid, String)> = fetch_all!(tx, "select id, form from response").unwrap();
    assert!(rows.iter().all(|(id, _)| id.get_version_num() == 4), "ids that count no time");
});

// Whoever has the whole database and the key file looks for what joins an answer to a person: the
// tables of answers have no column for it, and no digest beside a person depends on what was answered.
both_dbs!(nothing_joins_an_answer_to_a_person, |db| async move {
    let world = World::on(db).await;
    let (_, karin) = enrol(&world, "Karin", Arm::Intervention, 183).await;
    ask(&world, Target::Due).await;
    submit(&world, karin, "hemmelige ord").await;
    let mut tx = world.db.read().await.unwrap();
    let rows: Vec<(Vec<u8>,)> = fetch_all!(tx, "select content from urn").unwrap();
    assert_eq!(rows.len(), 1);
    assert!(rows[0].0.len() > 16 * 1024, "padded: the length says nothing");
    let hashes: Vec<(Vec<u8>,)> = fetch_all!(tx, "select hash from command where kind = 'survey.submit'").unwrap();
    let (invitation, shown) = invitation_of(&world, karin).await.unwrap();
    let hash_with = |words: &str| {
        let command = Command::SurveySubmit { invitation, version: shown.version.clone(), answers: answers(words) };
        crate::actions::execute::hash_of(world.db.ring(), &command).unwrap()
    };
    assert_eq!(hashes, [(hash_with("hemmelige ord"),)]);
    assert_eq!(hash_with("hemmelige ord"), hash_with("noget andet"), "guesses cannot be tested");
    assert!(shown.forms.is_empty() && shown.draft.is_none());
    assert_eq!(shown.status, InvitationStatus::Answered);
});

both_dbs!(an_invitation_closes_after_its_last_day_and_can_then_not_be_answered, |db| async move {
    let world = World::on(db).await;
    let (_, karin) = enrol(&world, "Karin", Arm::Intervention, 183).await;
    ask(&world, Target::Due).await;
    let (id, shown) = invitation_of(&world, karin).await.unwrap();
    world.clock.advance(27 * DAY_MS);
    assert!(overdue(&world).await.is_empty());
    world.clock.advance(DAY_MS);
    for invitation in overdue(&world).await {
        let mut tx = world.db.write().await.unwrap();
        assert!(close(&mut tx, &invitation, world.clock.now()).await.unwrap().is_some());
        assert!(close(&mut tx, &invitation, world.clock.now()).await.unwrap().is_none());
        tx.commit().await.unwrap();
    }
    let answers = text_answers(&shown, "for sent");
    let command = Command::SurveySubmit { invitation: id, version: shown.version, answers };
    let late = world.act(karin, command_id(), command).await.unwrap();
    assert_eq!(late.code, Some(Code::Closed));
    let (_, closed) = invitation_of(&world, karin).await.unwrap();
    assert!(closed.forms.is_empty());
});

async fn overdue(world: &World) -> Vec<Invitation> {
    let mut tx = world.db.read().await.unwrap();
    round::list_overdue(&mut tx, world.clock.now().date(), 100).await.unwrap()
}

both_dbs!(one_who_left_early_can_still_answer, |db| async move {
    let world = World::on(db).await;
    let (id, karin) = enrol(&world, "Karin", Arm::Intervention, 60).await;
    let mut tx = world.db.write().await.unwrap();
    let now = world.clock.now();
    course::set_phase(&mut tx, karin, Phase::Ended, None, &world.programmes, now).await.unwrap();
    tx.commit().await.unwrap();
    let done = ask(&world, Target::Enrolments(vec![id.to_string()])).await;
    assert_eq!(done.invited.len(), 1);
    assert_eq!(submit(&world, karin, "tak for det").await.code, None);
});

async fn count(db: &Db, sql: &'static str) -> i64 {
    let mut tx = db.read().await.unwrap();
    let rows: Vec<(i64,)> = fetch_all!(tx, sql).unwrap();
    rows[0].0
}

both_dbs!(two_rounds_at_once_ask_once, |db| async move {
    let world = World::on(db).await;
    for number in 0..4 {
        enrol(&world, &format!("Borger{number}"), Arm::Intervention, 183).await;
    }
    let (one, two) = tokio::join!(ask(&world, Target::Due), ask(&world, Target::Due));
    assert_eq!(one.invited.len() + two.invited.len(), 4);
    assert_eq!(count(&world.db, "select count(*) from invitation").await, 4);
});
