//! What the person has written: how far it has come, and what can be done while it is on the phone.

use super::{DRAFT, Shared};
use crate::citizen::state::{State, with_port};
use crate::text::{Common, Lang, MessageTexts, when};
use crate::ui::drawing::MessageSteps;
use crate::ui::icon::{Icon, IconName};
use domain::id::MessageId;
use domain::message::{Message, Progress};
use domain::snapshot::Snapshot;
use leptos::prelude::*;
use uuid::Uuid;

/// Gemt – Sendt – Set – Besvaret for the newest own message; older ones only their last state.
pub(super) fn own_state(
    state: State,
    screen: &Snapshot,
    lang: Lang,
    id: Uuid,
    one: &Message,
    is_newest_own: bool,
    shared: Shared,
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
            view! { <p class="message-state"><Icon name=IconName::Clock /><span>{before}<b>{bold}</b></span></p> }
                .into_any()
        }
        _ => ().into_any(),
    };
    view! { <MessageSteps words=words reached=reached label=t.its_way.to_owned() />{after} }.into_any()
}

/// A message on the phone: change it, or take it back.
pub(super) fn on_phone(state: State, lang: Lang, id: Uuid, text: &str, shared: Shared) -> AnyView {
    let t = MessageTexts::of(lang);
    let command = state
        .waiting
        .with(|waiting| waiting.iter().find(|one| MessageId::of_command(one.id) == MessageId(id)).map(|one| one.id));
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

pub(super) fn taken_back(lang: Lang, shared: Shared) -> AnyView {
    let t = MessageTexts::of(lang);
    let Some(text) = shared.taken_back.get() else {
        return ().into_any();
    };
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
