//! A day as a path: what is behind is solid, what is ahead is dashed.

use super::frame::is_open;
use super::next;
use super::place::Place;
use crate::text::{ActivityTexts, Lang, TodayTexts, when};
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::weight;
use chrono::{NaiveDate, NaiveTime};
use domain::activity::{Occurrence, Status, Weight};
use domain::appointment::{Answer, Appointment};
use domain::energy::{BREAK_MINUTES, ItemId, breaks};
use domain::id::{AppointmentId, OccurrenceId};
use domain::snapshot::Snapshot;
use domain::time::{Instant, MINUTE_MS};
use leptos::prelude::*;

struct Stop {
    start: Option<NaiveTime>,
    order: uuid::Uuid,
    view: AnyView,
}

/// What the stops of a day have in common.
struct Day<'a> {
    snapshot: &'a Snapshot,
    lang: Lang,
    date: NaiveDate,
    next: Option<Place>,
    breaks: Vec<ItemId>,
    back: String,
}

/// The things of a day in the order of the day; none for an empty day.
pub fn stops(snapshot: &Snapshot, lang: Lang, date: NaiveDate) -> Option<AnyView> {
    let days = super::days::days(snapshot);
    let is_today = date == snapshot.today();
    let day = Day {
        snapshot,
        lang,
        date,
        next: if is_today { next::place(snapshot, lang) } else { None },
        breaks: breaks(&days, date, snapshot.now.local()),
        back: if is_today { Place::Today.path() } else { Place::Day(date).path() },
    };
    let occurrences = snapshot.occurrences_on(date).into_iter().map(|(id, one)| day.occurrence(id, one));
    let appointments = snapshot.appointments_on(date).into_iter().map(|(id, one)| day.appointment(id, one));
    let mut stops: Vec<Stop> = occurrences.chain(appointments).collect();
    if stops.is_empty() {
        return None;
    }
    stops.sort_by_key(|stop| (stop.start.is_none(), stop.start, stop.order));
    let views: Vec<AnyView> = stops.into_iter().map(|stop| stop.view).collect();
    Some(view! { <ol class="path">{views}</ol> }.into_any())
}

/// How many things a day holds, those called off not counted.
pub fn count(snapshot: &Snapshot, date: NaiveDate) -> usize {
    let occurrences = snapshot.occurrences_on(date).into_iter().filter(|(_, one)| one.status != Status::Skipped);
    let appointments = snapshot.appointments_on(date).into_iter().filter(|(_, one)| !next::is_off(one));
    occurrences.count() + appointments.count()
}

/// The four marks of the path.
const fn mark(state: &str) -> IconName {
    match state.as_bytes() {
        b"done" => IconName::Done,
        b"now" => IconName::Now,
        b"rest" => IconName::Bench,
        _ => IconName::Open,
    }
}

struct Parts {
    state: &'static str,
    time: String,
    name: AnyView,
    detail: AnyView,
    extra: AnyView,
    action: AnyView,
}

fn stop(parts: Parts) -> AnyView {
    let Parts { state, time, name, detail, extra, action } = parts;
    view! {
        <li class="path-stop" data-state=state>
            <span class="path-mark"><Icon name=mark(state) /></span>
            <div class="path-body">
                <div class="path-text">
                    <time class="path-time">{time}</time>
                    <h3 class="path-name">{name}</h3>
                    <p class="path-detail">{detail}</p>
                    {extra}
                </div>
                {action}
            </div>
        </li>
    }
    .into_any()
}

/// A stop of the way to a place.
pub fn leg(state: &'static str, time: String, name: String, note: String) -> AnyView {
    let detail = view! { <span>{note}</span> }.into_any();
    stop(Parts { state, time, name: name.into_any(), detail, extra: ().into_any(), action: ().into_any() })
}

