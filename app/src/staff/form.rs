//! Fields of staff forms: label above, hint below, what is wrong right before the field, and a summary
//! with a link to each. What somebody typed is always shown again, whatever was wrong with it.

use crate::text::Lang;
use crate::ui::area::TextArea;
use crate::ui::icon::{Icon, IconName};
use domain::refusal::Code;
use leptos::prelude::*;
use uuid::Uuid;

use super::text::Forms;

/// What was typed, or what a form begins with: names and values, as they come in a form post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed(Vec<(String, String)>);

impl Typed {
    /// From the pairs of a form post.
    pub const fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// The value of a field; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    /// Every value of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether `value` is among the values of a field.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|one| one == value)
    }

    /// Sets the one value of a field.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(key, _)| key != name);
        self.0.push((name.to_owned(), value.into()));
    }

    /// Adds a value to a field.
    pub fn add(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_owned(), value.into()));
    }

    /// The same with a value set.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    /// The names and values in order.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name.
    pub field: String,
    /// What is wrong.
    pub code: Code,
}

impl FieldError {
    /// A field and what is wrong with it.
    pub fn new(field: &str, code: Code) -> Self {
        Self { field: field.to_owned(), code }
    }
}

/// A form as it is being drawn.
#[derive(Clone, Copy, Debug)]
pub struct Draw<'a> {
    /// The language.
    pub lang: Lang,
    /// What stands in the fields.
    pub typed: &'a Typed,
    /// What is wrong.
    pub errors: &'a [FieldError],
    /// Before every field's id, where a page has several forms.
    pub prefix: &'a str,
}

/// What a line is typed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Words.
    Text,
    /// A day.
    Date,
    /// An hour.
    Time,
    /// A number between two.
    Number(u32, u32),
    /// A phone number.
    Phone,
}

/// One value of a closed list, with its words.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// What is sent.
    pub value: &'static str,
    /// What is read.
    pub words: &'static str,
}

