//! An appointment as the fields of a form, and back.

use chrono::{Datelike, NaiveDate, NaiveTime};
use domain::activity::{TRAVEL_MAX_MINUTES, Weight, YEARS};
use domain::appointment::{Appointment, AppointmentStatus, Leg, Mode};
use domain::message::Author;
use domain::refusal::Code;
use domain::text::{self, LINE_MAX, NOTE_MAX, TITLE_MAX};
use domain::time::clock_time;

use super::super::form::{FieldError, Typed};

/// The shortest and the longest appointment in minutes.
pub const MINUTES: std::ops::RangeInclusive<u16> = 5..=480;
/// The most steps of a way, and the most things to think of.
const LINES_MAX: usize = 20;

/// The word of a mode in a form.
pub const fn mode_word(mode: Mode) -> &'static str {
    match mode {
        Mode::InPerson => "in_person",
        Mode::Phone => "phone",
        Mode::Video => "video",
    }
}

/// The word of a weight in a form.
pub const fn weight_word(weight: Weight) -> &'static str {
    match weight {
        Weight::Rest => "rest",
        Weight::Light => "light",
        Weight::Medium => "medium",
        Weight::Heavy => "heavy",
    }
}

/// The weight that a form means.
pub fn weight_of(word: &str) -> Option<Weight> {
    Weight::ALL.into_iter().find(|weight| weight_word(*weight) == word)
}

/// The fields of a new appointment with `host`.
pub fn typed_new(host: &Author) -> Typed {
    Typed::default()
        .with("with_name", host.name.clone())
        .with("with_role", host.role.clone())
        .with("with_organisation", host.organisation.clone())
        .with("mode", mode_word(Mode::InPerson))
        .with("minutes", "45")
        .with("travel_minutes", "0")
        .with("weight", weight_word(Weight::Medium))
}

/// The fields of an appointment.
pub fn typed_of(one: &Appointment) -> Typed {
    let host = one.with.first().cloned().unwrap_or_default();
    let way: Vec<String> = one.way.iter().map(leg_line).collect();
    typed_new(&host)
        .with("title", one.title.clone())
        .with("mode", mode_word(one.mode))
        .with("place", one.place.clone())
        .with("address", one.address.clone())
        .with("way", way.join("\n"))
        .with("preparation", one.preparation.join("\n"))
        .with("companion", one.companion.clone().unwrap_or_default())
        .with("interpreter", if one.interpreter { "on" } else { "" })
        .with("date", one.date.to_string())
        .with("start", clock_time::text(one.start))
        .with("minutes", one.minutes.to_string())
        .with("travel_minutes", one.travel_minutes.to_string())
        .with("weight", weight_word(one.weight))
}

fn leg_line(leg: &Leg) -> String {
    let note = if leg.note.is_empty() { String::new() } else { format!(" – {}", leg.note) };
    format!("{} {}{note}", clock_time::text(leg.time), leg.title)
}

/// "10.10 Gå hjemmefra – tag den blå sti", or without the note.
fn leg_of(line: &str) -> Option<Leg> {
    let (time, rest) = line.trim().split_once(char::is_whitespace)?;
    let time = clock_time::parse(&time.replace('.', ":"))?;
    let (title, note) = rest.split_once(" – ").unwrap_or((rest, ""));
    let fits = (1..=TITLE_MAX).contains(&title.trim().chars().count()) && note.chars().count() <= LINE_MAX;
    fits.then(|| Leg { time, title: title.trim().to_owned(), note: note.trim().to_owned() })
}

struct Reader<'a> {
    typed: &'a Typed,
    errors: Vec<FieldError>,
}

