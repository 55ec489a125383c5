//! Settings: from flags, then `FOLGESKAB_…` variables, then a TOML file. Each has one name in all three
//! ("public-url", `FOLGESKAB_PUBLIC_URL`, `--public-url`). An unknown or wrong one stops the start and is
//! named. The only module that reads the environment.

use crate::db::DatabaseUrl;
use domain::time::{Instant, clock_time};
use ipnet::IpNet;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

const PREFIX: &str = "FOLGESKAB_";

/// Every setting that there is.
const NAMES: [&str; 15] = [
    "config",
    "data",
    "database",
    "demo",
    "demo-password",
    "key-file",
    "listen",
    "log",
    "now",
    "programmes",
    "public-url",
    "push-extra-origins",
    "tls-cert",
    "tls-key",
    "trusted-proxies",
];

/// A setting that stops the start.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the setting {name} {reason}")]
pub struct Fault {
    /// The setting, as it was written: `--listen`, `FOLGESKAB_LISTEN` or `listen in settings.toml`.
    pub name: String,
    /// What is wrong with it.
    pub reason: String,
}

/// What the program runs with.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The data folder.
    pub data: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Which database.
    pub database: DatabaseUrl,
    /// The key file.
    pub key_file: PathBuf,
    /// Where the world sees the server, without a slash at the end.
    pub public_url: Option<String>,
    /// Certificate and key for TLS.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// Proxies whose word about a client's address counts.
    pub trusted_proxies: Vec<IpNet>,
    /// Seeds an empty database with invented people.
    pub demo: bool,
    /// The password of all demo accounts.
    pub demo_password: Option<String>,
    /// Where a demo's clock starts.
    pub now: Option<Instant>,
    /// Further programmes.
    pub programmes: PathBuf,
    /// Push services besides the known ones, for tests and own operators.
    pub push_extra_origins: Vec<String>,
    /// What to log: `info`, or per part as in `server=debug`.
    pub log: String,
}

impl Settings {
    /// Whether browsers reach the server by https, directly or through a proxy.
    pub fn is_https(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }

    /// The start of every link: the public address, or loopback's.
    pub fn origin(&self) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.listen))
    }
}

/// A setting as it was written, and where.
#[derive(Clone, Debug)]
struct Written {
    value: String,
    place: String,
}

/// Collects settings from their three sources.
#[derive(Debug, Default)]
pub struct Sources(BTreeMap<String, Written>);

impl Sources {
    /// `flags` are those that were given, by their names without dashes; the environment is the process's.
    ///
    /// # Errors
    /// Names a setting that does not exist, or a file that cannot be read.
    pub fn read(flags: Vec<(&str, String)>) -> Result<Self, Fault> {
        let environment = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.to_string_lossy().into_owned())));
        Self::collect(flags, environment)
    }

    fn collect(flags: Vec<(&str, String)>, environment: impl Iterator<Item = (String, String)>) -> Result<Self, Fault> {
        let mut found = BTreeMap::new();
        for (name, value) in flags {
            found.insert(name.to_owned(), Written { value, place: format!("--{name}") });
        }
        for (variable, value) in environment {
            let Some(name) = variable.strip_prefix(PREFIX) else {
                continue;
            };
            let name = known(&name.to_lowercase().replace('_', "-"), &variable)?;
            found.entry(name.to_owned()).or_insert(Written { value, place: variable });
        }
        if let Some(file) = found.get("config").cloned() {
            for (name, written) in read_file(Path::new(&file.value), &file.place)? {
                found.entry(name).or_insert(written);
            }
        }
        Ok(Self(found))
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|written| written.value.as_str()).filter(|value| !value.is_empty())
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        self.text(name).map(PathBuf::from)
    }

    fn parse<T>(&self, name: &str, wanted: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Fault> {
        let Some(value) = self.text(name) else {
            return Ok(None);
        };
        parse(value).map(Some).ok_or_else(|| self.fault(name, &format!("must be {wanted}, and is \"{value}\"")))
    }

    fn fault(&self, name: &str, reason: &str) -> Fault {
        let place = self.0.get(name).map_or_else(|| format!("--{name}"), |written| written.place.clone());
        Fault { name: place, reason: reason.to_owned() }
    }

    /// The settings, checked together.
    ///
    /// # Errors
    /// Names the first setting that is wrong, or does not go with another.
    pub fn settings(&self) -> Result<Settings, Fault> {
        let data = self.path("data").unwrap_or_else(|| PathBuf::from("data"));
        let database = self
            .parse("database", "sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME", |text| text.parse().ok())?
            .unwrap_or_else(|| DatabaseUrl::in_folder(&data));
        let listen = self.parse("listen", "ADDRESS:PORT", |text| text.parse().ok())?;
        let settings = Settings {
            listen: listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 3000))),
            database,
            key_file: self.path("key-file").unwrap_or_else(|| data.join(crate::seal::KEY_FILE)),
            public_url: self.parse("public-url", "an address such as https://folgeskab.example", origin_of)?,
            tls: self.tls()?,
            trusted_proxies: self
                .parse("trusted-proxies", "networks such as 10.0.0.0/8, with commas between", networks)?
                .unwrap_or_default(),
            demo: self.parse("demo", "true or false", flag)?.unwrap_or_default(),
            demo_password: self.text("demo-password").map(str::to_owned),
            now: self.parse(
                "now",
                "a moment such as 2026-11-16T08:00 (Danish time) or 2026-11-16T07:00:00Z",
                moment,
            )?,
            programmes: self.path("programmes").unwrap_or_else(|| data.join("programmes")),
            push_extra_origins: self.text("push-extra-origins").map(list).unwrap_or_default(),
            log: self.text("log").unwrap_or("info").to_owned(),
            data,
        };
        self.check(&settings)?;
        Ok(settings)
    }

    fn tls(&self) -> Result<Option<(PathBuf, PathBuf)>, Fault> {
        match (self.path("tls-cert"), self.path("tls-key")) {
            (Some(certificate), Some(key)) => Ok(Some((certificate, key))),
            (None, None) => Ok(None),
            (Some(_), None) => Err(self.fault("tls-cert", "needs --tls-key beside it")),
            (None, Some(_)) => Err(self.fault("tls-key", "needs --tls-cert beside it")),
        }
    }

    /// What one setting demands of another.
    fn check(&self, settings: &Settings) -> Result<(), Fault> {
        let is_loopback = settings.listen.ip().is_loopback();
        if !is_loopback && settings.public_url.is_none() {
            return Err(self.fault("public-url", "is needed when listening elsewhere than on loopback: links, cookies and the check of senders depend on it"));
        }
        if !is_loopback && settings.tls.is_none() && settings.trusted_proxies.is_empty() {
            return Err(self.fault("listen", "would send personal data in the clear: add --tls-cert and --tls-key, or --trusted-proxies with the proxy that does TLS"));
        }
        if settings.tls.is_some() && settings.public_url.is_some() && !settings.is_https() {
            return Err(self.fault("public-url", "must begin with https:// when --tls-cert is given"));
        }
        if !is_loopback && !settings.is_https() {
            return Err(self.fault("public-url", "must begin with https:// when listening elsewhere than on loopback"));
        }
        if settings.now.is_some() && !settings.demo {
            return Err(self.fault("now", "works only with --demo"));
        }
        if settings.demo_password.as_deref().is_some_and(|password| password.chars().count() < 8) {
            return Err(self.fault("demo-password", "must have at least 8 characters"));
        }
        Ok(())
    }
}

