//! The conversation with the coordinator: states that nobody has to guess, a promise, and what to know
//! before writing.

mod composer;
mod own;

use crate::citizen::ended;
use crate::citizen::frame::{self, coordinator, is_open};
use crate::citizen::place::About;
use crate::citizen::state::{Network, State};
use crate::text::{Common, Lang, MessageTexts, when};
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{live, page_head};
use chrono::NaiveDate;
use composer::composer;
use domain::command::Command;
use domain::id::ThreadId;
use domain::message::Message;
use domain::snapshot::{Snapshot, window};
use leptos::prelude::*;
use own::{own_state, taken_back};
use uuid::Uuid;

/// The name under which the half-written message is kept.
pub const DRAFT: &str = "message";

/// What the box and the thread share: a text that goes back into the box.
#[derive(Clone, Copy)]
struct Shared {
    fill: RwSignal<Option<String>>,
    taken_back: RwSignal<Option<String>>,
}

/// The screen.
pub fn view(state: State, lang: Lang, about: Option<About>) -> AnyView {
    let shared = Shared { fill: RwSignal::new(None), taken_back: RwSignal::new(None) };
    let name = Memo::new(move |_| state.screen.with(|screen| coordinator(screen, lang)));
    mark_read(state);
    let may_write = Memo::new(move |_| state.screen.with(|screen| is_open(screen)));
    view! {
        {page_head(Common::of(lang).messages, None)}
        <p class="page-lead">{move || MessageTexts::you_and(lang, &name.get())}</p>
        {ended::notice(state, lang)}
        {live(move || waiting_card(state, lang))}
        {live(move || state.screen.with(|screen| threads(state, screen, lang, shared)))}
        {live(move || taken_back(lang, shared))}
        {live(move || urgent(state, lang))}
        {move || if may_write.get() { composer(state, lang, about, shared) } else { closed(lang) }}
    }
    .into_any()
}

/// What has been shown has been read; the other side's page needs no guess.
#[cfg(not(feature = "hydrate"))]
fn mark_read(_state: State) {}

/// What has been shown has been read; the other side's page needs no guess.
#[cfg(feature = "hydrate")]
fn mark_read(state: State) {
    use crate::citizen::state::with_port;
    use domain::id::MessageId;
    Effect::new(move |_| {
        if !state.is_running.get() {
            return;
        }
        let unread: Vec<Uuid> = state.screen.with(|screen| {
            screen.messages().filter(|(_, one)| !one.own && one.seen_at.is_none()).map(|(id, _)| id).collect()
        });
        for id in unread {
            let command = Command::MessageRead { message: MessageId(id) };
            with_port(|port| port.issue(command, None, Box::new(|_| {})));
        }
    });
}

fn closed(lang: Lang) -> AnyView {
    view! { <p class="second below-more">{MessageTexts::of(lang).you_can_read}</p> }.into_any()
}

/// What waits, in words, while there is no network.
fn waiting_card(state: State, lang: Lang) -> AnyView {
    let t = MessageTexts::of(lang);
    let waiting = state.waiting.get();
    let shown: Vec<_> = waiting.iter().filter(|one| !matches!(one.command, Command::MessageRead { .. })).collect();
    if shown.is_empty() || state.network.get() == Network::Online {
        return ().into_any();
    }
    let (today, name) = state.screen.with(|screen| (screen.today(), coordinator(screen, lang)));
    let rows: Vec<AnyView> = shown
        .iter()
        .take(6)
        .map(|one| {
            let (icon, words) = crate::citizen::waiting::words(lang, one, &name);
            let moment = MessageTexts::written(lang, &when::moment(lang, one.at, today));
            view! { <li><Icon name=icon /><div><p>{words}</p><p class="icon-list-detail">{moment}</p></div></li> }
                .into_any()
        })
        .collect();
    view! {
        <section class="card card-dashed" aria-labelledby="waiting">
            <h2 id="waiting">{MessageTexts::waiting_heading(lang, shown.len())}</h2>
            <ul class="icon-list below">{rows}</ul>
            <p class="below">{t.waiting_why}</p>
        </section>
    }
    .into_any()
}

/// The first thread and those with a subject, each with its days.
fn threads(state: State, screen: &Snapshot, lang: Lang, shared: Shared) -> AnyView {
    let t = MessageTexts::of(lang);
    let first = ThreadId::first_of(screen.citizen);
    let mut all: Vec<(ThreadId, Option<String>)> = screen
        .threads()
        .map(|(id, thread)| (ThreadId(id), thread.subject.clone()))
        .filter(|(id, _)| *id != first)
        .collect();
    all.push((first, None));
    let views: Vec<AnyView> = all
        .into_iter()
        .filter_map(|(id, subject)| {
            let messages = screen.messages_of(id);
            (!messages.is_empty()).then(|| thread(state, screen, lang, subject, &messages, shared))
        })
        .collect();
    if views.is_empty() {
        return view! { <p class="empty">{t.none_yet}</p> }.into_any();
    }
    views.into_any()
}

