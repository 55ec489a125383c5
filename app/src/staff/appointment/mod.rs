//! Appointments of one citizen: the list, and the form to book, move and call off.

pub mod fields;

use crate::text::Lang;
use crate::ui::icon::{Icon, IconName};
use chrono::NaiveDate;
use domain::appointment::{Appointment, Mode};
use domain::id::{AppointmentId, PersonId};
use domain::time::Instant;
use leptos::prelude::*;
use uuid::Uuid;

use super::form::{Choice, Draw, FieldError, Input, Typed, command_field, hidden};
use super::text::Appointments;
use super::week::{DayEffect, effect_card};
use super::{say, when};

/// The list.
#[derive(Clone, Debug)]
pub struct ListPage {
    /// The language.
    pub lang: Lang,
    /// Now.
    pub now: Instant,
    /// Whose.
    pub citizen: PersonId,
    /// The name.
    pub name: String,
    /// The appointments.
    pub appointments: Vec<(AppointmentId, Appointment)>,
    /// Whether new ones can be booked.
    pub can_write: bool,
}

/// Draws the list: coming ones first, then what was.
pub fn list_page(page: &ListPage) -> AnyView {
    let words = Appointments::of(page.lang);
    let base = format!("/staff/citizens/{}", page.citizen);
    let (mut coming, mut past): (Vec<_>, Vec<_>) =
        page.appointments.iter().partition(|(_, one)| one.ends_at() > page.now);
    coming.sort_by_key(|(id, one)| (one.starts_at(), *id));
    past.sort_by_key(|(id, one)| (std::cmp::Reverse(one.starts_at()), *id));
    let new = page.can_write.then(|| {
        view! {
            <a class="button" href=format!("{base}/appointments/new")><Icon name=IconName::Calendar />{words.new}</a>
        }
    });
    view! {
        <div class="staff-head">
            <div><a class="staff-head-way" href=base.clone()>{page.name.clone()}</a><h1>{words.title}</h1></div>
            {new}
        </div>
        {section(page, words, "coming", words.coming, words.none_coming, &coming)}
        {section(page, words, "past", words.past, words.none_past, &past)}
    }
    .into_any()
}

fn section(
    page: &ListPage,
    words: &'static Appointments,
    id: &'static str,
    title: &'static str,
    empty: &'static str,
    items: &[&(AppointmentId, Appointment)],
) -> AnyView {
    let list = if items.is_empty() {
        view! { <p class="card empty">{empty}</p> }.into_any()
    } else {
        view! { <ol class="worklist">{items.iter().map(|(id, one)| row(page, words, *id, one)).collect_view()}</ol> }
            .into_any()
    };
    view! { <section aria-labelledby=id><div class="staff-section-head"><h2 id=id>{title}</h2></div>{list}</section> }
        .into_any()
}

fn row(page: &ListPage, words: &'static Appointments, id: AppointmentId, one: &Appointment) -> AnyView {
    let (lang, today) = (page.lang, page.now.date());
    let who: Vec<&str> = one.with.iter().map(|with| with.name.as_str()).collect();
    let place = say::place(lang, one.mode, &one.place);
    let state =
        if one.is_booked() { say::appointment_reply(lang, one.current_reply()) } else { words.cancelled.to_owned() };
    view! {
        <li class="worklist-row">
            <Icon name=mode_icon(one.mode) />
            <div>
                <h3 class="worklist-name"><a href=format!("/staff/citizens/{}/appointments/{id}", page.citizen)>{one.title.clone()}</a></h3>
                <p class="worklist-why">{format!("{} · {place}", who.join(", "))}</p>
            </div>
            <p class="worklist-when">
                <b>{when::near_day_alone(lang, one.date, today)}</b>
                <span>{format!("{}, {}", when::at_clock(lang, one.start), when::minutes(lang, one.minutes))}</span>
            </p>
            <p class="worklist-act">{state}</p>
        </li>
    }
    .into_any()
}

const fn mode_icon(mode: Mode) -> IconName {
    match mode {
        Mode::InPerson => IconName::Pin,
        Mode::Phone => IconName::Phone,
        Mode::Video => IconName::Video,
    }
}

