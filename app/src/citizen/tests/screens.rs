//! What each screen says.

use super::fixture::*;
use super::html::{forms, tags};
use super::{assets, body, get};
use crate::citizen::page::page;
use crate::citizen::place::{Place, SurveyPage};

#[test]
fn today_shows_the_next_thing_the_band_and_the_way_out() {
    let page = get(Place::Today);
    let body = body(&page);
    for part in [
        "tirsdag den 24. november",
        "Samtale om din plan",
        "om 45 minutter",
        "Gå hjemmefra kl. 10.10",
        "Passer",
        "af 12 point",
        "Det er en dårlig dag",
        "Vi flytter det, der kan vente.",
        "Købe ind",
        "aria-pressed=\"true\"",
        "Hvordan er morgenen?",
        "Uge 7 af 26",
        "Der er et spørgeskema til dig.",
        "En aftale er ændret.",
    ] {
        assert!(body.contains(part), "{part}");
    }
    assert_eq!(body.matches("class=\"next-thing\"").count(), 1);
    assert!(page.html.contains("<title>I dag – Følgeskab</title>"));
    assert!(page.html.contains("<html lang=\"da\">"));
}

#[test]
fn what_a_bad_day_moved_can_be_put_back_in_one_step() {
    let mut moved = None;
    for (id, record) in records() {
        if let domain::record::Record::Occurrence(mut one) = record
            && one.name == "Købe ind"
        {
            one.date = day("2026-11-25");
            one.status = domain::activity::Status::Moved;
            moved = Some((id, domain::record::Record::Occurrence(one)));
        }
    }
    let (id, record) = moved.unwrap();
    let page = page(&boot(vec![(id, record)]), "/", &assets());
    assert!(body(&page).contains("‘Købe ind’ til i morgen"));
    let undo = forms(body(&page)).into_iter().find(|form| form.value("move") == Some(format!("{id}:2026-11-24")));
    assert!(undo.is_some());
}

#[test]
fn the_week_offers_a_way_out_under_the_first_full_day() {
    let page = get(Place::Week(None));
    let body = body(&page);
    for part in [
        "Uge 48",
        "23.–29. november",
        "Stregen er det, du og Mette har aftalt: 12 point om dagen.",
        "I dag",
        "For meget",
    ] {
        assert!(body.contains(part), "{part}");
    }
    assert_eq!(body.matches("class=\"suggestion\"").count(), 1);
    assert!(body.contains("Flyt ‘Havearbejde’ til") || body.contains("af ‘Havearbejde’ til"));
}

#[test]
fn the_plan_says_what_changed_and_asks_for_one_of_three_answers() {
    let page = get(Place::Plan);
    let body = body(&page);
    for part in [
        "»<!>Jeg vil kunne hente min søn fra skole.<!>«",
        "Skrevet af dig den 14. oktober.",
        "Ændret den 20. november af Mette Lund, din koordinator",
        "‘Hjælp til post’, hvor langt det er: fra ‘Aftalt’ til ‘I gang’.",
        "Du sagde, at mandag blev for fuld.",
        "Jeg er enig",
        "Jeg er ikke enig",
        "Jeg vil skrive noget",
        "Du siger trin 3",
        "Mette siger trin 2",
        "Næste skridt, når du er klar",
        "Anders Bach, fysioterapeut",
        "I gang",
    ] {
        assert!(body.contains(part), "{part}");
    }
}

#[test]
fn a_message_shows_its_way_and_the_promise_and_what_to_know_before_writing() {
    let page = get(Place::Messages(None));
    let body = body(&page);
    for part in [
        "Besvaret",
        "Sendt",
        "senest torsdag den 26. november.",
        "din koordinator, Fjordby Kommune",
        "tel:112",
        "tel:70201201",
        "Ikke af jobcentret.",
    ] {
        assert!(body.contains(part), "{part}");
    }
    assert!(body.contains("&lt;/textarea&gt;&lt;/script&gt;&lt;script&gt;"));
    assert!(body.contains("&amp;amp;"));
}

#[test]
fn an_appointment_has_three_answers_and_none_is_chosen_beforehand() {
    let page = get(Place::Appointment(APPOINTMENT));
    let text = body(&page);
    for part in [
        "Jeg kommer",
        "Jeg kan ikke",
        "Jeg har brug for hjælp til at komme",
        "I dag kl. 10.30 til 11.15",
        "Bus 14 mod Torvet",
        "Fylder cirka 4 af dine 12 point",
    ] {
        assert!(text.contains(part), "{part}");
    }
    assert!(!tags(text, "input").iter().any(|tag| tag.contains(" checked")));
    let changed = get(Place::Appointment(LATER));
    assert!(body(&changed).contains("Tiden er flyttet fra torsdag til fredag."));
    assert!(body(&changed).contains("Dit svar var til den gamle tid."));
}

#[test]
fn a_question_stands_alone_with_nothing_chosen() {
    let page = get(Place::Survey(INVITATION, SurveyPage::Question(1)));
    let text = body(&page);
    assert!(text.contains("Spørgsmål 1 af") && text.contains("Blev der lyttet til dig?"));
    assert!(text.contains("I meget høj grad") && text.contains("answer-row-apart"));
    assert!(!tags(text, "input").iter().any(|tag| tag.contains(" checked")));
    let all = get(Place::Survey(INVITATION, SurveyPage::All));
    assert_eq!(forms(body(&all)).iter().filter(|form| form.action == "/commands/survey.submit").count(), 1);
}

#[test]
fn what_was_answered_so_far_goes_along_and_is_shown_again() {
    let form = &domain::survey::forms::default_form(domain::survey::forms::CITIZEN_FORM).unwrap()[0];
    let first = form.items.iter().find(|item| item.list.is_some()).unwrap();
    let value = form.choices(first)[0].value.clone();
    let answers = [(first.link_id.clone(), vec![value])].into_iter().collect();
    let found = records().into_iter().find(|(id, _)| *id == INVITATION.0).unwrap().1;
    let domain::record::Record::Survey(mut invitation) = found else { panic!("another record") };
    invitation.draft = Some(answers);
    let boot = boot(vec![(INVITATION.0, domain::record::Record::Survey(invitation))]);
    let asked = page(&boot, &Place::Survey(INVITATION, SurveyPage::Question(1)).path(), &assets());
    assert!(tags(body(&asked), "input").iter().any(|tag| tag.contains(" checked")));
    let check = page(&boot, &Place::Survey(INVITATION, SurveyPage::Check).path(), &assets());
    assert!(body(&check).contains("Ikke besvaret"));
    let sent = forms(body(&check)).into_iter().find(|form| form.action == "/commands/survey.submit").unwrap();
    assert!(sent.value(&format!("answer.{}", first.link_id)).is_some());
}

#[test]
fn the_first_login_begins_with_who_sees_what_and_help_is_never_hidden() {
    let unseen = boot(vec![setting("privacy_seen", "0")]);
    let first = page(&unseen, "/plan", &assets());
    assert!(body(&first).contains("Velkommen") && body(&first).contains("Fjordby Kommune er ansvarlig"));
    assert!(!body(&first).contains("Mine mål"));
    let help = page(&unseen, "/help", &assets());
    assert!(body(&help).contains("tel:112") && !body(&help).contains("Velkommen"));
}
