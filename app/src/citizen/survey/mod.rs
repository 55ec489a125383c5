//! The questionnaire: what it is about, one question per screen, a look through, a receipt. Answers stay
//! on the phone until the person sends them.

mod answering;
mod control;
mod sending;

pub use answering::{all, question};
pub use sending::{check, receipt};

use super::ended;
use super::frame::{is_open, not_found};
use super::place::{Place, SurveyPage};
use super::state::{State, with_port};
use crate::text::{Common, Lang, SurveyTexts, when};
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{live, page_head, way_back};
use domain::id::InvitationId;
use domain::invitation::{Invitation, InvitationStatus};
use domain::record::{Kind, Record};
use domain::snapshot::Snapshot;
use domain::survey::{Answers, Questionnaire, Value, flow};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// A question and its answer in words, for the copy.
type Copied = Vec<(String, String)>;

/// Half-filled questionnaires of this device, and the copies of those that were sent.
#[derive(Clone, Copy)]
pub struct Drafts {
    answers: RwSignal<BTreeMap<InvitationId, Answers>>,
    copies: RwSignal<BTreeMap<InvitationId, Copied>>,
}

impl Drafts {
    /// None yet.
    pub fn new() -> Self {
        Self { answers: RwSignal::new(BTreeMap::new()), copies: RwSignal::new(BTreeMap::new()) }
    }
}

/// The name of a half-filled questionnaire in the device's store.
fn draft_name(id: InvitationId) -> String {
    format!("survey:{id}")
}

/// The name of the copy of what was sent.
fn copy_name(id: InvitationId) -> String {
    format!("survey-copy:{id}")
}

fn invitation(screen: &Snapshot, id: InvitationId) -> Option<&Invitation> {
    match screen.get(Kind::Survey, id.0) {
        Some(Record::Survey(one)) => Some(one.as_ref()),
        _ => None,
    }
}

/// Whether it can be answered now.
fn is_answerable(screen: &Snapshot, one: &Invitation) -> bool {
    one.status == InvitationStatus::Open && one.closes_on >= screen.today() && is_open(screen)
}

/// A questionnaire that is being answered.
#[derive(Clone)]
struct Open {
    id: InvitationId,
    version: String,
    form: std::sync::Arc<Questionnaire>,
    saved: Answers,
    drafts: Drafts,
}

impl Open {
    /// The questionnaire, if it can be answered; what the device keeps of it is fetched once.
    fn of(state: State, lang: Lang, id: InvitationId) -> Option<Self> {
        let drafts = expect_context::<Drafts>();
        let found = state.screen.with_untracked(|screen| {
            let one = invitation(screen, id).filter(|one| is_answerable(screen, one))?;
            let form = one.form(lang.code())?;
            let saved = one.draft.clone().unwrap_or_else(|| Answers::start(form));
            Some((one.version.clone(), form.clone(), saved))
        });
        let (version, form, saved) = found?;
        let open = Self { id, version, form: std::sync::Arc::new(form), saved, drafts };
        open.fetch(state);
        Some(open)
    }

    #[cfg(not(feature = "hydrate"))]
    #[expect(clippy::unused_self, reason = "the browser's side of it fetches")]
    fn fetch(&self, _state: State) {}

    #[cfg(feature = "hydrate")]
    fn fetch(&self, state: State) {
        let (id, drafts) = (self.id, self.drafts);
        Effect::new(move |_| {
            if !state.is_running.get() || drafts.answers.with_untracked(|all| all.contains_key(&id)) {
                return;
            }
            with_port(|port| {
                port.draft(
                    &draft_name(id),
                    Box::new(move |kept| {
                        if let Some(answers) = kept.and_then(|text| serde_json::from_str(&text).ok()) {
                            // What was answered meanwhile is newer than what was kept.
                            drafts.answers.update(|all| {
                                all.entry(id).or_insert(answers);
                            });
                        }
                    }),
                );
            });
        });
    }

