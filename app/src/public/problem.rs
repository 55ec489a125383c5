//! What a person reads when something did not work: one page, one sentence, and a way on.

use super::document::{document, rendered};
use crate::ui::drawing::Mark;
use leptos::prelude::*;

/// The sentence for a stable code, in `da` or `en`.
pub fn sentence(lang: &str, code: &str) -> &'static str {
    let (danish, english) = match code {
        "not_found" => ("Siden findes ikke, eller den er ikke din.", "This page does not exist, or it is not yours."),
        "unauthorized" | "session_ended" => ("Du er ikke logget ind.", "You are not logged in."),
        "locked" => ("Lås op for at fortsætte.", "Unlock to continue."),
        "bad_credentials" => ("Brugernavn og adgangskode passer ikke sammen.", "Username and password do not match."),
        "forbidden" | "not_allowed" => ("Det kan du ikke gøre her.", "You cannot do this here."),
        "conflict" | "changed" | "forked" | "out_of_order" => {
            ("Noget er ændret, siden du så det. Se det igen.", "Something changed since you saw it. Look again.")
        }
        "reset" => ("Hent det hele igen.", "Fetch everything again."),
        "too_large" | "too_long" => ("Det er for langt til at blive sendt.", "It is too long to be sent."),
        "too_many_requests" => ("Vent lidt, og prøv igen.", "Wait a little, then try again."),
        "storage_full" => (
            "Der er ikke plads til at gemme lige nu. Du kan stadig læse.",
            "There is no room to save right now. You can still read.",
        ),
        "unavailable" => {
            ("Der er travlt lige nu. Prøv igen om et øjeblik.", "It is busy right now. Try again in a moment.")
        }
        "course_ended" => ("Dit forløb er slut. Du kan stadig læse.", "Your course is over. You can still read."),
        "internal" => ("Noget gik galt hos os. Prøv igen.", "Something went wrong on our side. Try again."),
        _ => (
            "Det kunne vi ikke bruge. Se det igennem, og prøv igen.",
            "We could not use this. Look it over and try again.",
        ),
    };
    if lang == "en" { english } else { danish }
}

/// The whole page; `request_id` is what to say on the phone when something went wrong on our side.
pub fn page(lang: &str, stylesheet: Option<&str>, code: &'static str, request_id: Option<&str>) -> String {
    let is_english = lang == "en";
    let text = sentence(lang, code);
    let reference = request_id.map(|id| {
        let label =
            if is_english { "If you call us, say this number" } else { "Ringer du til os, så sig dette nummer" };
        format!("{label}: {id}")
    });
    let (title, home, back) = if is_english {
        ("Not just now", "To the front page", "Go back in your browser: what you wrote is still there.")
    } else {
        ("Ikke lige nu", "Til forsiden", "Gå tilbage i din browser: det, du skrev, står der stadig.")
    };
    // Where nothing is, nothing was written.
    let is_missing = code == "not_found";
    let back = (!is_missing).then_some(back);
    let title = match (is_missing, is_english) {
        (true, true) => "Nothing is here",
        (true, false) => "Her er ikke noget",
        (false, _) => title,
    };
    let body = rendered(|| {
        view! {
            <main class="login-main" id="content" tabindex="-1">
                <p class="login-name"><Mark />"Følgeskab"</p>
                <h1 class="login-title">{title}</h1>
                <p>{text}</p>
                {back.map(|back| view! { <p class="below">{back}</p> })}
                {reference.map(|reference| view! { <p class="field-hint below">{reference}</p> })}
                <p class="below"><a class="button" href="/">{home}</a></p>
            </main>
        }
        .into_any()
    });
    document(lang, stylesheet, title, &body)
}
