//! Booking, moving and calling off an appointment. What the citizen must know of raises its version;
//! what takes the coordinator's own time is booked there too, and never twice.

use super::desk::{Desk, Sent, hash_of, mark_of};
use crate::db::Tx;
use crate::error::Error;
use crate::store::booking::{self, Booking};
use crate::store::record;
use domain::appointment::{Appointment, AppointmentStatus};
use domain::id::{AppointmentId, CommandId};
use domain::record::{Kind, Record};
use domain::refusal::{Code, Refusal};
use domain::text;
use domain::time::{Instant, plus_days};

/// How far ahead an appointment can be booked, in days.
const AHEAD_DAYS: i64 = 730;

/// What a form was made from, as a short word: another one means that somebody changed it since. The
/// citizen's answer does not count, it cannot be overwritten by a form.
pub fn version_of(appointment: &Appointment) -> Result<String, Error> {
    let plain = Appointment { reply: None, ..appointment.clone() };
    mark_of(&plain)
}

/// One of the citizen's appointments.
pub async fn find(tx: &mut Tx, desk: &Desk<'_>, id: AppointmentId) -> Result<Appointment, Error> {
    match record::find(tx, desk.context.citizen, Kind::Appointment, id.uuid()).await? {
        Some(Record::Appointment(appointment)) => Ok(*appointment),
        _ => Err(Error::NotFound),
    }
}

/// Books a new appointment. `is_mine` takes the coordinator's own time.
pub async fn book(
    tx: &mut Tx,
    desk: &Desk<'_>,
    id: CommandId,
    appointment: &Appointment,
    is_mine: bool,
) -> Result<AppointmentId, Error> {
    let hash = hash_of(tx.ring(), &(appointment, is_mine))?;
    let id = match desk.sent(tx, id, &hash, true).await? {
        Sent::Before(id) => return Ok(AppointmentId::of_command(id)),
        Sent::New(id) => id,
    };
    check_time(appointment, desk.context.now)?;
    let appointment_id = AppointmentId::of_command(id);
    reserve(tx, desk, appointment_id, appointment, is_mine).await?;
    put(tx, desk, appointment_id, appointment).await?;
    desk.keep(tx, id, "staff.appointment.book", &hash).await?;
    Ok(appointment_id)
}

/// A change as a form asks for it.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// Of what.
    pub id: AppointmentId,
    /// What the form was made from.
    pub version: &'a str,
    /// What it should be.
    pub wanted: &'a Appointment,
    /// Whether it takes the coordinator's own time.
    pub is_mine: bool,
}

/// Changes an appointment. `moved` says in words, and in the citizen's language, that the time moved.
pub async fn change(
    tx: &mut Tx,
    desk: &Desk<'_>,
    command: CommandId,
    asked: &Change<'_>,
    moved: impl FnOnce(&Appointment) -> String,
) -> Result<(), Error> {
    let Change { id, version, wanted, is_mine } = *asked;
    let hash = hash_of(tx.ring(), &(id, wanted, is_mine))?;
    let Sent::New(command) = desk.sent(tx, command, &hash, false).await? else { return Ok(()) };
    let before = find(tx, desk, id).await?;
    if version_of(&before)? != version {
        return Err(Error::Conflict("changed"));
    }
    let mut after = Appointment {
        sequence: before.sequence,
        status: AppointmentStatus::Booked,
        change: before.change.clone(),
        reply: before.reply.clone(),
        ..wanted.clone()
    };
    if must_be_told(&before, &after) {
        after.sequence = before.sequence.saturating_add(1);
        after.change = None;
    }
    if (before.date, before.start) != (after.date, after.start) {
        check_time(&after, desk.context.now)?;
        after.change = Some(moved(&before));
    }
    reserve(tx, desk, id, &after, is_mine).await?;
    put(tx, desk, id, &after).await?;
    desk.keep(tx, command, "staff.appointment.change", &hash).await
}

/// Calls an appointment off; it stays visible, and so does why.
pub async fn cancel(
    tx: &mut Tx,
    desk: &Desk<'_>,
    command: CommandId,
    id: AppointmentId,
    reason: &str,
) -> Result<(), Error> {
    let reason = text::optional(reason, text::NOTE_MAX, "reason")?;
    let hash = hash_of(tx.ring(), &(id, &reason))?;
    let Sent::New(command) = desk.sent(tx, command, &hash, false).await? else { return Ok(()) };
    let mut appointment = find(tx, desk, id).await?;
    if appointment.is_booked() {
        appointment.status = AppointmentStatus::Cancelled;
        appointment.sequence = appointment.sequence.saturating_add(1);
        appointment.change = reason;
        booking::raise(tx, desk.context.actor.person).await?;
        if let Some(staff) = booking::find_staff(tx, id).await? {
            booking::put(tx, staff, &booking_of(desk, id, &appointment)).await?;
        }
        put(tx, desk, id, &appointment).await?;
    }
    desk.keep(tx, command, "staff.appointment.cancel", &hash).await
}

async fn put(tx: &mut Tx, desk: &Desk<'_>, id: AppointmentId, appointment: &Appointment) -> Result<(), Error> {
    let record = Record::from(appointment.clone());
    record::put(tx, desk.context.citizen, desk.context.rev, id.uuid(), &record).await
}

/// What the citizen plans by: when, where, how, and with whom.
fn must_be_told(before: &Appointment, after: &Appointment) -> bool {
    let facts = |one: &Appointment| {
        (one.title.clone(), one.with.clone(), one.mode, one.place.clone(), one.address.clone(), one.minutes)
    };
    !before.is_booked() || (before.date, before.start) != (after.date, after.start) || facts(before) != facts(after)
}

fn check_time(appointment: &Appointment, now: Instant) -> Result<(), Refusal> {
    let today = now.date();
    if appointment.date < plus_days(today, -1) || appointment.date > plus_days(today, AHEAD_DAYS) {
        return Err(Refusal::field(Code::InvalidDate, "date"));
    }
    Ok(())
}

fn booking_of(desk: &Desk<'_>, id: AppointmentId, appointment: &Appointment) -> Booking {
    Booking {
        appointment: id,
        citizen: desk.context.citizen,
        starts_at: appointment.starts_at(),
        ends_at: appointment.ends_at(),
        is_booked: appointment.is_booked(),
    }
}

/// Takes the coordinator's time, or gives it back when the appointment is somebody else's.
async fn reserve(
    tx: &mut Tx,
    desk: &Desk<'_>,
    id: AppointmentId,
    appointment: &Appointment,
    is_mine: bool,
) -> Result<(), Error> {
    let staff = desk.context.actor.person;
    booking::raise(tx, staff).await?;
    if !is_mine {
        return booking::delete(tx, id).await;
    }
    let wanted = booking_of(desk, id, appointment);
    if !booking::is_free(tx, staff, &wanted).await? {
        return Err(Refusal::field(Code::Taken, "start").into());
    }
    booking::put(tx, staff, &wanted).await
}

#[cfg(test)]
mod tests;
