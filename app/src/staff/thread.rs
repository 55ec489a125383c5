//! A conversation as the coordinator reads it. Reading marks nothing as seen: that takes the button, or
//! an answer.

use crate::text::Lang;
use crate::ui::icon::{Icon, IconName};
use chrono::NaiveDate;
use domain::id::PersonId;
use domain::message::Message;
use domain::time::Instant;
use leptos::prelude::*;
use uuid::Uuid;

use super::form::{Draw, FieldError, Typed, command_field, hidden};
use super::lix::{Heaviness, heaviness, lix};
use super::text::Messages;
use super::{say, when};

/// The box to answer in.
#[derive(Clone, Debug, Default)]
pub struct ReplyBox {
    /// The id of this form.
    pub command: Uuid,
    /// The newest message that the page shows, so that an answer says what it answers.
    pub answers: Option<Uuid>,
    /// What was typed.
    pub typed: Typed,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// Whether nobody may write: the course is over.
    pub is_closed: bool,
}

/// The page of the whole conversation.
#[derive(Clone, Debug)]
pub struct ThreadPage {
    /// The language.
    pub lang: Lang,
    /// Now.
    pub now: Instant,
    /// Whose.
    pub citizen: PersonId,
    /// The citizen's name.
    pub name: String,
    /// Messages, oldest first.
    pub messages: Vec<(Uuid, Message)>,
    /// The moment before which there are older ones.
    pub older: Option<Instant>,
    /// Whether this shows older ones.
    pub is_older: bool,
    /// Since when the citizen waits, and the promised day.
    pub waiting: Option<(Instant, Option<NaiveDate>)>,
    /// The id of the form that marks as seen.
    pub seen_command: Uuid,
    /// The box.
    pub reply: ReplyBox,
}

/// The first name, as one speaks of somebody.
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// Draws the page.
pub fn page(page: &ThreadPage) -> AnyView {
    let words = Messages::of(page.lang);
    let base = format!("/staff/citizens/{}", page.citizen);
    let older = page.older.map(|before| {
        view! { <p><a class="way-on" href=format!("{base}/messages?before={}", before.0)><Icon name=IconName::ChevronUp />{words.older}</a></p> }
    });
    let newest =
        page.is_older.then(|| view! { <p><a class="way-on" href=format!("{base}/messages")>{words.newest}</a></p> });
    let end = (!page.is_older).then(|| {
        view! {
            {waiting_line(page.lang, page.waiting, page.now)}
            {seen_form(page, words)}
            {reply_form(page.lang, page.citizen, &page.name, &page.reply, page.now)}
        }
    });
    view! {
        <div class="staff-head"><div>
            <a class="staff-head-way" href=base.clone()>{page.name.clone()}</a>
            <h1>{words.title}</h1>
            <p class="staff-head-second">{words.peek}</p>
        </div></div>
        <section class="card" data-live="thread" aria-label=words.title>
            {older}
            {thread(page.lang, &page.messages, page.now)}
            {newest}
            {end}
        </section>
    }
    .into_any()
}

/// The messages, oldest first.
pub fn thread(lang: Lang, messages: &[(Uuid, Message)], now: Instant) -> AnyView {
    if messages.is_empty() {
        return view! { <p class="empty">{Messages::of(lang).empty}</p> }.into_any();
    }
    let items = messages.iter().map(|(id, message)| speech(lang, *id, message, now)).collect_view();
    view! { <ol class="thread">{items}</ol> }.into_any()
}

fn speech(lang: Lang, id: Uuid, message: &Message, now: Instant) -> AnyView {
    let class = if message.own { "message" } else { "message message-own" };
    let role = [message.author.role.as_str(), message.author.organisation.as_str()];
    let role: Vec<&str> = role.into_iter().filter(|part| !part.is_empty() && !message.own).collect();
    let role = if role.is_empty() { String::new() } else { format!(", {}", role.join(", ")) };
    let behalf = message.on_behalf.as_ref().map(|staff| {
        view! { <p class="message-role">{say::on_behalf(lang, &staff.name)}</p> }
    });
    let state = say::message_state(lang, message, now)
        .map(|words| view! { <p class="message-state"><Icon name=IconName::Check /><span>{words}</span></p> });
    view! {
        <li class=class id=format!("m-{id}")>
            <p class="message-who"><b>{message.author.name.clone()}</b>{role}" · "<time>{when::moment(lang, message.at, now)}</time></p>
            {behalf}
            <div class="message-speech"><p>{message.text.clone()}</p></div>
            {state}
        </li>
    }
    .into_any()
}

/// What was promised, while somebody waits.
pub fn waiting_line(lang: Lang, waiting: Option<(Instant, Option<NaiveDate>)>, now: Instant) -> AnyView {
    let line = waiting.map(|(since, by)| {
        view! { <p class="message-state"><Icon name=IconName::Clock /><span>{say::promised(lang, since, by, now)}</span></p> }
    });
    line.into_any()
}

fn seen_form(page: &ThreadPage, words: &'static Messages) -> AnyView {
    let Some(newest) = page.messages.iter().rev().find(|(_, message)| message.own && message.seen_at.is_none()) else {
        return ().into_any();
    };
    view! {
        <form method="post" action=format!("/staff/citizens/{}/messages/seen", page.citizen)>
            {command_field(page.seen_command)}{hidden("message", &newest.0.to_string())}
            <button class="button button-words" type="submit"><Icon name=IconName::Eye />{words.mark_seen}</button>
        </form>
    }
    .into_any()
}

/// The box to answer in, on the citizen's page and under the conversation.
pub fn reply_form(lang: Lang, citizen: PersonId, name: &str, reply: &ReplyBox, now: Instant) -> AnyView {
    let words = Messages::of(lang);
    if reply.is_closed {
        return view! { <p class="inset">{words.closed}</p> }.into_any();
    }
    let draw = Draw { lang, typed: &reply.typed, errors: &reply.errors, prefix: "" };
    let label = say::reply_label(lang, first_name(name));
    let answers = reply.answers.map(|id| hidden("answers", &id.to_string()));
    let hint = lix_line(lang, reply.typed.get("text"));
    let time = say::sent_hours(lang, now);
    view! {
        <form class="below" id="reply" method="post" action=format!("/staff/citizens/{citizen}/messages") data-draft=format!("reply-{citizen}")
            data-lix=[Heaviness::VeryEasy, Heaviness::Easy, Heaviness::Medium, Heaviness::Hard].map(|one| say::heaviness(lang, one)).join(",")>
            {draw.summary(&[("text", &label)])}
            {command_field(reply.command)}{answers}
            {draw.area("text", &label, &format!("{hint} {time}"), 3)}
            <p class="second">{words.who_reads}</p>
            <div class="buttons below">
                <button class="button" type="submit" name="action" value="send">{words.send}</button>
                <button class="button button-outline" type="submit" name="action" value="check">{words.check}</button>
            </div>
        </form>
    }
    .into_any()
}

fn lix_line(lang: Lang, text: &str) -> String {
    lix(text).map_or_else(
        || Messages::of(lang).lix_none.to_owned(),
        |number| format!("LIX {number}, {}.", say::heaviness(lang, heaviness(number))),
    )
}
