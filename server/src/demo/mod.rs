//! A programme's worth of invented people for trying the software out: two programmes with citizens in
//! every phase, their plans, weeks, appointments, conversations and questionnaires.
//!
//! Everybody here is invented, and every demo says so. The same local day always gives the same demo.
//! It is written only into a database that holds nothing, which is marked as a demo for ever after.

mod chance;
mod day;
mod english;
mod karin;
mod meetings;
mod people;
mod plan;
mod pools;
mod questionnaires;
mod tale;
#[cfg(test)]
mod tests;
mod thread;
mod week;

use crate::actions::course;
use crate::db::migrate::{self, fact};
use crate::db::{Db, Tx, fetch_one, statements};
use crate::error::Error;
use crate::password::{self, Passwords};
use crate::programmes::Programmes;
use crate::store::access_log::{self, Part};
use crate::store::booking::{self, Booking};
use crate::store::enrolment::{self, Enrolment};
use crate::store::person::{self, NewPerson, Organisation};
use crate::store::record::{self, Rev};
use crate::store::coordination;
use chance::id;
use day::Day;
use domain::access::Role;
use domain::course::Arm;
use domain::id::{AppointmentId, OrganisationId, PersonId, ThreadId};
use domain::message::{Author, Thread};
use domain::plan::{PlanAnswer, PlanReply};
use domain::record::{self as kinds, Kind, Record};
use domain::setting::{self, Setting};
use domain::time::Instant;
use people::{CITIZENS, Citizen, HOUSES, STAFF, Staff, Story};
use tale::{Tale, person_id};

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

fn house_id(key: &str) -> OrganisationId {
    OrganisationId(id(&format!("organisation:{key}")))
}

/// The organisations and who works there.
async fn staff(tx: &mut Tx, hash: &str, day: Day) -> Result<Vec<Account>, Error> {
    for house in HOUSES {
        let organisation = Organisation {
            id: house_id(house.key),
            kind: house.kind.to_owned(),
            name: house.name.to_owned(),
            phone: Some("12 34 50 00".to_owned()),
            hours: Some("9–15".to_owned()),
        };
        person::insert_organisation(tx, &organisation, day.begins()).await?;
    }
    let mut accounts = Vec::new();
    for somebody in STAFF {
        let new = NewPerson {
            id: person_id(somebody.username),
            role: somebody.role,
            organisation: Some(house_id(somebody.house)),
            username: Some(somebody.username.to_owned()),
            name: somebody.name.to_owned(),
            phone: Some(somebody.phone.to_owned()),
            lang: "da".to_owned(),
        };
        person::insert(tx, &new, day.begins()).await?;
        person::set_password(tx, new.id, Some(hash), day.begins()).await?;
        accounts.push(Account {
            username: somebody.username.to_owned(),
            name: somebody.name.to_owned(),
            role: somebody.role,
            programme: None,
        });
    }
    Ok(accounts)
}

/// The person, the enrolment, who walks along, and the first revision of the screens. As
/// `actions::course::enrol`, but with ids and days of the demo.
async fn enrol(
    tx: &mut Tx,
    citizen: &Citizen,
    number: i64,
    programmes: &Programmes,
    hash: &str,
    day: Day,
) -> Result<Rev, Error> {
    let programme = programmes.find(citizen.programme).ok_or(Error::NotFound)?;
    let person = person_id(citizen.key);
    let has_account = citizen.coordinator.is_some();
    let new = NewPerson {
        id: person,
        role: Role::Citizen,
        organisation: None,
        username: has_account.then(|| citizen.key.to_owned()),
        name: citizen.name.to_owned(),
        phone: Some(format!("12 35 {:02} {:02}", number / 100 + 10, number % 100)),
        lang: citizen.lang().to_owned(),
    };
    person::insert(tx, &new, day.begins()).await?;
    let starts_on = citizen.starts_on(day);
    let row = Enrolment {
        id: questionnaires::enrolment_id(citizen.key),
        person,
        programme: programme.key.clone(),
        arm: if has_account { Arm::Intervention } else { Arm::Control },
        phase: citizen.phase,
        external_ref: Some(format!("FJ-{}", 1001 + number)),
        jobcenter: Some(house_id("jobcenter")),
        included_on: citizen.included_on(day),
        starts_on,
        ends_on: starts_on.map(|first| course::last_day(programme, first)),
        closed_on: citizen.closed.map(|days| day.plus(-days)),
    };
    // They are listed by the moment of their enrolment: the order of the accounts.
    enrolment::insert(tx, &row, day.begins().plus_ms(number - 1000)).await?;
    let rev = record::start(tx, person, day.begins()).await?;
    if let Some(coordinator) = citizen.coordinator {
        person::set_password(tx, person, Some(hash), day.begins()).await?;
        coordination::assign(tx, person, person_id(coordinator), row.included_on).await?;
        course::refresh(tx, person, rev, programmes, day.begins()).await?;
    }
    Ok(rev)
}