/// What the citizen has on the chosen day, as far as the coordinator may know.
#[derive(Clone, Debug)]
pub enum Preview {
    /// Bands, because the citizen shares them; the chosen day first.
    Bands(Vec<DayEffect>),
    /// Only the taken hours.
    Busy(NaiveDate, String),
}

/// The form.
#[derive(Clone, Debug)]
pub struct FormPage {
    /// The language.
    pub lang: Lang,
    /// Today.
    pub today: NaiveDate,
    /// Whose.
    pub citizen: PersonId,
    /// The name.
    pub name: String,
    /// Which; none for a new one.
    pub id: Option<AppointmentId>,
    /// The id of this form.
    pub command: Uuid,
    /// The id of the form that calls it off.
    pub cancel_command: Uuid,
    /// What the form was made from.
    pub version: String,
    /// The citizen's answer, in words.
    pub reply: Option<String>,
    /// Whether it was called off.
    pub is_cancelled: bool,
    /// What stands in the fields.
    pub typed: Typed,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// The effect, once it was asked for.
    pub preview: Option<Preview>,
}

/// Draws the form.
pub fn form_page(page: &FormPage) -> AnyView {
    let words = Appointments::of(page.lang);
    let base = format!("/staff/citizens/{}", page.citizen);
    let title = if page.id.is_some() { words.change } else { words.new };
    let action = page.id.map_or_else(|| format!("{base}/appointments/new"), |id| format!("{base}/appointments/{id}"));
    let reply = page
        .reply
        .clone()
        .map(|reply| view! { <p class="notice"><Icon name=IconName::Check /><span>{reply}</span></p> });
    let cancelled = page.is_cancelled.then(|| view! { <p class="notice notice-changed">{words.is_cancelled}</p> });
    let cancel = page.id.filter(|_| !page.is_cancelled).map(|id| cancel_form(page, words, &base, id));
    view! {
        <div class="staff-head"><div>
            <a class="staff-head-way" href=base.clone()>{page.name.clone()}</a>
            <h1>{title}</h1>
            <p class="staff-head-second"><a href=format!("{base}/appointments")>{words.title}</a></p>
        </div></div>
        {cancelled}{reply}
        <form class="form" method="post" action=action data-draft=format!("appointment-{}-{}", page.citizen, page.version)>
            {fields(page, words)}
        </form>
        {cancel}
    }
    .into_any()
}

fn fields(page: &FormPage, words: &'static Appointments) -> AnyView {
    let draw = Draw { lang: page.lang, typed: &page.typed, errors: &page.errors, prefix: "" };
    let modes = [
        Choice { value: "in_person", words: words.mode_in_person },
        Choice { value: "phone", words: words.mode_phone },
        Choice { value: "video", words: words.mode_video },
    ];
    view! {
        {draw.summary(&labels(words))}
        {command_field(page.command)}{hidden("version", &page.version)}
        <section class="card form">
            {draw.line("title", words.name, "", Input::Text)}
            <div class="fields-row">
                {draw.line("date", words.date, "", Input::Date)}
                {draw.line("start", words.start, "", Input::Time)}
                {draw.line("minutes", words.minutes, "", Input::Number(5, 480))}
                {draw.line("travel_minutes", words.travel, words.travel_hint, Input::Number(0, 600))}
            </div>
            {draw.ticks("weight", words.weight, "", &weights(page.lang), false)}
            {preview(page, words)}
            {buttons(page, words)}
        </section>
        <section class="card form">
            <div class="fields-row">
                {draw.line("with_name", words.with_name, "", Input::Text)}
                {draw.line("with_role", words.with_role, "", Input::Text)}
                {draw.line("with_organisation", words.with_organisation, "", Input::Text)}
            </div>
            {draw.ticks("mode", words.mode, "", &modes, false)}
            {draw.line("place", words.place, words.place_hint, Input::Text)}
            {draw.line("address", words.address, "", Input::Text)}
            {draw.area("way", words.way, words.way_hint, 3)}
            {draw.area("preparation", words.preparation, words.preparation_hint, 3)}
            {draw.line("companion", words.companion, "", Input::Text)}
            {draw.tick("interpreter", words.interpreter)}
            {draw.tick("mine", words.mine)}
        </section>
    }
    .into_any()
}

