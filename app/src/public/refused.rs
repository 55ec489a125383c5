//! What a person sees when a form could not be taken and no script runs: why, and everything that was
//! typed, ready to be changed and sent again. Nothing typed is ever lost.

use super::document::{document, rendered};
use crate::text::{self, Lang};
use crate::ui::area::TextArea;
use crate::ui::drawing::Mark;
use crate::ui::icon::{Icon, IconName};
use domain::form::{BACK, COMMAND};
use domain::refusal::{Code, Refusal};
use leptos::prelude::*;

/// A form that was not taken.
#[derive(Clone, Debug)]
pub struct Refused {
    /// The language.
    pub lang: Lang,
    /// Why.
    pub refusal: Refusal,
    /// Where the form is posted to.
    pub action: String,
    /// Everything it carried.
    pub fields: Vec<(String, String)>,
    /// The id under which it can be sent again: the old one already has its answer.
    pub command: String,
    /// The page it came from.
    pub back: String,
    /// The stylesheet.
    pub css: Option<String>,
}

/// A field whose words a person typed, and so must see again.
fn is_typed(name: &str, value: &str, refused: Option<&str>) -> bool {
    refused == Some(name)
        || matches!(name, "text" | "name")
        || name.starts_with(domain::form::OWN)
        || value.contains('\n')
        || value.chars().count() > 60
}

fn label(lang: Lang, name: &str) -> &'static str {
    match name {
        "text" => lang.pick("Det, du skrev", "What you wrote"),
        "name" => lang.pick("Navn på aktiviteten", "Name of the activity"),
        "date" => lang.pick("Dato", "Date"),
        "start" => lang.pick("Tidspunkt", "Time"),
        "minutes" => lang.pick("Minutter", "Minutes"),
        "travel_minutes" => lang.pick("Minutter på vej", "Minutes on the way"),
        _ => lang.pick("Dit svar", "Your answer"),
    }
}

/// The whole page.
pub fn refused_page(refused: &Refused) -> String {
    let lang = refused.lang;
    let title = lang.pick("Det er ikke gemt endnu", "It is not saved yet");
    let body = rendered(|| body(refused, title).into_any());
    document(lang.code(), refused.css.as_deref(), title, &body)
}

fn body(refused: &Refused, title: &'static str) -> impl IntoView + use<> {
    let lang = refused.lang;
    let wrong = refused.refusal.field.clone();
    let reason = text::refusal(lang, refused.refusal.code);
    let can_send = !matches!(refused.refusal.code, Code::CourseEnded | Code::AlreadyAnswered | Code::Closed);
    let fields: Vec<_> = refused
        .fields
        .iter()
        .filter(|(name, _)| name != COMMAND)
        .map(|(name, value)| field(lang, name, value, wrong.as_deref()))
        .collect();
    let back = refused.back.clone();
    view! {
        <main class="login-main" id="content" tabindex="-1">
            <p class="login-name"><Mark />"Følgeskab"</p>
            <h1 class="login-title">{title}</h1>
            <div class="error-summary" role="alert" aria-labelledby="why">
                <h2 id="why">{reason}</h2>
                <p>{lang.pick("Det, du skrev, står her stadig.", "What you wrote is still here.")}</p>
            </div>
            <form class="form below-more" method="post" action=refused.action.clone()>
                <input type="hidden" name=COMMAND value=refused.command.clone() />
                {fields}
                <div class="buttons">
                    {can_send.then(|| view! {
                        <button class="button" type="submit">{lang.pick("Prøv igen", "Try again")}</button>
                    })}
                    <a class="button button-outline" href=back>{lang.pick("Gå tilbage", "Go back")}</a>
                    <a class="button button-outline" href="/help">
                        <Icon name=IconName::Phone />{lang.pick("Hjælp og kontakt", "Help and contact")}
                    </a>
                </div>
            </form>
        </main>
    }
}

fn field(lang: Lang, name: &str, value: &str, wrong: Option<&str>) -> AnyView {
    let name = name.to_owned();
    let value = value.to_owned();
    if name == BACK || !is_typed(&name, &value, wrong) {
        return view! { <input type="hidden" name=name value=value /> }.into_any();
    }
    let id = format!("field-{}", name.replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
    let is_wrong = wrong == Some(name.as_str());
    let control = if name == "text" || value.contains('\n') || value.chars().count() > 60 {
        TextArea { id: id.clone(), name: name.clone(), rows: 6, value, ..TextArea::default() }.view()
    } else {
        view! {
            <input
                class="field-control" id=id.clone() name=name.clone() value=value autocomplete="off"
                aria-invalid=is_wrong.then_some("true")
            />
        }
        .into_any()
    };
    view! {
        <div class=if is_wrong { "field field-wrong" } else { "field" }>
            <label class="field-label" for=id>{label(lang, &name)}</label>
            {control}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str, code: Code) -> String {
        refused_page(&Refused {
            lang: Lang::Da,
            refusal: Refusal::field(code, "text"),
            action: "/commands/message.send".into(),
            fields: vec![("text".into(), text.into()), (BACK.into(), "/messages".into())],
            command: "fresh".into(),
            back: "/messages".into(),
            css: None,
        })
    }

    #[test]
    fn what_was_typed_stands_there_escaped_and_goes_with_a_new_id() {
        let html = page("</textarea><script>alert(1)</script>", Code::TooLong);
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("&lt;/textarea&gt;"), "{html}");
        assert!(html.contains("value=\"fresh\""), "{html}");
        assert!(html.contains("name=\"back\""), "{html}");
    }

    #[test]
    fn what_cannot_be_sent_any_more_offers_no_sending() {
        let html = page("Hej", Code::CourseEnded);
        assert!(html.contains("Hej") && !html.contains("type=\"submit\""), "{html}");
    }
}
