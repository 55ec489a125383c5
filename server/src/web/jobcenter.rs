//! The jobcenter's pages: who takes part, who is due for the survey, and the button that asks. Only the
//! enrolments whose jobcenter is the person's own; of those only name, phase, week and survey status.

use super::State;
use super::office::Office;
use super::session::see_other;
use super::staff::visit::typed;
use crate::actions::survey::{self, Line, Scope, Target};
use crate::db::Tx;
use crate::error::Error;
use crate::store::enrolment::{self, Enrolment};
use crate::store::{person, round};
use app::jobcenter::participants::{self, Participant, ParticipantsPage};
use app::jobcenter::surveys::{self, Standing, SurveyRow, SurveysPage};
use app::jobcenter::text::{Help, Jobcenter};
use app::jobcenter::{ProgrammeChoice, help};
use app::text::Lang;
use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use domain::access::Role;
use domain::collation;
use domain::course::{Arm, Phase};
use domain::id::{OrganisationId, PersonId};
use domain::programme::Programme;
use domain::survey::round::{Skip, Status};
use domain::time::Instant;
use std::collections::HashMap;

const ROLES: &[Role] = &[Role::Caseworker, Role::Leader];

/// The pages.
pub fn routes() -> Router<State> {
    Router::new()
        .route("/jobcenter", get(overview))
        .route("/jobcenter/surveys", get(list).post(send))
        .route("/jobcenter/help", get(help_page))
}

/// What somebody is, in words.
pub const fn role_name(lang: Lang, role: Role) -> &'static str {
    let words = Jobcenter::of(lang);
    match role {
        Role::Leader => words.leader,
        _ => words.caseworker,
    }
}

/// The names of citizens. What else is known of them stays where it is.
async fn names(tx: &mut Tx, enrolments: &[Enrolment]) -> Result<HashMap<PersonId, String>, Error> {
    let mut names = HashMap::with_capacity(enrolments.len());
    for enrolment in enrolments {
        if let Some(found) = person::find(tx, enrolment.person).await? {
            names.insert(enrolment.person, found.name);
        }
    }
    Ok(names)
}

fn standing(line: &Line) -> Standing {
    if let Some((status, sent, last)) = line.invitation {
        return match status {
            Status::Answered => Standing::Answered,
            Status::Closed => Standing::Closed,
            Status::Invited | Status::Declined => Standing::Invited(sent.date(), last),
        };
    }
    match (line.may_ask, line.window) {
        (Err(Skip::ControlArm), _) => Standing::Control,
        (Err(Skip::Withdrawn), _) => Standing::Withdrawn,
        (Ok(()), Some(window)) => Standing::Ready(window.last),
        (Err(Skip::CourseEndedWindow), Some(window)) => Standing::TooLate(window.last),
        (_, window) => Standing::NotYet(window.map(|window| window.opens)),
    }
}

/// The programmes in which this jobcenter has somebody.
async fn programmes<'a>(
    tx: &mut Tx,
    office: &'a Office,
    jobcenter: OrganisationId,
) -> Result<Vec<&'a Programme>, Error> {
    let mine = enrolment::list_by_jobcenter(tx, jobcenter).await?;
    let all = office.site.programmes.all();
    Ok(all.filter(|programme| mine.iter().any(|one| one.programme == programme.key)).collect())
}

/// `GET /jobcenter`.
async fn overview(office: Office) -> Result<Response, Error> {
    office.me.require(ROLES)?;
    let words = Jobcenter::of(office.lang);
    let mut tx = office.site.db.read().await?;
    let (mut rows, mut seen, mut organisation) = (Vec::new(), Vec::new(), None);
    if let Some(jobcenter) = office.me.organisation {
        organisation = person::find_organisation(&mut tx, jobcenter).await?.map(|found| found.name);
        let all = enrolment::list_by_jobcenter(&mut tx, jobcenter).await?;
        let names = names(&mut tx, &all).await?;
        let standings = standings(&mut tx, &office, jobcenter).await?;
        for enrolment in &all {
            seen.push(enrolment.person);
            rows.push(participant(&office, enrolment, &names, &standings));
        }
    }
    drop(tx);
    office.note_list(&seen).await?;
    rows.sort_by(|a, b| collation::compare(&a.name, &b.name));
    let page = ParticipantsPage { lang: office.lang, organisation, rows };
    office.page(words.participants, "/jobcenter", participants::page(&page)).await
}

type Standings = HashMap<PersonId, Standing>;

async fn standings(tx: &mut Tx, office: &Office, jobcenter: OrganisationId) -> Result<Standings, Error> {
    let mut standings = Standings::new();
    for programme in programmes(tx, office, jobcenter).await? {
        let Some(scope) = Scope::of(programme, None, jobcenter) else { continue };
        let (lines, _) = survey::overview(tx, &scope, office.now).await?;
        standings.extend(lines.iter().map(|line| (line.enrolment.person, standing(line))));
    }
    Ok(standings)
}

fn participant(
    office: &Office,
    enrolment: &Enrolment,
    names: &HashMap<PersonId, String>,
    standings: &Standings,
) -> Participant {
    let programme = office.site.programmes.find(&enrolment.programme);
    Participant {
        name: names.get(&enrolment.person).cloned().unwrap_or_default(),
        programme: programme.map_or_else(|| enrolment.programme.clone(), |found| found.name.clone()),
        phase: enrolment.phase,
        is_control: enrolment.arm == Arm::Control,
        week: programme.and_then(|programme| week(enrolment, programme, office.now)),
        standing: standings.get(&enrolment.person).copied(),
    }
}

