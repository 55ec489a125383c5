//! Adding and changing an activity. Few fields first; the rest is opened by who wants it.

use super::activity::find;
use super::frame::{is_open, not_found};
use super::place::Place;
use super::state::State;
use crate::text::{ActivityTexts, Common, Lang, weight as weight_word, when};
use crate::ui::form::{Faults, Form};
use crate::ui::parts::{AnswerRow, Field, choice, page_head, tick, visible_to, way_back};
use chrono::NaiveDate;
use domain::activity::{Activity, ActivityKind, Importance, Weight};
use domain::id::OccurrenceId;
use domain::record::{Kind, Record};
use domain::schedule::{Ending, Frequency, Recurrence};
use domain::time::{clock_time, monday_of, plus_days};
use leptos::prelude::*;

/// The screen for a new one.
pub fn add(state: State, lang: Lang, date: Option<NaiveDate>) -> AnyView {
    let t = ActivityTexts::of(lang);
    let (is_open, today) = state.screen.with_untracked(|screen| (is_open(screen), screen.today()));
    let date = date.unwrap_or(today);
    let back = if date == today { Place::Today.path() } else { Place::Day(date).path() };
    let form = is_open.then(|| {
        let faults = Faults::new();
        let body = view! {
            {fields(lang, None, date, faults)}
            <button class="button button-wide" type="submit">{t.add}</button>
        };
        Form::new(lang, "activity.add", "add", back.clone()).class("form").faults(faults).go(back.clone()).view(body)
    });
    view! {
        {way_back(back, Common::of(lang).back)}
        {page_head(t.add_title, None)}
        {form}
        {visible_to(lang, t.your_plan_seen.to_owned())}
    }
    .into_any()
}

/// The screen for a change.
pub fn edit(state: State, lang: Lang, id: OccurrenceId) -> AnyView {
    let t = ActivityTexts::of(lang);
    let found = state.screen.with_untracked(|screen| {
        let one = find(screen, id)?;
        let activity = match screen.get(Kind::Activity, one.activity.0) {
            Some(Record::Activity(activity)) => Some(activity.as_ref().clone()),
            _ => None,
        };
        Some((one.activity, activity?, is_open(screen)))
    });
    let Some((activity_id, activity, is_open)) = found else {
        return not_found(lang);
    };
    let back = Place::Activity(id).path();
    let form = is_open.then(|| {
        let faults = Faults::new();
        let body = view! {
            {fields(lang, Some(&activity), activity.date, faults)}
            <p class="field-hint">{t.edit_all}</p>
            <button class="button button-wide" type="submit">{t.save_changes}</button>
        };
        Form::new(lang, "activity.edit", format!("edit:{activity_id}"), back.clone())
            .with("activity", activity_id)
            .class("form")
            .faults(faults)
            .go("/")
            .view(body)
    });
    view! {
        {way_back(back, Common::of(lang).back)}
        {page_head(t.edit_title, None)}
        {form}
        {visible_to(lang, t.your_plan_seen.to_owned())}
    }
    .into_any()
}

const fn weight_value(weight: Weight) -> &'static str {
    match weight {
        Weight::Rest => "rest",
        Weight::Light => "light",
        Weight::Medium => "medium",
        Weight::Heavy => "heavy",
    }
}

const fn kind_value(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Physical => "physical",
        ActivityKind::Thinking => "thinking",
        ActivityKind::Feelings => "feelings",
        ActivityKind::Social => "social",
    }
}

fn fields(lang: Lang, known: Option<&Activity>, date: NaiveDate, faults: Faults) -> AnyView {
    let t = ActivityTexts::of(lang);
    let weights: Vec<AnyView> = Weight::ALL
        .into_iter()
        .map(|weight| {
            let value = weight_value(weight).to_owned();
            AnswerRow {
                id: format!("weight-{value}"),
                name: "weight".to_owned(),
                value,
                label: weight_word(lang, weight).to_owned(),
                is_checked: known.is_some_and(|known| known.weight == weight).into(),
                ..AnswerRow::default()
            }
            .view()
        })
        .collect();
    let minutes = known.map(|known| known.minutes.to_string()).unwrap_or_default();
    let start = known.and_then(|known| known.start).map(clock_time::text).unwrap_or_default();
    view! {
        {Field::new(lang, "name", t.name, faults).input("text", None, known.map(|known| known.name.clone()).unwrap_or_default())}
        <fieldset class="field">
            <legend class="field-label">{t.weight}</legend>
            <p class="field-hint">{t.weight_hint}</p>
            <div class="answer-rows" id="weight" tabindex="-1">{weights}</div>
        </fieldset>
        {Field::new(lang, "minutes", t.minutes, faults).class("field-short").input("text", Some("numeric"), minutes)}
        <div class="fields-row">
            {Field::new(lang, "date", t.date, faults).input("date", None, date.to_string())}
            {Field::new(lang, "start", t.start, faults).hint(Common::of(lang).optional).input("time", None, start)}
        </div>
        <details class="more"><summary>{t.more}</summary><div class="form">{more(lang, known, faults)}</div></details>
    }
    .into_any()
}

