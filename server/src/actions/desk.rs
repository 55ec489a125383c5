//! What every use case of a coordinator begins with: the citizen's revision is raised, the relation is
//! looked up, the one decision is asked, and a form that was sent before is known again.

use super::Actor;
use super::course;
use super::execute::Context;
use crate::db::Tx;
use crate::error::Error;
use crate::programmes::Programmes;
use crate::seal::KeyRing;
use crate::store::command;
use crate::store::enrolment::{self, Enrolment};
use crate::store::{coordination, person, record};
use domain::access::{Action, Relation, may};
use domain::course::{Arm, Phase};
use domain::id::{CommandId, PersonId};
use domain::message::Author;
use domain::record::{Kind, Record, id_of};
use domain::refusal::Code;
use domain::setting;
use domain::time::{Instant, plus_days};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// How somebody is related to a citizen, with the enrolment that says so. `NotFound` for who has none.
pub async fn relation(
    tx: &mut Tx,
    actor: Actor,
    citizen: PersonId,
    now: Instant,
    programmes: &Programmes,
) -> Result<(Relation, Enrolment), Error> {
    let enrolment = enrolment::find_by_person(tx, citizen).await?.ok_or(Error::NotFound)?;
    let programme = programmes.find(&enrolment.programme);
    let last = programme.and_then(|programme| course::readable_until(&enrolment, programme));
    let organisation = person::find(tx, actor.person).await?.and_then(|person| person.organisation);
    let relation = Relation {
        own: actor.person == citizen,
        coordinator: coordination::find_on(tx, citizen, now.date()).await? == Some(actor.person),
        jobcenter: organisation.is_some() && organisation == enrolment.jobcenter,
        shares_energy: shares_energy(tx, citizen).await?,
        readable_until: last.map(|day| Instant::start_of(plus_days(day, 1)).plus_ms(-1)),
        control: enrolment.arm == Arm::Control,
    };
    Ok((relation, enrolment))
}

async fn shares_energy(tx: &mut Tx, citizen: PersonId) -> Result<bool, Error> {
    let id = id_of(citizen, Kind::Setting, setting::SHARE_ENERGY);
    let value = match record::find(tx, citizen, Kind::Setting, id).await? {
        Some(Record::Setting(setting)) => setting.value,
        _ => setting::default_of(setting::SHARE_ENERGY).to_owned(),
    };
    Ok(value == "on")
}

/// The decision, as an answer: what is somebody else's is not there, what is over can be called about.
pub fn allow(actor: Actor, relation: Relation, action: Action, now: Instant) -> Result<(), Error> {
    if may(actor.role, relation, action, now) {
        return Ok(());
    }
    let is_over = relation.readable_until.is_some() && may(actor.role, relation, Action::SeePlan, now);
    if is_over { Err(Code::CourseEnded.into()) } else { Err(Error::NotFound) }
}

/// A use case that may go on.
#[derive(Debug)]
pub struct Desk<'a> {
    /// Where it runs.
    pub context: Context<'a>,
    /// The citizen's enrolment.
    pub enrolment: Enrolment,
    /// The one who acts, as citizens read it.
    pub author: Author,
}

/// Whether a form is new or was sent before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// New, under this id.
    New(CommandId),
    /// It is done already; nothing more happens.
    Before(CommandId),
}

/// What a form says, as a digest that nobody without the key file can compute.
pub fn hash_of(ring: &KeyRing, content: &impl Serialize) -> Result<Vec<u8>, Error> {
    Ok(ring.digest("staff.form", &[&serde_json::to_vec(content)?]))
}

/// A short word for a content that a form was made from: another word means that somebody changed it.
pub fn mark_of(content: &impl Serialize) -> Result<String, Error> {
    let digest = Sha256::digest(serde_json::to_vec(content)?);
    Ok(hex::encode(digest.get(..8).unwrap_or_default()))
}

/// Raises the citizen's revision, then looks whether `actor` may.
pub async fn open<'a>(
    tx: &mut Tx,
    actor: Actor,
    citizen: PersonId,
    action: Action,
    now: Instant,
    programmes: &'a Programmes,
) -> Result<Desk<'a>, Error> {
    let rev = record::raise(tx, citizen, now).await?;
    let (relation, enrolment) = relation(tx, actor, citizen, now, programmes).await?;
    allow(actor, relation, action, now)?;
    if action != Action::IssueCode && !Phase::is_open(enrolment.phase) {
        return Err(Code::CourseEnded.into());
    }
    let programme = programmes.find(&enrolment.programme).ok_or(Error::NotFound)?;
    let me = person::find(tx, actor.person).await?.ok_or(Error::NotFound)?;
    let author = course::staff_author(tx, &me, programme).await?;
    Ok(Desk { context: Context { citizen, actor, rev, now, programmes }, enrolment, author })
}

impl Desk<'_> {
    /// Whether the form `id` was sent before. The same id with other content (the Back button) is a new
    /// form for what only adds, and `Conflict` for everything else.
    pub async fn sent(&self, tx: &mut Tx, id: CommandId, hash: &[u8], adds: bool) -> Result<Sent, Error> {
        let citizen = self.context.citizen;
        match command::find(tx, citizen, id).await? {
            None => return Ok(Sent::New(id)),
            Some(kept) if kept.hash == hash => return Ok(Sent::Before(id)),
            Some(_) if adds => {}
            Some(_) => return Err(Error::Conflict("conflict")),
        }
        let again = CommandId::of_form(id.uuid(), &hex::encode(hash));
        let known = command::find(tx, citizen, again).await?.is_some();
        Ok(if known { Sent::Before(again) } else { Sent::New(again) })
    }

    /// Remembers that the form is done.
    pub async fn keep(&self, tx: &mut Tx, id: CommandId, kind: &str, hash: &[u8]) -> Result<(), Error> {
        super::execute::keep(tx, &self.context, id, kind, hash, None).await?;
        Ok(())
    }
}
