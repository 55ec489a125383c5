//! One appointment: what and when, three honest answers, the way there.

use super::ended;
use super::frame::{coordinator, is_open};
use super::next::leave_at;
use super::path::{leg, with_whom};
use super::place::{About, Place};
use super::state::State;
use crate::text::{ActivityTexts, Common, Lang, TodayTexts, points, when};
use crate::ui::area::TextArea;
use crate::ui::form::{Faults, Form};
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{AnswerRow, Field, band, first_name, live, visible_to, way_back};
use domain::activity::Weight;
use domain::appointment::{Answer, Appointment, Mode};
use domain::energy::load;
use domain::id::AppointmentId;
use domain::record::{Kind, Record};
use domain::snapshot::Snapshot;
use domain::text::NOTE_MAX;
use leptos::prelude::*;

fn find(screen: &Snapshot, id: AppointmentId) -> Option<&Appointment> {
    match screen.get(Kind::Appointment, id.0) {
        Some(Record::Appointment(one)) => Some(one.as_ref()),
        _ => None,
    }
}

/// A part of the screen that shows the appointment as it stands.
fn part(
    state: State,
    id: AppointmentId,
    show: impl Fn(&Snapshot, &Appointment) -> AnyView + Send + 'static,
) -> AnyView {
    live(move || state.screen.with(|screen| find(screen, id).map_or_else(|| ().into_any(), |one| show(screen, one))))
}

/// The screen.
pub fn view(state: State, lang: Lang, id: AppointmentId) -> AnyView {
    let may_answer = Memo::new(move |_| {
        state.screen.with(|screen| {
            find(screen, id)
                .filter(|one| one.is_booked() && one.ends_at() > screen.now && is_open(screen))
                .map(|one| one.sequence)
        })
    });
    view! {
        {way_back("/", Common::of(lang).today)}
        {part(state, id, move |screen, one| head(screen, lang, one))}
        {ended::notice(state, lang)}
        {move || may_answer.get().map(|sequence| answers(state, lang, id, sequence))}
        {part(state, id, move |screen, one| kept(screen, lang, id, one))}
        {part(state, id, move |screen, one| facts(screen, lang, one))}
        {part(state, id, move |_, one| way(lang, one))}
        {part(state, id, move |_, one| preparation(lang, one))}
        {live(move || state.screen.with(|screen| {
            visible_to(lang, Common::seen_by(lang, "Aftalen", "The appointment", &coordinator(screen, lang)))
        }))}
    }
    .into_any()
}

fn head(screen: &Snapshot, lang: Lang, one: &Appointment) -> AnyView {
    let t = ActivityTexts::of(lang);
    let today = screen.today();
    let end = one.ends_at().local().time();
    let near = when::near_day(lang, one.date, today);
    let day = when::capital(&when::day_in_words(lang, one.date, today));
    let second = near.map(|_| view! { <p class="second">{when::long_date(lang, one.date)}</p> });
    let notice = match (&one.change, one.is_booked()) {
        (_, false) => Some(t.cancelled.to_owned()),
        (Some(change), true) if one.current_reply().is_none() && one.ends_at() > screen.now => Some(change.clone()),
        _ if one.ends_at() <= screen.now => Some(t.is_over.to_owned()),
        _ => None,
    };
    let older = (one.reply.is_some() && one.current_reply().is_none() && one.is_booked()).then_some(t.answer_is_older);
    let class = if one.change.is_some() || !one.is_booked() { "notice notice-changed" } else { "notice" };
    view! {
        <div class="appointment-head">
            <h1>{one.title.clone()}</h1>
            <p class="appointment-when">{ActivityTexts::from_to(lang, &day, &when::clock(lang, one.start), &when::clock(lang, end))}</p>
            {second}
        </div>
        {notice.map(|words| view! { <div class=class><Icon name=IconName::Calendar /><div><p>{words}</p>{older.map(|older| view! { <p>{older}</p> })}</div></div> })}
    }
    .into_any()
}

/// The three answers, none chosen before the person has chosen.
fn answers(state: State, lang: Lang, id: AppointmentId, sequence: u32) -> AnyView {
    let t = ActivityTexts::of(lang);
    let faults = Faults::new();
    let chosen = Memo::new(move |_| {
        state.screen.with(|screen| find(screen, id).and_then(Appointment::current_reply).map(|reply| reply.answer))
    });
    let row = |answer: Answer, value: &str, label: &str| {
        AnswerRow {
            id: format!("answer-{value}"),
            name: "answer".to_owned(),
            value: value.to_owned(),
            label: label.to_owned(),
            is_checked: Signal::derive(move || chosen.get() == Some(answer)),
            ..AnswerRow::default()
        }
        .view()
    };
    let words = Field::new(lang, "text", t.a_few_words, faults);
    let body = view! {
        <fieldset>
            <legend class="answer-rows-question">{t.are_you_coming}</legend>
            <div class="answer-rows" id="answer" tabindex="-1">
                {row(Answer::Coming, "coming", t.coming_answer)}
                {row(Answer::Cannot, "cannot", t.cannot)}
                {row(Answer::NeedHelp, "need_help", t.need_help)}
            </div>
        </fieldset>
        <details class="more">
            <summary>{t.a_few_words}</summary>
            {words.area(TextArea { rows: 2, max: NOTE_MAX, draft: Some(format!("appointment:{id}")), ..TextArea::default() })}
        </details>
        <button class="button button-wide below" type="submit">{t.send_answer}</button>
    };
    Form::new(lang, "appointment.reply", format!("answer:{id}:{sequence}"), Place::Appointment(id).path())
        .with("appointment", id)
        .with("sequence", sequence)
        .class("below-more")
        .draft(format!("appointment:{id}"))
        .faults(faults)
        .view(body)
}

