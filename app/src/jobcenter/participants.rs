//! Overblik: who takes part, in which phase and week, and where the survey stands. Nothing more.

use crate::staff::say;
use crate::text::Lang;
use domain::course::Phase;
use leptos::prelude::*;

use super::never_here;
use super::surveys::{Standing, icon, standing_words};
use super::text::Jobcenter;
use crate::ui::icon::Icon;

/// Somebody who takes part.
#[derive(Clone, Debug)]
pub struct Participant {
    /// The name.
    pub name: String,
    /// The programme's name.
    pub programme: String,
    /// The phase.
    pub phase: Phase,
    /// Whether in the control group.
    pub is_control: bool,
    /// The week of the course and its length, while it runs.
    pub week: Option<(u16, u16)>,
    /// Where the survey stands; none where the programme has none.
    pub standing: Option<Standing>,
}

/// The page.
#[derive(Clone, Debug)]
pub struct ParticipantsPage {
    /// The language.
    pub lang: Lang,
    /// The jobcenter; none when the person belongs to none.
    pub organisation: Option<String>,
    /// Who takes part, sorted.
    pub rows: Vec<Participant>,
}

/// Draws the page.
pub fn page(page: &ParticipantsPage) -> AnyView {
    let words = Jobcenter::of(page.lang);
    let second = page.organisation.clone().unwrap_or_default();
    view! {
        <div class="staff-head"><div>
            <h1>{words.participants}</h1>
            <p class="staff-head-second">{second}</p>
        </div></div>
        {never_here(page.lang)}
        {table(page, words)}
        <div class="table-foot"><p>{words.only_name}</p></div>
    }
    .into_any()
}

fn table(page: &ParticipantsPage, words: &'static Jobcenter) -> AnyView {
    if page.rows.is_empty() {
        let empty = if page.organisation.is_some() { words.nobody } else { words.no_organisation };
        return view! { <p class="card empty">{empty}</p> }.into_any();
    }
    view! {
        <div class="table-frame" role="region" aria-label=words.participants tabindex="0">
            <table class="table">
                <thead><tr>
                    <th scope="col">{words.citizen}</th><th scope="col">{words.programme}</th>
                    <th scope="col">{words.phase}</th><th scope="col">{words.week}</th><th scope="col">{words.survey}</th>
                </tr></thead>
                <tbody>{page.rows.iter().map(|row| line(page.lang, row)).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(lang: Lang, row: &Participant) -> AnyView {
    let words = Jobcenter::of(lang);
    let phase = if row.is_control { words.control } else { say::phase(lang, row.phase) };
    let week = row.week.map(|(week, of)| say::week_of(lang, week, of)).unwrap_or_default();
    let standing = row.standing.map(|standing| {
        view! { <span class="table-status"><Icon name=icon(standing) />{standing_words(lang, standing)}</span> }
    });
    view! {
        <tr>
            <th scope="row">{row.name.clone()}</th>
            <td class="table-detail">{row.programme.clone()}</td>
            <td>{phase}</td><td>{week}</td><td>{standing}</td>
        </tr>
    }
    .into_any()
}
