//! One citizen as the coordinator sees them: messages, plan and week beside each other.

use crate::text::Lang;
use crate::ui::drawing::Staircase;
use crate::ui::icon::{Icon, IconName};
use chrono::NaiveDate;
use domain::course::Phase;
use domain::id::{AppointmentId, PersonId};
use domain::message::Message;
use domain::plan::{Goal, Intervention, InterventionStatus, Party, Revision, Strand};
use domain::snapshot::Snapshot;
use domain::time::Instant;
use leptos::prelude::*;
use uuid::Uuid;

use super::text::Citizen;
use super::thread::{ReplyBox, first_name, reply_form, thread, waiting_line};
use super::{say, week, when};

/// The page. The snapshot holds only what the coordinator may see.
#[derive(Clone, Debug)]
pub struct CitizenPage {
    /// The language.
    pub lang: Lang,
    /// Who.
    pub citizen: PersonId,
    /// The name.
    pub name: String,
    /// Who is logged in, for the stairs.
    pub me: String,
    /// What the screens are made of.
    pub snapshot: Snapshot,
    /// The phase.
    pub phase: Phase,
    /// The week of the course and its length, once it has begun.
    pub week: Option<(u16, u16)>,
    /// Whether the citizen shares what is recorded.
    pub shares: bool,
    /// The newest messages, oldest first.
    pub messages: Vec<(Uuid, Message)>,
    /// Since when the citizen waits, and the promised day.
    pub waiting: Option<(Instant, Option<NaiveDate>)>,
    /// The box to answer in.
    pub reply: ReplyBox,
    /// Whether plan and appointments can still be changed.
    pub can_write: bool,
}

/// Draws the page.
pub fn page(page: &CitizenPage) -> AnyView {
    let words = Citizen::of(page.lang);
    view! {
        {head(page, words)}
        <div class="staff-columns staff-columns-three">
            <section class="card overview-column" aria-labelledby="messages" data-live="thread">{messages(page, words)}</section>
            <section class="card overview-column" aria-labelledby="plan">{plan(page, words)}</section>
            <section class="card overview-column" aria-labelledby="week">
                {week::column(page.lang, &page.snapshot, page.shares)}
                {coming(page, words)}
            </section>
        </div>
    }
    .into_any()
}

fn head(page: &CitizenPage, words: &'static Citizen) -> AnyView {
    let base = format!("/staff/citizens/{}", page.citizen);
    let course = page
        .week
        .map_or_else(|| say::phase(page.lang, page.phase).to_owned(), |(week, of)| say::week_of(page.lang, week, of));
    let shares = if page.shares { words.shares } else { words.shares_not };
    let buttons = page.can_write.then(|| view! {
        <div class="buttons">
            <a class="button button-outline" href=format!("{base}/plan/edit")><Icon name=IconName::Stairs />{words.edit_plan}</a>
            <a class="button" href=format!("{base}/appointments/new")><Icon name=IconName::Calendar />{words.new_appointment}</a>
        </div>
    });
    view! {
        <div class="staff-head">
            <div>
                <a class="staff-head-way" href="/staff/citizens">{words.my_citizens}</a>
                <h1>{page.name.clone()}</h1>
                <p class="staff-head-second">
                    {format!("{course} · {shares} · ")}
                    <a href=format!("{base}/seen")>{say::see_what(page.lang, first_name(&page.name))}</a>" · "
                    <a href=format!("{base}/devices")>{words.devices}</a>
                </p>
            </div>
            {buttons}
        </div>
    }
    .into_any()
}

fn messages(page: &CitizenPage, words: &'static Citizen) -> AnyView {
    let first = first_name(&page.name);
    let waits = page.waiting.map(|_| view! { <p class="second">{say::waits_for_you(page.lang, first)}</p> });
    view! {
        <div class="card-head"><h2 id="messages">{words.messages}</h2>{waits}</div>
        {thread(page.lang, &page.messages, page.snapshot.now)}
        {waiting_line(page.lang, page.waiting, page.snapshot.now)}
        <p class="ways"><a href=format!("/staff/citizens/{}/messages", page.citizen)>{words.whole_thread}</a></p>
        {reply_form(page.lang, page.citizen, &page.name, &page.reply, page.snapshot.now)}
    }
    .into_any()
}

fn plan(page: &CitizenPage, words: &'static Citizen) -> AnyView {
    let base = format!("/staff/citizens/{}/plan", page.citizen);
    let Some((_, revision)) = page.snapshot.plan() else {
        return view! {
            <div class="card-head"><h2 id="plan">{words.plan}</h2></div>
            <p class="empty">{words.no_plan}</p>
        }
        .into_any();
    };
    let mut goals: Vec<(Uuid, &Goal)> = page.snapshot.goals().collect();
    goals.sort_by_key(|(id, goal)| (goal.position, *id));
    view! {
        <div class="card-head">
            <h2 id="plan">{words.plan}</h2>
            <p class="second">{say::revision_number(page.lang, revision.number)}</p>
        </div>
        {own_words(&revision.content.own_words)}
        <p class="inset"><b>{say::reply_to_revision(page.lang, first_name(&page.name), revision.number)}</b><br />{plan_reply(page.lang, revision)}</p>
        {goals.into_iter().map(|(id, goal)| stairs(page, id, goal)).collect_view()}
        {interventions(page.lang, revision)}
        <p class="ways">
            <a href=base.clone()>{words.whole_plan}</a>
            <a href=format!("{base}/revisions")>{words.older_revisions}</a>
        </p>
    }
    .into_any()
}

