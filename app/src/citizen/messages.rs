//! The conversation with the coordinator: states that nobody has to guess, a promise, and what to know
//! before writing.

use super::ended;
use super::frame::{self, coordinator, is_open, jobcenter};
use super::place::About;
use super::state::{Network, State, with_port};
use crate::text::{Common, Lang, MessageTexts, PlanTexts, when};
use crate::ui::area::TextArea;
use crate::ui::drawing::MessageSteps;
use crate::ui::form::{Faults, Form};
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{Field, live, page_head, tel};
use chrono::NaiveDate;
use domain::command::Command;
use domain::id::{MessageId, ThreadId};
use domain::message::{Message, Progress};
use domain::snapshot::{Snapshot, window};
use leptos::prelude::*;
use uuid::Uuid;

/// The name under which the half-written message is kept.
pub const DRAFT: &str = "message";

/// What the box and the thread share: a text that goes back into the box.
#[derive(Clone, Copy)]
struct Box {
    fill: RwSignal<Option<String>>,
    taken_back: RwSignal<Option<String>>,
}

/// The screen.
pub fn view(state: State, lang: Lang, about: Option<About>) -> AnyView {
    let shared = Box { fill: RwSignal::new(None), taken_back: RwSignal::new(None) };
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
    Effect::new(move |_| {
        if !state.is_running.get() {
            return;
        }
        let unread: Vec<Uuid> = state.screen.with(|screen| {
            screen.messages().filter(|(_, one)| !one.own && one.seen_at.is_none()).map(|(id, _)| id).collect()
        });
        for id in unread {
            let command = Command::MessageRead { message: MessageId(id) };
            with_port(|port| port.issue(command, None, std::boxed::Box::new(|_| {})));
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
            let (icon, words) = super::waiting::words(lang, one, &name);
            let moment = MessageTexts::written(lang, &when::moment(lang, one.at, today));
            view! { <li><Icon name=icon /><div><p>{words}</p><p class="icon-list-detail">{moment}</p></div></li> }.into_any()
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
fn threads(state: State, screen: &Snapshot, lang: Lang, shared: Box) -> AnyView {
    let t = MessageTexts::of(lang);
    let first = ThreadId::first_of(screen.citizen);
    let mut all: Vec<(ThreadId, Option<String>)> =
        screen.threads().map(|(id, thread)| (ThreadId(id), thread.subject.clone())).filter(|(id, _)| *id != first).collect();
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
    shared: Box,
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
    shared: Box,
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

/// Gemt – Sendt – Set – Besvaret for the newest own message; older ones only their last state.
fn own_state(
    state: State,
    screen: &Snapshot,
    lang: Lang,
    id: Uuid,
    one: &Message,
    is_newest_own: bool,
    shared: Box,
) -> AnyView {
    let t = MessageTexts::of(lang);
    let (reached, word) = match one.progress() {
        Progress::Stored => (0_u8, t.on_phone),
        Progress::Sent => (1, t.sent),
        Progress::Seen => (2, t.seen),
        Progress::Answered => (3, t.answered),
    };
    if !is_newest_own && reached > 0 {
        return view! { <p class="message-state"><Icon name=IconName::Check />{word}</p> }.into_any();
    }
    let words = [t.stored, t.sent, t.seen, t.answered].map(str::to_owned);
    let after = match (reached, one.answer_by) {
        (0, _) => on_phone(state, lang, id, &one.text, shared),
        (1 | 2, Some(day)) => {
            let (before, bold) = MessageTexts::promise(lang, &when::day_in_words(lang, day, screen.today()));
            view! { <p class="message-state"><Icon name=IconName::Clock /><span>{before}<b>{bold}</b></span></p> }.into_any()
        }
        _ => ().into_any(),
    };
    view! { <MessageSteps words=words reached=reached label=t.its_way.to_owned() />{after} }.into_any()
}

/// A message on the phone: change it, or take it back.
fn on_phone(state: State, lang: Lang, id: Uuid, text: &str, shared: Box) -> AnyView {
    let t = MessageTexts::of(lang);
    let command = state.waiting.with(|waiting| {
        waiting.iter().find(|one| MessageId::of_command(one.id) == MessageId(id)).map(|one| one.id)
    });
    let ways = command.map(|command| {
        let (edit, undo) = (text.to_owned(), text.to_owned());
        let change = move |_| {
            let text = edit.clone();
            with_port(|port| {
                port.cancel(command);
                port.keep_draft(DRAFT, &text);
            });
            shared.fill.set(Some(text));
        };
        let take_back = move |_| {
            with_port(|port| port.cancel(command));
            shared.taken_back.set(Some(undo.clone()));
        };
        let c = Common::of(lang);
        view! {
            <p class="message-ways">
                <button class="button button-words" type="button" on:click=change>{c.edit}</button>
                <button class="button button-words" type="button" on:click=take_back>{c.undo}</button>
            </p>
        }
    });
    view! { <p class="message-state"><Icon name=IconName::PhoneSaved />{t.on_phone}</p>{ways} }.into_any()
}

fn taken_back(lang: Lang, shared: Box) -> AnyView {
    let t = MessageTexts::of(lang);
    let Some(text) = shared.taken_back.get() else { return ().into_any() };
    let fetch = move |_| {
        shared.fill.set(Some(text.clone()));
        shared.taken_back.set(None);
    };
    view! {
        <div class="undo below" role="status">
            <p>{t.not_sent}</p>
            <button class="button button-words" type="button" on:click=fetch>{t.fetch_text}</button>
        </div>
    }
    .into_any()
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

/// Who reads it, what it is not for, when an answer comes; then the box.
fn composer(state: State, lang: Lang, about: Option<About>, shared: Box) -> AnyView {
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
    let send = move || if state.network.get() == Network::Online { t.send } else { t.save_and_send_later };
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

fn above_the_box(screen: &Snapshot, lang: Lang) -> AnyView {
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
pub fn crisis_line(screen: &Snapshot, lang: Lang) -> AnyView {
    let lines = super::help::crisis_lines(screen);
    let (begin, or) = MessageTexts::not_urgent(lang);
    let last = lines.len().saturating_sub(1);
    let parts: Vec<AnyView> = lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let between = if index == 0 { "" } else if index == last { or } else { ", " };
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
fn beginning(screen: &Snapshot, lang: Lang, about: Option<About>) -> String {
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

