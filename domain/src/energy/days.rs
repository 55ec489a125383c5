//! A stretch of days: what is planned on them, what was recorded, what was agreed.
//!
//! Activities and appointments enter alike, as items. The order in which things are put in never
//! matters.

use super::amounts::{Band, Lm, budget, eq_pct, load, pct};
use crate::activity::{Importance, Occurrence, Status, Weight};
use crate::appointment::{Answer, Appointment, AppointmentStatus};
use crate::id::{AppointmentId, OccurrenceId};
use crate::time::{Instant, plus_days};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemId {
    /// An activity on a day.
    Occurrence(OccurrenceId),
    /// An appointment: always fixed.
    Appointment(AppointmentId),
}

/// Something that takes energy on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Whose numbers these are.
    pub id: ItemId,
    /// The local day it stands on now.
    pub date: NaiveDate,
    /// Local start, where it has one.
    pub start: Option<NaiveTime>,
    /// How much a minute of it takes.
    pub weight: Weight,
    /// Planned minutes.
    pub minutes: u16,
    /// Minutes on the way, counted once a trip.
    pub travel_minutes: u16,
    /// How important it is to the citizen.
    pub importance: Importance,
    /// Agreed with others.
    pub fixed: bool,
    /// Where it stands; a cancelled appointment is `Skipped`.
    pub status: Status,
    /// What it really took.
    pub actual_minutes: Option<u16>,
}

impl Item {
    /// The item that an occurrence is.
    pub const fn of_occurrence(id: OccurrenceId, one: &Occurrence) -> Self {
        Self {
            id: ItemId::Occurrence(id),
            date: one.date,
            start: one.start,
            weight: one.weight,
            minutes: one.minutes,
            travel_minutes: one.travel_minutes,
            importance: one.importance,
            fixed: one.fixed,
            status: one.status,
            actual_minutes: one.actual_minutes,
        }
    }

    /// The item that an appointment is at `now`: always fixed, and never to be moved by the citizen
    /// alone. It leaves the plan once it is cancelled or the citizen has answered that it cannot be.
    /// Once it is over it has taken its energy.
    pub fn of_appointment(id: AppointmentId, one: &Appointment, now: Instant) -> Self {
        let is_declined = one.current_reply().is_some_and(|reply| reply.answer == Answer::Cannot);
        let status = match one.status {
            AppointmentStatus::Booked if is_declined => Status::Skipped,
            AppointmentStatus::Booked if one.ends_at() <= now => Status::Done,
            AppointmentStatus::Booked => Status::Planned,
            AppointmentStatus::Cancelled => Status::Skipped,
        };
        Self {
            id: ItemId::Appointment(id),
            date: one.date,
            start: Some(one.start),
            weight: one.weight,
            minutes: one.minutes,
            travel_minutes: one.travel_minutes,
            importance: Importance::Must,
            fixed: true,
            status,
            actual_minutes: None,
        }
    }

    /// Its load as planned (§4.2).
    pub fn load(&self) -> Lm {
        load(self.weight, self.minutes, self.travel_minutes)
    }

    /// Its load as it was: by the minutes it really took, where the citizen said so (§4.2).
    pub fn used(&self) -> Lm {
        load(self.weight, self.actual_minutes.unwrap_or(self.minutes), self.travel_minutes)
    }

    /// Whether it counts in its day's plan: everything but what was cancelled or skipped.
    pub const fn is_counted(&self) -> bool {
        !matches!(self.status, Status::Skipped)
    }

    /// Whether it is still to come.
    pub const fn is_open(&self) -> bool {
        matches!(self.status, Status::Planned | Status::Moved)
    }

    /// Whether its day is over or its hour has begun.
    pub fn is_past(&self, now: NaiveDateTime) -> bool {
        self.date < now.date() || (self.date == now.date() && self.start.is_some_and(|start| start < now.time()))
    }

    /// The occurrence, if a suggestion may touch it: never what is fixed, done, rest or past (§4.5).
    pub(super) fn movable(&self, now: NaiveDateTime) -> Option<OccurrenceId> {
        let free = !self.fixed && self.is_open() && self.weight != Weight::Rest && !self.is_past(now);
        match self.id {
            ItemId::Occurrence(id) if free => Some(id),
            ItemId::Occurrence(_) | ItemId::Appointment(_) => None,
        }
    }
}

/// How a plan fits into what there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// P: what is planned.
    pub planned: Lm,
    /// `B_d`: what there is; none without an agreed base.
    pub budget: Option<Lm>,
    /// q in percent; none without a budget.
    pub pct: Option<u32>,
    /// The word for it.
    pub band: Band,
}

impl Fit {
    pub(super) fn of(planned: Lm, budget: Option<Lm>) -> Self {
        let pct = budget.and_then(|budget| pct(planned, budget));
        Self { planned, budget, pct, band: Band::of(pct) }
    }
}

