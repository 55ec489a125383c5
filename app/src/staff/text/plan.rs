//! Words of the plan's pages.

use crate::text::texts;

texts! {
    /// The plan, its revisions and its draft.
    Plan {
        title: "Plan", "Plan";
        none: "Der er ingen plan endnu.", "There is no plan yet.";
        edit: "Ret planen", "Change the plan";
        revisions: "Udgaver", "Versions";
        to_plan: "Til planen", "To the plan";
        revision: "Udgave", "Version";
        date: "Dato", "Date";
        author: "Udgivet af", "Published by";
        answer: "Borgerens svar", "The citizen’s answer";
        changed: "Det er ændret", "What changed";
        why: "Hvorfor:", "Why:";
        change_new: "Nyt", "New";
        change_removed: "Fjernet", "Removed";
        change_moved: "Flyttet", "Moved";
        change_altered: "Ændret", "Changed";
        goals: "Mål", "Goals";
        help: "Indsatser", "Interventions";
        both: "I to", "Both of you";
        your_level: "Dit trin", "Your step";
        save_level: "Gem dit trin", "Save your step";
        edit_title: "Ret planen", "Change the plan";
        edit_second: "Borgeren ser ændringerne, når du udgiver dem.", "The citizen sees the changes once you publish them.";
        own_words: "Borgerens egne ord", "The citizen’s own words";
        own_words_hint: "Ordret, som de blev sagt.", "Word for word, as they were said.";
        add_goal: "Tilføj et mål", "Add a goal";
        add_help: "Tilføj en indsats", "Add an intervention";
        name: "Navn", "Name";
        meaning: "Det betyder for borgeren", "What it means to the citizen";
        meaning_hint: "Borgerens ord. Må være tomt.", "The citizen’s words. May be empty.";
        place: "Plads i planen", "Place in the plan";
        remove: "Fjern fra planen", "Take off the plan";
        strand: "Spor", "Strand";
        strand_health: "Helbred", "Health";
        strand_social: "Hverdag", "Everyday life";
        strand_employment: "Arbejde og uddannelse", "Work and education";
        status: "Status", "Status";
        status_wished: "Ønsket", "Wished for";
        status_planned: "Aftalt", "Agreed";
        status_running: "I gang", "Going on";
        status_completed: "Færdig", "Completed";
        status_stopped: "Stoppet", "Stopped";
        provider: "Hvem giver den", "Who gives it";
        provider_role: "Rolle", "Role";
        provider_organisation: "Sted eller hus", "Organisation";
        phone: "Telefon", "Phone";
        responsible: "Ansvarlig", "Responsible";
        responsible_hint: "Én, der svarer for den. Skal udfyldes, før planen udgives.", "One who answers for it. Needed before the plan is published.";
        pace: "Tempo", "Pace";
        pace_hint: "For eksempel: tirsdag og fredag, 30 minutter.", "For example: Tuesday and Friday, 30 minutes.";
        from: "Fra", "From";
        to: "Til", "Until";
        load: "Belastning", "Load";
        load_hint: "Minutter let aktivitet pr. gang. 30 er 1 point. Må være tomt.", "Minutes of light activity each time. 30 is 1 point. May be empty.";
        stopped_reason: "Hvorfor er den stoppet?", "Why was it stopped?";
        stopped_reason_hint: "Kun når status er Stoppet.", "Only when the status is Stopped.";
        reason: "Hvorfor ændres planen?", "Why is the plan changed?";
        reason_hint: "Borgeren læser det. Skriv kort og enkelt.", "The citizen reads it. Write short and plain.";
        publish: "Udgiv planen", "Publish the plan";
        save: "Gem kladden", "Save the draft";
    }
}
