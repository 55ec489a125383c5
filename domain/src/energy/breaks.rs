//! Where a break would do good (§4.4). An offer before an activity, never a rule.

use super::days::{Days, Item, ItemId};
use crate::activity::Weight;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

/// The length of the break that is offered, and of a gap that is one already.
pub const BREAK_MINUTES: u16 = 15;

/// What may gather before a break is offered, at least (lm).
const UNBROKEN_MIN: u32 = 60;

/// The items of `date` before which to offer "Læg en pause på 15 minutter ind før …" (§4.4): where the
/// load since the last rest or gap of 15 minutes, together with the item's own, exceeds
/// `max(60, B_d / 4)`. Travel comes after the activity and is no gap. What was offered counts as
/// taken, so that one long stretch does not repeat itself before every item. Without a base, and for
/// items that are done or have begun, nothing is offered.
pub fn breaks(days: &Days, date: NaiveDate, now: NaiveDateTime) -> Vec<ItemId> {
    let Some(budget) = days.budget(date) else {
        return Vec::new();
    };
    let limit = UNBROKEN_MIN.max(budget / 4);
    let mut timed: Vec<(NaiveTime, &Item)> =
        days.items_on(date).filter_map(|item| item.start.map(|start| (start, item))).collect();
    timed.sort_by_key(|(start, item)| (*start, item.id));

    let mut offers = Vec::new();
    let mut gathered = 0_u32;
    let mut busy_until = 0_u32;
    for (start, item) in timed {
        let start = start.num_seconds_from_midnight() / 60;
        if start >= busy_until + u32::from(BREAK_MINUTES) || item.weight == Weight::Rest {
            gathered = 0;
        }
        let together = gathered.saturating_add(item.load());
        let is_offered = gathered > 0 && together > limit && item.is_open() && !item.is_past(now);
        if is_offered {
            offers.push(item.id);
        }
        gathered = if is_offered { item.load() } else { together };
        busy_until = busy_until.max(start + u32::from(item.minutes) + u32::from(item.travel_minutes));
    }
    offers
}
