//! One question per screen, or all of them on one page.

use super::control::control;
use super::sending::check;
use super::{Open, no_longer};
use crate::citizen::place::{Place, SurveyPage};
use crate::citizen::state::{State, with_port};
use crate::text::{Lang, SurveyTexts};
use crate::ui::form::Faults;
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{live, way_back};
use domain::id::{CommandId, InvitationId};
use domain::survey::flow::{self, Screen, Sort};
use domain::survey::{Item, Value};
use leptos::prelude::*;

/// What a screen shows, free of the form it was read from.
#[derive(Clone, PartialEq)]
struct Shown {
    key: String,
    sort: Sort,
    item: Item,
    step: String,
    headings: Vec<String>,
    notes: Vec<String>,
    help: Vec<String>,
}

fn shown(lang: Lang, open: &Open, number: usize) -> Option<Shown> {
    let answers = open.answers();
    let screens = flow::screens(&open.form, &answers);
    let at = number.checked_sub(1)?;
    let Screen { key, sort, item, headings, notes, help, .. } = screens.get(at)?.clone();
    let (current, all) = flow::progress(&screens, at);
    let owned = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect::<Vec<String>>();
    Some(Shown {
        key,
        sort,
        item: item.clone(),
        step: SurveyTexts::question_of(lang, current.max(1), all),
        headings: owned(headings),
        notes: owned(notes),
        help: owned(help),
    })
}

/// The screen of one question.
pub fn question(state: State, lang: Lang, id: InvitationId, number: usize) -> AnyView {
    let Some(open) = Open::of(state, lang, id) else {
        return no_longer(state, lang, id);
    };
    let count = flow::screens(&open.form, &open.answers()).len();
    if number > count {
        return check(state, lang, id);
    }
    let t = SurveyTexts::of(lang);
    let before = match number {
        1 => Place::Survey(id, SurveyPage::Intro).path(),
        _ => open.page(SurveyPage::Question(number - 1)),
    };
    let asked = {
        let open = open.clone();
        Memo::new(move |_| shown(lang, &open, number))
    };
    let kept = move || {
        if state.is_running.get() { t.kept } else { t.kept_here }
    };
    let body = {
        let open = open.clone();
        live(move || asked.get().map_or_else(|| ().into_any(), |asked| one(lang, &open, &asked)))
    };
    view! {
        {way_back(before, t.previous)}
        <p class="survey-step">{move || asked.get().map(|asked| asked.step)}</p>
        {form(state, lang, &open, number, body)}
        <ul class="card icon-list below-more">
            <li><Icon name=IconName::PhoneSaved /><p class="second-text">{kept}</p></li>
            <li><Icon name=IconName::Lock /><p class="second-text">{t.nobody_sees}</p></li>
        </ul>
    }
    .into_any()
}

/// The question itself, with what is to be read before it.
fn one(lang: Lang, open: &Open, asked: &Shown) -> AnyView {
    let headings = asked.headings.join(" · ");
    let notes: Vec<AnyView> =
        asked.notes.iter().map(|note| view! { <p class="below">{note.clone()}</p> }.into_any()).collect();
    let help: Vec<AnyView> =
        asked.help.iter().map(|text| view! { <p class="second">{text.clone()}</p> }.into_any()).collect();
    let prefix = asked.item.prefix.as_ref().map(|prefix| format!("{prefix} ")).unwrap_or_default();
    let text = format!("{prefix}{}", asked.item.text);
    let heading = format!("q-{}-text", asked.key);
    let answer = match asked.sort {
        Sort::Reading => ().into_any(),
        Sort::Again => again(lang, open, &asked.item),
        Sort::Question => control(lang, open, &asked.item, &asked.key),
    };
    let text = if asked.sort == Sort::Again { format!("{text}: {}", SurveyTexts::of(lang).again) } else { text };
    view! {
        {(!headings.is_empty()).then(|| view! { <p class="second">{headings}</p> })}
        {notes}
        <fieldset>
            <legend class="survey-question"><h1 id=heading>{text}</h1></legend>
            {help}
            {answer}
        </fieldset>
    }
    .into_any()
}

/// "Er der en til?": one more filling of a group that may be filled again.
fn again(lang: Lang, open: &Open, group: &Item) -> AnyView {
    let t = SurveyTexts::of(lang);
    let more = i32::from(open.answers().fillings(group)) + 1;
    let key = group.link_id.clone();
    let json = serde_json::to_string(&Value::Integer(more)).unwrap_or_default();
    let name = format!("{}{key}", domain::form::ANSWER);
    let open = open.clone();
    let add = move |_| open.set(&key, vec![Value::Integer(more)]);
    view! {
        <div class="answer-rows">
            <button class="answer-button" type="submit" name=name value=json on:click=add><Icon name=IconName::Plus /><span>{t.yes}</span></button>
        </div>
    }
    .into_any()
}