fn thread(
    state: State,
    screen: &Snapshot,
    lang: Lang,
    subject: Option<String>,
    messages: &[(Uuid, &Message)],
    shared: Shared,
) -> AnyView {
    let newest_own = messages.iter().rev().find(|(_, one)| one.own).map(|(id, _)| *id);
    let is_cut = messages.len() >= window::MESSAGES;
    let days: Vec<AnyView> = by_day(messages)
        .into_iter()
        .map(|(date, of_day)| {
            let heading = format!("day-{date}-{}", of_day.first().map_or_else(Uuid::nil, |(id, _)| *id));
            let rows: Vec<AnyView> = of_day
                .iter()
                .map(|(id, one)| message(state, screen, lang, *id, one, newest_own == Some(*id), shared))
                .collect();
            view! {
                <section aria-labelledby=heading>
                    <h2 class="thread-day" id=heading.clone()>{when::day_in_words(lang, date, screen.today())}</h2>
                    <ol class="thread">{rows}</ol>
                </section>
            }
            .into_any()
        })
        .collect();
    view! {
        {subject.map(|subject| view! { <h2 class="section">{subject}</h2> })}
        {is_cut.then(|| view! { <p class="second">{MessageTexts::of(lang).newest_only}</p> })}
        {days}
    }
    .into_any()
}

type DayOf<'a> = (NaiveDate, Vec<(Uuid, &'a Message)>);

fn by_day<'a>(messages: &[(Uuid, &'a Message)]) -> Vec<DayOf<'a>> {
    let mut days: Vec<DayOf<'a>> = Vec::new();
    for (id, message) in messages {
        let date = message.at.date();
        match days.last_mut().filter(|(day, _)| *day == date) {
            Some((_, of_day)) => of_day.push((*id, *message)),
            None => days.push((date, vec![(*id, *message)])),
        }
    }
    days
}

fn message(
    state: State,
    screen: &Snapshot,
    lang: Lang,
    id: Uuid,
    one: &Message,
    is_newest_own: bool,
    shared: Shared,
) -> AnyView {
    let t = MessageTexts::of(lang);
    let is_waiting = one.own && one.sent_at.is_none();
    let class = match (one.own, is_waiting) {
        (false, _) => "message",
        (true, false) => "message message-own",
        (true, true) => "message message-own message-waiting",
    };
    let who = if one.own { t.you.to_owned() } else { one.author.name.clone() };
    let role = [one.author.role.as_str(), one.author.organisation.as_str()];
    let role = role.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let role = (!one.own && !role.is_empty()).then_some(role);
    let behalf = one.on_behalf.as_ref().map(|author| format!("{} {}", t.written_by, author.name));
    let time = when::clock_label(lang, one.at.local().time());
    view! {
        <li class=class>
            <p class="message-who"><b>{who}</b>" · "<time>{time}</time></p>
            {role.map(|role| view! { <p class="message-role">{role}</p> })}
            {behalf.map(|words| view! { <p class="message-role">{words}</p> })}
            <div class="message-speech"><p dir="auto">{one.text.clone()}</p></div>
            {files(lang, one)}
            {if one.own { own_state(state, screen, lang, id, one, is_newest_own, shared) } else { read_form(state, lang, id, one) }}
        </li>
    }
    .into_any()
}

fn files(lang: Lang, one: &Message) -> Vec<AnyView> {
    one.files
        .iter()
        .map(|file| {
            let to = format!("/api/v1/files/{}", file.id);
            let label = format!("{}: {}", MessageTexts::of(lang).file, file.name);
            view! { <p><a class="message-attachment" href=to rel="external"><Icon name=IconName::Clip />{label}</a></p> }.into_any()
        })
        .collect()
}

/// Without the app, a person says so by hand.
fn read_form(state: State, lang: Lang, id: Uuid, one: &Message) -> AnyView {
    if one.seen_at.is_some() || state.is_running.get() || !state.screen.with(|screen| is_open(screen)) {
        return ().into_any();
    }
    let button = view! { <button class="button button-words" type="submit">{MessageTexts::of(lang).read_it}</button> };
    Form::new(lang, "message.read", format!("read:{id}"), "/messages").with("message", id).view(button)
}

/// A phone call needs no network.
fn urgent(state: State, lang: Lang) -> AnyView {
    let t = MessageTexts::of(lang);
    if state.network.get() == Network::Online {
        return ().into_any();
    }
    view! {
        <section class="card below-more" aria-labelledby="urgent">
            <h2 id="urgent">{t.urgent_title}</h2>
            <p>{t.urgent_call}</p>
            {state.screen.with(|screen| frame::call_button(screen, lang))}
        </section>
    }
    .into_any()
}
