//! Nøgler: the keys of other systems, a form for one more, and the page that shows a new one once.

use crate::staff::form::{Draw, Input, command_field};
use crate::staff::{FieldError, Typed};
use crate::text::Lang;
use crate::text::when::full_date;
use domain::id::ApiKeyId;
use domain::time::Instant;
use leptos::prelude::*;
use uuid::Uuid;

use super::text::{Admin, Keys};
use super::{Pick, head, pick, table};

/// A key.
#[derive(Clone, Debug)]
pub struct KeyRow {
    /// Which.
    pub id: ApiKeyId,
    /// What it is for.
    pub label: String,
    /// The programme's name.
    pub programme: String,
    /// The jobcenter's name.
    pub jobcenter: String,
    /// Since when.
    pub created_at: Instant,
    /// When it was last used.
    pub last_used_at: Option<Instant>,
    /// Whether it was ended.
    pub is_revoked: bool,
}

/// The page.
#[derive(Clone, Debug)]
pub struct KeysPage {
    /// The language.
    pub lang: Lang,
    /// All of them, the newest first.
    pub rows: Vec<KeyRow>,
    /// The programmes.
    pub programmes: Vec<Pick>,
    /// The jobcenters.
    pub jobcenters: Vec<Pick>,
    /// What stands in the form.
    pub typed: Typed,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// The id of the form.
    pub command: Uuid,
}

/// Draws the page.
pub fn page(page: &KeysPage) -> AnyView {
    let (admin, words) = (Admin::of(page.lang), Keys::of(page.lang));
    let heads = [words.label, admin.programme, words.jobcenter, words.made, words.used, words.state];
    let rows = page.rows.iter().map(|row| line(page.lang, row)).collect();
    view! {
        {head(words.title, words.second.to_owned(), None)}
        {table(words.title, &heads, rows, admin.nothing)}
        <section class="card below-more" aria-labelledby="add">
            <h2 id="add">{words.add}</h2>
            {form(page)}
        </section>
    }
    .into_any()
}

fn form(page: &KeysPage) -> AnyView {
    let (admin, words) = (Admin::of(page.lang), Keys::of(page.lang));
    if page.jobcenters.is_empty() {
        return view! { <p>{words.needs_jobcenter}" "<a href="/admin/organisations">{admin.organisations}</a></p> }
            .into_any();
    }
    let draw = Draw { lang: page.lang, typed: &page.typed, errors: &page.errors, prefix: "" };
    let labels = [("label", words.label), ("programme", admin.programme), ("jobcenter", words.jobcenter)];
    view! {
        {draw.summary(&labels)}
        <form class="form" method="post" action="/admin/keys">
            {command_field(page.command)}
            {draw.line("label", words.label, words.label_hint, Input::Text)}
            {pick(&draw, "programme", admin.programme, "", None, &page.programmes)}
            {pick(&draw, "jobcenter", words.jobcenter, "", None, &page.jobcenters)}
            <div class="buttons"><button class="button" type="submit">{admin.add}</button></div>
        </form>
    }
    .into_any()
}

fn line(lang: Lang, row: &KeyRow) -> AnyView {
    let words = Keys::of(lang);
    let used = row.last_used_at.map_or_else(|| words.never.to_owned(), |at| full_date(lang, at.date()));
    let state = if row.is_revoked {
        words.revoked.into_any()
    } else {
        view! {
            <form method="post" action=format!("/admin/keys/{}/revoke", row.id)>
                <button class="button button-outline" type="submit">{words.revoke}<span class="visually-hidden">": "{row.label.clone()}</span></button>
            </form>
        }
        .into_any()
    };
    view! {
        <tr>
            <th scope="row">{row.label.clone()}</th><td class="table-detail">{row.programme.clone()}</td>
            <td>{row.jobcenter.clone()}</td><td>{full_date(lang, row.created_at.date())}</td><td>{used}</td><td>{state}</td>
        </tr>
    }
    .into_any()
}

/// The page that shows a new key, once.
pub fn new_page(lang: Lang, label: &str, key: &str) -> AnyView {
    let (admin, words) = (Admin::of(lang), Keys::of(lang));
    view! {
        {head(words.new_title, label.to_owned(), None)}
        <section class="card rich">
            <p><code>{key.to_owned()}</code></p>
            <p>{words.new_once}</p>
            <p><a class="way-on" href="/admin/keys">{admin.back}</a></p>
        </section>
    }
    .into_any()
}
