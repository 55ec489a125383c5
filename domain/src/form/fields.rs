//! The fields of a form, bounded, and how a person writes dates and times.

use super::{BACK, BYTES_MAX, COMMAND, FIELDS_MAX};
use crate::id::CommandId;
use crate::refusal::{Code, Refusal};
use chrono::{NaiveDate, NaiveTime};
use serde::de::DeserializeOwned;
use std::str::FromStr;

/// Names and values of a form, in order; a name may stand several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The fields of a form.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Result<Self, Refusal> {
        let mut fields = Vec::new();
        let mut bytes = 0;
        for (name, value) in pairs {
            bytes += name.len() + value.len();
            if fields.len() >= FIELDS_MAX {
                return Err(Code::TooMany.into());
            }
            if bytes > BYTES_MAX {
                return Err(Refusal { code: Code::TooLong, field: Some(name) });
            }
            fields.push((name, value));
        }
        Ok(Self(fields))
    }

    /// The first value under a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// Every value under a name.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.iter().filter(move |(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Every field, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The command's id, if the form carries one.
    pub fn command(&self) -> Option<CommandId> {
        self.get(COMMAND)?.parse().ok()
    }

    /// The local path to return to; nothing that could lead elsewhere.
    pub fn back(&self) -> Option<&str> {
        let path = self.get(BACK)?;
        let is_local = path.starts_with('/') && !path.starts_with("//") && path.len() <= 300;
        let is_plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        (is_local && is_plain).then_some(path)
    }

    /// A value that is not blank.
    pub(super) fn said(&self, name: &str) -> Option<&str> {
        self.get(name).map(str::trim).filter(|text| !text.is_empty())
    }

    pub(super) fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }

    /// Words that may be left out, as they were typed.
    pub(super) fn words(&self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }

    pub(super) fn parsed<T: FromStr>(&self, name: &str) -> Result<T, Refusal> {
        let text = self.said(name).ok_or_else(|| Refusal::field(Code::Empty, name))?;
        text.parse().map_err(|_| Refusal::field(Code::Invalid, name))
    }

    pub(super) fn maybe<T: FromStr>(&self, name: &str) -> Result<Option<T>, Refusal> {
        self.said(name).map(|_| self.parsed(name)).transpose()
    }

    /// One word of a closed list, as it stands on the wire.
    pub(super) fn word<T: DeserializeOwned>(&self, name: &str) -> Result<T, Refusal> {
        let text = self.said(name).ok_or_else(|| Refusal::field(Code::Empty, name))?;
        word(text).ok_or_else(|| Refusal::field(Code::Invalid, name))
    }

    pub(super) fn is_ticked(&self, name: &str) -> bool {
        self.said(name).is_some_and(|value| !matches!(value, "off" | "false" | "0"))
    }

    pub(super) fn date(&self, name: &str) -> Result<NaiveDate, Refusal> {
        let text = self.said(name).ok_or_else(|| Refusal::field(Code::Empty, name))?;
        date(text).ok_or_else(|| Refusal::field(Code::InvalidDate, name))
    }

    pub(super) fn time(&self, name: &str) -> Result<Option<NaiveTime>, Refusal> {
        let Some(text) = self.said(name) else {
            return Ok(None);
        };
        time(text).map(Some).ok_or_else(|| Refusal::field(Code::InvalidDate, name))
    }
}

pub(super) fn word<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()
}

/// A date as a field or a person writes it: 2026-11-24, 24-11-2026, 24.11.2026, 24/11 2026.
pub fn date(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split(['-', '.', '/', ' ']).filter(|part| !part.is_empty()).collect();
    let [first, month, last] = parts.as_slice() else {
        return None;
    };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    if year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// A time as a field or a person writes it: 10:30, 10.30, 9.05, 10.
pub fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().trim_start_matches("kl.").trim();
    let mut parts = text.split([':', '.']);
    let hour = parts.next()?.parse().ok()?;
    let minute = parts.next().map_or(Some(0), |part| part.parse().ok())?;
    // A browser may add seconds; they carry nothing here.
    NaiveTime::from_hms_opt(hour, minute, 0)
}
