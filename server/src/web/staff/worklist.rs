//! `GET /staff`: what asks for the coordinator, their places and their day.

use super::visit::{Visit, query};
use crate::db::Tx;
use crate::error::Error;
use crate::store::access_log::Part;
use crate::store::caseload::{self, Companionship};
use crate::store::{booking, record};
use app::staff::text::{Help, Worklist};
use app::staff::worklist::{AgendaItem, CitizenLine, Order, Places, WorklistPage};
use app::staff::{help as help_page, say, worklist as view};
use axum::extract::Request;
use axum::response::Response;
use domain::collation;
use domain::course::Phase;
use domain::effect::Need;
use domain::record::{Kind, Record};
use domain::snapshot::Snapshot;
use domain::time::{Instant, monday_of, plus_days};
use domain::worklist::{Terms, lines};

/// What the list looks at: nothing that was recorded about a day.
const NEEDS: [Need; 3] = [Need::Kind(Kind::Thread), Need::Kind(Kind::Appointment), Need::Kind(Kind::Plan)];

/// The page.
pub async fn page(visit: Visit, request: Request) -> Result<Response, Error> {
    let (parts, _) = request.into_parts();
    let order = match query(&parts, "order").as_deref() {
        Some("citizen") => Order::Citizen,
        _ => Order::Due,
    };
    let mut tx = visit.site.db.read().await?;
    let today = visit.now.date();
    let all = caseload::list(&mut tx, visit.actor.person, today).await?;
    let mut found = Vec::new();
    for one in all.iter().filter(|one| one.phase.is_open()) {
        found.extend(lines_of(&visit, &mut tx, one).await?);
    }
    let agenda = agenda(&visit, &mut tx).await?;
    drop(tx);
    sort(&mut found, order);
    let mut seen: Vec<_> = found.iter().map(|line| line.citizen).collect();
    seen.sort_unstable();
    seen.dedup();
    visit.note(&seen, &[Part::List]).await?;
    let page =
        WorklistPage { lang: visit.lang, now: visit.now, order, lines: found, places: places(&visit, &all), agenda };
    visit.page(Worklist::of(visit.lang).title, "/staff", view::page(&page)).await
}

async fn lines_of(visit: &Visit, tx: &mut Tx, one: &Companionship) -> Result<Vec<CitizenLine>, Error> {
    let snapshot = record::load(tx, one.citizen, visit.now, &NEEDS).await?;
    let clocks = visit.site.programmes.find(&one.programme).map(|programme| programme.clocks.as_slice());
    let terms = Terms {
        included_on: one.included_on,
        starts_on: one.starts_on,
        phase: one.phase,
        clocks: clocks.unwrap_or_default(),
    };
    let name = name_of(&snapshot);
    let line = |line| CitizenLine { citizen: one.citizen, name: name.clone(), line };
    Ok(lines(&snapshot, &terms).into_iter().map(line).collect())
}

/// The citizen's name, as it stands on the screens.
pub fn name_of(snapshot: &Snapshot) -> String {
    snapshot.person().map(|person| person.name.clone()).unwrap_or_default()
}

fn sort(lines: &mut [CitizenLine], order: Order) {
    let by_due = |a: &CitizenLine, b: &CitizenLine| {
        (a.line.due, a.line.at.is_none(), a.line.at).cmp(&(b.line.due, b.line.at.is_none(), b.line.at))
    };
    let by_name = |a: &CitizenLine, b: &CitizenLine| collation::compare(&a.name, &b.name);
    match order {
        Order::Due => lines.sort_by(|a, b| by_due(a, b).then_with(|| by_name(a, b))),
        Order::Citizen => lines.sort_by(|a, b| by_name(a, b).then_with(|| by_due(a, b))),
    }
}

/// Places by the limits of the programme that most of the caseload belongs to; aftercare counts apart.
fn places(visit: &Visit, all: &[Companionship]) -> Places {
    let is_open = |one: &&Companionship| one.phase.is_open() && one.phase != Phase::Aftercare;
    let role = all
        .iter()
        .filter(is_open)
        .filter_map(|one| visit.site.programmes.find(&one.programme))
        .find_map(|programme| programme.roles.first());
    let monday = monday_of(visit.now.date());
    Places {
        taken: all.iter().filter(is_open).count(),
        aftercare: all.iter().filter(|one| one.phase == Phase::Aftercare).count(),
        new_this_week: all.iter().filter(|one| one.from >= monday).count(),
        soft: role.map(|role| role.soft),
        hard: role.map(|role| role.hard),
        intake: role.and_then(|role| role.weekly_intake),
    }
}

async fn agenda(visit: &Visit, tx: &mut Tx) -> Result<Vec<AgendaItem>, Error> {
    let today = visit.now.date();
    let (from, to) = (Instant::start_of(today), Instant::start_of(plus_days(today, 1)));
    let mut items = Vec::new();
    for booked in booking::list(tx, visit.actor.person, from, to).await?.into_iter().filter(|one| one.is_booked) {
        let needs = [Need::Record(Kind::Appointment, booked.appointment.uuid())];
        let snapshot = record::load(tx, booked.citizen, visit.now, &needs).await?;
        let Some(Record::Appointment(one)) = snapshot.get(Kind::Appointment, booked.appointment.uuid()) else {
            continue;
        };
        items.push(AgendaItem {
            start: one.start,
            who: name_of(&snapshot),
            place: say::place(visit.lang, one.mode, &one.place),
        });
    }
    Ok(items)
}

/// `GET /staff/help`
pub async fn help(visit: Visit) -> Result<Response, Error> {
    visit.page(Help::of(visit.lang).title, "/staff/help", help_page::page(visit.lang)).await
}
