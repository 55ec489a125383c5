//! How one question is answered: rows for options, a field for what is typed. Each change is kept at once.

use super::Open;
use crate::text::{Lang, SurveyTexts};
use crate::ui::area::TextArea;
use domain::form::{ANSWER, OWN, TYPE};
use domain::survey::{Choice, Item, Kind, Value};
use leptos::prelude::*;

/// The control of a question, in a named group; `key` is the answer's key.
pub fn control(lang: Lang, open: &Open, item: &Item, key: &str) -> AnyView {
    let choices = open.form.choices(item);
    if item.read_only {
        let words: Vec<String> = item.initial.iter().map(Value::label).collect();
        return view! { <p class="inset">{words.join(", ")}</p> }.into_any();
    }
    match item.kind {
        Kind::Boolean => {
            let t = SurveyTexts::of(lang);
            let yes = Option::new(key, 0, Value::Boolean(true), t.yes.to_owned());
            let no = Option::new(key, 1, Value::Boolean(false), t.no.to_owned());
            rows(vec![yes.view(open), no.view(open)])
        }
        _ if !choices.is_empty() => options(lang, open, item, key, choices),
        Kind::Text => area(open, item, key),
        _ => line(lang, open, item, key),
    }
}

fn rows(rows: Vec<AnyView>) -> AnyView {
    view! { <div class="answer-rows">{rows}</div> }.into_any()
}

fn options(lang: Lang, open: &Open, item: &Item, key: &str, choices: &[Choice]) -> AnyView {
    let is_many = item.repeats;
    let is_scale = choices.iter().any(|choice| choice.weight.is_some());
    let mut views: Vec<AnyView> = choices
        .iter()
        .enumerate()
        .map(|(index, choice)| {
            let prefix = choice.prefix.as_ref().map(|prefix| format!("{prefix} ")).unwrap_or_default();
            let mut option = Option::new(key, index, choice.value.clone(), format!("{prefix}{}", choice.value.label()));
            option.is_many = is_many;
            option.is_exclusive = choice.exclusive;
            option.is_apart = is_scale && choice.weight.is_none();
            option.view(open)
        })
        .collect();
    if item.kind == Kind::OpenChoice {
        views.push(own_words(lang, open, item, key));
    }
    rows(views)
}

/// One option of a question.
struct Option {
    key: String,
    index: usize,
    value: Value,
    label: String,
    is_many: bool,
    is_exclusive: bool,
    is_apart: bool,
}

impl Option {
    fn new(key: &str, index: usize, value: Value, label: String) -> Self {
        Self { key: key.to_owned(), index, value, label, is_many: false, is_exclusive: false, is_apart: false }
    }

    fn view(self, open: &Open) -> AnyView {
        let id = format!("q-{}-{}", self.key, self.index);
        let name = format!("{ANSWER}{}", self.key);
        let json = serde_json::to_string(&self.value).unwrap_or_default();
        let class = if self.is_apart { "answer-row answer-row-apart" } else { "answer-row" };
        let kind = if self.is_many { "checkbox" } else { "radio" };
        let is_chosen = {
            let (open, key, value) = (open.clone(), self.key.clone(), self.value.clone());
            move || open.answers().get(&key).iter().any(|one| one.same(&value))
        };
        let first = untrack(&is_chosen);
        let open = open.clone();
        let (key, value, is_many, is_exclusive) = (self.key, self.value, self.is_many, self.is_exclusive);
        let choose = move |event: leptos::ev::Event| {
            if !is_many {
                open.set(&key, vec![value.clone()]);
                return;
            }
            let mut values: Vec<Value> =
                open.answers().get(&key).iter().filter(|one| !one.same(&value)).cloned().collect();
            if event_target_checked(&event) {
                if is_exclusive {
                    values.clear();
                }
                values.push(value.clone());
            }
            open.set(&key, values);
        };
        view! {
            <div class=class>
                <input class="answer-row-input" type=kind name=name id=id.clone() value=json checked=first prop:checked=is_chosen on:change=choose />
                <label class="answer-row-label" for=id>{self.label}</label>
            </div>
        }
        .into_any()
    }
}

/// The words under a key, as they were typed.
fn typed(open: &Open, key: &str) -> String {
    let answers = open.answers();
    answers.get(key).first().map(Value::label).unwrap_or_default()
}

