//! Every word of the jobcenter's pages, in Danish and English.

use crate::text::when::day_month;
use crate::text::{Lang, texts};
use chrono::NaiveDate;

texts! {
    /// The jobcenter's pages.
    Jobcenter {
        surveys: "Spørgeskemaer", "Surveys";
        participants: "Overblik", "Overview";
        help: "Hjælp", "Help";
        programme: "Indsats", "Programme";
        caseworker: "Sagsbehandler", "Caseworker";
        leader: "Leder", "Leader";
        never_here: "Her står aldrig svar. Du ser kun, hvem der er klar, og hvem der er spurgt. Det er frivilligt at svare, og det ændrer ingen sag.", "No answers are ever shown here. You only see who is due and who was asked. Answering is voluntary and changes no case.";
        ready: "Klar", "Due";
        sent: "Sendt", "Sent";
        answered: "Har svaret", "Answered";
        closed: "Ikke besvaret", "Not answered";
        declined: "Nej tak", "No thank you";
        ready_to_send: "Klar til at sende", "Ready to send";
        not_yet: "Ikke klar endnu", "Not due yet";
        too_late: "Tiden er gået", "Time is over";
        left_out: "Får ikke spørgeskema", "Gets no survey";
        not_begun: "Forløbet er ikke begyndt.", "The course has not begun.";
        is_control: "Er i kontrolgruppen.", "Is in the control group.";
        has_withdrawn: "Er udgået af indsatsen.", "Has left the programme.";
        done_nothing_more: "Færdig. Der sendes ikke mere.", "Done. Nothing more is sent.";
        over_nothing_more: "Lukket. Der sendes ikke mere.", "Closed. Nothing more is sent.";
        choose: "Vælg", "Choose";
        citizen: "Borger", "Citizen";
        start: "Start", "Start";
        due_on: "Skal spørges", "Due";
        status: "Status", "Status";
        what_now: "Det sker nu", "What happens now";
        phase: "Fase", "Phase";
        week: "Uge", "Week";
        survey: "Spørgeskema", "Survey";
        send_chosen: "Send til de valgte", "Send to those chosen";
        nobody_chosen: "Vælg mindst én borger først.", "Choose at least one citizen first.";
        only_once: "Trykker du to gange, sendes der kun én gang. Spørgeskemaet står i appen med det samme.", "Press twice and it is still sent once. The survey is in the app at once.";
        nobody: "Der er ingen borgere her.", "There are no citizens here.";
        nobody_now: "Der er ingen at spørge lige nu.", "There is nobody to ask right now.";
        no_survey: "Indsatsen har intet spørgeskema.", "The programme has no survey.";
        no_organisation: "Din bruger hører ikke til et jobcenter. Spørg administratoren.", "Your account belongs to no jobcenter. Ask the administrator.";
        only_name: "Du ser navn, fase, uge og status på spørgeskemaet. Beskeder, planer og kræfter vises aldrig her.", "You see name, phase, week and the status of the survey. Messages, plans and energy are never shown here.";
        control: "Kontrolgruppe", "Control group";
        fewer: "Vis dem, det gælder nu", "Show those it is about now";
        table: "Borgere i runden", "Citizens in the round";
    }
}

texts! {
    /// Hjælp.
    Help {
        title: "Hjælp", "Help";
        when: "Hvornår kan en borger spørges?", "When can a citizen be asked?";
        when_text: "Fra 14 dage før, der er gået seks måneder fra forløbets start, til 28 dage efter. Stopper borgeren før tid, kan der spørges fra den dag.", "From 14 days before six months after the start of the course until 28 days after. If the citizen stops early, from that day on.";
        what: "Hvad sker der, når jeg sender?", "What happens when I send?";
        what_text: "Spørgeskemaet står i borgerens app med det samme. Det lukker efter 28 dage. Den, der har svaret, hører ikke mere.", "The survey is in the citizen's app at once. It closes after 28 days. Whoever has answered hears no more.";
        no: "Kan jeg se, hvem der siger nej tak?", "Can I see who says no thank you?";
        no_text: "Nej. Et nej tak ser ud som et skema, der ikke er besvaret. Antallet vises, når det er fem eller flere.", "No. A no thank you looks like a survey that is not answered. The number is shown from five on.";
        answers: "Kan jeg se svarene?", "Can I see the answers?";
        answers_text: "Nej. Svarene bliver skilt fra navnet, når de sendes. Ingen kan føre dem tilbage til en borger.", "No. Answers are parted from the name when they are sent. Nobody can lead them back to a citizen.";
        system: "Kan vores eget system sende?", "Can our own system send?";
        system_text: "Ja. Administratoren kan lave en nøgle. Beskrivelsen står på /api/v1/openapi.json.", "Yes. The administrator can make a key. The description is at /api/v1/openapi.json.";
    }
}

/// "Send til alle 4, der er klar".
pub fn all_ready(lang: Lang, ready: usize) -> String {
    lang.pick(format!("Send til alle {ready}, der er klar"), format!("Send to all {ready} who are due"))
}

/// "Runde 3".
pub fn round(lang: Lang, number: i64) -> String {
    lang.pick(format!("Runde {number}"), format!("Round {number}"))
}

/// "Kan sendes til og med 5. december".
pub fn can_be_sent_until(lang: Lang, last: NaiveDate) -> String {
    let day = day_month(lang, last);
    lang.pick(format!("Kan sendes til og med {day}"), format!("Can be sent until {day}"))
}

/// "Kan sendes fra 7. maj".
pub fn can_be_sent_from(lang: Lang, first: NaiveDate) -> String {
    let day = day_month(lang, first);
    lang.pick(format!("Kan sendes fra {day}"), format!("Can be sent from {day}"))
}

/// "Kunne sendes til og med 5. december".
pub fn could_be_sent_until(lang: Lang, last: NaiveDate) -> String {
    let day = day_month(lang, last);
    lang.pick(format!("Kunne sendes til og med {day}"), format!("Could be sent until {day}"))
}

/// "Sendt 3. november. Kan besvares til og med 30. november".
pub fn sent_until(lang: Lang, sent: NaiveDate, last: NaiveDate) -> String {
    let (sent, last) = (day_month(lang, sent), day_month(lang, last));
    lang.pick(
        format!("Sendt {sent}. Kan besvares til og med {last}"),
        format!("Sent {sent}. Can be answered until {last}"),
    )
}

/// "Spørgeskemaet er sendt til 4 borgere."
pub fn was_sent(lang: Lang, sent: u32) -> String {
    match sent {
        0 => lang.pick("Der blev ikke sendt nogen nye.", "Nothing new was sent.").to_owned(),
        1 => lang.pick("Spørgeskemaet er sendt til 1 borger.", "The survey was sent to 1 citizen.").to_owned(),
        _ => lang.pick(
            format!("Spørgeskemaet er sendt til {sent} borgere."),
            format!("The survey was sent to {sent} citizens."),
        ),
    }
}

/// "Vis alle 21".
pub fn show_all(lang: Lang, all: usize) -> String {
    lang.pick(format!("Vis alle {all}"), format!("Show all {all}"))
}

/// "Vælg Bo Andersen".
pub fn choose(lang: Lang, name: &str) -> String {
    lang.pick(format!("Vælg {name}"), format!("Choose {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_empty_in_either_language() {
        for (key, da, en) in [Jobcenter::ALL, Help::ALL].into_iter().flatten() {
            assert!(!da.is_empty() && !en.is_empty(), "{key}");
        }
    }
}
