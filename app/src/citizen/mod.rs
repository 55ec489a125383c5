//! The citizen's app: every screen, rendered on the server and taken over in the browser from the same
//! code. A screen is a function of [`state::State`]; it knows no clock, no chance and no network.

pub mod place;
pub mod state;

mod activity;
mod activity_form;
mod appointment;
mod appointments;
mod checkin;
mod day;
mod days;
mod ended;
mod frame;
mod help;
mod me;
mod messages;
mod next;
mod path;
mod plan;
mod privacy;
mod stairs;
mod survey;
mod today;
mod waiting;
mod week;

#[cfg(feature = "ssr")]
pub mod page;

#[cfg(all(test, feature = "ssr"))]
mod tests;

use crate::text::Lang;
use domain::record::Kind;
use domain::setting;
use domain::snapshot::Snapshot;
use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::hooks::use_location;
use place::{Place, SurveyPage};
use state::State;

/// The whole app, for a page that carries its data and for the empty shell alike.
pub fn app_view(state: State) -> impl IntoView {
    provide_context(state);
    provide_context(survey::Drafts::new());
    view! { <Router><Whole /></Router> }
}

#[component]
fn Whole() -> impl IntoView {
    let state = state::use_state();
    let location = use_location();
    let place = Memo::new(move |_| Place::parse(&location.pathname.get(), &location.search.get()));
    let lang = Memo::new(move |_| state.screen.with(|screen| Lang::of(screen.setting(setting::LANGUAGE))));
    let is_welcome = Memo::new(move |_| {
        state.screen.with(|screen| privacy::is_unseen(screen)) && !matches!(place.get(), Place::Help | Place::Privacy)
    });
    frame::follow(state, place, lang);
    // A screen is made anew when the place or the language changes, and only then: what happens within
    // it reaches its parts by themselves, so that a half-written text stays where it is.
    let shown = move || [(place.get(), lang.get(), is_welcome.get())];
    view! {
        <div class="citizen-page">
            {move || frame::header(state, lang.get())}
            <main class="citizen-main" id="content" tabindex="-1">
                <For each=shown key=|key| *key children=move |(place, lang, is_welcome)| {
                    if is_welcome { privacy::welcome(state, lang) } else { screen(state, lang, place) }
                } />
            </main>
            {move || frame::bottom(state, lang.get(), place)}
        </div>
    }
}

/// Whether what a place names is there at all.
pub fn exists(place: Place, snapshot: &Snapshot) -> bool {
    match place {
        Place::NotFound => false,
        Place::Revision(number) => snapshot.revisions().any(|(_, revision)| revision.number == number),
        Place::Appointment(id) => snapshot.get(Kind::Appointment, id.0).is_some(),
        Place::Survey(id, _) => snapshot.get(Kind::Survey, id.0).is_some(),
        Place::Activity(id) | Place::EditActivity(id) => snapshot.get(Kind::Occurrence, id.0).is_some(),
        _ => true,
    }
}

fn screen(state: State, lang: Lang, place: Place) -> AnyView {
    let is_there = state.screen.with_untracked(|screen| exists(place, screen));
    if !is_there {
        return frame::not_found(lang);
    }
    match place {
        Place::Today => today::view(state, lang),
        Place::Plan => plan::view(state, lang),
        Place::Revision(number) => plan::revision(state, lang, number),
        Place::Week(from) => week::view(state, lang, from),
        Place::Day(date) => day::view(state, lang, date),
        Place::Appointments => appointments::view(state, lang),
        Place::Appointment(id) => appointment::view(state, lang, id),
        Place::Messages(about) => messages::view(state, lang, about),
        Place::Surveys => survey::list(state, lang),
        Place::Survey(id, SurveyPage::Intro) => survey::intro(state, lang, id),
        Place::Survey(id, SurveyPage::Question(number)) => survey::question(state, lang, id, number),
        Place::Survey(id, SurveyPage::All) => survey::all(state, lang, id),
        Place::Survey(id, SurveyPage::Check) => survey::check(state, lang, id),
        Place::Survey(id, SurveyPage::Receipt) => survey::receipt(state, lang, id),
        Place::NewActivity(date) => activity_form::add(state, lang, date),
        Place::Activity(id) => activity::view(state, lang, id),
        Place::EditActivity(id) => activity_form::edit(state, lang, id),
        Place::Me => me::view(state, lang),
        Place::Devices => me::devices(lang),
        Place::Privacy => privacy::view(state, lang),
        Place::Waiting => waiting::view(state, lang),
        Place::Help => help::view(state, lang),
        Place::NotFound => frame::not_found(lang),
    }
}
