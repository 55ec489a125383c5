//! Why something could not be taken, in kind words. Never blames, always says what can be done.

use super::Lang;
use domain::refusal::Code;
use domain::survey::Fault;

/// The words for a reason.
pub fn refusal(lang: Lang, code: Code) -> &'static str {
    match code {
        Code::Empty => lang.pick("Her er plads til noget først.", "Something is needed here first."),
        Code::TooLong => lang.pick("Teksten er for lang. Del den i to.", "The text is too long. Split it in two."),
        Code::Invalid => {
            lang.pick("Det kunne vi ikke læse. Prøv på en anden måde.", "We could not read that. Try another way.")
        }
        Code::InvalidDate => {
            lang.pick("Den dato kan vi ikke bruge. Vælg en anden.", "We cannot use that date. Choose another.")
        }
        Code::NotFound => lang.pick("Den findes ikke mere.", "It no longer exists."),
        Code::NotAllowed => lang.pick(
            "Det kan ikke gøres herfra. Spørg din koordinator.",
            "It cannot be done from here. Ask your coordinator.",
        ),
        Code::Changed => lang.pick(
            "Den er ændret, siden du så den. Se den nye og svar igen.",
            "It has changed since you saw it. See the new one and answer again.",
        ),
        Code::AlreadyAnswered => lang.pick("Den er allerede besvaret.", "It is already answered."),
        Code::Closed => lang.pick("Den er lukket nu.", "It is closed now."),
        Code::TooMany => lang.pick(
            "Der er ikke plads til flere. Tag noget væk først.",
            "There is no room for more. Take something away first.",
        ),
        Code::CourseEnded => lang
            .pick("Dit forløb er slut. Ring, hvis der er noget.", "Your course has ended. Call if there is something."),
        Code::Conflict => lang.pick(
            "Den er sendt før med en anden tekst. Se begge, og send igen.",
            "It was sent before with another text. See both, and send again.",
        ),
        Code::Expired => lang.pick(
            "Den er så gammel, at vi ikke ved, om den kom frem.",
            "It is so old that we do not know whether it arrived.",
        ),
        Code::Taken => lang.pick("Tiden er taget. Vælg en anden.", "The time is taken. Choose another."),
        Code::UnknownKind | Code::Unknown => lang
            .pick("Det gik ikke denne gang. Prøv igen, eller ring.", "It did not work this time. Try again, or call."),
    }
}

/// The words for an answer that cannot be sent as it is.
pub fn problem(lang: Lang, fault: Fault) -> &'static str {
    match fault {
        Fault::Required => lang.pick(
            "Her er plads til et svar, før du kan sende.",
            "There is room for an answer here before you can send.",
        ),
        Fault::Type | Fault::Unknown | Fault::NotAnOption => {
            lang.pick("Det svar kunne vi ikke læse. Vælg igen.", "We could not read that answer. Choose again.")
        }
        Fault::TooLong => {
            lang.pick("Teksten er for lang. Gør den lidt kortere.", "The text is too long. Make it a little shorter.")
        }
        Fault::TooFew => lang.pick("Vælg gerne et par flere.", "Please choose a few more."),
        Fault::TooMany => lang.pick("Vælg lidt færre.", "Choose a few less."),
        Fault::Exclusive => {
            lang.pick("Det ene svar passer ikke med de andre.", "One answer does not go with the others.")
        }
        Fault::TooSmall => lang.pick("Tallet er for lille.", "The number is too small."),
        Fault::TooGreat => lang.pick("Tallet er for stort.", "The number is too great."),
    }
}
