//! Pladser: how full each coordinator's caseload is, for a leader. Numbers only: no citizen has a place here.

use crate::text::Lang;
use leptos::prelude::*;

use super::say;
use super::text::Caseloads;
use super::worklist::Places;

/// A coordinator's caseload in numbers.
#[derive(Clone, Debug)]
pub struct CaseloadCount {
    /// Who.
    pub name: String,
    /// The numbers.
    pub places: Places,
}

/// Draws the page.
pub fn page(lang: Lang, rows: &[CaseloadCount]) -> AnyView {
    let words = Caseloads::of(lang);
    let lines = rows.iter().map(|row| line(lang, row)).collect_view();
    let table = if rows.is_empty() {
        view! { <p class="card empty">{words.empty}</p> }.into_any()
    } else {
        view! {
            <div class="table-frame" role="region" aria-label=words.title tabindex="0">
                <table class="table">
                    <thead><tr>
                        <th scope="col">{words.coordinator}</th><th scope="col" class="number">{words.citizens}</th>
                        <th scope="col" class="number">{words.aftercare}</th><th scope="col" class="number">{words.new}</th>
                        <th scope="col">{words.room}</th>
                    </tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="staff-head"><div><h1>{words.title}</h1><p class="staff-head-second">{words.only_numbers}</p></div></div>
        {table}
    }
    .into_any()
}

fn line(lang: Lang, row: &CaseloadCount) -> AnyView {
    let places = row.places;
    view! {
        <tr>
            <th scope="row">{row.name.clone()}</th>
            <td class="number">{places.taken}</td>
            <td class="number">{places.aftercare}</td>
            <td class="number">{places.new_this_week}</td>
            <td>{say::room(lang, places.taken, places.soft, places.hard)}</td>
        </tr>
    }
    .into_any()
}
