//! The one place that writes a text box of several lines.
//!
//! The renderer does not escape what stands in such a box, and HTML drops the first line break in it.
//! So the server writes the escaped text behind a line break of its own. The browser writes no child at
//! all and sets the value: what a person typed before the app had taken over is never overwritten.

#[cfg(feature = "hydrate")]
use crate::citizen::state::{use_state, with_port};
use leptos::html::Textarea;
use leptos::prelude::*;

/// A text box of several lines.
#[derive(Clone, Default)]
pub struct TextArea {
    /// The id, for its label.
    pub id: String,
    /// The field's name.
    pub name: String,
    /// How many lines it shows.
    pub rows: u8,
    /// What stands in it at first.
    pub value: String,
    /// The ids of what describes it.
    pub described_by: String,
    /// The most characters; 0 for as many as the rule allows.
    pub max: usize,
    /// The draft that is kept while somebody writes.
    pub draft: Option<String>,
    /// A text that is put into it from elsewhere.
    pub fill: Option<RwSignal<Option<String>>>,
    /// Called with every change of the text.
    pub on_text: Option<Callback<String>>,
    /// Whether what stands in it could not be taken.
    pub is_wrong: bool,
}

impl TextArea {
    /// The element.
    pub fn view(self) -> AnyView {
        let node = NodeRef::<Textarea>::new();
        #[cfg(feature = "hydrate")]
        self.keep(node);
        let (draft, on_text) = (self.draft.clone(), self.on_text);
        let max = (self.max > 0).then(|| self.max.to_string());
        let described_by = (!self.described_by.is_empty()).then_some(self.described_by);
        #[cfg(not(feature = "hydrate"))]
        let child = format!("\n{}", html_escape::encode_text(&self.value));
        #[cfg(feature = "hydrate")]
        let child = ();
        view! {
            <textarea
                class="field-control"
                id=self.id
                name=self.name
                rows=self.rows.max(2).to_string()
                maxlength=max
                autocomplete="off"
                aria-describedby=described_by
                aria-invalid=self.is_wrong.then_some("true")
                node_ref=node
                on:input=move |event| typed(&event_target_value(&event), draft.as_deref(), on_text)
            >
                {child}
            </textarea>
        }
        .into_any()
    }

    /// Puts the first text, the kept draft and texts from elsewhere into the box, never over what a
    /// person has typed.
    #[cfg(feature = "hydrate")]
    fn keep(&self, node: NodeRef<Textarea>) {
        let (value, fill) = (self.value.clone(), self.fill);
        Effect::new(move |_| {
            if let Some(element) = node.get()
                && element.value().is_empty()
                && !value.is_empty()
            {
                element.set_value(&value);
            }
        });
        if let Some(fill) = fill {
            Effect::new(move |_| {
                if let (Some(element), Some(text)) = (node.get(), fill.get()) {
                    element.set_value(&text);
                    // A box that cannot take the focus still has its text.
                    let _ = element.focus();
                }
            });
        }
        let Some(name) = self.draft.clone() else {
            return;
        };
        let is_running = use_state().is_running;
        Effect::new(move |_| {
            if is_running.get() {
                with_port(|port| {
                    port.draft(
                        &name,
                        Box::new(move |kept| {
                            let element = node.try_get_untracked().flatten();
                            if let (Some(element), Some(text)) = (element, kept)
                                && element.value().is_empty()
                            {
                                element.set_value(&text);
                            }
                        }),
                    );
                });
            }
        });
    }
}

fn typed(text: &str, draft: Option<&str>, on_text: Option<Callback<String>>) {
    #[cfg(feature = "hydrate")]
    if let Some(name) = draft {
        with_port(|port| port.keep_draft(name, text));
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = draft;
    if let Some(on_text) = on_text {
        on_text.run(text.to_owned());
    }
}
