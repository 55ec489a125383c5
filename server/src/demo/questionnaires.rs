//! The demo's rounds: who was asked some time ago, who has answered, whose time is over. Whoever is due
//! today is left for the person who tries the demo to ask.

use super::chance::{Chance, id};
use super::citizens::{Asked, CITIZENS, Citizen};
use super::day::{Day, at, open_before};
use super::tale::person_id;
use crate::actions::survey;
use crate::db::Tx;
use crate::error::Error;
use crate::programmes::Programmes;
use crate::store::record::Rev;
use crate::store::{record, round, urn};
use domain::id::{EnrolmentId, InvitationId, RoundId};
use domain::invitation::{Invitation, InvitationStatus};
use domain::programme::SurveyRule;
use domain::survey::{Answers, Questionnaire, check, flow, round as rules};
use domain::time::Instant;
use uuid::Uuid;

/// The id of a citizen's enrolment.
pub fn enrolment_id(key: &str) -> EnrolmentId {
    EnrolmentId(id(&format!("enrolment:{key}")))
}

/// When somebody was asked: on a working day at eleven, so many days ago.
fn invited_at(day: Day, days: i64) -> Instant {
    at(open_before(day.plus(1 - days), 1), 11, 0)
}

/// The rounds of one programme, one for each day on which somebody was asked.
pub async fn seed(
    tx: &mut Tx,
    programme: &str,
    programmes: &Programmes,
    day: Day,
    revs: &[(&'static str, Rev)],
) -> Result<(), Error> {
    let Some(rule) = programmes.find(programme).and_then(|found| found.surveys.first()) else {
        return Ok(());
    };
    let forms = domain::survey::forms::default_form(&rule.questionnaire)
        .map_err(|refusal| Error::internal(format!("the form of {programme}: {refusal:?}")))?;
    survey::publish_default_forms(tx, day.begins()).await?;
    let Some(canonical) = forms.first().and_then(Questionnaire::canonical) else {
        return Ok(());
    };
    let mut asked: Vec<(Instant, &Citizen)> = CITIZENS
        .iter()
        .filter(|citizen| citizen.programme == programme)
        .filter_map(|citizen| citizen.asked.days_ago().map(|days| (invited_at(day, days), citizen)))
        .collect();
    asked.sort_by_key(|(at, _)| *at);
    let mut current: Option<round::Round> = None;
    for (moment, citizen) in asked {
        let round = match current.take().filter(|round| round.created_at == moment) {
            Some(round) => round,
            None => begin(tx, programme, rule, &canonical, moment).await?,
        };
        let rev = revs.iter().find(|(key, _)| *key == citizen.key).map(|(_, rev)| *rev);
        ask(tx, &round, citizen, &forms, day, rev).await?;
        current = Some(round);
    }
    Ok(())
}

async fn begin(
    tx: &mut Tx,
    programme: &str,
    rule: &SurveyRule,
    form: &str,
    moment: Instant,
) -> Result<round::Round, Error> {
    let number = round::next_number(tx, programme, &rule.key).await?;
    let round = round::Round {
        id: RoundId(id(&format!("round:{programme}:{number}"))),
        programme: programme.to_owned(),
        survey: rule.key.clone(),
        number,
        form: form.to_owned(),
        created_at: moment,
        closes_on: rules::last_day(moment),
    };
    round::insert(tx, &round, person_id("jobcenter-01").uuid()).await?;
    Ok(round)
}

async fn ask(
    tx: &mut Tx,
    round: &round::Round,
    citizen: &Citizen,
    forms: &[Questionnaire],
    day: Day,
    rev: Option<Rev>,
) -> Result<(), Error> {
    let id = id(&format!("invitation:{}", citizen.key));
    let is_over = rules::closes_at(round.created_at) <= day.begins();
    let (status, shown) = match citizen.asked {
        Asked::Answered(..) => (rules::Status::Answered, InvitationStatus::Answered),
        Asked::Declined(..) => (rules::Status::Declined, InvitationStatus::Declined),
        _ if is_over => (rules::Status::Closed, InvitationStatus::Closed),
        _ => (rules::Status::Invited, InvitationStatus::Open),
    };
    let person = person_id(citizen.key);
    let row = round::Invitation {
        id: InvitationId(id),
        round: round.id,
        enrolment: enrolment_id(citizen.key),
        person,
        status,
        invited_at: round.created_at,
        closes_on: round.closes_on,
    };
    round::invite(tx, round, &row).await?;
    if status == rules::Status::Answered
        && let Some(form) = forms.first()
    {
        urn::put(tx, &round.programme, &round.form, &answers(citizen, form)?).await?;
    }
    let Some(rev) = rev else { return Ok(()) };
    let record = shown_as(round, shown, forms);
    put(tx, citizen, rev, id, record).await
}

/// Somebody's answers: to each question with options one of the first three, the others left open.
fn answers(citizen: &Citizen, form: &Questionnaire) -> Result<Answers, Error> {
    let mut chance = Chance::of(&format!("answers:{}", citizen.key));
    let mut answers = Answers::start(form);
    for screen in flow::screens(form, &Answers::start(form)) {
        if let Some(value) = flow::pick(form, screen.item, usize::from(chance.below(3))) {
            answers.set(&screen.key, vec![value]);
        }
    }
    check(form, &answers).map_err(|problems| Error::internal(format!("answers of the demo: {problems:?}")))
}

fn shown_as(round: &round::Round, status: InvitationStatus, forms: &[Questionnaire]) -> Invitation {
    let title = forms.first().map(|form| form.title.clone()).unwrap_or_default();
    Invitation {
        title,
        version: round.form.clone(),
        status,
        invited_at: round.created_at,
        closes_on: round.closes_on,
        forms: if status == InvitationStatus::Open { forms.to_vec() } else { Vec::new() },
        draft: None,
    }
}

async fn put(tx: &mut Tx, citizen: &Citizen, rev: Rev, id: Uuid, content: Invitation) -> Result<(), Error> {
    record::put(tx, person_id(citizen.key), rev, id, &content.into()).await
}
