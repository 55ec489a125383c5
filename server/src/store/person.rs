//! People and their organisations: who exists, in which role, under which username. Names and phone
//! numbers are sealed under the person's own key; usernames are made by the program and name nobody.

use crate::db::{Tx, execute, fetch_all, fetch_one, fetch_optional, statements};
use crate::error::Error;
pub use domain::access::Role;
use domain::id::{OrganisationId, PersonId};
use domain::time::Instant;
use uuid::Uuid;

statements! {
    /// Adds an organisation.
    INSERT_ORGANISATION = "insert into organisation (id, kind, name, phone, hours, created_at) values ($1, $2, $3, $4, $5, $6)";
    /// Every organisation.
    LIST_ORGANISATIONS = "select id, kind, name, phone, hours from organisation order by created_at, id";
    /// One organisation.
    FIND_ORGANISATION = "select id, kind, name, phone, hours from organisation where id = $1";
    /// Adds a person.
    INSERT = "insert into person (id, role, organisation_id, username, name, phone, lang, password_hash, password_changed_at, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, null, null, $8)";
    /// One person.
    FIND = "select id, role, organisation_id, username, name, phone, lang, password_hash, password_changed_at, created_at, closed_at
        from person where id = $1";
    /// One person by what is typed at login.
    FIND_BY_USERNAME = "select id, role, organisation_id, username, name, phone, lang, password_hash, password_changed_at, created_at, closed_at
        from person where username = $1";
    /// Everybody in a role, oldest first.
    LIST_BY_ROLE = "select id, role, organisation_id, username, name, phone, lang, password_hash, password_changed_at, created_at, closed_at
        from person where role = $1 order by created_at, id limit $2";
    /// How many people there are in a role.
    COUNT_BY_ROLE = "select count(*) from person where role = $1";
    /// When the newest row of those that carry a time was written.
    NEWEST = "select max(at) from (select max(created_at) as at from person union all select max(at) as at from change) as newest";
    /// Sets a password; none at all when the hash is null.
    SET_PASSWORD = "update person set password_hash = $2, password_changed_at = $3 where id = $1";
    /// Replaces a hash by a stronger one of the same password.
    REHASH = "update person set password_hash = $3 where id = $1 and password_hash = $2";
    /// Sets the language.
    SET_LANG = "update person set lang = $2 where id = $1";
    /// Sets the name and the phone number.
    SET_NAME = "update person set name = $2, phone = $3 where id = $1";
    /// Closes an account.
    CLOSE = "update person set closed_at = $2, password_hash = null where id = $1 and closed_at is null";
}

/// A municipality, a jobcenter, a hospital unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// `municipality`, `jobcenter`, `hospital_unit`, `research_unit`.
    pub kind: String,
    /// Its name; organisations are no persons, so it is not sealed.
    pub name: String,
    /// Whom to call.
    pub phone: Option<String>,
    /// When somebody answers, as people say it.
    pub hours: Option<String>,
}

/// A person with an account or waiting for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// What they are.
    pub role: Role,
    /// Where they belong.
    pub organisation: Option<OrganisationId>,
    /// What they type at login; none without an account.
    pub username: Option<String>,
    /// What they are called.
    pub name: String,
    /// Their number.
    pub phone: Option<String>,
    /// `da` or `en`.
    pub lang: String,
    /// The hash of the password, once one was chosen.
    pub password_hash: Option<String>,
    /// When it was chosen.
    pub password_changed_at: Option<Instant>,
    /// Since when they are here.
    pub created_at: Instant,
    /// Since when the account is closed.
    pub closed_at: Option<Instant>,
}

/// A person to be added.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Their id.
    pub id: PersonId,
    /// What they are.
    pub role: Role,
    /// Where they belong.
    pub organisation: Option<OrganisationId>,
    /// What they will type at login, in lower case; none without an account.
    pub username: Option<String>,
    /// What they are called.
    pub name: String,
    /// Their number.
    pub phone: Option<String>,
    /// `da` or `en`.
    pub lang: String,
}

#[derive(sqlx::FromRow)]
struct OrganisationRow {
    id: Uuid,
    kind: String,
    name: String,
    phone: Option<String>,
    hours: Option<String>,
}

