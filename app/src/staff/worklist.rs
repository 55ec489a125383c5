//! Arbejdsliste: each line says why it is here, as a sentence, with a day and one way to act.

use crate::text::Lang;
use crate::ui::icon::{Icon, IconName};
use chrono::{NaiveDate, NaiveTime};
use domain::id::PersonId;
use domain::time::{Instant, monday_of, plus_days};
use domain::worklist::{Line, Reason};
use leptos::prelude::*;

use super::text::Worklist;
use super::{say, when};

/// How the list is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// "Efter frist"
    #[default]
    Due,
    /// "Efter borger"
    Citizen,
}

/// A line with whose it is.
#[derive(Clone, Debug)]
pub struct CitizenLine {
    /// The citizen.
    pub citizen: PersonId,
    /// Their name.
    pub name: String,
    /// The line.
    pub line: Line,
}

/// "Dine pladser".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Citizens on a course.
    pub taken: usize,
    /// In aftercare, counted apart.
    pub aftercare: usize,
    /// Begun with this coordinator in this week.
    pub new_this_week: usize,
    /// The usual number; none where the programme sets no limit.
    pub soft: Option<u16>,
    /// The highest, with the leader's yes.
    pub hard: Option<u16>,
    /// New ones a week.
    pub intake: Option<u16>,
}

/// A line of "Din dag".
#[derive(Clone, Debug)]
pub struct AgendaItem {
    /// When.
    pub start: NaiveTime,
    /// Who.
    pub who: String,
    /// Where or how.
    pub place: String,
}

/// The page.
#[derive(Clone, Debug)]
pub struct WorklistPage {
    /// The language.
    pub lang: Lang,
    /// Now.
    pub now: Instant,
    /// The order.
    pub order: Order,
    /// The lines, in that order.
    pub lines: Vec<CitizenLine>,
    /// The places.
    pub places: Places,
    /// The coordinator's appointments today.
    pub agenda: Vec<AgendaItem>,
}

/// Draws the page.
pub fn page(page: &WorklistPage) -> AnyView {
    let words = Worklist::of(page.lang);
    let today = page.now.date();
    let second = say::worklist_second(page.lang, today, page.lines.len());
    let here = |order| (page.order == order).then_some("true");
    view! {
        <div class="staff-head">
            <div><h1>{words.title}</h1><p class="staff-head-second">{second}</p></div>
            <nav class="choice" aria-label=words.order>
                <a href="/staff?order=due" aria-current=here(Order::Due)>{words.by_due}</a>
                <a href="/staff?order=citizen" aria-current=here(Order::Citizen)>{words.by_citizen}</a>
            </nav>
        </div>
        <div class="staff-columns staff-columns-side">
            <div>{sections(page, words)}</div>
            <aside class="stack" aria-label=words.overview>
                {places_card(page.lang, words, page.places)}
                {agenda_card(page.lang, words, &page.agenda)}
                <p class="second">{words.no_health}</p>
            </aside>
        </div>
    }
    .into_any()
}

fn sections(page: &WorklistPage, words: &'static Worklist) -> AnyView {
    if page.lines.is_empty() {
        return view! { <p class="card empty">{words.nothing}</p> }.into_any();
    }
    if page.order == Order::Citizen {
        let lines: Vec<&CitizenLine> = page.lines.iter().collect();
        return section(page, "all", words.by_citizen, &lines);
    }
    let today = page.now.date();
    let sunday = plus_days(monday_of(today), 6);
    let between = |from: NaiveDate, to: NaiveDate| -> Vec<&CitizenLine> {
        page.lines.iter().filter(|one| (from..=to).contains(&one.line.due)).collect()
    };
    [
        ("today", words.today, between(NaiveDate::MIN, today)),
        ("week", words.this_week, between(plus_days(today, 1), sunday)),
        ("later", words.later, between(plus_days(sunday, 1).max(plus_days(today, 1)), NaiveDate::MAX)),
    ]
    .into_iter()
    .filter(|(_, _, lines)| !lines.is_empty())
    .map(|(id, title, lines)| section(page, id, title, &lines))
    .collect_view()
    .into_any()
}

fn section(page: &WorklistPage, id: &'static str, title: &'static str, lines: &[&CitizenLine]) -> AnyView {
    let rows = lines.iter().map(|one| row(page.lang, one, page.now)).collect_view();
    view! {
        <section aria-labelledby=id>
            <div class="staff-section-head"><h2 id=id>{title}</h2><span class="staff-section-count">{lines.len()}</span></div>
            <ol class="worklist">{rows}</ol>
        </section>
    }
    .into_any()
}

