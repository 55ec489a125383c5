//! Hjælp for coordinators: the few things that are not plain from the pages themselves.

use crate::text::Lang;
use leptos::prelude::*;

use super::text::Help;

/// Draws the page.
pub fn page(lang: Lang) -> AnyView {
    let words = Help::of(lang);
    let parts = [
        (words.list, words.list_text),
        (words.seen, words.seen_text),
        (words.conflict, words.conflict_text),
        (words.energy, words.energy_text),
        (words.code, words.code_text),
        (words.ended, words.ended_text),
    ];
    let parts = parts.map(|(title, text)| view! { <h2>{title}</h2><p>{text}</p> });
    view! {
        <div class="staff-head"><div><h1>{words.title}</h1></div></div>
        <div class="card rich">{parts.into_iter().collect_view()}</div>
    }
    .into_any()
}
