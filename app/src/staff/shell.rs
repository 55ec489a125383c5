//! The frame of every staff page: the mark, the places at the left, who is logged in, and the page.

use crate::text::Lang;
use crate::ui::drawing::Mark;
use crate::ui::icon::{Icon, IconName};
use leptos::prelude::*;

use super::text::Frame;

/// Addresses of what a page loads beside itself.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The style sheet.
    pub style: String,
    /// Small modules, which every page also works without.
    pub scripts: Vec<String>,
}

/// One of the places at the left.
#[derive(Clone, Copy, Debug)]
pub struct PlaceLink {
    /// Where it leads.
    pub href: &'static str,
    /// Its drawing.
    pub icon: IconName,
    /// Its name.
    pub name: &'static str,
}

/// A sentence at the top of a page, after something was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice(pub &'static str);

/// What stands round a page.
#[derive(Clone, Debug)]
pub struct Shell {
    /// The language.
    pub lang: Lang,
    /// The page's title, without the product's name.
    pub title: String,
    /// Where the mark leads.
    pub home: &'static str,
    /// The places.
    pub places: Vec<PlaceLink>,
    /// The address of the place that the page belongs to.
    pub current: &'static str,
    /// Who is logged in.
    pub name: String,
    /// As what, or where.
    pub role: String,
    /// What was just done.
    pub notice: Option<Notice>,
    /// What the page loads.
    pub assets: Assets,
}

/// The initials of a name: first and last word.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first.into_iter().chain(last).collect()
}

/// The whole page.
pub fn document(shell: &Shell, main: AnyView) -> String {
    let words = Frame::of(shell.lang);
    let notice = shell.notice.map(|Notice(text)| {
        view! { <div class="notice" role="status"><Icon name=IconName::Check /><p>{text}</p></div> }
    });
    let body = view! {
        <div class="staff-page">
            <a class="skip-link" href="#content">{words.skip}</a>
            <header class="staff-sidebar">
                <a class="staff-name" href=shell.home><Mark />"Følgeskab"</a>
                <nav class="staff-places" aria-label=words.places>
                    <ul class="staff-places-list">{shell.places.iter().map(|place| place_link(place, shell.current)).collect_view()}</ul>
                </nav>
                <div class="staff-me">
                    <span class="initials" aria-hidden="true">{initials(&shell.name)}</span>
                    <div>
                        <p class="staff-me-name">{shell.name.clone()}</p>
                        <p class="staff-me-role">{shell.role.clone()}</p>
                    </div>
                </div>
                <div class="ways">{language_form(shell.lang)}{log_out_form(words.log_out)}</div>
            </header>
            <main class="staff-main" id="content" tabindex="-1" data-news=words.news data-show=words.show>{notice}{main}</main>
        </div>
    };
    html(shell.lang, &shell.title, &shell.assets, &body.to_html())
}

/// A page without a frame, to be printed.
pub fn printed(lang: Lang, title: &str, assets: &Assets, main: AnyView) -> String {
    let body = view! { <main class="staff-page" id="content"><div class="staff-main">{main}</div></main> };
    html(lang, title, assets, &body.to_html())
}

fn html(lang: Lang, title: &str, assets: &Assets, body: &str) -> String {
    let title = html_escape::encode_text(title);
    let style = html_escape::encode_double_quoted_attribute(&assets.style);
    let mut scripts = String::new();
    for src in &assets.scripts {
        scripts.push_str("<script type=\"module\" src=\"");
        html_escape::encode_double_quoted_attribute_to_string(src, &mut scripts);
        scripts.push_str("\"></script>");
    }
    format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} · Følgeskab</title><link rel=\"icon\" href=\"/icons/favicon.svg\" type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"{style}\">{scripts}</head>\n<body>{body}</body></html>\n",
        lang.code()
    )
}

fn place_link(place: &PlaceLink, current: &str) -> AnyView {
    let here = (place.href == current).then_some("page");
    view! { <li><a class="staff-place" href=place.href aria-current=here><Icon name=place.icon />{place.name}</a></li> }
        .into_any()
}

/// A button that changes the language; it is named in the language it leads to.
fn language_form(lang: Lang) -> AnyView {
    let (code, name) = match lang {
        Lang::Da => ("en", "English"),
        Lang::En => ("da", "Dansk"),
    };
    view! {
        <form method="post" action="/staff/language">
            <button class="button button-words" type="submit" name="language" value=code lang=code>{name}</button>
        </form>
    }
    .into_any()
}

fn log_out_form(words: &'static str) -> AnyView {
    view! { <form method="post" action="/logout"><button class="button button-words" type="submit">{words}</button></form> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_break_out_of_the_head() {
        let assets = Assets { style: "/a\"b.css".into(), scripts: vec![] };
        let page = printed(Lang::Da, "</title><script>", &assets, ().into_any());
        assert!(!page.contains("<script>") && page.contains("&lt;/title&gt;"), "{page}");
        assert!(page.contains("/a&quot;b.css"), "{page}");
    }

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        assert_eq!([initials("Mette Lund"), initials("Åse"), initials(""), initials("A B C")], ["ML", "Å", "", "AC"]);
    }
}
