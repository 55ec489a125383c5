//! Satisfaction surveys: asking, and what an answer brings about (domain.md §7).
//!
//! Whether somebody answered and what was answered part here for ever: the invitation is settled, the
//! answers go into an urn, and nothing that is kept leads from one to the other.

use crate::clock;
use crate::db::Tx;
use crate::error::Error;
use crate::store::enrolment::{self, Enrolment};
use crate::store::record;
use crate::store::round::{self, Invitation, Round};
use crate::store::{questionnaire, urn};
use chrono::NaiveDate;
use domain::course::{Arm, Phase};
use domain::id::{EnrolmentId, InvitationId, OrganisationId, PersonId, RoundId};
use domain::invitation::{Invitation as Shown, InvitationStatus};
use domain::programme::{Programme, SurveyRule};
use domain::record::{Kind, Record};
use domain::survey::round::{Candidate, Skip, Status, Window, decide, last_day};
use domain::survey::{Answers, Questionnaire, check, default_forms};
use domain::time::Instant;
use std::collections::HashMap;
use uuid::Uuid;

/// The most enrolments that may be named in one call.
pub const TARGETS_MAX: usize = 2_000;

/// Which citizens somebody may ask: those of one programme whom one jobcenter sent.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// The programme.
    pub programme: &'a Programme,
    /// The survey of the programme.
    pub rule: &'a SurveyRule,
    /// The jobcenter.
    pub jobcenter: OrganisationId,
}

impl<'a> Scope<'a> {
    /// The scope for the survey called `key`, or the programme's first; none if it has none such.
    pub fn of(programme: &'a Programme, key: Option<&str>, jobcenter: OrganisationId) -> Option<Self> {
        let rule = match key {
            Some(key) => programme.surveys.iter().find(|rule| rule.key == key),
            None => programme.surveys.first(),
        }?;
        Some(Self { programme, rule, jobcenter })
    }
}

/// Whom to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Everybody who is due.
    Due,
    /// These enrolments, by id or by the jobcenter's own reference.
    Enrolments(Vec<String>),
}

/// What a round came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Triggered {
    /// The round; the newest one if nobody was left to ask.
    pub round: RoundId,
    /// Who was asked, with the revision of their screens: give them a live hint after the commit.
    pub invited: Vec<(EnrolmentId, PersonId, i64)>,
    /// Who was not, as they were named, and why. A decline reads as an invitation here.
    pub skipped: Vec<(String, Skip)>,
}

/// A citizen as a jobcenter sees them.
#[derive(Clone, Debug)]
pub struct Line {
    /// The enrolment.
    pub enrolment: Enrolment,
    /// When they can be asked; none before the course has a start.
    pub window: Option<Window>,
    /// The invitation as the jobcenter may know it: a decline looks like silence.
    pub invitation: Option<(Status, Instant, NaiveDate)>,
    /// Whether they would be asked now, or why not; a decline reads as an invitation.
    pub may_ask: Result<(), Skip>,
}

/// Everybody in scope, and how many said no thank you (none is told below five).
pub async fn overview(tx: &mut Tx, scope: &Scope<'_>, now: Instant) -> Result<(Vec<Line>, Option<u32>), Error> {
    let people = candidates(tx, scope).await?;
    let declines = people.iter().filter(|(_, asked)| is_declined(asked.as_ref())).count();
    let told = domain::survey::round::declines_told(u32::try_from(declines).unwrap_or(u32::MAX));
    let lines = people.into_iter().map(|(enrolment, asked)| line(scope, enrolment, asked.as_ref(), now));
    Ok((lines.collect(), told))
}

fn is_declined(asked: Option<&Invitation>) -> bool {
    asked.is_some_and(|asked| asked.status == Status::Declined)
}

fn line(scope: &Scope<'_>, enrolment: Enrolment, asked: Option<&Invitation>, now: Instant) -> Line {
    let months = scope.rule.months_after_start;
    let window = enrolment.starts_on.map(|start| Window::after(start, months, enrolment.closed_on));
    let invitation =
        asked.map(|asked| (asked.status.for_jobcenter(asked.invited_at, now), asked.invited_at, asked.closes_on));
    let may_ask = verdict(scope, &enrolment, asked, now.date()).map_err(Skip::for_jobcenter);
    Line { enrolment, window, invitation, may_ask }
}

/// Everybody in scope with their invitation to this survey.
async fn candidates(tx: &mut Tx, scope: &Scope<'_>) -> Result<Vec<(Enrolment, Option<Invitation>)>, Error> {
    let key = &scope.programme.key;
    let asked = round::list_invitations(tx, key, &scope.rule.key).await?;
    let mut asked: HashMap<EnrolmentId, Invitation> =
        asked.into_iter().map(|invitation| (invitation.enrolment, invitation)).collect();
    let all = enrolment::list_by_jobcenter(tx, scope.jobcenter).await?;
    let mine = all.into_iter().filter(|enrolment| enrolment.programme == *key);
    Ok(mine
        .map(|enrolment| {
            let found = asked.remove(&enrolment.id);
            (enrolment, found)
        })
        .collect())
}

