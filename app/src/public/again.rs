//! What somebody wrote just before their session ended, shown after login with a button that sends it.

use super::Place;
use super::document::{document, rendered};
use super::text::words;
use crate::ui::drawing::Mark;
use leptos::prelude::*;

/// A form that waits for a login.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// Where it is posted to: a path of this server.
    pub action: String,
    /// Everything it carried.
    pub fields: Vec<(String, String)>,
}

impl Again {
    /// What a person wrote, and not a number or an id that the page put there.
    fn words(&self) -> Vec<String> {
        let is_written = |value: &&String| value.split_whitespace().count() > 1;
        self.fields.iter().map(|(_, value)| value).filter(is_written).cloned().collect()
    }
}

/// The whole page.
pub fn page(place: &Place, again: &Again) -> String {
    let words = words(place.lang);
    let written = again.words();
    let fields = again.fields.clone();
    let action = again.action.clone();
    let body = rendered(|| {
        view! {
            <main class="login-main" id="content" tabindex="-1">
                <p class="login-name"><Mark />"Følgeskab"</p>
                <h1 class="login-title">{words.again_title}</h1>
                <p>{words.again_lead}</p>
                {written.into_iter().map(|text| view! {
                    <div class="card below">{text.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view()}</div>
                }).collect_view()}
                <form class="form below" method="post" action=action>
                    {fields.into_iter().map(|(name, value)| view! {
                        <input type="hidden" name=name value=value />
                    }).collect_view()}
                    <button class="button button-wide" type="submit">{words.again_send}</button>
                    <a class="button button-outline button-wide" href="/">{words.again_drop}</a>
                </form>
            </main>
        }
        .into_any()
    });
    document(place.lang, place.stylesheet.as_deref(), words.again_title, &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_shown_and_carried_unchanged() {
        let place = Place { lang: "da", ..Place::default() };
        let text = "Hej Mette\nJeg kan \"ikke\" <b>i dag</b>";
        let again = Again {
            action: "/commands/message.send".into(),
            fields: vec![("text".into(), text.into()), ("command".into(), "0192".into())],
        };
        let html = page(&place, &again);
        assert!(html.contains("action=\"/commands/message.send\""));
        assert!(html.contains("value=\"Hej Mette\nJeg kan &quot;ikke&quot; "), "{html}");
        assert!(html.contains("&lt;b&gt;i dag"));
        assert!(!html.contains("<p>0192"));
    }
}
