//! Who is responsible, what is stored, who sees what (GDPR article 13), in easy words. Shown at the
//! first login and kept under Mig. Raise [`PRIVACY_VERSION`] with every change of meaning.

use super::{Lang, texts};

/// The version of this text; a citizen who has read an older one sees it again.
pub const PRIVACY_VERSION: &str = "1";

texts! {
    /// Dine data.
    PrivacyTexts {
        title: "Dine data", "Your data";
        welcome: "Velkommen", "Welcome";
        welcome_text: "Læs det her i ro og mag. Du finder det igen under Mig.", "Take your time to read this. You find it again under Me.";
        responsible: "Hvem er ansvarlig?", "Who is responsible?";
        stored: "Hvad gemmer vi?", "What do we keep?";
        stored_text: "Vi gemmer dit navn, din plan, dine aftaler og jeres beskeder. Vi gemmer også det, du selv skriver om dine dage. Det er for at kunne følge dig på vejen. Vi bruger det ikke til andet.", "We keep your name, your plan, your appointments and your messages. We also keep what you write about your days yourself. It is there to walk with you on the way. We use it for nothing else.";
        who: "Hvem kan se hvad?", "Who can see what?";
        you: "Du", "You";
        you_see: "Du kan se det hele.", "You can see all of it.";
        coordinator_sees: "ser plan, uge, aftaler og beskeder. Dine kræfter kun, hvis du deler dem.", "sees plan, week, appointments and messages. Your energy only if you share it.";
        jobcenter_sees: "ser, at du er med, og i hvilken uge. Ikke beskeder. Ikke dine kræfter. Ikke dine svar.", "sees that you take part, and in which week. Not messages. Not your energy. Not your answers.";
        others: "Andre", "Others";
        others_see: "Ingen andre ser noget.", "Nobody else sees anything.";
        phone: "På telefonen", "On the phone";
        phone_text: "Appen gemmer en kopi på din telefon, så du kan læse den uden net. Kopien er låst. Den bliver fjernet, når du logger ud.", "The app keeps a copy on your phone, so you can read it without the network. The copy is locked. It is removed when you log out.";
        how_long: "Hvor længe?", "For how long?";
        how_long_text: "Du kan læse alt, mens dit forløb er i gang, og i 90 dage efter. Noget skal kommunen gemme længere, fordi loven siger det.", "You can read everything while your course lasts, and for 90 days after. Some of it the municipality has to keep longer, because the law says so.";
        rights: "Det kan du bede om", "What you can ask for";
        rights_text: "Du kan bede om at se dine data, få dem rettet eller få en kopi. Tal med din koordinator. Du kan også klage til Datatilsynet.", "You can ask to see your data, have them corrected or get a copy. Talk to your coordinator. You can also complain to Datatilsynet.";
        voluntary: "Er det frivilligt?", "Is it voluntary?";
        voluntary_text: "Du bestemmer selv, hvor meget du skriver i appen. Du kan også bruge telefon og papir. Det ændrer ikke din sag.", "You decide how much you write in the app. You can also use phone and paper. It does not change your case.";
        seen: "Jeg har læst det", "I have read it";
    }
}

impl PrivacyTexts {
    /// The version and that it can be found again.
    pub fn version(lang: Lang) -> String {
        lang.pick(
            format!("Udgave {PRIVACY_VERSION} af denne tekst."),
            format!("Version {PRIVACY_VERSION} of this text."),
        )
    }

    /// Who is responsible.
    pub fn controller(lang: Lang, controller: &str) -> String {
        lang.pick(
            format!("{controller} er ansvarlig for dine data i Følgeskab."),
            format!("{controller} is responsible for your data in Følgeskab."),
        )
    }
}
