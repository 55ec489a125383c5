//! Every screen, rendered from one rich citizen, read as a browser without JavaScript reads it.

mod fixture;
mod html;
mod screens;

use super::page::{Assets, Page, page, shell};
use super::place::{About, Place, SurveyPage};
use crate::text::Lang;
use crate::ui::area::TextArea;
use domain::course::Phase;
use domain::form::{Fields, read};
use domain::id::AppointmentId;
use domain::refusal::Code;
use fixture::*;
use html::{attribute_values, forms};
use leptos::prelude::*;
use uuid::Uuid;

fn assets() -> Assets {
    Assets {
        css: "/pkg/app.css".into(),
        boot_js: "/pkg/boot.js".into(),
        app_js: "/pkg/app.js".into(),
        app_wasm: "/pkg/app_bg.wasm".into(),
        manifest: "/manifest.webmanifest".into(),
    }
}

fn get(place: Place) -> Page {
    page(&boot(vec![]), &place.path(), &assets())
}

/// The page without its data block.
#[expect(clippy::unwrap_used, reason = "tests")]
fn body(page: &Page) -> &str {
    page.html.split_once("<body>").unwrap().1
}

fn every_place() -> Vec<Place> {
    let survey = |page| Place::Survey(INVITATION, page);
    vec![
        Place::Today,
        Place::Plan,
        Place::Revision(1),
        Place::Week(None),
        Place::Week(Some(day("2026-12-07"))),
        Place::Day(day("2026-11-28")),
        Place::Day(day("2026-11-24")),
        Place::Appointments,
        Place::Appointment(APPOINTMENT),
        Place::Appointment(LATER),
        Place::Messages(None),
        Place::Messages(Some(About::Day)),
        Place::Messages(Some(About::Appointment(LATER))),
        Place::Surveys,
        survey(SurveyPage::Intro),
        survey(SurveyPage::Question(1)),
        survey(SurveyPage::Question(13)),
        survey(SurveyPage::All),
        survey(SurveyPage::Check),
        survey(SurveyPage::Receipt),
        Place::NewActivity(Some(day("2026-11-25"))),
        Place::Activity(walk_today()),
        Place::EditActivity(walk_today()),
        Place::Me,
        Place::Devices,
        Place::Privacy,
        Place::Waiting,
        Place::Help,
    ]
}

#[test]
fn every_screen_has_a_heading_the_frame_and_nothing_a_policy_forbids() {
    for place in every_place() {
        let page = get(place);
        let path = place.path();
        assert_eq!(page.status, 200, "{path}");
        let body = body(&page);
        assert!(body.contains("<h1"), "{path}");
        assert!(body.contains("12 34 56 78") && body.contains("Hjælp\u{a0}og kontakt"), "{path}");
        for forbidden in [" style=\"", "<style", " onclick=", "javascript:", " src=\"data:"] {
            assert!(!body.contains(forbidden), "{path}: {forbidden}");
        }
        assert!(!body.contains("<script"), "{path}: a script in the body");
    }
}

#[test]
fn ids_stand_once_and_what_refers_to_one_finds_it() {
    for place in every_place() {
        let page = get(place);
        let body = body(&page);
        let ids = attribute_values(body, "id");
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), ids.len(), "{}: {ids:?}", place.path());
        for name in ["for", "aria-labelledby", "aria-describedby"] {
            for value in attribute_values(body, name) {
                for id in value.split(' ').filter(|id| !id.is_empty()) {
                    assert!(ids.contains(&id), "{}: {name}={id}", place.path());
                }
            }
        }
    }
}

#[test]
fn every_form_is_a_command_with_an_id_and_a_way_back() {
    let mut kinds = Vec::new();
    for place in every_place() {
        let page = get(place);
        for form in forms(body(&page)) {
            if form.action == "/logout" {
                continue;
            }
            let kind = form.action.strip_prefix("/commands/").unwrap().to_owned();
            let mut ids = Vec::new();
            for fields in form.each_way_to_send() {
                let fields = Fields::new(fields).unwrap();
                assert!(fields.back().is_some() && fields.command().is_some(), "{} {kind}", place.path());
                ids.extend(fields.command());
                match read(&kind, &fields) {
                    Ok(_) => {}
                    // What a person has yet to write or choose.
                    Err(refusal) => assert_eq!(refusal.code, Code::Empty, "{} {kind} {refusal:?}", place.path()),
                }
            }
            assert!(!ids.is_empty(), "{} {kind}", place.path());
            kinds.push(kind);
        }
    }
    for kind in [
        "message.send",
        "checkin.record",
        "activity.add",
        "activity.edit",
        "activity.remove",
        "activity.record",
        "activity.move",
        "activity.split",
        "day.repace",
        "appointment.reply",
        "plan.reply",
        "goal.rate",
        "base.lower",
        "base.propose",
        "survey.submit",
        "survey.decline",
        "survey.save",
        "settings.set",
        "message.read",
    ] {
        assert!(kinds.iter().any(|found| found == kind), "no form for {kind}");
    }
}

#[test]
fn two_forms_of_one_page_never_share_an_id() {
    for place in every_place() {
        let page = get(place);
        let mut ids: Vec<String> = forms(body(&page)).into_iter().filter_map(|form| form.value("command")).collect();
        let all = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all, "{}", place.path());
    }
}

