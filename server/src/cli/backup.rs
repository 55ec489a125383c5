//! `backup FILE` while the server runs, and `restore FILE` on an empty machine. The key file is in no
//! backup: it is kept elsewhere, and without it a copy opens nothing.

use super::Place;
use crate::clock::Clock;
use crate::db::migrate::fact;
use crate::db::{DatabaseUrl, Db, Options, copy};
use crate::error::Error;
use crate::seal::KeyRing;
use crate::store::person;
use crate::store::restore::{Overdue, begin_anew};
use anyhow::{Context, bail};
use clap::Args;
use domain::access::Role;
use std::path::{Path, PathBuf};

/// Where to write the copy.
#[derive(Args, Debug)]
pub struct BackupArgs {
    /// The file to write; must not exist.
    file: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// What to restore from.
#[derive(Args, Debug)]
pub struct RestoreArgs {
    /// A file that `backup` wrote, from SQLite or PostgreSQL.
    file: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// Writes the copy and looks whether it can be read.
pub async fn backup(args: BackupArgs) -> anyhow::Result<()> {
    let settings = args.place.settings()?;
    let (db, version) = super::open(&settings).await?;
    write_copy(&db, version, &args.file).await?;
    db.close().await;
    let bytes = std::fs::metadata(&args.file)?.len();
    println!(
        "{}: {bytes} bytes. The key file {} is not in it: keep that elsewhere.",
        args.file.display(),
        settings.key_file.display()
    );
    Ok(())
}

async fn write_copy(db: &Db, version: i64, file: &Path) -> anyhow::Result<()> {
    let copied = match db {
        Db::Sqlite { write, .. } => copy::of_sqlite(write, file).await,
        Db::Postgres { pool, .. } => copy::of_postgres(pool, file, version).await,
    };
    match copied {
        Err(Error::Conflict(_)) => bail!("{} exists already and was not touched", file.display()),
        other => other.with_context(|| format!("{} could not be written", file.display()))?,
    }
    let found = copy::integrity_of(file).await?;
    if found != "ok" {
        bail!("the copy is not sound and must not be relied on: {found}");
    }
    Ok(())
}

/// Fills an empty installation from a copy.
pub async fn restore(args: RestoreArgs) -> anyhow::Result<()> {
    let settings = args.place.settings()?;
    let ring =
        KeyRing::open(&settings.key_file).context("a backup does not hold the key file: put it in place first")?;
    let options = Options { url: settings.database.clone(), data: settings.data.clone() };
    let (db, overdue) = restore_into(&args.file, &options, ring, &Clock::system()).await?;
    db.close().await;
    println!("restored. All sessions have ended; phones send again what they wrote since the copy was made.");
    if !overdue.is_empty() {
        println!("{} jobs were due meanwhile and are not sent now:", overdue.len());
    }
    for job in overdue {
        println!("  {}  {}", job.run_at.local().format("%Y-%m-%d %H:%M"), job.kind);
    }
    Ok(())
}

/// Restores and gives the open database, with the jobs that were laid aside.
pub async fn restore_into(
    file: &Path,
    options: &Options,
    ring: KeyRing,
    clock: &Clock,
) -> anyhow::Result<(Db, Vec<Overdue>)> {
    match copy::fact_in(file, fact::KEY_CHECK).await {
        None => bail!("{} is not a backup of this program", file.display()),
        Some(check) if check != ring.check() => {
            bail!("the key file does not belong to this backup: what is in it could not be read")
        }
        Some(_) => {}
    }
    let db = match &options.url {
        DatabaseUrl::Sqlite(path) => {
            if path.exists() {
                bail!("{} exists already; restore works only where nothing is", path.display());
            }
            copy::into_sqlite(file, path)?;
            Db::open(options, ring, clock).await?
        }
        DatabaseUrl::Postgres(_) => restore_postgres(file, options, ring, clock).await?,
    };
    let mut tx = db.write().await?;
    let overdue = begin_anew(&mut tx, clock.wall()).await?;
    tx.commit().await?;
    Ok((db, overdue))
}

/// An older copy is brought to this program's version in a file first, then copied over.
async fn restore_postgres(file: &Path, options: &Options, ring: KeyRing, clock: &Clock) -> anyhow::Result<Db> {
    let db = Db::open(options, ring.clone(), clock).await?;
    let mut tx = db.read().await?;
    for role in Role::ALL {
        if person::count_by_role(&mut tx, *role).await? > 0 {
            bail!("this database holds people already; restore works only where nothing is");
        }
    }
    drop(tx);
    let between = options.data.join(format!("restore-{}", crate::clock::new_id().simple()));
    let step = Options { url: DatabaseUrl::in_folder(&between), data: between.clone() };
    copy::into_sqlite(file, &between.join("folgeskab.db"))?;
    let lifted = Db::open(&step, ring, clock).await?;
    lifted.close().await;
    let Db::Postgres { pool, .. } = &db else { bail!("PostgreSQL was asked for") };
    let copied = copy::into_postgres(&between.join("folgeskab.db"), pool).await;
    std::fs::remove_dir_all(&between)?;
    copied?;
    Ok(db)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;
    use crate::db::migrate;
    use crate::db::testing::{MONDAY, TestDb, ring};
    use crate::store::person::NewPerson;
    use crate::store::session::{self, Limits, SessionHash};
    use domain::id::PersonId;

    async fn with_amina(db: &Db) -> PersonId {
        let id = PersonId(clock::new_id());
        let mut tx = db.write().await.unwrap();
        let new = NewPerson {
            id,
            role: Role::Citizen,
            organisation: None,
            username: Some("stille-skov-17".into()),
            name: "Amina Prøve".into(),
            phone: None,
            lang: "da".into(),
        };
        person::insert(&mut tx, &new, MONDAY).await.unwrap();
        session::insert(&mut tx, SessionHash([1; 32]), id, Limits::of(Role::Citizen), "{}", MONDAY).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Copies `from`, restores into `to` (emptied), and looks what came back.
    async fn there_and_back(from: TestDb, to: TestDb) {
        let clock = Clock::fixed(MONDAY);
        let id = with_amina(&from.db).await;
        let file = from.folder.join("copy.db");
        write_copy(&from.db, migrate::newest(), &file).await.unwrap();
        assert!(
            write_copy(&from.db, migrate::newest(), &file).await.unwrap_err().to_string().contains("exists already")
        );
        let raw = std::fs::read(&file).unwrap();
        assert!(!raw.windows(5).any(|part| part == b"Amina"), "names lie sealed in the copy");
        to.db.close().await;
        if let DatabaseUrl::Sqlite(path) = &to.options.url {
            std::fs::remove_file(path).unwrap();
        }
        let wrong = restore_into(&file, &to.options, KeyRing::from_bytes([9; 32]), &clock).await;
        assert!(wrong.unwrap_err().to_string().contains("key file"));
        let (db, overdue) = restore_into(&file, &to.options, ring(), &clock).await.unwrap();
        assert_eq!(overdue, []);
        let mut before = from.db.read().await.unwrap();
        let mut after = db.read().await.unwrap();
        assert_eq!(person::find(&mut after, id).await.unwrap(), person::find(&mut before, id).await.unwrap());
        assert_eq!(session::find_current(&mut after, SessionHash([1; 32]), MONDAY).await.unwrap(), None);
        assert_ne!(migrate::epoch(&mut after).await.unwrap(), migrate::epoch(&mut before).await.unwrap());
        drop((before, after));
        let again = restore_into(&file, &to.options, ring(), &clock).await;
        assert!(again.unwrap_err().to_string().contains("only where nothing is"));
        db.close().await;
        from.close().await;
        to.close().await;
    }

    #[tokio::test]
    async fn a_copy_of_sqlite_restores_to_sqlite() {
        there_and_back(TestDb::sqlite().await, TestDb::sqlite().await).await;
    }

    #[tokio::test]
    async fn a_copy_of_postgres_restores_to_postgres() {
        there_and_back(TestDb::postgres().await, TestDb::postgres().await).await;
    }

    #[tokio::test]
    async fn a_copy_of_one_kind_restores_to_the_other() {
        there_and_back(TestDb::sqlite().await, TestDb::postgres().await).await;
        there_and_back(TestDb::postgres().await, TestDb::sqlite().await).await;
    }

    #[tokio::test]
    async fn what_is_no_backup_is_refused() {
        let test = TestDb::sqlite().await;
        let file = test.folder.join("other.txt");
        std::fs::write(&file, "not a database").unwrap();
        let refused = restore_into(&file, &test.options, ring(), &Clock::fixed(MONDAY)).await;
        assert!(refused.unwrap_err().to_string().contains("not a backup"));
        test.close().await;
    }
}
