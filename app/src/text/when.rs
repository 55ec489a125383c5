//! Days, times and lengths in words, as people say them. The present moment is always an argument.

use super::Lang;
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use domain::time::{Instant, MINUTE_MS};

const DAYS_DA: [&str; 7] = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const SHORT_DA: [&str; 7] = ["Man", "Tir", "Ons", "Tor", "Fre", "Lør", "Søn"];
const SHORT_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS_DA: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(0)
}

fn word(list: &'static [&'static str], number: u32) -> &'static str {
    list.get(place(number)).copied().unwrap_or_default()
}

/// "tirsdag", "Tuesday".
pub fn weekday(lang: Lang, date: NaiveDate) -> &'static str {
    word(lang.pick(&DAYS_DA, &DAYS_EN), date.weekday().num_days_from_monday())
}

/// "Tir", "Tue".
pub fn weekday_short(lang: Lang, date: NaiveDate) -> &'static str {
    word(lang.pick(&SHORT_DA, &SHORT_EN), date.weekday().num_days_from_monday())
}

/// "november", "November".
pub fn month(lang: Lang, date: NaiveDate) -> &'static str {
    word(lang.pick(&MONTHS_DA, &MONTHS_EN), date.month0())
}

/// "24. november", "24 November".
pub fn day_month(lang: Lang, date: NaiveDate) -> String {
    lang.pick(format!("{}. {}", date.day(), month(lang, date)), format!("{} {}", date.day(), month(lang, date)))
}

/// "tirsdag den 24. november", "Tuesday 24 November".
pub fn long_date(lang: Lang, date: NaiveDate) -> String {
    let (day, rest) = (weekday(lang, date), day_month(lang, date));
    lang.pick(format!("{day} den {rest}"), format!("{day} {rest}"))
}

/// With the year: "24. november 2026".
pub fn full_date(lang: Lang, date: NaiveDate) -> String {
    format!("{} {}", day_month(lang, date), date.year())
}

/// "i dag", "i morgen", "i går"; none for other days.
pub fn near_day(lang: Lang, date: NaiveDate, today: NaiveDate) -> Option<&'static str> {
    match date.signed_duration_since(today).num_days() {
        0 => Some(lang.pick("i dag", "today")),
        1 => Some(lang.pick("i morgen", "tomorrow")),
        -1 => Some(lang.pick("i går", "yesterday")),
        _ => None,
    }
}

/// "i dag", or "tirsdag den 24. november".
pub fn day_in_words(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    near_day(lang, date, today).map_or_else(|| long_date(lang, date), str::to_owned)
}

/// "i morgen", or "fredag" within six days, or "fredag den 4. december".
pub fn day_short_words(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    match date.signed_duration_since(today).num_days() {
        2..=6 => weekday(lang, date).to_owned(),
        _ => day_in_words(lang, date, today),
    }
}

/// "10.30", "10:30".
pub fn clock(lang: Lang, time: NaiveTime) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    lang.pick(format!("{hour}.{minute:02}"), format!("{hour}:{minute:02}"))
}

/// "kl. 10.30", "10:30".
pub fn clock_label(lang: Lang, time: NaiveTime) -> String {
    lang.pick(format!("kl. {}", clock(lang, time)), clock(lang, time))
}

/// "kl. 10.30", "at 10:30".
pub fn at_clock(lang: Lang, time: NaiveTime) -> String {
    lang.pick(format!("kl. {}", clock(lang, time)), format!("at {}", clock(lang, time)))
}

/// "kl. 9–15", "9–15"; full hours without minutes.
pub fn opening(lang: Lang, from: NaiveTime, to: NaiveTime) -> String {
    let short = |time: NaiveTime| {
        if time.minute() == 0 { time.hour().to_string() } else { clock(lang, time) }
    };
    lang.pick(format!("kl. {}–{}", short(from), short(to)), format!("{}–{}", short(from), short(to)))
}

/// "i dag kl. 9.44", "today at 9:44".
pub fn moment(lang: Lang, at: Instant, today: NaiveDate) -> String {
    let local = at.local();
    let day = match near_day(lang, local.date(), today) {
        Some(word) => word.to_owned(),
        None => lang.pick(format!("den {}", day_month(lang, local.date())), day_month(lang, local.date())),
    };
    format!("{day} {}", at_clock(lang, local.time()))
}

/// "den 20. november", "on 20 November", "i dag", "today".
pub fn on_day(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    near_day(lang, date, today).map_or_else(
        || lang.pick(format!("den {}", day_month(lang, date)), format!("on {}", day_month(lang, date))),
        str::to_owned,
    )
}

/// How long from `now` to `then`: "om 45 minutter", "om 2 timer", "i morgen"; "nu" when it has begun.
pub fn until(lang: Lang, then: Instant, now: Instant) -> String {
    let minutes = then.since(now) / MINUTE_MS;
    match minutes {
        ..=0 => lang.pick("nu", "now").to_owned(),
        1 => lang.pick("om 1 minut", "in 1 minute").to_owned(),
        2..=89 => lang.pick(format!("om {minutes} minutter"), format!("in {minutes} minutes")),
        _ if then.date() == now.date() => {
            let hours = (minutes + 30) / 60;
            lang.pick(format!("om {hours} timer"), format!("in {hours} hours"))
        }
        _ => day_short_words(lang, then.date(), now.date()),
    }
}

/// "20 min.", "20 min".
pub fn minutes(lang: Lang, minutes: u16) -> String {
    lang.pick(format!("{minutes} min."), format!("{minutes} min"))
}

/// The first letter as a capital, for a word that begins a line.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> Instant {
        let local = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        Instant::of_local(local.date(), local.time())
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        let today = day("2026-11-24");
        assert_eq!(long_date(Lang::Da, today), "tirsdag den 24. november");
        assert_eq!(long_date(Lang::En, today), "Tuesday 24 November");
        assert_eq!(day_in_words(Lang::Da, day("2026-11-25"), today), "i morgen");
        assert_eq!(day_short_words(Lang::Da, day("2026-11-27"), today), "fredag");
        assert_eq!(on_day(Lang::Da, day("2026-10-14"), today), "den 14. oktober");
    }

    #[test]
    fn times_are_said_with_a_full_stop_in_danish() {
        let now = at("2026-11-24 09:45");
        assert_eq!(until(Lang::Da, at("2026-11-24 10:30"), now), "om 45 minutter");
        assert_eq!(until(Lang::En, at("2026-11-24 13:40"), now), "in 4 hours");
        assert_eq!(until(Lang::Da, at("2026-11-25 10:30"), now), "i morgen");
        assert_eq!(until(Lang::Da, at("2026-11-24 09:00"), now), "nu");
        assert_eq!(moment(Lang::Da, at("2026-11-24 09:04"), day("2026-11-24")), "i dag kl. 9.04");
        assert_eq!(moment(Lang::En, at("2026-11-20 13:10"), day("2026-11-24")), "20 November at 13:10");
        let hour = |text| chrono::NaiveTime::parse_from_str(text, "%H:%M").unwrap();
        assert_eq!(opening(Lang::Da, hour("09:00"), hour("15:00")), "kl. 9–15");
        assert_eq!(opening(Lang::En, hour("09:30"), hour("15:00")), "9:30–15");
    }

    #[test]
    fn the_hour_that_comes_twice_is_counted_in_real_minutes() {
        let before = at("2026-10-25 01:30");
        assert_eq!(until(Lang::Da, before.plus_ms(80 * MINUTE_MS), before), "om 80 minutter");
    }
}
