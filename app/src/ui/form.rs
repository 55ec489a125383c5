//! A form that makes a command: a plain post to `/commands/<kind>` without JavaScript, and the same
//! command through the port when the app runs (design.md §3.4). It knows fields, never what they mean.
//!
//! What was typed stays in its field until the command is safe. The form's command id comes with the
//! page, so a second send is the same command.

use crate::citizen::state::use_state;
use crate::text::{Common, Lang, refusal};
use domain::form;
use domain::id::CommandId;
use domain::refusal::Refusal;
use leptos::prelude::*;

/// What became of the last try to send a form.
#[derive(Clone, Copy)]
pub struct Faults {
    /// Why it was not taken.
    pub refusal: RwSignal<Option<Refusal>>,
    /// The device could not keep it.
    pub is_broken: RwSignal<bool>,
    /// It is safe.
    pub is_kept: RwSignal<bool>,
}

impl Faults {
    /// Nothing tried yet.
    pub fn new() -> Self {
        Self { refusal: RwSignal::new(None), is_broken: RwSignal::new(false), is_kept: RwSignal::new(false) }
    }

    /// What is wrong with `field`.
    pub fn of_field(self, field: &str) -> Option<Refusal> {
        self.refusal.get().filter(|refusal| refusal.field.as_deref() == Some(field))
    }
}

impl Default for Faults {
    fn default() -> Self {
        Self::new()
    }
}

/// A form that makes one kind of command.
#[derive(Clone)]
pub struct Form {
    kind: &'static str,
    name: String,
    back: String,
    class: &'static str,
    labelled_by: Option<String>,
    hidden: Vec<(String, String)>,
    draft: Option<String>,
    go: Option<String>,
    kept: Option<Callback<()>>,
    faults: Faults,
    lang: Lang,
    prefix: &'static str,
}

impl Form {
    /// A form for `kind`. `name` is unique on the page and the same on every render of it; `back` is the
    /// page that a plain post returns to.
    pub fn new(lang: Lang, kind: &'static str, name: impl Into<String>, back: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            back: back.into(),
            class: "",
            labelled_by: None,
            hidden: Vec::new(),
            draft: None,
            go: None,
            kept: None,
            faults: Faults::new(),
            lang,
            prefix: "",
        }
    }

    /// A field that nobody sees.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "a number or an id reads better without `&`")]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.hidden.push((name.to_owned(), value.to_string()));
        self
    }

    /// Its classes.
    #[must_use]
    pub const fn class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }

    /// The id of its heading.
    #[must_use]
    pub fn labelled_by(mut self, id: impl Into<String>) -> Self {
        self.labelled_by = Some(id.into());
        self
    }

    /// The draft that it consumes.
    #[must_use]
    pub fn draft(mut self, name: impl Into<String>) -> Self {
        self.draft = Some(name.into());
        self
    }

    /// Where the app goes once it is kept.
    #[must_use]
    pub fn go(mut self, path: impl Into<String>) -> Self {
        self.go = Some(path.into());
        self
    }

    /// What else happens once it is kept.
    #[must_use]
    pub const fn kept(mut self, kept: Callback<()>) -> Self {
        self.kept = Some(kept);
        self
    }

    /// Where to say what went wrong; needed where fields show it themselves.
    #[must_use]
    pub const fn faults(mut self, faults: Faults) -> Self {
        self.faults = faults;
        self
    }

    /// What stands before a field's name in its id, where a page has several forms with that field.
    #[must_use]
    pub const fn prefix(mut self, prefix: &'static str) -> Self {
        self.prefix = prefix;
        self
    }

    /// The form around its fields and buttons.
    pub fn view(self, body: impl IntoView + 'static) -> AnyView {
        let command = CommandId::of_form(use_state().seed, &self.name).to_string();
        let action = format!("/commands/{}", self.kind);
        let (lang, faults, prefix) = (self.lang, self.faults, self.prefix);
        let hidden: Vec<AnyView> = self
            .hidden
            .iter()
            .cloned()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> }.into_any())
            .collect();
        let (class, labelled_by, back) = (self.class, self.labelled_by.clone(), self.back.clone());
        let sender = Sender::new(self);
        view! {
            <form class=class method="post" action=action aria-labelledby=labelled_by on:submit=move |event| sender.submit(&event)>
                <input type="hidden" name=form::COMMAND value=command />
                <input type="hidden" name=form::BACK value=back />
                {hidden}
                {move || summary(lang, faults, prefix)}
                {body.into_any()}
            </form>
        }
        .into_any()
    }
}

