//! The box: who reads it, what it is not for, when an answer comes; then the words.

use super::{DRAFT, Shared};
use crate::citizen::frame::{coordinator, jobcenter};
use crate::citizen::place::About;
use crate::citizen::state::{Network, State};
use crate::text::{Lang, MessageTexts, PlanTexts, when};
use crate::ui::area::TextArea;
use crate::ui::form::{Faults, Form};
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{Field, live, tel};
use domain::snapshot::Snapshot;
use leptos::prelude::*;

/// Who reads it, what it is not for, when an answer comes; then the box.
pub(super) fn composer(state: State, lang: Lang, about: Option<About>, shared: Shared) -> AnyView {
    let t = MessageTexts::of(lang);
    let faults = Faults::new();
    let (name, beginning) =
        state.screen.with_untracked(|screen| (coordinator(screen, lang), beginning(screen, lang, about)));
    let field = Field::new(lang, "text", MessageTexts::write_to(lang, &name), faults);
    let area = TextArea {
        rows: 4,
        value: beginning,
        described_by: "before kept".to_owned(),
        draft: Some(DRAFT.to_owned()),
        fill: Some(shared.fill),
        ..TextArea::default()
    };
    let hint = move || match state.network.get() {
        Network::Online => t.kept_while_writing.to_owned(),
        Network::Offline => {
            let today = state.screen.with(|screen| screen.today());
            MessageTexts::fetched(lang, &when::moment(lang, state.fetched_at.get(), today))
        }
    };
    let send = move || {
        if state.network.get() == Network::Online { t.send } else { t.save_and_send_later }
    };
    let body = view! {
        {field.area(area)}
        <p class="field-hint" id="kept">{hint}</p>
        <div class="buttons"><button class="button" type="submit">{send}</button></div>
    };
    let form = Form::new(lang, "message.send", "message", "/messages").draft(DRAFT).faults(faults).view(body);
    view! {
        <section class="composer" aria-label=t.write_here>
            {live(move || state.screen.with(|screen| above_the_box(screen, lang)))}
            {form}
        </section>
    }
    .into_any()
}

pub(super) fn above_the_box(screen: &Snapshot, lang: Lang) -> AnyView {
    let who = coordinator(screen, lang);
    let within = screen.course().map_or(2, |course| course.answer_within_days);
    view! {
        <ul class="above-the-box" id="before">
            <li><Icon name=IconName::Eye /><p>{MessageTexts::read_by(lang, &who, &jobcenter(screen))}</p></li>
            <li><Icon name=IconName::Exclamation />{crisis_line(screen, lang)}</li>
            <li><Icon name=IconName::Clock /><p>{MessageTexts::answer_within(lang, within)}</p></li>
        </ul>
    }
    .into_any()
}

/// "Ikke til akut hjælp. Ring 112, lægevagten eller Livslinien 70 201 201."
pub(super) fn crisis_line(screen: &Snapshot, lang: Lang) -> AnyView {
    let lines = crate::citizen::help::crisis_lines(screen);
    let (begin, or) = MessageTexts::not_urgent(lang);
    let last = lines.len().saturating_sub(1);
    let parts: Vec<AnyView> = lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let between = if index == 0 {
                ""
            } else if index == last {
                or
            } else {
                ", "
            };
            let name = if line.name == line.phone { String::new() } else { format!("{} ", line.name) };
            if line.phone.is_empty() {
                return view! { {between}{name.trim().to_owned()} }.into_any();
            }
            view! { {between}{name}<a href=tel(&line.phone)>{line.phone.clone()}</a> }.into_any()
        })
        .collect();
    view! { <p>{begin}{parts}"."</p> }.into_any()
}

/// The first words of a message that something else in the app has led to. Sent only by the person.
pub(super) fn beginning(screen: &Snapshot, lang: Lang, about: Option<About>) -> String {
    match about {
        None => String::new(),
        Some(About::Day) => MessageTexts::of(lang).about_day.to_owned(),
        Some(About::OwnWords) => PlanTexts::about_own_words(lang).to_owned(),
        Some(About::Appointment(id)) => {
            let found = screen.appointments().find(|(other, _)| *other == id.0);
            found.map_or_else(String::new, |(_, one)| {
                let day = when::on_day(lang, one.date, screen.today());
                MessageTexts::about_appointment(lang, &one.title, &day)
            })
        }
    }
}
