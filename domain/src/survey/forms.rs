//! The forms that the system brings along: own wording, free for everybody (CC0), Danish and English.
//!
//! Only the server reads them; a phone gets the form that its invitation names.

use super::Questionnaire;
use super::fhir::{Refusal, import_text};

/// The files, for one who wants to see or change them.
pub const FILES: &[(&str, &str)] = &[
    ("citizen-da.json", include_str!("../../forms/citizen-da.json")),
    ("citizen-en.json", include_str!("../../forms/citizen-en.json")),
    ("partner-da.json", include_str!("../../forms/partner-da.json")),
    ("partner-en.json", include_str!("../../forms/partner-en.json")),
];

/// The address of the citizens' form, the same in both languages.
pub const CITIZEN_FORM: &str = "https://folgeskab.example/fhir/Questionnaire/citizen-satisfaction";

/// The address of the form for staff and partners.
pub const PARTNER_FORM: &str = "https://folgeskab.example/fhir/Questionnaire/partner-satisfaction";

/// The default forms: the citizens' in Danish and English, the partners' in Danish and English.
///
/// # Errors
/// Never, as long as the test below passes: the files are part of the program.
pub fn default_forms() -> Result<Vec<Questionnaire>, Refusal> {
    FILES.iter().map(|(_, text)| import_text(text)).collect()
}

/// The default form with this address, in each language.
///
/// # Errors
/// As [`default_forms`].
pub fn default_form(url: &str) -> Result<Vec<Questionnaire>, Refusal> {
    Ok(default_forms()?.into_iter().filter(|form| form.url.as_deref() == Some(url)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Answers, Item, Kind, Value, check, flow};

    fn closed(form: &Questionnaire) -> Vec<&Item> {
        form.items.iter().filter(|item| item.kind == Kind::Choice && item.link_id != "who").collect()
    }

    #[test]
    fn the_citizens_form_has_twelve_closed_and_two_open_questions_and_who_answered() {
        for form in default_form(CITIZEN_FORM).unwrap() {
            assert_eq!(closed(&form).len(), 12);
            assert_eq!(closed(&form).last().unwrap().link_id, "overall");
            assert_eq!(form.items.iter().filter(|item| item.kind == Kind::Text).count(), 2);
            assert_eq!(form.items.last().unwrap().link_id, "who");
            assert_eq!(flow::progress(&flow::screens(&form, &Answers::default()), 3), (4, 15));
        }
    }

    #[test]
    fn every_question_can_be_skipped_and_nothing_is_chosen_beforehand() {
        for form in default_forms().unwrap() {
            assert!(Answers::start(&form).is_empty());
            assert_eq!(check(&form, &Answers::default()), Ok(Answers::default()));
        }
    }

    #[test]
    fn languages_differ_in_words_alone() {
        for url in [CITIZEN_FORM, PARTNER_FORM] {
            let forms = default_form(url).unwrap();
            let [danish, english] = forms.as_slice() else { panic!("two languages of {url}") };
            assert_eq!(danish.canonical(), english.canonical());
            assert_eq!((danish.language.as_deref(), english.language.as_deref()), (Some("da"), Some("en")));
            let shape = |form: &Questionnaire| -> Vec<_> {
                let weights = |item: &Item| -> Vec<_> {
                    form.choices(item).iter().map(|choice| (code(&choice.value), choice.weight)).collect()
                };
                form.items.iter().map(|item| (item.link_id.clone(), item.kind, weights(item))).collect()
            };
            assert_eq!(shape(danish), shape(english));
            for (one, other) in danish.items.iter().zip(&english.items) {
                assert_ne!(one.text, other.text);
            }
        }
    }

    #[test]
    fn the_scale_has_five_steps_and_one_that_does_not_count() {
        for form in default_forms().unwrap() {
            for item in closed(&form) {
                let weights: Vec<_> =
                    form.choices(item).iter().map(|choice| choice.weight.map(|w| w.to_string())).collect();
                let weights: Vec<_> = weights.iter().map(Option::as_deref).collect();
                assert_eq!(weights, [Some("5"), Some("4"), Some("3"), Some("2"), Some("1"), None]);
            }
        }
    }

    #[test]
    fn a_form_is_small_on_the_wire() {
        for form in default_forms().unwrap() {
            let json = serde_json::to_string(&form).unwrap();
            assert!(json.len() < 6_000, "{} bytes", json.len());
            assert_eq!(serde_json::from_str::<Questionnaire>(&json).unwrap(), form);
        }
    }

    fn code(value: &Value) -> Option<String> {
        match value {
            Value::Coding(coding) => coding.code.clone(),
            _ => None,
        }
    }
}
