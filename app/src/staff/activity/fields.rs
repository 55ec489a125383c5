//! An activity as the fields of a form, and back.

use chrono::{NaiveDate, Weekday};
use domain::activity::{Activity, ActivityKind, Importance, Weight};
use domain::refusal::{Code, Refusal};
use domain::schedule::{Ending, Frequency, Recurrence};
use domain::time::clock_time;
use domain::weekdays::WeekdaySet;

use super::super::appointment::fields::{weight_of, weight_word};
use super::super::form::{FieldError, Typed};

/// The word of a kind in a form.
pub const fn kind_word(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Physical => "physical",
        ActivityKind::Thinking => "thinking",
        ActivityKind::Feelings => "feelings",
        ActivityKind::Social => "social",
    }
}

/// The days as RFC 5545 writes them, Monday first.
pub const DAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Mon),
    ("TU", Weekday::Tue),
    ("WE", Weekday::Wed),
    ("TH", Weekday::Thu),
    ("FR", Weekday::Fri),
    ("SA", Weekday::Sat),
    ("SU", Weekday::Sun),
];

/// The fields of a new activity.
pub fn typed_new(today: NaiveDate) -> Typed {
    Typed::default()
        .with("weight", weight_word(Weight::Light))
        .with("importance", "2")
        .with("minutes", "30")
        .with("travel_minutes", "0")
        .with("date", today.to_string())
        .with("repeat", "none")
        .with("interval", "1")
}

/// The fields of an activity.
pub fn typed_of(activity: &Activity) -> Typed {
    let mut typed = typed_new(activity.date)
        .with("name", activity.name.clone())
        .with("weight", weight_word(activity.weight))
        .with("importance", u8::from(activity.importance).to_string())
        .with("fixed", if activity.fixed { "on" } else { "" })
        .with("minutes", activity.minutes.to_string())
        .with("travel_minutes", activity.travel_minutes.to_string())
        .with("start", activity.start.map(clock_time::text).unwrap_or_default());
    for kind in &activity.kinds {
        typed.add("kinds", kind_word(*kind));
    }
    let Some(recurrence) = &activity.recurrence else { return typed };
    let repeat = match recurrence.frequency {
        Frequency::Daily => "daily",
        Frequency::Weekly => "weekly",
    };
    typed.set("repeat", repeat);
    typed.set("interval", recurrence.interval.to_string());
    for (word, _) in DAYS.iter().filter(|(_, day)| recurrence.by_day.contains(*day)) {
        typed.add("days", *word);
    }
    match recurrence.ending {
        Ending::Never => {}
        Ending::Until(date) => typed.set("until", date.to_string()),
        Ending::Count(times) => typed.set("times", times.to_string()),
    }
    typed
}

/// The activity that a form says, or what is wrong with it. `before` keeps what a form cannot say: the
/// days that were left out.
pub fn activity_of(typed: &Typed, before: Option<&Activity>) -> Result<Activity, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, code| errors.push(FieldError::new(field, code));
    let date = typed.get("date").trim().parse::<NaiveDate>();
    if date.is_err() {
        wrong("date", if typed.get("date").trim().is_empty() { Code::Empty } else { Code::InvalidDate });
    }
    let start = match typed.get("start").trim() {
        "" => None,
        text => {
            let time = clock_time::parse(&text.replace('.', ":"));
            if time.is_none() {
                wrong("start", Code::Invalid);
            }
            time
        }
    };
    let mut number = |name: &str| {
        let text = typed.get(name).trim();
        let number = if text.is_empty() { Ok(0) } else { text.parse::<u16>() };
        if number.is_err() {
            wrong(name, Code::Invalid);
        }
        number.unwrap_or_default()
    };
    let (minutes, travel_minutes) = (number("minutes"), number("travel_minutes"));
    let recurrence = recurrence_of(typed, before).unwrap_or_else(|error| {
        errors.push(error);
        None
    });
    let activity = Activity {
        name: typed.get("name").to_owned(),
        weight: weight_of(typed.get("weight")).unwrap_or(Weight::Light),
        kinds: ActivityKind::ALL.into_iter().filter(|kind| typed.has("kinds", kind_word(*kind))).collect(),
        importance: typed
            .get("importance")
            .parse()
            .ok()
            .and_then(|n: u8| Importance::try_from(n).ok())
            .unwrap_or_default(),
        fixed: typed.get("fixed") == "on",
        minutes,
        travel_minutes,
        date: date.unwrap_or_default(),
        start,
        recurrence,
    };
    match (errors.is_empty(), activity.tidied()) {
        (true, Ok(activity)) => Ok(activity),
        (true, Err(refusal)) => {
            let refusal = Refusal::from(refusal);
            Err(vec![FieldError { field: refusal.field.unwrap_or_default(), code: refusal.code }])
        }
        (false, _) => Err(errors),
    }
}

