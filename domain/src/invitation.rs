//! The questionnaire as it lies in front of a citizen. It knows whether it was answered, never what.

use crate::survey::{Answers, Questionnaire};
use crate::time::Instant;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where an invitation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvitationStatus {
    /// Can be answered.
    #[default]
    Open,
    /// Was answered.
    Answered,
    /// "Jeg vil ikke svare."
    Declined,
    /// The time for it is over.
    Closed,
}

/// One citizen asked in one round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Invitation {
    /// The form's title.
    pub title: String,
    /// The canonical address and version of the form, `url|version`.
    pub version: String,
    /// Where it is.
    #[serde(default)]
    pub status: InvitationStatus,
    /// Since when it stands in the app.
    pub invited_at: Instant,
    /// The last day it can be answered.
    pub closes_on: NaiveDate,
    /// The forms, by language; empty once it is answered or closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<Questionnaire>,
    /// A half-filled form that the citizen asked to have on every device; else none ("Fortsæt på en
    /// anden enhed" is off by default).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<Answers>,
}

impl Invitation {
    /// The form in `language`, or the first there is.
    pub fn form(&self, language: &str) -> Option<&Questionnaire> {
        self.forms.iter().find(|form| form.language.as_deref() == Some(language)).or_else(|| self.forms.first())
    }
}