/// The four weights as a list.
pub const fn weights(lang: Lang) -> [Choice; 4] {
    let words = Appointments::of(lang);
    [
        Choice { value: "rest", words: words.weight_rest },
        Choice { value: "light", words: words.weight_light },
        Choice { value: "medium", words: words.weight_medium },
        Choice { value: "heavy", words: words.weight_heavy },
    ]
}

fn labels(words: &'static Appointments) -> [(&'static str, &'static str); 14] {
    [
        ("title", words.name),
        ("date", words.date),
        ("start", words.start),
        ("minutes", words.minutes),
        ("travel_minutes", words.travel),
        ("with_name", words.with_name),
        ("with_role", words.with_role),
        ("with_organisation", words.with_organisation),
        ("place", words.place),
        ("address", words.address),
        ("way", words.way),
        ("preparation", words.preparation),
        ("companion", words.companion),
        ("cancel-reason", words.cancel_reason),
    ]
}

/// What a field of the form is called.
pub fn label(lang: Lang, name: &str) -> String {
    let words = Appointments::of(lang);
    let more =
        [("mode", words.mode), ("weight", words.weight), ("interpreter", words.interpreter), ("mine", words.mine)];
    let all = labels(words).into_iter().chain(more);
    all.into_iter().find(|(field, _)| *field == name).map_or_else(|| name.to_owned(), |(_, label)| label.to_owned())
}

fn preview(page: &FormPage, words: &'static Appointments) -> AnyView {
    match &page.preview {
        None => ().into_any(),
        Some(Preview::Busy(date, busy)) => view! {
            <section class="effect" aria-labelledby="effect">
                <h2 id="effect">{when::capital(&when::full_day(page.lang, *date, page.today))}</h2>
                <p>{busy.clone()}</p>
                <p class="second">{words.only_busy}</p>
            </section>
        }
        .into_any(),
        Some(Preview::Bands(effects)) => {
            let (title, second) = say::effect_title(page.lang, &page.typed);
            effect_card(page.lang, &title, &second, effects, page.today)
        }
    }
}

/// After a look at the effect each day has its button; the better one is the main one.
fn buttons(page: &FormPage, words: &'static Appointments) -> AnyView {
    let save = if page.id.is_some() { words.save } else { words.book };
    if let Some(Preview::Bands(effects)) = &page.preview
        && let [chosen, better] = effects.as_slice()
    {
        let day = |effect: &DayEffect| (effect.date.to_string(), say::book_on(page.lang, effect.date, page.today));
        let ((chosen_date, chosen_words), (better_date, better_words)) = (day(chosen), day(better));
        // The first button is the one that the Enter key presses: it must book nothing.
        return view! {
            <div class="buttons">
                <button type="submit" name="action" value="preview" hidden>{words.see_again}</button>
                <button class="button" type="submit" name="book_on" value=better_date>{better_words}</button>
                <button class="button button-outline" type="submit" name="book_on" value=chosen_date>{chosen_words}</button>
                <button class="button button-words" type="submit" name="action" value="preview">{words.see_again}</button>
            </div>
        }
        .into_any();
    }
    view! {
        <div class="buttons">
            <button class="button" type="submit" name="action" value="save">{save}</button>
            <button class="button button-outline" type="submit" name="action" value="preview">{words.see_effect}</button>
        </div>
    }
    .into_any()
}

fn cancel_form(page: &FormPage, words: &'static Appointments, base: &str, id: AppointmentId) -> AnyView {
    let errors: Vec<FieldError> = page
        .errors
        .iter()
        .filter_map(|error| error.field.strip_prefix("cancel-").map(|name| FieldError::new(name, error.code)))
        .collect();
    let draw = Draw { lang: page.lang, typed: &page.typed, errors: &errors, prefix: "cancel-" };
    view! {
        <form class="card form below" method="post" action=format!("{base}/appointments/{id}/cancel")>
            <h2>{words.cancel_title}</h2>
            {command_field(page.cancel_command)}{hidden("version", &page.version)}
            {draw.line("reason", words.cancel_reason, words.cancel_reason_hint, Input::Text)}
            <div class="buttons"><button class="button button-outline" type="submit">{words.cancel}</button></div>
        </form>
    }
    .into_any()
}
