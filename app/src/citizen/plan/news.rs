//! What has changed since last time, why, and three answers of the same size.

use crate::citizen::frame::{coordinator, is_open};
use crate::citizen::state::State;
use crate::text::{Lang, PlanTexts, points, strand as strand_word, when};
use crate::ui::area::TextArea;
use crate::ui::form::{Faults, Form};
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{Field, first_name, live};
use domain::id::RevisionId;
use domain::plan::{Change, Field as Part, InterventionStatus, PlanAnswer, Revision, Strand};
use domain::snapshot::Snapshot;
use domain::text::NOTE_MAX;
use leptos::prelude::*;

/// What has changed, why, and three answers of the same size.
pub(super) fn news(state: State, lang: Lang) -> AnyView {
    let t = PlanTexts::of(lang);
    let newest = Memo::new(move |_| state.screen.with(|screen| screen.plan().map(|(id, _)| (id, is_open(screen)))));
    let (details, replied) = (live(move || state.screen.with(|screen| what_changed(screen, lang))), move || {
        state.screen.with(|screen| reply(screen, lang))
    });
    view! {
        <section class="section card" aria-labelledby="changed" hidden=move || newest.get().is_none()>
            <h2 id="changed">{t.news}</h2>
            {details}
            {move || newest.get().filter(|(_, is_open)| *is_open).map(|(id, _)| answers(state, lang, RevisionId(id)))}
            {live(replied)}
        </section>
    }
    .into_any()
}

pub(super) fn what_changed(screen: &Snapshot, lang: Lang) -> AnyView {
    let Some((_, plan)) = screen.plan() else {
        return ().into_any();
    };
    let day = when::on_day(lang, plan.at.date(), screen.today());
    view! {
        <p class="second">{PlanTexts::changed_by(lang, &day, &plan.author.name, &plan.author.role)}</p>
        {changes(lang, plan)}
    }
    .into_any()
}

pub(super) fn changes(lang: Lang, one: &Revision) -> AnyView {
    let t = PlanTexts::of(lang);
    let rows: Vec<AnyView> = one.changes.iter().map(|change| change_row(lang, change)).collect();
    let list = if rows.is_empty() {
        view! { <p class="below">{t.first}</p> }.into_any()
    } else {
        view! { <ul class="changes">{rows}</ul> }.into_any()
    };
    let why = (!one.reason.is_empty()).then(|| view! { <p class="inset"><b>{t.why}</b>" "{one.reason.clone()}</p> });
    view! { {list}{why} }.into_any()
}

pub(super) fn change_row(lang: Lang, change: &Change) -> AnyView {
    let t = PlanTexts::of(lang);
    let (icon, kind, text) = match change {
        Change::Added { title } => (IconName::Plus, t.added, format!("{title}.")),
        Change::Removed { title } => (IconName::Minus, t.removed, format!("{title}.")),
        Change::Moved { title } => (IconName::Changed, t.moved, format!("{title}.")),
        Change::Altered { title, field, from, to } => {
            let (from, to) = (spoken(lang, *field, from), spoken(lang, *field, to));
            (IconName::Changed, t.altered, PlanTexts::altered_from(lang, title, *field, &from, &to))
        }
    };
    view! {
        <li class="change">
            <span class="change-symbol"><Icon name=icon /></span>
            <div><p class="change-kind">{kind}</p><p class="change-text">{text}</p></div>
        </li>
    }
    .into_any()
}

/// A stable word of the store in the person's language; own words stay as they are.
pub(super) fn spoken(lang: Lang, field: Part, text: &str) -> String {
    let word = |text: &str| serde_json::Value::String(text.to_owned());
    match field {
        Part::Status => serde_json::from_value::<InterventionStatus>(word(text))
            .map_or_else(|_| text.to_owned(), |status| PlanTexts::status(lang, status).to_owned()),
        Part::Strand => serde_json::from_value::<Strand>(word(text))
            .map_or_else(|_| text.to_owned(), |strand| strand_word(lang, strand).to_owned()),
        Part::Load => text.parse().map_or_else(|_| text.to_owned(), |load| points(lang, load)),
        Part::Period => {
            let day = |text: &str| text.parse().map_or_else(|_| text.to_owned(), |day| when::full_date(lang, day));
            text.split_once('/').map_or_else(|| text.to_owned(), |(from, to)| format!("{} – {}", day(from), day(to)))
        }
        _ => text.to_owned(),
    }
}

pub(super) fn answers(state: State, lang: Lang, id: RevisionId) -> AnyView {
    let t = PlanTexts::of(lang);
    let name = state.screen.with_untracked(|screen| coordinator(screen, lang));
    let button = |value: &'static str, icon: IconName, words: &'static str| {
        view! { <button class="answer-button" type="submit" name="answer" value=value><Icon name=icon /><span>{words}</span></button> }
    };
    let short = Form::new(lang, "plan.reply", format!("plan:{id}"), "/plan")
        .with("revision", id)
        .labelled_by("answer")
        .view(view! {
            <h3 class="changes-question" id="answer">{t.what_do_you_say}</h3>
            <div class="answer-rows">
                {button("agree", IconName::Check, t.agree)}
                {button("disagree", IconName::Minus, t.disagree)}
            </div>
        });
    let faults = Faults::new();
    let words = Field::new(lang, "text", t.your_words, faults).area(TextArea {
        rows: 3,
        max: NOTE_MAX,
        draft: Some(format!("plan:{id}")),
        ..TextArea::default()
    });
    let in_words = Form::new(lang, "plan.reply", format!("plan-words:{id}"), "/plan")
        .with("revision", id)
        .with("answer", "comment")
        .draft(format!("plan:{id}"))
        .faults(faults)
        .class("form")
        .view(view! { {words}<button class="button button-wide" type="submit">{t.send_words}</button> });
    view! {
        {short}
        <details class="answer-details below">
            <summary class="answer-button"><Icon name=IconName::Message /><span>{t.comment}</span></summary>
            <div class="below">{in_words}</div>
        </details>
        <p class="changes-note">{PlanTexts::answer_seen(lang, first_name(&name))}</p>
    }
    .into_any()
}

pub(super) fn reply(screen: &Snapshot, lang: Lang) -> AnyView {
    let Some(reply) = screen.plan().and_then(|(_, plan)| plan.reply.as_ref()) else {
        return ().into_any();
    };
    let moment = when::moment(lang, reply.at, screen.today());
    let answer = PlanTexts::answer(lang, reply.answer);
    let text = reply.text.clone().filter(|_| reply.answer == PlanAnswer::Comment);
    view! {
        <div role="status">
            <p class="second below">{PlanTexts::your_answer(lang, answer, &moment)}</p>
            {text.map(|text| view! { <p class="inset below" dir="auto">{text}</p> })}
        </div>
    }
    .into_any()
}
