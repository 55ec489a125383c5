//! Messages, and what waits to be sent.

use super::{Lang, texts};

texts! {
    /// Beskeder and "Venter på at blive sendt".
    MessageTexts {
        you: "Dig", "You";
        none_yet: "I har ikke skrevet sammen endnu.", "You have not written to each other yet.";
        stored: "Gemt", "Saved";
        sent: "Sendt", "Sent";
        seen: "Set", "Seen";
        answered: "Besvaret", "Answered";
        its_way: "Beskedens vej", "The way of the message";
        on_phone: "Gemt på telefonen", "Saved on the phone";
        send: "Send", "Send";
        save_and_send_later: "Gem og send senere", "Save and send later";
        kept_while_writing: "Gemmes på telefonen, mens du skriver.", "Saved on the phone while you write.";
        written_by: "Skrevet for dig af", "Written for you by";
        urgent_title: "Haster det?", "Is it urgent?";
        urgent_call: "Du kan godt ringe uden net.", "You can call without the network.";
        file: "Fil", "File";
        waiting_title: "Venter på at blive sendt", "Waiting to be sent";
        waiting_none: "Alt er sendt. Der er ikke noget, der venter.", "Everything is sent. Nothing is waiting.";
        waiting_why: "De er gemt på telefonen. Vi sender dem selv, når der er net. Du skal ikke gøre noget.", "They are saved on the phone. We send them when there is a network. You need not do anything.";
        try_now: "Prøv nu", "Try now";
        rejected_title: "Kom ikke igennem", "Did not go through";
        rejected_why: "Din tekst er her endnu.", "Your text is still here.";
        copy: "Kopiér teksten", "Copy the text";
        copied: "Kopieret", "Copied";
        write_again: "Skriv igen", "Write again";
        put_away: "Læg væk", "Put away";
        not_sent: "Beskeden bliver ikke sendt.", "The message will not be sent.";
        fetch_text: "Hent teksten igen", "Get the text back";
        newest_only: "Her er de nyeste beskeder.", "These are the newest messages.";
        older: "Hent ældre beskeder", "Get older messages";
        you_can_read: "Du kan stadig læse jeres beskeder her.", "You can still read your messages here.";
        write_here: "Skriv her", "Write here";
        about_day: "Det er en dårlig dag i dag. ", "Today is a bad day. ";
        read_it: "Jeg har læst den", "I have read it";
    }
}

impl MessageTexts {
    /// "Du og Mette Lund".
    pub fn you_and(lang: Lang, name: &str) -> String {
        lang.pick(format!("Du og {name}"), format!("You and {name}"))
    }

    /// The label of the box.
    pub fn write_to(lang: Lang, name: &str) -> String {
        lang.pick(format!("Skriv til {name}"), format!("Write to {name}"))
    }

    /// Who can read it.
    pub fn read_by(lang: Lang, name: &str, jobcenter: &str) -> String {
        let (da, en) = if jobcenter.is_empty() { ("jobcentret", "the jobcenter") } else { (jobcenter, jobcenter) };
        lang.pick(
            format!("Kan læses af dig og {name}. Ikke af {da}."),
            format!("Can be read by you and {name}. Not by {en}."),
        )
    }

    /// Before the first number.
    pub const fn not_urgent(lang: Lang) -> (&'static str, &'static str) {
        match lang {
            Lang::Da => ("Ikke til akut hjælp. Ring ", " eller "),
            Lang::En => ("Not for urgent help. Call ", " or "),
        }
    }

    /// When an answer comes, before anything is sent.
    pub fn answer_within(lang: Lang, days: u8) -> String {
        match days {
            0 | 1 => lang
                .pick(
                    "Du får svar senest næste hverdag efter, at din besked er sendt.",
                    "You get an answer by the next working day after your message is sent.",
                )
                .to_owned(),
            _ => lang.pick(
                format!("Du får svar senest {days} hverdage efter, at din besked er sendt."),
                format!("You get an answer within {days} working days after your message is sent."),
            ),
        }
    }

    /// The promise, before the bold part, and the bold part.
    pub fn promise(lang: Lang, day: &str) -> (&'static str, String) {
        lang.pick(("Du får svar ", format!("senest {day}.")), ("You get an answer ", format!("by {day}.")))
    }

    /// "Sidst hentet i dag kl. 9.44."
    pub fn fetched(lang: Lang, moment: &str) -> String {
        lang.pick(format!("Sidst hentet {moment}."), format!("Last fetched {moment}."))
    }

    /// "To ting venter på net".
    pub fn waiting_heading(lang: Lang, count: usize) -> String {
        const DA: [&str; 6] = ["En ting", "To ting", "Tre ting", "Fire ting", "Fem ting", "Seks ting"];
        const EN: [&str; 6] = ["One thing", "Two things", "Three things", "Four things", "Five things", "Six things"];
        let words = count.checked_sub(1).and_then(|index| lang.pick(DA, EN).get(index).copied());
        let words = words.map_or_else(|| lang.pick(format!("{count} ting"), format!("{count} things")), str::to_owned);
        match (lang, count) {
            (Lang::Da, _) => format!("{words} venter på net"),
            (Lang::En, 1) => format!("{words} waits for the network"),
            (Lang::En, _) => format!("{words} wait for the network"),
        }
    }

    /// "skrevet i dag kl. 9.50".
    pub fn written(lang: Lang, moment: &str) -> String {
        lang.pick(format!("skrevet {moment}"), format!("written {moment}"))
    }

    /// "Din besked til Mette".
    pub fn your_message(lang: Lang, name: &str) -> String {
        lang.pick(format!("Din besked til {name}"), format!("Your message to {name}"))
    }

    /// A wish to move an appointment, as a beginning of a message.
    pub fn about_appointment(lang: Lang, title: &str, day: &str) -> String {
        lang.pick(format!("Om aftalen ‘{title}’ {day}: "), format!("About the appointment ‘{title}’ {day}: "))
    }

    /// What a waiting or refused command was, in words.
    pub fn kind(lang: Lang, kind: &str) -> &'static str {
        match kind {
            "message.send" => lang.pick("En besked", "A message"),
            "checkin.record" => lang.pick("Din morgen", "Your morning"),
            "activity.add" => lang.pick("Noget nyt på planen", "Something new on the plan"),
            "activity.edit" => lang.pick("En ændring på planen", "A change to the plan"),
            "activity.remove" => lang.pick("Noget taget af planen", "Something taken off the plan"),
            "activity.record" => lang.pick("Hvordan det gik", "How it went"),
            "activity.move" | "activity.split" | "day.repace" => lang.pick("Noget flyttet", "Something moved"),
            "appointment.reply" => lang.pick("Dit svar på en aftale", "Your answer to an appointment"),
            "plan.reply" => lang.pick("Dit svar på planen", "Your answer to the plan"),
            "goal.rate" => lang.pick("Dit trin på et mål", "Your step on a goal"),
            "base.lower" | "base.propose" => lang.pick("Dit tal for dagen", "Your amount for the day"),
            "survey.submit" => lang.pick("Dine svar på spørgeskemaet", "Your answers to the questionnaire"),
            "survey.decline" => lang.pick("Dit nej til spørgeskemaet", "Your no to the questionnaire"),
            "survey.save" => lang.pick("Dit spørgeskema", "Your questionnaire"),
            "settings.set" => lang.pick("Et valg om appen", "A choice about the app"),
            _ => lang.pick("En ting", "A thing"),
        }
    }
}
