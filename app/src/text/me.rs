//! Mig, and Hjælp og kontakt.

use super::{Lang, texts};

texts! {
    /// Mig and Hjælp og kontakt.
    MeTexts {
        title: "Mig", "Me";
        share: "Del mine kræfter", "Share my energy";
        share_on: "Det er slået til.", "It is on.";
        share_off: "Det er slået fra.", "It is off.";
        share_text: "Så kan din koordinator se, hvad du gjorde, hvor længe det tog, og hvordan det føltes. Slår du det fra, kan det heller ikke ses bagud.", "Then your coordinator can see what you did, how long it took and how it felt. If you turn it off, the past cannot be seen either.";
        turn_on: "Slå til", "Turn on";
        turn_off: "Slå fra", "Turn off";
        look: "Sådan ser appen ud", "How the app looks";
        language: "Sprog", "Language";
        danish: "Dansk", "Dansk";
        english: "English", "English";
        text_size: "Tekst", "Text";
        size_100: "Almindelig", "Normal";
        size_125: "Stor", "Large";
        size_150: "Meget stor", "Very large";
        theme: "Farver", "Colours";
        system: "Som telefonen", "As the phone";
        light: "Lyse", "Light";
        dark: "Mørke", "Dark";
        calm: "Ro på skærmen", "A calm screen";
        calm_text: "Intet bevæger sig.", "Nothing moves.";
        simple: "Enkel visning", "Simple view";
        simple_text: "Kun dagen, det næste og kontakt.", "Only the day, the next thing and contact.";
        on: "Til", "On";
        off: "Fra", "Off";
        more: "Mere", "More";
        survey: "Spørgeskema", "Questionnaire";
        appointments: "Aftaler", "Appointments";
        waiting: "Venter på at blive sendt", "Waiting to be sent";
        devices: "Mine telefoner og computere", "My phones and computers";
        devices_text: "Her kan du se, hvor du er logget ind, og stoppe en telefon, du ikke har mere.", "Here you can see where you are logged in, and stop a phone you no longer have.";
        devices_open: "Se listen", "See the list";
        needs_network: "Det kræver net.", "It needs the network.";
        privacy: "Dine data og hvem der ser dem", "Your data and who sees them";
        accessibility: "Tilgængelighed", "Accessibility";
        account: "Konto", "Account";
        log_out: "Log ud", "Log out";
        log_out_text: "Det, der venter på net, bliver gemt til dig. Alt andet fjernes fra telefonen.", "What waits for the network is kept for you. Everything else leaves the phone.";
        coordinator: "Din koordinator", "Your coordinator";
        write: "Skriv en besked", "Write a message";
        phone_hours: "Telefonen er åben", "The phone is open";
        urgent: "Hvis det haster", "If it is urgent";
        urgent_text: "Din koordinator kan ikke hjælpe akut. Det kan de her:", "Your coordinator cannot help at once. These can:";
        app_help: "Hjælp til appen", "Help with the app";
        offline: "Uden net", "Without the network";
        offline_text: "Du kan læse alt og skrive. Det gemmes på telefonen og sendes, når der er net.", "You can read everything and write. It is saved on the phone and sent when there is a network.";
        lost_phone: "Mistet telefon eller kode", "Lost phone or code";
        lost_phone_text: "Ring til din koordinator. Du får en ny kode, og den gamle telefon bliver lukket ude.", "Call your coordinator. You get a new code, and the old phone is shut out.";
        somebody_else: "Er din koordinator væk?", "Is your coordinator away?";
        somebody_else_text: "Så svarer en anden, og navnet står øverst her i appen.", "Then somebody else answers, and the name is at the top of the app.";
        no_coordinator: "Du har ikke fået en koordinator endnu.", "You do not have a coordinator yet.";
        caution: "Foreslå aldrig mere", "Never propose more";
        caution_text: "Så spørger appen ikke, om der skal mere på din dag.", "Then the app does not ask whether your day should hold more.";
    }
}

impl MeTexts {
    /// What a change of a setting is called by screen readers.
    pub fn choose(lang: Lang, what: &str, value: &str) -> String {
        lang.pick(format!("{what}: {value}"), format!("{what}: {value}"))
    }
}
