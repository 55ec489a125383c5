//! The week: one row a day in shape and word, and a way out under the day that holds too much.

use super::frame::{coordinator, is_open};
use super::place::Place;
use super::state::State;
use super::{ended, path};
use crate::text::{Common, DayTexts, Lang, points, when};
use crate::ui::drawing::WeekBar;
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{band, first_name, live, visible_to};
use chrono::{Datelike, NaiveDate};
use domain::energy::{Band, Days, ItemId, Suggestion, SuggestionKind, first_over_full, suggestions};
use domain::snapshot::{Snapshot, window};
use domain::time::{monday_of, plus_days, week_number};
use leptos::prelude::*;

/// The screen.
pub fn view(state: State, lang: Lang, from: Option<NaiveDate>) -> AnyView {
    // "Lad den stå": the offer is put away until the screen is opened again.
    let is_left = RwSignal::new(false);
    let leave = move || state.is_running.get().then_some(is_left);
    view! {
        {live(move || state.screen.with(|screen| head(screen, lang, from)))}
        {ended::notice(state, lang)}
        {live(move || state.screen.with(|screen| week(screen, lang, from, is_left.get(), leave())))}
        {print_button(state, DayTexts::of(lang).print)}
        {live(move || state.screen.with(|screen| {
            visible_to(lang, Common::seen_by(lang, "Din uge", "Your week", &coordinator(screen, lang)))
        }))}
    }
    .into_any()
}

/// Printing needs a script; without one the browser's own menu prints.
pub fn print_button(state: State, words: &'static str) -> AnyView {
    live(move || {
        if !state.is_running.get() {
            return ().into_any();
        }
        view! {
            <button class="button button-outline button-wide below-more" type="button" on:click=|_| print_page()>
                <Icon name=IconName::Printer />{words}
            </button>
        }
        .into_any()
    })
}

#[cfg(not(feature = "hydrate"))]
fn print_page() {}

/// Asks the browser to print; one that cannot does nothing.
#[cfg(feature = "hydrate")]
fn print_page() {
    use wasm_bindgen::{JsCast, JsValue};
    let window: JsValue = window().into();
    let print = js_sys::Reflect::get(&window, &JsValue::from_str("print")).ok();
    if let Some(print) = print.and_then(|print| print.dyn_into::<js_sys::Function>().ok()) {
        // A page that may not print stays as it is.
        let _ = print.call0(&window);
    }
}

fn monday(screen: &Snapshot, from: Option<NaiveDate>) -> NaiveDate {
    let today = screen.today();
    let (first, last) = (plus_days(today, -window::BACK_DAYS), plus_days(today, window::AHEAD_DAYS));
    monday_of(from.unwrap_or(today).clamp(first, last))
}

/// "23.–29. november".
fn span(lang: Lang, monday: NaiveDate) -> String {
    let sunday = plus_days(monday, 6);
    if monday.month() == sunday.month() {
        return lang.pick(
            format!("{}.–{}", monday.day(), when::day_month(lang, sunday)),
            format!("{}–{}", monday.day(), when::day_month(lang, sunday)),
        );
    }
    format!("{} – {}", when::day_month(lang, monday), when::day_month(lang, sunday))
}

fn head(screen: &Snapshot, lang: Lang, from: Option<NaiveDate>) -> AnyView {
    let t = DayTexts::of(lang);
    let monday = monday(screen, from);
    let way = |days: i64, icon: IconName, label: &'static str| {
        let to = Place::Week(Some(plus_days(monday, days))).path();
        view! { <a class="button button-round" href=to><Icon name=icon /><span class="visually-hidden">{label}</span></a> }.into_any()
    };
    view! {
        <div class="page-head">
            <div><h1>{DayTexts::week(lang, week_number(monday))}</h1><p class="page-head-second">{span(lang, monday)}</p></div>
            <nav class="buttons" aria-label=t.other_week>
                {way(-7, IconName::ChevronLeft, t.before)}
                {way(7, IconName::ChevronRight, t.after)}
            </nav>
        </div>
    }
    .into_any()
}

fn week(
    screen: &Snapshot,
    lang: Lang,
    from: Option<NaiveDate>,
    is_left: bool,
    leave: Option<RwSignal<bool>>,
) -> AnyView {
    let days = super::days::days(screen);
    let monday = monday(screen, from);
    let sunday = plus_days(monday, 6);
    let name = coordinator(screen, lang);
    let key = screen.base().map_or_else(
        || view! { <p class="second">{DayTexts::of(lang).own_pace}</p> }.into_any(),
        |base| {
            let words = DayTexts::line_is(lang, first_name(&name), &points(lang, base));
            view! { <p class="week-key">{words}</p> }.into_any()
        },
    );
    let over = first_over_full(&days, monday.max(screen.today()), sunday);
    let rows: Vec<AnyView> = (0..7)
        .map(|ahead| {
            let date = plus_days(monday, ahead);
            let offer = (over == Some(date) && is_open(screen) && !is_left)
                .then(|| suggestion(screen, lang, &days, date, Place::Week(from).path(), leave));
            row(screen, lang, &days, date, offer)
        })
        .collect();
    view! { {key}<ol class="week">{rows}</ol> }.into_any()
}

