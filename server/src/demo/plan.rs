//! The demo's plans: goals and help that grow over the weeks, each revision with its reason and with
//! what changed, as two people would have made it.

use super::chance::id;
use super::day::{at, next_open, open_before};
use super::pools::{AIMS, COURSES, HELP, Help, JOBS, Outline};
use super::tale::Tale;
use chrono::NaiveDate;
use domain::id::{GoalId, InterventionId};
use domain::message::Author;
use domain::plan::{
    Goal, GoalText, Intervention, InterventionStatus, Party, PlanAnswer, PlanContent, PlanReply, PlannedGoal,
    PlannedIntervention, Rating, Revision, difference,
};
use domain::record::Record;
use domain::time::plus_days;

/// One step in the life of a plan.
pub struct Step {
    /// The day of the revision.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
    /// The whole plan from then on.
    pub content: PlanContent,
}

/// A name, a role, a place.
pub fn author((name, role, organisation): (&str, &str, &str)) -> Author {
    Author { name: name.to_owned(), role: role.to_owned(), organisation: organisation.to_owned() }
}

/// The plan of a citizen with whom nothing in particular is told.
pub fn write(tale: &mut Tale<'_>, newest: NaiveDate, reply: Option<&PlanReply>) {
    let Some(start) = tale.start else { return };
    let pool = if tale.who.programme == super::people::HILLEROD { JOBS } else { COURSES };
    let Some(outline) = tale.chance.pick(pool).copied() else {
        return;
    };
    let weeks = (tale.day.0 - start).num_days() / 7;
    let count = match weeks {
        ..=3 => 1,
        4..=8 => 2,
        9..=14 => 3,
        _ => 4,
    };
    let first = next_open(plus_days(start, 1)).min(newest);
    let span = (newest - first).num_days();
    let dates: Vec<NaiveDate> =
        (0..count).map(|number| open_before(plus_days(first, span * number / (count - 1).max(1) + 1), 1)).collect();
    let steps = (1..=count).map(|number| step(tale, &outline, number, &dates)).collect();
    publish(tale, steps, reply);
    rate(tale, &outline, first);
}

/// Publishes steps as revisions, with the goals and the help that stand now.
pub fn publish(tale: &mut Tale<'_>, steps: Vec<Step>, reply: Option<&PlanReply>) {
    let author = tale.companion.clone();
    let mut before: Option<PlanContent> = None;
    let last = steps.len();
    for (number, step) in (1_u32..).zip(steps) {
        let changes = before.as_ref().map(|before| difference(before, &step.content)).unwrap_or_default();
        let is_newest = usize::try_from(number).is_ok_and(|number| number == last);
        let agreed = PlanReply { answer: PlanAnswer::Agree, text: None, at: at(step.on, 19, 30) };
        let reply = if is_newest { reply.cloned() } else { Some(agreed) };
        let revision = Revision {
            number,
            author: author.clone(),
            at: at(step.on, 13, 10),
            reason: step.reason,
            content: step.content.clone(),
            changes,
            reply,
        };
        tale.put(id(&tale.name(&format!("plan:{number}"))), revision);
        before = Some(step.content);
    }
    let Some(content) = before else { return };
    for (position, goal) in (0..).zip(content.goals) {
        tale.put(goal.id.0, Goal { text: goal.text, ratings: Vec::new(), position });
    }
    for item in content.interventions {
        tale.put(item.id.0, item.text);
    }
}

/// Both score the first goal at the start and the newest time they met; the citizen stands a step higher.
fn rate(tale: &mut Tale<'_>, outline: &Outline, first: NaiveDate) {
    for (place, key) in outline.aims.iter().enumerate() {
        let later = tale.day.open_before(4 + place);
        let (own, theirs) = (1 + u8::try_from(tale.chance.below(3)).unwrap_or_default(), tale.chance.percent(50));
        let mut ratings = vec![
            Rating { by: Party::Citizen, level: own, at: at(first, 13, 40) },
            Rating { by: Party::Coordinator, level: own, at: at(first, 13, 45) },
        ];
        if later > first && place == 0 {
            ratings.push(Rating { by: Party::Citizen, level: own + 1, at: at(later, 18, 20) });
            ratings.push(Rating { by: Party::Coordinator, level: own + u8::from(theirs), at: at(later, 9, 50) });
        }
        ratings.retain(|rating| rating.at < tale.day.begins());
        set_ratings(tale, key, ratings);
    }
}