/// The citizen's words, before any of the staff's.
pub fn own_words(text: &str) -> AnyView {
    if text.is_empty() {
        return ().into_any();
    }
    view! { <figure class="own-words"><blockquote class="own-words-text"><p>{format!("»{text}«")}</p></blockquote></figure> }.into_any()
}

/// What the citizen answered to a revision.
pub fn plan_reply(lang: Lang, revision: &Revision) -> String {
    let words = Citizen::of(lang);
    let Some(reply) = &revision.reply else { return words.not_answered.to_owned() };
    let answer = say::plan_answer(lang, reply.answer);
    reply.text.as_ref().map_or_else(|| format!("{answer}."), |text| format!("{answer}: »{text}«"))
}

fn stairs(page: &CitizenPage, id: Uuid, goal: &Goal) -> AnyView {
    let (citizen, coordinator) = (goal.level(Party::Citizen), goal.level(Party::Coordinator));
    let (name, me) = (first_name(&page.name), first_name(&page.me));
    view! {
        <h3>{goal.text.title.clone()}</h3>
        <Staircase id=format!("g-{id}") citizen_level=citizen coordinator_level=coordinator
            citizen_name=name.to_owned() coordinator_name=me.to_owned() both_name=Citizen::of(page.lang).both.to_owned()
            title=say::levels(page.lang, name, citizen, me, coordinator) />
    }
    .into_any()
}

/// The drawing of a strand.
pub const fn strand_icon(strand: Strand) -> IconName {
    match strand {
        Strand::Health => IconName::Heart,
        Strand::Social => IconName::Home,
        Strand::Employment => IconName::Briefcase,
    }
}

fn interventions(lang: Lang, revision: &Revision) -> AnyView {
    let running = revision.content.interventions.iter().map(|one| &one.text);
    let running =
        running.filter(|one| !matches!(one.status, InterventionStatus::Completed | InterventionStatus::Stopped));
    let items = running.map(|one| intervention_item(lang, one)).collect_view();
    view! { <ul class="overview-help icon-list">{items}</ul> }.into_any()
}

fn intervention_item(lang: Lang, one: &Intervention) -> AnyView {
    let who = if one.provider.name.is_empty() { one.responsible.clone() } else { one.provider.name.clone() };
    view! {
        <li>
            <Icon name=strand_icon(one.strand) />
            <div>
                <p class="icon-list-name">{one.title.clone()}</p>
                <p class="icon-list-detail">{format!("{who} · {}", say::intervention_status(lang, one.status))}</p>
            </div>
        </li>
    }
    .into_any()
}

fn coming(page: &CitizenPage, words: &'static Citizen) -> AnyView {
    let base = format!("/staff/citizens/{}", page.citizen);
    let (lang, now) = (page.lang, page.snapshot.now);
    let mut next: Vec<_> =
        page.snapshot.appointments().filter(|(_, one)| one.is_booked() && one.ends_at() > now).collect();
    next.sort_by_key(|(id, one)| (one.starts_at(), *id));
    let items = next.into_iter().take(3).map(|(id, one)| {
        let reply = say::appointment_reply(lang, one.current_reply());
        let time = format!("{} {}", when::near_day_alone(lang, one.date, now.date()), when::at_clock(lang, one.start));
        view! {
            <li>
                <Icon name=IconName::Calendar />
                <div>
                    <p class="icon-list-name"><a href=format!("{base}/appointments/{}", AppointmentId(id))>{one.title.clone()}</a></p>
                    <p class="icon-list-detail">{format!("{time} · {reply}")}</p>
                </div>
            </li>
        }
    });
    let add = page.can_write.then(|| view! { <a href=format!("{base}/activities/new")>{words.new_activity}</a> });
    view! {
        <ul class="overview-help icon-list">{items.collect_view()}</ul>
        <p class="ways"><a href=format!("{base}/appointments")>{words.all_appointments}</a><a href=format!("{base}/activities")>{words.all_activities}</a>{add}</p>
    }
    .into_any()
}

/// "Se det, Karin ser": what each of the two sees, in words.
#[derive(Clone, Debug)]
pub struct SeenPage {
    /// The language.
    pub lang: Lang,
    /// Who.
    pub citizen: PersonId,
    /// The name.
    pub name: String,
    /// Whether the citizen shares what is recorded.
    pub shares: bool,
}

/// Draws the explanation.
pub fn seen_page(page: &SeenPage) -> AnyView {
    let words = Citizen::of(page.lang);
    let energy = if page.shares { words.seen_energy_on } else { words.seen_energy_off };
    view! {
        <div class="staff-head"><div>
            <a class="staff-head-way" href=format!("/staff/citizens/{}", page.citizen)>{page.name.clone()}</a>
            <h1>{say::what_sees(page.lang, first_name(&page.name))}</h1>
        </div></div>
        <div class="card rich">
            <h2>{words.seen_both}</h2>
            <ul><li>{words.seen_plan}</li><li>{words.seen_appointments}</li><li>{words.seen_messages}</li><li>{words.seen_log}</li></ul>
            <h2>{words.seen_energy}</h2>
            <p>{energy}</p>
            <h2>{words.seen_never}</h2>
            <p>{words.seen_survey}</p>
        </div>
    }
    .into_any()
}
