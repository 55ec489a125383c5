//! Min plan: own words first, then what has changed, the goals, the help. And its older versions.

use super::ended;
use super::frame::{coordinator, is_open, jobcenter, not_found};
use super::place::Place;
use super::state::State;
use super::{stairs, week};
use crate::text::{Common, Lang, PlanTexts, points, strand as strand_word, when};
use crate::ui::area::TextArea;
use crate::ui::drawing::CoursePath;
use crate::ui::form::{Faults, Form};
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{Field, first_name, live, name_and_role, page_head, strand_icon, way_back};
use domain::id::{GoalId, RevisionId};
use domain::plan::{Change, Field as Part, Goal, Intervention, InterventionStatus, PlanAnswer, Revision, Strand};
use domain::snapshot::Snapshot;
use domain::text::NOTE_MAX;
use leptos::prelude::*;

/// The screen.
pub fn view(state: State, lang: Lang) -> AnyView {
    let t = PlanTexts::of(lang);
    view! {
        <h1 class="page-head">{t.title}</h1>
        {live(move || state.screen.with(|screen| course(screen, lang)))}
        {ended::notice(state, lang)}
        {live(move || state.screen.with(|screen| own_words(screen, lang)))}
        {news(state, lang)}
        {live(move || state.screen.with(|screen| goals(screen, lang)))}
        {live(move || state.screen.with(|screen| help(screen, lang)))}
        {base(state, lang)}
        <button class="button button-outline button-wide below-more" type="button" on:click=|_| week::print_page()>
            <Icon name=IconName::Printer />{t.print}
        </button>
        <hr />
        {live(move || state.screen.with(|screen| older(screen, lang, None)))}
        <p class="second">{t.not_jobnet}</p>
        {live(move || state.screen.with(|screen| {
            crate::ui::parts::visible_to(lang, PlanTexts::plan_seen(lang, &jobcenter(screen)))
        }))}
    }
    .into_any()
}

/// An older version, as it was.
pub fn revision(state: State, lang: Lang, number: u32) -> AnyView {
    let t = PlanTexts::of(lang);
    let found = state.screen.with_untracked(|screen| {
        let newest = screen.plan().map(|(_, plan)| plan.number);
        let found = screen.revisions().find(|(_, one)| one.number == number);
        found.map(|(_, one)| (one.clone(), newest == Some(number), screen.today()))
    });
    let Some((one, is_newest, today)) = found else { return not_found(lang) };
    let day = when::on_day(lang, one.at.date(), today);
    let items: Vec<(Strand, AnyView)> =
        one.content.interventions.iter().map(|item| (item.text.strand, intervention(lang, &item.text))).collect();
    let goals: Vec<AnyView> = one
        .content
        .goals
        .iter()
        .map(|goal| {
            let levels: Vec<AnyView> = goal.text.levels.iter().map(|text| view! { <li>{text.clone()}</li> }.into_any()).collect();
            view! { <article class="card"><h3>{goal.text.title.clone()}</h3><ol class="rich">{levels}</ol></article> }.into_any()
        })
        .collect();
    view! {
        {way_back("/plan", t.title)}
        {page_head(PlanTexts::version(lang, number), None)}
        <p class="page-lead">{PlanTexts::changed_by(lang, &day, &one.author.name, &one.author.role)}</p>
        {(!is_newest).then(|| view! { <p class="notice"><span>{t.not_newest}</span><a class="way-on" href="/plan">{t.to_newest}</a></p> })}
        {(!one.content.own_words.is_empty()).then(|| quote(lang, &one, today))}
        <section class="section card">{changes(lang, &one)}</section>
        <section class="section"><h2>{t.goals}</h2>{goals}</section>
        <section class="section"><h2>{t.help}</h2>{by_strand(lang, items)}</section>
    }
    .into_any()
}

fn course(screen: &Snapshot, lang: Lang) -> AnyView {
    let Some(course) = screen.course() else { return ().into_any() };
    let ends = course.ends_on.map(|day| view! { <p class="second">{PlanTexts::ends(lang, &when::day_month(lang, day))}</p> });
    let week = course.week(screen.today()).map(|week| {
        let title = Common::week_of(lang, week, course.weeks);
        view! {
            <div class="section-head"><p>{title.clone()}</p>{ends}</div>
            <CoursePath week=week weeks=course.weeks title=title />
        }
    });
    week.into_any()
}

fn quote(lang: Lang, one: &Revision, today: chrono::NaiveDate) -> AnyView {
    let (open, close) = lang.pick(("»", "«"), ("“", "”"));
    let written = one.content.own_words_on.map(|day| PlanTexts::written_on(lang, &when::on_day(lang, day, today)));
    view! {
        <figure class="own-words">
            <blockquote class="own-words-text"><p>{open}{one.content.own_words.clone()}{close}</p></blockquote>
            <figcaption class="own-words-when">{written}</figcaption>
        </figure>
    }
    .into_any()
}

