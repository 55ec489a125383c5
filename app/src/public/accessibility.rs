//! `/was`: how accessible the product is, and whom to tell when something cannot be used. The public
//! body that runs an installation publishes its own statement; this page stands until it does.

use super::Place;
use super::document::{document, rendered};
use crate::text::Lang;
use crate::ui::drawing::Mark;
use leptos::prelude::*;

/// The whole page.
pub fn accessibility_page(place: &Place) -> String {
    let lang = Lang::of(place.lang);
    let title = lang.pick("Tilgængelighed", "Accessibility");
    let body = rendered(|| body(place, lang, title).into_any());
    document(lang.code(), place.stylesheet.as_deref(), title, &body)
}

fn body(place: &Place, lang: Lang, title: &'static str) -> impl IntoView + use<> {
    let who = place.organisation.clone();
    let phone = place.phone.clone();
    let by_phone = phone.map(|phone| {
        let to = format!("tel:{}", phone.replace(' ', ""));
        view! { <p class="below"><a class="button button-outline" href=to>{lang.pick("Ring ", "Call ")}{phone}</a></p> }
    });
    view! {
        <main class="login-main" id="content" tabindex="-1">
            <p class="login-name"><Mark />"Følgeskab"</p>
            <h1 class="login-title">{title}</h1>
            <p>{lang.pick(
                "Alle skal kunne bruge Følgeskab. Vi bygger efter WCAG 2.2 på niveau AA.",
                "Everybody should be able to use Følgeskab. We build to WCAG 2.2 at level AA.",
            )}</p>
            <p class="below">{lang.pick(
                "Siderne bliver prøvet i lyst og mørkt, med stor tekst, med tastatur og uden script. En maskine ser ikke alt.",
                "The pages are tried in light and dark, with large text, by keyboard and without scripts. A machine does not see everything.",
            )}</p>
            <h2 class="section">{lang.pick("Er der noget, du ikke kan bruge?", "Is there something you cannot use?")}</h2>
            <p>{lang.pick(
                "Sig det til os. Så hjælper vi dig på en anden måde.",
                "Tell us. Then we help you in another way.",
            )}</p>
            {who.map(|name| view! { <p class="below">{name}</p> })}
            {by_phone}
            <p class="below-more"><a class="button" href="/">{lang.pick("Til forsiden", "To the front page")}</a></p>
        </main>
    }
}
