//! `GET /staff/calendar`: the coordinator's own appointments, a week at a time.

use super::visit::{Visit, query};
use super::worklist::name_of;
use crate::error::Error;
use crate::store::access_log::Part;
use crate::store::{booking, coordination, record};
use app::staff::calendar::{CalendarItem, CalendarPage, page as view};
use app::staff::say;
use app::staff::text::Frame;
use axum::extract::Request;
use axum::response::Response;
use chrono::{Datelike, NaiveDate};
use domain::activity::YEARS;
use domain::effect::Need;
use domain::record::{Kind, Record};
use domain::time::{Instant, monday_of, plus_days};

/// The week that the address names, else this one.
pub async fn page(visit: Visit, request: Request) -> Result<Response, Error> {
    let (parts, _) = request.into_parts();
    let today = visit.now.date();
    let named = query(&parts, "week").and_then(|day| day.parse::<NaiveDate>().ok());
    let monday = monday_of(named.filter(|day| YEARS.contains(&day.year())).unwrap_or(today));
    let items = items(&visit, monday).await?;
    let mut seen: Vec<_> = items.iter().map(|item| item.citizen).collect();
    seen.sort_unstable();
    seen.dedup();
    visit.note(&seen, &[Part::List]).await?;
    let page = CalendarPage { lang: visit.lang, today, monday, items };
    visit.page(Frame::of(visit.lang).calendar, "/staff/calendar", view(&page)).await
}

/// What is booked with those the coordinator still walks with; a time with somebody else's citizen says
/// nothing but that it is taken, so it is left out.
async fn items(visit: &Visit, monday: NaiveDate) -> Result<Vec<CalendarItem>, Error> {
    let mut tx = visit.site.db.read().await?;
    let mine = coordination::list_on(&mut tx, visit.actor.person, visit.now.date()).await?;
    let (from, to) = (Instant::start_of(monday), Instant::start_of(plus_days(monday, 7)));
    let mut items = Vec::new();
    for booked in booking::list(&mut tx, visit.actor.person, from, to).await? {
        if !mine.contains(&booked.citizen) {
            continue;
        }
        let needs = [Need::Record(Kind::Appointment, booked.appointment.uuid())];
        let snapshot = record::load(&mut tx, booked.citizen, visit.now, &needs).await?;
        let Some(Record::Appointment(one)) = snapshot.get(Kind::Appointment, booked.appointment.uuid()) else {
            continue;
        };
        items.push(CalendarItem {
            id: booked.appointment,
            citizen: booked.citizen,
            name: name_of(&snapshot),
            title: one.title.clone(),
            place: say::place(visit.lang, one.mode, &one.place),
            date: one.date,
            start: one.start,
            end: one.ends_at().local().time(),
            is_cancelled: !one.is_booked(),
        });
    }
    Ok(items)
}
