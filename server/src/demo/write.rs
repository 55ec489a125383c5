//! Writing the demo's people into the store: organisations, staff, enrolments, and what is told.

use super::Account;
use super::chance::id;
use super::citizens::Citizen;
use super::day::{self, Day};
use super::people::{HOUSES, STAFF, Staff};
use super::questionnaires;
use super::story::records_of;
use super::tale::person_id;
use crate::actions::course;
use crate::db::Tx;
use crate::error::Error;
use crate::programmes::Programmes;
use crate::store::access_log::{self, Part};
use crate::store::booking::{self, Booking};
use crate::store::coordination;
use crate::store::enrolment::{self, Enrolment};
use crate::store::person::{self, NewPerson, Organisation};
use crate::store::record::{self, Rev};
use domain::access::Role;
use domain::course::Arm;
use domain::id::{AppointmentId, OrganisationId, PersonId};
use domain::message::Author;
use domain::record::Record;

fn house_id(key: &str) -> OrganisationId {
    OrganisationId(id(&format!("organisation:{key}")))
}

/// The organisations and who works there.
pub async fn staff(tx: &mut Tx, hash: &str, day: Day) -> Result<Vec<Account>, Error> {
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
pub async fn enrol(
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
pub async fn tell(tx: &mut Tx, citizen: &Citizen, rev: Rev, programmes: &Programmes, day: Day) -> Result<(), Error> {
    let Some(companion) = STAFF.iter().find(|staff| Some(staff.username) == citizen.coordinator) else {
        return Ok(());
    };
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
    let looks =
        [(1, 8, Part::Messages), (2, 13, Part::Plan), (2, 13, Part::Messages), (4, 9, Part::Week), (9, 10, Part::Plan)];
    for (back, hour, part) in looks {
        let at = day::at(day::open_before(day.plus(-ended), back), hour, 0);
        access_log::note(tx, person_id(citizen.key), viewer, part, at).await?;
    }
    Ok(())
}

pub fn author_of(staff: &Staff, role: &str) -> Author {
    let house = HOUSES.iter().find(|house| house.key == staff.house).map(|house| house.name);
    Author { name: staff.name.to_owned(), role: role.to_owned(), organisation: house.unwrap_or_default().to_owned() }
}