fn row(lang: Lang, one: &CitizenLine, now: Instant) -> AnyView {
    let (first, second) = say::worklist_when(lang, &one.line, now);
    let (href, act) = way(lang, one);
    let name = one.name.clone();
    view! {
        <li class="worklist-row">
            <Icon name=icon(&one.line.reason) />
            <div>
                <h3 class="worklist-name"><a href=format!("/staff/citizens/{}", one.citizen)>{one.name.clone()}</a></h3>
                <p class="worklist-why">{say::worklist_why(lang, &one.line.reason, now)}</p>
            </div>
            <p class="worklist-when"><b>{first}</b><span>{second}</span></p>
            <p class="worklist-act">
                <a class="button button-outline" href=href>{act}<span class="visually-hidden">": "{name}</span></a>
            </p>
        </li>
    }
    .into_any()
}

const fn icon(reason: &Reason) -> IconName {
    match reason {
        Reason::Waiting { .. } => IconName::Message,
        Reason::NeedsHelp(_) => IconName::Footsteps,
        Reason::CannotCome(_) | Reason::Today { .. } => IconName::Calendar,
        Reason::Clock { .. } => IconName::Clock,
        Reason::PlanReply { .. } | Reason::PlanOld { .. } => IconName::Stairs,
        Reason::NoContact { .. } => IconName::Phone,
    }
}

/// Where the line's one action leads, and its name.
fn way(lang: Lang, one: &CitizenLine) -> (String, &'static str) {
    let words = Worklist::of(lang);
    let base = format!("/staff/citizens/{}", one.citizen);
    match &one.line.reason {
        Reason::Waiting { .. } => (format!("{base}#reply"), words.act_answer),
        Reason::NeedsHelp(_) => (format!("{base}/messages#reply"), words.act_open_message),
        Reason::CannotCome(appointment) => (format!("{base}/appointments/{}", appointment.id), words.act_find_time),
        Reason::Today { .. } => (base, words.act_prepare),
        Reason::Clock { .. } => (format!("{base}/appointments/new"), words.act_find_time),
        Reason::PlanReply { number, .. } => (format!("{base}/plan/revisions/{number}"), words.act_read),
        Reason::PlanOld { .. } => (format!("{base}/plan"), words.act_see_plan),
        Reason::NoContact { .. } => (format!("{base}/messages#reply"), words.act_write),
    }
}

fn places_card(lang: Lang, words: &'static Worklist, places: Places) -> AnyView {
    let soft = places.soft.map_or(places.taken, usize::from);
    let hard = places.hard.map_or(soft, usize::from);
    let free = soft.saturating_sub(places.taken);
    let with_yes = hard.saturating_sub(soft.max(places.taken));
    // A row of dots, never more than a screen can carry.
    let dots = |name, class: &'static str, count: usize| {
        (0..count.min(60)).map(move |_| view! { <Icon name=name class=class /> }).collect_view()
    };
    view! {
        <section class="card" aria-labelledby="places">
            <h2 id="places">{words.places}</h2>
            <p class="places" role="img" aria-label=say::places_label(lang, places.taken, free, with_yes)>
                {dots(IconName::Dot, "", places.taken)}
                {dots(IconName::Open, "", free)}
                {dots(IconName::DottedCircle, "icon-quiet", with_yes)}
            </p>
            <p>{say::places_line(lang, places.taken, places.soft.map(|_| free))}</p>
            <p class="second">{say::places_more(lang, places.hard, places.aftercare, places.new_this_week, places.intake)}</p>
        </section>
    }
    .into_any()
}

fn agenda_card(lang: Lang, words: &'static Worklist, agenda: &[AgendaItem]) -> AnyView {
    let items = agenda.iter().map(|item| {
        view! {
            <li>
                <time>{when::clock(lang, item.start)}</time>
                <div><p><b>{item.who.clone()}</b></p><p class="second">{item.place.clone()}</p></div>
            </li>
        }
    });
    let list = if agenda.is_empty() {
        view! { <p class="empty">{words.agenda_empty}</p> }.into_any()
    } else {
        view! { <ol class="agenda below">{items.collect_view()}</ol> }.into_any()
    };
    view! { <section class="card" aria-labelledby="agenda"><h2 id="agenda">{words.agenda}</h2>{list}</section> }
        .into_any()
}
