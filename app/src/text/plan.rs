//! Min plan and its older versions.

use super::{Lang, texts};
use domain::plan::{Field, InterventionStatus, PlanAnswer};

texts! {
    /// Min plan.
    PlanTexts {
        title: "Min plan", "My plan";
        no_plan: "Der er ikke lavet en plan endnu. Det gør I sammen.", "There is no plan yet. You make it together.";
        own_words: "Det vil jeg gerne have, I ved", "What I would like you to know";
        change_own_words: "Ret teksten", "Change the text";
        news: "Nyt siden sidst", "New since last time";
        first: "Det er den første plan.", "This is the first plan.";
        added: "Nyt", "New";
        altered: "Ændret", "Changed";
        removed: "Fjernet", "Removed";
        moved: "Flyttet", "Moved";
        why: "Hvorfor:", "Why:";
        what_do_you_say: "Hvad siger du til det?", "What do you say to that?";
        agree: "Jeg er enig", "I agree";
        disagree: "Jeg er ikke enig", "I do not agree";
        comment: "Jeg vil skrive noget", "I want to write something";
        your_words: "Skriv, hvad du tænker", "Write what you think";
        send_words: "Gem det, jeg skrev", "Save what I wrote";
        goals: "Mine mål", "My goals";
        no_goals: "Der er ingen mål endnu.", "There are no goals yet.";
        you: "Du", "You";
        both: "Jer", "Both";
        next_step: "Næste skridt, når du er klar", "The next step, when you are ready";
        may_differ: "I må gerne se det forskelligt. Det er også fint at blive her.", "You may see it differently. It is also fine to stay here.";
        stay_is_fine: "Det er også fint at blive her.", "It is also fine to stay here.";
        all_steps: "Se alle fem trin", "See all five steps";
        where_are_you: "Hvor er du nu?", "Where are you now?";
        it_means: "Det betyder for mig", "What it means to me";
        help: "Min hjælp", "My help";
        no_help: "Der er ikke noget på planen endnu.", "There is nothing on the plan yet.";
        print: "Skriv planen ud", "Print the plan";
        older: "Ældre udgaver af planen", "Older versions of the plan";
        not_jobnet: "Dette er ikke Min Plan på Jobnet.", "This is not Min Plan on Jobnet.";
        not_newest: "Dette er en ældre udgave.", "This is an older version.";
        to_newest: "Se den nyeste", "See the newest";
        your_day: "Dit tal for dagen", "Your amount for the day";
        lower: "Sæt ned", "Lower it";
        lower_hint: "Du kan altid sætte det ned. Du skal ikke sige hvorfor.", "You can always lower it. You need not say why.";
        propose: "Foreslå et andet tal", "Propose another amount";
        propose_hint: "Din koordinator skal også sige ja.", "Your coordinator has to say yes, too.";
        points_a_day: "Point om dagen", "Points a day";
        proposed: "Et nyt tal er foreslået. I taler om det sammen.", "A new amount is proposed. You talk about it together.";
        no_base: "I har ikke aftalt et tal endnu. Det er ikke nødvendigt.", "You have not agreed on an amount yet. It is not needed.";
        responsible: "Ansvarlig:", "Responsible:";
    }
}

impl PlanTexts {
    /// "slutter den 11. april".
    pub fn ends(lang: Lang, day: &str) -> String {
        lang.pick(format!("slutter den {day}"), format!("ends on {day}"))
    }

    /// "Skrevet af dig den 14. oktober."
    pub fn written_on(lang: Lang, day: &str) -> String {
        lang.pick(format!("Skrevet af dig {day}."), format!("Written by you {day}."))
    }

    /// "Ændret den 20. november af Mette Lund, din koordinator".
    pub fn changed_by(lang: Lang, day: &str, name: &str, role: &str) -> String {
        let role = if role.is_empty() { String::new() } else { format!(", {role}") };
        lang.pick(format!("Ændret {day} af {name}{role}"), format!("Changed {day} by {name}{role}"))
    }

    /// "‘Gå en tur’, tid: fra 30 til 20 minutter."
    pub fn altered_from(lang: Lang, title: &str, field: Field, from: &str, to: &str) -> String {
        let what = Self::field(lang, field);
        let about = if title.is_empty() { what.to_owned() } else { format!("‘{title}’, {what}") };
        match (from.is_empty(), to.is_empty()) {
            (true, _) => format!("{about}: ‘{to}’."),
            (false, true) => lang.pick(format!("{about}: taget væk."), format!("{about}: taken away.")),
            (false, false) => {
                lang.pick(format!("{about}: fra ‘{from}’ til ‘{to}’."), format!("{about}: from ‘{from}’ to ‘{to}’."))
            }
        }
    }

