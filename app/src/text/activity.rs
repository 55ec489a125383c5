//! Adding, changing and recording an activity; appointments and their answers.

use super::{Lang, texts};
use domain::activity::{ActivityKind, Importance};

texts! {
    /// Activities and appointments.
    ActivityTexts {
        add_title: "Læg noget ind", "Add something";
        edit_title: "Ret", "Change";
        name: "Hvad er det?", "What is it?";
        weight: "Hvor meget fylder det?", "How much does it take?";
        weight_hint: "Kun du ved, hvad der er let for dig.", "Only you know what is light for you.";
        minutes: "Hvor mange minutter?", "How many minutes?";
        travel: "Minutter på vejen, frem og tilbage", "Minutes on the way, there and back";
        date: "Hvilken dag?", "Which day?";
        start: "Hvornår på dagen?", "What time of day?";
        kinds: "Hvad trækker det på?", "What does it draw on?";
        importance: "Kan det vente?", "Can it wait?";
        fixed: "Det er aftalt med andre og skal ikke flyttes", "It is agreed with others and is not to be moved";
        repeat: "Sker det igen?", "Does it happen again?";
        once: "Kun denne ene gang", "Only this once";
        daily: "Hver dag", "Every day";
        weekly: "Hver uge", "Every week";
        as_now: "Som nu", "As now";
        weekdays: "På hvilke dage?", "On which days?";
        until: "Til og med", "Until";
        until_hint: "Lad den være tom, hvis det bare bliver ved.", "Leave it empty if it just goes on.";
        more: "Flere valg", "More choices";
        add: "Læg ind", "Add";
        save_changes: "Gem ændringen", "Save the change";
        edit_all: "Ændringen gælder også de kommende gange.", "The change also covers the coming times.";
        done: "Gjort", "Done";
        skipped: "Sprang over", "Skipped";
        planned: "Ikke endnu", "Not yet";
        skip_is_fine: "Det er fint at springe over.", "It is fine to skip.";
        how_did_it_go: "Hvordan gik det?", "How did it go?";
        took: "Hvor mange minutter tog det?", "How many minutes did it take?";
        felt: "Hvordan føltes det?", "How did it feel?";
        move_it: "Flyt den", "Move it";
        move_hint: "Vælg en anden dag. Tiden kan du lade være tom.", "Choose another day. You may leave the time empty.";
        move_button: "Flyt", "Move";
        move_back: "Flyt tilbage", "Move it back";
        split_it: "Del den i to", "Split it in two";
        split_hint: "Så mange minutter gemmer du til en anden dag.", "So many minutes you keep for another day.";
        split_button: "Del", "Split";
        remove: "Tag den af planen", "Take it off the plan";
        remove_hint: "Den og de kommende gange går ud. Det, du har gjort, bliver stående.", "This one and the coming times go. What you have done stays.";
        remove_button: "Tag af planen", "Take off the plan";
        removed: "Den er taget af planen.", "It is off the plan.";
        your_plan_seen: "Det, du planlægger, kan ses af dig og din koordinator.", "What you plan can be seen by you and your coordinator.";
        record_private: "Hvordan det gik, kan kun ses af dig.", "How it went can only be seen by you.";
        record_shared: "Hvordan det gik, kan ses af dig og din koordinator.", "How it went can be seen by you and your coordinator.";
        appointments: "Aftaler", "Appointments";
        coming: "Kommer", "To come";
        past: "Før i dag", "Before today";
        no_appointments: "Du har ingen aftaler lige nu.", "You have no appointments right now.";
        are_you_coming: "Kommer du?", "Are you coming?";
        coming_answer: "Jeg kommer", "I am coming";
        cannot: "Jeg kan ikke", "I cannot come";
        need_help: "Jeg har brug for hjælp til at komme", "I need help to come";
        a_few_words: "Et par ord med, hvis du vil", "A few words with it, if you like";
        send_answer: "Gem mit svar", "Save my answer";
        no_answer_yet: "Du har ikke svaret. Det er også i orden at spørge først.", "You have not answered. It is also fine to ask first.";
        help_next: "Skriv, hvad der kan hjælpe dig", "Write what could help you";
        ask_to_move: "Bed om en anden tid", "Ask for another time";
        way: "Vejen derhen", "The way there";
        before_you_go: "Før du går", "Before you go";
        unready_is_fine: "Du må også komme uden at være klar.", "You may come without being ready, too.";
        cancelled: "Aftalen er aflyst. Du skal ikke gøre noget.", "The appointment is called off. You need not do anything.";
        by_phone: "På telefon", "By phone";
        by_video: "På video", "By video";
        interpreter: "Der er tolk med", "An interpreter is there";
        changed: "Aftalen er ændret", "The appointment has changed";
        answer_is_older: "Dit svar var til den gamle tid. Svar gerne igen.", "Your answer was to the old time. Please answer again.";
        travel_counted: "Turen frem og tilbage er regnet med.", "The trip there and back is counted.";
        nobody_named: "Med dit hold", "With your team";
        is_over: "Aftalen er forbi.", "The appointment is over.";
    }
}