    /// The answers so far.
    fn answers(&self) -> Answers {
        self.drafts.answers.with(|all| all.get(&self.id).cloned()).unwrap_or_else(|| self.saved.clone())
    }

    /// Answers a question, on the screen and in the device's store.
    fn set(&self, key: &str, values: Vec<Value>) {
        let mut answers = self.answers();
        answers.set(key, values);
        let json = serde_json::to_string(&answers).unwrap_or_default();
        self.drafts.answers.update(|all| {
            all.insert(self.id, answers);
        });
        with_port(|port| port.keep_draft(&draft_name(self.id), &json));
    }

    fn page(&self, page: SurveyPage) -> String {
        Place::Survey(self.id, page).path()
    }

    /// The fields of every answer but those under `but`.
    fn hidden(&self, but: Option<&str>) -> Vec<AnyView> {
        let answers = self.answers();
        let kept = answers.iter().filter(|(key, _)| Some(*key) != but);
        kept.flat_map(|(key, values)| {
            let name = format!("{}{key}", domain::form::ANSWER);
            values.iter().map(move |value| {
                let json = serde_json::to_string(value).unwrap_or_default();
                view! { <input type="hidden" name=name.clone() value=json /> }.into_any()
            })
        })
        .collect()
    }
}

/// All questionnaires there are.
pub fn list(state: State, lang: Lang) -> AnyView {
    let t = SurveyTexts::of(lang);
    view! {
        {way_back("/me", Common::of(lang).me)}
        {page_head(t.title, None)}
        {ended::notice(state, lang)}
        {live(move || state.screen.with(|screen| rows(screen, lang)))}
    }
    .into_any()
}