fn own_words(screen: &Snapshot, lang: Lang) -> AnyView {
    let t = PlanTexts::of(lang);
    let Some((_, plan)) = screen.plan() else {
        return view! { <p class="empty">{t.no_plan}</p> }.into_any();
    };
    let change = is_open(screen).then(|| {
        view! { <p><a class="way-on" href="/messages?about=plan">{t.change_own_words}</a></p> }
    });
    if plan.content.own_words.is_empty() && change.is_none() {
        return ().into_any();
    }
    let words = (!plan.content.own_words.is_empty()).then(|| quote(lang, plan, screen.today()));
    view! { <section class="section" aria-labelledby="own"><h2 id="own">{t.own_words}</h2>{words}{change}</section> }.into_any()
}

/// What has changed, why, and three answers of the same size.
fn news(state: State, lang: Lang) -> AnyView {
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

fn what_changed(screen: &Snapshot, lang: Lang) -> AnyView {
    let Some((_, plan)) = screen.plan() else { return ().into_any() };
    let day = when::on_day(lang, plan.at.date(), screen.today());
    view! {
        <p class="second">{PlanTexts::changed_by(lang, &day, &plan.author.name, &plan.author.role)}</p>
        {changes(lang, plan)}
    }
    .into_any()
}

fn changes(lang: Lang, one: &Revision) -> AnyView {
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

fn change_row(lang: Lang, change: &Change) -> AnyView {
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
fn spoken(lang: Lang, field: Part, text: &str) -> String {
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

fn answers(state: State, lang: Lang, id: RevisionId) -> AnyView {
    let t = PlanTexts::of(lang);
    let name = state.screen.with_untracked(|screen| coordinator(screen, lang));
    let button = |value: &'static str, icon: IconName, words: &'static str| {
        view! { <button class="answer-button" type="submit" name="answer" value=value><Icon name=icon /><span>{words}</span></button> }
    };
    let short = Form::new(lang, "plan.reply", format!("plan:{id}"), "/plan").with("revision", id).labelled_by("answer").view(view! {
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
    let long = Form::new(lang, "plan.reply", format!("plan-words:{id}"), "/plan")
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
            <div class="below">{long}</div>
        </details>
        <p class="changes-note">{PlanTexts::answer_seen(lang, first_name(&name))}</p>
    }
    .into_any()
}

fn reply(screen: &Snapshot, lang: Lang) -> AnyView {
    let Some(reply) = screen.plan().and_then(|(_, plan)| plan.reply.as_ref()) else { return ().into_any() };
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

fn goals(screen: &Snapshot, lang: Lang) -> AnyView {
    let t = PlanTexts::of(lang);
    let name = coordinator(screen, lang);
    let mut all: Vec<(GoalId, &Goal)> = screen.goals().map(|(id, goal)| (GoalId(id), goal)).collect();
    all.sort_by_key(|(id, goal)| (goal.position, *id));
    let cards: Vec<AnyView> = all.into_iter().map(|(id, goal)| stairs::card(screen, lang, id, goal, &name)).collect();
    let cards = if cards.is_empty() { view! { <p class="empty">{t.no_goals}</p> }.into_any() } else { cards.into_any() };
    view! { <section class="section" aria-labelledby="goals"><h2 id="goals">{t.goals}</h2>{cards}</section> }.into_any()
}

fn help(screen: &Snapshot, lang: Lang) -> AnyView {
    let t = PlanTexts::of(lang);
    let items: Vec<(Strand, AnyView)> =
        screen.interventions().map(|(_, item)| (item.strand, intervention(lang, item))).collect();
    let list = if items.is_empty() {
        view! { <p class="empty">{t.no_help}</p> }.into_any()
    } else {
        by_strand(lang, items)
    };
    view! { <section class="section" aria-labelledby="helpers"><h2 id="helpers">{t.help}</h2>{list}</section> }.into_any()
}

fn by_strand(lang: Lang, mut items: Vec<(Strand, AnyView)>) -> AnyView {
    let strands = [Strand::Health, Strand::Social, Strand::Employment];
    let mut sections: Vec<AnyView> = Vec::new();
    for strand in strands {
        let (here, rest): (Vec<_>, Vec<_>) = items.into_iter().partition(|(of, _)| *of == strand);
        items = rest;
        if !here.is_empty() {
            let word = strand_word(lang, strand);
            let cards: Vec<AnyView> = here.into_iter().map(|(_, card)| card).collect();
            sections.push(
                view! {
                    <section class="strand" aria-label=word>
                        <h3 class="strand-name"><Icon name=strand_icon(strand) />{word}</h3>
                        {cards}
                    </section>
                }
                .into_any(),
            );
        }
    }
    sections.into_any()
}

fn intervention(lang: Lang, item: &Intervention) -> AnyView {
    let t = PlanTexts::of(lang);
    let (icon, status) = match item.status {
        InterventionStatus::Wished => (IconName::DottedCircle, PlanTexts::status(lang, item.status)),
        InterventionStatus::Planned => (IconName::Open, PlanTexts::status(lang, item.status)),
        InterventionStatus::Running => (IconName::Play, PlanTexts::status(lang, item.status)),
        InterventionStatus::Completed => (IconName::Check, PlanTexts::status(lang, item.status)),
        InterventionStatus::Stopped => (IconName::Minus, PlanTexts::status(lang, item.status)),
    };
    let line = |text: String| (!text.is_empty()).then(|| view! { <p class="second">{text}</p> });
    let responsible = (!item.responsible.is_empty()).then(|| format!("{} {}", t.responsible, item.responsible));
    let reason = item.stopped_reason.clone().unwrap_or_default();
    let phone = (!item.provider_phone.is_empty()).then(|| {
        let href = crate::ui::parts::tel(&item.provider_phone);
        view! { <a class="way-on" href=href><Icon name=IconName::Phone />{item.provider_phone.clone()}</a> }
    });
    view! {
        <div class="card">
            <h4 class="intervention-name">{item.title.clone()}</h4>
            {line(name_and_role(&item.provider))}
            {line(item.pace.clone())}
            {line(responsible.unwrap_or_default())}
            <p class="intervention-state"><Icon name=icon />{status}</p>
            {line(reason)}
            {phone}
        </div>
    }
    .into_any()
}

/// The agreed amount: lowering is the citizen's alone, at once and without a reason; raising is proposed.
fn base(state: State, lang: Lang) -> AnyView {
    let t = PlanTexts::of(lang);
    let now = Memo::new(move |_| {
        state.screen.with(|screen| (screen.base(), screen.proposed_base().map(|base| base.base), is_open(screen)))
    });
    let words = move || match now.get().0 {
        Some(base) => PlanTexts::base(lang, &points(lang, base)),
        None => t.no_base.to_owned(),
    };
    let proposed = move || now.get().1.map(|_| view! { <p class="second" role="status">{t.proposed}</p> });
    let forms = move || {
        let (base, _, is_open) = now.get();
        is_open.then(|| {
            let lower = base.map(|base| amount(lang, "base.lower", t.lower, t.lower_hint, base * 4 / 5, "lower-"));
            let propose = amount(lang, "base.propose", t.propose, t.propose_hint, base.unwrap_or(240), "propose-");
            view! { {lower}{propose} }
        })
    };
    view! {
        <section class="section card" aria-labelledby="base">
            <h2 id="base">{t.your_day}</h2>
            <p>{words}</p>
            {proposed}
            {forms}
        </section>
    }
    .into_any()
}

fn amount(lang: Lang, kind: &'static str, title: &'static str, hint: &'static str, base: u32, prefix: &'static str) -> AnyView {
    let t = PlanTexts::of(lang);
    let faults = Faults::new();
    let field = Field::new(lang, "points", t.points_a_day, faults).prefix(prefix).hint(hint).class("field-short");
    // Whole points only are offered; any amount can be written.
    let body = view! {
        {field.input("text", Some("decimal"), points(lang, base / 30 * 30))}
        <button class="button button-outline button-wide" type="submit">{title}</button>
    };
    let form = Form::new(lang, kind, kind, "/plan").class("form").prefix(prefix).faults(faults).view(body);
    view! { <details class="more"><summary>{title}</summary>{form}</details> }.into_any()
}

/// The versions before this one.
fn older(screen: &Snapshot, lang: Lang, but: Option<u32>) -> AnyView {
    let t = PlanTexts::of(lang);
    let newest = but.or_else(|| screen.plan().map(|(_, plan)| plan.number));
    let mut all: Vec<&Revision> = screen.revisions().map(|(_, one)| one).filter(|one| Some(one.number) != newest).collect();
    if all.is_empty() {
        return ().into_any();
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.number));
    let rows: Vec<AnyView> = all
        .into_iter()
        .map(|one| {
            let words = format!("{}, {}", PlanTexts::version(lang, one.number), when::full_date(lang, one.at.date()));
            view! { <li><a class="way-on" href=Place::Revision(one.number).path()>{words}</a></li> }.into_any()
        })
        .collect();
    view! { <details class="more"><summary>{t.older}</summary><ul class="stack">{rows}</ul></details> }.into_any()
}