fn recurrence_of(typed: &Typed, before: Option<&Activity>) -> Result<Option<Recurrence>, FieldError> {
    let recurrence = match typed.get("repeat") {
        "daily" => Recurrence::daily(),
        "weekly" => {
            let days: WeekdaySet =
                DAYS.iter().filter(|(word, _)| typed.has("days", word)).map(|(_, day)| *day).collect();
            Recurrence::weekly(days)
        }
        _ => return Ok(None),
    };
    let interval = match typed.get("interval").trim() {
        "" => 1,
        text => text.parse().map_err(|_| FieldError::new("interval", Code::Invalid))?,
    };
    let ending = match (typed.get("until").trim(), typed.get("times").trim()) {
        ("", "") => Ending::Never,
        ("", times) => Ending::Count(times.parse().map_err(|_| FieldError::new("times", Code::Invalid))?),
        (until, _) => Ending::Until(until.parse().map_err(|_| FieldError::new("until", Code::InvalidDate))?),
    };
    let mut recurrence = recurrence.every(interval).ending(ending);
    if let Some(old) = before.and_then(|before| before.recurrence.as_ref()) {
        recurrence.exdates.clone_from(&old.exdates);
    }
    recurrence.validate().map_err(|_| FieldError::new("interval", Code::Invalid))?;
    Ok(Some(recurrence))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> Typed {
        typed_new("2026-11-24".parse().unwrap()).with("name", "Gå en tur")
    }

    #[test]
    fn a_form_says_the_activity_it_was_made_from() {
        let mut typed = filled().with("repeat", "weekly").with("interval", "2").with("until", "2027-01-31");
        typed.add("days", "TU");
        typed.add("days", "FR");
        typed.add("kinds", "physical");
        let activity = activity_of(&typed, None).unwrap();
        let recurrence = activity.recurrence.as_ref().unwrap();
        assert_eq!(recurrence.text(), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR;UNTIL=20270131");
        assert_eq!(activity_of(&typed_of(&activity), None).unwrap(), activity);
    }

    #[test]
    fn days_that_were_left_out_stay_left_out() {
        let typed = filled().with("repeat", "daily");
        let mut before = activity_of(&typed, None).unwrap();
        before.recurrence = before.recurrence.map(|rule| rule.without("2026-12-24".parse().unwrap()));
        assert_eq!(activity_of(&typed_of(&before), Some(&before)).unwrap(), before);
    }

    #[test]
    fn each_fault_is_named_with_its_field() {
        let cases = [
            ("name", " ", Code::Empty),
            ("name", &"x".repeat(81), Code::TooLong),
            ("date", "i morgen", Code::InvalidDate),
            ("start", "25:00", Code::Invalid),
            ("minutes", "1441", Code::Invalid),
            ("travel_minutes", "-1", Code::Invalid),
        ];
        for (field, value, code) in cases {
            let errors = activity_of(&filled().with(field, value), None).unwrap_err();
            assert_eq!(errors, [FieldError::new(field, code)], "{field} {value}");
        }
        let errors = activity_of(&filled().with("repeat", "daily").with("interval", "0"), None).unwrap_err();
        assert_eq!(errors[0].field, "interval");
    }
}
