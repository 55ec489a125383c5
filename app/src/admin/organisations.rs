//! Organisations: a list, and a form for one more.

use crate::staff::form::{Choice, Draw, Input, command_field};
use crate::staff::{FieldError, Typed};
use crate::text::Lang;
use leptos::prelude::*;
use uuid::Uuid;

use super::text::{Admin, People, kind_name};
use super::{head, table};

/// The kinds that an organisation can be, as they are stored.
pub const KINDS: [&str; 4] = ["municipality", "jobcenter", "hospital_unit", "research_unit"];

/// An organisation.
#[derive(Clone, Debug)]
pub struct OrganisationRow {
    /// Its name.
    pub name: String,
    /// Its kind, as stored.
    pub kind: String,
    /// Whom to call.
    pub phone: String,
    /// When somebody answers.
    pub hours: String,
}

/// The page.
#[derive(Clone, Debug)]
pub struct OrganisationsPage {
    /// The language.
    pub lang: Lang,
    /// All of them.
    pub rows: Vec<OrganisationRow>,
    /// What stands in the form.
    pub typed: Typed,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// The id of the form.
    pub command: Uuid,
}

/// Draws the page.
pub fn page(page: &OrganisationsPage) -> AnyView {
    let (words, people) = (Admin::of(page.lang), People::of(page.lang));
    let rows = page.rows.iter().map(|row| line(page.lang, row)).collect();
    let heads = [words.name, words.kind, words.phone, words.hours];
    let draw = Draw { lang: page.lang, typed: &page.typed, errors: &page.errors, prefix: "" };
    let kinds = [people.municipality, people.jobcenter, people.hospital_unit, people.research_unit];
    let choices: Vec<Choice> = KINDS.into_iter().zip(kinds).map(|(value, words)| Choice { value, words }).collect();
    let labels = [("name", words.name), ("kind", words.kind), ("phone", words.phone), ("hours", words.hours)];
    view! {
        {head(words.organisations, String::new(), None)}
        {draw.summary(&labels)}
        {table(words.organisations, &heads, rows, words.nothing)}
        <section class="card below-more" aria-labelledby="add">
            <h2 id="add">{people.add_organisation}</h2>
            <form class="form" method="post" action="/admin/organisations">
                {command_field(page.command)}
                {draw.line("name", words.name, "", Input::Text)}
                {draw.select("kind", words.kind, "", &choices)}
                {draw.line("phone", words.phone, "", Input::Phone)}
                {draw.line("hours", words.hours, words.hours_hint, Input::Text)}
                <div class="buttons"><button class="button" type="submit">{words.add}</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn line(lang: Lang, row: &OrganisationRow) -> AnyView {
    view! {
        <tr>
            <th scope="row">{row.name.clone()}</th><td>{kind_name(lang, &row.kind)}</td>
            <td>{row.phone.clone()}</td><td>{row.hours.clone()}</td>
        </tr>
    }
    .into_any()
}
