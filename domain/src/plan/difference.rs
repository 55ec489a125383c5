//! What changed between two versions of a plan, found by identity and never by text (domain.md §5): a
//! renamed goal is the same goal.

use super::{GoalText, Intervention, LEVELS, PlanContent};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One difference between two revisions, found by identity and never by text (domain.md §5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// "Nyt".
    Added {
        /// The title.
        title: String,
    },
    /// "Fjernet".
    Removed {
        /// The title.
        title: String,
    },
    /// "Ændret": one field of a goal or an intervention, from and to.
    Altered {
        /// The title as it was known before.
        title: String,
        /// Which field.
        field: Field,
        /// Before; empty if there was nothing.
        from: String,
        /// After; empty if there is nothing now.
        to: String,
    },
    /// "Flyttet": another place in the list.
    Moved {
        /// The title.
        title: String,
    },
}

/// What can be altered in a goal or an intervention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The title.
    Title,
    /// One of the five sentences.
    Level,
    /// What it means to the citizen.
    Meaning,
    /// The strand.
    Strand,
    /// Who gives it.
    Provider,
    /// Who answers for it.
    Responsible,
    /// When and how often.
    Pace,
    /// The period.
    Period,
    /// The status.
    Status,
    /// The expected load.
    Load,
    /// The citizen's own words.
    OwnWords,
}

/// The difference from `before` to `after`, goals first.
pub fn difference(before: &PlanContent, after: &PlanContent) -> Vec<Change> {
    let mut changes = Vec::new();
    if before.own_words != after.own_words {
        changes.push(altered("", Field::OwnWords, &before.own_words, &after.own_words));
    }
    let goals = |content: &PlanContent| content.goals.iter().map(|g| (g.id.0, g.text.clone())).collect::<Vec<_>>();
    compare(&goals(before), &goals(after), |goal| &goal.title, goal_changes, &mut changes);
    let items =
        |content: &PlanContent| content.interventions.iter().map(|i| (i.id.0, i.text.clone())).collect::<Vec<_>>();
    compare(&items(before), &items(after), |item| &item.title, intervention_changes, &mut changes);
    changes
}

fn altered(title: &str, field: Field, from: &str, to: &str) -> Change {
    Change::Altered { title: title.to_owned(), field, from: from.to_owned(), to: to.to_owned() }
}

type Item<T> = (uuid::Uuid, T);

fn compare<T: PartialEq>(
    before: &[Item<T>],
    after: &[Item<T>],
    title: impl Fn(&T) -> &String,
    fields: impl Fn(&T, &T) -> Vec<(Field, String, String)>,
    changes: &mut Vec<Change>,
) {
    for (_, new) in after.iter().filter(|(id, _)| !before.iter().any(|(old, _)| old == id)) {
        changes.push(Change::Added { title: title(new).clone() });
    }
    for (id, old) in before {
        match after.iter().find(|(new, _)| new == id) {
            None => changes.push(Change::Removed { title: title(old).clone() }),
            Some((_, new)) => {
                for (field, from, to) in fields(old, new) {
                    changes.push(altered(title(old), field, &from, &to));
                }
            }
        }
    }
    for id in moved(before, after) {
        if let Some((_, item)) = after.iter().find(|(new, _)| *new == id) {
            changes.push(Change::Moved { title: title(item).clone() });
        }
    }
}

/// The fewest items to call moved: those outside the longest run that kept its order.
fn moved<T>(before: &[Item<T>], after: &[Item<T>]) -> Vec<uuid::Uuid> {
    let kept: Vec<(uuid::Uuid, usize)> = after
        .iter()
        .filter_map(|(id, _)| before.iter().position(|(old, _)| old == id).map(|place| (*id, place)))
        .collect();
    let mut runs: Vec<Vec<usize>> = Vec::with_capacity(kept.len());
    for (index, (_, place)) in kept.iter().enumerate() {
        let before_it = runs
            .iter()
            .filter(|run| run.last().and_then(|last| kept.get(*last)).is_some_and(|(_, p)| p < place))
            .max_by_key(|run| run.len())
            .cloned();
        let mut run = before_it.unwrap_or_default();
        run.push(index);
        runs.push(run);
    }
    let longest = runs.into_iter().max_by_key(Vec::len).unwrap_or_default();
    kept.iter().enumerate().filter(|(index, _)| !longest.contains(index)).map(|(_, (id, _))| *id).collect()
}

