//! Published forms. A version never changes: other words are another version, so that an answer always
//! says which words it answers.

use crate::db::{Tx, execute, fetch_all, fetch_optional, statements};
use crate::error::Error;
use domain::survey::Questionnaire;
use domain::time::Instant;

statements! {
    /// Publishes a version in a language; one that exists stays as it is.
    INSERT = "insert into questionnaire (url, version, language, content, published_at) values ($1, $2, $3, $4, $5)
        on conflict (url, version, language) do nothing";
    /// The newest version of a form.
    FIND_NEWEST = "select version from questionnaire where url = $1 order by published_at desc, version desc limit 1";
    /// A version in its languages.
    LIST = "select content from questionnaire where url = $1 and version = $2 order by language limit 20";
    /// Every version of every form.
    LIST_VERSIONS = "select url, version, language from questionnaire order by url, published_at, language limit 1000";
}

/// Publishes a form in one language. Says whether it was new.
pub async fn insert(tx: &mut Tx, form: &Questionnaire, now: Instant) -> Result<bool, Error> {
    let (Some(url), Some(version)) = (&form.url, &form.version) else {
        return Err(Error::internal("a form without address or version cannot be published"));
    };
    let language = form.language.as_deref().unwrap_or("da");
    let content = serde_json::to_string(form)?;
    Ok(execute!(tx, INSERT, url, version, language, content, now.0)? == 1)
}

/// The newest version of the form at `url` in every language it has; empty when there is none.
pub async fn list_newest(tx: &mut Tx, url: &str) -> Result<Vec<Questionnaire>, Error> {
    let newest: Option<(String,)> = fetch_optional!(tx, FIND_NEWEST, url)?;
    match newest {
        Some((version,)) => list_version(tx, url, &version).await,
        None => Ok(Vec::new()),
    }
}

/// One version, named as `url|version`, in every language it has.
pub async fn list(tx: &mut Tx, canonical: &str) -> Result<Vec<Questionnaire>, Error> {
    let Some((url, version)) = canonical.rsplit_once('|') else { return Ok(Vec::new()) };
    list_version(tx, url, version).await
}

async fn list_version(tx: &mut Tx, url: &str, version: &str) -> Result<Vec<Questionnaire>, Error> {
    let rows: Vec<(String,)> = fetch_all!(tx, LIST, url, version)?;
    rows.iter().map(|(content,)| Ok(serde_json::from_str(content)?)).collect()
}

/// Address, version and language of everything published.
pub async fn list_versions(tx: &mut Tx) -> Result<Vec<(String, String, String)>, Error> {
    Ok(fetch_all!(tx, LIST_VERSIONS)?)
}
