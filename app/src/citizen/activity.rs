//! One activity on its day: how it went, another day for it, and taking it off. Nothing here is a verdict.

use super::ended;
use super::frame::is_open;
use super::place::Place;
use super::state::State;
use crate::text::{ActivityTexts, Common, DayTexts, Lang, felt as felt_word, when};
use crate::ui::form::{Faults, Form};
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{AnswerRow, Field, choice, live, visible_to, way_back, weight};
use domain::activity::{Felt, Occurrence, Status, Weight};
use domain::id::OccurrenceId;
use domain::record::{Kind, Record};
use domain::snapshot::Snapshot;
use domain::time::plus_days;
use leptos::prelude::*;

/// The activity on its day.
pub fn find(screen: &Snapshot, id: OccurrenceId) -> Option<&Occurrence> {
    match screen.get(Kind::Occurrence, id.0) {
        Some(Record::Occurrence(one)) => Some(one.as_ref()),
        _ => None,
    }
}

/// The screen.
pub fn view(state: State, lang: Lang, id: OccurrenceId) -> AnyView {
    let Some(one) = state.screen.with_untracked(|screen| find(screen, id).cloned()) else {
        return super::frame::not_found(lang);
    };
    let t = ActivityTexts::of(lang);
    let c = Common::of(lang);
    let may = Memo::new(move |_| state.screen.with(|screen| is_open(screen) && find(screen, id).is_some()));
    let is_past =
        Memo::new(move |_| state.screen.with(|screen| find(screen, id).is_some_and(|one| one.date <= screen.today())));
    let gone = move || {
        state.screen.with(|screen| find(screen, id).is_none()).then(|| view! { <p class="notice">{t.removed}</p> })
    };
    let recorded = one.clone();
    let moved = one.clone();
    view! {
        {way_back("/", c.today)}
        {live(move || state.screen.with(|screen| head(screen, lang, id)))}
        {gone}
        {ended::notice(state, lang)}
        {move || (may.get() && is_past.get()).then(|| record(lang, id, &recorded))}
        {move || may.get().then(|| other_day(state, lang, id, &moved))}
        {move || may.get().then(|| off(lang, id, &one))}
        {live(move || state.screen.with(|screen| {
            let words = if screen.shares_energy() { t.record_shared } else { t.record_private };
            visible_to(lang, format!("{} {words}", t.your_plan_seen))
        }))}
    }
    .into_any()
}

fn head(screen: &Snapshot, lang: Lang, id: OccurrenceId) -> AnyView {
    let Some(one) = find(screen, id) else {
        return ().into_any();
    };
    let day = when::capital(&when::day_in_words(lang, one.date, screen.today()));
    let time = one.start.map(|start| format!(" {}", when::at_clock(lang, start)));
    let state = match one.status {
        Status::Done => Some((IconName::Done, ActivityTexts::of(lang).done)),
        Status::Skipped => Some((IconName::Minus, crate::text::TodayTexts::of(lang).skipped)),
        Status::Planned | Status::Moved => None,
    };
    view! {
        <div class="appointment-head">
            <h1>{one.name.clone()}</h1>
            <p class="appointment-when">{day}{time}</p>
            <p class="path-detail"><span>{when::minutes(lang, one.minutes)}</span>{weight(lang, one.weight)}</p>
            {state.map(|(icon, word)| view! { <p class="path-answer" role="status"><Icon name=icon />{word}</p> })}
        </div>
        {moved_notice(screen, lang, id, one)}
    }
    .into_any()
}

/// It was moved; one tap puts it back.
fn moved_notice(screen: &Snapshot, lang: Lang, id: OccurrenceId, one: &Occurrence) -> Option<AnyView> {
    let is_moved = one.status == Status::Moved && one.date != one.planned_on && one.planned_on >= screen.today();
    (is_moved && is_open(screen)).then(|| {
        let day = when::day_short_words(lang, one.date, screen.today());
        let body = view! {
            <p class="path-moved">{DayTexts::moved_to(lang, &one.name, &day)}</p>
            <button class="button button-words" type="submit">{ActivityTexts::of(lang).move_back}</button>
        };
        Form::new(lang, "activity.move", format!("back:{id}:{}", one.date), Place::Activity(id).path())
            .with("occurrence", id)
            .with("date", one.planned_on)
            .with("start", one.start.map(domain::time::clock_time::text).unwrap_or_default())
            .class("undo")
            .view(body)
    })
}

