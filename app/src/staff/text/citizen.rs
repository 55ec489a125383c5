//! Words of the pages about one citizen, but for the plan.

use crate::text::texts;

texts! {
    /// The citizen's page.
    Citizen {
        my_citizens: "Mine borgere", "My citizens";
        shares: "deler dag og uge med dig", "shares day and week with you";
        shares_not: "deler ikke sine kræfter", "does not share energy";
        devices: "Enheder og kode", "Devices and code";
        edit_plan: "Ret planen", "Change the plan";
        new_appointment: "Ny aftale", "New appointment";
        new_activity: "Ny aktivitet", "New activity";
        all_appointments: "Alle aftaler", "All appointments";
        all_activities: "Aktiviteter", "Activities";
        messages: "Beskeder", "Messages";
        whole_thread: "Hele samtalen", "The whole conversation";
        plan: "Plan", "Plan";
        no_plan: "Der er ingen plan endnu.", "There is no plan yet.";
        not_answered: "Har ikke svaret endnu.", "Has not answered yet.";
        whole_plan: "Hele planen", "The whole plan";
        older_revisions: "Ældre udgaver", "Older versions";
        both: "I to", "Both of you";
        seen_both: "Det ser I begge", "What you both see";
        seen_plan: "Planen med alle udgaver, og hvad der er ændret.", "The plan with all its versions, and what was changed.";
        seen_appointments: "Aftaler og det, der er planlagt på en dag.", "Appointments and what is planned on a day.";
        seen_messages: "Beskederne. Du læser dem, uden at det kan ses, til du svarer eller markerer dem som set.", "The messages. You read them without it showing until you answer or mark them as seen.";
        seen_log: "Hvem der har set hvad. Borgeren kan se, at du har været her.", "Who has seen what. The citizen can see that you were here.";
        seen_energy: "Kræfter", "Energy";
        seen_energy_on: "Borgeren deler: dagens bånd, det der er gjort, morgenens svar og det, I har aftalt. Det kan slås fra når som helst.", "The citizen shares: the bands, what is done, the mornings and what you agreed. It can be turned off at any time.";
        seen_energy_off: "Borgeren deler ikke. Du ser kun, hvornår der er planlagt noget.", "The citizen does not share. You only see when something is planned.";
        seen_never: "Det ser du aldrig", "What you never see";
        seen_survey: "Svar på spørgeskemaer. Dem ser ingen som svar fra én person.", "Answers to questionnaires. Nobody sees them as one person’s answers.";
    }
}

texts! {
    /// Conversations.
    Messages {
        title: "Beskeder", "Messages";
        peek: "Du kan læse her, uden at det kan ses.", "You can read here without it showing.";
        empty: "Ingen har skrevet endnu.", "Nobody has written yet.";
        older: "Ældre beskeder", "Older messages";
        newest: "De nyeste beskeder", "The newest messages";
        mark_seen: "Markér som set", "Mark as seen";
        send: "Send svar", "Send answer";
        check: "Se LIX", "See LIX";
        lix_none: "LIX viser, om teksten er let at læse.", "LIX shows whether the text is easy to read.";
        who_reads: "Kan læses af borgeren og dig. Ikke af jobcentret.", "Can be read by the citizen and you. Not by the jobcenter.";
        closed: "Forløbet er slut. Der kan ikke skrives mere her.", "The course has ended. Nothing more can be written here.";
    }
}

texts! {
    /// The week.
    Week {
        nothing_agreed: "intet aftalt endnu", "nothing agreed yet";
        not_shared: "kun ledig og optaget", "only free and taken";
        not_shared_why: "Borgeren deler ikke sine kræfter. Du ser kun, hvornår der er planlagt noget.", "The citizen does not share energy. You only see when something is planned.";
        free: "Ledig", "Free";
        busy: "Optaget", "Taken";
        now: "Nu", "Now";
        with_it: "Med aftalen", "With the appointment";
    }
}

texts! {
    /// Appointments.
    Appointments {
        title: "Aftaler", "Appointments";
        new: "Ny aftale", "New appointment";
        change: "Ret aftalen", "Change the appointment";
        coming: "Kommende", "Coming";
        past: "Tidligere", "Past";
        none_coming: "Ingen kommende aftaler.", "No coming appointments.";
        none_past: "Ingen tidligere aftaler.", "No past appointments.";
        cancelled: "aflyst", "called off";
        is_cancelled: "Aftalen er aflyst. Gemmer du den, gælder den igen.", "The appointment was called off. If you save it, it stands again.";
        name: "Hvad drejer det sig om?", "What is it about?";
        date: "Dato", "Date";
        start: "Klokken", "Time";
        minutes: "Minutter", "Minutes";
        travel: "Minutter på vej", "Minutes on the way";
        travel_hint: "Frem og tilbage.", "There and back.";
        weight: "Hvor meget tager den?", "How much does it take?";
        weight_rest: "Hvile", "Rest";
        weight_light: "Let", "Light";
        weight_medium: "Middel", "Medium";
        weight_heavy: "Tung", "Heavy";
        with_name: "Med hvem", "With whom";
        with_role: "Rolle", "Role";
        with_organisation: "Sted eller hus", "Organisation";
        mode: "Hvordan mødes I?", "How do you meet?";
        mode_in_person: "På et sted", "At a place";
        mode_phone: "På telefon", "By phone";
        mode_video: "På video", "By video";
        place: "Sted", "Place";
        place_hint: "Ved video: et sted, som borgeren kender.", "By video: a place that the citizen knows.";
        address: "Adresse, og hvordan man kommer ind", "Address, and how to get in";
        way: "Vejen derhen", "The way there";
        way_hint: "Én linje pr. trin, for eksempel: 10.10 Gå hjemmefra – tag den blå sti", "One line a step, for example: 10:10 Leave home – take the blue path";
        preparation: "At tænke på inden", "To think of beforehand";
        preparation_hint: "Én ting på hver linje.", "One thing on each line.";
        companion: "Hvem kommer med?", "Who comes along?";
        interpreter: "Der kommer en tolk", "An interpreter comes";
        mine: "Jeg er selv med, så den tager min tid", "I am there myself, so it takes my time";
        see_effect: "Se dagen først", "See the day first";
        see_again: "Se dagen igen", "See the day again";
        book: "Book aftalen", "Book the appointment";
        save: "Gem ændringen", "Save the change";
        only_busy: "Borgeren deler ikke sine kræfter. Du ser kun, hvornår der er planlagt noget.", "The citizen does not share energy. You only see when something is planned.";
        cancel_title: "Aflys aftalen", "Call the appointment off";
        cancel_reason: "Hvorfor?", "Why?";
        cancel_reason_hint: "Borgeren ser det, du skriver.", "The citizen sees what you write.";
        cancel: "Aflys", "Call off";
    }
}

