//! Sentences about a plan and its revisions.

use crate::text::{Lang, points};
use chrono::NaiveDate;
use domain::energy::Lm;
use domain::plan::{Field, InterventionStatus, PlanAnswer};

use super::super::when;

pub fn revision_number(lang: Lang, number: u32) -> String {
    lang.pick(format!("udgave {number}"), format!("version {number}"))
}

pub fn revision_by(lang: Lang, number: u32, author: &str, date: NaiveDate, today: NaiveDate) -> String {
    let day = when::near_day(lang, date, today);
    lang.pick(format!("Udgave {number}, {author}, {day}"), format!("Version {number}, {author}, {day}"))
}

pub fn reply_to_revision(lang: Lang, name: &str, number: u32) -> String {
    lang.pick(format!("Svar fra {name} på udgave {number}:"), format!("{name}’s answer to version {number}:"))
}

pub const fn plan_answer(lang: Lang, answer: PlanAnswer) -> &'static str {
    let (da, en) = match answer {
        PlanAnswer::Agree => ("Enig", "Agrees"),
        PlanAnswer::Disagree => ("Ikke enig", "Does not agree"),
        PlanAnswer::Comment => ("Bemærkning", "Comment"),
    };
    match lang {
        Lang::Da => da,
        Lang::En => en,
    }
}

pub fn levels(lang: Lang, citizen: &str, one: Option<u8>, coordinator: &str, other: Option<u8>) -> String {
    let said = |name: &str, level: Option<u8>| match level {
        Some(level) => lang.pick(format!("{name} siger trin {level}"), format!("{name} says step {level}")),
        None => lang.pick(format!("{name} har ikke sagt noget"), format!("{name} has not said")),
    };
    let five = lang.pick("Fem trin.", "Five steps.");
    format!("{five} {}, {}.", said(citizen, one), said(coordinator, other))
}

pub const fn intervention_status(lang: Lang, status: InterventionStatus) -> &'static str {
    let (da, en) = match status {
        InterventionStatus::Wished => ("ønsket", "wished for"),
        InterventionStatus::Planned => ("aftalt", "agreed"),
        InterventionStatus::Running => ("i gang", "going on"),
        InterventionStatus::Completed => ("færdig", "completed"),
        InterventionStatus::Stopped => ("stoppet", "stopped"),
    };
    match lang {
        Lang::Da => da,
        Lang::En => en,
    }
}

pub fn load(lang: Lang, load: Lm) -> String {
    let points = points(lang, load);
    lang.pick(format!("Tager {points} point"), format!("Takes {points} points"))
}

pub fn own_words_label(lang: Lang, name: &str) -> String {
    lang.pick(format!("{name}s egne ord"), format!("{name}’s own words"))
}

pub fn level_label(lang: Lang, level: u8) -> String {
    lang.pick(format!("Trin {level}"), format!("Step {level}"))
}

pub fn goal_number(lang: Lang, number: usize) -> String {
    lang.pick(format!("Mål {number}"), format!("Goal {number}"))
}

pub fn help_number(lang: Lang, number: usize) -> String {
    lang.pick(format!("Indsats {number}"), format!("Intervention {number}"))
}

pub fn responsible(lang: Lang, name: &str) -> String {
    lang.pick(format!("Ansvarlig: {name}"), format!("Responsible: {name}"))
}

pub fn period(lang: Lang, from: Option<NaiveDate>, to: Option<NaiveDate>, today: NaiveDate) -> String {
    let day = |date| when::day(lang, date, today);
    match (from, to) {
        (Some(from), Some(to)) => format!("{} – {}", day(from), day(to)),
        (Some(from), None) => lang.pick(format!("fra {}", day(from)), format!("from {}", day(from))),
        (None, Some(to)) => lang.pick(format!("til {}", day(to)), format!("until {}", day(to))),
        (None, None) => String::new(),
    }
}

pub const fn field(lang: Lang, field: Field) -> &'static str {
    let (da, en) = match field {
        Field::Title => ("navn", "name"),
        Field::Level => ("trin", "step"),
        Field::Meaning => ("det betyder", "meaning"),
        Field::Strand => ("spor", "strand"),
        Field::Provider => ("hvem giver den", "who gives it"),
        Field::Responsible => ("ansvarlig", "responsible"),
        Field::Pace => ("tempo", "pace"),
        Field::Period => ("periode", "period"),
        Field::Status => ("status", "status"),
        Field::Load => ("belastning", "load"),
        Field::OwnWords => ("egne ord", "own words"),
    };
    match lang {
        Lang::Da => da,
        Lang::En => en,
    }
}

/// A value of a difference in words: the store keeps stable words for closed lists.
pub fn field_value(lang: Lang, field: Field, value: &str) -> String {
    match field {
        Field::Strand => match value {
            "health" => lang.pick("helbred", "health").to_owned(),
            "social" => lang.pick("hverdag", "everyday life").to_owned(),
            _ => lang.pick("arbejde og uddannelse", "work and education").to_owned(),
        },
        Field::Status => {
            let all = [
                ("wished", InterventionStatus::Wished),
                ("planned", InterventionStatus::Planned),
                ("running", InterventionStatus::Running),
                ("completed", InterventionStatus::Completed),
                ("stopped", InterventionStatus::Stopped),
            ];
            let found = all.into_iter().find(|(word, _)| *word == value);
            found.map_or_else(|| value.to_owned(), |(_, status)| intervention_status(lang, status).to_owned())
        }
        Field::Period => {
            let (from, to) = value.split_once('/').unwrap_or((value, ""));
            let date = |text: &str| text.parse::<NaiveDate>().ok();
            let today = date(from).or_else(|| date(to)).unwrap_or_default();
            period(lang, date(from), date(to), today)
        }
        Field::Load => value.parse().map_or_else(
            |_| value.to_owned(),
            |load: Lm| {
                let points = points(lang, load);
                lang.pick(format!("{points} point"), format!("{points} points"))
            },
        ),
        _ => format!("‘{value}’"),
    }
}
