//! The admin's pages, rendered on the server only: organisations, staff, who is enrolled, programmes and
//! the keys of other systems. Of citizens only names, phases and who walks along; nothing else has a place
//! here. The evaluator's page stands beside them: counts, never people.

pub mod enrolments;
pub mod evaluation;
pub mod keys;
pub mod organisations;
pub mod programmes;
pub mod staff;
pub mod text;

use crate::staff::PlaceLink;
use crate::staff::form::{Draw, refusal};
use crate::text::Lang;
use crate::ui::icon::{Icon, IconName};
use leptos::prelude::*;

use text::Admin;

/// The places at the left.
pub fn places(lang: Lang) -> Vec<PlaceLink> {
    let words = Admin::of(lang);
    let places = [
        ("/admin", IconName::People, words.enrolments),
        ("/admin/staff", IconName::Me, words.staff),
        ("/admin/organisations", IconName::Home, words.organisations),
        ("/admin/programmes", IconName::Stairs, words.programmes),
        ("/admin/keys", IconName::Key, words.keys),
    ];
    places.map(|(href, icon, name)| PlaceLink { href, icon, name }).to_vec()
}

/// What an admin is, in words.
pub const fn role(lang: Lang) -> &'static str {
    Admin::of(lang).role
}

/// The closed list of what a page can say was done. Nothing else can be put into a page by an address.
pub fn notice(lang: Lang, word: &str) -> Option<&'static str> {
    let words = Admin::of(lang);
    Some(match word {
        "added" => words.done_added,
        "enrolled" => words.done_enrolled,
        "control" => words.done_control,
        "saved" => words.done_saved,
        "revoked" => words.done_revoked,
        "again" => words.done_again,
        _ => return None,
    })
}

/// One value of a list that opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub words: String,
}

impl Pick {
    /// A value and its words.
    pub fn new(value: impl Into<String>, words: impl Into<String>) -> Self {
        Self { value: value.into(), words: words.into() }
    }
}

/// A list that opens, of what is known only while the program runs. With `none`, the first line is no choice.
fn pick(draw: &Draw<'_>, name: &str, label: &str, hint: &str, none: Option<&str>, picks: &[Pick]) -> AnyView {
    let id = format!("{}{name}", draw.prefix);
    let code = draw.errors.iter().find(|error| error.field == name).map(|error| error.code);
    let chosen = draw.typed.get(name).to_owned();
    let nothing = none.map(|words| view! { <option value="">{words.to_owned()}</option> });
    let options = picks.iter().map(|pick| {
        view! { <option value=pick.value.clone() selected={pick.value == chosen}>{pick.words.clone()}</option> }
    });
    let error = code.map(|code| {
        view! { <p class="field-error" id=format!("{id}-error")><Icon name=IconName::Exclamation />{refusal(draw.lang, code)}</p> }
    });
    let class = if code.is_some() { "field field-wrong" } else { "field" };
    let below =
        (!hint.is_empty()).then(|| view! { <p class="field-hint" id=format!("{id}-hint")>{hint.to_owned()}</p> });
    let described = match (code.is_some(), hint.is_empty()) {
        (true, true) => Some(format!("{id}-error")),
        (true, false) => Some(format!("{id}-error {id}-hint")),
        (false, false) => Some(format!("{id}-hint")),
        (false, true) => None,
    };
    view! {
        <div class=class>
            <label class="field-label" for=id.clone()>{label.to_owned()}</label>
            {error}
            <select class="field-control" id=id.clone() name=name.to_owned() aria-describedby=described
                aria-invalid=code.map(|_| "true")>{nothing}{options.collect_view()}</select>
            {below}
        </div>
    }
    .into_any()
}

/// The head of a page, with a way on at the right where there is one.
fn head(title: &str, second: String, way: Option<(&str, &'static str)>) -> AnyView {
    let way = way.map(|(href, name)| view! { <a class="button" href=href.to_owned()>{name}</a> });
    let second = (!second.is_empty()).then(|| view! { <p class="staff-head-second">{second}</p> });
    view! { <div class="staff-head"><div><h1>{title.to_owned()}</h1>{second}</div>{way}</div> }.into_any()
}

/// A table in its frame, or the sentence that there is nothing.
fn table(label: &str, heads: &[&'static str], rows: Vec<AnyView>, empty: &'static str) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="card empty">{empty}</p> }.into_any();
    }
    let heads = heads.iter().map(|head| view! { <th scope="col">{*head}</th> }).collect_view();
    view! {
        <div class="table-frame" role="region" aria-label=label.to_owned() tabindex="0">
            <table class="table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}

/// A sentence above a form, about what its fields alone cannot say.
fn note(note: Option<&'static str>) -> AnyView {
    note.map(|note| view! { <div class="error-summary" role="alert"><p>{note}</p></div> }).into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staff::{FieldError, Typed};
    use domain::refusal::Code;

    #[test]
    fn a_list_shows_the_chosen_value_again_and_what_is_wrong_with_it() {
        let typed = Typed::default().with("role", "b\"");
        let errors = [FieldError::new("role", Code::Invalid)];
        let draw = Draw { lang: Lang::Da, typed: &typed, errors: &errors, prefix: "" };
        let picks = [Pick::new("a", "A"), Pick::new("b\"", "<B>")];
        let html = pick(&draw, "role", "Rolle", "", Some("Ingen"), &picks).to_html();
        assert!(html.contains("aria-describedby=\"role-error\""), "{html}");
        assert_eq!(html.matches(" selected").count(), 1, "{html}");
        assert!(!html.contains("<B>"), "{html}");
    }
}
