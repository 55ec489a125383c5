//! "Venter på at blive sendt": everything that is only on this phone, and what did not go through, each
//! with its text and a way on. Nothing disappears by itself.

use super::frame::coordinator;
use super::state::{Rejected, State, with_port};
use crate::text::{Common, Lang, MessageTexts, refusal, when};
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{first_name, live, page_head};
use chrono::NaiveDate;
use domain::command::{Command, Issued};
use domain::id::CommandId;
use leptos::prelude::*;

/// What a command was, with its drawing.
pub fn words(lang: Lang, issued: &Issued, coordinator: &str) -> (IconName, String) {
    let kind = issued.command.kind();
    let icon = match &issued.command {
        Command::MessageSend { .. } => IconName::Message,
        Command::AppointmentReply { .. } => IconName::Calendar,
        Command::PlanReply { .. } | Command::GoalRate { .. } => IconName::Stairs,
        Command::SurveySubmit { .. } | Command::SurveySave { .. } | Command::SurveyDecline { .. } => IconName::Document,
        Command::SettingsSet { .. } => IconName::Gear,
        Command::CheckinRecord { .. } => IconName::Today,
        _ => IconName::Footsteps,
    };
    let words = match &issued.command {
        Command::MessageSend { .. } => MessageTexts::your_message(lang, first_name(coordinator)),
        _ => MessageTexts::kind(lang, kind).to_owned(),
    };
    (icon, words)
}

/// The person's own words in a command, to show and to copy.
fn own_text(command: &Command) -> Option<String> {
    match command {
        Command::MessageSend { text, .. } => Some(text.clone()),
        Command::AppointmentReply { text, .. } | Command::PlanReply { text, .. } => text.clone(),
        Command::ActivityAdd { activity } | Command::ActivityEdit { activity, .. } => Some(activity.name.clone()),
        _ => None,
    }
}

/// The screen.
pub fn view(state: State, lang: Lang) -> AnyView {
    let t = MessageTexts::of(lang);
    view! {
        {page_head(t.waiting_title, None)}
        {live(move || waiting(state, lang))}
        {live(move || rejected(state, lang))}
    }
    .into_any()
}

fn waiting(state: State, lang: Lang) -> AnyView {
    let t = MessageTexts::of(lang);
    let shown: Vec<Issued> =
        state.waiting.get().into_iter().filter(|one| !matches!(one.command, Command::Noop {})).collect();
    if shown.is_empty() {
        return view! { <p class="empty">{t.waiting_none}</p> }.into_any();
    }
    let (today, name) = state.screen.with(|screen| (screen.today(), coordinator(screen, lang)));
    let rows: Vec<AnyView> = shown
        .into_iter()
        .map(|one| {
            let id = one.id;
            let undo = view! {
                <button class="button button-words" type="button" on:click=move |_| { with_port(|port| port.cancel(id)); }>
                    {Common::of(lang).undo}
                </button>
            };
            row(lang, &one, &name, today, None, undo.into_any())
        })
        .collect();
    view! {
        <section class="card card-dashed">
            <ul class="icon-list">{rows}</ul>
            <p class="below">{t.waiting_why}</p>
            <button class="button button-outline button-wide below" type="button" on:click=|_| { with_port(|port| port.sync_now()); }>
                {t.try_now}
            </button>
        </section>
    }
    .into_any()
}

fn rejected(state: State, lang: Lang) -> AnyView {
    let t = MessageTexts::of(lang);
    let shown = state.rejected.get();
    if shown.is_empty() {
        return ().into_any();
    }
    let (today, name) = state.screen.with(|screen| (screen.today(), coordinator(screen, lang)));
    let rows: Vec<AnyView> = shown
        .into_iter()
        .map(|Rejected { issued, code }| {
            let actions = rejected_ways(lang, &issued);
            row(lang, &issued, &name, today, Some(refusal(lang, code)), actions)
        })
        .collect();
    view! {
        <section class="section card" aria-labelledby="rejected">
            <h2 id="rejected">{t.rejected_title}</h2>
            <p class="second">{t.rejected_why}</p>
            <ul class="icon-list below">{rows}</ul>
        </section>
    }
    .into_any()
}

/// Write it again, or put it away.
fn rejected_ways(lang: Lang, issued: &Issued) -> AnyView {
    let t = MessageTexts::of(lang);
    let id = issued.id;
    let again = match &issued.command {
        Command::MessageSend { text, .. } => Some(write_again(lang, id, text.clone())),
        _ => None,
    };
    view! {
        {again}
        <button class="button button-words" type="button" on:click=move |_| { with_port(|port| port.dismiss(id)); }>{t.put_away}</button>
    }
    .into_any()
}

/// The text goes back into the box; the refused one goes.
fn write_again(lang: Lang, id: CommandId, text: String) -> AnyView {
    let again = move |_| {
        with_port(|port| {
            port.keep_draft(super::messages::DRAFT, &text);
            port.dismiss(id);
        });
    };
    view! { <a class="button button-words" href="/messages" on:click=again>{MessageTexts::of(lang).write_again}</a> }
        .into_any()
}

fn row(
    lang: Lang,
    issued: &Issued,
    coordinator: &str,
    today: NaiveDate,
    why: Option<&'static str>,
    ways: AnyView,
) -> AnyView {
    let (icon, what) = words(lang, issued, coordinator);
    let moment = MessageTexts::written(lang, &when::moment(lang, issued.at, today));
    let text = own_text(&issued.command);
    let shown = text.clone().map(|text| view! { <p class="inset" dir="auto">{text}</p> });
    let copy = text.map(|text| copy_button(lang, text));
    view! {
        <li>
            <Icon name=icon />
            <div>
                <p class="icon-list-name">{what}</p>
                <p class="icon-list-detail">{moment}</p>
                {why.map(|why| view! { <p>{why}</p> })}
                {shown}
                <div class="buttons-words">{copy}{ways}</div>
            </div>
        </li>
    }
    .into_any()
}

fn copy_button(lang: Lang, text: String) -> AnyView {
    let t = MessageTexts::of(lang);
    let is_copied = RwSignal::new(false);
    let copy = move |_| {
        clipboard(&text);
        is_copied.set(true);
    };
    let words = move || if is_copied.get() { t.copied } else { t.copy };
    view! { <button class="button button-words" type="button" on:click=copy>{words}</button> }.into_any()
}

#[cfg(not(feature = "hydrate"))]
fn clipboard(_text: &str) {}

/// Asks the browser for its clipboard; an old one without it leaves the text on the screen to mark.
#[cfg(feature = "hydrate")]
fn clipboard(text: &str) {
    use wasm_bindgen::{JsCast, JsValue};
    let navigator: JsValue = window().navigator().into();
    let Ok(clipboard) = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")) else {
        return;
    };
    let Ok(write) = js_sys::Reflect::get(&clipboard, &JsValue::from_str("writeText")) else {
        return;
    };
    if let Some(write) = write.dyn_ref::<js_sys::Function>() {
        // The promise is the browser's; there is nothing to do when it says no.
        let _ = write.call1(&clipboard, &JsValue::from_str(text));
    }
}
