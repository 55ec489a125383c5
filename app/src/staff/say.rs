//! Sentences with a name, a day or a number in them, in both languages.

use crate::text::{Lang, points, weight as weight_name};
use chrono::NaiveDate;
use domain::appointment::{Answer, AppointmentReply, Mode};
use domain::course::Phase;
use domain::energy::{Lm, load as load_of};
use domain::message::Message;
use domain::plan::{Field, InterventionStatus, PlanAnswer};
use domain::schedule::{Ending, Frequency, Recurrence};
use domain::time::Instant;
use domain::worklist::{Line, Reason};

use super::appointment::fields::weight_of;
use super::form::Typed;
use super::lix::Heaviness;
use super::when;

/// "1 linje", "7 linjer".
fn count(count: usize, one: &str, more: &str) -> String {
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
            lang.pick(format!("Kan ikke komme til ‘{}’ {day}.", one.title), format!("Cannot come to ‘{}’ {day}.", one.title))
        }
        Reason::Today { appointment, companion } => {
            let with = companion.as_ref().map(|who| lang.pick(format!(" {who} kommer med."), format!(" {who} comes along.")));
            format!("{}.{}", appointment.title, with.unwrap_or_default())
        }
        Reason::Clock { title, day, of } => {
            lang.pick(format!("{title}: ikke sket endnu. Det er dag {day} af {of}."), format!("{title}: not yet. It is day {day} of {of}."))
        }
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
        PlanAnswer::Disagree => {
            lang.pick(format!("Er ikke enig i udgave {number} af planen."), format!("Does not agree with version {number} of the plan."))
        }
        PlanAnswer::Comment | PlanAnswer::Agree => {
            lang.pick(format!("Har skrevet til udgave {number} af planen."), format!("Has commented on version {number} of the plan."))
        }
    }
}

fn promised_answer(lang: Lang, since: Instant, by: Option<NaiveDate>, now: Instant) -> String {
    let since = when::near_day(lang, since.date(), now.date());
    let Some(by) = by else {
        return lang.pick(format!("Har ventet på svar siden {since}."), format!("Has waited for an answer since {since}."));
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
        Reason::Waiting { .. } if left < 0 => lang.pick("fristen er gået", "the day has passed").to_owned(),
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
        Reason::Clock { .. } if left < 0 => lang.pick("fristen er gået", "the day has passed").to_owned(),
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
    let hard = hard.map(|hard| lang.pick(format!("Højst {hard} med leders ja. "), format!("At most {hard} with the leader’s yes. ")));
    let of = intake.map(|intake| lang.pick(format!(" af {intake}"), format!(" of {intake}"))).unwrap_or_default();
    lang.pick(
        format!("{}I efterværn: {aftercare}. Nye i denne uge: {new}{of}.", hard.clone().unwrap_or_default()),
        format!("{}In aftercare: {aftercare}. New this week: {new}{of}.", hard.unwrap_or_default()),
    )
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
        Some(by) => lang.pick(format!("Venter siden {since}, lovet {by}"), format!("Waits since {since}, promised {by}")),
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

pub fn waits_for_you(lang: Lang, name: &str) -> String {
    lang.pick(format!("{name} venter på dig"), format!("{name} waits for you"))
}

pub fn reply_label(lang: Lang, name: &str) -> String {
    lang.pick(format!("Svar {name}"), format!("Answer {name}"))
}

/// "Sendes med det samme": citizens are not told of news between 20 and 8 (ux.md §2.3).
pub fn sent_hours(lang: Lang, now: Instant) -> &'static str {
    let hour = chrono::Timelike::hour(&now.local());
    if (8..20).contains(&hour) {
        lang.pick("Sendes nu.", "Sent now.")
    } else {
        lang.pick("Sendes nu. Telefonen siger først til kl. 8.", "Sent now. The phone tells at 8.")
    }
}

pub const fn heaviness(lang: Lang, heaviness: Heaviness) -> &'static str {
    let (da, en) = match heaviness {
        Heaviness::VeryEasy => ("meget let", "very easy"),
        Heaviness::Easy => ("let", "easy"),
        Heaviness::Medium => ("lidt tung", "a little heavy"),
        Heaviness::Hard => ("tung", "heavy"),
    };
    match lang {
        Lang::Da => da,
        Lang::En => en,
    }
}

