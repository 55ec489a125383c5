//! "Tjek dine svar", sending, and the receipt with a copy that stays on the phone.

use super::{Copied, Drafts, Open, copy_name, draft_name, invitation, no_longer};
use crate::citizen::place::{Place, SurveyPage};
use crate::citizen::state::{State, with_port};
use crate::citizen::week::print_button;
use crate::text::{Lang, SurveyTexts, problem};
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{live, page_head, way_back};
use domain::id::InvitationId;
use domain::invitation::InvitationStatus;
use domain::survey::flow::{self, Sort};
use domain::survey::{Value, check as check_answers};
use leptos::prelude::*;

/// An answer in words.
fn in_words(lang: Lang, values: &[Value]) -> String {
    let t = SurveyTexts::of(lang);
    let word = |value: &Value| match value {
        Value::Boolean(true) => t.yes.to_owned(),
        Value::Boolean(false) => t.no.to_owned(),
        other => other.label(),
    };
    values.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// Questions and answers as they stand, with the number of each question's screen.
fn summary(lang: Lang, open: &Open) -> Vec<(usize, String, String)> {
    let answers = open.answers();
    let screens = flow::screens(&open.form, &answers);
    screens
        .iter()
        .enumerate()
        .filter(|(_, screen)| screen.sort == Sort::Question)
        .map(|(at, screen)| (at + 1, screen.item.text.clone(), in_words(lang, answers.get(&screen.key))))
        .collect()
}

/// The form that sends; what is in it comes from its body.
pub fn submit_form(lang: Lang, open: &Open) -> Form {
    let id = open.id;
    let (copied, drafts) = (open.clone(), open.drafts);
    let keep = Callback::new(move |()| {
        let copy: Copied = summary(lang, &copied).into_iter().map(|(_, question, answer)| (question, answer)).collect();
        let json = serde_json::to_string(&copy).unwrap_or_default();
        with_port(|port| port.keep_draft(&copy_name(id), &json));
        drafts.copies.update(|copies| {
            copies.insert(id, copy);
        });
        drafts.answers.update(|answers| {
            answers.remove(&id);
        });
    });
    let receipt = Place::Survey(id, SurveyPage::Receipt).path();
    Form::new(lang, "survey.submit", format!("survey-submit:{id}"), receipt.clone())
        .with("invitation", id)
        .with("version", &open.version)
        .draft(draft_name(id))
        .kept(keep)
        .go(receipt)
}

/// Every answer once more before it is sent.
pub fn check(state: State, lang: Lang, id: InvitationId) -> AnyView {
    let Some(open) = Open::of(state, lang, id) else {
        return no_longer(state, lang, id);
    };
    let t = SurveyTexts::of(lang);
    let (listed, sent, hidden) = (open.clone(), open.clone(), open.clone());
    let rows = live(move || rows(lang, &listed));
    let is_ready = {
        let open = open.clone();
        Memo::new(move |_| check_answers(&open.form, &open.answers()).is_ok())
    };
    let body = view! {
        {move || hidden.hidden(None)}
        {move || is_ready.get().then(|| view! { <button class="button button-wide" type="submit">{t.send}</button> })}
    };
    view! {
        {way_back(open.page(SurveyPage::Question(1)), t.previous)}
        {page_head(t.check, None)}
        <p class="page-lead">{t.check_text}</p>
        {rows}
        {submit_form(lang, &sent).class("below-more").view(body)}
        <ul class="card icon-list below-more">
            <li><Icon name=IconName::Lock /><p class="second-text">{t.nobody_sees}</p></li>
        </ul>
    }
    .into_any()
}

fn rows(lang: Lang, open: &Open) -> AnyView {
    let t = SurveyTexts::of(lang);
    let answers = open.answers();
    let problems = check_answers(&open.form, &answers).err().unwrap_or_default();
    let keys: Vec<String> = flow::screens(&open.form, &answers).into_iter().map(|screen| screen.key).collect();
    let rows: Vec<AnyView> = summary(lang, open)
        .into_iter()
        .map(|(number, question, answer)| {
            let key = keys.get(number - 1).cloned().unwrap_or_default();
            let wrong = problems.iter().find(|one| one.link_id == key).map(|one| problem(lang, one.code));
            let answer = if answer.is_empty() { t.no_answer.to_owned() } else { answer };
            let to = open.page(SurveyPage::Question(number));
            let label = format!(": {question}");
            view! {
                <li class="stack">
                    <p class="second">{question}</p>
                    <p dir="auto"><b>{answer}</b></p>
                    {wrong.map(|wrong| view! { <p class="field-error"><Icon name=IconName::Exclamation />{wrong}</p> })}
                    <a class="way-on" href=to>{crate::text::Common::of(lang).edit}<span class="visually-hidden">{label}</span></a>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="card stack">{rows}</ul> }.into_any()
}

/// After sending: thank you, and the copy.
pub fn receipt(state: State, lang: Lang, id: InvitationId) -> AnyView {
    let t = SurveyTexts::of(lang);
    let drafts = expect_context::<Drafts>();
    fetch_copy(state, drafts, id);
    let is_answered = Memo::new(move |_| {
        state.screen.with(|screen| invitation(screen, id).is_some_and(|one| one.status == InvitationStatus::Answered))
    });
    let is_waiting = Memo::new(move |_| {
        state.waiting.with(|waiting| waiting.iter().any(|one| one.command.kind() == "survey.submit"))
    });
    let body = move || {
        if !is_answered.get() {
            return no_longer(state, lang, id);
        }
        let words = if is_waiting.get() { t.receipt_waiting } else { t.receipt_text };
        view! {
            {page_head(t.receipt, None)}
            <p role="status">{words}</p>
            {copy(state, lang, drafts, id)}
            <p class="below-more"><a class="button button-wide" href="/">{crate::text::Common::of(lang).to_today}</a></p>
        }
        .into_any()
    };
    live(body)
}

fn copy(state: State, lang: Lang, drafts: Drafts, id: InvitationId) -> AnyView {
    let t = SurveyTexts::of(lang);
    let Some(copy) = drafts.copies.with(|copies| copies.get(&id).cloned()) else {
        return ().into_any();
    };
    let rows: Vec<AnyView> = copy
        .into_iter()
        .map(|(question, answer)| {
            let answer = if answer.is_empty() { t.no_answer.to_owned() } else { answer };
            view! { <li><p class="second">{question}</p><p dir="auto"><b>{answer}</b></p></li> }.into_any()
        })
        .collect();
    view! {
        <section class="section card" aria-labelledby="copy">
            <h2 id="copy">{t.copy}</h2>
            <p class="second">{t.copy_here}</p>
            <ul class="stack below">{rows}</ul>
            {print_button(state, crate::text::Common::of(lang).print)}
        </section>
    }
    .into_any()
}

#[cfg(not(feature = "hydrate"))]
fn fetch_copy(_state: State, _drafts: Drafts, _id: InvitationId) {}

#[cfg(feature = "hydrate")]
fn fetch_copy(state: State, drafts: Drafts, id: InvitationId) {
    Effect::new(move |_| {
        if !state.is_running.get() {
            return;
        }
        with_port(|port| {
            port.draft(
                &copy_name(id),
                Box::new(move |kept| {
                    if let Some(copy) = kept.and_then(|text| serde_json::from_str::<Copied>(&text).ok()) {
                        drafts.copies.update(|copies| {
                            copies.entry(id).or_insert(copy);
                        });
                    }
                }),
            );
        });
    });
}
