//! Activities of one citizen: the list, and the form to add and change. What the coordinator adds is
//! the same command as the citizen's own.

pub mod fields;

use crate::text::Lang;
use crate::ui::icon::{Icon, IconName};
use chrono::NaiveDate;
use domain::activity::Activity;
use domain::id::{ActivityId, PersonId};
use leptos::prelude::*;
use uuid::Uuid;

use super::appointment::weights;
use super::form::{Choice, Draw, FieldError, Input, Typed, command_field, hidden};
use super::text::Activities;
use super::{say, when};

/// The list.
#[derive(Clone, Debug)]
pub struct ListPage {
    /// The language.
    pub lang: Lang,
    /// Today.
    pub today: NaiveDate,
    /// Whose.
    pub citizen: PersonId,
    /// The name.
    pub name: String,
    /// The activities.
    pub activities: Vec<(ActivityId, Activity)>,
    /// Whether they can be changed.
    pub can_write: bool,
}

/// Draws the list.
pub fn list_page(page: &ListPage) -> AnyView {
    let words = Activities::of(page.lang);
    let base = format!("/staff/citizens/{}", page.citizen);
    let new = page.can_write.then(|| {
        view! {
            <a class="button" href=format!("{base}/activities/new")><Icon name=IconName::Plus />{words.new}</a>
        }
    });
    let list = if page.activities.is_empty() {
        view! { <p class="card empty">{words.empty}</p> }.into_any()
    } else {
        view! { <ol class="worklist">{page.activities.iter().map(|(id, one)| row(page, *id, one)).collect_view()}</ol> }
            .into_any()
    };
    view! {
        <div class="staff-head">
            <div><a class="staff-head-way" href=base.clone()>{page.name.clone()}</a><h1>{words.title}</h1></div>
            {new}
        </div>
        {list}
    }
    .into_any()
}

fn row(page: &ListPage, id: ActivityId, one: &Activity) -> AnyView {
    let lang = page.lang;
    let name = if page.can_write {
        let href = format!("/staff/citizens/{}/activities/{id}", page.citizen);
        view! { <a href=href>{one.name.clone()}</a> }.into_any()
    } else {
        one.name.clone().into_any()
    };
    let start = one.start.map(|start| format!(" {}", when::at_clock(lang, start))).unwrap_or_default();
    view! {
        <li class="worklist-row">
            <Icon name=IconName::Today />
            <div>
                <h2 class="worklist-name">{name}</h2>
                <p class="worklist-why">{format!("{} · {}", when::minutes(lang, one.minutes), crate::text::weight(lang, one.weight))}</p>
            </div>
            <p class="worklist-when"><b>{format!("{}{start}", when::near_day_alone(lang, one.date, page.today))}</b><span>{say::recurrence(lang, one.recurrence.as_ref(), page.today)}</span></p>
        </li>
    }
    .into_any()
}

