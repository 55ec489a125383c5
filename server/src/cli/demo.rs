//! `serve --demo`: filling an empty database and saying who can log in.

use crate::config::Settings;
use crate::demo;
use crate::web::State;

/// What `--demo` came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Demo {
    /// It was not asked for.
    No,
    /// The database was empty and is a demo now, with this password for all.
    Seeded {
        /// The password.
        password: String,
    },
    /// It was a demo already, with the password of that time.
    Already,
    /// It holds something else and was left alone.
    LeftAlone,
}

impl Demo {
    /// Seeds if it was asked for and the database is empty.
    pub(super) async fn prepare(site: &State, settings: &Settings) -> anyhow::Result<Self> {
        if !settings.demo {
            return Ok(Self::No);
        }
        if demo::is_demo(&site.db).await? {
            return Ok(Self::Already);
        }
        let password = settings.demo_password.clone().unwrap_or_else(demo::new_password);
        let (db, now) = (&site.db, site.clock.now());
        let accounts = demo::seed(db, &site.programmes, &site.passwords, &password, now).await?;
        Ok(if accounts.is_empty() { Self::LeftAlone } else { Self::Seeded { password } })
    }

    /// What the operator reads; empty when there is nothing to say.
    pub(super) fn text(&self, address: &str) -> String {
        match self {
            Self::No => String::new(),
            Self::Seeded { password } => demo::accounts_text(address, Some(password)),
            Self::Already => demo::accounts_text(address, None),
            Self::LeftAlone => "this database holds something else than a demo, so --demo did nothing\n".to_owned(),
        }
    }
}
