//! Reads every text: both languages, no refused word, no jargon, short sentences.

use super::*;
use domain::refusal::Code;
use domain::survey::Fault;

/// Words that begin like this are refused (domain.md §4.9, ux.md §2.4 and "Avoid" of the look).
const REFUSED_DA: &[&str] = &[
    "alarm",
    "analys",
    "beregn",
    "diagnos",
    "fortolk",
    "forværr",
    "helbredsscore",
    "kontroller",
    "lindr",
    "måler",
    "monitorer",
    "overvåg",
    "risiko",
    "sundhedstilstand",
    "symptom",
    "behandling",
    "behandle",
    "mangler",
    "vigtig",
    "forløbskoordinator",
    "progressionsmål",
    "indsats",
    "udredning",
    "energiforvaltning",
    "revider",
    "udebliv",
    "visiter",
];
const REFUSED_EN: &[&str] =
    &["alarm", "analys", "diagnos", "monitor", "relapse", "risk", "symptom", "treat", "worsen", "important", "missed"];

/// Key, Danish, English.
type Text = (&'static str, &'static str, &'static str);

fn all() -> Vec<(String, &'static str, &'static str)> {
    let screens: [(&str, &[Text]); 9] = [
        ("common", Common::ALL),
        ("today", TodayTexts::ALL),
        ("day", DayTexts::ALL),
        ("activity", ActivityTexts::ALL),
        ("messages", MessageTexts::ALL),
        ("plan", PlanTexts::ALL),
        ("me", MeTexts::ALL),
        ("privacy", PrivacyTexts::ALL),
        ("survey", SurveyTexts::ALL),
    ];
    let mut texts: Vec<_> = screens
        .iter()
        .flat_map(|(screen, texts)| texts.iter().map(move |(key, da, en)| (format!("{screen}.{key}"), *da, *en)))
        .collect();
    for code in [
        Code::Empty,
        Code::TooLong,
        Code::Invalid,
        Code::InvalidDate,
        Code::NotFound,
        Code::NotAllowed,
        Code::Changed,
        Code::AlreadyAnswered,
        Code::Closed,
        Code::TooMany,
        Code::CourseEnded,
        Code::Conflict,
        Code::Expired,
        Code::Taken,
        Code::Unknown,
    ] {
        texts.push((format!("refusal.{}", code.text()), refusal(Lang::Da, code), refusal(Lang::En, code)));
    }
    for fault in [
        Fault::Required,
        Fault::Type,
        Fault::TooLong,
        Fault::TooFew,
        Fault::TooMany,
        Fault::Exclusive,
        Fault::TooSmall,
        Fault::TooGreat,
    ] {
        texts.push((format!("{fault:?}"), problem(Lang::Da, fault), problem(Lang::En, fault)));
    }
    texts
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).map(str::to_lowercase)
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', '!', '?', ':']).map(str::trim).filter(|part| part.chars().any(char::is_alphabetic))
}

/// Words per sentence, and the share of words of seven letters and more (ux.md §2.4).
fn lix(text: &str) -> usize {
    let count = words(text).count();
    let long = words(text).filter(|word| word.chars().count() >= 7).count();
    count / sentences(text).count().max(1) + 100 * long / count.max(1)
}

#[test]
fn no_text_is_empty_and_none_says_what_is_refused() {
    for (key, da, en) in all() {
        assert!(!da.trim().is_empty() && !en.trim().is_empty(), "{key}");
        for word in words(da) {
            let refused = REFUSED_DA.iter().any(|start| word.starts_with(start));
            assert!(!refused, "{key}: {word}");
        }
        for word in words(en) {
            assert!(!REFUSED_EN.iter().any(|start| word.starts_with(start)), "{key}: {word}");
        }
    }
}

#[test]
fn sentences_are_short() {
    for (key, da, en) in all() {
        for sentence in sentences(da).chain(sentences(en)) {
            assert!(words(sentence).count() <= 20, "{key}: {sentence}");
        }
    }
}

#[test]
fn running_texts_are_easy() {
    let privacy: Vec<&str> = PrivacyTexts::ALL
        .iter()
        .filter(|(key, ..)| key.ends_with("text") || key.ends_with("see") || key.ends_with("sees"))
        .map(|(_, da, _)| *da)
        .collect();
    let privacy = privacy.join(" ");
    assert!(lix(&privacy) <= 40, "privacy: {}", lix(&privacy));
    for (key, da, _) in all() {
        if words(da).count() >= 50 && sentences(da).count() >= 4 {
            assert!(lix(da) <= 30, "{key}: {}", lix(da));
        }
    }
}

#[test]
fn both_languages_keep_the_same_inner_spaces() {
    for (key, da, en) in all() {
        assert_eq!(da.ends_with(' '), en.ends_with(' '), "{key}");
    }
}