impl From<OrganisationRow> for Organisation {
    fn from(row: OrganisationRow) -> Self {
        Self { id: OrganisationId(row.id), kind: row.kind, name: row.name, phone: row.phone, hours: row.hours }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    role: String,
    organisation_id: Option<Uuid>,
    username: Option<String>,
    name: Vec<u8>,
    phone: Option<Vec<u8>>,
    lang: String,
    password_hash: Option<String>,
    password_changed_at: Option<i64>,
    created_at: i64,
    closed_at: Option<i64>,
}

impl Row {
    async fn open(self, tx: &mut Tx) -> Result<Person, Error> {
        let key = tx.key_of(PersonId(self.id)).await?;
        let phone = self.phone.map(|phone| key.open("person.phone", self.id, &phone)).transpose()?;
        Ok(Person {
            id: PersonId(self.id),
            role: Role::of(&self.role)
                .ok_or_else(|| Error::internal(format!("person {} has no known role", self.id)))?,
            organisation: self.organisation_id.map(OrganisationId),
            username: self.username,
            name: key.open("person.name", self.id, &self.name)?,
            phone,
            lang: self.lang,
            password_hash: self.password_hash,
            password_changed_at: self.password_changed_at.map(Instant),
            created_at: Instant(self.created_at),
            closed_at: self.closed_at.map(Instant),
        })
    }
}

/// Adds an organisation.
pub async fn insert_organisation(tx: &mut Tx, new: &Organisation, now: Instant) -> Result<(), Error> {
    execute!(tx, INSERT_ORGANISATION, new.id.uuid(), &new.kind, &new.name, &new.phone, &new.hours, now.0)?;
    Ok(())
}

/// Every organisation, oldest first.
pub async fn list_organisations(tx: &mut Tx) -> Result<Vec<Organisation>, Error> {
    let rows: Vec<OrganisationRow> = fetch_all!(tx, LIST_ORGANISATIONS)?;
    Ok(rows.into_iter().map(Organisation::from).collect())
}

/// One organisation.
pub async fn find_organisation(tx: &mut Tx, id: OrganisationId) -> Result<Option<Organisation>, Error> {
    let row: Option<OrganisationRow> = fetch_optional!(tx, FIND_ORGANISATION, id.uuid())?;
    Ok(row.map(Organisation::from))
}

/// Adds a person and makes their key. A username that is taken gives `Conflict("username_taken")`.
pub async fn insert(tx: &mut Tx, new: &NewPerson, now: Instant) -> Result<(), Error> {
    let key = tx.create_key(new.id, now).await?;
    let id = new.id.uuid();
    let name = key.seal("person.name", id, &new.name);
    let phone = new.phone.as_deref().map(|phone| key.seal("person.phone", id, phone));
    let organisation = new.organisation.map(OrganisationId::uuid);
    execute!(tx, INSERT, id, new.role.text(), organisation, &new.username, name, phone, &new.lang, now.0).map_err(
        |error| {
            if crate::error::is_duplicate(&error) { Error::Conflict("username_taken") } else { error.into() }
        },
    )?;
    Ok(())
}

/// One person.
pub async fn find(tx: &mut Tx, id: PersonId) -> Result<Option<Person>, Error> {
    let row: Option<Row> = fetch_optional!(tx, FIND, id.uuid())?;
    match row {
        Some(row) => row.open(tx).await.map(Some),
        None => Ok(None),
    }
}

/// The person who logs in with `username`, as typed: case and blanks round it do not matter.
pub async fn find_by_username(tx: &mut Tx, username: &str) -> Result<Option<Person>, Error> {
    let row: Option<Row> = fetch_optional!(tx, FIND_BY_USERNAME, plain_username(username))?;
    match row {
        Some(row) => row.open(tx).await.map(Some),
        None => Ok(None),
    }
}

/// A username in the one form in which it is kept and compared: "Stille Skov 17" is "stille-skov-17".
pub fn plain_username(typed: &str) -> String {
    let plain: String = typed.chars().filter(|c| !c.is_control()).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join("-").to_lowercase()
}

/// At most `limit` people in a role, oldest first.
pub async fn list_by_role(tx: &mut Tx, role: Role, limit: i64) -> Result<Vec<Person>, Error> {
    let rows: Vec<Row> = fetch_all!(tx, LIST_BY_ROLE, role.text(), limit)?;
    let mut people = Vec::with_capacity(rows.len());
    for row in rows {
        people.push(row.open(tx).await?);
    }
    Ok(people)
}

/// How many people there are in a role.
pub async fn count_by_role(tx: &mut Tx, role: Role) -> Result<i64, Error> {
    let (count,): (i64,) = fetch_one!(tx, COUNT_BY_ROLE, role.text())?;
    Ok(count)
}

/// When the newest person or change was written; none in an empty installation.
pub async fn newest_at(tx: &mut Tx) -> Result<Option<Instant>, Error> {
    let (newest,): (Option<i64>,) = fetch_one!(tx, NEWEST)?;
    Ok(newest.map(Instant))
}

/// Sets the hash of a newly chosen password, or removes it.
pub async fn set_password(tx: &mut Tx, id: PersonId, hash: Option<&str>, now: Instant) -> Result<(), Error> {
    execute!(tx, SET_PASSWORD, id.uuid(), hash, now.0)?;
    Ok(())
}

/// Replaces the hash `old` by a stronger one of the same password, unless it was changed meanwhile.
pub async fn rehash(tx: &mut Tx, id: PersonId, old: &str, new: &str) -> Result<(), Error> {
    execute!(tx, REHASH, id.uuid(), old, new)?;
    Ok(())
}

/// Sets the language: `da` or `en`.
pub async fn set_lang(tx: &mut Tx, id: PersonId, lang: &str) -> Result<(), Error> {
    execute!(tx, SET_LANG, id.uuid(), lang)?;
    Ok(())
}

/// Sets the name and the phone number.
pub async fn set_name(tx: &mut Tx, id: PersonId, name: &str, phone: Option<&str>) -> Result<(), Error> {
    let key = tx.key_of(id).await?;
    let name = key.seal("person.name", id.uuid(), name);
    let phone = phone.map(|phone| key.seal("person.phone", id.uuid(), phone));
    execute!(tx, SET_NAME, id.uuid(), name, phone)?;
    Ok(())
}

/// Closes an account: the password goes, the sessions must be ended by the caller. Says whether it was open.
pub async fn close(tx: &mut Tx, id: PersonId, now: Instant) -> Result<bool, Error> {
    Ok(execute!(tx, CLOSE, id.uuid(), now.0)? > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;
    use crate::db::testing::{MONDAY, both_dbs};

    fn amina(username: Option<&str>) -> NewPerson {
        NewPerson {
            id: PersonId(clock::new_id()),
            role: Role::Citizen,
            organisation: None,
            username: username.map(str::to_owned),
            name: "Amina Prøve".to_owned(),
            phone: Some("12 34 56 78".to_owned()),
            lang: "da".to_owned(),
        }
    }

    both_dbs!(a_person_is_found_by_what_they_type, |db| async move {
        let new = amina(Some("stille-skov-17"));
        let mut tx = db.write().await.unwrap();
        insert(&mut tx, &new, MONDAY).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.read().await.unwrap();
        let found = find_by_username(&mut tx, " Stille-Skov-17 ").await.unwrap().unwrap();
        assert_eq!((found.name.as_str(), found.phone.as_deref()), ("Amina Prøve", Some("12 34 56 78")));
        assert_eq!(count_by_role(&mut tx, Role::Citizen).await.unwrap(), 1);
        assert_eq!(find(&mut tx, PersonId(clock::new_id())).await.unwrap(), None);
    });

    both_dbs!(a_username_belongs_to_one_person, |db| async move {
        let mut tx = db.write().await.unwrap();
        insert(&mut tx, &amina(Some("stille-skov-17")), MONDAY).await.unwrap();
        let again = insert(&mut tx, &amina(Some("stille-skov-17")), MONDAY).await;
        assert!(matches!(again, Err(Error::Conflict("username_taken"))));
    });

    both_dbs!(people_without_an_account_share_no_username, |db| async move {
        let mut tx = db.write().await.unwrap();
        insert(&mut tx, &amina(None), MONDAY).await.unwrap();
        insert(&mut tx, &amina(None), MONDAY).await.unwrap();
        tx.commit().await.unwrap();
    });

    both_dbs!(a_rolled_back_key_is_never_used, |db| async move {
        let new = amina(None);
        let mut tx = db.write().await.unwrap();
        insert(&mut tx, &new, MONDAY).await.unwrap();
        tx.rollback().await.unwrap();
        let mut tx = db.write().await.unwrap();
        assert!(tx.key_of(new.id).await.is_err());
        insert(&mut tx, &new, MONDAY).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.read().await.unwrap();
        assert_eq!(find(&mut tx, new.id).await.unwrap().unwrap().name, "Amina Prøve");
    });
}
