//! The frame of every citizen screen: who walks along, the five places, what there is to say about the
//! network. It knows the screens only by their places.

use super::place::{Place, Section};
use super::state::{Login, Network, State, with_port};
use crate::text::{Common, Lang, when};
use crate::ui::icon::{Icon, IconName};
use crate::ui::parts::{initials, live, tel};
use domain::course::Companion;
use domain::setting;
use domain::snapshot::Snapshot;
use leptos::prelude::*;

/// The language, looks and behaviour of the document, as attributes of its root.
pub fn attributes(snapshot: &Snapshot) -> [(&'static str, Option<String>); 5] {
    let said = |key: &str, silent: &str| {
        let value = snapshot.setting(key);
        (value != silent).then(|| value.to_owned())
    };
    let on = |key: &str| (snapshot.setting(key) == "on").then(String::new);
    [
        ("lang", Some(Lang::of(snapshot.setting(setting::LANGUAGE)).code().to_owned())),
        ("data-theme", said(setting::THEME, "system")),
        ("data-text", said(setting::TEXT_SIZE, "100")),
        ("data-calm", on(setting::CALM)),
        ("data-simple", on(setting::SIMPLE)),
    ]
}

/// The title of the document.
pub fn title(place: Place, lang: Lang) -> String {
    format!("{} – {}", place.title(lang).replace('\u{a0}', " "), Common::of(lang).app)
}

/// Keeps the document in step with the app: its title, its root's attributes, where the focus is.
#[cfg(not(feature = "hydrate"))]
pub fn follow(_state: State, _place: Memo<Place>, _lang: Memo<Lang>) {}

/// Keeps the document in step with the app: its title, its root's attributes, where the focus is.
#[cfg(feature = "hydrate")]
pub fn follow(state: State, place: Memo<Place>, lang: Memo<Lang>) {
    use leptos_router::location::{BrowserUrl, LocationProvider};
    use wasm_bindgen::JsCast;
    let provider = use_context::<BrowserUrl>();
    Effect::new(move |before: Option<Place>| {
        let here = place.get();
        document().set_title(&title(here, lang.get()));
        // The address changes once the new screen stands.
        if let Some(provider) = &provider {
            provider.ready_to_complete();
        }
        if before.is_some_and(|before| before != here) {
            let main = document().get_element_by_id("content");
            if let Some(main) = main.and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok()) {
                // Without focus the reading still begins at the top.
                let _ = main.focus();
            }
        }
        here
    });
    Effect::new(move |_| {
        let Some(root) = document().document_element() else {
            return;
        };
        for (name, value) in state.screen.with(|screen| attributes(screen)) {
            // The root takes any attribute; if it does not, the page looks as it did.
            let _ = match value {
                Some(value) => root.set_attribute(name, &value),
                None => root.remove_attribute(name),
            };
        }
    });
}

/// The person who walks along.
pub fn companion(snapshot: &Snapshot) -> Option<&Companion> {
    snapshot.course().map(|course| &course.companion).filter(|companion| !companion.author.name.is_empty())
}

/// The name of the coordinator, or "din koordinator".
pub fn coordinator(snapshot: &Snapshot, lang: Lang) -> String {
    companion(snapshot).map_or_else(|| Common::of(lang).your_coordinator.to_owned(), |who| who.author.name.clone())
}

/// The programme's word for the jobcenter.
pub fn jobcenter(snapshot: &Snapshot) -> String {
    snapshot.course().map(|course| course.jobcenter.clone()).unwrap_or_default()
}

/// Whether the citizen may still write.
pub fn is_open(snapshot: &Snapshot) -> bool {
    snapshot.course().is_none_or(|course| course.phase.is_open())
}

/// The companion header.
pub fn header(state: State, lang: Lang) -> AnyView {
    let t = Common::of(lang);
    let who = live(move || state.screen.with(|screen| person(screen, lang)));
    view! {
        <a class="skip-link" href="#content" rel="external">{t.skip}</a>
        <header class="companion-header">
            {who}
            <a class="help-pill" href="/help"><Icon name=IconName::Phone /><span>{t.help}</span></a>
        </header>
    }
    .into_any()
}

fn person(snapshot: &Snapshot, lang: Lang) -> AnyView {
    let Some(companion) = companion(snapshot) else {
        return view! { <div class="companion-header-person"><p class="companion-header-name">{Common::of(lang).app}</p></div> }
            .into_any();
    };
    let name = companion.author.name.clone();
    let hours = companion.from.zip(companion.to).map(|(from, to)| when::opening(lang, from, to));
    let phone = companion.phone.clone();
    let comma = if hours.is_some() && !phone.is_empty() { "," } else { "" };
    view! {
        <span class="initials" aria-hidden="true">{initials(&name)}</span>
        <div class="companion-header-person">
            <p class="companion-header-name">{name}</p>
            <p class="companion-header-reach">
                <span>{phone}{comma}</span>" "<span>{hours}</span>
            </p>
        </div>
    }
    .into_any()
}

