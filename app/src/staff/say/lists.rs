//! Sentences of the pages that list several citizens.

use crate::text::Lang;
use chrono::NaiveDate;
use domain::course::Phase;
use domain::plan::PlanAnswer;
use domain::time::Instant;
use domain::worklist::{Line, Reason};

use super::super::when;

/// "1 linje", "7 linjer".
pub(super) fn count(count: usize, one: &str, more: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {more}") }
}

pub fn worklist_second(lang: Lang, today: NaiveDate, lines: usize) -> String {
    let day = when::full_day(lang, today, today);
    lang.pick(
        format!("{day} · {}. Hver linje siger, hvorfor den er her.", count(lines, "linje", "linjer")),
        format!("{day} · {}. Each line says why it is here.", count(lines, "line", "lines")),
    )
}

/// Why a line is in the list, as a full sentence.
pub fn worklist_why(lang: Lang, reason: &Reason, now: Instant) -> String {
    let today = now.date();
    match reason {
        Reason::Waiting { since, by, .. } => promised_answer(lang, *since, *by, now),
        Reason::NeedsHelp(one) => {
            let day = when::near_day(lang, one.date, today);
            lang.pick(
                format!("Har bedt om hjælp til at komme til ‘{}’ {day}.", one.title),
                format!("Has asked for help to get to ‘{}’ {day}.", one.title),
            )
        }
        Reason::CannotCome(one) => {
            let day = when::near_day(lang, one.date, today);
            lang.pick(
                format!("Kan ikke komme til ‘{}’ {day}.", one.title),
                format!("Cannot come to ‘{}’ {day}.", one.title),
            )
        }
        Reason::Today { appointment, companion } => {
            let with =
                companion.as_ref().map(|who| lang.pick(format!(" {who} kommer med."), format!(" {who} comes along.")));
            format!("{}.{}", appointment.title, with.unwrap_or_default())
        }
        Reason::Clock { title, day, of } => lang.pick(
            format!("{title}: ikke sket endnu. Det er dag {day} af {of}."),
            format!("{title}: not yet. It is day {day} of {of}."),
        ),
        Reason::PlanReply { number, answer, .. } => plan_reply_line(lang, *number, *answer),
        Reason::PlanOld { since, .. } => {
            let day = when::near_day(lang, *since, today);
            lang.pick(
                format!("Planen er ikke ændret i 4 uger. Sidst {day}."),
                format!("The plan has not changed for 4 weeks. Last time: {day}."),
            )
        }
        Reason::NoContact { days } => lang.pick(
            format!("Ingen kontakt i {days} dage. Ugentlig kontakt er aftalt."),
            format!("No contact for {days} days. Weekly contact is agreed."),
        ),
    }
}

fn plan_reply_line(lang: Lang, number: u32, answer: PlanAnswer) -> String {
    match answer {
        PlanAnswer::Disagree => lang.pick(
            format!("Er ikke enig i udgave {number} af planen."),
            format!("Does not agree with version {number} of the plan."),
        ),
        PlanAnswer::Comment | PlanAnswer::Agree => lang.pick(
            format!("Har skrevet til udgave {number} af planen."),
            format!("Has commented on version {number} of the plan."),
        ),
    }
}

fn promised_answer(lang: Lang, since: Instant, by: Option<NaiveDate>, now: Instant) -> String {
    let since = when::near_day(lang, since.date(), now.date());
    let Some(by) = by else {
        return lang
            .pick(format!("Har ventet på svar siden {since}."), format!("Has waited for an answer since {since}."));
    };
    let day = when::near_day(lang, by, now.date());
    lang.pick(
        format!("Har ventet på svar siden {since}. Du har lovet svar {day}."),
        format!("Has waited for an answer since {since}. You promised one {day}."),
    )
}

/// The two words of when: the day or the hour, and what it means.
pub fn worklist_when(lang: Lang, line: &Line, now: Instant) -> (String, String) {
    let today = now.date();
    let day = when::near_day_alone(lang, line.due, today);
    let left = line.due.signed_duration_since(today).num_days();
    let second = match &line.reason {
        Reason::Waiting { .. } | Reason::Clock { .. } if left < 0 => {
            lang.pick("fristen er gået", "the day has passed").to_owned()
        }
        Reason::Waiting { by: Some(_), .. } => lang.pick("lovet svar", "promised answer").to_owned(),
        Reason::Waiting { .. } | Reason::PlanReply { .. } => lang.pick("venter", "waits").to_owned(),
        Reason::NeedsHelp(one) | Reason::CannotCome(one) => {
            let word = lang.pick("aftale", "appointment");
            format!("{word} {} {}", when::weekday_short(lang, one.date).to_lowercase(), when::clock(lang, one.start))
        }
        Reason::Today { appointment, .. } => {
            let at = Instant::of_local(appointment.date, appointment.start);
            return (when::capital(&when::at_clock(lang, appointment.start)), crate::text::when::until(lang, at, now));
        }
        Reason::Clock { .. } => days_left(lang, left),
        Reason::PlanOld { at_appointment: true, .. } => lang.pick("næste møde", "next meeting").to_owned(),
        Reason::PlanOld { .. } => lang.pick("se den igennem", "look at it again").to_owned(),
        Reason::NoContact { .. } => lang.pick("aftalt rytme", "agreed rhythm").to_owned(),
    };
    (day, second)
}

