//! The plan as the fields of a form, and back. A draft may be half-finished; only what is published
//! must be whole.

use chrono::NaiveDate;
use domain::id::{GoalId, InterventionId};
use domain::message::Author;
use domain::plan::{
    GoalText, ITEMS_MAX, Intervention, InterventionStatus, LEVELS, PlanContent, PlannedGoal, PlannedIntervention,
    Strand,
};
use domain::refusal::{Code, Refusal};
use domain::text::{self, LINE_MAX, NOTE_MAX, TITLE_MAX};
use uuid::Uuid;

use super::super::form::{FieldError, Typed};

/// The most that one time of an intervention can take, in minutes of light activity.
pub const LOAD_MAX: u16 = 4_320;

/// The fields of a plan.
pub fn typed_of(content: &PlanContent) -> Typed {
    let mut typed = Typed::default().with("own_words", content.own_words.clone());
    for (place, goal) in (1..).zip(&content.goals) {
        put_goal(&mut typed, goal, place);
    }
    for (place, item) in (1..).zip(&content.interventions) {
        put_item(&mut typed, item, place);
    }
    typed
}

fn put_goal(typed: &mut Typed, goal: &PlannedGoal, place: u32) {
    let name = |field: &str| format!("goal.{}.{field}", goal.id);
    typed.add("goal", goal.id.to_string());
    typed.add(&name("title"), goal.text.title.clone());
    for level in 1..=LEVELS {
        let sentence = goal.text.levels.get(usize::from(level) - 1).cloned().unwrap_or_default();
        typed.add(&name(&format!("level{level}")), sentence);
    }
    typed.add(&name("meaning"), goal.text.meaning.clone().unwrap_or_default());
    typed.add(&name("place"), place.to_string());
}

fn put_item(typed: &mut Typed, item: &PlannedIntervention, place: u32) {
    let name = |field: &str| format!("item.{}.{field}", item.id);
    let text = &item.text;
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    typed.add("item", item.id.to_string());
    for (field, value) in [
        ("title", text.title.clone()),
        ("strand", strand_word(text.strand).to_owned()),
        ("provider", text.provider.name.clone()),
        ("provider_role", text.provider.role.clone()),
        ("provider_organisation", text.provider.organisation.clone()),
        ("phone", text.provider_phone.clone()),
        ("responsible", text.responsible.clone()),
        ("pace", text.pace.clone()),
        ("from", date(text.from)),
        ("to", date(text.to)),
        ("load", text.load.map(|load| load.to_string()).unwrap_or_default()),
        ("status", status_word(text.status).to_owned()),
        ("stopped_reason", text.stopped_reason.clone().unwrap_or_default()),
        ("place", place.to_string()),
    ] {
        typed.add(&name(field), value);
    }
}

/// The word of a strand in a form.
pub const fn strand_word(strand: Strand) -> &'static str {
    match strand {
        Strand::Health => "health",
        Strand::Social => "social",
        Strand::Employment => "employment",
    }
}

/// The word of a status in a form.
pub const fn status_word(status: InterventionStatus) -> &'static str {
    match status {
        InterventionStatus::Wished => "wished",
        InterventionStatus::Planned => "planned",
        InterventionStatus::Running => "running",
        InterventionStatus::Completed => "completed",
        InterventionStatus::Stopped => "stopped",
    }
}

/// Reads one form; collects what is wrong instead of stopping at it.
struct Reader<'a> {
    typed: &'a Typed,
    errors: Vec<FieldError>,
}

