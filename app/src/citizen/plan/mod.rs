//! Min plan: own words first, then what has changed, the goals, the help. And its older versions.

mod amount;
mod news;

use crate::citizen::ended;
use crate::citizen::frame::{coordinator, is_open, jobcenter, not_found};
use crate::citizen::place::Place;
use crate::citizen::state::State;
use crate::citizen::{stairs, week};
use crate::text::{Common, Lang, PlanTexts, strand as strand_word, when};
use crate::ui::drawing::CoursePath;
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{live, name_and_role, page_head, strand_icon, way_back};
use amount::base;
use domain::id::GoalId;
use domain::plan::{Goal, Intervention, InterventionStatus, Revision, Strand};
use domain::snapshot::Snapshot;
use leptos::prelude::*;
use news::{changes, news};

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
        {week::print_button(state, t.print)}
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
    let Some((one, is_newest, today)) = found else {
        return not_found(lang);
    };
    let day = when::on_day(lang, one.at.date(), today);
    let items: Vec<(Strand, AnyView)> =
        one.content.interventions.iter().map(|item| (item.text.strand, intervention(lang, &item.text))).collect();
    let goals: Vec<AnyView> = one
        .content
        .goals
        .iter()
        .map(|goal| {
            let levels: Vec<AnyView> =
                goal.text.levels.iter().map(|text| view! { <li>{text.clone()}</li> }.into_any()).collect();
            view! { <article class="card"><h3>{goal.text.title.clone()}</h3><ol class="rich">{levels}</ol></article> }
                .into_any()
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
    let Some(course) = screen.course() else {
        return ().into_any();
    };
    let ends =
        course.ends_on.map(|day| view! { <p class="second">{PlanTexts::ends(lang, &when::day_month(lang, day))}</p> });
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
    view! { <section class="section" aria-labelledby="own"><h2 id="own">{t.own_words}</h2>{words}{change}</section> }
        .into_any()
}

fn goals(screen: &Snapshot, lang: Lang) -> AnyView {
    let t = PlanTexts::of(lang);
    let name = coordinator(screen, lang);
    let mut all: Vec<(GoalId, &Goal)> = screen.goals().map(|(id, goal)| (GoalId(id), goal)).collect();
    all.sort_by_key(|(id, goal)| (goal.position, *id));
    let cards: Vec<AnyView> = all.into_iter().map(|(id, goal)| stairs::card(screen, lang, id, goal, &name)).collect();
    let cards =
        if cards.is_empty() { view! { <p class="empty">{t.no_goals}</p> }.into_any() } else { cards.into_any() };
    view! { <section class="section" aria-labelledby="goals"><h2 id="goals">{t.goals}</h2>{cards}</section> }.into_any()
}

fn help(screen: &Snapshot, lang: Lang) -> AnyView {
    let t = PlanTexts::of(lang);
    let items: Vec<(Strand, AnyView)> =
        screen.interventions().map(|(_, item)| (item.strand, intervention(lang, item))).collect();
    let list =
        if items.is_empty() { view! { <p class="empty">{t.no_help}</p> }.into_any() } else { by_strand(lang, items) };
    view! { <section class="section" aria-labelledby="helpers"><h2 id="helpers">{t.help}</h2>{list}</section> }
        .into_any()
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

/// The versions before this one.
fn older(screen: &Snapshot, lang: Lang, but: Option<u32>) -> AnyView {
    let t = PlanTexts::of(lang);
    let newest = but.or_else(|| screen.plan().map(|(_, plan)| plan.number));
    let mut all: Vec<&Revision> =
        screen.revisions().map(|(_, one)| one).filter(|one| Some(one.number) != newest).collect();
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
