//! Mig: what is shared, how the app looks, and the ways to everything that is not on the bottom bar.

use super::ended;
use super::place::Place;
use super::state::{State, with_port};
use crate::text::{Common, Lang, MeTexts};
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{live, page_head, way_back};
use domain::setting;
use leptos::prelude::*;

/// The screen.
pub fn view(state: State, lang: Lang) -> AnyView {
    let t = MeTexts::of(lang);
    let name = move || {
        state
            .screen
            .with(|screen| screen.person().map(|person| person.name.clone()))
            .map(|name| view! { <p class="page-lead">{name}</p> })
    };
    view! {
        {page_head(t.title, None)}
        {name}
        {ended::notice(state, lang)}
        {live(move || share(state, lang))}
        {live(move || ways(state, lang))}
        <section class="section card" aria-labelledby="look">
            <h2 id="look">{t.look}</h2>
            {live(move || looks(state, lang))}
        </section>
        {account(lang)}
    }
    .into_any()
}

/// The way to the list of devices, which only the server knows.
pub fn devices(lang: Lang) -> AnyView {
    let t = MeTexts::of(lang);
    view! {
        {way_back("/me", t.title)}
        {page_head(t.devices, None)}
        <p>{t.devices_text}</p>
        <p class="second below">{t.needs_network}</p>
        <a class="button button-wide below" href="/devices" rel="external">{t.devices_open}</a>
    }
    .into_any()
}

fn set(lang: Lang, key: &str, value: &str, button: AnyView) -> AnyView {
    Form::new(lang, "settings.set", format!("set:{key}:{value}"), Place::Me.path())
        .with("key", key)
        .with("value", value)
        .view(button)
}

/// "Del mine kræfter": off from the start; off hides the past too.
fn share(state: State, lang: Lang) -> AnyView {
    let t = MeTexts::of(lang);
    let is_on = state.screen.with(|screen| screen.shares_energy());
    let (word, way, value) = if is_on { (t.share_on, t.turn_off, "off") } else { (t.share_off, t.turn_on, "on") };
    let button = view! {
        <button class="button button-outline button-wide below" type="submit" aria-describedby="share-text">{way}</button>
    };
    view! {
        <section class="card" aria-labelledby="share">
            <h2 id="share">{t.share}</h2>
            <p id="share-text">{t.share_text}</p>
            <p class="below" role="status"><b>{word}</b></p>
            {set(lang, setting::SHARE_ENERGY, value, button.into_any())}
        </section>
    }
    .into_any()
}

fn ways(state: State, lang: Lang) -> AnyView {
    let t = MeTexts::of(lang);
    let waiting = state.waiting.with(Vec::len) + state.rejected.with(Vec::len);
    let way = |icon: IconName, to: &'static str, words: &'static str| {
        view! { <li class="icon-list-way"><Icon name=icon /><a class="way-on" href=to>{words}</a></li> }.into_any()
    };
    view! {
        <nav class="section card" aria-labelledby="more">
            <h2 id="more">{t.more}</h2>
            <ul class="icon-list below">
                {way(IconName::Calendar, "/appointments", t.appointments)}
                {way(IconName::Document, "/survey", t.survey)}
                {(waiting > 0).then(|| way(IconName::PhoneSaved, "/waiting", t.waiting))}
                {way(IconName::Eye, "/me/privacy", t.privacy)}
                {way(IconName::Key, "/me/devices", t.devices)}
                {way(IconName::Help, "/help", Common::of(lang).help)}
                <li class="icon-list-way"><Icon name=IconName::Document /><a class="way-on" href="/was" rel="external">{t.accessibility}</a></li>
            </ul>
        </nav>
    }
    .into_any()
}

/// One setting with its choices, each a tap.
struct Choices {
    key: &'static str,
    title: &'static str,
    text: &'static str,
    values: Vec<(&'static str, &'static str)>,
}

fn choices(state: State, lang: Lang, one: &Choices) -> AnyView {
    let now = state.screen.with(|screen| screen.setting(one.key).to_owned());
    let heading = format!("set-{}", one.key);
    let buttons: Vec<AnyView> = one
        .values
        .iter()
        .map(|(value, word)| {
            let is_chosen = now == *value;
            let pressed = if is_chosen { "true" } else { "false" };
            let icon = if is_chosen { IconName::Done } else { IconName::Open };
            let button = view! {
                <button class="answer-button" type="submit" aria-pressed=pressed><Icon name=icon /><span>{*word}</span></button>
            };
            set(lang, one.key, value, button.into_any())
        })
        .collect();
    let text = (!one.text.is_empty()).then_some(one.text);
    view! {
        <div class="field below-more" role="group" aria-labelledby=heading>
            <h3 class="field-label" id=heading.clone()>{one.title}</h3>
            {text.map(|text| view! { <p class="field-hint">{text}</p> })}
            <div class="answer-rows">{buttons}</div>
        </div>
    }
    .into_any()
}

fn looks(state: State, lang: Lang) -> AnyView {
    let t = MeTexts::of(lang);
    let on_off = || vec![("off", t.off), ("on", t.on)];
    let all = [
        Choices {
            key: setting::LANGUAGE,
            title: t.language,
            text: "",
            values: vec![("da", t.danish), ("en", t.english)],
        },
        Choices {
            key: setting::TEXT_SIZE,
            title: t.text_size,
            text: "",
            values: vec![("100", t.size_100), ("125", t.size_125), ("150", t.size_150)],
        },
        Choices {
            key: setting::THEME,
            title: t.theme,
            text: "",
            values: vec![("system", t.system), ("light", t.light), ("dark", t.dark)],
        },
        Choices { key: setting::CALM, title: t.calm, text: t.calm_text, values: on_off() },
        Choices { key: setting::SIMPLE, title: t.simple, text: t.simple_text, values: on_off() },
        Choices { key: setting::PEM_CAUTION, title: t.caution, text: t.caution_text, values: on_off() },
    ];
    all.iter().map(|one| choices(state, lang, one)).collect::<Vec<_>>().into_any()
}

/// Logging out. With the app it also works offline; without it the server is asked.
fn account(lang: Lang) -> AnyView {
    let t = MeTexts::of(lang);
    let log_out = move |event: leptos::ev::SubmitEvent| {
        if with_port(|port| port.log_out()) {
            event.prevent_default();
        }
    };
    view! {
        <section class="section card" aria-labelledby="account">
            <h2 id="account">{t.account}</h2>
            <p>{t.log_out_text}</p>
            <form method="post" action="/logout" on:submit=log_out>
                <button class="button button-outline button-wide below" type="submit"><Icon name=IconName::LogOut />{t.log_out}</button>
            </form>
        </section>
    }
    .into_any()
}
