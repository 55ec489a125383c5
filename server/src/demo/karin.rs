//! The citizen whose screens are complete: week 7 of 26, shares everything, a day that fits, a week with
//! one day that is too full, a plan in its fourth revision, and a conversation that waits for an answer.

mod week;

use super::day::{at, clock, is_open};
use super::meetings::{appointment_id, conversation, leg, reply};
use super::plan::{Step, goal, help, publish, set_ratings};
use super::tale::Tale;
use super::thread::{Said, say};
use super::week::{agree, mornings};
use chrono::{Datelike, NaiveDate, Weekday};
use domain::appointment::Answer;
use domain::id::InterventionId;
use domain::plan::{Intervention, InterventionStatus, Party, PlanContent, PlannedIntervention, Rating, Strand};
use domain::time::plus_days;

/// The amount that was agreed: 12 points.
pub const BASE: u32 = 360;

/// Tells all of it.
pub fn write(tale: &mut Tale<'_>) {
    let Some(start) = tale.start else { return };
    plan(tale, start);
    week::write(tale, start);
    meetings(tale, start);
    conversation_with_mette(tale);
    mornings(tale, 75);
    agree(tale, "1", 330, plus_days(start, 14), "Aftalt efter den første uge med noter.");
    agree(tale, "2", BASE, plus_days(start, 21), "Du ville gerne prøve en halv time mere.");
}

fn plan(tale: &mut Tale<'_>, start: NaiveDate) {
    let days = [plus_days(start, 3), plus_days(start, 15), plus_days(start, 28)];
    let newest = tale.day.open_before(2).max(plus_days(start, 30));
    let out = || goal(tale, "out");
    let post = |late: bool| help(tale, "post", InterventionStatus::Running, late, Some(plus_days(start, 8)));
    let course = || help(tale, "learning", InterventionStatus::Running, false, Some(plus_days(start, 10)));
    let visit = || help(tale, "visit", InterventionStatus::Wished, false, None);
    let step = |on: NaiveDate, reason: &str, items: Vec<Option<PlannedIntervention>>| Step {
        on,
        reason: reason.to_owned(),
        content: PlanContent {
            own_words: "Jeg vil kunne hente min søn fra skole uden at ligge ned resten af dagen.".to_owned(),
            own_words_on: Some(plus_days(start, 3)),
            goals: out().into_iter().collect(),
            interventions: items.into_iter().flatten().collect(),
        },
    };
    let steps = vec![
        step(days[0], "Den første plan. Vi har lavet den sammen.", vec![post(false)]),
        step(days[1], "Du ville gerne forstå mere om din træthed.", vec![course(), post(false)]),
        step(days[2], "Du vil gerne se en arbejdsplads, når du er klar.", vec![course(), post(false), visit()]),
        step(newest, "Du sagde, at mandag blev for fuld.", vec![training(tale), post(true), visit()]),
    ];
    publish(tale, steps, None);
    rate(tale, days);
}

/// She stands on the third step of her goal, and Mette sees her on the second.
fn rate(tale: &mut Tale<'_>, days: [NaiveDate; 3]) {
    let rating = |by, level, on: NaiveDate, hour| Rating { by, level, at: at(on, hour, 40) };
    let ratings = vec![
        rating(Party::Citizen, 1, days[0], 13),
        rating(Party::Coordinator, 1, days[0], 14),
        rating(Party::Citizen, 2, days[1], 18),
        rating(Party::Coordinator, 2, days[2], 10),
        rating(Party::Citizen, 3, tale.day.plus(-3), 19),
    ];
    set_ratings(tale, "out", ratings);
}