impl Reader<'_> {
    fn wrong(&mut self, name: &str, code: Code) {
        self.errors.push(FieldError::new(name, code));
    }

    fn text(&mut self, name: &str, max: usize) -> String {
        match text::optional(self.typed.get(name), max, name) {
            Ok(text) => text.unwrap_or_default(),
            Err(refusal) => {
                self.wrong(name, refusal.code);
                String::new()
            }
        }
    }

    fn required(&mut self, name: &str, max: usize) -> String {
        let text = self.text(name, max);
        if text.is_empty() && !self.errors.iter().any(|error| error.field == name) {
            self.wrong(name, Code::Empty);
        }
        text
    }

    fn lines(&mut self, name: &str) -> Vec<String> {
        let text = self.text(name, NOTE_MAX);
        let lines: Vec<String> =
            text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
        if lines.len() > LINES_MAX {
            self.wrong(name, Code::TooMany);
        }
        lines
    }

    fn way(&mut self) -> Vec<Leg> {
        let lines = self.lines("way");
        let legs: Vec<Leg> = lines.iter().filter_map(|line| leg_of(line)).collect();
        if legs.len() < lines.len() {
            self.wrong("way", Code::Invalid);
        }
        legs
    }

    fn date(&mut self) -> NaiveDate {
        let date = self.typed.get("date").trim().parse::<NaiveDate>().ok().filter(|date| YEARS.contains(&date.year()));
        if date.is_none() {
            let code = if self.typed.get("date").trim().is_empty() { Code::Empty } else { Code::InvalidDate };
            self.wrong("date", code);
        }
        date.unwrap_or_default()
    }

    fn start(&mut self) -> NaiveTime {
        let typed = self.typed.get("start").trim().replace('.', ":");
        let start = clock_time::parse(&typed);
        if start.is_none() {
            self.wrong("start", if typed.is_empty() { Code::Empty } else { Code::Invalid });
        }
        start.unwrap_or_default()
    }

    fn number(&mut self, name: &str, bounds: &std::ops::RangeInclusive<u16>) -> u16 {
        let typed = self.typed.get(name).trim();
        let number = if typed.is_empty() { Some(0) } else { typed.parse().ok() };
        let number = number.filter(|number| bounds.contains(number));
        if number.is_none() {
            self.wrong(name, Code::Invalid);
        }
        number.unwrap_or(*bounds.start())
    }
}

/// The appointment that a form says, or what is wrong with it. Version, status, answer and what changed
/// are not a form's to say.
pub fn appointment_of(typed: &Typed) -> Result<Appointment, Vec<FieldError>> {
    let mut reader = Reader { typed, errors: Vec::new() };
    let mode =
        [Mode::InPerson, Mode::Phone, Mode::Video].into_iter().find(|mode| mode_word(*mode) == typed.get("mode"));
    let appointment = Appointment {
        title: reader.required("title", TITLE_MAX),
        with: vec![Author {
            name: reader.required("with_name", TITLE_MAX),
            role: reader.text("with_role", TITLE_MAX),
            organisation: reader.text("with_organisation", TITLE_MAX),
        }],
        companion: Some(reader.text("companion", TITLE_MAX)).filter(|text| !text.is_empty()),
        mode: mode.unwrap_or_default(),
        place: reader.text("place", LINE_MAX),
        address: reader.text("address", LINE_MAX),
        way: reader.way(),
        preparation: reader.lines("preparation"),
        interpreter: typed.get("interpreter") == "on",
        date: reader.date(),
        start: reader.start(),
        minutes: reader.number("minutes", &MINUTES),
        travel_minutes: reader.number("travel_minutes", &(0..=TRAVEL_MAX_MINUTES)),
        weight: weight_of(typed.get("weight")).unwrap_or(Weight::Medium),
        sequence: 0,
        status: AppointmentStatus::Booked,
        change: None,
        reply: None,
    };
    if reader.errors.is_empty() { Ok(appointment) } else { Err(reader.errors) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> Typed {
        let host = Author { name: "Mette Prøve".into(), role: "din koordinator".into(), organisation: String::new() };
        typed_new(&host)
            .with("title", "Samtale")
            .with("date", "2026-11-26")
            .with("start", "13:00")
            .with("way", "12.30 Gå hjemmefra\n12.40 Bus 14 – mod Torvet")
            .with("preparation", "Tag papiret med\n\n")
    }

    #[test]
    fn a_form_says_the_appointment_it_was_made_from() {
        let appointment = appointment_of(&filled()).unwrap();
        assert_eq!(appointment.way.len(), 2);
        assert_eq!(appointment.way[1].note, "mod Torvet");
        assert_eq!(appointment.preparation, ["Tag papiret med"]);
        assert_eq!(appointment_of(&typed_of(&appointment)).unwrap(), appointment);
    }

    #[test]
    fn each_fault_is_named_with_its_field() {
        let cases = [
            ("title", "", Code::Empty),
            ("title", &"x".repeat(121), Code::TooLong),
            ("date", "2026-02-30", Code::InvalidDate),
            ("date", "", Code::Empty),
            ("start", "25:00", Code::Invalid),
            ("minutes", "4", Code::Invalid),
            ("minutes", "en time", Code::Invalid),
            ("travel_minutes", "601", Code::Invalid),
            ("way", "gå hjemmefra", Code::Invalid),
        ];
        for (field, value, code) in cases {
            let errors = appointment_of(&filled().with(field, value)).unwrap_err();
            assert_eq!(errors, [FieldError::new(field, code)], "{field} {value}");
        }
    }

    #[test]
    fn an_hour_may_be_typed_as_danes_write_it() {
        let appointment = appointment_of(&filled().with("start", "9.05")).unwrap();
        assert_eq!(clock_time::text(appointment.start), "09:05");
    }
}