fn verdict(scope: &Scope<'_>, enrolment: &Enrolment, asked: Option<&Invitation>, today: NaiveDate) -> Result<(), Skip> {
    let candidate = Candidate {
        start: enrolment.starts_on.unwrap_or(NaiveDate::MAX),
        months: scope.rule.months_after_start,
        ended: enrolment.closed_on,
        control_arm: enrolment.arm == Arm::Control,
        withdrawn: enrolment.phase == Phase::Withdrawn,
        invitation: asked.map(|asked| asked.status),
    };
    decide(&candidate, today)
}

/// Asks. Whoever was asked before is not asked again, however often and from wherever this is called.
/// `by` is the person or the key that triggers.
pub async fn trigger(
    tx: &mut Tx,
    by: Uuid,
    scope: &Scope<'_>,
    target: &Target,
    now: Instant,
) -> Result<Triggered, Error> {
    let people = candidates(tx, scope).await?;
    let (chosen, mut skipped) = match target {
        Target::Due => all_due(scope, people, now.date()),
        Target::Enrolments(named) => by_name(scope, &people, named, now.date()),
    };
    let newest = round::find_newest(tx, &scope.programme.key, &scope.rule.key).await?;
    if let (true, Some(newest)) = (chosen.is_empty(), newest) {
        return Ok(Triggered { round: newest.id, invited: Vec::new(), skipped });
    }
    let forms = published(tx, &scope.rule.questionnaire, now).await?;
    let round = begin(tx, by, scope, &forms, now).await?;
    let mut invited = Vec::with_capacity(chosen.len());
    for (name, enrolment) in chosen {
        match invite(tx, &round, &enrolment, &forms, now).await? {
            Some(rev) => invited.push((enrolment.id, enrolment.person, rev)),
            None => skipped.push((name, Skip::AlreadyInvited)),
        }
    }
    Ok(Triggered { round: round.id, invited, skipped })
}

/// Those to ask, each as they were named, in the order of people: everybody locks in this order, so
/// that two rounds at once wait for each other instead of blocking each other.
type Chosen = Vec<(String, Enrolment)>;
type Skipped = Vec<(String, Skip)>;

/// Everybody whose window is open; those of them who are not asked, with the reason.
fn all_due(scope: &Scope<'_>, people: Vec<(Enrolment, Option<Invitation>)>, today: NaiveDate) -> (Chosen, Skipped) {
    let (mut chosen, mut skipped) = (Vec::new(), Vec::new());
    for (enrolment, asked) in people {
        let name = enrolment.id.to_string();
        match verdict(scope, &enrolment, asked.as_ref(), today) {
            Ok(()) => chosen.push((name, enrolment)),
            Err(code) if is_window_open(scope, &enrolment, today) => skipped.push((name, code.for_jobcenter())),
            Err(_) => {}
        }
    }
    chosen.sort_by_key(|(_, enrolment)| enrolment.person);
    (chosen, skipped)
}

fn is_window_open(scope: &Scope<'_>, enrolment: &Enrolment, today: NaiveDate) -> bool {
    let months = scope.rule.months_after_start;
    enrolment.starts_on.is_some_and(|start| Window::after(start, months, enrolment.closed_on).is_open(today))
}

fn by_name(
    scope: &Scope<'_>,
    people: &[(Enrolment, Option<Invitation>)],
    named: &[String],
    today: NaiveDate,
) -> (Chosen, Skipped) {
    let (mut chosen, mut skipped): (Chosen, Skipped) = (Vec::new(), Vec::new());
    for name in named {
        let is_meant = |enrolment: &Enrolment| {
            enrolment.external_ref.as_ref() == Some(name)
                || name.parse::<EnrolmentId>().is_ok_and(|id| id == enrolment.id)
        };
        let Some((enrolment, asked)) = people.iter().find(|(enrolment, _)| is_meant(enrolment)) else {
            skipped.push((name.clone(), Skip::NotFound));
            continue;
        };
        if chosen.iter().any(|(_, one)| one.id == enrolment.id) {
            continue;
        }
        match verdict(scope, enrolment, asked.as_ref(), today) {
            Ok(()) => chosen.push((name.clone(), enrolment.clone())),
            Err(code) => skipped.push((name.clone(), code.for_jobcenter())),
        }
    }
    chosen.sort_by_key(|(_, enrolment)| enrolment.person);
    (chosen, skipped)
}

