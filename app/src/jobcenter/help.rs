//! Hjælp for the jobcenter: the few things that are not plain from the pages themselves.

use crate::text::Lang;
use leptos::prelude::*;

use super::text::Help;

/// Draws the page.
pub fn page(lang: Lang) -> AnyView {
    let words = Help::of(lang);
    let parts = [
        (words.when, words.when_text),
        (words.what, words.what_text),
        (words.no, words.no_text),
        (words.answers, words.answers_text),
        (words.system, words.system_text),
    ];
    let parts = parts.map(|(title, text)| view! { <h2>{title}</h2><p>{text}</p> });
    view! {
        <div class="staff-head"><div><h1>{words.title}</h1></div></div>
        <div class="card rich">{parts.into_iter().collect_view()}</div>
    }
    .into_any()
}
