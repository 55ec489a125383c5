//! The few words that must stand without a screen behind them: no copy here and no network, a store of
//! a newer version, and an app that has stopped.

use super::browser::{document, is_danish};
use web_sys::Element;

/// What is said.
#[derive(Clone, Copy, Debug)]
pub enum Notice {
    /// Nothing is stored here and the server cannot be reached.
    NothingHere,
    /// The store was written by a newer version of the app.
    NeedsUpdate,
    /// The app has stopped; what was written is safe.
    Stopped,
}

impl Notice {
    fn words(self) -> [&'static str; 3] {
        match (self, is_danish()) {
            (Self::NothingHere, true) => [
                "Ingen forbindelse",
                "Din plan er ikke gemt her på telefonen. Den kommer, når der er net.",
                "Prøv igen",
            ],
            (Self::NothingHere, false) => [
                "No connection",
                "Your plan is not stored on this phone. It comes when there is a network.",
                "Try again",
            ],
            (Self::NeedsUpdate, true) => {
                ["Opdatér appen", "Der er en nyere udgave af appen. Dine data er her stadig.", "Hent den nye udgave"]
            }
            (Self::NeedsUpdate, false) => [
                "Update the app",
                "There is a newer version of the app. Your data is still here.",
                "Get the new version",
            ],
            (Self::Stopped, true) => {
                ["Siden gik i stå", "Det, du har skrevet og gemt, er her stadig.", "Hent siden igen"]
            }
            (Self::Stopped, false) => {
                ["The page has stopped", "What you wrote and saved is still here.", "Load the page again"]
            }
        }
    }

    /// Puts the notice on the page: alone in an empty shell, above the rest on a page that has something.
    pub fn show(self) {
        // A page that cannot even be written to has nothing to lose by silence.
        let _ = self.build();
    }

    fn build(self) -> Option<()> {
        let document = document()?;
        let body = document.body()?;
        let [title, words, action] = self.words();
        let make = |name: &str, class: &str, text: &str| -> Option<Element> {
            let element = document.create_element(name).ok()?;
            element.set_class_name(class);
            element.set_text_content(Some(text));
            Some(element)
        };
        let root = make("main", "card", "")?;
        root.set_attribute("role", "alert").ok()?;
        let link = make("a", "button", action)?;
        // The address anew, and from the network: a shell would only come back here.
        link.set_attribute("href", "").ok()?;
        for part in [make("h1", "", title)?, make("p", "", words)?, link] {
            root.append_child(&part).ok()?;
        }
        body.insert_before(&root, body.first_child().as_ref()).ok()?;
        Some(())
    }
}

/// What a fault in the app itself leaves behind: a line with a way on, and a trace without words of the
/// person's in the console.
pub fn on_panic(place: &std::panic::PanicHookInfo<'_>) {
    let at = place.location().map_or_else(String::new, ToString::to_string);
    leptos::logging::error!("the app stopped at {at}");
    Notice::Stopped.show();
}