fn push(found: &mut Vec<(Field, String, String)>, field: Field, from: &str, to: &str) {
    if from != to {
        found.push((field, from.to_owned(), to.to_owned()));
    }
}

fn goal_changes(old: &GoalText, new: &GoalText) -> Vec<(Field, String, String)> {
    let mut found = Vec::new();
    push(&mut found, Field::Title, &old.title, &new.title);
    let none = String::new();
    for index in 0..usize::from(LEVELS) {
        push(&mut found, Field::Level, old.levels.get(index).unwrap_or(&none), new.levels.get(index).unwrap_or(&none));
    }
    push(
        &mut found,
        Field::Meaning,
        old.meaning.as_deref().unwrap_or_default(),
        new.meaning.as_deref().unwrap_or_default(),
    );
    found
}

fn intervention_changes(old: &Intervention, new: &Intervention) -> Vec<(Field, String, String)> {
    let mut found = Vec::new();
    push(&mut found, Field::Title, &old.title, &new.title);
    push(&mut found, Field::Strand, word(&old.strand).as_str(), word(&new.strand).as_str());
    push(&mut found, Field::Provider, &old.provider.name, &new.provider.name);
    push(&mut found, Field::Responsible, &old.responsible, &new.responsible);
    push(&mut found, Field::Pace, &old.pace, &new.pace);
    push(&mut found, Field::Period, &period(old), &period(new));
    push(&mut found, Field::Load, &load(old), &load(new));
    push(&mut found, Field::Status, word(&old.status).as_str(), word(&new.status).as_str());
    found
}

/// The stable word of a closed choice; screens translate it.
fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn period(item: &Intervention) -> String {
    let day = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    if item.from.is_none() && item.to.is_none() {
        return String::new();
    }
    format!("{}/{}", day(item.from), day(item.to))
}

fn load(item: &Intervention) -> String {
    item.load.map(|load| load.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::InterventionId;
    use crate::plan::PlannedIntervention;
    use uuid::Uuid;

    fn item(id: u128, title: &str) -> PlannedIntervention {
        PlannedIntervention {
            id: InterventionId(Uuid::from_u128(id)),
            text: Intervention { title: title.to_owned(), ..Intervention::default() },
        }
    }

    fn plan(interventions: Vec<PlannedIntervention>) -> PlanContent {
        PlanContent { interventions, ..PlanContent::default() }
    }

    #[test]
    fn a_renamed_item_is_altered_and_not_removed_and_added() {
        let changes = difference(&plan(vec![item(1, "Gå en tur")]), &plan(vec![item(1, "Gå en lang tur")]));
        assert_eq!(changes, vec![altered("Gå en tur", Field::Title, "Gå en tur", "Gå en lang tur")]);
    }

    #[test]
    fn what_came_and_what_went_is_named() {
        let changes = difference(&plan(vec![item(1, "Kursus")]), &plan(vec![item(2, "Træning")]));
        let added = Change::Added { title: "Træning".into() };
        assert_eq!(changes, vec![added, Change::Removed { title: "Kursus".into() }]);
    }

    #[test]
    fn one_item_put_first_is_the_only_one_moved() {
        let before = plan(vec![item(1, "A"), item(2, "B"), item(3, "C")]);
        let after = plan(vec![item(3, "C"), item(1, "A"), item(2, "B")]);
        assert_eq!(difference(&before, &after), vec![Change::Moved { title: "C".into() }]);
    }

    #[test]
    fn equal_plans_differ_in_nothing() {
        let same = plan(vec![item(1, "A"), item(2, "A")]);
        assert_eq!(difference(&same, &same), vec![]);
    }
}
