//! What a use case can answer when it cannot do what was asked. Expected refusals are values with a
//! stable code; only `Internal` is a surprise, logged once at the boundary and never shown.
//!
//! An `Error` becomes a response without a body: the outermost layer (`web::guard`) knows the request's
//! id, language and whether a program or a person asked, and writes the answer.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::refusal::{Code, Refusal};
use std::sync::Arc;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The person can be told why, and can do something about it (422).
    #[error("refused: {}", code.text())]
    Refused {
        /// The reason.
        code: Code,
        /// The field it concerns.
        field: Option<String>,
    },
    /// The request is not of the form it must have (400); the code says how.
    #[error("bad request: {0}")]
    BadRequest(&'static str),
    /// There is no such thing, or it is somebody else's (404): the two look alike.
    #[error("not found")]
    NotFound,
    /// Not logged in, or not any more (401): `unauthorized`, `bad_credentials`, `locked`, `session_ended`.
    #[error("unauthorized: {0}")]
    Unauthorized(&'static str),
    /// This role may not do this (403).
    #[error("forbidden")]
    Forbidden,
    /// The state of things is another than the request says (409): `conflict`, `forked`, `changed`.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// What the request goes on from is no longer there (410): `reset`.
    #[error("gone: {0}")]
    Gone(&'static str),
    /// More bytes than may be sent here (413).
    #[error("too large")]
    TooLarge,
    /// Too many attempts (429).
    #[error("too many attempts, again in {retry_after} s")]
    TooMany {
        /// Seconds until the next attempt is worth making.
        retry_after: u32,
    },
    /// The disk is full (503): reading goes on.
    #[error("the disk is full")]
    StorageFull,
    /// Busy or stopping (503); the same request will do later.
    #[error("unavailable")]
    Unavailable,
    /// A surprise (500). Carries what the log needs, which the asker never sees.
    #[error("{0}")]
    Internal(Arc<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// A surprise with words of our own.
    pub fn internal(what: impl Into<String>) -> Self {
        let words: Box<dyn std::error::Error + Send + Sync> = what.into().into();
        Self::Internal(words.into())
    }

    /// A surprise that another part reported.
    pub fn of(source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Internal(Arc::new(source))
    }

    /// The word that programs and texts know this by.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused { code, .. } => code.text(),
            Self::BadRequest(code) | Self::Unauthorized(code) | Self::Conflict(code) | Self::Gone(code) => code,
            Self::NotFound => "not_found",
            Self::Forbidden => "forbidden",
            Self::TooLarge => "too_large",
            Self::TooMany { .. } => "too_many_requests",
            Self::StorageFull => "storage_full",
            Self::Unavailable => "unavailable",
            Self::Internal(_) => "internal",
        }
    }

    /// The status line.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Refused { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Unauthorized(_) => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Gone(_) => StatusCode::GONE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::StorageFull | Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused { code: refusal.code, field: refusal.field }
    }
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Self::Refused { code, field: None }
    }
}

/// A record that does not read or write as JSON is a fault of ours, never of what somebody typed.
impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::of(error)
    }
}

impl From<crate::seal::SealError> for Error {
    fn from(error: crate::seal::SealError) -> Self {
        Self::of(error)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if is_storage_full(&error) {
            return Self::StorageFull;
        }
        if matches!(error, sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed) || is_passing(&error) {
            tracing::warn!(error = %error, "the database is busy or away; the request is answered with 503");
            return Self::Unavailable;
        }
        // PostgreSQL keeps no NUL in text; whoever sends one gets told so, on both databases alike where texts are cleaned.
        if database_code(&error).is_some_and(|code| code == "22021") {
            return Self::BadRequest("invalid");
        }
        Self::of(error)
    }
}

fn database_code(error: &sqlx::Error) -> Option<String> {
    error.as_database_error().and_then(sqlx::error::DatabaseError::code).map(std::borrow::Cow::into_owned)
}

/// `SQLITE_FULL`, the growing of its shared memory, and PostgreSQL's `disk_full`.
fn is_storage_full(error: &sqlx::Error) -> bool {
    let full_disk = |error: &std::io::Error| error.kind() == std::io::ErrorKind::StorageFull;
    match error {
        sqlx::Error::Io(error) => full_disk(error),
        _ => database_code(error).is_some_and(|code| ["13", "4874", "53100"].contains(&code.as_str())),
    }
}

/// Lock waits that ended, serialisation, deadlock, statement timeout, a server that starts or stops, a lost connection.
fn is_passing(error: &sqlx::Error) -> bool {
    const CODES: [&str; 11] =
        ["5", "517", "261", "40001", "40P01", "57014", "57P01", "57P03", "53300", "55P03", "25P03"];
    matches!(error, sqlx::Error::Io(_)) || database_code(error).is_some_and(|code| CODES.contains(&code.as_str()))
}

/// Whether `error` says that a row with this key exists already, on either database.
pub fn is_duplicate(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| error.kind() == sqlx::error::ErrorKind::UniqueViolation)
}

/// What `web::guard` reads from a response to write its body.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The stable code.
    pub code: &'static str,
    /// The field of a refusal.
    pub field: Option<String>,
    /// What the log should say, for a surprise.
    pub source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        let code = self.code();
        if let Self::TooMany { retry_after } = self {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(retry_after));
        }
        if matches!(self, Self::Unavailable | Self::StorageFull) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(5_u16));
        }
        let (field, source) = match self {
            Self::Refused { field, .. } => (field, None),
            Self::Internal(source) => (None, Some(source)),
            _ => (None, None),
        };
        response.extensions_mut().insert(Problem { code, field, source });
        response
    }
}
