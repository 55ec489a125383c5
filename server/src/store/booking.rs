//! When a coordinator is taken. The appointment itself is a citizen's record; here stands only its time,
//! so that one person is not promised to two.

use crate::db::{Tx, execute, fetch_all, fetch_one, fetch_optional, statements};
use crate::error::Error;
use domain::id::{AppointmentId, PersonId};
use domain::time::Instant;
use uuid::Uuid;

statements! {
    /// Raises and locks the row of a coordinator's bookings.
    RAISE = "insert into staff_booking (staff_id, rev) values ($1, 1)
        on conflict (staff_id) do update set rev = staff_booking.rev + 1";
    /// How many other bookings lie across a time.
    COUNT_ACROSS = "select count(*) from booking
        where staff_id = $1 and appointment_id <> $2 and status = 'booked' and starts_at < $4 and ends_at > $3";
    /// The time of an appointment.
    PUT = "insert into booking (appointment_id, staff_id, citizen_id, starts_at, ends_at, status) values ($1, $2, $3, $4, $5, $6)
        on conflict (appointment_id) do update set staff_id = excluded.staff_id, starts_at = excluded.starts_at,
        ends_at = excluded.ends_at, status = excluded.status";
    /// Who is booked for an appointment.
    FIND_STAFF = "select staff_id from booking where appointment_id = $1 and status = 'booked'";
    /// Nobody is booked for it any more.
    DELETE = "delete from booking where appointment_id = $1";
    /// The bookings of a coordinator between two moments.
    LIST = "select appointment_id, citizen_id, starts_at, ends_at, status from booking
        where staff_id = $1 and starts_at < $3 and ends_at > $2 order by starts_at, appointment_id limit 500";
}

/// A time at which a coordinator is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booking {
    /// For what.
    pub appointment: AppointmentId,
    /// With whom.
    pub citizen: PersonId,
    /// From.
    pub starts_at: Instant,
    /// Until.
    pub ends_at: Instant,
    /// Whether it stands; else it was called off.
    pub is_booked: bool,
}

const BOOKED: &str = "booked";
const CANCELLED: &str = "cancelled";

/// Locks a coordinator's bookings; everything that writes or checks them comes after this.
pub async fn raise(tx: &mut Tx, staff: PersonId) -> Result<(), Error> {
    execute!(tx, RAISE, staff.uuid())?;
    Ok(())
}

/// Whether nothing else lies across the time of `booking`. Only true for as long as the row is locked.
pub async fn is_free(tx: &mut Tx, staff: PersonId, booking: &Booking) -> Result<bool, Error> {
    let (across,): (i64,) =
        fetch_one!(tx, COUNT_ACROSS, staff.uuid(), booking.appointment.uuid(), booking.starts_at.0, booking.ends_at.0)?;
    Ok(across == 0)
}

/// Keeps the time of an appointment.
pub async fn put(tx: &mut Tx, staff: PersonId, booking: &Booking) -> Result<(), Error> {
    let status = if booking.is_booked { BOOKED } else { CANCELLED };
    let (id, citizen) = (booking.appointment.uuid(), booking.citizen.uuid());
    execute!(tx, PUT, id, staff.uuid(), citizen, booking.starts_at.0, booking.ends_at.0, status)?;
    Ok(())
}

/// Whose time an appointment takes.
pub async fn find_staff(tx: &mut Tx, appointment: AppointmentId) -> Result<Option<PersonId>, Error> {
    let row: Option<(Uuid,)> = fetch_optional!(tx, FIND_STAFF, appointment.uuid())?;
    Ok(row.map(|(id,)| PersonId(id)))
}

/// The appointment takes nobody's time any more.
pub async fn delete(tx: &mut Tx, appointment: AppointmentId) -> Result<(), Error> {
    execute!(tx, DELETE, appointment.uuid())?;
    Ok(())
}

/// What lies between two moments, by time.
pub async fn list(tx: &mut Tx, staff: PersonId, from: Instant, to: Instant) -> Result<Vec<Booking>, Error> {
    let rows: Vec<(Uuid, Uuid, i64, i64, String)> = fetch_all!(tx, LIST, staff.uuid(), from.0, to.0)?;
    let booking = |(appointment, citizen, starts_at, ends_at, status): (Uuid, Uuid, i64, i64, String)| Booking {
        appointment: AppointmentId(appointment),
        citizen: PersonId(citizen),
        starts_at: Instant(starts_at),
        ends_at: Instant(ends_at),
        is_booked: status == BOOKED,
    };
    Ok(rows.into_iter().map(booking).collect())
}