/// Gives a goal its scorings.
pub fn set_ratings(tale: &mut Tale<'_>, aim: &str, mut ratings: Vec<Rating>) {
    ratings.sort_by_key(|rating| rating.at);
    let goal = goal_id(tale, aim);
    tale.change(goal.0, |record| {
        if let Record::Goal(goal) = record {
            goal.ratings = ratings;
        }
    });
}

fn goal_id(tale: &Tale<'_>, aim: &str) -> GoalId {
    GoalId(id(&tale.name(&format!("goal:{aim}"))))
}

fn step(tale: &Tale<'_>, outline: &Outline, number: i64, dates: &[NaiveDate]) -> Step {
    let count = usize::try_from(number + 1).unwrap_or(2);
    let on = dates.get(count - 2).copied().unwrap_or(tale.day.0);
    let reason = match number {
        1 => "Den første plan. Vi har lavet den sammen.",
        2 => "Du var klar til lidt mere.",
        3 => "Du ville gerne have mere luft om ugen.",
        _ => "Det første er nået, så nu er der plads til det næste.",
    };
    let keys = outline.help.iter().take(count.min(outline.help.len()));
    let interventions = keys.enumerate().filter_map(|(place, key)| planned(tale, key, place, number, dates)).collect();
    let goals = outline.aims.iter().take(count - 1).filter_map(|key| goal(tale, key)).collect();
    Step {
        on,
        reason: reason.to_owned(),
        content: PlanContent {
            own_words: outline.words.to_owned(),
            own_words_on: dates.first().copied(),
            goals,
            interventions,
        },
    }
}

/// A goal from the pool, as a revision holds it.
pub fn goal(tale: &Tale<'_>, key: &str) -> Option<PlannedGoal> {
    let aim = AIMS.iter().find(|aim| aim.key == key)?;
    let text = GoalText {
        title: aim.title.to_owned(),
        levels: aim.levels.iter().map(|level| (*level).to_owned()).collect(),
        meaning: Some(aim.meaning.to_owned()),
    };
    Some(PlannedGoal { id: goal_id(tale, key), text })
}

/// Help from the pool, as a revision holds it: `late` in its later pace.
pub fn help(
    tale: &Tale<'_>,
    key: &str,
    status: InterventionStatus,
    late: bool,
    from: Option<NaiveDate>,
) -> Option<PlannedIntervention> {
    let help: &Help = HELP.iter().find(|help| help.key == key)?;
    let pace = if late { help.pace[1] } else { help.pace[0] };
    let text = Intervention {
        title: help.title.to_owned(),
        strand: help.strand,
        provider: author(help.by),
        provider_phone: help.phone.to_owned(),
        responsible: help.by.0.to_owned(),
        pace: pace.to_owned(),
        from,
        to: None,
        load: help.load,
        status,
        stopped_reason: None,
    };
    Some(PlannedIntervention { id: InterventionId(id(&tale.name(&format!("help:{key}")))), text })
}

/// The first runs from the beginning and is done in the fourth revision; what comes in is planned at
/// first and runs in the next; in the third the second gets more air.
fn planned(tale: &Tale<'_>, key: &str, place: usize, number: i64, dates: &[NaiveDate]) -> Option<PlannedIntervention> {
    let came = i64::try_from(place).unwrap_or_default().max(1);
    let status = match (place, number) {
        (0, 4..) => InterventionStatus::Completed,
        _ if number > came => InterventionStatus::Running,
        (0 | 1, _) => InterventionStatus::Running,
        (3, _) => InterventionStatus::Wished,
        _ => InterventionStatus::Planned,
    };
    let late = place == 1 && number >= 3;
    // What was wished for begins with the revision after; everything else with its own.
    let begins = dates.get(if place == 3 { 3 } else { place.max(1) - 1 }).copied();
    let from = begins.filter(|_| status != InterventionStatus::Wished).map(|date| plus_days(date, 1));
    help(tale, key, status, late, from)
}