fn record(lang: Lang, id: OccurrenceId, one: &Occurrence) -> AnyView {
    let t = ActivityTexts::of(lang);
    let faults = Faults::new();
    let row = |status: Status, value: &str, label: &str| {
        AnswerRow {
            id: format!("status-{value}"),
            name: "status".to_owned(),
            value: value.to_owned(),
            label: label.to_owned(),
            is_checked: (one.status == status).into(),
            ..AnswerRow::default()
        }
        .view()
    };
    let feeling = |felt: Felt, value: &str| {
        choice("felt", value.to_owned(), felt_word(lang, felt).to_owned(), one.felt == Some(felt))
    };
    let minutes = Field::new(lang, "minutes", t.took, faults).hint(Common::of(lang).optional).class("field-short");
    let minutes = minutes.input("text", Some("numeric"), one.actual_minutes.map(|m| m.to_string()).unwrap_or_default());
    let body = view! {
        <fieldset>
            <legend class="answer-rows-question">{t.how_did_it_go}</legend>
            <div class="answer-rows" id="status" tabindex="-1">
                {row(Status::Done, "done", t.done)}
                {row(Status::Skipped, "skipped", t.skipped)}
                {row(Status::Planned, "planned", t.planned)}
            </div>
            <p class="second below">{t.skip_is_fine}</p>
        </fieldset>
        {minutes}
        <fieldset class="field">
            <legend class="field-label">{t.felt}</legend>
            {feeling(Felt::Lighter, "lighter")}
            {feeling(Felt::AsExpected, "as_expected")}
            {feeling(Felt::Heavier, "heavier")}
        </fieldset>
        <button class="button button-wide" type="submit">{Common::of(lang).save}</button>
    };
    Form::new(lang, "activity.record", format!("record:{id}"), Place::Activity(id).path())
        .with("occurrence", id)
        .class("form below-more")
        .faults(faults)
        .go("/")
        .view(body)
}

/// Another day, or a part of it on another day. What is agreed with others is moved by a message.
fn other_day(state: State, lang: Lang, id: OccurrenceId, one: &Occurrence) -> AnyView {
    let t = ActivityTexts::of(lang);
    if one.fixed {
        let words = DayTexts::of(lang).ask_coordinator;
        return view! { <p class="section"><a class="way-on" href="/messages?about=day">{words}</a></p> }.into_any();
    }
    if one.status == Status::Done {
        return ().into_any();
    }
    let faults = Faults::new();
    let today = state.screen.with_untracked(|screen| screen.today());
    let tomorrow = plus_days(one.date.max(today), 1);
    let start = one.start.map(domain::time::clock_time::text).unwrap_or_default();
    let date = Field::new(lang, "date", t.date, faults).prefix("move-").input("date", None, tomorrow.to_string());
    let time = Field::new(lang, "start", t.start, faults).prefix("move-").input("time", None, start);
    let body = view! {
        <p class="field-hint">{t.move_hint}</p>
        <div class="fields-row">{date}{time}</div>
        <button class="button button-outline button-wide" type="submit">{t.move_button}</button>
    };
    let form = Form::new(lang, "activity.move", format!("move:{id}"), Place::Activity(id).path())
        .with("occurrence", id)
        .class("form")
        .prefix("move-")
        .faults(faults)
        .view(body);
    view! {
        <details class="more section"><summary>{t.move_it}</summary>{form}</details>
        {(one.minutes >= 10 && one.weight != Weight::Rest).then(|| split(lang, id, one, tomorrow))}
    }
    .into_any()
}

fn split(lang: Lang, id: OccurrenceId, one: &Occurrence, day: chrono::NaiveDate) -> AnyView {
    let t = ActivityTexts::of(lang);
    let faults = Faults::new();
    let half = (one.minutes / 2 / 5 * 5).max(5);
    let minutes =
        Field::new(lang, "minutes", t.minutes, faults).prefix("split-").hint(t.split_hint).class("field-short");
    let date = Field::new(lang, "date", t.date, faults).prefix("split-");
    let body = view! {
        {minutes.input("text", Some("numeric"), half.to_string())}
        {date.input("date", None, day.to_string())}
        <button class="button button-outline button-wide" type="submit">{t.split_button}</button>
    };
    let form = Form::new(lang, "activity.split", format!("split:{id}"), Place::Activity(id).path())
        .with("occurrence", id)
        .class("form")
        .prefix("split-")
        .faults(faults)
        .go("/")
        .view(body);
    view! { <details class="more"><summary>{t.split_it}</summary>{form}</details> }.into_any()
}

/// Change it, or take it off. What was done stays.
fn off(lang: Lang, id: OccurrenceId, one: &Occurrence) -> AnyView {
    let t = ActivityTexts::of(lang);
    let button = view! {
        <p class="field-hint">{t.remove_hint}</p>
        <button class="button button-outline button-wide" type="submit">{t.remove_button}</button>
    };
    let form = Form::new(lang, "activity.remove", format!("remove:{}", one.activity), "/")
        .with("activity", one.activity)
        .class("form")
        .go("/")
        .view(button);
    view! {
        <p><a class="way-on" href=Place::EditActivity(id).path()><Icon name=IconName::Pen />{t.edit_title}</a></p>
        <details class="more"><summary>{t.remove}</summary>{form}</details>
    }
    .into_any()
}