/// Writes everything that is told of a citizen, and takes the coordinator's time for it.
async fn tell(tx: &mut Tx, citizen: &Citizen, rev: Rev, programmes: &Programmes, day: Day) -> Result<(), Error> {
    let Some(companion) = STAFF.iter().find(|staff| Some(staff.username) == citizen.coordinator) else { return Ok(()) };
    let role = programmes.find(citizen.programme).and_then(|found| found.roles.first()).map(|role| role.title.as_str());
    let author = author_of(companion, role.unwrap_or_default());
    for (id, record) in records_of(citizen, day, author.clone()) {
        record::put(tx, person_id(citizen.key), rev, id, &record).await?;
        if let Record::Appointment(one) = &record
            && one.with.first() == Some(&author)
        {
            let booking = Booking {
                appointment: AppointmentId(id),
                citizen: person_id(citizen.key),
                starts_at: one.starts_at(),
                ends_at: one.ends_at(),
                is_booked: one.is_booked(),
            };
            let staff = person_id(companion.username);
            booking::raise(tx, staff).await?;
            booking::put(tx, staff, &booking).await?;
        }
    }
    looked(tx, citizen, person_id(companion.username), day).await
}

/// Who has looked at what: the coordinator, on the days on which they were at work with it.
async fn looked(tx: &mut Tx, citizen: &Citizen, viewer: PersonId, day: Day) -> Result<(), Error> {
    if citizen.starts_on(day).is_none() {
        return Ok(());
    }
    let ended = citizen.closed.unwrap_or_default();
    let looks = [(1, 8, Part::Messages), (2, 13, Part::Plan), (2, 13, Part::Messages), (4, 9, Part::Week), (9, 10, Part::Plan)];
    for (back, hour, part) in looks {
        let at = day::at(day::open_before(day.plus(-ended), back), hour, 0);
        access_log::note(tx, person_id(citizen.key), viewer, part, at).await?;
    }
    Ok(())
}

fn author_of(staff: &Staff, role: &str) -> Author {
    let house = HOUSES.iter().find(|house| house.key == staff.house).map(|house| house.name);
    Author { name: staff.name.to_owned(), role: role.to_owned(), organisation: house.unwrap_or_default().to_owned() }
}

/// The records of one citizen, but for the course and the questionnaire.
fn records_of(citizen: &Citizen, day: Day, companion: Author) -> Vec<(uuid::Uuid, Record)> {
    let same = CITIZENS.iter().filter(|other| other.coordinator == citizen.coordinator);
    let place = same.take_while(|other| other.key != citizen.key).count();
    let mut tale = Tale::new(citizen, day, companion, place);
    let who = kinds::Person { name: citizen.name.to_owned(), username: citizen.key.to_owned() };
    tale.put(kinds::id_of(tale.citizen, Kind::Person, ""), who);
    tale.put(ThreadId::first_of(tale.citizen).0, Thread::default());
    settings(&mut tale);
    match citizen.story {
        Story::Karin => karin::write(&mut tale),
        Story::English => {
            english::write(&mut tale);
            meetings::write(&mut tale);
        }
        Story::New => greeted(&mut tale),
        Story::Empty | Story::Unused => {}
        Story::First => {
            greeted(&mut tale);
            meetings::write(&mut tale);
        }
        _ => usual(&mut tale),
    }
    tale.records()
}

fn usual(tale: &mut Tale<'_>) {
    let newest = match tale.who.story {
        Story::OldPlan => tale.day.plus(-31),
        _ => day::open_before(tale.last_day(), 4 + usize::from(tale.chance.below(12))),
    };
    let reply = |answer, text: Option<&str>| PlanReply {
        answer,
        text: text.map(str::to_owned),
        at: day::at(day::open_before(tale.last_day(), 2), 18, 40),
    };
    let reply = match tale.who.story {
        Story::Comments => Some(reply(PlanAnswer::Comment, Some("Jeg vil gerne have, at vi venter med praktikken."))),
        Story::OldPlan => Some(reply(PlanAnswer::Agree, None)),
        _ => tale.chance.clone().percent(60).then(|| reply(PlanAnswer::Agree, None)),
    };
    plan::write(tale, newest, reply);
    week::write(tale);
    meetings::write(tale);
    thread::write(tale);
    if tale.who.story == Story::NeedsHelp {
        meetings::needs_help(tale);
    }
}

/// A first word of welcome.
fn greeted(tale: &mut Tale<'_>) {
    let hello = thread::told(
        &[
            (false, "Hej og velkommen. Jeg er den, der går med dig. Skriv eller ring, når det passer dig."),
            (true, "Tak. Jeg er spændt på, hvad der skal ske."),
            (false, "Vi begynder stille. Vi finder en tid til at tale sammen, og du må gerne tage en med."),
        ],
        tale.day.open_before(3),
    );
    thread::say(tale, &hello);
}

/// What was chosen about the app.
fn settings(tale: &mut Tale<'_>) {
    let mut choices = vec![(setting::LANGUAGE, tale.who.lang())];
    if tale.who.shares {
        choices.push((setting::SHARE_ENERGY, "on"));
    }
    if tale.who.story != Story::Unused {
        choices.push((setting::PRIVACY_SEEN, "1"));
    }
    for (key, value) in choices {
        let id = kinds::id_of(tale.citizen, Kind::Setting, key);
        tale.put(id, Setting { key: key.to_owned(), value: value.to_owned() });
    }
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
    let mut text = format!("\n{NOTICE}\nA demo: every person in it is invented.\n\n");
    for (who, what) in rows {
        text.push_str(&format!("  {who:<32}{what}\n"));
    }
    let password = password.unwrap_or("as it was when this demo was made");
    text.push_str(&format!("\n  log in at   {address}\n  password    {password}   (the same for all)\n"));
    text
}
