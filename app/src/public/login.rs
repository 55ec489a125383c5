//! The login page.

use super::Place;
use super::again::Again;
use super::document::{Field, LoginFrame, document, rendered};
use super::text::{wait, words};
use crate::ui::icon::{Icon, IconName};
use leptos::prelude::*;

/// Why the last attempt did not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginProblem {
    /// Username and password do not belong together.
    Wrong,
    /// This many seconds first.
    Wait(u32),
    /// Too many at once.
    Busy,
}

/// What the page shows besides the empty form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoginView {
    /// What was typed.
    pub username: String,
    /// Where to go afterwards: a path of this server.
    pub next: Option<String>,
    /// What did not work.
    pub problem: Option<LoginProblem>,
    /// A form that was sent after the session had ended and goes on after login.
    pub again: Option<Again>,
    /// Its fields, encoded as one.
    pub typed: String,
}

/// The whole page.
pub fn page(place: &Place, view: &LoginView) -> String {
    let body = rendered(|| view! { <LoginPage place=place.clone() view=view.clone() /> }.into_any());
    document(place.lang, place.stylesheet.as_deref(), words(place.lang).log_in, &body)
}

#[component]
fn LoginPage(place: Place, view: LoginView) -> impl IntoView {
    let words = words(place.lang);
    let problem = view.problem.map(|problem| match problem {
        LoginProblem::Wrong => words.wrong_password.to_owned(),
        LoginProblem::Wait(seconds) => wait(words, seconds),
        LoginProblem::Busy => words.busy.to_owned(),
    });
    let lead = if view.again.is_some() { words.again_login } else { words.lead };
    let typed = view.typed;
    let again = view.again.map(|again| {
        view! {
            <input type="hidden" name="again" value=again.action />
            <input type="hidden" name="typed" value=typed />
        }
    });
    let next = view.next.map(|next| view! { <input type="hidden" name="next" value=next /> });
    view! {
        <LoginFrame place title=words.welcome lead=lead>
            <form class="form below" method="post" action="/login">
                {next}{again}
                <Field name="username" label=words.username hint=None problem=None value=view.username
                    kind="text" autocomplete="username" />
                <Field name="password" label=words.password hint=None problem kind="password"
                    autocomplete="current-password" />
                <div class="login-ways">
                    <button class="button button-wide" type="submit">{words.log_in}</button>
                    <a class="button button-outline button-wide" href="/start">
                        <Icon name=IconName::Lock />{words.have_code}
                    </a>
                </div>
            </form>
        </LoginFrame>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stands_there_again_and_is_only_text() {
        let place = Place { lang: "da", ..Place::default() };
        let view = LoginView {
            username: "\"><script>alert(1)</script>".into(),
            next: Some("/plan".into()),
            problem: Some(LoginProblem::Wrong),
            ..LoginView::default()
        };
        let html = page(&place, &view);
        assert!(!html.contains("<script>"));
        assert!(html.contains("value=\"/plan\""));
        assert!(html.contains("passer ikke sammen"));
        assert!(html.contains("aria-invalid=\"true\""));
    }

    #[test]
    fn the_number_to_call_is_there_in_both_languages() {
        for lang in ["da", "en"] {
            let place = Place { lang, phone: Some("12 34 56 78".into()), ..Place::default() };
            assert!(page(&place, &LoginView::default()).contains("href=\"tel:12345678\""));
        }
    }
}