fn row(screen: &Snapshot, lang: Lang, days: &Days, date: NaiveDate, offer: Option<AnyView>) -> AnyView {
    let is_today = date == screen.today();
    let fit = days.fit(date);
    let (name, second) = if is_today {
        let short = when::weekday_short(lang, date).to_lowercase();
        let short = lang
            .pick(format!("{short} {}.", date.day()), format!("{} {}", when::weekday_short(lang, date), date.day()));
        (Common::of(lang).today.to_owned(), short)
    } else {
        (when::weekday_short(lang, date).to_owned(), lang.pick(format!("{}.", date.day()), date.day().to_string()))
    };
    let title = crate::text::band(lang, fit.band).unwrap_or_default().to_owned();
    let bar = fit.pct.map(|percent| {
        view! { <WeekBar id=format!("week-{date}") percent=percent band=fit.band title=title /> }
    });
    view! {
        <li class="week-day" data-today=is_today.then_some("")>
            <a class="week-day-link" href=Place::Day(date).path()>
                <span class="week-day-name">{name}</span>
                <span class="week-day-date">{second}</span>
                {band(lang, fit.band, "band")}
                <span class="week-day-count">{DayTexts::things(lang, path::count(screen, date))}</span>
                {bar}
                <Icon name=IconName::ChevronRight class="icon-quiet icon-small" />
            </a>
            {offer}
        </li>
    }
    .into_any()
}

/// One way to make the day lighter: a question, before and after, one button, two ways that are as fine.
pub fn suggestion(
    screen: &Snapshot,
    lang: Lang,
    days: &Days,
    date: NaiveDate,
    back: String,
    is_left: Option<RwSignal<bool>>,
) -> AnyView {
    let t = DayTexts::of(lang);
    let Some(best) = suggestions(days, date, screen.now.local()).into_iter().next() else {
        return nothing_moves(lang);
    };
    let Some((_, item)) = screen.occurrences().find(|(id, _)| *id == best.occurrence.0) else {
        return nothing_moves(lang);
    };
    let to = when::day_short_words(lang, best.to, screen.today());
    let question = match best.kind {
        SuggestionKind::Move => DayTexts::move_question(lang, &item.name, &to),
        SuggestionKind::Split { minutes } => DayTexts::split_question(lang, minutes, &item.name, &to),
    };
    let after = after(days, &best);
    let changes = [best.from, best.to].map(|day| change(screen, lang, day, days.fit(day).band, after.fit(day).band));
    let heading = format!("move-{date}");
    let leave = is_left.map(|is_left| {
        view! { <button class="button button-words" type="button" on:click=move |_| is_left.set(true)>{t.leave_it}</button> }
    });
    view! {
        <section class="suggestion" aria-labelledby=heading>
            <h3 class="suggestion-question" id=heading.clone()>{question}</h3>
            <div class="suggestion-days">{changes.into_iter().collect::<Vec<_>>()}</div>
            {carry_out(lang, &best, back, DayTexts::move_to(lang, &to))}
            <div class="buttons-words">
                <a class="button button-words" href=Place::Activity(best.occurrence).path()>{t.other_day}</a>
                {leave}
            </div>
        </section>
    }
    .into_any()
}

fn carry_out(lang: Lang, best: &Suggestion, back: String, words: String) -> AnyView {
    let name = format!("suggestion:{}:{}", best.occurrence, best.to);
    let button = view! { <button class="button button-wide" type="submit">{words}</button> };
    let form = match best.kind {
        SuggestionKind::Move => Form::new(lang, "activity.move", name, back),
        SuggestionKind::Split { minutes } => Form::new(lang, "activity.split", name, back).with("minutes", minutes),
    };
    form.with("occurrence", best.occurrence).with("date", best.to).view(button)
}

/// The days as they would be.
fn after(days: &Days, best: &Suggestion) -> Days {
    let Some(item) = days.item(ItemId::Occurrence(best.occurrence)).cloned() else {
        return days.clone();
    };
    match best.kind {
        SuggestionKind::Move => days.clone().with_item(domain::energy::Item { date: best.to, ..item }),
        SuggestionKind::Split { minutes } => {
            // The part that moves stands under an id that no other item has.
            let part = domain::energy::Item {
                id: ItemId::Occurrence(domain::id::OccurrenceId(uuid::Uuid::nil())),
                date: best.to,
                minutes,
                travel_minutes: 0,
                ..item.clone()
            };
            let rest = domain::energy::Item { minutes: item.minutes.saturating_sub(minutes), ..item };
            days.clone().with_item(rest).with_item(part)
        }
    }
}

fn change(screen: &Snapshot, lang: Lang, day: NaiveDate, before: Band, after: Band) -> AnyView {
    let name = when::capital(&when::day_short_words(lang, day, screen.today()));
    view! {
        <div class="suggestion-day">
            <p class="suggestion-day-name">{name}</p>
            <p class="suggestion-change">
                {band(lang, before, "band band-before")}
                <Icon name=IconName::Arrow />
                <span class="visually-hidden">{Common::of(lang).becomes}</span>
                {band(lang, after, "band")}
            </p>
        </div>
    }
    .into_any()
}

/// Nothing can be moved by itself: a person chooses, or asks.
fn nothing_moves(lang: Lang) -> AnyView {
    let t = DayTexts::of(lang);
    view! {
        <div class="suggestion">
            <p>{t.choose_one}</p>
            <a class="way-on" href="/messages?about=day">{t.ask_coordinator}</a>
        </div>
    }
    .into_any()
}