fn own_words(lang: Lang, open: &Open, item: &Item, key: &str) -> AnyView {
    let id = format!("q-{key}-own");
    let choices = open.form.choices(item).to_vec();
    let value = {
        let (open, key) = (open.clone(), key.to_owned());
        move || {
            let answers = open.answers();
            let own = answers.get(&key).iter().find(|one| !choices.iter().any(|choice| choice.value.same(one)));
            own.map(Value::label).unwrap_or_default()
        }
    };
    let write = {
        let (open, key, is_many) = (open.clone(), key.to_owned(), item.repeats);
        let choices = open.form.choices(item).to_vec();
        move |event: leptos::ev::Event| {
            let text = event_target_value(&event);
            let mut values: Vec<Value> = Vec::new();
            if is_many {
                let answers = open.answers();
                let chosen = answers.get(&key).iter().filter(|one| choices.iter().any(|choice| choice.value.same(one)));
                values.extend(chosen.cloned());
            }
            if !text.trim().is_empty() {
                values.push(Value::String(text));
            }
            open.set(&key, values);
        }
    };
    let first = untrack(&value);
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{SurveyTexts::of(lang).own_words}</label>
            <input class="field-control" type="text" id=id name=format!("{OWN}{key}") value=first prop:value=value autocomplete="off" on:change=write />
        </div>
    }
    .into_any()
}

fn area(open: &Open, item: &Item, key: &str) -> AnyView {
    let write = {
        let (open, key) = (open.clone(), key.to_owned());
        Callback::new(move |text: String| {
            let values = if text.trim().is_empty() { vec![] } else { vec![Value::String(text)] };
            open.set(&key, values);
        })
    };
    // A kept answer that arrives after the screen goes into the box as long as it is empty.
    let value = {
        let (open, key) = (open.clone(), key.to_owned());
        move || typed(&open, &key)
    };
    let first = untrack(&value);
    let fill = RwSignal::new(None::<String>);
    let is_filled = StoredValue::new(!first.is_empty());
    Effect::new(move |_| {
        let text = value();
        if !is_filled.get_value() && !text.is_empty() {
            is_filled.set_value(true);
            fill.set(Some(text));
        }
    });
    let on_text = Callback::new(move |text: String| {
        is_filled.set_value(true);
        write.run(text);
    });
    view! {
        <div class="field">
            {TextArea {
                id: format!("q-{key}"),
                name: format!("{ANSWER}{key}"),
                rows: 5,
                value: first,
                described_by: format!("q-{key}-text"),
                max: item.max_length.unwrap_or(0),
                fill: Some(fill),
                on_text: Some(on_text),
                ..TextArea::default()
            }
            .view()}
            <input type="hidden" name=format!("{TYPE}{key}") value="text" />
        </div>
    }
    .into_any()
}

fn line(lang: Lang, open: &Open, item: &Item, key: &str) -> AnyView {
    let (kind, mode) = match item.kind {
        Kind::Integer => ("text", Some("numeric")),
        Kind::Decimal => ("text", Some("decimal")),
        Kind::Date => ("date", None),
        Kind::DateTime => ("datetime-local", None),
        Kind::Time => ("time", None),
        Kind::Url => ("url", None),
        _ => ("text", None),
    };
    let sort =
        serde_json::to_value(item.kind).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
    let id = format!("q-{key}");
    let is_wrong = RwSignal::new(false);
    let write = {
        let (open, key, kind) = (open.clone(), key.to_owned(), item.kind);
        move |event: leptos::ev::Event| {
            let text = event_target_value(&event);
            let value = Value::typed(kind, &text);
            is_wrong.set(value.is_none() && !text.trim().is_empty());
            open.set(&key, value.into_iter().collect());
        }
    };
    let value = {
        let (open, key) = (open.clone(), key.to_owned());
        move || typed(&open, &key)
    };
    let first = untrack(&value);
    let hint = SurveyTexts::format_of(lang, item.kind);
    let unit = item.unit.clone();
    view! {
        <div class="field">
            {hint.map(|hint| view! { <p class="field-hint">{hint}</p> })}
            <div>{move || is_wrong.get().then(|| view! { <p class="field-error">{crate::text::problem(lang, domain::survey::Fault::Type)}</p> })}</div>
            <input class="field-control" type=kind inputmode=mode id=id.clone() name=format!("{ANSWER}{key}") value=first prop:value=value
                aria-labelledby=format!("{id}-text") autocomplete="off" on:change=write />
            {unit.map(|unit| view! { <p class="field-hint">{unit}</p> })}
            <input type="hidden" name=format!("{TYPE}{key}") value=sort />
        </div>
    }
    .into_any()
}
