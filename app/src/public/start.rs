//! The first login: a username and a code from a sheet of paper, then a password of one's own.

use super::Place;
use super::document::{Field, LoginFrame, document, rendered};
use super::text::{Words, wait, words};
use crate::ui::icon::{Icon, IconName};
use leptos::prelude::*;

/// Which of the two steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StartStep {
    /// Username and code.
    #[default]
    Code,
    /// The password of one's own.
    Password,
}

/// What did not work yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartProblem {
    /// Username and code do not belong together.
    Wrong,
    /// The code is right, but used or too old.
    Over,
    /// This many seconds first.
    Wait(u32),
    /// Too many at once.
    Busy,
    /// The password has fewer than eight characters.
    Short,
    /// The password is endless.
    Long,
    /// The password is one of those that are tried first.
    Common,
}

impl StartProblem {
    fn sentence(self, words: &Words) -> String {
        let plain = match self {
            Self::Wait(seconds) => return wait(words, seconds),
            Self::Wrong => words.wrong_code,
            Self::Over => words.code_over,
            Self::Busy => words.busy,
            Self::Short => words.short,
            Self::Long => words.long,
            Self::Common => words.common,
        };
        plain.to_owned()
    }
}

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StartView {
    /// Which step.
    pub step: StartStep,
    /// What was typed.
    pub username: String,
    /// What was typed; carried to the second step in the form's body.
    pub code: String,
    /// What did not work.
    pub problem: Option<StartProblem>,
}

/// The whole page.
pub fn page(place: &Place, view: &StartView) -> String {
    let words = words(place.lang);
    let title = if view.step == StartStep::Code { words.start_title } else { words.choose_title };
    let body = rendered(|| match view.step {
        StartStep::Code => view! { <CodePage place=place.clone() view=view.clone() /> }.into_any(),
        StartStep::Password => view! { <PasswordPage place=place.clone() view=view.clone() /> }.into_any(),
    });
    document(place.lang, place.stylesheet.as_deref(), title, &body)
}

#[component]
fn CodePage(place: Place, view: StartView) -> impl IntoView {
    let words = words(place.lang);
    let problem = view.problem.map(|problem| problem.sentence(words));
    view! {
        <LoginFrame place title=words.start_title lead=words.start_lead>
            <form class="form below" method="post" action="/start">
                <Field name="username" label=words.username hint=Some(words.username_hint) problem=None
                    value=view.username kind="text" autocomplete="username" />
                <Field name="code" label=words.code hint=Some(words.code_hint) problem value=view.code
                    kind="text" autocomplete="one-time-code" look="field-code" />
                <div class="login-ways">
                    <button class="button button-wide" type="submit">{words.go_on}</button>
                    <a class="button button-outline button-wide" href="/login">
                        <Icon name=IconName::Lock />{words.have_password}
                    </a>
                </div>
            </form>
        </LoginFrame>
    }
}

#[component]
fn PasswordPage(place: Place, view: StartView) -> impl IntoView {
    let words = words(place.lang);
    let problem = view.problem.map(|problem| problem.sentence(words));
    let name = view.username.clone();
    view! {
        <LoginFrame place title=words.choose_title lead=words.choose_lead>
            <form class="form below" method="post" action="/start">
                <p>{words.your_username}" "<strong>{name}</strong></p>
                // Password keepers look for the username beside the password.
                <input class="visually-hidden" type="text" name="username" value=view.username
                    autocomplete="username" readonly tabindex="-1" aria-hidden="true" />
                <input type="hidden" name="code" value=view.code />
                <Field name="password" label=words.new_password hint=Some(words.new_password_hint) problem
                    kind="password" autocomplete="new-password" />
                <div class="login-ways">
                    <button class="button button-wide" type="submit">{words.save_password}</button>
                </div>
            </form>
        </LoginFrame>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weak_password_is_told_kindly_and_the_code_is_carried_on() {
        let place = Place { lang: "da", ..Place::default() };
        let view = StartView {
            step: StartStep::Password,
            username: "stille-skov-17".into(),
            code: "ACDEF-HJKMN".into(),
            problem: Some(StartProblem::Short),
        };
        let html = page(&place, &view);
        assert!(html.contains("lidt for kort"));
        assert!(html.contains("value=\"ACDEF-HJKMN\""));
        assert!(html.contains("autocomplete=\"new-password\""));
    }
}
