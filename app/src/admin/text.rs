//! Every word of the admin's and the evaluator's pages, in Danish and English.

use crate::text::{Lang, texts};
use domain::access::Role;

texts! {
    /// The admin's pages.
    Admin {
        role: "Administrator", "Administrator";
        enrolments: "Borgere", "Citizens";
        staff: "Personale", "Staff";
        organisations: "Organisationer", "Organisations";
        programmes: "Indsatser", "Programmes";
        keys: "Nøgler til systemer", "Keys for systems";
        done_added: "Tilføjet.", "Added.";
        done_enrolled: "Borgeren er tilføjet. Koordinatoren kan udskrive arket med koden.", "The citizen was added. The coordinator can print the sheet with the code.";
        done_control: "Borgeren er tilføjet i kontrolgruppen og får ingen konto.", "The citizen was added to the control group and gets no account.";
        done_saved: "Gemt.", "Saved.";
        done_revoked: "Nøglen er lukket. Den virker ikke mere.", "The key was ended. It no longer works.";
        done_again: "Formularen var allerede sendt. Intet er gjort to gange.", "The form had been sent already. Nothing was done twice.";
        add: "Tilføj", "Add";
        save: "Gem", "Save";
        name: "Navn", "Name";
        kind: "Slags", "Kind";
        phone: "Telefon", "Phone";
        hours: "Åbningstid", "Hours";
        hours_hint: "Som man siger det: hverdage kl. 9–15.", "As people say it: weekdays 9–15.";
        organisation: "Organisation", "Organisation";
        role_label: "Rolle", "Role";
        username: "Brugernavn", "Username";
        language: "Sprog", "Language";
        programme: "Indsats", "Programme";
        choose: "Vælg", "Choose";
        none: "Ingen", "None";
        nothing: "Her er ingenting endnu.", "There is nothing here yet.";
        back: "Tilbage", "Back";
        closed: "Lukket", "Closed";
    }
}

texts! {
    /// Organisations and staff.
    People {
        add_organisation: "Ny organisation", "New organisation";
        municipality: "Kommune", "Municipality";
        jobcenter: "Jobcenter", "Jobcenter";
        hospital_unit: "Hospitalsenhed", "Hospital unit";
        research_unit: "Forskningsenhed", "Research unit";
        add_staff: "Nyt personale", "New staff";
        staff_hint: "Brugernavnet laves af systemet. Koden vises én gang på et ark, som du kan udskrive.", "The username is made by the system. The code is shown once on a sheet that you can print.";
        new_code: "Ny kode", "New code";
        new_code_hint: "Den gamle adgangskode og alle logins slutter.", "The old password and all logins end.";
        coordinator: "Koordinator", "Coordinator";
        caseworker: "Sagsbehandler", "Caseworker";
        leader: "Leder", "Leader";
        evaluator: "Evaluator", "Evaluator";
        admin: "Administrator", "Administrator";
        citizen: "Borger", "Citizen";
        needs_organisation: "Personale hører til en organisation. Tilføj den først.", "Staff belong to an organisation. Add it first.";
    }
}

texts! {
    /// Enrolments.
    Enrolments {
        title: "Borgere", "Citizens";
        add: "Ny borger", "New citizen";
        places: "Pladser", "Places";
        arm: "Gruppe", "Group";
        intervention: "Får forløbet", "Gets the course";
        control: "Kontrolgruppe, uden konto", "Control group, no account";
        control_short: "Kontrolgruppe", "Control group";
        jobcenter: "Jobcenter", "Jobcenter";
        external_ref: "Jobcenterets reference", "The jobcenter's reference";
        external_ref_hint: "Højst 40 tegn. Skriv aldrig et CPR-nummer.", "At most 40 characters. Never write a CPR number.";
        external_ref_taken: "Referencen er allerede brugt i indsatsen.", "The reference is already used in the programme.";
        coordinator: "Koordinator", "Coordinator";
        included_on: "Inkluderet", "Included";
        starts_on: "Forløbet begynder", "The course begins";
        starts_on_hint: "Kan stå tomt, til dagen er kendt.", "May stay empty until the day is known.";
        phase: "Fase", "Phase";
        change_phase: "Skift fase", "Change phase";
        change_phase_hint: "Når forløbet er slut, kan borgeren læse sine ting i den tid, indsatsen siger.", "When the course is over, the citizen can read everything for as long as the programme says.";
        change_coordinator: "Skift koordinator", "Change coordinator";
        change_coordinator_hint: "Den nye følger borgeren fra i dag. Den gamle ser ikke mere.", "The new one walks along from today. The former one sees nothing more.";
        sheet: "Ark med kode", "Sheet with a code";
        sheet_hint: "Giv arket til borgeren selv. En ny kode lukker den gamle adgangskode.", "Hand the sheet to the citizen. A new code ends the old password.";
        make_sheet: "Lav ark", "Make the sheet";
        nobody: "Ingen endnu", "Nobody yet";
        unlimited: "uden loft", "no limit";
    }
}

