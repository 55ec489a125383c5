//! Beskeder across the caseload: who waits on whom, those who wait first.

use crate::text::Lang;
use crate::ui::icon::{Icon, IconName};
use chrono::NaiveDate;
use domain::id::PersonId;
use domain::time::Instant;
use leptos::prelude::*;

use super::text::Inbox;
use super::{say, when};

/// A conversation in the list.
#[derive(Clone, Debug)]
pub struct InboxRow {
    /// With whom.
    pub citizen: PersonId,
    /// Their name.
    pub name: String,
    /// When the last message was written; none where nobody wrote yet.
    pub last_at: Option<Instant>,
    /// Since when the citizen waits, and the promised day.
    pub waiting: Option<(Instant, Option<NaiveDate>)>,
}

/// The page.
#[derive(Clone, Debug)]
pub struct InboxPage {
    /// The language.
    pub lang: Lang,
    /// Now.
    pub now: Instant,
    /// The rows, in order.
    pub rows: Vec<InboxRow>,
}

/// Draws the page.
pub fn page(page: &InboxPage) -> AnyView {
    let words = Inbox::of(page.lang);
    let list = if page.rows.is_empty() {
        view! { <p class="card empty">{words.empty}</p> }.into_any()
    } else {
        view! { <ol class="worklist">{page.rows.iter().map(|row| line(page, words, row)).collect_view()}</ol> }
            .into_any()
    };
    let waiting = page.rows.iter().filter(|row| row.waiting.is_some()).count();
    view! {
        <div class="staff-head"><div><h1>{words.title}</h1><p class="staff-head-second">{say::inbox_second(page.lang, waiting)}</p></div></div>
        {list}
    }
    .into_any()
}

fn line(page: &InboxPage, words: &'static Inbox, row: &InboxRow) -> AnyView {
    let (lang, now) = (page.lang, page.now);
    let why = match (row.waiting, row.last_at) {
        (Some((since, by)), _) => say::promised(lang, since, by, now),
        (None, Some(_)) => words.waits_for_nobody.to_owned(),
        (None, None) => words.nobody_wrote.to_owned(),
    };
    let last = row.last_at.map(|at| when::capital(&when::moment(lang, at, now))).unwrap_or_default();
    let act = if row.waiting.is_some() { words.answer } else { words.open };
    let icon = if row.waiting.is_some() { IconName::Message } else { IconName::Check };
    view! {
        <li class="worklist-row">
            <Icon name=icon />
            <div>
                <h2 class="worklist-name"><a href=format!("/staff/citizens/{}", row.citizen)>{row.name.clone()}</a></h2>
                <p class="worklist-why">{why}</p>
            </div>
            <p class="worklist-when"><span>{words.last}</span><b>{last}</b></p>
            <p class="worklist-act">
                <a class="button button-outline" href=format!("/staff/citizens/{}/messages", row.citizen)>
                    {act}<span class="visually-hidden">": "{row.name.clone()}</span>
                </a>
            </p>
        </li>
    }
    .into_any()
}
