//! Bounds of what people write, and the one form in which it is kept.
//!
//! A form post sends line ends as CR LF, the app as LF; the same words must be the same text, or a
//! retry would look like a new message.

use crate::refusal::{Code, Refusal};

/// A message, in characters.
pub const MESSAGE_MAX: usize = 4_000;
/// A note, a reason or an explanation, in characters.
pub const NOTE_MAX: usize = 1_000;
/// A title or a name, in characters.
pub const TITLE_MAX: usize = 120;
/// One line such as a place or a phone number, in characters.
pub const LINE_MAX: usize = 200;

/// The text as it is kept: line ends LF, no control characters, no blank ends.
pub fn clean(text: &str) -> String {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = unix.chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect();
    kept.trim().to_owned()
}

/// A text that must be written, cleaned and at most `max` characters.
pub fn required(text: &str, max: usize, field: &str) -> Result<String, Refusal> {
    let text = optional(text, max, field)?;
    text.ok_or_else(|| Refusal::field(Code::Empty, field))
}

/// A text that may be left out, cleaned and at most `max` characters.
pub fn optional(text: &str, max: usize, field: &str) -> Result<Option<String>, Refusal> {
    let text = clean(text);
    if text.chars().count() > max {
        return Err(Refusal::field(Code::TooLong, field));
    }
    Ok(if text.is_empty() { None } else { Some(text) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_and_the_app_keep_the_same_text() {
        assert_eq!(clean("Hej\r\nMette \u{0}\r\n"), clean("Hej\nMette"));
    }

    #[test]
    fn right_to_left_marks_emoji_and_tags_are_kept_as_written() {
        let text = "שלום 👩‍👧 <script>alert(1)</script> &amp;";
        assert_eq!(clean(text), text);
    }

    #[test]
    fn the_bound_counts_characters_not_bytes() {
        let text = "å".repeat(MESSAGE_MAX);
        assert!(required(&text, MESSAGE_MAX, "text").is_ok());
        let refused = required(&format!("{text}å"), MESSAGE_MAX, "text").unwrap_err();
        assert_eq!(refused, Refusal::field(Code::TooLong, "text"));
    }

    #[test]
    fn blank_is_empty() {
        assert_eq!(required(" \n\t ", 10, "text").unwrap_err().code, Code::Empty);
    }
}