fn rows(screen: &Snapshot, lang: Lang) -> AnyView {
    let t = SurveyTexts::of(lang);
    let mut all: Vec<(InvitationId, &Invitation)> =
        screen.invitations().map(|(id, one)| (InvitationId(id), one)).collect();
    all.sort_by_key(|(id, one)| (std::cmp::Reverse(one.invited_at), *id));
    if all.is_empty() {
        return view! { <p class="empty">{t.none}</p> }.into_any();
    }
    let rows: Vec<AnyView> = all
        .into_iter()
        .map(|(id, one)| {
            let title = one.form(lang.code()).map_or_else(|| one.title.clone(), |form| form.title.clone());
            view! {
                <li><Icon name=IconName::Document /><div>
                    <a class="way-on" href=Place::Survey(id, SurveyPage::Intro).path()>{title}</a>
                    <p class="icon-list-detail">{state_words(screen, lang, one)}</p>
                </div></li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="card icon-list">{rows}</ul> }.into_any()
}

fn state_words(screen: &Snapshot, lang: Lang, one: &Invitation) -> String {
    let t = SurveyTexts::of(lang);
    match one.status {
        InvitationStatus::Answered => t.answered.to_owned(),
        InvitationStatus::Declined => t.declined.to_owned(),
        InvitationStatus::Open if is_answerable(screen, one) => {
            SurveyTexts::open_until(lang, &when::on_day(lang, one.closes_on, screen.today()))
        }
        InvitationStatus::Open | InvitationStatus::Closed => t.closed.to_owned(),
    }
}

/// What it is about, how long it takes, who never sees it.
pub fn intro(state: State, lang: Lang, id: InvitationId) -> AnyView {
    let t = SurveyTexts::of(lang);
    let Some((title, description)) = state.screen.with_untracked(|screen| {
        let one = invitation(screen, id)?;
        let form = one.form(lang.code());
        let title = form.map_or_else(|| one.title.clone(), |form| form.title.clone());
        Some((title, form.and_then(|form| form.description.clone())))
    }) else {
        return not_found(lang);
    };
    let words = live(move || {
        state.screen.with(|screen| match invitation(screen, id) {
            Some(one) => view! { <p class="second" role="status">{state_words(screen, lang, one)}</p> }.into_any(),
            None => ().into_any(),
        })
    });
    let is_answerable = Memo::new(move |_| {
        state.screen.with(|screen| invitation(screen, id).is_some_and(|one| is_answerable(screen, one)))
    });
    view! {
        {way_back("/survey", t.title)}
        {page_head(title, None)}
        {words}
        {description.map(|text| view! { <p class="below">{text}</p> })}
        {ended::notice(state, lang)}
        {move || is_answerable.get().then(|| Open::of(state, lang, id)).flatten().map(|open| begin(state, lang, open))}
        {copy_link(state, lang, id)}
    }
    .into_any()
}

fn copy_link(state: State, lang: Lang, id: InvitationId) -> AnyView {
    live(move || {
        let is_sent = state
            .screen
            .with(|screen| invitation(screen, id).is_some_and(|one| one.status == InvitationStatus::Answered));
        if !is_sent {
            return ().into_any();
        }
        let to = Place::Survey(id, SurveyPage::Receipt).path();
        view! { <p><a class="way-on" href=to>{SurveyTexts::of(lang).copy}</a></p> }.into_any()
    })
}

fn begin(state: State, lang: Lang, open: Open) -> AnyView {
    let t = SurveyTexts::of(lang);
    let id = open.id;
    let (counted, shown) = (open.clone(), open.clone());
    let progress = move || {
        let answers = counted.answers();
        let screens = flow::screens(&counted.form, &answers);
        let (answered, questions) =
            (flow::answered(&screens, &answers), flow::progress(&screens, screens.len().saturating_sub(1)).1);
        (answered > 0)
            .then(|| view! { <p class="below" role="status">{SurveyTexts::progress(lang, answered, questions)}</p> })
    };
    // Without the app all questions stand on one page; with it one at a time.
    let to = move || open.page(if state.is_running.get() { SurveyPage::Question(1) } else { SurveyPage::All });
    let all = Place::Survey(id, SurveyPage::All).path();
    let elsewhere_body = move || shown.hidden(None);
    let elsewhere =
        Form::new(lang, "survey.save", format!("survey-save:{id}"), Place::Survey(id, SurveyPage::Intro).path())
            .with("invitation", id)
            .with("version", open_version(state, id))
            .view(view! {
                {elsewhere_body}
                <p class="field-hint">{t.another_device_text}</p>
                <button class="button button-outline button-wide" type="submit">{t.another_device}</button>
            });
    let decline =
        Form::new(lang, "survey.decline", format!("survey-decline:{id}"), Place::Survey(id, SurveyPage::Intro).path())
            .with("invitation", id)
            .class("below-more")
            .view(view! { <button class="button button-outline button-wide" type="submit">{t.decline}</button> });
    view! {
        <ul class="card icon-list below-more">
            <li><Icon name=IconName::Clock /><p>{t.duration}</p></li>
            <li><Icon name=IconName::Check /><p>{t.voluntary}</p></li>
            <li><Icon name=IconName::Lock /><p>{t.private}</p></li>
            <li><Icon name=IconName::Pen /><p>{t.no_names}</p></li>
        </ul>
        {progress}
        <p class="below-more"><a class="button button-wide" href=to>{t.begin}</a></p>
        <p><a class="way-on" href=all>{t.one_page}</a></p>
        <details class="more"><summary>{t.another_device}</summary>{elsewhere}</details>
        {decline}
    }
    .into_any()
}

fn open_version(state: State, id: InvitationId) -> String {
    state.screen.with_untracked(|screen| invitation(screen, id).map(|one| one.version.clone())).unwrap_or_default()
}

/// What stands in place of the questions when they can no longer be answered.
fn no_longer(state: State, lang: Lang, id: InvitationId) -> AnyView {
    let t = SurveyTexts::of(lang);
    let words = live(move || {
        state.screen.with(|screen| match invitation(screen, id) {
            Some(one) => view! { <p role="status">{state_words(screen, lang, one)}</p> }.into_any(),
            None => ().into_any(),
        })
    });
    view! { {way_back("/survey", t.title)}{page_head(t.title, None)}{words} }.into_any()
}
