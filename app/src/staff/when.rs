//! Days as staff read them in lists: the weekday for what is near, the date for what is not, and the
//! year where it is another one. Everything else about time in words is in `text::when`.

use crate::text::Lang;
use chrono::{Datelike, NaiveDate};
use domain::time::Instant;

pub use crate::text::when::{at_clock, capital, clock, minutes, weekday, weekday_short};
use crate::text::when::{day_month, near_day as named_day};

/// "24. november", with the year where it is not `today`'s.
pub fn day(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    let short = day_month(lang, date);
    if date.year() == today.year() { short } else { format!("{short} {}", date.year()) }
}

/// "tirsdag den 24. november".
pub fn full_day(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    let (name, day) = (weekday(lang, date), day(lang, date, today));
    lang.pick(format!("{name} den {day}"), format!("{name} {day}"))
}

/// "i dag", "i morgen", "i går", the weekday within six days, else "den 24. november".
pub fn near_day(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    if let Some(name) = named_day(lang, date, today) {
        return name.to_owned();
    }
    if is_near(date, today) {
        return weekday(lang, date).to_owned();
    }
    let day = day(lang, date, today);
    lang.pick(format!("den {day}"), day)
}

/// The same with a capital, as it stands alone: "I dag", "Torsdag", "1. december".
pub fn near_day_alone(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    if is_near(date, today) { capital(&near_day(lang, date, today)) } else { day(lang, date, today) }
}

fn is_near(date: NaiveDate, today: NaiveDate) -> bool {
    (-6..=6).contains(&date.signed_duration_since(today).num_days())
}

/// "mandag kl. 19.42".
pub fn moment(lang: Lang, at: Instant, now: Instant) -> String {
    let local = at.local();
    format!("{} {}", near_day(lang, local.date(), now.date()), at_clock(lang, local.time()))
}

/// "23.–29. november", the seven days from a Monday on.
pub fn week_span(lang: Lang, monday: NaiveDate, today: NaiveDate) -> String {
    let sunday = domain::time::plus_days(monday, 6);
    if monday.month() == sunday.month() {
        let last = day(lang, sunday, today);
        return lang.pick(format!("{}.–{last}", monday.day()), format!("{}–{last}", monday.day()));
    }
    format!("{} – {}", day(lang, monday, today), day(lang, sunday, today))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_near_by_have_names_and_others_a_date() {
        let today = date("2026-11-24");
        let near = |text: &str| near_day(Lang::Da, date(text), today);
        assert_eq!(
            [near("2026-11-24"), near("2026-11-25"), near("2026-11-23"), near("2026-11-27"), near("2026-12-01")],
            ["i dag", "i morgen", "i går", "fredag", "den 1. december"]
        );
        assert_eq!(near_day(Lang::En, date("2027-01-04"), today), "4 January 2027");
        assert_eq!(full_day(Lang::Da, today, today), "tirsdag den 24. november");
        assert_eq!(near_day_alone(Lang::Da, date("2026-11-26"), today), "Torsdag");
    }

    #[test]
    fn a_week_over_the_end_of_a_month_names_both() {
        let today = date("2026-11-24");
        assert_eq!(week_span(Lang::Da, date("2026-11-23"), today), "23.–29. november");
        assert_eq!(week_span(Lang::Da, date("2026-11-30"), today), "30. november – 6. december");
    }
}
