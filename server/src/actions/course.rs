//! The course as its citizen sees it: enrolling, who walks along, phases, and the promise of an answer.

use super::execute::Context;
use crate::clock;
use crate::db::Tx;
use crate::error::Error;
use crate::programmes::Programmes;
use crate::store::coordination;
use crate::store::enrolment::{self, Enrolment};
use crate::store::person::{self, NewPerson, Person};
use crate::store::record::{self, Rev};
use chrono::NaiveDate;
use domain::access::Role;
use domain::calendar::{ClosingDays, WorkingDays, WorkingWeek, answer_by as promise};
use domain::course::{Arm, Companion, Course, Phase};
use domain::id::{EnrolmentId, OrganisationId, PersonId, ThreadId};
use domain::message::{Author, Thread};
use domain::programme::Programme;
use domain::record::{self as kinds, Kind};
use domain::refusal::{Code, Refusal};
use domain::snapshot::Snapshot;
use domain::text;
use domain::time::{Instant, plus_days};

/// The longest reference of a jobcenter's own system, in characters.
pub const EXTERNAL_REF_MAX: usize = 40;

/// Somebody to be enrolled.
#[derive(Clone, Debug)]
pub struct NewEnrolment {
    /// The name.
    pub name: String,
    /// The phone number.
    pub phone: Option<String>,
    /// The name to log in with; none in the control arm, which has no account.
    pub username: Option<String>,
    /// The language of the screens.
    pub lang: String,
    /// The programme.
    pub programme: String,
    /// The arm.
    pub arm: Arm,
    /// What the jobcenter's own system calls the citizen.
    pub external_ref: Option<String>,
    /// The jobcenter.
    pub jobcenter: Option<OrganisationId>,
    /// Who walks along.
    pub coordinator: Option<PersonId>,
    /// The day of inclusion.
    pub included_on: NaiveDate,
    /// The first day of the course, if it is known.
    pub starts_on: Option<NaiveDate>,
}

/// A reference that can be kept: not too long, and never a CPR number (six digits of a date and four more).
pub fn checked_external_ref(text: &str) -> Result<Option<String>, Refusal> {
    let reference = text::optional(text, EXTERNAL_REF_MAX, "external_ref")?;
    let digits: Vec<char> = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let is_cpr = digits.len() == 10 && digits.iter().take(6).all(char::is_ascii_digit) && looks_like_a_date(&digits);
    if is_cpr { Err(Refusal::field(Code::Invalid, "external_ref")) } else { Ok(reference) }
}

/// DDMMYY: CPR numbers without a valid check digit exist, and replacement numbers hold letters, so only
/// the date is looked at (domain.md §7.4).
fn looks_like_a_date(digits: &[char]) -> bool {
    let number = |from: usize| {
        let pair: String = digits.iter().skip(from).take(2).collect();
        pair.parse::<u32>().unwrap_or_default()
    };
    (1..=31).contains(&number(0)) && (1..=12).contains(&number(2))
}

/// Enrols a citizen: the person, the enrolment, who walks along, and the first records of the screens.
pub async fn enrol(
    tx: &mut Tx,
    new: &NewEnrolment,
    programmes: &Programmes,
    now: Instant,
) -> Result<EnrolmentId, Error> {
    let programme = programmes.find(&new.programme).ok_or_else(|| Refusal::field(Code::NotFound, "programme"))?;
    let name = text::required(&new.name, text::TITLE_MAX, "name")?;
    let external_ref = checked_external_ref(new.external_ref.as_deref().unwrap_or_default())?;
    let citizen = PersonId(clock::new_id());
    let has_account = new.arm == Arm::Intervention;
    let account = NewPerson {
        id: citizen,
        role: Role::Citizen,
        organisation: None,
        username: new.username.clone().filter(|_| has_account),
        name: name.clone(),
        phone: new.phone.clone(),
        lang: new.lang.clone(),
    };
    person::insert(tx, &account, now).await?;
    let enrolment = Enrolment {
        id: EnrolmentId(clock::new_id()),
        person: citizen,
        programme: programme.key.clone(),
        arm: new.arm,
        phase: if new.starts_on.is_some_and(|day| day <= now.date()) { Phase::Running } else { Phase::Included },
        external_ref,
        jobcenter: new.jobcenter,
        included_on: new.included_on,
        starts_on: new.starts_on,
        ends_on: new.starts_on.map(|day| last_day(programme, day)),
        closed_on: None,
    };
    enrolment::insert(tx, &enrolment, now).await?;
    if let Some(coordinator) = new.coordinator.filter(|_| has_account) {
        coordination::assign(tx, citizen, coordinator, new.included_on.min(now.date())).await?;
    }
    let rev = record::start(tx, citizen, now).await?;
    if has_account {
        let who = kinds::Person { name, username: account.username.unwrap_or_default() };
        record::put(tx, citizen, rev, kinds::id_of(citizen, Kind::Person, ""), &who.into()).await?;
        record::put(tx, citizen, rev, ThreadId::first_of(citizen).0, &Thread::default().into()).await?;
        refresh(tx, citizen, rev, programmes, now).await?;
    }
    Ok(enrolment.id)
}

