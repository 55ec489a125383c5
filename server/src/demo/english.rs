//! The citizen who reads English: a plan, a week and a conversation in that language.

use super::chance::id;
use super::day::at;
use super::habits::Habit;
use super::plan::{Step, author, publish};
use super::tale::Tale;
use super::thread::{say, told};
use super::week::{activity, add, agree, mornings};
use chrono::{NaiveDate, Weekday};
use domain::activity::Weight;
use domain::id::{GoalId, InterventionId};
use domain::plan::{
    GoalText, Intervention, InterventionStatus, Party, PlanContent, PlannedGoal, PlannedIntervention, Rating, Strand,
};
use domain::schedule::Recurrence;
use domain::time::plus_days;
use domain::weekdays::WeekdaySet;

/// Tells all of it but the appointments.
pub fn write(tale: &mut Tale<'_>) {
    let Some(start) = tale.start else { return };
    plan(tale, start);
    week(tale, start);
    mornings(tale, 60);
    agree(tale, "1", 300, plus_days(start, 20), "Agreed after the first weeks.");
    let mut said = told(
        &[
            (false, "Hello Daniel. Here is your plan in English. Tell me if a word is unclear."),
            (true, "Thank you. It is clear. Can the visit wait a little?"),
            (false, "Yes. You set the pace. I have written it in the plan."),
        ],
        tale.day.open_before(9),
    );
    said.extend(told(
        &[
            (true, "I slept badly. May we talk by phone next time?"),
            (false, "Of course. I will call you at the time we agreed."),
        ],
        tale.day.open_before(2),
    ));
    say(tale, &said);
}

fn goal(tale: &Tale<'_>) -> PlannedGoal {
    PlannedGoal {
        id: GoalId(id(&tale.name("goal:place"))),
        text: GoalText {
            title: "I can be at a workplace".to_owned(),
            levels: [
                "I think about it.",
                "I have been on a visit.",
                "I am there two hours a week.",
                "I am there two days a week.",
                "I am there as much as I have strength for.",
            ]
            .map(str::to_owned)
            .to_vec(),
            meaning: Some("To have colleagues again.".to_owned()),
        },
    }
}

fn plan(tale: &mut Tale<'_>, start: NaiveDate) {
    let goal = goal(tale);
    let step = |on: NaiveDate, reason: &str, items: Vec<PlannedIntervention>| Step {
        on,
        reason: reason.to_owned(),
        content: PlanContent {
            own_words: "I was a cook. I want to stand in a kitchen again, but not all day.".to_owned(),
            own_words_on: Some(plus_days(start, 4)),
            goals: vec![goal.clone()],
            interventions: items,
        },
    };
    let physio =
        |pace| item(tale, "physio", "Physiotherapy, one to one", Strand::Health, pace, InterventionStatus::Running);
    let post = item(
        tale,
        "post",
        "Help with letters and bills",
        Strand::Social,
        "Every other week, at home",
        InterventionStatus::Running,
    );
    let visit = item(
        tale,
        "visit",
        "A visit to a workplace",
        Strand::Employment,
        "When you are ready",
        InterventionStatus::Planned,
    );
    let steps = vec![
        step(plus_days(start, 4), "The first plan. We made it together.", vec![physio("Every week"), post.clone()]),
        step(
            tale.day.open_before(8),
            "You wanted more air in the week.",
            vec![physio("Every other week"), post, visit],
        ),
    ];
    publish(tale, steps, None);
    rate(tale, start);
}

fn rate(tale: &mut Tale<'_>, start: NaiveDate) {
    let met = tale.day.open_before(8);
    let rating = |by, level, at| Rating { by, level, at };
    let ratings = vec![
        rating(Party::Citizen, 1, at(plus_days(start, 4), 13, 40)),
        rating(Party::Coordinator, 2, at(met, 11, 0)),
        rating(Party::Citizen, 2, at(plus_days(met, 1), 18, 0)),
    ];
    super::plan::set_ratings(tale, "place", ratings);
}

fn item(
    tale: &Tale<'_>,
    key: &str,
    title: &str,
    strand: Strand,
    pace: &str,
    status: InterventionStatus,
) -> PlannedIntervention {
    let by = match strand {
        Strand::Health => ("Anders Bach", "physiotherapist", "Socialmedicinsk Enhed"),
        Strand::Social => ("Pia Krogh", "mentor", "Fjordby Kommune"),
        Strand::Employment => ("Jonas Friis", "company consultant", "Jobcenter Fjordby"),
    };
    PlannedIntervention {
        id: InterventionId(id(&tale.name(&format!("help:{key}")))),
        text: Intervention {
            title: title.to_owned(),
            strand,
            provider: author(by),
            provider_phone: "12 34 60 01".to_owned(),
            responsible: by.0.to_owned(),
            pace: pace.to_owned(),
            from: tale.start,
            to: None,
            load: Some(90),
            status,
            stopped_reason: None,
        },
    }
}

fn week(tale: &mut Tale<'_>, start: NaiveDate) {
    let habit = |name, weight, minutes, travel, hour| Habit {
        name,
        weight,
        minutes,
        travel,
        start: (hour, 0),
        times: 3,
        importance: 2,
        fixed: false,
    };
    let some = |days: &[Weekday]| Some(Recurrence::weekly(days.iter().copied().collect::<WeekdaySet>()));
    let plan = [
        (habit("Go for a walk", Weight::Light, 25, 0, 11), Some(Recurrence::daily())),
        (habit("Cook dinner", Weight::Medium, 40, 0, 17), some(&[Weekday::Tue, Weekday::Thu, Weekday::Sun])),
        (habit("Shopping", Weight::Medium, 40, 20, 14), some(&[Weekday::Mon, Weekday::Sat])),
        (habit("Language class", Weight::Heavy, 60, 40, 10), some(&[Weekday::Wed])),
        (habit("Rest", Weight::Rest, 30, 0, 13), Some(Recurrence::daily())),
    ];
    for (habit, recurrence) in plan {
        add(tale, habit.name, &activity(&habit, start, recurrence));
    }
}
