//! The days of a snapshot: what the citizen's own screens count with, on phone and server alike.

use super::days::{Days, Item};
use crate::id::{AppointmentId, OccurrenceId};
use crate::record::Base;
use crate::snapshot::Snapshot;
use crate::time::Instant;

impl Days {
    /// Everything in `snapshot` that takes energy or says what there is, as it stands at `now`. A base
    /// counts from the day it was set; one that is only proposed does not count.
    pub fn of_snapshot(snapshot: &Snapshot, now: Instant) -> Self {
        let mut agreed: Vec<&Base> = snapshot.bases().map(|(_, base)| base).filter(|base| !base.proposed).collect();
        agreed.sort_by_key(|base| base.at);
        let days = agreed.iter().fold(Self::default(), |days, base| days.with_base(base.at.date(), base.base));
        let mornings = snapshot.checkins().map(|(_, checkin)| checkin);
        let days = mornings.fold(days, |days, checkin| days.with_checkin(checkin.date, checkin.level));
        let activities = snapshot.occurrences();
        let appointments = snapshot.appointments();
        days.with_items(activities.map(|(id, one)| Item::of_occurrence(OccurrenceId(id), one)))
            .with_items(appointments.map(|(id, one)| Item::of_appointment(AppointmentId(id), one, now)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::energy::Band;
    use crate::id::PersonId;
    use crate::record::{Kind, Record};
    use crate::time::HOUR_MS;
    use uuid::Uuid;

    #[test]
    fn a_snapshot_counts_what_is_agreed_and_what_is_planned() {
        let date = "2026-11-24".parse().unwrap();
        let now = Instant::start_of(date).plus_ms(6 * HOUR_MS);
        let at = now.0;
        let mut snapshot = Snapshot::new(PersonId(Uuid::nil()), now);
        let records = [
            (Kind::Base, format!(r#"{{"base":400,"at":{at},"proposed":true}}"#)),
            (Kind::Base, format!(r#"{{"base":300,"at":{}}}"#, at - 1)),
            (Kind::Base, format!(r#"{{"base":360,"at":{}}}"#, at - 2)),
            (Kind::Checkin, format!(r#"{{"date":"2026-11-24","level":2,"at":{at}}}"#)),
            (
                Kind::Occurrence,
                r#"{"activity":"00000000-0000-0000-0000-000000000001","name":"Bad","weight":"medium",
                "minutes":20,"planned_on":"2026-11-24","date":"2026-11-24"}"#
                    .to_owned(),
            ),
            (
                Kind::Appointment,
                r#"{"title":"Samtale","date":"2026-11-24","start":"10:00","minutes":60,
                "travel_minutes":60,"weight":"heavy"}"#
                    .to_owned(),
            ),
        ];
        for (number, (kind, json)) in (1..).zip(records) {
            snapshot.put(Uuid::from_u128(number), Record::parse(kind, &json).unwrap());
        }
        let fit = Days::of_snapshot(&snapshot, now).fit(date);
        assert_eq!((fit.planned, fit.budget, fit.band), (280, Some(225), Band::Over));
    }
}