/// The bottom bar, with the state line on it.
pub fn bottom(state: State, lang: Lang, place: Memo<Place>) -> AnyView {
    let t = Common::of(lang);
    let entry = move |section: Section, to: &'static str, icon: IconName, word: &'static str| {
        let current = move || (place.get().section() == Some(section)).then_some("page");
        view! {
            <li><a class="bottom-bar-place" href=to aria-current=current>
                <span class="bottom-bar-symbol"><Icon name=icon /></span><span>{word}</span>
            </a></li>
        }
        .into_any()
    };
    view! {
        <div class="bottom">
            <div role="status">{live(move || state_line(state, lang))}</div>
            <nav class="bottom-bar" aria-label=t.places>
                <ul class="bottom-bar-places">
                    {entry(Section::Today, "/", IconName::Today, t.today)}
                    {entry(Section::Plan, "/plan", IconName::Stairs, t.plan)}
                    {entry(Section::Week, "/week", IconName::Week, t.week)}
                    {entry(Section::Messages, "/messages", IconName::Message, t.messages)}
                    {entry(Section::Me, "/me", IconName::Me, t.me)}
                </ul>
            </nav>
        </div>
    }
    .into_any()
}

/// What there is to say about login, network and work on its way; nothing most of the time.
fn state_line(state: State, lang: Lang) -> AnyView {
    let t = Common::of(lang);
    let waiting = state.waiting.with(Vec::len);
    let rejected = state.rejected.with(Vec::len);
    if state.is_store_broken.get() {
        return line(IconName::Exclamation, t.store_broken.to_owned(), Some(way("/help", t.read_more.to_owned())));
    }
    if state.login.get() == Login::Ended {
        let to_login = view! { <a class="state-line-way" href="/login" rel="external">{t.log_in}</a> }.into_any();
        return line(IconName::Lock, t.log_in_again.to_owned(), Some(to_login));
    }
    if rejected > 0 {
        return line(IconName::Exclamation, Common::rejected(lang, rejected), Some(way("/waiting", t.see.to_owned())));
    }
    if state.network.get() == Network::Offline {
        let more = (waiting > 0).then(|| way("/waiting", Common::waiting_short(lang, waiting)));
        return line(IconName::NoNetwork, t.no_network.to_owned(), more);
    }
    if is_waiting_long(state) {
        let is_message = state.waiting.with(|all| all.iter().all(|one| one.command.kind() == "message.send"));
        let words = Common::waiting(lang, waiting, is_message);
        return line(IconName::PhoneSaved, words, Some(way("/waiting", t.see.to_owned())));
    }
    if state.is_update_ready.get() {
        let update = view! {
            <button class="state-line-way" type="button" on:click=|_| { with_port(|port| port.update()); }>{t.update}</button>
        };
        return line(IconName::Download, t.update_ready.to_owned(), Some(update.into_any()));
    }
    ().into_any()
}

/// What goes through at once is not worth a line; what still waits at the next minute is.
fn is_waiting_long(state: State) -> bool {
    let now = state.now.get();
    state.waiting.with(|waiting| waiting.first().is_some_and(|first| now.since(first.at) > 20_000))
}

fn way(to: &'static str, words: String) -> AnyView {
    view! { <a class="state-line-way" href=to>{words}</a> }.into_any()
}

fn line(icon: IconName, words: String, way: Option<AnyView>) -> AnyView {
    view! { <div class="state-line"><Icon name=icon /><p class="state-line-text">{words}</p>{way}</div> }.into_any()
}

/// A button that calls the coordinator; nothing without a number.
pub fn call_button(snapshot: &Snapshot, lang: Lang) -> AnyView {
    let Some(companion) = companion(snapshot).filter(|companion| !companion.phone.is_empty()) else {
        return ().into_any();
    };
    let words = Common::call(lang, crate::ui::parts::first_name(&companion.author.name), &companion.phone);
    view! {
        <a class="button button-outline button-wide below" href=tel(&companion.phone)><Icon name=IconName::Phone />{words}</a>
    }
    .into_any()
}

/// What stands where nothing is.
pub fn not_found(lang: Lang) -> AnyView {
    let t = Common::of(lang);
    view! {
        <h1 class="page-head">{t.not_found}</h1>
        <p>{t.not_found_text}</p>
        <p class="below"><a class="button" href="/">{t.to_today}</a></p>
    }
    .into_any()
}
