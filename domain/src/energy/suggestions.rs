//! What could wait on a day that is too full (§4.5), and the day that went wrong altogether.
//!
//! Suggestions only: each is one tap, each can be undone, and each is carried out by the same commands
//! that a person gives by hand.

use super::amounts::{Lm, load, pct};
use super::days::{Days, Item, ItemId};
use crate::activity::Importance;
use crate::id::OccurrenceId;
use crate::time::plus_days;
use chrono::{NaiveDate, NaiveDateTime};
use std::cmp::Reverse;

/// At most so many at a time (§4.5).
pub const SUGGESTIONS_MAX: usize = 3;
/// How far ahead something may be moved, in days (§4.5).
const DAYS_AHEAD: i64 = 7;
/// How full a day may become by it, in percent: a fifth is kept for the unforeseen (§4.3).
const TARGET_PCT: u64 = 80;
/// The shortest activity that is split (§4.5).
const SPLIT_MIN_MINUTES: u16 = 30;

/// What to do with an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SuggestionKind {
    /// Move it.
    Move,
    /// Do a part another day.
    Split {
        /// The minutes that move; travel stays with the first part.
        minutes: u16,
    },
}

/// One way to make a day lighter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Which activity.
    pub occurrence: OccurrenceId,
    /// Move it or split it.
    pub kind: SuggestionKind,
    /// The day it leaves.
    pub from: NaiveDate,
    /// The day it goes to.
    pub to: NaiveDate,
    /// How full the day it leaves is afterwards, in percent.
    pub pct_after: u32,
}

/// What §4.5 orders by: not important first, brings the day ≤ 100 first, nearest day (a split counts
/// one day further), lowest resulting quotient, id.
type Rank = (bool, bool, i64, u32, OccurrenceId, SuggestionKind);

/// The first day from `from` to `to`, both included, that is planned above 100 percent (§4.5).
pub fn first_over_full(days: &Days, from: NaiveDate, to: NaiveDate) -> Option<NaiveDate> {
    from.iter_days().take_while(|date| *date <= to).find(|date| is_over_full(days, *date))
}

fn is_over_full(days: &Days, date: NaiveDate) -> bool {
    days.fit(date).pct.is_some_and(|pct| pct > 100)
}

/// At most three ways to make `date` lighter, the best first (§4.5). None when it is not over-full, or
/// is past. `now` is the local wall clock: what has begun is left alone.
pub fn suggestions(days: &Days, date: NaiveDate, now: NaiveDateTime) -> Vec<Suggestion> {
    if date < now.date() || !is_over_full(days, date) {
        return Vec::new();
    }
    let Some(budget) = days.budget(date) else {
        return Vec::new();
    };
    let day = Day { days, date, planned: days.planned(date), budget };
    let mut ranked: Vec<(Rank, Suggestion)> = days
        .items_on(date)
        .filter_map(|item| Some((item, item.movable(now)?)))
        .flat_map(|(item, id)| [day.moved(item, id), day.split(item, id)])
        .flatten()
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.truncate(SUGGESTIONS_MAX);
    ranked.into_iter().map(|(_, suggestion)| suggestion).collect()
}

/// The day that something leaves.
struct Day<'a> {
    days: &'a Days,
    date: NaiveDate,
    planned: Lm,
    budget: Lm,
}

impl Day<'_> {
    fn moved(&self, item: &Item, id: OccurrenceId) -> Option<(Rank, Suggestion)> {
        let load = item.load();
        let (to, ahead) = nearest_with_room(self.days, self.date, load)?;
        let pct_there = pct(self.days.planned(to) + load, self.days.budget(to)?)?;
        let suggestion = self.suggestion(id, SuggestionKind::Move, load, to)?;
        let larger = suggestion.pct_after.max(pct_there);
        Some((rank(item, &suggestion, ahead, larger), suggestion))
    }

    /// Halves of one that is at least half an hour long and takes more than a quarter of the day.
    fn split(&self, item: &Item, id: OccurrenceId) -> Option<(Rank, Suggestion)> {
        if item.minutes < SPLIT_MIN_MINUTES || item.load() <= self.budget / 4 {
            return None;
        }
        let minutes = item.minutes / 2 / 5 * 5;
        let part = load(item.weight, minutes, 0);
        let (to, ahead) = nearest_with_room(self.days, self.date, part)?;
        let suggestion = self.suggestion(id, SuggestionKind::Split { minutes }, part, to)?;
        Some((rank(item, &suggestion, ahead + 1, suggestion.pct_after), suggestion))
    }

    /// None for what would make nothing lighter.
    fn suggestion(
        &self,
        occurrence: OccurrenceId,
        kind: SuggestionKind,
        load: Lm,
        to: NaiveDate,
    ) -> Option<Suggestion> {
        let pct_after = pct(self.planned.saturating_sub(load), self.budget)?;
        (load > 0).then_some(Suggestion { occurrence, kind, from: self.date, to, pct_after })
    }
}

