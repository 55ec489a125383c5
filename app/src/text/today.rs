//! I dag, and one day of the week.

use super::{Lang, texts};

texts! {
    /// I dag.
    TodayTexts {
        next: "Det næste", "Next";
        see_appointment: "Se aftalen", "See the appointment";
        see_activity: "Se mere", "See more";
        your_day: "Sådan er din dag", "How your day looks";
        done: "Gjort", "Done";
        coming: "Kommer", "To come";
        air: "Luft", "Room";
        bad_day: "Det er en dårlig dag", "It is a bad day";
        bad_day_promise: "Vi flytter det, der kan vente.", "We move what can wait.";
        bad_day_nothing: "Intet kan flyttes. Skriv til din koordinator?", "Nothing can be moved. Write to your coordinator?";
        moved_back: "Læg tilbage", "Put back";
        write_about_it: "Skriv til din koordinator om dagen", "Write to your coordinator about the day";
        day_plan: "Dagens plan", "Today's plan";
        nothing: "Der står ikke noget i dag.", "There is nothing today.";
        nothing_more: "Resten af dagen er din.", "The rest of the day is yours.";
        add: "Læg noget ind", "Add something";
        you_come: "Du kommer", "You are coming";
        you_cannot: "Du kan ikke", "You cannot come";
        you_need_help: "Du har bedt om hjælp til at komme", "You have asked for help to come";
        cancelled: "Aflyst", "Called off";
        skipped: "Sprunget over", "Skipped";
        how_was_morning: "Hvordan er morgenen?", "How is the morning?";
        morning_optional: "Kun hvis du har lyst.", "Only if you feel like it.";
        plan_less: "Vi har gjort plads til mindre i dag.", "We have made room for less today.";
        change_morning: "Vælg et andet ord", "Choose another word";
        news: "Nyt til dig", "New for you";
        plan_changed: "Din plan er ændret. Se, hvad der er nyt.", "Your plan has changed. See what is new.";
        survey_open: "Der er et spørgeskema til dig. Det er frivilligt.", "There is a questionnaire for you. It is voluntary.";
        appointment_changed: "En aftale er ændret. Se den nye tid.", "An appointment has changed. See the new time.";
        unanswered_message: "Der er svar til dig i Beskeder.", "There is an answer for you in Messages.";
        any_time: "Når det passer", "Whenever it suits";
        break_before: "Læg en pause på 15 minutter ind før", "Put in a break of 15 minutes before";
        a_break: "Pause", "Break";
        all_appointments: "Alle aftaler", "All appointments";
    }
}

texts! {
    /// The week and its days.
    DayTexts {
        before: "Ugen før", "The week before";
        after: "Ugen efter", "The week after";
        other_week: "Anden uge", "Another week";
        print: "Skriv ugen ud", "Print the week";
        leave_it: "Lad den stå", "Leave it";
        other_day: "Vælg en anden dag", "Choose another day";
        nothing_that_day: "Der står ikke noget den dag.", "There is nothing on that day.";
        to_week: "Uge", "Week";
        out_of_reach: "Så langt frem eller tilbage kan du ikke se her.", "You cannot see that far ahead or back here.";
        choose_one: "Vælg én ting, der kan vente, eller bed om hjælp.", "Choose one thing that can wait, or ask for help.";
        ask_coordinator: "Skriv til din koordinator om at flytte", "Write to your coordinator about moving it";
        own_pace: "Uden et aftalt tal viser vi kun listen.", "Without an agreed amount we only show the list.";
    }
}

impl TodayTexts {
    /// "1 af 5 ting er gjort."
    pub fn done_of(lang: Lang, done: usize, all: usize, band: &str) -> String {
        lang.pick(
            format!("{done} af {all} ting er gjort. {band}."),
            format!("{done} of {all} things are done. {band}."),
        )
    }

    /// "Gå hjemmefra kl. 10.10".
    pub fn leave_at(lang: Lang, clock: &str) -> String {
        lang.pick(format!("Gå hjemmefra kl. {clock}"), format!("Leave home at {clock}"))
    }

    /// What a bad day has moved: "Flyttet fra i dag: ‘Købe ind’ til fredag."
    pub fn moved(lang: Lang, items: &[(String, String)]) -> String {
        let list: Vec<String> = items
            .iter()
            .map(|(name, day)| lang.pick(format!("‘{name}’ til {day}"), format!("‘{name}’ to {day}")))
            .collect();
        let list = list.join(", ");
        lang.pick(format!("Flyttet fra i dag: {list}."), format!("Moved from today: {list}."))
    }

    /// The morning as it was said.
    pub fn morning(lang: Lang, word: &str) -> String {
        lang.pick(format!("Din morgen: {word}"), format!("Your morning: {word}"))
    }
}

impl DayTexts {
    /// "Uge 48".
    pub fn week(lang: Lang, number: u32) -> String {
        lang.pick(format!("Uge {number}"), format!("Week {number}"))
    }

    /// "4 ting".
    pub fn things(lang: Lang, count: usize) -> String {
        match (lang, count) {
            (Lang::En, 1) => "1 thing".to_owned(),
            (Lang::En, _) => format!("{count} things"),
            (Lang::Da, _) => format!("{count} ting"),
        }
    }

    /// What the dark line is.
    pub fn line_is(lang: Lang, coordinator: &str, points: &str) -> String {
        lang.pick(
            format!("Stregen er det, du og {coordinator} har aftalt: {points} point om dagen."),
            format!("The line is what you and {coordinator} agreed: {points} points a day."),
        )
    }

    /// "Flyt ‘Købe ind’ til fredag?"
    pub fn move_question(lang: Lang, name: &str, day: &str) -> String {
        lang.pick(format!("Flyt ‘{name}’ til {day}?"), format!("Move ‘{name}’ to {day}?"))
    }

    /// "Flyt 20 minutter af ‘Købe ind’ til fredag?"
    pub fn split_question(lang: Lang, minutes: u16, name: &str, day: &str) -> String {
        lang.pick(
            format!("Flyt {minutes} minutter af ‘{name}’ til {day}?"),
            format!("Move {minutes} minutes of ‘{name}’ to {day}?"),
        )
    }

    /// "Flyt til fredag".
    pub fn move_to(lang: Lang, day: &str) -> String {
        lang.pick(format!("Flyt til {day}"), format!("Move to {day}"))
    }

    /// "Flyttet til fredag."
    pub fn moved_to(lang: Lang, name: &str, day: &str) -> String {
        lang.pick(format!("‘{name}’ er flyttet til {day}."), format!("‘{name}’ is moved to {day}."))
    }
}
