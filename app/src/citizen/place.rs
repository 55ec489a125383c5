//! Where in the app a person is: paths to places and back. A path holds ids and dates, never words of a
//! person. It knows no snapshot.

use crate::text::{ActivityTexts, Common, DayTexts, Lang, MeTexts, MessageTexts, PlanTexts, PrivacyTexts, SurveyTexts};
use chrono::NaiveDate;
use domain::id::{AppointmentId, InvitationId, OccurrenceId};

/// A page of a questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SurveyPage {
    /// What it is about.
    Intro,
    /// One question, counted from 1 among the screens that the answers lead to.
    Question(usize),
    /// Every question on one page.
    All,
    /// "Tjek dine svar".
    Check,
    /// After sending.
    Receipt,
}

/// What a message is to be about, as a beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// A bad day.
    Day,
    /// The citizen's own words on the plan.
    OwnWords,
    /// An appointment.
    Appointment(AppointmentId),
}

/// A place in the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// I dag.
    Today,
    /// Min plan.
    Plan,
    /// An older version of the plan.
    Revision(u32),
    /// A week: the one that holds the day, or the present one.
    Week(Option<NaiveDate>),
    /// A day.
    Day(NaiveDate),
    /// All appointments.
    Appointments,
    /// One appointment.
    Appointment(AppointmentId),
    /// The messages.
    Messages(Option<About>),
    /// The questionnaires.
    Surveys,
    /// One questionnaire.
    Survey(InvitationId, SurveyPage),
    /// Adding an activity, perhaps on a day.
    NewActivity(Option<NaiveDate>),
    /// An activity on its day.
    Activity(OccurrenceId),
    /// Changing an activity.
    EditActivity(OccurrenceId),
    /// Mig.
    Me,
    /// The way to the list of devices.
    Devices,
    /// Dine data.
    Privacy,
    /// What waits to be sent.
    Waiting,
    /// Hjælp og kontakt.
    Help,
    /// No such place.
    NotFound,
}

/// The five places of the bottom bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// I dag.
    Today,
    /// Plan.
    Plan,
    /// Uge.
    Week,
    /// Beskeder.
    Messages,
    /// Mig.
    Me,
}

impl Place {
    /// The place of a path and its query string.
    pub fn parse(path: &str, query: &str) -> Self {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        Self::of_parts(&parts, query).unwrap_or(Self::NotFound)
    }

    /// The place of what a browser asks for.
    pub fn of(path_and_query: &str) -> Self {
        let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
        Self::parse(path, query)
    }

    fn of_parts(parts: &[&str], query: &str) -> Option<Self> {
        let date = |name: &str| value(query, name).and_then(|text| text.parse().ok());
        Some(match parts {
            [] => Self::Today,
            ["plan"] => Self::Plan,
            ["plan", "revisions", number] => Self::Revision(number.parse().ok()?),
            ["week"] => Self::Week(date("from")),
            ["day", day] => Self::Day(day.parse().ok()?),
            ["appointments"] => Self::Appointments,
            ["appointments", id] => Self::Appointment(id.parse().ok()?),
            ["messages"] => Self::Messages(value(query, "about").and_then(About::of)),
            ["survey"] => Self::Surveys,
            ["survey", id] => Self::Survey(id.parse().ok()?, SurveyPage::Intro),
            ["survey", id, page] => Self::Survey(id.parse().ok()?, SurveyPage::of(page)?),
            ["activities", "new"] => Self::NewActivity(date("date")),
            ["activities", id] => Self::Activity(id.parse().ok()?),
            ["activities", id, "edit"] => Self::EditActivity(id.parse().ok()?),
            ["me"] => Self::Me,
            ["me", "devices"] => Self::Devices,
            ["me", "privacy"] => Self::Privacy,
            ["waiting"] => Self::Waiting,
            ["help"] => Self::Help,
            _ => return None,
        })
    }

    /// Its path, with the query.
    pub fn path(self) -> String {
        let dated = |path: &str, name: &str, date: Option<NaiveDate>| {
            date.map_or_else(|| path.to_owned(), |date| format!("{path}?{name}={date}"))
        };
        match self {
            Self::Today => "/".to_owned(),
            Self::Plan => "/plan".to_owned(),
            Self::Revision(number) => format!("/plan/revisions/{number}"),
            Self::Week(from) => dated("/week", "from", from),
            Self::Day(date) => format!("/day/{date}"),
            Self::Appointments => "/appointments".to_owned(),
            Self::Appointment(id) => format!("/appointments/{id}"),
            Self::Messages(None) => "/messages".to_owned(),
            Self::Messages(Some(about)) => format!("/messages?about={}", about.text()),
            Self::Surveys => "/survey".to_owned(),
            Self::Survey(id, SurveyPage::Intro) => format!("/survey/{id}"),
            Self::Survey(id, page) => format!("/survey/{id}/{}", page.text()),
            Self::NewActivity(date) => dated("/activities/new", "date", date),
            Self::Activity(id) => format!("/activities/{id}"),
            Self::EditActivity(id) => format!("/activities/{id}/edit"),
            Self::Me => "/me".to_owned(),
            Self::Devices => "/me/devices".to_owned(),
            Self::Privacy => "/me/privacy".to_owned(),
            Self::Waiting => "/waiting".to_owned(),
            Self::Help => "/help".to_owned(),
            Self::NotFound => "/not-found".to_owned(),
        }
    }