fn days_left(lang: Lang, left: i64) -> String {
    if left == 1 {
        return lang.pick("1 dag tilbage", "1 day left").to_owned();
    }
    lang.pick(format!("{left} dage tilbage"), format!("{left} days left"))
}

pub fn places_label(lang: Lang, taken: usize, free: usize, with_yes: usize) -> String {
    lang.pick(
        format!("{taken} pladser er optaget, {free} er ledige, {with_yes} kræver leders ja"),
        format!("{taken} places are taken, {free} are free, {with_yes} need the leader’s yes"),
    )
}

pub fn places_line(lang: Lang, taken: usize, free: Option<usize>) -> String {
    let citizens = citizens(lang, taken);
    match free {
        Some(free) => lang.pick(format!("{citizens}. Plads til {free}."), format!("{citizens}. Room for {free}.")),
        None => format!("{citizens}."),
    }
}

pub fn places_more(lang: Lang, hard: Option<u16>, aftercare: usize, new: usize, intake: Option<u16>) -> String {
    let hard = hard.map(|hard| {
        lang.pick(format!("Højst {hard} med leders ja. "), format!("At most {hard} with the leader’s yes. "))
    });
    let of = intake.map(|intake| lang.pick(format!(" af {intake}"), format!(" of {intake}"))).unwrap_or_default();
    lang.pick(
        format!("{}I efterværn: {aftercare}. Nye i denne uge: {new}{of}.", hard.clone().unwrap_or_default()),
        format!("{}In aftercare: {aftercare}. New this week: {new}{of}.", hard.unwrap_or_default()),
    )
}

/// "Plads til 2", "Fuld. Op til 25 med dit ja", "Over 25".
pub fn room(lang: Lang, taken: usize, soft: Option<u16>, hard: Option<u16>) -> String {
    let (Some(soft), Some(hard)) = (soft.map(usize::from), hard.map(usize::from)) else { return String::new() };
    if taken < soft {
        return lang.pick(format!("Plads til {}", soft - taken), format!("Room for {}", soft - taken));
    }
    if taken < hard {
        return lang.pick(format!("Fuld. Op til {hard} med dit ja"), format!("Full. Up to {hard} with your yes"));
    }
    lang.pick(format!("Ikke plads til flere end {hard}"), format!("No room for more than {hard}"))
}

pub fn citizens(lang: Lang, citizens: usize) -> String {
    lang.pick(count(citizens, "borger", "borgere"), count(citizens, "citizen", "citizens"))
}

pub const fn phase(lang: Lang, phase: Phase) -> &'static str {
    let (da, en) = match phase {
        Phase::Included => ("Inkluderet, ikke begyndt", "Included, not begun"),
        Phase::Assessment => ("Afklaring", "Assessment"),
        Phase::Running => ("I gang", "Running"),
        Phase::Aftercare => ("Efterværn", "Aftercare"),
        Phase::Ended => ("Afsluttet", "Ended"),
        Phase::Withdrawn => ("Udgået", "Withdrawn"),
    };
    match lang {
        Lang::Da => da,
        Lang::En => en,
    }
}

pub fn week_of(lang: Lang, week: u16, of: u16) -> String {
    lang.pick(format!("Uge {week} af {of}"), format!("Week {week} of {of}"))
}

pub fn week_title(lang: Lang, week: u32) -> String {
    lang.pick(format!("Uge {week}"), format!("Week {week}"))
}

/// In a table: "Siden fredag, lovet i dag".
pub fn waits(lang: Lang, since: Instant, by: Option<NaiveDate>, now: Instant) -> String {
    let since = when::near_day(lang, since.date(), now.date());
    let by = by.map(|by| when::near_day(lang, by, now.date()));
    match by {
        Some(by) => {
            lang.pick(format!("Venter siden {since}, lovet {by}"), format!("Waits since {since}, promised {by}"))
        }
        None => lang.pick(format!("Venter siden {since}"), format!("Waits since {since}")),
    }
}

/// Under a conversation.
pub fn promised(lang: Lang, since: Instant, by: Option<NaiveDate>, now: Instant) -> String {
    match by {
        Some(by) => {
            let day = when::near_day(lang, by, now.date());
            lang.pick(format!("Lovet svar senest {day}."), format!("Answer promised by {day}."))
        }
        None => lang.pick(
            format!("Venter på svar siden {}.", when::near_day(lang, since.date(), now.date())),
            format!("Waits for an answer since {}.", when::near_day(lang, since.date(), now.date())),
        ),
    }
}

pub fn inbox_second(lang: Lang, waiting: usize) -> String {
    match waiting {
        0 => lang.pick("Ingen venter på svar.", "Nobody waits for an answer.").to_owned(),
        1 => lang.pick("1 borger venter på svar.", "1 citizen waits for an answer.").to_owned(),
        _ => lang.pick(format!("{waiting} borgere venter på svar."), format!("{waiting} citizens wait for an answer.")),
    }
}