impl ActivityTexts {
    /// What an activity draws on.
    pub fn kind(lang: Lang, kind: ActivityKind) -> &'static str {
        match kind {
            ActivityKind::Physical => lang.pick("Krop", "Body"),
            ActivityKind::Thinking => lang.pick("Tanker", "Thinking"),
            ActivityKind::Feelings => lang.pick("Følelser", "Feelings"),
            ActivityKind::Social => lang.pick("Samvær", "Company"),
        }
    }

    /// Whether it can wait.
    pub fn importance(lang: Lang, importance: Importance) -> &'static str {
        match importance {
            Importance::Must => lang.pick("Nej, den skal blive", "No, it has to stay"),
            Importance::Normal => lang.pick("Det er lige meget", "I do not mind"),
            Importance::CanWait => lang.pick("Ja, den kan vente", "Yes, it can wait"),
        }
    }

    /// "Gemt i går kl. 19.50. Du kan ændre dit svar."
    pub fn answer_kept(lang: Lang, moment: &str) -> String {
        lang.pick(
            format!("Gemt {moment}. Du kan ændre dit svar."),
            format!("Saved {moment}. You can change your answer."),
        )
    }

    /// "I dag kl. 10.30 til 11.15".
    pub fn from_to(lang: Lang, day: &str, from: &str, to: &str) -> String {
        lang.pick(format!("{day} kl. {from} til {to}"), format!("{day} {from} to {to}"))
    }

    /// "Fylder cirka 4 af dine 12 point".
    pub fn takes(lang: Lang, load: &str, budget: Option<&str>) -> String {
        match budget {
            Some(budget) => lang.pick(
                format!("Fylder cirka {load} af dine {budget} point"),
                format!("Takes about {load} of your {budget} points"),
            ),
            None => lang.pick(format!("Fylder cirka {load} point"), format!("Takes about {load} points")),
        }
    }

    /// "Mette er din koordinator".
    pub fn is_role(lang: Lang, name: &str, role: &str) -> String {
        lang.pick(format!("{name} er {role}"), format!("{name} is {role}"))
    }

    /// Two or more names.
    pub fn and(lang: Lang, first: &str, second: &str) -> String {
        lang.pick(format!("{first} og {second}"), format!("{first} and {second}"))
    }

    /// "Skal du have ‘Gå en tur’ til at hedde Middel?" after three times the same feeling.
    pub fn relabel(lang: Lang, weight: &str) -> String {
        lang.pick(
            format!("Den har føltes ens tre gange. Skal den hedde ‘{weight}’ nu?"),
            format!("It has felt the same three times. Should it be ‘{weight}’ now?"),
        )
    }
}