/// The last day of a course that begins on `first`.
pub fn last_day(programme: &Programme, first: NaiveDate) -> NaiveDate {
    plus_days(first, i64::from(programme.course_weeks) * 7 - 1)
}

/// Writes the citizen's course record anew from what it is made of.
pub async fn refresh(
    tx: &mut Tx,
    citizen: PersonId,
    rev: Rev,
    programmes: &Programmes,
    now: Instant,
) -> Result<(), Error> {
    let enrolment = enrolment::find_by_person(tx, citizen).await?.ok_or(Error::NotFound)?;
    let programme = programmes.find(&enrolment.programme).ok_or(Error::NotFound)?;
    let companion = match coordination::find_on(tx, citizen, now.date()).await? {
        Some(id) => companion_of(tx, id, programme).await?,
        None => Companion::default(),
    };
    let course = Course {
        programme: programme.key.clone(),
        name: programme.name.clone(),
        controller: programme.controller.clone(),
        phase: enrolment.phase,
        starts_on: enrolment.starts_on,
        ends_on: enrolment.ends_on,
        weeks: programme.course_weeks,
        companion,
        jobcenter: programme.jobcenter.clone(),
        answer_within_days: programme.answer_within_days,
        crisis: programme.crisis.clone(),
        readable_until: readable_until(&enrolment, programme),
    };
    record::put(tx, citizen, rev, kinds::id_of(citizen, Kind::Course, ""), &course.into()).await
}

/// After an ended course: the last day on which all of it can be read.
pub fn readable_until(enrolment: &Enrolment, programme: &Programme) -> Option<NaiveDate> {
    enrolment.closed_on.map(|day| plus_days(day, i64::from(programme.readable_days)))
}

/// A staff member as the head of a citizen's screens.
pub async fn companion_of(tx: &mut Tx, id: PersonId, programme: &Programme) -> Result<Companion, Error> {
    let person = person::find(tx, id).await?.ok_or(Error::NotFound)?;
    let phone = person.phone.clone().unwrap_or_default();
    Ok(Companion {
        author: staff_author(tx, &person, programme).await?,
        phone,
        from: Some(programme.phone_from),
        to: Some(programme.phone_to),
    })
}

/// A staff member's name, role and organisation, as they stand on everything they write.
pub async fn staff_author(tx: &mut Tx, person: &Person, programme: &Programme) -> Result<Author, Error> {
    let organisation = match person.organisation {
        Some(id) => person::find_organisation(tx, id).await?.map(|found| found.name).unwrap_or_default(),
        None => String::new(),
    };
    let role = programme.roles.first().map(|role| role.title.clone()).unwrap_or_default();
    Ok(Author { name: person.name.clone(), role, organisation })
}

/// Moves an enrolment to another phase and tells the citizen's screens. Ending it starts the time in
/// which everything can still be read.
pub async fn set_phase(
    tx: &mut Tx,
    citizen: PersonId,
    phase: Phase,
    starts_on: Option<NaiveDate>,
    programmes: &Programmes,
    now: Instant,
) -> Result<(), Error> {
    let rev = record::raise(tx, citizen, now).await?;
    let mut enrolment = enrolment::find_by_person(tx, citizen).await?.ok_or(Error::NotFound)?;
    let programme = programmes.find(&enrolment.programme).ok_or(Error::NotFound)?;
    enrolment.phase = phase;
    if let Some(first) = starts_on {
        enrolment.starts_on = Some(first);
        enrolment.ends_on = Some(last_day(programme, first));
    }
    enrolment.closed_on = (!phase.is_open()).then(|| enrolment.closed_on.unwrap_or_else(|| now.date()));
    enrolment::set_phase(tx, &enrolment).await?;
    if enrolment.arm == Arm::Intervention {
        refresh(tx, citizen, rev, programmes, now).await?;
    }
    Ok(())
}

/// Makes `coordinator` the one who walks along from today on, and tells the citizen's screens.
pub async fn assign(
    tx: &mut Tx,
    citizen: PersonId,
    coordinator: PersonId,
    programmes: &Programmes,
    now: Instant,
) -> Result<(), Error> {
    let rev = record::raise(tx, citizen, now).await?;
    coordination::assign(tx, citizen, coordinator, now.date()).await?;
    refresh(tx, citizen, rev, programmes, now).await
}

/// The day by which a message sent now is answered (domain.md §6).
pub fn answer_by(context: &Context<'_>, snapshot: &Snapshot) -> Option<NaiveDate> {
    let course = snapshot.course()?;
    let mut week = WorkingWeek::default();
    if let (Some(from), Some(to)) = (course.companion.from, course.companion.to) {
        (week.from, week.to) = (from, to);
    }
    let days = WorkingDays { week: &week, closing: ClosingDays::default(), absence: &[] };
    promise(context.now, course.answer_within_days, &days)
}