/// The newest version of a form in its languages.
async fn published(tx: &mut Tx, url: &str, now: Instant) -> Result<Vec<Questionnaire>, Error> {
    let mut forms = questionnaire::list_newest(tx, url).await?;
    if forms.is_empty() {
        publish_default_forms(tx, now).await?;
        forms = questionnaire::list_newest(tx, url).await?;
    }
    if forms.is_empty() {
        return Err(Error::internal(format!("the programme's questionnaire {url} is not published")));
    }
    Ok(forms)
}

/// Publishes the forms that the program brings along, unless they are.
pub async fn publish_default_forms(tx: &mut Tx, now: Instant) -> Result<(), Error> {
    for form in default_forms().map_err(|refusal| Error::internal(format!("a default form: {refusal}")))? {
        questionnaire::insert(tx, &form, now).await?;
    }
    Ok(())
}

async fn begin(
    tx: &mut Tx,
    by: Uuid,
    scope: &Scope<'_>,
    forms: &[Questionnaire],
    now: Instant,
) -> Result<Round, Error> {
    let form = forms.first().and_then(Questionnaire::canonical).unwrap_or_default();
    let round = Round {
        id: RoundId(clock::new_id()),
        programme: scope.programme.key.clone(),
        survey: scope.rule.key.clone(),
        number: round::next_number(tx, &scope.programme.key, &scope.rule.key).await?,
        form,
        created_at: now,
        closes_on: last_day(now),
    };
    round::insert(tx, &round, by).await?;
    Ok(round)
}

/// Puts the questionnaire in front of one citizen; none if somebody else just did.
async fn invite(
    tx: &mut Tx,
    round: &Round,
    enrolment: &Enrolment,
    forms: &[Questionnaire],
    now: Instant,
) -> Result<Option<i64>, Error> {
    let rev = record::raise(tx, enrolment.person, now).await?;
    let invitation = Invitation {
        id: InvitationId(clock::new_id()),
        round: round.id,
        enrolment: enrolment.id,
        person: enrolment.person,
        status: Status::Invited,
        invited_at: now,
        closes_on: round.closes_on,
    };
    if !round::invite(tx, round, &invitation).await? {
        return Ok(None);
    }
    let shown = Shown {
        title: forms.first().map(|form| form.title.clone()).unwrap_or_default(),
        version: round.form.clone(),
        status: InvitationStatus::Open,
        invited_at: now,
        closes_on: round.closes_on,
        forms: forms.to_vec(),
        draft: None,
    };
    record::put(tx, enrolment.person, rev, invitation.id.uuid(), &shown.into()).await?;
    Ok(Some(rev.number()))
}

/// A citizen has answered: the invitation says so, and the answers go into the urn.
pub async fn submitted(
    tx: &mut Tx,
    citizen: PersonId,
    invitation: InvitationId,
    answers: &Answers,
) -> Result<(), Error> {
    settle(tx, citizen, invitation, Status::Answered).await?;
    let found = round::find_form(tx, invitation, citizen).await?;
    let (programme, form) = found.ok_or_else(|| Error::internal("an invitation without a round"))?;
    let forms = questionnaire::list(tx, &form).await?;
    // The same form in each language; answers to questions that were not asked are left out.
    let clean = forms.iter().find_map(|form| check(form, answers).ok());
    let clean = clean.ok_or_else(|| Error::internal("answers were checked against another form"))?;
    urn::put(tx, &programme, &form, &clean).await
}

/// A citizen has said no thank you.
pub async fn declined(tx: &mut Tx, citizen: PersonId, invitation: InvitationId) -> Result<(), Error> {
    settle(tx, citizen, invitation, Status::Declined).await
}

/// The record on the citizen's screen was open, so the invitation is: they change in one transaction.
async fn settle(tx: &mut Tx, citizen: PersonId, invitation: InvitationId, to: Status) -> Result<(), Error> {
    if round::settle(tx, invitation, citizen, to).await? {
        Ok(())
    } else {
        Err(Error::internal("an invitation is not where its record says"))
    }
}

/// Closes an invitation whose time is over, and with it a draft that waits on the server. Gives the
/// revision of the citizen's screens; none if it was no longer open.
pub async fn close(tx: &mut Tx, invitation: &Invitation, now: Instant) -> Result<Option<i64>, Error> {
    let (citizen, id) = (invitation.person, invitation.id);
    let rev = record::raise(tx, citizen, now).await?;
    if !round::settle(tx, id, citizen, Status::Closed).await? {
        return Ok(None);
    }
    if let Some(Record::Survey(mut shown)) = record::find(tx, citizen, Kind::Survey, id.uuid()).await? {
        shown.status = InvitationStatus::Closed;
        shown.forms.clear();
        shown.draft = None;
        record::put(tx, citizen, rev, id.uuid(), &Record::Survey(shown)).await?;
    }
    Ok(Some(rev.number()))
}

#[cfg(test)]
mod tests;
