//! Small parts that every citizen screen is made of: fields, answer rows, bands, weights, notices. They
//! show what they are given and know no snapshot.

use super::area::TextArea;
use super::form::Faults;
use super::icon::{Icon, IconName};
use crate::text::{Common, Lang, band as band_word, refusal, weight as weight_word};
use domain::activity::Weight;
use domain::energy::Band;
use domain::message::Author;
use domain::plan::Strand;
use leptos::prelude::*;

/// A part of a screen that is written anew whenever what it reads has changed.
pub fn live(part: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    (move || part()).into_any()
}

/// The shape of a band.
pub const fn band_icon(band: Band) -> IconName {
    match band {
        Band::Room | Band::Unknown => IconName::BandRoom,
        Band::Fits => IconName::BandFits,
        Band::SlightlyOver => IconName::BandSlightlyOver,
        Band::Over => IconName::BandOver,
    }
}

/// Shape and word of a band; nothing where there is none. `class` is `band`, perhaps with more.
pub fn band(lang: Lang, band: Band, class: &'static str) -> AnyView {
    let Some(word) = band_word(lang, band) else {
        return ().into_any();
    };
    view! { <span class=class><Icon name=band_icon(band) /><span class="band-word">{word}</span></span> }.into_any()
}

/// Three bars and a word; nothing for rest.
pub fn weight(lang: Lang, weight: Weight) -> AnyView {
    let icon = match weight {
        Weight::Rest => return ().into_any(),
        Weight::Light => IconName::WeightLight,
        Weight::Medium => IconName::WeightMedium,
        Weight::Heavy => IconName::WeightHeavy,
    };
    view! { <span class="weight"><Icon name=icon />{weight_word(lang, weight)}</span> }.into_any()
}

/// The drawing of a strand.
pub const fn strand_icon(strand: Strand) -> IconName {
    match strand {
        Strand::Health => IconName::Heart,
        Strand::Social => IconName::Home,
        Strand::Employment => IconName::Briefcase,
    }
}

/// The first name, for a sentence.
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// Up to two first letters.
pub fn initials(name: &str) -> String {
    let mut letters = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = letters.next();
    first.into_iter().chain(letters.next_back()).flat_map(char::to_uppercase).collect()
}

/// "Anders Bach, fysioterapeut".
pub fn name_and_role(author: &Author) -> String {
    let parts = [&author.name, &author.role].into_iter().filter(|part| !part.is_empty());
    parts.map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// A phone number as it is dialled.
pub fn tel(phone: &str) -> String {
    let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{digits}")
}

/// Who can see this, at the end of a screen.
pub fn visible_to(lang: Lang, text: String) -> AnyView {
    let t = Common::of(lang);
    view! {
        <aside class="visible-to" aria-label=t.who_sees>
            <Icon name=IconName::Eye />
            <p>{text}" "<a href="/me/privacy">{t.who_sees_what}</a></p>
        </aside>
    }
    .into_any()
}

/// The way back to the page above.
pub fn way_back(href: impl Into<String>, label: &'static str) -> AnyView {
    let href: String = href.into();
    view! { <a class="way-back" href=href><Icon name=IconName::ChevronLeft class="icon-small" />{label}</a> }.into_any()
}

/// The head of a screen.
pub fn page_head(title: impl Into<String>, second: Option<String>) -> AnyView {
    let title: String = title.into();
    view! {
        <div class="page-head">
            <h1>{title}</h1>
            {second.map(|second| view! { <p class="page-head-second">{second}</p> })}
        </div>
    }
    .into_any()
}

/// One answer of several, in a full-width row.
#[derive(Clone)]
pub struct AnswerRow {
    /// The id; unique on the page.
    pub id: String,
    /// The field's name.
    pub name: String,
    /// What is sent.
    pub value: String,
    /// What it says.
    pub label: String,
    /// A second line.
    pub second: String,
    /// Chosen already; it stays so when the form is cleared after sending.
    pub is_checked: Signal<bool>,
    /// A little apart from the others.
    pub is_apart: bool,
    /// Several may be chosen.
    pub is_many: bool,
}

impl Default for AnswerRow {
    fn default() -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            value: String::new(),
            label: String::new(),
            second: String::new(),
            is_checked: Signal::stored(false),
            is_apart: false,
            is_many: false,
        }
    }
}

