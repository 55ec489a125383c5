//! One answer, one option, one value to compare with: the value types that a form may hold.
//!
//! Dates and times stay the text that was given, because FHIR allows a date to be a year or a month;
//! they are compared as moments. Must not know questions.

use std::cmp::Ordering;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Kind;
use crate::time::Instant;

/// A value in FHIR's own words (`{"valueInteger": 3}`), so that an answer reads the same in a command,
/// a draft and a `QuestionnaireResponse`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// Yes or no.
    #[serde(rename = "valueBoolean")]
    Boolean(bool),
    /// A whole number of 32 bits.
    #[serde(rename = "valueInteger")]
    Integer(i32),
    /// A number with at most six decimals.
    #[serde(rename = "valueDecimal")]
    Decimal(Decimal),
    /// `2026`, `2026-11` or `2026-11-22`.
    #[serde(rename = "valueDate")]
    Date(String),
    /// A date, or a date and a time with or without an offset (without: Danish clocks).
    #[serde(rename = "valueDateTime")]
    DateTime(String),
    /// `09:30` or `09:30:00`.
    #[serde(rename = "valueTime")]
    Time(String),
    /// Words.
    #[serde(rename = "valueString")]
    String(String),
    /// An address.
    #[serde(rename = "valueUri")]
    Uri(String),
    /// An option with a code.
    #[serde(rename = "valueCoding")]
    Coding(Coding),
}

/// An option with a code. At least one of code and display is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coding {
    /// The code system's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// The code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The words that are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display: Option<String>,
}

/// A decimal number in millionths, so that equal numbers are equal and order is total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

const MILLION: i64 = 1_000_000;

impl Decimal {
    /// A whole number.
    pub fn whole(number: i32) -> Self {
        Self(i64::from(number) * MILLION)
    }

    /// The number in millionths.
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// Reads `12`, `-0.5` or, as Danes write, `12,5`. Decimals after the sixth are rounded away; at most
    /// twelve digits before the comma.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        if whole.len() > 12 || fraction.len() > 400 {
            return None;
        }
        let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let padded: String = fraction.chars().chain("0000000".chars()).take(7).collect();
        let tenths_of_millionths: i64 = padded.parse().ok()?;
        let size = whole.checked_mul(MILLION)?.checked_add((tenths_of_millionths + 5) / 10)?;
        Some(Self(if negative { -size } else { size }))
    }

    /// The nearest floating number, for JSON.
    pub fn to_f64(self) -> f64 {
        self.to_string().parse().unwrap_or_default()
    }
}

impl std::fmt::Display for Decimal {
    /// `12.5`, without needless zeros.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let size = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, fraction) = (size / MILLION.unsigned_abs(), size % MILLION.unsigned_abs());
        if fraction == 0 {
            return write!(f, "{sign}{whole}");
        }
        let fraction = format!("{fraction:06}");
        write!(f, "{sign}{whole}.{}", fraction.trim_end_matches('0'))
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % MILLION == 0 {
            serializer.serialize_i64(self.0 / MILLION)
        } else {
            serializer.serialize_f64(self.to_f64())
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        Self::parse(&format!("{number}")).ok_or_else(|| serde::de::Error::custom("a number of at most twelve digits"))
    }
}

impl Value {
    /// What was typed for a question of this kind; nothing if it is no such value. An empty text is
    /// nothing too: a question skipped.
    pub fn typed(kind: Kind, text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let value = match kind {
            Kind::Boolean => Self::Boolean(text.parse().ok()?),
            Kind::Integer => Self::Integer(text.parse().ok()?),
            Kind::Decimal => Self::Decimal(Decimal::parse(text)?),
            Kind::Date => Self::Date(text.to_owned()),
            Kind::DateTime => Self::DateTime(text.to_owned()),
            Kind::Time => Self::Time(text.to_owned()),
            Kind::String | Kind::Text | Kind::OpenChoice => Self::String(text.to_owned()),
            Kind::Url => Self::Uri(text.to_owned()),
            Kind::Choice | Kind::Group | Kind::Display => return None,
        };
        value.is_well_formed().then_some(value)
    }