pub fn on_behalf(lang: Lang, name: &str) -> String {
    lang.pick(format!("Skrevet af {name} på vegne af borgeren"), format!("Written by {name} on the citizen’s behalf"))
}

/// What became of a staff message; nothing for the citizen's own that nobody marked.
pub fn message_state(lang: Lang, message: &Message, now: Instant) -> Option<String> {
    match (message.own, message.seen_at, message.answered_at) {
        (false, Some(at), _) => {
            let at = when::moment(lang, at, now);
            Some(lang.pick(format!("Set {at}"), format!("Seen {at}")))
        }
        (false, None, _) => Some(lang.pick("Sendt, ikke set endnu", "Sent, not seen yet").to_owned()),
        (true, _, Some(at)) => {
            let at = when::moment(lang, at, now);
            Some(lang.pick(format!("Besvaret {at}"), format!("Answered {at}")))
        }
        (true, Some(at), None) => {
            let at = when::moment(lang, at, now);
            Some(lang.pick(format!("Set af dig {at}"), format!("Seen by you {at}")))
        }
        (true, None, None) => None,
    }
}

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

pub fn see_what(lang: Lang, name: &str) -> String {
    lang.pick(format!("Se det, {name} ser"), format!("See what {name} sees"))
}

pub fn what_sees(lang: Lang, name: &str) -> String {
    lang.pick(format!("Det ser {name}, og det ser du"), format!("What {name} sees, and what you see"))
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

pub fn appointment_reply(lang: Lang, reply: Option<&AppointmentReply>) -> String {
    let Some(reply) = reply else { return lang.pick("ikke svaret endnu", "no answer yet").to_owned() };
    let answer = match reply.answer {
        Answer::Coming => lang.pick("kommer", "is coming"),
        Answer::Cannot => lang.pick("kan ikke komme", "cannot come"),
        Answer::NeedHelp => lang.pick("har brug for hjælp til at komme", "needs help to get there"),
    };
    reply.text.as_ref().map_or_else(|| answer.to_owned(), |text| format!("{answer}: »{text}«"))
}

pub fn place(lang: Lang, mode: Mode, place: &str) -> String {
    let how = match mode {
        Mode::InPerson => "",
        Mode::Phone => lang.pick("på telefon", "by phone"),
        Mode::Video => lang.pick("på video", "by video"),
    };
    match (how, place) {
        ("", place) => place.to_owned(),
        (how, "") => how.to_owned(),
        (how, place) => format!("{how}, {place}"),
    }
}

pub fn agreed(lang: Lang, base: Lm) -> String {
    let points = points(lang, base);
    lang.pick(format!("aftalt: {points} point om dagen"), format!("agreed: {points} points a day"))
}

pub fn load(lang: Lang, load: Lm) -> String {
    let points = points(lang, load);
    lang.pick(format!("Tager {points} point"), format!("Takes {points} points"))
}

pub fn things(lang: Lang, things: usize) -> String {
    lang.pick(format!("{things} ting"), count(things, "thing", "things"))
}

pub fn things_any_time(lang: Lang, things: usize) -> String {
    lang.pick(format!("{things} ting uden tid"), format!("{} without a time", count(things, "thing", "things")))
}

pub fn becomes(lang: Lang, before: &str, after: &str) -> String {
    lang.pick(format!("{before} bliver til {after}"), format!("{before} becomes {after}"))
}

pub fn fits_better(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    let day = when::capital(&when::near_day(lang, date, today));
    lang.pick(format!("{day} passer bedre. Du vælger selv."), format!("{day} fits better. You choose."))
}

pub fn book_on(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    let day = when::near_day(lang, date, today);
    lang.pick(format!("Book {day}"), format!("Book {day}"))
}

/// What is about to be booked: "Ny aftale kl. 13.00, 45 minutter", and how much it takes.
pub fn effect_title(lang: Lang, typed: &Typed) -> (String, String) {
    let number = |name: &str| typed.get(name).trim().parse::<u16>().unwrap_or_default();
    let (minutes, travel) = (number("minutes"), number("travel_minutes"));
    let start = domain::time::clock_time::parse(&typed.get("start").replace('.', ":"));
    let at = start.map(|start| format!(" {}", when::at_clock(lang, start))).unwrap_or_default();
    let title = lang.pick(format!("Aftale{at}, {minutes} minutter"), format!("Appointment{at}, {minutes} minutes"));
    let Some(weight) = weight_of(typed.get("weight")) else { return (title, String::new()) };
    let points = points(lang, load_of(weight, minutes, travel));
    let name = weight_name(lang, weight);
    let second = lang.pick(
        format!("{name}, {travel} min. på vej: {points} point i alt."),
        format!("{name}, {travel} min on the way: {points} points in all."),
    );
    (title, second)
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
        Field::Load => value.parse().map_or_else(|_| value.to_owned(), |load: Lm| {
            let points = points(lang, load);
            lang.pick(format!("{points} point"), format!("{points} points"))
        }),
        _ => format!("‘{value}’"),
    }
}

