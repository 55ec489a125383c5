//! Indsatser: what the files say, and that they were checked. Programmes are changed in their files.

use crate::text::Lang;
use leptos::prelude::*;

use super::text::{Admin, Keys};
use super::{head, table};

/// A programme.
#[derive(Clone, Debug)]
pub struct ProgrammeRow {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Weeks of the course.
    pub weeks: u16,
    /// The names of its surveys, each with the version that is published.
    pub surveys: Vec<String>,
    /// What is wrong with it; none when nothing is.
    pub fault: Option<String>,
}

/// Draws the page.
pub fn page(lang: Lang, rows: &[ProgrammeRow]) -> AnyView {
    let (admin, words) = (Admin::of(lang), Keys::of(lang));
    let heads = [admin.name, words.key, words.weeks, words.surveys, words.check];
    let lines = rows.iter().map(|row| line(words, row)).collect();
    view! {
        {head(words.programmes, words.programmes_second.to_owned(), None)}
        {table(words.programmes, &heads, lines, admin.nothing)}
    }
    .into_any()
}

fn line(words: &'static Keys, row: &ProgrammeRow) -> AnyView {
    let check = row.fault.clone().unwrap_or_else(|| words.check_ok.to_owned());
    view! {
        <tr>
            <th scope="row">{row.name.clone()}</th><td><code>{row.key.clone()}</code></td><td>{row.weeks}</td>
            <td class="table-detail">{row.surveys.join(", ")}</td><td>{check}</td>
        </tr>
    }
    .into_any()
}
