//! A citizen's devices, the way to a new one-time code, and the printed sheet with it.

use crate::text::Lang;
use crate::ui::icon::{Icon, IconName};
use domain::id::{DeviceId, PersonId};
use domain::time::Instant;
use leptos::prelude::*;
use uuid::Uuid;

use super::form::command_field;
use super::text::Devices;
use super::{say, when};

/// A device.
#[derive(Clone, Debug)]
pub struct DeviceRow {
    /// Which.
    pub id: DeviceId,
    /// What it calls itself.
    pub label: String,
    /// When it was last here.
    pub seen_at: Instant,
}

/// The page.
#[derive(Clone, Debug)]
pub struct DevicesPage {
    /// The language.
    pub lang: Lang,
    /// Now.
    pub now: Instant,
    /// Whose.
    pub citizen: PersonId,
    /// The name.
    pub name: String,
    /// The username.
    pub username: String,
    /// The devices.
    pub devices: Vec<DeviceRow>,
    /// The id of the form for a new code.
    pub command: Uuid,
}

/// Draws the page.
pub fn page(page: &DevicesPage) -> AnyView {
    let words = Devices::of(page.lang);
    let base = format!("/staff/citizens/{}", page.citizen);
    let rows = page.devices.iter().map(|device| row(page, words, device)).collect_view();
    let list = if page.devices.is_empty() {
        view! { <p class="card empty">{words.none}</p> }.into_any()
    } else {
        view! { <ul class="worklist">{rows}</ul> }.into_any()
    };
    view! {
        <div class="staff-head"><div>
            <a class="staff-head-way" href=base.clone()>{page.name.clone()}</a>
            <h1>{words.title}</h1>
            <p class="staff-head-second">{format!("{}: {}", words.username, page.username)}</p>
        </div></div>
        {list}
        <section class="card below" aria-labelledby="code">
            <h2 id="code">{words.new_code}</h2>
            <p>{words.new_code_what}</p>
            <form method="post" action=format!("{base}/sheet") class="below">
                {command_field(page.command)}
                <button class="button" type="submit">{words.make_sheet}</button>
            </form>
        </section>
    }
    .into_any()
}

fn row(page: &DevicesPage, words: &'static Devices, device: &DeviceRow) -> AnyView {
    let seen = say::last_seen(page.lang, &when::moment(page.lang, device.seen_at, page.now));
    view! {
        <li class="worklist-row">
            <Icon name=IconName::PhoneSaved />
            <div><h2 class="worklist-name">{device.label.clone()}</h2><p class="worklist-why">{seen}</p></div>
            <form class="worklist-act" method="post" action=format!("/staff/citizens/{}/devices/{}/end", page.citizen, device.id)>
                <button class="button button-outline" type="submit">{words.end}<span class="visually-hidden">": "{device.label.clone()}</span></button>
            </form>
        </li>
    }
    .into_any()
}

/// The sheet to print: shown once.
#[derive(Clone, Debug)]
pub struct SheetPage {
    /// The language of the citizen.
    pub lang: Lang,
    /// The name.
    pub name: String,
    /// Whom to call.
    pub coordinator: String,
    /// The number.
    pub phone: String,
    /// The address.
    pub address: String,
    /// The username.
    pub username: String,
    /// The code, as it is typed.
    pub code: String,
    /// The last moment at which it works.
    pub expires_at: Instant,
    /// Now.
    pub now: Instant,
    /// Where the way back leads.
    pub back: String,
}

/// Draws the sheet.
pub fn sheet_page(page: &SheetPage) -> AnyView {
    let words = Devices::of(page.lang);
    let today = page.now.date();
    let until = when::full_day(page.lang, page.expires_at.date(), today);
    view! {
        <div class="staff-head"><div>
            <h1>{words.sheet_title}</h1>
            <p class="staff-head-second">{page.name.clone()}</p>
        </div></div>
        <section class="card rich">
            <ol>
                <li>{words.sheet_go}<br /><b>{page.address.clone()}</b></li>
                <li>{words.sheet_username}<br /><b class="field-code">{page.username.clone()}</b></li>
                <li>{words.sheet_code}<br /><b class="field-code">{page.code.clone()}</b></li>
                <li>{words.sheet_choose}</li>
            </ol>
            <p>{say::code_until(page.lang, &until)}</p>
            <p>{say::call(page.lang, &page.coordinator, &page.phone)}</p>
        </section>
        <p class="no-print below">{words.once}" "<a class="way-on" href=page.back.clone()>{words.back}</a></p>
    }
    .into_any()
}
