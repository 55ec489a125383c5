//! Where a citizen is logged in: the list, and a button beside each that ends it. A page of the server's
//! own, because only the server knows.

use super::document::{document, rendered};
use crate::text::Lang;
use crate::text::when::moment;
use crate::ui::drawing::Mark;
use crate::ui::icon::{Icon, IconName};
use domain::time::Instant;
use leptos::prelude::*;

/// One place of login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What it calls itself; none for a browser that never did.
    pub label: Option<String>,
    /// When it was last used.
    pub seen_at: Instant,
    /// Whether the page is read on it.
    pub is_here: bool,
    /// Where the button posts to.
    pub action: String,
    /// What the button says besides, for a browser without a name of its own.
    pub mark: String,
}

/// The page.
#[derive(Clone, Debug)]
pub struct DevicesPage {
    /// The language.
    pub lang: Lang,
    /// Now.
    pub now: Instant,
    /// The places, the one used last first.
    pub places: Vec<Place>,
    /// Whether one was just ended.
    pub ended: bool,
    /// The stylesheet.
    pub css: Option<String>,
}

/// The whole page.
pub fn devices_page(page: &DevicesPage) -> String {
    let title = page.lang.pick("Dine enheder", "Your devices");
    let body = rendered(|| body(page, title).into_any());
    document(page.lang.code(), page.css.as_deref(), title, &body)
}

fn body(page: &DevicesPage, title: &'static str) -> impl IntoView + use<> {
    let lang = page.lang;
    let ended = page.ended.then(|| {
        let words = lang.pick("Enheden er logget ud.", "The device is logged out.");
        view! { <div class="notice" role="status"><Icon name=IconName::Check /><p>{words}</p></div> }
    });
    let places = page.places.iter().map(|place| row(page, place)).collect_view();
    view! {
        <main class="login-main" id="content" tabindex="-1">
            <p class="login-name"><Mark />"Følgeskab"</p>
            <h1 class="login-title">{title}</h1>
            <p>{lang.pick(
                "Her kan du se, hvor du er logget ind. Har du mistet en telefon, så log den ud.",
                "Here you can see where you are logged in. If you lost a phone, log it out.",
            )}</p>
            {ended}
            <ul class="devices">{places}</ul>
            <p class="below-more"><a class="way-on" href="/me">{lang.pick("Tilbage", "Back")}</a></p>
        </main>
    }
}

fn row(page: &DevicesPage, place: &Place) -> AnyView {
    let lang = page.lang;
    let unnamed = || lang.pick("En browser", "A browser").to_owned();
    let label = place.label.clone().filter(|label| !label.is_empty()).unwrap_or_else(unnamed);
    let at = moment(lang, place.seen_at, page.now.date());
    let seen = if place.is_here {
        lang.pick("Du er her nu", "You are here now").to_owned()
    } else {
        lang.pick(format!("Sidst brugt {at}"), format!("Last used {at}"))
    };
    let button = lang.pick("Log ud", "Log out");
    let name = label.clone();
    view! {
        <li class="card below">
            <h2>{label}</h2>
            <p>{seen}</p>
            <form method="post" action=place.action.clone() class="below">
                <input type="hidden" name="place" value=place.mark.clone() />
                <button class="button button-outline" type="submit">{button}<span class="visually-hidden">": "{name}</span></button>
            </form>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_called_what_it_calls_itself_and_nothing_else_happens() {
        let place = Place {
            label: Some("<script>".into()),
            seen_at: Instant(1_794_812_400_000),
            is_here: true,
            action: "/devices/x/end".into(),
            mark: String::new(),
        };
        let now = Instant(1_794_812_400_000);
        let page = DevicesPage { lang: Lang::Da, now, places: vec![place], ended: false, css: None };
        let html = devices_page(&page);
        assert!(!html.contains("<script>") && html.contains("Du er her nu"), "{html}");
    }
}
