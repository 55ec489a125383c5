//! I dag: the next thing first, then the day in one word, then the way out of a bad day.

use super::frame::{coordinator, is_open};
use super::place::{About, Place};
use super::state::State;
use super::{checkin, ended, next, path};
use crate::text::{Common, Lang, TodayTexts, points_of, when};
use crate::ui::drawing::{BandSample, BlockKind, CoursePath, DayBand, DayBlock};
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{band, live, page_head, visible_to};
use domain::activity::Status;
use domain::energy::{Band, Item, repace};
use domain::invitation::InvitationStatus;
use domain::snapshot::Snapshot;
use leptos::prelude::*;

/// The screen.
pub fn view(state: State, lang: Lang) -> AnyView {
    let t = TodayTexts::of(lang);
    let head = live(move || {
        state.screen.with(|screen| page_head(Common::of(lang).today, Some(when::long_date(lang, screen.today()))))
    });
    view! {
        {head}
        {ended::notice(state, lang)}
        {live(move || state.screen.with(|screen| next::card(screen, lang)))}
        {live(move || state.screen.with(|screen| day_band(screen, lang)))}
        {live(move || state.screen.with(|screen| bad_day(screen, lang)))}
        {live(move || state.screen.with(|screen| news(screen, lang)))}
        <section class="section full-view" aria-labelledby="plan">
            <h2 id="plan">{t.day_plan}</h2>
            {live(move || state.screen.with(|screen| day_plan(screen, lang)))}
        </section>
        {checkin::card(state, lang)}
        {live(move || state.screen.with(|screen| course(screen, lang)))}
        {live(move || state.screen.with(|screen| {
            visible_to(lang, Common::seen_by(lang, "Din plan for dagen", "Your plan for the day", &coordinator(screen, lang)))
        }))}
    }
    .into_any()
}

/// "Sådan er din dag": one word, one band. Without an agreed amount there is nothing to measure by.
pub fn day_band(snapshot: &Snapshot, lang: Lang) -> AnyView {
    let t = TodayTexts::of(lang);
    let today = snapshot.today();
    let days = super::days::days(snapshot);
    let fit = days.fit(today);
    let (Some(budget), true) = (fit.budget, fit.band != Band::Unknown) else {
        return ().into_any();
    };
    let mut items: Vec<&Item> = days.items_on(today).collect();
    items.sort_by_key(|item| (item.start.is_none(), item.start, item.id));
    let done = items.iter().filter(|item| item.status == Status::Done).count();
    let words = crate::text::band(lang, fit.band).unwrap_or_default();
    let title = TodayTexts::done_of(lang, done, items.len(), words);
    let blocks: Vec<DayBlock> = items
        .iter()
        .filter(|item| item.load() > 0)
        .map(|item| DayBlock { load: item.load(), done: item.status == Status::Done })
        .collect();
    let is_below = fit.planned < budget;
    view! {
        <section class="card below" aria-labelledby="day">
            <h2 class="day-band-label" id="day">{t.your_day}</h2>
            <div class="day-band-state">
                {band(lang, fit.band, "band")}
                <p class="day-band-points">{points_of(lang, fit.planned, budget)}</p>
            </div>
            <DayBand blocks=blocks budget=budget title=title />
            <ul class="day-band-key">
                <li><BandSample kind=BlockKind::Done />{t.done}</li>
                <li><BandSample kind=BlockKind::Coming />{t.coming}</li>
                {is_below.then(|| view! { <li><BandSample kind=BlockKind::Air />{t.air}</li> })}
            </ul>
        </section>
    }
    .into_any()
}

/// One tap moves what can wait; what was moved can be put back in one tap as well.
fn bad_day(snapshot: &Snapshot, lang: Lang) -> AnyView {
    let t = TodayTexts::of(lang);
    if !is_open(snapshot) {
        return ().into_any();
    }
    let today = snapshot.today();
    let moves = repace(&super::days::days(snapshot), today, snapshot.now.local());
    let back = moved_away(snapshot, lang);
    let row = |promise: &'static str| {
        view! {
            <Icon name=IconName::Bench />
            <span class="bad-day-words">
                <span class="bad-day-name">{t.bad_day}</span><span class="bad-day-promise">{promise}</span>
            </span>
        }
    };
    let way = if moves.is_empty() {
        let to = Place::Messages(Some(About::Day)).path();
        view! { <a class="bad-day" href=to>{row(if back.is_some() { t.write_about_it } else { t.bad_day_nothing })}</a> }.into_any()
    } else {
        let name = moves.iter().fold(format!("bad-day:{today}"), |name, (id, to)| format!("{name}:{id}{to}"));
        let form = Form::new(lang, "day.repace", name, "/").with("date", today);
        moves
            .iter()
            .fold(form, |form, (id, to)| form.with("move", format!("{id}:{to}")))
            .view(view! { <button class="bad-day" type="submit">{row(t.bad_day_promise)}</button> })
    };
    view! { {way}{back} }.into_any()
}

