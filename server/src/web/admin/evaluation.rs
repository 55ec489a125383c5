//! The evaluator's figures: counts per programme, never people.

use crate::error::Error;
use crate::store::{enrolment, round};
use crate::web::office::Office;
use app::admin::enrolments::PHASES;
use app::admin::evaluation::{Counts, page as view};
use app::admin::text::Evaluation;
use axum::response::Response;
use domain::access::Role;
use domain::course::Arm;
use domain::survey::round::Status;

/// `GET /evaluation`
pub async fn page(office: Office) -> Result<Response, Error> {
    office.me.require(&[Role::Evaluator])?;
    let mut tx = office.site.db.read().await?;
    let mut all = Vec::new();
    for programme in office.site.programmes.all() {
        let enrolled = enrolment::list_by_programme(&mut tx, &programme.key).await?;
        let walking: Vec<_> = enrolled.iter().filter(|one| one.arm == Arm::Intervention).collect();
        let asked = round::count_by_status(&mut tx, &programme.key).await?;
        let count = |wanted: fn(Status) -> bool| {
            let counts = asked.iter().filter(|(status, _)| wanted(*status));
            usize::try_from(counts.map(|(_, count)| *count).sum::<i64>()).unwrap_or_default()
        };
        all.push(Counts {
            programme: programme.name.clone(),
            phases: PHASES.map(|phase| (phase, walking.iter().filter(|one| one.phase == phase).count())).to_vec(),
            intervention: walking.len(),
            control: enrolled.len() - walking.len(),
            invited: count(|_| true),
            answered: count(|status| status == Status::Answered),
        });
    }
    drop(tx);
    office.page(Evaluation::of(office.lang).title, "/evaluation", view(office.lang, &all)).await
}
