//! `doctor`: looks whether everything is as it should be, line by line, and ends with 1 if something is not.

use super::Place;
use crate::config::Settings;
use crate::db::migrate;
use crate::db::{Conn, DatabaseUrl, Db};
use crate::store::person;
use anyhow::bail;
use domain::access::Role;
use std::path::Path;
use std::time::SystemTime;

/// Looks at everything and says what it found.
pub async fn doctor(place: Place) -> anyhow::Result<()> {
    let settings = place.settings()?;
    let mut findings = Findings::default();
    key_file(&settings, &mut findings);
    match super::open(&settings).await {
        Ok((db, version)) => {
            findings.good("the database opens and belongs to the key file");
            inside(&db, version, &mut findings).await?;
            db.close().await;
        }
        Err(error) => findings.bad(&format!("{error:#}")),
    }
    backups(&settings, &mut findings);
    for line in &findings.lines {
        println!("{line}");
    }
    if findings.is_bad {
        bail!("something is not as it should be");
    }
    Ok(())
}

#[derive(Default)]
struct Findings {
    lines: Vec<String>,
    is_bad: bool,
}

impl Findings {
    fn good(&mut self, text: &str) {
        self.lines.push(format!("ok    {text}"));
    }

    fn note(&mut self, text: &str) {
        self.lines.push(format!("note  {text}"));
    }

    fn bad(&mut self, text: &str) {
        self.lines.push(format!("BAD   {text}"));
        self.is_bad = true;
    }
}

fn key_file(settings: &Settings, findings: &mut Findings) {
    use std::os::unix::fs::PermissionsExt;
    let shown = settings.key_file.display();
    match std::fs::metadata(&settings.key_file) {
        Ok(facts) if facts.permissions().mode() & 0o077 != 0 => {
            findings.bad(&format!("others than its owner may read the key file {shown}: chmod 600 it"));
        }
        Ok(_) => findings.good(&format!("the key file {shown} is its owner's alone")),
        Err(error) => findings.bad(&format!("the key file {shown} cannot be read: {error}")),
    }
}

async fn inside(db: &Db, version: i64, findings: &mut Findings) -> anyhow::Result<()> {
    let mut tx = db.read().await?;
    match &mut tx.conn {
        Conn::Sqlite(transaction) => {
            let (version,): (String,) = sqlx::query_as("select sqlite_version()").fetch_one(&mut **transaction).await?;
            let (sound,): (String,) = sqlx::query_as("pragma integrity_check(1)").fetch_one(&mut **transaction).await?;
            let loose: Vec<(String,)> =
                sqlx::query_as("select \"table\" from pragma_foreign_key_check").fetch_all(&mut **transaction).await?;
            findings.good(&format!("SQLite {version}"));
            match sound.as_str() {
                "ok" => findings.good("every page of the file is sound"),
                broken => findings.bad(&format!("the file is damaged: {broken}")),
            }
            if let Some((table,)) = loose.first() {
                findings.bad(&format!("{} rows refer to nothing, the first in {table}", loose.len()));
            }
        }
        Conn::Postgres(transaction) => {
            let (version,): (String,) = sqlx::query_as("show server_version").fetch_one(&mut **transaction).await?;
            findings.good(&format!("PostgreSQL {version}"));
        }
    }
    if version == migrate::newest() {
        findings.good(&format!("schema version {version}"));
    } else {
        let newest = migrate::newest();
        findings.note(&format!("schema version {version}; this program brings it to {newest} when it serves"));
    }
    for role in Role::ALL {
        let count = person::count_by_role(&mut tx, *role).await?;
        findings.note(&format!("{count} people with the role {}", role.text()));
    }
    if person::count_by_role(&mut tx, Role::Admin).await? == 0 {
        findings.note("there is no administrator yet: folgeskab admin create");
    }
    Ok(())
}

/// Where copies lie, and how much room there is for more. Copies elsewhere are not seen from here.
fn backups(settings: &Settings, findings: &mut Findings) {
    let folder = settings.data.join("backups");
    let newest = newest_in(&folder);
    match newest.and_then(|time| SystemTime::now().duration_since(time).ok()) {
        Some(age) => {
            findings.note(&format!("the newest copy in {} is {} days old", folder.display(), age.as_secs() / 86_400));
        }
        None => findings
            .note(&format!("there is no copy in {}; backups kept elsewhere are not seen from here", folder.display())),
    }
    if let DatabaseUrl::Sqlite(path) = &settings.database
        && let Ok(facts) = std::fs::metadata(path)
    {
        findings.note(&format!("the database file has {} bytes", facts.len()));
    }
}

fn newest_in(folder: &Path) -> Option<SystemTime> {
    let files = std::fs::read_dir(folder).ok()?;
    files.flatten().filter_map(|file| file.metadata().ok()?.modified().ok()).max()
}