/// With the app an answer is kept at once and the button only goes on. Without it the form keeps the
/// answers so far on the server, where only the citizen reaches them.
fn form(state: State, lang: Lang, open: &Open, number: usize, body: AnyView) -> AnyView {
    let t = SurveyTexts::of(lang);
    let next = open.page(SurveyPage::Question(number + 1));
    let command = CommandId::of_form(state.seed, &format!("survey:{}:{number}", open.id)).to_string();
    let go = {
        let open = open.clone();
        let navigate = Navigate::new();
        move |event: leptos::ev::SubmitEvent| {
            if !with_port(|_| {}) {
                return;
            }
            event.prevent_default();
            let count = flow::screens(&open.form, &open.answers()).len();
            let page = if number >= count { SurveyPage::Check } else { SurveyPage::Question(number + 1) };
            navigate.to(&open.page(page));
        }
    };
    let key = shown(lang, open, number).map(|shown| shown.key);
    let others = {
        let open = open.clone();
        move || open.hidden(key.as_deref())
    };
    view! {
        <form method="post" action="/commands/survey.save" on:submit=go>
            <input type="hidden" name=domain::form::COMMAND value=command />
            <input type="hidden" name=domain::form::BACK value=next />
            <input type="hidden" name="invitation" value=open.id.to_string() />
            <input type="hidden" name="version" value=open.version.clone() />
            {others}
            {body}
            <button class="button button-wide below-more" type="submit">{t.next}</button>
            {skip(lang, open, number)}
        </form>
    }
    .into_any()
}

/// Skipping is as good as answering.
fn skip(lang: Lang, open: &Open, number: usize) -> AnyView {
    let to = open.page(SurveyPage::Question(number + 1));
    view! { <div class="buttons-words"><a class="button button-words" href=to>{SurveyTexts::of(lang).skip}</a></div> }
        .into_any()
}

#[cfg(not(feature = "hydrate"))]
struct Navigate;

#[cfg(not(feature = "hydrate"))]
impl Navigate {
    const fn new() -> Self {
        Self
    }

    #[expect(clippy::unused_self, reason = "the browser's side of it goes somewhere")]
    const fn to(&self, _path: &str) {}
}

#[cfg(feature = "hydrate")]
struct Navigate(std::rc::Rc<dyn Fn(&str)>);

#[cfg(feature = "hydrate")]
impl Navigate {
    fn new() -> Self {
        let navigate = leptos_router::hooks::use_navigate();
        Self(std::rc::Rc::new(move |path| {
            navigate(path, leptos_router::NavigateOptions::default());
        }))
    }

    fn to(&self, path: &str) {
        (self.0)(path);
    }
}

/// Every question on one page: one form, which works without JavaScript. Questions that do not apply fall
/// out by the rules when it is sent.
pub fn all(state: State, lang: Lang, id: InvitationId) -> AnyView {
    let Some(open) = Open::of(state, lang, id) else {
        return no_longer(state, lang, id);
    };
    let t = SurveyTexts::of(lang);
    let mut parts: Vec<AnyView> = Vec::new();
    every(lang, &open, &open.form.items, &mut parts);
    let faults = Faults::new();
    let body = view! {
        {parts}
        <p class="second">{t.no_names}</p>
        <button class="button button-wide" type="submit">{t.send}</button>
    };
    let form = super::sending::submit_form(lang, &open).class("form below-more").faults(faults).view(body);
    view! {
        {way_back(Place::Survey(id, SurveyPage::Intro).path(), t.title)}
        <h1 class="page-head">{open.form.title.clone()}</h1>
        <p class="second">{t.nobody_sees}</p>
        {form}
    }
    .into_any()
}

fn every(lang: Lang, open: &Open, items: &[Item], parts: &mut Vec<AnyView>) {
    use domain::survey::{Control, Kind};
    for item in items.iter().filter(|item| !item.hidden) {
        let text = item.text.clone();
        match item.kind {
            Kind::Group => {
                if !text.is_empty() {
                    parts.push(view! { <h2>{text}</h2> }.into_any());
                }
            }
            Kind::Display if item.control == Some(Control::Help) => {}
            Kind::Display => parts.push(view! { <p>{text}</p> }.into_any()),
            _ => {
                let heading = format!("q-{}-text", item.link_id);
                let answer = control(lang, open, item, &item.link_id);
                let hint = (!item.when.is_empty()).then_some(SurveyTexts::of(lang).if_it_fits);
                parts.push(
                    view! {
                        <fieldset>
                            <legend class="answer-rows-question" id=heading>{text}</legend>
                            {hint.map(|hint| view! { <p class="field-hint">{hint}</p> })}
                            {answer}
                        </fieldset>
                    }
                    .into_any(),
                );
            }
        }
        every(lang, open, &item.items, parts);
    }
}
