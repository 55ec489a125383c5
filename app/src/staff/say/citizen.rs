//! Sentences about one citizen: messages, appointments, activities, the week, devices.

use crate::text::{Lang, points, weight as weight_name};
use chrono::NaiveDate;
use domain::appointment::{Answer, AppointmentReply, Mode};
use domain::energy::{Lm, load as load_of};
use domain::message::Message;
use domain::schedule::{Ending, Frequency, Recurrence};
use domain::time::Instant;

use super::super::appointment::fields::weight_of;
use super::super::form::Typed;
use super::super::lix::Heaviness;
use super::super::when;
use super::lists::count;

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

pub fn see_what(lang: Lang, name: &str) -> String {
    lang.pick(format!("Se det, {name} ser"), format!("See what {name} sees"))
}

pub fn what_sees(lang: Lang, name: &str) -> String {
    lang.pick(format!("Det ser {name}, og det ser du"), format!("What {name} sees, and what you see"))
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
        return lang
            .pick(format!("Spørg {name}, hvis noget driller."), format!("Ask {name} if something is difficult."));
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
