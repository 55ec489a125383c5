//! The next thing: the one green surface of the day.

use super::place::Place;
use crate::text::{Lang, TodayTexts, when};
use crate::ui::drawing::NextThingPath;
use crate::ui::icon::{Icon, IconName};
use chrono::NaiveTime;
use domain::activity::Weight;
use domain::appointment::{Answer, Appointment, Mode};
use domain::snapshot::Snapshot;
use domain::time::{Instant, MINUTE_MS, plus_days};
use leptos::prelude::*;

/// How far ahead an appointment is looked for when the day holds nothing more, in days.
const LOOK_AHEAD_DAYS: i64 = 7;

struct Next {
    starts_at: Instant,
    what: String,
    facts: Vec<(IconName, String)>,
    to: Place,
    way: &'static str,
}

/// Whether the citizen has said no, or the other side has called it off.
pub fn is_off(appointment: &Appointment) -> bool {
    let declined = appointment.current_reply().is_some_and(|reply| reply.answer == Answer::Cannot);
    !appointment.is_booked() || declined
}

/// When to leave home: the first leg, or half of the travel before the start.
pub fn leave_at(appointment: &Appointment) -> Option<NaiveTime> {
    if appointment.mode != Mode::InPerson {
        return None;
    }
    if let Some(leg) = appointment.way.first() {
        return Some(leg.time);
    }
    let half = i64::from(appointment.travel_minutes) / 2;
    (half > 0).then(|| appointment.starts_at().plus_ms(-half * MINUTE_MS).local().time())
}

fn of_appointment(lang: Lang, id: domain::id::AppointmentId, one: &Appointment) -> Next {
    let t = TodayTexts::of(lang);
    let mut facts = Vec::new();
    match one.mode {
        Mode::InPerson if !one.place.is_empty() => facts.push((IconName::Pin, one.place.clone())),
        Mode::Phone => facts.push((IconName::Phone, crate::text::ActivityTexts::of(lang).by_phone.to_owned())),
        Mode::Video => facts.push((IconName::Video, crate::text::ActivityTexts::of(lang).by_video.to_owned())),
        Mode::InPerson => {}
    }
    facts.extend(leave_at(one).map(|time| (IconName::Footsteps, TodayTexts::leave_at(lang, &when::clock(lang, time)))));
    Next {
        starts_at: one.starts_at(),
        what: one.title.clone(),
        facts,
        to: Place::Appointment(id),
        way: t.see_appointment,
    }
}

fn find(snapshot: &Snapshot, lang: Lang) -> Option<Next> {
    let (now, today) = (snapshot.now, snapshot.today());
    let appointment = (0..=LOOK_AHEAD_DAYS)
        .flat_map(|ahead| snapshot.appointments_on(plus_days(today, ahead)))
        .find(|(_, one)| !is_off(one) && one.ends_at() > now)
        .map(|(id, one)| of_appointment(lang, id, one));
    let activity = snapshot.occurrences_on(today).into_iter().find_map(|(id, one)| {
        let start = Instant::of_local(one.date, one.start?);
        let is_ahead = start.plus_ms(i64::from(one.minutes.max(1)) * MINUTE_MS) > now;
        (one.is_open() && one.weight != Weight::Rest && is_ahead).then(|| Next {
            starts_at: start,
            what: one.name.clone(),
            facts: vec![(IconName::Clock, when::minutes(lang, one.minutes))],
            to: Place::Activity(id),
            way: TodayTexts::of(lang).see_activity,
        })
    });
    [appointment, activity].into_iter().flatten().min_by_key(|next| next.starts_at)
}

/// The place of the next thing, for the path below.
pub fn place(snapshot: &Snapshot, lang: Lang) -> Option<Place> {
    find(snapshot, lang).map(|next| next.to)
}

/// The card; a quiet line when nothing more is to come.
pub fn card(snapshot: &Snapshot, lang: Lang) -> AnyView {
    let t = TodayTexts::of(lang);
    let Some(next) = find(snapshot, lang) else {
        return view! { <section class="card"><p>{t.nothing_more}</p></section> }.into_any();
    };
    let clock = when::clock(lang, next.starts_at.local().time());
    let until = when::until(lang, next.starts_at, snapshot.now);
    let facts: Vec<AnyView> = next
        .facts
        .into_iter()
        .map(|(icon, words)| view! { <li><Icon name=icon /><span>{words}</span></li> }.into_any())
        .collect();
    view! {
        <section class="next-thing" aria-labelledby="next">
            <NextThingPath />
            <h2 class="next-thing-label" id="next">{t.next}</h2>
            <p class="next-thing-when"><time class="next-thing-time">{clock}</time>" "<span class="next-thing-until">{until}</span></p>
            <p class="next-thing-what">{next.what}</p>
            <ul class="next-thing-facts">{facts}</ul>
            <a class="button" href=next.to.path()>{next.way}</a>
        </section>
    }
    .into_any()
}
