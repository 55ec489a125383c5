//! Words of the frame, of forms, and of the pages that list several citizens.

use crate::text::texts;

texts! {
    /// The frame of every staff page.
    Frame {
        skip: "Gå til indholdet", "Go to the content";
        places: "Steder", "Places";
        log_out: "Log ud", "Log out";
        news: "Der er nyt.", "There is something new.";
        show: "Vis det", "Show it";
        worklist: "Arbejdsliste", "Worklist";
        citizens: "Mine borgere", "My citizens";
        calendar: "Kalender", "Calendar";
        messages: "Beskeder", "Messages";
        help: "Hjælp", "Help";
        coordinator: "Koordinator", "Coordinator";
        leader: "Leder", "Leader";
        done_sent: "Beskeden er sendt.", "The message was sent.";
        done_seen: "Markeret som set.", "Marked as seen.";
        done_saved: "Gemt.", "Saved.";
        done_draft: "Kladden er gemt. Borgeren ser den først, når du udgiver den.", "The draft is saved. The citizen sees it once you publish it.";
        done_published: "Planen er udgivet. Borgeren kan se den nu.", "The plan is published. The citizen can see it now.";
        done_booked: "Aftalen er booket. Borgeren får besked.", "The appointment is booked. The citizen is told.";
        done_changed: "Aftalen er ændret. Borgeren får besked.", "The appointment was changed. The citizen is told.";
        done_cancelled: "Aftalen er aflyst. Borgeren får besked.", "The appointment was called off. The citizen is told.";
        done_removed: "Fjernet fra planen.", "Taken off the plan.";
        done_ended: "Enheden er lukket.", "The device was ended.";
    }
}

texts! {
    /// What forms say when something is not right.
    Forms {
        summary: "Se lige på det her", "Please look at this";
        empty: "Skriv noget her.", "Write something here.";
        too_long: "Teksten er for lang. Den er ikke gemt endnu.", "The text is too long. It is not saved yet.";
        invalid: "Det kan ikke læses. Ret det, og prøv igen.", "This cannot be read. Change it and try again.";
        invalid_date: "Den dato findes ikke, eller den passer ikke.", "This date does not exist or does not fit.";
        not_found: "Det findes ikke længere.", "It is no longer there.";
        not_allowed: "Det har du ikke adgang til.", "You have no access to this.";
        changed: "Det er ændret, siden du åbnede siden.", "It was changed since you opened the page.";
        already_answered: "Der er allerede svaret.", "It was already answered.";
        closed: "Det er lukket.", "It is closed.";
        too_many: "Der er ikke plads til flere.", "There is no room for more.";
        course_ended: "Forløbet er slut. Der kan ikke ændres mere.", "The course has ended. Nothing can be changed.";
        conflict: "Formularen er sendt før med en anden tekst. Din tekst står her endnu.", "This form was sent before with another text. Your text is still here.";
        taken: "Du har en anden aftale på det tidspunkt. Vælg en anden tid.", "You have another appointment at that time. Choose another time.";
    }
}

texts! {
    /// Arbejdsliste.
    Worklist {
        title: "Arbejdsliste", "Worklist";
        order: "Rækkefølge", "Order";
        by_due: "Efter frist", "By date";
        by_citizen: "Efter borger", "By citizen";
        overview: "Overblik", "Overview";
        today: "I dag", "Today";
        this_week: "Denne uge", "This week";
        later: "Senere", "Later";
        nothing: "Der er intet på listen lige nu.", "There is nothing in the list right now.";
        no_health: "Listen ser ikke på helbred. Den følger kun frister, svar og aftaler.", "The list does not look at health. It only follows dates, answers and appointments.";
        places: "Dine pladser", "Your places";
        agenda: "Din dag", "Your day";
        agenda_empty: "Du har ingen aftaler i dag.", "You have no appointments today.";
        act_answer: "Svar", "Answer";
        act_open_message: "Åbn besked", "Open message";
        act_find_time: "Find en tid", "Find a time";
        act_prepare: "Forbered", "Prepare";
        act_read: "Læs svaret", "Read the answer";
        act_see_plan: "Se planen", "See the plan";
        act_write: "Skriv", "Write";
    }
}