/// What stood on today and was moved to a later day, with the way to put it back.
fn moved_away(snapshot: &Snapshot, lang: Lang) -> Option<AnyView> {
    let t = TodayTexts::of(lang);
    let today = snapshot.today();
    let moved: Vec<_> = snapshot
        .occurrences()
        .filter(|(_, one)| one.planned_on == today && one.date > today && one.status == Status::Moved)
        .collect();
    if moved.is_empty() {
        return None;
    }
    let list: Vec<(String, String)> =
        moved.iter().map(|(_, one)| (one.name.clone(), when::day_short_words(lang, one.date, today))).collect();
    let name = moved.iter().fold(format!("undo:{today}"), |name, (id, one)| format!("{name}:{id}{}", one.date));
    let form = Form::new(lang, "day.repace", name, "/").with("date", today).class("undo below");
    let form = moved.iter().fold(form, |form, (id, _)| form.with("move", format!("{id}:{today}")));
    Some(form.view(view! {
        <p class="path-moved">{TodayTexts::moved(lang, &list)}</p>
        <button class="button button-words" type="submit">{t.moved_back}</button>
    }))
}

/// What has changed since last time, each with its way on. Never a number, never a hurry.
fn news(snapshot: &Snapshot, lang: Lang) -> AnyView {
    let t = TodayTexts::of(lang);
    let mut lines: Vec<(IconName, &'static str, String)> = Vec::new();
    let changed = snapshot
        .appointments()
        .filter(|(_, one)| one.change.is_some() && one.current_reply().is_none() && one.ends_at() > snapshot.now);
    lines.extend(changed.take(3).map(|(id, _)| {
        (IconName::Calendar, t.appointment_changed, Place::Appointment(domain::id::AppointmentId(id)).path())
    }));
    if snapshot.plan().is_some_and(|(_, plan)| plan.number > 1 && plan.reply.is_none()) {
        lines.push((IconName::Stairs, t.plan_changed, Place::Plan.path()));
    }
    if snapshot.messages().any(|(_, message)| !message.own && message.seen_at.is_none()) {
        lines.push((IconName::Message, t.unanswered_message, Place::Messages(None).path()));
    }
    let is_asked = |one: &domain::invitation::Invitation| {
        one.status == InvitationStatus::Open && one.closes_on >= snapshot.today()
    };
    if snapshot.invitations().any(|(_, one)| is_asked(one)) {
        lines.push((IconName::Document, t.survey_open, Place::Surveys.path()));
    }
    if lines.is_empty() || !is_open(snapshot) {
        return ().into_any();
    }
    let lines: Vec<AnyView> = lines
        .into_iter()
        .map(|(icon, words, to)| {
            view! { <li class="icon-list-way"><Icon name=icon /><a class="way-on" href=to>{words}</a></li> }.into_any()
        })
        .collect();
    view! {
        <section class="section card full-view" aria-labelledby="news">
            <h2 id="news">{t.news}</h2>
            <ul class="icon-list below">{lines}</ul>
        </section>
    }
    .into_any()
}

fn day_plan(snapshot: &Snapshot, lang: Lang) -> AnyView {
    let t = TodayTexts::of(lang);
    let today = snapshot.today();
    let add = is_open(snapshot).then(|| {
        let to = Place::NewActivity(Some(today)).path();
        view! { <a class="button button-outline button-wide below" href=to><Icon name=IconName::Plus />{t.add}</a> }
    });
    let stops = path::stops(snapshot, lang, today);
    let stops = stops.unwrap_or_else(|| view! { <p class="empty">{t.nothing}</p> }.into_any());
    view! {
        {stops}
        {add}
        <p class="below"><a class="way-on" href="/appointments">{t.all_appointments}</a></p>
    }
    .into_any()
}

/// The course as footsteps; nothing before it has begun.
pub fn course(snapshot: &Snapshot, lang: Lang) -> AnyView {
    let Some(course) = snapshot.course() else {
        return ().into_any();
    };
    let Some(week) = course.week(snapshot.today()) else {
        return ().into_any();
    };
    let title = Common::week_of(lang, week, course.weeks);
    view! {
        <section class="section full-view" aria-labelledby="course">
            <div class="section-head"><h2 id="course">{Common::of(lang).course}</h2><p class="second">{title.clone()}</p></div>
            <CoursePath week=week weeks=course.weeks title=title />
        </section>
    }
    .into_any()
}
