//! `GET /staff/citizens`: with whom the coordinator walks. A name is searched by a form, so that it
//! never stands in an address; it is looked for in the opened names.

use super::visit::{Visit, typed, waiting};
use super::worklist::name_of;
use crate::error::Error;
use crate::store::access_log::Part;
use crate::store::caseload::{self, Companionship};
use crate::store::record;
use app::staff::caseload::{CaseloadPage, CaseloadRow, page as view};
use app::staff::text::Caseload;
use axum::body::Bytes;
use axum::response::Response;
use domain::collation;
use domain::effect::Need;
use domain::record::Kind;
use domain::snapshot::Snapshot;
use domain::text;

const NEEDS: [Need; 3] = [Need::Kind(Kind::Thread), Need::Kind(Kind::Appointment), Need::Kind(Kind::Setting)];

/// Everybody.
pub async fn page(visit: Visit) -> Result<Response, Error> {
    show(&visit, String::new()).await
}

/// Those with a name.
pub async fn search(visit: Visit, body: Bytes) -> Result<Response, Error> {
    let wanted: String = text::clean(typed(&body)?.get("name")).chars().take(text::TITLE_MAX).collect();
    show(&visit, wanted).await
}

async fn show(visit: &Visit, search: String) -> Result<Response, Error> {
    let mut rows = Vec::new();
    let mut tx = visit.site.db.read().await?;
    for one in caseload::list(&mut tx, visit.actor.person, visit.now.date()).await? {
        let snapshot = record::load(&mut tx, one.citizen, visit.now, &NEEDS).await?;
        let is_readable = one.phase.is_open()
            || snapshot
                .course()
                .is_some_and(|course| course.readable_until.is_none_or(|last| visit.now.date() <= last));
        if is_readable && is_meant(&name_of(&snapshot), &search) {
            rows.push(row(&snapshot, &one));
        }
    }
    drop(tx);
    rows.sort_by(|a, b| collation::compare(&a.name, &b.name));
    let seen: Vec<_> = rows.iter().map(|row| row.citizen).collect();
    visit.note(&seen, &[Part::List]).await?;
    let page = CaseloadPage { lang: visit.lang, now: visit.now, rows, search };
    visit.page(Caseload::of(visit.lang).title, "/staff/citizens", view(&page)).await
}

/// Whether every word that was searched begins a part of the name, or stands in it.
fn is_meant(name: &str, search: &str) -> bool {
    let name = name.to_lowercase();
    search.to_lowercase().split_whitespace().all(|word| name.contains(word))
}

fn row(snapshot: &Snapshot, one: &Companionship) -> CaseloadRow {
    let coming = snapshot.appointments().filter(|(_, it)| it.is_booked() && it.ends_at() > snapshot.now);
    let next = coming.min_by_key(|(id, it)| (it.starts_at(), *id));
    let week = snapshot.course().and_then(|course| Some((course.week(snapshot.today())?, course.weeks)));
    CaseloadRow {
        citizen: one.citizen,
        name: name_of(snapshot),
        phase: one.phase,
        week: week.filter(|_| one.phase == domain::course::Phase::Running),
        waiting: waiting(snapshot),
        next: next.map(|(_, it)| (it.date, it.start, it.title.clone())),
        shares: snapshot.shares_energy(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_any_part_of_it_in_any_case() {
        assert!(is_meant("Lone Ærø", "ærø"));
        assert!(is_meant("Lone Ærø", "lo æ"));
        assert!(is_meant("Lone Ærø", ""));
        assert!(!is_meant("Lone Ærø", "karin"));
    }
}