/// What was answered, and what follows from it.
fn kept(screen: &Snapshot, lang: Lang, id: AppointmentId, one: &Appointment) -> AnyView {
    let t = ActivityTexts::of(lang);
    if !one.is_booked() || one.ends_at() <= screen.now {
        return ().into_any();
    }
    let Some(reply) = one.current_reply() else {
        return view! { <p class="second below" role="status">{t.no_answer_yet}</p> }.into_any();
    };
    let moment = when::moment(lang, reply.at, screen.today());
    let to = Place::Messages(Some(About::Appointment(id))).path();
    let more = match reply.answer {
        Answer::NeedHelp => Some(t.help_next),
        Answer::Cannot => Some(t.ask_to_move),
        Answer::Coming => None,
    };
    view! {
        <div role="status">
            <p class="second below">{ActivityTexts::answer_kept(lang, &moment)}</p>
            {reply.text.clone().map(|text| view! { <p class="inset below" dir="auto">{text}</p> })}
            {more.map(|words| view! { <a class="button button-outline button-wide below" href=to><Icon name=IconName::Message />{words}</a> })}
        </div>
    }
    .into_any()
}

fn facts(screen: &Snapshot, lang: Lang, one: &Appointment) -> AnyView {
    let t = ActivityTexts::of(lang);
    let role = one
        .with
        .first()
        .filter(|who| !who.role.is_empty())
        .map(|who| ActivityTexts::is_role(lang, first_name(&who.name), &who.role));
    let place = match one.mode {
        Mode::InPerson => (IconName::Pin, one.place.clone(), one.address.clone()),
        Mode::Phone => (IconName::Phone, t.by_phone.to_owned(), one.place.clone()),
        Mode::Video => (IconName::Video, t.by_video.to_owned(), one.place.clone()),
    };
    let (icon, name, detail) = place;
    view! {
        <ul class="card icon-list below-more">
            <li><Icon name=IconName::People /><div>
                <p class="icon-list-name">{with_whom(lang, one)}</p>
                {role.map(|role| view! { <p class="icon-list-detail">{role}</p> })}
                {one.interpreter.then(|| view! { <p class="icon-list-detail">{t.interpreter}</p> })}
            </div></li>
            {(!name.is_empty()).then(|| view! {
                <li><Icon name=icon /><div><p class="icon-list-name">{name}</p><p class="icon-list-detail">{detail}</p></div></li>
            })}
            {takes(screen, lang, one)}
        </ul>
    }
    .into_any()
}

/// How much it takes of the day; rest and what takes nothing says nothing.
fn takes(screen: &Snapshot, lang: Lang, one: &Appointment) -> AnyView {
    let amount = load(one.weight, one.minutes, one.travel_minutes);
    if one.weight == Weight::Rest || amount == 0 {
        return ().into_any();
    }
    let fit = super::days::days(screen).fit(one.date);
    let budget = fit.budget.map(|budget| points(lang, budget));
    let travel = (one.travel_minutes > 0).then_some(ActivityTexts::of(lang).travel_counted);
    view! {
        <li><Icon name=IconName::Bench /><div>
            <p class="icon-list-name">{ActivityTexts::takes(lang, &points(lang, amount), budget.as_deref())}</p>
            <p class="icon-list-detail">{travel}" "{band(lang, fit.band, "band band-before")}</p>
        </div></li>
    }
    .into_any()
}

fn way(lang: Lang, one: &Appointment) -> AnyView {
    let t = ActivityTexts::of(lang);
    if one.mode != Mode::InPerson || (one.way.is_empty() && leave_at(one).is_none()) {
        return ().into_any();
    }
    let label = |time| when::clock_label(lang, time);
    let mut legs: Vec<AnyView> =
        one.way.iter().map(|step| leg("ahead", label(step.time), step.title.clone(), step.note.clone())).collect();
    if legs.is_empty() {
        let leave = leave_at(one)
            .map(|time| leg("ahead", label(time), TodayTexts::leave_at(lang, &when::clock(lang, time)), String::new()));
        legs.extend(leave);
    }
    if one.way.last().is_none_or(|last| last.time < one.start) && !one.place.is_empty() {
        legs.push(leg("now", label(one.start), one.place.clone(), one.address.clone()));
    }
    view! { <section class="section" aria-labelledby="way"><h2 id="way">{t.way}</h2><ol class="path">{legs}</ol></section> }.into_any()
}

fn preparation(lang: Lang, one: &Appointment) -> AnyView {
    let t = ActivityTexts::of(lang);
    if !one.is_booked() || one.preparation.is_empty() {
        return ().into_any();
    }
    let list: Vec<AnyView> = one.preparation.iter().map(|line| view! { <li>{line.clone()}</li> }.into_any()).collect();
    view! {
        <section class="section" aria-labelledby="before-you-go">
            <h2 id="before-you-go">{t.before_you_go}</h2>
            <ul class="dots">{list}</ul>
            <p class="second below">{t.unready_is_fine}</p>
        </section>
    }
    .into_any()
}