/// The week of a course that runs, and its length.
fn week(enrolment: &Enrolment, programme: &Programme, now: Instant) -> Option<(u16, u16)> {
    let is_running = enrolment.arm == Arm::Intervention && enrolment.phase == Phase::Running;
    let start = enrolment.starts_on.filter(|_| is_running)?;
    let days = now.date().signed_duration_since(start).num_days();
    let week = u16::try_from(days / 7 + 1).ok().filter(|_| days >= 0)?;
    Some((week.min(programme.course_weeks), programme.course_weeks))
}

/// `GET /jobcenter/surveys`.
async fn list(office: Office) -> Result<Response, Error> {
    office.me.require(ROLES)?;
    let page = survey_page(&office, office.asked("programme")).await?;
    show(&office, StatusCode::OK, &page).await
}

async fn show(office: &Office, status: StatusCode, page: &SurveysPage) -> Result<Response, Error> {
    let title = page.title.as_deref().unwrap_or(Jobcenter::of(office.lang).surveys);
    office.page_with(status, title, "/jobcenter/surveys", surveys::page(page)).await
}

fn choice(programme: &Programme) -> ProgrammeChoice {
    ProgrammeChoice { key: programme.key.clone(), name: programme.name.clone() }
}

/// What the page shows of one programme; the first where none is named, none where it is not theirs.
async fn survey_page(office: &Office, key: &str) -> Result<SurveysPage, Error> {
    let mut page = SurveysPage {
        lang: office.lang,
        today: office.now.date(),
        programmes: Vec::new(),
        programme: None,
        title: None,
        round: None,
        rows: Vec::new(),
        declined: None,
        all: office.asked("all") == "1",
        sent: office.asked("sent").parse().ok(),
        nobody_chosen: false,
    };
    let Some(jobcenter) = office.me.organisation else { return Ok(page) };
    let mut tx = office.site.db.read().await?;
    let mine = programmes(&mut tx, office, jobcenter).await?;
    page.programmes = mine.iter().map(|programme| choice(programme)).collect();
    let wanted = if key.is_empty() { mine.first() } else { mine.iter().find(|programme| programme.key == key) };
    let Some(programme) = wanted.copied() else {
        return if key.is_empty() { Ok(page) } else { Err(Error::NotFound) };
    };
    page.programme = Some(choice(programme));
    let Some(scope) = Scope::of(programme, None, jobcenter) else { return Ok(page) };
    page.title = Some(scope.rule.title.clone());
    page.round = round::find_newest(&mut tx, &programme.key, &scope.rule.key).await?.map(|round| round.number);
    let (lines, declined) = survey::overview(&mut tx, &scope, office.now).await?;
    let enrolments: Vec<_> = lines.iter().map(|line| line.enrolment.clone()).collect();
    let names = names(&mut tx, &enrolments).await?;
    drop(tx);
    page.declined = declined;
    page.rows = lines.iter().map(|line| row(line, &names)).collect();
    page.rows
        .sort_by(|a, b| order(a.standing).cmp(&order(b.standing)).then_with(|| collation::compare(&a.name, &b.name)));
    office.note_list(&enrolments.iter().map(|enrolment| enrolment.person).collect::<Vec<_>>()).await?;
    Ok(page)
}

fn row(line: &Line, names: &HashMap<PersonId, String>) -> SurveyRow {
    SurveyRow {
        enrolment: line.enrolment.id,
        name: names.get(&line.enrolment.person).cloned().unwrap_or_default(),
        start: line.enrolment.starts_on,
        due: line.window.map(|window| window.due),
        standing: standing(line),
        chosen: true,
    }
}

/// Who can be asked comes first, the one with the least time left before the others.
fn order(standing: Standing) -> (u8, Option<chrono::NaiveDate>) {
    match standing {
        Standing::Ready(last) => (0, Some(last)),
        Standing::Invited(..) => (1, None),
        Standing::Closed => (2, None),
        Standing::Answered => (3, None),
        Standing::NotYet(first) => (4, first),
        Standing::TooLate(_) => (5, None),
        Standing::Control | Standing::Withdrawn => (6, None),
    }
}

/// `POST /jobcenter/surveys`: asks those chosen, or all who are due. Whoever was asked is not asked again.
async fn send(office: Office, body: Bytes) -> Result<Response, Error> {
    office.me.require(ROLES)?;
    let jobcenter = office.me.organisation.ok_or(Error::NotFound)?;
    let typed = typed(&body)?;
    let key = typed.get("programme").to_owned();
    let programme = office.site.programmes.find(&key).ok_or(Error::NotFound)?;
    let scope = Scope::of(programme, None, jobcenter).ok_or(Error::NotFound)?;
    let chosen: Vec<String> = typed.all("enrolment").map(str::to_owned).collect();
    let target = if typed.get("target") == "due" { Target::Due } else { Target::Enrolments(chosen) };
    if matches!(&target, Target::Enrolments(chosen) if chosen.is_empty() || chosen.len() > survey::TARGETS_MAX) {
        let mut page = survey_page(&office, &key).await?;
        page.nobody_chosen = true;
        page.rows.iter_mut().for_each(|row| row.chosen = false);
        return show(&office, StatusCode::UNPROCESSABLE_ENTITY, &page).await;
    }
    let mut tx = office.site.db.write().await?;
    let done = survey::trigger(&mut tx, office.me.person.uuid(), &scope, &target, office.now).await?;
    tx.commit().await?;
    for (_, citizen, rev) in &done.invited {
        office.site.live.changed(*citizen, *rev);
    }
    Ok(see_other(&format!("/jobcenter/surveys?programme={key}&sent={}", done.invited.len())))
}

/// `GET /jobcenter/help`.
async fn help_page(office: Office) -> Result<Response, Error> {
    office.me.require(ROLES)?;
    office.page(Help::of(office.lang).title, "/jobcenter/help", help::page(office.lang)).await
}

#[cfg(test)]
mod tests;
