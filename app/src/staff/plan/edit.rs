//! The draft of the next revision: the citizen's words verbatim, goals with five levels, help with who
//! gives it and who answers for it. Everything is one form, so that nothing typed is lost on the way.

use crate::text::Lang;
use domain::id::PersonId;
use leptos::prelude::*;
use uuid::Uuid;

use super::super::form::{Choice, Draw, FieldError, Input, Typed, command_field, hidden};
use super::super::say;
use super::super::text::Plan;
use super::super::thread::first_name;

/// The page.
#[derive(Clone, Debug)]
pub struct EditPage {
    /// The language.
    pub lang: Lang,
    /// Whose.
    pub citizen: PersonId,
    /// The name.
    pub name: String,
    /// The id of this form.
    pub command: Uuid,
    /// What the form was made from: the revision, and the version of the draft.
    pub version: String,
    /// What stands in the fields.
    pub typed: Typed,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// Draws the page.
pub fn edit_page(page: &EditPage) -> AnyView {
    let words = Plan::of(page.lang);
    let base = format!("/staff/citizens/{}", page.citizen);
    let draw = Draw { lang: page.lang, typed: &page.typed, errors: &page.errors, prefix: "" };
    let labels: Vec<(String, String)> = page
        .errors
        .iter()
        .map(|error| (error.field.clone(), plan_label(page.lang, &page.typed, &error.field)))
        .collect();
    let labels: Vec<(&str, &str)> = labels.iter().map(|(name, label)| (name.as_str(), label.as_str())).collect();
    let ids = |kind: &'static str| page.typed.all(kind).map(str::to_owned).collect::<Vec<_>>();
    let goals = ids("goal").into_iter().enumerate().map(|(index, id)| goal_fields(draw, words, &id, index));
    let items = ids("item").into_iter().enumerate().map(|(index, id)| item_fields(draw, words, &id, index));
    view! {
        <div class="staff-head"><div>
            <a class="staff-head-way" href=base.clone()>{page.name.clone()}</a>
            <h1>{words.edit_title}</h1>
            <p class="staff-head-second">{words.edit_second}</p>
        </div></div>
        <form class="form" method="post" action=format!("{base}/plan/edit") data-draft=format!("plan-{}", page.citizen)>
            {draw.summary(&labels)}
            {command_field(page.command)}{hidden("version", &page.version)}
            <section class="card">
                {draw.area("own_words", &say::own_words_label(page.lang, first_name(&page.name)), words.own_words_hint, 3)}
            </section>
            <h2>{words.goals}</h2>
            {goals.collect_view()}
            <p><button class="button button-outline" type="submit" name="action" value="add_goal">{words.add_goal}</button></p>
            <h2>{words.help}</h2>
            {items.collect_view()}
            <p><button class="button button-outline" type="submit" name="action" value="add_item">{words.add_help}</button></p>
            <section class="card">
                {draw.area("reason", words.reason, words.reason_hint, 2)}
                <div class="buttons below">
                    <button class="button" type="submit" name="action" value="publish">{words.publish}</button>
                    <button class="button button-outline" type="submit" name="action" value="save">{words.save}</button>
                </div>
            </section>
        </form>
    }
    .into_any()
}

fn goal_fields(draw: Draw<'_>, words: &'static Plan, id: &str, index: usize) -> AnyView {
    let name = |field: &str| format!("goal.{id}.{field}");
    let levels = (1..=5_u8)
        .map(|level| draw.line(&name(&format!("level{level}")), &say::level_label(draw.lang, level), "", Input::Text));
    view! {
        <fieldset class="card form">
            <legend class="visually-hidden">{say::goal_number(draw.lang, index + 1)}</legend>
            {hidden("goal", id)}
            {draw.line(&name("title"), &say::goal_number(draw.lang, index + 1), "", Input::Text)}
            {levels.collect_view()}
            {draw.area(&name("meaning"), words.meaning, words.meaning_hint, 2)}
            {draw.line(&name("place"), words.place, "", Input::Number(1, 30))}
            {draw.tick(&name("remove"), words.remove)}
        </fieldset>
    }
    .into_any()
}

fn item_fields(draw: Draw<'_>, words: &'static Plan, id: &str, index: usize) -> AnyView {
    let name = |field: &str| format!("item.{id}.{field}");
    let strands = [
        Choice { value: "health", words: words.strand_health },
        Choice { value: "social", words: words.strand_social },
        Choice { value: "employment", words: words.strand_employment },
    ];
    let statuses = [
        Choice { value: "wished", words: words.status_wished },
        Choice { value: "planned", words: words.status_planned },
        Choice { value: "running", words: words.status_running },
        Choice { value: "completed", words: words.status_completed },
        Choice { value: "stopped", words: words.status_stopped },
    ];
    view! {
        <fieldset class="card form">
            <legend class="visually-hidden">{say::help_number(draw.lang, index + 1)}</legend>
            {hidden("item", id)}
            {draw.line(&name("title"), &say::help_number(draw.lang, index + 1), "", Input::Text)}
            <div class="fields-row">
                {draw.select(&name("strand"), words.strand, "", &strands)}
                {draw.select(&name("status"), words.status, "", &statuses)}
            </div>
            <div class="fields-row">
                {draw.line(&name("provider"), words.provider, "", Input::Text)}
                {draw.line(&name("provider_role"), words.provider_role, "", Input::Text)}
                {draw.line(&name("provider_organisation"), words.provider_organisation, "", Input::Text)}
                {draw.line(&name("phone"), words.phone, "", Input::Phone)}
            </div>
            {draw.line(&name("responsible"), words.responsible, words.responsible_hint, Input::Text)}
            {draw.line(&name("pace"), words.pace, words.pace_hint, Input::Text)}
            <div class="fields-row">
                {draw.line(&name("from"), words.from, "", Input::Date)}
                {draw.line(&name("to"), words.to, "", Input::Date)}
                {draw.line(&name("load"), words.load, words.load_hint, Input::Number(0, 4320))}
            </div>
            {draw.area(&name("stopped_reason"), words.stopped_reason, words.stopped_reason_hint, 2)}
            {draw.line(&name("place"), words.place, "", Input::Number(1, 30))}
            {draw.tick(&name("remove"), words.remove)}
        </fieldset>
    }
    .into_any()
}

/// What a field of the form is called, with whose it is: "Træning: Ansvarlig".
pub fn plan_label(lang: Lang, typed: &Typed, name: &str) -> String {
    let words = Plan::of(lang);
    match name {
        "own_words" => return words.own_words.to_owned(),
        "reason" => return words.reason.to_owned(),
        _ => {}
    }
    let mut parts = name.splitn(3, '.');
    let (kind, id, field) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next());
    let index = typed.all(kind).position(|one| one == id).map_or(0, |index| index + 1);
    let whose = match typed.get(&format!("{kind}.{id}.title")) {
        "" if kind == "goal" => say::goal_number(lang, index),
        "" => say::help_number(lang, index),
        title => title.to_owned(),
    };
    let field = field_label(lang, words, field.unwrap_or_default());
    format!("{whose}: {field}")
}

fn field_label(lang: Lang, words: &'static Plan, field: &str) -> String {
    let label = match field {
        "title" => words.name,
        "meaning" => words.meaning,
        "strand" => words.strand,
        "status" => words.status,
        "provider" => words.provider,
        "provider_role" => words.provider_role,
        "provider_organisation" => words.provider_organisation,
        "phone" => words.phone,
        "responsible" => words.responsible,
        "pace" => words.pace,
        "from" => words.from,
        "to" => words.to,
        "load" => words.load,
        "stopped_reason" => words.stopped_reason,
        "place" => words.place,
        "remove" => words.remove,
        other => {
            return other
                .strip_prefix("level")
                .and_then(|level| level.parse().ok())
                .map_or_else(|| other.to_owned(), |level| say::level_label(lang, level));
        }
    };
    label.to_owned()
}