    /// Whether a date is a date, a time a time, and a coding says something.
    pub fn is_well_formed(&self) -> bool {
        match self {
            Self::Boolean(_) | Self::Integer(_) | Self::Decimal(_) | Self::String(_) => true,
            Self::Date(text) => date_of(text).is_some(),
            Self::DateTime(text) => moment_of(text).is_some(),
            Self::Time(text) => time_of(text).is_some(),
            Self::Uri(text) => !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control()),
            Self::Coding(coding) => coding.code.is_some() || coding.display.is_some(),
        }
    }

    /// Whether this is a value for a typed answer of `kind`.
    pub const fn fits(&self, kind: Kind) -> bool {
        matches!(
            (self, kind),
            (Self::Boolean(_), Kind::Boolean)
                | (Self::Integer(_), Kind::Integer)
                | (Self::Integer(_) | Self::Decimal(_), Kind::Decimal)
                | (Self::Date(_), Kind::Date)
                | (Self::Date(_) | Self::DateTime(_), Kind::DateTime)
                | (Self::Time(_), Kind::Time)
                | (Self::String(_), Kind::String | Kind::Text | Kind::OpenChoice)
                | (Self::String(_) | Self::Uri(_), Kind::Url)
        )
    }

    /// The words that are shown for this value.
    pub fn label(&self) -> String {
        match self {
            Self::Boolean(yes) => yes.to_string(),
            Self::Integer(number) => number.to_string(),
            Self::Decimal(number) => number.to_string(),
            Self::Date(text) | Self::DateTime(text) | Self::Time(text) | Self::String(text) | Self::Uri(text) => {
                text.clone()
            }
            Self::Coding(coding) => coding.display.clone().or_else(|| coding.code.clone()).unwrap_or_default(),
        }
    }

    /// Whether two values mean the same: numbers by size, dates and times by moment, codings by code
    /// (and system, where both name one).
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Coding(one), Self::Coding(two)) => one.same(two),
            _ => self.order(other) == Some(Ordering::Equal),
        }
    }

    /// Which of two values is greater; nothing for values that have no order between them.
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Boolean(one), Self::Boolean(two)) => Some(one.cmp(two)),
            (Self::Integer(_) | Self::Decimal(_), Self::Integer(_) | Self::Decimal(_)) => {
                Some(self.number()?.cmp(&other.number()?))
            }
            (Self::Date(one), Self::Date(two)) => Some(date_of(one)?.cmp(&date_of(two)?)),
            (Self::Date(one) | Self::DateTime(one), Self::Date(two) | Self::DateTime(two)) => {
                Some(moment_of(one)?.cmp(&moment_of(two)?))
            }
            (Self::Time(one), Self::Time(two)) => Some(time_of(one)?.cmp(&time_of(two)?)),
            (Self::String(one) | Self::Uri(one), Self::String(two) | Self::Uri(two)) => Some(one.cmp(two)),
            _ => None,
        }
    }

    fn number(&self) -> Option<Decimal> {
        match self {
            Self::Integer(number) => Some(Decimal::whole(*number)),
            Self::Decimal(number) => Some(*number),
            _ => None,
        }
    }
}

impl Coding {
    /// Whether two codings mean the same option.
    pub fn same(&self, other: &Self) -> bool {
        match (&self.code, &other.code) {
            (Some(one), Some(two)) => {
                one == two && (self.system.is_none() || other.system.is_none() || self.system == other.system)
            }
            (None, None) => self.display == other.display,
            _ => false,
        }
    }
}

/// A FHIR date; a year or a month stands for its first day.
fn date_of(text: &str) -> Option<NaiveDate> {
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        10 => text.to_owned(),
        _ => return None,
    };
    NaiveDate::parse_from_str(&full, "%Y-%m-%d").ok()
}

/// A FHIR dateTime; without an offset it is what Danish clocks show.
pub(super) fn moment_of(text: &str) -> Option<Instant> {
    if let Ok(exact) = DateTime::parse_from_rfc3339(text) {
        return Some(Instant(exact.timestamp_millis()));
    }
    let wall = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    match wall {
        Some(wall) => Some(Instant::of_local(wall.date(), wall.time())),
        None => date_of(text).map(Instant::start_of),
    }
}

fn time_of(text: &str) -> Option<NaiveTime> {
    ["%H:%M", "%H:%M:%S%.f"].into_iter().find_map(|form| NaiveTime::parse_from_str(text, form).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_with_comma_or_point_and_written_without_needless_zeros() {
        for (typed, shown) in
            [("12,5", "12.5"), ("-0.50", "-0.5"), ("7", "7"), (".25", "0.25"), ("1.0000005", "1.000001")]
        {
            assert_eq!(Decimal::parse(typed).unwrap().to_string(), shown);
        }
        for wrong in ["", ".", "1.2.3", "1e9", "abc", "1234567890123", "--1"] {
            assert_eq!(Decimal::parse(wrong), None, "{wrong}");
        }
        let json = serde_json::to_string(&Value::Decimal(Decimal::parse("123.45").unwrap())).unwrap();
        assert_eq!(json, r#"{"valueDecimal":123.45}"#);
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), Value::Decimal(Decimal::parse("123,45").unwrap()));
    }

    #[test]
    fn values_are_the_same_by_meaning() {
        let date = |text: &str| Value::Date(text.into());
        let moment = |text: &str| Value::DateTime(text.into());
        assert!(Value::Integer(2).same(&Value::Decimal(Decimal::parse("2.0").unwrap())));
        assert!(moment("2026-11-22T10:00:00+01:00").same(&moment("2026-11-22T09:00:00Z")));
        assert!(moment("2026-11-22T10:00").same(&moment("2026-11-22T09:00:00Z")));
        assert_eq!(date("2026-11").order(&date("2026-10-30")), Some(Ordering::Greater));
        assert_eq!(Value::Boolean(true).order(&Value::Integer(1)), None);
        let coding = |system: Option<&str>, code: &str| Coding {
            system: system.map(Into::into),
            code: Some(code.into()),
            display: None,
        };
        assert!(coding(None, "a").same(&coding(Some("s"), "a")));
        assert!(!coding(Some("t"), "a").same(&coding(Some("s"), "a")));
    }

    #[test]
    fn what_is_typed_must_be_a_value_of_the_kind() {
        assert_eq!(Value::typed(Kind::Integer, " 4 "), Some(Value::Integer(4)));
        assert_eq!(Value::typed(Kind::Integer, "4,5"), None);
        assert_eq!(Value::typed(Kind::Date, "2026-02-30"), None);
        assert_eq!(Value::typed(Kind::Url, "https://a b"), None);
        assert_eq!(Value::typed(Kind::Text, "   "), None);
    }
}