/// The error summary above the fields, even for one error; nothing when there is none.
fn summary(lang: Lang, faults: Faults, prefix: &str) -> AnyView {
    let t = Common::of(lang);
    if faults.is_broken.get() {
        return view! { <p class="error-summary" role="alert">{t.kept_none}</p> }.into_any();
    }
    let Some(found) = faults.refusal.get() else {
        return ().into_any();
    };
    let words = refusal(lang, found.code);
    let line = match found.field {
        Some(field) => {
            let id = format!("{prefix}{field}");
            let href = format!("#{id}");
            view! { <a href=href rel="external" on:click=move |event| focus(&event, &id)>{words}</a> }.into_any()
        }
        None => words.into_any(),
    };
    view! {
        <div class="error-summary" role="alert">
            <p class="field-label">{t.faults_title}</p>
            <ul class="error-summary-list"><li>{line}</li></ul>
        </div>
    }
    .into_any()
}

#[cfg(not(feature = "hydrate"))]
fn focus(_event: &leptos::ev::MouseEvent, _id: &str) {}

#[cfg(feature = "hydrate")]
fn focus(event: &leptos::ev::MouseEvent, id: &str) {
    use wasm_bindgen::JsCast;
    event.prevent_default();
    let element = document().get_element_by_id(id).and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = element {
        // A field that cannot take the focus is still scrolled to.
        let _ = element.focus();
    }
}

#[cfg(not(feature = "hydrate"))]
struct Sender;

#[cfg(not(feature = "hydrate"))]
impl Sender {
    fn new(_form: Form) -> Self {
        Self
    }

    #[expect(clippy::unused_self, reason = "the browser's side of it sends")]
    fn submit(&self, _event: &leptos::ev::SubmitEvent) {}
}

#[cfg(feature = "hydrate")]
use sending::Sender;

#[cfg(feature = "hydrate")]
mod sending {
    use super::Form;
    use crate::citizen::state::{KeepFault, with_port};
    use domain::form::{Fields, read};
    use domain::refusal::{Code, Refusal};
    use leptos::ev::SubmitEvent;
    use leptos::prelude::*;
    use std::rc::Rc;
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{FormData, HtmlFormElement};

    /// Sends a form through the port, once at a time.
    pub(super) struct Sender {
        form: Form,
        is_busy: StoredValue<bool>,
        navigate: Rc<dyn Fn(&str)>,
    }

    impl Sender {
        pub(super) fn new(form: Form) -> Self {
            let navigate = leptos_router::hooks::use_navigate();
            Self {
                form,
                is_busy: StoredValue::new(false),
                navigate: Rc::new(move |path| {
                    navigate(path, leptos_router::NavigateOptions::default());
                }),
            }
        }

        pub(super) fn submit(&self, event: &SubmitEvent) {
            // No app behind the page yet: the browser posts the form itself.
            if !with_port(|_| {}) {
                return;
            }
            event.prevent_default();
            let element = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
            let Some(element) = element else { return };
            if self.is_busy.try_get_value().unwrap_or(true) {
                return;
            }
            let faults = self.form.faults;
            faults.is_broken.set(false);
            faults.is_kept.set(false);
            match fields_of(&element, event).and_then(|fields| read(self.form.kind, &fields)) {
                Ok(command) => {
                    faults.refusal.set(None);
                    self.issue(command, element);
                }
                Err(refusal) => faults.refusal.set(Some(refusal)),
            }
        }

        fn issue(&self, command: domain::command::Command, element: HtmlFormElement) {
            self.is_busy.set_value(true);
            let (faults, is_busy) = (self.form.faults, self.is_busy);
            let (go, navigate) = (self.form.go.clone(), Rc::clone(&self.navigate));
            let after = self.form.kept;
            let then = Box::new(move |kept: Result<_, KeepFault>| {
                // The screen may be gone by now; then there is nobody left to tell.
                let _ = is_busy.try_set_value(false);
                match kept {
                    Ok(_) => {
                        element.reset();
                        let _ = faults.is_kept.try_set(true);
                        if let Some(after) = after {
                            after.run(());
                        }
                        if let Some(path) = go {
                            navigate(&path);
                        }
                    }
                    Err(KeepFault::StoreBroken) => {
                        let _ = faults.is_broken.try_set(true);
                    }
                    Err(KeepFault::Refused(code)) => {
                        let _ = faults.refusal.try_set(Some(Refusal::from(code)));
                    }
                }
            });
            let draft = self.form.draft.clone();
            with_port(move |port| port.issue(command, draft, then));
        }
    }

    /// The fields as a plain post would send them, the pressed button's included.
    fn fields_of(form: &HtmlFormElement, event: &SubmitEvent) -> Result<Fields, Refusal> {
        let wrong = |_: JsValue| Refusal::from(Code::Invalid);
        let data = FormData::new_with_form(form).map_err(wrong)?;
        let mut pairs = Vec::new();
        for entry in data.entries() {
            let pair = js_sys::Array::from(&entry.map_err(wrong)?);
            if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
                pairs.push((name, value));
            }
        }
        if let Some(button) = event.submitter()
            && let Some(name) = button.get_attribute("name")
        {
            pairs.push((name, button.get_attribute("value").unwrap_or_default()));
        }
        Fields::new(pairs)
    }
}