impl Reader<'_> {
    fn note(&mut self, refusal: &Refusal) {
        self.errors.push(FieldError::new(refusal.field.as_deref().unwrap_or_default(), refusal.code));
    }

    fn text(&mut self, name: &str, max: usize) -> String {
        match text::optional(self.typed.get(name), max, name) {
            Ok(text) => text.unwrap_or_default(),
            Err(refusal) => {
                self.note(&refusal);
                text::clean(self.typed.get(name))
            }
        }
    }

    fn maybe(&mut self, name: &str, max: usize) -> Option<String> {
        Some(self.text(name, max)).filter(|text| !text.is_empty())
    }

    fn date(&mut self, name: &str) -> Option<NaiveDate> {
        let typed = self.typed.get(name).trim();
        if typed.is_empty() {
            return None;
        }
        let date = typed.parse().ok();
        if date.is_none() {
            self.errors.push(FieldError::new(name, Code::InvalidDate));
        }
        date
    }

    fn load(&mut self, name: &str) -> Option<u16> {
        let typed = self.typed.get(name).trim();
        if typed.is_empty() {
            return None;
        }
        let load = typed.parse().ok().filter(|load| *load <= LOAD_MAX);
        if load.is_none() {
            self.errors.push(FieldError::new(name, Code::Invalid));
        }
        load
    }

    fn place(&self, name: &str, index: usize) -> (u32, usize) {
        let typed = self.typed.get(name).trim().parse().unwrap_or(u32::MAX);
        (typed, index)
    }

    /// The ids under `kind` that are not taken out, in the order that the places say.
    fn ids(&mut self, kind: &str) -> Vec<Uuid> {
        let ids: Vec<Uuid> = self.typed.all(kind).filter_map(|id| id.parse().ok()).collect();
        if ids.len() > ITEMS_MAX {
            self.errors.push(FieldError::new("", Code::TooMany));
        }
        let mut placed: Vec<_> = ids
            .into_iter()
            .take(ITEMS_MAX)
            .enumerate()
            .filter(|(_, id)| self.typed.get(&format!("{kind}.{id}.remove")) != "on")
            .map(|(index, id)| (self.place(&format!("{kind}.{id}.place"), index), id))
            .collect();
        placed.sort_unstable();
        placed.dedup_by_key(|(_, id)| *id);
        placed.into_iter().map(|(_, id)| id).collect()
    }
}

/// What a form says, and what is wrong with it. `before` is what the citizen's words were, and when.
pub fn content_of(typed: &Typed, before: &PlanContent, today: NaiveDate) -> (PlanContent, Vec<FieldError>) {
    let mut reader = Reader { typed, errors: Vec::new() };
    let own_words = reader.text("own_words", NOTE_MAX);
    let own_words_on = if own_words == before.own_words { before.own_words_on } else { Some(today) };
    let goals = reader.ids("goal").into_iter().map(|id| goal_of(&mut reader, id)).collect();
    let interventions = reader.ids("item").into_iter().map(|id| item_of(&mut reader, id)).collect();
    (PlanContent { own_words, own_words_on, goals, interventions }, reader.errors)
}

fn goal_of(reader: &mut Reader<'_>, id: Uuid) -> PlannedGoal {
    let name = |field: &str| format!("goal.{id}.{field}");
    let title = reader.text(&name("title"), TITLE_MAX);
    let levels = (1..=LEVELS).map(|level| reader.text(&name(&format!("level{level}")), LINE_MAX)).collect();
    let meaning = reader.maybe(&name("meaning"), NOTE_MAX);
    PlannedGoal { id: GoalId(id), text: GoalText { title, levels, meaning } }
}

fn item_of(reader: &mut Reader<'_>, id: Uuid) -> PlannedIntervention {
    let name = |field: &str| format!("item.{id}.{field}");
    let strand = [Strand::Health, Strand::Social, Strand::Employment]
        .into_iter()
        .find(|strand| strand_word(*strand) == reader.typed.get(&name("strand")));
    let status = [
        InterventionStatus::Wished,
        InterventionStatus::Planned,
        InterventionStatus::Running,
        InterventionStatus::Completed,
        InterventionStatus::Stopped,
    ]
    .into_iter()
    .find(|status| status_word(*status) == reader.typed.get(&name("status")))
    .unwrap_or_default();
    let text = Intervention {
        title: reader.text(&name("title"), TITLE_MAX),
        strand: strand.unwrap_or_default(),
        provider: Author {
            name: reader.text(&name("provider"), TITLE_MAX),
            role: reader.text(&name("provider_role"), TITLE_MAX),
            organisation: reader.text(&name("provider_organisation"), TITLE_MAX),
        },
        provider_phone: reader.text(&name("phone"), 40),
        responsible: reader.text(&name("responsible"), TITLE_MAX),
        pace: reader.text(&name("pace"), LINE_MAX),
        from: reader.date(&name("from")),
        to: reader.date(&name("to")),
        load: reader.load(&name("load")),
        status,
        stopped_reason: reader.maybe(&name("stopped_reason"), NOTE_MAX),
    };
    if let (Some(from), Some(to)) = (text.from, text.to)
        && to < from
    {
        reader.errors.push(FieldError::new(&name("to"), Code::InvalidDate));
    }
    PlannedIntervention { id: InterventionId(id), text }
}