/// As the pool has it, on the weekday that this week leaves free.
fn training(tale: &Tale<'_>) -> Option<PlannedIntervention> {
    let planned = help(tale, "training", InterventionStatus::Running, false, Some(tale.day.plus(1)))?;
    let day = match week::training_day(tale) {
        Weekday::Mon => "Mandag",
        Weekday::Wed => "Onsdag",
        _ => "Fredag",
    };
    Some(PlannedIntervention {
        text: Intervention { pace: format!("{day} kl. 10.00"), strand: Strand::Health, ..planned.text },
        id: InterventionId(planned.id.0),
    })
}

fn meetings(tale: &mut Tale<'_>, start: NaiveDate) {
    for back in [2, 4] {
        let date = super::day::next_open(plus_days(tale.day.0, -7 * back));
        if date > start && date < tale.day.0 {
            let mut one = conversation(tale, "Samtale om din plan", date, clock(10, 30));
            one.reply = Some(reply(tale, &one, Answer::Coming, None));
            tale.put(appointment_id(tale, &format!("back:{back}")).0, one);
        }
    }
    today(tale);
    let mut next = conversation(tale, "Samtale om din plan", super::day::next_open(tale.day.plus(14)), clock(10, 30));
    next.mode = domain::appointment::Mode::Phone;
    (next.place, next.address, next.travel_minutes, next.minutes) = (String::new(), String::new(), 0, 30);
    tale.put(appointment_id(tale, "next").0, next);
    train(tale);
}

fn today(tale: &mut Tale<'_>) {
    let mut one = conversation(tale, "Samtale om din plan", tale.day.next_open(), clock(10, 30));
    one.companion = Some("Lisbeth Holm".to_owned());
    one.way = vec![
        leg(10, 10, "Gå hjemmefra", "Fem minutter til bussen"),
        leg(10, 16, "Bus 14 mod Torvet", "Stå af ved Torvet"),
        leg(10, 30, "Sundhedshuset", "Mette henter dig ved døren"),
    ];
    one.preparation =
        vec!["Tænk på én ting, der gik godt.".to_owned(), "Tag papiret fra lægen med, hvis du har det.".to_owned()];
    one.reply = Some(reply(tale, &one, Answer::Coming, None));
    tale.put(appointment_id(tale, "today").0, one);
}

/// The first trainings, on the first days after the plan was changed.
fn train(tale: &mut Tale<'_>) {
    let weekday = week::training_day(tale);
    let ahead = (1..=21).map(|days| tale.day.plus(days)).filter(|date| date.weekday() == weekday && is_open(*date));
    for date in ahead.collect::<Vec<_>>() {
        let mut one = conversation(tale, "Træning på et lille hold", date, clock(10, 0));
        one.with = vec![super::plan::author(("Anders Bach", "fysioterapeut", "Socialmedicinsk Enhed"))];
        (one.place, one.travel_minutes) = ("Træningssalen, kælderen".to_owned(), 30);
        one.preparation = vec!["Tag tøj på, som du kan bevæge dig i.".to_owned()];
        tale.put(appointment_id(tale, &format!("training:{date}")).0, one);
    }
}

fn conversation_with_mette(tale: &mut Tale<'_>) {
    let said = |own, text, back, hour, minute| Said { own, text, at: at(tale.day.open_before(back), hour, minute) };
    let words = [
        said(true, "Hej Mette. Kurset om mandagen er godt, men jeg er helt flad om tirsdagen.", 5, 18, 5),
        said(false, "Tak, fordi du siger det. Skal vi prøve uden kurset og med træning på et lille hold?", 4, 9, 30),
        said(
            false,
            "Hej Karin. Jeg har ændret din plan, som vi talte om. Se på den, når du har kræfter. Det haster ikke.",
            2,
            13,
            10,
        ),
        said(true, "Tak. Jeg er lidt nervøs for mødet. Må min søster komme med?", 2, 19, 42),
        said(false, "Ja, det må hun gerne. Jeg har skrevet hende på aftalen. Vi tager den med ro.", 1, 8, 55),
        said(true, "Tusind tak. Kan du også tage papiret fra lægen med?", 1, 9, 41),
    ];
    say(tale, &words);
}