impl AnswerRow {
    /// The row.
    pub fn view(self) -> AnyView {
        let class = if self.is_apart { "answer-row answer-row-apart" } else { "answer-row" };
        let kind = if self.is_many { "checkbox" } else { "radio" };
        let second = (!self.second.is_empty()).then_some(self.second);
        view! {
            <div class=class>
                <input class="answer-row-input" type=kind name=self.name id=self.id.clone() value=self.value checked=move || self.is_checked.get() />
                <label class="answer-row-label" for=self.id>
                    {self.label}
                    {second.map(|second| view! { <span class="answer-row-second">{second}</span> })}
                </label>
            </div>
        }
        .into_any()
    }
}

/// A tick with its words.
pub fn tick(name: &'static str, value: String, label: String, is_checked: bool) -> AnyView {
    view! {
        <label class="tick">
            <input class="tick-input" type="checkbox" name=name value=value checked=is_checked />
            <span>{label}</span>
        </label>
    }
    .into_any()
}

/// One of several, small.
pub fn choice(name: &'static str, value: String, label: String, is_checked: bool) -> AnyView {
    view! {
        <label class="tick">
            <input class="tick-input" type="radio" name=name value=value checked=is_checked />
            <span>{label}</span>
        </label>
    }
    .into_any()
}

/// A field with label, hint and what is wrong.
#[derive(Clone)]
pub struct Field {
    /// The id and the field's name.
    pub name: &'static str,
    /// What stands before the name in the id.
    pub prefix: &'static str,
    /// The label.
    pub label: String,
    /// What helps to fill it in.
    pub hint: &'static str,
    /// The classes of the control, beside its own.
    pub class: &'static str,
    /// What went wrong.
    pub faults: Faults,
    /// The language of the words.
    pub lang: Lang,
}

impl Field {
    /// A field of the form that reports to `faults`.
    pub fn new(lang: Lang, name: &'static str, label: impl Into<String>, faults: Faults) -> Self {
        Self { name, prefix: "", label: label.into(), hint: "", class: "", faults, lang }
    }

    /// With words that help.
    #[must_use]
    pub const fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    /// With a prefix of the id.
    #[must_use]
    pub const fn prefix(mut self, prefix: &'static str) -> Self {
        self.prefix = prefix;
        self
    }

    /// With another class.
    #[must_use]
    pub const fn class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }

    fn id(&self) -> String {
        format!("{}{}", self.prefix, self.name)
    }

    /// The ids of hint and error, for the control.
    fn described_by(&self) -> String {
        let id = self.id();
        if self.hint.is_empty() { format!("{id}-wrong") } else { format!("{id}-hint {id}-wrong") }
    }

    fn wrap(self, control: AnyView) -> AnyView {
        let (id, faults, name, lang) = (self.id(), self.faults, self.name, self.lang);
        let class = move || {
            if faults.of_field(name).is_some() { "field field-wrong" } else { "field" }
        };
        let hint_id = format!("{id}-hint");
        let wrong_id = format!("{id}-wrong");
        let hint = self.hint;
        view! {
            <div class=class>
                <label class="field-label" for=id>{self.label}</label>
                {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
                <div class="field-problem" id=wrong_id>{move || faults.of_field(name).map(|found| view! {
                    <p class="field-error"><Icon name=IconName::Exclamation />{refusal(lang, found.code)}</p>
                })}</div>
                {control}
            </div>
        }
        .into_any()
    }

    /// One line: `kind` is the input's type, `mode` the keyboard's.
    pub fn input(self, kind: &'static str, mode: Option<&'static str>, value: String) -> AnyView {
        let (id, described_by, name) = (self.id(), self.described_by(), self.name);
        let class = format!("field-control {}", self.class).trim_end().to_owned();
        let control = view! {
            <input class=class type=kind id=id name=name value=value inputmode=mode autocomplete="off" aria-describedby=described_by />
        };
        self.wrap(control.into_any())
    }

    /// Several lines.
    pub fn area(self, area: TextArea) -> AnyView {
        let described_by = format!("{} {}", self.described_by(), area.described_by);
        let area = TextArea {
            id: self.id(),
            name: self.name.to_owned(),
            described_by: described_by.trim_end().to_owned(),
            ..area
        };
        self.wrap(area.view())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_initials_and_first_names() {
        assert_eq!(initials("Mette Lund"), "ML");
        assert_eq!(initials("åse maria østergård"), "ÅØ");
        assert_eq!(initials("Mette"), "M");
        assert_eq!(initials(""), "");
        assert_eq!(first_name("Mette Lund"), "Mette");
    }

    #[test]
    fn a_number_is_dialled_without_its_spaces() {
        assert_eq!(tel("12 34 56 78"), "tel:12345678");
        assert_eq!(tel("+45 12 34 56 78"), "tel:+4512345678");
    }
}
