//! What a citizen chooses about the app. Closed list of keys, closed list of values.

use crate::refusal::{Code, Refusal};
use serde::{Deserialize, Serialize};

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Which.
    pub key: String,
    /// The value chosen.
    pub value: String,
}

/// "Del mine kræfter": off from the start; off hides the past too (design.md §5).
pub const SHARE_ENERGY: &str = "share_energy";
/// The language of the screens.
pub const LANGUAGE: &str = "language";
/// Text size in percent.
pub const TEXT_SIZE: &str = "text_size";
/// Light, dark, or as the phone.
pub const THEME: &str = "theme";
/// No motion at all.
pub const CALM: &str = "calm";
/// Today, one next thing, and contact.
pub const SIMPLE: &str = "simple";
/// The version of the first-login text that was read.
pub const PRIVACY_SEEN: &str = "privacy_seen";
/// No offers to plan more (domain.md §4.6); the reason is not kept.
pub const PEM_CAUTION: &str = "pem_caution";

/// Every key with the values it takes; the first is where everybody starts.
pub const CHOICES: &[(&str, &[&str])] = &[
    (SHARE_ENERGY, &["off", "on"]),
    (LANGUAGE, &["da", "en"]),
    (TEXT_SIZE, &["100", "125", "150"]),
    (THEME, &["system", "light", "dark"]),
    (CALM, &["off", "on"]),
    (SIMPLE, &["off", "on"]),
    (PRIVACY_SEEN, &["0", "1"]),
    (PEM_CAUTION, &["off", "on"]),
];

/// Refuses an unknown key or value.
pub fn check(key: &str, value: &str) -> Result<(), Refusal> {
    let Some((_, values)) = CHOICES.iter().find(|(known, _)| *known == key) else {
        return Err(Refusal::field(Code::Invalid, "key"));
    };
    if values.contains(&value) { Ok(()) } else { Err(Refusal::field(Code::Invalid, "value")) }
}

/// The value that everybody starts with.
pub fn default_of(key: &str) -> &'static str {
    CHOICES.iter().find(|(known, _)| *known == key).map_or("", |(_, values)| values.first().copied().unwrap_or(""))
}