    /// The place of the bottom bar that it belongs to.
    pub const fn section(self) -> Option<Section> {
        match self {
            Self::Today | Self::NewActivity(_) | Self::Activity(_) | Self::EditActivity(_) | Self::Appointment(_) => {
                Some(Section::Today)
            }
            Self::Plan | Self::Revision(_) => Some(Section::Plan),
            Self::Week(_) | Self::Day(_) | Self::Appointments => Some(Section::Week),
            Self::Messages(_) => Some(Section::Messages),
            Self::Surveys | Self::Survey(..) | Self::Me | Self::Devices | Self::Privacy | Self::Waiting => {
                Some(Section::Me)
            }
            Self::Help | Self::NotFound => None,
        }
    }

    /// The document's title, without anything personal.
    pub const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Today => Common::of(lang).today,
            Self::Plan | Self::Revision(_) => PlanTexts::of(lang).title,
            Self::Week(_) => Common::of(lang).week,
            Self::Day(_) => DayTexts::of(lang).to_week,
            Self::Appointments | Self::Appointment(_) => ActivityTexts::of(lang).appointments,
            Self::Messages(_) => Common::of(lang).messages,
            Self::Surveys | Self::Survey(..) => SurveyTexts::of(lang).title,
            Self::NewActivity(_) => ActivityTexts::of(lang).add_title,
            Self::Activity(_) => ActivityTexts::of(lang).how_did_it_go,
            Self::EditActivity(_) => ActivityTexts::of(lang).edit_title,
            Self::Me => Common::of(lang).me,
            Self::Devices => MeTexts::of(lang).devices,
            Self::Privacy => PrivacyTexts::of(lang).title,
            Self::Waiting => MessageTexts::of(lang).waiting_title,
            Self::Help => Common::of(lang).help,
            Self::NotFound => Common::of(lang).not_found,
        }
    }
}

impl SurveyPage {
    fn of(text: &str) -> Option<Self> {
        match text {
            "all" => Some(Self::All),
            "check" => Some(Self::Check),
            "receipt" => Some(Self::Receipt),
            number => number.parse().ok().filter(|number| (1..=1_000).contains(number)).map(Self::Question),
        }
    }

    fn text(self) -> String {
        match self {
            Self::Intro => String::new(),
            Self::Question(number) => number.to_string(),
            Self::All => "all".to_owned(),
            Self::Check => "check".to_owned(),
            Self::Receipt => "receipt".to_owned(),
        }
    }
}

impl About {
    fn of(text: &str) -> Option<Self> {
        match text {
            "day" => Some(Self::Day),
            "plan" => Some(Self::OwnWords),
            id => id.parse().ok().map(Self::Appointment),
        }
    }

    fn text(self) -> String {
        match self {
            Self::Day => "day".to_owned(),
            Self::OwnWords => "plan".to_owned(),
            Self::Appointment(id) => id.to_string(),
        }
    }
}

/// A value of a query string. Only ids, dates and plain words stand there, so nothing is unescaped.
fn value<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    query.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_leads_back_to_its_place() {
        let id = uuid::Uuid::from_u128(7);
        let day: NaiveDate = "2026-11-24".parse().unwrap();
        let survey = InvitationId(id);
        for place in [
            Place::Today,
            Place::Plan,
            Place::Revision(3),
            Place::Week(None),
            Place::Week(Some(day)),
            Place::Day(day),
            Place::Appointments,
            Place::Appointment(AppointmentId(id)),
            Place::Messages(None),
            Place::Messages(Some(About::Day)),
            Place::Messages(Some(About::OwnWords)),
            Place::Messages(Some(About::Appointment(AppointmentId(id)))),
            Place::Surveys,
            Place::Survey(survey, SurveyPage::Intro),
            Place::Survey(survey, SurveyPage::Question(4)),
            Place::Survey(survey, SurveyPage::All),
            Place::Survey(survey, SurveyPage::Check),
            Place::Survey(survey, SurveyPage::Receipt),
            Place::NewActivity(Some(day)),
            Place::Activity(OccurrenceId(id)),
            Place::EditActivity(OccurrenceId(id)),
            Place::Me,
            Place::Devices,
            Place::Privacy,
            Place::Waiting,
            Place::Help,
        ] {
            assert_eq!(Place::of(&place.path()), place, "{}", place.path());
        }
    }

    #[test]
    fn what_is_not_a_place_is_said_kindly_and_never_breaks() {
        for path in
            ["/x", "//evil.example/plan/x", "/day/2026-02-30", "/plan/revisions/-1", "/appointments/1", "/survey/x/0"]
        {
            assert_eq!(Place::of(path), Place::NotFound, "{path}");
        }
        assert_eq!(Place::of("/week?from=yesterday"), Place::Week(None));
        assert_eq!(Place::of("/plan/"), Place::Plan);
    }
}
