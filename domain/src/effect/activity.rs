//! What commands about activities change: adding, changing, recording, moving, splitting, and a bad day.

use super::{ACTIVITIES_MAX, On, content_of};
use crate::activity::{Activity, Felt, Occurrence, Status};
use crate::command::{Move, Recorded};
use crate::id::{ActivityId, OccurrenceId, derived};
use crate::record::{Effect, Kind, Record};
use crate::refusal::{Code, Refusal};
use crate::schedule;
use crate::snapshot::window;
use crate::time::plus_days;
use chrono::{NaiveDate, NaiveTime};

impl On<'_> {
    /// A date that can be planned for: in the window of the snapshot.
    pub(super) fn check_plannable(&self, date: NaiveDate) -> Result<(), Refusal> {
        let days = date.signed_duration_since(self.today()).num_days();
        if (-window::BACK_DAYS..=window::AHEAD_DAYS).contains(&days) {
            Ok(())
        } else {
            Err(Refusal::field(Code::InvalidDate, "date"))
        }
    }

    pub(super) fn expand(&self, id: ActivityId, activity: &Activity) -> Vec<(OccurrenceId, Occurrence)> {
        expand_window(id, activity, self.today())
    }

    pub(super) fn add_activity(&self, activity: &Activity) -> Result<Vec<Effect>, Refusal> {
        if self.snapshot.activities().count() >= ACTIVITIES_MAX {
            return Err(Code::TooMany.into());
        }
        let days = activity.date.signed_duration_since(self.today()).num_days();
        if !(-window::BACK_DAYS..=366).contains(&days) {
            return Err(Refusal::field(Code::InvalidDate, "date"));
        }
        let id = ActivityId::of_command(self.issued.id);
        let mut effects = vec![Effect::put(id.0, activity.clone())];
        effects.extend(self.expand(id, activity).into_iter().map(|(id, item)| Effect::put(id.0, item)));
        Ok(effects)
    }

    /// The coming occurrences of an activity that nobody has touched.
    pub(super) fn untouched(&self, activity: ActivityId) -> Vec<OccurrenceId> {
        let today = self.today();
        self.snapshot
            .occurrences()
            .filter(|(_, item)| item.activity == activity && item.date >= today && item.status == Status::Planned)
            .map(|(id, _)| OccurrenceId(id))
            .collect()
    }

    pub(super) fn edit_activity(&self, id: ActivityId, activity: &Activity) -> Result<Vec<Effect>, Refusal> {
        let today = self.today();
        let mut effects = self.change(Kind::Activity, id.0, |record| {
            *content_of!(record, Activity) = activity.clone();
            Ok(())
        })?;
        let old = self.untouched(id);
        let touched =
            |item: &OccurrenceId| self.snapshot.get(Kind::Occurrence, item.0).is_some() && !old.contains(item);
        let new: Vec<_> = self.expand(id, activity).into_iter().filter(|(_, item)| item.date >= today).collect();
        for gone in old.iter().filter(|old| !new.iter().any(|(id, _)| id == *old)) {
            effects.push(Effect::Delete { kind: Kind::Occurrence, id: gone.0 });
        }
        let kept = new.into_iter().filter(|(id, _)| !touched(id));
        effects.extend(kept.map(|(id, item)| Effect::put(id.0, item)));
        Ok(effects)
    }

    pub(super) fn remove_activity(&self, id: ActivityId) -> Result<Vec<Effect>, Refusal> {
        self.snapshot.get(Kind::Activity, id.0).ok_or(Code::NotFound)?;
        let today = self.today();
        let coming = self.snapshot.occurrences().filter(|(_, item)| {
            item.activity == id && item.date >= today && matches!(item.status, Status::Planned | Status::Moved)
        });
        let mut effects: Vec<_> = coming.map(|(id, _)| Effect::Delete { kind: Kind::Occurrence, id }).collect();
        effects.push(Effect::Delete { kind: Kind::Activity, id: id.0 });
        Ok(effects)
    }

    pub(super) fn change_occurrence(
        &self,
        id: OccurrenceId,
        with: impl FnOnce(&mut Occurrence) -> Result<(), Refusal>,
    ) -> Result<Vec<Effect>, Refusal> {
        self.change(Kind::Occurrence, id.0, |record| with(content_of!(record, Occurrence)))
    }

    pub(super) fn record_activity(
        &self,
        id: OccurrenceId,
        status: Recorded,
        minutes: Option<u16>,
        felt: Option<Felt>,
    ) -> Result<Vec<Effect>, Refusal> {
        self.change_occurrence(id, |item| {
            if item.recorded_at.is_some_and(|before| before > self.issued.at) {
                return Ok(());
            }
            item.status = match status {
                Recorded::Done => Status::Done,
                Recorded::Skipped => Status::Skipped,
                Recorded::Planned if item.date == item.planned_on => Status::Planned,
                Recorded::Planned => Status::Moved,
            };
            item.actual_minutes = minutes;
            item.felt = felt;
            item.recorded_at = Some(self.issued.at);
            Ok(())
        })
    }

    pub(super) fn split(&self, id: OccurrenceId, minutes: u16, date: NaiveDate) -> Result<Vec<Effect>, Refusal> {
        self.check_plannable(date)?;
        let part_id = OccurrenceId(derived(self.issued.id.0, "occurrence"));
        let mut part = None;
        let mut effects = self.change_occurrence(id, |item| {
            if !item.is_open() || minutes >= item.minutes {
                return Err(Refusal::field(Code::Changed, "occurrence"));
            }
            item.minutes -= minutes;
            // Travel stays with the first part (domain.md §4.5). The other is placed by hand, so a
            // later change of the activity leaves it where it is.
            part = Some(Occurrence {
                planned_on: date,
                date,
                start: None,
                minutes,
                travel_minutes: 0,
                status: Status::Moved,
                ..item.clone()
            });
            Ok(())
        })?;
        effects.extend(part.map(|part| Effect::put(part_id.0, part)));
        Ok(effects)
    }

    /// Several moves as one step. What is no longer there, or is done by now, is left alone: the rest
    /// of a bad day must not fail because of it.
    pub(super) fn repace(&self, moves: &[Move]) -> Result<Vec<Effect>, Refusal> {
        let mut effects = Vec::new();
        for item in moves {
            self.check_plannable(item.date)?;
            let change = self.change_occurrence(item.occurrence, |occurrence| move_to(occurrence, item.date, None));
            effects.extend(change.unwrap_or_default());
        }
        Ok(effects)
    }
}

/// An activity's occurrences within the window of a snapshot taken on `today`.
pub fn expand_window(id: ActivityId, activity: &Activity, today: NaiveDate) -> Vec<(OccurrenceId, Occurrence)> {
    let from = plus_days(today, -window::BACK_DAYS);
    schedule::expand(id, activity, from, plus_days(today, window::AHEAD_DAYS))
}

pub(super) fn move_to(item: &mut Occurrence, date: NaiveDate, start: Option<NaiveTime>) -> Result<(), Refusal> {
    if item.status == Status::Done {
        return Err(Refusal::field(Code::Changed, "occurrence"));
    }
    item.date = date;
    item.start = start.or(item.start);
    item.status = if date == item.planned_on { Status::Planned } else { Status::Moved };
    Ok(())
}
