//! Mine borgere: who waits for an answer, what is next, which week, and whether energy is shared.

use crate::text::Lang;
use crate::ui::icon::{Icon, IconName};
use chrono::{NaiveDate, NaiveTime};
use domain::course::Phase;
use domain::id::PersonId;
use domain::time::Instant;
use leptos::prelude::*;

use super::text::Caseload;
use super::{say, when};

/// A citizen in the list.
#[derive(Clone, Debug)]
pub struct CaseloadRow {
    /// Who.
    pub citizen: PersonId,
    /// The name.
    pub name: String,
    /// The phase.
    pub phase: Phase,
    /// The week of the course and its length, once it has begun.
    pub week: Option<(u16, u16)>,
    /// Since when the citizen waits for an answer, and the promised day.
    pub waiting: Option<(Instant, Option<NaiveDate>)>,
    /// The next appointment.
    pub next: Option<(NaiveDate, NaiveTime, String)>,
    /// Whether the citizen shares what is recorded.
    pub shares: bool,
}

/// The page.
#[derive(Clone, Debug)]
pub struct CaseloadPage {
    /// The language.
    pub lang: Lang,
    /// Now.
    pub now: Instant,
    /// The rows, sorted by name.
    pub rows: Vec<CaseloadRow>,
    /// What was searched for; empty for all.
    pub search: String,
}

/// Draws the page.
pub fn page(page: &CaseloadPage) -> AnyView {
    let words = Caseload::of(page.lang);
    let all =
        (!page.search.is_empty()).then(|| view! { <a class="way-on" href="/staff/citizens">{words.show_all}</a> });
    view! {
        <div class="staff-head">
            <div>
                <h1>{words.title}</h1>
                <p class="staff-head-second">{say::citizens(page.lang, page.rows.len())}</p>
            </div>
            <form method="post" action="/staff/citizens" role="search" class="fields-row">
                <div class="field">
                    <label class="field-label" for="name">{words.search}</label>
                    <input class="field-control" id="name" name="name" type="search" autocomplete="off" value=page.search.clone() />
                </div>
                <button class="button button-outline" type="submit"><Icon name=IconName::Search />{words.find}</button>
            </form>
        </div>
        {all}
        {table(page, words)}
    }
    .into_any()
}

fn table(page: &CaseloadPage, words: &'static Caseload) -> AnyView {
    if page.rows.is_empty() {
        let empty = if page.search.is_empty() { words.empty } else { words.nobody_found };
        return view! { <p class="card empty">{empty}</p> }.into_any();
    }
    view! {
        <div class="table-frame" role="region" aria-label=words.title tabindex="0">
            <table class="table">
                <thead><tr>
                    <th scope="col">{words.citizen}</th><th scope="col">{words.course}</th>
                    <th scope="col">{words.messages}</th><th scope="col">{words.next}</th><th scope="col">{words.shares}</th>
                </tr></thead>
                <tbody>{page.rows.iter().map(|row| line(page, words, row)).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(page: &CaseloadPage, words: &'static Caseload, row: &CaseloadRow) -> AnyView {
    let (lang, today) = (page.lang, page.now.date());
    let course =
        row.week.map_or_else(|| say::phase(lang, row.phase).to_owned(), |(week, of)| say::week_of(lang, week, of));
    let waiting = row.waiting.map(|(since, by)| {
        view! {
            <span class="table-status"><Icon name=IconName::Message />{say::waits(lang, since, by, page.now)}</span>
        }
    });
    let next = row.next.as_ref().map_or_else(
        || words.no_appointment.to_owned(),
        |(date, start, title)| {
            format!("{} {} · {title}", when::near_day_alone(lang, *date, today), when::at_clock(lang, *start))
        },
    );
    let shares = if row.shares { words.shares_yes } else { words.shares_no };
    view! {
        <tr>
            <th scope="row"><a href=format!("/staff/citizens/{}", row.citizen)>{row.name.clone()}</a></th>
            <td>{course}</td>
            <td>{waiting.map_or_else(|| view! { <span class="table-detail">{words.nobody_waits}</span> }.into_any(), IntoAny::into_any)}</td>
            <td>{next}</td>
            <td class="table-detail">{shares}</td>
        </tr>
    }
    .into_any()
}