impl Draw<'_> {
    fn id(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    fn error(&self, name: &str) -> Option<Code> {
        self.errors.iter().find(|error| error.field == name).map(|error| error.code)
    }

    /// Which elements describe the field, for screen readers.
    fn described_by(&self, name: &str, hint: &str) -> Option<String> {
        let id = self.id(name);
        let error = self.error(name).map(|_| format!("{id}-error"));
        let hint = (!hint.is_empty()).then(|| format!("{id}-hint"));
        match (error, hint) {
            (Some(error), Some(hint)) => Some(format!("{error} {hint}")),
            (error, hint) => error.or(hint),
        }
    }

    fn frame(&self, name: &str, label: &str, hint: &str, class: &str, control: AnyView) -> AnyView {
        let id = self.id(name);
        let error = self.error(name).map(|code| error_line(self.lang, &id, code));
        let wrong = if error.is_some() { " field-wrong" } else { "" };
        view! {
            <div class=format!("field{class}{wrong}")>
                <label class="field-label" for=id.clone()>{label.to_owned()}</label>
                {error}
                {control}
                {hint_line(&id, hint)}
            </div>
        }
        .into_any()
    }

    /// A line to type in.
    pub fn line(&self, name: &str, label: &str, hint: &str, input: Input) -> AnyView {
        let (id, value) = (self.id(name), self.typed.get(name).to_owned());
        let described = self.described_by(name, hint);
        let invalid = self.error(name).map(|_| "true");
        let (kind, class, mode) = match input {
            Input::Text => ("text", "", None),
            Input::Date => ("date", " field-date", None),
            Input::Time => ("time", " field-date", None),
            Input::Number(..) => ("number", " field-short", Some("numeric")),
            Input::Phone => ("tel", "", None),
        };
        let (min, max) = match input {
            Input::Number(min, max) => (Some(min.to_string()), Some(max.to_string())),
            _ => (None, None),
        };
        let control = view! {
            <input class="field-control" id=id name=name.to_owned() type=kind value=value min=min max=max inputmode=mode
                autocomplete="off" aria-describedby=described aria-invalid=invalid />
        };
        self.frame(name, label, hint, class, control.into_any())
    }

    /// Room for a text.
    pub fn area(&self, name: &str, label: &str, hint: &str, rows: u8) -> AnyView {
        let described = self.described_by(name, hint);
        let control =
            text_area(&self.id(name), name, self.typed.get(name), rows, described, self.error(name).is_some());
        self.frame(name, label, hint, "", control)
    }

    /// A closed list that opens.
    pub fn select(&self, name: &str, label: &str, hint: &str, choices: &[Choice]) -> AnyView {
        let described = self.described_by(name, hint);
        let chosen = self.typed.get(name);
        let options = choices
            .iter()
            .map(
                |choice| view! { <option value=choice.value selected={choice.value == chosen}>{choice.words}</option> },
            )
            .collect_view();
        let control = view! {
            <select class="field-control" id=self.id(name) name=name.to_owned() aria-describedby=described
                aria-invalid=self.error(name).map(|_| "true")>{options}</select>
        };
        self.frame(name, label, hint, "", control.into_any())
    }

    /// A closed list to read at once: one of them, or several when `several`.
    pub fn ticks(&self, name: &str, label: &str, hint: &str, choices: &[Choice], several: bool) -> AnyView {
        let id = self.id(name);
        let kind = if several { "checkbox" } else { "radio" };
        let error = self.error(name).map(|code| error_line(self.lang, &id, code));
        let wrong = if error.is_some() { "field field-wrong" } else { "field" };
        let ticks = choices.iter().enumerate().map(|(index, choice)| {
            // The summary's link leads to the first of the group.
            let tick_id = if index == 0 { id.clone() } else { format!("{id}-{}", choice.value) };
            let checked = self.typed.has(name, choice.value);
            view! {
                <label class="tick">
                    <input class="tick-input" id=tick_id type=kind name=name.to_owned() value=choice.value checked=checked />
                    <span>{choice.words}</span>
                </label>
            }
        });
        view! {
            <fieldset class=wrong aria-describedby=self.described_by(name, hint)>
                <legend class="field-label">{label.to_owned()}</legend>
                {error}
                <div class="ways">{ticks.collect_view()}</div>
                {hint_line(&id, hint)}
            </fieldset>
        }
        .into_any()
    }

    /// One thing that is so or not.
    pub fn tick(&self, name: &str, label: &str) -> AnyView {
        let checked = self.typed.get(name) == "on";
        view! {
            <label class="tick">
                <input class="tick-input" id=self.id(name) type="checkbox" name=name.to_owned() value="on" checked=checked />
                <span>{label.to_owned()}</span>
            </label>
        }
        .into_any()
    }

    /// What is wrong, all of it, with a link to each field. Nothing when nothing is.
    pub fn summary(&self, labels: &[(&str, &str)]) -> AnyView {
        if self.errors.is_empty() {
            return ().into_any();
        }
        let words = Forms::of(self.lang);
        let lines = self.errors.iter().map(|error| {
            let label = labels.iter().find(|(name, _)| *name == error.field).map_or("", |(_, label)| *label);
            let sentence = refusal(self.lang, error.code);
            let line = match label {
                "" => sentence.to_owned(),
                question if question.ends_with('?') => format!("{question} {sentence}"),
                label => format!("{label}: {sentence}"),
            };
            if error.field.is_empty() {
                view! { <li>{line}</li> }.into_any()
            } else {
                view! { <li><a href=format!("#{}", self.id(&error.field))>{line}</a></li> }.into_any()
            }
        });
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus=true>
                <h2>{words.summary}</h2>
                <ul class="error-summary-list">{lines.collect_view()}</ul>
            </div>
        }
        .into_any()
    }
}

