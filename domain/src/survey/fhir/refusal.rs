//! Why a questionnaire is not taken: where, and for which of a fixed set of reasons.

use serde::{Deserialize, Serialize};

/// The first thing in a questionnaire that is not supported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Where, as `item[2].item[0]`; empty for the questionnaire as a whole.
    pub path: String,
    /// Why.
    pub reason: Reason,
    /// The name of what was found there (an element, a type, a link id), if that helps.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub found: String,
}

impl Refusal {
    pub(super) fn new(path: impl Into<String>, reason: Reason, found: impl Into<String>) -> Self {
        let found: String = found.into();
        let found = found.chars().filter(|c| !c.is_control()).take(120).collect();
        Self { path: path.into(), reason, found }
    }
}

impl std::fmt::Display for Refusal {
    /// `item[2].item[0]: quantity: numbers with a unit are not supported`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let path = if self.path.is_empty() { "Questionnaire" } else { &self.path };
        write!(f, "{path}: {}: {}", self.reason.code(), self.reason.english())?;
        if self.found.is_empty() { Ok(()) } else { write!(f, " ({})", self.found) }
    }
}

impl std::error::Error for Refusal {}

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident $code:literal $english:literal $danish:literal;)*) => {
        /// Why a questionnaire is refused. The codes are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Reason {
            $($(#[$doc])* #[serde(rename = $code)] $name,)*
        }

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// One sentence in English.
            pub const fn english(self) -> &'static str {
                match self { $(Self::$name => $english,)* }
            }

            /// One sentence in Danish.
            pub const fn danish(self) -> &'static str {
                match self { $(Self::$name => $danish,)* }
            }
        }
    };
}

reasons! {
    /// The text is no JSON.
    NotJson "not_json" "the file is not JSON" "filen er ikke JSON";
    /// The file is too large.
    TooLarge "too_large" "the file is larger than 2 MiB" "filen er større end 2 MiB";
    /// Another resource, or none.
    NotAQuestionnaire "not_a_questionnaire" "this is not a FHIR Questionnaire" "det er ikke et FHIR-spørgeskema";
    /// An element or type of STU3 or R5.
    FhirVersion "fhir_version" "this belongs to another version of FHIR than R4" "det hører til en anden version af FHIR end R4";
    /// An element of the wrong JSON type or out of its range.
    Malformed "malformed" "the element is not written as FHIR R4 says" "elementet er ikke skrevet, som FHIR R4 siger";
    /// An item without a link id.
    MissingLinkId "missing_link_id" "the item has no linkId" "punktet har intet linkId";
    /// An item without a type.
    MissingType "missing_type" "the item has no type" "punktet har ingen type";
    /// Two items with one link id.
    DuplicateLinkId "duplicate_link_id" "the linkId is used twice" "linkId er brugt to gange";
    /// A type that R4 does not know.
    UnknownType "unknown_type" "the item type is unknown" "punktets type er ukendt";
    /// An element that R4 does not know.
    UnknownElement "unknown_element" "the element is unknown and could change what is asked" "elementet er ukendt og kan ændre, hvad der spørges om";
    /// A quantity.
    Quantity "quantity" "numbers with a unit to choose are not supported" "tal med enhed, der skal vælges, kan ikke bruges";
    /// An attachment.
    Attachment "attachment" "files as answers are not supported" "filer som svar kan ikke bruges";
    /// A reference.
    Reference "reference" "references as answers are not supported" "henvisninger som svar kan ikke bruges";
    /// An expression or a calculation.
    Expression "expression" "expressions and calculations are not supported" "udtryk og udregninger kan ikke bruges";
    /// Options that stand elsewhere.
    ExternalValueSet "external_value_set" "the options stand outside the file" "svarmulighederne står uden for filen";
    /// A questionnaire that decides its next question elsewhere.
    Adaptive "adaptive" "adaptive questionnaires are not supported" "skemaer, der henter næste spørgsmål undervejs, kan ikke bruges";
    /// A questionnaire put together of others.
    Modular "modular" "the questionnaire is put together of others that are not in the file" "skemaet er sat sammen af andre, som ikke er i filen";
    /// A picture or a film.
    Media "media" "pictures and films in a question are not supported" "billeder og film i et spørgsmål kan ikke bruges";
    /// A modifier extension or implicit rules.
    Modifier "modifier" "an extension changes the meaning in a way that is not known here" "en udvidelse ændrer meningen på en måde, der ikke kendes her";
    /// A contained value set that is not there.
    ValueSetMissing "value_set_missing" "the contained value set is not in the file" "svarlisten er ikke i filen";
    /// A contained value set made by rules.
    ValueSetRules "value_set_rules" "the value set is made by rules, not by listing its options" "svarlisten er lavet af regler og ikke skrevet ud";
    /// A choice of nothing.
    NoOptions "no_options" "the question has no options to choose from" "spørgsmålet har ingen svarmuligheder";
    /// Options of a type that the question cannot have.
    Options "options" "the options do not fit the question" "svarmulighederne passer ikke til spørgsmålet";
    /// Initial values that do not fit.
    Initial "initial" "the initial value does not fit the question" "startværdien passer ikke til spørgsmålet";
    /// A condition on something that is not there.
    ConditionUnknown "condition_unknown" "the condition names a question that is not in the form" "betingelsen nævner et spørgsmål, der ikke er i skemaet";
    /// A condition on a group or a text.
    ConditionTarget "condition_target" "the condition names an item that cannot be answered" "betingelsen nævner et punkt, der ikke kan svares på";
    /// An operator that is unknown or has no meaning here.
    ConditionOperator "condition_operator" "the comparison has no meaning for this question" "sammenligningen har ingen mening for dette spørgsmål";
    /// A value that can never be compared.
    ConditionValue "condition_value" "the condition compares with a value of another kind than the answer" "betingelsen sammenligner med en anden slags værdi end svaret";
    /// Several conditions without saying all or any.
    ConditionBehaviour "condition_behaviour" "several conditions, but not whether all or any must hold" "flere betingelser, men ikke om alle eller en af dem skal passe";
    /// Conditions that wait for each other.
    ConditionLoop "condition_loop" "the conditions depend on each other in a loop" "betingelserne afhænger af hinanden i ring";
    /// A repeating group in another.
    NestedRepeats "nested_repeats" "a repeating group stands inside another" "en gruppe, der kan gentages, står inde i en anden";
    /// Items under words to read.
    DisplayItems "display_items" "a display text cannot have items under it" "en tekst kan ikke have punkter under sig";
    /// A questionnaire without items.
    Empty "empty" "there are no items" "der er ingen punkter";
    /// Too many items.
    TooManyItems "too_many_items" "there are more than 200 items" "der er flere end 200 punkter";
    /// Too deep.
    TooDeep "too_deep" "items stand more than 8 levels deep" "punkter står mere end 8 trin nede";
    /// Too long.
    TooLong "too_long" "the text is too long" "teksten er for lang";
    /// Too many options or values.
    TooMany "too_many" "there are too many values here" "der er for mange værdier her";
    /// Limits that cannot be met.
    Limits "limits" "the limits cannot be met" "grænserne kan ikke overholdes";
}
