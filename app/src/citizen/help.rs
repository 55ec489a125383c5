//! Hjælp og kontakt: a person first, then the numbers for acute need. Read offline too.

use super::frame::{call_button, companion};
use super::state::State;
use crate::text::{Common, Lang, MeTexts, when};
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{live, page_head, tel};
use domain::course::CrisisLine;
use domain::snapshot::Snapshot;
use leptos::prelude::*;

/// Whom to call in acute need: the programme's numbers, or those that hold everywhere.
pub fn crisis_lines(snapshot: &Snapshot) -> Vec<CrisisLine> {
    let of_course = snapshot.course().map(|course| course.crisis.clone()).unwrap_or_default();
    if !of_course.is_empty() {
        return of_course;
    }
    let line = |name: &str, phone: &str| CrisisLine { name: name.to_owned(), phone: phone.to_owned() };
    vec![line("112", "112"), line("lægevagten", ""), line("Livslinien", "70 201 201")]
}

/// The screen.
pub fn view(state: State, lang: Lang) -> AnyView {
    let t = MeTexts::of(lang);
    view! {
        {page_head(Common::of(lang).help, None)}
        {live(move || state.screen.with(|screen| coordinator(screen, lang)))}
        <section class="section card" aria-labelledby="urgent">
            <h2 id="urgent">{t.urgent}</h2>
            <p>{t.urgent_text}</p>
            {live(move || state.screen.with(|screen| numbers(screen)))}
        </section>
        <section class="section" aria-labelledby="app">
            <h2 id="app">{t.app_help}</h2>
            <ul class="icon-list">
                <li><Icon name=IconName::NoNetwork /><div><p class="icon-list-name">{t.offline}</p><p>{t.offline_text}</p></div></li>
                <li><Icon name=IconName::Key /><div><p class="icon-list-name">{t.lost_phone}</p><p>{t.lost_phone_text}</p></div></li>
                <li><Icon name=IconName::People /><div><p class="icon-list-name">{t.somebody_else}</p><p>{t.somebody_else_text}</p></div></li>
            </ul>
            <p class="ways below">
                <a href="/me/privacy">{t.privacy}</a>
                <a href="/was" rel="external">{t.accessibility}</a>
            </p>
        </section>
    }
    .into_any()
}

fn coordinator(screen: &Snapshot, lang: Lang) -> AnyView {
    let t = MeTexts::of(lang);
    let Some(who) = companion(screen) else {
        return view! { <section class="card"><p>{t.no_coordinator}</p></section> }.into_any();
    };
    let role = [who.author.role.as_str(), who.author.organisation.as_str()];
    let role = role.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let hours = who.from.zip(who.to).map(|(from, to)| format!("{} {}", t.phone_hours, when::opening(lang, from, to)));
    view! {
        <section class="card" aria-labelledby="coordinator">
            <h2 id="coordinator">{who.author.name.clone()}</h2>
            <p class="second">{role}</p>
            {hours.map(|hours| view! { <p class="second">{hours}"."</p> })}
            {call_button(screen, lang)}
            <a class="button button-outline button-wide below" href="/messages"><Icon name=IconName::Message />{t.write}</a>
        </section>
    }
    .into_any()
}

fn numbers(screen: &Snapshot) -> AnyView {
    let rows: Vec<AnyView> = crisis_lines(screen)
        .into_iter()
        .map(|line| {
            let name = if line.name == line.phone { String::new() } else { format!("{} ", line.name) };
            if line.phone.is_empty() {
                return view! { <li><Icon name=IconName::Phone /><p>{line.name}</p></li> }.into_any();
            }
            let words = format!("{name}{}", line.phone);
            view! { <li class="icon-list-way"><Icon name=IconName::Phone /><a class="way-on" href=tel(&line.phone)>{words}</a></li> }.into_any()
        })
        .collect();
    view! { <ul class="icon-list below">{rows}</ul> }.into_any()
}