fn known(name: &str, place: &str) -> Result<&'static str, Fault> {
    NAMES.iter().copied().find(|known| *known == name).ok_or_else(|| Fault {
        name: place.to_owned(),
        reason: format!("does not exist; there are: {}", NAMES.join(", ")),
    })
}

fn read_file(path: &Path, place: &str) -> Result<Vec<(String, Written)>, Fault> {
    let fault = |reason: String| Fault { name: place.to_owned(), reason };
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| fault(format!("names {shown}, which cannot be read: {error}")))?;
    let table: toml::Table =
        text.parse().map_err(|error| fault(format!("names {shown}, which is not TOML: {error}")))?;
    let mut found = Vec::new();
    for (name, value) in table {
        let place = format!("{name} in {shown}");
        let name = known(&name.replace('_', "-"), &place)?.to_owned();
        let value = plain(&value).ok_or_else(|| Fault { name: place.clone(), reason: "must be a text".to_owned() })?;
        found.push((name, Written { value, place }));
    }
    Ok(found)
}

fn plain(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Boolean(yes) => Some(yes.to_string()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Datetime(moment) => Some(moment.to_string()),
        toml::Value::Array(all) => all.iter().map(plain).collect::<Option<Vec<_>>>().map(|all| all.join(",")),
        _ => None,
    }
}

fn flag(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "1" => Some(true),
        "false" | "no" | "0" => Some(false),
        _ => None,
    }
}

fn list(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn networks(text: &str) -> Option<Vec<IpNet>> {
    let network = |part: String| part.parse().ok().or_else(|| part.parse::<std::net::IpAddr>().ok().map(IpNet::from));
    list(text).into_iter().map(network).collect()
}

/// Scheme, host and port, and nothing behind them.
fn origin_of(text: &str) -> Option<String> {
    let text = text.trim_end_matches('/');
    let uri: axum::http::Uri = text.parse().ok()?;
    let scheme = uri.scheme_str().filter(|scheme| ["http", "https"].contains(scheme))?;
    let authority = uri.authority().filter(|authority| !authority.as_str().contains('@'))?;
    let is_bare = uri.path_and_query().is_none_or(|path| path.as_str() == "/");
    is_bare.then(|| format!("{scheme}://{}", authority.as_str().to_lowercase()))
}

/// "2026-11-16T07:00:00Z", "2026-11-16T08:00" or "2026-11-16" (eight in the morning), the last two Danish.
fn moment(text: &str) -> Option<Instant> {
    if let Ok(exact) = chrono::DateTime::parse_from_rfc3339(text) {
        return Some(Instant(exact.timestamp_millis()));
    }
    let (date, time) = text.split_once(['T', ' ']).unwrap_or((text, "08:00"));
    let date = chrono::NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
    Some(Instant::of_local(date, clock_time::parse(time)?))
}

#[cfg(test)]
mod tests;