/// What must be written before a plan can be published (S4: who answers for it is mandatory).
pub fn unfinished(content: &PlanContent) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut empty = |is_empty: bool, name: String| {
        if is_empty {
            errors.push(FieldError::new(&name, Code::Empty));
        }
    };
    for goal in &content.goals {
        empty(goal.text.title.is_empty(), format!("goal.{}.title", goal.id));
        for (level, sentence) in (1..).zip(&goal.text.levels) {
            empty(sentence.is_empty(), format!("goal.{}.level{level}", goal.id));
        }
    }
    for item in &content.interventions {
        empty(item.text.title.is_empty(), format!("item.{}.title", item.id));
        empty(item.text.responsible.is_empty(), format!("item.{}.responsible", item.id));
        let stopped = item.text.status == InterventionStatus::Stopped;
        empty(stopped && item.text.stopped_reason.is_none(), format!("item.{}.stopped_reason", item.id));
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-11-24".parse().unwrap()
    }

    fn plan() -> PlanContent {
        let goal = GoalText { title: "Ud hver dag".into(), levels: vec!["a".into(); 5], meaning: None };
        let item = Intervention {
            title: "Træning".into(),
            responsible: "Mette".into(),
            from: Some(today()),
            load: Some(90),
            ..Intervention::default()
        };
        PlanContent {
            own_words: "Jeg vil …".into(),
            own_words_on: Some(today()),
            goals: vec![PlannedGoal { id: GoalId(Uuid::from_u128(1)), text: goal }],
            interventions: [2, 3]
                .map(|id| PlannedIntervention { id: InterventionId(Uuid::from_u128(id)), text: item.clone() })
                .to_vec(),
        }
    }

    #[test]
    fn a_form_says_the_plan_it_was_made_from() {
        let (read, errors) = content_of(&typed_of(&plan()), &plan(), today());
        assert_eq!((read, errors), (plan(), vec![]));
    }

    #[test]
    fn places_order_and_a_tick_takes_out() {
        let (second, first) = (Uuid::from_u128(2), Uuid::from_u128(3));
        let typed =
            typed_of(&plan()).with(&format!("item.{first}.place"), "1").with(&format!("item.{second}.place"), "2");
        let (read, _) = content_of(&typed, &plan(), today());
        assert_eq!(read.interventions.iter().map(|item| item.id.0).collect::<Vec<_>>(), [first, second]);
        let typed = typed.with(&format!("item.{first}.remove"), "on");
        assert_eq!(content_of(&typed, &plan(), today()).0.interventions.len(), 1);
    }

    #[test]
    fn wrong_dates_and_long_texts_are_named_and_kept() {
        let id = Uuid::from_u128(2);
        let typed = typed_of(&plan())
            .with(&format!("item.{id}.from"), "2026-02-30")
            .with("own_words", "x".repeat(NOTE_MAX + 1));
        let (read, errors) = content_of(&typed, &plan(), today());
        assert_eq!(errors.len(), 2);
        assert_eq!(read.own_words.len(), NOTE_MAX + 1);
        assert!(errors.iter().any(|error| error.code == Code::InvalidDate));
    }

    #[test]
    fn a_draft_may_be_unfinished_and_a_publication_may_not() {
        let mut half = plan();
        half.interventions[0].text.responsible.clear();
        half.interventions[1].text.status = InterventionStatus::Stopped;
        half.goals[0].text.levels[2].clear();
        assert_eq!(unfinished(&half).len(), 3);
        assert_eq!(unfinished(&plan()), []);
    }
}
