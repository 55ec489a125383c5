//! Who is enrolled: the list with the places taken, a form for one more citizen, and what can be changed:
//! the phase, who walks along, and the code to come in with.

use crate::staff::form::{Choice, Draw, Input, command_field};
use crate::staff::{FieldError, Typed, say};
use crate::text::Lang;
use chrono::NaiveDate;
use domain::course::Phase;
use domain::id::{CommandId, EnrolmentId};
use leptos::prelude::*;
use uuid::Uuid;

use super::text::{Admin, Enrolments, places_taken};
use super::{Pick, head, note, pick, table};

/// The phases in their order.
pub const PHASES: [Phase; 6] =
    [Phase::Included, Phase::Assessment, Phase::Running, Phase::Aftercare, Phase::Ended, Phase::Withdrawn];

/// The places of a programme in one arm.
#[derive(Clone, Debug)]
pub struct PlacesRow {
    /// The programme's name.
    pub programme: String,
    /// Whether of the control group.
    pub is_control: bool,
    /// How many are taken.
    pub taken: usize,
    /// How many there are; none where there is no limit.
    pub places: Option<u16>,
}

/// A citizen in the list.
#[derive(Clone, Debug)]
pub struct EnrolmentRow {
    /// The enrolment.
    pub id: EnrolmentId,
    /// The name.
    pub name: String,
    /// The programme's name.
    pub programme: String,
    /// Whether in the control group.
    pub is_control: bool,
    /// The phase.
    pub phase: Phase,
    /// The first day of the course.
    pub starts_on: Option<NaiveDate>,
    /// Who walks along.
    pub coordinator: Option<String>,
    /// What the jobcenter's own system calls the citizen.
    pub external_ref: String,
}

/// The page with the list.
#[derive(Clone, Debug)]
pub struct EnrolmentsPage {
    /// The language.
    pub lang: Lang,
    /// The places of every programme.
    pub places: Vec<PlacesRow>,
    /// Everybody, sorted by name.
    pub rows: Vec<EnrolmentRow>,
}

fn day(date: Option<NaiveDate>) -> String {
    date.map(|date| date.format("%d.%m.%Y").to_string()).unwrap_or_default()
}

/// Draws the list.
pub fn page(page: &EnrolmentsPage) -> AnyView {
    let (admin, words) = (Admin::of(page.lang), Enrolments::of(page.lang));
    let heads = [admin.name, admin.programme, words.phase, words.starts_on, words.coordinator, words.external_ref];
    let rows = page.rows.iter().map(|row| line(page.lang, row)).collect();
    let places = page.places.iter().map(|row| {
        let group = if row.is_control { format!("{} · {}", row.programme, words.control_short) } else { row.programme.clone() };
        view! { <div class="round-count"><dt>{group}</dt><dd>{places_taken(page.lang, row.taken, row.places)}</dd></div> }
    });
    view! {
        {head(words.title, say::citizens(page.lang, page.rows.len()), Some(("/admin/enrolments/new", words.add)))}
        <h2 class="visually-hidden">{words.places}</h2>
        <dl class="round-counts">{places.collect_view()}</dl>
        {table(words.title, &heads, rows, admin.nothing)}
    }
    .into_any()
}

fn line(lang: Lang, row: &EnrolmentRow) -> AnyView {
    let words = Enrolments::of(lang);
    let phase = if row.is_control { words.control_short } else { say::phase(lang, row.phase) };
    let coordinator =
        row.coordinator.clone().unwrap_or_else(|| if row.is_control { String::new() } else { words.nobody.to_owned() });
    view! {
        <tr>
            <th scope="row"><a href=format!("/admin/enrolments/{}", row.id)>{row.name.clone()}</a></th>
            <td class="table-detail">{row.programme.clone()}</td><td>{phase}</td>
            <td>{day(row.starts_on)}</td><td>{coordinator}</td><td>{row.external_ref.clone()}</td>
        </tr>
    }
    .into_any()
}

/// The page with the form for one more citizen.
#[derive(Clone, Debug)]
pub struct NewEnrolmentPage {
    /// The language.
    pub lang: Lang,
    /// The programmes.
    pub programmes: Vec<Pick>,
    /// The jobcenters.
    pub jobcenters: Vec<Pick>,
    /// Who can walk along.
    pub coordinators: Vec<Pick>,
    /// What stands in the form.
    pub typed: Typed,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// Whether the reference is used by somebody else.
    pub is_ref_taken: bool,
    /// The id of the form.
    pub command: Uuid,
}

