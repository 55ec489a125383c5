//! Kalender: the coordinator's own appointments, a week at a time, day by day.

use crate::text::Lang;
use crate::ui::icon::{Icon, IconName};
use chrono::{NaiveDate, NaiveTime};
use domain::id::{AppointmentId, PersonId};
use domain::time::{plus_days, week_number};
use leptos::prelude::*;

use super::text::Calendar;
use super::{say, when};

/// An appointment in the calendar.
#[derive(Clone, Debug)]
pub struct CalendarItem {
    /// Which.
    pub id: AppointmentId,
    /// With whom.
    pub citizen: PersonId,
    /// Their name.
    pub name: String,
    /// What it is.
    pub title: String,
    /// Where or how.
    pub place: String,
    /// The day.
    pub date: NaiveDate,
    /// From.
    pub start: NaiveTime,
    /// Until.
    pub end: NaiveTime,
    /// Whether it was called off.
    pub is_cancelled: bool,
}

/// The page.
#[derive(Clone, Debug)]
pub struct CalendarPage {
    /// The language.
    pub lang: Lang,
    /// Today.
    pub today: NaiveDate,
    /// The week's Monday.
    pub monday: NaiveDate,
    /// The week's appointments, by time.
    pub items: Vec<CalendarItem>,
}

/// Draws the page.
pub fn page(page: &CalendarPage) -> AnyView {
    let words = Calendar::of(page.lang);
    let days = (0..7).map(|n| day(page, words, plus_days(page.monday, n))).collect_view();
    let to = |days| format!("/staff/calendar?week={}", plus_days(page.monday, days));
    view! {
        <div class="staff-head">
            <div>
                <h1>{say::week_title(page.lang, week_number(page.monday))}</h1>
                <p class="staff-head-second">{when::week_span(page.lang, page.monday, page.today)}</p>
            </div>
            <nav class="buttons" aria-label=words.other_week>
                <a class="button button-outline" href=to(-7)><Icon name=IconName::ChevronLeft />{words.before}</a>
                <a class="button button-outline" href=to(7)>{words.after}<Icon name=IconName::ChevronRight /></a>
            </nav>
        </div>
        {days}
    }
    .into_any()
}

fn day(page: &CalendarPage, words: &'static Calendar, date: NaiveDate) -> AnyView {
    let items: Vec<&CalendarItem> = page.items.iter().filter(|item| item.date == date).collect();
    let weekend = domain::time::is_weekend(date);
    if items.is_empty() && weekend {
        return ().into_any();
    }
    let id = format!("d-{date}");
    let list = if items.is_empty() {
        view! { <p class="empty">{words.free}</p> }.into_any()
    } else {
        view! { <ol class="agenda">{items.into_iter().map(|item| line(page.lang, words, item)).collect_view()}</ol> }
            .into_any()
    };
    let today = (date == page.today).then(|| format!(" · {}", words.today));
    view! {
        <section class="card" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{when::capital(&when::full_day(page.lang, date, page.today))}{today}</h2>
            {list}
        </section>
    }
    .into_any()
}

fn line(lang: Lang, words: &'static Calendar, item: &CalendarItem) -> AnyView {
    let href = format!("/staff/citizens/{}/appointments/{}", item.citizen, item.id);
    let hours = format!("{}–{}", when::clock(lang, item.start), when::clock(lang, item.end));
    let cancelled = item.is_cancelled.then(|| format!(" · {}", words.cancelled));
    view! {
        <li>
            <time>{when::clock(lang, item.start)}</time>
            <div>
                <p><a href=href><b>{item.name.clone()}</b></a>{cancelled}</p>
                <p class="second">{format!("{hours} · {} · {}", item.title, item.place)}</p>
            </div>
        </li>
    }
    .into_any()
}