pub fn recurrence(lang: Lang, rule: Option<&Recurrence>, today: NaiveDate) -> String {
    let Some(rule) = rule else { return lang.pick("én gang", "once").to_owned() };
    let every = match (rule.frequency, rule.interval) {
        (Frequency::Daily, 1) => lang.pick("hver dag", "every day").to_owned(),
        (Frequency::Daily, n) => lang.pick(format!("hver {n}. dag"), format!("every {n} days")),
        (Frequency::Weekly, 1) => lang.pick("hver uge", "every week").to_owned(),
        (Frequency::Weekly, n) => lang.pick(format!("hver {n}. uge"), format!("every {n} weeks")),
    };
    let monday = domain::time::monday_of(today);
    let days: Vec<&str> = (0..7)
        .map(|n| domain::time::plus_days(monday, n))
        .filter(|date| rule.by_day.contains(chrono::Datelike::weekday(date)))
        .map(|date| when::weekday_short(lang, date))
        .collect();
    let days = if days.is_empty() { String::new() } else { format!(" {}", days.join(", ").to_lowercase()) };
    let end = match rule.ending {
        Ending::Never => String::new(),
        Ending::Until(date) => {
            let day = when::day(lang, date, today);
            lang.pick(format!(" til {day}"), format!(" until {day}"))
        }
        Ending::Count(times) => lang.pick(format!(" {times} gange"), format!(" {times} times")),
    };
    format!("{every}{days}{end}")
}

pub fn last_seen(lang: Lang, moment: &str) -> String {
    lang.pick(format!("Sidst i brug {moment}"), format!("Last used {moment}"))
}

pub fn code_until(lang: Lang, day: &str) -> String {
    lang.pick(format!("Koden virker til og med {day}."), format!("The code works until {day}."))
}

pub fn call(lang: Lang, name: &str, phone: &str) -> String {
    if phone.is_empty() {
        return lang.pick(format!("Spørg {name}, hvis noget driller."), format!("Ask {name} if something is difficult."));
    }
    lang.pick(
        format!("Ring til {name} på {phone}, hvis noget driller."),
        format!("Call {name} on {phone} if something is difficult."),
    )
}

/// What changed at an appointment, for the citizen's notice: "Tiden er flyttet fra …".
pub fn appointment_change(lang: Lang, from: (NaiveDate, chrono::NaiveTime), today: NaiveDate) -> String {
    let (date, start) = from;
    let day = when::full_day(lang, date, today);
    let at = when::at_clock(lang, start);
    lang.pick(format!("Tiden er flyttet fra {day} {at}."), format!("The time was moved from {day} {at}."))
}