texts! {
    /// Keys and programmes.
    Keys {
        title: "Nøgler til systemer", "Keys for systems";
        second: "En nøgle lader jobcenterets eget system se, hvem der er klar, og sende spørgeskemaer. Den ser aldrig svar.", "A key lets the jobcenter's own system see who is due and send surveys. It never sees answers.";
        add: "Ny nøgle", "New key";
        label: "Hvad bruges den til?", "What is it for?";
        label_hint: "For eksempel systemets navn.", "The name of the system, for example.";
        jobcenter: "Jobcenter", "Jobcenter";
        made: "Lavet", "Made";
        used: "Sidst brugt", "Last used";
        never: "Aldrig", "Never";
        revoke: "Luk nøglen", "End the key";
        revoked: "Lukket", "Ended";
        state: "Status", "Status";
        lives: "Virker", "Works";
        new_title: "Her er nøglen", "Here is the key";
        new_once: "Den vises kun nu. Gem den i systemet med det samme.", "It is shown only now. Put it into the system at once.";
        needs_jobcenter: "En nøgle hører til et jobcenter. Tilføj det først.", "A key belongs to a jobcenter. Add it first.";
        programmes: "Indsatser", "Programmes";
        programmes_second: "Indsatser er filer. De læses og prøves, når programmet starter.", "Programmes are files. They are read and checked when the program starts.";
        key: "Nøgleord", "Key";
        weeks: "Uger", "Weeks";
        surveys: "Spørgeskemaer", "Surveys";
        check: "Prøvet", "Checked";
        check_ok: "Uden fejl", "No faults";
    }
}

texts! {
    /// The evaluator's page.
    Evaluation {
        role: "Evaluator", "Evaluator";
        title: "Tal", "Figures";
        second: "Kun antal, aldrig personer. Færre end fem vises ikke.", "Counts only, never people. Fewer than five are not shown.";
        phases: "Deltagere efter fase", "Participants by phase";
        arms: "Grupper", "Groups";
        response: "Svarprocent", "Response rate";
        intervention: "Får forløbet", "Gets the course";
        control: "Kontrolgruppe", "Control group";
        invited: "Spurgt", "Asked";
        answered: "Har svaret", "Answered";
        rate: "Andel", "Share";
        few: "for få", "too few";
        programme: "Indsats", "Programme";
        count: "Antal", "Count";
        phase: "Fase", "Phase";
        group: "Gruppe", "Group";
    }
}

/// A role in words.
pub const fn role_name(lang: Lang, role: Role) -> &'static str {
    let words = People::of(lang);
    match role {
        Role::Coordinator => words.coordinator,
        Role::Caseworker => words.caseworker,
        Role::Leader => words.leader,
        Role::Evaluator => words.evaluator,
        Role::Admin => words.admin,
        Role::Citizen => words.citizen,
    }
}

/// The kind of an organisation in words; the stored word where it is none of ours.
pub fn kind_name(lang: Lang, kind: &str) -> String {
    let words = People::of(lang);
    match kind {
        "municipality" => words.municipality,
        "jobcenter" => words.jobcenter,
        "hospital_unit" => words.hospital_unit,
        "research_unit" => words.research_unit,
        other => return other.to_owned(),
    }
    .to_owned()
}

/// "24 af 30", or "24, uden loft".
pub fn places_taken(lang: Lang, taken: usize, places: Option<u16>) -> String {
    match places {
        Some(places) => lang.pick(format!("{taken} af {places}"), format!("{taken} of {places}")),
        None => format!("{taken}, {}", Enrolments::of(lang).unlimited),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_empty_in_either_language() {
        let all = [Admin::ALL, People::ALL, Enrolments::ALL, Keys::ALL, Evaluation::ALL];
        for (key, da, en) in all.into_iter().flatten() {
            assert!(!da.is_empty() && !en.is_empty(), "{key}");
        }
    }
}
