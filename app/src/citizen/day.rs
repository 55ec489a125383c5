//! One day, opened from the week.

use super::frame::{coordinator, is_open};
use super::place::Place;
use super::state::State;
use super::{ended, path, week};
use crate::text::{Common, DayTexts, Lang, TodayTexts, points_of, when};
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{band, live, page_head, visible_to, way_back};
use chrono::NaiveDate;
use domain::snapshot::{Snapshot, window};
use domain::time::{monday_of, plus_days};
use leptos::prelude::*;

/// The screen.
pub fn view(state: State, lang: Lang, date: NaiveDate) -> AnyView {
    let t = DayTexts::of(lang);
    view! {
        {way_back(Place::Week(Some(monday_of(date))).path(), t.to_week)}
        {page_head(when::capital(&when::long_date(lang, date)), None)}
        {ended::notice(state, lang)}
        {live(move || state.screen.with(|screen| day(screen, lang, date)))}
        {live(move || state.screen.with(|screen| {
            visible_to(lang, Common::seen_by(lang, "Din plan for dagen", "Your plan for the day", &coordinator(screen, lang)))
        }))}
    }
    .into_any()
}

fn day(screen: &Snapshot, lang: Lang, date: NaiveDate) -> AnyView {
    let t = DayTexts::of(lang);
    let today = screen.today();
    let reach = plus_days(today, -window::BACK_DAYS)..=plus_days(today, window::AHEAD_DAYS);
    if !reach.contains(&date) {
        return view! { <p class="empty">{t.out_of_reach}</p> }.into_any();
    }
    let days = super::days::days(screen);
    let fit = days.fit(date);
    let state = fit.budget.map(|budget| {
        view! {
            <div class="day-band-state">
                {band(lang, fit.band, "band")}
                <p class="day-band-points">{points_of(lang, fit.planned, budget)}</p>
            </div>
        }
    });
    let is_over = fit.pct.is_some_and(|pct| pct > 100) && date >= today && is_open(screen);
    let offer = is_over.then(|| week::suggestion(screen, lang, &days, date, Place::Day(date).path(), None));
    let stops = path::stops(screen, lang, date);
    let stops = stops.unwrap_or_else(|| view! { <p class="empty">{t.nothing_that_day}</p> }.into_any());
    let add = (date >= today && is_open(screen)).then(|| {
        let to = Place::NewActivity(Some(date)).path();
        view! { <a class="button button-outline button-wide below" href=to><Icon name=IconName::Plus />{TodayTexts::of(lang).add}</a> }
    });
    view! { {state}{offer}<div class="below-more">{stops}</div>{add} }.into_any()
}
