//! The citizens of the demo: where each is in the course, and what is told of them.

use super::day::Day;
use super::people::{HILLEROD, ISHOEJ};
use chrono::NaiveDate;
use domain::course::Phase;

/// When a course began.
#[derive(Clone, Copy, Debug)]
pub enum Start {
    /// It has not.
    NotYet,
    /// It is in this week now.
    Week(i64),
    /// So many days ago.
    Days(i64),
}

/// What is told of a citizen besides the usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Story {
    /// Nothing in particular.
    Usual,
    /// The one whose screens are complete.
    Karin,
    /// Waits for an answer that is promised by today.
    Waiting,
    /// Wants to come and asks for help to get there.
    NeedsHelp,
    /// Cannot come next time.
    CannotCome,
    /// The plan was not looked at for more than four weeks.
    OldPlan,
    /// Commented on the newest revision.
    Comments,
    /// Nobody was in touch for nine days.
    Quiet,
    /// Reads English.
    English,
    /// The first conversation is still to be found a time for.
    New,
    /// The first conversation is booked.
    First,
    /// Nothing has been written yet.
    Empty,
    /// Has not logged in yet.
    Unused,
}

/// Where the six-month questionnaire stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Not asked.
    No,
    /// Asked so many days ago, not answered.
    Open(i64),
    /// Asked and answered so many days ago.
    Answered(i64, i64),
    /// Asked and declined so many days ago.
    Declined(i64, i64),
}

impl Asked {
    /// How many days ago the citizen was asked.
    pub const fn days_ago(self) -> Option<i64> {
        match self {
            Self::No => None,
            Self::Open(days) | Self::Answered(days, _) | Self::Declined(days, _) => Some(days),
        }
    }
}

/// A citizen.
#[derive(Clone, Copy, Debug)]
pub struct Citizen {
    /// What ids are made of, and what is typed at login by those who have an account.
    pub key: &'static str,
    /// The name.
    pub name: &'static str,
    /// The programme.
    pub programme: &'static str,
    /// Who walks along; nobody in the control arm, which has no account.
    pub coordinator: Option<&'static str>,
    /// Included so many days ago; none for twenty days before the start.
    pub included: Option<i64>,
    /// The start of the course.
    pub start: Start,
    /// The phase.
    pub phase: Phase,
    /// All of it was over so many days ago.
    pub closed: Option<i64>,
    /// "Del mine kræfter".
    pub shares: bool,
    /// What is particular.
    pub story: Story,
    /// The questionnaire.
    pub asked: Asked,
}

impl Citizen {
    const fn new(key: &'static str, name: &'static str, programme: &'static str, coordinator: &'static str) -> Self {
        Self {
            key,
            name,
            programme,
            coordinator: Some(coordinator),
            included: None,
            start: Start::NotYet,
            phase: Phase::Running,
            closed: None,
            shares: false,
            story: Story::Usual,
            asked: Asked::No,
        }
    }

    const fn week(self, week: i64) -> Self {
        Self { start: Start::Week(week), ..self }
    }

    const fn days(self, days: i64) -> Self {
        Self { start: Start::Days(days), ..self }
    }

    const fn included(self, days: i64, phase: Phase) -> Self {
        Self { included: Some(days), phase, ..self }
    }

    const fn phase(self, phase: Phase) -> Self {
        Self { phase, ..self }
    }

    const fn closed(self, days: i64, phase: Phase) -> Self {
        Self { closed: Some(days), phase, ..self }
    }

    const fn shares(self) -> Self {
        Self { shares: true, ..self }
    }

    const fn story(self, story: Story) -> Self {
        Self { story, ..self }
    }

    const fn asked(self, asked: Asked) -> Self {
        Self { asked, ..self }
    }

    const fn control(key: &'static str, name: &'static str, days: i64) -> Self {
        let nobody = Self { coordinator: None, ..Self::new(key, name, ISHOEJ, "") };
        nobody.days(days)
    }

    /// The first day of the course.
    pub fn starts_on(&self, day: Day) -> Option<NaiveDate> {
        match self.start {
            Start::NotYet => None,
            Start::Week(week) => Some(day.start_in_week(week)),
            Start::Days(days) => Some(day.plus(-days)),
        }
    }

    /// The day of inclusion.
    pub fn included_on(&self, day: Day) -> NaiveDate {
        match (self.included, self.starts_on(day)) {
            (Some(days), _) => day.plus(-days),
            (None, Some(start)) => domain::time::plus_days(start, -20),
            (None, None) => day.0,
        }
    }

    /// The language of the screens.
    pub fn lang(&self) -> &'static str {
        if self.story == Story::English { "en" } else { "da" }
    }
}

