//! What happens without anybody asking. Each round is written down as a job first, so that of several
//! replicas one does it; all it does bears a repeat.

use crate::actions::survey;
use crate::error::Error;
use crate::store::{api_key, form_post, job, round, urn};
use crate::web::{Site, State};
use domain::time::{DAY_MS, HOUR_MS, Instant};
use std::time::Duration;

/// How often the table is looked at.
const LOOK_EVERY: Duration = Duration::from_mins(1);
/// Closes invitations whose time is over and empties urns that hold enough; every hour.
const SURVEYS: &str = "surveys";
/// How many invitations one round closes.
const CLOSED_MAX: i64 = 500;
/// How long a call may be repeated under its idempotency key.
const CALLS_KEPT_MS: i64 = 30 * DAY_MS;
/// How long a staff form is known after it was sent.
const FORMS_KEPT_MS: i64 = 7 * DAY_MS;

/// Looks after the work until the program stops.
pub async fn run(site: State) {
    if let Err(error) = publish(&site).await {
        tracing::error!(error = %error, "the default forms could not be published");
    }
    let mut ticks = tokio::time::interval(LOOK_EVERY);
    loop {
        tokio::select! {
            () = site.stop.cancelled() => return,
            _ = ticks.tick() => {}
        }
        if let Err(error) = look(&site).await {
            tracing::warn!(error = %error, "work could not be looked after; it is tried again");
        }
    }
}

async fn publish(site: &Site) -> Result<(), Error> {
    let mut tx = site.db.write().await?;
    survey::publish_default_forms(&mut tx, site.clock.now()).await?;
    tx.commit().await
}

/// Writes down this hour's work and does what can be claimed.
async fn look(site: &Site) -> Result<(), Error> {
    let now = site.clock.now();
    let hour = now.0.div_euclid(HOUR_MS);
    let mut tx = site.db.write().await?;
    job::add(&mut tx, SURVEYS, &format!("{SURVEYS}:{hour}"), "", now).await?;
    let claimed = job::claim(&mut tx, SURVEYS, now).await?;
    tx.commit().await?;
    let Some(claimed) = claimed else { return Ok(()) };
    let outcome = surveys(site, now).await;
    let mut tx = site.db.write().await?;
    match &outcome {
        Ok(()) => job::done(&mut tx, claimed.id, now).await?,
        Err(error) => job::fail(&mut tx, &claimed, error.code(), now).await?,
    }
    tx.commit().await?;
    outcome
}

/// The hourly round of the surveys, each citizen and each urn in a transaction of its own.
pub async fn surveys(site: &Site, now: Instant) -> Result<(), Error> {
    let mut tx = site.db.read().await?;
    let overdue = round::list_overdue(&mut tx, now.date(), CLOSED_MAX).await?;
    drop(tx);
    for invitation in overdue {
        let mut tx = site.db.write().await?;
        let rev = survey::close(&mut tx, &invitation, now).await?;
        tx.commit().await?;
        if let Some(rev) = rev {
            site.live.changed(invitation.person, rev);
        }
    }
    let mut tx = site.db.read().await?;
    let full = urn::list_full(&mut tx).await?;
    drop(tx);
    for id in full {
        let mut tx = site.db.write().await?;
        urn::empty(&mut tx, id).await?;
        tx.commit().await?;
    }
    let mut tx = site.db.write().await?;
    api_key::forget_calls(&mut tx, now.plus_ms(-CALLS_KEPT_MS)).await?;
    form_post::forget(&mut tx, now.plus_ms(-FORMS_KEPT_MS)).await?;
    job::forget(&mut tx, now).await?;
    tx.commit().await
}