texts! {
    /// Mine borgere.
    Caseload {
        title: "Mine borgere", "My citizens";
        search: "Søg efter navn", "Search by name";
        find: "Søg", "Search";
        show_all: "Vis alle", "Show all";
        empty: "Du følger ikke nogen borgere lige nu.", "You do not walk along with anybody right now.";
        nobody_found: "Ingen med det navn.", "Nobody by that name.";
        citizen: "Borger", "Citizen";
        course: "Forløb", "Course";
        messages: "Beskeder", "Messages";
        next: "Næste aftale", "Next appointment";
        shares: "Deler kræfter", "Shares energy";
        nobody_waits: "Ingen venter", "Nobody waits";
        no_appointment: "Ingen aftale", "No appointment";
        shares_yes: "Ja", "Yes";
        shares_no: "Nej", "No";
    }
}

texts! {
    /// Pladser, for a leader.
    Caseloads {
        title: "Pladser", "Places";
        only_numbers: "Kun tal. Her står ingen borgere.", "Numbers only. There are no citizens here.";
        empty: "Ingen koordinatorer følger borgere fra dit hus lige nu.", "No coordinators walk with citizens of your house right now.";
        coordinator: "Koordinator", "Coordinator";
        citizens: "Borgere", "Citizens";
        aftercare: "I efterværn", "In aftercare";
        new: "Nye i denne uge", "New this week";
        room: "Plads", "Room";
    }
}

texts! {
    /// Beskeder across the caseload.
    Inbox {
        title: "Beskeder", "Messages";
        empty: "Her er ingen samtaler endnu.", "There are no conversations yet.";
        waits_for_nobody: "Ingen venter på svar.", "Nobody waits for an answer.";
        nobody_wrote: "Ingen har skrevet endnu.", "Nobody has written yet.";
        answer: "Svar", "Answer";
        open: "Åbn", "Open";
        last: "Sidst skrevet", "Last written";
    }
}

texts! {
    /// Kalender.
    Calendar {
        other_week: "Anden uge", "Another week";
        before: "Ugen før", "The week before";
        after: "Ugen efter", "The week after";
        free: "Ingen aftaler", "No appointments";
        today: "i dag", "today";
        cancelled: "aflyst", "called off";
    }
}

texts! {
    /// Two texts for one place.
    Conflict {
        title: "To udgaver af det samme", "Two versions of the same";
        what: "Det her blev ændret et andet sted, mens du skrev. Begge tekster står her, og intet er gået tabt.", "This was changed elsewhere while you wrote. Both texts are here, and nothing is lost.";
        field: "Felt", "Field";
        saved: "Det, der er gemt", "What is saved";
        yours: "Det, du skrev", "What you wrote";
        nothing: "(tomt)", "(empty)";
        go_on: "Gå videre med min tekst", "Go on with my text";
        use_saved: "Brug det, der er gemt", "Use what is saved";
    }
}

texts! {
    /// Hjælp.
    Help {
        title: "Hjælp", "Help";
        list: "Arbejdslisten", "The worklist";
        list_text: "Hver linje står der på grund af en frist, et svar eller en aftale. Listen ser aldrig på, hvordan en borger har det.", "Each line is there because of a date, an answer or an appointment. The list never looks at how a citizen is doing.";
        seen: "At læse er ikke at have set", "Reading is not having seen";
        seen_text: "Du kan læse en besked, uden at borgeren får at vide, at den er set. Det sker først, når du svarer eller trykker på ‘Markér som set’.", "You can read a message without the citizen being told that it was seen. That happens once you answer or press ‘Mark as seen’.";
        conflict: "To faner, to udgaver", "Two tabs, two versions";
        conflict_text: "Hvis en plan eller en aftale bliver ændret to steder, får du begge tekster at se. Intet bliver overskrevet.", "If a plan or an appointment is changed in two places, you are shown both texts. Nothing is overwritten.";
        energy: "Kræfter", "Energy";
        energy_text: "Du ser kun dagenes bånd, når borgeren har valgt at dele dem. Ellers ser du, hvornår der er optaget.", "You see the bands of the days only when the citizen has chosen to share them. Otherwise you see when the time is taken.";
        code: "Glemt adgangskode eller ny telefon", "Forgotten password or new phone";
        code_text: "Åbn borgeren, vælg ‘Enheder og kode’, og skriv et nyt ark ud. Den gamle adgangskode virker ikke mere.", "Open the citizen, choose ‘Devices and code’ and print a new sheet. The old password no longer works.";
        ended: "Efter forløbet", "After the course";
        ended_text: "Alt kan læses i en periode efter forløbet. Der kan ikke skrives mere.", "Everything can be read for a time after the course. Nothing more can be written.";
    }
}
