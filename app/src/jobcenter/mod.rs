//! The jobcenter's pages, rendered on the server only: who takes part, who is due for the survey, who was
//! asked and who has answered. What somebody answered, wrote or recorded never reaches these pages,
//! because no type here has a place for it.

pub mod help;
pub mod participants;
pub mod surveys;
pub mod text;

use crate::staff::PlaceLink;
use crate::text::Lang;
use crate::ui::icon::{Icon, IconName};
use leptos::prelude::*;

use text::Jobcenter;

/// The places at the left.
pub fn places(lang: Lang) -> Vec<PlaceLink> {
    let words = Jobcenter::of(lang);
    let places = [
        ("/jobcenter/surveys", IconName::Document, words.surveys),
        ("/jobcenter", IconName::List, words.participants),
        ("/jobcenter/help", IconName::Help, words.help),
    ];
    places.map(|(href, icon, name)| PlaceLink { href, icon, name }).to_vec()
}

/// A programme to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeChoice {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
}

/// The programmes side by side, where there are several.
fn choose_programme(lang: Lang, all: &[ProgrammeChoice], current: &str) -> AnyView {
    if all.len() < 2 {
        return ().into_any();
    }
    let links = all.iter().map(|one| {
        let here = (one.key == current).then_some("page");
        view! { <a href=format!("/jobcenter/surveys?programme={}", one.key) aria-current=here>{one.name.clone()}</a> }
    });
    view! {
        <div class="staff-head">
            <nav class="choice" aria-label=Jobcenter::of(lang).programme>{links.collect_view()}</nav>
        </div>
    }
    .into_any()
}

/// The sentence that stands first on every page about surveys.
fn never_here(lang: Lang) -> AnyView {
    view! { <p class="never-here"><Icon name=IconName::Lock /><span>{Jobcenter::of(lang).never_here}</span></p> }
        .into_any()
}
