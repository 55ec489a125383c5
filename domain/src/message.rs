//! Messages between a citizen and the coordinator (or the substitute).

use crate::id::{FileId, ThreadId};
use crate::time::Instant;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Who wrote or does something, as it stands on the screen: never an id, always name, role and place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The name as it is shown.
    pub name: String,
    /// The role in the citizen's words, for example "din koordinator".
    #[serde(default)]
    pub role: String,
    /// The organisation's name.
    #[serde(default)]
    pub organisation: String,
}

/// A conversation. The first one exists before anybody has written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// What it is about; the first thread has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// When the last message was written.
    #[serde(default)]
    pub last_at: Instant,
    /// Since when the citizen waits for an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_since: Option<Instant>,
    /// The day the answer is promised by, while somebody waits (domain.md §6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<NaiveDate>,
}

/// A file that a message carries. Its bytes are fetched separately.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// The file.
    pub id: FileId,
    /// The name it had on the phone.
    pub name: String,
    /// Its type, found by content.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: u32,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The conversation.
    pub thread: ThreadId,
    /// Whether the citizen wrote it.
    pub own: bool,
    /// Who wrote it; for the citizen's own the name is kept for the staff page.
    #[serde(default)]
    pub author: Author,
    /// The staff member who typed it for the citizen, marked "på vegne af".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf: Option<Author>,
    /// What was written.
    pub text: String,
    /// When it was written.
    pub at: Instant,
    /// When the server had it. None while it is only on the phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Instant>,
    /// When the other party opened it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_at: Option<Instant>,
    /// When it was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Instant>,
    /// The day an answer was promised by, when it was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<NaiveDate>,
    /// Files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileRef>,
}

/// Where the citizen's own message is on its way (look: "Gemt – Sendt – Set – Besvaret").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// On this phone only.
    Stored,
    /// The server has it.
    Sent,
    /// The coordinator has opened it.
    Seen,
    /// There is an answer.
    Answered,
}

impl Message {
    /// How far the message has come.
    pub const fn progress(&self) -> Progress {
        if self.answered_at.is_some() {
            Progress::Answered
        } else if self.seen_at.is_some() {
            Progress::Seen
        } else if self.sent_at.is_some() {
            Progress::Sent
        } else {
            Progress::Stored
        }
    }
}
