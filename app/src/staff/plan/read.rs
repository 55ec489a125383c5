//! One revision of the plan to read, the coordinator's scoring of its goals, and the list of all.

use crate::text::Lang;
use crate::ui::drawing::Staircase;
use crate::ui::icon::{Icon, IconName};
use chrono::NaiveDate;
use domain::id::PersonId;
use domain::plan::{Change, Field, Goal, Party, PlannedIntervention, Revision, Strand};
use domain::time::Instant;
use leptos::prelude::*;
use uuid::Uuid;

use super::super::citizen::{own_words, plan_reply, strand_icon};
use super::super::form::{Choice, Draw, Typed, command_field};
use super::super::text::Plan;
use super::super::thread::first_name;
use super::super::{say, when};

/// A revision, with the goals as they are scored now.
#[derive(Clone, Debug)]
pub struct PlanPage {
    /// The language.
    pub lang: Lang,
    /// Now.
    pub now: Instant,
    /// Whose.
    pub citizen: PersonId,
    /// The name.
    pub name: String,
    /// Who is logged in.
    pub me: String,
    /// The revision; none before the first.
    pub revision: Option<Revision>,
    /// Whether it is the newest, which is the plan.
    pub is_newest: bool,
    /// Goals by id, with the ids of the forms that score them.
    pub goals: Vec<(Uuid, Goal, Uuid)>,
    /// Whether anything can still be changed.
    pub can_write: bool,
}

/// Draws a revision.
pub fn plan_page(page: &PlanPage) -> AnyView {
    let words = Plan::of(page.lang);
    let base = format!("/staff/citizens/{}", page.citizen);
    let edit = (page.can_write && page.is_newest).then(|| {
        view! {
            <a class="button" href=format!("{base}/plan/edit")><Icon name=IconName::Pen />{words.edit}</a>
        }
    });
    let body = page.revision.as_ref().map_or_else(
        || view! { <p class="card empty">{words.none}</p> }.into_any(),
        |revision| revision_body(page, words, revision),
    );
    let second = page.revision.as_ref().map(|revision| {
        say::revision_by(page.lang, revision.number, &revision.author.name, revision.at.date(), page.now.date())
    });
    view! {
        <div class="staff-head">
            <div>
                <a class="staff-head-way" href=base.clone()>{page.name.clone()}</a>
                <h1>{words.title}</h1>
                <p class="staff-head-second">{second}" · "<a href=format!("{base}/plan/revisions")>{words.revisions}</a></p>
            </div>
            {edit}
        </div>
        {body}
    }
    .into_any()
}

fn revision_body(page: &PlanPage, words: &'static Plan, revision: &Revision) -> AnyView {
    let strands = [Strand::Health, Strand::Social, Strand::Employment];
    let help =
        strands.map(|strand| strand_section(page.lang, strand, &revision.content.interventions, page.now.date()));
    view! {
        <section class="card stack">
            {own_words(&revision.content.own_words)}
            <p class="inset"><b>{say::reply_to_revision(page.lang, first_name(&page.name), revision.number)}</b><br />{plan_reply(page.lang, revision)}</p>
        </section>
        {changes_card(page.lang, words, revision)}
        <section class="card" aria-labelledby="goals">
            <h2 id="goals">{words.goals}</h2>
            {revision.content.goals.iter().map(|goal| goal_section(page, words, goal.id.0, &goal.text)).collect_view()}
        </section>
        {help.into_iter().collect_view()}
    }
    .into_any()
}

/// What changed, in plain words, and why.
pub fn changes_card(lang: Lang, words: &'static Plan, revision: &Revision) -> AnyView {
    let items = revision.changes.iter().map(|change| change_item(lang, words, change)).collect_view();
    view! {
        <section class="card" aria-labelledby="changed">
            <h2 id="changed">{words.changed}</h2>
            <ul class="changes">{items}</ul>
            <p class="inset"><b>{words.why}</b>" "{revision.reason.clone()}</p>
        </section>
    }
    .into_any()
}

fn change_item(lang: Lang, words: &'static Plan, change: &Change) -> AnyView {
    let (icon, kind, text) = match change {
        Change::Added { title } => (IconName::Plus, words.change_new, title.clone()),
        Change::Removed { title } => (IconName::Minus, words.change_removed, title.clone()),
        Change::Moved { title } => (IconName::Arrow, words.change_moved, title.clone()),
        Change::Altered { title, field, from, to } => {
            (IconName::Changed, words.change_altered, altered(lang, title, *field, from, to))
        }
    };
    view! {
        <li class="change">
            <span class="change-symbol"><Icon name=icon /></span>
            <div><p class="change-kind">{kind}</p><p class="change-text">{text}</p></div>
        </li>
    }
    .into_any()
}

fn altered(lang: Lang, title: &str, field: Field, from: &str, to: &str) -> String {
    let word = say::field(lang, field);
    let value = |text: &str| say::field_value(lang, field, text);
    let whose = if title.is_empty() { word.to_owned() } else { format!("‘{title}’, {word}") };
    match (from.is_empty(), to.is_empty()) {
        (true, _) => lang.pick(format!("{whose}: nu {}", value(to)), format!("{whose}: now {}", value(to))),
        (_, true) => lang.pick(format!("{whose}: var {}", value(from)), format!("{whose}: was {}", value(from))),
        _ => lang.pick(
            format!("{whose}: fra {} til {}", value(from), value(to)),
            format!("{whose}: from {} to {}", value(from), value(to)),
        ),
    }
}