    /// Which part of a goal or an intervention.
    pub fn field(lang: Lang, field: Field) -> &'static str {
        match field {
            Field::Title => lang.pick("navn", "name"),
            Field::Level => lang.pick("et trin", "a step"),
            Field::Meaning => lang.pick("hvad det betyder for dig", "what it means to you"),
            Field::Strand => lang.pick("slags", "kind"),
            Field::Provider => lang.pick("hvem der hjælper", "who helps"),
            Field::Responsible => lang.pick("hvem der er ansvarlig", "who is responsible"),
            Field::Pace => lang.pick("hvornår", "when"),
            Field::Period => lang.pick("periode", "period"),
            Field::Status => lang.pick("hvor langt det er", "how far it is"),
            Field::Load => lang.pick("hvor meget det fylder", "how much it takes"),
            Field::OwnWords => lang.pick("Dine egne ord", "Your own words"),
        }
    }

    /// Where an intervention is.
    pub fn status(lang: Lang, status: InterventionStatus) -> &'static str {
        match status {
            InterventionStatus::Wished => lang.pick("Ønsket af dig", "Wished by you"),
            InterventionStatus::Planned => lang.pick("Aftalt", "Agreed"),
            InterventionStatus::Running => lang.pick("I gang", "Going on"),
            InterventionStatus::Completed => lang.pick("Gjort færdig", "Finished"),
            InterventionStatus::Stopped => lang.pick("Stoppet", "Stopped"),
        }
    }

    /// The citizen's answer.
    pub fn answer(lang: Lang, answer: PlanAnswer) -> &'static str {
        match answer {
            PlanAnswer::Agree => lang.pick("Jeg er enig", "I agree"),
            PlanAnswer::Disagree => lang.pick("Jeg er ikke enig", "I do not agree"),
            PlanAnswer::Comment => lang.pick("Jeg har skrevet noget", "I have written something"),
        }
    }

    /// "Dit svar: Jeg er enig. Gemt i dag kl. 9.44. Du kan ændre det."
    pub fn your_answer(lang: Lang, answer: &str, moment: &str) -> String {
        lang.pick(
            format!("Dit svar: {answer}. Gemt {moment}. Du kan ændre det."),
            format!("Your answer: {answer}. Saved {moment}. You can change it."),
        )
    }

    /// Who sees the answer.
    pub fn answer_seen(lang: Lang, name: &str) -> String {
        lang.pick(
            format!("Dit svar kan ses af dig og {name}. Det stopper ikke din hjælp."),
            format!("Your answer can be seen by you and {name}. It does not stop your help."),
        )
    }

    /// "Du siger trin 3".
    pub fn you_say(lang: Lang, level: u8) -> String {
        lang.pick(format!("Du siger trin {level}"), format!("You say step {level}"))
    }

    /// "Mette siger trin 2".
    pub fn other_says(lang: Lang, name: &str, level: u8) -> String {
        lang.pick(format!("{name} siger trin {level}"), format!("{name} says step {level}"))
    }

    /// The staircase in words.
    pub fn stairs(lang: Lang, citizen: Option<u8>, coordinator: Option<(&str, u8)>) -> String {
        let mut parts = vec![lang.pick("Fem trin.", "Five steps.").to_owned()];
        parts.extend(citizen.map(|level| format!("{}.", Self::you_say(lang, level))));
        parts.extend(coordinator.map(|(name, level)| format!("{}.", Self::other_says(lang, name, level))));
        parts.join(" ")
    }

    /// "Trin 3".
    pub fn step(lang: Lang, level: u8) -> String {
        lang.pick(format!("Trin {level}"), format!("Step {level}"))
    }

    /// "Udgave 4".
    pub fn version(lang: Lang, number: u32) -> String {
        lang.pick(format!("Udgave {number}"), format!("Version {number}"))
    }

    /// Who can read the plan.
    pub fn plan_seen(lang: Lang, jobcenter: &str) -> String {
        let (da, en) = if jobcenter.is_empty() { ("jobcentret", "the jobcenter") } else { (jobcenter, jobcenter) };
        lang.pick(
            format!("Kan læses af dig og dit hold. Ikke af {da}."),
            format!("Can be read by you and your team. Not by {en}."),
        )
    }

    /// "12 point om dagen".
    pub fn base(lang: Lang, points: &str) -> String {
        lang.pick(format!("{points} point om dagen"), format!("{points} points a day"))
    }

    /// A beginning of a message about the own words.
    pub fn about_own_words(lang: Lang) -> &'static str {
        lang.pick(
            "Jeg vil gerne have ændret mine egne ord i planen til: ",
            "I would like to change my own words in the plan to: ",
        )
    }
}