fn more(lang: Lang, known: Option<&Activity>, faults: Faults) -> AnyView {
    let t = ActivityTexts::of(lang);
    let travel = known.filter(|known| known.travel_minutes > 0).map(|known| known.travel_minutes.to_string());
    let chosen = known.map_or(Importance::default(), |known| known.importance);
    let importance: Vec<AnyView> = Importance::ALL
        .into_iter()
        .map(|one| {
            choice(
                "importance",
                u8::from(one).to_string(),
                ActivityTexts::importance(lang, one).to_owned(),
                one == chosen,
            )
        })
        .collect();
    let kinds: Vec<AnyView> = ActivityKind::ALL
        .into_iter()
        .map(|kind| {
            let is_known = known.is_some_and(|known| known.kinds.contains(&kind));
            tick("kinds", kind_value(kind).to_owned(), ActivityTexts::kind(lang, kind).to_owned(), is_known)
        })
        .collect();
    view! {
        {repetition(lang, known.and_then(|known| known.recurrence.as_ref()), faults)}
        <fieldset class="field"><legend class="field-label">{t.importance}</legend>{importance}</fieldset>
        {Field::new(lang, "travel_minutes", t.travel, faults).class("field-short").input("text", Some("numeric"), travel.unwrap_or_default())}
        <fieldset class="field"><legend class="field-label">{t.kinds}</legend>{kinds}</fieldset>
        {tick("fixed", "on".to_owned(), t.fixed.to_owned(), known.is_some_and(|known| known.fixed))}
    }
    .into_any()
}

/// Which of the plain choices a repetition is; none for one that they do not cover.
fn plain(recurrence: &Recurrence) -> Option<&'static str> {
    match (recurrence.frequency, recurrence.interval, recurrence.ending) {
        (_, _, Ending::Count(_)) => None,
        (Frequency::Daily, 1, _) if recurrence.by_day.is_empty() => Some("daily"),
        (Frequency::Weekly, 1, _) => Some("weekly"),
        _ => None,
    }
}

fn repetition(lang: Lang, known: Option<&Recurrence>, faults: Faults) -> AnyView {
    let t = ActivityTexts::of(lang);
    let chosen = known.map_or("once", |known| plain(known).unwrap_or("rrule"));
    let as_now = (chosen == "rrule").then(|| choice("repeat", "rrule".to_owned(), t.as_now.to_owned(), true));
    let rule = known.map(Recurrence::text).unwrap_or_default();
    let left_out: Vec<AnyView> = known
        .map(|known| known.exdates.clone())
        .unwrap_or_default()
        .into_iter()
        .map(|day| view! { <input type="hidden" name="exdate" value=day.to_string() /> }.into_any())
        .collect();
    let until = match known.map(|known| known.ending) {
        Some(Ending::Until(day)) => day.to_string(),
        _ => String::new(),
    };
    let monday = monday_of(NaiveDate::default());
    let weekdays: Vec<AnyView> = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
        .into_iter()
        .zip(0..)
        .map(|(code, ahead)| {
            let day = plus_days(monday, ahead);
            let is_known = known.is_some_and(|known| known.by_day.contains(chrono::Datelike::weekday(&day)));
            tick("weekday", code.to_owned(), when::capital(when::weekday(lang, day)), is_known)
        })
        .collect();
    view! {
        <fieldset class="field">
            <legend class="field-label">{t.repeat}</legend>
            {choice("repeat", "once".to_owned(), t.once.to_owned(), chosen == "once")}
            {choice("repeat", "daily".to_owned(), t.daily.to_owned(), chosen == "daily")}
            {choice("repeat", "weekly".to_owned(), t.weekly.to_owned(), chosen == "weekly")}
            {as_now}
            <input type="hidden" name="rrule" value=rule />
            {left_out}
        </fieldset>
        <fieldset class="field"><legend class="field-label">{t.weekdays}</legend><div class="fields-row">{weekdays}</div></fieldset>
        {Field::new(lang, "until", t.until, faults).hint(t.until_hint).input("date", None, until)}
    }
    .into_any()
}
