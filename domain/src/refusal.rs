//! Why something a person asked for was not done, as a stable code that every language can say kindly.
//!
//! A refusal is an expected answer, never a fault: the text typed is kept and shown again.

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        /// The closed list of reasons. The words on the wire never change once shipped.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Code {
            $($(#[$doc])* #[serde(rename = $text)] $name,)*
            /// A code that a newer server knows and this program does not.
            #[serde(other, rename = "unknown")]
            Unknown,
        }

        impl Code {
            /// The word on the wire and in the store.
            pub const fn text(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                    Self::Unknown => "unknown",
                }
            }

            /// The code that a stored word stands for.
            pub fn of(text: &str) -> Self {
                match text {
                    $($text => Self::$name,)*
                    _ => Self::Unknown,
                }
            }
        }
    };
}

codes! {
    /// A text that must be written was empty.
    Empty = "empty";
    /// A text is longer than its bound.
    TooLong = "too_long";
    /// A value is not of the form it must have.
    Invalid = "invalid";
    /// A date or time that does not exist, or lies outside what can be planned.
    InvalidDate = "invalid_date";
    /// There is no such thing (any more), or it is somebody else's.
    NotFound = "not_found";
    /// This person may not do this.
    NotAllowed = "not_allowed";
    /// The thing was changed since the person saw it.
    Changed = "changed";
    /// It was already answered.
    AlreadyAnswered = "already_answered";
    /// It is closed.
    Closed = "closed";
    /// There are already as many as there may be.
    TooMany = "too_many";
    /// The course is over; somebody can be called.
    CourseEnded = "course_ended";
    /// The same id came before with other content.
    Conflict = "conflict";
    /// The verdict on this was forgotten long ago; it had no effect now.
    Expired = "expired";
    /// A kind of command that this program does not know.
    UnknownKind = "unknown_kind";
    /// The time is taken.
    Taken = "taken";
}

/// A refusal: the reason, and the field it concerns where there is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("refused: {}", code.text())]
pub struct Refusal {
    /// The reason.
    pub code: Code,
    /// The name of the field in the form or the arguments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

impl Refusal {
    /// A refusal that concerns one field.
    pub fn field(code: Code, field: &str) -> Self {
        Self { code, field: Some(field.to_owned()) }
    }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self { code, field: None }
    }
}
