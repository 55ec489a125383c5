//! `GET /staff/caseloads`: how full the caseloads are, for the leader of a jobcenter. It reads no name but
//! the coordinators'.

use crate::error::Error;
use crate::store::caseload::{self, Share};
use crate::store::person;
use crate::web::office::Office;
use app::staff::caseloads::{CaseloadCount, page as view};
use app::staff::text::Caseloads;
use app::staff::worklist::Places;
use axum::response::Response;
use domain::access::Role;
use domain::collation;
use domain::course::Phase;
use domain::time::monday_of;

/// The page.
pub async fn page(office: Office) -> Result<Response, Error> {
    office.me.require(&[Role::Leader])?;
    let jobcenter = office.me.organisation.ok_or(Error::NotFound)?;
    let mut tx = office.site.db.read().await?;
    let shares = caseload::list_shares(&mut tx, jobcenter, office.now.date()).await?;
    let mut rows = Vec::new();
    for of_one in shares.chunk_by(|a, b| a.coordinator == b.coordinator) {
        let Some(first) = of_one.first() else { continue };
        let name = person::find(&mut tx, first.coordinator).await?.map(|person| person.name).unwrap_or_default();
        rows.push(CaseloadCount { name, places: places(&office, of_one) });
    }
    drop(tx);
    rows.sort_by(|a, b| collation::compare(&a.name, &b.name));
    office.page(Caseloads::of(office.lang).title, "/staff/caseloads", view(office.lang, &rows)).await
}

/// The same count as on the coordinator's own page; aftercare counts apart.
fn places(office: &Office, shares: &[Share]) -> Places {
    let is_open = |one: &&Share| one.phase.is_open() && one.phase != Phase::Aftercare;
    let mut programmes = shares.iter().filter(is_open).filter_map(|one| office.site.programmes.find(&one.programme));
    let role = programmes.find_map(|programme| programme.roles.first());
    let monday = monday_of(office.now.date());
    Places {
        taken: shares.iter().filter(is_open).count(),
        aftercare: shares.iter().filter(|one| one.phase == Phase::Aftercare).count(),
        new_this_week: shares.iter().filter(|one| one.from >= monday).count(),
        soft: role.map(|role| role.soft),
        hard: role.map(|role| role.hard),
        intake: role.and_then(|role| role.weekly_intake),
    }
}