impl Day<'_> {
    fn time(&self, start: Option<NaiveTime>) -> String {
        start.map_or_else(|| TodayTexts::of(self.lang).any_time.to_owned(), |start| when::clock_label(self.lang, start))
    }

    fn occurrence(&self, id: OccurrenceId, one: &Occurrence) -> Stop {
        let to = Place::Activity(id);
        let is_next = self.next == Some(to);
        let state = match one.status {
            Status::Done => "done",
            _ if one.weight == Weight::Rest => "rest",
            _ if is_next => "now",
            _ => "ahead",
        };
        let detail = view! {
            <span>{when::minutes(self.lang, one.actual_minutes.unwrap_or(one.minutes))}</span>
            {weight(self.lang, one.weight)}
        };
        let view = stop(Parts {
            state,
            time: self.time(one.start),
            name: view! { <a href=to.path()>{one.name.clone()}</a> }.into_any(),
            detail: detail.into_any(),
            extra: self.occurrence_extra(id, one),
            action: if is_open(self.snapshot) && self.date <= self.snapshot.today() {
                self.tick(id, one)
            } else {
                self.open(to, &one.name)
            },
        });
        Stop { start: one.start, order: id.0, view }
    }

    fn occurrence_extra(&self, id: OccurrenceId, one: &Occurrence) -> AnyView {
        let t = TodayTexts::of(self.lang);
        if one.status == Status::Skipped {
            return view! { <p class="path-answer">{t.skipped}</p> }.into_any();
        }
        if let Some(felt) = one.felt {
            return view! { <p class="path-answer">{crate::text::felt(self.lang, felt)}</p> }.into_any();
        }
        match one.start {
            Some(start) if self.breaks.contains(&ItemId::Occurrence(id)) && is_open(self.snapshot) => {
                self.break_offer(&id.to_string(), start)
            }
            _ => ().into_any(),
        }
    }

    /// "Læg en pause på 15 minutter ind før": an offer, never more.
    fn break_offer(&self, name: &str, start: NaiveTime) -> AnyView {
        let t = TodayTexts::of(self.lang);
        let before = Instant::of_local(self.date, start).plus_ms(-i64::from(BREAK_MINUTES) * MINUTE_MS).local();
        if before.date() != self.date {
            return ().into_any();
        }
        let button = view! { <button class="button button-words" type="submit">{t.break_before}</button> };
        Form::new(self.lang, "activity.add", format!("break:{name}"), self.back.clone())
            .with("name", t.a_break)
            .with("weight", "rest")
            .with("minutes", BREAK_MINUTES)
            .with("date", self.date)
            .with("start", domain::time::clock_time::text(before.time()))
            .view(button)
    }

    /// "Gjort": one tap, and one more takes it back.
    fn tick(&self, id: OccurrenceId, one: &Occurrence) -> AnyView {
        let t = TodayTexts::of(self.lang);
        let is_done = one.status == Status::Done;
        let (value, pressed) = if is_done { ("planned", "true") } else { ("done", "false") };
        let label = format!(": {}", one.name);
        let button = view! {
            <button class="tick-pill" type="submit" aria-pressed=pressed>
                <span class="tick-pill-off"><Icon name=IconName::Open /></span>
                <span class="tick-pill-on"><Icon name=IconName::Done /></span>
                {t.done}<span class="visually-hidden">{label}</span>
            </button>
        };
        Form::new(self.lang, "activity.record", format!("tick:{id}:{value}"), self.back.clone())
            .with("occurrence", id)
            .with("status", value)
            .view(button)
    }

    fn appointment(&self, id: AppointmentId, one: &Appointment) -> Stop {
        let t = TodayTexts::of(self.lang);
        let to = Place::Appointment(id);
        let state = match () {
            () if one.ends_at() <= self.snapshot.now => "done",
            () if self.next == Some(to) => "now",
            () => "ahead",
        };
        let answer = match one.current_reply().map(|reply| reply.answer) {
            _ if !one.is_booked() => Some((IconName::Minus, t.cancelled)),
            Some(Answer::Coming) => Some((IconName::Check, t.you_come)),
            Some(Answer::Cannot) => Some((IconName::Minus, t.you_cannot)),
            Some(Answer::NeedHelp) => Some((IconName::Help, t.you_need_help)),
            None => None,
        };
        let detail = view! {
            <span>{when::minutes(self.lang, one.minutes)}</span>
            {weight(self.lang, one.weight)}
        };
        let extra = answer.map(|(icon, words)| view! { <p class="path-answer"><Icon name=icon />{words}</p> });
        let view = stop(Parts {
            state,
            time: self.time(Some(one.start)),
            name: one.title.clone().into_any(),
            detail: detail.into_any(),
            extra: extra.into_any(),
            action: self.open(to, &one.title),
        });
        Stop { start: Some(one.start), order: id.0, view }
    }

    fn open(&self, to: Place, name: &str) -> AnyView {
        let t = crate::text::Common::of(self.lang);
        let label = format!(": {name}");
        view! {
            <a class="path-open" href=to.path()>
                {t.open}<span class="visually-hidden">{label}</span><Icon name=IconName::ChevronRight class="icon-small" />
            </a>
        }
        .into_any()
    }
}

/// The names of those an appointment is with.
pub fn with_whom(lang: Lang, one: &Appointment) -> String {
    let mut names: Vec<String> = one.with.iter().map(|who| who.name.clone()).filter(|name| !name.is_empty()).collect();
    names.extend(one.companion.clone());
    match names.split_last() {
        None => ActivityTexts::of(lang).nobody_named.to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, before)) => ActivityTexts::and(lang, &before.join(", "), last),
    }
}
