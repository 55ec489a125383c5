//! Two people, or two tabs, changed the same thing: both texts side by side, and nothing lost.

use crate::text::Lang;
use leptos::prelude::*;

use super::form::{Typed, hidden};
use super::text::Conflict;

/// The page.
#[derive(Clone, Debug)]
pub struct ConflictPage {
    /// The language.
    pub lang: Lang,
    /// What it is about, for example a citizen's plan.
    pub title: String,
    /// Where the form is sent.
    pub action: String,
    /// Where what is saved can be read or changed.
    pub back: String,
    /// What is saved now.
    pub saved: Typed,
    /// What was typed here.
    pub yours: Typed,
    /// The fields that the form needs beside what was typed: the id and the version now.
    pub fresh: Vec<(&'static str, String)>,
    /// What each differing field is called.
    pub labels: Vec<(String, String)>,
}

/// Fields that belong to the form and not to what it is about.
const OF_THE_FORM: [&str; 3] = ["command", "version", "action"];

/// The names of the fields that differ, in the order in which they were typed.
pub fn differing(saved: &Typed, yours: &Typed) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (name, _) in yours.pairs().iter().chain(saved.pairs()) {
        let of_the_form = OF_THE_FORM.contains(&name.as_str());
        if of_the_form || names.contains(name) {
            continue;
        }
        let plain = |typed: &Typed| {
            typed.all(name).map(domain::text::clean).filter(|value| !value.is_empty()).collect::<Vec<_>>()
        };
        if plain(saved) != plain(yours) {
            names.push(name.clone());
        }
    }
    names
}

/// Draws the page.
pub fn page(page: &ConflictPage) -> AnyView {
    let words = Conflict::of(page.lang);
    let rows = page.labels.iter().map(|(name, label)| row(page, words, name, label)).collect_view();
    let kept = page.yours.pairs().iter().filter(|(name, _)| !OF_THE_FORM.contains(&name.as_str()));
    let kept = kept.map(|(name, value)| hidden(name, value)).collect_view();
    let fresh = page.fresh.iter().map(|(name, value)| hidden(name, value)).collect_view();
    view! {
        <div class="staff-head"><div><h1>{words.title}</h1><p class="staff-head-second">{page.title.clone()}</p></div></div>
        <p class="notice notice-changed">{words.what}</p>
        <div class="table-frame" role="region" aria-label=words.title tabindex="0">
            <table class="table">
                <thead><tr><th scope="col">{words.field}</th><th scope="col">{words.saved}</th><th scope="col">{words.yours}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <form class="buttons below" method="post" action=page.action.clone()>
            {kept}{fresh}
            <button class="button" type="submit" name="action" value="review">{words.go_on}</button>
            <a class="button button-outline" href=page.back.clone()>{words.use_saved}</a>
        </form>
    }
    .into_any()
}

fn row(page: &ConflictPage, words: &'static Conflict, name: &str, label: &str) -> AnyView {
    let value = |typed: &Typed| {
        let all: Vec<&str> = typed.all(name).filter(|value| !value.is_empty()).collect();
        if all.is_empty() { words.nothing.to_owned() } else { all.join(", ") }
    };
    view! {
        <tr>
            <th scope="row">{label.to_owned()}</th>
            <td class="message-text">{value(&page.saved)}</td>
            <td class="message-text">{value(&page.yours)}</td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_named_and_line_ends_make_no_difference() {
        let saved = Typed::default().with("a", "1\n2").with("b", "x").with("version", "2");
        let yours = Typed::default().with("a", "1\r\n2").with("b", "y").with("c", "new").with("version", "1");
        assert_eq!(differing(&saved, &yours), ["b", "c"]);
    }

    #[test]
    fn everything_typed_is_still_on_the_page() {
        let yours = Typed::default().with("b", "mine \"<b>").with("command", "old");
        let drawn = page(&ConflictPage {
            lang: Lang::Da,
            title: "Plan".into(),
            action: "/x".into(),
            back: "/y".into(),
            saved: Typed::default().with("b", "saved"),
            yours,
            fresh: vec![("command", "new".into()), ("version", "2".into())],
            labels: vec![("b".into(), "B".into())],
        });
        let html = drawn.to_html();
        assert!(html.contains("mine &quot;&lt;b&gt;") || html.contains("mine &quot;<b>"), "{html}");
        assert!(html.contains("value=\"new\"") && !html.contains("value=\"old\""), "{html}");
    }
}
