//! Stylesheets, scripts, wasm and icons: embedded in the program, compressed at build time, under names
//! that carry their content's digest. The files of the last 90 days are kept in the data folder, so that a
//! phone that still runs yesterday's program finds the parts it has not loaded yet.

use super::State;
use crate::error::Error;
use axum::Router;
use axum::body::Body;
use axum::extract::Path as UrlPath;
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;
use rust_embed::RustEmbed;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

const KEEP: Duration = Duration::from_hours(90 * 24);
const FOR_EVER: &str = "public, max-age=31536000, immutable";

#[derive(RustEmbed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct Embedded;

#[derive(Default, Deserialize)]
struct Manifest {
    #[serde(default)]
    version: String,
    #[serde(default)]
    assets: HashMap<String, Entry>,
}

#[derive(Deserialize)]
struct Entry {
    path: String,
    r#type: String,
    #[serde(default)]
    hashed: bool,
}

/// The files of this program, and of those before it. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Assets(Arc<Inner>);

struct Inner {
    version: String,
    urls: HashMap<String, String>,
    files: HashMap<String, File>,
    older: Option<PathBuf>,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Assets").field("version", &self.version).finish_non_exhaustive()
    }
}

struct File {
    kind: HeaderValue,
    tag: HeaderValue,
    is_hashed: bool,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

impl Assets {
    /// The embedded files, with those of older programs out of `data/assets`.
    pub fn embedded(data: Option<&Path>) -> Self {
        let manifest: Manifest =
            Embedded::get("manifest.json").and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default();
        let mut urls = HashMap::new();
        let mut files = HashMap::new();
        for (logical, entry) in manifest.assets {
            let Some(file) = File::embedded(&entry) else {
                continue;
            };
            urls.insert(logical, entry.path.clone());
            files.insert(entry.path, file);
        }
        let older = data.map(|data| data.join("assets"));
        Self(Arc::new(Inner { version: manifest.version, urls, files, older }))
    }

    /// Where a file is today: "citizen.css" → "/pkg/citizen-0f….css". None if the build has no such file.
    pub fn url(&self, logical: &str) -> Option<String> {
        self.0.urls.get(logical).cloned()
    }

    /// The version of the browser part that this program carries.
    pub fn version(&self) -> &str {
        &self.0.version
    }