fn hint_line(id: &str, hint: &str) -> AnyView {
    if hint.is_empty() {
        return ().into_any();
    }
    view! { <p class="field-hint" id=format!("{id}-hint")>{hint.to_owned()}</p> }.into_any()
}

fn error_line(lang: Lang, id: &str, code: Code) -> AnyView {
    view! {
        <p class="field-error" id=format!("{id}-error")><Icon name=IconName::Exclamation />{refusal(lang, code)}</p>
    }
    .into_any()
}

/// What a refusal says to staff.
pub const fn refusal(lang: Lang, code: Code) -> &'static str {
    let words = Forms::of(lang);
    match code {
        Code::Empty => words.empty,
        Code::TooLong => words.too_long,
        Code::InvalidDate => words.invalid_date,
        Code::NotFound => words.not_found,
        Code::NotAllowed => words.not_allowed,
        Code::Changed => words.changed,
        Code::AlreadyAnswered => words.already_answered,
        Code::Closed => words.closed,
        Code::TooMany => words.too_many,
        Code::CourseEnded => words.course_ended,
        Code::Conflict => words.conflict,
        Code::Taken => words.taken,
        Code::Invalid | Code::Expired | Code::UnknownKind | Code::Unknown => words.invalid,
    }
}

/// A text box of several lines.
pub fn text_area(id: &str, name: &str, text: &str, rows: u8, described: Option<String>, wrong: bool) -> AnyView {
    TextArea {
        id: id.to_owned(),
        name: name.to_owned(),
        rows,
        value: text.to_owned(),
        described_by: described.unwrap_or_default(),
        is_wrong: wrong,
        ..TextArea::default()
    }
    .view()
}

/// The id under which this form is one command, however often it is sent.
pub fn command_field(command: Uuid) -> AnyView {
    hidden("command", &command.to_string())
}

/// A value that nobody reads.
pub fn hidden(name: &str, value: &str) -> AnyView {
    view! { <input type="hidden" name=name.to_owned() value=value.to_owned() /> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_area_shows_what_was_typed_and_never_runs_it() {
        for (typed, inside) in [
            ("</textarea><script>x</script>", "\n&lt;/textarea&gt;&lt;script&gt;x&lt;/script&gt;</textarea>"),
            ("&amp;", "\n&amp;amp;</textarea>"),
            ("", ">\n</textarea>"),
            ("\nto", ">\n\nto</textarea>"),
        ] {
            let html = text_area("t", "text", typed, 3, None, false).to_html();
            assert!(html.contains(inside), "{html}");
        }
    }

    #[test]
    fn what_was_typed_in_a_line_is_escaped_and_its_fault_is_tied_to_it() {
        let typed = Typed::default().with("title", "\"><script>");
        let errors = [FieldError::new("title", Code::TooLong)];
        let draw = Draw { lang: Lang::Da, typed: &typed, errors: &errors, prefix: "" };
        let html = draw.line("title", "Titel", "", Input::Text).to_html();
        assert!(!html.contains("<script>"), "{html}");
        assert!(html.contains("aria-describedby=\"title-error\"") && html.contains("id=\"title-error\""), "{html}");
        let html = draw.summary(&[("title", "Titel")]).to_html();
        assert!(html.contains("href=\"#title\""), "{html}");
    }

    #[test]
    fn a_list_shows_the_chosen_value_again() {
        let typed = Typed::default().with("mode", "b");
        let draw = Draw { lang: Lang::En, typed: &typed, errors: &[], prefix: "" };
        let choices = [Choice { value: "a", words: "A" }, Choice { value: "b", words: "B" }];
        let html = draw.select("mode", "Mode", "", &choices).to_html();
        assert!(html.contains("<option value=\"b\" selected"), "{html}");
        let html = draw.ticks("mode", "Mode", "", &choices, false).to_html();
        assert_eq!(html.matches(" checked").count(), 1, "{html}");
    }
}
