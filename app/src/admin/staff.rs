//! Personale: a list, a form for one more, and a new code for one who cannot get in.

use crate::staff::form::{Choice, Draw, Input, command_field};
use crate::staff::{FieldError, Typed};
use crate::text::Lang;
use domain::access::Role;
use domain::id::PersonId;
use leptos::prelude::*;
use uuid::Uuid;

use super::text::{Admin, People, role_name};
use super::{Pick, head, pick, table};

/// The roles that an admin gives out.
pub const ROLES: [Role; 5] = [Role::Coordinator, Role::Caseworker, Role::Leader, Role::Evaluator, Role::Admin];

/// Somebody of the staff.
#[derive(Clone, Debug)]
pub struct StaffRow {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Where they belong.
    pub organisation: String,
    /// What they type at login.
    pub username: String,
    /// Whether the account is closed.
    pub is_closed: bool,
}

/// The page with the list.
#[derive(Clone, Debug)]
pub struct StaffPage {
    /// The language.
    pub lang: Lang,
    /// Everybody.
    pub rows: Vec<StaffRow>,
    /// The seed of the ids of the forms.
    pub command: Uuid,
}

/// Draws the list.
pub fn page(page: &StaffPage) -> AnyView {
    let (words, people) = (Admin::of(page.lang), People::of(page.lang));
    let heads = [words.name, words.role_label, words.organisation, words.username, people.new_code];
    let rows = page.rows.iter().map(|row| line(page, row)).collect();
    view! {
        {head(words.staff, String::new(), Some(("/admin/staff/new", people.add_staff)))}
        {table(words.staff, &heads, rows, words.nothing)}
        <div class="table-foot"><p>{people.new_code}": "{people.new_code_hint}</p></div>
    }
    .into_any()
}

fn line(page: &StaffPage, row: &StaffRow) -> AnyView {
    let (words, people) = (Admin::of(page.lang), People::of(page.lang));
    let act = if row.is_closed {
        words.closed.into_any()
    } else {
        let id = domain::id::CommandId::of_form(page.command, &row.id.to_string());
        view! {
            <form method="post" action=format!("/admin/staff/{}/sheet", row.id)>
                {command_field(id.uuid())}
                <button class="button button-outline" type="submit">{people.new_code}<span class="visually-hidden">": "{row.name.clone()}</span></button>
            </form>
        }
        .into_any()
    };
    view! {
        <tr>
            <th scope="row">{row.name.clone()}</th><td>{role_name(page.lang, row.role)}</td>
            <td>{row.organisation.clone()}</td><td>{row.username.clone()}</td><td>{act}</td>
        </tr>
    }
    .into_any()
}

/// The page with the form.
#[derive(Clone, Debug)]
pub struct NewStaffPage {
    /// The language.
    pub lang: Lang,
    /// Where somebody can belong.
    pub organisations: Vec<Pick>,
    /// What stands in the form.
    pub typed: Typed,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// The id of the form.
    pub command: Uuid,
}

/// Draws the form.
pub fn new_page(page: &NewStaffPage) -> AnyView {
    let (words, people) = (Admin::of(page.lang), People::of(page.lang));
    if page.organisations.is_empty() {
        return view! {
            {head(people.add_staff, String::new(), None)}
            <div class="card rich"><p>{people.needs_organisation}</p><p><a href="/admin/organisations">{words.organisations}</a></p></div>
        }
        .into_any();
    }
    let draw = Draw { lang: page.lang, typed: &page.typed, errors: &page.errors, prefix: "" };
    let roles = ROLES.map(|role| Choice { value: role.text(), words: role_name(page.lang, role) });
    let languages = [Choice { value: "da", words: "Dansk" }, Choice { value: "en", words: "English" }];
    let labels = [
        ("name", words.name),
        ("role", words.role_label),
        ("organisation", words.organisation),
        ("phone", words.phone),
        ("lang", words.language),
    ];
    view! {
        {head(people.add_staff, String::new(), None)}
        {draw.summary(&labels)}
        <form class="card form" method="post" action="/admin/staff/new">
            {command_field(page.command)}
            {draw.line("name", words.name, "", Input::Text)}
            {draw.select("role", words.role_label, "", &roles)}
            {pick(&draw, "organisation", words.organisation, "", None, &page.organisations)}
            {draw.line("phone", words.phone, "", Input::Phone)}
            {draw.select("lang", words.language, "", &languages)}
            <p class="field-hint">{people.staff_hint}</p>
            <div class="buttons"><button class="button" type="submit">{words.add}</button></div>
        </form>
    }
    .into_any()
}
