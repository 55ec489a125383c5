//! The words that stand on every screen.

use super::{Lang, texts};

texts! {
    /// The frame: header, bottom bar, state line, and words of every form.
    Common {
        app: "Følgeskab", "Følgeskab";
        skip: "Gå til indholdet", "Go to the content";
        help: "Hjælp\u{a0}og kontakt", "Help and\u{a0}contact";
        places: "Steder", "Places";
        today: "I dag", "Today";
        plan: "Plan", "Plan";
        week: "Uge", "Week";
        messages: "Beskeder", "Messages";
        me: "Mig", "Me";
        back: "Tilbage", "Back";
        who_sees: "Hvem kan se dette", "Who can see this";
        who_sees_what: "Hvem kan se hvad?", "Who can see what?";
        undo: "Fortryd", "Undo";
        save: "Gem", "Save";
        edit: "Ret", "Change";
        open: "Åbn", "Open";
        see: "Se den", "See it";
        no_network: "Du er uden net. Alt er gemt.", "You are offline. Everything is kept.";
        log_in_again: "Log ind igen. Alt er gemt.", "Log in again. Everything is kept.";
        log_in: "Log ind", "Log in";
        store_broken: "Telefonen kan ikke gemme lige nu.", "The phone cannot save right now.";
        update_ready: "Der er en ny udgave.", "There is a new version.";
        update: "Hent den", "Get it";
        faults_title: "Se lige her", "Please look here";
        kept_none: "Telefonen kunne ikke gemme. Din tekst står her endnu.", "The phone could not save. Your text is still here.";
        kept: "Gemt", "Saved";
        becomes: "bliver til", "becomes";
        read_only: "Du kan læse her, men ikke skrive mere.", "You can read here, but no longer write.";
        not_found: "Her er ikke noget", "There is nothing here";
        not_found_text: "Siden findes ikke. Måske er den flyttet. Du har ikke gjort noget forkert.", "This page does not exist. It may have moved. You did nothing wrong.";
        to_today: "Gå til i dag", "Go to today";
        read_more: "Læs mere", "Read more";
        optional: "Du må gerne lade den være tom.", "You may leave this empty.";
        yes: "Ja", "Yes";
        no: "Nej", "No";
        your_coordinator: "din koordinator", "your coordinator";
        course: "Dit forløb", "Your course";
        print: "Skriv ud", "Print";
    }
}

impl Common {
    /// "1 besked venter på net", "2 ting venter på at blive sendt".
    pub fn waiting(lang: Lang, count: usize, is_message: bool) -> String {
        match (count, is_message) {
            (1, true) => lang.pick("1 besked venter på net", "1 message waits for the network").to_owned(),
            (1, false) => lang.pick("1 ting venter på net", "1 thing waits for the network").to_owned(),
            _ => lang.pick(format!("{count} ting venter på net"), format!("{count} things wait for the network")),
        }
    }

    /// "2 venter".
    pub fn waiting_short(lang: Lang, count: usize) -> String {
        lang.pick(format!("{count} venter"), format!("{count} waiting"))
    }

    /// What came back from the server.
    pub fn rejected(lang: Lang, count: usize) -> String {
        if count == 1 {
            return lang.pick("1 ting kom ikke igennem.", "1 thing did not go through.").to_owned();
        }
        lang.pick(format!("{count} ting kom ikke igennem."), format!("{count} things did not go through."))
    }

    /// "Uge 7 af 26".
    pub fn week_of(lang: Lang, week: u16, weeks: u16) -> String {
        lang.pick(format!("Uge {week} af {weeks}"), format!("Week {week} of {weeks}"))
    }

    /// Who sees a part of the plan that the two have made together.
    pub fn seen_by(lang: Lang, what_da: &str, what_en: &str, coordinator: &str) -> String {
        lang.pick(
            format!("{what_da} kan ses af dig og {coordinator}."),
            format!("{what_en} can be seen by you and {coordinator}."),
        )
    }

    /// The notice after the course.
    pub fn course_ended(lang: Lang, until: Option<&str>) -> String {
        match until {
            Some(day) => lang.pick(
                format!("Dit forløb er slut. Du kan læse alt her til og med {day}."),
                format!("Your course has ended. You can read everything here until {day}."),
            ),
            None => lang.pick("Dit forløb er slut.", "Your course has ended.").to_owned(),
        }
    }

    /// "Ring til Mette 12 34 56 78".
    pub fn call(lang: Lang, name: &str, phone: &str) -> String {
        lang.pick(format!("Ring til {name} {phone}"), format!("Call {name} {phone}"))
    }
}
