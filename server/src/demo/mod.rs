//! A programme's worth of invented people for trying the software out: two programmes with citizens in
//! every phase, their plans, weeks, appointments, conversations and questionnaires.
//!
//! Everybody here is invented, and every demo says so. The same local day always gives the same demo.
//! It is written only into a database that holds nothing, which is marked as a demo for ever after.

mod chance;
mod citizens;
mod day;
mod dialogues;
mod english;
mod habits;
mod karin;
mod meetings;
mod people;
mod plan;
mod pools;
mod questionnaires;
mod story;
mod tale;
#[cfg(test)]
mod tests;
mod thread;
mod week;
mod write;

use crate::db::migrate::{self, fact};
use crate::db::{Db, fetch_one, statements};
use crate::error::Error;
use crate::password::{self, Passwords};
use crate::programmes::Programmes;
use citizens::CITIZENS;
use day::Day;
use domain::access::Role;
use domain::time::Instant;
use write::{enrol, staff, tell};

/// The seed that the mark in the database names; another one means another demo.
const SEED: &str = "1";

/// What every demo says about itself.
pub const NOTICE: &str = "Prøveudgave. Alle personer er opfundne.";

statements! {
    /// Whether anything is here at all.
    COUNT_ANYTHING = "select (select count(*) from person) + (select count(*) from organisation)";
}

/// Somebody who can log in to a demo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What is typed at login.
    pub username: String,
    /// The name.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// The programme of a citizen.
    pub programme: Option<String>,
}

/// Whether this database is a demo.
pub async fn is_demo(db: &Db) -> Result<bool, Error> {
    let mut tx = db.read().await?;
    Ok(migrate::find_fact(&mut tx, fact::DEMO).await?.is_some())
}

/// A password for all accounts of a demo, where the operator has named none.
pub fn new_password() -> String {
    password::new_code().to_lowercase()
}

/// Fills an empty database with a demo of the day of `now`, in one transaction, and says who can log in.
/// Does nothing to a database that holds anybody, and says nobody.
pub async fn seed(
    db: &Db,
    programmes: &Programmes,
    passwords: &Passwords,
    password: &str,
    now: Instant,
) -> Result<Vec<Account>, Error> {
    // One hash for all: these accounts protect nobody, and hashing one by one takes seconds.
    let hash = passwords.hash(password).await?;
    let mut tx = db.write().await?;
    let (held,): (i64,) = fetch_one!(tx, COUNT_ANYTHING)?;
    if held > 0 {
        return Ok(Vec::new());
    }
    let day = Day(now.date());
    migrate::put_fact(&mut tx, fact::DEMO, SEED).await?;
    let mut accounts = staff(&mut tx, &hash, day).await?;
    let mut revs = Vec::new();
    for (number, citizen) in (0..).zip(CITIZENS) {
        let rev = enrol(&mut tx, citizen, number, programmes, &hash, day).await?;
        if citizen.coordinator.is_none() {
            continue;
        }
        tell(&mut tx, citizen, rev, programmes, day).await?;
        revs.push((citizen.key, rev));
        accounts.push(Account {
            username: citizen.key.to_owned(),
            name: citizen.name.to_owned(),
            role: Role::Citizen,
            programme: Some(citizen.programme.to_owned()),
        });
    }
    for programme in [people::ISHOEJ, people::HILLEROD] {
        questionnaires::seed(&mut tx, programme, programmes, day, &revs).await?;
    }
    tx.commit().await?;
    Ok(accounts)
}

/// What `serve --demo` prints: who can log in, where, and with which password, where it is known.
pub fn accounts_text(address: &str, password: Option<&str>) -> String {
    let rows = [
        ("borger-01 … borger-24", "citizens, Ishøj (borger-01 is in week 7 and shares everything)"),
        ("ips-01 … ips-16", "citizens, Hillerød"),
        ("koordinator-01, koordinator-02", "coordinators, Ishøj"),
        ("ips-konsulent-01", "IPS consultant, Hillerød"),
        ("jobcenter-01, leder-01", "caseworker and leader at the jobcenter, both programmes"),
        ("forsker-01", "evaluator"),
        ("admin", "administrator"),
    ];
    let rows: String = rows.map(|(who, what)| format!("  {who:<32}{what}\n")).concat();
    let password = password.unwrap_or("as it was when this demo was made");
    format!(
        "\n{NOTICE}\nA demo: every person in it is invented.\n\n{rows}\n  log in at   {address}\n  \
         password    {password}   (the same for all)\n"
    )
}