    /// Puts this program's hashed files beside those of older ones, and lets go of what is older than 90 days.
    ///
    /// # Errors
    /// When the folder cannot be written; old phones then miss parts, which is no reason not to start.
    pub fn keep_for_older_phones(&self) -> std::io::Result<()> {
        let Some(folder) = &self.0.older else {
            return Ok(());
        };
        std::fs::create_dir_all(folder)?;
        for path in self.0.files.iter().filter(|(_, file)| file.is_hashed).map(|(path, _)| path) {
            for ending in ["", ".br", ".gz"] {
                let Some(file) = Embedded::get(&format!("{}{ending}", path.trim_start_matches('/'))) else {
                    continue;
                };
                let Some(name) = Path::new(path).file_name().and_then(|name| name.to_str()) else {
                    continue;
                };
                // Written again at each start, which also makes it young again.
                std::fs::write(folder.join(format!("{name}{ending}")), &file.data)?;
            }
        }
        let oldest = SystemTime::now().checked_sub(KEEP);
        for file in std::fs::read_dir(folder)?.flatten() {
            let changed = file.metadata().and_then(|facts| facts.modified()).ok();
            if changed.is_some() && changed < oldest {
                std::fs::remove_file(file.path())?;
            }
        }
        Ok(())
    }
}

impl File {
    fn embedded(entry: &Entry) -> Option<Self> {
        let name = entry.path.trim_start_matches('/');
        let bytes = |name: &str| {
            Embedded::get(name).map(|file| match file.data {
                Cow::Borrowed(bytes) => Bytes::from_static(bytes),
                Cow::Owned(bytes) => Bytes::from(bytes),
            })
        };
        let digest = hex::encode(&Embedded::get(name)?.metadata.sha256_hash()[..12]);
        Some(Self {
            kind: HeaderValue::from_str(&entry.r#type).ok()?,
            tag: HeaderValue::from_str(&format!("\"{digest}\"")).ok()?,
            is_hashed: entry.hashed,
            plain: bytes(name)?,
            brotli: bytes(&format!("{name}.br")),
            gzip: bytes(&format!("{name}.gz")),
        })
    }

    fn respond(&self, headers: &HeaderMap) -> Response {
        let is_known = headers.get(header::IF_NONE_MATCH).is_some_and(|tag| *tag == self.tag);
        let (coding, body) = match (&self.brotli, &self.gzip) {
            (Some(bytes), _) if accepts(headers, "br") => (Some("br"), bytes),
            (_, Some(bytes)) if accepts(headers, "gzip") => (Some("gzip"), bytes),
            _ => (None, &self.plain),
        };
        let mut response = if is_known {
            axum::http::StatusCode::NOT_MODIFIED.into_response()
        } else {
            Body::from(body.clone()).into_response()
        };
        let keep = if self.is_hashed { FOR_EVER } else { "no-cache" };
        let out = response.headers_mut();
        out.insert(header::CONTENT_TYPE, self.kind.clone());
        out.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
        out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        out.insert(header::ETAG, self.tag.clone());
        if let Some(coding) = coding.filter(|_| !is_known) {
            out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        response
    }
}

fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).any(|value| {
        value.split(',').map(str::trim).any(|part| {
            let (name, weight) = part.split_once(';').unwrap_or((part, ""));
            name.trim() == coding && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
        })
    })
}

/// The hashed files.
pub fn routes() -> Router<State> {
    Router::new().route("/pkg/{name}", get(hashed_file))
}

/// A file of this program or of one of the last 90 days. A missing one is 404 and kept by nobody.
async fn hashed_file(
    site: axum::extract::State<State>,
    UrlPath(name): UrlPath<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    if let Some(file) = site.assets.0.files.get(&format!("/pkg/{name}")) {
        return Ok(file.respond(&headers));
    }
    let is_plain = name.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'-' | b'_'));
    let Some(folder) = site.assets.0.older.as_ref().filter(|_| is_plain && !name.starts_with('.')) else {
        return Err(Error::NotFound);
    };
    older_file(folder, &name, &headers).await.ok_or(Error::NotFound)
}

async fn older_file(folder: &Path, name: &str, headers: &HeaderMap) -> Option<Response> {
    let kind = match Path::new(name).extension().and_then(|ending| ending.to_str())? {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        _ => return None,
    };
    let compressed =
        if accepts(headers, "br") { tokio::fs::read(folder.join(format!("{name}.br"))).await.ok() } else { None };
    let is_compressed = compressed.is_some();
    let bytes = match compressed {
        Some(bytes) => bytes,
        None => tokio::fs::read(folder.join(name)).await.ok()?,
    };
    let mut response = Body::from(bytes).into_response();
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if is_compressed {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    Some(response)
}

/// Files under their own names (the worker, the manifest, icons), and 404 for everything that is nowhere.
pub async fn public_file(
    site: axum::extract::State<State>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let file = site.assets.0.files.get(uri.path()).filter(|file| !file.is_hashed);
    match file {
        Some(file) if matches!(method, Method::GET | Method::HEAD) => Ok(file.respond(&headers)),
        _ => Err(Error::NotFound),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coding_is_used_only_when_it_is_accepted() {
        let accepts_br = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, value.parse().unwrap());
            accepts(&headers, "br")
        };
        assert!(accepts_br("gzip, deflate, br"));
        assert!(accepts_br("br;q=0.5"));
        assert!(!accepts_br("br;q=0, gzip"));
        assert!(!accepts_br("gzip, brotli"));
    }

    #[tokio::test]
    async fn files_of_older_programs_are_served_and_nothing_beside_them() {
        let folder = std::env::temp_dir().join(format!("folgeskab-assets-{}", crate::clock::new_id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("app-1.js"), "old").unwrap();
        let found = older_file(&folder, "app-1.js", &HeaderMap::new()).await.unwrap();
        assert_eq!(found.headers()[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
        assert!(older_file(&folder, "app-2.js", &HeaderMap::new()).await.is_none());
        assert!(older_file(&folder, "folgeskab.key", &HeaderMap::new()).await.is_none());
        std::fs::remove_dir_all(folder).unwrap();
    }
}