#[test]
fn nothing_personal_stands_in_an_address() {
    for place in every_place() {
        let page = get(place);
        for name in ["href", "action", "src"] {
            for value in attribute_values(&page.html, name) {
                let is_plain = value.chars().all(|c| c.is_ascii_alphanumeric() || "/-._?=#:+".contains(c));
                assert!(is_plain, "{}: {value}", place.path());
                for word in ["Karin", "Holm", "lys-vej", "papiret"] {
                    assert!(!value.contains(word), "{}: {value}", place.path());
                }
            }
        }
    }
}

#[test]
fn what_is_not_there_or_is_somebody_elses_is_404_in_kind_words() {
    let other = AppointmentId(Uuid::from_u128(404));
    for path in
        ["/nowhere", "//evil.example", "/plan/revisions/9", "/day/2026-02-30", &Place::Appointment(other).path()]
    {
        let page = page(&boot(vec![]), path, &assets());
        assert_eq!(page.status, 404, "{path}");
        assert!(body(&page).contains("Du har ikke gjort noget forkert."), "{path}");
    }
}

#[test]
fn after_the_course_everything_can_be_read_and_nothing_can_be_sent() {
    let ended = boot(vec![course_in(Phase::Ended)]);
    for place in every_place() {
        let page = page(&ended, &place.path(), &assets());
        assert_eq!(page.status, 200);
        for form in forms(body(&page)) {
            let is_allowed = ["/commands/settings.set", "/logout"].contains(&form.action.as_str());
            assert!(is_allowed, "{}: {}", place.path(), form.action);
        }
    }
    let today = page(&ended, "/", &assets());
    assert!(body(&today).contains("Dit forløb er slut. Du kan læse alt her til og med 22. februar 2027."));
    assert!(body(&today).contains("Ring til Mette 12 34 56 78"));
}

#[test]
fn the_choices_of_the_person_stand_on_the_root_and_english_is_complete() {
    let english = boot(vec![
        setting("language", "en"),
        setting("theme", "dark"),
        setting("text_size", "150"),
        setting("calm", "on"),
        setting("simple", "on"),
    ]);
    let today = page(&english, "/", &assets());
    assert!(
        today.html.contains("<html lang=\"en\" data-theme=\"dark\" data-text=\"150\" data-calm=\"\" data-simple=\"\">")
    );
    for place in every_place() {
        let page = page(&english, &place.path(), &assets());
        for danish in ["Hvordan", "Gjort", "Tilbage", "Beskeder", "Hjælp og", "Skriv til", "Kommer du"] {
            let found = body(&page).contains(danish);
            // What people and forms have written stays in its language.
            let is_theirs = danish == "Hvordan" && page.html.contains("Hvordan har dit forløb været?");
            assert!(!found || is_theirs, "{}: {danish}", place.path());
        }
    }
}

#[test]
fn the_data_block_cannot_be_ended_by_what_somebody_wrote() {
    let page = get(Place::Messages(None));
    let (_, rest) = page.html.split_once("id=\"boot\">").unwrap();
    let (json, _) = rest.split_once("</script>").unwrap();
    assert!(!json.contains('<') && json.contains("\\u003c/script>"));
    let boot: domain::wire::Boot = serde_json::from_str(json).unwrap();
    assert!(boot.snapshot().messages().any(|(_, message)| message.text == HOSTILE));
}

#[test]
fn the_shell_knows_nobody() {
    for lang in Lang::ALL {
        let html = shell(lang, &assets());
        assert!(html.contains("<body></body>") && html.contains("/pkg/boot.js"));
        assert!(!html.contains("id=\"boot\"") && !html.contains("Mette"));
        assert!(html.contains(&format!("<html lang=\"{}\">", lang.code())));
    }
}

#[test]
fn a_page_is_the_same_each_time_it_is_rendered() {
    for place in every_place() {
        assert_eq!(get(place).html, get(place).html, "{}", place.path());
    }
}

fn area(value: &str) -> String {
    Owner::new().with(|| {
        TextArea { id: "text".into(), name: "text".into(), value: value.into(), ..TextArea::default() }.view().to_html()
    })
}

#[test]
fn a_text_box_keeps_what_was_typed_to_the_letter() {
    for (typed, written) in [
        ("</textarea><script>", ">\n&lt;/textarea&gt;&lt;script&gt;</textarea>"),
        ("&amp;", ">\n&amp;amp;</textarea>"),
        ("\nfirst line is empty", ">\n\nfirst line is empty</textarea>"),
        ("", ">\n</textarea>"),
    ] {
        let html = area(typed);
        assert!(html.contains(written), "{typed:?}: {html}");
    }
}

#[test]
fn only_one_place_writes_a_text_box() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.join("citizen"), root.join("ui")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.components().any(|part| part.as_os_str() == "tests") {
                let text = std::fs::read_to_string(&path).unwrap();
                for forbidden in
                    ["Resource::", "<Suspense", "<Transition", "<ErrorBoundary", "ProtectedRoute", "Utc::now"]
                {
                    assert!(!text.contains(forbidden), "{}: {forbidden}", path.display());
                }
                if text.contains("<textarea") {
                    found.push(path);
                }
            }
        }
    }
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_form_keeps_its_id_from_render_to_render() {
    let page = get(Place::Messages(None));
    let send = forms(body(&page)).into_iter().find(|form| form.action == "/commands/message.send").unwrap();
    assert_eq!(send.value("command"), Some(form_id("message")));
}
