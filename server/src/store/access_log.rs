//! "Hvem har set mine data": one row per viewer, citizen, part and hour, with a count. Written and
//! committed before the bytes leave; what is seen is never in it.

use crate::db::{Tx, execute, fetch_all, statements};
use crate::error::Error;
use domain::id::PersonId;
use domain::time::{HOUR_MS, Instant};
use uuid::Uuid;

statements! {
    /// Counts one more look in its hour.
    NOTE = "insert into access_log (citizen_id, viewer_id, part, since, count) values ($1, $2, $3, $4, 1)
        on conflict (citizen_id, viewer_id, part, since) do update set count = access_log.count + 1";
    /// Marks a day; a second look on the same day adds nothing.
    NOTE_DAY = "insert into access_log (citizen_id, viewer_id, part, since, count) values ($1, $2, $3, $4, 1)
        on conflict (citizen_id, viewer_id, part, since) do nothing";
    /// Who has seen what, the newest first.
    LIST = "select viewer_id, part, since, count from access_log
        where citizen_id = $1 and since < $2 order by since desc, viewer_id, part limit $3";
}

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The plan and its revisions.
    Plan,
    /// The week: what is planned, and what is recorded while it is shared.
    Week,
    /// The messages.
    Messages,
    /// The appointments.
    Appointments,
    /// Whether a questionnaire was answered; never what.
    SurveyStatus,
    /// The devices.
    Devices,
    /// A copy that left the system.
    Export,
    /// A print.
    Print,
    /// A line in a list of several citizens; once a day.
    List,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 9] = [
        Self::Plan,
        Self::Week,
        Self::Messages,
        Self::Appointments,
        Self::SurveyStatus,
        Self::Devices,
        Self::Export,
        Self::Print,
        Self::List,
    ];

    /// The word in the store and on the wire.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Week => "week",
            Self::Messages => "messages",
            Self::Appointments => "appointments",
            Self::SurveyStatus => "survey_status",
            Self::Devices => "devices",
            Self::Export => "export",
            Self::Print => "print",
            Self::List => "list",
        }
    }

    fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.text() == text)
    }
}

/// One row: somebody looked at a part within an hour (a list: within a day), so many times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Who looked.
    pub viewer: PersonId,
    /// At what.
    pub part: Part,
    /// The start of the hour, or of the Danish day for a list.
    pub since: Instant,
    /// How many times.
    pub count: i64,
}

/// Notes that `viewer` is about to see a part of what concerns `citizen`.
pub async fn note(tx: &mut Tx, citizen: PersonId, viewer: PersonId, part: Part, now: Instant) -> Result<(), Error> {
    if part == Part::List {
        let day = Instant::start_of(now.date());
        execute!(tx, NOTE_DAY, citizen.uuid(), viewer.uuid(), part.text(), day.0)?;
        return Ok(());
    }
    let hour = now.0 - now.0.rem_euclid(HOUR_MS);
    execute!(tx, NOTE, citizen.uuid(), viewer.uuid(), part.text(), hour)?;
    Ok(())
}

/// Who has seen what before a moment, the newest first, at most `limit`.
pub async fn list(tx: &mut Tx, citizen: PersonId, before: Instant, limit: i64) -> Result<Vec<Seen>, Error> {
    let rows: Vec<(Uuid, String, i64, i64)> = fetch_all!(tx, LIST, citizen.uuid(), before.0, limit)?;
    let seen = |(viewer, part, since, count): (Uuid, String, i64, i64)| {
        Part::of(&part).map(|part| Seen { viewer: PersonId(viewer), part, since: Instant(since), count })
    };
    Ok(rows.into_iter().filter_map(seen).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::testing::{MONDAY, both_dbs};
    use crate::testing::World;
    use domain::access::Role;

    both_dbs!(an_hour_is_one_row_with_a_count_and_a_list_is_one_a_day, |db| async move {
        let world = World::on(db.clone()).await;
        let mette = world.staff("Mette Prøve", Role::Coordinator).await;
        let karin = world.citizen("Karin Prøve", mette).await;
        let mut tx = db.write().await.unwrap();
        for (part, minutes) in [(Part::Plan, 0), (Part::Plan, 10), (Part::Plan, 70), (Part::List, 0), (Part::List, 300)]
        {
            note(&mut tx, karin, mette, part, MONDAY.plus_ms(minutes * 60_000)).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = db.read().await.unwrap();
        let seen = list(&mut tx, karin, Instant(i64::MAX), 10).await.unwrap();
        let counts: Vec<_> = seen.iter().map(|row| (row.part, row.count)).collect();
        assert_eq!(counts, [(Part::Plan, 1), (Part::Plan, 2), (Part::List, 1)]);
        assert_eq!(list(&mut tx, mette, Instant(i64::MAX), 10).await.unwrap(), []);
    });
}