texts! {
    /// Activities.
    Activities {
        title: "Aktiviteter", "Activities";
        new: "Ny aktivitet", "New activity";
        change: "Ret aktiviteten", "Change the activity";
        empty: "Der er ingen aktiviteter endnu.", "There are no activities yet.";
        seen: "Borgeren ser den i sin uge og kan ændre den.", "The citizen sees it in the week and can change it.";
        name: "Hvad?", "What?";
        weight: "Hvor meget tager den?", "How much does it take?";
        weight_hint: "Det er borgerens egen oplevelse, der tæller.", "It is the citizen’s own experience that counts.";
        minutes: "Minutter", "Minutes";
        travel: "Minutter på vej", "Minutes on the way";
        date: "Første dag", "First day";
        start: "Klokken", "Time";
        start_hint: "Tom: når som helst på dagen.", "Empty: any time of the day.";
        kinds: "Hvad trækker den på?", "What does it draw on?";
        kind_physical: "Krop", "Body";
        kind_thinking: "Tanke", "Thinking";
        kind_feelings: "Følelser", "Feelings";
        kind_social: "Samvær", "Company";
        importance: "Hvor vigtig er den for borgeren?", "How much does it matter to the citizen?";
        importance_must: "Skal ske", "Has to be";
        importance_normal: "Hverken eller", "Neither nor";
        importance_can_wait: "Kan vente", "Can wait";
        fixed: "Aftalt med andre, så den flyttes ikke", "Agreed with others, so it is not moved";
        repeat: "Gentages", "Repeats";
        repeat_none: "Nej, én gang", "No, once";
        repeat_daily: "Hver dag", "Every day";
        repeat_weekly: "Hver uge", "Every week";
        days: "På hvilke dage?", "On which days?";
        days_hint: "Gælder kun, når den gentages hver uge. Ingen valgt: samme ugedag som den første.", "Only when it repeats every week. None chosen: the weekday of the first day.";
        interval: "Hvor tit", "How often";
        interval_hint: "1: hver gang. 2: hver anden.", "1: each time. 2: every second.";
        until: "Sidste dag", "Last day";
        until_hint: "Tom: den bliver ved.", "Empty: it goes on.";
        times: "Antal gange", "Number of times";
        mo: "Mandag", "Monday";
        tu: "Tirsdag", "Tuesday";
        we: "Onsdag", "Wednesday";
        th: "Torsdag", "Thursday";
        fr: "Fredag", "Friday";
        sa: "Lørdag", "Saturday";
        su: "Søndag", "Sunday";
        save: "Gem", "Save";
        remove: "Fjern fra planen", "Take off the plan";
        remove_hint: "Det, der allerede er sket, bliver stående.", "What has happened already stays.";
    }
}

texts! {
    /// Devices, and the sheet with the code.
    Devices {
        title: "Enheder og kode", "Devices and code";
        username: "Brugernavn", "Username";
        none: "Ingen enheder endnu.", "No devices yet.";
        end: "Luk enheden", "End the device";
        new_code: "Ny engangskode", "New one-time code";
        new_code_what: "Borgeren vælger selv en ny adgangskode med den. Den gamle adgangskode virker ikke mere, og alle enheder bliver logget ud. Det, der venter på telefonen, går ikke tabt.", "The citizen chooses a new password with it. The old password no longer works, and all devices are logged out. What waits on the phone is not lost.";
        make_sheet: "Lav et ark med ny kode", "Make a sheet with a new code";
        sheet_title: "Kom i gang med Følgeskab", "Getting started with Følgeskab";
        sheet_go: "Åbn denne adresse på din telefon:", "Open this address on your phone:";
        sheet_username: "Dit brugernavn:", "Your username:";
        sheet_code: "Din kode til første gang:", "Your code for the first time:";
        sheet_choose: "Vælg så din egen adgangskode.", "Then choose your own password.";
        once: "Koden vises kun nu. Skriv arket ud, før du går videre.", "The code is shown only now. Print the sheet before you go on.";
        back: "Tilbage til borgeren", "Back to the citizen";
    }
}
