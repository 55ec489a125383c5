//! The snapshot's days as the energy rules read them.

use domain::energy::{Days, Item};
use domain::id::{AppointmentId, OccurrenceId};
use domain::snapshot::Snapshot;

/// Everything in the snapshot that takes or gives energy.
pub fn days(snapshot: &Snapshot) -> Days {
    let mut agreed: Vec<_> = snapshot.bases().filter(|(_, base)| !base.proposed).collect();
    agreed.sort_by_key(|(id, base)| (base.at, *id));
    let days = agreed.iter().fold(Days::default(), |days, (_, base)| days.with_base(base.at.date(), base.base));
    let days = snapshot.checkins().fold(days, |days, (_, one)| days.with_checkin(one.date, one.level));
    let occurrences = snapshot.occurrences().map(|(id, one)| Item::of_occurrence(OccurrenceId(id), one));
    let appointments =
        snapshot.appointments().map(|(id, one)| Item::of_appointment(AppointmentId(id), one, snapshot.now));
    days.with_items(occurrences).with_items(appointments)
}
