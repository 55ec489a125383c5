//! A goal as five steps: where the citizen stands, where the coordinator sees it, and the next step.

use super::frame::is_open;
use crate::text::{Lang, PlanTexts};
use crate::ui::drawing::Staircase;
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::first_name;
use domain::id::GoalId;
use domain::plan::{Goal, LEVELS, Party};
use domain::snapshot::Snapshot;
use leptos::prelude::*;

fn sentence(goal: &Goal, level: u8) -> String {
    level.checked_sub(1).and_then(|index| goal.text.levels.get(usize::from(index))).cloned().unwrap_or_default()
}

fn word(icon: IconName, who: String, sentence: String) -> AnyView {
    view! {
        <li class="staircase-word"><Icon name=icon /><div>
            <p class="staircase-who">{who}</p><p class="staircase-sentence">{sentence}</p>
        </div></li>
    }
    .into_any()
}

/// The card of a goal.
pub fn card(snapshot: &Snapshot, lang: Lang, id: GoalId, goal: &Goal, coordinator: &str) -> AnyView {
    let t = PlanTexts::of(lang);
    let other = first_name(coordinator);
    let (mine, theirs) = (goal.level(Party::Citizen), goal.level(Party::Coordinator));
    let next = mine.or(theirs).map(|level| level + 1).filter(|level| *level <= LEVELS);
    let mut words: Vec<AnyView> = Vec::new();
    words.extend(mine.map(|level| word(IconName::Dot, PlanTexts::you_say(lang, level), sentence(goal, level))));
    words.extend(
        theirs.map(|level| word(IconName::Square, PlanTexts::other_says(lang, other, level), sentence(goal, level))),
    );
    words.extend(next.map(|level| word(IconName::NextStep, t.next_step.to_owned(), sentence(goal, level))));
    let note = if mine.zip(theirs).is_some_and(|(one, two)| one != two) { t.may_differ } else { t.stay_is_fine };
    let meaning = goal.text.meaning.clone().filter(|text| !text.is_empty()).map(|text| {
        view! { <p class="inset below"><b>{t.it_means}": "</b>{text}</p> }
    });
    view! {
        <article class="card">
            <h3>{goal.text.title.clone()}</h3>
            {meaning}
            <Staircase
                id=format!("goal-{id}")
                citizen_level=mine
                coordinator_level=theirs
                citizen_name=t.you.to_owned()
                coordinator_name=other.to_owned()
                both_name=t.both.to_owned()
                title=PlanTexts::stairs(lang, mine, theirs.map(|level| (other, level)))
            />
            <ul class="staircase-words">{words}</ul>
            <p class="inset">{note}</p>
            <details class="more">
                <summary>{t.all_steps}</summary>
                {steps(snapshot, lang, id, goal, mine)}
            </details>
        </article>
    }
    .into_any()
}

/// All five sentences; one tap says where one is.
fn steps(snapshot: &Snapshot, lang: Lang, id: GoalId, goal: &Goal, mine: Option<u8>) -> AnyView {
    let t = PlanTexts::of(lang);
    let heading = format!("steps-{id}");
    if !is_open(snapshot) {
        let rows: Vec<AnyView> =
            (1..=LEVELS).map(|level| view! { <li>{sentence(goal, level)}</li> }.into_any()).collect();
        return view! { <ol class="rich">{rows}</ol> }.into_any();
    }
    let rows: Vec<AnyView> = (1..=LEVELS)
        .map(|level| {
            let is_mine = mine == Some(level);
            let pressed = if is_mine { "true" } else { "false" };
            let icon = if is_mine { IconName::Dot } else { IconName::Open };
            let words = format!("{}: {}", PlanTexts::step(lang, level), sentence(goal, level));
            view! {
                <button class="answer-button" type="submit" name="level" value=level.to_string() aria-pressed=pressed>
                    <Icon name=icon /><span>{words}</span>
                </button>
            }
            .into_any()
        })
        .collect();
    let body = view! {
        <h4 class="changes-question" id=heading.clone()>{t.where_are_you}</h4>
        <div class="answer-rows">{rows}</div>
    };
    Form::new(lang, "goal.rate", format!("goal:{id}"), "/plan").with("goal", id).labelled_by(heading).view(body)
}
