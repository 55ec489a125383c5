//! The questionnaire: intro, one question at a time, summary, receipt.

use super::{Lang, texts};

texts! {
    /// Spørgeskema.
    SurveyTexts {
        title: "Spørgeskema", "Questionnaire";
        none: "Der er ikke noget spørgeskema til dig nu.", "There is no questionnaire for you now.";
        begin: "Begynd", "Begin";
        go_on: "Gå videre", "Go on";
        decline: "Jeg vil ikke svare", "I do not want to answer";
        declined: "Du har sagt nej tak. Det er helt i orden.", "You have said no, thank you. That is quite all right.";
        answered: "Du har svaret. Tak.", "You have answered. Thank you.";
        closed: "Tiden for at svare er gået.", "The time for answering is over.";
        duration: "Tager cirka fem minutter. Du kan stoppe og gå videre senere.", "Takes about five minutes. You can stop and go on later.";
        voluntary: "Det er frivilligt. Det ændrer ikke din sag.", "It is voluntary. It does not change your case.";
        private: "Din koordinator og jobcentret ser ikke dine svar.", "Your coordinator and the jobcenter do not see your answers.";
        no_names: "Skriv gerne uden navne på andre.", "Please write without the names of others.";
        one_page: "Se alle spørgsmål på én side", "See all questions on one page";
        another_device: "Fortsæt på en anden enhed", "Go on with another device";
        another_device_text: "Så gemmer vi dine svar hos os, til du sender dem.", "Then we keep your answers with us until you send them.";
        previous: "Forrige", "Previous";
        next: "Næste", "Next";
        skip: "Spring over", "Skip";
        kept: "Dit svar er gemt på telefonen. Du kan stoppe nu og gå videre en anden dag.", "Your answer is saved on the phone. You can stop now and go on another day.";
        kept_here: "Uden appen gemmes dit svar hos os, når du trykker Næste. Kun du kan se det.", "Without the app your answer is saved with us when you press Next. Only you can see it.";
        nobody_sees: "Din koordinator og jobcentret ser ikke dit svar. Det er frivilligt og ændrer ikke din sag.", "Your coordinator and the jobcenter do not see your answer. It is voluntary and does not change your case.";
        check: "Tjek dine svar", "Check your answers";
        check_text: "Se dem igennem. Du kan rette, før du sender.", "Look through them. You can change them before you send.";
        no_answer: "Ikke besvaret", "Not answered";
        send: "Send mine svar", "Send my answers";
        receipt: "Tak for dine svar", "Thank you for your answers";
        receipt_text: "Dine svar er sendt. Du kan ikke rette dem mere.", "Your answers are sent. You can no longer change them.";
        receipt_waiting: "Dine svar er gemt på telefonen. De bliver sendt, når der er net.", "Your answers are saved on the phone. They are sent when there is a network.";
        copy: "Det svarede du", "What you answered";
        copy_here: "Denne kopi ligger kun på din telefon.", "This copy is only on your phone.";
        own_words: "Andet, med egne ord", "Something else, in own words";
        if_it_fits: "Spring over, hvis det ikke passer.", "Skip it if it does not apply.";
        again: "Er der en til?", "Is there one more?";
        read: "Læst", "Read";
        yes: "Ja", "Yes";
        no: "Nej", "No";
    }
}

impl SurveyTexts {
    /// "Spørgsmål 4 af 14".
    pub fn question_of(lang: Lang, number: usize, all: usize) -> String {
        lang.pick(format!("Spørgsmål {number} af {all}"), format!("Question {number} of {all}"))
    }

    /// "Du kan svare til og med den 8. december."
    pub fn open_until(lang: Lang, day: &str) -> String {
        lang.pick(format!("Du kan svare til og med {day}."), format!("You can answer until {day}."))
    }

    /// "Du har svaret på 4 af 14."
    pub fn progress(lang: Lang, answered: usize, all: usize) -> String {
        lang.pick(format!("Du har svaret på {answered} af {all}."), format!("You have answered {answered} of {all}."))
    }

    /// How to write a date or a time.
    pub fn format_of(lang: Lang, kind: domain::survey::Kind) -> Option<&'static str> {
        use domain::survey::Kind;
        match kind {
            Kind::Integer | Kind::Decimal => Some(lang.pick("Skriv et tal.", "Write a number.")),
            _ => None,
        }
    }
}