fn rank(item: &Item, suggestion: &Suggestion, distance: i64, pct: u32) -> Rank {
    let is_important = item.importance == Importance::Must;
    let stays_over = suggestion.pct_after > 100;
    (is_important, stays_over, distance, pct, suggestion.occurrence, suggestion.kind)
}

/// The nearest of the seven days after `date` that `load` leaves at 80 percent or less, and how many
/// days ahead it is (§4.5).
fn nearest_with_room(days: &Days, date: NaiveDate, load: Lm) -> Option<(NaiveDate, i64)> {
    let has_room = |to: NaiveDate| {
        let planned = u64::from(days.planned(to)) + u64::from(load);
        days.budget(to).is_some_and(|budget| planned * 100 <= u64::from(budget) * TARGET_PCT)
    };
    later_days(date).find(|(to, _)| has_room(*to))
}

fn later_days(date: NaiveDate) -> impl Iterator<Item = (NaiveDate, i64)> {
    (1..=DAYS_AHEAD).map(move |ahead| (plus_days(date, ahead), ahead))
}

/// "Det er en dårlig dag": where the movable rest of `date` goes (§4, bad-day button). What is
/// fixed, what the citizen calls important, rest, and what is done or has begun stay; the others go by
/// the rules of §4.5, one after another, so that together they fill no day above 80 percent. What has
/// no place to go stays too. While no base is agreed there is nothing to measure against: then each
/// goes to the lightest of the seven days.
pub fn repace(days: &Days, date: NaiveDate, now: NaiveDateTime) -> Vec<(OccurrenceId, NaiveDate)> {
    if date < now.date() {
        return Vec::new();
    }
    let mut left = days.clone();
    let mut moves = Vec::new();
    while let Some((id, to)) = next_move(&left, date, now) {
        if let Some(item) = left.item(ItemId::Occurrence(id)) {
            let elsewhere = Item { date: to, ..item.clone() };
            left = left.with_item(elsewhere);
        }
        moves.push((id, to));
    }
    moves
}

fn next_move(days: &Days, date: NaiveDate, now: NaiveDateTime) -> Option<(OccurrenceId, NaiveDate)> {
    let waiting = days
        .items_on(date)
        .filter(|item| item.importance != Importance::Must)
        .filter_map(|item| Some((item, item.movable(now)?)));
    let Some(budget) = days.budget(date) else {
        let (_, id) = waiting.min_by_key(|(item, id)| (Reverse(item.load()), *id))?;
        let (to, _) = later_days(date).min_by_key(|(to, ahead)| (days.planned(*to), *ahead))?;
        return Some((id, to));
    };
    let planned = days.planned(date);
    let steps = waiting.filter_map(|(item, id)| {
        let (to, ahead) = nearest_with_room(days, date, item.load())?;
        let after = pct(planned.saturating_sub(item.load()), budget).unwrap_or(0);
        let there = days.pct_with(to, item.load());
        Some(((after > 100, ahead, after.max(there), id), (id, to)))
    });
    steps.min_by_key(|(rank, _)| *rank).map(|(_, step)| step)
}

impl Days {
    /// How full `date` would be with `load` more, in percent; 0 where there is nothing to measure by.
    fn pct_with(&self, date: NaiveDate, load: Lm) -> u32 {
        let planned = self.planned(date).saturating_add(load);
        self.budget(date).and_then(|budget| pct(planned, budget)).unwrap_or(0)
    }
}