/// Draws the form.
pub fn new_page(page: &NewEnrolmentPage) -> AnyView {
    let (admin, words) = (Admin::of(page.lang), Enrolments::of(page.lang));
    let draw = Draw { lang: page.lang, typed: &page.typed, errors: &page.errors, prefix: "" };
    let arms = [
        Choice { value: "intervention", words: words.intervention },
        Choice { value: "control", words: words.control },
    ];
    let languages = [Choice { value: "da", words: "Dansk" }, Choice { value: "en", words: "English" }];
    let labels = [
        ("name", admin.name),
        ("phone", admin.phone),
        ("lang", admin.language),
        ("programme", admin.programme),
        ("arm", words.arm),
        ("jobcenter", words.jobcenter),
        ("external_ref", words.external_ref),
        ("coordinator", words.coordinator),
        ("included_on", words.included_on),
        ("starts_on", words.starts_on),
    ];
    view! {
        {head(words.add, String::new(), None)}
        {note(page.is_ref_taken.then_some(words.external_ref_taken))}
        {draw.summary(&labels)}
        <form class="card form" method="post" action="/admin/enrolments/new">
            {command_field(page.command)}
            {draw.line("name", admin.name, "", Input::Text)}
            {draw.line("phone", admin.phone, "", Input::Phone)}
            {draw.select("lang", admin.language, "", &languages)}
            {pick(&draw, "programme", admin.programme, "", None, &page.programmes)}
            {draw.ticks("arm", words.arm, "", &arms, false)}
            {pick(&draw, "jobcenter", words.jobcenter, "", Some(admin.none), &page.jobcenters)}
            {draw.line("external_ref", words.external_ref, words.external_ref_hint, Input::Text)}
            {pick(&draw, "coordinator", words.coordinator, "", Some(words.nobody), &page.coordinators)}
            {draw.line("included_on", words.included_on, "", Input::Date)}
            {draw.line("starts_on", words.starts_on, words.starts_on_hint, Input::Date)}
            <div class="buttons"><button class="button" type="submit">{admin.add}</button></div>
        </form>
    }
    .into_any()
}

/// The page of one enrolment.
#[derive(Clone, Debug)]
pub struct EnrolmentPage {
    /// The language.
    pub lang: Lang,
    /// What stands in the list.
    pub row: EnrolmentRow,
    /// The day of inclusion.
    pub included_on: NaiveDate,
    /// The jobcenter's name.
    pub jobcenter: String,
    /// What the citizen types at login.
    pub username: String,
    /// Who can walk along.
    pub coordinators: Vec<Pick>,
    /// What stands in the forms.
    pub typed: Typed,
    /// What is wrong with them.
    pub errors: Vec<FieldError>,
    /// The seed of the ids of the forms.
    pub command: Uuid,
}

/// Draws the page.
pub fn one_page(page: &EnrolmentPage) -> AnyView {
    let (admin, words) = (Admin::of(page.lang), Enrolments::of(page.lang));
    let facts = [
        (admin.programme, page.row.programme.clone()),
        (words.phase, say::phase(page.lang, page.row.phase).to_owned()),
        (words.included_on, day(Some(page.included_on))),
        (words.starts_on, day(page.row.starts_on)),
        (words.jobcenter, page.jobcenter.clone()),
        (words.external_ref, page.row.external_ref.clone()),
        (admin.username, page.username.clone()),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let facts = facts.map(
        |(name, value)| view! { <div class="round-count"><dt>{name}</dt><dd class="table-detail">{value}</dd></div> },
    );
    let changes = (!page.row.is_control).then(|| view! { {coordinator_form(page)}{sheet_form(page)} });
    view! {
        <div class="staff-head"><div>
            <a class="staff-head-way" href="/admin">{admin.enrolments}</a>
            <h1>{page.row.name.clone()}</h1>
        </div></div>
        <dl class="round-counts">{facts.collect_view()}</dl>
        {phase_form(page)}
        {changes}
    }
    .into_any()
}

fn form_id(page: &EnrolmentPage, name: &str) -> AnyView {
    command_field(CommandId::of_form(page.command, name).uuid())
}

fn phase_form(page: &EnrolmentPage) -> AnyView {
    let (admin, words) = (Admin::of(page.lang), Enrolments::of(page.lang));
    let draw = Draw { lang: page.lang, typed: &page.typed, errors: &page.errors, prefix: "" };
    let phases = PHASES.map(|phase| Choice { value: phase.text(), words: say::phase(page.lang, phase) });
    view! {
        <section class="card" aria-labelledby="change-phase">
            <h2 id="change-phase">{words.change_phase}</h2>
            {draw.summary(&[("phase", words.phase), ("starts_on", words.starts_on), ("coordinator", words.coordinator)])}
            <form class="form" method="post" action=format!("/admin/enrolments/{}/phase", page.row.id)>
                {form_id(page, "phase")}
                {draw.select("phase", words.phase, words.change_phase_hint, &phases)}
                {draw.line("starts_on", words.starts_on, "", Input::Date)}
                <div class="buttons"><button class="button button-outline" type="submit">{admin.save}</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn coordinator_form(page: &EnrolmentPage) -> AnyView {
    let (admin, words) = (Admin::of(page.lang), Enrolments::of(page.lang));
    let draw = Draw { lang: page.lang, typed: &page.typed, errors: &page.errors, prefix: "" };
    view! {
        <section class="card below-more" aria-labelledby="change-coordinator">
            <h2 id="change-coordinator">{words.change_coordinator}</h2>
            <form class="form" method="post" action=format!("/admin/enrolments/{}/coordinator", page.row.id)>
                {form_id(page, "coordinator")}
                {pick(&draw, "coordinator", words.coordinator, words.change_coordinator_hint, Some(admin.choose), &page.coordinators)}
                <div class="buttons"><button class="button button-outline" type="submit">{admin.save}</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn sheet_form(page: &EnrolmentPage) -> AnyView {
    let words = Enrolments::of(page.lang);
    view! {
        <section class="card below-more" aria-labelledby="sheet">
            <h2 id="sheet">{words.sheet}</h2>
            <p>{words.sheet_hint}</p>
            <form class="form" method="post" action=format!("/admin/enrolments/{}/sheet", page.row.id)>
                {form_id(page, "sheet")}
                <div class="buttons"><button class="button button-outline" type="submit">{words.make_sheet}</button></div>
            </form>
        </section>
    }
    .into_any()
}
