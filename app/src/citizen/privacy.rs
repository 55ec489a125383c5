//! Dine data: who is responsible, what is kept, who sees what. The first login begins here.

use super::frame::{coordinator, jobcenter};
use super::state::State;
use crate::text::{Lang, MeTexts, PRIVACY_VERSION, PrivacyTexts, when};
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{live, page_head, way_back};
use domain::setting::PRIVACY_SEEN;
use domain::snapshot::Snapshot;
use leptos::prelude::*;

/// Whether the present version has not been read yet.
pub fn is_unseen(snapshot: &Snapshot) -> bool {
    snapshot.setting(PRIVACY_SEEN) != PRIVACY_VERSION
}

/// The screen under Mig.
pub fn view(state: State, lang: Lang) -> AnyView {
    view! {
        {way_back("/me", MeTexts::of(lang).title)}
        {page_head(PrivacyTexts::of(lang).title, None)}
        {text(state, lang)}
        {live(move || if state.screen.with(|screen| is_unseen(screen)) { seen_form(lang) } else { ().into_any() })}
    }
    .into_any()
}

/// The first login: the same text, then the app.
pub fn welcome(state: State, lang: Lang) -> AnyView {
    let t = PrivacyTexts::of(lang);
    view! {
        {page_head(t.welcome, None)}
        <p class="page-lead">{t.welcome_text}</p>
        {text(state, lang)}
        {seen_form(lang)}
    }
    .into_any()
}

fn seen_form(lang: Lang) -> AnyView {
    let t = PrivacyTexts::of(lang);
    Form::new(lang, "settings.set", format!("privacy:{PRIVACY_VERSION}"), "/")
        .with("key", PRIVACY_SEEN)
        .with("value", PRIVACY_VERSION)
        .class("below-more")
        .view(view! { <button class="button button-wide" type="submit">{t.seen}</button> })
}

fn part(id: &'static str, title: &'static str, text: &'static str) -> AnyView {
    view! { <section class="section" aria-labelledby=id><h2 id=id>{title}</h2><p>{text}</p></section> }.into_any()
}

fn text(state: State, lang: Lang) -> AnyView {
    let t = PrivacyTexts::of(lang);
    view! {
        <section aria-labelledby="responsible">
            <h2 id="responsible">{t.responsible}</h2>
            {live(move || state.screen.with(|screen| {
                let controller = screen.course().map(|course| course.controller.clone()).unwrap_or_default();
                view! { <p>{PrivacyTexts::controller(lang, &controller)}</p> }.into_any()
            }))}
        </section>
        {part("stored", t.stored, t.stored_text)}
        {live(move || state.screen.with(|screen| who_sees(screen, lang)))}
        {part("phone", t.phone, t.phone_text)}
        {part("how-long", t.how_long, t.how_long_text)}
        {part("rights", t.rights, t.rights_text)}
        {part("voluntary", t.voluntary, t.voluntary_text)}
        <p class="second below-more">{PrivacyTexts::version(lang)}</p>
    }
    .into_any()
}

fn who_sees(screen: &Snapshot, lang: Lang) -> AnyView {
    let t = PrivacyTexts::of(lang);
    let jobcenter = match jobcenter(screen) {
        name if name.is_empty() => lang.pick("Jobcentret", "The jobcenter").to_owned(),
        name => when::capital(&name),
    };
    let row = |icon: IconName, name: String, text: &'static str| {
        view! { <li><Icon name=icon /><div><p class="icon-list-name">{name}</p><p>{text}</p></div></li> }.into_any()
    };
    view! {
        <section class="section card" aria-labelledby="who">
            <h2 id="who">{t.who}</h2>
            <ul class="icon-list below">
                {row(IconName::Me, t.you.to_owned(), t.you_see)}
                {row(IconName::People, coordinator(screen, lang), t.coordinator_sees)}
                {row(IconName::Briefcase, jobcenter, t.jobcenter_sees)}
                {row(IconName::Lock, t.others.to_owned(), t.others_see)}
            </ul>
        </section>
    }
    .into_any()
}
