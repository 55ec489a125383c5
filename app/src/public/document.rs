//! The frame of a public page: the document, the picture on top, and whom to call at the bottom.

use super::Place;
use super::text::{Words, words};
use crate::ui::drawing::{LoginPicture, Mark};
use crate::ui::icon::{Icon, IconName};
use leptos::prelude::*;

/// Renders a view to HTML.
pub fn rendered(view: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| view().to_html())
}

/// A whole document. `title` and `body` are ours; only the address of the stylesheet comes from outside.
pub fn document(lang: &str, stylesheet: Option<&str>, title: &str, body: &str) -> String {
    let style = stylesheet.map_or_else(String::new, |href| {
        format!("<link rel=\"stylesheet\" href=\"{}\">", html_escape::encode_double_quoted_attribute(href))
    });
    format!(
        "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{} – Følgeskab</title>{style}\
         <link rel=\"icon\" href=\"/icons/favicon.svg\" type=\"image/svg+xml\">\
         <link rel=\"manifest\" href=\"/manifest.webmanifest\"></head><body>{body}</body></html>",
        html_escape::encode_text(title)
    )
}

/// The page round a form of login.
#[component]
pub fn LoginFrame(
    /// Where the page stands.
    place: Place,
    /// The heading.
    title: &'static str,
    /// The sentence below it.
    lead: &'static str,
    children: Children,
) -> impl IntoView {
    let words = words(place.lang);
    view! {
        <div class="login">
            <header class="login-top">
                <LoginPicture />
                <a class="help-pill" href="#locked-out"><Icon name=IconName::Phone /><span>{words.help}</span></a>
            </header>
            <main class="login-main" id="content" tabindex="-1">
                <p class="login-name"><Mark />"Følgeskab"</p>
                <h1 class="login-title">{title}</h1>
                <p>{lead}</p>
                {children()}
                <LockedOut place=place.clone() words />
                <Foot place words />
            </main>
        </div>
    }
}

/// Whom to call when one cannot get in.
#[component]
fn LockedOut(place: Place, words: &'static Words) -> impl IntoView {
    let hours = place.hours.map_or_else(|| words.call_us.to_owned(), |hours| words.call_at.replace("{hours}", &hours));
    let call = place.phone.map(|phone| {
        let href = format!("tel:{}", phone.replace(' ', ""));
        view! {
            <a class="button button-outline button-wide below" href=href>
                <Icon name=IconName::Phone />{words.call}" "{phone}
            </a>
        }
    });
    view! {
        <section class="card" aria-labelledby="locked-out">
            <h2 id="locked-out" tabindex="-1">{words.locked_out}</h2>
            <p>{hours}</p>
            {call}
        </section>
    }
}

/// Who uses this, and the other language.
#[component]
fn Foot(place: Place, words: &'static Words) -> impl IntoView {
    let used_by = place.organisation.map(|name| view! { <p>{words.used_by.replace("{name}", &name)}</p> });
    view! {
        <footer class="page-foot">
            {used_by}
            <p class="ways">
                <a href=format!("/language/{}", words.other_lang) lang=words.other_lang hreflang=words.other_lang>
                    {words.other_lang_name}
                </a>
                <a href="/was">{if place.lang == "en" { "Accessibility" } else { "Tilgængelighed" }}</a>
            </p>
        </footer>
    }
}

/// A field with its label above, its hint below the label, and what is wrong right before the box.
#[component]
pub fn Field(
    /// The field's name in the form, and its id.
    name: &'static str,
    /// What to write here.
    label: &'static str,
    /// Help that stands there from the start.
    #[prop(optional_no_strip)]
    hint: Option<&'static str>,
    /// What is not right yet.
    #[prop(optional_no_strip)]
    problem: Option<String>,
    /// What was typed before; never a password.
    #[prop(optional, into)]
    value: String,
    /// `text` or `password`.
    kind: &'static str,
    /// What browsers and password keepers call it.
    autocomplete: &'static str,
    /// Another look, such as that of a code.
    #[prop(optional)]
    look: &'static str,
) -> impl IntoView {
    let hint_id = format!("{name}-hint");
    let problem_id = format!("{name}-problem");
    let described = [hint.map(|_| hint_id.clone()), problem.as_ref().map(|_| problem_id.clone())];
    let described: Vec<String> = described.into_iter().flatten().collect();
    let is_wrong = problem.is_some();
    view! {
        <div class=if is_wrong { "field field-wrong" } else { "field" }>
            <label class="field-label" for=name>{label}</label>
            {hint.map(|hint| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
            {problem.map(|problem| view! {
                <p class="field-error" id=problem_id role="alert"><Icon name=IconName::Exclamation /><span>{problem}</span></p>
            })}
            <input
                class=format!("field-control {look}") id=name name=name type=kind value=value
                autocomplete=autocomplete autocapitalize="none" spellcheck="false" required
                aria-invalid=is_wrong.then_some("true")
                aria-describedby=(!described.is_empty()).then(|| described.join(" "))
            />
        </div>
    }
}