/// The form.
#[derive(Clone, Debug)]
pub struct FormPage {
    /// The language.
    pub lang: Lang,
    /// Whose.
    pub citizen: PersonId,
    /// The name.
    pub name: String,
    /// Which; none for a new one.
    pub id: Option<ActivityId>,
    /// The id of this form.
    pub command: Uuid,
    /// The id of the form that takes it off the plan.
    pub remove_command: Uuid,
    /// What the form was made from.
    pub version: String,
    /// What stands in the fields.
    pub typed: Typed,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// Draws the form.
pub fn form_page(page: &FormPage) -> AnyView {
    let words = Activities::of(page.lang);
    let base = format!("/staff/citizens/{}", page.citizen);
    let (title, action) = match page.id {
        Some(id) => (words.change, format!("{base}/activities/{id}")),
        None => (words.new, format!("{base}/activities/new")),
    };
    let remove = page.id.map(|id| {
        view! {
            <form class="below" method="post" action=format!("{base}/activities/{id}/remove")>
                {command_field(page.remove_command)}
                <button class="button button-outline" type="submit">{words.remove}</button>
                <p class="second">{words.remove_hint}</p>
            </form>
        }
    });
    view! {
        <div class="staff-head"><div>
            <a class="staff-head-way" href=base.clone()>{page.name.clone()}</a>
            <h1>{title}</h1>
            <p class="staff-head-second">{words.seen}</p>
        </div></div>
        <form class="form" method="post" action=action data-draft=format!("activity-{}-{}", page.citizen, page.version)>
            {command_field(page.command)}{hidden("version", &page.version)}
            {fields_of(page, words)}
        </form>
        {remove}
    }
    .into_any()
}

fn fields_of(page: &FormPage, words: &'static Activities) -> AnyView {
    let draw = Draw { lang: page.lang, typed: &page.typed, errors: &page.errors, prefix: "" };
    let kinds = [
        Choice { value: "physical", words: words.kind_physical },
        Choice { value: "thinking", words: words.kind_thinking },
        Choice { value: "feelings", words: words.kind_feelings },
        Choice { value: "social", words: words.kind_social },
    ];
    let importance = [
        Choice { value: "1", words: words.importance_must },
        Choice { value: "2", words: words.importance_normal },
        Choice { value: "3", words: words.importance_can_wait },
    ];
    let repeat = [
        Choice { value: "none", words: words.repeat_none },
        Choice { value: "daily", words: words.repeat_daily },
        Choice { value: "weekly", words: words.repeat_weekly },
    ];
    view! {
        {draw.summary(&labels(words))}
        <section class="card form">
            {draw.line("name", words.name, "", Input::Text)}
            {draw.ticks("weight", words.weight, words.weight_hint, &weights(page.lang), false)}
            <div class="fields-row">
                {draw.line("minutes", words.minutes, "", Input::Number(0, 1440))}
                {draw.line("travel_minutes", words.travel, "", Input::Number(0, 600))}
                {draw.line("date", words.date, "", Input::Date)}
                {draw.line("start", words.start, words.start_hint, Input::Time)}
            </div>
            {draw.ticks("kinds", words.kinds, "", &kinds, true)}
            {draw.ticks("importance", words.importance, "", &importance, false)}
            {draw.tick("fixed", words.fixed)}
        </section>
        <section class="card form">
            {draw.ticks("repeat", words.repeat, "", &repeat, false)}
            {draw.ticks("days", words.days, words.days_hint, &days(words), true)}
            <div class="fields-row">
                {draw.line("interval", words.interval, words.interval_hint, Input::Number(1, 52))}
                {draw.line("until", words.until, words.until_hint, Input::Date)}
            </div>
            {(!page.typed.get("times").is_empty()).then(|| draw.line("times", words.times, "", Input::Number(1, 400)))}
            <div class="buttons"><button class="button" type="submit" name="action" value="save">{words.save}</button></div>
        </section>
    }
    .into_any()
}

fn days(words: &'static Activities) -> [Choice; 7] {
    let names = [words.mo, words.tu, words.we, words.th, words.fr, words.sa, words.su];
    let mut names = names.into_iter();
    fields::DAYS.map(|(value, _)| Choice { value, words: names.next().unwrap_or_default() })
}

fn labels(words: &'static Activities) -> [(&'static str, &'static str); 8] {
    [
        ("name", words.name),
        ("minutes", words.minutes),
        ("travel_minutes", words.travel),
        ("date", words.date),
        ("start", words.start),
        ("interval", words.interval),
        ("until", words.until),
        ("times", words.times),
    ]
}

/// What a field of the form is called.
pub fn label(lang: Lang, name: &str) -> String {
    let words = Activities::of(lang);
    let more = [
        ("weight", words.weight),
        ("kinds", words.kinds),
        ("importance", words.importance),
        ("fixed", words.fixed),
        ("repeat", words.repeat),
        ("days", words.days),
    ];
    let mut all = labels(words).into_iter().chain(more);
    all.find(|(field, _)| *field == name).map_or_else(|| name.to_owned(), |(_, label)| label.to_owned())
}
