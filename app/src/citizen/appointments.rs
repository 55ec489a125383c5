//! All appointments: those to come, then those that were.

use super::ended;
use super::frame::coordinator;
use super::next::is_off;
use super::path::with_whom;
use super::place::Place;
use super::state::State;
use crate::text::{ActivityTexts, Common, DayTexts, Lang, TodayTexts, when};
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{live, page_head, visible_to, way_back};
use domain::appointment::{Answer, Appointment};
use domain::id::AppointmentId;
use domain::snapshot::Snapshot;
use leptos::prelude::*;

/// The screen.
pub fn view(state: State, lang: Lang) -> AnyView {
    let t = ActivityTexts::of(lang);
    view! {
        {way_back("/week", DayTexts::of(lang).to_week)}
        {page_head(t.appointments, None)}
        {ended::notice(state, lang)}
        {live(move || state.screen.with(|screen| lists(screen, lang)))}
        {live(move || state.screen.with(|screen| {
            visible_to(lang, Common::seen_by(lang, "Dine aftaler", "Your appointments", &coordinator(screen, lang)))
        }))}
    }
    .into_any()
}

fn lists(screen: &Snapshot, lang: Lang) -> AnyView {
    let t = ActivityTexts::of(lang);
    let mut all: Vec<(AppointmentId, &Appointment)> =
        screen.appointments().map(|(id, one)| (AppointmentId(id), one)).collect();
    all.sort_by_key(|(id, one)| (one.date, one.start, *id));
    let (past, coming): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, one)| one.ends_at() <= screen.now);
    let coming: Vec<AnyView> = coming.into_iter().map(|(id, one)| row(screen, lang, id, one)).collect();
    let past: Vec<AnyView> = past.into_iter().rev().map(|(id, one)| row(screen, lang, id, one)).collect();
    let coming = if coming.is_empty() {
        view! { <p class="empty">{t.no_appointments}</p> }.into_any()
    } else {
        view! { <ul class="card icon-list">{coming}</ul> }.into_any()
    };
    let past = (!past.is_empty()).then(|| {
        view! { <details class="more section"><summary>{t.past}</summary><ul class="card icon-list">{past}</ul></details> }
    });
    view! { {coming}{past} }.into_any()
}

fn row(screen: &Snapshot, lang: Lang, id: AppointmentId, one: &Appointment) -> AnyView {
    let day = when::capital(&when::day_in_words(lang, one.date, screen.today()));
    let when = format!("{day} {}", when::at_clock(lang, one.start));
    let t = TodayTexts::of(lang);
    let answer = match one.current_reply().map(|reply| reply.answer) {
        _ if !one.is_booked() => Some(t.cancelled),
        Some(Answer::Coming) => Some(t.you_come),
        Some(Answer::Cannot) => Some(t.you_cannot),
        Some(Answer::NeedHelp) => Some(t.you_need_help),
        None => None,
    };
    let icon = if is_off(one) { IconName::Minus } else { IconName::Calendar };
    view! {
        <li>
            <Icon name=icon />
            <div>
                <a class="way-on" href=Place::Appointment(id).path()>{one.title.clone()}</a>
                <p class="icon-list-detail">{when}</p>
                <p class="icon-list-detail">{with_whom(lang, one)}</p>
                {answer.map(|answer| view! { <p class="icon-list-detail">{answer}</p> })}
            </div>
        </li>
    }
    .into_any()
}