fn goal_section(page: &PlanPage, words: &'static Plan, id: Uuid, text: &domain::plan::GoalText) -> AnyView {
    let scored = page.goals.iter().find(|(goal, ..)| *goal == id);
    let level = |party| scored.and_then(|(_, goal, _)| goal.level(party));
    let (citizen, coordinator) = (level(Party::Citizen), level(Party::Coordinator));
    let (name, me) = (first_name(&page.name), first_name(&page.me));
    let sentences = text.levels.iter().map(|sentence| view! { <li>{sentence.clone()}</li> }).collect_view();
    let meaning = text
        .meaning
        .as_ref()
        .map(|meaning| view! { <p class="inset"><b>{words.meaning}</b><br />{format!("»{meaning}«")}</p> });
    let form = scored
        .filter(|_| page.can_write && page.is_newest)
        .map(|(_, _, command)| rate_form(page, words, id, coordinator, *command));
    view! {
        <div class="stack below-more">
        <h3>{text.title.clone()}</h3>
        <Staircase id=format!("g-{id}") citizen_level=citizen coordinator_level=coordinator
            citizen_name=name.to_owned() coordinator_name=me.to_owned() both_name=words.both.to_owned()
            title=say::levels(page.lang, name, citizen, me, coordinator) />
        <div class="rich"><ol>{sentences}</ol></div>
        {meaning}
        {form}
        </div>
    }
    .into_any()
}

const LEVELS: [Choice; 5] = [
    Choice { value: "1", words: "1" },
    Choice { value: "2", words: "2" },
    Choice { value: "3", words: "3" },
    Choice { value: "4", words: "4" },
    Choice { value: "5", words: "5" },
];

fn rate_form(page: &PlanPage, words: &'static Plan, goal: Uuid, level: Option<u8>, command: Uuid) -> AnyView {
    let typed = Typed::default().with("level", level.map(|level| level.to_string()).unwrap_or_default());
    let prefix = format!("rate-{goal}-");
    let draw = Draw { lang: page.lang, typed: &typed, errors: &[], prefix: &prefix };
    view! {
        <form class="fields-row" method="post" action=format!("/staff/citizens/{}/plan/goals/{goal}", page.citizen)>
            {command_field(command)}
            {draw.select("level", words.your_level, "", &LEVELS)}
            <button class="button button-outline" type="submit">{words.save_level}</button>
        </form>
    }
    .into_any()
}

fn strand_section(lang: Lang, strand: Strand, items: &[PlannedIntervention], today: NaiveDate) -> AnyView {
    let items: Vec<_> = items.iter().filter(|item| item.text.strand == strand).collect();
    if items.is_empty() {
        return ().into_any();
    }
    let cards = items.into_iter().map(|item| help_card(lang, item, today)).collect_view();
    view! {
        <section class="strand">
            <h2 class="strand-name"><Icon name=strand_icon(strand) />{crate::text::strand(lang, strand)}</h2>
            {cards}
        </section>
    }
    .into_any()
}

fn help_card(lang: Lang, item: &PlannedIntervention, today: NaiveDate) -> AnyView {
    let text = &item.text;
    let provider: Vec<&str> =
        [&text.provider.name, &text.provider.role, &text.provider.organisation, &text.provider_phone]
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
    let period = say::period(lang, text.from, text.to, today);
    let times: Vec<&str> = [text.pace.as_str(), period.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    let load = text.load.map(|load| view! { <p class="second">{say::load(lang, u32::from(load))}</p> });
    let reason = text.stopped_reason.as_ref().map(|reason| view! { <p class="inset">{reason.clone()}</p> });
    view! {
        <div class="card">
            <h3 class="intervention-name">{text.title.clone()}</h3>
            <p class="second">{provider.join(", ")}</p>
            <p class="second">{say::responsible(lang, &text.responsible)}</p>
            <p class="second">{times.join(" · ")}</p>
            {load}
            <p class="intervention-state">{when::capital(say::intervention_status(lang, text.status))}</p>
            {reason}
        </div>
    }
    .into_any()
}

/// Every revision, newest first, in the four columns of S3: date, number, what, who.
#[derive(Clone, Debug)]
pub struct RevisionsPage {
    /// The language.
    pub lang: Lang,
    /// Now.
    pub now: Instant,
    /// Whose.
    pub citizen: PersonId,
    /// The name.
    pub name: String,
    /// The revisions, newest first.
    pub revisions: Vec<Revision>,
}

/// Draws the list.
pub fn revisions_page(page: &RevisionsPage) -> AnyView {
    let words = Plan::of(page.lang);
    let base = format!("/staff/citizens/{}", page.citizen);
    let rows = page.revisions.iter().map(|one| {
        view! {
            <tr>
                <th scope="row"><a href=format!("{base}/plan/revisions/{}", one.number)>{say::revision_number(page.lang, one.number)}</a></th>
                <td>{when::day(page.lang, one.at.date(), page.now.date())}</td>
                <td>{one.reason.clone()}</td>
                <td>{one.author.name.clone()}</td>
                <td>{plan_reply(page.lang, one)}</td>
            </tr>
        }
    });
    view! {
        <div class="staff-head"><div>
            <a class="staff-head-way" href=base.clone()>{page.name.clone()}</a>
            <h1>{words.revisions}</h1>
            <p class="staff-head-second"><a href=format!("{base}/plan")>{words.to_plan}</a></p>
        </div></div>
        <div class="table-frame" role="region" aria-label=words.revisions tabindex="0">
            <table class="table">
                <thead><tr>
                    <th scope="col">{words.revision}</th><th scope="col">{words.date}</th><th scope="col">{words.why}</th>
                    <th scope="col">{words.author}</th><th scope="col">{words.answer}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