/// Plans, records, mornings and the agreed base of some days.
#[derive(Clone, Debug, Default)]
pub struct Days {
    bases: BTreeMap<NaiveDate, Lm>,
    checkins: BTreeMap<NaiveDate, u8>,
    /// By day, so that looking at one costs nothing for the others.
    items: BTreeMap<(NaiveDate, ItemId), Item>,
    places: BTreeMap<ItemId, NaiveDate>,
}

impl Days {
    /// The base that is agreed from the day `from` on; of two on one day the later call holds.
    #[must_use]
    pub fn with_base(mut self, from: NaiveDate, base: Lm) -> Self {
        self.bases.insert(from, base);
        self
    }

    /// A morning, 1 to 5.
    #[must_use]
    pub fn with_checkin(mut self, date: NaiveDate, level: u8) -> Self {
        self.checkins.insert(date, level);
        self
    }

    /// One more item, or the same one as it is now. Also the way to see what a booking would do.
    #[must_use]
    pub fn with_item(mut self, item: Item) -> Self {
        if let Some(before) = self.places.insert(item.id, item.date) {
            self.items.remove(&(before, item.id));
        }
        self.items.insert((item.date, item.id), item);
        self
    }

    /// Many items.
    #[must_use]
    pub fn with_items(self, items: impl IntoIterator<Item = Item>) -> Self {
        items.into_iter().fold(self, Self::with_item)
    }

    /// One item.
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.get(&(*self.places.get(&id)?, id))
    }

    /// The items of a local day that count in it, by id.
    pub fn items_on(&self, date: NaiveDate) -> impl Iterator<Item = &Item> {
        self.all_on(date).filter(|item| item.is_counted())
    }

    fn all_on(&self, date: NaiveDate) -> impl Iterator<Item = &Item> {
        let first = ItemId::Occurrence(OccurrenceId(Uuid::nil()));
        let last = ItemId::Appointment(AppointmentId(Uuid::max()));
        self.items.range((date, first)..=(date, last)).map(|(_, item)| item)
    }

    /// B on `date`: the newest base from that day or before.
    pub fn base_on(&self, date: NaiveDate) -> Option<Lm> {
        self.bases.range(..=date).next_back().map(|(_, base)| *base)
    }

    /// The day from which the base of `date` has been what it is.
    pub fn base_since(&self, date: NaiveDate) -> Option<NaiveDate> {
        let base = self.base_on(date)?;
        let same = self.bases.range(..=date).rev().take_while(|(_, other)| **other == base);
        same.last().map(|(since, _)| *since)
    }

    /// `c_d`: the morning of `date`.
    pub fn checkin_on(&self, date: NaiveDate) -> Option<u8> {
        self.checkins.get(&date).copied()
    }

    /// `B_d` (§4.2); none without an agreed base.
    pub fn budget(&self, date: NaiveDate) -> Option<Lm> {
        self.base_on(date).map(|base| budget(base, self.checkin_on(date)))
    }

    /// `P_d`: the sum of what is planned on the day and not cancelled (§4.2).
    pub fn planned(&self, date: NaiveDate) -> Lm {
        self.items_on(date).map(Item::load).fold(0, Lm::saturating_add)
    }

    /// `U_d`: the sum of what was done on the day (§4.2).
    pub fn used(&self, date: NaiveDate) -> Lm {
        let done = self.items_on(date).filter(|item| item.status == Status::Done);
        done.map(Item::used).fold(0, Lm::saturating_add)
    }

    /// Whether the citizen recorded anything on the day. A day without a record says nothing: nobody
    /// has to log (§4.1).
    pub fn is_logged(&self, date: NaiveDate) -> bool {
        self.all_on(date).any(|item| {
            matches!(item.id, ItemId::Occurrence(_)) && matches!(item.status, Status::Done | Status::Skipped)
        })
    }

    /// `EQ_d` in percent (§4.2); none for a day that is not logged or has no budget.
    pub fn eq_pct(&self, date: NaiveDate) -> Option<u32> {
        if self.is_logged(date) { eq_pct(self.used(date), self.budget(date)?) } else { None }
    }

    /// How the day fits (§4.3).
    pub fn fit(&self, date: NaiveDate) -> Fit {
        Fit::of(self.planned(date), self.budget(date))
    }

    /// How the seven days from `monday` fit as a whole; unknown when one of them has no base.
    pub fn week_fit(&self, monday: NaiveDate) -> Fit {
        let week = || (0..7).map(|n| plus_days(monday, n));
        let planned = week().map(|date| self.planned(date)).fold(0, Lm::saturating_add);
        let budget = week().map(|date| self.budget(date)).sum();
        Fit::of(planned, budget)
    }
}
