//! The first administrator of an empty installation, and the way back in for one who is locked out.

use super::Place;
use crate::clock::{self, Clock};
use crate::config::Settings;
use crate::db::{Db, Options, Tx, migrate};
use crate::error::Error;
use crate::password;
use crate::seal::KeyRing;
use crate::store::code;
use crate::store::person::{self, NewPerson};
use anyhow::bail;
use clap::Subcommand;
use domain::access::Role;
use domain::id::PersonId;
use domain::text::{TITLE_MAX, required};

/// What can be done about administrators.
#[derive(Debug, Subcommand)]
pub enum AdminCommand {
    /// Make the first administrator of an empty installation, and print a one-time code.
    Create {
        /// What to type at login.
        #[arg(long, default_value = "admin")]
        username: String,
        /// What the administrator is called.
        #[arg(long, default_value = "Administrator")]
        name: String,
        #[command(flatten)]
        place: Place,
    },
    /// Print a new one-time code for an administrator; the old password and all logins end.
    Code {
        /// Who.
        username: String,
        #[command(flatten)]
        place: Place,
    },
}

/// Runs the command.
pub async fn run(command: AdminCommand) -> anyhow::Result<()> {
    match command {
        AdminCommand::Create { username, name, place } => {
            let settings = place.settings()?;
            // This may be the very first thing done on a machine: the key file is made here, too.
            let ring = KeyRing::open_or_create(&settings.key_file)?;
            let options = Options { url: settings.database.clone(), data: settings.data.clone() };
            let clock = Clock::system();
            let db = Db::open(&options, ring, &clock).await?;
            let code = create(&db, &username, &name, &clock).await?;
            tell(&settings, &username, &code);
            db.close().await;
        }
        AdminCommand::Code { username, place } => {
            let settings = place.settings()?;
            let (db, version) = super::open(&settings).await?;
            if version < migrate::newest() {
                bail!("this database waits for its upgrade: start the server once");
            }
            let code = renew(&db, &username, &Clock::system()).await?;
            tell(&settings, &username, &code);
            db.close().await;
        }
    }
    Ok(())
}

fn tell(settings: &Settings, username: &str, code: &str) {
    println!("{}/start", settings.origin());
    println!("username: {}", person::plain_username(username));
    println!("code:     {}", password::printed_code(code));
    println!("The code is good for 14 days and one use; then a password is chosen.");
}

/// Makes the first administrator and gives their code.
pub async fn create(db: &Db, username: &str, name: &str, clock: &Clock) -> anyhow::Result<String> {
    let name = required(name, TITLE_MAX, "name")?;
    let username = person::plain_username(&required(username, TITLE_MAX, "username")?);
    let now = clock.now();
    let mut tx = db.write().await?;
    if person::count_by_role(&mut tx, Role::Admin).await? > 0 {
        bail!(
            "there is an administrator already, who makes further accounts on screen. Locked out? folgeskab admin code USERNAME"
        );
    }
    let id = PersonId(clock::new_id());
    let new = NewPerson {
        id,
        role: Role::Admin,
        organisation: None,
        username: Some(username),
        name,
        phone: None,
        lang: "da".to_owned(),
    };
    person::insert(&mut tx, &new, now).await?;
    let code = code::issue(&mut tx, id, clock.wall()).await?;
    tx.commit().await?;
    Ok(code)
}

async fn renew(db: &Db, username: &str, clock: &Clock) -> anyhow::Result<String> {
    let mut tx = db.write().await?;
    let Some(id) = admin_id(&mut tx, username).await? else {
        bail!("there is no administrator called {username}");
    };
    let code = code::issue(&mut tx, id, clock.wall()).await?;
    tx.commit().await?;
    Ok(code)
}

async fn admin_id(tx: &mut Tx, username: &str) -> Result<Option<PersonId>, Error> {
    let found = person::find_by_username(tx, username).await?;
    Ok(found.filter(|person| person.role == Role::Admin && person.closed_at.is_none()).map(|person| person.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::testing::{MONDAY, both_dbs};
    use crate::store::code::Answer;

    both_dbs!(there_is_one_first_administrator, |db| async move {
        let clock = Clock::fixed(MONDAY);
        let code = create(&db, "Admin", "Anna Prøve", &clock).await.unwrap();
        assert!(create(&db, "other", "Bo Prøve", &clock).await.unwrap_err().to_string().contains("already"));
        let newer = renew(&db, "admin", &clock).await.unwrap();
        assert!(renew(&db, "nobody", &clock).await.is_err());
        let mut tx = db.write().await.unwrap();
        let id = admin_id(&mut tx, "admin").await.unwrap().unwrap();
        assert_eq!(code::check(&mut tx, id, &code, MONDAY).await.unwrap(), Answer::Wrong);
        assert_eq!(code::check(&mut tx, id, &newer, MONDAY).await.unwrap(), Answer::Good);
    });
}