const fn mette(key: &'static str, name: &'static str) -> Citizen {
    Citizen::new(key, name, ISHOEJ, "koordinator-01")
}

const fn soeren(key: &'static str, name: &'static str) -> Citizen {
    Citizen::new(key, name, ISHOEJ, "koordinator-02")
}

const fn ips(key: &'static str, name: &'static str) -> Citizen {
    Citizen::new(key, name, HILLEROD, "ips-konsulent-01")
}

/// Every citizen, in the order of their accounts; last the control arm.
pub const CITIZENS: &[Citizen] = &[
    mette("borger-01", "Karin Holm").week(7).shares().story(Story::Karin),
    mette("borger-02", "Erik Østergaard").week(11).shares().story(Story::Waiting),
    mette("borger-03", "Fatima Haddad").week(9).shares().story(Story::NeedsHelp),
    mette("borger-04", "Lone Ærø").week(16).story(Story::OldPlan),
    mette("borger-05", "Birgit Åkjær").days(178).shares().asked(Asked::Open(5)),
    mette("borger-06", "Bo Andersen").days(180),
    mette("borger-07", "Jytte Dam").days(172).shares(),
    soeren("borger-08", "Hassan Omar").days(200).phase(Phase::Aftercare),
    mette("borger-09", "Maja Wulff").days(196).phase(Phase::Aftercare).asked(Asked::Answered(20, 14)),
    soeren("borger-10", "Tove Riis").days(190).phase(Phase::Aftercare).shares().asked(Asked::Open(15)),
    soeren("borger-11", "Kim Sørensen").days(193).phase(Phase::Aftercare).asked(Asked::Declined(12, 11)),
    soeren("borger-12", "Ulla Aaberg").days(226).phase(Phase::Aftercare).asked(Asked::Open(41)),
    soeren("borger-13", "Henning Ågård").days(252).closed(22, Phase::Ended).asked(Asked::Answered(65, 60)),
    soeren("borger-14", "Sanne Winther").days(88).closed(9, Phase::Withdrawn),
    mette("borger-15", "Jens Aagaard").included(23, Phase::Included).story(Story::New),
    mette("borger-16", "Mille Ebbesen").included(4, Phase::Included).story(Story::Empty),
    mette("borger-17", "Ahmad Rahimi").included(12, Phase::Assessment).story(Story::First),
    mette("borger-18", "Peter Nørgaard").week(18).shares(),
    mette("borger-19", "Daniel Osei").week(13).shares().story(Story::English),
    mette("borger-20", "Amina Yusuf").week(20).story(Story::Quiet),
    soeren("borger-21", "Åse Thygesen").week(5).shares(),
    mette("borger-22", "Øjvind Krag").week(22).story(Story::Comments),
    soeren("borger-23", "Zeynep Kaya").week(3).shares().story(Story::CannotCome),
    mette("borger-24", "Poul Ærenlund").included(6, Phase::Assessment).story(Story::Unused),
    ips("ips-01", "Ali Demir").week(3).shares(),
    ips("ips-02", "Anne Ravn").week(8),
    ips("ips-03", "Bjørn Aagesen").week(14).shares(),
    ips("ips-04", "Camilla Østrup").days(178),
    ips("ips-05", "Dennis Vestergaard").days(183).shares(),
    ips("ips-06", "Elif Yıldız").days(176),
    ips("ips-07", "Freja Mølgaard").days(205),
    ips("ips-08", "Gitte Aas").days(187).asked(Asked::Open(6)),
    ips("ips-09", "Henrik Ørum").days(195).shares().asked(Asked::Open(16)),
    ips("ips-10", "Ida Bæk").days(198).asked(Asked::Answered(25, 21)),
    ips("ips-11", "Jakob Åstrup").days(203).asked(Asked::Answered(30, 24)),
    ips("ips-12", "Katrine Lykke").days(240).shares().asked(Asked::Answered(58, 50)),
    ips("ips-13", "Lars Hjorth").days(235).asked(Asked::Open(55)),
    ips("ips-14", "Malik Hassan").days(230).asked(Asked::Answered(48, 47)),
    ips("ips-15", "Nina Fogh").days(372).phase(Phase::Aftercare).asked(Asked::Answered(190, 183)),
    ips("ips-16", "Olga Petrenko").included(5, Phase::Assessment).story(Story::First),
    Citizen::control("control-01", "Anni Bruun", 40),
    Citizen::control("control-02", "Carsten Lind", 75),
    Citizen::control("control-03", "Dorte Vinther", 110),
    Citizen::control("control-04", "Ibrahim Saleh", 150),
    Citizen::control("control-05", "Kirsten Åberg", 181),
    Citizen::control("control-06", "Mogens Toft", 200),
];
